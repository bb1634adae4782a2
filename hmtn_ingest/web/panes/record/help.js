// The keys of the pane: the first of them at its foot, all in a box that opens over it, where single letters can be
// switched off for whoever dictates or whose keyboard types for them.

import { button, el } from "./parts.js";

const KEPT = "hmtn:letters"; // for this browser: "off" where single letters mean nothing

export class Help {
  // `keys` are pairs of a key and what it does; `left()` hears that the box is gone.
  constructor(texts, keys, { left }) {
    Object.assign(this, { keys, left });
    const rows = keys.map(([key, text]) => el("tr", "", el("td", "", el("kbd", "", key)), el("td", "", text)));
    const close = button(texts.say("close"), "Esc", () => this.close());
    const ways = texts.say("help words").split("\n").map((line) => el("p", "", line));
    this.tick = el("input");
    this.tick.type = "checkbox";
    this.tick.checked = readLetters();
    this.tick.addEventListener("change", () => keepLetters(this.tick.checked));
    const letters = el("label", "letters", this.tick, ` ${texts.say("letters")}`);
    this.node = el("div", "help", el("b", "", texts.say("help")), el("table", "", ...rows), ...ways, letters, close);
    this.node.setAttribute("role", "dialog");
    this.node.setAttribute("aria-label", texts.say("help"));
    this.node.tabIndex = -1;
    this.node.hidden = true;
  }

  // Whether single letters decide.
  get letters() {
    return this.tick.checked;
  }

  first(count) {
    return el("span", "keys", ...this.keys.slice(0, count).map(([key, text]) => el("span", "", el("kbd", "", key), text)));
  }

  get isOpen() {
    return !this.node.hidden;
  }

  toggle() {
    if (this.isOpen) return this.close();
    this.node.hidden = false;
    this.node.focus();
  }

  close() {
    this.node.hidden = true;
    this.left();
  }
}

function readLetters() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

function keepLetters(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // a forbidden store: it holds until the page is left
  }
}
