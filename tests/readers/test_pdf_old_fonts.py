"""PDFs whose fonts are of TCVN3 and VNI: the letters that are to be seen, each where it stands on the page."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest.readers.pdf import reader as pdf
from hmtn_ingest.readers.pdf.old_fonts import letters_shown
from parsers.document import Document
from tests.readers.old_typing import tcvn3, tcvn3_capitals, vni
from tests.readers.test_pdf import FONTS

pytestmark = pytest.mark.skipif(
    not (FONTS / "DejaVuSerif.ttf").exists(), reason="needs the DejaVu fonts (package fonts-dejavu-core)"
)

NEW = "New Serif"
PARAGRAPH = (
    "Thực hiện kế hoạch của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh,",
    "Hội Chữ thập đỏ phường tổ chức 04 đợt hiến máu, mỗi đợt tiếp nhận ít",
    "nhất 250 đơn vị máu; các tổ dân phố gửi danh sách trước ngày 15/3/2026.",
)


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    """One face under the names of old fonts, which have letters of their own at its Western codes."""
    for name in (".VnTime", ".VnTimeH", "VNI-Times", NEW):
        font = TTFont(name, str(FONTS / "DejaVuSerif.ttf"))
        if name != NEW:
            font.face.name = name.encode()
        pdfmetrics.registerFont(font)


def read(*lines: list[tuple[str, str]]) -> Document:
    """A page of lines, each of stretches of a font and a text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, line in enumerate(lines):
        x = 72.0
        for font, text in line:
            canvas.setFont(font, 11)
            canvas.drawString(x, 750 - 14 * number, text)
            x += canvas.stringWidth(text, font, 11)
    canvas.save()
    return pdf.read(out.getvalue())


@pytest.mark.parametrize(("font", "typed"), [(".VnTime", tcvn3), ("VNI-Times", vni)])
def test_a_page_in_an_old_font(font: str, typed: object) -> None:
    document = read(*([(font, typed(line))] for line in PARAGRAPH))  # type: ignore[operator]
    assert " ".join(document.text.split()) == " ".join(PARAGRAPH)
    assert document.problems == []


def test_capitals_and_fonts_side_by_side() -> None:
    document = read(
        [(".VnTimeH", tcvn3_capitals("Kế hoạch năm 2026"))],
        [(".VnTime", tcvn3("Hội viên đăng ký ")), (NEW, "tại xã Đông Lạc, có "), ("VNI-Times", vni("120 người."))],
    )
    assert document.text.split("\n") == ["KẾ HOẠCH NĂM 2026", "Hội viên đăng ký tại xã Đông Lạc, có 120 người."]


def test_unicode_in_an_old_font_stays_unicode() -> None:
    assert read([(".VnTime", "Các xã có kế hoạch hiến máu")]).text == "Các xã có kế hoạch hiến máu"


def test_a_letter_of_two_glyphs_has_the_box_of_both() -> None:
    document = read([("VNI-Times", vni("hiến máu"))])
    text, typed = document.text, vni("hiến máu")
    width = pdfmetrics.stringWidth
    before = {letter: typed.index(vni(letter)) for letter in "ếá"}
    for letter, at in before.items():
        ((_, ((x0, _, x1, _),)),) = [document.layout.locate(text.index(letter), text.index(letter) + 1)]
        assert x0 == pytest.approx(72 + width(typed[:at], "VNI-Times", 11), abs=0.2)
        assert x1 == pytest.approx(72 + width(typed[: at + 2], "VNI-Times", 11), abs=0.2)


def glyph(text: str, x0: float, x1: float, font: str = "ABCDEF+.VnTime") -> dict[str, object]:
    place = {"x0": x0, "x1": x1, "top": 50.0, "bottom": 62.0, "y0": 780.0, "y1": 792.0}
    return {"text": text, "fontname": font, "size": 12.0, "matrix": (1, 0, 0, 1, x0, 782.0), **place}


def test_the_letter_that_tables_of_names_lack() -> None:
    """ư stands at the code of the soft hyphen, which Windows' table leaves out and others call "hyphen"."""
    for text, wide in (("(cid:173)", 6.0), ("-", 6.0), ("\u00ad", 6.0)):
        glyphs = [glyph("t", 0, 3), glyph(text, 3, 3 + wide), glyph("\u00ae", 9, 15)]
        assert "".join(str(shown["text"]) for shown in letters_shown(glyphs)) == "tưđ"
    narrow = [glyph("K", 0, 8), glyph("H", 8, 16), glyph("-", 16, 20), glyph("B", 20, 28)]
    assert "".join(str(shown["text"]) for shown in letters_shown(narrow)) == "KH-B"


def test_a_mark_far_from_its_vowel_is_a_letter_of_its_own() -> None:
    apart = [glyph("a", 0, 6, "VNI-Times"), glyph("ù", 40, 46, "VNI-Times"), glyph("ö", 46, 52, "VNI-Times")]
    assert [shown["text"] for shown in letters_shown(apart)] == ["a", "ù", "ư"]
