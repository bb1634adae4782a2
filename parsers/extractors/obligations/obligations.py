"""Obligations: who must do what, with whom (one for each assigned bullet or paragraph)."""

from __future__ import annotations

from parsers.annotated import AnnotatedDocument
from parsers.mentions.bodies.mentions import body_ref
from parsers.records import Obligation, assign_ids
from parsers.text import fold


def extract(annotated: AnnotatedDocument) -> list[Obligation]:
    """One obligation for each duty of the document; deadlines and targets are linked later."""
    view = annotated.view
    records = [
        Obligation(
            section=duty.section,
            bodies=[body_ref(view, b) for b in duty.bodies],
            role=duty.role,
            partners=[body_ref(view, b) for b in duty.partners],
            action=view.text[duty.start : duty.end],
            spans=[view.span(duty.start, duty.end)],
            doubts=duty.doubts,
        )
        for duty in annotated.duties
    ]
    assign_ids("obligation", [(record, f"{record.section} {fold(record.action)}") for record in records])
    return records
