"""Ruled tables of a PDF page: ruling lines to a grid, words to cells.

Only what is drawn counts: a letterhead set in a table without rules is no table here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import regex
from pdfplumber.page import Page

from hmtn_ingest.readers.page.lines import Line
from hmtn_ingest.readers.page.words import Word, rows_of

MOST_RULES = 6000
"""More ruling lines than this on one page are a drawing; looking for a table among them would take minutes."""

Shape = dict[str, Any]


@dataclass(slots=True)
class GridCell:
    """A cell as drawn: the lines of text in it, and how many columns and rows of the grid it covers."""

    lines: list[Line]
    columns: int
    rows: int


@dataclass(slots=True)
class Grid:
    """A ruled table of one page; a position that a merged cell covers holds ``None``."""

    page: int
    x0: float
    top: float
    rows: list[list[GridCell | None]]


class TooManyRules(Exception):  # noqa: N818 - the name states the fact
    """The page holds a drawing of so many lines that no table can be looked for."""


def tables_of(page: Page, words: list[Word]) -> tuple[list[Grid], list[Word]]:
    """Ruled tables of the page from top to bottom, and the words outside them. Raises ``TooManyRules``."""
    objects = page.objects
    across, down = _rules([*objects.get("line", ()), *objects.get("rect", ()), *objects.get("curve", ())])
    if len(across) < 2 or len(down) < 2:
        return [], words
    if len(across) + len(down) > MOST_RULES:
        raise TooManyRules
    found = page.find_tables(
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": down,
            "explicit_horizontal_lines": across,
        }
    )
    grids: list[Grid] = []
    # The smallest first, so that a table inside a cell takes its words before the table around it does.
    for table in sorted(found, key=lambda t: (t.bbox[2] - t.bbox[0]) * (t.bbox[3] - t.bbox[1])):
        if len(table.cells) < 2:
            continue
        x0, top, x1, bottom = table.bbox
        inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom]
        if not inside or _is_letterhead(inside):
            continue
        taken = {id(w) for w in inside}
        words = [w for w in words if id(w) not in taken]
        grids.append(_grid(table.cells, inside, page.page_number))
    return sorted(grids, key=lambda g: (g.top, g.x0)), words


# "Độc lập - Tự do - Hạnh phúc" in a table with visible rules: still a letterhead
_MOTTO = regex.compile(r"Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh phúc", regex.I)


def _is_letterhead(words: Sequence[Word]) -> bool:
    return bool(_MOTTO.search(" ".join(map(str, words))))


# -- ruling lines ------------------------------------------------------------------------------------------------------


def _rules(shapes: Iterable[Shape]) -> tuple[list[Shape], list[Shape]]:
    """Horizontal and vertical ruling lines. Shading, highlighting and lines drawn in white are none."""
    across: list[Shape] = []
    down: list[Shape] = []
    for shape in shapes:
        width, height = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
        stroked = shape.get("stroke") and not _is_white(shape.get("stroking_color"))
        filled = shape.get("fill") and not _is_white(shape.get("non_stroking_color"))
        thin = min(width, height) <= 3
        if not stroked and not (filled and thin):
            continue
        if thin:
            if max(width, height) > 3:
                (across if width > height else down).append(_rule(shape, flat=width > height))
        elif shape["object_type"] == "rect":
            for edge in ("top", "bottom"):
                across.append(_rule(shape | {"top": shape[edge], "bottom": shape[edge]}, flat=True))
            for edge in ("x0", "x1"):
                down.append(_rule(shape | {"x0": shape[edge], "x1": shape[edge]}, flat=False))
        elif shape["object_type"] == "curve":
            for (ax, ay), (bx, by) in zip(shape["pts"], shape["pts"][1:], strict=False):
                flat = abs(ay - by) < 0.5
                if flat != (abs(ax - bx) < 0.5):
                    piece = {"x0": min(ax, bx), "x1": max(ax, bx), "top": min(ay, by), "bottom": max(ay, by)}
                    (across if flat else down).append(_rule(piece, flat=flat))
    return across, down


def _rule(shape: Shape, *, flat: bool) -> Shape:
    x0, x1, top, bottom = shape["x0"], shape["x1"], shape["top"], shape["bottom"]
    if flat:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "object_type": "line",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _is_white(colour: object) -> bool:
    """White in grey, RGB or CMYK; an unnamed colour counts as visible."""
    parts = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(p, (int, float)) for p in parts):
        return False
    return (len(parts) in (1, 3) and min(parts) >= 0.99) or (len(parts) == 4 and max(parts) <= 0.01)


# -- grid and cells ----------------------------------------------------------------------------------------------------


def _grid(boxes: Sequence[tuple[float, float, float, float]], words: list[Word], page: int) -> Grid:
    xs = _borders([x for box in boxes for x in (box[0], box[2])])
    ys = _borders([y for box in boxes for y in (box[1], box[3])])
    owner: dict[tuple[int, int], int] = {}
    spans: list[tuple[int, int, int, int]] = []
    for number, (x0, top, x1, bottom) in enumerate(boxes):
        left, right = _nearest(xs, x0), _nearest(xs, x1)
        first, last = _nearest(ys, top), _nearest(ys, bottom)
        spans.append((first, left, last - first, right - left))
        for row in range(first, last):
            for column in range(left, right):
                owner.setdefault((row, column), number)

    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        for piece in _pieces(word, xs, ys, owner):
            place = _place(piece.boxes[0], xs, ys)
            number = owner.get(place, -1)
            held.setdefault(spans[number][:2] if number >= 0 else place, []).append(piece)

    rows: list[list[GridCell | None]] = []
    for row in range(len(ys) - 1):
        cells: list[GridCell | None] = []
        for column in range(len(xs) - 1):
            number = owner.get((row, column), -1)
            first, left, deep, wide = spans[number] if number >= 0 else (row, column, 1, 1)
            if (first, left) != (row, column):
                cells.append(None)
                continue
            lines = [Line(r.words, page) for r in rows_of(held.get((row, column), ()))]
            cells.append(GridCell(lines, wide, deep))
        rows.append(cells)
    return Grid(page, xs[0], ys[0], rows)


def _borders(values: list[float]) -> list[float]:
    """The distinct coordinates, those nearer than a point taken together."""
    borders: list[float] = []
    for value in sorted(values):
        if not borders or value - borders[-1] > 1:
            borders.append(value)
    return borders


def _nearest(borders: list[float], value: float) -> int:
    return min(range(len(borders)), key=lambda i: abs(borders[i] - value))


def _place(box: tuple[float, float, float, float], xs: list[float], ys: list[float]) -> tuple[int, int]:
    """Row and column of the grid that the middle of a glyph lies in."""
    column = bisect_right(xs, (box[0] + box[2]) / 2) - 1
    row = bisect_right(ys, (box[1] + box[3]) / 2) - 1
    return min(max(row, 0), len(ys) - 2), min(max(column, 0), len(xs) - 2)


def _pieces(word: Word, xs: list[float], ys: list[float], owner: dict[tuple[int, int], int]) -> list[Word]:
    """The word, cut where it runs over a ruling line: numbers of neighbouring cells may stand nearer than a blank."""
    if len(word.text) == 1:
        return [word]
    homes = [owner.get(_place(box, xs, ys), -1) for box in (word.boxes[0], word.boxes[-1])]
    if homes[0] == homes[1]:
        return [word]
    for at, box in enumerate(word.boxes):
        if owner.get(_place(box, xs, ys), -1) != homes[0]:
            head, tail = word.split(at)
            return [head, *_pieces(tail, xs, ys, owner)]
    return [word]
