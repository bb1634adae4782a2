// The words around the facts, in the reader's language, as the server gave them: {"left of": "còn {left}/{all}", …}.

export class Texts {
  constructor(texts, language) {
    this.texts = texts;
    this.language = language;
  }

  // say("left of", { left: 2, all: 7 }) → "còn 2/7"
  say(key, values = {}) {
    return this.texts[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  // A finding is "seen" where a fact is "accepted"; an open card has no word for it.
  status(kind, status) {
    return this.texts[`status ${kind} ${status}`] ?? this.texts[`status ${status}`] ?? "";
  }

  // The day and time of a decision as the reader's clock shows it; today the time alone.
  time(at) {
    const then = new Date(at);
    const two = (number) => String(number).padStart(2, "0");
    const time = `${two(then.getHours())}:${two(then.getMinutes())}`;
    if (then.toDateString() === new Date().toDateString()) return time;
    const day = `${two(then.getDate())}/${two(then.getMonth() + 1)}/${then.getFullYear()}`;
    return this.language === "en" ? `${day}, ${time}` : `${time} ${day}`;
  }
}
