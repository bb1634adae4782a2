// What can be done about what was not read: take what is suggested, say that there is nothing to follow up, or add it as
// something else; of a kind with nothing in it, confirm that the document says nothing of it.

import { button } from "./parts.js";
import { DECIDED, isOpen } from "./progress.js";

// `commands` are those of a card: {accept, reject, edit, undo, nextUnread}.
export function drawAnswers(card, status, texts, { accept, reject, edit, undo, nextUnread }) {
  const { key, kind, take, other } = card;
  const open = !DECIDED.includes(status);
  const nodes = [];
  if (kind === "none") {
    if (open) nodes.push(button(texts.say("not in document"), "a", () => accept(key), "main"));
    nodes.push(button(texts.say("next unread"), "m", () => nextUnread()));
  } else if (status !== "added") {
    if (take || other) nodes.push(button(texts.say(`add ${take || other}`), "a", () => accept(key), "main"));
    if (open) nodes.push(button(texts.say("not of interest"), "x", () => reject(key)));
    nodes.push(button(texts.say("other kind"), "e", () => edit(key)));
  }
  if (card.undo) nodes.push(button(texts.say("undo"), "u", () => undo(key)));
  return nodes;
}

export class UnreadAnswers {
  // Of the `pane` it has the cards, the menu, decisions, and where to go next.
  constructor(pane) {
    this.pane = pane;
  }

  // Takes what is suggested; where that is not whole, or nothing is, a form asks for the rest.
  take(card) {
    const { pane } = this;
    if (pane.statusOf(card) === "added") return pane.moveOn(card.key);
    if (card.take) {
      pane.decisions.act("take", { key: card.key });
      pane.moveOn(card.key);
    } else if (card.other) this.propose(card, card.other);
    else this.otherKind(card);
  }

  propose(card, kind) {
    const [start, end] = card.place;
    this.pane.decisions.act("propose", { kind, start, end });
  }

  // The menu of kinds beside the card, as if its words had been selected.
  otherKind(card) {
    const { pane } = this;
    const frame = pane.list.frames.get(card.key)?.node.getBoundingClientRect();
    const [start, end] = card.place;
    pane.menu.show({ start, end, x: frame?.left ?? 0, y: frame?.bottom ?? 0 });
    pane.menu.node.querySelector("button")?.focus();
  }

  // The next place in the text that nothing was read of.
  next() {
    const { pane } = this;
    const key = pane.nextOpen(pane.selected, (card) => card.kind === "residue");
    const here = pane.card(pane.selected);
    if (key) pane.select(key, { scroll: true });
    else if (here?.kind !== "residue" || !isOpen(pane.statusOf(here))) pane.notice.show(pane.texts.say("no unread"));
  }

  dismissRest() {
    const { pane } = this;
    if (pane.outbox.acts.some((act) => act.op === "dismiss rest")) return;
    pane.decisions.act("dismiss rest");
    pane.moveOn(pane.selected);
  }
}
