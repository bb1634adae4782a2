"""Facts that lack what their like have, and so are less sure: each gets a doubt that says what is missing.

In comes a record whose facts are linked, out it goes with more doubts; ``pipeline`` calls it before the residue. Each
code was measured on documents by other hands: one that is right less than one time in five is not given.
"""

from __future__ import annotations

import bisect

from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.clause_subjects import THE_WHOLE
from parsers.extractors.figures.periods import document_period
from parsers.extractors.obligations.addressees import is_sole_addressee
from parsers.extractors.obligations.outlook import is_report
from parsers.layout.outline import Paragraph
from parsers.records import Deadline, DocumentRecord, Grounding, Indicator, Obligation, Result, Target

_OWED_BY_SOMEBODY: tuple[Indicator, ...] = ("blood_units", "registrants", "donors")


def doubt_gaps(annotated: AnnotatedDocument, record: DocumentRecord) -> None:
    """Doubt figures without a period, targets whose bodies stand far above or, where it is blood or donors, nowhere,
    deadlines without a doer or duty or with a doer from far above, and duties of a body by half a name, in place."""
    figures: list[Target | Result] = [*record.targets, *record.results]
    for figure in figures:
        _doubt(figure, "no-period", figure.period is None)
    in_duties = {id_ for obligation in record.obligations for id_ in obligation.targets}
    parted = _parted(annotated, record)
    for target in record.targets:
        _doubt(target, "no-body", not target.bodies and _is_shared_out(annotated, record, target, parted))
        _doubt(target, "inherited-body", target.id not in in_duties and _lines_up(record.text, target) > 1)
    for deadline in record.deadlines:
        _doubt(deadline, "no-body", not deadline.bodies)
        _doubt(deadline, "no-duty", bool(record.obligations) and deadline.obligation is None)
        written_to = is_sole_addressee(annotated.addressees, [body.name for body in deadline.bodies])
        _doubt(deadline, "inherited-body", not written_to and _from_far(annotated, deadline))
    owed: list[Deadline | Obligation] = [*record.deadlines, *record.obligations]
    for duty in owed:
        _doubt(duty, "incomplete-name", any(_is_half(body.name) for body in duty.bodies))


def _is_half(name: str) -> bool:
    """Whether a body is called by one small word, the rest of a name cut apart: "viện" of "Các khoa, viện"."""
    return " " not in name and name.islower()


def _is_shared_out(annotated: AnnotatedDocument, record: DocumentRecord, target: Target, parted: set[int]) -> bool:
    """Whether somebody is likely to owe it: people who are sent, blood or donors of a whole year, a part of it beside
    it, or in a row; one event's are its own, and what a report of half a year adds up to the year is owed before.
    """
    if target.quantity.indicator == "staff":
        return True
    if _reports_on_a_part_of_the_year(annotated) or target.quantity.indicator not in _OWED_BY_SOMEBODY:
        return False
    paragraph = _paragraph(annotated, target)
    if paragraph is not None and paragraph.block.table is not None:
        return True
    of_a_year = _is_of_a_year(target) or (paragraph is not None and paragraph.start in parted)
    return of_a_year and len(record.events) != 1


def _reports_on_a_part_of_the_year(annotated: AnnotatedDocument) -> bool:
    term = document_period(annotated) if is_report(annotated) else None
    return term is not None and not term.edtf.isdigit()


def _parted(annotated: AnnotatedDocument, record: DocumentRecord) -> set[int]:
    """Where paragraphs begin that say what nobody by name owes in a year: "…, trong đó đợt 1: 45, đợt 2: 48 đơn vị"."""
    whole = (
        t for t in record.targets if not t.bodies and t.quantity.indicator in _OWED_BY_SOMEBODY and _is_of_a_year(t)
    )
    return {paragraph.start for one in whole if (paragraph := _paragraph(annotated, one)) is not None}


def _is_of_a_year(target: Target) -> bool:
    return target.period is not None and target.period.edtf.isdigit()


def _doubt(fact: Grounding, code: str, holds: bool) -> None:
    if holds and code not in fact.doubts:
        fact.doubts = [*fact.doubts, code]


def _lines_up(text: str, target: Target) -> int:
    """How many lines above a number the nearest body that it was given stands; 0 beside it, behind it, without one.

    The whole may stand anywhere: of 38 aims that an item lines above gives to "toàn xã" 37 were the whole's.
    """
    start = target.spans[0].start
    if any(THE_WHOLE.match(body.name) for body in target.bodies):
        return 0
    spans = [span for body in target.bodies for span in body.spans]
    if not spans or any(span.end > start for span in spans):
        return 0
    return text.count("\n", max(span.end for span in spans), start)


def _from_far(annotated: AnnotatedDocument, deadline: Deadline) -> bool:
    """Whether the doers stand above the paragraph, in none of the two titles next above it."""
    paragraph = _paragraph(annotated, deadline)
    spans = [span for body in deadline.bodies for span in body.spans]
    if paragraph is None or paragraph.block.table is not None or not spans:
        return False
    near = [paragraph]
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    for _ in range(2):
        if node is not None:
            near.append(node.paragraph)
            node = node.parent
    places = [annotated.view.source(p.start, p.end) for p in near]
    return all(
        span.end <= places[0][0] and not any(a <= span.start and span.end <= b for a, b in places) for span in spans
    )


def _paragraph(annotated: AnnotatedDocument, fact: Grounding) -> Paragraph | None:
    if not fact.spans:
        return None
    at = bisect.bisect_right(
        annotated.outline.paragraphs, fact.spans[0].start, key=lambda p: annotated.view.source(p.start, p.end)[0]
    )
    return annotated.outline.paragraphs[at - 1] if at else None
