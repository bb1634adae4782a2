// The list of cards under their headings. Only what changed is drawn again, and only what stands wrong is moved, so
// that no field loses its focus while answers come in.

import { drawCard, drawFrame } from "./cards.js";
import { button, el } from "./parts.js";
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

  // `cards` are those shown, in their order, those of a group together, `all` those that are hidden as well; `groups` are
  // {group: title}, `stale` decisions without a place.
  render(cards, groups, stale, all = cards) {
    const nodes = [];
    let group = null;
    let heading = null;
    for (const card of cards) {
      if (card.group !== group) {
        group = card.group;
        heading = null;
        nodes.push(this.heading(group, groups[group], all));
      }
      if (card.heading !== heading && card.group === "obligation") {
        heading = card.heading;
        nodes.push(this.subheading(heading));
      }
      nodes.push(this.draw(card));
    }
    const keys = new Set(all.map((card) => card.key));
    for (const key of [...this.frames.keys()]) if (!keys.has(key)) this.frames.delete(key);
    if (!all.length) nodes.push(el("div", "empty", this.texts.say("nothing")));
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
    const { node, count, dismiss } = kept(this.headings, group, () => {
      const small = el("span", "small");
      const dismissing = group === "residue" ? button("", "", this.commands.dismissRest, "dismiss") : null;
      return { node: el("h3", "", title, small, dismissing), count: small, dismiss: dismissing };
    });
    const read = cards.filter((card) => card.group === group && card.kind !== "none" && card.status !== "empty");
    const left = read.filter((card) => isOpen(this.statusOf(card))).length;
    count.textContent = left ? this.texts.say("left of", { left, all: read.length }) : read.length ? `✓ ${read.length}` : "0";
    if (dismiss) {
      dismiss.hidden = left < 2; // a single one has a key of its own
      dismiss.textContent = this.texts.say("dismiss rest", { count: left });
    }
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

  arrange(nodes) {
    const wanted = new Set(nodes);
    for (const node of [...this.node.children]) if (!wanted.has(node)) node.remove();
    let next = this.node.firstChild; // by its number, a child is counted from the first one each time
    for (const node of nodes) {
      if (node === next) next = next.nextSibling;
      else this.node.insertBefore(node, next);
    }
  }
}

function kept(nodes, name, make) {
  if (!nodes.has(name)) nodes.set(name, make());
  return nodes.get(name);
}
