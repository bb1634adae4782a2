"""Why a fact is in the record: the clue that decided, the vote of the weights, the doubts, the words.

In comes an annotated document with its record, out goes a :class:`Trace` for each fact. Nothing is decided here: what
the extractors noted when they decided is put together for ``hmtn-ingest explain`` and ``evaluate --by clue``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.annotated import AnnotatedDocument
from parsers.evidence import Vote
from parsers.extractors import EXTRACTORS
from parsers.extractors.figures.parallels import Stance
from parsers.extractors.figures.statements import statements
from parsers.extractors.votes import votes
from parsers.records import DocumentRecord, Record


@dataclass(frozen=True, slots=True)
class Trace:
    """``list_name`` is the list that holds the fact; ``clue`` is "" where one rule makes all of a kind."""

    list_name: str
    fact: Record
    clue: str
    vote: Vote | None


def traces(annotated: AnnotatedDocument, record: DocumentRecord) -> dict[str, Trace]:
    """The trace of each fact, by its id."""
    clues = dict(_clues(annotated, record))
    weighed = {id(fact): vote for fact, vote in votes(annotated, record)}
    return {
        fact.id: Trace(extractor.name, fact, clues.get(id(fact), ""), weighed.get(id(fact)))
        for extractor in EXTRACTORS
        for fact in getattr(record, extractor.name)
    }


def _clues(annotated: AnnotatedDocument, record: DocumentRecord) -> Iterator[tuple[int, str]]:
    for duty, obligation in zip(annotated.duties, record.obligations, strict=True):
        yield id(obligation), duty.clue
    figures: tuple[tuple[Stance, Sequence[Record]], ...] = (("target", record.targets), ("result", record.results))
    for stance, facts in figures:
        decided = statements(annotated, stance)
        by_start = {annotated.view.source(s.mention.start, s.mention.end)[0]: s.clue for s in decided}
        for fact in facts:
            if fact.spans and (clue := by_start.get(fact.spans[0].start)):
                yield id(fact), clue
