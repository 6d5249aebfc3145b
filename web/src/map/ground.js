// The ground: countries and coasts, and tiles if the settings name some.
import L from "leaflet";
import { get, settings } from "./settings.js";

// [code, name, rings]; each ring is [longitude, latitude, …] in hundredths of degrees, each point from the one before.
function unpack(ring) {
  const points = [];
  let x = 0;
  let y = 0;
  for (let n = 0; n < ring.length; n += 2) {
    x += ring[n];
    y += ring[n + 1];
    points.push([y / 100, x / 100]);
  }
  return points;
}

let countries;
export async function ground() {
  countries ??= get((await settings()).ground).then((rows) =>
    rows.map(([code, name, rings]) => ({ code, name, rings: rings.map((ring) => [unpack(ring)]) })),
  );
  return countries;
}

export function middle(rings) {
  const size = (ring) => {
    const box = L.latLngBounds(ring[0]);
    return (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
  };
  const largest = rings.reduce((one, other) => (size(other) > size(one) ? other : one));
  return { at: L.latLngBounds(largest[0]).getCenter(), size: Math.sqrt(size(largest)) };
}

export async function layGround(map) {
  const { tiles } = await settings();
  const style = {
    className: tiles ? "ground over" : "ground",
    interactive: false,
    smoothFactor: 1.2,
  };
  if (tiles) L.tileLayer(tiles, { maxZoom: 17 }).addTo(map);
  for (const one of await ground()) L.polygon(one.rings, style).addTo(map);
}
