// What accepting the rest would take, said before it is done: how many of which kinds, and how far such values were
// right when they were measured and when people here looked at them.

import { button, el } from "./parts.js";

export class RestBox {
  // `accept()` accepts the rest; `left()` hears that the box is gone.
  constructor(texts, { accept, left }) {
    Object.assign(this, { texts, accept, left });
    this.node = el("div", "rest-box");
    this.node.setAttribute("role", "dialog");
    this.node.hidden = true;
    this.node.addEventListener("keydown", (event) => this.press(event));
  }

  get isOpen() {
    return !this.node.hidden;
  }

  // `cards` are those that would be accepted, `trust` lines {kind, label, measured, here}, `measured` says on what.
  show(cards, trust, measured) {
    const { texts } = this;
    const rows = trust.flatMap(({ kind, label, measured: share, here }) => {
      const count = cards.filter((card) => card.kind === kind).length;
      if (!count) return [];
      return [el("tr", "", el("th", "", label), el("td", "", String(count)), el("td", "", share || "–"), el("td", "", here || "–"))];
    });
    const names = ["kind", "count", "measured", "here"].map((name) => el("th", "", texts.say(`rest ${name}`)));
    const table = el("table", "", el("thead", "", el("tr", "", ...names)), el("tbody", "", ...rows));
    const title = el("b", "", texts.say("rest box", { count: cards.length }));
    this.confirm = button(texts.say("rest", { count: cards.length }), "Enter", () => this.finish(), "main");
    const ends = el("div", "ends", this.confirm, button(texts.say("cancel"), "Esc", () => this.close()));
    this.node.setAttribute("aria-label", title.textContent);
    this.node.replaceChildren(title, table, el("p", "small", `${measured} ${texts.say("rest note")}`), ends);
    this.node.hidden = false;
    this.confirm.focus();
  }

  press(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  finish() {
    this.accept();
    this.close();
  }

  close() {
    this.node.hidden = true;
    this.left();
  }
}
