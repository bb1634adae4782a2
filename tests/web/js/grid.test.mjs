// A quota table: sums beside the stated totals while one types, cells that keep and send what is typed.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { gapBetween, Grid } from "../../../hmtn_ingest/web/panes/record/grid.js";
import { openPage, press, type } from "./dom.mjs";
import { GRID, texts } from "./facts.mjs";

let drafts, sent, left;
beforeEach(() => {
  openPage();
  drafts = {};
  sent = [];
  left = 0;
});

function open(table = GRID) {
  const grid = new Grid(texts, table, {
    draft: (path) => drafts[path],
    keep: (path, text) => {
      if (text === undefined) delete drafts[path];
      else drafts[path] = text;
    },
    commit: (path, text) => sent.push([path, text]),
    leave: () => (left += 1),
  });
  document.body.append(grid.node);
  const cell = (path) => grid.cells.get(path).input;
  const foot = () => grid.node.querySelector("tfoot").children.map((row) => row.children.map((one) => one.textContent));
  return { grid, cell, foot };
}

test("columns are added up, and compared with what the plan states", () => {
  const { foot } = open();
  assert.deepEqual(foot(), [
    ["", "Cộng các dòng", "1.520", "130,5"],
    ["", "Tổng ghi trong văn bản", "", ""],
    ["", "Chênh lệch", "= ✓", "≠ −19,5"],
  ]);
});

test("sums follow every stroke, before anything is sent", () => {
  const { cell, foot } = open();
  type(cell("/rows/1/values/1"), "90");
  assert.deepEqual(foot()[2].slice(2), ["= ✓", "= ✓"]);
  type(cell("/rows/1/values/1"), "nhiều");
  assert.deepEqual([foot()[0][3], foot()[2][3]], ["?", "–"]);
  assert.deepEqual(sent, []);
  assert.equal(drafts["/rows/1/values/1"], "nhiều");
});

test("a table without a total has its sums alone", () => {
  const { foot } = open({ ...GRID, stated: [] });
  assert.deepEqual(foot(), [["", "Cộng các dòng", "1.520", "130,5"]]);
});

test("a row with fewer cells than columns is added up all the same", () => {
  const [one, [ordinal, name, doubt, [first]]] = GRID.rows;
  const { foot } = open({ ...GRID, rows: [one, [ordinal, name, doubt, [first]]], stated: [] });
  assert.deepEqual(foot()[0].slice(2), ["1.520", "60"]);
});

test("a doubt about a row stands beside its name, as text", () => {
  const [one, [ordinal, name, , cells]] = GRID.rows;
  const { grid } = open({ ...GRID, rows: [one, [ordinal, name, "<b>Không rõ</b> đơn vị", cells]] });
  assert.equal(grid.node.querySelector(".reason").textContent, "<b>Không rõ</b> đơn vị");
});

test("a cell is sent when it is left, where it has changed", () => {
  const { cell } = open();
  type(cell("/rows/0/values/1"), "79,5");
  cell("/rows/1/values/1").focus();
  cell("/rows/1/values/1").blur();
  assert.deepEqual(sent, [["/rows/0/values/1", "79,5"]]);
});

test("arrows go through the cells; Enter goes down, and at the end sends", () => {
  const { cell } = open();
  const at = () => document.activeElement.dataset.path;
  cell("/rows/0/values/0").focus(); // all of it is selected, so arrows go on
  const steps = { ArrowDown: "/rows/1/values/0", ArrowRight: "/rows/1/values/1", Enter: "/total/1", ArrowUp: "/rows/1/values/1" };
  for (const [key, path] of Object.entries(steps)) {
    press(key);
    assert.equal(at(), path, key);
  }
  cell("/total/1").focus();
  cell("/total/1").value = "130,5";
  press("Enter");
  assert.deepEqual([at(), sent], ["/total/1", [["/total/1", "130,5"]]]);
});

test("inside a number the arrows move the cursor", () => {
  const { cell } = open();
  cell("/rows/0/values/0").focus();
  cell("/rows/0/values/0").setSelection(2, 2);
  assert.equal(press("ArrowRight").defaultPrevented, false);
  assert.equal(press("ArrowLeft").defaultPrevented, false);
  assert.equal(document.activeElement.dataset.path, "/rows/0/values/0");
});

test("Escape puts a changed cell back, and leaves an unchanged table", () => {
  const { cell, foot } = open();
  type(cell("/rows/0/values/0"), "1");
  press("Escape");
  assert.deepEqual([cell("/rows/0/values/0").value, foot()[0][2], drafts, left], ["1.200", "1.520", {}, 0]);
  press("Escape");
  assert.equal(left, 1);
});

test("new values spare the cell in which somebody types, and show what changed", () => {
  const { grid, cell, foot } = open();
  type(cell("/rows/0/values/1"), "6");
  const rows = GRID.rows.map(([ordinal, name, doubt, cells]) => [ordinal, name, doubt, cells.map((one) => ({ ...one, text: "100" }))]);
  grid.update({ ...GRID, rows });
  assert.equal(cell("/rows/0/values/1").value, "6");
  assert.equal(cell("/rows/1/values/1").value, "100");
  assert.ok(cell("/rows/1/values/1").classList.contains("changed"));
  assert.deepEqual(foot()[0].slice(2), ["200", "106"]);
});

test("a difference is exact where the machine's is not", () => {
  assert.equal(gapBetween(0.1 + 0.2, 0.3), 0);
  assert.equal(gapBetween(130.5, 150), -19.5);
  assert.equal(gapBetween(130.5, null), null);
  assert.equal(gapBetween(NaN, 150), null);
});

test("group rows are no part of a sum, and shares are not summed", () => {
  const cells = (path, ...texts) => texts.map((text, at) => ({ path: `${path}/${at}`, text, doubts: "" }));
  const table = {
    columns: ["Chỉ tiêu", "Tỷ lệ (%)"],
    sums: [true, false],
    groups: [0, 3],
    rows: [
      ["", "KHỐI CƠ QUAN", "", cells("/groups/0/stated_subtotal", "30", "")],
      ["1", "Đoàn xã", "", cells("/rows/0/values", "10", "20")],
      ["2", "Trạm Y tế xã", "", cells("/rows/1/values", "20", "40")],
      ["", "KHỐI BẢN", "", []],
    ],
    stated: cells("/stated_total", "30", ""),
  };
  const { grid, foot } = open(table);
  assert.deepEqual(foot()[0], ["", "Cộng các dòng", "30", ""]);
  assert.deepEqual(foot()[2], ["", "Chênh lệch", "= ✓", ""]);
  assert.deepEqual(grid.node.querySelector("tbody").children.map((row) => row.className), ["group", "", "", "group"]);
});
