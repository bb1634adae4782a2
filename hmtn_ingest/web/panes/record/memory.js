// What the browser keeps for this tab, so that neither a reload nor a lost connection loses it: what is half typed,
// what is not yet answered, which card is chosen, which form is open.

export class TabMemory {
  #name; // private, so that it is not kept with the rest

  constructor(name) {
    this.#name = name;
    this.tab = crypto.randomUUID().slice(0, 8); // makes the ids of what is done here unique to this tab
    this.serial = 0;
    this.drafts = {}; // {key of the fact: {name of the field: {text, seen, words?}}}
    this.outbox = []; // of outbox.js
    this.selected = null;
    this.open = null; // key of the fact whose form is open
    this.adding = null; // {proposal, texts, links} of a fact that is being added
    this.declined = null; // id of the edit whose offer was answered
    Object.assign(this, this.#read());
  }

  #read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#name) ?? "{}");
    } catch {
      return {};
    }
  }

  save() {
    try {
      sessionStorage.setItem(this.#name, JSON.stringify(this));
    } catch {
      // a full or forbidden store: the text is still on the page
    }
  }

  draft(key, name) {
    return this.drafts[key]?.[name]?.text;
  }

  // `undefined` forgets the draft. `seen` is the last decision the person could see when the typing began, `words` are
  // stretches of the source that say it.
  keepDraft(key, name, text, seen, words) {
    const drafts = (this.drafts[key] ??= {});
    if (text === undefined) delete drafts[name];
    else {
      drafts[name] = { ...drafts[name], text, seen: drafts[name]?.seen ?? seen };
      if (words) drafts[name].words = words;
    }
    if (!Object.keys(drafts).length) delete this.drafts[key];
    this.save();
  }
}
