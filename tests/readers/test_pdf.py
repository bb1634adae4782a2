"""PDFs drawn for the purpose, read by the real reader."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from hmtn_ingest import readers
from hmtn_ingest.readers.docx import reader as docx
from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.pdf import reader as pdf
from parsers.document import Document

FONTS = Path("/usr/share/fonts/truetype/dejavu")
FACES = {
    "Test Serif": "DejaVuSerif.ttf",
    "Test Serif-Bold": "DejaVuSerif-Bold.ttf",
}
SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval" / "docs"
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "documents"
WIDTH, HEIGHT = A4

pytestmark = pytest.mark.skipif(
    not (FONTS / "DejaVuSerif.ttf").exists(), reason="needs the DejaVu fonts (package fonts-dejavu-core)"
)

Draw = Callable[[Canvas], None]


def fonts() -> None:
    for name, file in FACES.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


def draw(*pages: Draw | Sequence[Draw], **options: object) -> bytes:
    """A PDF whose pages are drawn by the functions given."""
    fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for page in pages:
        for paint in [page] if callable(page) else page:
            paint(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def at(x: float, top: float, text: str, font: str = "Test Serif", size: float = 12) -> Draw:
    """Text whose baseline lies ``top`` points below the upper edge of the page."""

    def paint(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, HEIGHT - top, text)

    return paint


def middle(x: float, top: float, text: str, font: str = "Test Serif", size: float = 12) -> Draw:
    def paint(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        canvas.drawCentredString(x, HEIGHT - top, text)

    return paint


def full(x: float, top: float, text: str, right: float = 512, size: float = 10.5) -> Draw:
    """A line of a justified paragraph, its blanks stretched up to the right margin."""

    def paint(canvas: Canvas) -> None:
        canvas.setFont("Test Serif", size)
        words = [w + " " for w in text.split()]
        widths = [pdfmetrics.stringWidth(w, "Test Serif", size) for w in words]
        blank = pdfmetrics.stringWidth(" ", "Test Serif", size)
        stretch = (right - x - sum(widths) + blank) / (len(words) - 1)
        place = x
        for word, width in zip(words, widths, strict=True):
            canvas.drawString(place, HEIGHT - top, word)
            place += width + stretch

    return paint


def lines(x: float, top: float, *texts: str, step: float = 16, **style: object) -> list[Draw]:
    return [at(x, top + step * i, text, **style) for i, text in enumerate(texts)]


BODY_LINES = (
    "Thường trực Ban Chỉ đạo vận động hiến máu tình nguyện xã Bến Lau đề nghị các thôn",
    "rà soát danh sách người đủ điều kiện, phân công người phụ trách từng cụm dân cư, và",
    "gửi kết quả về Trạm Y tế xã.",
)


def body(top: float) -> list[Draw]:
    """A paragraph of three lines whose first line is set in."""
    first, second, last = BODY_LINES
    return [full(113, top, first), full(85, top + 16, second), at(85, top + 32, last, size=10.5)]


def flow(story: list[Flowable], decorate: Callable[[Canvas, object], None] | None = None) -> bytes:
    fonts()
    out = io.BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, leftMargin=79, rightMargin=50, topMargin=50, bottomMargin=50)
    template.build(story, onFirstPage=decorate or (lambda *_: None), onLaterPages=decorate or (lambda *_: None))
    return out.getvalue()


INDENTED = {
    "fontName": "Test Serif",
    "fontSize": 12,
    "leading": 17,
    "alignment": TA_JUSTIFY,
    "firstLineIndent": 28,
    "spaceAfter": 6,
}
BLOCK = INDENTED | {"firstLineIndent": 0, "spaceAfter": 8}
HANGING = INDENTED | {"firstLineIndent": -14, "leftIndent": 14, "spaceAfter": 0}
TIGHT = INDENTED | {"spaceAfter": 0}
RAGGED = INDENTED | {"alignment": 0}


def texts(document: Document, role: str = "body") -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.table is None and b.role == role]


def rows(document: Document, table: int = 0) -> list[list[str | None]]:
    return [[document.text[c.start : c.end] if c else None for c in row] for row in document.tables[table].rows]


# -- paragraphs --------------------------------------------------------------------------------------------------------

PARAGRAPHS = (
    "Thực hiện Kế hoạch số 31/KH-UBND ngày 12/01/2026 của Ủy ban nhân dân huyện Đồng Sậy về vận động hiến máu tình "
    "nguyện năm 2026, Ban Chỉ đạo xã Bến Lau xây dựng kế hoạch triển khai trên địa bàn xã với các nội dung như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Mục đích",
    "- Tuyên truyền để cán bộ, đoàn viên và Nhân dân hiểu rõ ý nghĩa nhân đạo của hiến máu tình nguyện, phát triển "
    "kinh tế - xã hội gắn với chăm lo sức khỏe cộng đồng; phấn đấu tiếp nhận ít nhất 180 đơn vị máu trong năm 2026.",
    "- Duy trì câu lạc bộ người hiến máu dự bị.",
    "+ Mỗi thôn cử 02 tình nguyện viên theo dõi danh sách, thông tin kịp thời khi có yêu cầu cấp cứu của bệnh viện "
    "tuyến trên và của trạm.",
    "1.1. Về thời gian: trong tháng 4 và tháng 10, mỗi đợt 01 ngày, địa điểm do Trạm Y tế xã đề xuất trước 20 ngày, "
    "bảo đảm thuận tiện cho người dân các thôn xa trung tâm.",
    "a) Trạm Y tế xã chuẩn bị nhân lực, trang thiết bị theo Thông tư số 26/2013/TT-BYT và các văn bản hướng dẫn của "
    "ngành y tế về hoạt động truyền máu.",
    "Điều 3. Các ông (bà) Trưởng thôn, Hiệu trưởng các trường học và thủ trưởng các cơ quan, đơn vị đóng trên địa bàn "
    "xã chịu trách nhiệm thi hành kế hoạch này.",
    "Lưu ý: danh sách gửi bằng văn bản và thư điện tử.",
)


@pytest.mark.parametrize("style", [INDENTED, BLOCK, TIGHT, RAGGED], ids=["indented", "block", "tight", "ragged"])
def test_wrapped_lines_become_paragraphs(style: dict[str, object]) -> None:
    fonts()
    form = ParagraphStyle("p", **style)
    document = pdf.read(flow([Paragraph(text, form) for text in PARAGRAPHS]))
    assert texts(document) == list(PARAGRAPHS)


def test_hanging_items_become_paragraphs() -> None:
    fonts()
    form = ParagraphStyle("p", **HANGING)
    items = [p for p in PARAGRAPHS if p[:2] in ("- ", "+ ")]
    assert texts(pdf.read(flow([Paragraph(text, form) for text in items]))) == items


@pytest.mark.documents
@pytest.mark.parametrize("style", [INDENTED, BLOCK, TIGHT], ids=["indented", "block", "tight"])
def test_paragraphs_are_joined_over_page_breaks(style: dict[str, object]) -> None:
    fonts()
    form = ParagraphStyle("p", **style, allowWidows=1, allowOrphans=1)
    story = [f"{n}. {text.lstrip('-+ ')}" for n in range(1, 9) for text in PARAGRAPHS[3:9]]
    document = pdf.read(flow([Paragraph(text, form) for text in story]))
    assert document.pages is not None
    assert document.pages >= 4
    assert texts(document) == story


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        # A word broken behind its hyphen or slash is one word again.
        ("quy định tại khoản 2 Điều 30 của Nghị định số 126/2024/NĐ-", "CP của Chính phủ.", "126/2024/NĐ-CP của"),
        ("theo kết quả thực hiện nhiệm vụ trong giai đoạn từ năm 2018-", "2023 của đơn vị.", "2018-2023 của"),
        ("báo cáo số liệu tiếp nhận máu về Trạm Y tế xã trước ngày 15/9/", "2026 để tổng hợp.", "15/9/2026 để"),
        # A dash between words keeps its blanks.
        ("phối hợp với các tổ chức chính trị và đoàn thể trong lĩnh vực văn hóa -", "xã hội của xã.", "hóa - xã hội"),
    ],
)
def test_line_ends_inside_a_word(above: str, below: str, expected: str) -> None:
    data = draw([*body(80), *body(140), full(113, 200, above), at(85, 216, below, size=10.5)])
    assert expected in pdf.read(data).text


def test_line_that_happens_to_begin_with_a_dash_goes_on() -> None:
    first = "Các hội và đoàn thể vận động hội viên gắn hiến máu với chương trình phát triển kinh tế"
    broken = [full(113, 200, first), at(85, 216, "- xã hội của xã.", size=10.5)]
    assert f"{first} - xã hội của xã." in texts(pdf.read(draw([*body(80), *body(140), *broken, *body(250)])))


def test_number_that_begins_a_further_line_is_no_item() -> None:
    """In paragraphs set flush left a line may begin with a figure."""
    lines_ = [
        full(85, 80, "- Trường Trung học phổ thông Bến Lau và Trường Cao đẳng nghề mỗi trường tổ chức"),
        full(85, 96, "01 sự kiện hiến máu vào tuần cuối tháng 9 năm 2026 với số lượng tối thiểu bằng"),
        full(85, 112, "1.500 đơn vị máu; kết quả báo cáo về Ban Chỉ đạo huyện trước khi kết thúc quý"),
        at(85, 128, "I/2027 theo mẫu.", size=10.5),
        at(85, 152, "- Trạm Y tế xã tổng hợp.", size=10.5),
    ]
    found = texts(pdf.read(draw(lines_)))
    assert len(found) == 2
    assert "tổ chức 01 sự kiện" in found[0]
    assert found[0].endswith(
        "bằng 1.500 đơn vị máu; kết quả báo cáo về Ban Chỉ đạo huyện trước khi kết thúc quý I/2027 theo mẫu."
    )


@pytest.mark.parametrize("marker", ["-", "1.", "a)", "Điều 2."])
def test_tab_behind_a_bullet_or_number(marker: str) -> None:
    item = [at(85, 80, marker, size=10.5), full(135, 80, BODY_LINES[0][12:]), full(85, 96, BODY_LINES[1])]
    document = pdf.read(draw([*item, at(85, 112, BODY_LINES[2], size=10.5), *body(160)]))
    assert texts(document) == [" ".join([marker, BODY_LINES[0][12:].strip(), *BODY_LINES[1:]]), " ".join(BODY_LINES)]


def test_letters_drawn_from_a_second_font_after_their_line() -> None:
    """Programs fill the letters that a font lacks from another one, after the rest of the line."""
    text = "Chỉ tiêu: mỗi thôn vận động ít nhất 05 người, đơn vị máu tiếp nhận từ 02 trở lên"

    def paint(canvas: Canvas) -> None:
        for late in (False, True):
            canvas.setFont("Test Serif-Bold" if late else "Test Serif", 10)
            x = 85.0
            for letter in text:
                if (letter in "ỉịựừởếậớ") == late:
                    canvas.drawString(x, HEIGHT - 100, letter)
                x += pdfmetrics.stringWidth(letter, "Test Serif", 10)

    assert texts(pdf.read(draw([paint, *body(140)])))[0] == text


def test_centred_title_lines_stay_apart_and_are_flagged() -> None:
    title = ("KẾ HOẠCH", "Vận động, tổ chức hiến máu tình nguyện", "trên địa bàn xã Bến Lau năm 2026")
    data = draw(
        [*[middle(298.5, 80 + 18 * i, t, "Test Serif-Bold", 13) for i, t in enumerate(title)], *body(160), *body(220)]
    )
    document = pdf.read(data)
    found = [(document.text[b.start : b.end], b.bold, b.centred) for b in document.blocks[:4]]
    assert found == [*((text, True, True) for text in title), (" ".join(BODY_LINES), False, False)]


def slanted(x: float, top: float, text: str) -> Draw:
    """Italics made by slanting the upright letters."""

    def paint(canvas: Canvas) -> None:
        line = canvas.beginText()
        line.setFont("Test Serif", 12)
        line.setTextTransform(1, 0, math.tan(math.radians(15)), 1, x, HEIGHT - top)
        line.textOut(text)
        canvas.drawText(line)

    return paint


def test_bold_and_italic() -> None:
    note = "(Có biểu chi tiết kèm theo)"
    document = pdf.read(draw([at(113, 80, "II. NỘI DUNG", "Test Serif-Bold"), slanted(113, 110, note), *body(140)]))
    assert texts(document) == ["II. NỘI DUNG", note, " ".join(BODY_LINES)]
    assert [(b.bold, b.italic) for b in document.blocks] == [(True, False), (False, True), (False, False)]


# -- letterhead and signature ------------------------------------------------------------------------------------------

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DATE = "Bến Lau, ngày 14 tháng 01 năm 2026"

LETTERHEADS = {
    "same baselines": [
        middle(160, 60, "UBND XÃ BẾN LAU", size=11),
        middle(420, 60, NATION, "Test Serif-Bold", 10),
        middle(160, 76, "BAN CHỈ ĐẠO VẬN ĐỘNG HMTN", "Test Serif-Bold", 10),
        middle(420, 76, MOTTO, "Test Serif-Bold", 11),
        middle(160, 100, "Số: 09/KH-BCĐ", size=11),
        middle(420, 100, DATE, size=11),
    ],
    "baselines of their own": [
        middle(160, 60, "UBND XÃ BẾN LAU", size=11),
        middle(420, 63, NATION, "Test Serif-Bold", 10),
        middle(160, 74, "BAN CHỈ ĐẠO VẬN ĐỘNG HMTN", "Test Serif-Bold", 10),
        middle(420, 79, MOTTO, "Test Serif-Bold", 11),
        middle(160, 99, "Số: 09/KH-BCĐ", size=11),
        middle(420, 103, DATE, size=11),
    ],
    "columns close together": [
        at(72, 60, "UBND XÃ BẾN LAU", size=11),
        at(283, 60, NATION, "Test Serif-Bold", 10.5),
        at(72, 76, "BAN CHỈ ĐẠO VẬN ĐỘNG HMTN", "Test Serif-Bold", 11),
        at(310, 76, MOTTO, "Test Serif-Bold", 11),
        at(72, 100, "Số: 09/KH-BCĐ", size=11),
        at(310, 100, DATE, size=11),
    ],
}


@pytest.mark.parametrize("head", LETTERHEADS.values(), ids=LETTERHEADS.keys())
def test_letterhead_is_read_cell_by_cell(head: list[Draw]) -> None:
    rest = [middle(297, 140, "KẾ HOẠCH", "Test Serif-Bold", 13), *body(180), *body(240)]
    assert texts(pdf.read(draw([*head, *rest])))[:7] == [
        "UBND XÃ BẾN LAU",
        "BAN CHỈ ĐẠO VẬN ĐỘNG HMTN",
        NATION,
        MOTTO,
        "Số: 09/KH-BCĐ",
        DATE,
        "KẾ HOẠCH",
    ]


def test_letterhead_broken_in_its_cells() -> None:
    head = [
        middle(160, 60, "UBND XÃ BẾN LAU", size=11),
        middle(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Test Serif-Bold", 11),
        middle(420, 75, "VIỆT NAM", "Test Serif-Bold", 11),
        middle(420, 90, MOTTO, "Test Serif-Bold", 11),
        middle(160, 110, "Số:        /UBND-VX", size=11),
        middle(420, 110, "Bến Lau, ngày      tháng 01 năm 2026", size=11),
        middle(160, 125, "V/v chuẩn bị đợt hiến máu", size=10),
        middle(160, 138, "Tết Bính Ngọ", size=10),
    ]
    assert texts(pdf.read(draw([*head, *body(180)])))[:6] == [
        "UBND XÃ BẾN LAU",
        NATION,
        MOTTO,
        "Số: /UBND-VX",
        "V/v chuẩn bị đợt hiến máu Tết Bính Ngọ",
        "Bến Lau, ngày tháng 01 năm 2026",
    ]


def test_letterhead_without_national_name() -> None:
    head = [
        middle(160, 60, "HỘI LIÊN HIỆP THANH NIÊN", size=10),
        middle(420, 62, DATE, size=11),
        middle(160, 74, "CHI HỘI BẾN LAU", "Test Serif-Bold", 10),
    ]
    found = texts(pdf.read(draw([*head, *body(140)])))
    assert found[:3] == ["HỘI LIÊN HIỆP THANH NIÊN", "CHI HỘI BẾN LAU", DATE]


@pytest.mark.parametrize("right_top", [0.0, 2.0, -14.0], ids=["level", "lower", "higher"])
def test_signature_block_is_read_cell_by_cell(right_top: float) -> None:
    block = [
        *lines(85, 300, "Nơi nhận:", "- BCĐ VĐHMTN huyện (b/c);", "- Các thôn, trường học, cơ quan", step=13, size=10),
        at(85, 339, "đóng trên địa bàn;", size=10),
        at(85, 352, "- Lưu: VT, YT.", size=10),
        middle(430, 300 + right_top, "TM. BAN CHỈ ĐẠO", "Test Serif-Bold"),
        middle(430, 316 + right_top, "TRƯỞNG BAN", "Test Serif-Bold"),
        middle(430, 332 + right_top, "PHÓ CHỦ TỊCH UBND XÃ", "Test Serif-Bold"),
        middle(430, 400 + right_top, "Lường Thị Sậy", "Test Serif-Bold"),
    ]
    assert texts(pdf.read(draw([*body(80), *body(140), *block])))[2:] == [
        "Nơi nhận:",
        "- BCĐ VĐHMTN huyện (b/c);",
        "- Các thôn, trường học, cơ quan đóng trên địa bàn;",
        "- Lưu: VT, YT.",
        "TM. BAN CHỈ ĐẠO",
        "TRƯỞNG BAN",
        "PHÓ CHỦ TỊCH UBND XÃ",
        "Lường Thị Sậy",
    ]


def test_signatures_side_by_side() -> None:
    block = [
        middle(180, 300, "NGƯỜI LẬP BIỂU", "Test Serif-Bold"),
        middle(420, 300, "TRƯỞNG TRẠM", "Test Serif-Bold"),
        middle(180, 370, "Đinh Văn Lau"),
        middle(420, 370, "Bạc Thị Mơ"),
    ]
    found = texts(pdf.read(draw([*body(80), *block])))
    assert found[1:] == ["NGƯỜI LẬP BIỂU", "Đinh Văn Lau", "TRƯỞNG TRẠM", "Bạc Thị Mơ"]


def test_lines_in_columns_without_rules_stay_rows() -> None:
    """A list with numbers set at a tab stop is read row by row, not as two columns."""
    names = ("Thôn Nà Sậy", "Thôn Bến Đá", "Trường THCS Bến Lau")
    left = lines(113, 200, *names, step=20)
    right = lines(400, 200, *(f"{i + 5} người" for i in range(3)), step=20)
    found = texts(pdf.read(draw([*body(80), *left, *right])))
    assert found[1:] == [f"{name} {i + 5} người" for i, name in enumerate(names)]


# -- tables ------------------------------------------------------------------------------------------------------------

HEAD = ["TT", "Tên cơ quan, đơn vị", "Số người đăng ký", "Số người hiến máu"]


def quota(entries: list[list[str]]) -> Flowable:
    fonts()
    form = ParagraphStyle("cell", fontName="Test Serif", fontSize=10, leading=12)
    cells = [[Paragraph(text, form) for text in row] for row in [HEAD, *entries]]
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return Table(cells, colWidths=[40, 150, 110, 110], repeatRows=1, style=grid)


def test_table_over_three_pages() -> None:
    """Each page's piece comes as it stands: the head repeated, a row that the page break split in two pieces."""
    entries = [[f"{n}.", f"Tổ dân phố {n} phường Bến Lau Thượng", str(n + 4), str(n)] for n in range(1, 61)]
    entries[10][1] = "Trường PTDTBT - TH&amp;THCS Nà Sậy"
    whole = [[text.replace("&amp;", "&") for text in row] for row in entries]
    parts = [
        [*entries[:19], ["20.", "Tổ dân phố 20 phường", "24", "20"]],
        [["", "Bến Lau Thượng", "", ""], *entries[20:40]],
        entries[40:],
    ]
    title = Paragraph("BIỂU GIAO CHỈ TIÊU", ParagraphStyle("t", fontName="Test Serif"))
    document = pdf.read(flow([title, quota(parts[0]), PageBreak(), quota(parts[1]), PageBreak(), quota(parts[2])]))
    assert document.pages == 3
    assert [table.page for table in document.tables] == [1, 2, 3]
    assert rows(document, 0) == [HEAD, *whole[:19], parts[0][-1]]
    assert rows(document, 1) == [HEAD, parts[1][0], *whole[20:40]]
    assert rows(document, 2) == [HEAD, *whole[40:]]
    assert texts(document) == ["BIỂU GIAO CHỈ TIÊU"]
    assert document.text.count("Nà Sậy") == 1


def test_table_stands_between_the_paragraphs_around_it() -> None:
    fonts()
    form = ParagraphStyle("p", **INDENTED)
    entries = [["1.", "Thôn Bến Đá", "12", "5"]]
    document = pdf.read(flow([Paragraph(PARAGRAPHS[0], form), quota(entries), Paragraph(PARAGRAPHS[3], form)]))
    table = document.tables[0]
    inside = document.text[table.start : table.end]
    assert document.text == f"{PARAGRAPHS[0]}\n{inside}\n{PARAGRAPHS[3]}"
    assert inside == "\n".join("\t".join(row) for row in [HEAD, *entries])


def test_merged_cells_stand_once() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFont("Test Serif", 11)
        xs, ys = (85, 125, 285, 385, 485), (700, 670, 640, 610)
        for y in (700, 610):
            canvas.line(xs[0], y, xs[-1], y)
        canvas.line(xs[2], 670, xs[4], 670)
        canvas.line(xs[0], 640, xs[4], 640)
        for x in (85, 125, 285, 485):
            canvas.line(x, 700, x, 610)
        canvas.line(385, 670, 385, 610)
        for x, y, text in (
            (90, ys[0], "TT"),
            (130, ys[0], "Đơn vị"),
            (290, ys[0], "Chỉ tiêu năm 2026"),
            (290, ys[1], "Đăng ký"),
            (390, ys[1], "Hiến máu"),
            (90, ys[2], "1"),
            (130, ys[2], "Thôn Bến Đá"),
            (290, ys[2], "30"),
            (390, ys[2], "12"),
        ):
            canvas.drawString(x, y - 18, text)

    document = pdf.read(draw(paint))
    assert rows(document) == [
        ["TT", "Đơn vị", "Chỉ tiêu năm 2026", None],
        [None, None, "Đăng ký", "Hiến máu"],
        ["1", "Thôn Bến Đá", "30", "12"],
    ]
    table = document.tables[0]
    assert [(c.columns, c.rows) for c in table.rows[0] if c] == [(1, 2), (1, 2), (2, 1)]
    assert document.text[table.start : table.end] == (
        "TT\tĐơn vị\tChỉ tiêu năm 2026\nĐăng ký\tHiến máu\n1\tThôn Bến Đá\t30\t12"
    )
    places = [(document.text[b.start : b.end], b.table, b.row, b.column) for b in document.blocks]
    assert places[3:5] == [("Đăng ký", 0, 1, 2), ("Hiến máu", 0, 1, 3)]


def test_list_in_a_cell_keeps_its_items() -> None:
    fonts()
    form = ParagraphStyle("cell", fontName="Test Serif", fontSize=11, leading=14)
    work = "- Lập danh sách người đăng ký của thôn<br/>- Gửi về Trạm Y tế xã"
    cells = [["Trưởng thôn", Paragraph(work, form)], ["Trạm Y tế", Paragraph("Tổng hợp, báo cáo Ban Chỉ đạo", form)]]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), "Test Serif", 11)]
    document = pdf.read(flow([Table(cells, colWidths=[100, 120], style=TableStyle(grid))]))
    found = [document.text[b.start : b.end] for b in document.blocks if b.column == 1]
    assert found == [
        "- Lập danh sách người đăng ký của thôn",
        "- Gửi về Trạm Y tế xã",
        "Tổng hợp, báo cáo Ban Chỉ đạo",
    ]


def frame(colour: object, x0: float, x1: float, *tops: float) -> Draw:
    """A grid of two columns."""

    def paint(canvas: Canvas) -> None:
        canvas.setStrokeColor(colour)
        for top in tops:
            canvas.line(x0, HEIGHT - top, x1, HEIGHT - top)
        for x in (x0, (x0 + x1) / 2, x1):
            canvas.line(x, HEIGHT - tops[0], x, HEIGHT - tops[-1])
        canvas.setStrokeColor(colors.black)

    return paint


def box(top: float, bottom: float, fill: object = None) -> Draw:
    def paint(canvas: Canvas) -> None:
        if fill:
            canvas.setFillColor(fill)
        canvas.rect(80, HEIGHT - bottom, 440, bottom - top, stroke=0 if fill else 1, fill=1 if fill else 0)
        canvas.setFillColor(colors.black)

    return paint


NO_TABLES = {
    "letterhead with white rules": [frame(colors.white, 60, 540, 45, 85, 110), *LETTERHEADS["same baselines"]],
    "letterhead with black rules": [frame(colors.black, 60, 540, 45, 85, 110), *LETTERHEADS["same baselines"]],
    "frame around a paragraph": [box(60, 130), *body(80)],
    "shading side by side": [box(66, 82, colors.lightgrey), box(82, 98, colors.yellow), *body(80)],
    "underlines": [lambda c: c.line(120, 700, 200, 700), lambda c: c.line(350, 700, 450, 700), *body(80)],
}


@pytest.mark.parametrize("page", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_no_table_without_a_grid(page: list[Draw]) -> None:
    assert pdf.read(draw([*page, *body(300)])).tables == ()


def test_table_drawn_with_thin_rectangles() -> None:
    """Word draws the rules of a table as filled rectangles half a point thick."""

    def paint(canvas: Canvas) -> None:
        canvas.setFont("Test Serif", 11)
        for top in (100, 125, 150):
            canvas.rect(85, HEIGHT - top, 300, 0.5, stroke=0, fill=1)
        for x in (85, 235, 385):
            canvas.rect(x, HEIGHT - 150, 0.5, 50, stroke=0, fill=1)
        for x, top, text in ((90, 117, "Thôn"), (240, 117, "Chỉ tiêu"), (90, 142, "Bến Đá"), (240, 142, "25")):
            canvas.drawString(x, HEIGHT - top, text)

    assert rows(pdf.read(draw(paint))) == [["Thôn", "Chỉ tiêu"], ["Bến Đá", "25"]]


def test_figures_that_touch_the_rule_between_them_stay_in_their_cells() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFont("Test Serif", 11)
        canvas.grid([85, 115, 145], [700, 720, 740])
        for top in (724, 704):
            # Right-aligned against the rule, and left-aligned behind it, without a blank between.
            canvas.drawRightString(114.5, top, "127")
            canvas.drawString(115.5, top, "84")

    assert rows(pdf.read(draw(paint))) == [["127", "84"], ["127", "84"]]


# -- what is not the text ----------------------------------------------------------------------------------------------


def test_running_lines_are_left_out() -> None:
    def decorate(canvas: Canvas, template: object) -> None:
        number = canvas.getPageNumber()
        canvas.setFont("Test Serif", 9)
        canvas.drawString(79, HEIGHT - 30, "Kế hoạch hiến máu tình nguyện xã Bến Lau 2026")
        canvas.drawCentredString(297, 25, f"Trang {number}/4")

    fonts()
    form = ParagraphStyle("p", **INDENTED)
    story = [f"{n}. {text.lstrip('-+ ')}" for n in range(1, 9) for text in PARAGRAPHS[3:9]]
    document = pdf.read(flow([Paragraph(text, form) for text in story], decorate))
    assert texts(document) == story


@pytest.mark.parametrize("top", [32.0, 815.0], ids=["head", "foot"])
@pytest.mark.parametrize("shape", ["{}", "- {} -", "Trang {}"])
def test_page_numbers_are_left_out(top: float, shape: str) -> None:
    pages = [[*body(80), *body(700)], *([middle(297, top, shape.format(n)), *body(80), *body(700)] for n in (2, 3))]
    assert texts(pdf.read(draw(*pages))) == [" ".join(BODY_LINES)] * 6


def test_page_number_beside_a_signature_block() -> None:
    block = [
        *lines(85, 700, "Nơi nhận:", "- Các thôn;", "- Lưu: VT.", step=13, size=10),
        middle(430, 700, "TM. BAN CHỈ ĐẠO", "Test Serif-Bold"),
        middle(430, 770, "Lường Thị Sậy", "Test Serif-Bold"),
        middle(297, 815, "1"),
    ]
    found = texts(pdf.read(draw([*body(80), *block])))
    assert found[1:] == ["Nơi nhận:", "- Các thôn;", "- Lưu: VT.", "TM. BAN CHỈ ĐẠO", "Lường Thị Sậy"]


def test_a_year_at_the_top_of_a_page_is_no_page_number() -> None:
    first = [
        *body(80),
        full(113, 770, "Ban Chỉ đạo tổng kết công tác vận động hiến máu tình nguyện của toàn xã năm"),
    ]
    document = pdf.read(draw(first, [at(85, 62, "2026.", size=10.5), *body(90)]))
    assert "toàn xã năm 2026." in document.text


def test_headings_that_open_page_after_page_stay() -> None:
    pages = [[middle(313, 62, f"PHỤ LỤC {n}", "Test Serif-Bold"), *body(100), *body(160)] for n in (1, 2, 3)]
    found = texts(pdf.read(draw(*pages)))
    assert found[::3] == ["PHỤ LỤC 1", "PHỤ LỤC 2", "PHỤ LỤC 3"]


def test_footnote_does_not_cut_the_paragraph_over_the_page() -> None:
    def rule(canvas: Canvas) -> None:
        canvas.line(85, HEIGHT - 768, 229, HEIGHT - 768)

    note = "1 Theo Báo cáo số 12/BC-TYT ngày 05/01/2026 của Trạm Y tế xã Bến Lau."
    first = [*body(80), *body(700)[:2], rule, at(85, 780, "1", size=5), at(91, 783, note[2:], size=8)]
    document = pdf.read(draw(first, [at(85, 80, BODY_LINES[2], size=10.5), *body(100)]))
    assert texts(document) == [" ".join(BODY_LINES)] * 3
    assert texts(document, "footnote") == [note]


def fake_bold(whole: bool) -> Draw:
    def paint(canvas: Canvas) -> None:
        canvas.setFont("Test Serif", 13)
        text = "BÁO CÁO KẾT QUẢ VẬN ĐỘNG"
        if whole:
            for shift in (0, 0.4):
                canvas.drawString(190 + shift, HEIGHT - 100, text)
            return
        x = 190.0
        for letter in text:
            for shift in (0, 0.4):
                canvas.drawString(x + shift, HEIGHT - 100, letter)
            x += pdfmetrics.stringWidth(letter, "Test Serif", 13)

    return paint


@pytest.mark.parametrize("whole", [False, True], ids=["each glyph", "whole line"])
def test_fake_bold_is_read_once(whole: bool) -> None:
    assert texts(pdf.read(draw([fake_bold(whole), *body(200)])))[0] == "BÁO CÁO KẾT QUẢ VẬN ĐỘNG"


def test_double_letters_are_not_fake_bold() -> None:
    assert texts(pdf.read(draw(at(85, 100, "xoong, quần soóc, số 1188/CV", size=6)))) == [
        "xoong, quần soóc, số 1188/CV"
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_are_kept_as_read(form: str) -> None:
    written = [unicodedata.normalize(form, text) for text in BODY_LINES]
    head = [middle(160, 60, "UBND XÃ"), middle(420, 60, unicodedata.normalize(form, NATION), size=10)]
    data = draw([*head, *(at(85 if i else 113, 100 + 16 * i, text, size=10.5) for i, text in enumerate(written))])
    found = texts(pdf.read(data))
    assert found == ["UBND XÃ", unicodedata.normalize(form, NATION), " ".join(written)]


def test_number_stamped_into_its_blank() -> None:
    """A number set later, in its own size and a little off the baseline, stands where it is seen."""
    head = [
        at(85, 100, "Số:            /KH-BCĐ", size=13),
        at(112, 98.5, "47", size=12),
    ]
    assert texts(pdf.read(draw([*body(200), *head])))[0] in ("Số: 47 /KH-BCĐ", "Số: 47/KH-BCĐ")


def test_raised_marks_stay_in_their_line() -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFont("Test Serif", 12)
        canvas.drawString(85, 700, "Diện tích phòng lấy máu ít nhất 60m")
        x = 85 + pdfmetrics.stringWidth("Diện tích phòng lấy máu ít nhất 60m", "Test Serif", 12)
        canvas.setFont("Test Serif", 7)
        canvas.drawString(x, 705, "2")
        canvas.setFont("Test Serif", 12)
        canvas.drawString(x + pdfmetrics.stringWidth("2", "Test Serif", 7), 700, ", thoáng.")

    assert pdf.read(draw(paint)).text == "Diện tích phòng lấy máu ít nhất 60m2, thoáng."


@pytest.mark.parametrize("angle", [30, 90, 180])
def test_rotated_stamp_is_a_block_of_its_own(angle: int) -> None:
    def stamp(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(320, HEIGHT - 150)
        canvas.rotate(angle)
        canvas.setFont("Test Serif", 16)
        canvas.drawCentredString(0, 0, "DỰ THẢO LẦN 2")
        canvas.restoreState()

    document = pdf.read(draw([*body(80), stamp, *body(140)]))
    assert texts(document) == [" ".join(BODY_LINES)] * 2
    assert texts(document, "textbox") == ["DỰ THẢO LẦN 2"]


@pytest.mark.parametrize("raised", [-6, 4, 8, 14])
def test_number_and_day_stamped_beside_their_lines(raised: float) -> None:
    page = [at(85, 110, "Số:            /KH-BCĐ"), at(300, 110, "Bến Lau, ngày         tháng 02 năm 2026")]
    stamps = [at(115, 110 - raised, "127", size=13), at(395, 110 - raised, "27", size=13)]
    assert texts(pdf.read(draw([*page, *stamps, *body(200)])))[:2] == [
        "Số: 127 /KH-BCĐ",
        "Bến Lau, ngày 27 tháng 02 năm 2026",
    ]
    only_day = texts(pdf.read(draw([*page, stamps[1], *body(200)])))
    assert only_day[:2] == ["Số: /KH-BCĐ", "Bến Lau, ngày 27 tháng 02 năm 2026"]


def test_a_number_that_stands_over_no_blank_stays_where_it_is() -> None:
    page = [at(85, 110, "Số:            /KH-BCĐ"), at(300, 110, "Bến Lau, ngày 27 tháng 02 năm 2026")]
    assert texts(pdf.read(draw([*page, at(200, 96, "127"), *body(200)])))[:2] == ["127", "Số: /KH-BCĐ"]
    among_words = at(85, 96, "Mật 127 khẩn")
    assert texts(pdf.read(draw([*page, among_words, *body(200)])))[:2] == ["Mật 127 khẩn", "Số: /KH-BCĐ"]


def test_signature_text_beside_the_letterhead() -> None:
    stamp = ("Ký bởi: Trạm Y tế xã Bến Lau", "Cơ quan: UBND xã Bến Lau", "Thời gian ký: 15/01/2026 08:12:30")
    page = [*LETTERHEADS["same baselines"], *lines(400, 66, *stamp, step=8, size=6), *body(180)]
    document = pdf.read(draw(page))
    assert texts(document)[:4] == ["UBND XÃ BẾN LAU", "BAN CHỈ ĐẠO VẬN ĐỘNG HMTN", NATION, MOTTO]
    assert texts(document, "textbox") == list(stamp)


def test_text_of_annotations() -> None:
    """A filled field goes into its line; a longer text that a viewer lays over the page is a block of its own."""

    def fields(canvas: Canvas) -> None:
        field = {"borderWidth": 0, "borderStyle": "solid", "fontName": "Helvetica", "fontSize": 12}
        canvas.acroForm.textfield(name="number", value="47", x=110, y=HEIGHT - 106, width=40, height=18, **field)
        value = "Signed by the office of Ben Lau"
        canvas.acroForm.textfield(name="signature", value=value, x=300, y=HEIGHT - 66, width=220, height=18, **field)

    document = pdf.read(draw([at(85, 100, "Số:            /KH-BCĐ"), fields, *body(200)]))
    assert texts(document)[0].replace(" ", "") == "Số:47/KH-BCĐ"
    assert texts(document, "textbox") == ["Signed by the office of Ben Lau"]


# -- layout ------------------------------------------------------------------------------------------------------------


def test_every_character_has_its_page_and_box() -> None:
    entries = [[f"{n}.", f"Thôn Bến Đá {n}", str(n + 4), str(n)] for n in range(1, 40)]
    fonts()
    form = ParagraphStyle("p", **INDENTED)
    data = flow([*(Paragraph(text, form) for text in PARAGRAPHS), quota(entries)])
    document = pdf.read(data)
    assert document.layout is not None
    assert len(document.layout.pages) == len(document.text)
    assert len(document.layout.boxes) == 4 * len(document.text)
    for index, letter in enumerate(document.text):
        if letter in "\n\t":
            assert document.layout.pages[index] == 0
        elif letter != " ":
            assert 1 <= document.layout.pages[index] <= (document.pages or 0)
    with pdfplumber.open(io.BytesIO(data)) as opened:
        for block in document.blocks[::7]:
            span = document.span(block.start, block.end)
            assert span.boxes
            assert span.page
            page = opened.pages[span.page - 1]
            crops = [page.crop((x0 - 0.2, top, x1 + 0.2, bottom)) for x0, top, x1, bottom in span.boxes]
            seen = "".join(crop.extract_text() for crop in crops)
            assert "".join(seen.split()) == "".join(span.quote.split())


# -- files that cannot be read, or only in part ------------------------------------------------------------------------


def photo(canvas: Canvas) -> None:
    import PIL.Image

    canvas.drawImage(ImageReader(PIL.Image.new("L", (60, 84), 200)), 0, 0, WIDTH, HEIGHT)


def encrypted() -> bytes:
    return draw(body(80), encrypt=StandardEncryption("bí mật", ownerPassword="chủ", canPrint=0))


UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "damaged"),
    "no PDF": (lambda: b"%PDF-1.4\nrubbish" + bytes(range(256)) * 4, "damaged"),
    "first half only": (lambda: (data := draw(body(80)))[: len(data) // 20], "damaged"),
    "blank page": (lambda: draw([]), "no-text-layer"),
    "photo": (lambda: draw([photo]), "no-text-layer"),
    "photo with a stamped number": (lambda: draw([photo, at(100, 100, "Số: 47/KH")]), "no-text-layer"),
    "password": (encrypted, "encrypted"),
}


@pytest.mark.parametrize(("make", "code"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_files_are_refused_with_a_reason(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        pdf.read(make())
    assert caught.value.problem.code == code
    assert "PDF" in caught.value.problem.message


def test_a_page_without_a_size_is_read_and_named() -> None:
    document = pdf.read(draw(body(80)).replace(b"/MediaBox [ 0 0 595", b"/MediaBox [ 0 0 /95"))
    assert {p.code for p in document.problems} == {"damaged"}
    assert texts(document) == [" ".join(BODY_LINES)]


def test_pages_without_text_are_named() -> None:
    document = pdf.read(draw(body(80), [photo], body(80)))
    assert [(p.code, p.page) for p in document.problems] == [("no-text-layer", 2)]
    assert texts(document) == [" ".join(BODY_LINES)] * 2


def test_encrypted_without_a_password_to_open_is_read() -> None:
    data = draw(body(80), encrypt=StandardEncryption("", ownerPassword="chủ", canPrint=0))
    assert texts(pdf.read(data)) == [" ".join(BODY_LINES)]


def test_missing_end_is_reported() -> None:
    data = draw(*[body(80)] * 3)
    cut = pdf.read(data[: data.rindex(b"startxref")])
    assert "damaged" in {p.code for p in cut.problems}
    assert pdf.read(data).problems == []


def test_page_whose_content_does_not_unpack_is_named() -> None:
    data = bytearray(draw(body(80), body(80), pageCompression=1))
    with pdfplumber.open(io.BytesIO(data)) as opened:
        content = data.rindex(bytes(opened.pages[1].page_obj.contents[0].rawdata))
    data[content + 60 : content + 90] = bytes(30)
    document = pdf.read(bytes(data))
    assert [(p.code, p.page) for p in document.problems] == [("damaged", 2)]
    assert texts(document)[0] == " ".join(BODY_LINES)


def without_marks(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


TEXT_LAYERS = {
    "as written": (lambda t: t, []),
    "decomposed": (lambda t: unicodedata.normalize("NFD", t), []),
    "recognised without marks": (lambda t: without_marks(t).replace("o", "q").replace("a", "fi"), ["bad-text-layer"]),
    "marks lost": (without_marks, ["bad-text-layer"]),
    "letters with marks lost": (
        lambda t: "".join(c for c in unicodedata.normalize("NFC", t) if c.isascii() or c in "đĐ"),
        ["bad-text-layer"],
    ),
    "some letters lost": (lambda t: "".join(c for c in t if c not in "ạảấộợơịềếệậốồờủứ"), ["bad-text-layer"]),
    "old 8-bit code": (lambda t: t.translate(str.maketrans("ạảấộợđơưịềế", "¹¶Êéî®¬§Þ»Õ")), ["bad-text-layer"]),
}


@pytest.mark.parametrize(("change", "codes"), TEXT_LAYERS.values(), ids=TEXT_LAYERS.keys())
def test_text_layer_that_is_not_vietnamese_is_reported(change: Callable[[str], str], codes: list[str]) -> None:
    page = [at(85, 80 + 16 * i, change(text), size=10) for i, text in enumerate(BODY_LINES * 3)]
    assert [p.code for p in pdf.read(draw(page)).problems] == codes


def test_an_english_page_is_read_as_it_is() -> None:
    lines = [
        "The provincial Red Cross and the department of health announce that the blood donation days of this year",
        "are held with the support of schools, companies and the armed forces, as was agreed in the meeting.",
    ]
    page = [at(60, 80 + 16 * i, text, size=9) for i, text in enumerate(lines * 4)]
    document = readers.read(draw(page), "english.pdf")
    assert (document.reader, [p.code for p in document.problems]) == ("pdf", ["not-vietnamese"])  # as of any file


def test_page_full_of_drawing_is_read_without_tables() -> None:
    def drawing(canvas: Canvas) -> None:
        for n in range(3200):
            canvas.line(10 + n % 80 * 7, 10 + n // 80 * 4, 16 + n % 80 * 7, 10 + n // 80 * 4)
            canvas.line(10 + n % 80 * 7, 10 + n // 80 * 4, 10 + n % 80 * 7, 14 + n // 80 * 4)

    document = pdf.read(draw([*body(80), drawing]))
    assert [p.code for p in document.problems] == ["too-many-rules"]
    assert texts(document) == [" ".join(BODY_LINES)]


def test_reading_twice_gives_the_same() -> None:
    data = draw([*LETTERHEADS["same baselines"], *body(180)])
    first, second = pdf.read(data), pdf.read(data)
    assert (first.text, first.blocks, first.tables) == (second.text, second.blocks, second.tables)


# -- the same document in other formats --------------------------------------------------------------------------------


def pairs(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.glob("*.pdf")) if p.with_suffix(".docx").exists()] if folder.exists() else []


def content(document: Document) -> list[str]:
    """Paragraphs in running text, and rows of tables that are more than a letterhead."""
    found = texts(document)
    for index, table in enumerate(document.tables):
        if MOTTO not in document.text[table.start : table.end].replace("–", "-"):
            found += [" | ".join(" ".join((cell or "").split()) for cell in row) for row in rows(document, index)]
    return found


@pytest.mark.documents
@pytest.mark.parametrize("path", [*pairs(SAMPLES), *pairs(SHARED)] or [None], ids=lambda p: p.stem if p else "none")
def test_paragraphs_are_those_of_the_docx(path: Path | None) -> None:
    if path is None:
        pytest.skip("no document at hand as .pdf and .docx")
    ours, theirs = content(pdf.read(path.read_bytes())), content(docx.read(path.with_suffix(".docx").read_bytes()))
    long = [text for text in theirs if len(text) > 60 and " | " not in text]
    assert long
    assert [text for text in long if " ".join(text.split()) not in ours] == []


@pytest.mark.parametrize("gap", ["K Ế   H O Ạ C H", "B Á O  C Á O", "T H Ô N G   B Á O"])
def test_letters_set_apart_are_words(gap: str) -> None:
    document = pdf.read(draw([middle(WIDTH / 2, 100, gap, size=14), *body(140)]))
    assert document.text.split("\n")[0].replace(" ", "") == gap.replace(" ", "")
    assert len(document.text.split("\n")[0].split()) == 2


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("12/3/2026, 08:15", "https://benlau.example.vn/van-ban/17 1/1"),
        ("08:15 12/3/2026", "https://benlau.example.vn/van-ban/17"),
        ("3/12/26, 8:15 AM", "file:///C:/van-ban/ke-hoach.html Page 1 of 1"),
        ("12/3/2026, 08:15   Kế hoạch hiến máu - Cổng thông tin", "https://benlau.example.vn/van-ban/17 1/1"),
        ("https://benlau.example.vn/van-ban/17   12/3/2026", "1 of 1   3/12/26, 8:15 AM"),
    ],
)
def test_what_a_browser_prints_around_a_page_is_left_out(head: str, foot: str) -> None:
    document = pdf.read(draw([at(20, 18, head, size=8), *body(140), at(20, HEIGHT - 12, foot, size=8)]))
    assert document.text == " ".join(BODY_LINES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Tiếp nhận từ 100 đơn vị máutrở lên.", ["glued-words"]),
        ("Vận động hiếnmáu tình nguyện tại xã Bến Lau.", ["glued-words"]),
        ("Tiếp nhận từ 100 đơn vị máu trở lên, liên hệ ô. Nguyên, khuyến khích ngoài giờ.", []),
    ],
)
def test_words_that_lost_their_blank_are_said(text: str, codes: list[str]) -> None:
    document = pdf.read(draw([at(80, 100, text)]))
    assert [problem.code for problem in document.problems] == codes
