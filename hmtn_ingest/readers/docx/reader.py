"""Reads .docx files (ECMA-376 WordprocessingML): text, blocks, tables and notes as Word shows them.

Tracked changes count as accepted. Page headers and footers are no part of the text. Words in pictures are, where the
pictures stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from hmtn_ingest.readers import length
from hmtn_ingest.readers.docx.grid import WordGrid, grid, unwrapped
from hmtn_ingest.readers.docx.numbering import Numbering
from hmtn_ingest.readers.docx.old_fonts import OldFonts, StyledText
from hmtn_ingest.readers.docx.package import Element, Package, W, attribute, unpack
from hmtn_ingest.readers.docx.pictures import PictureWords, RecognisePicture
from hmtn_ingest.readers.docx.styles import Styles
from hmtn_ingest.readers.docx.tab_tables import with_tab_tables
from hmtn_ingest.readers.docx.text import LINE, PAGE, Content, TextReader, joined_to_next
from hmtn_ingest.readers.errors import problem
from hmtn_ingest.readers.page.document import PageContent, document_of
from hmtn_ingest.readers.watch import PageWatch
from parsers.document import Block, Cell, Document, DoubtfulReading, Problem, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_P, _TBL = W + "p", W + "tbl"


def read(data: bytes, recognise: RecognisePicture | None = None, watch: PageWatch | None = None) -> Document:
    """The document in the bytes of a .docx file; ``recognise`` reads the pictures in it that may hold words.

    ``watch`` is told of each of these pictures as of a page, and may end the reading.

    Automatic numbers, text boxes (after the paragraph that they hang on) and notes (after the text) are part of the
    text. A table of one cell is a frame: its paragraphs are running text. Cells of a row are joined by ``\\t``; a cell
    that is covered by a merge from above is empty there. Pictures behind each other are read as pages of one scan; a
    document that is nothing but such pages has their layout, as a scan has. Raises ``Unreadable`` for a file that is no
    whole .docx or that is too long.
    """
    package = unpack(data)
    return _PartReader(package, PictureWords(package, recognise, watch or PageWatch())).document()


class _PartReader:
    def __init__(self, package: Package, pictures: PictureWords) -> None:
        self._package, self._pictures = package, pictures
        self._styles = Styles(package.styles, package.theme)
        self._old_fonts = OldFonts(package, self._styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._text = TextReader(self._styles)
        self._parts: list[str] = []
        self._at = 0
        self._separator = ""
        self._blocks: list[Block] = []
        self._tables: list[Table | None] = []
        self._notes: list[tuple[str, str]] = []
        self._scanned: list[PageContent] = []
        """Pictures of pages behind each other, behind which no text came yet."""
        self._doubtful: list[DoubtfulReading] | None = None
        """What is not sure in the words of pictures, where there were any."""
        self._role = "body"
        self._place: tuple[int, int, int] | None = None
        self._lines_are_blocks = False
        self._story = self._numbering.story()
        self._box_story = self._numbering.story()

    def document(self) -> Document:
        root = self._package.document
        self._text.begin(root)
        body = root.find(W + "body")
        if body is not None:
            self._flow(body)
        if self._scanned and not self._parts and not self._notes:
            return self._scan(list(self._problems()))
        self._end_scan()
        self._read_notes()
        text = "".join(self._parts)
        blocks, tables = with_tab_tables(text, self._blocks, [table for table in self._tables if table is not None])
        return Document(
            text=text,
            blocks=tuple(blocks),
            tables=tuple(tables),
            problems=list(self._problems()),
            reader="docx",
            media_type=MEDIA_TYPE,
            ocr=self._doubtful is not None,
            voted=self._doubtful is not None,
            doubtful=tuple(self._doubtful or ()),
        )

    def _problems(self) -> Iterator[Problem]:
        yield from self._package.problems
        yield from self._pictures.problems()
        if not self._blocks and not self._scanned:
            yield problem("no-text.docx")
        if self._old_fonts.unread:
            yield problem("legacy-encoding.docx")
        if self._numbering.unknown_formats:
            yield problem("numbering-format", formats=", ".join(sorted(self._numbering.unknown_formats)))
        if self._numbering.overlong:
            yield problem("numbering-overlong")
        if next(self._package.document.iter(W + "altChunk"), None) is not None:
            yield problem("embedded-document")

    def _read_notes(self) -> None:
        self._role = "footnote"
        for kind, part in (("footnote", self._package.footnotes), ("endnote", self._package.endnotes)):
            if part is None:
                continue
            self._text.begin(part)
            self._story = self._numbering.story()
            by_id = {attribute(node, "id"): node for node in part.iterfind(W + kind)}
            for name in dict.fromkeys(name for of, name in self._notes if of == kind):
                if name in by_id:
                    self._flow(by_id[name])

    def _flow(self, parent: Element) -> None:
        """Read paragraphs and tables one below the other."""
        content, properties, pending = Content(), None, False
        for node in unwrapped(parent, _P, _TBL):
            if node.tag == _P:
                # Of paragraphs that run into one, the first that has text says how the whole is numbered and set.
                if content.blank:
                    properties = node.find(W + "pPr")
                self._text.read(node, _style(node.find(W + "pPr")), content)
                pending = joined_to_next(node)
                if pending:
                    continue
            elif pending:
                self._unfinished(content, properties)
            if node.tag == _P:
                self._paragraph(content, properties)
            else:
                self._table(node)
            content, properties, pending = Content(), None, False
        if pending:
            self._unfinished(content, properties)

    def _unfinished(self, content: Content, properties: Element | None) -> None:
        """A paragraph whose mark is gone with nothing to run on in; without text it is gone, number and all."""
        self._paragraph(content, None if content.blank else properties)

    def _paragraph(self, content: Content, properties: Element | None) -> None:
        style = self._styles.paragraph(_style(properties))
        alignment = None if properties is None else attribute(properties.find(W + "jc"))
        centred = (alignment or style.alignment) == "center"
        place = self._numbering.place(properties, style)
        label = self._label(*place, properties) if place else ""
        for segment in _segments(self._old_fonts.read(content.pieces), split_lines=centred or self._lines_are_blocks):
            self._block(segment, label, centred)
            label = ""
        if label:
            self._block([], label, centred)
        self._notes.extend(content.notes)
        for drawing in content.drawings:
            self._scanned += self._pictures.pages(drawing, self._scanned[-1] if self._scanned else None)
        for box in content.boxes:
            self._text_box(box)

    def _label(self, num_id: int, level: int, properties: Element | None) -> str:
        mark = None if properties is None else properties.find(W + "rPr")
        font = self._numbering.font(num_id, level) or self._styles.look(_style(properties), mark).font
        return self._old_fonts.label(self._story.label(num_id, level), font)

    def _block(self, pieces: list[StyledText], label: str, centred: bool) -> None:
        text = "".join(piece.text for piece in pieces)
        if label:
            text = f"{label} {text.lstrip()}" if text else label
        written = [piece for piece in pieces if piece.text.strip()]
        self._end_scan()
        table, row, column = self._place or (None, None, None)
        self._write(self._separator)
        # Blanks at the edges stay in the text but are no part of the block.
        start, end = self._at + len(text) - len(text.lstrip()), self._at + len(text.rstrip())
        self._write(text)
        self._separator = "\n"
        self._blocks.append(
            Block(
                start,
                end,
                bold=bool(written) and all(piece.bold for piece in written),
                italic=bool(written) and all(piece.italic for piece in written),
                centred=centred,
                role=self._role,
                table=table,
                row=row,
                column=column,
            )
        )

    def _scan(self, problems: list[Problem]) -> Document:
        """The pictures of pages that came behind each other, as one document."""
        pages, self._scanned = self._scanned, []
        last = pages[-1].number  # pictures without words between them are pages, too
        document = document_of(pages, problems, reader="scan", media_type=MEDIA_TYPE, ocr=True, voted=True)
        document.pages = last
        return document

    def _end_scan(self) -> None:
        """Writes the words of the pictures of pages that wait for their end."""
        if not self._scanned:
            return
        scan = self._scan([])
        self._write(self._separator)
        shift, tables = self._at, len(self._tables)
        self._write(scan.text)
        self._separator = "\n"
        for block in scan.blocks:
            table, row, column = block.table, block.row, block.column
            if self._place is not None:
                table, row, column = self._place
            elif table is not None:
                table += tables
            role = block.role if self._role == "body" else self._role
            start, end = block.start + shift, block.end + shift
            self._blocks.append(replace(block, start=start, end=end, role=role, table=table, row=row, column=column))
        if self._place is None:
            self._tables += [_moved(table, shift) for table in scan.tables]
        self._doubtful = self._doubtful or []
        self._doubtful += [replace(one, start=one.start + shift, end=one.end + shift) for one in scan.doubtful]

    def _text_box(self, box: Element) -> None:
        self._end_scan()
        role, self._role = self._role, "textbox" if self._role == "body" else self._role
        story, self._story = self._story, self._box_story
        fields = self._text.aside()
        self._flow(box)
        self._end_scan()
        self._text.resume(fields)
        self._role, self._story = role, story

    def _table(self, node: Element) -> None:
        laid = grid(node, self._styles)
        if len(laid.rows) == 1 and len(laid.rows[0]) == 1 and laid.rows[0][0] is not None:
            self._flow(laid.rows[0][0].node)
        elif laid.rows:
            self._cells(laid)

    def _cells(self, laid: WordGrid) -> None:
        self._end_scan()
        index = len(self._tables)
        self._tables.append(None)
        outer, lines = self._place, self._lines_are_blocks
        self._lines_are_blocks = not laid.ruled
        self._write(self._separator)
        start = self._at
        rows: list[tuple[Cell | None, ...]] = []
        for number, slots in enumerate(laid.rows):
            if number:
                self._write("\n")
            row: list[Cell | None] = [None] * laid.width
            for position, slot in enumerate(slots):
                if position:
                    self._write("\t")
                if slot is None:
                    continue
                self._separator = ""
                # Blocks of a nested table belong to the cell that the reader of the page sees them in.
                self._place = outer or (index, number, slot.column)
                begin = self._at
                self._flow(slot.node)
                self._end_scan()
                row[slot.column] = Cell(begin, self._at, slot.columns, slot.rows)
            rows.append(tuple(row))
        self._place, self._lines_are_blocks = outer, lines
        self._separator = "\n"
        self._tables[index] = Table(start, self._at, tuple(rows))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)
        length.check_count(self._at)


def _moved(table: Table, shift: int) -> Table:
    rows = tuple(
        tuple(cell and replace(cell, start=cell.start + shift, end=cell.end + shift) for cell in row)
        for row in table.rows
    )
    return replace(table, start=table.start + shift, end=table.end + shift, rows=rows, page=None)


def _style(properties: Element | None) -> str | None:
    return None if properties is None else attribute(properties.find(W + "pStyle"))


def _segments(pieces: Iterable[StyledText], *, split_lines: bool) -> Iterator[list[StyledText]]:
    """The pieces of each block: page breaks always part blocks, line breaks where asked; blank ones are left out."""
    breaks = (LINE, PAGE) if split_lines else (PAGE,)
    for is_break, group in groupby(pieces, key=lambda piece: piece.text in breaks):
        segment = list(group)
        while segment and segment[0].text == LINE:
            del segment[0]
        while segment and segment[-1].text == LINE:
            del segment[-1]
        if not is_break and any(piece.text.strip() for piece in segment):
            yield segment
