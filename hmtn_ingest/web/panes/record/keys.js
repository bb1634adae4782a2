// Which key means what, and when a key means nothing: a letter that is typed into a field never decides.

const COMMANDS = {
  a: "accept", // with Shift: the rest
  e: "edit",
  x: "reject",
  u: "undo",
  j: "down",
  k: "up",
  m: "unread",
  n: "next",
  w: "words",
  s: "alike",
  g: "group", // with Shift: the one before
  "?": "help",
  "/": "search",
};
const SHIFTED = { a: "accept rest", g: "group before" };
const ARROWS = { ArrowDown: "step down", ArrowUp: "step up" }; // elsewhere on the page they scroll

// Telex makes one letter of two: the second key arrives as a letter with its mark, and without a code of its own.
// "a" twice is "â", "a" and "x" are "ã", "a" and "j" are "ạ".
const MARKS = { "\u0302": null, "\u0303": "x", "\u0323": "j" };

// The command of a keydown, or null; `inside` says that it came from the pane, or from nowhere in particular, `letters`
// that single letters mean something here.
export function commandOf(event, inside, letters = true) {
  if (event.defaultPrevented || event.isComposing) return null;
  const { key } = event;
  if (key === "Escape") return "leave";
  if (isTyping(event) || event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return takeBack(event);
  if (inside && key in ARROWS) return ARROWS[key];
  if (!letters) return null;
  if (key === "?" || key === "/") return COMMANDS[key];
  const letter = letterOf(event);
  return (event.shiftKey ? SHIFTED[letter] : COMMANDS[letter]) ?? null;
}

function takeBack(event) {
  const letter = letterOf(event);
  if (letter === "z") return event.shiftKey ? "redo" : "undo last";
  return letter === "y" && !event.shiftKey ? "redo" : null;
}

// The letter of the key that was pressed, whatever an input method or Caps Lock made of it; only a held Shift counts.
function letterOf({ key, code = "" }) {
  if (/^[a-z?/]$/i.test(key)) return key.toLowerCase();
  if (/^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  const [letter, ...marks] = key.normalize("NFD").toLowerCase();
  const mark = marks.length === 1 ? MARKS[marks[0]] : undefined;
  return mark === null ? letter : (mark ?? "");
}

// Whether somebody types into a field, inside a component too.
export function isTyping(event) {
  const [target] = event.composedPath();
  const field = "input:not([type=checkbox]), textarea, select, [contenteditable], [contenteditable] *";
  return typeof target?.matches === "function" && target.matches(field);
}
