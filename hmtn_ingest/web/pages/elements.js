// Elements of a list. Every text is set as text: nothing of a document is ever read as markup.

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
