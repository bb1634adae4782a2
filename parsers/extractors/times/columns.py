"""Cells of tables: where each stands, and the head of its column."""

from __future__ import annotations

from parsers.annotated import AnnotatedDocument
from parsers.layout.outline import Paragraph
from parsers.text import memo

Stretch = tuple[int, int]


@memo
def cells(annotated: AnnotatedDocument) -> dict[int, dict[int, dict[int, Stretch]]]:
    """Where the first paragraph of each cell stands: by table, row and column."""
    found: dict[int, dict[int, dict[int, Stretch]]] = {}
    for paragraph in annotated.outline.paragraphs:
        block = paragraph.block
        if block.table is not None:
            row = found.setdefault(block.table, {}).setdefault(block.row or 0, {})
            row.setdefault(block.column or 0, (paragraph.content, paragraph.end))
    return found


def head_of(annotated: AnnotatedDocument, paragraph: Paragraph) -> str:
    """The words above the column that a paragraph stands in; "" for the head itself and outside tables."""
    block = paragraph.block
    if block.table is None or not block.row:
        return ""
    start, end = cells(annotated)[block.table].get(0, {}).get(block.column or 0, (0, 0))
    return annotated.view.norm[start:end]


def is_head(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in the first row of a table with more rows."""
    block = paragraph.block
    return block.table is not None and not block.row and len(cells(annotated)[block.table]) > 1
