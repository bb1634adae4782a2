"""The lines that a paragraph hangs from: lead-ins ("Quý I: 06 đợt", "… như sau:") and headings, the nearest first.

A lead-in needs no number: it is a line before items that are marked otherwise, ends in a colon, or is short and ends in
no full stop. ``statements`` asks what they say of the numbers below, ``periods`` when, ``bodies`` who.
"""

from __future__ import annotations

import bisect

from parsers.annotated import AnnotatedDocument
from parsers.layout.outline import RANKS, Paragraph
from parsers.text import memo

_LONGEST_LIST = 24
_SHORT = 90
_NUMBER_WORDS = len("Chương :")


@memo
def lines_above(annotated: AnnotatedDocument, paragraph: Paragraph | None) -> tuple[Paragraph, ...]:
    """The paragraph itself, then the lead-ins and headings above it, from the inside out."""
    lines: list[Paragraph] = []
    while paragraph is not None and not any(line is paragraph for line in lines):
        lines += [*_title_below(annotated, paragraph), paragraph] if lines else [paragraph]
        above = [line for line in (_lead_in(annotated, paragraph), _heading(paragraph)) if line is not None]
        paragraph = max(above, key=lambda line: line.start, default=None)
    return tuple(lines)


def _title_below(annotated: AnnotatedDocument, heading: Paragraph) -> list[Paragraph]:
    """The title of a heading whose line holds only its number: "Phần thứ hai", "PHƯƠNG HƯỚNG NĂM 2026"."""
    paragraphs = annotated.outline.paragraphs
    index = bisect.bisect_right(paragraphs, heading.start, key=lambda p: p.start)
    following = paragraphs[index] if index < len(paragraphs) else None
    if following is None or following.opens or following.node is not heading.node or not _is_bare(annotated, heading):
        return []
    return [following]


def _is_bare(annotated: AnnotatedDocument, heading: Paragraph) -> bool:
    node = heading.node
    return node is not None and heading.end - heading.start <= len(node.number) + _NUMBER_WORDS


def _heading(paragraph: Paragraph) -> Paragraph | None:
    node = paragraph.node
    if node is not None and node.paragraph is paragraph:
        node = node.parent
    return node.paragraph if node is not None else None


def _lead_in(annotated: AnnotatedDocument, paragraph: Paragraph) -> Paragraph | None:
    """The unnumbered line that introduces the list in which an item, or the line below which plain text, stands."""
    if paragraph.rank is not None and paragraph.rank < RANKS["letter"]:
        return None
    paragraphs = annotated.outline.paragraphs
    leads = _ends_in_colon(annotated, paragraph)
    index = bisect.bisect_left(paragraphs, paragraph.start, key=lambda p: p.start)
    for previous in reversed(paragraphs[max(0, index - _LONGEST_LIST) : index]):
        if previous.zone != paragraph.zone or previous.block.table is not None:
            return None
        if previous.rank is not None and previous.rank < RANKS["letter"]:
            return None
        alike = previous.label == paragraph.label
        if _leads(annotated, previous) and not (alike and (leads or not _ends_in_colon(annotated, previous))):
            return previous
        if previous.label is None and paragraph.label is not None:
            return None
    return None


def _ends_in_colon(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    return annotated.view.text[paragraph.content : paragraph.end].rstrip(" *_").endswith(":")


def _leads(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    if _ends_in_colon(annotated, paragraph):
        return True
    text = annotated.view.text[paragraph.content : paragraph.end].rstrip(" *_")
    return paragraph.label is None and len(text) < _SHORT and text[-1:] not in (".", ";", ",")
