"""Two bodies that sign beside each other on a page: the right one leads, and the other is said."""

from __future__ import annotations

from hmtn_ingest.pipeline import ingest
from parsers.records import Header
from tests.parsers.layout.test_letterhead_on_page import HEAD
from tests.readers.test_pdf import Draw, body, draw, middle


def signed(*lines: Draw) -> Header:
    rest = [middle(300, 170, "KẾ HOẠCH"), middle(300, 188, "Vận động hiến máu tình nguyện năm 2025"), *body(220)]
    return ingest(draw([*HEAD, *rest, *lines]), name="ke-hoach.pdf").header


def test_the_right_one_of_two_signatures_is_the_document_s() -> None:
    found = signed(
        middle(150, 500, "CHỦ TỊCH"),
        middle(430, 500, "GIÁM ĐỐC"),
        middle(150, 580, "Hà Văn Sáng"),
        middle(430, 580, "Lê Hoàng Mai"),
    )
    assert found.signer_position is not None
    assert found.signer_position.value == "GIÁM ĐỐC"
    assert found.signer_name is not None
    assert found.signer_name.value == "Lê Hoàng Mai"
    assert found.signer_name.doubts == ["second-signer"]


def test_one_signature_is_no_pair() -> None:
    found = signed(middle(430, 500, "KT. GIÁM ĐỐC"), middle(430, 516, "PHÓ GIÁM ĐỐC"), middle(430, 580, "Lê Hoàng Mai"))
    assert found.signer_position is not None
    assert found.signer_position.value == "PHÓ GIÁM ĐỐC"
    assert found.signer_name is not None
    assert found.signer_name.doubts == []
