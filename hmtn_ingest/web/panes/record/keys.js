// Which key means what, and when a key means nothing: a letter that is typed into a field never decides.

const COMMANDS = {
  a: "accept", // with ⇧: the rest
  e: "edit",
  x: "reject",
  u: "undo",
  j: "down",
  k: "up",
  n: "next",
  w: "words",
  s: "alike",
  "?": "help",
};
const ARROWS = { ArrowDown: "down", ArrowUp: "up" }; // elsewhere on the page they scroll

// The command of a keydown, or null; `inside` says that it came from the pane, or from nowhere in particular.
export function commandOf(event, inside) {
  if (event.defaultPrevented || event.isComposing) return null;
  const { key } = event;
  if (key === "Escape") return "leave";
  if (isTyping(event) || event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === "z" && !event.shiftKey ? "undo last" : null;
  const commands = inside ? { ...COMMANDS, ...ARROWS } : COMMANDS;
  // With a Vietnamese keyboard or caps lock on, the letter of the key still counts; only ⇧ itself makes "a" the rest.
  if (event.shiftKey && key.toLowerCase() === "a") return "accept rest";
  return commands[key] ?? (event.shiftKey ? null : commands[key.toLowerCase()]) ?? null;
}

// Whether somebody types into a field, inside a component too.
export function isTyping(event) {
  const [target] = event.composedPath();
  const field = "input:not([type=checkbox]), textarea, select, [contenteditable], [contenteditable] *";
  return typeof target?.matches === "function" && target.matches(field);
}
