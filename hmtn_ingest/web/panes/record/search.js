// Looking for words in the cards: a field above the list, which then holds only the cards that have them.

import { el } from "./parts.js";

// fold("Đơn vị Lèn") → "don vi len": without case and accents
export function fold(text) {
  return text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
}

const folded = new WeakMap(); // by card; of thousands that takes longer than a stroke

// All that a card says, as words are looked for in it.
function foldedText(card) {
  if (!folded.has(card)) {
    const offers = (card.offers ?? []).map(({ text }) => text);
    const parts = [card.label, card.lead, card.what, ...card.meta, card.words, card.heading, ...offers];
    folded.set(card, fold(parts.filter(Boolean).join(" ")));
  }
  return folded.get(card);
}

export class CardSearch {
  // `changed()` hears that other words are looked for; `leave()` that somebody is done.
  constructor(texts, { changed, leave }) {
    this.texts = texts;
    this.input = el("input");
    this.input.type = "search";
    this.input.placeholder = texts.say("search");
    this.input.setAttribute("aria-label", texts.say("search"));
    this.found = el("span", "small");
    this.found.setAttribute("role", "status");
    this.node = el("div", "search", this.input, this.found);
    this.node.hidden = true;
    this.input.addEventListener("input", () => changed());
    this.input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Escape" && event.key !== "Enter") return;
      event.preventDefault();
      if (event.key === "Escape") this.close();
      this.input.blur();
      leave();
    });
  }

  get words() {
    return this.node.hidden ? [] : fold(this.input.value).split(/\s+/).filter(Boolean);
  }

  open() {
    this.node.hidden = false;
    this.input.focus();
    this.input.select();
  }

  close() {
    this.input.value = "";
    this.node.hidden = true;
  }

  // The cards that have every word, in what they show.
  filter(cards) {
    const { words } = this;
    if (!words.length) {
      this.found.textContent = "";
      return cards;
    }
    const found = cards.filter((card) => words.every((word) => foldedText(card).includes(word)));
    this.found.textContent = this.texts.say("found", { count: found.length });
    return found;
  }
}
