"""Plain text and Markdown to ``Document``: paragraphs, tables and formatting marks; the text itself stays as it is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hmtn_ingest.readers import length
from hmtn_ingest.readers.decoding import decode
from hmtn_ingest.readers.text import messages
from hmtn_ingest.readers.text.lines import LineReader, TextLine, split_lines
from hmtn_ingest.readers.text.marks import Marks, Stretch, find_marks, merged
from hmtn_ingest.readers.text.paragraphs import ParagraphReader, TextParagraph
from hmtn_ingest.readers.text.tables import TextGrid, find_tables
from hmtn_ingest.readers.text.wrapping import Wrapping
from parsers.document import Block, Cell, Document, Table
from parsers.layout.cues import type_of_line

# A paragraph counts as bold or italic when nearly all of its letters are ("**1**. **Mục đích**").
_NEARLY_ALL = 0.8


def read(data: bytes) -> Document:
    """A .txt or .md file as a document; offsets count code points of the decoded text with LF line ends.

    Raises ``Unreadable`` with ``empty``, ``not-text`` or ``too-long``. A doubtful encoding or language is a problem
    of the document.
    """
    text, problems = decode(data)
    length.check(text)
    lines = split_lines(text)
    marks = find_marks(text, lines)
    marks.stretches = merged(marks.stretches + messages.quoted(text, lines) + messages.stamps(text, lines))
    grids = find_tables(text, lines)
    marks.stretches = merged(marks.stretches + [mark for grid in grids for mark in grid.marks])
    builder = _Builder(text, lines, marks, grids)
    blocks, tables = builder.build()
    return Document(
        text=text,
        blocks=tuple(blocks),
        tables=tuple(tables),
        marks=tuple(merged(marks.stretches + builder.page_numbers)),
        problems=problems,
        reader="text",
        media_type="text/plain",
    )


class _Builder:
    def __init__(self, text: str, lines: list[Stretch], marks: Marks, grids: list[TextGrid]) -> None:
        self._text = text
        self._marks = marks
        self._grids = grids
        self._reader = LineReader(text, marks)
        self._cells = {id(cell): self._lines_of(cell) for grid in grids for row in grid.rows for cell in row if cell}
        self._running: list[list[TextLine]] = []
        """Running text before each table, and after the last one."""
        place = 0
        for grid in grids:
            self._running.append([self._reader.line(*s) for s in self._cut(lines[place : grid.first_line])])
            place = grid.last_line + 1
        self._running.append([self._reader.line(*s) for s in self._cut(lines[place:])])
        self._paragraphs = ParagraphReader(Wrapping.measure(_groups(self._running)))
        self._in_cells = ParagraphReader(Wrapping.measure(_groups(list(self._cells.values()))))
        self._blocks: list[Block] = []

    @property
    def page_numbers(self) -> list[Stretch]:
        return self._paragraphs.page_numbers

    def _cut(self, lines: list[Stretch]) -> Iterator[Stretch]:
        """Lines as they are, but for a type name with its title behind it ("KẾ HOẠCH **Vận động …**"): that is two."""
        for start, end in lines:
            bold = self._text.find(" **", start, end)
            if bold > 0 and type_of_line(self._reader.line(start, bold).plain):
                yield start, bold
                start = bold
            yield start, end

    def build(self) -> tuple[list[Block], list[Table]]:
        tables = []
        for number, running in enumerate(self._running):
            for paragraph in self._paragraphs.paragraphs(running, top=number == 0):
                self._add(paragraph)
            if number < len(self._grids):
                tables.append(self._table(number, self._grids[number]))
        return self._blocks, tables

    def _table(self, number: int, grid: TextGrid) -> Table:
        rows = []
        for row_number, row in enumerate(grid.rows):
            cells: list[Cell | None] = []
            for column, stretch in enumerate(row):
                if stretch is None:
                    cells.append(None)
                    continue
                lines = self._cells[id(stretch)]
                content = [line for line in lines if not line.empty]
                if content:
                    cells.append(Cell(content[0].first, content[-1].last, *grid.spans.get(stretch, (1, 1))))
                else:
                    cells.append(Cell(stretch[0], stretch[0]))
                for paragraph in self._in_cells.paragraphs(lines, in_cell=True):
                    self._add(paragraph, table=number, row=row_number, column=column)
            rows.append(tuple(cells))
        places = [cell for row in rows for cell in row if cell]
        return Table(min(c.start for c in places), max(c.end for c in places), tuple(rows))

    def _lines_of(self, cell: Stretch) -> list[TextLine]:
        start, end = cell
        lines: list[TextLine] = []
        for line_start, line_end in split_lines(self._text[start:end]):
            cuts = [p for p in self._marks.breaks if start + line_start <= p < start + line_end]
            places = [start + line_start, *cuts, start + line_end]
            lines.extend(self._reader.line(a, b) for a, b in itertools.pairwise(places))
        return lines

    def _add(
        self, paragraph: TextParagraph, *, table: int | None = None, row: int | None = None, column: int | None = None
    ) -> None:
        start, end = paragraph.lines[0].first, paragraph.last.last
        self._blocks.append(
            Block(
                start,
                end,
                bold=self._reader.share(self._marks.bold, start, end) >= _NEARLY_ALL,
                italic=self._reader.share(self._marks.italic, start, end) >= _NEARLY_ALL,
                table=table,
                row=row,
                column=column,
            )
        )


def _groups(stretches: list[list[TextLine]]) -> list[list[TextLine]]:
    """Runs of lines with content and nothing between them."""
    groups: list[list[TextLine]] = []
    for stretch in stretches:
        group: list[TextLine] = []
        for line in stretch:
            if not line.empty:
                group.append(line)
            elif group:
                groups.append(group)
                group = []
        if group:
            groups.append(group)
    return groups
