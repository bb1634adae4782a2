// What the record pane and the source pane tell each other, by events of the window (source/pane.py names them).

export class SourceEvents {
  // Called are `ready` when the source pane has come, `words` with words chosen there, `pick` with the keys of a mark,
  // `left` when nothing is to be chosen any more.
  constructor({ ready, words, pick, left }) {
    this.listening = new AbortController();
    this.signal = this.listening.signal;
    const on = (name, react) => window.addEventListener(name, react, { signal: this.signal });
    on("hmtn:ready", ready);
    on("hmtn:words", (event) => words(event.detail));
    on("hmtn:left", left);
    on("hmtn:pick", (event) => pick(event.detail.keys));
  }

  // The source goes to the words of a fact, unless it is to be `quiet`, and marks where values inside it were read:
  // `parts` are [name, start, end].
  show(key, quiet, parts = []) {
    this.tell("show", { keys: [key], quiet, parts });
  }

  // What became of each fact, and where the words of added ones stand.
  states(cards, statusOf) {
    this.tell("states", Object.fromEntries(cards.map((card) => [card.key, statusOf(card)])));
    // of a fact that was added all words, of one that was changed those that fields were filled from
    const places = ({ key, kind, spans = [] }) => spans.map(([start, end]) => ({ key, kind, start, end }));
    this.tell("added", cards.flatMap(places));
  }

  tell(name, detail) {
    window.dispatchEvent(new CustomEvent(`hmtn:${name}`, { detail }));
  }

  end() {
    this.listening.abort();
  }
}
