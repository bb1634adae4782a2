// The record pane: facts in the order of attention, decided on by key or button.
//
// In: the data of updates.py, everything at first, later what is new; events of the source pane (source/pane.py).
// Out: the acts of outbox.js, to the server; and to the source pane which fact to show, and what became of them all.
// What is done is shown at once as being saved, and as saved when the server has answered.
//
// The files of this folder are ES modules. node tests them one by one (tests/web/js); pane.py joins them to one script,
// without `import` and `export`, in which all share one scope: no two files may declare the same name.

import { NewFact } from "./adding.js";
import { Bar } from "./bar.js";
import { Decisions } from "./decisions.js";
import { Editing } from "./editing.js";
import { Filling } from "./filling.js";
import { commandOf, isTyping } from "./keys.js";
import { Help } from "./help.js";
import { CardList } from "./list.js";
import { TabMemory } from "./memory.js";
import { WordsMenu } from "./menu.js";
import { Notice } from "./notice.js";
import { Outbox } from "./outbox.js";
import { Offer } from "./offer.js";
import { button, el, holdsFocus } from "./parts.js";
import { nearest, nextOpen, statusAfter } from "./progress.js";
import { RestBox } from "./rest.js";
import { CardSearch } from "./search.js";
import { SourceEvents } from "./source_events.js";
import { Speech } from "./speech.js";
import { Texts } from "./texts.js";
import { UnreadAnswers } from "./unread.js";
import { CardWalk } from "./walk.js";

export class RecordPane {
  constructor(root, component) {
    this.root = root;
    this.others = new Map(); // decisions of others that a person could not see when deciding, by key
    this.savedAt = null;
    this.decisions = new Decisions(this);
    this.unread = new UnreadAnswers(this);
    this.walk = new CardWalk(this);
    this.wasAdded = false;
    this.take(component);
    this.texts = new Texts(this.data.texts, this.data.language);
    this.memory = new TabMemory(`hmtn:${this.data.document}`);
    this.outbox = new Outbox(this.memory, { post: (acts) => this.post(acts), changed: () => this.showOutbox() });
    this.selected = this.data.fact && this.card(this.data.fact) ? this.data.fact : this.memory.selected;
    this.build();
    this.listen();
    this.update();
    if (!this.card(this.selected)) this.selected = this.nextOpen(null);
    this.select(this.selected, { quiet: !this.data.fact, scroll: true });
    if (document.activeElement === document.body) this.focusChosen(); // nobody is elsewhere
    if (this.memory.open && this.card(this.memory.open)) this.edit(this.memory.open);
    if (this.memory.adding) this.newFact.show(this.memory.adding.proposal);
    if (this.outbox.acts.length) this.outbox.send();
  }

  // --- what the server gives ---

  // Cards that are new since the last time, and their order where it changed; `whole` begins anew.
  take(component) {
    const { cards, order, ...rest } = component.data;
    this.setStateValue = component.setStateValue;
    const before = this.cards && !rest.whole ? [...this.cards.keys()] : [];
    this.data = rest.whole ? rest : { ...this.data, ...rest };
    const known = rest.whole ? new Map() : this.cards;
    for (const card of cards) known.set(card.key, card);
    this.cards = order ? new Map(order.map((key) => [key, known.get(key)])) : known;
    this.data.cards = [...this.cards.values()];
    // a taken back addition is no more: go on where one was
    if (!this.cards.has(this.selected)) this.selected = nearest(before, this.selected, this.cards) ?? this.selected;
  }

  update() {
    this.outbox.take(this.data.answers, (act, answer) => this.settle(act, answer));
    this.render();
    if (this.editing.key) this.editing.update(this.card(this.editing.key));
    if (this.wasAdded) {
      this.wasAdded = false;
      const newest = this.data.cards.filter((card) => card.added).sort((a, b) => a.added - b.added).at(-1);
      if (newest) this.select(newest.key, { scroll: true });
    }
    this.tellStates();
  }

  settle(act, answer) {
    if (answer.filling) return this.filling.answer(answer.filling);
    if (answer.others) this.others.set(act.key, answer.others);
    if (answer.reason) this.showRefused(act, answer);
    else this.showDone(act, answer);
  }

  showDone(act, answer) {
    const { op, key, field, text } = act;
    if (answer.proposal) {
      this.newFact.show(answer.proposal);
      return;
    }
    this.savedAt = new Date();
    if (op === "edit") {
      if (this.memory.draft(key, field) === text) this.keepDraft(key, field, undefined);
      this.editing.refuse(key, field, "");
      this.editing.note(key, field, this.texts.say("saved"));
    }
    if (op === "redo" && this.card(key)) this.select(key, { scroll: true }); // an addition that was not there before
    if (op === "add") {
      this.newFact.close();
      if (key) this.edit(key); // a row of the table that is open
      else this.wasAdded = true; // its card comes with the same answer
    }
  }

  // Says why where it was typed, or above the list.
  showRefused({ op, key, field, text }, { reason, place, others }) {
    if (op === "edit") {
      if (others) this.keepDraft(key, field, undefined); // what is sent again was typed in view of theirs
      if (this.memory.draft(key, field) === undefined) this.keepDraft(key, field, text);
      this.select(key, { scroll: true });
      if (this.editing.key !== key) this.edit(key, field);
      if (this.editing.refuse(key, field, reason)) {
        this.editing.note(key, field, "");
        return;
      }
    }
    if (op === "add" && this.newFact.refuse(place, reason)) return;
    if (op === "fill" && this.filling.refuse({ key, field }, reason)) return;
    this.notice.show(reason);
  }

  card(key) {
    return this.cards.get(key);
  }

  statusOf(card) {
    return statusAfter(card, this.outbox.about(card.key));
  }

  // The cards among which one goes: those that are looked for, if any are.
  get listed() {
    return this.search.filter(this.data.cards);
  }

  nextOpen(from, wanted) {
    return nextOpen(this.listed, from, (card) => this.statusOf(card), wanted);
  }

  keepDraft(key, name, text, words) {
    this.memory.keepDraft(key, name, text, this.data.last, words);
  }

  // --- what is done ---

  // `have` is the stamp of what the pane has been given.
  post(acts) {
    this.setStateValue("outbox", acts.map((act) => ({ ...act, have: this.data.stamp })));
  }

  // A finding has nothing to edit, but may lead to the field that it misses.
  edit(key = this.selected, name) {
    const { leads } = this.card(key) ?? {};
    if (leads && this.card(leads)) this.select(leads, { scroll: true });
    const card = this.card(leads ?? key);
    if (card?.kind === "residue") this.unread.otherKind(card);
    else if (card && card.kind !== "finding" && card.kind !== "none") this.editing.open(card, name);
  }

  // After a decision about `from` the next open card comes; an undo goes to what it opens.
  moveOn(from, to) {
    this.render();
    const next = to ?? this.nextOpen(from);
    if (next) this.select(next, { scroll: true });
    else this.select(from);
  }

  go(key) {
    if (key) this.select(key, { scroll: true });
  }

  select(key, { quiet = false, scroll = false } = {}) {
    if (!this.card(key)) return;
    const focused = holdsFocus(this.list.node);
    if (this.editing.key !== key) this.editing.close();
    const before = this.selected;
    this.selected = key;
    this.memory.selected = key;
    this.memory.save();
    this.draw(before);
    this.draw(key);
    const { node } = this.list.frame(this.card(key));
    if (focused && !holdsFocus(node)) node.focus({ preventScroll: true });
    if (scroll) node.scrollIntoView({ block: "nearest" });
    this.source.show(key, quiet, this.card(key).parts);
    this.speak();
  }

  // Where what had the focus is gone, Tab and the keys go on from the chosen card.
  focusChosen() {
    this.list.frames.get(this.selected)?.node.focus({ preventScroll: true });
  }

  speak() {
    const card = this.card(this.selected);
    const cards = this.data.cards;
    if (card) this.speech.tell(card, this.texts.status(card.kind, this.statusOf(card)), cards.indexOf(card) + 1, cards.length);
  }

  // --- drawing ---

  build() {
    const { texts, data, decisions } = this;
    this.editing = new Editing(this);
    this.filling = new Filling(this);
    this.bar = new Bar(texts, data.parts.map(([part]) => part), {
      askRest: () => decisions.askRest(),
      undoLast: () => decisions.undoLast(),
      redoLast: () => decisions.redoLast(),
      search: () => this.search.open(),
      help: () => this.help.toggle(),
      toPart: (part) => this.walk.toPart(part),
    });
    this.newFact = new NewFact(texts, {
      memory: this.memory,
      forms: () => this.data.forms,
      bodies: () => this.data.bodies,
      add: (fact) => decisions.act("add", fact),
      changed: () => this.filling.tell(),
      words: () => this.chooseWords(),
      left: () => this.focusChosen(),
    });
    this.list = new CardList(texts, {
      lookOf: (card) => this.lookOf(card),
      statusOf: (card) => this.statusOf(card),
      commands: {
        accept: (key) => decisions.accept(key),
        reject: (key) => decisions.reject(key),
        edit: (key) => this.edit(key),
        undo: (key) => decisions.undo(key),
        select: (key) => {
          this.select(key);
          if (this.card(key).status === "empty") this.edit(key);
        },
        take: (key, part) => this.unread.take(this.card(key), part),
        nextUnread: () => this.unread.next(),
        dismissRest: () => this.unread.dismissRest(),
      },
    });
    const choices = data.addable.map((kind) => [kind, texts.say(`add ${kind}`)]);
    if (data.cards.some((card) => card.grid)) choices.push(["quota-row", texts.say("add quota-row")]);
    choices.push([texts.say("header fields"), data.header]);
    this.menu = new WordsMenu(choices, {
      choose: (kind, words) => this.useWords(kind, words),
      left: () => this.focusChosen(),
    });
    this.notice = new Notice();
    this.offer = new Offer(texts, {
      memory: this.memory,
      take: (id, keys) => decisions.act("alike", { ids: [id], keys }),
    });
    this.search = new CardSearch(texts, { changed: () => this.render(), leave: () => this.walk.leaveSearch() });
    this.speech = new Speech();
    this.restBox = new RestBox(texts, {
      accept: () => decisions.acceptRest(),
      left: () => this.focusChosen(),
    });
    this.help = new Help(texts, data.keys, { left: () => this.focusChosen() });
    const foot = el("div", "foot", this.help.first(5), this.bar.saved);
    const { bar, notice, offer, newFact, list, menu, search, speech, restBox, help } = this;
    const above = [bar.node, search.node, notice.node, offer.node, newFact.node];
    const around = [foot, menu.node, help.node, restBox.node, speech.node];
    this.node = el("div", "record-pane", ...above, list.node, ...around);
    this.node.lang = data.language;
    this.root.querySelector(".place").replaceChildren(this.node);
  }

  render() {
    const { cards, groups, stale, parts, mine } = this.data;
    this.list.render(this.listed, groups, stale, cards);
    this.offer.show(this.data.offer);
    this.showSaved();
    const facts = cards.filter(({ status }) => status !== "empty");
    this.bar.showCounts(facts, (card) => this.statusOf(card), parts, {
      canUndo: mine.length > 0 || this.outbox.acts.length > 0,
      canRedo: this.outbox.lastToRedo(this.data.undone) !== null,
      lastDone: mine[0]?.what,
    });
  }

  draw(key) {
    const card = this.card(key);
    if (card) this.list.draw(card);
  }

  // How the card is looked at; cards.js says what that means.
  lookOf(card) {
    const { key } = card;
    const status = this.statusOf(card);
    const waiting = this.outbox.about(key).some((act) => act.op !== "rest" || status !== card.status);
    return {
      status,
      waiting,
      failed: waiting && this.outbox.failed,
      drafts: key in this.memory.drafts,
      chosen: key === this.selected,
      editing: key === this.editing.key,
      others: this.others.get(key) ?? [],
    };
  }

  showOutbox() {
    this.showSaved();
    for (const act of this.outbox.acts) this.draw(act.key);
  }

  showSaved() {
    const { failed, why, count } = this.outbox;
    this.bar.showSaved({ failed, waiting: count > 0, savedAt: this.savedAt });
    if (failed && count) {
      const text = [why, this.texts.say("failed", { count })].filter(Boolean).join(" ");
      this.notice.showFailure(text, button(this.texts.say("retry"), "", () => this.outbox.resend()));
    } else this.notice.endFailure();
  }

  // --- the source pane and the keys ---

  listen() {
    this.source = new SourceEvents({
      ready: () => {
        this.tellStates();
        this.filling.tell();
        if (this.selected) this.source.show(this.selected, true);
      },
      words: (words) => this.takeWords(words),
      left: () => {
        const { target } = this.filling;
        if (target) target.form.focus(target.form.current);
        else this.focusChosen();
      },
      pick: (keys) => this.pick(keys),
    });
    document.addEventListener("keydown", (event) => this.press(event), { signal: this.source.signal });
  }

  tellStates() {
    this.source.states(this.data.cards, (card) => this.statusOf(card));
  }

  // Chosen words fill the field in which somebody types; where there is none, it is asked what they are.
  takeWords(words) {
    if (words && this.filling.take(words)) this.menu.hide();
    else if (!words || words.start < words.end) this.menu.show(words);
  }

  // A field of the header has its card, all else is proposed as a new fact.
  useWords(kind, words) {
    const card = this.card(kind);
    const table = kind === "quota-row" && this.card(this.selected)?.grid ? { key: this.selected } : {};
    if (!card) return this.decisions.act("propose", { kind, ...words, ...table });
    this.select(kind, { quiet: true, scroll: true });
    this.edit(kind, "value");
    this.filling.take(words, "value");
  }

  chooseWords() {
    this.source.tell("choose", { keys: [this.editing.key ?? this.selected] });
  }

  // Of several facts at the same words, each click chooses the next.
  pick(keys) {
    const known = keys.filter((key) => this.card(key));
    if (!known.length) return;
    this.select(known[(known.indexOf(this.selected) + 1) % known.length], { quiet: true, scroll: true });
  }

  press(event) {
    const inside = event.target === document.body || event.composedPath().includes(this.node);
    const command = commandOf(event, inside, this.help.letters);
    if (command === "leave") this.leave(event);
    if (!command || command === "leave" || this.restBox.isOpen || !this.node.isConnected) return;
    event.preventDefault();
    this.run(command);
  }

  run(command) {
    this.notice.pass();
    const commands = {
      accept: () => this.decisions.accept(),
      "accept rest": () => this.decisions.askRest(),
      edit: () => this.edit(),
      reject: () => this.decisions.reject(),
      undo: () => this.decisions.undo(),
      "undo last": () => this.decisions.undoLast(),
      redo: () => this.decisions.redoLast(),
      down: () => this.walk.stepOpen(1),
      up: () => this.walk.stepOpen(-1),
      "step down": () => this.walk.step(1),
      "step up": () => this.walk.step(-1),
      unread: () => this.unread.next(),
      next: () => this.moveOn(this.selected),
      words: () => this.chooseWords(),
      alike: () => this.offer.accept(),
      group: () => this.walk.toGroup(1),
      "group before": () => this.walk.toGroup(-1),
      search: () => this.search.open(),
      help: () => this.help.toggle(),
    };
    commands[command]();
  }

  // A form that somebody types in has its own way with Escape.
  leave(event) {
    this.menu.hide();
    if (this.restBox.isOpen) this.restBox.close();
    else if (this.help.isOpen) this.help.close();
    else if (this.offer.isOpen && !isTyping(event)) this.offer.decline();
    else if (!isTyping(event)) this.editing.close();
  }

  end() {
    this.outbox.stop();
    this.source.end();
  }
}

const panes = new WeakMap();

// Called by Streamlit with every run of the page. What it returns is called when the pane has left the page, but also
// where one run overtakes another: then the pane stays, and must go on.
export default function (component) {
  const root = component.parentElement;
  const { data } = component;
  let pane = panes.get(root);
  if (pane?.node.isConnected && pane.data.session === data.session && pane.data.document === data.document) {
    pane.take(component);
    pane.update();
  } else if (!data.whole) {
    // what is new builds on what an earlier pane had: ask for everything
    component.setStateValue("outbox", [{ id: crypto.randomUUID(), op: "all" }]);
  } else {
    pane?.end();
    pane = new RecordPane(root, component);
    panes.set(root, pane);
  }
  return () => {
    if (!root.isConnected) panes.get(root)?.end();
  };
}
