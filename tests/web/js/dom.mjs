// As much of a browser as the panes need, and no more: elements, events that rise, one focus, a store for the tab.
// What would read text as markup is not there, so a script that tried fails.

import { webcrypto } from "node:crypto";

class Text {
  constructor(data) {
    this.data = data;
    this.parent = null;
  }

  get textContent() {
    return this.data;
  }

  set textContent(data) {
    this.data = data;
  }
}

class Style {
  setProperty(name, value) {
    this[name] = value;
  }
}

export class Element extends EventTarget {
  constructor(name) {
    super();
    Object.assign(this, { localName: name, className: "", hidden: false, value: "", checked: false, disabled: false });
    Object.assign(this, { parent: null, childNodes: [], dataset: {}, style: new Style(), attributes: new Map(), scrolled: 0 });
  }

  set innerHTML(markup) {
    throw new Error(`read as markup: ${markup}`);
  }

  get children() {
    return this.childNodes.filter((node) => node instanceof Element);
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get nextSibling() {
    const beside = this.parent?.childNodes ?? [];
    return beside[beside.indexOf(this) + 1] ?? null;
  }

  get textContent() {
    return this.childNodes.map((node) => node.textContent).join("");
  }

  set textContent(text) {
    this.replaceChildren(text);
  }

  get classList() {
    const names = new Set(this.className.split(" ").filter(Boolean));
    const set = (name, on) => {
      if (on) names.add(name);
      else names.delete(name);
      this.className = [...names].join(" ");
    };
    return { contains: (name) => names.has(name), add: (name) => set(name, true), toggle: set };
  }

  append(...nodes) {
    for (const node of nodes) this.insertBefore(node, null);
  }

  insertBefore(node, next) {
    const child = typeof node === "object" ? node : new Text(String(node));
    child.parent?.drop(child);
    child.parent = this;
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, child);
  }

  drop(child) {
    if (child instanceof Element && child.contains(document.activeElement)) document.activeElement = null;
    this.childNodes = this.childNodes.filter((one) => one !== child);
    child.parent = null;
  }

  remove() {
    this.parent?.drop(this);
  }

  replaceChildren(...nodes) {
    for (const child of this.childNodes) this.drop(child);
    this.append(...nodes);
  }

  contains(node) {
    for (let one = node; one; one = one.parent) if (one === this) return true;
    return false;
  }

  get isConnected() {
    return document.body.contains(this);
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  // All elements inside that have a class, or a name: all(".card"), all("input").
  all(selector) {
    const fits = (node) =>
      selector.startsWith(".") ? node.classList.contains(selector.slice(1)) : node.localName === selector;
    return this.children.flatMap((node) => [...(fits(node) ? [node] : []), ...node.all(selector)]);
  }

  querySelector(selector) {
    return this.all(selector)[0] ?? null;
  }

  querySelectorAll(selector) {
    return this.all(selector);
  }

  // The element itself, or the one around it, of a name.
  closest(name) {
    let one = this;
    while (one && one.localName !== name) one = one.parent;
    return one;
  }

  // Of what the scripts ask this is all: whether it is a field that somebody types in.
  matches() {
    return (this.localName === "input" && this.type !== "checkbox") || ["textarea", "select"].includes(this.localName);
  }

  get activeElement() {
    return document.activeElement;
  }

  getRootNode() {
    return document;
  }

  focus() {
    document.activeElement?.blur();
    document.activeElement = this;
    fire(this, "focus", {}, { rises: false });
  }

  blur() {
    if (document.activeElement !== this) return;
    document.activeElement = null;
    fire(this, "blur", {}, { rises: false });
  }

  select() {
    this.setSelection(0, this.value.length);
  }

  setSelection(start, end) {
    Object.assign(this, { selectionStart: start, selectionEnd: end });
  }

  getBoundingClientRect() {
    return { left: 0, top: 0, right: 0, bottom: 0 };
  }

  scrollIntoView() {
    this.scrolled += 1;
  }

  click() {
    return fire(this, "click");
  }
}

// An observer hears what is near, which is everything unless a test has set `Sight.isNear`, when the test calls
// `Sight.look()`, as it hears it in a browser once the page has been laid out.
export class Sight {
  static isNear = () => true;
  static all = [];

  constructor(react) {
    this.react = react;
    this.observed = new Set();
    Sight.all.push(this);
  }

  static look() {
    for (const { react, observed } of Sight.all) {
      react([...observed].map((target) => ({ target, isIntersecting: target.isConnected && Sight.isNear(target) })));
    }
  }

  observe(target) {
    this.observed.add(target);
  }
}

// Sends an event up from a node to the document; gives the event, to see what became of it.
export function fire(node, type, detail = {}, { rises = true } = {}) {
  const path = [];
  for (let one = node; one && one !== document; one = one.parent) path.push(one);
  path.push(document);
  let stopped = false;
  const event = new Event(type, { cancelable: true });
  for (const [name, value] of Object.entries(detail)) Object.defineProperty(event, name, { value });
  Object.defineProperty(event, "target", { value: node });
  event.composedPath = () => path;
  event.stopPropagation = () => (stopped = true);
  for (const one of rises ? path : [node]) {
    if (stopped) break;
    // an event goes to one target only: each on the way gets one of its own that does what the first does
    const own = new Event(type, { cancelable: true });
    for (const name of [...Object.keys(detail), "target"]) Object.defineProperty(own, name, { value: event[name] });
    if (event.defaultPrevented) own.preventDefault();
    Object.assign(own, { composedPath: event.composedPath, stopPropagation: event.stopPropagation });
    own.preventDefault = () => event.preventDefault();
    one.dispatchEvent(own);
    one[`on${type}`]?.(own);
  }
  return event;
}

// A key pressed where the focus is. `more` are the keys held with it, such as {ctrlKey: true}.
export function press(key, more = {}) {
  const held = { key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, ...more };
  return fire(document.activeElement ?? document.body, "keydown", held);
}

// Types a text into a field, stroke by stroke.
export function type(field, text) {
  if (document.activeElement !== field) field.focus();
  field.value = "";
  for (const letter of text) {
    if (!press(letter).defaultPrevented) field.value += letter;
    fire(field, "input");
  }
}

// A new page in a tab; `stored` are what the tab has kept so far.
export function openPage(stored = new Map()) {
  const page = new EventTarget();
  Object.assign(Sight, { isNear: () => true, all: [] });
  Object.assign(page, {
    createElement: (name) => new Element(name),
    body: new Element("body"),
    activeElement: null,
  });
  globalThis.document = page;
  globalThis.window = Object.assign(new EventTarget(), { innerWidth: 1366, innerHeight: 768 });
  globalThis.IntersectionObserver = Sight;
  globalThis.sessionStorage = {
    getItem: (name) => stored.get(name) ?? null,
    setItem: (name, text) => stored.set(name, text),
  };
  globalThis.CustomEvent ??= class extends Event {
    constructor(name, { detail }) {
      super(name);
      this.detail = detail;
    }
  };
  globalThis.crypto ??= webcrypto;
  return stored;
}

// Timers that go off when a test says so: waits(4000) lets four seconds pass.
export function stopClock() {
  let now = 0;
  const timers = new Map();
  globalThis.setTimeout = (react, wait) => {
    const id = Symbol("timer");
    timers.set(id, { at: now + wait, react });
    return id;
  };
  globalThis.clearTimeout = (id) => timers.delete(id);
  return (milliseconds) => {
    now += milliseconds;
    for (const [id, { at, react }] of [...timers]) {
      if (at > now) continue;
      timers.delete(id);
      react();
    }
  };
}
