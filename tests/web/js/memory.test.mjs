// What is half typed is kept for the tab until it is sent.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { TabMemory } from "../../../hmtn_ingest/web/panes/record/memory.js";
import { openPage } from "./dom.mjs";

let stored;
beforeEach(() => (stored = openPage()));

test("half-typed text is there after a reload, in this document alone", () => {
  new TabMemory("hmtn:7").keepDraft("deadline-1", "date", "25/3/20", 4);
  assert.equal(new TabMemory("hmtn:7").draft("deadline-1", "date"), "25/3/20");
  assert.equal(new TabMemory("hmtn:7").draft("deadline-1", "action"), undefined);
  assert.equal(new TabMemory("hmtn:8").draft("deadline-1", "date"), undefined);
});

test("a draft remembers what its person had seen when the typing began", () => {
  const memory = new TabMemory("hmtn:7");
  memory.keepDraft("deadline-1", "date", "2", 4);
  memory.keepDraft("deadline-1", "date", "25", 9);
  assert.deepEqual(memory.drafts["deadline-1"].date, { text: "25", seen: 4 });
});

test("an emptied field is a draft too, a sent one is none", () => {
  const memory = new TabMemory("hmtn:7");
  memory.keepDraft("deadline-1", "date", "", 4);
  assert.equal(memory.draft("deadline-1", "date"), "");
  memory.keepDraft("deadline-1", "date", undefined, 4);
  assert.equal("deadline-1" in memory.drafts, false);
});

test("what cannot be read any more begins anew", () => {
  stored.set("hmtn:7", "{nửa chừng");
  const memory = new TabMemory("hmtn:7");
  assert.deepEqual([memory.outbox, memory.drafts, memory.selected], [[], {}, null]);
});
