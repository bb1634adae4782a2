"""Spreadsheets to ``Document``: titles and notes as paragraphs, tables as tables, as a person sees them on the screen.

What is hidden (sheets, rows, columns) is not read, as it is not printed either, and named as a problem. Where several
sheets show something, each begins with its name. Comments, charts and text boxes are no part of the text.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence

from hmtn_ingest.readers import length
from hmtn_ingest.readers.decoding import converted, old_code
from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.sheet.delimited import csv_sheet
from hmtn_ingest.readers.sheet.excel import xls_sheets, xlsx_sheets
from hmtn_ingest.readers.sheet.grid import Place, SheetCell, SheetGrid, SheetRow, visible_rows
from hmtn_ingest.readers.sheet.heads import with_merged_head
from hmtn_ingest.readers.sheet.html_sheet import html_sheet
from hmtn_ingest.readers.sheet.ods import ods_sheets
from hmtn_ingest.readers.sheet.package import SheetPackage
from hmtn_ingest.readers.sheet.parts import SheetPart, sheet_parts
from parsers.document import Block, Cell, Document, Problem, Table
from parsers.layout import cues

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV = "text/csv"

_NAMED = 6
_ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"))


def read(data: bytes) -> Document:
    """The document in an .xlsx, .xls or .ods file. Raises ``Unreadable``: ``empty``, ``encrypted``, ``too-large``,
    ``too-long`` or ``damaged``.
    """
    if not data.startswith(b"PK"):
        return _document(*xls_sheets(data), [], XLS)
    package = SheetPackage(data)
    if package.is_excel:
        return _document(*xlsx_sheets(data, package), [], XLSX)
    return _document(*ods_sheets(package), [], ODS)


def read_csv(data: bytes) -> Document:
    """The document in a .csv file. Raises ``Unreadable``: ``empty``, ``not-text`` or ``too-long``."""
    grid, problems = csv_sheet(data)
    return _document([grid], [], problems, CSV)


def read_html(data: bytes) -> Document:
    """The document in tables of HTML. Raises ``Unreadable``: ``empty``, ``not-text``, ``too-large`` or ``too-long``."""
    grid, problems = html_sheet(data)
    return _document([grid], [], problems, XLS)


def _document(grids: list[SheetGrid], hidden: list[str], problems: list[Problem], media_type: str) -> Document:
    if old := old_code("\n".join(text for grid in grids for text in grid.cells.values())):
        problems.append(problem(f"encoding-converted.{old.name.lower()}"))
        for grid in grids:
            grid.cells = {place: converted(text, old) for place, text in grid.cells.items()}
    shown = [(grid, rows) for grid in grids if (rows := visible_rows(grid))]
    if not shown:
        raise Unreadable("empty.all-hidden", names=_names(hidden)) if hidden else Unreadable("empty.sheet")
    writer = _SheetWriter()
    for grid, rows in shown:
        if len(shown) > 1:
            writer.heading(grid.name)
        for part in sheet_parts(rows):
            writer.part(part)
    document = writer.document()
    length.check(document.text)
    document.media_type = media_type
    document.problems = [*problems, *_problems(grids, hidden)]
    return document


def _problems(grids: Sequence[SheetGrid], hidden: Sequence[str]) -> Iterator[Problem]:
    if hidden:
        yield problem("hidden-sheet", names=_names(hidden))
    for grid in grids:
        if rows := grid.hidden_rows.intersection(row for row, _ in grid.cells):
            yield problem("hidden-cells.rows", sheet=grid.name, rows=_names(str(row + 1) for row in sorted(rows)))
        if columns := grid.hidden_columns.intersection(column for _, column in grid.cells):
            yield problem("hidden-cells.columns", sheet=grid.name, columns=_names(map(_letters, sorted(columns))))
        if grid.unvalued:
            yield problem("formula-without-value", sheet=grid.name, cells=_places(grid.unvalued))
        if wrong := sorted(place for place, value in grid.cells.items() if value in _ERRORS):
            yield problem("formula-error", sheet=grid.name, cells=_places(wrong))


def _names(names: Iterable[str]) -> str:
    """ "5, 6, 9, …": some of them."""
    every = list(names)
    return ", ".join(every[:_NAMED]) + (", …" if len(every) > _NAMED else "")


def _places(places: Iterable[Place]) -> str:
    """ "C12, D4": some of the cells."""
    return _names(f"{_letters(column)}{row + 1}" for row, column in places)


def _letters(column: int) -> str:
    """The letters of a column, counted from 0: 27 is "AB"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _SheetWriter:
    """Puts the parts of all sheets into one text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []

    def document(self) -> Document:
        text = "".join(self._pieces)
        return Document(text=text, blocks=tuple(self._blocks), tables=tuple(self._tables), reader="sheet")

    def heading(self, name: str) -> None:
        self._begin()
        self._block(name, bold=True)

    def part(self, part: SheetPart) -> None:
        if part.kind == "line":
            for cell in part.rows[0].cells.values():
                for paragraph in _paragraphs(cell.text):
                    self._begin()
                    self._block(paragraph, centred=cell.columns > 1)
        elif part.kind == "columns":
            self._table([_stacked(part.rows)])
        else:
            self._table(_squared(with_merged_head(part.rows)))

    def _begin(self) -> None:
        if self._pieces:
            self._write("\n")

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._at += len(text)

    def _block(
        self, text: str, place: tuple[int, int, int] | None = None, *, bold: bool = False, centred: bool = False
    ) -> None:
        start = self._at
        self._write(text)
        table, row, column = place or (None, None, None)
        self._blocks.append(Block(start, self._at, bold=bold, centred=centred, table=table, row=row, column=column))

    def _table(self, rows: list[list[SheetCell | None]]) -> None:
        self._begin()
        start = self._at
        found: list[tuple[Cell | None, ...]] = []
        for number, row in enumerate(rows):
            if number:
                self._write("\n")
            cells: list[Cell | None] = []
            for column, cell in enumerate(row):
                self._write("\t" if column else "")
                cells.append(self._cell(cell, (len(self._tables), number, column)) if cell else None)
            found.append(tuple(cells))
        self._tables.append(Table(start, self._at, tuple(found)))

    def _cell(self, cell: SheetCell, place: tuple[int, int, int]) -> Cell:
        start = self._at
        for number, paragraph in enumerate(_paragraphs(cell.text)):
            if number:
                self._write("\n")
            self._block(paragraph, place)
        return Cell(start, self._at, cell.columns, cell.rows)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a cell: a line that begins an item, or stands below an empty one, begins a paragraph."""
    found: list[str] = []
    whole = True
    for line in map(str.strip, text.split("\n")):
        if line and (whole or cues.starts_item(line)):
            found.append(line)
        elif line:
            found[-1] += f"\n{line}"
        whole = not line
    return found


def _stacked(rows: Sequence[SheetRow]) -> list[SheetCell | None]:
    """What stands side by side as one row, each cell with the lines of its column."""
    starts = sorted(rows[0].cells)
    texts: list[list[str]] = [[] for _ in starts]
    for row in rows:
        for column, cell in row.cells.items():
            texts[max(index for index, start in enumerate(starts) if start <= column)].append(cell.text)
    return [SheetCell("\n\n".join(lines)) for lines in texts]


def _squared(rows: Sequence[SheetRow]) -> list[list[SheetCell | None]]:
    """The rows of a table, all equally long: an empty cell is there with no text, one under a merge is ``None``.

    Columns in which no cell begins are left out, so that merges over them are narrower.
    """
    columns = sorted({column for row in rows for column in row.cells})
    covered: dict[int, int] = {}
    found: list[list[SheetCell | None]] = []
    for number, row in enumerate(rows):
        line: list[SheetCell | None] = []
        end = 0
        for index, column in enumerate(columns):
            cell = row.cells.get(column)
            if cell is not None:
                width = bisect.bisect_left(columns, column + cell.columns) - index
                height = min(cell.rows, len(rows) - number)
                line.append(SheetCell(cell.text, height, width))
                end = index + width
                covered.update({at: number + height for at in range(index, end)})
            else:
                hidden = index < end or covered.get(index, 0) > number
                line.append(None if hidden else SheetCell(""))
        found.append(line)
    return found
