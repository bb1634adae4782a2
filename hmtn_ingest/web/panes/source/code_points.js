// Offsets of the record are code points; JavaScript counts UTF-16 units, of which 🩸 or 𝐁 take two.

export function countPoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// A text that is cut by code points: new PointText("🩸 Giọt hồng").slice(2, 6) → "Giọt"
export class PointText {
  constructor(text) {
    this.text = text;
    this.length = countPoints(text);
    this.units = this.length === text.length ? null : unitsOf(text);
  }

  slice(start, end) {
    const { text, units } = this;
    return units ? text.slice(units[start], units[end]) : text.slice(start, end);
  }

  // A stretch without blanks at its ends, and with the marks that belong to its last letter; null for blanks alone.
  trimmed(start, end) {
    const at = (place) => this.slice(place, place + 1);
    while (end < this.length && /\p{M}/u.test(at(end))) end += 1;
    while (start < end && /\s/.test(at(start))) start += 1;
    while (end > start && /\s/.test(at(end - 1))) end -= 1;
    return start < end ? [start, end] : null;
  }
}

// Where each code point begins in units, and where the last one ends.
function unitsOf(text) {
  const units = [];
  let at = 0;
  for (const point of text) {
    units.push(at);
    at += point.length;
  }
  units.push(at);
  return units;
}
