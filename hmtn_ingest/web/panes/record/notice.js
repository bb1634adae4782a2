// What a person must be told above the list: why something was refused, or that nothing can be saved.

import { button, el } from "./parts.js";

export class Notice {
  constructor() {
    this.node = el("div", "notice");
    this.node.setAttribute("role", "alert");
    this.node.hidden = true;
    this.failure = false; // whether it speaks of what could not be saved; that ends by itself
  }

  show(text) {
    this.set(text, button("×", "", () => (this.node.hidden = true)));
  }

  // What was said of the last thing that somebody did is over with the next one.
  pass() {
    if (!this.failure) this.node.hidden = true;
  }

  showFailure(text, retry) {
    this.set(text, retry);
    this.failure = true;
  }

  endFailure() {
    if (this.failure) this.node.hidden = true;
    this.failure = false;
  }

  set(text, action) {
    this.failure = false;
    this.node.hidden = false;
    this.node.replaceChildren(text, action);
  }
}
