// The form for a fact that is being added: how its words were read, to be checked, put right and added.

import { Form } from "./form.js";
import { button, el, holdsFocus } from "./parts.js";

// What is sent of a new fact: the fields in which it differs from how its words were read.
export function changedValues(spec, proposal, texts) {
  const changed = spec.map(({ name }, at) => [name, texts[name], proposal.values[at] ?? ""]);
  return Object.fromEntries(changed.filter(([, text, read]) => text !== read).map(([name, text]) => [name, text]));
}

export class NewFact {
  // `memory` keeps what is typed as `adding`; `forms()` are the fields of each kind; `add(fact)` sends the fact;
  // `changed()` hears that the form came or went, `left()` that it went with the focus in it, `words()` begins to
  // choose words in the source.
  constructor(texts, { memory, forms, bodies, add, changed = () => {}, left = () => {}, words }) {
    Object.assign(this, { texts, memory, forms, bodies, add, changed, left, words });
    this.form = null;
    this.node = el("div", "adding");
    this.node.hidden = true;
  }

  // `proposal` is the server's {kind, start, end, words, values, locked}.
  show(proposal) {
    const { texts, memory } = this;
    const kept = memory.adding;
    const same = kept && kept.proposal.start === proposal.start && kept.proposal.kind === proposal.kind;
    memory.adding = { proposal, texts: same ? kept.texts : {}, links: (same && kept.links) || {} };
    memory.save();
    const finish = () => this.send(proposal);
    const leave = () => this.close();
    this.form = new Form(texts, this.specOf(proposal), proposal.values, {
      bodies: this.bodies,
      locked: proposal.locked,
      draft: (name) => memory.adding?.texts[name],
      keep: (name, text, words) => this.keep(name, text, words),
      finish,
      leave,
      words: this.words,
    });
    this.form.node.append(
      el("div", "ends", button(texts.say("add"), "Enter", finish, "main"), button(texts.say("cancel"), "Esc", leave)),
    );
    this.form.hint("due", texts.say("follows"));
    this.node.hidden = false;
    this.node.replaceChildren(
      el("div", "title", texts.say(`add ${proposal.kind}`)),
      ...(proposal.words ? [el("div", "words", `“${proposal.words}”`)] : []),
      el("div", "small", texts.say(proposal.words ? "proposal" : "each field")),
      this.form.node,
    );
    this.changed();
    this.form.focus();
  }

  // A row of a table has the columns of that table.
  specOf(proposal) {
    return proposal.fields ?? this.forms()[proposal.kind];
  }

  keep(name, text, words) {
    const { memory } = this;
    if (!memory.adding) return;
    const { texts, links } = memory.adding;
    if (text === undefined) delete texts[name];
    else texts[name] = text;
    if (text === undefined) delete links[name];
    else if (words) links[name] = words;
    memory.save();
  }

  send(proposal) {
    const spec = this.specOf(proposal);
    for (const { name } of spec) this.form.refuse(name, "");
    const { key, kind, start, end, fields } = proposal;
    const { links } = this.memory.adding;
    const texts = this.form.inputTexts();
    this.add({ key, kind, start, end, values: fields ? texts : changedValues(spec, proposal, texts), links });
  }

  // Says why at the field; false where there is no such field any more.
  refuse(name, why) {
    if (!this.form?.refuse(name, why)) return false;
    this.form.focus(name);
    return true;
  }

  close() {
    this.memory.adding = null;
    this.memory.save();
    const focused = holdsFocus(this.node);
    this.form = null;
    this.node.hidden = true;
    this.node.replaceChildren();
    this.changed();
    if (focused) this.left();
  }
}
