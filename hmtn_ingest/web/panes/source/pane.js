// The source pane. What it is given and the events by which it talks to the desk stand in source.py.
// Words of a document come in by textContent alone. Offsets are code points of the text.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const DECIDED = { accepted: "hm-settled", edited: "hm-settled", added: "hm-settled", rejected: "hm-rejected" };
const ZOOMS = [0.75, 1, 1.25, 1.5, 2, 2.5];

export default function (component) {
  const root = component.parentElement.querySelector(".hm-source");
  root.pane ??= new Pane(root);
  root.pane.ask = (need) => component.setStateValue("need", need);
  root.pane.update(component.data);
  return () => root.pane.stop();
}

function make(tag, className, parent) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  parent?.append(element);
  return element;
}

function tell(name, detail) {
  window.dispatchEvent(new CustomEvent(`hmtn:${name}`, { detail }));
}

// Both views have `pieces`, elements with `marks` and the `start` of their words, and `parts`, lines or pages.
class Pane {
  constructor(root) {
    this.root = root;
    this.scroller = root.querySelector(".hm-scroll");
    this.bar = root.querySelector(".hm-bar");
    this.text = new TextView(this, root.querySelector(".hm-text"));
    this.pages = new PagesView(this, root.querySelector(".hm-sheets"));
    this.built = null; // stamp of what is shown
    this.selected = null; // the words that the desk was told last
    this.listen();
  }

  get view() {
    return this.text.element.hidden ? this.pages : this.text;
  }

  // -- life ----------------------------------------------------------------------------------------------------------

  listen() {
    this.stopper = new AbortController();
    const { signal } = this.stopper;
    const on = (target, name, act, more) => target.addEventListener(name, act, { signal, ...more });
    on(window, "hmtn:show", (event) => this.show(event.detail));
    on(window, "hmtn:states", (event) => this.setStates({ ...this.states, ...event.detail }));
    on(window, "hmtn:added", (event) => this.setAdded(event.detail));
    on(window, "resize", () => this.fit());
    on(window, "pagehide", () => this.keepPlace());
    on(this.scroller, "scroll", () => this.scrolled(), { passive: true });
    on(this.root, "keydown", (event) => event.key === "Escape" && this.clearSelection());
    on(document, "pointerdown", (event) => this.leave(event), { capture: true });
    on(document, "copy", (event) => this.copy(event));
    on(this.bar, "click", (event) => this.press(event.target.closest("button")));
    this.text.listen(on);
    this.pages.listen(on);
    this.watcher = new ResizeObserver(() => this.resized());
    this.timers = {};
  }

  stop() {
    this.keepPlace();
    this.stopper.abort();
    this.watcher.disconnect();
    this.pages.stop();
    Object.values(this.timers).forEach(clearTimeout);
    this.built = null;
  }

  soon(name, wait, act) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(act, wait);
  }

  // -- what is given -------------------------------------------------------------------------------------------------

  update(data) {
    if (this.stopper.signal.aborted) this.listen();
    const states = JSON.stringify(data.states);
    const added = JSON.stringify(data.added);
    const fresh = this.built !== data.stamp;
    this.data = data;
    if (fresh) {
      this.build();
      this.given = null;
    }
    // A rerun of this pane alone repeats what the page said when it ran last; the desk's events are newer than that.
    if (this.given?.states !== states) this.setStates(data.states);
    if (this.given?.added !== added) this.setAdded(data.added);
    this.given = { states, added };
    this.pages.update();
    if (fresh) tell("ready", {});
  }

  build() {
    const { data } = this;
    const same = this.shown === data.key;
    if (this.built && same) this.keepPlace();
    if (!same) this.selected = null;
    this.shown = data.key;
    this.built = data.stamp;
    this.on = [];
    this.units = unitsOf(data.text);
    this.marks = data.marks.map(([key, kind, doubtful, title, start, end, page, boxes]) => ({ key, kind, doubtful, title, start, end, page, boxes }));
    this.states = {};
    this.lastAdded = "[]";
    this.place = { view: "pages", zoom: 1, ...this.keptPlace() };
    this.buildBar();
    this.text.build();
    this.pages.build();
    this.watcher.observe(document.body);
    this.watcher.observe(this.scroller);
    this.fit();
    this.turnTo(this.place.view);
  }

  buildBar() {
    const { say, sheets, kinds } = this.data;
    this.root.setAttribute("aria-label", say.source);
    this.scroller.setAttribute("aria-label", say.source);
    for (const button of this.bar.querySelectorAll("button")) {
      button.textContent = say[button.name] ?? button.textContent;
      button.title = say[`${button.name}_hint`] ?? "";
      button.setAttribute("aria-label", button.title || button.textContent);
    }
    this.bar.querySelector(".hm-views").hidden = !sheets.length;
    this.bar.querySelector(".hm-legend summary").textContent = say.legend;
    const list = this.bar.querySelector(".hm-legend div");
    list.replaceChildren();
    for (const [className, name] of kinds) make("mark", className, list).textContent = name;
  }

  slice(start, end) {
    return this.units ? this.data.text.slice(this.units[start], this.units[end]) : this.data.text.slice(start, end);
  }

  // -- facts ---------------------------------------------------------------------------------------------------------

  setStates(states) {
    if (JSON.stringify(states) === JSON.stringify(this.states)) return;
    this.states = states;
    this.dressAll();
  }

  setAdded(list) {
    if (JSON.stringify(list) === this.lastAdded) return;
    this.lastAdded = JSON.stringify(list);
    const names = Object.fromEntries(this.data.kinds.map(([className, name]) => [className, name]));
    const added = list.map(({ key, kind, start, end }) => ({
      key, kind, start, end, doubtful: false, title: names[`k-${kind}`] ?? kind, page: 0, boxes: [], added: true,
    }));
    this.marks = this.marks.filter((mark) => !mark.added).concat(added);
    this.text.setAdded(added);
    this.pages.setAdded(added);
    this.dressAll();
  }

  // The first mark gives the colour, the first that a person can decide on tells how far it is.
  dress(element) {
    const { marks } = element;
    if (!marks.length) return (element.className = "");
    const first = marks[0];
    const open = (mark) => !DECIDED[this.states[mark.key]];
    const decided = marks.find((mark) => mark.key in this.states);
    const names = [`k-${first.kind}`];
    if (element.box) names.push("hm-box");
    if (marks.some((mark) => mark.kind === first.kind && mark.doubtful && open(mark))) names.push("doubtful");
    if (marks.some((mark) => mark.kind === "finding" && open(mark))) names.push("found");
    if (decided && !open(decided)) names.push(DECIDED[this.states[decided.key]]);
    if (marks.some((mark) => this.on.includes(mark))) names.push("hm-on");
    element.className = names.join(" ");
    element.title = [...new Set(marks.map((mark) => mark.title))].join(" · ");
  }

  dressAll() {
    for (const element of [...this.text.pieces, ...this.pages.pieces]) this.dress(element);
  }

  pick(marks) {
    if (!marks.length) return;
    const keys = [...new Set(marks.map((mark) => mark.key))];
    this.on = this.marks.filter((mark) => mark.key === keys[0]);
    this.dressAll();
    tell("pick", { keys });
  }

  show({ keys, start, end, quiet } = {}) {
    const wanted = keys ? this.marks.filter((mark) => keys.includes(mark.key)) : start < end ? [{ start, end }] : [];
    if (!wanted.length) return;
    this.on = keys ? wanted : [];
    this.dressAll();
    this.view.show(wanted, quiet);
  }

  reveal(elements, quiet) {
    const [first] = elements;
    if (!first) return;
    const frame = first.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    const visible = frame.top >= view.top && frame.bottom <= view.bottom;
    if (!quiet || !visible) {
      const top = frame.top + Math.min(frame.height, view.height) / 2 - (view.top + view.height / 2);
      const left = frame.left >= view.left && frame.right <= view.right ? 0 : frame.left - view.left - 24;
      const smooth = !calm.matches && Math.abs(top) < 2 * view.height;
      this.scroller.scrollBy({ top, left, behavior: smooth ? "smooth" : "instant" });
    }
    if (quiet) return;
    for (const element of elements) {
      element.classList.remove("hm-flash");
      void element.offsetWidth; // begins the animation anew
      element.classList.add("hm-flash");
    }
    this.soon("flash", 1600, () => this.root.querySelectorAll(".hm-flash").forEach((one) => one.classList.remove("hm-flash")));
  }

  // -- selected words ------------------------------------------------------------------------------------------------

  // `frame` gives where the words end now.
  announce(stretch, frame) {
    if (stretch) {
      this.selected = { stretch, frame, view: this.view, followed: true };
      this.tellWords();
    } else if (this.selected) {
      this.selected = null;
      tell("words", null);
    }
  }

  tellWords() {
    const { stretch, frame } = this.selected;
    const box = frame();
    if (!box) return;
    const [start, end] = stretch;
    tell("words", { start, end, quote: this.slice(start, end), x: Math.round(box.right), y: Math.round(box.bottom) });
  }

  // The desk took the words, or the person went elsewhere: a menu that came back while scrolling would be in the way.
  leave(event) {
    if (this.selected && !this.root.contains(event.target)) this.selected.followed = false;
  }

  clearSelection() {
    this.pages.clear();
    if (this.selected?.view === this.text) getSelection()?.removeAllRanges();
    this.announce(null);
  }

  copy(event) {
    if (this.selected?.view !== this.pages || !getSelection()?.isCollapsed) return;
    event.clipboardData.setData("text/plain", this.slice(...this.selected.stretch));
    event.preventDefault();
  }

  // -- view and zoom -------------------------------------------------------------------------------------------------

  press(button) {
    if (!button || button.name === this.place.view) return;
    if (button.name !== "pages" && button.name !== "text") return this.zoomTo(button.name);
    const at = this.scroller.scrollTop > 8 ? this.middle() : null;
    this.keepPlace();
    this.turnTo(button.name);
    if (at === null) this.scroller.scrollTo({ top: 0, behavior: "instant" });
    else this.bringBack(at);
    this.keepPlace();
  }

  turnTo(name) {
    const text = name === "text" || !this.data.sheets.length;
    this.place.view = text ? "text" : "pages";
    this.clearSelection();
    this.text.element.hidden = !text;
    this.pages.element.hidden = text;
    for (const button of this.bar.querySelectorAll(".hm-views button")) {
      button.setAttribute("aria-pressed", String((button.name === "text") === text));
    }
    this.zoom();
    this.restore();
  }

  zoomTo(name) {
    const at = ZOOMS.indexOf(this.place.zoom);
    this.mark();
    if (name === "closer") this.place.zoom = ZOOMS[Math.min(at + 1, ZOOMS.length - 1)];
    if (name === "farther") this.place.zoom = ZOOMS[Math.max(at - 1, 0)];
    if (name === "fit") this.place.zoom = 1;
    this.zoom();
    this.restore();
    this.keepPlace();
  }

  zoom() {
    const { zoom } = this.place;
    this.root.style.setProperty("--zoom", zoom * this.view.scale);
    this.bar.querySelector('[name="closer"]').disabled = zoom === ZOOMS.at(-1);
    this.bar.querySelector('[name="farther"]').disabled = zoom === ZOOMS[0];
    if (this.view !== this.pages) return;
    this.scroller.scrollLeft = this.pages.middle * this.pages.element.offsetWidth - this.scroller.clientWidth / 2;
  }

  // As high as the window leaves room for.
  fit() {
    const page = this.root.closest('[data-testid="stMain"]') ?? document.scrollingElement;
    const above = this.root.getBoundingClientRect().top + page.scrollTop;
    this.root.style.height = `${Math.max(340, Math.round(window.innerHeight - above - 16))}px`;
    this.tellPage();
  }

  resized() {
    this.fit();
    if (this.width === this.scroller.clientWidth) return;
    if (this.width) this.restore();
    this.width = this.scroller.clientWidth;
  }

  // -- place ---------------------------------------------------------------------------------------------------------

  // The offset of the words in sight that are nearest to where one reads, to find them again in the other view.
  middle() {
    const view = this.scroller.getBoundingClientRect();
    let nearest = null;
    for (const piece of this.view.pieces) {
      const { top, bottom } = piece.getBoundingClientRect();
      const away = Math.abs(top - view.top - view.height / 3);
      if (bottom <= view.top || top >= view.bottom || nearest?.away <= away) continue;
      nearest = { away, start: piece.start };
    }
    return nearest?.start ?? null;
  }

  bringBack(at) {
    const away = (piece) => Math.abs(piece.start - at);
    const [nearest] = [...this.view.pieces].sort((a, b) => away(a) - away(b));
    if (!nearest) return;
    const view = this.scroller.getBoundingClientRect();
    const top = nearest.getBoundingClientRect().top - view.top - view.height / 3;
    this.scroller.scrollBy({ top, behavior: "instant" });
  }

  // Where the view begins: a line or a page, and how much of it is above.
  mark() {
    const edge = this.scroller.getBoundingClientRect().top;
    const at = this.view.parts.findIndex((part) => part.getBoundingClientRect().bottom > edge);
    if (at < 0) return;
    const { top, height } = this.view.parts[at].getBoundingClientRect();
    this.place[this.place.view] = [at, Math.round(((edge - top) / Math.max(height, 1)) * 1e4) / 1e4];
  }

  restore() {
    const [at, share] = this.place[this.place.view] ?? [0, 0];
    const part = this.view.parts[at];
    if (!part) return;
    if (!at && share <= 0) return this.scroller.scrollTo({ top: 0, behavior: "instant" });
    const { top, height } = part.getBoundingClientRect();
    const edge = this.scroller.getBoundingClientRect().top;
    this.scroller.scrollBy({ top: top + share * height - edge, behavior: "instant" });
  }

  scrolled() {
    this.soon("place", 120, () => this.keepPlace());
    this.tellPage();
    if (this.selected?.followed) this.soon("follow", 60, () => this.selected?.followed && this.tellWords());
  }

  tellPage() {
    const label = this.bar.querySelector(".hm-place");
    if (this.pages.element.hidden) return (label.textContent = "");
    const { parts } = this.pages;
    const view = this.scroller.getBoundingClientRect();
    const at = parts.findIndex((page) => page.getBoundingClientRect().bottom > view.top + view.height / 3);
    label.textContent = `${Math.max(at, 0) + 1}/${parts.length}`;
  }

  keptPlace() {
    try {
      return JSON.parse(sessionStorage.getItem(`hmtn-source:${this.data.key}`)) ?? {};
    } catch {
      return {};
    }
  }

  keepPlace() {
    if (!this.built || !this.root.isConnected || !this.scroller.clientHeight) return;
    this.mark();
    try {
      sessionStorage.setItem(`hmtn-source:${this.data.key}`, JSON.stringify(this.place));
    } catch {
      // a browser without storage forgets the place
    }
  }
}
