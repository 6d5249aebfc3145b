// Incidents on a map: signs for towns, rings for areas, outlines for countries.
import L from "leaflet";
import { ground, middle } from "./ground.js";
import { icon, merged, radius, spell, together, total } from "./signs.js";

const named = ([id, name, precision, code, lat, lon, km, counts]) => ({
  id,
  name,
  precision,
  code,
  lat,
  lon,
  km,
  counts,
});

export class Incidents {
  constructor(map, data, choose) {
    const all = data.map(named);
    this.map = map;
    this.choose = choose;
    this.points = all.filter((site) => site.precision === "settlement");
    this.areas = all.filter((site) => site.precision !== "settlement");
    this.signs = L.layerGroup().addTo(map);
    this.shapes = new Map();
    this.on = null;
    map.on("zoomend moveend", () => this.draw());
  }

  // The ground on which nearly all are told to have been: a single one on another continent doesn't make the rest small.
  bounds() {
    const spots = [...this.points, ...this.areas.filter((site) => site.lat !== null)];
    const ends = (of) => {
      const sorted = spots.map((site) => [of(site), total(site.counts)]).sort((a, b) => a[0] - b[0]);
      const all = sorted.reduce((sum, [, n]) => sum + n, 0);
      const at = (share) => {
        let left = share * all;
        for (const [degrees, n] of sorted) {
          left -= n;
          if (left <= 0) return degrees;
        }
        return sorted.at(-1)[0];
      };
      return [at(0.03), at(0.97)];
    };
    if (!spots.length) return null;
    const [south, north] = ends((site) => site.lat);
    const [west, east] = ends((site) => site.lon);
    return L.latLngBounds([south, west], [north, east]);
  }

  async layAreas() {
    const lands = await ground();
    for (const site of this.areas) {
      const land = site.lat === null && lands.find((one) => one.code === site.code);
      if (site.lat === null && !land) continue;
      const shape = land
        ? L.polygon(land.rings, { className: "whole", interactive: false, noClip: true })
        : L.circle([site.lat, site.lon], { radius: site.km * 1000, className: "ring" });
      shape.addTo(this.map).on("click", () => this.pick(site));
      this.shapes.set(site.id, shape);
      site.flag = land ? middle(land.rings).at : L.latLng(site.lat + site.km / 111, site.lon);
      site.middle = land ? site.flag : L.latLng(site.lat, site.lon);
      site.degrees = land ? middle(land.rings).size / 2 : site.km / 111;
    }
  }

  // A ring too small to be seen stands with the places around it, with its number alone.
  draw() {
    this.signs.clearLayers();
    this.drawn = [];
    const degree = this.map.getSize().x / (this.map.getBounds().getEast() - this.map.getBounds().getWest());
    const small = this.areas.filter((site) => site.middle && site.degrees * degree < 18);
    for (const site of this.areas) if (site.middle && !small.includes(site)) this.flag(site, degree);
    const points = this.points.map((site) => ({ ...site, middle: L.latLng(site.lat, site.lon) }));
    const view = this.map.getBounds().pad(0.15);
    for (const { sites } of together(this.map, [...points, ...small])) {
      if (!view.contains(sites[0].middle)) continue;
      if (sites.length > 1) this.cluster(sites);
      else if (sites[0].precision === "settlement") this.sign(sites[0]);
      else this.flag(sites[0], degree);
    }
  }

  flag(site, degree) {
    const wide = site.degrees * degree > 60;
    const count = total(site.counts);
    const held = document.createElement("bdi");
    held.textContent = wide ? `${site.name} ${count}` : count;
    const icon = L.divIcon({ className: "mark loose", html: held, iconSize: null });
    const at = wide ? site.flag : site.middle;
    const marker = L.marker(at, {
      icon,
      keyboard: false,
      title: spell(site.counts, site.name),
      zIndexOffset: -500,
    });
    this.put(marker, () => this.pick(site), [site]);
    if (wide) this.drawn.push([at, 24, ""]);
  }

  sign(site) {
    const marker = L.marker(site.middle, {
      icon: icon(site.counts),
      keyboard: false,
      title: spell(site.counts, site.name),
    });
    this.put(marker, () => this.pick(site), [site]);
    this.drawn.push([site.middle, radius(total(site.counts)) + 2, site.name]);
  }

  cluster(sites) {
    const counts = merged(sites);
    const words = `${spell(counts, sites[0].name)} (+${sites.length - 1})`;
    const marker = L.marker(sites[0].middle, { icon: icon(counts, true), keyboard: false, title: words });
    const further = this.map.getZoom() < this.map.getMaxZoom();
    this.put(marker, () => (further ? this.open(sites) : this.pick(sites[0])), sites);
    this.drawn.push([sites[0].middle, radius(total(counts)) + 4, ""]);
  }

  put(marker, press, sites) {
    marker.on("click", press).addTo(this.signs);
    marker.getElement().classList.toggle(
      "on",
      sites.some((site) => site.id === this.on),
    );
  }

  open(sites) {
    const bounds = L.latLngBounds(sites.map((site) => site.middle));
    const zoom = Math.max(this.map.getZoom() + 1, this.map.getBoundsZoom(bounds.pad(0.2)));
    this.map.setView(bounds.getCenter(), Math.min(zoom, this.map.getMaxZoom()));
  }

  pick(site) {
    this.light(site.id);
    this.choose(site.id);
  }

  light(id) {
    for (const [key, shape] of this.shapes) shape.getElement()?.classList.toggle("on", key === id);
    this.on = id;
    this.draw();
  }

  show(id) {
    const site = [...this.points, ...this.areas].find((one) => one.id === id);
    if (!site) return;
    if (this.shapes.has(id)) this.map.fitBounds(this.shapes.get(id).getBounds(), { maxZoom: 8 });
    else this.map.setView([site.lat, site.lon], Math.max(this.map.getZoom(), 9));
    this.light(id);
  }
}
