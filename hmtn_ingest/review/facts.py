"""The facts of a record that a person can decide on, each under a key that survives a new reading."""

from __future__ import annotations

import bisect
import hashlib
import itertools
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, Field

from hmtn_ingest.kinds import header_fields, records_by_kind
from parsers import regex
from parsers.records import (
    Alternative,
    DocumentRecord,
    Finding,
    Grounded,
    Grounding,
    Model,
    Record,
    ResidueEntry,
    Section,
    Span,
)


class EmptyKind(Model):
    """A kind of fact that a document is expected to have and that nothing was read of; it stands nowhere."""

    kind: str
    spans: list[Span] = Field(default_factory=list)


Item = Record | Grounded[Any] | Finding | ResidueEntry | EmptyKind


@dataclass(frozen=True)
class Fact:
    """A header field, a record of a list, a finding, or something unread (:mod:`hmtn_ingest.review.unread`).

    ``key`` is "header.<field>" or the id of the record. ``words`` are those that it was read from, ``line`` the lines
    around them and ``place`` the headings above, which tell equal lines apart; all three in NFC with single blanks, so
    that they are the same from every format. ``digest`` stands for what was read, so that it can be told whether a
    later reading says the same; ``older`` is that of schema 1.0, by which decisions of that time are known, where it
    is another.
    """

    key: str
    kind: str
    item: Item
    words: str
    line: str
    place: str
    digest: str
    older: str | None = None

    def says(self, digest: str) -> bool:
        """Whether a person who decided on what ``digest`` stands for saw this value."""
        return digest in (self.digest, self.older)

    @cached_property
    def doubts(self) -> list[str]:
        """Why the value, or one inside it, may be wrong; that a blank is blank is no doubt about the reading."""
        found = (doubt for part in groundings(self.item) for doubt in part.doubts)
        return [doubt for doubt in dict.fromkeys(found) if doubt != "blank"]

    @cached_property
    def alternatives(self) -> list[Alternative]:
        """What the value, or one inside it, may also be."""
        return [alternative for part in groundings(self.item) for alternative in part.alternatives]


def facts(record: DocumentRecord) -> dict[str, Fact]:
    """Every fact by its key: header fields, the lists in their order, findings.

    A date that stands inside another fact (a deadline's date, the date of issue) is decided on with that fact and is
    not listed for itself.
    """
    around = TextContext(record)
    found = [around.fact(f"header.{name}", "header", value) for name, value in header_fields(record.header) if value]
    lists = records_by_kind(record)
    taken = [span for fact in found for span in fact.item.spans]
    taken += [span for kind, items in lists if kind not in _AROUND for item in items for span in item.spans]
    inside = _inside(taken)
    for kind, items in lists:
        for item in items:
            if kind != "date" or not all(map(inside, item.spans)):
                found.append(around.fact(item.id, kind, item))
    found += [around.fact(finding.id, "finding", finding) for finding in record.findings]
    return {fact.key: fact for fact in found}


_AROUND = ("date", "obligation", "quota")  # kinds whose spans say nothing about the dates inside them


def groundings(item: BaseModel) -> Iterator[Grounding]:
    """Every grounded value of a fact: itself, and the cells or fields inside it."""
    if isinstance(item, Grounding):
        yield item
    for name in type(item).model_fields:
        value = getattr(item, name)
        for inner in value if isinstance(value, list) else (value,):
            if isinstance(inner, BaseModel) and not isinstance(inner, Span):
                yield from groundings(inner)


class TextContext:
    """The text that the facts of a record stand in, with its headings."""

    def __init__(self, record: DocumentRecord) -> None:
        self._text = record.text
        self._headings = sorted(_headings(record.sections, ""))
        self._starts = [start for start, _, _ in self._headings]

    def fact(self, key: str, kind: str, item: Item) -> Fact:
        words = " … ".join(plain(span.quote) for span in item.spans)
        lines = dict.fromkeys(self.line(span) for span in item.spans)
        held = item.model_dump(
            mode="json", by_alias=True, exclude_defaults=True
        )  # a new field must not age all digests
        bare = _bare(held)
        before = _of_schema_1_0(kind, bare)
        older = None if before == bare else _digest(before)
        return Fact(key, kind, item, words, "\n".join(lines), self.place(item.spans), _digest(bare), older)

    def line(self, span: Span) -> str:
        """The whole lines that a span stands in."""
        start = self._text.rfind("\n", 0, span.start) + 1
        end = self._text.find("\n", span.end)
        return plain(self._text[start : end if end >= 0 else len(self._text)])

    def place(self, spans: Sequence[Span]) -> str:
        """The headings above the first span, outermost first, without their numbers: an inserted part shifts those."""
        if not spans:
            return ""
        above = bisect.bisect_right(self._starts, spans[0].start) - 1
        if above >= 0 and spans[0].start < self._headings[above][1]:  # the span is itself in a heading
            above -= 1
        return self._headings[above][2] if above >= 0 else ""


# "| TT | Thôn |" · "|---|:--:|" · NUL
_BARS = regex.compile(r"\|[\s|:-]*+|\0")


def plain(words: str) -> str:
    """Words of a text as they are kept and compared: in NFC, with single blanks, without the bars of a table."""
    return " ".join(_BARS.sub(" ", unicodedata.normalize("NFC", words)).split())


def _headings(sections: list[Section], above: str) -> Iterator[tuple[int, int, str]]:
    for section in sections:
        if section.number in ("-", "+", "•", "*"):  # a list item heads nothing
            continue
        path = f"{above} › {plain(section.title)}" if above else plain(section.title)
        yield section.span.start, section.span.end, path
        yield from _headings(section.children, path)


def _inside(others: Iterable[Span]) -> Callable[[Span], bool]:
    """Tells whether a span lies inside one of the others."""
    in_order = sorted((other.start, other.end) for other in others)
    starts = [start for start, _ in in_order]
    reach = list(itertools.accumulate((end for _, end in in_order), max))

    def inside(span: Span) -> bool:
        before = bisect.bisect_right(starts, span.start) - 1
        return before >= 0 and span.end <= reach[before]

    return inside


# Where a value stands, and ids of other records: they may change while the value stays.
_GROUNDING = frozenset(
    {"id", *Grounding.model_fields, "section", "pages", "records", "obligation", "deadlines", "event", "anchor_record"}
)


def _bare(value: Any) -> Any:
    """A value without its grounding and without links."""
    if isinstance(value, dict):
        return {
            name: _bare(inner)
            for name, inner in value.items()
            if name not in _GROUNDING and not (name == "targets" and _ids(inner))
        }
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return value


def _digest(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.blake2s(said.encode(), digest_size=8).hexdigest()


_SINCE_1_1 = frozenset({"offset", "time_end", "group", "groups"})


def _of_schema_1_0(kind: str, value: Any) -> Any:
    """A bare value as schema 1.0 had it: without what it did not know, one addressee by itself."""
    if isinstance(value, list):
        return [_of_schema_1_0("", inner) for inner in value]
    if not isinstance(value, dict):
        return value
    unknown = _SINCE_1_1 | ({"name"} if kind in ("target", "result") else set())
    before = {name: _of_schema_1_0("", inner) for name, inner in value.items() if name not in unknown}
    if kind == "deadline" and len(before.get("submit_to", ())) == 1:
        before["submit_to"] = before["submit_to"][0]
    return before


def _ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(inner, str) for inner in value)
