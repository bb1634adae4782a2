"""Comma-separated values, .csv (RFC 4180, and as Excel writes them in Vietnam: ";" between cells, or tabs)."""

from __future__ import annotations

import csv
import io
from collections import Counter

from hmtn_ingest.readers import length
from hmtn_ingest.readers.decoding import decode
from hmtn_ingest.readers.errors import problem
from hmtn_ingest.readers.sheet.grid import SheetGrid, check_extent
from parsers.document import Problem

_SIGNS = (";", "\t", ",", "|")
_SAMPLED = 100  # rows
csv.field_size_limit(2**30)  # how long the text may be is for ``length.check``


def csv_sheet(data: bytes) -> tuple[SheetGrid, list[Problem]]:
    """The one sheet of a .csv file, and what is doubtful about its letters. Raises ``Unreadable`` for no text."""
    text, problems = decode(data)
    length.check(text)
    text = text.removeprefix("\ufeff")
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # "sep=;", by which Excel is told the sign
        sign, text = first.strip()[-1], rest
    else:
        sign = _sign(text)
    grid = SheetGrid("")
    rows = _rows(text, sign)
    if _breaks_off(text, rows):
        problems.append(problem("damaged.cut", suffix=".csv"))
    for row, values in enumerate(rows):
        grid.cells.update({(row, column): value for column, value in enumerate(values) if value.strip()})
    check_extent("1", grid.cells)
    return grid, problems


def _breaks_off(text: str, rows: list[list[str]]) -> bool:
    """Whether the last row ends without a line end before its last cell; a note below a table has one cell only."""
    widths = Counter(len(row) for row in rows[:-1])
    return not text.endswith(("\n", "\r")) and len(widths) == 1 and 1 < len(rows[-1]) < next(iter(widths))


def _sign(text: str) -> str:
    """What parts the cells: of the usual signs, the one that most rows hold equally often."""

    def agreement(sign: str) -> int:
        widths = Counter(len(row) for row in _rows(text, sign)[:_SAMPLED] if any(row))
        width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
        return rows * (width > 1)

    return max(_SIGNS, key=agreement)


def _rows(text: str, sign: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:  # a quotation mark that nothing closes
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=csv.QUOTE_NONE))
