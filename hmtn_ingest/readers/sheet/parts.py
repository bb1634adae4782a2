"""What the rows of a sheet are: tables, lines of text above and below them, letterheads and signatures side by side.

A sheet is one grid for everything: its title stands in a cell as its figures do. Rows are told apart by how many cells
they fill, by numbers that stand one below the other, and by the form of official documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hmtn_ingest.readers.number_columns import NUMBER
from hmtn_ingest.readers.sheet.grid import SheetRow
from parsers import regex
from parsers.layout import cues
from parsers.text import normal

_ORDINAL_HEAD = regex.compile(r"(?:s?tt|số tt|số thứ tự)\b")
_LEAST_COLUMNS = 3  # of a row that is a row of a table whatever it holds
_LEAST_ROWS = 3  # of a table without numbers


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Rows that belong together: of a table, of ``columns`` side by side, or a line of text (one row)."""

    kind: str  # table | columns | line
    rows: Sequence[SheetRow]


def sheet_parts(rows: Sequence[SheetRow]) -> Iterator[SheetPart]:
    """The parts of a sheet from top to bottom."""
    index = 0
    while index < len(rows):
        if end := _table_end(rows, index):
            yield SheetPart("table", rows[index:end])
        elif len(rows[index].cells) > 1:
            end = _columns_end(rows, index)
            yield SheetPart("columns", rows[index:end])
        else:
            end = index + 1
            yield SheetPart("line", rows[index:end])
        index = end


# -- tables ------------------------------------------------------------------------------------------------------------


def _table_end(rows: Sequence[SheetRow], first: int) -> int | None:
    """The row behind the last one of the table that begins at row ``first``, if one begins there."""
    if rows[first].filled < 2 or _is_form(rows[first]):
        return None
    end = first + 1
    while end < len(rows) and not rows[end].gap and not _begins_another(rows, end):
        end += 1
    if not _is_table(rows[first:end]):
        return None
    numbers = _number_columns(rows[first:end], least=1)
    while end < len(rows) and rows[end].gap and not _begins_another(rows, end) and _goes_on(rows, end, numbers):
        end += 1
        while end < len(rows) and not rows[end].gap and not _begins_another(rows, end):
            end += 1
    while not _belongs(rows[end - 1], numbers):
        end -= 1
    return end


def _is_table(rows: Sequence[SheetRow]) -> bool:
    """Whether rows are a table: by numbers below each other, by an ordinal column, or by cells in many rows."""
    if len(rows) < 2 or (rows[0].filled == 2 and rows[1].filled < 2):
        return False
    wide = sum(row.filled >= _LEAST_COLUMNS for row in rows)
    headed = any(_ORDINAL_HEAD.match(normal(cell.text)) for cell in rows[0].cells.values())
    under_words = [c for c, cell in rows[0].cells.items() if not NUMBER.fullmatch(cell.text)]
    counted = _number_columns(rows, least=2) or _number_columns(rows[1:], least=1).intersection(under_words)
    return bool(counted) or wide >= _LEAST_ROWS or (headed and wide >= 2)


def _number_columns(rows: Sequence[SheetRow], *, least: int) -> set[int]:
    """The columns in which so many numbers stand."""
    counts = Counter(column for row in rows for column, cell in row.cells.items() if NUMBER.fullmatch(cell.text))
    return {column for column, count in counts.items() if count >= least}


def _belongs(row: SheetRow, numbers: set[int]) -> bool:
    """Whether a row can be the last one of a table with numbers in these columns."""
    if row.filled < 2 or _is_form(row):
        return False
    counted = any(column in numbers and NUMBER.fullmatch(cell.text) for column, cell in row.cells.items())
    return counted or row.filled >= _LEAST_COLUMNS or not numbers


def _goes_on(rows: Sequence[SheetRow], index: int, numbers: set[int]) -> bool:
    """Whether a table goes on below an empty row: with its numbers, perhaps under the name of a group."""
    return any(
        row.filled > 1 and any(column in numbers and NUMBER.fullmatch(cell.text) for column, cell in row.cells.items())
        for row in rows[index : index + 2]
    )


def _begins_another(rows: Sequence[SheetRow], index: int) -> bool:
    """Whether the head of a table, or the title above it, stands here."""
    row = rows[index]
    if len(row.cells) == 1:
        text = next(iter(row.cells.values())).text
        return bool(cues.ANNEX.match(normal(text))) and cues.is_capitals(text)
    return any(_ORDINAL_HEAD.fullmatch(normal(cell.text)) for cell in row.cells.values())


def _is_form(row: SheetRow) -> bool:
    """Whether a row is one of a letterhead or of a signature."""
    return any(
        cues.is_head_line(line) or cues.is_signature(line) or (cues.is_organ(line) and row.filled == 2)
        for cell in row.cells.values()
        for line in cell.text.split("\n")
    ) and not any(NUMBER.fullmatch(cell.text) for cell in row.cells.values())


# -- side by side ------------------------------------------------------------------------------------------------------


def _columns_end(rows: Sequence[SheetRow], first: int) -> int:
    """The row behind those that go on what stands side by side in row ``first``: organs, offices, names."""
    starts = sorted(rows[first].cells)
    end = first + 1
    while end < len(rows) and _stands_below(rows[end], starts) and not _table_end(rows, end):
        end += 1
    return end


def _stands_below(row: SheetRow, starts: Sequence[int]) -> bool:
    texts = [cell.text for cell in row.cells.values()]
    if row.gap and not all(cues.looks_like_name(text) or cues.is_head_line(text) for text in texts):
        return False
    if any(cues.ANNEX.match(normal(text)) or cues.type_of_line(text) for text in texts):
        return False
    ends = [*starts[1:], 1 << 20]
    places = [(column, column + cell.columns) for column, cell in row.cells.items()]
    return all(any(start <= a and b <= end for start, end in zip(starts, ends, strict=True)) for a, b in places)
