import { element } from "./elements.js";

// Called by Streamlit with every run of the page. What says the same stays where it is, or a press that comes while the
// page is drawn anew would miss its button, and who goes by keys would lose the place.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".listing") ?? frame(parentElement);
  root.onclick = ({ target }) => {
    const button = target.closest("button");
    if (button) setTriggerValue("chosen", { act: button.dataset.act, key: button.dataset.key });
  };
  const [table] = root.children;
  const acting = data.rows.some((row) => row.acts.length);
  const widths = data.columns.map((column) => column.width);
  table.setAttribute("aria-label", data.name);
  table.style.setProperty("--columns", (acting ? [...widths, "9.2rem"] : widths).join(" "));
  const focused = root.getRootNode().activeElement;
  const before = [...table.children];
  const place = focused?.dataset.act === "more" ? before.length : before.findIndex((row) => row.contains(focused));
  const parts = partsOf(root.parts, data, acting);
  root.parts = parts;
  arrange(table, [...parts.values()].filter((part) => part.localName === "div"));
  arrange(root, [table, ...[...parts.values()].filter((part) => part.localName === "button")]);
  if (place >= 0 && !root.contains(focused)) focusNear(table, place, focused.dataset);
}

function frame(parent) {
  const root = element("div", "listing");
  root.parts = new Map(); // by all that they say
  const table = element("div", "table");
  table.setAttribute("role", "table");
  root.append(table);
  parent.append(root);
  return root;
}

// The rows and the button below them, as far as they were there before: those.
function partsOf(before, data, acting) {
  const names = [...data.columns.map((column) => column.name), ...(acting ? [data.acts] : [])];
  const parts = new Map();
  const keep = (content, draw) => {
    const sign = JSON.stringify([content, names]);
    parts.set(sign, before.get(sign) ?? draw());
  };
  keep("head", () => drawHead(names));
  for (const row of data.rows) keep(row, () => (row.heading ? drawHeading(row.heading) : drawFact(row, names, acting)));
  if (data.more) keep(data.more, () => drawButton(data.more, "more", ""));
  return parts;
}

function drawRow(className, cells) {
  const row = element("div", `row ${className}`);
  row.setAttribute("role", "row");
  row.append(...cells);
  return row;
}

function drawHead(names) {
  const cells = names.map((name) => element("div", "", name));
  for (const cell of cells) cell.setAttribute("role", "columnheader");
  return drawRow("head", cells);
}

function drawCell(className, ...inner) {
  const cell = element("div", className);
  cell.setAttribute("role", "cell");
  cell.append(...inner);
  return cell;
}

function drawHeading(text) {
  return drawRow("heading", [drawCell("", text)]);
}

function drawFact({ key, tone, cells, acts }, names, acting) {
  const drawn = cells.map((words, at) => {
    const cell = drawCell("cell", ...words.flatMap(([text, look]) => [element("div", look, text), " "]));
    if (words.length) cell.dataset.label = names[at];
    return cell;
  });
  if (acting) drawn.push(drawCell("cell acts", ...acts.map(([act, label]) => drawButton(label, act, key))));
  const row = drawRow(`fact ${tone}`, drawn);
  row.dataset.key = key;
  return row;
}

function drawButton(label, act, key) {
  const button = element("button", `act ${act}`, label);
  button.type = "button";
  Object.assign(button.dataset, { act, key });
  return button;
}

function arrange(parent, nodes) {
  for (const node of [...parent.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
}

// The focus of a button that is gone goes to that of the same row, else to the row that came in its place.
function focusNear(table, place, { act, key }) {
  const acting = (row) => row.querySelector("button");
  const rows = [...table.children];
  const row =
    rows.find((one) => one.dataset.key === key) ?? rows.slice(place).find(acting) ?? rows.findLast(acting);
  const buttons = [...(row?.querySelectorAll("button") ?? [])];
  (buttons.find((button) => button.dataset.act === act) ?? buttons[0])?.focus();
}
