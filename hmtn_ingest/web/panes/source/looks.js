// How a mark looks: the colour of its fact, and how far the fact is decided.

const DECIDED = { accepted: "hm-settled", edited: "hm-settled", added: "hm-settled", rejected: "hm-rejected" };

// The classes of an element with these marks, innermost first. The first mark gives the colour, the first that a person
// can decide on tells how far it is; `states` are {key: status}, `on` the marks that are shown, `box` on a page.
export function classesOf(marks, { states, on, box }) {
  if (!marks.length) return "";
  const { kind } = marks[0];
  const open = (mark) => !DECIDED[states[mark.key]];
  const decided = marks.find((mark) => mark.key in states);
  const names = [`k-${kind}`];
  if (box) names.push("hm-box");
  if (marks.some((mark) => mark.kind === kind && mark.doubtful && open(mark))) names.push("doubtful");
  if (marks.some((mark) => mark.kind === "finding" && open(mark))) names.push("found");
  if (decided && !open(decided)) names.push(DECIDED[states[decided.key]]);
  if (marks.some((mark) => on.includes(mark))) names.push("hm-on");
  return names.join(" ");
}
