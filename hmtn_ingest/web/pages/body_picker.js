const SHOWN = 40;
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "d").toLowerCase().trim();

/** How well folded words are found in a folded name: 0 is the name itself, undefined is not at all. */
export function rank(name, asked) {
  if (name === asked) return 0;
  const at = ` ${name}`.indexOf(` ${asked}`);
  if (at === 0) return 1;
  if (at > 0) return 2;
  const words = asked.split(/\s+/);
  return words.every((word) => ` ${name}`.includes(` ${word}`)) ? 3 : undefined;
}

/** The names that hold the words, the best first; names of documents stand before places that fit no better. */
export function found(options, asked) {
  const words = fold(asked);
  if (!words) return options.filter((option) => option.near).slice(0, SHOWN);
  const ranked = [];
  for (const option of options) {
    const place = rank(option.folded, words);
    if (place !== undefined) ranked.push([place - (option.place ? 0.5 : 0), option]);
  }
  return ranked.sort((one, other) => one[0] - other[0]).slice(0, SHOWN).map(([, option]) => option);
}

export function optionsOf(data) {
  const near = data.names.map((name) => ({ name, folded: fold(name), near: true, place: false }));
  const far = data.places.flatMap(([province, communes]) => {
    const behind = province[0].toLowerCase() + province.slice(1);
    const names = communes.split("|").map((commune) => `${commune}, ${behind}`);
    return [province, ...names].map((name) => ({ name, folded: fold(name), near: false, place: true }));
  });
  return [...near, ...far];
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const shown = JSON.stringify([data.value, data.label, data.names.length]);
  const old = parentElement.querySelector(".body-picker");
  if (old?.dataset.shown === shown) return;
  const options = optionsOf(data);
  const element = (name, attributes = {}, text = "") => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const root = element("div", { class: "body-picker" });
  root.dataset.shown = shown;
  const label = element("label", { for: "asked" }, data.label);
  const box = element("div", { class: "box" });
  const input = element("input", {
    id: "asked", role: "combobox", type: "text", autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": "offered", "aria-autocomplete": "list", placeholder: data.placeholder,
  });
  input.value = data.value;
  const list = element("ul", { id: "offered", role: "listbox", "aria-label": data.label });
  list.hidden = true;
  box.append(input);
  if (data.value) {
    const clear = element("button", { type: "button", class: "clear", "aria-label": data.texts.clear, title: data.texts.clear }, "✗");
    clear.onclick = () => pick("");
    box.append(clear);
  }
  root.append(label, box, list);
  if (data.help) root.append(element("small", {}, data.help));

  let offered = [];
  let active = 0;
  const pick = (name) => {
    close();
    input.value = name;
    if (name !== data.value) setTriggerValue("picked", { name });
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    active = Math.max(0, Math.min(at, offered.length - 1));
    [...list.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === active)));
    const chosen = list.children[active];
    if (!chosen) return;
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const typed = input.value === data.value ? "" : input.value.trim();
    offered = found(options, typed).map((option) => ({ name: option.name, note: option.place ? data.texts.place : "" }));
    if (typed && !offered.some((one) => one.name === typed))
      offered.push({ name: typed, said: `${data.texts.use} “${typed}”`, note: "" });
    list.replaceChildren(
      ...offered.map((one, place) => {
        const line = element("li", { role: "option", id: `offered-${place}` }, one.said ?? one.name);
        if (one.note) line.append(element("span", {}, one.note));
        line.onmousedown = (event) => event.preventDefault();
        line.onclick = () => pick(one.name);
        return line;
      }),
    );
    list.hidden = !offered.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
  };
  input.oninput = open;
  input.onfocus = () => {
    input.select();
    open();
  };
  input.onblur = () => {
    close();
    input.value = data.value;
  };
  input.onkeydown = (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      else mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!list.hidden && offered[active]) pick(offered[active].name);
    } else if (event.key === "Escape") {
      input.value = data.value;
      close();
    }
  };
  if (old) old.replaceWith(root);
  else parentElement.append(root);
}
