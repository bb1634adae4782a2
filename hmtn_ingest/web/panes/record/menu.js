// The menu beside words that were selected in the source: what they can be added as, by click, arrow or number.

import { button, el } from "./parts.js";

export class WordsMenu {
  // `choices` are [kind, text], or [text, [[key, text], …]] for a list behind a line; `choose(kind, words)` gets what was
  // selected, {start, end, …}.
  constructor(choices, choose) {
    this.choices = choices;
    this.choose = choose;
    this.node = el("div", "menu");
    this.node.setAttribute("role", "menu");
    this.hide();
    // or the browser takes the selection back before the click arrives
    for (const kind of ["pointerdown", "mousedown"]) this.node.addEventListener(kind, (event) => event.preventDefault());
    this.node.addEventListener("keydown", (event) => this.press(event));
  }

  // `words` are {start, end, x, y}, x and y in pixels of the window, which the menu does not leave; null hides it. Words
  // that were chosen `byKey` are answered by key.
  show(words) {
    this.node.hidden = !words;
    if (!words) return;
    this.words = words;
    this.draw(this.choices);
    if (words.byKey) this.node.firstElementChild?.focus();
  }

  draw(choices) {
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
    const within = this.node.contains(this.node.getRootNode().activeElement ?? null);
    this.draw(choices);
    if (within || this.words.byKey) this.node.firstElementChild?.focus();
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
    const lines = [...this.node.children];
    const at = lines.indexOf(this.node.getRootNode().activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const line = step ? lines[(at + step + lines.length) % lines.length] : lines[Number(event.key) - 1];
    if (event.key === "Enter" || event.key === " ") event.stopPropagation(); // the line's own click
    if (!line) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) line.focus();
    else line.click();
  }

  hide() {
    this.node.hidden = true;
  }
}
