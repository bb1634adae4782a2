// Small pieces of the page. Every text becomes a text node: nothing of a document is ever read as markup.

function el(tag, name, ...inner) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inner.filter((one) => one !== null && one !== undefined && one !== ""));
  return node;
}

function button(text, key, act, name) {
  const node = el("button", name, text);
  node.type = "button";
  if (key) node.append(el("kbd", "", key));
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  return node;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// The day and time of a decision as the reader's clock shows it.
function moment(iso, language) {
  const at = new Date(iso);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return at.toDateString() === new Date().toDateString() ? time : language === "en" ? `${day}, ${time}` : `${time} ${day}`;
}

// "1.520" → 1520, "1,5" → 1.5; null for nothing, NaN for what is no number. The server has the last word.
function numberOf(text) {
  const plain = text.replace(/\s/g, "");
  if (!plain) return null;
  if (!/^(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/.test(plain)) return NaN;
  return Number(plain.replaceAll(".", "").replace(",", "."));
}

function spelled(number) {
  const [whole, part] = String(Math.round(number * 1e6) / 1e6).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ".");
  return part ? `${grouped},${part}` : grouped;
}

function typing(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return false;
  return target.matches("input:not([type=checkbox]), textarea, select, [contenteditable], [contenteditable] *");
}
