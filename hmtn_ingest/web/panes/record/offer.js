// After a correction: to make it in all facts that have the value that was wrong, looked at beforehand, by one key.

import { button, el } from "./parts.js";

export class Offer {
  // `memory` remembers the offer that was declined; `take(id, keys)` changes the facts as the edit `id` did.
  constructor(texts, { memory, take }) {
    Object.assign(this, { texts, memory, take });
    this.node = el("div", "offer");
    this.node.setAttribute("role", "region");
    this.node.setAttribute("aria-label", texts.say("offer"));
    this.node.hidden = true;
  }

  // `offer` is the server's {id, what, lines: [{key, text, near}]}, or null.
  show(offer) {
    const { texts, memory } = this;
    this.node.hidden = !offer || memory.declined === offer.id;
    if (this.node.hidden) {
      this.offer = null;
      return;
    }
    if (JSON.stringify(offer) === JSON.stringify(this.offer)) return;
    this.offer = offer;
    this.boxes = new Map();
    const lines = offer.lines.map(({ key, text, near }) => {
      const box = Object.assign(el("input"), { type: "checkbox", checked: near });
      box.addEventListener("change", () => this.count());
      this.boxes.set(key, box);
      return el("label", near ? "" : "far", box, text);
    });
    this.main = button(" ", "s", () => this.accept(), "main");
    const leave = button(texts.say("cancel"), "Esc", () => this.decline());
    this.node.replaceChildren(
      el("div", "title", texts.say("offer")),
      el("div", "what", offer.what),
      el("div", "lines", ...lines),
      el("div", "ends", this.main, leave),
    );
    this.count();
  }

  get keys() {
    return [...this.boxes].filter(([, box]) => box.checked).map(([key]) => key);
  }

  count() {
    const { length } = this.keys;
    this.main.firstChild.textContent = this.texts.say("offer take", { count: length });
    this.main.disabled = !length;
  }

  get isOpen() {
    return !this.node.hidden;
  }

  accept() {
    if (!this.isOpen || !this.keys.length) return;
    const { id } = this.offer;
    const { keys } = this;
    this.decline();
    this.take(id, keys);
  }

  decline() {
    this.memory.declined = this.offer.id;
    this.memory.save();
    this.show(null);
  }
}
