// The signs of sites: a ring whose parts are the incidents of a class, solid where a source asserts them, else hollow.
import L from "leaflet";

const FULL = 2 * Math.PI;
const NEAR = 34; // pixels between signs that are told apart
const FIRM = new Set(["told", "contested"]);
const SVG = "http://www.w3.org/2000/svg";

function element(name, attributes, words) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (words !== undefined) made.textContent = words;
  return made;
}

export const total = (counts) => counts.reduce((sum, [, , n]) => sum + n, 0);
export const radius = (count) => Math.min(8 + 2.2 * Math.log2(count), 24);

// A ring whose parts are as long as their share: a colour for each class, solid or hollow.
function sign(counts, many) {
  const all = total(counts);
  const r = radius(all);
  const size = 2 * r + 8;
  const thick = Math.max(4, r * 0.32);
  const svg = element("svg", {
    width: size,
    height: size,
    viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`,
  });
  svg.append(element("circle", { class: "hole", r, "stroke-width": 2 }));
  if (many) svg.append(element("circle", { class: "halo", r: r + 3 }));
  const middle = r - thick / 2;
  let from = -FULL / 4;
  const parts = new Map();
  for (const [quad, stand, n] of counts) {
    const key = `${quad} ${FIRM.has(stand) ? "firm" : "open"}`;
    parts.set(key, (parts.get(key) ?? 0) + n);
  }
  for (const [key, n] of [...parts].sort()) {
    const [quad, how] = key.split(" ");
    const to = from + (FULL * n) / all;
    const gap = parts.size > 1 ? 0.04 : 0;
    const d = arc(middle, from + gap, Math.min(to - gap, from + FULL - 0.001));
    svg.append(element("path", { class: `part q${quad} ${how}`, d, "stroke-width": thick }));
    from = to;
  }
  if (all > 1) svg.append(element("text", {}, all > 9999 ? `${Math.round(all / 1000)}k` : all));
  if (!many && counts.some(([, stand]) => stand === "contested")) {
    const place = `translate(${(r * 0.8).toFixed(1)} ${(-r * 0.8).toFixed(1)})`;
    const d = "M-4-1.7H4M-4 1.7H4M-2.4 4.4L2.4-4.4";
    svg.append(
      element("path", { class: "ne under", d, transform: place }),
      element("path", { class: "ne", d, transform: place }),
    );
  }
  return svg;
}

function arc(r, from, to) {
  const point = (angle) => `${(r * Math.cos(angle)).toFixed(2)} ${(r * Math.sin(angle)).toFixed(2)}`;
  return `M${point(from)}A${r} ${r} 0 ${to - from > FULL / 2 ? 1 : 0} 1 ${point(to)}`;
}

export function icon(counts, many) {
  const half = radius(total(counts)) + 4;
  const held = document.createElement("div");
  held.append(sign(counts, many));
  return L.divIcon({
    className: "mark",
    html: held,
    iconSize: [2 * half, 2 * half],
    iconAnchor: [half, half],
  });
}

export const spell = (counts, name) => `${name}: ${total(counts)}`;

export function merged(sites) {
  const sums = new Map();
  for (const { counts } of sites) {
    for (const [quad, stand, n] of counts) {
      const key = `${quad} ${stand}`;
      sums.set(key, (sums.get(key) ?? 0) + n);
    }
  }
  return [...sums].map(([key, n]) => [...key.split(" "), n]);
}

// Sites that would hide one another stand together; the fullest first.
export function together(map, sites) {
  const groups = [];
  const cells = new Map();
  for (const site of sites) {
    const point = map.project(site.middle);
    const [i, j] = [Math.floor(point.x / NEAR), Math.floor(point.y / NEAR)];
    let near;
    for (let a = i - 1; a <= i + 1 && !near; a++) {
      for (let b = j - 1; b <= j + 1 && !near; b++) {
        near = cells.get(`${a} ${b}`)?.find((group) => group.point.distanceTo(point) < NEAR);
      }
    }
    if (near) {
      near.sites.push(site);
      continue;
    }
    const group = { point, sites: [site] };
    groups.push(group);
    const cell = `${i} ${j}`;
    cells.set(cell, [...(cells.get(cell) ?? []), group]);
  }
  return groups;
}
