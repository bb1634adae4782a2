// What a card shows of a fact, its doubts and its history; and that words of a document stay words.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { drawCard, drawFrame } from "../../../hmtn_ingest/web/panes/record/cards.js";
import { openPage } from "./dom.mjs";
import { card, GRID, texts } from "./facts.mjs";

let pressed;
beforeEach(() => {
  openPage();
  pressed = [];
});

function draw(fact, look = {}) {
  const note = (name) => (key) => pressed.push(`${name} ${key}`);
  const commands = { accept: note("accept"), edit: note("edit"), reject: note("reject"), undo: note("undo") };
  const frame = drawFrame(fact.key, note("select"));
  document.body.append(frame.node);
  const open = { waiting: false, failed: false, drafts: false, chosen: false, editing: false, others: [] };
  drawCard(frame, fact, { status: fact.status, ...open, ...look }, texts, commands);
  const all = (selector) => frame.node.all(selector).map((node) => node.textContent);
  const buttons = () => frame.buttons.children.map((node) => node.firstChild.textContent);
  return { ...frame, all, buttons };
}

const MARKUP = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(2)</script>",
  '"><svg onload=alert(3)>',
  "&lt;b&gt; {{7*7}} **đậm**",
];

for (const words of MARKUP) {
  test(`${words} is put in as text, wherever it stands`, () => {
    const log = [{ id: 1, by: words, at: "2026-03-05T02:00:00Z", what: words }];
    const more = { lead: words, what: words, meta: [words], words, reasons: [words], label: words, log, status: "stale" };
    const { node, all } = draw(card("deadline-1", more), { chosen: true, others: [1] });
    assert.equal(node.textContent.split(words).length - 1, 12);
    assert.deepEqual([all(".lead"), all(".what"), all(".meta"), all(".reason")], [[words], [words], [words], [words]]);
    assert.deepEqual(["img", "script", "svg", "b"].flatMap((name) => node.all(name)), []);
  });
}

test("every doubt has a line of its own", () => {
  const reasons = ["Không ghi năm: hiểu là năm 2026", "Không rõ đơn vị nào phải làm"];
  const { all, node } = draw(card("deadline-1", { group: "doubtful", reasons }));
  assert.deepEqual(all(".reason"), reasons);
  assert.ok(node.classList.contains("doubtful"));
  assert.deepEqual(all(".words"), ["“gửi trước ngày 20/3/2026”"], "with the words it was read from");
});

const LOG = [
  { id: 4, by: "Lò Thị An", at: new Date(2026, 2, 5, 9, 7).toISOString(), what: "sửa ngày: “20/3/2026” → “21/3/2026”" },
  { id: 6, by: "Vi Văn Bình", at: new Date(2026, 2, 6, 14, 30).toISOString(), what: "chấp nhận" },
];

test("the history of a card is shown, line by line, when it is chosen", () => {
  const fact = card("deadline-1", { status: "edited", log: LOG });
  const log = draw(fact, { chosen: true }).node.querySelector(".log");
  assert.deepEqual(log.children.map((line) => line.textContent), [
    "09:07 05/03/2026 Lò Thị An: sửa ngày: “20/3/2026” → “21/3/2026”",
    "14:30 06/03/2026 Vi Văn Bình: chấp nhận",
  ]);
  assert.deepEqual(draw(fact).all(".log"), []);
});

test("who decided last, and when, stands on the card", () => {
  assert.deepEqual(draw(card("deadline-1", { status: "edited", log: LOG })).all(".state"), [
    "✓ đã sửa · Vi Văn Bình, 14:30 06/03/2026",
  ]);
  assert.deepEqual(draw(card("deadline-1")).all(".state"), [""]);
});

test("what others decided meanwhile is said, and nothing else of the history", () => {
  const { all } = draw(card("deadline-1", { status: "edited", log: LOG }), { others: [6] });
  assert.deepEqual(all(".others"), ["Trong lúc bạn xem, Vi Văn Bình đã chấp nhận (14:30 06/03/2026)."]);
});

test("a decision about what is read otherwise now asks to look again", () => {
  const { all, node } = draw(card("deadline-1", { status: "stale", log: LOG }));
  assert.deepEqual(all(".was"), ["Trước đây Vi Văn Bình đã chấp nhận (14:30 06/03/2026)."]);
  assert.deepEqual(all(".state"), ["▲ cần xem lại"]);
  assert.equal(node.classList.contains("done"), false);
});

const STATES = [
  [{ waiting: true, status: "accepted" }, "đang lưu…", "saving"],
  [{ waiting: true, failed: true, status: "accepted" }, "✗ chưa lưu được", "saving"],
  [{ drafts: true, waiting: true, failed: true }, "● có chữ chưa lưu", "unsaved"],
];

for (const [look, state, name] of STATES) {
  test(`a card with ${JSON.stringify(look)} says “${state}”`, () => {
    const { all, node } = draw(card("deadline-1", { log: LOG }), look);
    assert.deepEqual(all(".state"), [state]);
    assert.ok(node.classList.contains(name));
    assert.equal(node.dataset.saved, String(!look.waiting));
  });
}

test("a settled card is one line, with all of it when it is chosen", () => {
  const fact = card("deadline-1", { status: "accepted", log: LOG });
  assert.deepEqual(draw(fact).all(".lead"), ["Thời hạn: Lập danh sách người đăng ký · trước 20/03/2026"]);
  assert.deepEqual(draw(fact, { chosen: true }).all(".lead"), ["Lập danh sách người đăng ký"]);
});

const BUTTONS = [
  [{}, ["Chấp nhận", "Sửa", "Bỏ"]],
  [{ status: "accepted", undo: 4 }, ["Sửa", "Bỏ", "Hoàn tác"]],
  [{ status: "rejected", undo: 4 }, ["Chấp nhận", "Sửa", "Hoàn tác"]],
  [{ grid: GRID }, ["Chấp nhận", "Sửa bảng", "Bỏ"]],
  [{ kind: "finding", severity: "error" }, ["Đã xem", "Không phải lỗi"]],
  [{ kind: "finding", severity: "error", status: "accepted", undo: 4 }, ["Không phải lỗi", "Hoàn tác"]],
];

for (const [more, names] of BUTTONS) {
  test(`${JSON.stringify(Object.keys(more))} ${more.status ?? ""} can be: ${names.join(", ")}`, () => {
    assert.deepEqual(draw(card("deadline-1", more), { chosen: true }).buttons(), names);
    assert.deepEqual(draw(card("deadline-1", more)).buttons(), [], "not while another card is chosen");
    assert.deepEqual(draw(card("deadline-1", more), { chosen: true, editing: true }).buttons(), [], "not while its form is open");
  });
}

test("a button does its own thing with its card, and does not choose it too", () => {
  const { node } = draw(card("deadline-1", { undo: 4 }), { chosen: true });
  for (const one of node.all("button")) one.click();
  assert.deepEqual(pressed, ["accept deadline-1", "edit deadline-1", "reject deadline-1", "undo deadline-1"]);
  node.click();
  assert.equal(pressed.at(-1), "select deadline-1");
});

test("a table is shown by its rows and sums, and by the totals that it misses", () => {
  const { all } = draw(card("quota-1", { kind: "quota", grid: GRID, meta: [] }), { chosen: true });
  assert.deepEqual(all(".meta"), ["2 dòng · Lượt đăng ký: 1.520 = ✓ · Đơn vị máu: 130,5 ≠ 150 ▲"]);
  assert.deepEqual(draw(card("quota-1", { grid: GRID, meta: [] }), { editing: true }).all(".meta"), []);
});
