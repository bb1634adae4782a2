"""Builds workbooks of Excel 97 (MS-XLS) for tests: no library that we have writes these."""

from __future__ import annotations

import struct
from collections.abc import Collection, Mapping
from typing import NamedTuple

from tests.readers.compound import compound


class Shown(NamedTuple):
    """A number with the format that it is shown in."""

    number: float
    code: str


class Failed(NamedTuple):
    """The error that a cell holds (7 is "#DIV/0!"), ``computed`` where a formula came to it."""

    error: int
    computed: bool


Value = str | Shown | Failed | tuple[Shown, ...]


def old_workbook(
    cells: Mapping[tuple[int, int], Value],
    *,
    hidden_rows: Collection[int] = (),
    hidden_columns: tuple[int, int] | None = None,
) -> bytes:
    """A workbook of one sheet, its cells by row and column; a tuple fills several cells with whole numbers, as Excel
    joins them."""
    shown = [one for value in cells.values() for one in (value if type(value) is tuple else (value,))]
    codes = list(dict.fromkeys(one.code for one in shown if isinstance(one, Shown)))
    formats = [_record(0x041E, struct.pack("<H", 164 + at) + _text(code)) for at, code in enumerate(codes)]
    styles = [_record(0x00E0, struct.pack("<HH16x", 0, key)) for key in (0, *range(164, 164 + len(codes)))]
    start = _record(0x0809, struct.pack("<HH12x", 0x0600, 0x0005)) + b"".join((*formats, *styles))
    name = _text("Chỉ tiêu", "<B")
    sheet_at = len(start) + 4 + 6 + len(name) + 4
    start += _record(0x0085, struct.pack("<IBB", sheet_at, 0, 0) + name) + _record(0x000A)
    sheet = _record(0x0809, struct.pack("<HH12x", 0x0600, 0x0010))
    if hidden_columns:
        sheet += _record(0x007D, struct.pack("<HHHHHH", *hidden_columns, 2000, 0, 1, 0))
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, 1 + max(row for row, _ in cells), 0, 256, 0))
    for row in sorted({row for row, _ in cells}):
        sheet += _record(0x0208, struct.pack("<HHHH4xHH", row, 0, 256, 255, 0x20 if row in hidden_rows else 0, 0))
    for (row, column), value in sorted(cells.items(), key=lambda item: item[0]):
        sheet += _cell(row, column, value, codes)
    stream = start + sheet + _record(0x000A)
    return compound({"Workbook": stream.ljust(4096, b"\0")})


def _cell(row: int, column: int, value: Value, codes: list[str]) -> bytes:
    if isinstance(value, str):
        return _record(0x0204, struct.pack("<HHH", row, column, 0) + _text(value))
    if isinstance(value, Shown):
        return _record(0x0203, struct.pack("<HHHd", row, column, 1 + codes.index(value.code), value.number))
    if isinstance(value, Failed) and value.computed:
        result = bytes((2, 0, value.error, 0, 0, 0, 0xFF, 0xFF))
        return _record(0x0006, struct.pack("<HHH8sHIH", row, column, 0, result, 0, 0, 0))
    if isinstance(value, Failed):
        return _record(0x0205, struct.pack("<HHHBB", row, column, 0, value.error, 1))
    several = b"".join(struct.pack("<HI", 1 + codes.index(one.code), int(one.number) << 2 | 2) for one in value)
    return _record(0x00BD, struct.pack("<HH", row, column) + several + struct.pack("<H", column + len(value) - 1))


def _text(text: str, length: str = "<H") -> bytes:
    wide = not text.isascii()
    return struct.pack(length, len(text)) + bytes((wide,)) + text.encode("utf-16-le" if wide else "ascii")


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
