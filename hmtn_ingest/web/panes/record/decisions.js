// What a person decides: each decision goes into the outbox, and the pane moves on to what is open next.

import { isClear, isOpen } from "./progress.js";

export class Decisions {
  // Of the `pane` it has the cards, the outbox, the open form, and where to go next.
  constructor(pane) {
    this.pane = pane;
  }

  // `seen` is the last decision that this person could see.
  act(op, more) {
    const { outbox, data, notice } = this.pane;
    notice.pass();
    outbox.add(op, { seen: data.last, ...more });
  }

  accept(key = this.pane.selected) {
    const card = this.pane.card(key);
    if (card?.kind === "residue") this.pane.unread.take(card);
    else this.decide("accept", "accepted", key);
  }

  // Of a kind with nothing in it there is nothing to reject.
  reject(key = this.pane.selected) {
    const card = this.pane.card(key);
    if (card?.kind !== "none" && !(card?.kind === "residue" && this.pane.statusOf(card) === "added")) {
      this.decide("reject", "rejected", key);
    }
  }

  decide(op, status, key) {
    const { pane } = this;
    const card = pane.card(key);
    if (!card) return;
    pane.editing.close();
    if (pane.statusOf(card) !== status) this.act(op, { key });
    pane.moveOn(key);
  }

  // Says first what it would accept.
  askRest() {
    const { pane } = this;
    if (pane.bar.rest.hidden || pane.outbox.acts.some((act) => act.op === "rest")) return;
    pane.editing.close();
    const clear = pane.data.cards.filter((card) => pane.statusOf(card) === "open" && isClear(card));
    pane.restBox.show(clear, pane.data.trust, pane.data.measured);
  }

  acceptRest() {
    const { pane } = this;
    this.act("rest");
    const card = pane.card(pane.selected);
    pane.moveOn(pane.selected, card && isOpen(pane.statusOf(card)) ? pane.selected : null);
  }

  // What was decided about this card; where nothing was, the last of what this person did.
  undo(key = this.pane.selected) {
    const { pane } = this;
    const card = pane.card(key);
    if (card?.undo && !pane.outbox.about(key).length) {
      this.act("undo", { key, ids: [card.undo] });
      pane.moveOn(null, key);
    } else this.undoLast();
  }

  undoLast() {
    const { pane } = this;
    const last = pane.outbox.lastToUndo(pane.data.mine);
    if (!last) return;
    this.act("undo", last);
    pane.moveOn(null, last.key);
  }

  redoLast() {
    const { pane } = this;
    const last = pane.outbox.lastToRedo(pane.data.undone);
    if (!last) return;
    this.act("redo", last);
    if (pane.card(last.key)) pane.select(last.key, { scroll: true });
  }
}
