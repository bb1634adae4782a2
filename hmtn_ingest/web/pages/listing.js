import { element } from "./elements.js";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const table = element("div", "table");
  table.setAttribute("role", "table");
  table.setAttribute("aria-label", data.name);
  const acting = data.rows.some((row) => row.acts.length);
  const widths = data.columns.map((column) => column.width);
  table.style.setProperty("--columns", (acting ? [...widths, "9.2rem"] : widths).join(" "));
  const row = (className) => {
    const made = element("div", `row ${className}`);
    made.setAttribute("role", "row");
    table.append(made);
    return made;
  };
  const head = row("head");
  for (const column of acting ? [...data.columns, { name: data.acts }] : data.columns) {
    const cell = element("div", "", column.name);
    cell.setAttribute("role", "columnheader");
    head.append(cell);
  }
  const button = (label, act, key) => {
    const made = element("button", `act ${act}`, label);
    made.type = "button";
    made.onclick = () => setTriggerValue("chosen", { act, key });
    return made;
  };
  for (const one of data.rows) {
    if (one.heading) {
      const heading = row("heading");
      const cell = element("div", "", one.heading);
      cell.setAttribute("role", "cell");
      heading.append(cell);
      continue;
    }
    const line = row(`fact ${one.tone}`);
    line.dataset.key = one.key;
    for (const [at, words] of one.cells.entries()) {
      const cell = element("div", "cell");
      if (words.length) cell.dataset.label = data.columns[at].name;
      cell.setAttribute("role", "cell");
      for (const [text, tone] of words) cell.append(element("div", tone, text), " ");
      line.append(cell);
    }
    if (acting) {
      const cell = element("div", "cell acts");
      cell.setAttribute("role", "cell");
      for (const [act, label] of one.acts) cell.append(button(label, act, one.key));
      line.append(cell);
    }
  }
  const root = element("div", "listing");
  root.append(table);
  if (data.more) root.append(button(data.more, "more", ""));
  parentElement.querySelectorAll(".listing").forEach((old) => old.remove());
  parentElement.append(root);
}
