// The source pane: the pages of a document, or its text, with a mark over every fact.
//
// What it is given and the events by which it talks to the record pane stand in pane.py, which joins the files of this
// folder to one script, as it does for the record pane. Offsets are code points of the text.

import { Choosing } from "./choosing.js";
import { PointText } from "./code_points.js";
import { make } from "./elements.js";
import { classesOf, partAt } from "./looks.js";
import { PagesView } from "./pages.js";
import { Place } from "./place.js";
import { TextView } from "./text.js";

const ZOOMS = [0.75, 1, 1.25, 1.5, 2, 2.5];

function tell(name, detail) {
  window.dispatchEvent(new CustomEvent(`hmtn:${name}`, { detail }));
}

// Both views have `pieces`, elements with `marks` and the `start` of their words, and parts, lines or pages, by number.
export class SourcePane {
  constructor(root) {
    this.root = root;
    this.scroller = root.querySelector(".hm-scroll");
    this.bar = root.querySelector(".hm-bar");
    this.textView = new TextView(this, root.querySelector(".hm-text"));
    this.pagesView = new PagesView(this, root.querySelector(".hm-sheets"));
    this.place = new Place(this.scroller);
    this.choosing = new Choosing(this);
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.built = null; // stamp of what is shown
    this.selected = null; // the words that the record pane was told last
    this.listen();
  }

  get view() {
    return this.textView.element.hidden ? this.pagesView : this.textView;
  }

  // -- life ----------------------------------------------------------------------------------------------------------

  listen() {
    this.stopper = new AbortController();
    const { signal } = this.stopper;
    const on = (target, name, act, more) => target.addEventListener(name, act, { signal, ...more });
    on(window, "hmtn:show", (event) => this.show(event.detail));
    on(window, "hmtn:states", (event) => this.setStates({ ...this.states, ...event.detail }));
    on(window, "hmtn:added", (event) => this.setAdded(event.detail));
    on(window, "hmtn:filling", (event) => this.setFilling(event.detail.on));
    on(window, "hmtn:choose", (event) => this.choosing.begin(this.startOf(event.detail.keys)));
    on(window, "resize", () => this.fit());
    on(window, "pagehide", () => this.keepPlace());
    on(this.scroller, "scroll", () => this.scrolled(), { passive: true });
    on(this.root, "keydown", (event) => this.choosing.press(event));
    on(this.root, "pointerdown", () => this.beginPointing(), { capture: true });
    on(document, "pointerup", () => this.endPointing(), { capture: true });
    on(this.root, "keydown", (event) => event.key === "Escape" && this.clearSelection());
    on(document, "pointerdown", (event) => this.leave(event), { capture: true });
    on(document, "copy", (event) => this.copy(event));
    on(this.bar, "click", (event) => this.press(event.target.closest("button")));
    this.textView.listen(on);
    this.pagesView.listen(on);
    this.watcher = new ResizeObserver(() => this.resized());
    this.timers = {};
  }

  stop() {
    this.keepPlace();
    this.stopper.abort();
    this.watcher.disconnect();
    this.textView.stop();
    this.pagesView.stop();
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
    // A rerun of this pane alone repeats what the page said when it ran last; the record pane's events are newer.
    if (this.given?.states !== states) this.setStates(data.states);
    if (this.given?.added !== added) this.setAdded(data.added);
    this.given = { states, added };
    this.pagesView.update();
    if (fresh) tell("ready", {});
  }

  build() {
    const { data } = this;
    const same = this.shown === data.key;
    if (this.built && same) this.keepPlace();
    if (!same) this.selected = null;
    this.shown = data.key;
    this.built = data.stamp;
    this.on = new Set();
    this.inside = []; // where the values inside the fact that is shown stand: [name, start, end]
    this.text = new PointText(data.text);
    this.marks = data.marks.map(([key, kind, doubtful, title, start, end, page, boxes]) => ({ key, kind, doubtful, title, start, end, page, boxes }));
    this.states = {};
    this.lastAdded = "[]";
    this.place.open(data.key);
    this.buildBar();
    this.textView.build();
    this.pagesView.build();
    this.setBare();
    this.watcher.observe(document.body);
    this.watcher.observe(this.scroller);
    this.fit();
    this.turnTo(this.place.kept.view);
  }

  buildBar() {
    const { say, sheets, kinds } = this.data;
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

  // -- facts ---------------------------------------------------------------------------------------------------------

  setStates(states) {
    if (JSON.stringify(states) === JSON.stringify(this.states)) return;
    this.states = states;
    this.setLooks();
    this.setBare();
  }

  setAdded(list) {
    if (JSON.stringify(list) === this.lastAdded) return;
    this.lastAdded = JSON.stringify(list);
    const names = Object.fromEntries(this.data.kinds.map(([className, name]) => [className, name]));
    const added = list.map(({ key, kind, start, end }) => ({
      key, kind, start, end, doubtful: false, title: names[`k-${kind}`] ?? kind, page: 0, boxes: [], added: true,
    }));
    this.marks = this.marks.filter((mark) => !mark.added).concat(added);
    this.textView.setAdded(added);
    this.pagesView.setAdded(added);
    this.setLooks();
    this.setBare();
  }

  setLook(element) {
    const { marks, box, start, end } = element;
    element.className = classesOf(marks, { states: this.states, on: this.on, box });
    const part = partAt(this.inside, start, end);
    if (part) element.classList.add("hm-part");
    if (part?.[1] === start) element.dataset.part = part[0];
    else delete element.dataset.part;
    if (marks.length) element.title = [...new Set(marks.map((mark) => mark.title))].join(" · ");
  }

  setLooks() {
    for (const element of [...this.textView.pieces, ...this.pagesView.pieces]) this.setLook(element);
  }

  setBare() {
    this.pagesView.setBare(this.textView.setBare());
  }

  pick(marks) {
    if (!marks.length) return;
    const keys = [...new Set(marks.map((mark) => mark.key))];
    this.on = new Set(this.marks.filter((mark) => mark.key === keys[0]));
    this.setLooks();
    tell("pick", { keys });
  }

  show({ keys, start, end, quiet, parts = [] } = {}) {
    this.inside = parts;
    this.textView.setParts(parts);
    this.pagesView.setParts(parts);
    const wanted = keys ? this.marks.filter((mark) => keys.includes(mark.key)) : start < end ? [{ start, end }] : [];
    if (!wanted.length) {
      this.setLooks();
      return;
    }
    this.on = new Set(keys ? wanted : []);
    this.setLooks();
    this.view.show(wanted, quiet);
  }

  reveal(elements, quiet) {
    const [first] = elements;
    if (!first) return;
    if (!this.bring(first, quiet)) requestAnimationFrame(() => setTimeout(() => this.bring(first, true))); // lines around it were laid out
    if (quiet) return;
    for (const element of elements) element.classList.remove("hm-flash");
    void first.offsetWidth; // begins the animation anew
    for (const element of elements) element.classList.add("hm-flash");
    this.soon("flash", 1600, () => this.root.querySelectorAll(".hm-flash").forEach((one) => one.classList.remove("hm-flash")));
  }

  // Scrolls to an element, one in sight stays where it is if that will do; says whether it was near.
  bring(element, quiet) {
    const frame = element.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    if (quiet && frame.top >= view.top && frame.bottom <= view.bottom) return true;
    const top = frame.top + Math.min(frame.height, view.height) / 2 - (view.top + view.height / 2);
    const left = frame.left >= view.left && frame.right <= view.right ? 0 : frame.left - view.left - 24;
    const near = Math.abs(top) < 2 * view.height;
    this.scroller.scrollBy({ top, left, behavior: near && !this.calm.matches ? "smooth" : "instant" });
    return near;
  }

  // -- selected words ------------------------------------------------------------------------------------------------

  // `frame` gives where the words end now. Words that fill a field are no selection any more.
  announce(stretch, frame, { byKey = false } = {}) {
    if (stretch) {
      this.selected = { stretch, frame, view: this.view, followed: true, byKey };
      this.tellWords();
      if (this.filling) this.clearSelection();
    } else if (this.selected) {
      this.selected = null;
      tell("words", null);
    }
  }

  tellWords() {
    const { stretch, frame, byKey } = this.selected;
    const box = frame();
    if (!box) return;
    const [start, end] = stretch;
    const place = { x: Math.round(box.right), y: Math.round(box.bottom) };
    tell("words", { start, end, quote: this.text.slice(start, end), ...place, byKey });
  }

  // While a field is open a click says where it is: an empty stretch.
  setFilling(on) {
    if (on && !this.filling) this.clearSelection(); // it has become what is being filled in
    this.filling = on;
    this.root.classList.toggle("hm-filling", on);
  }

  clickedAt(at) {
    tell("words", { start: at, end: at, quote: "", x: 0, y: 0, byKey: false });
  }

  beginPointing() {
    this.choosing.end();
    this.pointing = true;
  }

  // A drag is over when the pointer is up: what it passes on its way fills nothing.
  endPointing() {
    if (this.pointing && this.filling) this.soon("selection", 50, () => this.textView.readSelection());
    this.pointing = false;
  }

  startOf(keys) {
    const marks = this.marks.filter((mark) => keys.includes(mark.key));
    return marks.length ? Math.min(...marks.map((mark) => mark.start)) : (this.place.middle(this.view) ?? 0);
  }

  tellLeft() {
    tell("left", {});
  }

  keepInSight(box) {
    const view = this.scroller.getBoundingClientRect();
    if (box && (box.top < view.top || box.bottom > view.bottom)) {
      this.scroller.scrollBy({ top: box.top - view.top - view.height / 2, behavior: "instant" });
    }
  }

  // The record pane took the words, or the person went elsewhere: a menu that came back while scrolling would be in
  // the way.
  leave(event) {
    if (this.selected && !this.root.contains(event.target)) this.selected.followed = false;
  }

  clearSelection() {
    this.pagesView.clear();
    if (this.selected?.view === this.textView) getSelection()?.removeAllRanges();
    this.announce(null);
  }

  copy(event) {
    if (this.selected?.view !== this.pagesView || !getSelection()?.isCollapsed) return;
    event.clipboardData.setData("text/plain", this.text.slice(...this.selected.stretch));
    event.preventDefault();
  }

  // -- view and zoom -------------------------------------------------------------------------------------------------

  press(button) {
    if (!button || button.name === this.place.kept.view) return;
    if (button.name !== "pages" && button.name !== "text") return this.zoomTo(button.name);
    const at = this.scroller.scrollTop > 8 ? this.place.middle(this.view) : null;
    this.keepPlace();
    this.turnTo(button.name);
    if (at === null) this.place.toTop();
    else this.place.bringBack(this.view, at);
    this.keepPlace();
  }

  turnTo(name) {
    const text = name === "text" || !this.data.sheets.length;
    this.place.kept.view = text ? "text" : "pages";
    this.clearSelection();
    this.textView.element.hidden = !text;
    this.pagesView.element.hidden = text;
    for (const button of this.bar.querySelectorAll(".hm-views button")) {
      button.setAttribute("aria-pressed", String((button.name === "text") === text));
    }
    this.zoom();
    this.place.restore(this.view);
  }

  zoomTo(name) {
    const { kept } = this.place;
    const at = ZOOMS.indexOf(kept.zoom);
    this.place.mark(this.view);
    if (name === "closer") kept.zoom = ZOOMS[Math.min(at + 1, ZOOMS.length - 1)];
    if (name === "farther") kept.zoom = ZOOMS[Math.max(at - 1, 0)];
    if (name === "fit") kept.zoom = 1;
    this.zoom();
    this.place.restore(this.view);
    this.keepPlace();
  }

  zoom() {
    const { zoom } = this.place.kept;
    this.root.style.setProperty("--zoom", zoom * this.view.scale);
    this.bar.querySelector('[name="closer"]').disabled = zoom === ZOOMS.at(-1);
    this.bar.querySelector('[name="farther"]').disabled = zoom === ZOOMS[0];
    if (this.view !== this.pagesView) return;
    this.scroller.scrollLeft = this.pagesView.middle * this.pagesView.element.offsetWidth - this.scroller.clientWidth / 2;
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
    if (this.width) this.place.restore(this.view);
    this.width = this.scroller.clientWidth;
  }

  // -- place ---------------------------------------------------------------------------------------------------------

  scrolled() {
    this.soon("place", 120, () => this.keepPlace());
    this.tellPage();
    if (this.selected?.followed) this.soon("follow", 60, () => this.selected?.followed && this.tellWords());
  }

  tellPage() {
    const label = this.bar.querySelector(".hm-place");
    if (this.pagesView.element.hidden) return (label.textContent = "");
    const view = this.scroller.getBoundingClientRect();
    const at = this.pagesView.partBelow(view.top + view.height / 3);
    label.textContent = `${Math.max(at, 0) + 1}/${this.pagesView.parts.length}`;
  }

  keepPlace() {
    if (this.built && this.root.isConnected && this.scroller.clientHeight) this.place.keep(this.view);
  }
}

// Called by Streamlit with every run of the page. What it returns is called when the pane has left the page, but also
// where one run overtakes another: then the pane stays, and must go on.
export default function (component) {
  const root = component.parentElement.querySelector(".hm-source");
  root.pane ??= new SourcePane(root);
  root.pane.ask = (need) => component.setStateValue("need", need);
  root.pane.update(component.data);
  return () => {
    if (!root.isConnected) root.pane.stop();
  };
}
