"""Workbooks as an office makes them: one look for all sheets, ready to print; same content, same bytes."""

from __future__ import annotations

import datetime
import io
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell as XlsxCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from hmtn_ingest.exports.cells import Cell, is_formula, sayable
from parsers.records import Number

LONGEST = 32_767
"""Characters that a cell can hold."""
CUT = " […]"

_FONT = "Times New Roman"  # what Vietnamese offices write in, and every machine there has
_HEAD = PatternFill("solid", fgColor="D6E4F0")
# tints that the colour-blind can tell apart (after Okabe and Ito); the words beside them say the same
DOUBTFUL = PatternFill("solid", fgColor="FFF3C4")
_WRONG = PatternFill("solid", bgColor="F7D3C0")
_EDGE = Side(style="thin", color="B8C4CE")
_LINE = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_PLAIN, _BOLD = Font(name=_FONT, size=11), Font(name=_FONT, size=11, bold=True)
_TITLE, _NOTE = Font(name=_FONT, size=14, bold=True), Font(name=_FONT, size=10, italic=True, color="505A64")
_LINK = Font(name=_FONT, size=11, underline="single", color="0563C1")
_ALARM = Font(bold=True, color="8A2C0D")
_PAPER = {"A3": "8", "A4": "9"}
_SIZE, _LINE_HEIGHT, _HIGHEST = 11, 15.0, 409.0  # points; no row may be higher

DAY = "dd/mm/yyyy"
WHOLE, BROKEN = "#,##0", "#,##0.0##"


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of the same workbook."""

    text: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of ours with the value that it has now, for programs that show a workbook without calculating."""

    formula: str
    value: Number | str


Value = Cell | Link | Formula


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    align: Literal["left", "center", "right"] = "left"


@dataclass
class Book:
    """A workbook in the making."""

    title: str
    footer: str
    book: Workbook = field(default_factory=Workbook)
    cached: dict[str, dict[str, Number | str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.book.remove(self.book.worksheets[0])

    def sheet(
        self, name: str, widths: Sequence[float], *, wide: bool, first: bool = False, paper: Literal["A3", "A4"] = "A4"
    ) -> Sheet:
        """A new sheet; ``widths`` in characters, ``wide`` for paper across. Names are ours, never a document's."""
        made: Worksheet = self.book.create_sheet(name, 0 if first else None)
        for number, width in enumerate(widths, start=1):
            made.column_dimensions[get_column_letter(number)].width = width
        made.page_setup.orientation = "landscape" if wide else "portrait"
        made.page_setup.paperSize = _PAPER[paper]
        made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
        made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        made.page_margins.left = made.page_margins.right = 0.5
        made.page_margins.top = made.page_margins.bottom = 0.6
        # "&" begins a code in headers and footers; the document's own words must not
        footer = made.oddFooter
        assert footer is not None  # every new sheet has one
        for part, words in (
            (footer.left, sayable(self.footer).replace("&", "&&")),
            (footer.center, name),
            (footer.right, "Trang &P/&N"),
        ):
            if part is not None:
                part.text, part.size = words, 9
        return Sheet(self, made, widths)

    def data(self) -> bytes:
        """The file; without the time of day, which openpyxl puts into it in two places."""
        self.book.properties.creator = "hmtn_ingest"
        self.book.properties.title = sayable(self.title)
        self.book.calculation.fullCalcOnLoad = True
        raw = io.BytesIO()
        self.book.save(raw)
        by_part = {
            f"xl/worksheets/sheet{number}.xml": self.cached.get(sheet.title, {})
            for number, sheet in enumerate(self.book.worksheets, start=1)
        }
        made = io.BytesIO()
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w") as new:
            for entry in old.infolist():
                content = old.read(entry)
                if entry.filename == "docProps/core.xml":
                    content = _timeless(content)
                elif by_part.get(entry.filename):
                    content = _calculated(content, by_part[entry.filename])
                same = zipfile.ZipInfo(entry.filename)  # dated 1980
                same.create_system = 0
                new.writestr(same, content, zipfile.ZIP_DEFLATED)
        return made.getvalue()


@dataclass
class Sheet:
    """A sheet that is written from top to bottom; ``row`` is the next one."""

    book: Book
    sheet: Worksheet
    widths: Sequence[float]
    row: int = 1

    @property
    def width(self) -> int:
        return len(self.widths)

    def title(self, text: str, *notes: str) -> None:
        """The heading of the sheet, and what is to be known about it."""
        for words, font in ((text, _TITLE), *((note, _NOTE) for note in notes)):
            cell = self._put(1, words, border=False)
            cell.font = font
            self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=self.width)
            size = (font.sz or _SIZE) / _SIZE
            self._high(_lines(words, sum(self.widths) / size) * size)
            self.row += 1
        self.row += 1

    def head(self, titles: Sequence[str]) -> None:
        """The heads of a table."""
        for number, title in enumerate(titles, start=1):
            cell = self._put(number, title)
            cell.font, cell.fill = _BOLD, _HEAD
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        # bold letters are wider
        self._high(max(_lines(title, width * 0.85) for title, width in zip(titles, self.widths, strict=True)))
        self.row += 1

    def line(
        self,
        values: Sequence[Value],
        aligns: Sequence[str] = (),
        *,
        bold: bool = False,
        doubtful: Iterable[int] = (),
    ) -> int:
        """A row of a table; ``doubtful`` are the columns, from 1, to be looked at. Gives its number."""
        for number, value in enumerate(values, start=1):
            cell = self._put(number, value)
            if bold and not isinstance(value, Link):
                cell.font = _BOLD
            if aligns:
                side = aligns[number - 1]
                indent = 1 if side == "right" else 0  # a number keeps off the words of the next column
                cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, indent=indent)
        for number in doubtful:
            self.sheet.cell(self.row, number).fill = DOUBTFUL
        pairs = zip(map(_shown, values), self.widths, strict=True)
        self._high(max((_lines(text, width) for text, width in pairs if isinstance(text, str)), default=1))
        self.row += 1
        return self.row - 1

    def table(self, columns: Sequence[Column], rows: Iterable[tuple[Sequence[Value], bool]], empty: str) -> None:
        """The one table of a sheet, with filter, frozen head and heads on every page; a row is values and a doubt."""
        head = self.row
        self.head([column.title for column in columns])
        aligns = [column.align for column in columns]
        for values, doubt in rows:
            self.line(values, aligns, doubtful=range(1, len(columns) + 1) if doubt else ())
        if self.row == head + 1:
            self._put(1, empty, border=False).font = _NOTE
            self.sheet.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=self.width)
            self.row += 1
        else:
            self.sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{self.row - 1}"
        self.freeze(head)

    def freeze(self, head: int) -> None:
        """Keep everything down to row ``head`` in view, and print that row on every page."""
        self.sheet.freeze_panes = f"A{head + 1}"
        self.sheet.print_title_rows = f"{head}:{head}"

    def flag(self, cells: str, formula: str) -> None:
        """Mark the cells for which a formula of ours, written for the first of them, is true."""
        self.sheet.conditional_formatting.add(
            cells, Rule("expression", formula=[formula], dxf=DifferentialStyle(font=_ALARM, fill=_WRONG))
        )

    def _high(self, lines: float) -> None:
        """Room for so many lines: not every program makes it by itself, and text must not run over the next row."""
        self.sheet.row_dimensions[self.row].height = min(_HIGHEST, round(lines * _LINE_HEIGHT + 2, 1))

    def _put(self, column: int, value: Value, *, border: bool = True) -> XlsxCell:
        cell = self.sheet.cell(self.row, column)
        assert isinstance(cell, XlsxCell)  # cells are merged only after they are written
        cell.font = _PLAIN
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if border:
            cell.border = _LINE
        if isinstance(value, Link):
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{value.sheet}'!A{value.row}")
            _text(cell, value.text)
            cell.font = _LINK
        elif isinstance(value, Formula):
            cell.value = value.formula
            cell.number_format = WHOLE if isinstance(value.value, int) else BROKEN
            self.book.cached.setdefault(self.sheet.title, {})[cell.coordinate] = value.value
        elif isinstance(value, str):
            _text(cell, value)
        elif isinstance(value, datetime.date):
            cell.value, cell.number_format = value, DAY
        elif value is not None:
            cell.value = value
            cell.number_format = WHOLE if isinstance(value, int) else BROKEN
        return cell


def _shown(value: Value) -> Value:
    return value.text if isinstance(value, Link) else value.value if isinstance(value, Formula) else value


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column; Vietnamese words in this font are a little narrower than digits."""
    return sum(len(textwrap.wrap(line, max(1, int(width * 1.15)))) or 1 for line in text.split("\n"))


def _text(cell: XlsxCell, text: str) -> None:
    """A text stays a text, whatever it begins with: also when a person edits the cell."""
    text = sayable(text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "   ")
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    cell.value = text
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True


_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _timeless(core: bytes) -> bytes:
    root = etree.fromstring(core, _parser())
    for name in (f"{_TERMS}created", f"{_TERMS}modified", f"{_CORE}lastModifiedBy"):
        for element in root.findall(name):
            root.remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _calculated(sheet: bytes, values: dict[str, Number | str]) -> bytes:
    """The sheet with the present values beside its formulas (ECMA-376, 18.3.1.4 and 18.3.1.96)."""
    root = etree.fromstring(sheet, _parser())
    for cell in root.iter(f"{_MAIN}c"):
        value = values.get(cell.get("r", ""))
        if value is None:
            continue
        if isinstance(value, str):
            cell.set("t", "str")
        elif "t" in cell.attrib:
            del cell.attrib["t"]
        held = cell.find(f"{_MAIN}v")
        held = etree.SubElement(cell, f"{_MAIN}v") if held is None else held
        held.text = str(value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)
