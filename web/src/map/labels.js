import L from "leaflet";
import { ground, middle } from "./ground.js";
import { get, settings } from "./settings.js";

// Labels: the sites' own first, then countries, then towns by their size; one that finds no room is left out.

export async function label(map, sites) {
  const [towns, lands] = await Promise.all([get((await settings()).towns), ground()]);
  const pane = map.createPane("labels");
  pane.style.zIndex = 450;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  const middles = lands.map((one) => ({ name: one.name, ...middle(one.rings) }));
  const draw = () => {
    pane.replaceChildren();
    const room = new Room(map);
    for (const [at, reach] of sites()) room.take(at, reach);
    for (const one of sites()) if (one[2]) room.put(pane, one[0], one[2], "town site", one[1] + 3);
    const degree = (map.getSize().x / (map.getBounds().getEast() - map.getBounds().getWest())) | 0;
    if (map.getZoom() < 8) {
      for (const one of middles) if (one.size * degree > 60) room.put(pane, one.at, one.name, "land");
    }
    if (map.getZoom() < 5) return;
    const bounds = map.getBounds();
    let left = 70;
    for (const [lat, lon, name] of towns) {
      if (!bounds.contains([lat, lon])) continue;
      if (room.put(pane, [lat, lon], name, "town", 6) && --left === 0) break;
    }
  };
  map.on("moveend zoomend", draw);
  draw();
}

class Room {
  constructor(map) {
    this.map = map;
    this.taken = [];
  }

  take(at, reach) {
    const { x, y } = this.map.latLngToContainerPoint(at);
    this.taken.push([x - reach, y - reach, x + reach, y + reach]);
  }

  put(pane, at, words, style, away = 0) {
    const { x, y } = this.map.latLngToContainerPoint(at);
    const { x: width, y: height } = this.map.getSize();
    if (x < 0 || y < 0 || x > width || y > height) return false;
    const long = words.length * 7.2;
    const box = away ? [x + away, y - 7, x + away + long, y + 7] : [x - long / 2, y - 8, x + long / 2, y + 8];
    if (this.taken.some((b) => box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3]))
      return false;
    this.taken.push(box);
    const made = document.createElement("span");
    made.className = style;
    made.dir = "auto";
    made.textContent = words;
    L.DomUtil.setPosition(made, this.map.latLngToLayerPoint(at).add([away, away ? -8 : 0]));
    pane.append(made);
    return true;
  }
}
