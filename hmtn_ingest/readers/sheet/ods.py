"""Spreadsheets of OpenDocument, .ods (ISO/IEC 26300-1): the text of each cell stands in the file as it is shown.

What the writing program showed follows the country that it was set to ("7,000", "1/25/2026"); the value beside it
tells which sign parts thousands, and the text is given in the form of Vietnam.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal

from hmtn_ingest.readers import length
from hmtn_ingest.readers.sheet.grid import MOST_COLUMNS, SheetGrid, check_extent
from hmtn_ingest.readers.sheet.number_formats import shown, written
from hmtn_ingest.readers.sheet.package import Element, SheetPackage, damaged, encrypted

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_GROUPS = frozenset(_TABLE + name for name in ("table-header-rows", "table-row-group", "table-rows"))
_COLUMN_GROUPS = frozenset(_TABLE + name for name in ("table-header-columns", "table-column-group", "table-columns"))
_MOST_REPEATS = 2_000
"""A filled row or cell may stand for as many alike; what fills the sheet to its end is background."""
_MOST_ROWS = 1_048_576
_COUNTED = re.compile(r"0\d")  # "05", "0987 654 321": a number of something, not how much
_NUMBER = re.compile(r"\d[\d.,\s]*\d|\d")


def ods_sheets(package: SheetPackage) -> tuple[list[SheetGrid], list[str]]:
    """The sheets that are shown, and the names of the hidden ones."""
    if "META-INF/manifest.xml" in package.names:
        manifest = package.tree("META-INF/manifest.xml")
        if next(manifest.iter(_MANIFEST + "encryption-data", _MANIFEST + "encrypted-key"), None) is not None:
            raise encrypted()
    content = package.tree("content.xml")
    styles = {
        style.get(_STYLE + "name")
        for style in content.iter(_STYLE + "style")
        for properties in style.iterfind(_STYLE + "table-properties")
        if properties.get(_TABLE + "display") == "false"
    }
    grids: list[SheetGrid] = []
    hidden: list[str] = []
    for table in content.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        grid = _grid(table)
        if table.get(_TABLE + "style-name") not in styles:
            check_extent(grid.name, grid.cells)
            grids.append(grid)
        elif grid.cells:
            hidden.append(grid.name)
    return grids, hidden


def _grid(table: Element) -> SheetGrid:
    grid = SheetGrid(table.get(_TABLE + "name") or "")
    column = 0
    for node in _within(table, _TABLE + "table-column", _COLUMN_GROUPS):
        count = _count(node, "number-columns-repeated")
        if _is_hidden(node):
            grid.hidden_columns.update(range(column, min(column + count, MOST_COLUMNS)))
        column += count
    row = letters = 0
    for node in _within(table, _TABLE + "table-row", _GROUPS):
        count = _count(node, "number-rows-repeated")
        repeats = range(row, row + (count if count <= _MOST_REPEATS else 1))
        for again in repeats:
            filled = _row(grid, node, again)
            letters += filled
            length.check_kept(letters)
            if not filled:
                break
        if _is_hidden(node) and count <= _MOST_REPEATS:
            grid.hidden_rows.update(range(row, min(row + count, _MOST_ROWS)))
        row += count
    return grid


def _within(parent: Element, tag: str, groups: frozenset[str]) -> Iterator[Element]:
    """Rows or columns of a table, also those in groups."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in groups:
            yield from _within(node, tag, groups)


def _row(grid: SheetGrid, node: Element, row: int) -> int:
    """Put the cells of a row into the grid; how many letters they have together."""
    column = letters = 0
    for cell in node.iterchildren(*_CELLS):
        count = _count(cell, "number-columns-repeated")
        text = _text(cell)
        if text and cell.tag == _CELLS[0] and count <= _MOST_REPEATS:
            letters += len(text) * count
            for again in range(column, column + count):
                grid.cells[row, again] = text
            rows, columns = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
            if rows > 1 or columns > 1:
                grid.merges.append(((row, column), (row + rows - 1, column + columns - 1)))
        elif cell.get(_TABLE + "formula") and cell.get(_OFFICE + "value-type") is None:
            grid.unvalued.append((row, column))
        column += count
    return letters


def _text(cell: Element) -> str:
    text = "\n".join(_paragraph(node) for node in cell.iterchildren(_TEXT + "p", _TEXT + "h")).strip()
    kind = cell.get(_OFFICE + "value-type")
    if kind in ("float", "percentage", "currency") and text:
        return _number(text, cell.get(_OFFICE + "value") or "", percent="%" in text)
    if kind == "date":
        return _date(cell.get(_OFFICE + "date-value") or "", text)
    return text


def _paragraph(node: Element) -> str:
    """ODF 1.2, 6.1: blanks, tabs and line breaks are elements."""
    parts = [node.text or ""]
    for child in node:
        if child.tag == _TEXT + "s":
            parts.append(" " * min(_count(child, "c", _TEXT), 100))
        elif child.tag == _TEXT + "tab":
            parts.append(" ")
        elif child.tag == _TEXT + "line-break":
            parts.append("\n")
        elif child.tag != _OFFICE + "annotation":
            parts.append(_paragraph(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _number(text: str, value: str, *, percent: bool) -> str:
    """The text with "." between thousands and "," before decimals; the value shows which sign means what in it."""
    try:
        return _as_written(text, abs(Decimal(value)) * (100 if percent else 1))
    except ArithmeticError:  # no number, or one beyond all reckoning
        return text


def _as_written(text: str, number: Decimal) -> str:
    for match in _NUMBER.finditer(text):
        if _COUNTED.match(match[0]):
            return text
        for thousands, point in ((".", ","), (",", "."), (" ", ",")):
            plain = match[0].replace(thousands, "").replace("\u00a0", "").replace(point, ".", 1)
            if plain.replace(".", "", 1).isdigit() and _rounds_to(number, Decimal(plain)):
                decimals = len(plain.partition(".")[2])
                grouped = thousands in match[0] or "\u00a0" in match[0]
                same = written(Decimal(plain), grouped=grouped, decimals=decimals)
                return text[: match.start()] + same + text[match.end() :]
    return text


def _rounds_to(number: Decimal, shown_number: Decimal) -> bool:
    exponent = shown_number.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(number - shown_number) <= step / 2


def _date(value: str, text: str) -> str:
    """As the cell shows it where that is a day of Vietnam, else in its form."""
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError:
        return text
    if not text or len(re.findall(r"\d+", text)) >= 3:
        return shown(moment if ":" in text else moment.date(), "")
    return text


def _is_hidden(node: Element) -> bool:
    return node.get(_TABLE + "visibility") in ("collapse", "filter")


def _count(node: Element, name: str, namespace: str = _TABLE) -> int:
    text = node.get(namespace + name) or "1"
    if not text.isdecimal() or len(text) > 9:
        raise damaged()
    return max(int(text), 1)
