// The list of cards under their headings. Only what changed is drawn again, and only what stands wrong is moved, so
// that no field loses its focus while answers come in. Of thousands of cards those are drawn that were near once, or
// asked for; gaps stand in the place of the others.

import { drawCard, drawFrame } from "./cards.js";
import { button, el } from "./parts.js";
import { isOpen } from "./progress.js";

export const LONGEST_GAP = 100; // cards, which are drawn together
const SHORTEST_GAP = 20; // fewer are drawn at once
const USUAL_HEIGHT = 5; // rem of a card that is not drawn

export class CardList {
  // `lookOf(card)` says how a card is looked at (cards.js), `statusOf(card)` the status it will have; `commands` are
  // those of its buttons, and `select`.
  constructor(texts, { lookOf, statusOf, commands }) {
    Object.assign(this, { texts, lookOf, statusOf, commands });
    this.frames = new Map(); // by key of the card, of those that are drawn
    this.gaps = new Map(); // by key of the first card
    this.headings = new Map();
    this.node = el("div", "list");
    this.seer = new IntersectionObserver((entries) => this.nearby(entries), { root: this.node, rootMargin: "100% 0px" });
  }

  // `cards` are those shown, in their order, those of a group together, `all` those that are hidden as well; `groups` are
  // {group: title}, `stale` decisions without a place.
  render(cards, groups, stale, all = cards) {
    Object.assign(this, { cards, groups, stale, all });
    const keys = new Set(all.map((card) => card.key));
    for (const key of [...this.frames.keys()]) if (!keys.has(key)) this.frames.delete(key);
    this.lay();
  }

  lay() {
    const { cards, stale, all, frames } = this;
    const nodes = stale.length ? [this.staleBox(stale)] : [];
    const known = this.gaps;
    this.gaps = new Map();
    let gap = null;
    for (const [at, card] of cards.entries()) {
      if (frames.has(card.key)) {
        gap = null;
        nodes.push(...this.headingsOf(card, cards[at - 1]), this.draw(card));
      } else {
        if (!gap || gap.cards.length === LONGEST_GAP) {
          gap = Object.assign(known.get(card.key) ?? this.gap(), { cards: [] });
          this.gaps.set(card.key, gap);
          nodes.push(gap);
        }
        gap.cards.push(card);
      }
    }
    const short = [...this.gaps.values()].filter(({ cards }) => cards.length < SHORTEST_GAP);
    if (short.length) return this.fill(short);
    for (const { style, cards } of this.gaps.values()) style.height = `${cards.length * USUAL_HEIGHT}rem`;
    if (!all.length) nodes.push(el("div", "empty", this.texts.say("nothing")));
    this.arrange(nodes);
  }

  gap() {
    const gap = el("div", "gap");
    this.seer.observe(gap);
    return gap;
  }

  nearby(entries) {
    const near = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
    if (near.length) this.fill(near);
  }

  fill(gaps) {
    for (const gap of gaps) for (const card of gap.cards) this.draw(card);
    this.lay();
  }

  // The frame of a card, which then stands in the list with those around it, if it is one of those shown.
  frame(card) {
    const gap = [...this.gaps.values()].find(({ cards }) => cards.some(({ key }) => key === card.key));
    if (gap) this.fill([gap]);
    else this.draw(card);
    return this.frames.get(card.key);
  }

  headingsOf({ group, heading }, before) {
    const nodes = group === before?.group ? [] : [this.heading(group)];
    if (group === "obligation" && (nodes.length || heading !== before.heading)) nodes.push(this.subheading(heading));
    return nodes;
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

  heading(group) {
    const { node, count, dismiss } = kept(this.headings, group, () => {
      const small = el("span", "small");
      const dismissing = group === "residue" ? button("", "", this.commands.dismissRest, "dismiss") : null;
      return { node: el("h3", "", this.groups[group], small, dismissing), count: small, dismiss: dismissing };
    });
    const read = this.all.filter((card) => card.group === group && card.kind !== "none" && card.status !== "empty");
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
