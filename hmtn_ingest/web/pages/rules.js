import { element } from "./elements.js";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let root = parentElement.querySelector(".rules");
  const codes = data.families.flatMap((family) => family.rules.map((rule) => rule.code)).join();
  const wording = `${codes} ${data.name}`;
  if (root?.dataset.wording !== wording) {
    root?.remove();
    root = build();
    root.dataset.wording = wording;
    parentElement.append(root);
  }
  for (const family of data.families) {
    root.querySelector(`[data-family="${family.code}"] .count`).textContent = family.running;
    for (const rule of family.rules) {
      const row = root.querySelector(`[data-rule="${rule.code}"]`);
      row.classList.toggle("here", rule.code === data.here);
      row.querySelector("input").checked = rule.on;
      row.querySelector(".fired").textContent = rule.fired;
    }
  }
  // a list that is kept must answer to the page as it is now
  root.onchange = ({ target }) => setTriggerValue("switched", { code: target.name, on: target.checked });
  root.onclick = ({ target }) => {
    const title = target.closest("button.title");
    if (title) setTriggerValue("chosen", title.dataset.code);
  };

  function build() {
    const made = element("div", "rules");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", data.name);
    for (const family of data.families) {
      const head = element("h2", "family", `${family.name} `);
      head.dataset.family = family.code;
      head.append(element("span", "count"));
      const list = element("ul");
      list.append(...family.rules.map(row));
      made.append(head, list);
    }
    return made;
  }

  function row(rule) {
    const made = element("li", "rule");
    made.dataset.rule = rule.code;
    const box = element("input");
    box.type = "checkbox";
    box.name = rule.code;
    box.setAttribute("role", "switch");
    box.setAttribute("aria-label", `${rule.code} ${rule.title}`);
    const marks = element("span", "marks");
    marks.append(element("code", "", rule.code), element("span", `mark ${rule.severity}`, rule.severity_name));
    if (rule.preview) marks.append(element("span", "mark preview", rule.preview));
    const title = element("button", "title", rule.title);
    title.type = "button";
    title.dataset.code = rule.code;
    made.append(box, marks, title, element("span", "fired"));
    return made;
  }
}
