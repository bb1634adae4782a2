"""Tables in HTML, as management systems of offices export them under the name of .xls, and as Excel saves web pages.

In come the bytes, out comes one sheet that holds all tables below each other, and lines that stand between them as rows
of one cell. What a cell shows is its text; what is not displayed is hidden, as in other sheets.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from hmtn_ingest.readers import length
from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.sheet.grid import MOST_COLUMNS, Place, SheetGrid, check_extent
from hmtn_ingest.readers.xml_size import check_tag_count
from parsers.document import Problem

_UNSEEN = frozenset(("script", "style", "head", "title", "meta", "link", "xml"))
_LINES = frozenset(("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr"))
_FRAMES, _CELLS = frozenset(("thead", "tbody", "tfoot", "tr")), frozenset(("td", "th"))
_WIDEST, _HIGHEST = 500, 10_000
_OUTER = re.compile(rb"<(/?(?:html|table))(?=[\s>])", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset", re.IGNORECASE)


def html_sheet(data: bytes) -> tuple[SheetGrid, list[Problem]]:
    """The one sheet of the file, and what is doubtful about its letters. Raises ``Unreadable``: ``empty``,
    ``too-large``, ``too-long``.
    """
    data, encoding, problems = _encoded(data)
    if _breaks_off(data):
        problems.append(problem("damaged.cut", suffix=".xls"))
    if b"\0" in data:
        problems.append(problem("damaged.hole", suffix=".xls"))
    check_tag_count(data.count(b"<"))
    writer = _HtmlGrid()
    try:
        for part in _parts(html.document_fromstring(data, parser=html.HTMLParser(encoding=encoding))):
            writer.add(part)
    except (etree.ParserError, etree.XMLSyntaxError, RecursionError, ValueError) as error:
        raise Unreadable("empty.sheet") from error
    length.check("".join(writer.grid.cells.values()))
    check_extent("1", writer.grid.cells)
    return writer.grid, problems


def _breaks_off(data: bytes) -> bool:
    """Whether what is opened is never closed: the page, or of several tables without one a table."""
    tags = Counter(match[1].lower() for match in _OUTER.finditer(data))
    return tags[b"/html"] == 0 if tags[b"html"] else tags[b"/table"] < tags[b"table"]


def _encoded(data: bytes) -> tuple[bytes, str | None, list[Problem]]:
    """The bytes with their encoding; ``None`` where the page says which."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", errors="replace").encode()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if _CHARSET.search(data[:4096]):
            return data, None, []
        return data, "windows-1258", [problem("encoding-guessed")]
    return data, "utf-8", []


def _parts(node: html.HtmlElement) -> Iterator[html.HtmlElement | str]:
    """Tables, and the lines of text outside of them, in order."""
    if not isinstance(node.tag, str) or node.tag.lower() in _UNSEEN:
        return
    if node.tag == "table":
        yield node
        return
    if node.tag in _LINES and node.find(".//table") is None:
        yield _text(node)
        return
    yield _words(node.text)
    for child in node:
        yield from _parts(child)
        yield _words(child.tail)


class _HtmlGrid:
    """Fills a grid row by row."""

    def __init__(self) -> None:
        self.grid = SheetGrid("")
        self._row = 0

    def add(self, part: html.HtmlElement | str) -> None:
        if not isinstance(part, str):
            self._table(part)
        elif part.strip():
            self.grid.cells[self._row, 0] = part
            self._row += 1

    def _table(self, table: html.HtmlElement) -> None:
        covered: dict[int, int] = {}
        """The first row that each column is free again in, below cells that reach down."""
        for text in filter(str.strip, _beside_cells(table)):
            self.add(text)
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            if _is_hidden(row):
                self.grid.hidden_rows.add(self._row)
            self._cells(row, covered)
            self._row += 1
        self._row += 1

    def _cells(self, row: html.HtmlElement, covered: dict[int, int]) -> None:
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            while covered.get(column, 0) > self._row:
                column += 1
            wide, high = _reach(cell, "colspan", _WIDEST), _reach(cell, "rowspan", _HIGHEST)
            here: Place = (self._row, column)
            if text := _text(cell):
                self.grid.cells[here] = text
            if wide > 1 or high > 1:
                self.grid.merges.append((here, (self._row + high - 1, column + wide - 1)))
            if column + wide > MOST_COLUMNS:
                raise Unreadable("too-large.sheet-extent", sheet="1", rows=self._row + 1, columns=column + wide)
            covered.update(dict.fromkeys(range(column, column + wide), self._row + high))
            column += wide


def _beside_cells(node: html.HtmlElement) -> Iterator[str]:
    """What stands in a table and in none of its rows or cells, which browsers show above it."""
    yield _words(node.text)
    for child in node:
        if child.tag in _FRAMES:
            yield from _beside_cells(child)
        elif child.tag == "caption" or (child.tag in _CELLS and node.tag != "tr"):
            yield _text(child)
        yield _words(child.tail)


def _reach(cell: html.HtmlElement, name: str, most: int) -> int:
    written = str(cell.get(name) or "").strip()
    return min(max(int(written), 1), most) if written.isascii() and written.isdigit() else 1


def _is_hidden(node: html.HtmlElement) -> bool:
    return "display:none" in str(node.get("style") or "").lower().replace(" ", "")


def _text(node: html.HtmlElement) -> str:
    """What an element shows; lines end where a browser ends them."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in "".join(_pieces(node)).split("\n"))))


def _pieces(node: html.HtmlElement) -> Iterator[str]:
    if not isinstance(node.tag, str) or node.tag.lower() in _UNSEEN:
        return
    if node.tag == "br" or node.tag in _LINES:
        yield "\n"
    yield _words(node.text)
    for child in node:
        yield from _pieces(child)
        yield _words(child.tail)
    if node.tag in _LINES:
        yield "\n"
    elif node.tag in ("td", "th"):
        yield " "


def _words(text: str | None) -> str:
    """Letters with their breaks of lines as blanks, as a browser shows them."""
    return " ".join((text or "").replace("\xa0", " ").splitlines())
