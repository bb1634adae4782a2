// A list whose rows can be acted on: it is drawn anew under the hands of whoever presses its buttons.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import draw from "../../../hmtn_ingest/web/pages/listing.js";
import { openPage } from "./dom.mjs";

let parent, chosen;
beforeEach(() => {
  openPage();
  parent = document.createElement("div");
  document.body.append(parent);
  chosen = [];
});

const ACTS = [["see", "Xem trong văn bản"], ["done", "Đánh dấu xong"]];
const row = (key, what, acts = ACTS) => ({ key, heading: null, tone: "plain", cells: [[[what, "lead"]]], acts });
const heading = (text) => ({ key: text, heading: text, tone: "plain", cells: [], acts: [] });

function show(rows, more = "") {
  const data = { name: "Thời hạn", acts: "Thao tác", columns: [{ name: "Việc", width: "1fr" }], rows, more };
  draw({ data, parentElement: parent, setTriggerValue: (name, value) => chosen.push([name, value]) });
}

const lines = () => parent.all(".row").map((node) => node.textContent.trim());
const button = (key, act) => parent.all("button").find(({ dataset }) => dataset.key === key && dataset.act === act);

test("a button that is pressed while the list is drawn anew is still there", () => {
  show([heading("Tuần này (2)"), row("1:a", "Gửi danh sách"), row("1:b", "Nộp báo cáo")]);
  const [see, done] = [button("1:a", "see"), button("1:b", "done")];
  show([heading("Tuần này (1)"), row("1:b", "Nộp báo cáo")]);
  assert.equal(button("1:b", "done"), done);
  assert.equal(see.isConnected, false);
  done.click();
  assert.deepEqual(chosen, [["chosen", { act: "done", key: "1:b" }]]);
});

test("rows stand in the order that is given, and what changed is drawn", () => {
  show([row("1:a", "Gửi danh sách"), row("1:b", "Nộp báo cáo")], "Xem thêm (3)");
  show([row("1:b", "Nộp báo cáo"), heading("Sau đó (1)"), row("1:a", "Gửi danh sách đăng ký")]);
  assert.deepEqual(lines().slice(1).map((line) => line.replace(/Xem trong.*/, "").trim()), ["Nộp báo cáo", "Sau đó (1)", "Gửi danh sách đăng ký"]);
  assert.equal(parent.all(".more").length, 0);
  show([row("1:a", "Gửi danh sách")], "Xem thêm (3)");
  parent.all(".more")[0].click();
  assert.deepEqual(chosen, [["chosen", { act: "more", key: "" }]]);
});

test("after a row is gone the focus is at the next one, at the last where there is none behind", () => {
  show([row("1:a", "Gửi danh sách"), row("1:b", "Nộp báo cáo"), row("1:c", "Lập dự toán")]);
  button("1:b", "done").focus();
  show([row("1:a", "Gửi danh sách"), row("1:c", "Lập dự toán")]);
  assert.equal(document.activeElement, button("1:c", "done"));
  show([row("1:a", "Gửi danh sách")]);
  assert.equal(document.activeElement, button("1:a", "done"));
  show([row("1:a", "Gửi danh sách", [["see", "Xem trong văn bản"], ["reopen", "Mở lại"]])]);
  assert.equal(document.activeElement, button("1:a", "see"), "the same row, which is another now");
  show([row("1:a", "Gửi danh sách")], "Xem thêm (2)");
  parent.querySelector(".more").focus();
  show([row("1:a", "Gửi danh sách"), heading("Sau đó (2)"), row("1:b", "Nộp báo cáo"), row("1:c", "Lập dự toán")]);
  assert.equal(document.activeElement, button("1:b", "see"), "the first of those that came");
  show([]);
  assert.deepEqual(lines(), ["Việc"]);
});
