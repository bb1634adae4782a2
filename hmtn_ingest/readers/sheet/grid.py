"""A sheet as a person sees it: cells with their text, without what is hidden, and without empty rows between others.

The readers of the formats fill a :class:`SheetGrid`; :func:`visible_rows` gives what the sheet shows, row by row.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hmtn_ingest.readers.errors import Unreadable

MOST_COLUMNS = 16_384  # of a sheet of Excel, as of LibreOffice
MOST_PLACES = 1_000_000
"""Rows × columns from the first to the last filled cell; with a stray cell far out, all between them are gaps."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A filled cell; one that is merged takes several ``rows`` and ``columns``."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class SheetGrid:
    """A sheet as its file holds it: filled cells by row and column (from 0), what is hidden, what has no value.

    ``merges`` are first and last place of merged cells.
    """

    name: str
    cells: dict[Place, str] = field(default_factory=dict)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unvalued: list[Place] = field(default_factory=list)
    """Formulas of which the file does not hold what they come to."""


@dataclass(slots=True)
class SheetRow:
    """A row that shows something: its cells by column, and the columns that merges from above cover."""

    cells: dict[int, SheetCell] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    gap: bool = False
    """Whether an empty row stands above it."""

    @property
    def filled(self) -> int:
        """How many cells a person sees in the row."""
        return len(self.cells) + len(self.covered)


def check_extent(name: str, places: Iterable[Place]) -> None:
    """Raises ``Unreadable`` with ``too-large`` where filled cells lie too far apart."""
    rows, columns = zip(*places, strict=True) if places else ((0,), (0,))
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if height * width > MOST_PLACES or width > MOST_COLUMNS:
        raise Unreadable("too-large.sheet-extent", sheet=name, rows=height, columns=width)


def visible_rows(grid: SheetGrid) -> list[SheetRow]:
    """The rows with text, from top to bottom; hidden rows and columns are left out, as on paper."""
    row_at = _Visible(grid.hidden_rows)
    column_at = _Visible(grid.hidden_columns)
    spans = {start: end for start, end in grid.merges}
    covered_places = _covered(grid)
    found: dict[int, SheetRow] = defaultdict(SheetRow)
    for (row, column), text in sorted(grid.cells.items()):
        if (row, column) in covered_places or not text.strip():
            continue
        last_row, last_column = spans.get((row, column), (row, column))
        rows, columns = row_at.count(row, last_row), column_at.count(column, last_column)
        if not rows or not columns:
            continue
        # of a merged cell whose first row or column is hidden, the rest still shows its text
        top, left = row_at.number(row), column_at.number(column)
        found[top].cells[left] = SheetCell(text.strip(), rows, columns)
    return _closed_up(found)


def _closed_up(found: dict[int, SheetRow]) -> list[SheetRow]:
    """The rows one below the other; a merged cell takes as many of them as it reaches over."""
    numbers = sorted(found)
    for index, number in enumerate(numbers):
        row = found[number]
        for left, cell in row.cells.items():
            end = bisect.bisect_left(numbers, number + cell.rows)
            row.cells[left] = replace(cell, rows=end - index)
            for below in numbers[index + 1 : end]:
                found[below].covered.add(left)
        reach = max(cell.rows for cell in row.cells.values())
        if index + 1 < len(numbers) and reach == 1:
            found[numbers[index + 1]].gap = numbers[index + 1] > number + 1
    return [found[number] for number in numbers]


def _covered(grid: SheetGrid) -> set[Place]:
    """Places under merged cells, of those that are filled: a file may keep what stood there before the merge."""
    covered: set[Place] = set()
    filled = sorted(grid.cells)
    for (top, left), (bottom, right) in grid.merges:
        begin, end = bisect.bisect_left(filled, (top, left)), bisect.bisect_right(filled, (bottom, right))
        covered.update(place for place in filled[begin:end] if left <= place[1] <= right and place != (top, left))
    return covered


class _Visible:
    """Numbers rows or columns anew, without the hidden ones."""

    def __init__(self, hidden: set[int]) -> None:
        self._hidden = sorted(hidden)

    def number(self, index: int) -> int:
        return index - bisect.bisect_left(self._hidden, index)

    def count(self, first: int, last: int) -> int:
        """How many from ``first`` to ``last`` are seen."""
        return last + 1 - first - (bisect.bisect_right(self._hidden, last) - bisect.bisect_left(self._hidden, first))
