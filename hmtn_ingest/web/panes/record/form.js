// Fields that a person types into. What is typed is kept for the tab at every stroke, and sent when a field is left.

import { el } from "./parts.js";

let serial = 0; // of the ids that tie a label to its field

// `spec` are the fields of the form {name, label, look, choices}, `values` their texts in the same order: null for a
// field that this fact has not; `locked` are places of fields that cannot be changed; `bodies()` are names to offer.
// `draft(name)` and `keep(name, text, words)` reach what is typed, and the stretches of the source that it was filled
// from. `commit(name, text)` sends it; a form without it is sent as a whole by `finish()`. `leave()` gives it up,
// `words()` begins to choose words in the source by keys.
export class Form {
  constructor(texts, spec, values, { bodies, locked = [], draft, keep, commit, finish, leave, words }) {
    Object.assign(this, { texts, spec, bodies, draft, keep, commit, finish, leave, words });
    this.inputs = new Map();
    this.used = 0; // greater than that of all forms that were used before
    this.current = null; // name of the field that was used last
    this.node = el("div", "form");
    this.node.addEventListener("click", (event) => event.stopPropagation());
    spec.forEach((field, at) => {
      if (values[at] !== null) this.node.append(this.field(field, values[at], locked.includes(at)));
    });
  }

  field(field, value, locked) {
    const id = `f${serial++}`;
    const label = el("label", "", field.label);
    label.htmlFor = id;
    const mark = el("span", "mark");
    label.append(mark);
    const input = this.input(field);
    input.id = id;
    input.name = field.name;
    const typed = this.draft(field.name);
    const held = { field, input, mark, value, node: null, why: el("div", "why") };
    this.show(held, typed === undefined ? value : typed);
    if (locked) {
      input.disabled = true;
      mark.textContent = this.texts.say("locked");
    }
    input.addEventListener("input", () => {
      if (!input.value) held.words = undefined;
      this.keep(field.name, this.read(held), held.words);
    });
    input.addEventListener("focus", () => this.use(field.name));
    input.addEventListener("change", () => {
      if (field.look === "choice" || field.look === "flag") this.send(held);
    });
    input.addEventListener("blur", () => this.send(held));
    input.addEventListener("keydown", (event) => this.key(event, held));
    held.why.setAttribute("role", "alert");
    held.why.hidden = true;
    held.node = el("div", field.look === "long" || field.look === "bodies" ? "field wide" : "field", label, input, held.why);
    this.inputs.set(field.name, held);
    return held.node;
  }

  input(field) {
    if (field.look === "long") return el("textarea");
    if (field.look === "choice") {
      const select = el("select");
      for (const [value, label] of field.choices) {
        const option = el("option", "", label);
        option.value = value;
        select.append(option);
      }
      return select;
    }
    const input = el("input");
    input.type = field.look === "flag" ? "checkbox" : "text";
    input.autocomplete = "off";
    if (field.look === "number") input.inputMode = "decimal";
    if (field.look === "bodies") this.complete(input);
    return input;
  }

  // Names of the document's bodies, for the last of several that a semicolon parts.
  complete(input) {
    const list = el("datalist");
    list.id = `l${serial++}`;
    input.setAttribute("list", list.id);
    const offer = () => {
      const before = input.value.includes(";") ? input.value.slice(0, input.value.lastIndexOf(";") + 1) + " " : "";
      list.replaceChildren(
        ...this.bodies().map((name) => {
          const option = el("option");
          option.value = before + name;
          return option;
        }),
      );
    };
    input.addEventListener("input", offer);
    input.addEventListener("focus", offer);
    this.node.append(list);
  }

  use(name) {
    this.current = name;
    this.used = serial++;
  }

  // Puts in what words of the source say, [start, end] in `words`; of bodies a second drag adds one.
  fill(name, text, words, note) {
    const held = this.inputs.get(name);
    if (!held || held.input.disabled) return;
    const more = held.field.look === "bodies" && held.words;
    const names = more ? [...new Set([...this.read(held).split(/\s*;\s*/), text])].filter(Boolean).join("; ") : text;
    held.words = [...(more ? held.words : []), words];
    this.show(held, names);
    this.refuse(name, "");
    this.keep(name, names, held.words);
    this.note(name, note);
    held.input.focus();
  }

  // Takes one of the choices of a field, as if it was chosen by hand.
  choose(name, choice, note) {
    const held = this.inputs.get(name);
    if (!held || this.read(held) === choice) return;
    this.show(held, choice);
    this.keep(name, choice);
    this.send(held);
    this.note(name, note);
  }

  read(held) {
    return held.field.look === "flag" ? (held.input.checked ? "yes" : "") : held.input.value;
  }

  show(held, text) {
    if (held.field.look === "flag") held.input.checked = text === "yes";
    else held.input.value = text;
  }

  send(held) {
    const text = this.read(held);
    if (text.trim() === held.value.trim()) {
      this.keep(held.field.name, undefined);
      this.refuse(held.field.name, "");
    } else if (this.commit) this.commit(held.field.name, text);
  }

  key(event, held) {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "F2") {
      event.preventDefault();
      this.words?.();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.commit && this.read(held) !== held.value) {
        this.show(held, held.value);
        held.words = undefined;
        this.keep(held.field.name, undefined);
        this.refuse(held.field.name, "");
      } else this.leave();
    } else if (event.key === "Enter" && (held.field.look !== "long" || !event.shiftKey)) {
      event.preventDefault();
      if (this.commit) this.send(held);
      this.finish();
    }
  }

  // New values from the server: only fields in which nobody is typing take them.
  update(values) {
    this.spec.forEach((field, at) => {
      const held = this.inputs.get(field.name);
      if (!held || values[at] === null) return;
      const untouched = this.draft(field.name) === undefined;
      held.value = values[at];
      if (untouched && this.read(held) !== values[at]) this.show(held, values[at]);
    });
  }

  refuse(name, why) {
    const held = this.inputs.get(name);
    if (!held) return false;
    held.node.classList.toggle("refused", Boolean(why));
    held.input.setAttribute("aria-invalid", String(Boolean(why)));
    held.why.hidden = !why;
    held.why.textContent = why;
    return true;
  }

  note(name, text) {
    const held = this.inputs.get(name);
    if (held) held.mark.textContent = text;
  }

  hint(name, text) {
    const held = this.inputs.get(name);
    if (held) held.input.placeholder = text;
  }

  focus(name) {
    const held = (name && this.inputs.get(name)) || [...this.inputs.values()].find((one) => !one.input.disabled);
    if (held) this.use(held.field.name);
    held?.input.focus();
    if (held && this.draft(held.field.name) === undefined) held.input.select?.(); // or the next key writes over it
  }

  inputTexts() {
    return Object.fromEntries([...this.inputs].map(([name, held]) => [name, this.read(held)]));
  }
}
