"""Where the second reader and the record disagree: doubts and places that are shown, never a fact.

A fact in a line where the second reader is sure that none of its kind stands is doubted (``second-reader``), a line
where it is sure of a kind of which the record has nothing, and the residue neither, becomes an entry of the residue. A
body or date that it names and the record names nowhere does the same.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hmtn_ingest.second_reader.lines import Lines, headed_lines
from hmtn_ingest.second_reader.model import KINDS, Opinion, SecondReader
from parsers.annotated import AnnotatedDocument
from parsers.records import Deadline, DocumentRecord, Event, Obligation, Record, ResidueKind, Result, Span, Target
from parsers.residue import entries_at

DOUBT = "second-reader"
SURE, NEVER = 0.9, 0.05
"""From which share on it is sure that a kind stands in a line, and up to which that it does not."""

Known = Obligation | Target | Result | Deadline | Event
_RESIDUE: dict[str, ResidueKind] = {
    "obligation": "duty", "target": "quantity", "result": "quantity", "deadline": "date", "event": "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disagreement:
    """``doubted`` are ids of facts, ``unread`` kinds of fact with the lines in which nothing of the kind was read."""

    doubted: frozenset[str]
    unread: tuple[tuple[str, int, int], ...]


def consult(annotated: AnnotatedDocument, record: DocumentRecord, reader: SecondReader) -> None:
    """Doubt and point, in place, and say in the record who was asked."""
    found = disagreement(record, reader.opinions(headed_lines(record)))
    for _, fact in facts_of(record):
        if fact.id in found.doubted and DOUBT not in fact.doubts:
            fact.doubts = [*fact.doubts, DOUBT]
    places = [(_RESIDUE[kind], start, end) for kind, start, end in found.unread]
    record.residue = entries_at(annotated, record, places, DOUBT)
    record.source.second_reader = reader.model


def facts_of(record: DocumentRecord) -> Iterator[tuple[str, Known]]:
    """The facts of the kinds that the second reader knows, each with its kind."""
    lists: tuple[tuple[str, Sequence[Known]], ...] = (
        ("obligation", record.obligations),
        ("target", record.targets),
        ("result", record.results),
        ("deadline", record.deadlines),
        ("event", record.events),
    )
    return ((kind, fact) for kind, facts in lists for fact in facts)


def disagreement(record: DocumentRecord, opinions: Sequence[Opinion]) -> Disagreement:
    lines = Lines([opinion.line for opinion in opinions])
    read: set[tuple[int, str]] = set()
    doubted: set[str] = set()
    for kind, fact in facts_of(record):
        for at in lines.holding(fact.spans):
            read.add((at, kind))
        first = next(iter(lines.holding(fact.spans[:1])), None)
        if first is not None and opinions[first].shares.get(kind, 1.0) <= NEVER:
            doubted.add(fact.id)
    doubted |= _beside_unread_bodies(record, opinions, lines)
    pointed = {at for entry in record.residue for at in lines.holding(entry.spans)}
    unread = [
        (kind, opinion.line.start, opinion.line.end)
        for at, opinion in enumerate(opinions)
        for kind in KINDS
        if at not in pointed and (at, kind) not in read and opinion.shares.get(kind, 0.0) >= SURE
    ]
    dates = _Stretches(span for fact in (*record.dates, *record.citations, *_dated(record)) for span in fact.spans)
    unread += [
        ("deadline", opinion.line.start, opinion.line.end)
        for at, opinion in enumerate(opinions)
        if at not in pointed and any(not dates.touch(*place) for place in opinion.dates)
    ]
    return Disagreement(frozenset(doubted), tuple(dict.fromkeys(unread)))


def _dated(record: DocumentRecord) -> list[Record]:
    return [*record.deadlines, *record.events]


def _beside_unread_bodies(record: DocumentRecord, opinions: Sequence[Opinion], lines: Lines) -> set[str]:
    """Duties and targets in lines where a body is named that the record names nowhere."""
    bodies = _Stretches(span for body in record.bodies for span in body.spans)
    refs = _Stretches(
        span
        for _, fact in facts_of(record)
        for body in (*getattr(fact, "bodies", ()), *getattr(fact, "partners", ()), *getattr(fact, "submit_to", ()))
        for span in body.spans
    )
    beside = {
        at
        for at, opinion in enumerate(opinions)
        if any(not bodies.touch(*place) and not refs.touch(*place) for place in opinion.bodies)
    }
    owed: list[Obligation | Target] = [*record.obligations, *record.targets]
    return {fact.id for fact in owed if beside & set(lines.holding(fact.spans[:1]))}


class _Stretches:
    def __init__(self, spans: Iterable[Span]) -> None:
        self._places = sorted((span.start, span.end) for span in spans)
        self._longest = max((end - start for start, end in self._places), default=0)

    def touch(self, start: int, end: int) -> bool:
        at = bisect.bisect_left(self._places, (start - self._longest, 0))
        while at < len(self._places) and self._places[at][0] < end:
            if self._places[at][1] > start:
                return True
            at += 1
        return False
