// The reading view: keys, the current claim lit up in the text, decisions without a reload, words chosen by selection.
import { arrow, begin } from "./caret.js";
import { selected } from "./selection.js";

const KEYS = {
  t: "type",
  s: "status",
  e: "parties",
  p: "place",
  d: "time",
  c: "toll",
  q: "sources",
  x: "span",
};
const PRIORITY = [
  "trigger",
  "also",
  "actor",
  "recipient",
  "source",
  "cue",
  "place",
  "time",
  "toll",
  "points",
];
const told = document.getElementById("told");
const $ = (query, within = document) => within.querySelector(query);
const all = (query, within = document) => [...within.querySelectorAll(query)];

let roles = {}; // what each role is called
let words = new Map(); // number of a claim → its words in the text, each with their roles
let chosen = null; // the words that were selected last
let current = null; // id of the current claim
let opening = false; // whether a form that is on its way is still wanted
let next = null; // id of the claim that was decided on, while its card is on its way
let lit; // number of the claim that is lit up
let quiet; // when the message goes

function index() {
  words = new Map();
  lit = undefined;
  for (const seg of all("#text [data-m]")) {
    for (const mark of seg.dataset.m.split(" ")) {
      const [number, role] = mark.split(":");
      if (!words.has(number)) words.set(number, new Map());
      const held = words.get(number);
      held.set(seg, [...(held.get(seg) ?? []), role]);
    }
  }
}

const cards = () => all("#cards > .card");
const card = () => (current ? document.getElementById(`c-${current}`) : null);

// What a claim is made of, lit up in the text

function dim() {
  for (const seg of all("#text .on")) {
    seg.classList.remove("on", "r-clause", ...PRIORITY.map((role) => `r-${role}`));
    delete seg.dataset.role;
  }
}

function light(number) {
  if (number === lit) return;
  dim();
  lit = number;
  let last = null;
  for (const [seg, held] of words.get(number) ?? []) {
    const role = PRIORITY.find((one) => held.includes(one)) ?? "clause";
    seg.classList.add("on", `r-${role}`);
    if (role in roles && role !== last) seg.dataset.role = roles[role];
    last = role;
  }
}

function choose(one, { focus = true, scroll = true } = {}) {
  for (const other of all("#cards > .on")) other.classList.remove("on");
  if (!one) return;
  one.classList.add("on");
  if (one.dataset.id !== current) opening = false;
  current = one.dataset.id;
  light(one.dataset.n);
  if (focus) one.focus({ preventScroll: true });
  if (scroll) {
    one.scrollIntoView({ block: "nearest" });
    reveal(document.getElementById(`t-${current}`) ?? words.get(one.dataset.n)?.keys().next().value);
  }
}

/** Scroll the text's own pane, not the page: the card stays where it is. */
function reveal(seg) {
  const pane = $("#text");
  if (!seg || pane.scrollHeight <= pane.clientHeight) return;
  const off = seg.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (off < 40 || off > pane.clientHeight - 60) pane.scrollTop += off - pane.clientHeight / 3;
}

function step(by) {
  const list = cards();
  const at = list.findIndex((one) => one.dataset.id === current);
  choose(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : Math.min(list.length - 1, Math.max(0, at + by))]);
}

// Messages

function tell(message) {
  told.textContent = message;
  clearTimeout(quiet);
  quiet = setTimeout(() => {
    told.textContent = "";
  }, 4000);
}

// Forms

function open(field) {
  const one = card();
  if (!one) return;
  htmx.ajax("GET", `/claims/${current}/correct?field=${field}`, {
    target: $(".edit", one),
    swap: "innerHTML",
  });
}

function close() {
  opening = false;
  $("#new").replaceChildren();
  const one = card();
  if (!one) return;
  $(".edit", one).replaceChildren();
  $(".slot", one).replaceChildren();
  one.focus({ preventScroll: true });
}

function make() {
  selectionChanged(); // the browser tells of it a moment later
  const held = $("#new");
  held.replaceChildren($("#new-form").content.cloneNode(true));
  const form = $("form", held);
  const { start, end, words: typed } = form.elements;
  if (chosen) {
    start.value = chosen.start;
    end.value = chosen.end;
    typed.value = chosen.words;
  }
  typed.addEventListener("input", () => {
    start.value = "";
    end.value = "";
  });
  htmx.process(form);
  form.scrollIntoView({ block: "nearest" });
  (chosen ? $("input[type=radio]", form) : typed).focus();
}

/** Let a form that wants words of the text have the selected ones. */
function fill() {
  const form = $(".edit .correct, .correct[data-field]");
  if (!form || !chosen) return;
  const span = $("[data-span]", form);
  if (span) {
    span.value = `${chosen.start}-${chosen.end}`;
    $("[data-chosen]", form).textContent = chosen.words;
  }
  const asking = form.dataset.asking ? $(`#${form.dataset.asking}`, form) : null;
  if (!asking) return;
  asking.value = chosen.words.replace(/\s+/g, " ");
  $("[name=at]", asking.parentElement).value = `${chosen.start}..${chosen.end}`;
}

function ready(form) {
  if ($("[data-map]", form)) import($("#reading").dataset.maps); // draws what it finds; only who wants a map waits for it
  all("[data-words]", form).forEach((input, n) => {
    input.id = `words-${n}`;
    input.addEventListener("focus", () => {
      form.dataset.asking = input.id;
    });
  });
  if (form.dataset.field === "span") fill();
  form.scrollIntoView({ block: "nearest" });
  if (form.contains(document.activeElement)) return; // somebody was quicker
  ($("[autofocus]", form) ?? $("input:not([type=hidden]), select", form))?.focus();
}

let asked;
async function suggest(input) {
  const list = input.list;
  const wanted = input.value.trim();
  asked = wanted;
  if (wanted.length < 2) return;
  const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(wanted)}`);
  if (!answer.ok || asked !== wanted) return;
  const found = await answer.json();
  list.replaceChildren(...found.map((one) => new Option(one.label, one.value)));
}

// Keys: those of the letters on a Latin keyboard, by their place on any other

function keyOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) && event.key.length === 1 ? event.code[3].toLowerCase() : event.key;
}

const typing = (target) => target.closest("input:not([type=radio]), select, textarea, [contenteditable]");

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const key = keyOf(event);
  if (key === "Escape") return $("dialog[open]") ? undefined : close();
  if (key === "Enter" && event.target.matches(".correct input[type=radio]")) {
    event.preventDefault();
    return event.target.form.requestSubmit();
  }
  if (typing(event.target) || event.target.closest(".edit, #new") || $("dialog[open]")) return;
  if (act(key)) event.preventDefault();
}

/** Arrows move what is selected while the text has the focus; they scroll it where nothing is. */
function moved(event) {
  const text = $("#text");
  if (event.target === text && arrow(text, event)) event.preventDefault();
}

function act(key) {
  if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key === "n") make();
  else if (key === "v") begin($("#text"), document.getElementById(`t-${current}`));
  else if (key in KEYS) open(KEYS[key]);
  else if (key === "u") $("[data-key=u]").click();
  else if ("ari".includes(key)) within(key);
  else return false;
  return true;
}

function within(key) {
  const one = card();
  if (one) $(`[data-key=${key}]`, one)?.click();
  else step(1); // nothing is decided on a claim that nobody chose
}

// What happens on the page

function clicked(event) {
  const seg = event.target.closest("#text a.seg");
  if (seg) {
    event.preventDefault();
    if (document.getSelection()?.isCollapsed) choose(among(seg, true));
    return;
  }
  if (event.target.closest("[data-cancel]") && event.target.closest(".edit, #new")) {
    event.preventDefault();
    return close();
  }
  if (event.target.closest("#make")) return make();
  const held = event.target.closest("#cards > .card");
  if (held && held.dataset.id !== current) choose(held, { focus: false });
}

/** Return the card of words; of words that tell several claims the current, or the one after it. */
function among(seg, after = false) {
  const numbers = seg.dataset.m.split(" ").filter((mark) => mark.endsWith(":trigger"));
  const list = numbers.map((mark) => $(`.card[data-n="${mark.split(":")[0]}"]`)).filter(Boolean);
  const at = list.findIndex((one) => one.dataset.id === current);
  return list[at < 0 ? 0 : (at + after) % list.length];
}

function selectionChanged() {
  const found = selected($("#text"));
  if (!found) return;
  chosen = found;
  fill();
}

function over(event) {
  const entity = event.target.closest?.(".meant [data-e]");
  for (const seg of all("#text .meant")) seg.classList.remove("meant");
  if (entity) {
    for (const seg of all(`#text [data-e~="${entity.dataset.e}"]`)) seg.classList.add("meant");
    if (event.type === "focusin") reveal($("#text .meant"));
    return;
  }
  const held = event.target.closest?.("#cards > .card");
  if (event.type === "focusin" && held && held.dataset.id !== current)
    return choose(held, { focus: false, scroll: false });
  const seg = event.target.closest?.("#text a.seg");
  light((held ?? (seg && among(seg)) ?? card())?.dataset.n);
}

/** A refusal goes into the card's or the page's own slot: nothing of the page is lost. */
function swapping(event) {
  const { xhr, elt, target } = event.detail;
  if (target.matches(".edit") && !opening) event.detail.shouldSwap = false;
  if (xhr.status < 400) return;
  const held = elt.closest?.(".card") ?? elt.closest?.("#new");
  event.detail.target = held ? ($(".slot", held) ?? $("#slot")) : $("#slot");
  event.detail.swapOverride = "innerHTML";
  event.detail.shouldSwap = true;
  if (event.detail.target.id !== "slot") return; // what stands in a card is before the reader's eyes
  tell(new DOMParser().parseFromString(xhr.responseText, "text/html").body.textContent.trim());
}

function decided(event) {
  tell(event.detail.told);
  next = event.detail.claim;
}

function settled(event) {
  roles = JSON.parse($("#reading").dataset.roles);
  index();
  const form = event.detail.target.querySelector?.(".correct[data-field]");
  if (form && event.detail.target.matches(".edit")) return ready(form);
  if (next === null) return;
  current = next;
  next = null;
  choose(card() ?? cards()[0]);
}

/** Words under the mouse are no link: or browsers would drag it, and select nothing. */
function loosen(event) {
  const seg = event.target.closest?.("#text a.seg[href]");
  if (!seg) return;
  const { hash } = seg;
  seg.removeAttribute("href");
  seg.addEventListener("mouseleave", () => seg.setAttribute("href", hash), { once: true });
}

document.addEventListener("mouseover", loosen);
document.addEventListener("keydown", pressed);
document.addEventListener("keydown", moved);
document.addEventListener("click", clicked);
document.addEventListener("selectionchange", selectionChanged);
document.addEventListener("mouseover", over);
document.addEventListener("focusin", over);
document.addEventListener("input", (event) => event.target.dataset?.suggest && suggest(event.target));
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target.matches(".edit")) opening = true;
});
document.addEventListener("htmx:beforeSwap", swapping);
document.addEventListener("decided", decided);
document.addEventListener("htmx:afterSettle", settled);

roles = JSON.parse($("#reading").dataset.roles);
index();
const asked_for = location.hash.startsWith("#c-") ? document.getElementById(location.hash.slice(1)) : null;
if (asked_for) choose(asked_for);
