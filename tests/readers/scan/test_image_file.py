"""Image files of every kind become pages with a size; what is broken is said, and costs no other page."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from hmtn_ingest.readers import READERS, Unreadable
from hmtn_ingest.readers.scan import image_file
from hmtn_ingest.readers.scan.image_file import ImageFile
from tests.readers.scan.photographs import encoded
from tests.readers.scan.pictures import page_picture

A4 = Image.new("RGB", (827, 1169), "white")
"""A sheet at 100 dpi."""


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF", "HEIF", "AVIF", "JPEG2000"])
def test_kinds_of_files(form: str) -> None:
    data = encoded(A4, form)
    assert next(reader for reader in READERS if reader.sniff(data)).name == "scan"
    file = ImageFile(data)
    assert file.pages == 1
    assert file.media_type.startswith("image/")
    page = file.page(1)
    assert page.pixels.shape == (1169, 827, 3)
    assert (page.width, page.height) == pytest.approx((595.6, 841.9), abs=0.5)


@pytest.mark.parametrize(
    ("size", "dpi", "points"),
    [
        ((1654, 2339), (200, 200), (595.4, 842.0)),
        ((2339, 1654), (200, 200), (842.0, 595.4)),  # a lying sheet
        ((2480, 3508), (72, 72), (595.2, 841.9)),  # a program that knows no resolution
        ((3024, 4032), (72, 72), (631.4, 841.9)),  # a camera
        ((3024, 4032), (300, 300), (725.8, 967.7)),
        ((1654, 2339), (9999, 9999), (595.3, 841.9)),  # a stamp
        ((827, 1169), (1, 1), (595.6, 841.9)),
    ],
)
def test_size_on_paper(size: tuple[int, int], dpi: tuple[int, int], points: tuple[float, float]) -> None:
    page = ImageFile(encoded(Image.new("L", size, 255), "JPEG", dpi=dpi)).page(1)
    assert (page.width, page.height) == pytest.approx(points, abs=0.5)


def test_a_fax_has_more_pixels_across_than_down() -> None:
    fax = Image.new("1", (1728, 1146), 1)
    file = ImageFile(encoded(fax, "TIFF", compression="group4", dpi=(204, 98)))
    page = file.page(1)
    assert (page.width, page.height) == pytest.approx((609.9, 842.0), abs=0.5)
    high, wide = page.pixels.shape[:2]
    assert wide / high == pytest.approx(page.width / page.height, abs=0.01)


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (-1, -1)), (6, (0, -1)), (8, (-1, 0))])
def test_a_camera_notes_how_it_was_held(orientation: int, corner: tuple[int, int]) -> None:
    marked = Image.new("RGB", (400, 300), "white")
    marked.paste("black", (0, 0, 60, 60))
    exif = Image.Exif()
    exif[0x0112] = orientation
    page = ImageFile(encoded(marked, "JPEG", exif=exif, dpi=(100, 100))).page(1)
    assert page.pixels[corner].max() < 60
    assert (page.width > page.height) == (orientation < 5)


def test_what_is_transparent_lies_on_white_paper() -> None:
    clear = Image.new("RGBA", (300, 400), (0, 0, 0, 0))
    assert ImageFile(encoded(clear, "PNG")).page(1).pixels.min() == 255
    deep = Image.fromarray(np.full((400, 300), 60_000, np.uint16))
    assert 230 < ImageFile(encoded(deep, "PNG")).page(1).pixels.min() < 240


def test_telephones_put_a_second_picture_into_a_file() -> None:
    data = encoded(A4, "MPO", save_all=True, append_images=[Image.new("RGB", (80, 110))])
    assert ImageFile(data).pages == 1


def pages_of_tiff(count: int) -> bytes:
    pages = [Image.new("1", (827, 1169), 1) for _ in range(count)]
    for at, page in enumerate(pages):
        page.paste(0, (100, 100 + 40 * at, 700, 120 + 40 * at))
    return encoded(pages[0], "TIFF", compression="group4", save_all=True, append_images=pages[1:], dpi=(100, 100))


def test_pages_of_a_tiff() -> None:
    file = ImageFile(pages_of_tiff(3))
    assert file.pages == 3
    assert [file.size(number) for number in (1, 3)] == [pytest.approx((595.4, 841.7), abs=0.5)] * 2
    blacks = [int(np.flatnonzero(file.page(number).pixels[:, 300, 0] == 0)[0]) for number in (3, 1, 2)]
    assert blacks == [180, 100, 140]


def test_a_tiff_that_breaks_off_keeps_its_first_pages() -> None:
    data = pages_of_tiff(3)
    second = data.index(b"II*\0", 4) if data.count(b"II*\0") > 1 else len(data) * 2 // 3
    file = ImageFile(data[:second])
    assert 1 <= file.pages < 3 or file.cut


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_file_that_breaks_off_shows_what_is_there(form: str) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (600, 400, 3), np.uint8)
    data = encoded(Image.fromarray(noise), form)
    page = ImageFile(data[: len(data) // 2]).page(1)
    assert not page.whole
    assert np.abs(page.pixels[:100].astype(int) - noise[:100]).mean() < 60


def test_a_picture_whose_codes_are_damaged_is_not_whole() -> None:
    page = page_picture("thong-bao", resolution=100)
    grey, black = page.convert("L"), page.convert("1")
    files = [
        encoded(page, "JPEG"),
        encoded(page, "JPEG", progressive=True),
        encoded(grey, "PNG"),
        encoded(black, "TIFF", compression="group4"),
    ]
    for file in files:
        assert ImageFile(file).page(1).whole
        changed = bytearray(file)
        for at in range(len(file) // 2, len(file) * 3 // 4, len(file) // 80):
            changed[at] ^= 0xFF
        assert not ImageFile(bytes(changed)).page(1).whole


def test_a_fax_with_a_hole_is_not_whole() -> None:
    data = encoded(page_picture("thong-bao", resolution=100).convert("1"), "TIFF", compression="group4")
    assert ImageFile(data).page(1).whole
    for share in (0.3, 0.5, 0.7):
        at = int(len(data) * share)
        assert not ImageFile(data[:at] + bytes(512) + data[at + 512 :]).page(1).whole


@pytest.mark.parametrize("mode", ["L", "1", "RGB"])
def test_a_png_with_a_hole_is_not_whole(mode: str) -> None:
    """Its decoder goes on with other pixels, and says nothing."""
    data = encoded(page_picture("thong-bao", resolution=100).convert(mode), "PNG")
    for share in (0.3, 0.5, 0.7, 0.9):
        at = int(len(data) * share)
        assert not ImageFile(data[:at] + bytes(64) + data[at + 64 :]).page(1).whole


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + b"\0" * 64, b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 64, b"II*\0" * 9]
)
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        ImageFile(data).page(1)
    assert caught.value.problem.code == "damaged"
    assert "Hãy" in caught.value.problem.message


@pytest.mark.parametrize(
    ("mode", "size"), [("1", (40_000, 20_000)), ("L", (1, 60_000)), ("RGBA", (9_000, 9_000)), ("P", (9_000, 9_000))]
)
def test_a_picture_that_would_fill_the_memory_is_not_unpacked(mode: str, size: tuple[int, int]) -> None:
    data = bytearray(encoded(Image.new(mode, (8, 8)), "PNG"))
    data[16:24] = struct.pack(">II", *size)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    with pytest.raises(Unreadable) as caught:
        ImageFile(bytes(data))
    assert caught.value.problem.code == "too-large"


def test_more_pages_than_anybody_scans_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_file, "_MOST_FRAMES", 3)
    assert ImageFile(pages_of_tiff(3)).pages == 3
    with pytest.raises(Unreadable, match="hơn 3 trang"):
        ImageFile(pages_of_tiff(4))


def test_the_limit_of_pixels_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(image_file, "_MOST_PIXELS", 500_000)
    with pytest.raises(Unreadable, match="triệu điểm ảnh"):
        ImageFile(encoded(A4, "PNG"))
