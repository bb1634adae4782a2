"""Tier three: which obligation, deadline, target and event belong together, and the list of a document's bodies."""

from __future__ import annotations

import bisect
from typing import Generic, TypeVar

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.times.offsets import settle_offsets
from parsers.mentions.bodies.canonical import resolve_names
from parsers.records import DocumentRecord, Event, Grounding, Target

_CLAUSE_ENDS = regex.compile(r"[;\n]|\.\s")


def connect(record: DocumentRecord, annotated: AnnotatedDocument) -> None:
    """Fill the references between the records of one document, in place.

    A deadline or target belongs to the obligation whose paragraph or label lines hold it; a target to the event that
    the same paragraph announces, where there are several to the one of its day or its clause.
    """
    resolve_names(record, annotated.bodies, annotated.view)
    settle_offsets(record)
    deadlines, targets = _ByPlace(record.deadlines), _ByPlace(record.targets)
    for duty, obligation in zip(annotated.duties, record.obligations, strict=True):
        stretches = [annotated.view.source(a, b) for a, b in ((duty.start, duty.end), *duty.labels)]
        obligation.targets = [target.id for target in targets.inside(stretches[:1])]
        due = deadlines.inside(stretches)
        obligation.deadlines = [deadline.id for deadline in due]
        for deadline in due:
            if deadline.obligation is None:
                deadline.obligation = obligation.id
    together: dict[tuple[int, int], list[Event]] = {}
    for event in record.events:
        for span in event.spans[:1]:
            together.setdefault(_paragraph(annotated, span.start), []).append(event)
    for paragraph, events in together.items():
        for target in targets.inside([paragraph]):
            event = next((one for one in events if one.id == target.event), None) or _event_of(
                annotated, target, events
            )
            if target.event in (None, event.id):
                target.event = event.id
                event.targets.append(target.id)


def _event_of(annotated: AnnotatedDocument, target: Target, events: list[Event]) -> Event:
    """The event of a paragraph that a number belongs to: the one of its day, of its clause, else the first."""
    same_day = [
        event for event in events if event.date is not None and target.period and event.date.edtf == target.period.edtf
    ]
    if len(same_day) == 1:
        return same_day[0]
    text, at = annotated.document.text, target.spans[0].start
    beside = [event for event in events if any(_one_clause(text, span.start, at) for span in event.spans)]
    return (beside or events)[0]


def _one_clause(text: str, a: int, b: int) -> bool:
    return _CLAUSE_ENDS.search(text, min(a, b), max(a, b)) is None


def _paragraph(annotated: AnnotatedDocument, offset: int) -> tuple[int, int]:
    blocks = annotated.document.blocks
    index = bisect.bisect_right(blocks, offset, key=lambda block: block.start) - 1
    if index >= 0 and offset < blocks[index].end:
        return blocks[index].start, blocks[index].end
    return offset, offset


F = TypeVar("F", bound=Grounding)


class _ByPlace(Generic[F]):
    """Facts to be asked for by the stretch of the document that holds their first words."""

    def __init__(self, facts: list[F]) -> None:
        self._facts = facts
        self._places = sorted((fact.spans[0].start, index) for index, fact in enumerate(facts) if fact.spans)

    def inside(self, stretches: list[tuple[int, int]]) -> list[F]:
        """The facts in one of the stretches, in their own order."""
        found = set()
        for start, end in stretches:
            first = bisect.bisect_left(self._places, (start,))
            last = bisect.bisect_left(self._places, (end + 1,), lo=first)
            found |= {index for _, index in self._places[first:last] if self._facts[index].spans[0].end <= end}
        return [self._facts[index] for index in sorted(found)]
