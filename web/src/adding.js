// The page that brings reports in: files are dropped or chosen, in several goes, and can be taken out again.
const form = document.getElementById("by-file");
const drop = document.getElementById("drop");
const input = document.getElementById("files");
const box = document.getElementById("chosen");
const count = document.getElementById("chosen-count");
const list = document.getElementById("chosen-list");
const READ = /\.(txt|html?|jsonl)$/i;

let chosen = [];

const key = (file) => `${file.name}\u0000${file.size}\u0000${file.lastModified}`;

function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function take(files) {
  const held = new Set(chosen.map(key));
  chosen = chosen.concat([...files].filter((file) => !held.has(key(file))));
  show();
}

function leave(file) {
  const at = chosen.indexOf(file);
  chosen.splice(at, 1);
  show();
  const next = list.querySelectorAll("button")[Math.min(at, chosen.length - 1)];
  (next ?? input).focus();
}

// The input holds what is chosen, so that the form sends it as it would without this script.
function show() {
  const held = new DataTransfer();
  for (const file of chosen) held.items.add(file);
  input.files = held.files;
  box.hidden = chosen.length === 0;
  const bytes = chosen.reduce((sum, file) => sum + file.size, 0);
  count.textContent = form.dataset.chosen
    .replace("{n}", String(chosen.length))
    .replace("{size}", () => size(bytes));
  list.replaceChildren(...chosen.map(line));
}

function line(file) {
  const item = document.createElement("li");
  const name = document.createElement("bdi");
  name.textContent = file.name;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = "×";
  button.setAttribute(
    "aria-label",
    form.dataset.remove.replace("{name}", () => file.name),
  );
  button.addEventListener("click", () => leave(file));
  item.append(name);
  if (!READ.test(file.name)) {
    const wrong = document.createElement("span");
    wrong.className = "wrong note";
    wrong.textContent = form.dataset.wrong;
    item.append(wrong);
  }
  item.append(button);
  return item;
}

// The browser's own button speaks the browser's language; with the list below it has nothing more to say.
drop.classList.add("live");
input.addEventListener("change", () => take(input.files));

// All of the page takes files, so that one dropped beside the frame doesn't replace the page.
document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  drop.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  take(event.dataTransfer.files);
});

// A page that the browser brings back has an empty input.
window.addEventListener("pageshow", () => take(input.files));
