// The network of actors: lines by relation and by how their claims stand, over the months that are chosen.
import cytoscape from "cytoscape";

const COLOURS = ["ink", "soft", "panel", "with", "against", "accent"];
const LINES = { told: "solid", alleged: "dashed", denied: "dotted", ahead: "dotted" };

// The theme's colours as the drawing takes them: what a variable comes to is known only where it is used.
function colours(holder) {
  const probe = document.createElement("span");
  probe.className = "probe";
  holder.append(probe);
  const found = {};
  for (const name of COLOURS) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

function style(holder) {
  const c = colours(holder);
  const font = getComputedStyle(document.body).fontFamily;
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        "background-color": c.ink,
        label: "data(name)",
        color: c.ink,
        "font-family": font,
        "font-size": 14,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-wrap": "wrap",
        "text-max-width": 120,
        "text-background-color": c.panel,
        "text-background-opacity": 0.8,
        "text-background-padding": 1,
      },
    },
    { selector: 'node[kind = "state"]', style: { shape: "round-rectangle" } },
    { selector: 'node[kind = "official"]', style: { shape: "diamond" } },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "curve-style": "bezier",
        "line-color": c.with,
        "line-opacity": 0.75,
        "target-arrow-color": c.against,
        "control-point-step-size": 34,
      },
    },
    {
      selector: 'edge[relation = "against"]',
      style: { "line-color": c.against, "target-arrow-shape": "triangle", "arrow-scale": 0.8 },
    },
    ...Object.entries(LINES).map(([stance, line]) => ({
      selector: `edge[stance = "${stance}"]`,
      style: { "line-style": line, "line-dash-pattern": [7, 5] },
    })),
    {
      selector: 'edge[stance = "denied"]',
      style: {
        label: "✕",
        color: c.ink,
        "font-size": 12,
        "text-background-color": c.panel,
        "text-background-opacity": 1,
      },
    },
    { selector: 'edge[stance = "ahead"]', style: { "line-opacity": 0.4 } },
    { selector: ".away", style: { display: "none" } },
    { selector: ".faint", style: { opacity: 0.1 } },
    { selector: ".dim", style: { opacity: 0.2 } },
    {
      selector: ":selected",
      style: {
        "background-color": c.accent,
        "line-opacity": 1,
        "overlay-color": c.accent,
        "overlay-opacity": 0.15,
        "overlay-padding": 4,
      },
    },
  ];
}

const sum = (months) => months.reduce((all, [, , n]) => all + n, 0);
const width = (count) => Math.min(1.4 + Math.log2(count) * 0.6, 6);

function elements(data) {
  const most = Math.max(...data.nodes.map((one) => one.incidents));
  const nodes = data.nodes.map((one) => ({
    data: { ...one, size: 12 + 22 * Math.sqrt(one.incidents / Math.max(most, 12)) },
  }));
  const links = data.links.map((one, n) => ({
    data: { ...one, id: `l${n}`, n, source: one.a, target: one.b, width: width(sum(one.months)) },
  }));
  return [...nodes, ...links];
}

// Claims that may fall within the months; a claim without any day only where all of the time is shown.
function within(months, since, until, whole) {
  if (whole) return sum(months);
  const held = months.filter(
    ([a, b]) => (a >= 0 || b >= 0) && (a < 0 || a <= until) && (b < 0 || b >= since),
  );
  return sum(held);
}

function showTime(cy, data, since, until) {
  const whole = since === 0 && until === data.months.length - 1;
  cy.batch(() => {
    for (const edge of cy.edges()) {
      const count = within(edge.data("months"), since, until, whole);
      edge.toggleClass("away", count === 0);
      if (count) edge.data("width", width(count));
      const row = document.querySelector(`tr[data-link="${edge.data("n")}"]`);
      if (row) row.hidden = count === 0;
    }
    for (const node of cy.nodes()) node.toggleClass("dim", node.connectedEdges().not(".away").empty());
  });
  cy.emit("zoom"); // lines are as wide as their claims are many
  document.querySelector("[data-whole]").hidden = !whole;
  document.querySelector("[data-part]").hidden = whole;
}

function times(cy, data) {
  const held = document.querySelector("[data-times]");
  if (data.months.length < 2) return;
  const [since, until] = [held.querySelector("[data-since]"), held.querySelector("[data-until]")];
  for (const one of [since, until]) one.max = data.months.length - 1;
  until.value = until.max;
  const show = () => {
    for (const one of [since, until]) {
      const month = data.months[one.value];
      one.nextElementSibling.textContent = month;
      one.setAttribute("aria-valuetext", month);
    }
    showTime(cy, data, Number(since.value), Number(until.value));
  };
  // The two never cross: the one that is moved takes the other along.
  since.addEventListener("input", () => {
    if (Number(since.value) > Number(until.value)) until.value = since.value;
    show();
  });
  until.addEventListener("input", () => {
    if (Number(until.value) < Number(since.value)) since.value = until.value;
    show();
  });
  held.hidden = false;
  show();
}

function load(address) {
  globalThis.htmx.ajax("GET", address, { target: "#at", swap: "innerHTML" });
}

function between(holder, edge) {
  const { a, b, relation, stance } = edge.data();
  return `${holder.dataset.between}${new URLSearchParams({ a, b, relation, stance })}`;
}

// An actor: its name, and each of its lines as a link that stands in the table, too.
function tell(node) {
  const at = document.getElementById("at");
  const title = document.createElement("h2");
  const link = document.createElement("a");
  link.href = `/actors/${encodeURIComponent(node.id())}`;
  link.textContent = node.data("name");
  title.append(link);
  const list = document.createElement("ul");
  list.className = "found";
  for (const edge of node.connectedEdges().not(".away")) {
    const row = document.querySelector(`tr[data-link="${edge.data("n")}"]`);
    if (!row) continue;
    const item = document.createElement("li");
    item.className = row.className;
    for (const [n, cell] of [...row.cells].slice(0, 4).entries()) {
      if (n) item.append(" ");
      const held = document.createElement("span");
      held.className = cell.className;
      held.textContent = n === 3 ? `(${cell.textContent})` : cell.textContent;
      item.append(held);
    }
    const more = row.querySelector("a[hx-get]").cloneNode(true);
    item.append(" ", more);
    list.append(item);
  }
  at.replaceChildren(title, list);
  globalThis.htmx.process(at);
}

// Where nearly all have lines to nearly all, a circle shows them best; else those who have to do with each other stand near.
function layout(data) {
  const pairs = new Set(data.links.map((one) => [one.a, one.b].sort().join(" ")));
  if (pairs.size > 3 * data.nodes.length) return { name: "circle", animate: false, padding: 50 };
  return {
    name: "cose",
    animate: false,
    randomize: false,
    nodeRepulsion: () => 120000,
    idealEdgeLength: () => 90,
    nodeOverlap: 24,
    componentSpacing: 70,
    padding: 40,
  };
}

async function draw(holder) {
  const answer = await fetch(holder.dataset.from);
  if (!answer.ok) return;
  const data = await answer.json();
  await document.fonts.ready;
  const cy = cytoscape({
    container: holder,
    elements: elements(data),
    style: style(holder),
    layout: layout(data),
    minZoom: 0.2,
    maxZoom: 3,
    wheelSensitivity: 0.3,
  });
  cy.on("tap", "edge", (event) => load(between(holder, event.target)));
  cy.on("tap", (event) => {
    cy.edges().removeClass("faint");
    const node = event.target !== cy && event.target.isNode() ? event.target : null;
    if (!node) return;
    cy.edges().not(node.connectedEdges()).addClass("faint");
    tell(node);
  });
  // Names and lines keep their size on the screen, however far the drawing is off.
  const [letters, line] = holder.clientWidth < 500 ? [13, 84] : [14, 126];
  const read = () => {
    const zoom = Math.min(Math.max(cy.zoom(), 0.25), 1.2);
    cy.nodes().style({ "font-size": letters / zoom, "text-max-width": line / zoom });
    for (const edge of cy.edges()) edge.style("width", edge.data("width") / Math.min(zoom, 1));
  };
  cy.on("zoom", read);
  read();
  times(cy, data);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style(holder)));
  holder.cytoscape = cy;
  holder.dataset.drawn = "network";
}

for (const holder of document.querySelectorAll("[data-network]")) draw(holder);
