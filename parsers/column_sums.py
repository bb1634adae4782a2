"""Which cell of a quota table was most likely misread where a column does not add up to its stated total.

In comes a table that was recognised from a picture, with the doubts of its cells, out it goes with a doubt
(``breaks-sum``) on the one cell that explains the difference and with the figure that would mend it as an alternative;
``pipeline`` calls it behind :mod:`parsers.recognition`. A value is never changed. Where several cells explain the
difference as well none is named: the finding about the total stands for itself.

Evidence, the strongest first: what the second reader saw makes the column add up; it is the only cell that could not be
read; a doubtful cell, or else any, in which one figure taken for another that looks like it makes the difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.mentions.quantities.numbers import read_number
from parsers.records import Alternative, Grounded, Number, QuotaTable

BREAKS_SUM = "breaks-sum"

_Cell = Grounded[Number]
_ALIKE = frozenset(("17", "14", "38", "35", "56", "58", "68", "06", "08", "69", "89", "49", "27", "23", "01"))
"""Pairs of figures that recognisers take for each other."""


def name_misread_cells(tables: Sequence[QuotaTable]) -> None:
    """Doubt the cell of each column that explains best why it does not add up, in place."""
    for table in tables:
        for index in range(len(table.value_columns)):
            stated = table.stated_total[index] if table.stated_total and index < len(table.stated_total) else None
            computed = table.computed_total[index] if index < len(table.computed_total) else None
            if stated is not None and computed is not None:
                _name(stated, [row.values[index] for row in table.rows], computed)


def _name(stated: _Cell, cells: Sequence[_Cell], computed: Number) -> None:
    if stated.value is None or abs(stated.value - computed) < 1e-6:
        return
    missing = stated.value - computed
    if computed in _otherwise(stated):
        _doubt(stated, computed)
        return
    for explains in (_read_otherwise, _unread, _doubtful_and_alike, _alike):
        found = [(cell, value) for cell in cells if (value := _mending(cell, missing)) is not None]
        found = [(cell, value) for cell, value in found if explains(cell, value)]
        if len(found) == 1:
            _doubt(*found[0])
        if found:
            return


def _mending(cell: _Cell, missing: Number) -> Number | None:
    """What would have to stand in a cell for its column to add up."""
    value = (cell.value or 0) + missing
    return int(value) if value >= 0 and float(value).is_integer() else None


def _read_otherwise(cell: _Cell, value: Number) -> bool:
    return value in _otherwise(cell)


def _unread(cell: _Cell, value: Number) -> bool:
    return cell.value is None and any(doubt != "blank" for doubt in cell.doubts)


def _doubtful_and_alike(cell: _Cell, value: Number) -> bool:
    return any(doubt != "blank" for doubt in cell.doubts) and _alike(cell, value)


def _alike(cell: _Cell, value: Number) -> bool:
    """Whether one figure was taken for another that looks like it."""
    if cell.value is None or not float(cell.value).is_integer():
        return False
    read, meant = str(int(cell.value)), str(value)
    if len(read) != len(meant):
        return False
    differing = [a + b for a, b in zip(read, meant, strict=True) if a != b]
    return len(differing) == 1 and bool(_ALIKE & {differing[0], differing[0][::-1]})


def _otherwise(cell: _Cell) -> list[Number]:
    numbers = [read_number(one.text) for one in cell.alternatives]
    return [number[0] for number in numbers if number is not None]


def _doubt(cell: _Cell, value: Number) -> None:
    cell.doubts = [*cell.doubts, BREAKS_SUM]
    alternative = Alternative(text=f"{value:g}", source="sum")
    cell.alternatives = [*cell.alternatives, alternative]
