"""Which fact of a new reading is the one that somebody decided on. Where that is not clear, none is: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import Fact, TextContext
from parsers import regex
from parsers.records import DocumentRecord, Span

_BARE = ("target", "result", "date")  # kinds whose key holds nothing but the words, so only the line tells them apart


def kind_of(key: str) -> str:
    """The kind of fact that a key names: "deadline-8062…" is a deadline, "header.subject" a header field."""
    return key.partition("-" if "-" in key else ".")[0]


class Matcher:
    """Finds the fact that a decision is about."""

    def __init__(self, read: Mapping[str, Fact]) -> None:
        self._by_key = read
        self._by_words: dict[tuple[str, str], list[Fact]] = {}
        for fact in read.values():
            self._by_words.setdefault((fact.kind, fact.words), []).append(fact)

    def key(self, decision: Decision) -> str | None:
        """The key of the one fact with these words; ``None`` where there is none, or not clearly one.

        It stands in the same line, and under the same headings or with the same value. Where several do, the order
        among them counts, which the key holds. In a line that was changed it has to have the same key and value.
        """
        if decision.record.startswith(("header.", "none.")):
            fact = self._by_key.get(decision.record)
            return fact.key if fact and fact.words == decision.words else None
        kind = kind_of(decision.record)
        alike = self._by_words.get((kind, decision.words), [])
        here = [fact for fact in alike if fact.line == decision.line]
        found = [fact for fact in here if fact.place == decision.place]
        found = found or [fact for fact in here if fact.says(decision.digest)]
        if not here and kind not in _BARE:
            found = [fact for fact in alike if fact.key == decision.record and fact.says(decision.digest)]
        if len(found) > 1:
            found = [fact for fact in found if fact.key == decision.record]
        return found[0].key if found else None


def found_again(record: DocumentRecord, span: Span, lines: Collection[str]) -> Span | None:
    """Where words that a person selected in one of these lines stand now; ``None`` where that is not clear."""
    around = TextContext(record)
    if record.text[span.start : span.end] == span.quote and around.line(span) in lines:
        return span
    words = r"\s+".join(map(regex.escape, span.quote.split()))
    found = [Span(start=m.start(), end=m.end(), quote=m[0]) for m in regex.finditer(words, record.text)]
    found = [one for one in found if around.line(one) in lines] or found
    return found[0] if len(found) == 1 else None
