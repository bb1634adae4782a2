// From card to card: the one beside, the next open one, the next group, a part of the work, what was looked for.

import { isOpen, nextGroup, partOf, stepFrom } from "./progress.js";

export class CardWalk {
  // Of the `pane` it has the cards that are listed, their status, and which one is chosen.
  constructor(pane) {
    this.pane = pane;
    this.statusOf = (card) => pane.statusOf(card);
  }

  step(by) {
    const keys = this.pane.listed.map((card) => card.key);
    const at = keys.indexOf(this.pane.selected) + by;
    this.pane.go(keys[Math.max(0, Math.min(keys.length - 1, at))]);
  }

  // Past what is decided.
  stepOpen(by) {
    this.pane.go(stepFrom(this.pane.listed, this.pane.selected, by, this.statusOf));
  }

  toGroup(by) {
    this.pane.go(nextGroup(this.pane.listed, this.pane.selected, by, this.statusOf));
  }

  toPart(part) {
    const cards = this.pane.listed.filter((card) => partOf(card) === part);
    this.pane.go((cards.find((one) => isOpen(this.statusOf(one))) ?? cards[0])?.key);
  }

  // The first card that was found is chosen; where nothing is looked for any more, the chosen one comes into view.
  leaveSearch() {
    const { pane } = this;
    pane.render();
    const { listed } = pane;
    pane.go(listed.some((card) => card.key === pane.selected) ? pane.selected : listed[0]?.key);
    pane.focusChosen();
  }
}
