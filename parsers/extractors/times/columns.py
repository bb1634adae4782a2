"""Cells of tables: where each stands, and the head of its column."""

from __future__ import annotations

from dataclasses import replace

from parsers.annotated import AnnotatedDocument
from parsers.layout.outline import Paragraph
from parsers.layout.tables import Grid, grids
from parsers.text import memo, normal

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
    grid = grid_at(annotated, paragraph.content) if paragraph.block.table is not None else None
    if grid is None or grid.in_head(paragraph.content):
        return ""
    return normal(grid.column_name(paragraph.block.column or 0))


def heads_beside(annotated: AnnotatedDocument, paragraph: Paragraph) -> list[str]:
    """The words above the other columns of the table that a paragraph stands in."""
    grid = grid_at(annotated, paragraph.content)
    own = paragraph.block.column or 0
    return [normal(grid.column_name(column)) for column in range(grid.width) if column != own] if grid else []


def headed(grid: Grid) -> Grid:
    """The table with its first row as head where nothing tells heads from data, with two rows where it is split."""
    if grid.head or not grid.rows:
        return grid
    split = any(cell is not None and 1 < cell.columns < grid.width for cell in grid.rows[0])
    return replace(grid, head=1 + split)


def is_head(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in the head of a table."""
    grid = grid_at(annotated, paragraph.content) if paragraph.block.table is not None else None
    return grid is not None and grid.in_head(paragraph.content)


def grid_at(annotated: AnnotatedDocument, at: int) -> Grid | None:
    """The table that holds an offset."""
    return next((grid for grid in grids(annotated.view) if grid.start <= at < grid.end), None)
