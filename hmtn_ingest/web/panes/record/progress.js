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
    if (act.op === "take" && !offersLeft(card, acts).length) status = "added";
    if (act.op === "undo") status = act.of ? card.status : "open";
    if (act.op === "rest" && card.status === "open" && isClear(card)) status = "accepted";
    if (act.op === "dismiss rest" && card.status === "open" && card.kind === "residue") status = "rejected";
  }
  return status;
}

// What of something unread is not taken once all that was done is saved.
export function offersLeft({ key, offers = [] }, acts) {
  const taken = acts.filter((act) => act.op === "take" && act.key === key).map(({ part }) => part);
  return offers.filter(({ part }) => !taken.includes(part));
}

// "stale" is open again; "gone" is a finding that a change has settled, "empty" a field that the document has not.
export function isOpen(status) {
  return !DECIDED.includes(status) && status !== "gone" && status !== "empty";
}

// Something that was read and that nothing speaks against: what "accept the rest" accepts.
export function isClear(card) {
  return !isQuestion(card) && card.kind !== "finding" && !card.reasons.length;
}

// A card about what was not read: an entry of the residue, or a kind with nothing in it.
export function isQuestion(card) {
  return card.kind === "residue" || card.kind === "none";
}

// The part of the work that a card is counted under.
export function partOf(card) {
  return ["finding", "doubtful", "residue", "deadline"].includes(card.group) ? card.group : "rest";
}

// The key of the next open card behind `from`, beginning again at the top; of those alone that are `wanted`.
export function nextOpen(cards, from, statusOf, wanted = () => true) {
  const at = cards.findIndex((card) => card.key === from);
  const order = [...cards.slice(at + 1), ...cards.slice(0, at + 1)];
  return order.find((card) => isOpen(statusOf(card)) && card.key !== from && wanted(card))?.key ?? null;
}

// The key of the open card nearest to `from` on one side (`by` 1 or -1); of any card where none is open there.
export function stepFrom(cards, from, by, statusOf) {
  const at = cards.findIndex((card) => card.key === from);
  const ahead = by > 0 ? cards.slice(at + 1) : cards.slice(0, Math.max(at, 0)).reverse();
  return (ahead.find((card) => isOpen(statusOf(card))) ?? ahead[0])?.key ?? null;
}

// The key of the first card of the group behind (or before) that of `from`: of those open, if there are any.
export function nextGroup(cards, from, by, statusOf) {
  const groups = [...new Set(cards.map((card) => card.group))];
  const at = groups.indexOf(cards.find((card) => card.key === from)?.group) + by;
  const inside = cards.filter((card) => card.group === groups[Math.max(0, Math.min(groups.length - 1, at))]);
  return (inside.find((card) => isOpen(statusOf(card))) ?? inside[0])?.key ?? null;
}

// The key to choose where the card of `from` is no more: what stood behind it in the order of before, else before it.
export function nearest(before, from, known) {
  const at = before.indexOf(from);
  if (at < 0) return null;
  return [...before.slice(at + 1), ...before.slice(0, at).reverse()].find((key) => known.has(key)) ?? null;
}
