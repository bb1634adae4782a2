// Words chosen by the keyboard alone: arrows go from word to word and from line to line, Shift extends, Enter takes.

import { countPoints } from "./code_points.js";
import { make } from "./elements.js";

// The words of a text: [start, end, line], in code points.
export function wordsOf(text) {
  const words = [];
  let at = 0;
  let units = 0;
  let line = 0;
  for (const { 0: word, index } of text.matchAll(/\S+/gu)) {
    const between = text.slice(units, index);
    line += between.split("\n").length - 1;
    at += countPoints(between);
    const end = at + countPoints(word);
    words.push([at, end, line]);
    at = end;
    units = index + word.length;
  }
  return words;
}

// The number of the word that a key leads to from the word `from`; null for a key that leads nowhere.
export function wordAfter(words, from, key) {
  const last = words.length - 1;
  const line = words[from][2];
  const first = words.findIndex((word) => word[2] === line);
  const lastOfLine = words.findLastIndex((word) => word[2] === line);
  if (key === "ArrowRight") return Math.min(from + 1, last);
  if (key === "ArrowLeft") return Math.max(from - 1, 0);
  if (key === "Home") return first;
  if (key === "End") return lastOfLine;
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const beside = key === "ArrowDown" ? lastOfLine + 1 : first - 1;
  if (beside < 0 || beside > last) return from;
  const start = words.findIndex((word) => word[2] === words[beside][2]);
  const end = words.findLastIndex((word) => word[2] === words[beside][2]);
  return Math.min(start + from - first, end);
}

export class Choosing {
  // `pane` is the source pane; its views draw what is chosen.
  constructor(pane) {
    this.pane = pane;
    this.words = null;
    this.heard = make("span", "hm-heard", pane.root); // for those who do not see the words
    this.heard.setAttribute("role", "status");
  }

  get isOn() {
    return this.words !== null;
  }

  // Begins at a place of the text.
  begin(start) {
    const { pane } = this;
    if (pane.view === pane.pagesView && !pane.pagesView.words?.size) {
      if (!pane.pagesView.words) return pane.pagesView.withWords(() => this.begin(start));
      pane.turnTo("text");
    }
    this.words = wordsOf(pane.data.text);
    if (!this.words.length) return this.end();
    const at = this.words.findIndex((word) => word[1] > start);
    this.anchor = this.focus = at < 0 ? this.words.length - 1 : at;
    pane.root.classList.add("hm-choosing");
    pane.scroller.focus({ preventScroll: true });
    this.draw();
  }

  get stretch() {
    const [from, to] = [this.anchor, this.focus].sort((a, b) => a - b);
    return [this.words[from][0], this.words[to][1]];
  }

  draw() {
    const { pane, stretch } = this;
    const elements = pane.view.mark(stretch);
    const [start, end] = this.words[this.focus];
    pane.keepInSight(pane.view.boxOf([start, end]));
    this.heard.textContent = pane.text.slice(...stretch);
    return elements;
  }

  // Every key is for the words as long as they are being chosen; Tab and a click end it.
  press(event) {
    if (!this.isOn) return;
    if (event.key === "Tab") return this.end();
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return this.leave();
    if (event.key === "Enter") return this.take();
    const next = wordAfter(this.words, this.focus, event.key);
    if (next === null) return;
    this.focus = next;
    if (!event.shiftKey) this.anchor = next;
    this.draw();
  }

  take() {
    const { pane, stretch } = this;
    this.end();
    pane.announce(stretch, () => pane.view.boxOf(stretch), { byKey: true });
  }

  leave() {
    this.end();
    this.pane.clearSelection();
    this.pane.tellLeft();
  }

  end() {
    this.words = null;
    this.heard.textContent = "";
    this.pane.root.classList.remove("hm-choosing");
  }
}
