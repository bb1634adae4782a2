"""Tables of PDFs with and without lines, read by the real reader; all give the same rows."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from hmtn_ingest.pipeline import extract
from hmtn_ingest.readers.pdf import reader as pdf
from parsers.document import Document
from parsers.records import QuotaTable, Source
from tests.readers.test_pdf import FONTS, fonts

pytestmark = pytest.mark.skipif(
    not (FONTS / "DejaVuSerif.ttf").exists(), reason="needs the DejaVu fonts (package fonts-dejavu-core)"
)

HEAD = ["TT", "Cơ quan, đơn vị", "Số người đăng ký", "Chỉ tiêu (đơn vị máu)"]
ROWS = [
    ["1", "Văn phòng HĐND và UBND xã", "12", "7"],
    ["2", "Trường THCS Bản Sen", "1.020", "640"],
    ["3", "Công ty Cổ phần Gạch ngói và Vật liệu xây dựng Khe Mây", "35", "20"],
    ["4", "Trạm Y tế xã", "6", "-"],
    ["5", "Thôn Nậm Lúa", "9", "5"],
    ["6", "Thôn Khe Mây", "8", "4"],
]
TOTAL = ["", "Tổng cộng", "1.090", "676"]
NAMES = [row[1] for row in ROWS]
VALUES: list[list[float | None]] = [[12, 7], [1020, 640], [35, 20], [6, None], [9, 5], [8, 4]]

GREY = (0.5, colors.black)
STYLES = {
    "full grid": [("GRID", (0, 0), (-1, -1), *GREY)],
    "no lines": [],
    "horizontal lines": [("LINEABOVE", (0, 0), (-1, 0), *GREY), ("LINEBELOW", (0, 0), (-1, -1), *GREY)],
    "lines around the head": [
        ("LINEABOVE", (0, 0), (-1, 0), *GREY), ("LINEBELOW", (0, 0), (-1, 0), *GREY), ("LINEBELOW", (0, -1), (-1, -1), *GREY),
    ],
    "a frame": [("BOX", (0, 0), (-1, -1), *GREY), ("LINEBELOW", (0, 0), (-1, 0), *GREY)],
    "no outer lines": [("INNERGRID", (0, 0), (-1, -1), *GREY)],
    "open at the sides": [("LINEABOVE", (0, 0), (-1, -1), *GREY), ("LINEBELOW", (0, -1), (-1, -1), *GREY), ("LINEBEFORE", (1, 0), (-1, -1), *GREY)],
    "vertical lines": [("LINEBEFORE", (0, 0), (-1, -1), *GREY), ("LINEAFTER", (-1, 0), (-1, -1), *GREY)],
    "no top line": [("LINEBELOW", (0, 0), (-1, -1), *GREY), ("LINEBEFORE", (0, 0), (-1, -1), *GREY), ("LINEAFTER", (-1, 0), (-1, -1), *GREY)],
}  # fmt: skip


def cell(text: str, centred: bool = False) -> Paragraph:
    style = ParagraphStyle("cell", fontName="Test Serif", fontSize=11, leading=14)
    if centred:
        style.alignment = TA_CENTER
    return Paragraph(text, style)


def laid(rows: Sequence[Sequence[str]], style: Sequence[tuple[object, ...]], align: str = "CENTER") -> Table:
    table = Table(
        [[cell(text, column != 1 and align == "CENTER") for column, text in enumerate(row)] for row in rows],
        colWidths=[35, 210, 90, 110],
        repeatRows=0,
    )
    table.setStyle(TableStyle([*style, ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if align == "CENTER" else "TOP")]))
    return table


def built(*story: Flowable, size: tuple[float, float] = A4) -> Document:
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=size, leftMargin=79, rightMargin=50, topMargin=50, bottomMargin=50).build(
        list(story)
    )
    return pdf.read(out.getvalue())


def text(words: str) -> Paragraph:
    return Paragraph(words, ParagraphStyle("text", fontName="Test Serif", fontSize=12, leading=18))


def quotas(document: Document) -> list[QuotaTable]:
    return extract(document, Source(file_name="x", sha256="0", media_type="", reader="")).quota_tables


def read(table: QuotaTable) -> tuple[list[str], list[list[float | None]], list[float | None]]:
    return (
        [row.body.name for row in table.rows],
        [[value.value for value in row.values] for row in table.rows],
        [value.value for value in table.stated_total or []],
    )


@pytest.mark.parametrize("align", ["CENTER", "LEFT"])
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_a_table_with_any_lines(style: list[tuple[object, ...]], align: str) -> None:
    fonts()
    (table,) = quotas(
        built(
            text("II. PHÂN BỔ CHỈ TIÊU HIẾN MÁU NĂM 2031"),
            Spacer(1, 8),
            laid([HEAD, *ROWS, TOTAL], style, align),
            Spacer(1, 12),
            text("Trên đây là kế hoạch vận động hiến máu tình nguyện năm 2031 của xã Bản Sen, đề nghị các đơn vị thực hiện."),
        )
    )  # fmt: skip
    assert read(table) == (NAMES, VALUES, [1090, 676])
    assert table.title == "II. PHÂN BỔ CHỈ TIÊU HIẾN MÁU NĂM 2031"


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_a_table_over_two_pages(style: list[tuple[object, ...]]) -> None:
    fonts()
    (table,) = quotas(
        built(text("II. PHÂN BỔ CHỈ TIÊU"), Spacer(1, 560), laid([HEAD, *ROWS, TOTAL], style, "LEFT"), text("Hết."))
    )
    assert read(table) == (NAMES, VALUES, [1090, 676])
    assert table.pages == [1, 2]


@pytest.mark.parametrize("style", ["full grid", "no lines", "horizontal lines"])
def test_group_rows(style: str) -> None:
    fonts()
    rows = [HEAD, ["A.", "KHỐI CƠ QUAN", "", ""], *ROWS[:2], ["B.", "KHỐI THÔN", "", ""], *ROWS[4:]]
    (table,) = quotas(built(text("II. PHÂN BỔ CHỈ TIÊU"), laid(rows, STYLES[style]), text("Hết.")))
    assert [group.name for group in table.groups] == ["KHỐI CƠ QUAN", "KHỐI THÔN"]
    assert [row.body.name for row in table.rows] == [NAMES[0], NAMES[1], NAMES[4], NAMES[5]]


def test_an_annex_on_a_landscape_page_without_lines() -> None:
    fonts()
    (table,) = quotas(
        built(text("PHỤ LỤC: PHÂN BỔ CHỈ TIÊU"), laid([HEAD, *ROWS, TOTAL], []), text("Hết."), size=landscape(A4))
    )
    assert read(table)[:2] == (NAMES, VALUES)


@pytest.mark.parametrize("turn", [90, 270])
@pytest.mark.parametrize("style", ["full grid", "no lines"])
def test_a_table_that_lies_on_its_side(style: str, turn: int) -> None:
    fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    width, height = A4
    canvas.translate(*((width, 0) if turn == 90 else (0, height)))
    canvas.rotate(turn)
    for number, line in enumerate(("PHỤ LỤC", "PHÂN BỔ CHỈ TIÊU HIẾN MÁU NĂM 2031")):
        canvas.setFont("Test Serif", 12)
        canvas.drawString(80, width - 60 - 20 * number, line)
    table = laid([HEAD, *ROWS, TOTAL], STYLES[style])
    _, high = table.wrapOn(canvas, 700, 500)
    table.drawOn(canvas, 80, width - 110 - high)
    canvas.save()
    document = pdf.read(out.getvalue())
    (found,) = quotas(document)
    assert read(found) == (NAMES, VALUES, [1090, 676])
    span = found.rows[0].body.spans[0]
    assert span.boxes
    (x0, top, _, _), (x1, bottom, _, _) = span.boxes[0], span.boxes[-1]
    assert 0 < x0 == x1 < width  # the words run up or down the page
    assert 0 < (bottom if turn == 90 else top) < (top if turn == 90 else bottom) < height


NO_TABLES = {
    "a list with its numbers at the margin": [
        "1. Vận động 120 người đăng ký hiến máu tình nguyện trong cả năm 2031.",
        "2. Tiếp nhận 80 đơn vị máu tại hai đợt hiến máu tập trung của xã.",
        "3. Phấn đấu 100% các thôn có câu lạc bộ, mỗi câu lạc bộ 15 thành viên.",
    ],
    "text": ["Trường Trung học cơ sở Bản Sen vận động giáo viên, Trạm Y tế xã chuẩn bị 02 bàn khám và 10 giường."] * 3,
}


@pytest.mark.parametrize("lines", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_what_is_no_table(lines: list[str]) -> None:
    fonts()
    assert built(*[text(line) for line in lines]).tables == ()
