"""Where the cells of a .docx table stand: rows and columns after merges (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hmtn_ingest.readers.docx.package import Element, W, attribute, number, switch
from hmtn_ingest.readers.docx.styles import Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_WRAPPERS = frozenset((W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo"))

# Twentieths of a point. Cell borders that were dragged a hair apart are one border to the eye.
_SAME_BORDER = 120


@dataclass(slots=True)
class Slot:
    """A cell at its first row and column."""

    node: Element
    column: int
    columns: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class WordGrid:
    """``rows[i]`` holds the cells of a row from left to right; ``None`` for one that a merge from above covers."""

    rows: list[list[Slot | None]]
    width: int
    ruled: bool
    """Lines stand between its columns: data, not the layout of a letterhead or of signatures."""


@dataclass(slots=True)
class _Raw:
    node: Element
    start: int
    end: int
    continues: bool


def branch(alternatives: Element) -> Element | None:
    """The branch of ``mc:AlternateContent`` to read: the first that holds text, else the first with a picture, so that
    nothing comes twice."""
    branches = [node for node in alternatives if node.tag in (_MC + "Choice", _MC + "Fallback")]
    held = ((W + "t",), _PICTURES)
    return next((node for tags in held for node in branches if next(node.iter(*tags), None) is not None), None)


def unwrapped(parent: Element, *tags: str) -> Iterator[Element]:
    """Children of ``parent`` with one of the tags, looking through content controls, insertions and alternatives."""
    for node in parent:
        if node.tag in tags:
            yield node
        elif node.tag in _WRAPPERS:
            yield from unwrapped(node, *tags)
        elif node.tag == _MC + "AlternateContent":
            chosen = branch(node)
            if chosen is not None:
                yield from unwrapped(chosen, *tags)


def grid(table: Element, styles: Styles) -> WordGrid:
    """Place the cells of ``w:tbl``; deleted and hidden rows are gone."""
    raw = [_row(node) for node in unwrapped(table, W + "tr") if not _gone(node)]
    raw = [row for row in raw if row]
    borders = _borders(table, raw)
    rows: list[list[Slot | None]] = []
    above: dict[int, Slot] = {}
    for cells in raw:
        row: list[Slot | None] = []
        here: dict[int, Slot] = {}
        for cell in cells:
            column = borders[cell.start]
            origin = above.get(column)
            columns = borders[cell.end] - column
            if cell.continues and origin is not None and origin.columns == columns:
                origin.rows += 1
                here[column] = origin
                row.append(None)
            else:
                here[column] = Slot(cell.node, column, columns)
                row.append(here[column])
        above = here
        rows.append(row)
    return WordGrid(rows, max(borders.values(), default=0), _ruled(table, raw, styles))


def _gone(row: Element) -> bool:
    properties = row.find(W + "trPr")
    if properties is None:
        return False
    return properties.find(W + "del") is not None or bool(switch(properties.find(W + "hidden")))


def _row(node: Element) -> list[_Raw]:
    properties = node.find(W + "trPr")
    before = None if properties is None else number(properties.find(W + "gridBefore"))
    at = max(0, before or 0)
    cells: list[_Raw] = []
    for cell in unwrapped(node, W + "tc"):
        properties = cell.find(W + "tcPr")
        span, continues, continues_left = 1, False, False
        if properties is not None:
            span = max(1, number(properties.find(W + "gridSpan")) or 1)
            continues = _continues(properties.find(W + "vMerge"))
            continues_left = _continues(properties.find(W + "hMerge"))
        if continues_left and cells:
            cells[-1].end += span
        else:
            cells.append(_Raw(cell, at, at + span, continues))
        at += span
    return cells


def _continues(merge: Element | None) -> bool:
    return merge is not None and attribute(merge) != "restart"


def _borders(table: Element, rows: list[list[_Raw]]) -> dict[int, int]:
    """Grid borders → column numbers, leaving out borders at which nothing stands and joining those drawn as one."""
    cells = [cell for row in rows for cell in row]
    used = sorted({edge for cell in cells for edge in (cell.start, cell.end)})
    starts: dict[int, set[int]] = {}
    for cell in cells:
        starts.setdefault(cell.end, set()).add(cell.start)
    positions = _positions(table, used)
    columns: dict[int, int] = {}
    current: list[int] = []
    for edge in used:
        near = bool(current) and positions is not None and positions[edge] - positions[current[0]] <= _SAME_BORDER
        if current and (not near or not starts.get(edge, set()).isdisjoint(current)):
            current = []
        if not current:
            column = max(columns.values(), default=-1) + 1
        current.append(edge)
        columns[edge] = column
    return columns


def _positions(table: Element, used: list[int]) -> dict[int, int] | None:
    """Where each used border stands, in twentieths of a point; ``None`` where the file does not say."""
    widths = [number(node, "w") or 0 for node in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if not used or len(widths) < used[-1] or min(widths, default=0) <= 0:
        return None
    sums = [0]
    for width in widths:
        sums.append(sums[-1] + width)
    return {edge: sums[edge] for edge in used}


def _ruled(table: Element, rows: list[list[_Raw]], styles: Styles) -> bool:
    rule = attribute(table.find(f"{W}tblPr/{W}tblBorders/{W}insideV"))
    if rule is None:
        rule = styles.inner_rules(attribute(table.find(f"{W}tblPr/{W}tblStyle")))
    return any(_cell_ruled(cell.node, rule) for row in rows if len(row) > 1 for cell in row)


def _cell_ruled(cell: Element, rule: str | None) -> bool:
    own = cell.find(f"{W}tcPr/{W}tcBorders")
    if own is not None:
        sides = [attribute(own.find(W + side)) for side in ("left", "start", "right", "end")]
        stated = [side for side in sides if side is not None]
        if stated:
            return any(side not in ("nil", "none") for side in stated)
    return rule not in (None, "nil", "none")
