// Elements of the page. Every text becomes a text node: nothing of a document is ever read as markup.

// el("div", "lead", "Trạm Y tế xã", null) → <div class="lead">Trạm Y tế xã</div>
export function el(tag, name, ...inner) {
  const node = document.createElement(tag);
  if (name) node.className = name;
  node.append(...inner.filter((one) => one !== null && one !== undefined && one !== ""));
  return node;
}

// Whether the focus is somewhere inside.
export function holdsFocus(node) {
  return node.contains(node.getRootNode().activeElement);
}

// A button that names its key. A click on it is no click on the card around it.
export function button(text, key, press, name) {
  const node = el("button", name, text);
  node.type = "button";
  if (key) node.append(el("kbd", "", key));
  node.addEventListener("click", (event) => {
    event.stopPropagation();
    press();
  });
  return node;
}
