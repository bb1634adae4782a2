// One key, one decision; and none while somebody types.

import assert from "node:assert/strict";
import { test } from "node:test";

import { commandOf, isTyping } from "../../../hmtn_ingest/web/panes/record/keys.js";
import { Element } from "./dom.mjs";

// A key as the browser reports it, pressed in `target`.
function pressed(key, more = {}, target = new Element("div")) {
  const held = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  return { key, isComposing: false, defaultPrevented: false, composedPath: () => [target], ...held, ...more };
}

function field(name, type = "text") {
  return Object.assign(new Element(name), { type });
}

const MEANINGS = [
  ["a", {}, "accept"],
  ["A", { shiftKey: true }, "accept rest"],
  ["e", {}, "edit"],
  ["x", {}, "reject"],
  ["u", {}, "undo"],
  ["j", {}, "down"],
  ["k", {}, "up"],
  ["n", {}, "next"],
  ["?", { shiftKey: true }, "help"],
  ["z", { ctrlKey: true }, "undo last"],
  ["z", { metaKey: true }, "undo last"],
  ["Z", { ctrlKey: true }, "undo last"], // caps lock
  ["y", { ctrlKey: true }, "redo"],
  ["Z", { ctrlKey: true, shiftKey: true }, "redo"],
  ["m", {}, "unread"],
  ["g", {}, "group"],
  ["G", { shiftKey: true }, "group before"],
  ["/", {}, "search"],
  ["Escape", {}, "leave"],
  ["E", {}, "edit"], // caps lock
  ["A", {}, "accept"], // caps lock: one, not the rest
  ["Process", { code: "KeyA" }, "accept"], // an input method that keeps the letter to itself
  ["â", {}, "accept"], ["Â", {}, "accept"], // Telex: a second "a"
  ["ê", {}, "edit"], ["ã", {}, "reject"], ["ũ", {}, "reject"], ["ạ", {}, "down"], // "e" again, "x" and "j" behind a vowel
  ["a", { shiftKey: true }, "accept rest"], // caps lock and ⇧
];

for (const [key, held, command] of MEANINGS) {
  test(`${Object.keys(held).join("+")} ${key} is to ${command}`, () => {
    assert.equal(commandOf(pressed(key, held), true), command);
    assert.equal(commandOf(pressed(key, held), false), command);
  });
}

const NOTHING = [
  ["b", {}], ["Enter", {}], [" ", {}], ["Tab", {}], ["1", {}], ["F5", {}], ["Dead", {}],
  ["X", { shiftKey: true }], ["E", { shiftKey: true }], ["U", { shiftKey: true }], // only the rest is accepted by ⇧
  ["a", { ctrlKey: true }], ["a", { metaKey: true }], ["x", { ctrlKey: true }], ["u", { ctrlKey: true }], // the browser's own
  ["a", { altKey: true }], ["x", { altKey: true }], ["z", { ctrlKey: true, altKey: true }],
  ["z", {}], ["y", {}], ["ẫ", {}], ["á", {}], ["đ", {}], ["ư", {}], // letters without a meaning, or with two
];

for (const [key, held] of NOTHING) {
  test(`${Object.keys(held).join("+")} ${key} decides nothing`, () => {
    assert.equal(commandOf(pressed(key, held), true), null);
  });
}

const TYPED_IN = [field("input"), field("textarea"), field("select"), field("input", "search")];

for (const target of TYPED_IN) {
  test(`no letter typed into ${target.localName} ${target.type} decides`, () => {
    assert.equal(isTyping(pressed("a", {}, target)), true);
    for (const [key, held, command] of MEANINGS) {
      const wanted = command === "leave" ? "leave" : null; // the pane asks whether somebody types before it closes a form
      assert.equal(commandOf(pressed(key, held, target), true), wanted, key);
    }
  });
}

test("a tick is no typing", () => {
  assert.equal(commandOf(pressed("a", {}, field("input", "checkbox")), true), "accept");
});

test("a key pressed in the page itself, or in nothing, is no typing", () => {
  for (const target of [new EventTarget(), undefined]) assert.equal(isTyping(pressed("a", {}, target)), false);
});

test("letters that an input method is still putting together decide nothing", () => {
  for (const key of ["a", "x", "Escape"]) assert.equal(commandOf(pressed(key, { isComposing: true }), true), null);
});

test("a key that something else took decides nothing", () => {
  for (const key of ["a", "Escape"]) assert.equal(commandOf(pressed(key, { defaultPrevented: true }), true), null);
});

test("arrows go through the cards in the pane, and scroll elsewhere", () => {
  assert.deepEqual(["ArrowDown", "ArrowUp"].map((key) => commandOf(pressed(key), true)), ["step down", "step up"]);
  assert.deepEqual(["ArrowDown", "ArrowUp"].map((key) => commandOf(pressed(key), false)), [null, null]);
});

test("single letters can be switched off; what is held with Ctrl, arrows and Escape stay", () => {
  for (const key of ["a", "x", "â", "?", "/"]) assert.equal(commandOf(pressed(key), true, false), null, key);
  assert.equal(commandOf(pressed("A", { shiftKey: true }), true, false), null);
  assert.equal(commandOf(pressed("z", { ctrlKey: true }), true, false), "undo last");
  assert.equal(commandOf(pressed("ArrowDown"), true, false), "step down");
  assert.equal(commandOf(pressed("Escape"), true, false), "leave");
});
