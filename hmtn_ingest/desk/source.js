// The source pane. What it is given and the events by which it talks to the desk stand in source.py.
// Words of a document come in by textContent alone. Offsets are code points of the text.

const pictures = new Map(); // "document/revealed/page" → data URL; outlives the pane, so that coming back is quick
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

const make = (tag, className, parent) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  parent?.append(element);
  return element;
};

const tell = (name, detail) => window.dispatchEvent(new CustomEvent(`hmtn:${name}`, { detail }));

class Pane {
  constructor(root) {
    this.root = root;
    this.scroller = root.querySelector(".hm-scroll");
    this.sheets = root.querySelector(".hm-sheets");
    this.paper = root.querySelector(".hm-text");
    this.bar = root.querySelector(".hm-bar");
    this.built = null; // stamp of what is shown
    this.pending = null; // what waits for the words of the pages
    this.selected = null; // [start, end] of what the desk was told last
    this.needed = { pages: [], words: 0 };
    this.listen();
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
    on(document, "selectionchange", () => this.soon("selection", 150, () => this.readSelection()));
    on(this.scroller, "scroll", () => this.scrolled(), { passive: true });
    on(this.scroller, "pointerdown", (event) => this.press(event));
    on(this.scroller, "pointermove", (event) => this.drag(event));
    on(this.scroller, "pointerup", (event) => this.release(event));
    on(this.scroller, "pointercancel", () => (this.pressed = null));
    on(this.scroller, "dblclick", (event) => this.pickWord(event));
    on(this.scroller, "pointerenter", () => !this.sheets.hidden && this.askWords());
    on(this.scroller, "click", (event) => this.clickText(event));
    on(this.scroller, "dragstart", (event) => event.preventDefault());
    on(this.root, "keydown", (event) => event.key === "Escape" && this.clearSelection());
    on(document, "pointerdown", (event) => this.leave(event), { capture: true });
    on(document, "copy", (event) => this.copy(event));
    on(this.bar, "click", (event) => this.press_button(event.target.closest("button")));
    this.watcher = new ResizeObserver(() => this.resized());
    this.timers = {};
  }

  stop() {
    this.keepPlace();
    this.stopper.abort();
    this.watcher.disconnect();
    this.seer?.disconnect();
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
    for (const [page, picture] of Object.entries(data.pictures)) pictures.set(`${data.shelf}/${page}`, picture);
    this.data = data;
    if (this.built !== data.stamp) {
      this.build();
      this.given = null;
    }
    // A rerun of this pane alone repeats what the page said when it ran last; the desk's events are newer than that.
    if (this.given?.states !== states) this.setStates(data.states);
    if (this.given?.added !== added) this.setAdded(data.added);
    this.given = { states, added };
    if (data.words && this.wordsOf !== data.stamp) this.takeWords();
    else if (data.words === null && this.wantsWords) this.soon("words", 350, () => this.request({ words: data.asked + 1 }));
    this.paint();
    if (this.fresh) {
      this.fresh = false;
      tell("ready", {});
    }
  }

  build() {
    const { data } = this;
    const same = this.shown === data.key;
    if (this.built && same) this.keepPlace();
    if (!same) this.selected = null;
    this.shown = data.key;
    this.built = data.stamp;
    this.fresh = true;
    this.wordsOf = null;
    this.wantsWords = false;
    this.words = new Map();
    this.needed = { pages: [], words: 0 };
    this.on = [];
    this.units = unitsOf(data.text);
    this.marks = data.marks.map(([key, kind, doubtful, title, start, end, page, boxes]) => ({ key, kind, doubtful, title, start, end, page, boxes }));
    this.states = {};
    this.added = [];
    this.lastAdded = null;
    this.place = { view: "pages", zoom: 1, ...this.keptPlace() };
    this.buildBar();
    this.buildText();
    this.buildPages();
    this.margins = this.measure();
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

  // -- text ----------------------------------------------------------------------------------------------------------

  slice(start, end) {
    return this.units ? this.data.text.slice(this.units[start], this.units[end]) : this.data.text.slice(start, end);
  }

  buildText() {
    this.pieces = [];
    this.rows = [];
    const page = document.createDocumentFragment();
    let table = null;
    for (const [look, inTable, cells] of this.data.lines) {
      if (!inTable) table = null;
      else table ??= make("tbody", "", make("table", "", page));
      const line = make(inTable ? "tr" : "p", look ?? "", inTable ? table : page);
      cells.forEach((cell, at) => {
        if (at && !inTable) make("span", "gap", line);
        const home = inTable ? make("td", "", line) : line;
        for (const [start, end, ...marks] of cell) this.pieces.push(this.piece(start, end, marks.map((one) => this.marks[one]), home));
      });
      this.rows.push(line);
    }
    this.paper.replaceChildren(page);
    if (!this.data.text) make("p", "hm-note", this.paper).textContent = this.data.say.empty;
    this.pieces.forEach((piece) => this.dress(piece));
  }

  piece(start, end, marks, home) {
    const element = make(marks.length ? "mark" : "span", "", home);
    element.textContent = this.slice(start, end);
    element.start = start;
    element.end = end;
    element.marks = marks;
    return element;
  }

  // The look of a stretch: the first mark gives the colour, the first that a person can decide on tells how far it is.
  dress(element) {
    const { marks } = element;
    const box = element.classList.contains("hm-box");
    if (!marks.length) return (element.className = box ? "hm-box hm-none" : "");
    const first = marks[0];
    const open = (mark) => !DECIDED[this.states[mark.key]];
    const decided = marks.find((mark) => mark.key in this.states);
    const names = [`k-${first.kind}`];
    if (box) names.push("hm-box");
    if (marks.some((mark) => mark.kind === first.kind && mark.doubtful && open(mark))) names.push("doubtful");
    if (marks.some((mark) => mark.kind === "finding" && open(mark))) names.push("found");
    if (decided && DECIDED[this.states[decided.key]]) names.push(DECIDED[this.states[decided.key]]);
    if (this.on.length && marks.some((mark) => this.on.includes(mark))) names.push("hm-on");
    element.className = names.join(" ");
    element.title = [...new Set(marks.map((mark) => mark.title))].join(" · ");
  }

  dressAll() {
    this.pieces.forEach((piece) => this.dress(piece));
    this.boxes.forEach((box) => this.dress(box));
  }

  setStates(states) {
    if (this.states === states || JSON.stringify(this.states) === JSON.stringify(states)) return;
    this.states = states;
    this.dressAll();
  }

  // -- facts that people added ---------------------------------------------------------------------------------------

  setAdded(list) {
    if (JSON.stringify(list) === this.lastAdded) return;
    this.lastAdded = JSON.stringify(list);
    const names = Object.fromEntries(this.data.kinds.map(([className, name]) => [className, name]));
    const was = this.added;
    this.added = list.map(({ key, kind, start, end }) => ({
      key, kind, start, end, doubtful: false, title: names[`k-${kind}`] ?? kind, page: 0, boxes: [], added: true,
    }));
    if (!was.length && !this.added.length) return;
    for (const holder of [...this.pieces, ...this.boxes]) holder.marks = holder.marks.filter((mark) => !mark.added);
    this.marks = this.marks.filter((mark) => !mark.added).concat(this.added);
    for (const mark of this.added) {
      this.cut(mark.start);
      this.cut(mark.end);
      this.pieces.forEach((piece, at) => {
        if (piece.start < mark.start || piece.end > mark.end) return;
        const marks = [...piece.marks, mark].sort((a, b) => a.end - a.start - (b.end - b.start));
        if (piece.tagName === "MARK") return (piece.marks = marks);
        const marked = this.piece(piece.start, piece.end, marks);
        piece.replaceWith(marked);
        this.pieces[at] = marked;
      });
    }
    if (this.data.sheets.length && this.added.length) this.wordsOf ? this.drawBoxes() : this.askWords();
    this.dressAll();
  }

  cut(at) {
    const index = this.pieces.findIndex((piece) => piece.start < at && at < piece.end);
    if (index < 0) return;
    const left = this.pieces[index];
    const right = this.piece(at, left.end, [...left.marks]);
    left.end = at;
    left.textContent = this.slice(left.start, at);
    left.after(right);
    this.pieces.splice(index + 1, 0, right);
  }

  // -- pages ---------------------------------------------------------------------------------------------------------

  buildPages() {
    this.seer?.disconnect();
    this.pages = this.data.sheets.map(([width, height], at) => {
      const page = make("div", "hm-page");
      page.number = at + 1;
      page.size = [width, height];
      page.style.aspectRatio = `${width} / ${height}`;
      page.setAttribute("role", "img");
      page.setAttribute("aria-label", `${this.data.say.page} ${at + 1}`);
      page.layer = make("div", "hm-boxes", page);
      page.picked = make("div", "hm-picked", page);
      return page;
    });
    this.sheets.replaceChildren(...this.pages);
    this.drawBoxes();
    this.near = new Set();
    this.seer = new IntersectionObserver((entries) => this.nearby(entries), { root: this.scroller, rootMargin: "150% 0px" });
    this.pages.forEach((page) => this.seer.observe(page));
  }

  // One box for all marks over the same words, the longest first, so that the shortest lies on top.
  drawBoxes() {
    const groups = new Map();
    for (const mark of this.marks) {
      const name = `${mark.start}-${mark.end}`;
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(mark);
    }
    this.boxes = [];
    for (const page of this.pages) page.layer.replaceChildren();
    const order = this.data.order;
    const sorted = [...groups.values()].sort((a, b) => b[0].end - b[0].start - (a[0].end - a[0].start));
    for (const marks of sorted) {
      marks.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
      for (const [number, box] of this.placesOf(marks[0])) {
        const page = this.pages[number - 1];
        if (!page) continue;
        const element = make("mark", "hm-box", page.layer);
        lay(element, box, page.size);
        element.marks = marks;
        element.box = box;
        element.page = page;
        this.boxes.push(element);
      }
    }
    this.boxes.forEach((box) => this.dress(box));
  }

  placesOf(mark) {
    // The reader gives boxes of the first page alone; the words tell where a fact goes on.
    const lines = this.linesOf(mark.start, mark.end);
    return mark.page ? [...mark.boxes.map((box) => [mark.page, box]), ...lines.filter(([page]) => page > mark.page)] : lines;
  }

  // The boxes over words of the text, one a line.
  linesOf(start, end) {
    const found = [];
    for (const [number, words] of this.words) {
      let last = null;
      for (const [from, to, x0, top, x1, bottom] of words) {
        if (to <= start || from >= end) continue;
        if (last && top < last[3] && bottom > last[1] && x0 >= last[0] - 1) {
          last[1] = Math.min(last[1], top);
          last[2] = Math.max(last[2], x1);
          last[3] = Math.max(last[3], bottom);
        } else found.push([number, (last = [x0, top, x1, bottom])]);
      }
    }
    return found.sort((a, b) => a[0] - b[0]);
  }

  nearby(entries) {
    for (const { target, isIntersecting } of entries) isIntersecting ? this.near.add(target.number) : this.near.delete(target.number);
    this.paint();
  }

  paint() {
    const missing = [];
    for (const page of this.pages) {
      const { number } = page;
      const withheld = this.data.withheld.includes(number);
      if (withheld && !page.note) {
        page.note = make("p", "hm-note", page);
        page.note.textContent = this.data.say.withheld;
      }
      const picture = pictures.get(`${this.data.shelf}/${number}`);
      if (picture && !page.picture) {
        page.picture = make("img", "");
        page.picture.alt = "";
        page.picture.draggable = false;
        page.picture.decoding = "async";
        page.picture.src = picture;
        page.prepend(page.picture);
      } else if (!picture && !withheld && this.near?.has(number)) missing.push(number);
    }
    const asked = this.needed.pages;
    if (missing.length && missing.some((page) => !asked.includes(page))) this.request({ pages: missing });
  }

  request(more) {
    this.needed = { ...this.needed, ...more };
    this.ask({ ...this.needed, stamp: this.data.stamp });
  }

  // -- words of the pages --------------------------------------------------------------------------------------------

  askWords() {
    if (this.wordsOf || this.wantsWords) return;
    this.wantsWords = true;
    this.request({ words: (this.data.asked ?? 0) + 1 });
  }

  takeWords() {
    this.wordsOf = this.data.stamp;
    this.wantsWords = false;
    this.words = new Map(Object.entries(this.data.words).map(([page, words]) => [Number(page), words]));
    this.drawBoxes();
    this.root.classList.toggle("hm-selectable", this.words.size > 0);
    this.scroller.classList.remove("hm-waiting");
    const pending = this.pending;
    this.pending = null;
    pending?.();
  }

  withWords(act) {
    if (this.wordsOf) return act();
    this.pending = act;
    this.scroller.classList.add("hm-waiting");
    this.askWords();
  }

  pointOf(event) {
    let nearest = null;
    for (const page of this.pages) {
      const frame = page.getBoundingClientRect();
      const away = Math.max(frame.top - event.clientY, event.clientY - frame.bottom, 0);
      if (!nearest || away < nearest.away) nearest = { page, frame, away };
    }
    if (!nearest) return null;
    const { page, frame } = nearest;
    const x = ((event.clientX - frame.left) / frame.width) * page.size[0];
    const y = ((event.clientY - frame.top) / frame.height) * page.size[1];
    return { page: page.number, x, y };
  }

  wordAt({ page, x, y }) {
    let best = null;
    for (const word of this.words.get(page) ?? []) {
      const [, , x0, top, x1, bottom] = word;
      // Up and down counts more than sideways: behind the end of a line its last word is meant.
      const away = Math.max(x0 - x, x - x1, 0) + 8 * Math.max(top - y, y - bottom, 0);
      if (!best || away < best.away) best = { word, away };
    }
    return best?.word ?? null;
  }

  press(event) {
    if (event.button || !this.inPages(event)) return;
    event.preventDefault();
    this.scroller.focus({ preventScroll: true });
    getSelection()?.removeAllRanges();
    this.clearSelection();
    this.pressed = { from: this.pointOf(event), x: event.clientX, y: event.clientY, id: event.pointerId, dragging: false };
    this.askWords();
  }

  drag(event) {
    const { pressed } = this;
    if (!pressed || event.pointerId !== pressed.id) return;
    if (!pressed.dragging && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 5) return;
    if (!pressed.dragging) {
      pressed.dragging = true;
      this.scroller.setPointerCapture(event.pointerId);
    }
    const frame = this.scroller.getBoundingClientRect();
    if (event.clientY > frame.bottom - 20) this.scroller.scrollBy(0, 18);
    if (event.clientY < frame.top + 20) this.scroller.scrollBy(0, -18);
    pressed.to = this.pointOf(event);
    if (this.wordsOf) this.drawPicked(this.stretch(pressed.from, pressed.to));
  }

  release(event) {
    const { pressed } = this;
    this.pressed = null;
    if (!pressed) return;
    if (!pressed.dragging) return this.pick(this.marksAt(event));
    this.withWords(() => this.choose(this.stretch(pressed.from, pressed.to)));
  }

  pickWord(event) {
    if (!this.inPages(event)) return;
    const point = this.pointOf(event);
    this.withWords(() => this.choose(this.stretch(point, point)));
  }

  stretch(from, to) {
    const ends = [this.wordAt(from), this.wordAt(to)];
    if (!ends[0] || !ends[1]) return null;
    return [Math.min(ends[0][0], ends[1][0]), Math.max(ends[0][1], ends[1][1])];
  }

  choose(stretch) {
    if (!stretch) return this.words.size || this.turnTo("text"); // words of this file can only be selected there
    this.drawPicked(stretch);
    this.announce(stretch, () => {
      const lines = [...this.sheets.querySelectorAll(".hm-picked i")];
      return lines.at(-1)?.getBoundingClientRect();
    });
  }

  drawPicked(stretch) {
    for (const page of this.pages) page.picked.replaceChildren();
    if (!stretch) return;
    for (const [number, box] of this.linesOf(...stretch)) {
      const page = this.pages[number - 1];
      if (page) lay(make("i", "", page.picked), box, page.size);
    }
  }

  inPages(event) {
    return !this.sheets.hidden && this.sheets.contains(event.target);
  }

  // -- selected words ------------------------------------------------------------------------------------------------

  readSelection() {
    if (this.paper.hidden || this.pressed) return;
    const selection = getSelection();
    const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    let start = null;
    let end = null;
    if (range && range.intersectsNode(this.paper)) {
      for (const piece of this.pieces) {
        const node = piece.firstChild;
        if (!node || !range.intersectsNode(node)) continue;
        const from = range.startContainer === node ? range.startOffset : 0;
        const to = range.endContainer === node ? range.endOffset : node.length;
        if (from >= to) continue;
        start ??= piece.start + points(node.data.slice(0, from));
        end = piece.start + points(node.data.slice(0, to));
      }
    }
    const stretch = start === null ? null : this.trimmed(start, end);
    if (!stretch) return this.selected && !this.selected.pages && this.announce(null);
    this.announce(stretch, () => [...range.getClientRects()].at(-1));
  }

  // Without blanks at its ends, and with the marks that belong to its last letter.
  trimmed(start, end) {
    const at = (place) => this.slice(place, place + 1);
    const last = points(this.data.text);
    while (end < last && /\p{M}/u.test(at(end))) end += 1;
    while (start < end && /\s/.test(at(start))) start += 1;
    while (end > start && /\s/.test(at(end - 1))) end -= 1;
    return start < end ? [start, end] : null;
  }

  announce(stretch, frame) {
    if (!stretch) {
      if (!this.selected) return;
      this.selected = null;
      return tell("words", null);
    }
    this.selected = { stretch, frame, pages: this.paper.hidden, followed: true };
    this.tellWords();
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
    this.drawPicked(null);
    this.pending = null;
    this.scroller.classList.remove("hm-waiting");
    if (this.selected && !this.selected.pages) getSelection()?.removeAllRanges();
    this.announce(null);
  }

  copy(event) {
    if (!this.selected?.pages || !getSelection()?.isCollapsed) return;
    event.clipboardData.setData("text/plain", this.slice(...this.selected.stretch));
    event.preventDefault();
  }

  // -- facts under the pointer ---------------------------------------------------------------------------------------

  marksAt(event) {
    const point = this.pointOf(event);
    const near = 1;
    const hit = this.boxes.filter(({ page, box: [x0, top, x1, bottom] }) =>
      page.number === point.page && x0 - near <= point.x && point.x <= x1 + near && top - near <= point.y && point.y <= bottom + near);
    return hit.reverse().flatMap((box) => box.marks);
  }

  clickText(event) {
    if (this.paper.hidden || !getSelection()?.isCollapsed) return;
    const mark = event.target.closest("mark");
    if (mark && this.paper.contains(mark)) this.pick(mark.marks);
  }

  pick(marks) {
    if (!marks.length) return;
    const keys = [...new Set(marks.map((mark) => mark.key))];
    this.on = this.marks.filter((mark) => mark.key === keys[0]);
    this.dressAll();
    tell("pick", { keys });
  }

  show({ keys, start, end, quiet } = {}) {
    const wanted = keys
      ? this.marks.filter((mark) => keys.includes(mark.key))
      : [{ start, end, page: 0, boxes: [], passing: true }];
    if (!wanted.length || (!keys && !(start < end))) return;
    this.on = keys ? wanted : [];
    this.dressAll();
    if (this.paper.hidden) {
      const found = this.boxes.filter((box) => wanted.some((mark) => box.marks.includes(mark)));
      if (found.length) return this.reveal(inOrder(found), quiet);
      return this.withWords(() => this.showStretch(wanted[0], quiet));
    }
    const inside = (piece) => wanted.some((mark) => piece.start < mark.end && mark.start < piece.end);
    this.reveal(this.pieces.filter(inside), quiet);
  }

  // Words without a mark of their own: frames of a moment.
  showStretch({ start, end }, quiet) {
    const frames = this.linesOf(start, end).map(([number, box]) => {
      const page = this.pages[number - 1];
      const frame = make("i", "hm-frame", page.picked);
      lay(frame, box, page.size);
      return frame;
    });
    if (frames.length) {
      this.reveal(frames, quiet);
      setTimeout(() => frames.forEach((frame) => frame.remove()), 2500);
    } else {
      this.turnTo("text");
      this.show({ start, end, quiet });
    }
  }

  reveal(elements, quiet) {
    const [first] = elements;
    if (!first) return;
    const frame = first.getBoundingClientRect();
    const view = this.scroller.getBoundingClientRect();
    const visible = frame.top >= view.top && frame.bottom <= view.bottom;
    if (!quiet || !visible) {
      const away = frame.top + Math.min(frame.height, view.height) / 2 - (view.top + view.height / 2);
      const smooth = !calm.matches && Math.abs(away) < 2 * view.height;
      this.scroller.scrollBy({ top: away, left: this.aside(frame, view), behavior: smooth ? "smooth" : "instant" });
    }
    if (quiet) return;
    for (const element of elements) {
      element.classList.remove("hm-flash");
      void element.offsetWidth; // begins the animation anew
      element.classList.add("hm-flash");
    }
    this.soon("flash", 1600, () => this.root.querySelectorAll(".hm-flash").forEach((one) => one.classList.remove("hm-flash")));
  }

  aside(frame, view) {
    if (frame.left >= view.left && frame.right <= view.right) return 0;
    return frame.left - view.left - 24;
  }

  // -- view, zoom, place ---------------------------------------------------------------------------------------------

  press_button(button) {
    if (!button) return;
    if (button.name === "pages" || button.name === "text") {
      if (button.name === this.place.view) return;
      const at = this.scroller.scrollTop > 8 ? this.middle() : null;
      this.keepPlace();
      this.turnTo(button.name);
      if (at === null) this.scroller.scrollTo({ top: 0, behavior: "instant" });
      else this.bringBack(at);
      this.keepPlace();
    } else this.zoomTo(button.name);
  }

  turnTo(view) {
    const text = view === "text" || !this.data.sheets.length;
    this.place.view = text ? "text" : "pages";
    this.clearSelection();
    this.paper.hidden = !text;
    this.sheets.hidden = text;
    for (const button of this.bar.querySelectorAll(".hm-views button")) {
      button.setAttribute("aria-pressed", String((button.name === "text") === text));
    }
    this.zoomTo(null);
    this.restore();
  }

  zoomTo(name) {
    const at = ZOOMS.indexOf(this.place.zoom);
    if (name) this.mark();
    if (name === "closer") this.place.zoom = ZOOMS[Math.min(at + 1, ZOOMS.length - 1)];
    if (name === "farther") this.place.zoom = ZOOMS[Math.max(at - 1, 0)];
    if (name === "fit") this.place.zoom = 1;
    this.root.style.setProperty("--zoom", this.place.zoom * (this.paper.hidden ? this.margins.zoom : 1));
    this.bar.querySelector('[name="closer"]').disabled = this.place.zoom === ZOOMS.at(-1);
    this.bar.querySelector('[name="farther"]').disabled = this.place.zoom === ZOOMS[0];
    this.centre();
    if (!name) return;
    this.restore();
    this.keepPlace();
  }

  // White margins need no room: a page is as wide as lets what is marked on it fill the pane.
  measure() {
    const sides = this.marks.flatMap(({ page, boxes }) => (page ? boxes.map((box) => [box[0] / this.data.sheets[page - 1][0], box[2] / this.data.sheets[page - 1][0]]) : []));
    const left = sides.reduce((least, [side]) => Math.min(least, side), 1);
    const right = sides.reduce((most, [, side]) => Math.max(most, side), 0);
    if (left >= right) return { zoom: 1, centre: 0.5 };
    return { zoom: Math.min(1.3, Math.max(1, 0.94 / (right - left))), centre: (left + right) / 2 };
  }

  centre() {
    if (!this.paper.hidden) return;
    this.scroller.scrollLeft = this.margins.centre * this.sheets.offsetWidth - this.scroller.clientWidth / 2;
  }

  // The offset of the first marked words in sight, to find them again in the other view.
  middle() {
    const view = this.scroller.getBoundingClientRect();
    const places = this.paper.hidden ? this.boxes.map((box) => [box, box.marks[0].start]) : this.pieces.map((piece) => [piece, piece.start]);
    const within = places.filter(([element]) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > view.top && top < view.bottom;
    });
    const frames = within.map(([element, start]) => [Math.abs(element.getBoundingClientRect().top - view.top - view.height / 3), start]);
    return frames.length ? frames.sort((a, b) => a[0] - b[0])[0][1] : null;
  }

  bringBack(at) {
    const places = this.paper.hidden
      ? this.boxes.map((box) => [Math.abs(box.marks[0].start - at), box])
      : this.pieces.map((piece) => [piece.start <= at && at < piece.end ? 0 : Math.abs(piece.start - at), piece]);
    const nearest = places.sort((a, b) => a[0] - b[0])[0]?.[1];
    if (!nearest) return;
    const view = this.scroller.getBoundingClientRect();
    const top = nearest.getBoundingClientRect().top - view.top - view.height / 3;
    this.scroller.scrollBy({ top, behavior: "instant" });
  }

  get parts() {
    return this.paper.hidden ? this.pages : this.rows;
  }

  // Where the view begins: a line or a page, and how much of it is above.
  mark() {
    const edge = this.scroller.getBoundingClientRect().top;
    const at = this.parts.findIndex((part) => part.getBoundingClientRect().bottom > edge);
    if (at < 0) return;
    const { top, height } = this.parts[at].getBoundingClientRect();
    this.place[this.place.view] = [at, Math.round(((edge - top) / Math.max(height, 1)) * 1e4) / 1e4];
  }

  restore() {
    const [at, share] = this.place[this.place.view] ?? [0, 0];
    const part = this.parts[at];
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
    if (this.sheets.hidden) return (label.textContent = "");
    const view = this.scroller.getBoundingClientRect();
    const at = this.pages.findIndex((page) => page.getBoundingClientRect().bottom > view.top + view.height / 3);
    label.textContent = `${Math.max(at, 0) + 1}/${this.pages.length}`;
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

  resized() {
    this.fit();
    if (this.width === this.scroller.clientWidth) return;
    if (this.width) this.restore();
    this.width = this.scroller.clientWidth;
  }

  // As high as the window leaves room for.
  fit() {
    const page = this.root.closest('[data-testid="stMain"]') ?? document.scrollingElement;
    const above = this.root.getBoundingClientRect().top + page.scrollTop;
    const height = `${Math.max(340, Math.round(window.innerHeight - above - 16))}px`;
    if (this.root.style.height === height) return this.tellPage();
    this.root.style.height = height;
    this.tellPage();
  }
}

function lay(element, [x0, top, x1, bottom], [width, height]) {
  const share = (part, whole) => `${((part / whole) * 100).toFixed(3)}%`;
  element.style.left = share(x0, width);
  element.style.top = share(top, height);
  element.style.width = share(x1 - x0, width);
  element.style.height = share(bottom - top, height);
}

function inOrder(boxes) {
  return boxes.sort((a, b) => a.page.number - b.page.number || a.marks[0].start - b.marks[0].start || a.box[1] - b.box[1]);
}

const points = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

// Where each code point begins in JavaScript's UTF-16; null where there is no difference.
function unitsOf(text) {
  if (!/[\u{10000}-\u{10ffff}]/u.test(text)) return null;
  const units = [];
  let at = 0;
  for (const point of text) {
    units.push(at);
    at += point.length;
  }
  units.push(at);
  return units;
}
