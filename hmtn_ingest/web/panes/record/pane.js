// The record pane: facts in the order of attention, decided on by key or button.
//
// An act goes into the outbox, is shown at once as being saved, and leaves the outbox when the server has answered.
// Outbox and half-typed text are kept for this tab, so that a reload or a lost connection loses neither.

const RESEND = 4000; // milliseconds without an answer after which an act is sent again,
const LONGEST = 30000; // and at most this long after it was sent the last time
const DECIDED = ["accepted", "edited", "rejected", "added"];

class Desk {
  constructor(root, component) {
    this.root = root;
    this.serial = 0;
    this.nodes = new Map();
    this.open = null; // the form or grid in which somebody types: {key, editor}
    this.adding = null;
    this.others = new Map();
    this.savedAt = null;
    this.failed = false;
    this.why = "";
    this.take(component);
    this.store = `hmtn:${this.data.document}`;
    this.kept = this.remembered();
    this.selected = this.data.fact && this.card(this.data.fact) ? this.data.fact : this.kept.selected;
    this.build();
    this.listen();
    this.update();
    if (!this.card(this.selected)) this.selected = this.nextOpen(null);
    this.select(this.selected, { quiet: !this.data.fact, scroll: true });
    if (this.kept.open && this.card(this.kept.open)) this.edit(this.kept.open);
    if (this.kept.adding) this.propose(this.kept.adding.proposal);
    if (this.kept.outbox.length) this.send();
  }

  take(component) {
    const { cards, order, ...rest } = component.data;
    this.setStateValue = component.setStateValue;
    this.data = rest.whole ? rest : { ...this.data, ...rest };
    const known = rest.whole ? new Map() : this.cards;
    for (const card of cards) known.set(card.key, card);
    this.cards = order ? new Map(order.map((key) => [key, known.get(key)])) : known;
    this.data.cards = [...this.cards.values()];
  }

  say(key, values) {
    return fill(this.data.texts[key], values ?? {});
  }

  card(key) {
    return this.cards.get(key);
  }

  // --- what is kept for this tab ---

  remembered() {
    const fresh = { tab: crypto.randomUUID().slice(0, 8), serial: 0, drafts: {}, outbox: [], selected: null, open: null, adding: null };
    try {
      return { ...fresh, ...JSON.parse(sessionStorage.getItem(this.store) ?? "{}") };
    } catch {
      return fresh;
    }
  }

  remember() {
    try {
      sessionStorage.setItem(this.store, JSON.stringify(this.kept));
    } catch {
      // a full or forbidden store: the text is still on the page
    }
  }

  draft(key, name) {
    return this.kept.drafts[key]?.[name]?.text;
  }

  keepDraft(key, name, text) {
    const drafts = (this.kept.drafts[key] ??= {});
    if (text === undefined) delete drafts[name];
    else drafts[name] = { text, seen: drafts[name]?.seen ?? this.data.last };
    if (!Object.keys(drafts).length) delete this.kept.drafts[key];
    this.remember();
  }

  // --- acts ---

  act(op, more = {}) {
    const act = { id: `${this.kept.tab}-${++this.kept.serial}`, op, seen: this.data.last, have: this.data.stamp, ...more };
    this.kept.outbox.push(act);
    this.remember();
    this.send();
    return act;
  }

  send() {
    this.patience = RESEND;
    this.setStateValue("outbox", this.kept.outbox.map((act) => ({ ...act, have: this.data.stamp })));
    this.status();
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    if (this.kept.outbox.length) this.timer = setTimeout(() => this.late(), this.patience);
  }

  // Sent again, less and less often: each time the server begins its answer anew.
  late() {
    if (!this.kept.outbox.length) return;
    this.failed = true;
    this.kept.again = (this.kept.again ?? 0) + 1;
    const { again } = this.kept;
    this.setStateValue("outbox", this.kept.outbox.map((act) => ({ ...act, again, have: this.data.stamp })));
    this.patience = Math.min(2 * this.patience, LONGEST);
    this.status();
    for (const act of this.kept.outbox) if (act.key) this.draw(act.key);
    this.wait();
  }

  answered() {
    let failed = false;
    let why = "";
    for (const answer of this.data.answers) {
      const act = this.kept.outbox.find((one) => one.id === answer.id);
      if (!act) continue;
      if (answer.failed) {
        failed = true;
        why = answer.reason ?? "";
        continue;
      }
      this.kept.outbox = this.kept.outbox.filter((one) => one !== act);
      if (answer.others) this.others.set(act.key, answer.others);
      if (answer.reason) this.refused(act, answer);
      else this.taken(act, answer);
    }
    if (this.data.answers.length) Object.assign(this, { failed, why });
    if (!this.kept.outbox.length) clearTimeout(this.timer);
    this.remember();
  }

  taken(act, answer) {
    if (act.op !== "propose") this.savedAt = new Date();
    if (act.op === "edit" && this.draft(act.key, act.field) === act.text) this.keepDraft(act.key, act.field, undefined);
    if (act.op === "edit" && this.open?.key === act.key) {
      this.open.editor.refuse(act.field, "");
      this.open.editor.note(act.field, this.say("saved"));
    }
    if (act.op === "propose") this.propose(answer.proposal);
    if (act.op === "add") {
      this.kept.adding = null;
      this.adding = null;
      this.place.adding.replaceChildren();
      this.place.adding.hidden = true;
      this.fresh = true;
    }
  }

  refused(act, answer) {
    if (act.op === "edit") {
      if (this.draft(act.key, act.field) === undefined) this.keepDraft(act.key, act.field, act.text);
      this.select(act.key, { scroll: true });
      if (this.open?.key !== act.key) this.edit(act.key, act.field);
      if (this.open?.editor.refuse(act.field, answer.reason)) {
        this.open.editor.note(act.field, "");
        return;
      }
    }
    if (act.op === "add" && this.adding) {
      if (this.adding.refuse(answer.place, answer.reason)) {
        this.adding.focus(answer.place);
        return;
      }
    }
    this.tell(answer.reason);
  }

  pending(key) {
    return this.kept.outbox.filter((act) => act.key === key || act.op === "rest");
  }

  // The status of a card as it will be once what was done is saved.
  status_(card) {
    const acts = this.pending(card.key);
    let status = card.gone && card.status === "open" ? "gone" : card.status;
    for (const act of acts) {
      if (act.op === "accept") status = card.status === "edited" || card.status === "added" ? card.status : "accepted";
      if (act.op === "reject") status = "rejected";
      if (act.op === "edit") status = card.status === "added" ? "added" : "edited";
      if (act.op === "undo") status = act.of ? card.status : "open";
      if (act.op === "rest" && card.status === "open" && card.kind !== "finding" && !card.reasons.length) status = "accepted";
    }
    return status;
  }

  isOpen(card) {
    return !DECIDED.includes(this.status_(card)) && this.status_(card) !== "gone";
  }

  accept(key = this.selected) {
    const card = this.card(key);
    if (!card) return;
    this.closeForm();
    if (this.status_(card) !== "accepted") this.act("accept", { key });
    this.moved(key);
  }

  reject(key = this.selected) {
    const card = this.card(key);
    if (!card) return;
    this.closeForm();
    if (this.status_(card) !== "rejected") this.act("reject", { key });
    this.moved(key);
  }

  undo(key = this.selected) {
    const card = this.card(key);
    if (card?.undo && !this.pending(key).length) {
      this.act("undo", { key, ids: [card.undo] });
      this.moved(null, key);
    } else this.undoLast();
  }

  // The last of what this person did: first of what is not yet saved, then of what is.
  undoLast() {
    const undos = this.kept.outbox.filter((act) => act.op === "undo");
    const waiting = this.kept.outbox.findLast(
      (act) => act.op !== "undo" && act.op !== "propose" && !undos.some((undo) => undo.of === act.id),
    );
    const act = waiting ? null : this.data.mine.find((one) => !undos.some((undo) => undo.ids?.includes(one.ids[0])));
    if (waiting) this.act("undo", { of: waiting.id, key: waiting.key });
    else if (act) this.act("undo", { ids: act.ids, key: act.key });
    if (waiting || act) this.moved(null, (waiting ?? act).key);
  }

  rest() {
    if (this.bar.rest.hidden || this.kept.outbox.some((act) => act.op === "rest")) return;
    this.closeForm();
    this.act("rest");
    const card = this.card(this.selected);
    this.moved(this.selected, card && this.isOpen(card) ? this.selected : null);
  }

  // After a decision about `from` the next open card comes; an undo goes to what it opens.
  moved(from, to) {
    this.render();
    const next = to ?? this.nextOpen(from);
    if (next) this.select(next, { scroll: true });
    else this.select(from, {});
  }

  nextOpen(from) {
    const cards = this.data.cards;
    const at = cards.findIndex((card) => card.key === from);
    const order = [...cards.slice(at + 1), ...cards.slice(0, at + 1)];
    return order.find((card) => this.isOpen(card) && card.key !== from)?.key ?? null;
  }

  step(by) {
    const keys = this.data.cards.map((card) => card.key);
    const at = keys.indexOf(this.selected);
    const next = keys[Math.max(0, Math.min(keys.length - 1, at + by))];
    if (next) this.select(next, { scroll: true });
  }

  select(key, { quiet = false, scroll = false } = {}) {
    if (!this.card(key)) return;
    if (this.open && this.open.key !== key) this.closeForm();
    const before = this.selected;
    this.selected = key;
    this.kept.selected = key;
    this.remember();
    for (const one of [before, key]) this.draw(one);
    const node = this.nodes.get(key)?.node;
    if (scroll && node) node.scrollIntoView({ block: "nearest" });
    this.show(key, quiet);
  }

  show(key, quiet) {
    window.dispatchEvent(new CustomEvent("hmtn:show", { detail: { keys: [key], quiet } }));
  }

  // --- forms ---

  edit(key = this.selected, name) {
    const card = this.card(key);
    const held = this.nodes.get(key);
    if (!card || !held || card.kind === "finding") return;
    if (this.open?.key !== key) {
      this.closeForm();
      const reach = {
        draft: (field) => this.draft(key, field),
        keep: (field, text) => {
          this.keepDraft(key, field, text);
          this.open?.editor.note(field, "");
        },
        commit: (field, text) => this.commit(key, field, text),
      };
      const finish = () => {
        this.closeForm();
        this.moved(key);
      };
      const editor = card.grid
        ? new Grid(this, card.grid, reach)
        : new Form(this, this.data.forms[card.form], card.values, {
            ...reach, locked: card.locked, finish, leave: () => this.closeForm(),
          });
      if (!card.grid) {
        const done = button(this.say("close"), "Enter", finish, "main");
        editor.node.append(el("div", "ends", done, el("span", "small", this.say("each field"))));
      }
      this.open = { key, editor };
      this.kept.open = key;
      this.remember();
      held.slot.replaceChildren(editor.node);
      this.draw(key);
      held.node.scrollIntoView({ block: "nearest" });
    }
    const typed = Object.keys(this.kept.drafts[key] ?? {})[0];
    this.open.editor.focus(name ?? typed ?? (card.form === "deadline" ? "date" : undefined));
  }

  commit(key, field, text) {
    const sent = this.kept.outbox.find((act) => act.key === key && act.field === field && act.text === text);
    if (sent) return;
    const seen = this.kept.drafts[key]?.[field]?.seen ?? this.data.last;
    this.act("edit", { key, field, text, seen });
    this.open?.editor.note(field, this.say("saving"));
    this.draw(key);
  }

  closeForm() {
    if (!this.open) return;
    const { key } = this.open;
    const held = this.nodes.get(key);
    const focused = this.root.activeElement;
    if (focused && held?.slot.contains(focused)) focused.blur(); // sends what was typed
    this.open = null;
    this.kept.open = null;
    this.remember();
    held?.slot.replaceChildren();
    this.draw(key);
  }

  propose(proposal) {
    const kept = this.kept.adding;
    const texts = kept && kept.proposal.start === proposal.start && kept.proposal.kind === proposal.kind ? kept.texts : {};
    this.kept.adding = { proposal, texts };
    this.remember();
    const spec = this.data.forms[proposal.kind];
    const add = () => this.add(proposal);
    const leave = () => this.leaveAdding();
    this.adding = new Form(this, spec, proposal.values, {
      locked: proposal.locked,
      draft: (name) => this.kept.adding?.texts[name],
      keep: (name, text) => {
        if (!this.kept.adding) return;
        if (text === undefined) delete this.kept.adding.texts[name];
        else this.kept.adding.texts[name] = text;
        this.remember();
      },
      finish: add,
      leave,
    });
    const title = el("div", "title", this.say(`add ${proposal.kind}`));
    const ends = el("div", "ends", button(this.say("add"), "Enter", add, "main"), button(this.say("cancel"), "Esc", leave));
    this.adding.node.append(ends);
    this.adding.hint("due", this.say("follows"));
    this.place.adding.hidden = false;
    this.place.adding.replaceChildren(title, el("div", "words", `“${proposal.words}”`), el("div", "small", this.say("proposal")), this.adding.node);
    this.adding.focus();
  }

  add(proposal) {
    const texts = this.adding.texts();
    const spec = this.data.forms[proposal.kind];
    const values = {};
    spec.forEach((field, at) => {
      if (texts[field.name] !== (proposal.values[at] ?? "")) values[field.name] = texts[field.name];
    });
    for (const field of spec) this.adding.refuse(field.name, "");
    this.act("add", { kind: proposal.kind, start: proposal.start, end: proposal.end, values });
  }

  leaveAdding() {
    this.kept.adding = null;
    this.adding = null;
    this.remember();
    this.place.adding.hidden = true;
    this.place.adding.replaceChildren();
  }

  menu(words) {
    this.place.menu.hidden = !words;
    if (!words) return;
    this.place.menu.replaceChildren(
      ...this.data.addable.map((kind) =>
        button(this.say(`add ${kind}`), "", () => {
          this.place.menu.hidden = true;
          this.act("propose", { kind, start: words.start, end: words.end });
        }),
      ),
    );
    const { style } = this.place.menu;
    style.left = `${Math.max(8, Math.min(words.x, window.innerWidth - 230))}px`;
    style.top = `${Math.max(8, Math.min(words.y, window.innerHeight - 200))}px`;
  }

  // --- drawing ---

  build() {
    this.place = Object.fromEntries(["bar", "notice", "adding", "list", "foot", "menu", "help"].map((name) => [name, el("div", name)]));
    for (const name of ["notice", "adding", "menu", "help"]) this.place[name].hidden = true;
    this.place.notice.setAttribute("role", "alert");
    this.place.list.setAttribute("role", "list");
    for (const kind of ["pointerdown", "mousedown"]) this.place.menu.addEventListener(kind, (event) => event.preventDefault());
    this.node = el("div", "desk", ...Object.values(this.place));
    this.node.lang = this.data.language;
    this.root.querySelector(".place").replaceChildren(this.node);
    this.drawBar();
    const keys = el("span", "keys");
    for (const [key, text] of this.data.keys.slice(0, 5)) keys.append(el("kbd", "", key), text);
    this.place.foot.append(keys, this.bar.saved);
  }

  drawBar() {
    const { bar } = this.place;
    this.bar = {
      left: el("span", "left"),
      rest: button(" ", "⇧A", () => this.rest()),
      undo: button(this.say("undo last"), "Ctrl+Z", () => this.undoLast()),
      saved: el("span", "saved"),
      parts: el("div", "parts"),
    };
    this.bar.saved.setAttribute("role", "status");
    const help = button("?", "", () => this.help());
    help.title = this.say("help");
    bar.append(el("div", "row", this.bar.left, this.bar.rest, this.bar.undo, help), this.bar.parts);
    this.bar.part = Object.fromEntries(
      this.data.parts.map(([part]) => {
        const fillNode = el("span", "fill");
        const count = el("span", "count");
        const node = el("button", "", fillNode, count, el("span", "", ` ${this.say(`part ${part}`)}`));
        node.type = "button";
        node.addEventListener("click", () => this.toPart(part));
        this.bar.parts.append(node);
        return [part, { fill: fillNode, count }];
      }),
    );
  }

  toPart(part) {
    const cards = this.data.cards.filter((card) => this.part(card) === part);
    const card = cards.find((one) => this.isOpen(one)) ?? cards[0];
    if (card) this.select(card.key, { scroll: true });
  }

  part(card) {
    return ["finding", "doubtful", "deadline"].includes(card.group) ? card.group : "rest";
  }

  update() {
    this.answered();
    this.render();
    if (this.open) {
      const card = this.card(this.open.key);
      if (!card) this.closeForm();
      else if (card.grid) this.open.editor.update(card.grid);
      else this.open.editor.update(card.values);
    }
    if (this.fresh) {
      this.fresh = false;
      const added = this.data.cards.filter((card) => card.spans).sort((a, b) => a.added - b.added).at(-1);
      if (added) this.select(added.key, { scroll: true });
    }
    this.announce();
  }

  render() {
    const list = [];
    let group = null;
    let heading = null;
    for (const card of this.data.cards) {
      if (card.group !== group) {
        group = card.group;
        heading = null;
        list.push(this.heading(group));
      }
      if (card.heading !== heading && card.group === "obligation") {
        heading = card.heading;
        list.push(this.subheading(card));
      }
      list.push(this.draw(card.key));
    }
    for (const key of [...this.nodes.keys()]) if (!this.card(key) && !key.startsWith("h:")) this.nodes.delete(key);
    if (!this.data.cards.length) list.push(el("div", "empty", this.say("nothing")));
    if (this.data.stale.length) list.unshift(this.stale());
    this.arrange(list);
    this.status();
    this.counts();
  }

  // Puts the nodes in their order without moving those that stand right, so that no field loses its focus.
  arrange(nodes) {
    const { list } = this.place;
    const wanted = new Set(nodes);
    for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, at) => {
      if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
    });
  }

  reuse(key, make) {
    if (!this.nodes.has(key)) this.nodes.set(key, make());
    return this.nodes.get(key);
  }

  heading(group) {
    const held = this.reuse(`h:${group}`, () => {
      const count = el("span", "small");
      return { node: el("h3", "", this.data.groups[group], count), count };
    });
    const cards = this.data.cards.filter((card) => card.group === group);
    const left = cards.filter((card) => this.isOpen(card)).length;
    held.count.textContent = left ? this.say("left of", { left, all: cards.length }) : `✓ ${cards.length}`;
    return held.node;
  }

  subheading(card) {
    return this.reuse(`h:o:${card.heading}`, () => ({ node: el("h4", "", card.heading ?? this.say("nobody")) })).node;
  }

  stale() {
    const held = this.reuse("h:stale", () => ({ node: el("div", "stale") }));
    const lines = this.data.stale.map((one) => el("div", "", `${one.what}: “${one.words}” – ${one.by}, ${moment(one.at, this.data.language)}`));
    held.node.replaceChildren(el("b", "", this.say("stale box")), ...lines);
    return held.node;
  }

  draw(key) {
    const card = this.card(key);
    if (!card) return null;
    const held = this.reuse(key, () => this.frame(card));
    const status = this.status_(card);
    const waiting = this.pending(key).some((act) => act.op !== "rest" || status !== card.status);
    const chosen = this.selected === key;
    const drafts = Boolean(this.kept.drafts[key]);
    const editing = this.open?.key === key;
    const others = this.others.get(key) ?? [];
    const sign = JSON.stringify([status, waiting, chosen, drafts, editing, others, this.failed && waiting]);
    if (held.card === card && held.sign === sign) return held.node;
    if (held.sign === sign && JSON.stringify(held.card) === JSON.stringify(card)) {
      held.card = card;
      return held.node;
    }
    Object.assign(held, { card, sign });
    const done = DECIDED.includes(status) || status === "gone";
    held.node.className = [
      "card", `k-${card.kind}`, card.severity ? `s-${card.severity}` : "", card.group === "doubtful" ? "doubtful" : "",
      done ? "done" : "", status === "rejected" ? "rejected" : "", chosen ? "selected" : "", waiting ? "saving" : "", drafts ? "unsaved" : "",
    ].filter(Boolean).join(" ");
    held.node.dataset.status = status;
    held.node.dataset.saved = String(!waiting);
    if (chosen) held.node.setAttribute("aria-current", "true");
    else held.node.removeAttribute("aria-current");
    held.head.replaceChildren(...this.inside(card, status, { waiting, drafts, chosen, others }));
    held.buttons.replaceChildren(...(chosen && !editing ? this.buttons(card, status) : []));
    return held.node;
  }

  frame(card) {
    const held = { head: el("div", "head"), slot: el("div", "slot"), buttons: el("div", "buttons") };
    held.node = el("div", "card", held.head, held.slot, held.buttons);
    held.node.setAttribute("role", "listitem");
    held.node.dataset.key = card.key;
    held.node.addEventListener("click", () => this.select(card.key));
    return held;
  }

  inside(card, status, { waiting, drafts, chosen, others }) {
    const last = card.log.at(-1);
    let state = this.data.texts[`status ${card.kind === "finding" ? "finding " : ""}${status}`] ?? this.data.texts[`status ${status}`] ?? "";
    if (drafts) state = this.say("unsaved");
    else if (waiting) state = this.say(this.failed ? "not saved" : "saving");
    else if (DECIDED.includes(status) && last) state += ` · ${last.by}, ${moment(last.at, this.data.language)}`;
    const label = card.severity
      ? el("span", "label severity", this.say(`severity ${card.severity}`))
      : el("span", "label", card.label);
    const short = !chosen && (DECIDED.includes(status) || status === "gone");
    const line = card.severity ? card.lead : `${card.label}: ${[card.lead, card.what].filter(Boolean).join(" · ")}`;
    const nodes = [el("div", "top", label, el("span", "state", state)), el("div", "lead", short ? line : card.lead)];
    if (card.what) nodes.push(el("div", "what", card.what));
    if (card.meta.length) nodes.push(el("div", "meta", card.meta.join(" · ")));
    if (card.words && !card.grid && (chosen || card.group === "doubtful")) nodes.push(el("div", "words", `“${card.words}”`));
    for (const reason of card.reasons) nodes.push(el("div", "reason", reason));
    if (card.grid && !this.open) nodes.push(el("div", "meta", this.gridSays(card.grid)));
    if (card.status === "stale" && last) nodes.push(el("div", "was", this.say("was", { what: last.what, by: last.by, at: moment(last.at, this.data.language) })));
    const unseen = card.log.filter((one) => others.includes(one.id));
    for (const one of unseen) nodes.push(el("div", "others", this.say("others", { by: one.by, what: one.what, at: moment(one.at, this.data.language) })));
    if (chosen && card.log.length) {
      const lines = card.log.map((one) => el("div", "", `${moment(one.at, this.data.language)} ${one.by}: ${one.what}`));
      nodes.push(el("div", "log", ...lines));
    }
    return nodes;
  }

  gridSays(grid) {
    const parts = grid.columns.map((name, column) => {
      const numbers = grid.rows.map((row) => (row[3][column] ? numberOf(row[3][column].text) : null));
      const sum = numbers.reduce((total, one) => total + (one ?? 0), 0);
      const stated = grid.stated[column] ? numberOf(grid.stated[column].text) : null;
      const said = stated === null ? "" : stated === sum ? " = ✓" : ` ≠ ${spelled(stated)} ⚠`;
      return `${name}: ${spelled(sum)}${said}`;
    });
    return [this.say("rows", { rows: grid.rows.length }), ...parts].join(" · ");
  }

  buttons(card, status) {
    const finding = card.kind === "finding";
    const decided = DECIDED.includes(status);
    const nodes = [];
    if (!decided || status === "rejected") nodes.push(button(this.say(finding ? "seen" : "accept"), "a", () => this.accept(card.key), "main"));
    if (!finding) nodes.push(button(this.say(card.grid ? "edit table" : "edit"), "e", () => this.edit(card.key)));
    if (status !== "rejected") nodes.push(button(this.say(finding ? "no error" : "reject"), "x", () => this.reject(card.key)));
    if (card.undo) nodes.push(button(this.say("undo"), "u", () => this.undo(card.key)));
    return nodes;
  }

  counts() {
    let left = 0;
    for (const [part, all] of this.data.parts) {
      const open = this.data.cards.filter((card) => this.part(card) === part && this.isOpen(card)).length;
      left += open;
      const { fill: bar, count } = this.bar.part[part];
      count.textContent = all ? this.say("left of", { left: open, all }) : "0";
      count.classList.toggle("zero", !open);
      bar.style.width = all ? `${(100 * (all - open)) / all}%` : "100%";
    }
    const all = this.data.cards.length;
    this.bar.left.textContent = left ? this.say("left", { left, all }) : this.say("all done", { all });
    const sure = this.data.cards.filter((card) => this.status_(card) === "open" && card.kind !== "finding" && !card.reasons.length).length;
    this.bar.rest.firstChild.textContent = this.say("rest", { count: sure });
    this.bar.rest.hidden = !sure;
    this.bar.undo.disabled = !this.data.mine.length && !this.kept.outbox.length;
    this.bar.undo.title = this.data.mine[0]?.what ?? "";
  }

  status() {
    const waiting = this.kept.outbox.filter((act) => act.op !== "propose").length;
    const { saved } = this.bar;
    saved.className = `saved${this.failed ? " failed" : waiting ? " saving" : ""}`;
    saved.textContent = this.failed ? this.say("not saved") : waiting ? this.say("saving") : this.savedAt ? `✓ ${this.say("saved")} ${moment(this.savedAt, this.data.language)}` : "";
    if (this.failed && waiting) {
      this.tell([this.why, this.say("failed", { count: waiting })].filter(Boolean).join(" "), [this.say("retry"), () => this.late()]);
      this.notice = "failed";
    } else if (this.notice === "failed") {
      this.notice = null;
      this.place.notice.hidden = true;
    }
  }

  tell(text, action) {
    this.notice = "told";
    this.place.notice.hidden = false;
    const close = action ? button(action[0], "", action[1]) : button("✕", "", () => (this.place.notice.hidden = true));
    this.place.notice.replaceChildren(text, close);
  }

  help() {
    const { help } = this.place;
    help.hidden = !help.hidden;
    const table = el("table", "", ...this.data.keys.map(([key, text]) => el("tr", "", el("td", "", el("kbd", "", key)), el("td", "", text))));
    help.replaceChildren(el("b", "", this.say("help")), table, button(this.say("close"), "Esc", () => (help.hidden = true)));
  }

  // --- the other pane and the keys ---

  announce() {
    const states = Object.fromEntries(this.data.cards.map((card) => [card.key, this.status_(card)]));
    window.dispatchEvent(new CustomEvent("hmtn:states", { detail: states }));
    const added = this.data.cards.flatMap((card) => (card.spans ?? []).map(([start, end]) => ({ key: card.key, kind: card.kind, start, end })));
    window.dispatchEvent(new CustomEvent("hmtn:added", { detail: added }));
  }

  listen() {
    this.heard = new AbortController();
    const on = (target, name, act) => target.addEventListener(name, act, { signal: this.heard.signal });
    on(window, "hmtn:ready", () => {
      this.announce();
      if (this.selected) this.show(this.selected, true);
    });
    on(window, "hmtn:words", (event) => this.menu(event.detail));
    on(window, "hmtn:pick", (event) => {
      const keys = event.detail.keys.filter((key) => this.card(key));
      if (!keys.length) return;
      const at = keys.indexOf(this.selected);
      this.select(keys[(at + 1) % keys.length], { quiet: true, scroll: true });
    });
    on(document, "keydown", (event) => this.key(event));
  }

  key(event) {
    if (event.defaultPrevented || event.isComposing) return;
    const { key } = event;
    if (key === "Escape") {
      this.place.menu.hidden = true;
      if (!this.place.help.hidden) this.place.help.hidden = true;
      else if (!typing(event)) this.closeForm();
      return;
    }
    if (typing(event) || event.altKey) return;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z" && !event.shiftKey) {
      event.preventDefault();
      this.undoLast();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const inside = event.composedPath().includes(this.node) || event.target === document.body;
    const acts = {
      a: () => this.accept(),
      A: () => this.rest(),
      e: () => this.edit(),
      x: () => this.reject(),
      u: () => this.undo(),
      j: () => this.step(1),
      k: () => this.step(-1),
      n: () => this.moved(this.selected),
      "?": () => this.help(),
      ...(inside ? { ArrowDown: () => this.step(1), ArrowUp: () => this.step(-1) } : {}),
    };
    // With a Vietnamese keyboard or caps lock on, the letter of the key still counts.
    const act = acts[key] ?? (event.shiftKey ? undefined : acts[key.toLowerCase()]);
    if (!act || !this.node.isConnected) return;
    event.preventDefault();
    act();
  }

  end() {
    clearTimeout(this.timer);
    this.heard.abort();
  }
}

const desks = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  let desk = desks.get(root);
  const same = desk && desk.node.isConnected && desk.data.session === component.data.session && desk.data.document === component.data.document;
  if (same) {
    desk.take(component);
    desk.update();
  } else if (!component.data.whole) {
    // what is told builds on what an earlier pane had: ask for everything
    component.setStateValue("outbox", [{ id: crypto.randomUUID(), op: "all" }]);
  } else {
    desk?.end();
    desk = new Desk(root, component);
    desks.set(root, desk);
  }
  return () => desks.get(root)?.end();
}
