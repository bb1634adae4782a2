// Where one reads, kept for this tab: the view, the zoom, and for each view how far it is scrolled. A place is a part
// of the view, a line or a page, and how much of it is above, so that it holds in another width.

export class Place {
  // `scroller` scrolls the views of the pane.
  constructor(scroller) {
    this.scroller = scroller;
  }

  // Goes to what was kept under a name.
  open(name) {
    this.name = `hmtn-source:${name}`;
    this.kept = { view: "pages", zoom: 1, ...this.read() };
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.name)) ?? {};
    } catch {
      return {};
    }
  }

  keep(view) {
    this.mark(view);
    try {
      sessionStorage.setItem(this.name, JSON.stringify(this.kept));
    } catch {
      // a browser without storage forgets the place
    }
  }

  // Where the view begins now.
  mark(view) {
    const edge = this.scroller.getBoundingClientRect().top;
    const at = view.partBelow(edge);
    if (at < 0) return;
    const { top, height } = view.part(at).getBoundingClientRect();
    this.kept[this.kept.view] = [at, Math.round(((edge - top) / Math.max(height, 1)) * 1e4) / 1e4];
  }

  restore(view) {
    const [at, share] = this.kept[this.kept.view] ?? [0, 0];
    const part = view.part(at);
    if (!part) return;
    if (!at && share <= 0) return this.toTop();
    const { top, height } = part.getBoundingClientRect();
    this.by(top + share * height - this.scroller.getBoundingClientRect().top);
  }

  // The offset of the words in sight that are nearest to where one reads, to find them again in the other view.
  middle(view) {
    const frame = this.scroller.getBoundingClientRect();
    let nearest = null;
    for (const piece of view.pieces) {
      if (!piece.checkVisibility({ contentVisibilityAuto: true })) continue; // its place would have to be laid out
      const { top, bottom } = piece.getBoundingClientRect();
      const away = Math.abs(top - frame.top - frame.height / 3);
      if (bottom <= frame.top || top >= frame.bottom || nearest?.away <= away) continue;
      nearest = { away, start: piece.start };
    }
    return nearest?.start ?? null;
  }

  bringBack(view, at) {
    view.drawAt(at, at + 1);
    const away = (piece) => Math.abs(piece.start - at);
    const [nearest] = [...view.pieces].sort((a, b) => away(a) - away(b));
    if (!nearest) return;
    const frame = this.scroller.getBoundingClientRect();
    this.by(nearest.getBoundingClientRect().top - frame.top - frame.height / 3);
  }

  toTop() {
    this.scroller.scrollTo({ top: 0, behavior: "instant" });
  }

  by(top) {
    this.scroller.scrollBy({ top, behavior: "instant" });
  }
}
