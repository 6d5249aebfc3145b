// A place to choose by a point: what is taken is a settlement of the gazetteer, never the point.
import L from "leaflet";
import { label } from "./labels.js";
import { settings } from "./settings.js";

export async function choose(map, holder) {
  const { words } = await settings();
  const { latitude, longitude } = holder.dataset;
  if (latitude) map.setView([latitude, longitude], 8);
  const list = document.createElement("div");
  list.className = "nearest";
  list.setAttribute("role", "status");
  list.textContent = words.choose;
  holder.after(list);
  const near = async ({ lat, lng }) => {
    const { lat: y, lng: x } = L.latLng(lat, lng).wrap();
    const found = (await (await fetch(`/suggest/places?lat=${y}&lon=${x}`)).json()) ?? [];
    list.replaceChildren(
      ...(found.length ? found.map((one) => offer(one, map, holder, words)) : [words.none_near]),
    );
  };
  map.on("click", (event) => near(event.latlng));
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== holder) return;
    event.preventDefault();
    near(map.getCenter());
  });
  await label(map, () => []);
}

// A settlement to choose: it goes into the form's field, as if it had been typed.
function offer(one, map, holder, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${one.label} · ${words.km.replace("{n}", one.km)}`;
  button.addEventListener("click", () => {
    const field = holder.closest("form")?.querySelector('input[name="value"]');
    if (field) {
      field.value = one.value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    map.setView([one.latitude, one.longitude], Math.max(map.getZoom(), 8));
    for (const other of button.parentElement.children)
      other.setAttribute?.("aria-pressed", String(other === button));
  });
  return button;
}
