// What is done is shown as it will be once it is saved; the next open card comes by itself.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isOpen, nextOpen, partOf, statusAfter } from "../../../hmtn_ingest/web/panes/record/progress.js";
import { card } from "./facts.mjs";

const STATUSES = [
  // the card as it is, what was done to it, its status then
  [{}, [], "open"],
  [{}, ["accept"], "accepted"],
  [{}, ["reject"], "rejected"],
  [{}, ["edit"], "edited"],
  [{}, ["reject", "accept"], "accepted"],
  [{}, ["accept", "edit"], "edited"],
  [{ status: "accepted" }, ["reject"], "rejected"],
  [{ status: "edited" }, ["accept"], "edited"],
  [{ status: "added" }, ["edit"], "added"],
  [{ status: "added" }, ["accept"], "added"],
  [{ status: "accepted" }, ["undo"], "open"],
  [{}, ["accept", "undo of"], "open"],
  [{ status: "edited" }, ["reject", "undo of"], "edited"],
  [{ status: "stale" }, ["accept"], "accepted"],
  [{}, ["rest"], "accepted"],
  [{ status: "rejected" }, ["rest"], "rejected"],
  [{ status: "stale" }, ["rest"], "stale"],
  [{ reasons: ["Không ghi năm"] }, ["rest"], "open"],
  [{ kind: "finding" }, ["rest"], "open"],
  [{ kind: "finding", gone: true }, [], "gone"],
  [{ kind: "finding", gone: true, status: "accepted" }, [], "accepted"],
];

for (const [more, done, status] of STATUSES) {
  test(`${JSON.stringify(more)} after [${done}] is ${status}`, () => {
    const acts = done.map((op) => (op === "undo of" ? { op: "undo", of: "tab-1" } : { op }));
    assert.equal(statusAfter(card("deadline-1", more), acts), status);
  });
}

test("open is what nobody decided, and what must be looked at again", () => {
  assert.deepEqual(["open", "stale"].map(isOpen), [true, true]);
  assert.deepEqual(["accepted", "edited", "rejected", "added", "gone"].map(isOpen), Array(5).fill(false));
});

test("the next open card is the one behind, from the top again after the last", () => {
  const cards = ["1", "2", "3", "4"].map((key) => card(key, { status: key === "2" ? "accepted" : "open" }));
  const next = (from) => nextOpen(cards, from, ({ status }) => status);
  assert.deepEqual(["1", "2", "3", "4", null].map(next), ["3", "3", "4", "1", "1"]);
});

test("there is no next one where all is decided, or only this one is open", () => {
  const cards = [card("1"), card("2", { status: "rejected" })];
  assert.equal(nextOpen(cards, "1", ({ status }) => status), null);
  assert.equal(nextOpen([], null, () => "open"), null);
});

test("every card is counted under one of the four parts", () => {
  const groups = ["finding", "doubtful", "deadline", "target", "obligation", "header"];
  assert.deepEqual(groups.map((group) => partOf({ group })), ["finding", "doubtful", "deadline", "rest", "rest", "rest"]);
});
