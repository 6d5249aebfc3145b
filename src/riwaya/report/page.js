(() => {
  "use strict";
  const root = document.documentElement;
  const all = (scope, selector) => Array.from(scope.querySelectorAll(selector));

  // The reader's choices, kept where the browser allows it (pages opened from a disk may not keep any).
  const keep = (name, value) => { try { localStorage.setItem("riwaya-" + name, value); } catch { /* not kept */ } };
  const kept = (name) => { try { return localStorage.getItem("riwaya-" + name); } catch { return null; } };
  const speak = () => {
    const arabic = document.getElementById("language-ar").checked;
    root.lang = arabic ? "ar" : "en";
    root.dir = arabic ? "rtl" : "ltr";
  };
  for (const name of ["language", "theme"]) {
    const box = document.getElementById(name + "-" + kept(name));
    if (box) box.checked = true;
    all(document, `input[name=${name}]`).forEach((input) =>
      input.addEventListener("change", () => { keep(name, input.id.split("-")[1]); speak(); }));
  }
  speak();

  // A mark and its card light up together.
  const numbers = (node) => node.dataset.c.split(" ");
  all(document, ".report").forEach((report) => {
    const nodes = new Map();
    all(report, "[data-c]").forEach((node) => numbers(node).forEach((n) => {
      if (!nodes.has(n)) nodes.set(n, []);
      nodes.get(n).push(node);
    }));
    let lit = [];
    const light = (target) => {
      const node = target && target.closest("[data-c]");
      lit.forEach((other) => other.classList.remove("on"));
      lit = node ? numbers(node).flatMap((n) => nodes.get(n)) : [];
      lit.forEach((other) => other.classList.add("on"));
    };
    report.addEventListener("pointerover", (event) => light(event.target));
    report.addEventListener("pointerleave", () => light(null));
    report.addEventListener("focusin", (event) => light(event.target));
    report.addEventListener("click", (event) => {
      const mark = event.target.closest("span.seg[data-c]");
      if (mark) document.getElementById(report.id + "c" + numbers(mark)[0])?.scrollIntoView({ block: "nearest" });
    });
  });

  // Marks of claims that the filters hide fade as well.
  const fade = () => all(document, ".report").forEach((report) => {
    const shown = new Set(all(report, ".card").filter((card) => card.offsetParent).map((card) => card.dataset.c));
    all(report, ".seg[data-c]").forEach((mark) =>
      mark.classList.toggle("off", !numbers(mark).some((n) => shown.has(n))));
  });
  all(document, ".filters input").forEach((box) => box.addEventListener("change", fade));
})();
