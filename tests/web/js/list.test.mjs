// Cards under their headings, in the order of the server; what stands right is left alone.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { CardList, LONGEST_GAP } from "../../../hmtn_ingest/web/panes/record/list.js";
import { openPage, Sight } from "./dom.mjs";
import { card, texts, unread } from "./facts.mjs";

const GROUPS = { finding: "Phát hiện", deadline: "Thời hạn", obligation: "Nhiệm vụ" };

let list, chosen, dismissed;
beforeEach(() => {
  openPage();
  chosen = null;
  dismissed = [];
  const look = { waiting: false, failed: false, drafts: false, editing: false, others: [] };
  list = new CardList(texts, {
    lookOf: ({ key, status }) => ({ ...look, status, chosen: key === chosen }),
    statusOf: ({ status }) => status,
    commands: { dismissRest: () => dismissed.push(true) },
  });
  document.body.append(list.node);
});

function render(...given) {
  list.render(...given);
  Sight.look();
}

const shown = () => list.node.children.map((node) => node.dataset.key ?? `${node.localName} ${node.textContent}`);

function obligation(key, heading) {
  return card(key, { kind: "obligation", group: "obligation", heading });
}

test("each group has a heading that counts what is left, duties one for each body", () => {
  const cards = [
    card("deadline-1", { status: "accepted" }), card("deadline-2"),
    obligation("o-1", "Trạm Y tế xã"), obligation("o-2", "Trạm Y tế xã"), obligation("o-3", null),
  ];
  render(cards, GROUPS, []);
  assert.deepEqual(shown(), [
    "h3 Thời hạncòn 1/2", "deadline-1", "deadline-2",
    "h3 Nhiệm vụcòn 3/3", "h4 Trạm Y tế xã", "o-1", "o-2", "h4 Chưa rõ đơn vị", "o-3",
  ]);
  render(cards.map((one) => ({ ...one, status: "accepted" })), GROUPS, []);
  assert.deepEqual(shown()[0], "h3 Thời hạn✓ 2");
});

test("cards that stay are not taken out of the page, so that a field in them keeps its focus", () => {
  const cards = ["1", "2", "3"].map((key) => card(key));
  render(cards, GROUPS, []);
  const field = document.createElement("input");
  list.frames.get("2").slot.append(field);
  field.focus();
  render([card("0"), cards[1], { ...cards[2], lead: "Nộp biên bản" }], GROUPS, []);
  assert.equal(document.activeElement, field);
  assert.deepEqual(shown().slice(1), ["0", "2", "3"]);
  assert.match(list.frames.get("3").node.textContent, /Nộp biên bản/);
  assert.equal(list.frames.has("1"), false);
});

test("a card is drawn again where it, or the way it is looked at, has changed, and else not", () => {
  const one = card("1");
  const head = () => list.frames.get("1").head.firstChild;
  render([one], GROUPS, []);
  const first = head();
  render([{ ...one }], GROUPS, []);
  assert.equal(head(), first);
  chosen = "1";
  list.draw(one);
  assert.notEqual(head(), first);
});

test("where nothing was read, that is said", () => {
  render([], GROUPS, []);
  assert.deepEqual(shown(), ["div Không có gì để rà soát"]);
});

test("decisions without a place stand above all, with whose they were", () => {
  const at = new Date(2026, 2, 5, 9, 7).toISOString();
  render([card("1")], GROUPS, [{ what: "bỏ", words: "<b>trước 15/6</b>", by: "Lò Thị An", at }]);
  assert.equal(shown()[0], "div Quyết định không còn chỗbỏ: “<b>trước 15/6</b>” – Lò Thị An, 09:07 05/03/2026");
});

test("what was not read has a heading by which all of it can be answered at once", () => {
  const groups = { ...GROUPS, residue: "Chưa đọc" };
  const answered = unread("residue-3", { status: "rejected" });
  render([unread("residue-1"), unread("residue-2"), answered, card("1")], groups, []);
  assert.equal(shown()[0], "h3 Chưa đọccòn 2/3Không cần theo dõi cả 2 chỗ");
  list.node.children[0].querySelector(".dismiss").click();
  assert.deepEqual(dismissed, [true]);
  render([unread("residue-1", { status: "added" }), unread("residue-2"), answered], groups, []);
  assert.equal(list.node.children[0].querySelector(".dismiss").hidden, true);
});

test("a kind with nothing in it counts nothing as done", () => {
  const nothing = card("none.deadline", { kind: "none" });
  render([nothing], GROUPS, []);
  assert.equal(shown()[0], "h3 Thời hạn0");
});

test("a heading counts the cards that a search hides as well", () => {
  const cards = [card("1"), card("2", { status: "accepted" })];
  render(cards.slice(1), GROUPS, [], cards);
  assert.deepEqual(shown(), ["h3 Thời hạncòn 1/2", "2"]);
});

const keys = () => list.node.children.flatMap((node) => node.dataset.key ?? []);
const range = (from, to) => Array.from({ length: to - from }, (_, at) => `c-${from + at}`);

test("of a long list the cards that are near are drawn, and a card that is asked for with those around it", () => {
  const cards = range(0, 1000).map((key) => card(key));
  Sight.isNear = (node) => node === list.node.children[0];
  render(cards, GROUPS, []);
  assert.deepEqual(keys(), range(0, LONGEST_GAP));
  assert.equal(shown()[0], "h3 Thời hạncòn 1000/1000", "its heading counts all");
  assert.equal(list.frame(cards[555]).node.dataset.key, "c-555");
  assert.deepEqual(keys(), [...range(0, LONGEST_GAP), ...range(500, 600)]);
  Sight.isNear = () => true;
  Sight.look();
  assert.deepEqual(keys(), range(0, 1000));
});

test("a card that comes in far from all that is near is drawn at once", () => {
  const cards = range(0, 150).map((key) => card(key));
  render(cards, GROUPS, []);
  Sight.isNear = () => false;
  list.render([...cards, card("new")], GROUPS, []);
  assert.deepEqual(keys(), [...range(0, 150), "new"]);
});

test("a heading stands before the first of its cards when that is drawn, and not before another", () => {
  const cards = range(0, 250).map((key, at) => obligation(key, at < 150 ? "Trạm Y tế xã" : "Công an xã"));
  Sight.isNear = () => false;
  render(cards, GROUPS, []);
  list.frame(cards[120]);
  assert.deepEqual(shown().filter((one) => one.startsWith("h")), ["h4 Công an xã"]);
  list.frame(cards[0]);
  assert.deepEqual(shown().slice(0, 3), ["h3 Nhiệm vụcòn 250/250", "h4 Trạm Y tế xã", "c-0"]);
});

test("cards come into a long list and go without moving the one in which somebody types", () => {
  const cards = range(0, 300).map((key) => card(key));
  render(cards, GROUPS, []);
  const field = document.createElement("input");
  list.frames.get("c-100").slot.append(field);
  field.focus();
  render([card("new"), ...cards.slice(2)], GROUPS, []);
  Sight.look();
  assert.deepEqual(keys(), ["new", ...range(2, 300)]);
  assert.equal(document.activeElement, field);
});

test("a search in a long list shows what it finds, and afterwards all is there again", () => {
  const cards = range(0, 300).map((key) => card(key));
  Sight.isNear = (node) => node === list.node.children[0];
  render(cards, GROUPS, [], cards);
  render([cards[7], cards[150], cards[299]], GROUPS, [], cards);
  Sight.isNear = () => true;
  Sight.look();
  assert.deepEqual(keys(), ["c-7", "c-150", "c-299"]);
  render(cards, GROUPS, [], cards);
  assert.deepEqual(keys(), range(0, 300));
});
