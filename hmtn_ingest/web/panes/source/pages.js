// The pages of a PDF: pictures that come when they are near, a box over every fact, and words that can be selected
// once they are known. Places on a page are [x0, top, x1, bottom] in points.

import { make } from "./elements.js";
import { PageWords } from "./page_words.js";

const pictures = new Map(); // "document/revealed/page" → data URL; outlives the pane, so that coming back is quick

export class PagesView {
  constructor(pane, element) {
    this.pane = pane;
    this.element = element;
    this.pieces = []; // boxes, the longest first
    this.parts = []; // pages
    this.pending = null; // what waits for the words
    this.bare = []; // stretches of lines of which nothing was read
  }

  listen(on) {
    const { scroller } = this.pane;
    on(scroller, "pointerdown", (event) => this.press(event));
    on(scroller, "pointermove", (event) => this.drag(event));
    on(scroller, "pointerup", (event) => this.release(event));
    on(scroller, "pointercancel", () => (this.pressed = null));
    on(scroller, "dblclick", (event) => this.pickWord(event));
    on(scroller, "pointerenter", () => !this.element.hidden && this.askWords());
    on(scroller, "dragstart", (event) => event.preventDefault());
  }

  stop() {
    this.seer?.disconnect();
  }

  build() {
    const { data, scroller } = this.pane;
    this.words = null;
    this.wantsWords = false;
    this.needed = { pages: [], words: 0 };
    this.parts = data.sheets.map((size, at) => this.page(size, at + 1));
    this.element.replaceChildren(...this.parts);
    this.drawBoxes();
    this.measure();
    this.near = new Set();
    this.seer?.disconnect();
    this.seer = new IntersectionObserver((entries) => this.nearby(entries), { root: scroller, rootMargin: "150% 0px" });
    this.parts.forEach((page) => this.seer.observe(page));
  }

  page(size, number) {
    const page = Object.assign(make("div", "hm-page"), { size, number });
    page.style.aspectRatio = size.join(" / ");
    page.setAttribute("role", "img");
    page.setAttribute("aria-label", `${this.pane.data.say.page} ${number}`);
    page.layer = make("div", "hm-boxes", page);
    page.picked = make("div", "hm-picked", page);
    page.named = make("div", "hm-over", page);
    page.bare = make("div", "hm-over", page);
    return page;
  }

  // White margins need no room: a page is as wide as lets what is marked on it fill the pane.
  measure() {
    const { marks, data } = this.pane;
    const boxes = marks.flatMap((mark) => mark.boxes.map(([x0, , x1]) => [x0, x1].map((x) => x / data.sheets[mark.page - 1][0])));
    const left = Math.min(1, ...boxes.map(([x0]) => x0));
    const right = Math.max(0, ...boxes.map(([, x1]) => x1));
    const marked = left < right;
    this.scale = marked ? Math.min(1.3, Math.max(1, 0.94 / (right - left))) : 1;
    this.middle = marked ? (left + right) / 2 : 0.5;
  }

  update() {
    const { data } = this.pane;
    for (const [page, picture] of Object.entries(data.pictures)) pictures.set(`${data.shelf}/${page}`, picture);
    if (data.words && !this.words) this.takeWords();
    else if (data.words === null && this.wantsWords) {
      this.pane.soon("words", 350, () => this.request({ words: data.asked + 1 }));
    }
    this.paint();
  }

  // -- pictures ------------------------------------------------------------------------------------------------------

  nearby(entries) {
    for (const { target, isIntersecting } of entries) isIntersecting ? this.near.add(target.number) : this.near.delete(target.number);
    this.paint();
  }

  paint() {
    const { shelf, withheld, say } = this.pane.data;
    const missing = [];
    for (const page of this.parts) {
      const { number } = page;
      if (withheld.includes(number)) {
        if (!page.note) (page.note = make("p", "hm-note", page)).textContent = say.withheld;
        continue;
      }
      const picture = pictures.get(`${shelf}/${number}`);
      if (picture && !page.picture) {
        page.picture = Object.assign(make("img"), { alt: "", draggable: false, decoding: "async", src: picture });
        page.prepend(page.picture);
      } else if (!picture && this.near.has(number)) missing.push(number);
    }
    if (missing.some((page) => !this.needed.pages.includes(page))) this.request({ pages: missing });
  }

  request(more) {
    this.needed = { ...this.needed, ...more };
    this.pane.ask({ ...this.needed, stamp: this.pane.data.stamp });
  }

  // -- words ---------------------------------------------------------------------------------------------------------

  askWords() {
    if (this.words || this.wantsWords) return;
    this.wantsWords = true;
    this.request({ words: (this.pane.data.asked ?? 0) + 1 });
  }

  takeWords() {
    this.wantsWords = false;
    this.words = new PageWords(this.pane.data.words);
    this.drawBoxes();
    this.setBare(this.bare);
    this.pane.root.classList.toggle("hm-selectable", this.words.size > 0);
    const { pending } = this;
    this.wait(null);
    pending?.();
  }

  withWords(act) {
    if (this.words) return act();
    this.wait(act);
    this.askWords();
  }

  wait(act) {
    this.pending = act;
    this.pane.scroller.classList.toggle("hm-waiting", act !== null);
  }

  // The boxes over words of the text, as far as the words are known.
  linesOf(start, end) {
    return this.words?.lines(start, end) ?? [];
  }

  // -- boxes ---------------------------------------------------------------------------------------------------------

  // One box for all marks over the same words, the longest first, so that the shortest lies on top.
  drawBoxes() {
    this.pieces = [];
    if (!this.parts.length) return;
    const groups = new Map();
    for (const mark of this.pane.marks) {
      const name = `${mark.start}-${mark.end}`;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(mark);
    }
    for (const page of this.parts) page.layer.replaceChildren();
    const { order } = this.pane.data;
    const sorted = [...groups.values()].sort((a, b) => b[0].end - b[0].start - (a[0].end - a[0].start));
    for (const marks of sorted) {
      marks.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
      const [{ start, end }] = marks;
      for (const [number, box] of this.placesOf(marks[0])) {
        const page = this.parts[number - 1];
        this.pieces.push(Object.assign(lay(make("mark", "", page.layer), box, page), { marks, start, end, box, page }));
      }
    }
    this.pieces.forEach((box) => this.pane.setLook(box));
  }

  placesOf(mark) {
    // The reader gives boxes of the first page alone; the words tell where a fact goes on.
    const lines = this.linesOf(mark.start, mark.end);
    return mark.page ? [...mark.boxes.map((box) => [mark.page, box]), ...lines.filter(([page]) => page > mark.page)] : lines;
  }

  // A ribbon left of lines of which nothing was read, as far as the words are known.
  setBare(bare) {
    this.bare = bare;
    for (const page of this.parts) page.bare.replaceChildren();
    for (const [start, end] of bare) {
      for (const [number, [x0, top, , bottom]] of this.linesOf(start, end)) {
        const page = this.parts[number - 1];
        lay(make("i", "hm-ribbon", page.bare), [Math.max(2, x0 - 9), top, Math.max(2, x0 - 9) + 4, bottom], page);
      }
    }
  }

  // Parts without a box of their own are framed as soon as the words are known.
  setParts(parts) {
    for (const page of this.parts) page.named.replaceChildren();
    for (const [name, start, end] of parts) {
      if (this.pieces.some((box) => start <= box.start && box.end <= end)) continue;
      const frames = this.drawLines(start, end, "hm-part", "named");
      if (frames.length) frames[0].dataset.part = name;
    }
  }

  setAdded(added) {
    this.drawBoxes();
    if (this.parts.length && added.length) this.askWords();
  }

  show(wanted, quiet) {
    const found = this.pieces.filter((box) => wanted.some((mark) => box.marks.includes(mark)));
    if (!found.length) return this.withWords(() => this.showFrames(wanted[0], quiet));
    found.sort((a, b) => a.page.number - b.page.number || a.start - b.start || a.box[1] - b.box[1]);
    this.pane.reveal(found, quiet);
  }

  // Words without a mark of their own: frames of a moment.
  showFrames({ start, end }, quiet) {
    const frames = this.drawLines(start, end, "hm-frame");
    if (frames.length) {
      this.pane.reveal(frames, quiet);
      setTimeout(() => frames.forEach((frame) => frame.remove()), 2500);
    } else {
      this.pane.turnTo("text");
      this.pane.show({ start, end, quiet });
    }
  }

  drawLines(start, end, className, layer = "picked") {
    return this.linesOf(start, end).map(([number, box]) => {
      const page = this.parts[number - 1];
      return lay(make("i", className, page[layer]), box, page);
    });
  }

  // -- pointer -------------------------------------------------------------------------------------------------------

  under(event) {
    return !this.element.hidden && this.element.contains(event.target);
  }

  pointOf(event) {
    let nearest = null;
    for (const page of this.parts) {
      const frame = page.getBoundingClientRect();
      const away = Math.max(frame.top - event.clientY, event.clientY - frame.bottom, 0);
      if (!nearest || away < nearest.away) nearest = { page, frame, away };
    }
    const { page, frame } = nearest;
    const x = ((event.clientX - frame.left) / frame.width) * page.size[0];
    const y = ((event.clientY - frame.top) / frame.height) * page.size[1];
    return { page: page.number, x, y };
  }

  marksAt(event) {
    const point = this.pointOf(event);
    const near = 1;
    const hit = this.pieces.filter(({ page, box: [x0, top, x1, bottom] }) =>
      page.number === point.page && x0 - near <= point.x && point.x <= x1 + near && top - near <= point.y && point.y <= bottom + near);
    return hit.reverse().flatMap((box) => box.marks);
  }

  press(event) {
    if (event.button || !this.under(event)) return;
    event.preventDefault();
    this.pane.scroller.focus({ preventScroll: true });
    getSelection()?.removeAllRanges();
    this.pane.clearSelection();
    this.pressed = { from: this.pointOf(event), x: event.clientX, y: event.clientY, id: event.pointerId, dragging: false };
    this.askWords();
  }

  drag(event) {
    const { pressed } = this;
    const { scroller } = this.pane;
    if (!pressed || event.pointerId !== pressed.id) return;
    if (!pressed.dragging) {
      if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 5) return;
      pressed.dragging = true;
      scroller.setPointerCapture(event.pointerId);
    }
    const frame = scroller.getBoundingClientRect();
    if (event.clientY > frame.bottom - 20) scroller.scrollBy(0, 18);
    if (event.clientY < frame.top + 20) scroller.scrollBy(0, -18);
    pressed.to = this.pointOf(event);
    if (this.words) this.drawPicked(this.words.between(pressed.from, pressed.to));
  }

  release(event) {
    const { pressed } = this;
    this.pressed = null;
    if (!pressed) return;
    if (!pressed.dragging && this.pane.filling) return this.withWords(() => this.clickWord(pressed.from));
    if (!pressed.dragging) return this.pane.pick(this.marksAt(event));
    this.withWords(() => this.choose(this.words.between(pressed.from, pressed.to)));
  }

  clickWord(point) {
    const word = this.words.at(point);
    if (word) this.pane.clickedAt(word[0]);
  }

  drawAt() {} // boxes are all drawn at once

  part(at) {
    return this.parts[at];
  }

  // The number of the page that a height of the window goes through, or of the next one below; -1 where there is none.
  partBelow(y) {
    return this.parts.findIndex((page) => page.getBoundingClientRect().bottom > y);
  }

  // Shows a stretch as selected.
  mark(stretch) {
    this.drawPicked(stretch);
  }

  boxOf(stretch) {
    const [number, box] = this.linesOf(...stretch).at(-1) ?? [];
    if (!number) return undefined;
    const frame = this.parts[number - 1].getBoundingClientRect();
    const { size } = this.parts[number - 1];
    const [left, top, right, bottom] = box.map((at, side) => frame[side % 2 ? "top" : "left"] + at * (frame.width / size[0]));
    return { left, top, right, bottom };
  }

  pickWord(event) {
    if (!this.under(event) || this.pane.filling) return;
    const point = this.pointOf(event);
    this.withWords(() => this.choose(this.words.between(point, point)));
  }

  choose(stretch) {
    if (!stretch) return this.words.size || this.pane.turnTo("text"); // words of this file can only be selected there
    const lines = this.drawPicked(stretch);
    this.pane.announce(stretch, () => lines.at(-1)?.getBoundingClientRect());
  }

  drawPicked(stretch) {
    for (const page of this.parts) page.picked.replaceChildren();
    return stretch ? this.drawLines(...stretch, "") : [];
  }

  clear() {
    this.drawPicked(null);
    this.wait(null);
  }
}

function lay(element, [x0, top, x1, bottom], { size: [width, height] }) {
  const share = (part, whole) => `${((part / whole) * 100).toFixed(3)}%`;
  element.style.left = share(x0, width);
  element.style.top = share(top, height);
  element.style.width = share(x1 - x0, width);
  element.style.height = share(bottom - top, height);
  return element;
}
