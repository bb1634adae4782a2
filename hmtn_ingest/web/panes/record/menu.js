// The menu beside words that were selected in the source: what they can be added as, by click, arrow or number.

import { button, el, holdsFocus } from "./parts.js";

export class WordsMenu {
  // `choices` are [kind, text], or [text, [[key, text], …]] for a list behind a line; `choose(kind, words)` gets what was
  // selected, {start, end, …}; `left()` hears that the menu went with the focus in it.
  constructor(choices, { choose, left }) {
    Object.assign(this, { choices, choose, left });
    this.node = el("div", "menu");
    this.node.setAttribute("role", "menu");
    this.node.hidden = true;
    // or the browser takes the selection back before the click arrives
    for (const kind of ["pointerdown", "mousedown"]) this.node.addEventListener(kind, (event) => event.preventDefault());
    this.node.addEventListener("keydown", (event) => this.press(event));
  }

  get isOpen() {
    return !this.node.hidden;
  }

  // `words` are {start, end, x, y}, x and y in pixels of the window, which the menu does not leave; null hides it. Words
  // that were chosen `byKey` are answered by key. Words whose menu is there already have only moved.
  show(words) {
    const same = words && this.isOpen && words.start === this.words.start && words.end === this.words.end;
    if (!words) return this.hide();
    this.node.hidden = false;
    this.words = words;
    if (same) return this.place();
    this.draw(this.choices);
    if (words.byKey) this.focus(0);
  }

  focus(at) {
    this.at = at;
    this.node.children[at].focus();
  }

  draw(choices) {
    this.at = -1; // the line that has the focus
    this.node.replaceChildren(
      ...choices.map(([kind, text], at) => {
        const inner = Array.isArray(text);
        const line = button(inner ? `${kind} ▸` : text, at < 9 ? String(at + 1) : "", () => {
          if (inner) this.open(text);
          else this.take(kind);
        });
        line.setAttribute("role", "menuitem");
        return line;
      }),
    );
    this.place();
  }

  open(choices) {
    this.draw(choices);
    if (this.words.byKey) this.focus(0);
  }

  place() {
    const { x, y } = this.words;
    const { offsetWidth: width = 230, offsetHeight: height = 200 } = this.node;
    this.node.style.left = `${Math.max(8, Math.min(x, window.innerWidth - width - 8))}px`;
    this.node.style.top = `${Math.max(8, Math.min(y, window.innerHeight - height - 8))}px`;
  }

  take(kind) {
    const { start, end } = this.words;
    this.hide();
    this.choose(kind, { start, end });
  }

  press(event) {
    const { length } = this.node.children;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const line = this.node.children[Number(event.key) - 1];
    if (event.key === "Enter" || event.key === " ") event.stopPropagation(); // the line's own click
    if (!step && !line) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) this.focus((Math.max(this.at, 0) + step + length) % length);
    else line.click();
  }

  hide() {
    const focused = holdsFocus(this.node);
    this.node.hidden = true;
    if (focused) this.left();
  }
}
