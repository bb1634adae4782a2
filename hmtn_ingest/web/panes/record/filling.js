// Words of the source fill the field in which somebody types: a drag gives its words, a click what is said there.
//
// The server reads them as the field has them (review/filling.py); their stretch goes with the text, so that the value
// keeps the link to its words.

export class Filling {
  // Of the `pane` it has the open forms, the outbox and the source.
  constructor(pane) {
    this.pane = pane;
  }

  // The form or grid that is open and was used last, with the fact that it is about.
  get target() {
    const { editing, newFact, memory } = this.pane;
    const open = [];
    if (newFact.form) open.push({ form: newFact.form, key: "", kind: memory.adding.proposal.kind });
    if (editing.key) open.push({ form: editing.editor, key: editing.key, kind: this.pane.card(editing.key)?.form });
    return open.sort((a, b) => b.form.used - a.form.used)[0] ?? null;
  }

  // Whether the words were taken, so that there is nothing to choose for them.
  take(words, field) {
    const { target } = this;
    const name = field ?? target?.form.current;
    if (!target || !name) return false;
    const { key, kind } = target;
    this.pane.decisions.act("fill", { key, kind, field: name, start: words.start, end: words.end });
    return true;
  }

  // The server's answer; where the form has been closed meanwhile there is nothing to fill.
  answer({ key, field, text, start, end, also = {} }) {
    const { target } = this;
    if (target?.key !== key) return;
    const note = this.pane.texts.say("linked");
    for (const [name, choice] of Object.entries(also)) target.form.choose(name, choice, note);
    target.form.fill(field, text, [start, end], note);
  }

  refuse(act, why) {
    return this.target?.key === act.key && this.target.form.refuse(act.field, why);
  }

  // The source shows that a click fills.
  tell() {
    this.pane.source.tell("filling", { on: this.target !== null });
  }
}
