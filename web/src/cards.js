// Lists and cards by keyboard: j and k move, o or Enter opens, Space ticks; other keys press what declares them.
// A key counts by where it is on the keyboard too, so that an Arabic layout has the same ones.

const STEP = "[data-step]";
const steps = () => [...document.querySelectorAll(STEP)].filter((one) => one.offsetParent !== null);
let last = null;

function keyOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key;
}

function current() {
  const held = document.activeElement?.closest(STEP) ?? last;
  return held?.isConnected ? held : null;
}

function move(by) {
  const all = steps();
  const at = all.indexOf(current());
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  last = next;
}

// A decision is pressed only where the reader can see the focus.
function press(key) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const card = document.activeElement?.closest(STEP);
  const found = card?.querySelector(wanted) ?? document.querySelector(`main ${wanted}:not(${STEP} *)`);
  if (!found || found.disabled) return false;
  if (found.matches("input, select, textarea")) found.focus();
  else found.click();
  return true;
}

function act(event) {
  const key = keyOf(event);
  if (key === "j" || key === "k") {
    move(key === "j" ? 1 : -1);
    return true;
  }
  const onCard = document.activeElement?.matches(STEP);
  if (key === "o" || (key === "Enter" && onCard)) {
    current()?.querySelector("[data-open]")?.click();
    return true;
  }
  if (key === " ") {
    const box = onCard ? document.activeElement.querySelector("[data-tick]") : null;
    box?.click();
    return Boolean(box);
  }
  return /^[a-z]$/.test(key) && press(key);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
  if (
    typing ||
    document.querySelector("dialog[open]") ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing
  )
    return;
  if (act(event)) event.preventDefault();
});

function countTicks() {
  for (const told of document.querySelectorAll("[data-ticked]")) {
    told.textContent = document.querySelectorAll("[data-tick]:checked").length;
  }
}
document.addEventListener("change", countTicks);
countTicks();

// After a decision the page comes back with the claim in its address: go on from there.
const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named?.matches(STEP)) {
  named.focus({ preventScroll: true });
  last = named;
}
