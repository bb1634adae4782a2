"""The looks of an .xls file (MS-XLS, the workbook stream): formats, hidden rows and columns, the places of values.

The stream is a row of records, each a kind, a length and that many bytes. Excel 95 has the same records with texts of
one byte a character.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from hmtn_ingest.readers.compound import is_whole
from hmtn_ingest.readers.sheet.looks import SheetLooks
from hmtn_ingest.readers.sheet.number_formats import BUILT_IN
from hmtn_ingest.readers.sheet.package import damaged, encrypted

_BOF, _EOF, _BOUND_SHEET, _FORMAT, _XF, _FILE_PASS = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0, 0x002F
_ROW, _COLUMNS, _SEVERAL, _DIMENSIONS = 0x0208, 0x007D, 0x00BD, 0x0200
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
# RK, NUMBER, FORMULA, LABEL, RSTRING, LABELSST, BOOLERR: row, column and format stand first in each
_VALUES = frozenset((0x027E, 0x0203, 0x0006, 0x0406, 0x0204, 0x00D6, 0x00FD, 0x0205))
# ROW, BLANK, RK, NUMBER, LABELSST, BOOLERR
_LENGTHS = {_ROW: 16, 0x0201: 6, 0x027E: 10, 0x0203: 14, 0x00FD: 10, 0x0205: 8}
_LONGEST_COLUMNS = 12
_FORMULA, _BOOLEAN_OR_ERROR = (0x0006, 0x0406), 0x0205
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_EXCEL_97 = 0x0600
_ROW_IS_HIDDEN = 0x20

Record = tuple[int, int, bytes]


def xls_looks(data: bytes) -> list[SheetLooks]:
    """The looks of each sheet, in the order of the workbook."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            name = next((name for name in ("Workbook", "Book") if file.exists(name)), None)
            stream = file.openstream(name).read() if name else b""
            whole = is_whole(file)
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # olefile lets through what its parser trips over, from IndexError to RecursionError
        raise damaged() from error
    if not whole:
        raise damaged()  # calamine follows the chains of sectors by itself, and without end
    try:
        return _workbook(stream)
    except (struct.error, IndexError) as error:
        raise damaged() from error


def _records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """Kind, place and content of each record from ``start`` on."""
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, start, stream[start + 4 : start + 4 + length]
        start += 4 + length


def _workbook(stream: bytes) -> list[SheetLooks]:
    excel_97 = True
    starts: list[int] = []
    own: dict[int, str] = {}
    styles: list[int] = []
    for kind, place, body in _records(stream):
        if kind == _BOF:
            if place:
                break
            excel_97 = struct.unpack_from("<H", body)[0] >= _EXCEL_97
        elif kind == _FILE_PASS:
            raise encrypted()
        elif kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT:
            key, code = _format(body, excel_97)
            own[key] = code
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    formats = [own.get(key) or BUILT_IN.get(key, "") for key in styles]
    return [_sheet(stream, start, formats) for start in starts]


def _format(body: bytes, excel_97: bool) -> tuple[int, str]:
    key = struct.unpack_from("<H", body)[0]
    if not excel_97:
        return key, body[3 : 3 + body[2]].decode("cp1258", "replace")
    length, flags = struct.unpack_from("<HB", body, 2)
    if flags & 1:
        return key, body[5 : 5 + 2 * length].decode("utf-16-le", "replace")
    return key, body[5 : 5 + length].decode("latin-1")


def _sheet(stream: bytes, start: int, formats: list[str]) -> SheetLooks:
    looks = SheetLooks()
    ended = False
    for kind, place, body in _records(stream, start):
        ended = kind == _EOF or (kind == _BOF and place > start)  # that of a chart, behind all cells
        if ended:
            break
        _check_length(kind, body)
        if kind == _ROW:
            if struct.unpack_from("<H", body, 12)[0] & _ROW_IS_HIDDEN:
                looks.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS:
            first, last, _, _, options = struct.unpack_from("<HHHHH", body)
            if options & 1:
                looks.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _DIMENSIONS:
            _check_dimensions(body)
        elif kind in _VALUES:
            row, column, style = struct.unpack_from("<HHH", body)
            _fill(looks, row, column, style, formats)
            if (error := _error(kind, body)) is not None:
                looks.errors[row, column] = error
        elif kind == _SEVERAL:
            row, first = struct.unpack_from("<HH", body)
            for number, offset in enumerate(range(4, len(body) - 2, 6)):
                _fill(looks, row, first + number, struct.unpack_from("<H", body, offset)[0], formats)
    if not ended:
        raise damaged()
    return looks


def _check_length(kind: int, body: bytes) -> None:
    """Raises ``Unreadable`` for a record that no program writes: behind one whose length is wrong, cells are lost."""
    if not kind or len(body) != _LENGTHS.get(kind, len(body)) or (kind == _COLUMNS and len(body) > _LONGEST_COLUMNS):
        raise damaged()


def _check_dimensions(body: bytes) -> None:
    """Raises ``Unreadable`` where a sheet says to be larger than any: calamine takes memory for all of its cells."""
    top, bottom, left, right = struct.unpack_from("<IIHH" if len(body) >= 14 else "<HHHH", body)
    if not (top <= bottom <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
        raise damaged()


def _error(kind: int, body: bytes) -> str | None:
    """What a cell shows whose formula fails."""
    if kind == _BOOLEAN_OR_ERROR and body[7] == 1:
        return _ERRORS.get(body[6])
    if kind in _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8])
    return None


def _fill(looks: SheetLooks, row: int, column: int, style: int, formats: list[str]) -> None:
    looks.filled.add((row, column))
    if style < len(formats) and formats[style]:
        looks.formats[row, column] = formats[style]
