"""Which fact of a new reading is the one that somebody decided on. Where that is not clear, none is: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import regex
from rapidfuzz import fuzz

from hmtn_ingest.review.facts import Fact, Surroundings
from parsers.records import DocumentRecord, Span

if TYPE_CHECKING:
    from hmtn_ingest.review.decisions import Decision

_LEAST_LIKENESS = 75  # of two lines, in per cent: a word more or less, a corrected typing error


def kind_of(key: str) -> str:
    """The kind of fact that a key names: "deadline-8062…" is a deadline, "header.subject" a header field."""
    return key.partition("-" if "-" in key else ".")[0]


class Matcher:
    """Finds the fact that a decision is about: the same words, in the same line or under the same key."""

    def __init__(self, read: Mapping[str, Fact]) -> None:
        self._by_key = read
        self._by_words: dict[tuple[str, str], list[Fact]] = {}
        for fact in read.values():
            self._by_words.setdefault((fact.kind, fact.words), []).append(fact)

    def key(self, decision: Decision) -> str | None:
        """The key of the one fact; ``None`` where none has these words, or several have them equally well.

        Equal lines are told apart by the headings above them. Only where those are equal too does the order count,
        which the key holds.
        """
        if decision.record.startswith("header."):
            fact = self._by_key.get(decision.record)
            return fact.key if fact and fact.words == decision.words else None
        alike = self._by_words.get((kind_of(decision.record), decision.words), [])
        found = [fact for fact in alike if fact.line == decision.line]
        if not found:
            found = [fact for fact in alike if fact.key == decision.record]
            return found[0].key if found and fuzz.ratio(found[0].line, decision.line) >= _LEAST_LIKENESS else None
        found = [fact for fact in found if fact.place == decision.place] or found
        if len(found) > 1:
            found = [fact for fact in found if fact.key == decision.record]
        return found[0].key if found else None


def found_again(record: DocumentRecord, span: Span, lines: Collection[str]) -> Span | None:
    """Where words that a person selected in one of these lines stand now; ``None`` where that is not clear."""
    around = Surroundings(record)
    if record.text[span.start : span.end] == span.quote and around.line(span) in lines:
        return span
    words = r"\s+".join(map(regex.escape, span.quote.split()))
    found = [Span(start=m.start(), end=m.end(), quote=m[0]) for m in regex.finditer(words, record.text)]
    found = [one for one in found if around.line(one) in lines] or found
    return found[0] if len(found) == 1 else None
