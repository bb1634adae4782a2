"""Image files are read like any document: scans and photographs, page by page."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from hmtn_ingest import readers
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import Unreadable
from hmtn_ingest.readers.scan.image_file import ImageFile
from hmtn_ingest.readers.scan.reader import page_picture
from parsers.document import Document
from tests.readers.scan.photographs import encoded, photographed
from tests.readers.scan.pictures import page_picture as printed_page
from tests.readers.scan.pictures import scanned_pdf, scanned_strips

HEAD = (0, 130, 1654, 700)
"""The letterhead of a page at 200 dpi, and a little more."""


@pytest.fixture(scope="session")
def head() -> Image.Image:
    return printed_page("thong-bao").crop(HEAD)


@pytest.fixture(scope="session")
def photograph() -> bytes:
    """A notice on a table; whoever took it stood on the wrong side."""
    return encoded(photographed(printed_page("thong-bao"), seed=4, turn=176.0, tilt=0.1, dim=0.5), quality=80)


@pytest.fixture(scope="session")
def read_photograph(photograph: bytes) -> Document:
    return readers.read(photograph, "IMG_2041.jpg")


def test_a_photograph_is_read_upside_down_too(read_photograph: Document) -> None:
    document = read_photograph
    assert (document.reader, document.media_type, document.pages) == ("scan", "image/jpeg", 1)
    assert document.ocr
    assert document.problems == []
    assert "Về việc đăng ký tham gia hiến máu tình nguyện đợt 2 năm 2026" in document.text
    assert "sáng Chủ nhật, 20.9.2026, bắt đầu lúc 07h30" in document.text


def test_its_boxes_are_places_on_the_page_that_is_shown(photograph: bytes, read_photograph: Document) -> None:
    """A word cut out of the shown page is the word: dark letters in its box, white paper around."""
    page = page_picture(ImageFile(photograph), 1)
    start = read_photograph.text.index("THÔNG BÁO")
    assert read_photograph.layout is not None
    number, (box,) = read_photograph.layout.locate(start, start + len("THÔNG BÁO"))
    assert number == 1
    scale = page.pixels.shape[1] / page.width
    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    title = page.pixels[top:bottom, x0:x1]
    assert (title < 128).mean() > 0.1
    assert (page.pixels[top:bottom, : x0 - 8] < 128).mean() < 0.01
    assert page.height > page.width


def test_a_bad_page_of_a_tiff_costs_no_other(head: Image.Image) -> None:
    bad = head.convert("L").resize((827, 285))
    data = encoded(
        head, "TIFF", save_all=True, append_images=[bad, head], compression="tiff_adobe_deflate", dpi=(200, 200)
    )
    file = Image.open(io.BytesIO(data))
    file.seek(1)
    at = file.tag_v2[273][0]  # its first strip
    document = readers.read(data[:at] + b"\0" * 200 + data[at + 200 :], "quét.tif")
    assert document.pages == 3
    assert [(problem.code, problem.page) for problem in document.problems] == [("damaged", 2)]
    assert document.text.count("Số 12-TB/ĐTN") == 2
    assert document.layout is not None
    assert set(document.layout.pages) == {0, 1, 3}


def test_a_picture_without_letters_says_so() -> None:
    with pytest.raises(Unreadable) as caught:
        readers.read(encoded(Image.new("RGB", (1200, 1600), "white")), "trang.jpg")
    assert caught.value.problem.code == "no-letters"
    assert "trang.jpg" in caught.value.problem.message


def test_few_pixels_are_said(head: Image.Image) -> None:
    document = readers.read(encoded(head.resize((900, 310)), "PNG"), "Zalo.png")
    assert [problem.code for problem in document.problems] == ["low-resolution"]
    assert "900×310" in document.problems[0].message


def test_a_photographed_page_in_a_pdf_has_its_boxes_on_that_page() -> None:
    picture = photographed(printed_page("thong-bao"), seed=4, turn=5.0, tilt=0.1, dim=0.5)
    document = readers.read(scanned_pdf(picture, resolution=250), "ảnh.pdf")
    start = document.text.index("THÔNG BÁO")
    assert document.layout is not None
    _, (box,) = document.layout.locate(start, start + len("THÔNG BÁO"))
    x0, top, x1, bottom = (round(edge / 72 * 250) for edge in box)
    title = picture.convert("L").crop((x0, top, x1, bottom))
    assert title.getextrema()[0] < 90


@pytest.mark.parametrize("form", ["pdf", "tiff"])
def test_pages_that_time_is_not_enough_for_are_named(form: str, head: Image.Image) -> None:
    tiff = encoded(head, "TIFF", save_all=True, append_images=[head, head])
    record = ingest(scanned_strips() if form == "pdf" else tiff, name=f"quét.{form}", seconds=0)
    assert (record.status, [problem.code for problem in record.problems]) == ("partial", ["timeout"])
    assert "trang 2 đến trang 3 chưa đọc" in record.problems[0].message
    assert record.text


def test_a_damaged_picture_that_shows_what_nobody_wrote() -> None:
    """HEIC and WebP have no sums by which damage could be told, but what it makes of letters cannot be read."""
    photograph = bytearray(encoded(printed_page("thong-bao"), "HEIF"))
    for at in range(len(photograph) // 3, len(photograph), len(photograph) // 8):
        photograph[at] ^= 0xFF
    document = readers.read(bytes(photograph), "IMG_2042.heic")
    assert [problem.code for problem in document.problems] == ["unclear-page"]
    assert "Hãy" in document.problems[0].message


def test_a_page_of_a_pdf_whose_picture_is_damaged_says_so() -> None:
    scan = bytearray(scanned_strips())
    assert readers.read(bytes(scan), "a.pdf").problems == []
    second = scan.index(b"DCTDecode", scan.index(b"DCTDecode") + 1)
    for at in range(second + 3_000, second + 9_000, 200):
        scan[at] ^= 0x55
    problems = readers.read(bytes(scan), "a.pdf").problems
    assert ("damaged", 2) in [(problem.code, problem.page) for problem in problems]
    assert {problem.page for problem in problems} == {2}
