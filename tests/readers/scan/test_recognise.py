"""What a scanned page becomes: text with boxes, and the doubts of its two readers."""

from __future__ import annotations

import pytest

from hmtn_ingest import readers
from hmtn_ingest.evaluation import ungrounded
from hmtn_ingest.pipeline import extract
from parsers.document import Document
from parsers.records import Source
from tests.readers.scan.pictures import as_scanned, page_picture, scanned_pdf
from tests.rereading import unsupported


@pytest.fixture(scope="session")
def scan() -> Document:
    """The first page of a plan, leaning, speckled, with a red stamp over its text."""
    return readers.read(
        scanned_pdf(as_scanned(page_picture("ke-hoach-phuong"), lean=1.2, noise=24, stamp=(900, 700))), "quét.pdf"
    )


def test_a_scan_is_read_as_a_document_with_pages(scan: Document) -> None:
    assert (scan.reader, scan.ocr, scan.pages, scan.problems) == ("scan", True, 1, [])
    assert "Độc lập - Tự do - Hạnh phúc" in scan.text
    assert "1. Toàn phường vận động 600 người đăng ký và tiếp nhận tối thiểu 400 đơn vị máu" in scan.text
    assert "- Đợt 1: từ 07 giờ 00 phút đến 11 giờ 00 phút, ngày 08/3/2026 (Chủ nhật)," in scan.text


def test_letters_stand_where_the_scan_shows_them(scan: Document) -> None:
    """The page leans, so the same line stands lower at its left end than at its right end."""
    start = scan.text.index("- Đợt 1: từ 07 giờ")
    end = scan.text.index("(Chủ nhật)") + len("(Chủ nhật)")
    assert scan.layout is not None
    left, right = (scan.layout.locate(at, at + 1)[1][0] for at in (start, end - 1))
    assert 100 < left[0] < 130
    assert 500 < right[2] < 545
    assert left[1] - right[1] == pytest.approx((right[0] - left[0]) * 0.0209, abs=2)


def test_where_the_readers_differ_the_text_is_doubtful(scan: Document) -> None:
    assert scan.doubtful
    assert all(scan.text[doubt.start : doubt.end] != doubt.other for doubt in scan.doubtful)
    assert "disagreement" in {doubt.cause for doubt in scan.doubtful}


def test_every_value_of_a_scan_is_read_again_from_its_words(scan: Document) -> None:
    origin = Source(file_name="quét.pdf", sha256="0" * 64, media_type=scan.media_type, reader=scan.reader, ocr=scan.ocr)
    record = extract(scan, origin)
    assert ungrounded(record) == []
    assert unsupported(record) == []
    assert len(record.targets) + len(record.deadlines) + len(record.obligations) > 5


def test_letters_of_few_pixels_are_read() -> None:
    """A strip of a page at 60 dpi, as it is sent through a chat."""
    strip = page_picture("thong-bao", resolution=60).crop((0, 160, 496, 300))
    text = readers.read(scanned_pdf(strip, resolution=60), "quét.pdf").text
    assert "từ nay đến hết ngày 12/9/2026." in text
