"""Builds small .docx files for tests: python-docx for the container, raw WordprocessingML for the content."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    )
)


def build(body: str, *, styles: str = "", numbering: str = "", footnotes: str = "", endnotes: str = "") -> bytes:
    """A .docx of the body's XML; ``styles`` are added, ``numbering`` replaces what the template has."""
    document = docx.Document()
    main = document.part.element.body
    section = main[-1]
    for node in _nodes(body):
        section.addprevious(node)
    document.styles.element.extend(_nodes(styles))
    if numbering:
        part = document.part.numbering_part.element
        for node in list(part):
            part.remove(node)
        part.extend(_nodes(numbering))
    for kind, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
        if notes:
            xml = f"<w:{kind} {NAMESPACES}>{notes}</w:{kind}>".encode()
            name = PackURI(f"/word/{kind}.xml")
            part = Part(name, getattr(CONTENT_TYPE, "WML_" + kind.upper()), xml, document.part.package)
            document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of plain text."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def numbered(num_id: int, level: int, text: str) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(index: int, form: str, text: str, *, start: int = 1, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{name}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(levels)
        + "</w:abstractNum>"
    )


def num(num_id: int, name: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{name}"/>{overrides}</w:num>'


def start_override(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def cell(content: str, properties: str = "") -> str:
    """A cell of paragraphs, or of one plain text."""
    inside = content if content.startswith("<w:p") or content.startswith("<w:tbl") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, widths: tuple[int, ...] = (), ruled: bool = True) -> str:
    rule = '<w:tblBorders><w:insideV w:val="single" w:sz="4"/></w:tblBorders>' if ruled else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{rule}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _nodes(xml: str) -> list[object]:
    return list(parse_xml(f"<w:root {NAMESPACES}>{xml}</w:root>"))
