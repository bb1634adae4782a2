// A quota table: cells to type in, with the sum of every column beside the total that the document states.

import { formatNumber, parseNumber, sumOf } from "./numbers.js";
import { el } from "./parts.js";

// What the sum is beside the stated total: null where one of them is no number. Decimals are not exact in a machine.
export function gapBetween(sum, stated) {
  if (stated === null || Number.isNaN(sum) || Number.isNaN(stated)) return null;
  return Math.round((sum - stated) * 1e6) / 1e6;
}

// `grid` is {columns, sums: which columns add up, groups: places of group rows, rows: [[ordinal, name, doubt, cells]], stated: cells}, a cell {path, text, doubts}; a row may be
// short, and `stated` empty. The rest is as for a form, with the path of a cell for the name of a field.
export class Grid {
  constructor(texts, grid, { draft, keep, commit, leave, words }) {
    Object.assign(this, { draft, keep, commit, leave, words });
    this.used = 0;
    this.current = null; // path of the cell that was used last
    this.cells = new Map();
    this.rows = [];
    this.groups = []; // sub-totals, which are no part of the sums
    this.node = el("div", "grid");
    this.node.addEventListener("click", (event) => event.stopPropagation());
    const head = el("tr", "", el("th", "", "TT"), el("th", "", texts.say("body")));
    for (const name of grid.columns) head.append(el("th", "number", name));
    const body = el("tbody");
    for (const [place, [ordinal, name, reason, cells]] of grid.rows.entries()) {
      const group = grid.groups.includes(place);
      const row = el("tr", group ? "group" : "", el("td", "", ordinal), el("td", "", name, reason ? el("div", "reason", reason) : null));
      const held = cells.map((cell) => this.cell(row, cell));
      if (!cells.length) row.append(...grid.columns.map(() => el("td")));
      if (group) this.groups.push(held);
      else this.rows.push(held);
      body.append(row);
    }
    const foot = el("tfoot");
    this.addsUp = grid.sums;
    this.sums = this.total(foot, texts.say("sum"), grid.columns.length);
    this.stated = [];
    if (grid.stated.length) {
      const row = el("tr", "", el("td"), el("td", "", texts.say("stated")));
      this.stated = grid.stated.map((cell) => this.cell(row, cell));
      foot.append(row);
      this.differences = this.total(foot, texts.say("difference"), grid.columns.length);
    }
    this.why = el("div", "reason");
    this.why.setAttribute("role", "alert");
    this.why.hidden = true;
    this.node.append(el("table", "", el("thead", "", head), body, foot), this.why);
    this.add();
  }

  total(foot, name, count) {
    const cells = Array.from({ length: count }, () => el("td", "number"));
    foot.append(el("tr", "", el("td"), el("td", "", name), ...cells));
    return cells;
  }

  cell(row, cell) {
    const input = el("input", cell.doubts ? "doubtful" : "");
    const typed = this.draft(cell.path);
    input.value = typed === undefined ? cell.text : typed;
    input.inputMode = "decimal";
    input.title = cell.doubts;
    input.dataset.path = cell.path;
    const held = { input, value: cell.text, path: cell.path };
    input.addEventListener("input", () => {
      this.keep(cell.path, input.value, held.words);
      this.add();
    });
    input.addEventListener("blur", () => this.send(held));
    input.addEventListener("focus", () => {
      this.current = cell.path;
      input.select();
    });
    input.addEventListener("keydown", (event) => this.key(event, held));
    this.cells.set(cell.path, held);
    row.append(el("td", "number", input));
    return held;
  }

  send(held) {
    if (held.input.value.trim() === held.value.trim()) {
      this.keep(held.path, undefined);
      this.refuse(held.path, "");
    } else this.commit(held.path, held.input.value);
  }

  key(event, held) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "F2") {
      event.preventDefault();
      this.words?.();
      return;
    }
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (event.key === "Escape") {
      event.preventDefault();
      if (held.input.value !== held.value) {
        held.input.value = held.value;
        this.keep(held.path, undefined);
        this.refuse(held.path, "");
        this.add();
      } else this.leave();
      return;
    }
    if (!step) return;
    const { selectionStart: from, selectionEnd: to, value } = held.input;
    const all = from === 0 && to === value.length;
    if (event.key === "ArrowLeft" && !all && from > 0) return;
    if (event.key === "ArrowRight" && !all && to < value.length) return;
    event.preventDefault();
    const lines = this.stated.length ? [...this.rows, this.stated] : this.rows;
    const line = lines.findIndex((cells) => cells.includes(held));
    const next = lines[line + step[0]]?.[lines[line].indexOf(held) + step[1]];
    if (next) next.input.focus();
    else this.send(held);
  }

  add() {
    this.sums.forEach((node, column) => {
      if (!this.addsUp[column]) return;
      const sum = sumOf(this.rows.map((cells) => cells[column]?.input.value ?? ""));
      node.textContent = Number.isNaN(sum) ? "?" : formatNumber(sum);
      if (!this.stated[column]) return;
      const gap = gapBetween(sum, parseNumber(this.stated[column].input.value));
      const place = this.differences[column];
      place.className = gap === null ? "number" : gap ? "number differs" : "number same";
      place.textContent = gap === null ? "–" : gap ? `≠ ${gap > 0 ? "+" : "−"}${formatNumber(Math.abs(gap))}` : "= ✓";
    });
  }

  // Whether a table has other cells than are shown.
  hasOther(grid) {
    return [...grid.rows.flatMap((row) => row[3]), ...grid.stated].some(({ path }) => !this.cells.has(path));
  }

  update(grid) {
    for (const cell of [...grid.rows.flatMap((row) => row[3]), ...grid.stated]) {
      const held = this.cells.get(cell.path);
      if (!held) continue;
      if (held.value !== cell.text) held.input.classList.add("changed");
      const untouched = this.draft(cell.path) === undefined;
      held.value = cell.text;
      if (untouched && held.input.value !== cell.text) held.input.value = cell.text;
      held.input.classList.toggle("doubtful", Boolean(cell.doubts));
    }
    this.add();
  }

  refuse(path, why) {
    const held = this.cells.get(path);
    if (!held) return false;
    held.input.classList.toggle("refused", Boolean(why));
    held.input.setAttribute("aria-invalid", String(Boolean(why)));
    this.why.hidden = !why;
    this.why.textContent = why;
    return true;
  }

  // Puts in the number that words of the source say.
  fill(path, text, words) {
    const held = this.cells.get(path);
    if (!held) return;
    held.input.value = text;
    held.words = [words];
    this.keep(path, text, held.words);
    this.add();
    held.input.focus();
  }

  note() {}

  focus(path) {
    const held = this.cells.get(path) ?? this.rows[0]?.[0];
    held?.input.focus();
  }
}
