"""A specimen as a Word file: letterhead and signature in tables without borders, real tables with a repeated head.

Where the specimen asks for it, headings, articles and bullets carry Word's automatic numbers, which no run of the text
holds. Layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from samples.source import Grid, PageBreak, Pair, Paragraph, Specimen, runs

# Word's own limits do not matter here; the ids only have to differ from those of python-docx's template.
_OUTLINE, _BULLETS, _ARTICLES = 51, 52, 53
_LEVEL = '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/></w:lvl>'
_LISTS = {
    _OUTLINE: (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")),
    _BULLETS: (("bullet", "-"),),
    _ARTICLES: (("decimal", "Điều %1."),),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

# "Điều 3. Chánh Văn phòng …", "IV. KINH PHÍ", "2. Tuyên truyền", "b) Hướng dẫn …"
_NUMBER = re.compile(r"(Điều (?P<article>\d+)\.|(?P<roman>[IVX]+)\.|(?P<decimal>\d+)\.|(?P<letter>[a-z])\))\s+")

_ALIGNED = {
    "title": WD_ALIGN_PARAGRAPH.CENTER,
    "italic_title": WD_ALIGN_PARAGRAPH.CENTER,
    "centred": WD_ALIGN_PARAGRAPH.CENTER,
}


class _Numbers:
    """Takes typed numbers off and counts along: Word's automatic number must be the one that was typed."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0]
        self.articles = 0

    def take(self, text: str) -> tuple[str, int, int] | None:
        """The text without its number, with list and level; ``None`` when it has no number."""
        match = _NUMBER.match(text)
        if match is None:
            return None
        rest = text[match.end() :]
        if match["article"]:
            self.articles += 1
            counted, typed, place = str(self.articles), match["article"], (_ARTICLES, 0)
        else:
            level = 0 if match["roman"] else 1 if match["decimal"] else 2
            self.counts[level] += 1
            self.counts[level + 1 :] = [0] * (2 - level)
            count = self.counts[level]
            counted = _ROMAN[count - 1] if level == 0 else str(count) if level == 1 else chr(ord("a") + count - 1)
            typed, place = match["roman"] or match["decimal"] or match["letter"], (_OUTLINE, level)
        if counted != typed:
            raise ValueError(f"Word would number this paragraph {counted}, the source says {typed}: {text[:60]}")
        return rest, *place


def write(specimen: Specimen) -> bytes:
    """The .docx as bytes: the same source gives the same bytes."""
    document = docx.Document()
    _set_up(document)
    numbers = _Numbers() if specimen.options.numbering == "word" else None
    if numbers:
        _define_lists(document)
    for part in specimen.parts:
        if isinstance(part, Pair):
            _pair(document, part)
        elif isinstance(part, Grid):
            _grid(document, part)
        elif isinstance(part, PageBreak):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            _paragraph(document, part, numbers)
    stream = io.BytesIO()
    document.save(stream)
    return _fixed_archive(stream)


def _set_up(document: Document) -> None:
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    normal.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
    properties = document.core_properties
    properties.author = properties.last_modified_by = "hmtn_ingest specimens"
    properties.title = properties.comments = ""
    properties.created = properties.modified = datetime.datetime(2026, 1, 1)


def _define_lists(document: Document) -> None:
    root = document.part.numbering_part.element
    for number, levels in _LISTS.items():
        inner = "".join(_LEVEL.format(level=i, format=form, text=text) for i, (form, text) in enumerate(levels))
        kind = "multilevel" if len(levels) > 1 else "singleLevel"
        definition = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{inner}'
        )
        root.insert(0, parse_xml(definition + "</w:abstractNum>"))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def _paragraph(document: Document, part: Paragraph, numbers: _Numbers | None) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _ALIGNED.get(part.kind, WD_ALIGN_PARAGRAPH.JUSTIFY)
    text = part.text
    place: tuple[int, int] | None = None
    if part.kind == "bullet":
        if numbers:
            place = (_BULLETS, 0)
        else:
            text = f"- {text}"
    elif numbers and part.kind in ("heading", "subheading", "paragraph"):
        taken = numbers.take(text)
        if taken:
            text, *rest = taken
            place = (rest[0], rest[1])
    if place:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{place[1]}"/><w:numId w:val="{place[0]}"/></w:numPr>')
        )
    _runs(paragraph, text, part.kind in ("title", "heading", "subheading"), part.kind in ("italic_title", "basis"))


def _runs(paragraph: WordParagraph, text: str, bold: bool = False, italic: bool = False) -> None:
    for piece in runs(text):
        run = paragraph.add_run(piece.text)
        run.bold, run.italic = bold or piece.bold or None, italic or piece.italic or None


def _pair(document: Document, part: Pair) -> None:
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, lines in zip(table.rows[0].cells, (part.left, part.right), strict=True):
        first = True
        for line in lines:
            paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
            first = False
            recipients = part.kind == "signature" and lines is part.left
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if recipients else WD_ALIGN_PARAGRAPH.CENTER
            _runs(paragraph, line)
    document.add_paragraph()


def _grid(document: Document, part: Grid) -> None:
    table = document.add_table(rows=0, cols=len(part.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    unit = 16 / sum(part.widths)
    for at, row in enumerate(part.rows):
        cells = table.add_row().cells
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.width = Cm(unit * part.widths[column])
            _fill(cell, text, bold=at == 0 or not row[0])
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for table_row in table.rows:
        table_row._tr.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    document.add_paragraph()


def _fill(cell: _Cell, text: str, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if bold or text.isdigit():
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _runs(paragraph, text, bold)


def _fixed_archive(stream: io.BytesIO) -> bytes:
    """The same archive with one fixed time on every member and its members in one fixed order."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            member = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return fixed.getvalue()
