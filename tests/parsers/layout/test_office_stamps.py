"""Number, day and body in a stamp of who received or copied a document are not the document's."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord
from tests.readers.test_pdf import Draw, at, body, draw, middle

HEAD = """UBND HUYỆN TÂM LỘC
BAN CHỈ ĐẠO VẬN ĐỘNG
HIẾN MÁU TÌNH NGUYỆN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 45/KH-BCĐ
"""
REST = """Tâm Lộc, ngày 12 tháng 3 năm 2026

KẾ HOẠCH
Tổ chức Ngày hội hiến máu tình nguyện đợt 1 năm 2026

Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh An Lạc, Ban Chỉ đạo huyện xây dựng kế hoạch như sau:
I. MỤC ĐÍCH
- Vận động nhân dân tham gia hiến máu tình nguyện.
II. TỔ CHỨC THỰC HIỆN
1. Hội Chữ thập đỏ huyện
- Tổng hợp danh sách đăng ký, gửi Ban Chỉ đạo tỉnh trước ngày 25/3/2026.

Nơi nhận:
- BCĐ tỉnh (b/c);
- Lưu: VT.
TM. BAN CHỈ ĐẠO
TRƯỞNG BAN
Nguyễn Văn Thử
"""
RECEIVED = "VĂN PHÒNG\nCÔNG VĂN ĐẾN\nSố: 1253\nNgày: 14/3/2026\nChuyển: Phòng Nghiệp vụ Y\n"
COPY = """UBND XÃ YÊN BÌNH
SAO Y
Số: 05/SY-UBND
Yên Bình, ngày 20 tháng 3 năm 2026
Nơi nhận:
- Các thôn;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Thị Mẫu
"""


def facts(record: DocumentRecord) -> dict[str, object]:
    """What a stamp must not change."""
    header = record.header
    shown = {
        name: str(value.value)
        for name in type(header).model_fields
        if (value := getattr(header, name)) is not None and name not in ("superior_organ_name", "issued_date")
    }
    assert header.issued_date is not None
    assert header.issued_date.value is not None
    return {
        **shown,
        "issued_date": header.issued_date.value.edtf,
        "dates": [(one.role, one.date.edtf) for one in record.dates if one.date],
        "citations": [one.code for one in record.citations],
        "targets": [one.quantity for one in record.targets],
    }


@pytest.mark.parametrize(
    "text",
    [
        HEAD + RECEIVED + REST,
        HEAD + "VĂN PHÒNG\nĐẾN Số: 1253\nNgày 14 tháng 3 năm 2026\nChuyển: .........\n" + REST,
        HEAD + "VĂN BẢN ĐẾN\nSố: ..........\nNgày.....tháng.....năm 20....\n" + REST,
        HEAD + "Số: 1664\nNgày: 14/3/2026\n" + REST,
        HEAD + "ĐẾN\nGiờ: 08h30\nNgày: 14/3/2026\nSố: 1253\n" + REST,
        "SỞ Y TẾ TỈNH AN LẠC\nCÔNG VĂN ĐẾN\nSố: 77\nNgày 14 tháng 3 năm 2026\n" + HEAD + REST,
        "SAO Y BẢN CHÍNH\nSố chứng thực: 487\nQuyển số: 02 - SCT/BS\nNgày 16 tháng 3 năm 2026\n" + HEAD + REST,
        HEAD + REST + COPY,
        HEAD + REST + "SAO Y BẢN CHÍNH\nNgày 20 tháng 3 năm 2026\n",
    ],
)
def test_a_stamp_changes_nothing(text: str) -> None:
    stamped, plain = (ingest(one.encode(), name="ke-hoach.txt") for one in (text, HEAD + REST))
    assert facts(stamped) == facts(plain)


def test_the_number_of_a_stamp_fills_no_blank() -> None:
    blank = HEAD.replace("45/KH", "    /KH") + RECEIVED.replace("Số: ", "Số:\n") + REST
    number = ingest(blank.encode(), name="ke-hoach.txt").header.code_number
    assert number is not None
    assert (number.value, number.doubts) == (None, ["blank"])


@pytest.mark.parametrize(
    "line",
    [
        "Văn thư trình, chuyển giao văn bản đến",
        "Đến ngày 20/3/2026, các xã gửi danh sách",
        "Các đơn vị sao y kế hoạch này gửi cơ sở",
    ],
)
def test_sentences_are_no_stamp(line: str) -> None:
    text = HEAD + REST.replace("- Vận động nhân dân", f"- {line}.\n- Vận động nhân dân")
    record = ingest(text.encode(), name="ke-hoach.txt")
    dates = [one.date.edtf for one in record.dates if one.date]
    assert ("2026-03-20" in dates) == ("20/3" in line)
    assert line in record.text


ON_PAGE = [
    middle(150, 60, "UBND HUYỆN TÂM LỘC"),
    middle(150, 76, "BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU"),
    middle(400, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    middle(400, 76, "Độc lập - Tự do - Hạnh phúc"),
    middle(150, 104, "Số: 45/KH-BCĐ"),
    middle(400, 104, "Tâm Lộc, ngày 12 tháng 3 năm 2026"),
    middle(300, 190, "KẾ HOẠCH"),
    middle(300, 208, "Vận động hiến máu tình nguyện năm 2026"),
    *body(240),
]


def stamp(left: float, top: float) -> list[Draw]:
    return [
        middle(left + 60, top, "SỞ Y TẾ TỈNH AN LẠC", size=8),
        at(left + 4, top + 15, "ĐẾN", size=10),
        at(left + 40, top + 15, "Số: 1253", size=9),
        at(left + 40, top + 28, "Ngày: 14/3/2026", size=9),
        at(left + 4, top + 42, "Chuyển: Phòng Nghiệp vụ Y", size=9),
    ]


@pytest.mark.parametrize("place", [(70, 122), (380, 122), (380, 4), (60, 112)])
def test_a_stamp_on_a_page_changes_nothing(place: tuple[float, float]) -> None:
    clean = ingest(draw(ON_PAGE), name="ke-hoach.pdf")
    stamped = ingest(draw([*ON_PAGE, *stamp(*place)]), name="ke-hoach.pdf")
    assert facts(stamped) == facts(clean)
    assert "1253" in stamped.text


def test_what_is_left_of_a_stamp_whose_head_is_hidden_changes_nothing() -> None:
    left = [at(70, 130, "Số: 1253", size=9), at(70, 143, "Ngày : 14/3/2026", size=9)]
    assert facts(ingest(draw([*ON_PAGE, *left]), name="ke-hoach.pdf")) == facts(ingest(draw(ON_PAGE), name="k.pdf"))
