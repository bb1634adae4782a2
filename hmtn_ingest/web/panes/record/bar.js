// The bar above the list: how much is left, in all and by part; accepting the rest, undo, help; and whether all is saved.

import { button, el } from "./parts.js";
import { isClear, isOpen, partOf } from "./progress.js";

export class Bar {
  // `parts` are the names of the parts; `commands` are {askRest, undoLast, redoLast, search, help, toPart}.
  constructor(texts, parts, { askRest, undoLast, redoLast, search, help, toPart }) {
    this.texts = texts;
    this.left = el("span", "left");
    this.rest = button(" ", "Shift+A", askRest);
    this.undo = button(texts.say("undo last"), "Ctrl+Z", undoLast);
    this.redo = button(texts.say("redo"), "", redoLast);
    this.redo.title = "Ctrl+Y";
    const searching = button(texts.say("search short"), "/", search);
    this.saved = el("span", "saved"); // stands at the foot of the pane
    this.saved.setAttribute("role", "status");
    const helper = button("?", "", help);
    helper.title = texts.say("help");
    this.parts = new Map(parts.map((part) => [part, this.drawPart(part, toPart)]));
    const row = el("div", "row", this.left, this.rest, this.undo, this.redo, searching, helper);
    this.node = el("div", "bar", row, el("div", "parts", ...[...this.parts.values()].map(({ node }) => node)));
  }

  drawPart(part, toPart) {
    const fill = el("span", "fill");
    const count = el("span", "count");
    const node = el("button", "", fill, count, el("span", "", ` ${this.texts.say(`part ${part}`)}`));
    node.type = "button";
    node.addEventListener("click", () => toPart(part));
    return { node, fill, count };
  }

  // `parts` are [part, number of its cards] in their order, `lastDone` says what undo takes back, where that is known.
  showCounts(cards, statusOf, parts, { canUndo, canRedo, lastDone }) {
    const { texts } = this;
    let left = 0;
    for (const [part] of parts) {
      const inside = cards.filter((card) => partOf(card) === part);
      const open = inside.filter((card) => isOpen(statusOf(card))).length;
      left += open;
      this.showPart(part, inside, open);
    }
    const all = cards.length;
    this.left.textContent = left ? texts.say("left", { left, all }) : texts.say("all done", { all });
    const clear = cards.filter((card) => statusOf(card) === "open" && isClear(card)).length;
    this.rest.firstChild.textContent = texts.say("rest", { count: clear });
    this.rest.hidden = !clear;
    this.undo.disabled = !canUndo;
    this.undo.title = lastDone ?? "";
    this.redo.disabled = !canRedo;
  }

  // A part with nothing in it is no part that is done: it is asked about, or it is empty.
  showPart(part, inside, open) {
    const { texts } = this;
    const { node, fill, count } = this.parts.get(part);
    const all = inside.length;
    const asked = all > 0 && inside.every((card) => card.kind === "none");
    if (asked) count.textContent = texts.say(open ? "none asked" : "none confirmed");
    else count.textContent = open ? `${open}/${all}` : all ? `✓ ${all}` : "0";
    node.classList.toggle("asked", asked && open > 0);
    count.classList.toggle("zero", all > 0 && !open);
    fill.style.width = all && !asked ? `${(100 * (all - open)) / all}%` : "0";
  }

  // `failed` comes before `waiting`; `savedAt` is null as long as nothing was saved in this tab.
  showSaved({ failed, waiting, savedAt }) {
    const { texts, saved } = this;
    saved.className = `saved${failed ? " failed" : waiting ? " saving" : ""}`;
    if (failed) saved.textContent = texts.say("not saved");
    else if (waiting) saved.textContent = texts.say("saving");
    else saved.textContent = savedAt ? `✓ ${texts.say("saved")} ${texts.time(savedAt)}` : "";
  }
}
