// Maps on a ground of the package's own: incidents, one incident, or a place to choose. Nothing is asked of another
// host unless the project's settings name one that has tiles.
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import { choose } from "./map/choose.js";
import { layGround } from "./map/ground.js";
import { Incidents } from "./map/incidents.js";
import { label } from "./map/labels.js";
import { get, settings } from "./map/settings.js";

async function incidents(map, holder) {
  const data = await get(holder.dataset.from);
  if (!data) return;
  const load = (id) =>
    globalThis.htmx.ajax("GET", holder.dataset.place + id, { target: "#at", swap: "innerHTML" });
  const drawn = new Incidents(map, data.sites, load);
  const bounds = drawn.bounds();
  if (bounds) map.fitBounds(bounds, { padding: [30, 30], maxZoom: 8 });
  await drawn.layAreas();
  drawn.draw();
  await label(map, () => drawn.drawn);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at]");
    if (link) drawn.show(link.dataset.at);
  });
}

async function spot(map, holder) {
  const data = await get(holder.dataset.from);
  if (!data?.site) {
    holder.hidden = true;
    return;
  }
  const drawn = new Incidents(map, [data.site], () => {});
  await drawn.layAreas();
  const [shape] = drawn.shapes.values();
  if (shape) map.fitBounds(shape.getBounds());
  else map.setView(drawn.bounds().getCenter(), 7);
  drawn.draw();
  await label(map, () => drawn.drawn);
}

const KINDS = { incidents, spot, choose };

// Draw a map into an element. `kind`: «incidents» (data-from, data-place), «spot» (data-from), «choose» (a place for
// the form around it). Returns Leaflet's map.
export async function drawMap(element, { kind = element.dataset.map || "choose" } = {}) {
  const { words, credit, tiles } = await settings();
  element.hidden = false;
  const rtl = document.documentElement.dir === "rtl";
  const map = L.map(element, {
    zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: tiles ? 15 : 11, zoomAnimation: false,
    fadeAnimation: false, markerZoomAnimation: false, worldCopyJump: true,
    scrollWheelZoom: kind !== "spot",
  }); // biome-ignore format: options
  map.setView([31, 38], 4);
  const { zoom_in: zoomInTitle, zoom_out: zoomOutTitle } = words;
  L.control.zoom({ position: rtl ? "topright" : "topleft", zoomInTitle, zoomOutTitle }).addTo(map);
  L.control.attribution({ prefix: false }).addTo(map).addAttribution(escaped(credit));
  await layGround(map);
  await KINDS[kind](map, element);
  element.dataset.drawn = kind;
  return map;
}

function escaped(words) {
  const held = document.createElement("bdi");
  held.textContent = words;
  return held.outerHTML;
}

// Every element with data-map, now and when a part of the page comes later.
const begun = new WeakSet();
function drawAll() {
  for (const element of document.querySelectorAll("[data-map]")) {
    if (begun.has(element)) continue;
    begun.add(element);
    if (!element.dataset.map) element.dataset.map = "choose";
    drawMap(element);
  }
}
new MutationObserver(drawAll).observe(document.body, { childList: true, subtree: true });
drawAll();
