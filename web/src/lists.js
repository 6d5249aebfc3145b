// The way back from an incident leads to the list, the timeline or the map that was open before, with its filter.

const KEPT = "riwaya-list";

if (document.querySelector("nav[data-lists]")) {
  sessionStorage.setItem(KEPT, location.pathname + location.search);
}

const back = document.querySelector("a[data-back]");
const kept = sessionStorage.getItem(KEPT);
if (back && kept?.startsWith("/")) {
  const filtered = [...new URL(kept, location.href).searchParams.keys()].some((name) => name !== "page");
  back.href = kept;
  if (filtered) back.textContent = back.dataset.back;
}
