"""A page that lies on its side or head in its file has its columns where a reader sees them."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from hmtn_ingest.pipeline import ingest
from parsers.document import Box, Layout
from tests.readers.test_pdf import HEIGHT, Draw, at, body, draw, middle

WIDTH = 595.0

PAGE = [
    at(420, 24, "VĂN PHÒNG ỦY BAN NHÂN DÂN", size=7),
    middle(150, 60, "UBND TỈNH ĐÔNG LẠC"),
    middle(150, 76, "SỞ Y TẾ"),
    middle(400, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    middle(400, 76, "Độc lập - Tự do - Hạnh phúc"),
    middle(150, 104, "Số: 128/KH-SYT"),
    middle(400, 104, "Đông Lạc, ngày 09 tháng 9 năm 2025"),
    middle(300, 170, "KẾ HOẠCH"),
    middle(300, 188, "Vận động hiến máu tình nguyện năm 2025"),
    *body(220),
    at(85, 300, "Nơi nhận:", size=11),
    at(85, 316, "- Các xã, phường;", size=11),
    at(85, 332, "- Lưu: VT.", size=11),
    middle(400, 300, "KT. GIÁM ĐỐC"),
    middle(400, 316, "PHÓ GIÁM ĐỐC"),
    middle(400, 380, "Đinh Văn Thử"),
]


def turned(degrees: int) -> list[Draw]:
    """The page drawn turned, on a sheet that stands as ever; what is outside of it is cut off."""

    def turn(canvas: Canvas) -> None:
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(degrees)
        canvas.scale(0.7, 0.7)
        canvas.translate(-WIDTH / 2, -HEIGHT / 2)

    return [turn, *PAGE]


def header(page: list[Draw]) -> dict[str, str]:
    found = ingest(draw(page), name="ke-hoach.pdf").header
    return {
        name: str(value.value)
        for name in type(found).model_fields
        if name != "issued_date" and (value := getattr(found, name)) is not None
    }


@pytest.mark.parametrize("degrees", [90, 270])
def test_the_header_of_a_page_on_its_side(degrees: int) -> None:
    assert header(turned(degrees)) == header(PAGE)


@pytest.mark.parametrize(
    ("across", "down"), [((1, 0), (0, 1)), ((0, 1), (-1, 0)), ((-1, 0), (0, -1)), ((0, -1), (1, 0))]
)
def test_places_are_those_that_a_reader_sees(across: tuple[int, int], down: tuple[int, int]) -> None:
    layout = Layout()

    def write(text: str, x: int, y: int) -> None:
        """Letters of ten points, from ``x`` to the right and ``y`` down for whoever reads the page."""
        for step, _ in enumerate(text):
            middle_x = 300 + (x + 10 * step) * across[0] + y * down[0]
            middle_y = 300 + (x + 10 * step) * across[1] + y * down[1]
            layout.add(1, (middle_x - 5, middle_y - 5, middle_x + 5, middle_y + 5))
        layout.skip()

    write("CHỦ TỊCH", 0, 0)
    write("GIÁM ĐỐC", 150, 0)
    write("Đinh Văn Thử", 140, 40)
    left, right, name = (layout.place(*stretch) for stretch in ((0, 8), (9, 17), (18, 30)))
    assert left
    assert right
    assert name
    assert width_and_height(left) == (80, 10)
    assert left[2] < right[0]
    assert left[1] == right[1]
    assert name[1] - right[1] == 40
    assert name[0] - right[0] == -10


def width_and_height(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
