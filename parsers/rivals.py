"""Targets and duties whose bodies are no names, stand far off, or are not all that are named: each gets a doubt.

In comes a record whose facts are linked, out it goes with more doubts; ``pipeline`` calls it beside
:mod:`parsers.gaps`. Nothing of this is learned: a checker that was trained on the same signs, judged by documents left
out, pointed at fewer wrong facts and flagged more right ones.

"Các xã vận động 50 người; Đoàn xã cử 05 tình nguyện viên" as a duty of the communes alone → ``more-bodies``
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.subjects import subject_of
from parsers.layout.outline import Node, Paragraph
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.records import BodyRef, DocumentRecord, Grounding, Obligation, Target
from parsers.sentences import sentences
from parsers.text import fold

# "…; mỗi trường học cử 01 giáo viên"
_NEXT_CLAUSE = regex.compile("; ")
_SIGNS = regex.compile(r"[,;:.()\d]")
_VERB = 40  # characters that a verb and its adverbs take


def doubt_rivals(annotated: AnnotatedDocument, record: DocumentRecord) -> None:
    """Doubt targets and duties whose bodies may be others, in place."""
    for target in record.targets:
        place = _place_of(annotated, target)
        far = place is not None and _from_elsewhere(annotated, place, target.bodies)
        if far or any(_is_no_name(body) and not _acts(record, body, target) for body in target.bodies):
            _doubt(target, "weak-body")
    for duty in record.obligations:
        place = _place_of(annotated, duty)
        if place is None:
            continue
        if _goes_on_with_others(annotated, place, duty.bodies):
            _doubt(duty, "more-bodies")
        elif _from_elsewhere(annotated, place, duty.bodies):
            _doubt(duty, "weak-body")


def _doubt(fact: Target | Obligation, code: str) -> None:
    if code not in fact.doubts:
        fact.doubts = [*fact.doubts, code]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a fact stands."""

    paragraph: Paragraph

    @property
    def above(self) -> Node | None:
        """The node that its paragraph hangs from."""
        node = self.paragraph.node
        return node.parent if self.paragraph.opens and node else node


def _place_of(annotated: AnnotatedDocument, fact: Grounding) -> _Place | None:
    if not fact.spans:
        return None
    start, paragraphs = fact.spans[0].start, annotated.outline.paragraphs
    index = bisect.bisect_right(paragraphs, start, key=lambda p: annotated.view.source(p.start, p.end)[0]) - 1
    if index < 0:
        return None
    return _Place(paragraphs[index])


def _are_among(annotated: AnnotatedDocument, found: Sequence[BodyMention], bodies: Sequence[BodyRef]) -> bool:
    """Whether one of those found is one of ``bodies``: by its place, or by its name at another place."""
    names = {fold(name) for body in bodies for name in (body.name, body.canonical)}
    return any(
        fold(one.name) in names or fold(one.canonical) in names or _stands_in(annotated, one, bodies) for one in found
    )


def _stands_in(annotated: AnnotatedDocument, found: BodyMention, bodies: Sequence[BodyRef]) -> bool:
    start, end = annotated.view.source(found.start, found.end)
    return any(span.start < end and start < span.end for body in bodies for span in body.spans)


def _is_no_name(body: BodyRef) -> bool:
    """Whether a body is called by words of no known kind: "mỗi nhóm", "toàn đội"."""
    return body.kind == "other" and body.name[:1].islower()


def _acts(record: DocumentRecord, body: BodyRef, target: Target) -> bool:
    """Whether nothing but a verb stands between a body and its number, in no duty of somebody else's:
    "3. Chỉ tiêu: mỗi chi đoàn có | từ 05 người trở lên".
    """
    if not body.spans or not target.spans:
        return False
    start = target.spans[0].start
    between = record.text[body.spans[-1].end : start]
    of_others = any(span.start <= start < span.end for duty in record.obligations for span in duty.spans)
    return not of_others and 0 < len(between) <= _VERB and _SIGNS.search(between) is None


def _from_elsewhere(annotated: AnnotatedDocument, place: _Place, bodies: Sequence[BodyRef]) -> bool:
    """Whether bodies stand above the paragraph, in none of the titles that it hangs from."""
    view = annotated.view
    own = view.source(place.paragraph.content, place.paragraph.end)
    titles = [view.source(node.paragraph.start, node.paragraph.end) for node in _above(place.above)]
    return any(
        span.end <= own[0] and not any(a <= span.start and span.end <= b for a, b in titles)
        for body in bodies
        for span in body.spans
    )


def _above(node: Node | None) -> Iterator[Node]:
    while node is not None:
        yield node
        node = node.parent


def _goes_on_with_others(annotated: AnnotatedDocument, place: _Place, bodies: Sequence[BodyRef]) -> bool:
    """Whether a later sentence or clause of a duty begins with bodies that it does not have."""
    view, start, end = annotated.view, place.paragraph.content, place.paragraph.end
    for first, last in sentences(view).within(start, end):
        subject = subject_of(view, first, last, last)
        if subject and not _are_among(annotated, subject[0], bodies):
            return True
    openings = (body_list(view, m.end(), end)[0] for m in _NEXT_CLAUSE.finditer(view.text, start, end))
    return any(found and not _are_among(annotated, found, bodies) for found in openings)
