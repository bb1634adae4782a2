"""Tier three: which obligation, deadline, target and event belong together, and the list of a document's bodies."""

from __future__ import annotations

from parsers.annotated import AnnotatedDocument
from parsers.extractors.times.offsets import settle_offsets
from parsers.mentions.bodies.canonical import resolve_names
from parsers.records import DocumentRecord, Grounding


def connect(record: DocumentRecord, annotated: AnnotatedDocument) -> None:
    """Fill the references between the records of one document, in place.

    A deadline or target belongs to the obligation whose paragraph or label lines hold it; a target to the event that
    the same paragraph announces.
    """
    resolve_names(record, annotated.bodies, annotated.view)
    settle_offsets(record)
    for duty, obligation in zip(annotated.duties, record.obligations, strict=True):
        stretches = [annotated.view.source(a, b) for a, b in ((duty.start, duty.end), *duty.labels)]
        obligation.deadlines = [d.id for d in record.deadlines if _inside(d, stretches)]
        obligation.targets = [t.id for t in record.targets if _inside(t, stretches[:1])]
        for deadline in record.deadlines:
            if deadline.obligation is None and deadline.id in obligation.deadlines:
                deadline.obligation = obligation.id
    for event in record.events:
        around = [_paragraph(annotated, span.start) for span in event.spans[:1]]
        held = [target for target in record.targets if _inside(target, around) and target.event in (None, event.id)]
        event.targets = [target.id for target in held]
        for target in held:
            target.event = event.id


def _paragraph(annotated: AnnotatedDocument, offset: int) -> tuple[int, int]:
    for block in annotated.document.blocks:
        if block.start <= offset < block.end:
            return block.start, block.end
    return offset, offset


def _inside(record: Grounding, stretches: list[tuple[int, int]]) -> bool:
    return bool(record.spans) and any(a <= record.spans[0].start and record.spans[0].end <= b for a, b in stretches)
