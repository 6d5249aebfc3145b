// What all maps know of the project: where its ground is, whether it has tiles, the words; each fetched once.
const got = new Map();

export function get(url) {
  if (!got.has(url))
    got.set(
      url,
      fetch(url).then((answer) => (answer.ok ? answer.json() : null)),
    );
  return got.get(url);
}

export const settings = () => get("/map/settings.json");
