"""Pages of lines and tables to one ``Document``: the last step of every reader of pages.

A reader fills a :class:`PageContent` for each page, from the glyphs of a PDF or from a recognised picture, and gives
them all to :func:`document_of`, which leaves out running heads and feet, sets footnotes apart, joins lines to
paragraphs and tells each character's page and box.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hmtn_ingest.readers.page.lines import PAGE_NUMBER, PageLine
from hmtn_ingest.readers.page.margins import main_size, split_footnotes, without_running_lines
from hmtn_ingest.readers.page.paragraphs import (
    PageMeasure,
    breaks_word,
    cell_paragraphs,
    continues,
    mark_centred,
    measures,
)
from hmtn_ingest.readers.page.tables import RuledGrid
from parsers.document import Block, Cell, Document, DoubtfulReading, Layout, Problem, Table

Role = Literal["body", "footnote", "textbox"]


@dataclass(slots=True)
class PageContent:
    """What was read off one page; its lines hold text and compact arrays, nothing of the parsed page.

    ``rules`` are the heights of short ruling lines, as they stand above footnotes; ``pictured`` is the share of the
    page that pictures cover, ``letters`` counts its visible characters, ``recognised`` says that they were read in a
    picture, ``inlaid`` holds what was read in pictures that stand among its letters, ``poor`` says that many of them
    could not be made out.
    """

    number: int
    width: float
    height: float
    lines: list[PageLine] = field(default_factory=list)
    notes: list[PageLine] = field(default_factory=list)
    grids: list[RuledGrid] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    pictured: float = 0.0
    letters: int = 0
    recognised: bool = False
    inlaid: list[InlaidPage] = field(default_factory=list)
    poor: bool = False

    def every_line(self) -> Iterator[PageLine]:
        """The lines of the page, those in cells of tables and in pictures too."""
        yield from self.lines
        for picture in self.inlaid:
            yield from picture.content.every_line()
        for grid in self.grids:
            for cell in (cell for row in grid.rows for cell in row if cell is not None):
                yield from cell.lines

    @property
    def last_columns(self) -> list[tuple[float, float]] | None:
        """The columns of the table at the end of the page, where no line of text but its number stands below it."""
        if not self.grids:
            return None
        last = max(self.grids, key=lambda grid: grid.bottom)
        below = [line for line in self.lines if line.kind != "aside" and line.base > last.bottom]
        return None if any(not PAGE_NUMBER.match(line.text) for line in below) else last.columns


@dataclass(slots=True)
class InlaidPage:
    """A picture of a page, or of a part of one, from ``top`` to ``bottom`` of the page that it stands on.

    The boxes of its letters are places on that page, its lines stand as in the picture by itself.
    """

    top: float
    bottom: float
    content: PageContent


def document_of(
    contents: list[PageContent], problems: list[Problem], *, reader: str, media_type: str, ocr: bool, voted: bool
) -> Document:
    """The document that the pages make, in their order; lines and tables are taken out of ``contents`` on the way."""
    document = _Writer(contents, problems, reader, media_type).document()
    document.ocr, document.voted = ocr, voted
    return document


class _Writer:
    """Puts lines and tables of all pages into one text."""

    def __init__(self, contents: list[PageContent], problems: list[Problem], reader: str, media_type: str) -> None:
        self.contents = contents
        self.problems = problems
        self.reader, self.media_type = reader, media_type
        self.parts: list[str] = []
        self.length = 0
        self.layout = Layout()
        self.doubtful: list[DoubtfulReading] = []
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.paragraph: list[PageLine] = []
        self.waiting: list[tuple[list[PageLine], Role]] = []

    def document(self) -> Document:
        kept = without_running_lines([(content.height, content.lines) for content in self.contents])
        size = main_size([line for lines in kept for line in lines if line.kind == "flow"])
        for content, lines in zip(self.contents, kept, strict=True):
            content.lines, content.notes = split_footnotes(lines, content.rules, size)
        sizes = [(content.width, content.height) for content in self.contents]
        page_measures = measures([content.lines for content in self.contents], sizes)
        before = page_measures[0]
        for content, measure in zip(self.contents, page_measures, strict=True):
            mark_centred(content.lines, measure)
            self._page(content, before, measure)
            before = measure
            # The page is in the text now.
            content.lines, content.notes, content.grids, content.inlaid = [], [], [], []
        self._close()
        return Document(
            text="".join(self.parts),
            blocks=tuple(self.blocks),
            tables=tuple(self.tables),
            pages=len(self.contents),
            layout=self.layout,
            problems=self.problems,
            reader=self.reader,
            media_type=self.media_type,
            doubtful=tuple(self.doubtful),
        )

    def _page(self, content: PageContent, before: PageMeasure, measure: PageMeasure) -> None:
        apart: list[RuledGrid | InlaidPage] = [*content.grids, *content.inlaid]
        apart.sort(key=lambda one: one.top)
        for line in content.lines:
            if line.kind == "aside":
                continue
            while apart and _stands_before(apart[0], line):
                self._apart(apart.pop(0))
            if self.paragraph and not continues(self.paragraph, line, before, measure):
                self._close()
            self.paragraph.append(line)
            before = measure
        for one in apart:
            self._apart(one)
        asides = [line for line in content.lines if line.kind == "aside"]
        self.waiting += [([line], "textbox") for line in asides]
        self.waiting += [(lines, "footnote") for lines in _notes(content.notes)]
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

    def _block(self, lines: Sequence[PageLine], role: Role) -> None:
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

    def _apart(self, one: RuledGrid | InlaidPage) -> None:
        """Ends the paragraph above a table or picture, and puts in what stands there."""
        self._close()
        if isinstance(one, RuledGrid):
            self._table(one)
            return
        content = one.content
        measure = measures([content.lines], [(content.width, content.height)])[0]
        mark_centred(content.lines, measure)
        self._page(content, measure, measure)
        self._close()

    def _table(self, grid: RuledGrid) -> None:
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

    def _text(self, lines: Sequence[PageLine]) -> None:
        """Appends lines, one blank between two, none where a line ends inside a word."""
        previous: PageLine | None = None
        for line in lines:
            if previous is not None and not (breaks_word(previous.text) and line.text[:1].isalnum()):
                self._put(" ")
            self.parts.append(line.text)
            self.length += len(line.text)
            self.layout.pages.extend(line.pages)
            self.layout.boxes.extend(line.boxes)
            begin = self.length - len(line.text)
            self.doubtful += [
                DoubtfulReading(begin + start, begin + end, doubt.other, doubt.cause)
                for start, end, doubt in line.doubts
            ]
            previous = line

    def _put(self, mark: str) -> None:
        self.parts.append(mark)
        self.length += len(mark)
        self.layout.pages.extend(array("H", [0]) * len(mark))
        self.layout.boxes.extend(array("f", [0.0]) * (4 * len(mark)))


def _stands_before(one: RuledGrid | InlaidPage, line: PageLine) -> bool:
    """Whether a table or picture comes before a line; beside a column it does not, unless all of it is above."""
    return one.bottom <= line.base if line.kind == "column" else one.top < line.base


def _notes(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Footnote lines to footnotes; each begins with its mark."""
    notes: list[list[PageLine]] = []
    for line in lines:
        if notes and not (line.text[:1].isdigit() and line.text[1:].lstrip("0123456789").startswith((" ", ")", "."))):
            notes[-1].append(line)
        else:
            notes.append([line])
    return notes
