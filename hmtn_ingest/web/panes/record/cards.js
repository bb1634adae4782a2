// Cards, drawn from the plain data that cards.py makes of facts. Every word of a document is set as text.
//
// A card is looked at in one of these ways, its `look`: {status, waiting, failed, drafts, chosen, editing, others}:
// the status it will have (progress.js), whether that is not yet saved or could not be, whether half-typed text of it
// is kept, whether it is chosen, whether its form is open, and the ids of decisions that others took meanwhile.

import { formatNumber, parseNumber, sumOf } from "./numbers.js";
import { button, el, holdsFocus } from "./parts.js";
import { DECIDED, isOpen, isQuestion } from "./progress.js";
import { drawAnswers } from "./unread.js";

// The three places of a card: what it says, its form, its buttons. The form's place is never drawn over.
export function drawFrame(key, select) {
  const frame = { head: el("div", "head"), slot: el("div", "slot"), buttons: el("div", "buttons") };
  frame.node = el("div", "card", frame.head, frame.slot, frame.buttons);
  frame.node.setAttribute("role", "group"); // headings stand between cards, so they are no list
  frame.node.dataset.key = key;
  frame.node.addEventListener("click", () => select(key));
  return frame;
}

// `commands` are {accept, reject, edit, undo}, each called with the key of the card, and those of unread.js.
export function drawCard(frame, card, look, texts, commands) {
  const { node } = frame;
  node.className = classesOf(card, look).join(" ");
  node.dataset.status = look.status;
  node.dataset.saved = String(!look.waiting);
  node.tabIndex = look.chosen ? 0 : -1;
  if (look.chosen) node.setAttribute("aria-current", "true");
  else node.removeAttribute("aria-current");
  frame.head.replaceChildren(...drawHead(card, look, texts));
  placeButtons(frame, card, look, texts, commands);
}

// Buttons that do the same stay, or a press that comes while the card is drawn anew would be lost; where they go, the
// card itself keeps the focus.
function placeButtons(frame, card, look, texts, commands) {
  const { chosen, editing, status } = look;
  const sign = JSON.stringify([chosen, editing, status, card.undo, card.leads, card.offers]);
  if (frame.offered === sign) return;
  frame.offered = sign;
  const focused = holdsFocus(frame.buttons);
  frame.buttons.replaceChildren(...(chosen && !editing ? drawButtons(card, look, texts, commands) : []));
  if (focused) frame.node.focus({ preventScroll: true });
}

function classesOf(card, { status, waiting, drafts, chosen }) {
  const classes = ["card", `k-${card.kind}`];
  if (card.severity) classes.push(`s-${card.severity}`);
  if (card.group === "doubtful") classes.push("doubtful");
  if (!isOpen(status)) classes.push("done");
  if (status === "empty") classes.push("empty-field");
  if (status === "rejected") classes.push("rejected");
  if (chosen) classes.push("selected");
  if (waiting) classes.push("saving");
  if (drafts) classes.push("unsaved");
  return classes;
}

function drawHead(card, look, texts) {
  return [drawTop(card, look, texts), drawLead(card, look), ...drawDetails(card, look, texts), ...drawHistory(card, look, texts)];
}

function drawTop(card, look, texts) {
  const label = card.severity
    ? el("span", "label severity", texts.say(`severity ${card.severity}`))
    : el("span", "label", card.label);
  return el("div", "top", label, el("span", "state", stateOf(card, look, texts)));
}

// What is typed and not saved comes before what is done.
function stateOf(card, { status, waiting, failed, drafts }, texts) {
  if (drafts) return texts.say("unsaved");
  if (waiting) return texts.say(failed ? "not saved" : "saving");
  const state = texts.status(card.kind, status);
  const last = card.log.at(-1);
  return DECIDED.includes(status) && last ? `${state} · ${last.by}, ${texts.time(last.at)}` : state;
}

// A settled card is one line.
function drawLead(card, { status, chosen }) {
  if (chosen || isOpen(status) || card.severity) return el("div", "lead", card.lead);
  return el("div", "lead", `${card.label}: ${[card.lead, card.what].filter(Boolean).join(" · ")}`);
}

function drawDetails(card, { chosen, editing }, texts) {
  const nodes = [];
  if (card.what) nodes.push(el("div", "what", card.what));
  if (card.meta.length) nodes.push(el("div", "meta", card.meta.join(" · ")));
  if (card.words && !card.grid && (chosen || card.group === "doubtful")) nodes.push(el("div", "words", `“${card.words}”`));
  const { offers = [] } = card; // of the chosen card several stand beside their buttons
  const told = offers.length > 1 && chosen ? [] : offers.filter(({ text }) => text);
  for (const { text } of told) nodes.push(el("div", "suggestion", text));
  for (const reason of card.reasons) nodes.push(el("div", "reason", reason));
  if (card.grid && !editing) nodes.push(el("div", "meta", describeGrid(card.grid, texts)));
  return nodes;
}

function drawHistory(card, { chosen, others }, texts) {
  const { log } = card;
  const line = (key, { by, what, at }) => texts.say(key, { by, what, at: texts.time(at) });
  const nodes = [];
  if (card.status === "stale" && log.length) nodes.push(el("div", "was", line("was", log.at(-1))));
  const meanwhile = log.filter((one) => others.includes(one.id));
  for (const one of meanwhile) nodes.push(el("div", "others", line("others", one)));
  if (chosen && log.length) {
    nodes.push(el("div", "log", ...log.map(({ by, what, at }) => el("div", "", `${texts.time(at)} ${by}: ${what}`))));
  }
  return nodes;
}

// "11 dòng · Số lượt đăng ký: 280 = ✓ · Số đơn vị: 140 ≠ 150 ▲"
function describeGrid(grid, texts) {
  const rows = grid.rows.filter((row, place) => !grid.groups.includes(place));
  const columns = grid.columns.map((name, column) => {
    if (!grid.sums[column]) return name;
    const sum = sumOf(rows.map(([, , , cells]) => cells[column]?.text ?? ""));
    const stated = grid.stated[column] ? parseNumber(grid.stated[column].text) : null;
    const beside = stated === null ? "" : stated === sum ? " = ✓" : ` ≠ ${formatNumber(stated)} ▲`;
    return `${name}: ${formatNumber(sum)}${beside}`;
  });
  return [texts.say("rows", { rows: rows.length }), ...columns].join(" · ");
}

function drawButtons(card, { status }, texts, commands) {
  if (isQuestion(card)) return drawAnswers(card, status, texts, commands);
  const { accept, edit, reject, undo } = commands;
  const { key } = card;
  const finding = card.kind === "finding";
  const fill = button(texts.say("fill in"), "e", () => edit(key), "main");
  if (status === "empty") return [fill];
  const nodes = card.leads && isOpen(status) ? [fill] : [];
  if (!DECIDED.includes(status) || status === "rejected") {
    nodes.push(button(texts.say(finding ? "seen" : "accept"), "a", () => accept(key), "main"));
  }
  if (!finding) nodes.push(button(texts.say(card.grid ? "edit table" : "edit"), "e", () => edit(key)));
  if (status !== "rejected") nodes.push(button(texts.say(finding ? "no error" : "reject"), "x", () => reject(key)));
  if (card.undo) nodes.push(button(texts.say("undo"), "u", () => undo(key)));
  return nodes;
}
