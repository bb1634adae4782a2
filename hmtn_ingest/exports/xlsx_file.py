"""Spreadsheet files (.xlsx) as an office makes them: one look for all sheets, ready to print; same content, same bytes.

In: sheets from left to right, rows from top to bottom: texts, numbers, days, links, formulas with their present values.
Out: the bytes of the file. The workbook of a document (``workbook``) and the register (``register``) are written here:

    file = XlsxFile("Sổ đăng ký văn bản đến", footer="Phụ lục VI")
    sheet = file.sheet("Văn bản đến", widths=(11, 40), wide=True)
    sheet.table([XlsxColumn("Số", 11), XlsxColumn("Trích yếu", 40)], [XlsxRow(("31", "Hiến máu"))], empty="")
    file.data()

No text of a document becomes a formula: it is written as a text whatever it begins with, and what a spreadsheet could
run (``cells.is_formula``) is marked, so that it stays a text when a person edits the cell.
"""

from __future__ import annotations

import datetime
import io
import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hmtn_ingest.exports.cells import CellValue, is_formula, sayable
from hmtn_ingest.i18n import Language, say
from parsers.records import Number

_LONGEST = 32_767  # what a cell can hold, in units of UTF-16
_CUT = " […]"

Look = Mapping[str, str | float | bool]
"""Properties of a cell's format, by XlsxWriter's names."""

# Times New Roman is what Vietnamese offices write in, and every machine there has it; family 1 has serifs, too
_CELL: Look = {"font_name": "Times New Roman", "font_family": 1, "font_size": 10, "valign": "top", "text_wrap": True}
_TITLE: Look = {"font_size": 14, "bold": True}
_NOTE: Look = {"font_size": 10, "italic": True, "font_color": "#505A64"}
_EDGES: Look = {"border": 1, "border_color": "#B8C4CE"}
_HEAD: Look = {"bold": True, "bg_color": "#D6E4F0", "align": "center", "valign": "vcenter"}
_BOLD: Look = {"bold": True}
_LINK: Look = {"underline": 1, "font_color": "#0563C1"}
# tints that the colour-blind can tell apart (after Okabe and Ito); the words beside them say the same
_DOUBTFUL: Look = {"bg_color": "#FFF3C4"}
_WRONG: Look = {"bold": True, "font_color": "#8A2C0D", "bg_color": "#F7D3C0"}
_DAY: Look = {"num_format": "dd/mm/yyyy"}
_WHOLE: Look = {"num_format": "#,##0"}
_BROKEN: Look = {"num_format": "#,##0.0##"}
_QUOTED: Look = {"quote_prefix": True}
_ALIGNED: Mapping[str, Look] = {
    "": {},
    "left": {"align": "left"},
    "center": {"align": "center"},
    "right": {"align": "right", "indent": 1},  # a number keeps off the words of the next column
}

_PAPER = {"A3": 8, "A4": 9}
_FOOTER = 100  # characters of the document's own words; Excel takes 255 in all, codes included
_DIGIT_WIDTH = 7  # pixels of a digit in the font that widths are counted in
_SIZE, _LINE_HEIGHT, _HIGHEST = 10, 13.2, 409.0  # points; no row may be higher
_NO_DAY = datetime.datetime(1980, 1, 1)  # as the parts of the file inside are dated


@dataclass(frozen=True, slots=True)
class XlsxLink:
    """A text that leads to the first cell of a row of the same file."""

    text: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class XlsxFormula:
    """A formula of ours with the value that it has now, for programs that show a file without calculating."""

    formula: str
    value: Number | str


XlsxValue = CellValue | XlsxLink | XlsxFormula


@dataclass(frozen=True, slots=True)
class XlsxColumn:
    title: str
    width: float
    align: Literal["left", "center", "right"] = "left"


class XlsxRow(NamedTuple):
    """The cells of a row, and whether it wants a look."""

    values: Sequence[XlsxValue]
    doubtful: bool = False


class XlsxFile:
    """A file in the making, its printed pages numbered in ``language``."""

    def __init__(self, title: str, footer: str, language: Language = "vi") -> None:
        self._footer, self._page = _footer_words(footer), say("workbook.page", language)
        self._file = io.BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})
        self._book.set_properties({"author": "hmtn_ingest", "title": sayable(title), "created": _NO_DAY})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def sheet(self, name: str, widths: Sequence[float], *, wide: bool, paper: Literal["A3", "A4"] = "A4") -> XlsxSheet:
        """A new last sheet; ``widths`` in digits, ``wide`` for paper across. Names are ours, never a document's."""
        made = self._book.add_worksheet(name)
        for number, width in enumerate(widths):
            made.set_column_pixels(number, number, round(width * _DIGIT_WIDTH))
        if wide:
            made.set_landscape()
        made.set_paper(_PAPER[paper])
        made.fit_to_pages(1, 0)
        made.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        made.set_footer(f"&L&9 {self._footer}&C&9 {name}&R&9 {self._page} &P/&N", {"margin": 0.5})
        return XlsxSheet(self, made, widths)

    def format(self, *looks: Look) -> Format:
        """The format of a cell that has all these looks; where two say different things, the later one counts."""
        merged: dict[str, str | float | bool] = {}
        for look in looks:
            merged.update(look)
        key = tuple(sorted(merged.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(merged)
        return self._formats[key]

    def data(self) -> bytes:
        """The file; nothing can be written into it after that."""
        self._book.close()
        return self._file.getvalue()


class XlsxSheet:
    """A sheet that is written from top to bottom; ``row`` is the next one, from 1 as people count them."""

    def __init__(self, file: XlsxFile, sheet: Worksheet, widths: Sequence[float]) -> None:
        self.row = 1
        self._file = file
        self._sheet = sheet
        self._widths = widths

    def title(self, text: str, *notes: str) -> None:
        """The heading of the sheet, and what is to be known about it; an empty row follows."""
        self._across(text, _TITLE)
        for note in notes:
            self._across(note, _NOTE)
        self.row += 1

    def head(self, titles: Sequence[str]) -> None:
        """The heads of a table."""
        for column, title in enumerate(titles, start=1):
            self._write(column, title, _CELL, _EDGES, _HEAD)
        # bold letters are wider
        self._next(max(_lines(title, width * 0.85) for title, width in zip(titles, self._widths, strict=True)))

    def line(
        self,
        values: Sequence[XlsxValue],
        aligns: Sequence[str] = (),
        *,
        bold: bool = False,
        doubtful: Collection[int] = (),
    ) -> int:
        """A row of a table; ``doubtful`` are the columns, from 1, to be looked at. Gives its number."""
        sides = aligns or ("",) * len(values)
        for column, (value, side) in enumerate(zip(values, sides, strict=True), start=1):
            marks = _DOUBTFUL if column in doubtful else {}
            self._write(column, value, _CELL, _EDGES, _ALIGNED[side], _BOLD if bold else {}, marks)
        shown = zip(map(_shown, values), self._widths, strict=True)
        self._next(max((_lines(text, width) for text, width in shown if isinstance(text, str)), default=1))
        return self.row - 1

    def table(self, columns: Sequence[XlsxColumn], rows: Iterable[XlsxRow], empty: str) -> None:
        """The one table of a sheet, with filter, frozen head and heads on every page; ``empty`` where it has no row."""
        head = self.row
        self.head([column.title for column in columns])
        aligns = [column.align for column in columns]
        for row in rows:
            self.line(row.values, aligns, doubtful=range(1, len(columns) + 1) if row.doubtful else ())
        if self.row == head + 1:
            self._across(empty, _NOTE)
        else:
            self.filter(head)
        self.freeze(head)

    def filter(self, head: int) -> None:
        """Let people filter the rows written since row ``head``, which has the heads."""
        self._sheet.autofilter(head - 1, 0, self.row - 2, len(self._widths) - 1)

    def leave_out_of_print(self) -> None:
        """Print an empty cell behind the columns, which is to say no page: a sheet cannot be left out by name."""
        behind = len(self._widths)
        self._sheet.print_area(0, behind, 0, behind)

    def freeze(self, head: int) -> None:
        """Keep everything down to row ``head`` in view, and print that row on every page."""
        self._sheet.freeze_panes(head, 0)
        self._sheet.repeat_rows(head - 1)

    def flag(self, cells: str, formula: str) -> None:
        """Mark the cells for which a formula of ours, written for the first of them, is true."""
        rule = {"type": "formula", "criteria": f"={formula}", "format": self._file.format(_WRONG)}
        self._sheet.conditional_format(cells, rule)

    def _across(self, text: str, look: Look) -> None:
        """A text over all columns."""
        last = len(self._widths) - 1
        self._sheet.merge_range(self.row - 1, 0, self.row - 1, last, None, self._file.format(_CELL, look))
        self._write(1, text, _CELL, look)
        size = float(look["font_size"]) / _SIZE
        self._next(_lines(text, sum(self._widths) / size) * size)

    def _next(self, lines: float) -> None:
        """Go on below a row of so many lines: not every program makes room by itself, and text must not run over."""
        self._sheet.set_row(self.row - 1, min(_HIGHEST, lines * _LINE_HEIGHT + 2))
        self.row += 1

    def _write(self, column: int, value: XlsxValue, *looks: Look) -> None:
        """A cell of the row; the kind of its value adds to its looks."""
        row, at, form = self.row - 1, column - 1, self._file.format
        if value is None or value == "":
            self._sheet.write_blank(row, at, None, form(*looks))
        elif isinstance(value, str):
            text = _cell_text(value)
            self._sheet.write_string(row, at, text, form(*looks, _QUOTED if is_formula(text) else {}))
        elif isinstance(value, XlsxLink):
            plain = form(*looks, _LINK, {"bold": False})
            self._sheet.write_url(row, at, f"internal:'{value.sheet}'!A{value.row}", plain, value.text)
        elif isinstance(value, XlsxFormula):
            self._sheet.write_formula(row, at, value.formula, form(*looks, _number_look(value.value)), value.value)
        elif isinstance(value, datetime.date):
            self._sheet.write_datetime(row, at, value, form(*looks, _DAY))  # type: ignore[call-overload]  # a date, too
        else:
            self._sheet.write_number(row, at, value, form(*looks, _number_look(value)))


def text_pieces(text: str) -> list[str]:
    """A text in pieces that a cell can hold; Excel counts a character beyond the first 65,536 as two."""
    size = _LONGEST if max(text, default="") <= "\uffff" else _LONGEST // 2
    return [text[at : at + size] for at in range(0, len(text), size)] or [""]


def _cell_text(text: str) -> str:
    text = sayable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "   ")
    first, *more = text_pieces(text)
    return first[: -len(_CUT)] + _CUT if more else first


def _footer_words(text: str) -> str:
    """A text as a footer takes it: "&" begins a code there; XlsxWriter takes "&&G" and "&&[" for a picture's."""
    words = sayable(text)
    short = words if len(words) <= _FOOTER else f"{words[: _FOOTER - 1]}…"
    return short.replace("&", "&&").replace("&G", "& G").replace("&[", "& [")


def _number_look(value: Number | str) -> Look:
    return _WHOLE if isinstance(value, int) else _BROKEN


def _shown(value: XlsxValue) -> XlsxValue:
    return value.text if isinstance(value, XlsxLink) else value.value if isinstance(value, XlsxFormula) else value


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; Vietnamese words in this font are a little narrower than digits."""
    return sum(len(textwrap.wrap(line, max(1, int(width * 1.25)))) or 1 for line in text.split("\n"))
