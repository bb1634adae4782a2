"""Which fact of a new reading is the one that somebody decided on. Where that is not clear, none is: pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pydantic import JsonValue

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


def placed_again(decision: Decision, text: str) -> Decision:
    """The decision with the words inside its values where they stand in this text; those that it has not are left out.

    Of an added fact its own words are told by their line: :func:`found_again`.
    """
    after = {place: _placed(value, text, own=place == "") for place, value in decision.after.items()}
    if after == decision.after:
        return decision
    kept, words = after.get("/spans"), decision.after.get("/spans")
    if isinstance(kept, list) and isinstance(words, list) and len(kept) < len(words):
        del after["/spans"]  # those that the fact is read from now are better than a part of what a person saw
    return decision.model_copy(update={"after": after})


def _placed(value: JsonValue, text: str, *, own: bool = False) -> JsonValue:
    if isinstance(value, list):
        items = (_placed(one, text) for one in value)
        return [one for one in items if one is not None] if any(map(_is_span, value)) else list(items)
    if isinstance(value, dict) and _is_span(value):
        return _span_again(value, text)
    if isinstance(value, dict):
        return {name: one if own and name == "spans" else _placed(one, text) for name, one in value.items()}
    return value


def _is_span(value: JsonValue) -> bool:
    return isinstance(value, dict) and {"start", "end", "quote"} <= value.keys()


def _span_again(value: dict[str, Any], text: str) -> JsonValue:
    if text[value["start"] : value["end"]] == value["quote"]:
        return value
    words = r"\s+".join(map(regex.escape, value["quote"].split()))
    found = list(regex.finditer(words, text)) if words else []
    if len(found) != 1:
        return None
    return {"start": found[0].start(), "end": found[0].end(), "quote": found[0][0]}
