// What a screen reader is told of the card that is chosen.

import { el } from "./parts.js";

export class Speech {
  constructor() {
    this.node = el("div", "spoken");
    this.node.setAttribute("aria-live", "polite");
    this.node.setAttribute("aria-atomic", "true");
  }

  // `place` is the place of the card among all, from 1.
  tell(card, state, place, all) {
    const parts = [`${card.label} ${place}/${all}`, state, card.lead, card.what, ...card.meta, ...(card.offers ?? []).map(({ text }) => text), ...card.reasons];
    const text = parts.filter(Boolean).join(". ");
    if (this.node.textContent !== text) this.node.textContent = text;
  }
}
