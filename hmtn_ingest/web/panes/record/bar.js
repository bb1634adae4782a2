// The bar above the list: how much is left, in all and by part; accepting the rest, undo, help; and whether all is saved.

import { button, el } from "./parts.js";
import { isClear, isOpen, partOf } from "./progress.js";

export class Bar {
  // `parts` are the names of the parts; `commands` are {acceptRest, undoLast, help, toPart}.
  constructor(texts, parts, { acceptRest, undoLast, help, toPart }) {
    this.texts = texts;
    this.left = el("span", "left");
    this.rest = button(" ", "⇧A", acceptRest);
    this.undo = button(texts.say("undo last"), "Ctrl+Z", undoLast);
    this.saved = el("span", "saved"); // stands at the foot of the pane
    this.saved.setAttribute("role", "status");
    const helper = button("?", "", help);
    helper.title = texts.say("help");
    this.parts = new Map(parts.map((part) => [part, this.drawPart(part, toPart)]));
    const row = el("div", "row", this.left, this.rest, this.undo, helper);
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

  // `parts` are [part, number of its cards], `lastDone` says what undo takes back, where the server knows it.
  showCounts(cards, statusOf, parts, { canUndo, lastDone }) {
    const { texts } = this;
    let left = 0;
    for (const [part, all] of parts) {
      const open = cards.filter((card) => partOf(card) === part && isOpen(statusOf(card))).length;
      left += open;
      const { fill, count } = this.parts.get(part);
      count.textContent = all ? texts.say("left of", { left: open, all }) : "0";
      count.classList.toggle("zero", !open);
      fill.style.width = all ? `${(100 * (all - open)) / all}%` : "100%";
    }
    const all = cards.length;
    this.left.textContent = left ? texts.say("left", { left, all }) : texts.say("all done", { all });
    const clear = cards.filter((card) => statusOf(card) === "open" && isClear(card)).length;
    this.rest.firstChild.textContent = texts.say("rest", { count: clear });
    this.rest.hidden = !clear;
    this.undo.disabled = !canUndo;
    this.undo.title = lastDone ?? "";
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
