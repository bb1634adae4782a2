// Numbers as Vietnamese documents write them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { formatNumber, parseNumber, sumOf } from "../../../hmtn_ingest/web/panes/record/numbers.js";

const NUMBERS = [
  ["0", 0], ["60", 60], ["1.520", 1520], ["1520", 1520], ["1.250.000", 1250000],
  ["1,5", 1.5], ["1.520,25", 1520.25], [" 1 520 ", 1520],
];
const NONE = ["1.5", "1.52", "15.20", "1,", ",5", "-3", "khoảng 20", "20 đơn vị", "1,5,2", "1.520.00"];

for (const [text, number] of NUMBERS) test(`“${text}” is ${number}`, () => assert.equal(parseNumber(text), number));
for (const text of NONE) test(`“${text}” is no number`, () => assert.ok(Number.isNaN(parseNumber(text))));

test("nothing is not zero", () => {
  for (const text of ["", "  "]) assert.equal(parseNumber(text), null);
});

test("a number is written as it is read", () => {
  for (const text of ["0", "60", "1.520", "1.250.000", "1,5", "12.345,678"]) {
    assert.equal(formatNumber(parseNumber(text)), text);
  }
  assert.equal(formatNumber(0.1 + 0.2), "0,3");
});

test("empty cells add nothing to a sum, a word makes it none", () => {
  assert.equal(sumOf(["1.200", "", "320"]), 1520);
  assert.equal(sumOf([]), 0);
  assert.ok(Number.isNaN(sumOf(["1.200", "không rõ"])));
});
