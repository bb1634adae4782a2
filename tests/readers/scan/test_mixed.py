"""PDFs in which some pages are pictures, or have letters over their picture that are wrong."""

from __future__ import annotations

import pytest

from hmtn_ingest import readers
from hmtn_ingest.readers.pdf import reader as pdf
from parsers.document import Document
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


def test_a_poor_text_layer_is_read_anew(mixed: Document) -> None:
    assert "KE HOACH" not in mixed.text
    assert "chậm nhất ngày 02/3/2026." in mixed.text
    assert "trước ngày 15/6 và 30/11 hằng năm." in mixed.text


def test_where_nothing_can_recognise_the_old_messages_remain() -> None:
    picture = page_picture("ke-hoach-phuong", 2, resolution=60)
    document = pdf.read(mixed_pdf((None, ""), (picture, ""), (picture, POOR)))
    assert [(problem.code, problem.page) for problem in document.problems] == [
        ("no-text-layer", 2),
        ("bad-text-layer", 3),
    ]
