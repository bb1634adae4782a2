// How far the review is: the status that a card will have once all that was done is saved, what is still open, and
// which card comes next. Cards are those of the server, acts those of outbox.js.

export const DECIDED = ["accepted", "edited", "rejected", "added"];

// `acts` are those about this card, in order. A card that a person changed or added stays so when it is accepted.
export function statusAfter(card, acts) {
  let status = card.gone && card.status === "open" ? "gone" : card.status;
  for (const act of acts) {
    if (act.op === "accept") status = card.status === "edited" || card.status === "added" ? card.status : "accepted";
    if (act.op === "reject") status = "rejected";
    if (act.op === "edit") status = card.status === "added" ? "added" : "edited";
    if (act.op === "undo") status = act.of ? card.status : "open";
    if (act.op === "rest" && card.status === "open" && isClear(card)) status = "accepted";
  }
  return status;
}

// "stale" is open again; "gone" is a finding that a change has settled, "empty" a field that the document has not.
export function isOpen(status) {
  return !DECIDED.includes(status) && status !== "gone" && status !== "empty";
}

// Nothing speaks against it: what "accept the rest" accepts.
export function isClear(card) {
  return card.kind !== "finding" && !card.reasons.length;
}

// The part of the work that a card is counted under.
export function partOf(card) {
  return ["finding", "doubtful", "deadline"].includes(card.group) ? card.group : "rest";
}

// The key of the next open card behind `from`, beginning again at the top.
export function nextOpen(cards, from, statusOf) {
  const at = cards.findIndex((card) => card.key === from);
  const order = [...cards.slice(at + 1), ...cards.slice(0, at + 1)];
  return order.find((card) => isOpen(statusOf(card)) && card.key !== from)?.key ?? null;
}
