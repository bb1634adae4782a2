// The words around the facts.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Texts } from "../../../hmtn_ingest/web/panes/record/texts.js";
import { TEXTS, texts } from "./facts.mjs";

test("values stand in their places; what looks like a place in a value stays as it is", () => {
  assert.equal(texts.say("left", { left: 2, all: 7 }), "Còn 2 / 7 mục");
  assert.equal(texts.say("others", { by: "{what}", what: "sửa", at: "09:05" }), "Trong lúc bạn xem, {what} đã sửa (09:05).");
});

test("a finding is seen where a fact is accepted; open has no word", () => {
  assert.equal(texts.status("deadline", "accepted"), "✓ đã chấp nhận");
  assert.equal(texts.status("finding", "accepted"), "✓ đã xem");
  assert.equal(texts.status("finding", "gone"), "✓ không còn sau khi sửa");
  assert.equal(texts.status("deadline", "open"), "");
});

test("a decision of today has its time, an older one its day too, as the language writes it", () => {
  const then = new Date(2026, 2, 5, 9, 7);
  assert.equal(texts.time(then.toISOString()), "09:07 05/03/2026");
  assert.equal(new Texts(TEXTS, "en").time(then), "05/03/2026, 09:07");
  const now = new Date();
  now.setHours(8, 30);
  assert.equal(texts.time(now), "08:30");
});
