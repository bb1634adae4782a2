// What a person did reaches the server: whatever happens to the connection, nothing of it is lost and nothing is done twice.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { TabMemory } from "../../../hmtn_ingest/web/panes/record/memory.js";
import { LONGEST, Outbox, RESEND } from "../../../hmtn_ingest/web/panes/record/outbox.js";
import { openPage, stopClock } from "./dom.mjs";

let posted, stored, waits;

beforeEach(() => {
  stored = openPage();
  waits = stopClock();
  posted = [];
});

// The outbox of a tab; a second one in the same test is that of the tab after a reload.
function open({ changed = () => {} } = {}) {
  return new Outbox(new TabMemory("hmtn:7"), { post: (acts) => posted.push(acts.map((act) => ({ ...act }))), changed });
}

const done = (acts) => acts.map(({ op, key }) => `${op} ${key}`);
const answersTo = (acts) => acts.map(({ id }) => ({ id }));
const ignore = () => {};

test("what is done is posted at once, all that waits, in order", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  outbox.add("reject", { key: "deadline-2" });
  outbox.add("edit", { key: "deadline-3", field: "date", text: "25/3/2026" });
  assert.deepEqual(posted.map(done), [
    ["accept deadline-1"],
    ["accept deadline-1", "reject deadline-2"],
    ["accept deadline-1", "reject deadline-2", "edit deadline-3"],
  ]);
  assert.equal(new Set(posted.at(-1).map(({ id }) => id)).size, 3);
  assert.equal(posted.at(-1)[2].text, "25/3/2026");
});

test("without an answer everything is posted again, less and less often, until it comes", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  outbox.add("reject", { key: "deadline-2" });
  const first = posted.length;
  const pauses = [RESEND, 2 * RESEND, 4 * RESEND, LONGEST, LONGEST];
  pauses.forEach((pause, n) => {
    waits(pause - 1);
    assert.equal(posted.length, first + n, `not before ${pause} ms`);
    waits(1);
    assert.deepEqual(done(posted[first + n]), ["accept deadline-1", "reject deadline-2"]);
  });
  assert.deepEqual(posted.slice(first).map(([act]) => act.again), [1, 2, 3, 4, 5], "each time it is something new");
  assert.deepEqual(new Set(posted.flat().map(({ id }) => id)).size, 2, "under the same ids");
  outbox.take(answersTo(outbox.acts), ignore);
  waits(10 * LONGEST);
  assert.equal(posted.length, first + pauses.length);
});

test("that nobody answers is said, and ends with the answer", () => {
  const seen = [];
  const outbox = open({ changed: () => seen.push(outbox?.failed) });
  outbox.add("accept", { key: "deadline-1" });
  assert.equal(outbox.failed, false);
  waits(RESEND);
  assert.equal(seen.at(-1), true);
  outbox.take(answersTo(outbox.acts), ignore);
  assert.equal(outbox.failed, false);
});

test("something new is posted at once, with what waits before it, however patient the outbox had become", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  waits(RESEND);
  waits(2 * RESEND);
  outbox.add("accept", { key: "deadline-2" });
  const before = posted.length;
  assert.deepEqual(done(posted.at(-1)), ["accept deadline-1", "accept deadline-2"]);
  waits(RESEND);
  assert.equal(posted.length, before + 1);
});

test("an answer takes out its own act; the others stay in their order and are posted again", () => {
  const outbox = open();
  for (const key of ["a-1", "b-2", "c-3"]) outbox.add("accept", { key });
  const settled = [];
  outbox.take([{ id: outbox.acts[1].id, others: [12] }], (act, answer) => settled.push([act.key, answer.others]));
  assert.deepEqual(settled, [["b-2", [12]]]);
  waits(RESEND);
  assert.deepEqual(done(posted.at(-1)), ["accept a-1", "accept c-3"]);
});

test("an answer that comes twice settles its act once", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  outbox.add("accept", { key: "deadline-2" });
  const [first] = answersTo(outbox.acts);
  const settled = [];
  outbox.take([first, first], ({ key }) => settled.push(key));
  outbox.take([first], ({ key }) => settled.push(key));
  assert.deepEqual(settled, ["deadline-1"]);
  assert.deepEqual(done(outbox.acts), ["accept deadline-2"]);
});

test("an answer to what another tab did changes nothing", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  outbox.take([{ id: "khac-1" }], () => assert.fail("not of this tab"));
  assert.equal(outbox.acts.length, 1);
});

test("what the store could not take stays, with the reason, and is posted again", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  const { id } = outbox.acts[0];
  outbox.take([{ id, failed: true, reason: "Không ghi được cơ sở dữ liệu." }], () => assert.fail("it is not done"));
  assert.deepEqual([outbox.failed, outbox.why], [true, "Không ghi được cơ sở dữ liệu."]);
  waits(RESEND);
  assert.deepEqual(done(posted.at(-1)), ["accept deadline-1"]);
  outbox.take([{ id }], ignore);
  assert.deepEqual([outbox.failed, outbox.why, outbox.acts.length], [false, "", 0]);
});

test("an update without answers says nothing about what waits", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  waits(RESEND);
  outbox.take([], ignore);
  assert.equal(outbox.failed, true);
  assert.equal(outbox.acts.length, 1);
});

test("what is done while answers are looked at is not lost", () => {
  const outbox = open();
  outbox.add("edit", { key: "deadline-1", field: "date", text: "32/3/2026" });
  const refused = outbox.acts[0];
  outbox.take([{ id: refused.id, reason: "Không có ngày này" }], () => outbox.add("edit", { key: "deadline-2" }));
  assert.deepEqual(done(outbox.acts), ["edit deadline-2"]);
  assert.deepEqual(done(posted.at(-1)), ["edit deadline-2"]);
  waits(RESEND);
  assert.equal(posted.at(-1)[0].again, 1, "and is waited for");
});

test("a reload loses nothing, and gives no id a second time", () => {
  const before = open();
  before.add("accept", { key: "deadline-1" });
  before.add("reject", { key: "deadline-2" });
  const ids = before.acts.map(({ id }) => id);
  before.stop();
  const after = open();
  assert.deepEqual(after.acts.map(({ id }) => id), ids);
  after.send();
  assert.deepEqual(done(posted.at(-1)), ["accept deadline-1", "reject deadline-2"]);
  after.add("accept", { key: "deadline-3" });
  assert.equal(new Set(after.acts.map(({ id }) => id)).size, 3);
});

test("what was answered is not done again after a reload", () => {
  const before = open();
  before.add("accept", { key: "deadline-1" });
  before.add("reject", { key: "deadline-2" });
  before.take([{ id: before.acts[0].id }], ignore);
  assert.deepEqual(done(open().acts), ["reject deadline-2"]);
});

test("two tabs give different ids", () => {
  const one = open();
  one.add("accept", { key: "deadline-1" });
  stored.clear();
  const other = open();
  other.add("accept", { key: "deadline-1" });
  assert.notEqual(one.acts[0].id, other.acts[0].id);
});

test("where the browser keeps nothing, acts are sent all the same", () => {
  globalThis.sessionStorage = {
    getItem: () => assert.fail("forbidden"),
    setItem: () => assert.fail("full"),
  };
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  waits(RESEND);
  assert.equal(posted.length, 2);
});

test("after the pane has ended nothing is posted any more", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  outbox.stop();
  waits(LONGEST);
  assert.equal(posted.length, 1);
  assert.equal(open().acts.length, 1, "but it is kept");
});

// --- undo ---

const mine = [
  { ids: [9], key: "deadline-9", what: "chấp nhận" },
  { ids: [7, 8], key: null, what: "chấp nhận" },
];

test("undo takes back what has no answer yet, the last first, then what is saved", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  outbox.add("reject", { key: "deadline-2" });
  const [first, second] = outbox.acts;
  const targets = [];
  for (let n = 0; n < 4; n += 1) {
    const target = outbox.lastToUndo(mine);
    targets.push(target);
    outbox.add("undo", target);
  }
  assert.deepEqual(targets, [
    { of: second.id, key: "deadline-2" },
    { of: first.id, key: "deadline-1" },
    { ids: [9], key: "deadline-9" },
    { ids: [7, 8], key: null },
  ]);
  assert.equal(outbox.lastToUndo(mine), null, "there is nothing more");
  const [reject, accept] = targets;
  assert.deepEqual(done(posted.at(-1)).slice(0, 2), ["accept deadline-1", "reject deadline-2"], "still sent before them");
  assert.deepEqual(posted.at(-1).slice(2, 4).map(({ of }) => of), [reject.of, accept.of]);
});

test("an act answered before its undo is taken out, its undo is not", () => {
  const outbox = open();
  outbox.add("accept", { key: "deadline-1" });
  outbox.add("undo", outbox.lastToUndo([]));
  const [accept] = outbox.acts;
  outbox.take([{ id: accept.id }], ignore);
  assert.deepEqual(outbox.acts.map(({ op, of }) => [op, of]), [["undo", accept.id]]);
});

test("to ask how words are read is nothing to undo, and no decision that waits", () => {
  const outbox = open();
  outbox.add("propose", { kind: "deadline", start: 3, end: 30 });
  assert.equal(outbox.lastToUndo([]), null);
  assert.equal(outbox.count, 0);
  assert.deepEqual(outbox.lastToRedo([{ ids: [5], key: "d-2" }]), { ids: [5], key: "d-2" }, "nor ends what can be redone");
  outbox.add("fill", { key: "deadline-1", field: "place", start: 3, end: 30 });
  assert.deepEqual(outbox.lastToRedo([{ ids: [5], key: "d-2" }]), { ids: [5], key: "d-2" });
  outbox.add("accept", { key: "deadline-1" });
  assert.equal(outbox.count, 1);
  assert.equal(outbox.lastToRedo([{ ids: [5], key: "d-2" }]), null);
});

test("accepting the rest is about every fact", () => {
  const outbox = open();
  outbox.add("reject", { key: "deadline-1" });
  outbox.add("rest", {});
  assert.deepEqual(outbox.about("deadline-1").map(({ op }) => op), ["reject", "rest"]);
  assert.deepEqual(outbox.about("deadline-2").map(({ op }) => op), ["rest"]);
});
