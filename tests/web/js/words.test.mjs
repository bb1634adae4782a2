// Words of the source: the menu for them, the field that they fill, the offer after a correction, the keys that choose.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Filling } from "../../../hmtn_ingest/web/panes/record/filling.js";
import { Form } from "../../../hmtn_ingest/web/panes/record/form.js";
import { WordsMenu } from "../../../hmtn_ingest/web/panes/record/menu.js";
import { Offer } from "../../../hmtn_ingest/web/panes/record/offer.js";
import { wordAfter, wordsOf } from "../../../hmtn_ingest/web/panes/source/choosing.js";
import { fire, openPage } from "./dom.mjs";
import { texts } from "./facts.mjs";

const SPEC = [
  { name: "date", label: "Ngày", look: "date", choices: [] },
  { name: "relation", label: "Cách tính", look: "choice", choices: [["by", "chậm nhất"], ["before", "trước"]] },
  { name: "bodies", label: "Đơn vị", look: "bodies", choices: [] },
];

let drafts, form, acts, told;
beforeEach(() => {
  openPage();
  drafts = {};
  acts = [];
  told = [];
  form = new Form(texts, SPEC, ["", "by", "Trạm Y tế xã"], {
    bodies: () => [],
    draft: () => undefined,
    keep: (name, text, words) => (drafts[name] = { text, words }),
    finish: () => {},
    leave: () => {},
  });
  document.body.append(form.node);
});

// The pane with a form for a new deadline, as far as filling asks for it.
function pane({ open = true, editing = { key: null } } = {}) {
  return {
    editing,
    newFact: { form: open ? form : null },
    memory: { adding: { proposal: { kind: "deadline" } } },
    decisions: { act: (op, more) => acts.push([op, more]) },
    source: { tell: (name, detail) => told.push([name, detail]) },
    texts,
    card: () => ({ form: "deadline" }),
  };
}

test("words go to the field that was used last, and to none without a form", () => {
  const filling = new Filling(pane());
  form.focus("date");
  assert.equal(filling.take({ start: 4, end: 9 }), true);
  assert.deepEqual(acts, [["fill", { key: "", kind: "deadline", field: "date", start: 4, end: 9 }]]);
  assert.equal(new Filling(pane({ open: false })).take({ start: 4, end: 9 }), false);
});

test("what the words say stands in the field with their stretch, and what they say besides", () => {
  const filling = new Filling(pane());
  form.focus("date");
  filling.answer({ key: "", field: "date", text: "20/03/2026", start: 4, end: 20, also: { relation: "before" } });
  assert.deepEqual(drafts.date, { text: "20/03/2026", words: [[4, 20]] });
  assert.equal(form.inputTexts().relation, "before");
  assert.equal(document.activeElement, form.inputs.get("date").input, "Enter saves at once");
  filling.answer({ key: "deadline-1", field: "date", text: "1/1/2020", start: 0, end: 1 });
  assert.equal(form.inputTexts().date, "20/03/2026", "an answer for another form");
});

test("a second drag adds a body; the first takes the place of what stood there", () => {
  form.fill("bodies", "Đoàn xã", [1, 8], "");
  form.fill("bodies", "Hội Chữ thập đỏ xã", [10, 28], "");
  form.fill("bodies", "Đoàn xã", [1, 8], "");
  assert.equal(form.inputTexts().bodies, "Đoàn xã; Hội Chữ thập đỏ xã");
  assert.deepEqual(drafts.bodies.words, [[1, 8], [10, 28], [1, 8]]);
  const { input } = form.inputs.get("bodies");
  input.value = "";
  fire(input, "input");
  form.fill("bodies", "Thôn Nà Lèn", [30, 41], "");
  assert.deepEqual(drafts.bodies, { text: "Thôn Nà Lèn", words: [[30, 41]] }, "begun anew");
});

test("the source is told whether a click fills", () => {
  new Filling(pane()).tell();
  new Filling(pane({ open: false })).tell();
  assert.deepEqual(told, [["filling", { on: true }], ["filling", { on: false }]]);
});

function menu() {
  const taken = [];
  const left = () => {
    taken.push("left");
    document.activeElement.blur();
  };
  const one = new WordsMenu(
    [["deadline", "Thêm thời hạn"], ["target", "Thêm chỉ tiêu"], ["Phần đầu", [["header.code_number", "Số"]]]],
    { choose: (kind, words) => taken.push([kind, words]), left },
  );
  document.body.append(one.node);
  return { one, taken };
}

test("a list behind a line of the menu opens in its place", () => {
  const { one, taken } = menu();
  one.show({ start: 3, end: 7, x: 10, y: 10 });
  one.node.all("button")[2].click();
  assert.equal(one.node.hidden, false);
  one.node.all("button")[0].click();
  assert.deepEqual([taken, one.node.hidden], [[["header.code_number", { start: 3, end: 7 }]], true]);
});

test("words that only moved on the page leave the menu and the focus in it as they are", () => {
  const { one, taken } = menu();
  one.show({ start: 3, end: 7, x: 10, y: 10, byKey: true });
  fire(one.node, "keydown", { key: "ArrowDown" });
  const second = document.activeElement;
  one.show({ start: 3, end: 7, x: 10, y: 80, byKey: true });
  assert.equal(document.activeElement, second);
  assert.equal(one.node.style.top, "80px");
  one.show({ start: 3, end: 9, x: 10, y: 80, byKey: true });
  assert.notEqual(document.activeElement, second, "other words begin anew");
  one.hide();
  one.show(null);
  assert.deepEqual(taken, ["left"], "whoever was in it is led on, once");
});

test("numbers choose, as the menu shows them", () => {
  const { one, taken } = menu();
  one.show({ start: 3, end: 7, x: 10, y: 10 });
  fire(one.node, "keydown", { key: "2" });
  assert.deepEqual(taken, [["target", { start: 3, end: 7 }]]);
});

const OFFER = {
  id: 12,
  what: "Đơn vị: các phòng → Trạm Y tế xã",
  lines: [{ key: "duty-1", text: "Lập danh sách", near: true }, { key: "duty-2", text: "Trực ban", near: false }],
};

test("an offer takes what is near, and what else a person ticks", () => {
  const memory = { save: () => {} };
  const taken = [];
  const offer = new Offer(texts, { memory, take: (id, keys) => taken.push([id, keys]) });
  offer.show(OFFER);
  assert.match(offer.node.textContent, /Sửa 1 mục/);
  const [, far] = offer.node.all("input");
  far.checked = true;
  fire(far, "change");
  offer.accept();
  assert.deepEqual([taken, offer.isOpen], [[[12, ["duty-1", "duty-2"]]], false]);
  offer.show(OFFER);
  assert.equal(offer.isOpen, false, "it was answered");
  offer.show({ ...OFFER, id: 13 });
  assert.equal(offer.isOpen, true);
  offer.show(null);
  assert.equal(offer.isOpen, false);
});

test("arrows go from word to word, and to the word beneath in a shorter line", () => {
  const words = wordsOf("🩸 Trạm Y tế\nlập danh sách gửi\n\n20/3");
  assert.deepEqual(words.slice(0, 2), [[0, 1, 0], [2, 6, 0]], "code points");
  assert.deepEqual(words.at(-1), [31, 35, 3]);
  const go = (from, ...keys) => keys.reduce((at, key) => wordAfter(words, at, key), from);
  assert.equal(go(0, "ArrowRight", "ArrowRight", "ArrowLeft"), 1);
  assert.equal(go(2, "ArrowDown"), 6, "the third word of the next line");
  assert.equal(go(7, "ArrowDown"), 8, "the only one of the last");
  assert.equal(go(8, "ArrowUp", "ArrowUp"), 0);
  assert.deepEqual([go(5, "Home"), go(5, "End"), go(0, "ArrowUp", "ArrowLeft"), go(8, "ArrowDown")], [4, 7, 0, 8]);
  assert.equal(wordAfter(words, 0, "x"), null);
});
