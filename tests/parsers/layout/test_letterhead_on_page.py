"""What stands in the margins and under the number of a page is no name of the body that issues."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import Header
from tests.readers.test_pdf import Draw, at, body, draw, middle

HEAD = [
    middle(150, 60, "UBND TỈNH ĐÔNG LẠC"),
    middle(150, 76, "SỞ Y TẾ"),
    middle(400, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    middle(400, 76, "Độc lập - Tự do - Hạnh phúc"),
    middle(150, 104, "Số: 128/KH-SYT"),
    middle(400, 104, "Đông Lạc, ngày 09 tháng 9 năm 2025"),
]


def header(*lines: Draw) -> Header:
    rest = [middle(300, 170, "KẾ HOẠCH"), middle(300, 188, "Vận động hiến máu tình nguyện năm 2025"), *body(220)]
    return ingest(draw([*HEAD, *lines, *rest]), name="ke-hoach.pdf").header


@pytest.mark.parametrize(
    "margin",
    [
        (),
        (at(420, 20, "TRUNG TÂM CÔNG BÁO", size=7), at(420, 30, "VÀ TIN HỌC", size=7)),
        (at(420, 24, "VĂN PHÒNG ỦY BAN NHÂN DÂN", size=7),),
        (middle(150, 130, "HOẢ T0C"),),
    ],
)
def test_the_issuer_stands_beside_the_motto_and_over_the_number(margin: tuple[Draw, ...]) -> None:
    found = header(*margin)
    assert found.organ_name is not None
    assert found.organ_name.value == "SỞ Y TẾ"
    assert found.superior_organ_name is not None
    assert found.superior_organ_name.value == "UBND TỈNH ĐÔNG LẠC"
