// The menu beside words that were selected in the source: what they can be added as.

import { button, el } from "./parts.js";

export class WordsMenu {
  // `choices` are [kind, text]; `choose(kind, words)` gets what was selected, {start, end, …}.
  constructor(choices, choose) {
    this.choices = choices;
    this.choose = choose;
    this.node = el("div", "menu");
    this.hide();
    // or the browser takes the selection back before the click arrives
    for (const kind of ["pointerdown", "mousedown"]) this.node.addEventListener(kind, (event) => event.preventDefault());
  }

  // `words` are {start, end, x, y}, x and y in pixels of the window, which the menu does not leave; null hides it.
  show(words) {
    this.node.hidden = !words;
    if (!words) return;
    const { start, end, x, y } = words;
    this.node.replaceChildren(
      ...this.choices.map(([kind, text]) =>
        button(text, "", () => {
          this.hide();
          this.choose(kind, { start, end });
        }),
      ),
    );
    this.node.style.left = `${Math.max(8, Math.min(x, window.innerWidth - 230))}px`;
    this.node.style.top = `${Math.max(8, Math.min(y, window.innerHeight - 200))}px`;
  }

  hide() {
    this.node.hidden = true;
  }
}
