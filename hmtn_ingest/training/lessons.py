"""What a reviewed document teaches: what the program read, and what people made of it.

Comes in: a document whose facts of the kinds that are learned are all decided. Goes out: a :class:`Lesson`, which
:mod:`hmtn_ingest.training.learning` learns from and :mod:`hmtn_ingest.training.figures` judges by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.second_reader.consult import Known, facts_of
from parsers.records import DocumentRecord, Span


@dataclass(frozen=True)
class Lesson:
    """``record`` is as the program read it, ``facts`` are as people left them, with kinds; ``right`` and ``wrong`` ids
    of facts that were read, ``missed`` facts that were added, ``bodies`` and ``dates`` where such are named.
    """

    name: str
    record: DocumentRecord
    facts: tuple[tuple[str, Known], ...]
    right: frozenset[str]
    wrong: frozenset[str]
    missed: tuple[Known, ...]
    bodies: tuple[Span, ...]
    dates: tuple[Span, ...]


def lesson_of(name: str, document: Reviewed) -> Lesson | None:
    """What a document teaches; ``None`` while a fact of the kinds that are learned waits for a decision."""
    read = [fact for _, fact in facts_of(document.extracted)]
    states = {fact.id: document.state(fact.id).status for fact in read}
    if not states or not set(states.values()) <= {"accepted", "edited", "rejected"}:
        return None
    left = document.record
    return Lesson(
        name=name,
        record=document.extracted,
        facts=tuple(facts_of(left)),
        right=frozenset(id_ for id_, status in states.items() if status == "accepted"),
        wrong=frozenset(id_ for id_, status in states.items() if status != "accepted"),
        missed=tuple(fact for _, fact in facts_of(left) if document.state(fact.id).status == "added"),
        bodies=tuple(_bodies(left)),
        dates=tuple(span for date in (*left.dates, *left.deadlines, *left.citations) for span in date.spans),
    )


def _bodies(record: DocumentRecord) -> Iterator[Span]:
    for body in record.bodies:
        yield from body.spans
    for _, fact in facts_of(record):
        for ref in getattr(fact, "bodies", ()):
            yield from ref.spans
