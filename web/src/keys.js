// Keys that all pages share: / goes to the search field, g and a letter to a section, ? shows the keys.
// They come before a page's own keys. A key counts by where it is on the keyboard too: Arabic layouts have other letters.

const PATIENCE = 1500; // milliseconds between g and the letter of a section
const dialog = document.getElementById("keys");
let going = 0;

function keyOf(event) {
  if (event.key === "?" || event.key === "؟") return "?";
  if (/^[a-z/]$/i.test(event.key)) return event.key.toLowerCase();
  if (!/\p{Script=Arabic}/u.test(event.key)) return event.key;
  return event.code === "Slash" ? "/" : event.code.replace(/^Key/, "").toLowerCase();
}

function find() {
  const field = document.getElementById("find");
  field?.focus();
  field?.select();
  return Boolean(field);
}

function go(key) {
  going = 0;
  const section = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  section?.click();
  return Boolean(section);
}

function act(key) {
  if (Date.now() - going < PATIENCE && go(key)) return true;
  if (key === "g") {
    going = Date.now();
    return true;
  }
  if (key === "/") return find();
  if (key === "?") dialog.showModal();
  return key === "?";
}

document.addEventListener(
  "keydown",
  (event) => {
    const typing = event.target.closest(
      "input:not([type=checkbox]), select, textarea, [contenteditable], dialog[open]",
    );
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]") || !act(keyOf(event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);

for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
}
