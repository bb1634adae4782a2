"""Heads over two rows whose cells are not merged, as in every .csv: what a merge would say, from where the gaps are.

TT | Đơn vị | Chỉ tiêu |       | Ghi chú            TT | Đơn vị |    Chỉ tiêu   | Ghi chú
   |        | Đợt 1    | Đợt 2 |              →          |        | Đợt 1 | Đợt 2 |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hmtn_ingest.readers.number_columns import NUMBER
from hmtn_ingest.readers.sheet.grid import SheetRow


def with_merged_head(rows: Sequence[SheetRow]) -> Sequence[SheetRow]:
    """The rows of a table; cells of the first reach over the columns that the second row parts, or down beside them."""
    if len(rows) < 3 or not _is_head_without_merges(rows[0], rows[1]):
        return rows
    upper, lower = rows[0].cells, rows[1].cells
    starts = sorted(upper)
    cells = dict(upper)
    for start, end in zip(starts, [*starts[1:], max(*upper, *lower) + 1], strict=True):
        below = [column for column in lower if start <= column < end]
        if below and below[0] != start:
            return rows  # something else than a head over it
        cells[start] = replace(upper[start], columns=below[-1] + 1 - start) if below else replace(upper[start], rows=2)
    if not any(cell.columns > 1 for cell in cells.values()):
        return rows
    return [replace(rows[0], cells=cells), *rows[1:]]


def _is_head_without_merges(upper: SheetRow, lower: SheetRow) -> bool:
    cells = [*upper.cells.values(), *lower.cells.values()]
    merged = any(cell.rows > 1 or cell.columns > 1 for cell in cells)
    return not merged and len(lower.cells) > 1 and not any(NUMBER.fullmatch(cell.text) for cell in cells)
