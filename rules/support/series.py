"""Headings or items that divide a whole: rounds, quarters, times, with what each of them is to reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from parsers.records import Indicator, Section, Span, Target
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.support.quantities import least, most

_NUMBERS = {"nhất": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
# "Đợt 1: …" · "Quý I/2025: 1.400 đơn vị máu" · "Lần thứ hai" · "Buổi thứ nhất: …"
_MEMBER = regex.compile(
    r"(?P<word>đợt|quý|lần|buổi|kỳ|giai đoạn)(?: thứ)? (?P<number>0?\d{1,2}|i{1,3}|iv|nhất|một|hai|ba|tư|bốn)(?!\w)"
)


_BEGINNING = 30


@dataclass(frozen=True, slots=True)
class Member:
    """One round or quarter: its number and the stretch of the record's text from its heading to the next one."""

    number: int
    section: Section
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Series:
    """Members 1 to n of one kind ("đợt") under one heading, which begins at ``start`` of the record's text."""

    word: str
    members: list[Member]
    parent: Section | None

    @property
    def start(self) -> int:
        return self.members[0].start

    @property
    def end(self) -> int:
        return self.members[-1].end


def series(context: Context) -> Iterator[Series]:
    """The complete series of a document's outline: at least two members, counted from 1 without a gap."""
    groups: list[tuple[Section | None, list[Section]]] = [(None, context.record.sections)]
    groups += [(section, section.children) for section in context.sections if section.children]
    for parent, children in groups:
        found: list[tuple[str, int, int]] = []
        for index, section in enumerate(children):
            match = _MEMBER.match(one_line(normal(section.title[:_BEGINNING])))
            if match:
                found.append((match["word"], _number(match["number"]), index))
        for word in dict.fromkeys(word for word, _, _ in found):
            members = [
                Member(number, children[i], children[i].span.start, context.end_of(children[i]))
                for w, number, i in found
                if w == word
            ]
            if len(members) >= 2 and [m.number for m in members] == list(range(1, len(members) + 1)):
                yield Series(word, members, parent)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _NUMBERS[written]


def lead_in(context: Context, group: Series) -> tuple[int, int]:
    """The stretch of the record's text that introduces a series: from its heading, or the paragraph before it."""
    if group.parent is not None:
        return group.parent.span.start, group.start
    start = context.record.text.rfind("\n\n", 0, max(0, group.start - 2)) + 1
    return start, group.start


def targets_in(context: Context, start: int, end: int, indicator: Indicator) -> list[Target]:
    """The targets of one indicator between two offsets of the record's text."""
    return [
        target
        for target in context.record.targets
        if target.spans and target.quantity.indicator == indicator and start <= target.spans[0].start < end
    ]


@dataclass(frozen=True, slots=True)
class Amount:
    """How much one part comes to, at least and at most, and where that stands."""

    low: float
    high: float
    spans: list[Span]


def amount(target: Target) -> Amount:
    return Amount(least(target.quantity), most(target.quantity), target.spans[:1])
