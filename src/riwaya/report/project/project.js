(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  // What a link leads to is opened, with all that it lies in.
  const open = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    const inner = target.matches("li, tr") && target.querySelector("details");
    if (inner) inner.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  // Words are found in whatever spelling of alef, ya, ta marbuta and vowel signs.
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0640\u0300-\u036f\u064b-\u065f\u0670]/g, "")
    .replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه");
  const box = document.getElementById("find");
  const none = document.getElementById("nothing");
  const cases = all(".case").map((node) => [node, fold(node.dataset.find)]);
  const say = () => { if (none) none.hidden = cases.some(([node]) => node.offsetParent !== null); };
  if (box) {
    box.closest("p").hidden = false;
    box.addEventListener("input", () => {
      const words = fold(box.value).split(/\s+/).filter(Boolean);
      cases.forEach(([node, text]) => { node.hidden = !words.every((word) => text.includes(word)); });
      say();
    });
  }
  all("#filters input").forEach((input) => input.addEventListener("change", say));
  const form = document.getElementById("filters");
  if (form) form.addEventListener("submit", (event) => event.preventDefault());

  // A drawing that is wider than the screen shows first where most is told.
  const centre = () => all(".chart").forEach((chart) => {
    if (chart.scrollWidth <= chart.clientWidth) return;
    const box = chart.getBoundingClientRect();
    const marks = Array.from(chart.querySelectorAll("svg > a, .node"), (mark) => mark.getBoundingClientRect());
    const middles = marks.map((mark) => mark.left + mark.width / 2).sort((a, b) => a - b);
    if (middles.length) chart.scrollLeft += middles[Math.floor(middles.length / 2)] - box.left - box.width / 2;
  });
  centre();
  all("input[name=language]").forEach((input) => input.addEventListener("change", centre));

  // On paper everything is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details.case:not([open])").filter((node) => node.offsetParent !== null);
    closed.forEach((node) => { node.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((node) => { node.open = false; }));
})();
