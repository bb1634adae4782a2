"""PDFs in which some pages are pictures, or have letters over their picture that are wrong."""

from __future__ import annotations

import pytest

from hmtn_ingest import readers
from hmtn_ingest.pipeline import extract
from hmtn_ingest.readers.pdf import reader as pdf
from parsers.document import Document
from parsers.records import Source
from tests.readers.scan.pictures import mixed_pdf, page_picture

# what a program makes of Vietnamese that learned only English
POOR = "\n".join(
    ["KE HOACH Cong tac hien mau tinh nguyen tren dia ban phuong", "Toan phuong van dong 6OO nguoi dang ky"] * 9
)


@pytest.fixture(scope="module")
def mixed() -> Document:
    """A page of text, and one scanned whose text layer is poor."""
    return readers.read(mixed_pdf((None, ""), (page_picture("ke-hoach-phuong", 2), POOR)), "kế hoạch.pdf")


def test_only_the_page_that_needs_it_is_recognised(mixed: Document) -> None:
    assert (mixed.reader, mixed.ocr, mixed.pages, mixed.problems) == ("pdf", True, 2, [])
    assert mixed.layout is not None
    assert {mixed.layout.pages[doubt.start] for doubt in mixed.doubtful} <= {2}


def test_pages_of_text_are_not_doubted_for_a_scanned_one_behind_them(mixed: Document) -> None:
    origin = Source(file_name="a.pdf", sha256="0" * 64, media_type=mixed.media_type, reader=mixed.reader, ocr=mixed.ocr)
    record = extract(mixed, origin)
    typed = [date for date in record.dates if date.spans[0].page == 1]
    assert len(typed) > 2
    assert [date.doubts for date in typed if "ocr" in date.doubts] == []
    assert record.header.code_number is not None
    assert record.header.code_number.doubts == []


def test_a_poor_text_layer_is_read_anew(mixed: Document) -> None:
    assert "KE HOACH" not in mixed.text
    assert "chậm nhất ngày 02/3/2026." in mixed.text
    assert "trước ngày 15/6 và 30/11 hằng năm." in mixed.text


def test_a_text_layer_that_is_only_a_part_of_the_page_does_not_hide_the_rest() -> None:
    """A number, a day and a telephone that a system put on a scanned page are not all that stands on it."""
    put_on = "1945/KH 05/3/2026 0900.000.117 2119/KH 06/3/2026 0900.000.118"
    document = readers.read(mixed_pdf((page_picture("ke-hoach-phuong", 2), put_on)), "kế hoạch.pdf")
    assert (document.reader, document.voted, document.problems) == ("scan", True, [])
    assert "chậm nhất ngày 02/3/2026." in document.text
    assert "trước ngày 15/6 và 30/11 hằng năm." in document.text


def test_where_nothing_can_recognise_the_old_messages_remain() -> None:
    picture = page_picture("ke-hoach-phuong", 2, resolution=60)
    document = pdf.read(mixed_pdf((None, ""), (picture, ""), (picture, POOR)))
    assert [(problem.code, problem.page) for problem in document.problems] == [
        ("no-text-layer", 2),
        ("bad-text-layer", 3),
    ]
