"""A specimen as a PDF with a text layer: A4, margins and letterhead of Nghị định 30/2020/NĐ-CP, Phụ lục I.

Tables run over pages with a repeated head; pages are numbered from the second on, centred above the text.
"""

from __future__ import annotations

import html
import io
from pathlib import Path

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer, Table
from reportlab.platypus import Paragraph as Text

from samples.source import Grid, Pair, Paragraph, Specimen, runs
from samples.source import PageBreak as SourcePageBreak

FONTS = Path("/usr/share/fonts/truetype/dejavu")
"""Where Debian and Ubuntu put DejaVu Serif; Liberation Serif 1 looks more like real documents but lacks ế, ữ, ộ."""

_FACES = ("", "-Bold", "-Italic", "-BoldItalic")
_WIDTH = 160 * mm


def _style(name: str, size: float, alignment: int, **more: float) -> ParagraphStyle:
    return ParagraphStyle(
        name, fontName="Serif", fontSize=size, leading=size * 1.25, alignment=alignment, spaceAfter=4, **more
    )


_BODY = _style("body", 12, TA_JUSTIFY, firstLineIndent=10 * mm)
_HEADING = _style("heading", 12, TA_LEFT, firstLineIndent=10 * mm, spaceBefore=3)
_CENTRED = _style("centred", 12, TA_CENTER)
_CELL = _style("cell", 11, TA_LEFT)
_NUMBER = _style("number", 11, TA_CENTER)
_HEAD = _style("head", 11, TA_CENTER)
_RECIPIENT = _style("recipient", 10, TA_LEFT)


def write(specimen: Specimen) -> bytes:
    """The PDF as bytes. Raises ``FileNotFoundError`` where the fonts are not installed."""
    _register_fonts()
    story: list[Flowable] = []
    for part in specimen.parts:
        if isinstance(part, Pair):
            story += [_pair(part), Spacer(1, 4 * mm)]
        elif isinstance(part, Grid):
            story += [_grid(part), Spacer(1, 3 * mm)]
        elif isinstance(part, SourcePageBreak):
            story.append(PageBreak())
        else:
            story.append(_paragraph(part))
    stream = io.BytesIO()
    template = SimpleDocTemplate(
        stream,
        pagesize=A4,
        leftMargin=30 * mm,
        rightMargin=20 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        invariant=1,
        title="",
        author="hmtn_ingest specimens",
    )
    template.build(story, onLaterPages=_page_number)
    return stream.getvalue()


def _register_fonts() -> None:
    if "Serif" in pdfmetrics.getRegisteredFontNames():
        return
    for suffix in _FACES:
        path = FONTS / f"DejaVuSerifCondensed{suffix}.ttf"
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing; install it with: apt-get install fonts-dejavu-extra")
        pdfmetrics.registerFont(TTFont(f"Serif{suffix}", str(path)))
    pdfmetrics.registerFontFamily("Serif", "Serif", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic")


def _page_number(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont("Serif", 12)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 14 * mm, str(canvas.getPageNumber()))


def _marked(text: str, bold: bool = False, italic: bool = False) -> str:
    """The line in reportlab's markup; blanks that stand for something to be filled in keep their width."""
    marked = ""
    for run in runs(text):
        piece = html.escape(run.text, quote=False).replace("  ", "\N{NO-BREAK SPACE}" * 2)
        piece = f"<b>{piece}</b>" if bold or run.bold else piece
        marked += f"<i>{piece}</i>" if italic or run.italic else piece
    return marked


def _paragraph(part: Paragraph) -> Text:
    match part.kind:
        case "title":
            return Text(_marked(part.text, bold=True), _CENTRED)
        case "italic_title":
            return Text(_marked(part.text, italic=True), _CENTRED)
        case "centred":
            return Text(_marked(part.text), _CENTRED)
        case "heading" | "subheading":
            return Text(_marked(part.text, bold=True), _HEADING)
        case "bullet":
            return Text(_marked(f"- {part.text}"), _BODY)
        case _:
            return Text(_marked(part.text, italic=part.kind == "basis"), _BODY)


def _pair(part: Pair) -> Table:
    recipients = part.kind == "signature"
    left = [Text(_marked(line), _RECIPIENT if recipients else _HEAD) for line in part.left]
    right: list[Flowable] = [Text(_marked(line), _HEAD) if line else Spacer(1, 14 * mm) for line in part.right]
    table = Table([[left, right]], colWidths=[72 * mm, 94 * mm])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return table


def _grid(part: Grid) -> Table:
    def cell(text: str, strong: bool) -> Text:
        return Text(_marked(text, bold=strong), _HEAD if strong else _NUMBER if text.isdigit() else _CELL)

    rows = [[cell(text, at == 0 or not row[0]) for text in row] for at, row in enumerate(part.rows)]
    table = Table(rows, colWidths=[_WIDTH * width / sum(part.widths) for width in part.widths], repeatRows=1)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return table


# reportlab reads this when a document is built; it fixes dates and the document id.
rl_config.invariant = 1
