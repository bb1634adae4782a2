// The form or the table that is open on a card: one at a time. What is typed is kept at every stroke, and sent when its
// field is left, so that closing the form needs no question.

import { Form } from "./form.js";
import { Grid } from "./grid.js";
import { button, el, holdsFocus } from "./parts.js";

export class Editing {
  // Of the `pane` it has the list, the memory of the tab, decisions, and the card that comes next.
  constructor(pane) {
    this.pane = pane;
    this.key = null; // of the card
    this.editor = null; // its Form or Grid
  }

  // Opens the form of a card, at the field `name`, or where somebody typed last.
  open(card, name) {
    const { memory, list } = this.pane;
    const { key } = card;
    if (this.key !== key) {
      this.close();
      const { slot, node } = list.frame(card);
      this.editor = card.grid ? this.makeGrid(card) : this.makeForm(card);
      this.keepOpen(key);
      slot.replaceChildren(this.editor.node);
      this.pane.draw(key);
      node.scrollIntoView({ block: "nearest" });
    }
    const [typed] = Object.keys(memory.drafts[key] ?? {});
    this.editor.focus(name ?? typed ?? this.first(card));
  }

  // The field that a person most likely means: of a duty that names nobody, the body.
  first({ form, reasons, values }) {
    if (form === "deadline") return "date";
    const at = form === "obligation" && reasons.length ? this.pane.data.forms[form].findIndex(({ name }) => name === "bodies") : -1;
    return at >= 0 && values[at] === "" ? "bodies" : undefined;
  }

  close() {
    const { key, pane } = this;
    if (!key) return;
    const { slot, node } = pane.list.frames.get(key) ?? {};
    if (slot && holdsFocus(slot)) node.focus({ preventScroll: true }); // sends what was typed
    this.keepOpen(null);
    slot?.replaceChildren();
    pane.draw(key);
  }

  // So that it is open again after a reload.
  keepOpen(key) {
    this.key = key;
    this.pane.memory.open = key;
    this.pane.memory.save();
    this.pane.filling.tell();
  }

  makeGrid(card) {
    const { texts, decisions } = this.pane;
    const grid = new Grid(texts, card.grid, this.reach(card.key));
    const more = (kind) =>
      button(`+ ${texts.say(kind)}`, "", () => decisions.act("propose", { kind, key: card.key, start: 0, end: 0 }));
    grid.node.append(el("div", "ends", more("quota-row"), more("quota-column")));
    return grid;
  }

  makeForm(card) {
    const { texts, data } = this.pane;
    const form = new Form(texts, data.forms[card.form], card.values, {
      ...this.reach(card.key),
      bodies: () => this.pane.data.bodies,
      locked: card.locked,
      finish: () => this.finish(),
    });
    const close = button(texts.say("close"), "Enter", () => this.finish(), "main");
    form.node.append(el("div", "ends", close, el("span", "small", texts.say("each field"))));
    return form;
  }

  finish() {
    const { key } = this;
    this.close();
    this.pane.moveOn(key);
  }

  // How fields reach what is typed, and send it.
  reach(key) {
    return {
      draft: (name) => this.pane.memory.draft(key, name),
      keep: (name, text, words) => {
        this.pane.keepDraft(key, name, text, words);
        this.note(key, name, "");
      },
      commit: (name, text) => this.commit(key, name, text),
      leave: () => this.close(),
      words: () => this.pane.chooseWords(),
    };
  }

  // Leaving a field a second time, or its form, sends nothing again.
  commit(key, field, text) {
    const { outbox, memory, data, texts } = this.pane;
    if (outbox.acts.some((act) => act.key === key && act.field === field && act.text === text)) return;
    const { seen = data.last, words } = memory.drafts[key]?.[field] ?? {};
    this.pane.decisions.act("edit", { key, field, text, seen, words });
    this.note(key, field, texts.say("saving"));
    this.pane.draw(key);
  }

  // New values from the server; `card` is no more where its fact is gone.
  update(card) {
    if (!card) this.close();
    else if (card.grid && this.editor.hasOther(card.grid)) this.openAnew(card);
    else this.editor.update(card.grid ?? card.values);
  }

  // The table has got a row or a column.
  openAnew(card) {
    const { current } = this.editor;
    this.editor = this.makeGrid(card);
    this.pane.list.frames.get(card.key).slot.replaceChildren(this.editor.node);
    this.editor.focus(current);
  }

  note(key, name, text) {
    if (key === this.key) this.editor.note(name, text);
  }

  // Says at the field why it was refused; false where the form has no such field.
  refuse(key, name, why) {
    return key === this.key && this.editor.refuse(name, why);
  }
}
