"""Who does it: the subject of the clause, the duty that it belongs to, or the heading that it stands under."""

from __future__ import annotations

import bisect
import itertools

from parsers.annotated import AnnotatedDocument, Duty
from parsers.extractors.obligations.headings import heading_bodies
from parsers.extractors.obligations.persons import persons_acting
from parsers.extractors.obligations.subjects import subject_of
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.names import BodyMention
from parsers.sentences import sentences
from parsers.text import memo

_TOLD = frozenset(load("duties")["told"]["types"])


def doers(annotated: AnnotatedDocument, at: int) -> list[BodyMention]:
    """The bodies that are to do what the clause around ``at`` says.

    The clause's own subject wins ("Sở Tài chính chủ trì …", "Đề nghị … gửi", "các huyện A, B và C mỗi đơn vị …");
    else the bodies of the duty that the place belongs to (label lines, then headings); else the addressees of a
    letter; else none.
    """
    view = annotated.view
    paragraph = paragraph_at(annotated, at)
    if paragraph is None:
        return []
    for start, end in sentences(view).within(paragraph.content, paragraph.end):
        if start <= at < end:
            if persons := persons_acting(view, start, end):
                return persons
            subject = subject_of(view, start, min(end, max(at, start + 1)), end)
            if subject:
                return subject[0]
    duty = duty_at(annotated, at)
    if duty is not None:
        return duty.bodies
    subject = subject_of(view, paragraph.content, paragraph.end, paragraph.end)
    if subject:
        return subject[0]
    return heading_bodies(view, paragraph.node) or _addressees(annotated)


def _addressees(annotated: AnnotatedDocument) -> list[BodyMention]:
    """Whom a letter is written to; those who get a report or are asked for leave do not act."""
    name = annotated.header.type_name
    return [] if name is not None and name.value in _TOLD else annotated.addressees


def duty_at(annotated: AnnotatedDocument, at: int) -> Duty | None:
    """The duty whose paragraph or label lines hold ``at``."""
    stretches, reach = _stretches(annotated, len(annotated.duties))
    index = bisect.bisect_left(stretches, (at + 1,)) - 1
    first = len(annotated.duties)
    while index >= 0 and reach[index] > at:
        _, end, duty = stretches[index]
        if at < end:
            first = min(first, duty)
        index -= 1
    return annotated.duties[first] if first < len(annotated.duties) else None


@memo
def _stretches(annotated: AnnotatedDocument, count: int) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Start, end and index of the duty of all paragraphs and label lines of the ``count`` duties that are known so far,
    by their start; and for each of them how far it and those before it reach."""
    stretches = sorted(
        (start, end, index)
        for index, duty in enumerate(annotated.duties)
        for start, end in ((duty.start, duty.end), *duty.labels)
    )
    return stretches, list(itertools.accumulate((end for _, end, _ in stretches), max))


def paragraph_at(annotated: AnnotatedDocument, at: int) -> Paragraph | None:
    """The paragraph that holds ``at``."""
    paragraphs = annotated.outline.paragraphs
    index = bisect.bisect_right(paragraphs, at, key=lambda p: p.start) - 1
    return paragraphs[index] if index >= 0 and at <= paragraphs[index].end else None
