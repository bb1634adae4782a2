"""Stamps of state secrets are seen, and only they."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, ImageFont

from hmtn_ingest.pipeline import ingest
from tests.readers.scan.pictures import page_picture, scanned_pdf

HEAD = "UBND HUYỆN KHE VẢI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 09/BC-UBND\tĐộc lập - Tự do - Hạnh phúc\n"
BODY = "Khe Vải, ngày 14 tháng 01 năm 2026\nBÁO CÁO\nKết quả 6 tháng đầu năm 2026\nI. KẾT QUẢ\n1. Đạt 120 người.\n"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        (f"MẬT\n{HEAD}{BODY}", "MẬT"),
        (f"{HEAD}MẬT\n{BODY}", "MẬT"),
        (f"{HEAD}TỐI MẬT\n{BODY}", "TỐI MẬT"),
        (f"{HEAD}TUYỆT MẬT\n{BODY}", "TUYỆT MẬT"),
        (f"{HEAD}TUYỆT\nMẬT\n{BODY}", "TUYỆT MẬT"),
        (f"{HEAD}**TỐI MẬT**\n{BODY}", "TỐI MẬT"),
        (f"[ MẬT ]\n{HEAD}{BODY}", "MẬT"),
        (f"{HEAD}Độ mật: Tối mật\n{BODY}", "TỐI MẬT"),
        (f"{HEAD}Độ mật: MẬT\n{BODY}", "MẬT"),
        (f"TỐI MẶT\n{HEAD}{BODY}", "TỐI MẬT"),
        ("UBND HUYỆN KHE VẢI\tMẬT\nSố: 09/BC-UBND\n" + BODY, "MẬT"),
        ("UBND HUYỆN KHE VẢI\nSố: 09/BC-UBND (MẬT)\n" + BODY, "MẬT"),
        ("TỐI MẬT  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 09/BC-UBND\n" + BODY, "TỐI MẬT"),
        (f"MẬT\nHỎA TỐC\n{HEAD}{BODY}", "MẬT"),
    ],
)
def test_a_stamped_document_is_refused_and_nothing_of_it_kept(text: str, level: str) -> None:
    record = ingest(text.encode(), name="bao-cao.txt")
    assert record.status == "failed"
    assert [problem.code for problem in record.problems] == ["state-secret"]
    assert f"“{level}”" in record.problems[0].message
    assert f"“{level}”" in str(record.problems[0].message_en)
    assert record.text == ""


@pytest.mark.parametrize(
    "text",
    [
        f"HỎA TỐC\n{HEAD}{BODY}",
        HEAD + BODY.replace("Kết quả 6 tháng", "Công tác bảo vệ bí mật nhà nước 6 tháng"),
        HEAD + BODY.replace("Kết quả 6 tháng đầu năm 2026", "VỀ CÔNG TÁC BẢO VỆ BÍ\nMẬT NHÀ NƯỚC"),
        HEAD + BODY.replace("Kết quả 6 tháng đầu năm 2026", "VỀ CÔNG TÁC BẢO\nMẬT"),
        HEAD + "Mật ong rừng\n" + BODY,
        HEAD + BODY + "Giữ bí mật, bảo mật thông tin người hiến máu; mật độ dân số 120 người/km2.\n",
        HEAD + BODY + "TT\tTuyệt mật\tTối mật\tMật\n1\t0\t2\t5\n",
        HEAD + BODY + "TT\tTUYỆT MẬT\tTỐI MẬT\tMẬT\n1\t0\t2\t5\n",
        HEAD + "Độ mật: Thường\n" + BODY,
        HEAD + "ĐÃ GIẢI MẬT\n" + BODY,
        HEAD + BODY + "Mặt\n",
    ],
)
def test_other_words_are_no_stamp(text: str) -> None:
    assert ingest(text.encode(), name="bao-cao.txt").status == "ok"


def test_a_red_stamp_on_a_scan_is_seen() -> None:
    page = page_picture("thong-bao")
    drawing = ImageDraw.Draw(page)
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", 44)
    drawing.rectangle((230, 60, 500, 140), outline=(210, 30, 40), width=5)
    drawing.text((258, 72), "TỐI MẬT", fill=(210, 30, 40), font=font)
    record = ingest(scanned_pdf(page.crop((0, 0, page.width, 900))), name="quet.pdf")
    assert [problem.code for problem in record.problems] == ["state-secret"]


def test_another_red_stamp_is_none() -> None:
    page: Image.Image = page_picture("thong-bao").crop((0, 0, 1650, 900))
    ImageDraw.Draw(page).ellipse((230, 330, 480, 560), outline=(220, 40, 50), width=9)
    assert ingest(scanned_pdf(page), name="quet.pdf").status != "failed"
