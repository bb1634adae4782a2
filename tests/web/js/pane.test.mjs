// The pane as a whole: from a key to the server and back. The real browser is tested in tests/web/browser.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import run from "../../../hmtn_ingest/web/panes/record/pane.js";
import { Element, fire, openPage, press, stopClock, type } from "./dom.mjs";
import { card, offer, unread, wholeData } from "./facts.mjs";

let stored, waits, sent, told, root;

beforeEach(() => {
  stored = new Map();
  waits = stopClock();
  open();
});

// A tab with the pane's place in it; opened a second time, it is the same tab after a reload.
function open() {
  openPage(stored);
  sent = [];
  told = {};
  for (const name of ["show", "states", "added"]) {
    window.addEventListener(`hmtn:${name}`, (event) => (told[name] = event.detail));
  }
  const place = Object.assign(new Element("div"), { className: "place" });
  root = new Element("div");
  root.append(place);
  document.body.append(root);
}

// What Streamlit does with every run: the data in, and what is sent out.
function give(data) {
  return run({ parentElement: root, data, setStateValue: (name, value) => sent.push(value) });
}

function begin(cards = [card("d-1"), card("d-2"), card("d-3", { group: "doubtful", reasons: ["Không ghi năm"] })], more = {}) {
  give(wholeData(cards, more));
}

// The server's answer to all that was sent last, with what became new.
function answer(more = {}, answers = sent.at(-1).map(({ id }) => ({ id }))) {
  const rest = { session: "phien-1-vi-false", document: 7, whole: false, parts: wholeData([]).parts, stale: [] };
  give({ ...rest, cards: [], stamp: 2, last: 1, mine: [], answers, ...more });
}

const shown = (key) => root.all(".card").find(({ dataset }) => dataset.key === key);
const state = (key) => [shown(key).dataset.status, shown(key).dataset.saved];
const chosen = () => root.querySelector(".selected").dataset.key;
const field = (name) => root.all(".form").flatMap((form) => [...form.all("input"), ...form.all("textarea")]).find((one) => one.name === name);
const ops = () => sent.at(-1).map(({ op, key }) => `${op} ${key}`);

test("a key decides, the next card comes, and it is saved when the server has answered", () => {
  begin();
  press("a");
  assert.deepEqual(sent, [[{ id: sent[0][0].id, op: "accept", key: "d-1", seen: 0, have: 1 }]]);
  assert.deepEqual(state("d-1"), ["accepted", "false"]);
  assert.equal(chosen(), "d-2");
  answer({ cards: [card("d-1", { status: "accepted", undo: 1 })] });
  assert.deepEqual(state("d-1"), ["accepted", "true"]);
  assert.match(root.querySelector(".saved").textContent, /^✓ đã lưu/);
});

test("keys faster than answers lose nothing and keep their order", () => {
  begin();
  for (const key of ["a", "x", "a"]) press(key);
  assert.deepEqual(ops(), ["accept d-1", "reject d-2", "accept d-3"]);
  answer({ cards: [card("d-1", { status: "accepted" })] }, [{ id: sent.at(-1)[0].id }]);
  waits(4000);
  assert.deepEqual(ops(), ["reject d-2", "accept d-3"]);
  assert.ok(sent.at(-1).every(({ have }) => have === 2), "with the stamp of what the pane has now");
});

test("keys go on where one run of the page overtakes another, and end when the pane has left the page", () => {
  begin();
  const end = give({ ...wholeData([card("d-1"), card("d-2")]), whole: false, answers: [] });
  end(); // Streamlit calls it at once for a run that was overtaken
  press("a");
  waits(4000);
  assert.deepEqual(ops(), ["accept d-1"]);
  assert.equal(sent.length, 2, "posted again, as no answer came");
  root.remove();
  end();
  press("a");
  waits(30000);
  assert.equal(sent.length, 2);
});

test("where no answer comes it is said, and the card says it too; the answer ends both", () => {
  begin();
  press("a");
  waits(4000);
  assert.match(root.querySelector(".notice").textContent, /1 việc chưa lưu được/);
  assert.match(shown("d-1").textContent, /✗ chưa lưu được/);
  answer({ cards: [card("d-1", { status: "accepted" })] });
  assert.equal(root.querySelector(".notice").hidden, true);
});

test("undo before the answer goes back to the card", () => {
  begin();
  press("x");
  press("z", { ctrlKey: true });
  const [reject, undo] = sent.at(-1);
  assert.deepEqual([undo.op, undo.of, undo.key], ["undo", reject.id, "d-1"]);
  assert.deepEqual([...state("d-1"), chosen()], ["open", "false", "d-1"]);
});

test("the form of a duty that names nobody begins at its body", () => {
  const forms = { obligation: [{ name: "action", label: "Việc", look: "long", choices: [] }, { name: "bodies", label: "Đơn vị", look: "bodies", choices: [] }] };
  const duty = (key, values, reasons) => card(key, { kind: "obligation", form: "obligation", values, reasons });
  begin([duty("o-1", ["Lập danh sách", ""], ["?"]), duty("o-2", ["Lập danh sách", "Trạm Y tế xã"], ["?"])], { forms });
  press("e");
  assert.equal(root.activeElement.name, "bodies");
  press("Escape");
  press("j");
  press("e");
  assert.equal(root.activeElement.name, "action");
});

test("Shift+A says what it would accept, and how far such values can be trusted, before it does", () => {
  begin();
  press("A", { shiftKey: true });
  const box = root.querySelector(".rest-box");
  assert.equal(box.hidden, false);
  assert.match(box.textContent, /^2 mục.*Thời hạn24\/120 \(3 %\)91\/104Đo ngày/);
  assert.deepEqual(sent, []);
  press("x"); // no card behind the box is decided on
  press("Escape");
  assert.equal(box.hidden, true);
  assert.deepEqual(sent, []);
});

test("accepting the rest is done once", () => {
  begin();
  for (const _ of [1, 2]) {
    press("A", { shiftKey: true });
    if (!root.querySelector(".rest-box").hidden) root.querySelector(".rest-box").querySelector(".main").click();
  }
  assert.deepEqual(ops(), ["rest undefined"]);
  assert.deepEqual(["d-1", "d-2", "d-3"].map((key) => state(key)[0]), ["accepted", "accepted", "open"]);
});

test("what was not read: m goes to it, one key takes what is suggested, one says that there is nothing", () => {
  begin([card("d-1"), unread("residue-1"), unread("residue-2"), unread("residue-3", { offers: [offer(0, { take: undefined })] })]);
  press("m");
  assert.equal(chosen(), "residue-1");
  assert.equal(root.querySelector(".notice").hidden, true);
  press("a");
  assert.deepEqual(state("residue-1"), ["added", "false"]);
  assert.equal(chosen(), "residue-2");
  press("x");
  assert.equal(chosen(), "residue-3");
  press("a"); // nothing whole is suggested: a form asks
  assert.deepEqual(sent.at(-1).map(({ op, key, kind, start }) => [op, key ?? kind, start]), [
    ["take", "residue-1", undefined], ["reject", "residue-2", undefined], ["propose", "target", 120],
  ]);
  press("e"); // as another kind
  assert.equal(root.querySelector(".menu").hidden, false);
});

test("several numbers of the same words are taken one by one, by key or by button, each once", () => {
  const several = [offer(), offer(1, { take: undefined, place: [130, 140] }), offer(2)];
  begin([unread("residue-1", { offers: several }), unread("residue-2")]);
  const press_ = (at) => root.querySelector(".card").all(".mention")[at].querySelector("button").click();
  assert.equal(root.querySelector(".card").all(".mention").length, 3);
  press_(2);
  press_(2); // again does nothing
  assert.deepEqual([state("residue-1")[0], chosen()], ["open", "residue-1"]);
  press("a");
  press("a"); // what is left is not whole: a form asks, for its own words
  assert.deepEqual(sent.at(-1).map(({ op, part, start }) => [op, part ?? start]), [["take", 2], ["take", 0], ["propose", 130]]);
  assert.deepEqual([state("residue-1")[0], chosen()], ["open", "residue-1"]);
});

test("the last of several that is taken leads to the next card", () => {
  begin([unread("residue-1", { offers: [offer(1), offer(2)] }), unread("residue-2")]);
  press("a");
  press("a");
  assert.deepEqual([state("residue-1")[0], chosen()], ["added", "residue-2"]);
});

test("all that is left unread is answered at once, nothing else with it", () => {
  begin([card("d-1"), unread("residue-1"), unread("residue-2"), unread("residue-3", { status: "added" })]);
  root.querySelector(".dismiss").click();
  assert.deepEqual(ops(), ["dismiss rest undefined"]);
  const states = ["d-1", "residue-1", "residue-2", "residue-3"].map((key) => state(key)[0]);
  assert.deepEqual(states, ["open", "rejected", "rejected", "added"]);
  const said = root.querySelector(".notice");
  press("m");
  assert.match(said.textContent, /Không còn chỗ nào chưa đọc/);
  press("j");
  assert.equal(said.hidden, true, "it passes with the next thing done");
});

test("a kind with nothing in it is confirmed by a key and never rejected", () => {
  begin([card("none.deadline", { kind: "none", lead: "0", meta: [] }), card("d-3", { group: "doubtful", reasons: ["?"] })]);
  const count = () => root.all(".count").map(({ textContent }) => textContent)[3];
  assert.equal(count(), "0 – không nêu, hay sót?");
  press("ArrowUp");
  press("x");
  assert.deepEqual(sent, []);
  press("a");
  assert.deepEqual(ops(), ["accept none.deadline"]);
  assert.equal(count(), "0 – đã xác nhận");
});

test("j leaves out what is decided, arrows do not, g goes to the next group", () => {
  begin([card("1"), card("2", { status: "accepted" }), card("3"), card("4", { group: "target", kind: "target" })]);
  press("j");
  assert.equal(chosen(), "3");
  press("ArrowUp");
  assert.equal(chosen(), "2");
  press("g");
  assert.equal(chosen(), "4");
  press("G", { shiftKey: true });
  assert.equal(chosen(), "1");
});

test("words are looked for without accents, and one goes through what was found", () => {
  begin([card("1"), card("2", { lead: "Nộp biên bản" }), card("3", { lead: "Lập biên bản", status: "accepted" })]);
  press("/");
  const search = root.querySelector(".search").all("input")[0];
  type(search, "bien ban");
  assert.deepEqual(root.all(".card").map(({ dataset }) => dataset.key), ["2", "3"]);
  fire(search, "keydown", { key: "Enter" });
  assert.equal(chosen(), "2");
  fire(search, "keydown", { key: "Escape" });
  assert.equal(root.all(".card").length, 3);
});

test("what was taken back is done again, before and after the answer", () => {
  begin();
  press("a");
  press("z", { ctrlKey: true });
  press("y", { ctrlKey: true });
  assert.deepEqual(sent.at(-1).map(({ op, of }) => [op, of]), [
    ["accept", undefined], ["undo", sent.at(-1)[0].id], ["redo", sent.at(-1)[1].id],
  ]);
  answer({ undone: [{ ids: [5], key: "d-2" }] });
  press("y", { ctrlKey: true });
  assert.deepEqual(sent.at(-1).map(({ op, ids }) => [op, ids]), [["redo", [5]]]);
  assert.equal(chosen(), "d-2");
  press("a");
  assert.equal(root.all("button").find(({ textContent }) => textContent === "Làm lại").disabled, true);
});

test("where an addition is taken back, one goes on where it was", () => {
  begin([card("d-1"), card("d-2"), card("d-added-1", { status: "added" }), card("d-3")]);
  shown("d-added-1").click();
  give({ ...wholeData([]), whole: false, cards: [], order: ["d-1", "d-2", "d-3"], stamp: 2 });
  assert.equal(chosen(), "d-3");
});

test("the chosen card is told to screen readers and can be reached by Tab", () => {
  begin();
  assert.equal(root.querySelector(".spoken").textContent, "Thời hạn 1/3. Lập danh sách người đăng ký. trước 20/03/2026. Trạm Y tế xã");
  assert.deepEqual(["d-1", "d-2"].map((key) => shown(key).tabIndex), [0, -1]);
});

test("who presses the buttons of cards by Tab and Enter goes on from card to card", () => {
  begin();
  const [accept] = shown("d-1").all("button");
  accept.focus();
  accept.click();
  assert.equal(document.activeElement, shown("d-2"), "the buttons that had the focus are gone");
  const [, edit] = shown("d-2").all("button");
  edit.focus();
  answer({ cards: [card("d-1", { status: "accepted", undo: 1 })] });
  assert.equal(document.activeElement, edit, "an answer about another card changes nothing here");
  answer({ cards: [card("d-2", { lead: "trước ngày 21/3" })] });
  assert.equal(document.activeElement, edit, "nor do other words of this one");
  press("e");
  field("action").focus();
  press("Enter");
  assert.equal(document.activeElement, shown("d-3"));
});

test("where a box or a menu is gone the focus is at the chosen card", () => {
  begin();
  press("j");
  const card_ = shown(chosen());
  press("?");
  assert.equal(document.activeElement, root.querySelector(".help"), "its boxes can be reached by Tab");
  press("Escape");
  assert.equal(document.activeElement, card_);
  card_.blur();
  press("A", { shiftKey: true });
  press("Escape");
  assert.equal(document.activeElement, card_);
  card_.blur();
  window.dispatchEvent(new CustomEvent("hmtn:words", { detail: { start: 3, end: 7, x: 0, y: 0, byKey: true } }));
  press("Escape");
  assert.equal(document.activeElement, card_);
  card_.blur();
  window.dispatchEvent(new CustomEvent("hmtn:left", { detail: {} }));
  assert.equal(document.activeElement, card_);
});

test("letters typed into a form decide nothing, and are sent when the form is left", () => {
  begin();
  press("e");
  type(field("date"), "axe");
  assert.deepEqual(sent, []);
  shown("d-2").click();
  assert.deepEqual(sent.at(-1).map(({ op, key, field: name, text }) => [op, key, name, text]), [["edit", "d-1", "date", "axe"]]);
  assert.equal(root.querySelector(".form"), null);
  assert.match(shown("d-1").textContent, /● có chữ chưa lưu/, "until the server has it");
  answer({ cards: [card("d-1", { status: "edited" })] });
  assert.deepEqual(state("d-1"), ["edited", "true"]);
  assert.doesNotMatch(shown("d-1").textContent, /chưa lưu/);
});

test("what is refused opens the form again, with the reason and the text", () => {
  begin();
  press("e");
  type(field("date"), "32/3/2026");
  press("Enter");
  assert.equal(chosen(), "d-2");
  answer({}, [{ id: sent.at(-1)[0].id, reason: "Không có ngày này" }]);
  assert.equal(chosen(), "d-1");
  assert.equal(field("date").value, "32/3/2026");
  assert.deepEqual(root.all(".why").filter(({ hidden }) => !hidden).map((one) => one.textContent), ["Không có ngày này"]);
});

test("a reload brings back the card, its form, what was half typed, and what has no answer", () => {
  begin();
  press("a");
  press("e");
  type(field("date"), "25/3/20");
  open();
  begin();
  assert.equal(chosen(), "d-2");
  assert.equal(field("date").value, "25/3/20");
  assert.deepEqual(ops(), ["accept d-1"]);
  assert.deepEqual(state("d-1"), ["accepted", "false"]);
});

test("selected words are offered to be added; what is read of them is checked, then sent", () => {
  begin();
  const menu = root.querySelector(".menu");
  window.dispatchEvent(new CustomEvent("hmtn:words", { detail: { start: 3, end: 30, quote: "…", x: 5000, y: -50 } }));
  assert.equal(menu.hidden, false);
  assert.deepEqual([menu.style.left, menu.style.top], ["1128px", "8px"], "inside the window");
  assert.equal(fire(menu, "pointerdown").defaultPrevented, true, "or the selection were gone before the click");
  menu.children[0].click();
  assert.equal(menu.hidden, true);
  assert.deepEqual(sent.at(-1).map(({ op, kind, start, end }) => [op, kind, start, end]), [["propose", "deadline", 3, 30]]);
  const proposal = { kind: "deadline", start: 3, end: 30, words: "<i>nộp</i> biên bản", values: ["Nộp biên bản", ""], locked: [] };
  answer({}, [{ id: sent.at(-1)[0].id, proposal }]);
  const adding = root.querySelector(".adding");
  assert.match(adding.textContent, /“<i>nộp<\/i> biên bản”/);
  type(adding.all("input")[0], "7/5");
  press("Enter");
  const [{ op, values }] = sent.at(-1);
  assert.deepEqual([op, values], ["add", { date: "7/5" }]);
  answer({}, [{ id: sent.at(-1)[0].id, reason: "Thiếu năm", place: "date" }]);
  assert.match(adding.textContent, /Thiếu năm/);
  assert.equal(document.activeElement.value, "7/5");
  type(document.activeElement, "7/5/2026");
  press("Enter");
  const added = card("deadline-added-1", { status: "added", spans: [[3, 30]], added: 2 });
  answer({ cards: [added], order: ["d-1", "d-2", "d-3", "deadline-added-1"] });
  assert.equal(adding.hidden, true);
  assert.equal(chosen(), "deadline-added-1");
  assert.deepEqual(told.added, [{ key: "deadline-added-1", kind: "deadline", start: 3, end: 30 }]);
});

test("the source pane is told which fact to show, and what became of all of them", () => {
  begin([card("d-1"), card("d-2", { parts: [["Đơn vị", 3, 9]] }), card("d-3")]);
  assert.deepEqual(told.show, { keys: ["d-1"], quiet: true, parts: [] });
  press("j");
  assert.deepEqual(told.show, { keys: ["d-2"], quiet: false, parts: [["Đơn vị", 3, 9]] });
  press("x");
  answer({ cards: [card("d-2", { status: "rejected" })] });
  assert.deepEqual(told.states, { "d-1": "open", "d-2": "rejected", "d-3": "open" });
});

test("a click on words at which several facts stand chooses one after the other", () => {
  begin();
  const keys = ["d-3", "không-có", "d-2"];
  const picked = ["", "", ""].map(() => {
    window.dispatchEvent(new CustomEvent("hmtn:pick", { detail: { keys } }));
    return chosen();
  });
  assert.deepEqual(picked, ["d-3", "d-2", "d-3"]);
});

test("Escape closes the menu, then the help, then the form", () => {
  begin();
  window.dispatchEvent(new CustomEvent("hmtn:words", { detail: { start: 3, end: 30, x: 10, y: 10 } }));
  press("e");
  field("date").blur();
  press("?", { shiftKey: true });
  const [menu, help] = [root.querySelector(".menu"), root.querySelector(".help")];
  assert.deepEqual([menu.hidden, help.hidden, Boolean(root.querySelector(".form"))], [false, false, true]);
  press("Escape");
  assert.deepEqual([menu.hidden, help.hidden, Boolean(root.querySelector(".form"))], [true, true, true]);
  press("Escape");
  assert.equal(root.querySelector(".form"), null);
});

test("an update that builds on what another pane had asks for everything", () => {
  give({ ...wholeData([card("d-1")]), whole: false });
  assert.deepEqual(sent.at(-1).map(({ op }) => op), ["all"]);
  assert.deepEqual(root.all(".card"), []);
});
