"""Cells of tables: where each stands, the head of its column, and whether it holds the day of its row."""

from __future__ import annotations

import bisect
from dataclasses import replace
from itertools import accumulate

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.layout.outline import Paragraph
from parsers.layout.tables import Grid, grids
from parsers.mentions.dates.mentions import DateMention
from parsers.text import memo, normal

Stretch = tuple[int, int]

# the head of a column: "Ngày", "Ngày, giờ", "Thời gian - Ngày"
_DAYS = regex.compile(r"(?:thời gian - )?ngày(?:,? (?:giờ|tháng|tổ chức|hiến máu|tiếp nhận))*")
_WHERE = regex.compile(r"(?:địa điểm|điểm (?:hiến|tiếp nhận|tổ chức)|nơi)(?!\w)")
# "25 - 26/7/2026 | (dự kiến)"
_ALONE = regex.compile(r"\W*(?:\([^()\n]{1,30}\)\W*)?")


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


def alone_under_days(annotated: AnnotatedDocument, mention: DateMention, paragraph: Paragraph) -> bool:
    """Whether days stand alone in a cell under "Ngày", or under "Thời gian" beside a place."""
    alone = _ALONE.fullmatch(annotated.view.norm, mention.end, paragraph.end)
    if mention.cue_start != paragraph.content or alone is None:
        return False
    head = head_of(annotated, paragraph)
    if _DAYS.match(head):
        return True
    grid = grid_at(annotated, paragraph.content) if head.startswith("thời gian") else None
    return grid is not None and any(_WHERE.match(normal(grid.column_name(column))) for column in range(grid.width))


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
    ordered, ends = _in_order(annotated)
    number = bisect.bisect_right(ends, at)
    return ordered[number] if number < len(ordered) and ordered[number].start <= at else None


@memo
def _in_order(annotated: AnnotatedDocument) -> tuple[list[Grid], list[int]]:
    """The tables as they begin, and how far each of them and those before it reach."""
    ordered = sorted(grids(annotated.view), key=lambda grid: grid.start)
    return ordered, list(accumulate((grid.end for grid in ordered), max))


def row_at(annotated: AnnotatedDocument, at: int) -> int | None:
    """The row of its table that holds an offset."""
    places = _places(annotated)
    before = bisect.bisect_right(places, at, key=lambda place: place[0]) - 1
    return places[before][2] if before >= 0 and at < places[before][1] else None


@memo
def _places(annotated: AnnotatedDocument) -> list[tuple[int, int, int]]:
    """Where what stands in cells begins and ends, in the order of the text, each with its row."""
    return sorted(
        (*place, number)
        for grid in grids(annotated.view)
        for number, row in enumerate(grid.rows)
        for cell in row
        if cell is not None
        for place in cell.places
    )
