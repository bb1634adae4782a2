"""Words of a page to the ruled tables that they stand in.

Comes in: the boxes of the cells of each table, as they are drawn, and the words of the page. A letterhead that is set
in a table is no table here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hmtn_ingest.readers.page.lines import PageLine
from hmtn_ingest.readers.page.stamps import holds_office_stamp
from hmtn_ingest.readers.page.words import Box, PageWord, parts_of, rows_of
from parsers.layout.cues import holds_motto

_WIDEST_STAMP, _HIGHEST_STAMP = 230.0, 150.0


@dataclass(slots=True)
class RuledCell:
    """A cell as drawn: the lines of text in it, and how many columns and rows of the grid it covers."""

    lines: list[PageLine]
    columns: int
    rows: int


@dataclass(slots=True)
class RuledGrid:
    """A ruled table of one page; a position that a merged cell covers holds ``None``."""

    page: int
    x0: float
    top: float
    bottom: float
    columns: list[tuple[float, float]]
    """From where to where each column reaches."""
    rows: list[list[RuledCell | None]]


def tables_of(
    tables: Iterable[Sequence[Box]], words: list[PageWord], page: int
) -> tuple[list[RuledGrid], list[PageWord]]:
    """Tables, each given by the boxes of its cells, from top to bottom with their words, and the words outside them."""
    grids: list[RuledGrid] = []
    # The smallest first, so that a table inside a cell takes its words before the table around it does.
    for cells in sorted(tables, key=lambda cells: _area(_around(cells))):
        if len(cells) < 2:
            continue
        x0, top, x1, bottom = _around(cells)
        inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 <= x1 and top <= (w.top + w.bottom) / 2 <= bottom]
        if not inside or _is_letterhead(inside) or _is_frame(cells, inside) or _is_stamp(x1 - x0, bottom - top, inside):
            continue
        taken = {id(w) for w in inside}
        words = [w for w in words if id(w) not in taken]
        grids.append(_grid(cells, inside, page))
    return sorted(grids, key=lambda g: (g.top, g.x0)), words


def _around(cells: Sequence[Box]) -> Box:
    """The box around all cells."""
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_letterhead(words: Sequence[PageWord]) -> bool:
    """A letterhead with visible rules is no table."""
    return holds_motto(" ".join(map(str, words)))


def _is_stamp(width: float, height: float, words: Sequence[PageWord]) -> bool:
    """The frame of a stamp of who received or copied the document is no table."""
    return width <= _WIDEST_STAMP and height <= _HIGHEST_STAMP and holds_office_stamp(rows_of(words))


def _is_frame(cells: Sequence[Box], words: Sequence[PageWord]) -> bool:
    """Whether lines only frame a table whose columns no line parts."""
    if len(_borders([x for cell in cells for x in (cell[0], cell[2])])) > 2:
        return False
    parted = [len(parts_of(row)) > 1 for row in rows_of(words)]
    return len(parted) > 2 and sum(parted) * 2 > len(parted)


def _grid(boxes: Sequence[Box], words: list[PageWord], page: int) -> RuledGrid:
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

    held: dict[tuple[int, int], list[PageWord]] = {}
    for word in words:
        for piece in _pieces(word, xs, ys, owner):
            place = _place(piece.boxes[0], xs, ys)
            number = owner.get(place, -1)
            held.setdefault(spans[number][:2] if number >= 0 else place, []).append(piece)

    rows: list[list[RuledCell | None]] = []
    for row in range(len(ys) - 1):
        cells: list[RuledCell | None] = []
        for column in range(len(xs) - 1):
            number = owner.get((row, column), -1)
            first, left, deep, wide = spans[number] if number >= 0 else (row, column, 1, 1)
            if (first, left) != (row, column):
                cells.append(None)
                continue
            lines = [PageLine(r.words, page) for r in rows_of(held.get((row, column), ()))]
            cells.append(RuledCell(lines, wide, deep))
        rows.append(cells)
    return RuledGrid(page, xs[0], ys[0], ys[-1], list(pairwise(xs)), rows)


def _borders(values: list[float]) -> list[float]:
    """The distinct coordinates, those nearer than a point taken together."""
    borders: list[float] = []
    for value in sorted(values):
        if not borders or value - borders[-1] > 1:
            borders.append(value)
    return borders


def _nearest(borders: list[float], value: float) -> int:
    return min(range(len(borders)), key=lambda i: abs(borders[i] - value))


def _place(box: Box, xs: list[float], ys: list[float]) -> tuple[int, int]:
    """Row and column of the grid that the middle of a glyph lies in."""
    column = bisect_right(xs, (box[0] + box[2]) / 2) - 1
    row = bisect_right(ys, (box[1] + box[3]) / 2) - 1
    return min(max(row, 0), len(ys) - 2), min(max(column, 0), len(xs) - 2)


def _pieces(word: PageWord, xs: list[float], ys: list[float], owner: dict[tuple[int, int], int]) -> list[PageWord]:
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
