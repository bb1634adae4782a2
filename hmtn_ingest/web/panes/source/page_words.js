// Where words stand on the pages: from a point to the word under it, from a stretch of the text to its lines.
//
// A word is [start, end, x0, top, x1, bottom]: code points of the text, and points of the page.

export class PageWords {
  // `pages` are {number of the page: its words in the order of the text}.
  constructor(pages) {
    this.pages = new Map(Object.entries(pages).map(([page, words]) => [Number(page), words]));
  }

  get size() {
    return this.pages.size;
  }

  // The word nearest to a point {page, x, y}, or null on a page without words.
  at({ page, x, y }) {
    let best = null;
    for (const word of this.pages.get(page) ?? []) {
      const [, , x0, top, x1, bottom] = word;
      // Up and down counts more than sideways: behind the end of a line its last word is meant.
      const away = Math.max(x0 - x, x - x1, 0) + 8 * Math.max(top - y, y - bottom, 0);
      if (!best || away < best.away) best = { word, away };
    }
    return best?.word ?? null;
  }

  // The stretch of the text between two points, whichever comes first.
  between(from, to) {
    const [one, other] = [this.at(from), this.at(to)];
    return one && other && [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
  }

  // The boxes over words of the text, one a line, each with the number of its page: [[1, [x0, top, x1, bottom]], …].
  lines(start, end) {
    const found = [];
    for (const [number, words] of this.pages) {
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
}
