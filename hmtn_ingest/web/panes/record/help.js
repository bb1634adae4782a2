// The keys of the pane: the first of them at its foot, all in a box that opens over it.

import { button, el } from "./parts.js";

export class Help {
  // `keys` are pairs of a key and what it does.
  constructor(texts, keys) {
    this.keys = keys;
    const rows = keys.map(([key, text]) => el("tr", "", el("td", "", el("kbd", "", key)), el("td", "", text)));
    const close = button(texts.say("close"), "Esc", () => this.close());
    this.node = el("div", "help", el("b", "", texts.say("help")), el("table", "", ...rows), close);
    this.node.hidden = true;
  }

  first(count) {
    return el("span", "keys", ...this.keys.slice(0, count).flatMap(([key, text]) => [el("kbd", "", key), text]));
  }

  get isOpen() {
    return !this.node.hidden;
  }

  toggle() {
    this.node.hidden = !this.node.hidden;
  }

  close() {
    this.node.hidden = true;
  }
}
