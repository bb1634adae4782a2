// The text as it was read, with a mark over every fact. Words are selected by the browser's own selection.

import { countPoints } from "./code_points.js";
import { make } from "./elements.js";
import { isBare } from "./looks.js";

export class TextView {
  constructor(pane, element) {
    this.pane = pane;
    this.element = element;
    this.pieces = []; // stretches under the same marks, in the order of the text
    this.parts = []; // lines
    this.scale = 1;
  }

  listen(on) {
    on(document, "selectionchange", () => this.pane.soon("selection", 150, () => this.readSelection()));
    on(this.element, "click", (event) => this.click(event));
  }

  build() {
    const { lines, text, say } = this.pane.data;
    this.pieces = [];
    this.parts = [];
    const page = document.createDocumentFragment();
    let table = null;
    for (const [look, inTable, cells] of lines) {
      if (!inTable) table = null;
      else table ??= make("tbody", "", make("table", "", make("div", "hm-table", page)));
      const line = make(inTable ? "tr" : "p", look ?? "", inTable ? table : page);
      cells.forEach((cell, at) => {
        if (at && !inTable) make("span", "gap", line);
        const home = inTable ? make("td", "", line) : line;
        for (const [start, end, ...marks] of cell) {
          this.pieces.push(this.piece(start, end, marks.map((one) => this.pane.marks[one]), home));
        }
      });
      this.parts.push(line);
    }
    this.element.replaceChildren(page);
    if (!text) make("p", "hm-note", this.element).textContent = say.empty;
    this.pieces.forEach((piece) => this.pane.setLook(piece));
  }

  // Beside lines of which nothing was read stands a striped ribbon; gives their stretches.
  setBare() {
    const { states } = this.pane;
    const lines = new Map(this.parts.map((line) => [line, []]));
    for (const piece of this.pieces) lines.get(piece.closest("p, tr"))?.push(piece);
    const bare = [];
    for (const [line, pieces] of lines) {
      const heads = line.classList.contains("title") || line.classList.contains("heading");
      const marks = pieces.flatMap((piece) => piece.marks);
      const isOne = !heads && isBare(line.textContent, marks, states);
      line.classList.toggle("hm-bare", isOne);
      if (isOne) bare.push([pieces[0].start, pieces.at(-1).end]);
    }
    return bare;
  }

  // So that each of these stretches begins and ends with a piece.
  setParts(parts) {
    for (const [, start, end] of parts) {
      this.cut(start);
      this.cut(end);
    }
  }

  piece(start, end, marks, home) {
    const element = make(marks.length ? "mark" : "span", "", home);
    element.textContent = this.pane.text.slice(start, end);
    return Object.assign(element, { start, end, marks });
  }

  // Puts the facts that people added in the place of those that were there before.
  setAdded(added) {
    for (const piece of this.pieces) piece.marks = piece.marks.filter((mark) => !mark.added);
    for (const mark of added) {
      this.cut(mark.start);
      this.cut(mark.end);
      this.pieces.forEach((piece, at) => {
        if (piece.start < mark.start || piece.end > mark.end) return;
        const marks = [...piece.marks, mark].sort((a, b) => a.end - a.start - (b.end - b.start));
        if (piece.tagName === "MARK") return (piece.marks = marks);
        const marked = this.piece(piece.start, piece.end, marks);
        piece.replaceWith(marked);
        this.pieces[at] = marked;
      });
    }
  }

  cut(at) {
    const index = this.pieces.findIndex((piece) => piece.start < at && at < piece.end);
    if (index < 0) return;
    const left = this.pieces[index];
    const right = this.piece(at, left.end, [...left.marks]);
    left.end = at;
    left.textContent = this.pane.text.slice(left.start, at);
    left.after(right);
    this.pieces.splice(index + 1, 0, right);
  }

  show(wanted, quiet) {
    const found = new Set(wanted.flatMap((mark) => this.piecesIn(mark.start, mark.end)));
    this.pane.reveal([...found].sort((a, b) => a.start - b.start), quiet);
  }

  // The pieces that stand in a stretch, some of them in part.
  piecesIn(start, end) {
    const { pieces } = this;
    let [from, until] = [0, pieces.length];
    while (from < until) {
      const middle = (from + until) >> 1;
      if (pieces[middle].end <= start) from = middle + 1;
      else until = middle;
    }
    while (until < pieces.length && pieces[until].start < end) until += 1;
    return pieces.slice(from, until);
  }

  click(event) {
    if (!getSelection()?.isCollapsed) return;
    if (this.pane.filling) {
      const at = this.offsetAt(event.clientX, event.clientY);
      if (at !== null) this.pane.clickedAt(at);
      return;
    }
    const mark = event.target.closest("mark");
    if (mark) this.pane.pick(mark.marks);
  }

  // The offset in the text of a point of the window; null where there are no words.
  offsetAt(x, y) {
    const caret = document.caretPositionFromPoint?.(x, y);
    const range = caret ? null : document.caretRangeFromPoint?.(x, y);
    const node = caret?.offsetNode ?? range?.startContainer;
    const piece = node?.parentElement;
    if (!this.pieces.includes(piece)) return null;
    const within = node.data.slice(0, caret?.offset ?? range.startOffset);
    return Math.min(piece.start + countPoints(within), piece.end - 1);
  }

  // Where a place of the text stands among the elements: [text node, offset in it].
  nodeAt(at, { end = false } = {}) {
    const piece = this.pieces.find((one) => (end ? one.start < at && at <= one.end : one.start <= at && at < one.end));
    return piece && [piece.firstChild, this.pane.text.slice(piece.start, at).length];
  }

  rangeOf([start, end]) {
    const [from, to] = [this.nodeAt(start), this.nodeAt(end, { end: true })];
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  // Shows a stretch as selected.
  mark(stretch) {
    const range = this.rangeOf(stretch);
    const selection = getSelection();
    selection.removeAllRanges();
    if (range) selection.addRange(range);
  }

  boxOf(stretch) {
    return [...(this.rangeOf(stretch)?.getClientRects() ?? [])].at(-1);
  }

  readSelection() {
    if (this.element.hidden || this.pane.choosing.isOn || (this.pane.filling && this.pane.pointing)) return;
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const stretch = range && this.stretchOf(range);
    const { selected } = this.pane;
    if (stretch && selected?.byKey && String(stretch) === String(selected.stretch)) return; // was told when keys chose it
    if (stretch) this.pane.announce(stretch, () => [...range.getClientRects()].at(-1));
    else if (selected?.view === this) this.pane.announce(null);
  }

  stretchOf(range) {
    let start = null;
    let end = null;
    for (const piece of this.pieces) {
      const node = piece.firstChild;
      if (!node || !range.intersectsNode(node)) continue;
      const from = range.startContainer === node ? range.startOffset : 0;
      const to = range.endContainer === node ? range.endOffset : node.length;
      if (from >= to) continue;
      start ??= piece.start + countPoints(node.data.slice(0, from));
      end = piece.start + countPoints(node.data.slice(0, to));
    }
    return start === null ? null : this.pane.text.trimmed(start, end);
  }
}
