// The text as it was read, with a mark over every fact. Words are selected by the browser's own selection. The lines of
// a long text are drawn where they are near; elsewhere leaves of them are plain text, through which a browser can look.

import { countPoints } from "./code_points.js";
import { make } from "./elements.js";
import { isBare } from "./looks.js";

const LEAF = 100; // lines
const LONGEST_LEAF = 400; // of a table, which is parted only where it is longer
const AT_ONCE = 20; // leaves that are drawn from the beginning, and stay; most texts have no more

// The lines ([look, is a row of a table, cells]) of each leaf: [the first, the one behind the last].
export function leavesOf(lines) {
  const leaves = [];
  let from = 0;
  for (let to = 1; to <= lines.length; to += 1) {
    const inTable = to < lines.length && lines[to - 1][1] && lines[to][1];
    if (to < lines.length && to - from < (inTable ? LONGEST_LEAF : LEAF)) continue;
    leaves.push([from, to]);
    from = to;
  }
  return leaves;
}

export class TextView {
  constructor(pane, element) {
    this.pane = pane;
    this.element = element;
    this.pieces = []; // stretches under the same marks, in the order of the text, as far as it is drawn
    this.leaves = []; // {element, from, lines, start, end, parts: its lines where it is drawn, else null}
    this.added = []; // marks of facts that people added
    this.scale = 1;
  }

  listen(on) {
    on(document, "selectionchange", () => this.pane.soon("selection", 150, () => this.readSelection()));
    on(this.element, "click", (event) => this.click(event));
  }

  stop() {
    this.seer?.disconnect();
  }

  build() {
    const { data, scroller } = this.pane;
    this.pieces = [];
    this.added = [];
    this.leaves = leavesOf(data.lines).map(([from, to]) => this.leaf(from, data.lines.slice(from, to)));
    this.element.replaceChildren(...this.leaves.map(({ element }) => element));
    if (!data.text) make("p", "hm-note", this.element).textContent = data.say.empty;
    for (const leaf of this.leaves.slice(0, AT_ONCE)) this.draw(leaf);
    this.seer?.disconnect();
    this.seer = new IntersectionObserver((entries) => this.nearby(entries), { root: scroller, rootMargin: "300% 0px" });
    for (const { element } of this.leaves.slice(AT_ONCE)) this.seer.observe(element);
  }

  // -- leaves --------------------------------------------------------------------------------------------------------

  leaf(from, lines) {
    const pieces = lines.flatMap(([, , cells]) => cells.flat());
    const [start, end] = [pieces[0]?.[0] ?? 0, pieces.at(-1)?.[1] ?? 0];
    const leaf = { element: make("div", "hm-leaf"), from, lines, start, end };
    leaf.element.leaf = leaf;
    leaf.element.style.containIntrinsicHeight = `auto ${Math.round(1.3 * lines.length + 0.022 * (end - start))}em`;
    this.clear(leaf);
    return leaf;
  }

  clear(leaf) {
    const { element, start, end } = leaf;
    if (leaf.parts) this.pieces = this.pieces.filter((piece) => !element.contains(piece));
    leaf.parts = null;
    element.classList.add("hm-plain");
    element.textContent = this.pane.text.slice(start, end);
  }

  nearby(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.draw(target.leaf);
      else if (target.leaf.parts && !getSelection()?.containsNode(target, true)) this.clear(target.leaf);
    }
  }

  draw(leaf) {
    if (leaf.parts) return;
    const { element, lines, start, end } = leaf;
    const pieces = [];
    leaf.parts = [];
    element.classList.remove("hm-plain");
    element.replaceChildren();
    let table = null;
    for (const [look, inTable, cells] of lines) {
      if (!inTable) table = null;
      else table ??= make("tbody", "", make("table", "", make("div", "hm-table", element)));
      const line = make(inTable ? "tr" : "p", look ?? "", inTable ? table : element);
      cells.forEach((cell, at) => {
        if (at && !inTable) make("span", "gap", line);
        const home = inTable ? make("td", "", line) : line;
        for (const [from, to, ...marks] of cell) {
          pieces.push(this.piece(from, to, marks.map((one) => this.pane.marks[one]), home));
        }
      });
      leaf.parts.push(line);
    }
    this.pieces.splice(this.placeOf(start), 0, ...pieces);
    for (const mark of this.added) if (mark.start < end && start < mark.end) this.cover(mark);
    this.setParts(this.pane.inside);
    for (const piece of this.piecesIn(start, end)) this.pane.setLook(piece);
    this.bareOf(leaf);
  }

  drawAt(start, end) {
    for (const leaf of this.leaves) if (leaf.start < end && start < leaf.end) this.draw(leaf);
  }

  // A line by its number.
  part(at) {
    const leaf = this.leaves.find(({ from, lines }) => at < from + lines.length);
    if (!leaf) return undefined;
    this.draw(leaf);
    return leaf.parts[at - leaf.from];
  }

  // The number of the line that a height of the window goes through, or of the next one below; -1 where there is none.
  partBelow(y) {
    const isBelow = (element) => element.getBoundingClientRect().bottom > y;
    const leaf = this.leaves.find(({ element }) => isBelow(element));
    if (!leaf) return -1;
    this.draw(leaf);
    return leaf.from + Math.max(leaf.parts.findIndex(isBelow), 0);
  }

  // -- marks ---------------------------------------------------------------------------------------------------------

  // Beside lines of which nothing was read stands a striped ribbon; gives their stretches, for pages those of all lines.
  setBare() {
    const everywhere = this.pane.data.sheets.length > 0;
    return this.leaves.filter(({ parts }) => everywhere || parts).flatMap((leaf) => this.bareOf(leaf));
  }

  bareOf({ lines, parts }) {
    const bare = [];
    for (const [at, [look, , cells]] of lines.entries()) {
      const pieces = cells.flat();
      const stretch = [pieces[0]?.[0], pieces.at(-1)?.[1]];
      const isOne = !look && pieces.length > 0 && this.isBare(pieces, stretch);
      parts?.[at].classList.toggle("hm-bare", isOne);
      if (isOne) bare.push(stretch);
    }
    return bare;
  }

  isBare(pieces, [start, end]) {
    const { text, marks, states } = this.pane;
    const words = pieces.map(([from, to]) => text.slice(from, to)).join("");
    const read = pieces.flatMap(([, , ...inside]) => inside.map((one) => marks[one]));
    return isBare(words, [...read, ...this.added.filter((mark) => mark.start < end && start < mark.end)], states);
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
    this.added = added;
    added.forEach((mark) => this.cover(mark));
  }

  // Lays a mark over the words of it that are drawn.
  cover(mark) {
    this.cut(mark.start);
    this.cut(mark.end);
    for (const piece of this.piecesIn(mark.start, mark.end)) {
      if (piece.marks.includes(mark)) continue;
      const marks = [...piece.marks, mark].sort((a, b) => a.end - a.start - (b.end - b.start));
      if (piece.tagName === "MARK") piece.marks = marks;
      else {
        const marked = this.piece(piece.start, piece.end, marks);
        piece.replaceWith(marked);
        this.pieces[this.pieces.indexOf(piece)] = marked;
      }
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
    const [first] = [...wanted].sort((a, b) => a.start - b.start);
    this.drawAt(first.start, first.end);
    const found = new Set(wanted.flatMap((mark) => this.piecesIn(mark.start, mark.end)));
    this.pane.reveal([...found].sort((a, b) => a.start - b.start), quiet);
  }

  // The pieces that stand in a stretch, some of them in part, as far as they are drawn.
  piecesIn(start, end) {
    const { pieces } = this;
    const from = this.placeOf(start);
    let until = from;
    while (until < pieces.length && pieces[until].start < end) until += 1;
    return pieces.slice(from, until);
  }

  // The number of the first piece that ends behind a place of the text.
  placeOf(at) {
    let [from, until] = [0, this.pieces.length];
    while (from < until) {
      const middle = (from + until) >> 1;
      if (this.pieces[middle].end <= at) from = middle + 1;
      else until = middle;
    }
    return from;
  }

  // -- words ---------------------------------------------------------------------------------------------------------

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
    this.drawAt(start, start + 1);
    this.drawAt(end - 1, end);
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
