// What can be done about what was not read: take what is suggested, say that there is nothing to follow up, or add it as
// something else; of a kind with nothing in it, confirm that the document says nothing of it.

import { button, el } from "./parts.js";
import { DECIDED, isOpen, offersLeft } from "./progress.js";

// `commands` are those of a card: {accept, reject, edit, undo, take, nextUnread}. Several numbers or dates of the same words
// have a button each; the key takes the first that is left.
export function drawAnswers(card, status, texts, { accept, reject, edit, undo, take, nextUnread }) {
  const { key, kind, offers = [] } = card;
  const open = !DECIDED.includes(status);
  const nodes = [];
  if (kind === "none") {
    if (open) nodes.push(button(texts.say("not in document"), "a", () => accept(key), "main"));
    nodes.push(button(texts.say("next unread"), "m", () => nextUnread()));
  } else if (status !== "added") {
    const several = offers.length > 1;
    for (const [place, offer] of offers.entries()) {
      const made = offer.take || offer.other;
      const add = made && button(texts.say(`add ${made}`), place ? "" : "a", () => take(key, offer.part), place ? "" : "main");
      if (several && add) add.title = offer.text; // tells buttons of one name apart
      if (several) nodes.push(el("div", "mention", el("span", "suggestion", offer.text), add));
      else if (add) nodes.push(add);
    }
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

  // Takes what is suggested, of several what stands at `part`, else the first that is left; where that is not whole, or
  // nothing is, a form asks for the rest. The card stays chosen until nothing of it is left.
  take(card, part) {
    const { pane } = this;
    if (pane.statusOf(card) === "added") return pane.moveOn(card.key);
    const left = offersLeft(card, pane.outbox.about(card.key));
    const offer = part === undefined ? left[0] : left.find((one) => one.part === part);
    if (offer?.take) {
      pane.decisions.act("take", { key: card.key, part: offer.part });
      if (left.length > 1) pane.select(card.key);
      else pane.moveOn(card.key);
    } else if (offer?.other) this.propose(offer);
    else if (part === undefined) this.otherKind(card);
  }

  propose({ other, place: [start, end] }) {
    this.pane.decisions.act("propose", { kind: other, start, end });
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
