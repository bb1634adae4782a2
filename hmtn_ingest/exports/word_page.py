"""Word documents that look as Nghị định 30/2020/NĐ-CP wants them; the same content gives the same bytes.

A4, margins 20 mm, 30 mm on the left, Times New Roman (Phụ lục I). No clock: the file is dated by what it says.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from hmtn_ingest.exports.cells import sayable

_FONT = "Times New Roman"
_SOFT = RGBColor(0x50, 0x5A, 0x64)


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of one look; ``soft`` is smaller and grey, for what only explains."""

    text: str
    bold: bool = False
    italic: bool = False
    soft: bool = False


TextLine = Sequence[TextRun]


class WordPage:
    """A document in the making; ``size`` is that of its text in points."""

    def __init__(self, size: float) -> None:
        self.size = size
        self._document = docx.Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(30), Mm(20)
        section.top_margin = section.bottom_margin = Mm(20)
        section.header_distance = section.footer_distance = Mm(9)
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(size)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), _FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        normal.element.rPr.append(language)
        normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
        normal.paragraph_format.line_spacing = 1.0

    def title(self, line: TextLine, size: float) -> None:
        paragraph = self._paragraph(line, size=size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def heading(self, text: str) -> None:
        paragraph = self._document.add_heading(level=1)
        self._write(paragraph, [TextRun(text, bold=True)], self.size)
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(7), Pt(2)
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor(0, 0, 0)

    def text(self, line: TextLine) -> None:
        paragraph = self._paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    def item(self, line: TextLine) -> None:
        """A line of a list with a dash, as official documents write it."""
        paragraph = self._paragraph([TextRun("- "), *line])
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(3), Mm(-3)
        paragraph.paragraph_format.space_after = Pt(2)

    def table(self, widths: Sequence[float], heads: Sequence[str], rows: Iterable[Sequence[TextLine]]) -> None:
        """A table with a head that is repeated on each page; ``widths`` in millimetres."""
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for cell, head, width in zip(table.rows[0].cells, heads, widths, strict=True):
            self._fill(cell, [TextRun(head, bold=True)], width, WD_ALIGN_PARAGRAPH.CENTER)
        _mark(table.rows[0]._tr, "w:tblHeader")
        _mark(table.rows[0]._tr, "w:cantSplit")
        for row in rows:
            added = table.add_row()
            _mark(added._tr, "w:cantSplit")
            for cell, line, width in zip(added.cells, row, widths, strict=True):
                self._fill(cell, line, width, WD_ALIGN_PARAGRAPH.LEFT)

    def footer(self, text: str) -> None:
        """A small line at the foot of each page, with the page's number."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._write(paragraph, [TextRun(f"{text} · Trang ", soft=True)], 10)
        for kind in ("begin", None, "end"):
            run = paragraph.add_run()
            run.font.size, run.font.color.rgb = Pt(9), _SOFT
            part = OxmlElement("w:instrText" if kind is None else "w:fldChar")
            if kind is None:
                part.text = "PAGE"
            else:
                part.set(qn("w:fldCharType"), kind)
            run._r.append(part)

    def data(self, title: str, day: datetime.datetime) -> bytes:
        """The file; ``day`` is written as the time of making and of the last change."""
        properties = self._document.core_properties
        properties.title, properties.author, properties.last_modified_by = sayable(title)[:255], "hmtn-ingest", ""
        properties.created = properties.modified = day
        properties.comments, properties.language, properties.revision = "", "vi-VN", 1
        raw, made = io.BytesIO(), io.BytesIO()
        self._document.save(raw)
        with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w") as new:
            for entry in old.infolist():
                same = zipfile.ZipInfo(entry.filename)  # dated 1980
                new.writestr(same, old.read(entry), zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def _paragraph(self, line: TextLine, size: float | None = None) -> Paragraph:
        paragraph = self._document.add_paragraph()
        self._write(paragraph, line, size or self.size)
        paragraph.paragraph_format.space_after = Pt(3)
        return paragraph

    def _fill(self, cell: _Cell, line: TextLine, width: float, alignment: WD_ALIGN_PARAGRAPH) -> None:
        cell.width = Mm(width)
        self._write(cell.paragraphs[0], line, self.size - 1)
        cell.paragraphs[0].alignment = alignment

    def _write(self, paragraph: Paragraph, line: TextLine, size: float) -> None:
        for words in line:
            run = paragraph.add_run(sayable(words.text))
            run.bold, run.italic = words.bold, words.italic
            run.font.name, run.font.size = _FONT, Pt(size - 1 if words.soft else size)
            if words.soft:
                run.font.color.rgb = _SOFT


def _mark(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))
