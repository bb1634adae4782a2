"""Rows of a table of which only cells and separators are left.

A scraper writes one separator before each cell and one at the end of each row, and nothing at all for an empty cell.
Two separators between two cells are therefore the end of a row or an empty cell, and merged cells make rows short. The
most regular arrangement is found by dynamic programming: rows of one width, beginning with the next ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = list[int | None]

_SHORT_ROW = 1.0
_LONE_EMPTY_CELL = 1.2  # two separators are an empty cell rather than the end of a row
_EMPTY_CELLS = 0.7
_LEADING_EMPTY = 0.3
_UNEXPECTED_START = 1.5
_RESTART = 0.8  # ordinals begin anew without a Roman number above them
_MISSED_START = 1.0  # the next ordinal stands behind empty cells

_HEADED = 3  # rows of a table with a head of two rows and something below
_NUMBER = re.compile(r"\d[\d., ]*%?")
_OPENS_ROW = re.compile(
    r"(?:[IVXLC]+\.?|[A-H]\.?|\d{1,3}(?:\.\d{1,3})*[.)]?|[a-zđ][.)]?)$|(?:tổng|cộng)(?!\w)", re.IGNORECASE
)
_ORDINAL_HEAD = re.compile(r"(?:S?TT|Số TT|Số thứ tự)\.?", re.IGNORECASE)


@dataclass(slots=True)
class _Step:
    cost: float
    ordinal: int
    ended: int | None
    """Empty cells at the end of the row before, where this cell begins a row (or stands in a new row)."""
    leading: int
    previous: int
    """Cells in the row up to the cell before."""


def arrange(cells: Sequence[str], separators: Sequence[int]) -> list[Row]:
    """Indices of ``cells`` row by row, ``None`` for an empty cell.

    ``separators`` counts the separators before each cell, and after the last one: one more than there are cells.
    """
    runs = _runs(separators)
    narrowest = max(runs)
    best: tuple[float, list[Row]] | None = None
    for width in range(narrowest, max(narrowest, _head_width(cells, runs)) + 1):
        found = _arranged(cells, separators, width)
        if found and (best is None or found[0] < best[0] - 1e-9):
            best = found
    return best[1] if best else [[i] for i in range(len(cells))]


def divided_head(cells: Sequence[str], rows: list[Row]) -> tuple[list[Row], dict[int, tuple[int, int]]]:
    """The rows with a head of two rows put above its columns, and how many columns and rows its merged cells take.

    A scraper leaves "STT | Đơn vị | Chỉ tiêu" above "Quý I | Quý II", where the second row divides the last column:
    the two have more cells together than the table has columns. Which cells of the first row are divided is not
    written; they stand where the rows below hold the most numbers.
    """
    if len(rows) < _HEADED:
        return rows, {}
    width = max(len(row) for row in rows)
    upper, lower = ([cell for cell in row if cell is not None] for row in rows[:2])
    if [*upper, *lower] != [*rows[0][: len(upper)], *rows[1][: len(lower)]] or len(upper) >= width:
        return rows, {}
    groups = len(upper) + len(lower) - width
    if groups < 1 or len(lower) % groups or len(lower) == groups or any(_is_number(cells[i]) for i in lower):
        return rows, {}
    each = len(lower) // groups

    def numbers(start: int) -> tuple[int, int]:
        inside = range(start, start + len(lower))
        held = [
            column in inside
            for row in rows[2:]
            for column, i in enumerate(row)
            if i is not None and _is_number(cells[i])
        ]
        return 2 * sum(held) - len(held), start

    ordinal = bool(_ORDINAL_HEAD.fullmatch(cells[0]))
    start = max(range(ordinal, len(upper) - groups + 1), key=numbers, default=None)
    if start is None:
        return rows, {}
    above: Row = []
    reach: dict[int, tuple[int, int]] = {}
    for place, cell in enumerate(upper):
        divided = start <= place < start + groups
        above += [cell, *[None] * (each - 1 if divided else 0)]
        reach[cell] = (each, 1) if divided else (1, 2)
    below: Row = [None] * start + list(lower) + [None] * (width - start - len(lower))
    return [above, below, *rows[2:]], reach


def continued_rows(cells: Sequence[str], rows: list[Row]) -> tuple[list[Row], dict[int, tuple[int, int]]]:
    """The rows with those put in place that go on the row above, and how many columns and rows its merged cells take.

    A cell that reaches over two rows leaves nothing in the second, no separator either: that row begins with words
    where an ordinal is due, and is short. Its cells stand below those that are most like them, numbers below numbers;
    what is missing is merged with the row above.
    """
    if not _ORDINAL_HEAD.fullmatch(cells[0]):
        return rows, {}
    placed: list[Row] = []
    reach: dict[int, tuple[int, int]] = {}
    for row in rows:
        above = placed[-1] if placed else []
        if _goes_on(cells, row, above):
            behind = _alike(cells, row, above)
            row = [*[None] * behind, *row]
            for column in (*range(behind), *range(len(row), len(above))):
                cell = above[column]
                if cell is not None:
                    reach[cell] = (1, reach.get(cell, (1, 1))[1] + 1)
        placed.append(row)
    return placed, reach


def _goes_on(cells: Sequence[str], row: Row, above: Row) -> bool:
    """Whether a short row begins with words below one that begins with an ordinal, or goes on such a row itself."""
    first, counted = row[0], above[0] if above else None
    if first is None or not 1 < len(row) < len(above) or _OPENS_ROW.match(cells[first]):
        return False
    return counted is not None and _NUMBER.fullmatch(cells[counted]) is not None


def _alike(cells: Sequence[str], row: Row, above: Row) -> int:
    """How many cells stand before a row that goes on the one above, so that the most numbers stand below numbers."""

    def agreeing(behind: int) -> tuple[int, int]:
        pairs = zip(row, above[behind:], strict=False)
        kinds = [(_is_number(cells[a]), _is_number(cells[b])) for a, b in pairs if a is not None and b is not None]
        return sum(lower == upper for lower, upper in kinds), -behind

    return max(range(1, len(above) - len(row) + 1), key=agreeing)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _runs(separators: Sequence[int]) -> list[int]:
    """Lengths of the runs of cells with single separators between them: parts of rows."""
    runs = [1]
    for count in separators[1:-1]:
        if count == 1:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def _head_width(cells: Sequence[str], runs: Sequence[int]) -> int:
    """Columns of the head: its row, and where a second row of it divides one column, that row too."""
    if len(runs) == 1 or _start(cells[runs[0]], 0, 0)[0] < _UNEXPECTED_START:
        return runs[0]
    return runs[0] + runs[1] - 1


def _arranged(cells: Sequence[str], separators: Sequence[int], width: int) -> tuple[float, list[Row]] | None:
    """The cheapest arrangement in rows of ``width`` and its cost, if there is one."""
    by_ordinal = bool(_ORDINAL_HEAD.fullmatch(cells[0]))
    leading = max(separators[0] - 1, 0)
    if leading >= width:
        return None
    table: list[dict[int, _Step]] = [{leading + 1: _Step(0.0, 0, None, leading, 0)}]
    for cell, count in zip(cells[1:], separators[1:], strict=False):
        steps: dict[int, _Step] = {}
        for filled, step in table[-1].items():
            if filled + count <= width:
                _keep(steps, filled + count, _in_same_row(cell, count, filled, step, by_ordinal=by_ordinal))
            for new in _in_new_row(cell, count, filled, step, width, by_ordinal=by_ordinal):
                _keep(steps, new.leading + 1, new)
        if not steps:
            return None
        table.append(steps)
    # more separators than the last row has cells are empty rows, or those of a table that is gone
    trailing = max(separators[-1] - 1, 0)
    ends = {
        filled: step.cost + (_SHORT_ROW if filled + trailing < width else 0.0) for filled, step in table[-1].items()
    }
    filled = min(ends, key=lambda k: (ends[k], k))
    return ends[filled], _traced(table, separators, filled, min(trailing, width - filled))


def _in_same_row(cell: str, count: int, filled: int, step: _Step, *, by_ordinal: bool) -> _Step:
    """A cell goes on the row of the one before it, with empty cells where there are several separators."""
    cost = step.cost + (0.0 if count == 1 else _LONE_EMPTY_CELL if count == 2 else _EMPTY_CELLS)
    if by_ordinal and count > 1 and _start(cell, step.ordinal, 0)[0] == 0.0:
        cost += _MISSED_START
    return _Step(cost, step.ordinal, None, 0, filled)


def _in_new_row(cell: str, count: int, filled: int, step: _Step, width: int, *, by_ordinal: bool) -> Iterator[_Step]:
    """A cell begins a row: of the separators before it one ends the row above, the others are empty cells of both."""
    for trailing in range(count - 1):
        leading = count - 2 - trailing
        if filled + trailing > width or leading >= width:
            continue
        start, ordinal = _LEADING_EMPTY * leading, 0
        if by_ordinal:
            start, ordinal = _start(cell, step.ordinal, leading)
        cost = step.cost + start + (_SHORT_ROW if filled + trailing < width else 0.0)
        yield _Step(cost, ordinal, trailing, leading, filled)


def _keep(steps: dict[int, _Step], filled: int, step: _Step) -> None:
    if filled not in steps or step.cost < steps[filled].cost - 1e-9:
        steps[filled] = step


def _traced(table: list[dict[int, _Step]], separators: Sequence[int], filled: int, trailing: int) -> list[Row]:
    rows: list[Row] = []
    row: Row = [None] * trailing
    for index in range(len(table) - 1, -1, -1):
        step = table[index][filled]
        row.insert(0, index)
        if step.ended is not None or index == 0:
            row[:0] = [None] * step.leading
            rows.append(row)
            row = [None] * (step.ended or 0)
        else:
            row[:0] = [None] * (separators[index] - 1)
        filled = step.previous
    return rows[::-1]


def _start(cell: str, last: int, leading: int) -> tuple[float, int]:
    """Cost of beginning a row with ``cell`` after the ordinal ``last``, and the ordinal then reached."""
    if leading:
        return _LEADING_EMPTY * leading, last
    if re.fullmatch(r"[IVXLC]+\.?|[A-H]\.?", cell):
        return 0.0, 0
    if match := re.fullmatch(r"0*(\d{1,3})[.)]?", cell):
        number = int(match[1])
        return (0.0 if number == last + 1 else _RESTART if number == 1 else _UNEXPECTED_START), number
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})+\.?|[a-zđ][.)]?", cell):
        return 0.2, last
    if cell.casefold().startswith(("tổng", "cộng")):
        return 0.5, last
    return _UNEXPECTED_START, last
