// Numbers as Vietnamese documents write them: a full stop parts thousands, a comma the fraction.

// "1.520" → 1520, "1,5" → 1.5; null for nothing, NaN for what is no number. The server has the last word.
export function parseNumber(text) {
  const plain = text.replace(/\s/g, "");
  if (!plain) return null;
  if (!/^(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/.test(plain)) return NaN;
  return Number(plain.replaceAll(".", "").replace(",", "."));
}

// 1520 → "1.520", 1.5 → "1,5"
export function formatNumber(number) {
  const [whole, fraction] = String(Math.round(number * 1e6) / 1e6).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return fraction ? `${grouped},${fraction}` : grouped;
}

// The sum of the cells of a column: an empty cell adds nothing, one that is no number makes the sum NaN.
export function sumOf(texts) {
  return texts.reduce((sum, text) => sum + (parseNumber(text) ?? 0), 0);
}
