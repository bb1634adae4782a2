// The source pane, as far as it needs no browser: offsets, words on pages, how marks look.

import assert from "node:assert/strict";
import { test } from "node:test";

import { countPoints, PointText } from "../../../hmtn_ingest/web/panes/source/code_points.js";
import { classesOf, isBare, partAt } from "../../../hmtn_ingest/web/panes/source/looks.js";
import { PageWords } from "../../../hmtn_ingest/web/panes/source/page_words.js";

const TEXTS = ["Trạm Y tế xã tổng hợp", "🩸 Giọt hồng 𝐁ến Lau: 20 người", "Trạm Y tế xã tổng hợp".normalize("NFD"), ""];

for (const text of TEXTS) {
  test(`“${text.slice(0, 12)}…” is cut by code points, as the record counts`, () => {
    const points = [...text];
    const cut = new PointText(text);
    assert.deepEqual([countPoints(text), cut.length], [points.length, points.length]);
    for (let start = 0; start <= points.length; start += 1) {
      assert.equal(cut.slice(start, start + 3), points.slice(start, start + 3).join(""));
      assert.equal(cut.slice(start, points.length), points.slice(start).join(""));
    }
  });
}

test("selected words lose the blanks at their ends and keep the marks of their last letter", () => {
  const text = new PointText("gửi  kết quả\n🩸 tế\u0301 xã");
  const trimmed = (start, end) => text.trimmed(start, end) && text.slice(...text.trimmed(start, end));
  assert.equal(trimmed(3, 13), "kết quả");
  assert.equal(trimmed(12, 17), "🩸 tế\u0301");
  assert.equal(trimmed(3, 5), null);
});

// Two lines of a page, and one of the next: "Trạm Y tế / lập danh sách", "trước 20/3".
const WORDS = new PageWords({
  2: [[24, 29, 50, 40, 90, 52], [30, 34, 95, 40, 120, 52]],
  1: [
    [0, 4, 50, 100, 80, 112], [5, 6, 84, 101, 90, 112], [7, 9, 94, 100, 110, 113],
    [10, 13, 50, 120, 70, 132], [14, 18, 74, 120, 100, 132], [19, 23, 104, 120, 130, 132],
  ],
});

test("words of a stretch are one box a line, page by page", () => {
  assert.deepEqual(WORDS.lines(5, 30), [
    [1, [84, 100, 110, 113]],
    [1, [50, 120, 130, 132]],
    [2, [50, 40, 90, 52]],
  ]);
  assert.deepEqual(WORDS.lines(11, 12), [[1, [50, 120, 70, 132]]], "a part of a word is all of it");
  assert.deepEqual(WORDS.lines(34, 40), []);
});

test("a point means the word under it, and behind the end of a line its last word", () => {
  const at = (page, x, y) => WORDS.at({ page, x, y })?.slice(0, 2) ?? null;
  assert.deepEqual(at(1, 60, 105), [0, 4]);
  assert.deepEqual(at(1, 400, 106), [7, 9]);
  assert.deepEqual(at(1, 10, 126), [10, 13]);
  assert.deepEqual(at(2, 100, 300), [30, 34]);
  assert.equal(at(3, 60, 105), null);
});

test("a stretch runs between two points, over pages too, whichever comes first", () => {
  const [first, last] = [{ page: 1, x: 76, y: 125 }, { page: 2, x: 60, y: 45 }];
  assert.deepEqual(WORDS.between(first, last), [14, 29]);
  assert.deepEqual(WORDS.between(last, first), [14, 29]);
  assert.deepEqual(WORDS.between(first, first), [14, 18]);
  assert.equal(WORDS.between(first, { page: 3, x: 0, y: 0 }), null);
});

const deadline = { key: "d-1", kind: "deadline", doubtful: true };
const date = { key: "date-1", kind: "date", doubtful: false };
const residue = { key: "residue-1", kind: "residue", doubtful: false };
const body = { key: "body-1", kind: "body", doubtful: false };
const finding = { key: "f-1", kind: "finding", doubtful: false };

const LOOKS = [
  [[], {}, {}, ""],
  [[date], {}, {}, "k-date"],
  [[deadline, date], { "d-1": "open" }, {}, "k-deadline doubtful"],
  [[deadline, date], { "d-1": "accepted" }, {}, "k-deadline hm-settled"],
  [[deadline], { "d-1": "rejected" }, { box: [0, 0, 1, 1] }, "k-deadline hm-box hm-rejected"],
  [[date, deadline], { "d-1": "edited" }, {}, "k-date hm-settled"],
  [[deadline, finding], { "d-1": "accepted", "f-1": "open" }, {}, "k-deadline found hm-settled"],
  [[deadline, finding], { "d-1": "accepted", "f-1": "accepted" }, { on: new Set([deadline]) }, "k-deadline hm-settled hm-on"],
  [[deadline], { "d-1": "stale" }, {}, "k-deadline doubtful"],
  [[residue], {}, {}, "hm-unread"],
  [[residue], { "residue-1": "rejected" }, { box: [0, 0, 1, 1] }, "hm-box"],
  [[date, residue], { "residue-1": "open" }, { on: new Set([residue]) }, "k-date hm-unread hm-on"],
  [[date, residue], { "residue-1": "rejected" }, {}, "k-date"], // the answer to a question is none about a fact
  [[deadline, residue], { "d-1": "accepted", "residue-1": "added" }, {}, "k-deadline hm-settled"],
];

for (const [marks, states, { on = new Set(), box }, classes] of LOOKS) {
  test(`${marks.map(({ key }) => key)} with ${JSON.stringify(states)} looks like “${classes}”`, () => {
    assert.equal(classesOf(marks, { states, on, box }), classes);
  });
}

const SAID = "Các thôn, bản chuẩn bị chu đáo để ngày hội diễn ra an toàn.";

const LINES = [
  [SAID, [], {}, true],
  [SAID, [body, finding], {}, true], // names and findings say nothing of it
  [SAID, [residue], { "residue-1": "open" }, true],
  [SAID, [residue], { "residue-1": "rejected" }, false], // somebody has looked
  [SAID, [residue, deadline], { "residue-1": "open" }, false],
  ["Nơi nhận:", [], {}, false],
  ["Dự trù 40 suất.", [], {}, true], // short, but with a number
];

for (const [text, marks, states, bare] of LINES) {
  test(`“${text}” under ${marks.map(({ key }) => key)} ${JSON.stringify(states)} ${bare ? "was not" : "was"} read`, () => {
    assert.equal(isBare(text, marks, states), bare);
  });
}

test("a stretch inside a value belongs to it", () => {
  const parts = [["Đơn vị", 10, 20], ["Gửi về", 30, 44]];
  assert.equal(partAt(parts, 30, 44), parts[1]);
  assert.equal(partAt(parts, 12, 15), parts[0]);
  assert.equal(partAt(parts, 18, 32), undefined);
});
