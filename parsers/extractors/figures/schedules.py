"""Tables whose rows are dated: schedules of rounds, with who comes to each and how much is to be given."""

from __future__ import annotations

from collections.abc import Sequence

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.quota_columns import SITE_HEADS, is_quota
from parsers.layout.tables import ORDINAL_HEADS, Grid, GridCell, Row, is_total, says_how_often
from parsers.records import DateValue
from parsers.text import fold

# "Hạn nộp danh sách" · "Thời gian hoàn thành": when something is due, not when it takes place
_DUE = regex.compile(r"(?<!\w)(?:han|thoi han|hoan thanh|nop|gui|bao cao)(?!\w)")


def time_column(annotated: AnnotatedDocument, grid: Grid) -> int | None:
    """The column that says when each row takes place; ``None`` where the table is no schedule."""
    if any(says_how_often(grid.column_name(c)) for c in range(grid.width)):
        return None
    rows = [row for row in grid.data if not is_total(row)]
    columns = (c for c in range(grid.width) if not _DUE.search(fold(grid.column_name(c))))
    return next((c for c in columns if _holds_times(annotated, rows, c)), None)


def is_of_bodies(grid: Grid, body: int) -> bool:
    """Whether each row of a schedule is one body's, with its day beside: "TT | Đơn vị | Ngày | Số người".

    Then its numbers are the quotas of those bodies, as they are where its rows are sites ("Điểm | Thời gian | Đơn vị |
    Chỉ tiêu") or share out two quotas and more ("Ngày | Đơn vị | Chỉ tiêu: Máu toàn phần | Tiểu cầu"); where rounds or
    days come first, or a body comes twice, they are what the rounds are to give.
    """
    first = fold(grid.column_name(0))
    of_rows = first in SITE_HEADS or body == 0 or (body == 1 and first in ORDINAL_HEADS)
    if not of_rows and sum(is_quota(fold(grid.column_name(c))) for c in range(body + 1, grid.width)) < 2:
        return False
    names = [fold(cell.text) for row in grid.data if not is_total(row) and (cell := row[body]) is not None]
    return len(set(names)) == len(names)


def date_in(annotated: AnnotatedDocument, cell: GridCell | None) -> DateValue | None:
    """The time that a cell names."""
    for start, end in cell.places if cell is not None else ():
        if found := [d.value for d in within(annotated.dates, start, end) if d.value and d.value.edtf]:
            return found[0]
    return None


def _holds_times(annotated: AnnotatedDocument, rows: Sequence[Row], column: int) -> bool:
    filled = [cell for row in rows if (cell := row[column]) is not None and cell.places]
    dated = sum(1 for cell in filled if date_in(annotated, cell) is not None)
    return len(filled) > 1 and dated * 3 >= len(filled) * 2
