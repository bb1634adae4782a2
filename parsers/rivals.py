"""Targets and duties whose bodies are no names or stand far off: each gets a doubt.

In comes a record whose facts are linked, out it goes with more doubts; ``pipeline`` calls it beside
:mod:`parsers.gaps`. Nothing of this is learned: a checker that was trained on the same signs, judged by documents left
out, pointed at fewer wrong facts and flagged more right ones.

"Vận động đoàn viên; mỗi trường học vận động 30 người" as a target of "mỗi trường học" → ``weak-body``
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.clause_subjects import THE_WHOLE
from parsers.layout.outline import Paragraph
from parsers.records import BodyRef, DocumentRecord, Grounding, Obligation, Target

_SIGNS = regex.compile(r"[,;:.()\d]")
# between a day and the place behind it: " (Chủ nhật): tại "
_BEHIND_DAY = regex.compile(r"(?: \([^()\n]{1,30}\))? ?[:-] ?(?:tại )?")
_NEAR_DAY = 60  # characters
_VERB = 40  # characters that a verb and its adverbs take


def doubt_rivals(annotated: AnnotatedDocument, record: DocumentRecord) -> None:
    """Doubt targets and duties whose bodies may be others, in place."""
    for target in record.targets:
        paragraph = _paragraph_of(annotated, target)
        far = paragraph is not None and _from_elsewhere(annotated, paragraph, target.bodies)
        weak = (_is_no_name(body) and not _acts(record, body, target) for body in target.bodies)
        if far or any(weak) or any(_is_where(annotated, body) for body in target.bodies):
            _doubt(target, "weak-body")
    for duty in record.obligations:
        paragraph = _paragraph_of(annotated, duty)
        if paragraph is not None and _from_elsewhere(annotated, paragraph, duty.bodies):
            _doubt(duty, "weak-body")


def _doubt(fact: Target | Obligation, code: str) -> None:
    if code not in fact.doubts:
        fact.doubts = [*fact.doubts, code]


def _paragraph_of(annotated: AnnotatedDocument, fact: Grounding) -> Paragraph | None:
    """Where a fact stands."""
    return _paragraph_at(annotated, fact.spans[0].start) if fact.spans else None


def _paragraph_at(annotated: AnnotatedDocument, start: int) -> Paragraph | None:
    paragraphs = annotated.outline.paragraphs
    index = bisect.bisect_right(paragraphs, start, key=lambda p: annotated.view.source(p.start, p.end)[0]) - 1
    return paragraphs[index] if index >= 0 else None


def _is_no_name(body: BodyRef) -> bool:
    """Whether a body is called by words of no known kind: "mỗi nhóm", "toàn đội"."""
    return body.kind == "other" and body.name[:1].islower()


def _is_where(annotated: AnnotatedDocument, body: BodyRef) -> bool:
    """Whether a body stands right behind a day, as the place would: "Ngày 11/4: Trường THCS Nà Hoa, 60 đơn vị máu"."""
    view = annotated.view
    start = view.at(body.spans[0].start) if body.spans else 0
    days = within(annotated.dates, max(0, start - _NEAR_DAY), start)
    return bool(days) and _BEHIND_DAY.fullmatch(view.norm, days[-1].end, start) is not None


def _acts(record: DocumentRecord, body: BodyRef, target: Target) -> bool:
    """Whether a body is what its share counts ("70% cơ sở y tế công lập"), or nothing but a verb stands between it and
    its number, in no duty of somebody else's ("3. Chỉ tiêu: mỗi chi đoàn có | từ 05 người trở lên").
    """
    if not body.spans or not target.spans:
        return False
    start, end = target.spans[0].start, target.spans[0].end
    if start < body.spans[0].start < end:
        return True
    between = record.text[body.spans[-1].end : start]
    of_others = any(span.start <= start < span.end for duty in record.obligations for span in duty.spans)
    return not of_others and 0 < len(between) <= _VERB and _SIGNS.search(between) is None


def _from_elsewhere(annotated: AnnotatedDocument, paragraph: Paragraph, bodies: Sequence[BodyRef]) -> bool:
    """Whether bodies stand above the paragraph, in nothing that it hangs from; "toàn xã" may stand anywhere, and the
    cells of a row belong together.
    """
    if paragraph.block.table is not None:
        return False
    start = annotated.view.source(paragraph.content, paragraph.end)[0]
    titles = list(_titles_above(paragraph))
    return any(
        span.end <= start and not _leads(_paragraph_at(annotated, span.start), titles, annotated)
        for body in bodies
        if not THE_WHOLE.match(body.name)
        for span in body.spans
    )


def _leads(paragraph: Paragraph | None, titles: Sequence[Paragraph], annotated: AnnotatedDocument) -> bool:
    """Whether a paragraph is one of the titles, or announces what comes ("đề nghị các đơn vị thực hiện như sau:")."""
    if paragraph is None:
        return False
    return paragraph in titles or annotated.view.text[paragraph.start : paragraph.end].rstrip().endswith(":")


def _titles_above(paragraph: Paragraph) -> Iterator[Paragraph]:
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    while node is not None:
        yield node.paragraph
        node = node.parent
