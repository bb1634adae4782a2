"""A number that a stamp prints above its blank label, in pages with two columns of a letterhead."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import Header
from tests.readers.test_pdf import Draw, at, body, draw, middle


def head(number: Draw) -> Header:
    """The header of a page whose number stands where ``number`` draws it."""
    return ingest(
        draw(
            [
                middle(150, 60, "SỞ Y TẾ"),
                middle(400, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                middle(400, 76, "Độc lập - Tự do - Hạnh phúc"),
                number,
                at(110, 104, "Số:                /KH-SYT"),
                middle(400, 104, "Đông Lạc, ngày     tháng 9 năm 2025"),
                middle(300, 150, "KẾ HOẠCH"),
                middle(300, 168, "Vận động hiến máu tình nguyện năm 2025"),
                *body(200),
            ]
        ),
        name="2119.pdf",
    ).header


@pytest.mark.parametrize(("top", "doubts"), [(80, ["number-apart"]), (83, ["number-apart"]), (96, [])])
def test_figures_over_the_label_are_the_number(top: float, doubts: list[str]) -> None:
    number = head(at(138, top, "2119")).code_number
    assert number is not None
    assert number.value == "2119"
    assert number.doubts == doubts
    assert number.spans[0].quote == "2119"
    assert number.spans[0].boxes is not None
    assert number.spans[0].boxes[0][1] < 100


@pytest.mark.parametrize(("x", "top"), [(400, 90), (138, 40), (500, 20)])
def test_figures_elsewhere_on_the_page_are_not(x: float, top: float) -> None:
    number = head(at(x, top, "2119")).code_number
    assert number is not None
    assert number.value is None
    assert number.doubts == ["blank"]
