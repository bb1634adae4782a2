// The field for a body: words in any part and without accents, the best name first, a new name last and in Vietnamese.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import picker, { found, optionsOf } from "../../../hmtn_ingest/web/pages/body_picker.js";
import { openPage } from "./dom.mjs";

const DATA = {
  label: "Đơn vị của tôi",
  value: "",
  names: ["Trạm Y tế xã Đồi Thông", "Ủy ban nhân dân xã Đồi Thông"],
  places: [["Tỉnh Lạng Sơn", "Xã Quốc Việt|Xã Đồi Thông|Phường Đông Kinh"]],
  placeholder: "Gõ tên",
  help: "",
  texts: { use: "Dùng tên", place: "và mọi đơn vị ở đó", clear: "Bỏ chọn" },
};
const names = (asked) => found(optionsOf(DATA), asked).map(({ name }) => name);

test("words are found without accents and in any part", () => {
  assert.deepEqual(names("quoc viet"), ["Xã Quốc Việt, tỉnh Lạng Sơn"]);
  assert.deepEqual(names("ĐÔNG KINH"), ["Phường Đông Kinh, tỉnh Lạng Sơn"]);
  assert.deepEqual(names("doi thong tram"), ["Trạm Y tế xã Đồi Thông"]);
  assert.deepEqual(names("không có"), []);
});

test("a place stands before its bodies, a name that begins so before one that holds it", () => {
  assert.deepEqual(names("xã Đồi Thông"), [
    "Xã Đồi Thông, tỉnh Lạng Sơn",
    "Trạm Y tế xã Đồi Thông",
    "Ủy ban nhân dân xã Đồi Thông",
  ]);
  assert.deepEqual(names("Lạng Sơn")[0], "Tỉnh Lạng Sơn");
});

test("before anything is typed the bodies of documents are offered", () => {
  assert.deepEqual(names(""), DATA.names);
});

let sent;
beforeEach(() => {
  openPage();
  sent = [];
});

function show(data = DATA) {
  const parentElement = document.createElement("div");
  document.body.append(parentElement);
  picker({ data, parentElement, setTriggerValue: (name, value) => sent.push([name, value.name]) });
  const input = parentElement.querySelector("input");
  const type = (text) => {
    input.value = text;
    input.oninput();
  };
  const press = (key) => input.onkeydown({ key, preventDefault() {}, stopPropagation() {} });
  return { parentElement, input, type, press };
}

test("Enter takes the first name", () => {
  const { type, press, input } = show();
  type("quoc viet");
  press("Enter");
  assert.deepEqual(sent, [["picked", "Xã Quốc Việt, tỉnh Lạng Sơn"]]);
  assert.equal(input.value, "Xã Quốc Việt, tỉnh Lạng Sơn");
});

test("a name that nobody knows can be used, and is offered last", () => {
  const { parentElement, type, press } = show();
  type("Trạm Y tế");
  const offered = parentElement.querySelector("ul").children.map((line) => line.textContent);
  assert.deepEqual(offered, ["Trạm Y tế xã Đồi Thông", "Dùng tên “Trạm Y tế”"]);
  press("ArrowDown");
  press("Enter");
  assert.deepEqual(sent, [["picked", "Trạm Y tế"]]);
});

test("Escape gives back what was chosen before", () => {
  const { type, press, input } = show({ ...DATA, value: "Xã Quốc Việt, tỉnh Lạng Sơn" });
  type("x");
  press("Escape");
  assert.equal(input.value, "Xã Quốc Việt, tỉnh Lạng Sơn");
  assert.deepEqual(sent, []);
});

test("the choice can be taken away", () => {
  const { parentElement } = show({ ...DATA, value: "Xã Quốc Việt, tỉnh Lạng Sơn" });
  parentElement.querySelector("button").onclick();
  assert.deepEqual(sent, [["picked", ""]]);
});
