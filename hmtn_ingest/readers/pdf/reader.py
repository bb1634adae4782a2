"""Reads PDFs with a text layer: paragraphs and ruled tables in reading order, each character with its page and box.

What is left out: running heads, running feet and page numbers. What is not there to read (scanned pages, a text layer
in no known code) is said in ``Document.problems``.
"""

from __future__ import annotations

import io
import logging
import zlib
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import LIT
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.page.lines import Line, aside_lines, is_signature_stamp, lines_of
from hmtn_ingest.readers.page.margins import main_size, split_footnotes, without_running_lines
from hmtn_ingest.readers.page.paragraphs import Measure, breaks_word, cell_paragraphs, continues, mark_centred, measures
from hmtn_ingest.readers.page.tables import Grid, TooManyRules, tables_of
from hmtn_ingest.readers.page.words import single_glyphs, words_of
from hmtn_ingest.readers.pdf.annotations import annotation_chars
from hmtn_ingest.readers.pdf.text_layer import image_share, is_rubbish
from parsers.document import Block, Cell, Document, Layout, Table
from parsers.records import Problem

Role = Literal["body", "footnote", "textbox"]


@dataclass(slots=True)
class _Sheet:
    """What was read off one page; its lines hold text and compact arrays, nothing of the parsed page."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    pictured: float = 0.0
    letters: int = 0


def read(data: bytes) -> Document:
    """The document in the bytes of a PDF file.

    ``layout`` gives page (from 1) and box (points from the top left corner) of each character. One ``Table`` a page:
    a table that runs over pages comes in as many pieces. Text of visible signatures, stamps and rotated text stands in
    blocks of role ``textbox``, footnotes in blocks of role ``footnote``.

    Raises ``Unreadable``: ``encrypted`` (a password is needed), ``damaged`` (no PDF that can be parsed),
    ``no-text-layer`` (a scan). Problems of single pages (``no-text-layer``, ``damaged``, ``bad-text-layer``,
    ``too-many-rules``) are listed in the document.
    """
    # pdfminer warns of every oddity of a font; what matters is reported as a problem.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    problems: list[Problem] = []
    # Not closed: closing reads the pages of a damaged file again, and there is nothing but memory to give back.
    sheets = list(_sheets(_open(data), problems))
    if not sheets:
        raise _damaged()
    if not any(sheet.letters for sheet in sheets):
        raise Unreadable(
            "no-text-layer",
            "Tệp PDF không có lớp chữ (bản quét hoặc ảnh chụp). Hãy nhận dạng chữ (OCR) tệp này, hoặc nộp bản .docx "
            "hay PDF xuất trực tiếp từ phần mềm soạn thảo. / The PDF has no text layer (a scan): run OCR or supply "
            "the original file.",
        )
    if b"%%EOF" not in data[-2048:]:
        problems.append(
            Problem(
                code="damaged",
                message="Tệp PDF thiếu phần cuối, có thể tải về chưa đủ; phần đọc được vẫn được giữ. Hãy tải lại tệp "
                "gốc. / The end of the PDF is missing; what could be read is kept.",
                page=None,
            )
        )
    return _Writer(sheets, problems).document()


def _open(data: bytes) -> PDF:
    try:
        return pdfplumber.open(io.BytesIO(data))
    except MemoryError:  # says nothing about the file
        raise
    except Exception as error:  # pdfminer lets through whatever its parser trips over, from KeyError to struct.error
        causes = [error, error.__cause__, error.__context__, *error.args]
        if any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes):
            raise Unreadable(
                "encrypted",
                "Tệp PDF đặt mật khẩu nên không mở được. Hãy bỏ mật khẩu (mở tệp rồi in hoặc lưu thành PDF mới) và nộp "
                "lại. / The PDF is protected by a password: remove it and submit again.",
            ) from error
        raise _damaged() from error


def _damaged() -> Unreadable:
    return Unreadable(
        "damaged",
        "Tệp PDF bị hỏng hoặc không phải là PDF nên không đọc được. Hãy tải lại hoặc xuất lại tệp gốc. "
        "/ The file is damaged or no PDF: download or export it again.",
    )


# -- pages -------------------------------------------------------------------------------------------------------------


def _sheets(pdf: PDF, problems: list[Problem]) -> Iterator[_Sheet]:
    try:
        pages = pdf.pages
    except MemoryError:
        raise
    except Exception as error:  # see _open
        raise _damaged() from error
    poor: list[int] = []
    for page in pages:
        number = page.page_number
        sheet = _Sheet(number, float(page.width), float(page.height))
        try:
            _read_page(page, sheet, problems)
        except MemoryError:
            raise
        except Exception:  # one bad page must not cost the others; see _open for why no narrower class will do
            problems.append(
                _page_problem("damaged", number, "bị hỏng, không đọc được", "is damaged and could not be read")
            )
            sheet = _Sheet(number, sheet.width, sheet.height)
        else:
            if sheet.pictured >= 0.4 and sheet.letters < 40:
                sheet.letters = 0
                problems.append(
                    _page_problem(
                        "no-text-layer",
                        number,
                        "là ảnh quét, không có lớp chữ; cần nhận dạng chữ (OCR)",
                        "is a scanned image without a text layer",
                    )
                )
            elif is_rubbish(" ".join(line.text for line in sheet.lines)):
                poor.append(number)
        finally:
            _release(page)
        yield sheet
    for number in poor:
        problems.append(
            _page_problem(
                "bad-text-layer",
                number,
                "có lớp chữ không phải tiếng Việt đọc được (OCR kém hoặc phông cũ TCVN3/VNI); hãy nhận dạng chữ lại",
                "has a text layer that is not readable Vietnamese (poor OCR or a legacy font)",
            )
        )


def _is_whole(page: Page) -> bool:
    """Whether the drawing instructions of the page unpack without error; pdfminer drops what does not, in silence."""
    for stream in page.page_obj.contents:
        content = resolve1(stream)
        if not isinstance(content, PDFStream) or content.rawdata is None or content.decipher is not None:
            continue
        if [name for name, _ in content.get_filters()] == [LIT("FlateDecode")]:
            try:
                zlib.decompressobj().decompress(content.rawdata)
            except zlib.error:
                return False
    return True


def _page_problem(code: str, page: int, vietnamese: str, english: str) -> Problem:
    return Problem(code=code, message=f"Trang {page} {vietnamese}. / Page {page} {english}.", page=page)


def _read_page(page: Page, sheet: _Sheet, problems: list[Problem]) -> None:
    number = sheet.number
    if not _is_whole(page):
        problems.append(
            _page_problem(
                "damaged", number, "bị hỏng một phần, có thể thiếu chữ", "is partly damaged, text may be missing"
            )
        )
    objects = page.objects
    chars: list[dict[str, Any]] = objects.get("char", [])
    sheet.letters = sum(1 for c in chars if not c["text"].isspace())
    asides: list[list[dict[str, Any]]] = []
    for shown in annotation_chars(page):
        text = "".join(c["text"] for c in shown).strip()
        # A number or date stamped over its blank belongs into the line; a signature's own words do not.
        if len(text) <= 12 and not is_signature_stamp(text):
            chars = chars + shown
        else:
            asides.append(shown)
    sheet.pictured = image_share(objects.get("image", ()), sheet.width, sheet.height)
    words, rotated = words_of(single_glyphs(chars))
    try:
        sheet.grids, words = tables_of(page, words)
    except TooManyRules:
        problems.append(
            _page_problem(
                "too-many-rules",
                number,
                "có hình vẽ quá nhiều nét nên bảng biểu trên trang (nếu có) không được tách",
                "holds a drawing of so many lines that no table was looked for",
            )
        )
    sheet.lines = lines_of(words, number, sheet.width, sheet.height)
    for index, shown in enumerate(asides):
        own, turned = words_of(shown)
        rotated += turned
        lines = lines_of(own, number, sheet.width, sheet.height)
        for line in lines:
            line.kind, line.group = "aside", -1000 - index
        sheet.lines += lines
    sheet.lines += aside_lines(rotated, number)
    sheet.rules = [
        s["top"]
        for kind in ("line", "rect")
        for s in objects.get(kind, ())
        if s["bottom"] - s["top"] < 3 and 40 < s["x1"] - s["x0"] < 0.5 * sheet.width
    ]


def _release(page: Page) -> None:
    """Lets go of all that pdfplumber and pdfminer keep of a page, so that memory does not grow with the pages."""
    page.close()
    for cached in ("_layout", "_objects", "_edges", "_rect_edges", "_curve_edges"):
        page.__dict__.pop(cached, None)
    page.page_obj.contents = []
    # pdfminer keeps every stream it decoded; fonts live on in the resource manager, streams are read again if shared.
    objects = page.pdf.doc._cached_objs
    for key in [k for k, (value, _) in objects.items() if isinstance(value, PDFStream)]:
        del objects[key]


# -- pages to document -------------------------------------------------------------------------------------------------


class _Writer:
    """Puts lines and tables of all pages into one text."""

    def __init__(self, sheets: list[_Sheet], problems: list[Problem]) -> None:
        self.sheets = sheets
        self.problems = problems
        self.parts: list[str] = []
        self.length = 0
        self.layout = Layout()
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.paragraph: list[Line] = []
        self.waiting: list[tuple[list[Line], Role]] = []

    def document(self) -> Document:
        kept = without_running_lines([(sheet.height, sheet.lines) for sheet in self.sheets])
        size = main_size([line for lines in kept for line in lines if line.kind == "flow"])
        for sheet, lines in zip(self.sheets, kept, strict=True):
            sheet.lines, sheet.notes = split_footnotes(lines, sheet.rules, size)
        sizes = [(sheet.width, sheet.height) for sheet in self.sheets]
        page_measures = measures([sheet.lines for sheet in self.sheets], sizes)
        before = page_measures[0]
        for sheet, measure in zip(self.sheets, page_measures, strict=True):
            mark_centred(sheet.lines, measure)
            self._page(sheet, before, measure)
            before = measure
            # The page is in the text now.
            sheet.lines, sheet.notes, sheet.grids = [], [], []
        self._close()
        pictured = [s for s in self.sheets if s.letters and s.pictured >= 0.8]
        return Document(
            text="".join(self.parts),
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            pages=len(self.sheets),
            layout=self.layout,
            problems=self.problems,
            reader="pdf",
            media_type="application/pdf",
            # Text over a picture of the whole page is what a recognition program left there.
            ocr=len(pictured) > sum(1 for s in self.sheets if s.letters) / 2,
        )

    def _page(self, sheet: _Sheet, before: Measure, measure: Measure) -> None:
        grids = list(sheet.grids)
        for line in sheet.lines:
            if line.kind == "aside":
                continue
            while grids and grids[0].top < line.base and line.kind != "column":
                self._table(grids.pop(0))
            if self.paragraph and not continues(self.paragraph, line, before, measure):
                self._close()
            self.paragraph.append(line)
            before = measure
        for grid in grids:
            self._table(grid)
        asides = [line for line in sheet.lines if line.kind == "aside"]
        self.waiting += [([line], "textbox") for line in asides]
        self.waiting += [(lines, "footnote") for lines in _notes(sheet.notes)]
        if not self.paragraph:
            self._close()

    def _close(self) -> None:
        """Ends the paragraph that is open; what waited for its end (footnotes, stamps) follows."""
        if self.paragraph:
            self._block(self.paragraph, "body")
            self.paragraph = []
        for lines, role in self.waiting:
            self._block(lines, role)
        self.waiting = []

    def _block(self, lines: Sequence[Line], role: Role) -> None:
        if self.length:
            self._put("\n")
        start = self.length
        self._text(lines)
        self.blocks.append(
            Block(
                start,
                self.length,
                bold=all(line.bold for line in lines),
                italic=all(line.italic for line in lines),
                centred=all(line.centred for line in lines),
                role=role,
            )
        )

    def _table(self, grid: Grid) -> None:
        self._close()
        if self.length:
            self._put("\n")
        table = len(self.tables)
        start = self.length
        rows: list[tuple[Cell | None, ...]] = []
        for row, cells in enumerate(grid.rows):
            if row:
                self._put("\n")
            done: list[Cell | None] = []
            first = True
            for column, cell in enumerate(cells):
                if cell is None:
                    done.append(None)
                    continue
                if not first:
                    self._put("\t")
                first = False
                begin = self.length
                for index, lines in enumerate(cell_paragraphs(cell.lines)):
                    if index:
                        self._put("\n")
                    at = self.length
                    self._text(lines)
                    bold, italic = all(line.bold for line in lines), all(line.italic for line in lines)
                    self.blocks.append(Block(at, self.length, bold, italic, table=table, row=row, column=column))
                done.append(Cell(begin, self.length, cell.columns, cell.rows))
            rows.append(tuple(done))
        self.tables.append(Table(start, self.length, tuple(rows), grid.page))

    def _text(self, lines: Sequence[Line]) -> None:
        """Appends lines, one blank between two, none where a line ends inside a word."""
        previous: Line | None = None
        for line in lines:
            if previous is not None and not (breaks_word(previous.text) and line.text[:1].isalnum()):
                self._put(" ")
            self.parts.append(line.text)
            self.length += len(line.text)
            self.layout.pages.extend(line.pages)
            self.layout.boxes.extend(line.boxes)
            previous = line

    def _put(self, mark: str) -> None:
        self.parts.append(mark)
        self.length += len(mark)
        self.layout.pages.extend(array("H", [0]) * len(mark))
        self.layout.boxes.extend(array("f", [0.0]) * (4 * len(mark)))


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    """Footnote lines to footnotes; each begins with its mark."""
    notes: list[list[Line]] = []
    for line in lines:
        if notes and not (line.text[:1].isdigit() and line.text[1:].lstrip("0123456789").startswith((" ", ")", "."))):
            notes[-1].append(line)
        else:
            notes.append([line])
    return notes
