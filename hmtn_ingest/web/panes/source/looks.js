// How a mark looks: the colour of its fact, and how far the fact is decided; what was not read is striped.

const DECIDED = { accepted: "hm-settled", edited: "hm-settled", added: "hm-settled", rejected: "hm-rejected" };

// The classes of an element with these marks, innermost first. The first mark gives the colour, the first that a person
// can decide on tells how far it is; `states` are {key: status}, `on` the set of marks that are shown, `box` on a page.
export function classesOf(marks, { states, on, box }) {
  if (!marks.length) return "";
  const open = (mark) => !DECIDED[states[mark.key]];
  const facts = marks.filter((mark) => mark.kind !== "residue");
  const names = facts.length ? [`k-${facts[0].kind}`] : [];
  if (box) names.push("hm-box");
  if (facts.length) names.push(...standingOf(facts, states, open));
  if (marks.some((mark) => mark.kind === "residue" && open(mark))) names.push("hm-unread");
  if (marks.some((mark) => on.has(mark))) names.push("hm-on");
  return names.join(" ");
}

function standingOf(facts, states, open) {
  const [{ kind }] = facts;
  const decided = facts.find((mark) => mark.key in states);
  const names = [];
  if (facts.some((mark) => mark.kind === kind && mark.doubtful && open(mark))) names.push("doubtful");
  if (facts.some((mark) => mark.kind === "finding" && open(mark))) names.push("found");
  if (decided && !open(decided)) names.push(DECIDED[states[decided.key]]);
  return names;
}

const SHORT = 40; // characters from which on a line is a paragraph that may say something

const NO_FACT = ["residue", "finding", "body"]; // what stands there without saying anything of it

// Whether nothing was read of a line with this text and these marks, and nobody has said that there is nothing in it.
export function isBare(text, marks, states) {
  if (text.trim().length < SHORT && !/\d/.test(text)) return false;
  const residue = marks.filter((mark) => mark.kind === "residue");
  const answered = residue.length > 0 && residue.every((mark) => DECIDED[states[mark.key]]);
  return !answered && marks.every((mark) => NO_FACT.includes(mark.kind));
}

// The part of a fact ([name, start, end]) that a stretch belongs to: who has to act, who gets it.
export function partAt(parts, start, end) {
  return parts.find(([, from, to]) => from <= start && end <= to);
}
