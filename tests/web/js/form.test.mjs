// Fields keep what is typed, send it when they are left, and never lose it to an answer.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { changedValues } from "../../../hmtn_ingest/web/panes/record/adding.js";
import { Form } from "../../../hmtn_ingest/web/panes/record/form.js";
import { fire, openPage, press, type } from "./dom.mjs";
import { texts } from "./facts.mjs";

const SPEC = [
  { name: "action", label: "Việc", look: "long", choices: [] },
  { name: "bodies", label: "Đơn vị", look: "bodies", choices: [] },
  { name: "low", label: "Từ", look: "number", choices: [] },
  { name: "relation", label: "Cách tính", look: "choice", choices: [["by", "chậm nhất"], ["before", "trước"]] },
  { name: "yearly", label: "Hằng năm", look: "flag", choices: [] },
  { name: "due", label: "Ngày cuối", look: "text", choices: [] },
];
const VALUES = ["Lập danh sách", "Trạm Y tế xã", "1.520", "before", "", null];

let drafts, sent, done;
beforeEach(() => {
  openPage();
  drafts = {};
  sent = [];
  done = [];
});

function open({ values = VALUES, locked, whole = false } = {}) {
  const form = new Form(texts, SPEC, values, {
    bodies: () => ["Trạm Y tế xã", "Hội Chữ thập đỏ xã"],
    locked,
    draft: (name) => drafts[name],
    keep: (name, text) => {
      if (text === undefined) delete drafts[name];
      else drafts[name] = text;
    },
    commit: whole ? undefined : (name, text) => sent.push([name, text]),
    finish: () => done.push("finish"),
    leave: () => done.push("leave"),
  });
  document.body.append(form.node);
  const field = (name) => form.inputs.get(name).input;
  return { form, field };
}

test("a fact is shown by what it has, and has no field for what it has not", () => {
  const { form, field } = open();
  assert.deepEqual(form.inputTexts(), {
    action: "Lập danh sách", bodies: "Trạm Y tế xã", low: "1.520", relation: "before", yearly: "",
  });
  assert.equal(form.inputs.has("due"), false);
  assert.deepEqual(field("relation").children.map((option) => [option.value, option.textContent]), SPEC[3].choices);
});

test("a label belongs to its field alone", () => {
  const { form } = open();
  open();
  const ids = document.body.all("label").map((label) => label.htmlFor);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(form.node.all("label").map((label) => label.htmlFor), [...form.inputs.values()].map(({ input }) => input.id));
});

test("every stroke is kept, and sent when the field is left", () => {
  const { field } = open();
  type(field("low"), "1.6");
  assert.equal(drafts.low, "1.6");
  assert.deepEqual(sent, []);
  field("low").blur();
  assert.deepEqual(sent, [["low", "1.6"]]);
});

test("a value that is typed back is not sent, nor kept", () => {
  const { field } = open();
  type(field("low"), "1.6");
  type(field("low"), " 1.520 ");
  field("low").blur();
  assert.deepEqual([sent, drafts], [[], {}]);
});

test("a choice and a tick are sent at once", () => {
  const { field } = open();
  field("relation").value = "by";
  fire(field("relation"), "change");
  field("yearly").checked = true;
  fire(field("yearly"), "change");
  assert.deepEqual(sent, [["relation", "by"], ["yearly", "yes"]]);
});

test("what was half typed stands in its field again", () => {
  drafts = { low: "1.6", yearly: "yes" };
  const { form, field } = open();
  assert.equal(field("low").value, "1.6");
  assert.equal(field("yearly").checked, true);
  assert.equal(form.inputTexts().action, "Lập danh sách");
});

test("new values from the server spare the field in which somebody types", () => {
  const { form, field } = open();
  type(field("low"), "1.6");
  form.update(["Lập danh sách người đăng ký", "Trạm Y tế xã", "1.700", "by", "yes", null]);
  assert.deepEqual(form.inputTexts(), {
    action: "Lập danh sách người đăng ký", bodies: "Trạm Y tế xã", low: "1.6", relation: "by", yearly: "yes",
  });
  type(field("low"), "1.700");
  field("low").blur();
  assert.deepEqual(sent, [], "it is the value now");
});

test("Escape puts a changed field back, and leaves an unchanged form", () => {
  const { field } = open();
  type(field("low"), "1.6");
  press("Escape");
  assert.deepEqual([field("low").value, drafts, done], ["1.520", {}, []]);
  press("Escape");
  assert.deepEqual(done, ["leave"]);
  assert.deepEqual(sent, []);
});

test("Enter sends and closes, in a long text too, where Shift+Enter begins a line", () => {
  const { field } = open();
  type(field("low"), "1.6");
  press("Enter");
  assert.deepEqual([sent, done], [[["low", "1.6"]], ["finish"]]);
  field("action").focus();
  assert.equal(press("Enter", { shiftKey: true }).defaultPrevented, false);
  assert.deepEqual(done, ["finish"]);
  press("Enter");
  assert.deepEqual(done, ["finish", "finish"]);
});

test("Enter that ends a word of an input method closes nothing", () => {
  const { field } = open();
  field("low").focus();
  press("Enter", { isComposing: true });
  assert.deepEqual(done, []);
});

test("no key pressed in a field reaches the page", () => {
  const { field } = open();
  const heard = [];
  document.addEventListener("keydown", ({ key }) => heard.push(key));
  field("low").focus();
  for (const key of ["a", "x", "Escape", "Enter"]) press(key);
  assert.deepEqual(heard, []);
});

test("a refusal says why at its field, as text, and goes when it is put right", () => {
  const { form } = open();
  const why = "Không phải là số: <b>nhiều</b>";
  assert.equal(form.refuse("low", why), true);
  const { node, input, why: place } = form.inputs.get("low");
  assert.equal(place.textContent, why);
  assert.equal(place.hidden, false);
  assert.ok(node.classList.contains("refused"));
  assert.equal(input.getAttribute("aria-invalid"), "true");
  form.refuse("low", "");
  assert.equal(place.hidden, true);
  assert.equal(form.refuse("due", why), false, "there is no such field");
});

test("a field that hides a phone number cannot be changed, and says so", () => {
  const { form, field } = open({ locked: [0] });
  assert.equal(field("action").disabled, true);
  assert.match(form.node.textContent, /có số điện thoại/);
  form.focus();
  assert.equal(document.activeElement, field("bodies"));
});

test("names are offered for the last of several bodies", () => {
  const { form, field } = open();
  type(field("bodies"), "Trạm Y tế xã; Hội");
  assert.deepEqual(form.node.all("option").slice(0, 2).map(({ value }) => value), [
    "Trạm Y tế xã; Trạm Y tế xã",
    "Trạm Y tế xã; Hội Chữ thập đỏ xã",
  ]);
});

test("a form that is sent as a whole sends no single field", () => {
  const { field } = open({ whole: true });
  type(field("low"), "1.6");
  field("low").blur();
  assert.equal(drafts.low, "1.6");
  press("Escape");
  field("low").focus();
  press("Escape");
  assert.deepEqual([done, drafts.low], [["leave"], "1.6"], "to leave it puts nothing back");
});

test("of a new fact that alone is sent which differs from how its words were read", () => {
  const proposal = { values: ["Nộp biên bản", "", null] };
  const spec = [{ name: "action" }, { name: "date" }, { name: "due" }];
  assert.deepEqual(changedValues(spec, proposal, { action: "Nộp biên bản", date: "7/5/2026", due: "" }), { date: "7/5/2026" });
  assert.deepEqual(changedValues(spec, proposal, { action: "", date: "", due: "" }), { action: "" });
});
