// The list of cards under their headings. Only what changed is drawn again, and only what stands wrong is moved, so
// that no field loses its focus while answers come in.

import { drawCard, drawFrame } from "./cards.js";
import { el } from "./parts.js";
import { isOpen } from "./progress.js";

export class CardList {
  // `lookOf(card)` says how a card is looked at (cards.js), `statusOf(card)` the status it will have; `commands` are
  // those of its buttons, and `select`.
  constructor(texts, { lookOf, statusOf, commands }) {
    Object.assign(this, { texts, lookOf, statusOf, commands });
    this.frames = new Map(); // by key of the card
    this.headings = new Map();
    this.node = el("div", "list");
  }

  // `cards` are in their order, those of a group together; `groups` are {group: title}, `stale` decisions without a place,
  // `residue` what no fact accounts for.
  render(cards, groups, stale, residue = []) {
    const nodes = [];
    let group = null;
    let heading = null;
    for (const card of cards) {
      if (card.group !== group) {
        group = card.group;
        heading = null;
        nodes.push(this.heading(group, groups[group], cards));
      }
      if (card.heading !== heading && card.group === "obligation") {
        heading = card.heading;
        nodes.push(this.subheading(heading));
      }
      nodes.push(this.draw(card));
    }
    const keys = new Set(cards.map((card) => card.key));
    for (const key of [...this.frames.keys()]) if (!keys.has(key)) this.frames.delete(key);
    if (!cards.length) nodes.push(el("div", "empty", this.texts.say("nothing")));
    if (residue.length) nodes.push(this.residueBox(residue, groups.residue));
    if (stale.length) nodes.unshift(this.staleBox(stale));
    this.arrange(nodes);
  }

  draw(card) {
    const frame = kept(this.frames, card.key, () => drawFrame(card.key, this.commands.select));
    const look = this.lookOf(card);
    const sign = JSON.stringify(look);
    const same = frame.sign === sign && (frame.card === card || JSON.stringify(frame.card) === JSON.stringify(card));
    Object.assign(frame, { card, sign });
    if (!same) drawCard(frame, card, look, this.texts, this.commands);
    return frame.node;
  }

  heading(group, title, cards) {
    const { node, count } = kept(this.headings, group, () => {
      const small = el("span", "small");
      return { node: el("h3", "", title, small), count: small };
    });
    const all = cards.filter((card) => card.group === group);
    const left = all.filter((card) => isOpen(this.statusOf(card))).length;
    count.textContent = left ? this.texts.say("left of", { left, all: all.length }) : `✓ ${all.length}`;
    return node;
  }

  // Of the body that has to do what comes.
  subheading(name) {
    return kept(this.headings, `obligation: ${name}`, () => el("h4", "", name ?? this.texts.say("nobody")));
  }

  staleBox(stale) {
    const node = kept(this.headings, "stale", () => el("div", "stale"));
    const lines = stale.map(({ what, words, by, at }) => el("div", "", `${what}: “${words}” – ${by}, ${this.texts.time(at)}`));
    node.replaceChildren(el("b", "", this.texts.say("stale box")), ...lines);
    return node;
  }

  // A plain group behind all cards; it stays the same while facts are decided on.
  residueBox(residue, title) {
    return kept(this.headings, "residue", () => {
      const lines = residue.map(({ key, label, words, why }) => {
        const line = el("button", "residue-line", el("span", "label", label), el("span", "words", `“${words}”`), el("span", "reason", why));
        line.type = "button";
        line.dataset.key = key;
        line.addEventListener("click", () => this.commands.show(key));
        return line;
      });
      const about = el("div", "meta", this.texts.say("residue", { count: residue.length }));
      return el("div", "residue", el("h3", "", title, el("span", "small", String(residue.length))), about, ...lines);
    });
  }

  arrange(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.node.children]) if (!wanted.has(node)) node.remove();
    nodes.forEach((node, at) => {
      if (this.node.children[at] !== node) this.node.insertBefore(node, this.node.children[at] ?? null);
    });
  }
}

function kept(nodes, name, make) {
  if (!nodes.has(name)) nodes.set(name, make());
  return nodes.get(name);
}
