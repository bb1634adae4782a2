// What a person did that the server has not yet answered, in the order in which it was done.
//
// In: what is done at the pane, as acts {op, key, …}, and the server's answers {id, failed?, reason?, …}.
// Out: the whole list, posted at once and again and again until it is answered; the server does an act once however
// often it comes. An act leaves the list only with its answer, and the list is kept for the tab, so nothing is lost:
//
//   add("accept", {key})  → post [{id: "tab-1", op: "accept", key}]
//   no answer             → post [{id: "tab-1", …, again: 1}], later with again: 2
//   take([{id: "tab-1"}]) → the list is empty

export const RESEND = 4000; // milliseconds without an answer after which everything is posted again,
export const LONGEST = 30000; // and at most this long after it was posted the last time

const QUESTIONS = ["propose", "fill"]; // how words are read: nothing is decided by asking

export class Outbox {
  // `memory` keeps the list as `outbox`; `post(acts)` gives it to the server; `changed()` hears that there is news of it.
  constructor(memory, { post, changed }) {
    Object.assign(this, { memory, post, changed });
    this.failed = false; // nobody answered in time, or the server could not save
    this.why = "";
  }

  get acts() {
    return this.memory.outbox;
  }

  add(op, more) {
    const { memory } = this;
    memory.outbox.push({ id: `${memory.tab}-${++memory.serial}`, op, ...more });
    memory.save();
    this.send();
  }

  send() {
    this.patience = RESEND;
    this.post(this.acts);
    this.changed();
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    if (this.acts.length) this.timer = setTimeout(() => this.resend(), this.patience);
  }

  // Less and less often: each time the server begins its answer anew. The count makes what is posted something new,
  // or it would not reach the server.
  resend() {
    if (!this.acts.length) return;
    this.failed = true;
    const again = (this.memory.again ?? 0) + 1;
    this.memory.again = again;
    this.post(this.acts.map((act) => ({ ...act, again })));
    this.patience = Math.min(2 * this.patience, LONGEST);
    this.changed();
    this.wait();
  }

  // Takes out what is answered; `settle(act, answer)` does what follows, and may add new acts. An act that the store
  // did not take stays; an answer that comes twice finds its act no more.
  take(answers, settle) {
    let failed = false;
    let why = "";
    for (const answer of answers) {
      const act = this.acts.find((one) => one.id === answer.id);
      if (!act) continue;
      if (answer.failed) {
        failed = true;
        why = answer.reason ?? "";
        continue;
      }
      this.memory.outbox = this.acts.filter((one) => one !== act);
      settle(act, answer);
    }
    if (answers.length) Object.assign(this, { failed, why });
    if (!this.acts.length) this.stop();
    this.memory.save();
  }

  // The acts that decide about one fact.
  about(key) {
    const decides = (act) => act.key === key && !QUESTIONS.includes(act.op);
    return this.acts.filter((act) => decides(act) || act.op === "rest" || act.op === "dismiss rest");
  }

  // How many decisions wait.
  get count() {
    return this.acts.filter((act) => !QUESTIONS.includes(act.op)).length;
  }

  // What undo takes back: the last of what waits, else the last of `mine`, what the server says is saved. It may be
  // asked for before an act is answered: `of` names the act, `ids` are decisions.
  lastToUndo(mine) {
    const undos = this.acts.filter((act) => act.op === "undo");
    const waiting = this.acts.findLast(
      (act) => act.op !== "undo" && !QUESTIONS.includes(act.op) && !undos.some((undo) => undo.of === act.id),
    );
    if (waiting) return { of: waiting.id, key: waiting.key };
    const saved = mine.find((one) => !undos.some((undo) => undo.ids?.includes(one.ids[0])));
    return saved ? { ids: saved.ids, key: saved.key } : null;
  }

  // What is done again: the last undo that waits, else the last of `undone`, what the server says was taken back, as long
  // as nothing new was decided.
  lastToRedo(undone) {
    const acts = this.acts.filter((act) => act.op !== "all" && !QUESTIONS.includes(act.op));
    const redone = acts.filter((act) => act.op === "redo");
    const fresh = acts.findLastIndex((act) => act.op !== "undo" && act.op !== "redo");
    const waiting = acts.slice(fresh + 1).findLast((act) => act.op === "undo" && !redone.some((redo) => redo.of === act.id));
    if (waiting) return { of: waiting.id, key: waiting.key };
    if (fresh >= 0) return null;
    const saved = undone.find((one) => !redone.some((redo) => redo.ids?.includes(one.ids[0])));
    return saved ? { ids: saved.ids, key: saved.key } : null;
  }

  stop() {
    clearTimeout(this.timer);
  }
}
