"""Text in cells that no spreadsheet takes for a formula, and CSV files that Excel opens in the right letters."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence

from parsers import regex
from parsers.records import Number

CellValue = str | Number | bool | datetime.date | None

# =1+1 · +84 900… · -cmd · @SUM(…) · the full-width signs, which some spreadsheets read alike; after blanks, quotes and
# marks without width too, as some programs cut these off before they look. A cell may also begin with TAB, CR or LF.
_QUOTES = "'\"’‘“”`´＇＂"
_FORMULA = regex.compile(rf"[\s\p{{Cf}}\p{{Cc}}{_QUOTES}]*+[=+\-@＝＋－＠]|[{_QUOTES}]*+[\t\r\n]")
# what XML 1.0 cannot hold; a record has them only where a file is damaged
_UNSAYABLE = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could run a text as a formula."""
    return _FORMULA.match(text) is not None


def sayable(text: str) -> str:
    """The text with "�" for characters that no XML file can hold (XML 1.0, production 2)."""
    return str(_UNSAYABLE.sub("\ufffd", text))


def csv_file(rows: Iterable[Sequence[CellValue]]) -> bytes:
    """Rows as CSV after RFC 4180, in UTF-8 with a byte order mark.

    The mark is there because Excel on Windows takes a file without it for the system's own code page and shows wrong
    letters; everything else that reads UTF-8 knows it. A text that could run as a formula has one apostrophe before
    it, and no other text begins with an apostrophe and one of these signs: taking it off gives the text back.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _csv_cell(cell: CellValue) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, str):
        cell = sayable(cell)
        return f"'{cell}" if is_formula(cell) else cell
    return str(cell)
