"""The number that a file's name gives: a hint where it fits the document's own symbol."""

from __future__ import annotations

import pytest

from parsers.file_names import number_in_file_name
from parsers.records import Alternative
from tests.rules.factory import PLAN
from tests.scanned import record_of, scan


@pytest.mark.parametrize(
    ("file_name", "notation", "expected"),
    [
        ("2119 kh syt.pdf", "KH-SYT", "2119"),
        ("KH 45 BCD.pdf", "KH-BCĐ", "45"),
        ("QD-123-UBND (1).pdf", "QĐ-UBND", "123"),
        ("58_BC-BCĐ_12.5.2024.signed.pdf", "BC-BCĐ", "58"),
        ("12-KHUBND.pdf", "KH-UBND", "12"),
        ("KH45.pdf", "KH-BCĐ", "45"),
        ("QĐ 45 BCĐ.pdf", "KH-BCĐ", None),  # of another type
        ("2119.pdf", "KH-SYT", None),  # nothing says that it is a number of a document
        ("KH hien mau 2025.pdf", "KH-BCĐ", None),
        ("KH 2025 BCD.pdf", "KH-BCĐ", None),  # a year
        ("KH 45 BCD 46.pdf", "KH-BCĐ", None),  # which one?
        ("scan0001.pdf", "KH-BCĐ", None),
    ],
)
def test_number_in_file_name(file_name: str, notation: str, expected: str | None) -> None:
    assert number_in_file_name(file_name, notation) == expected


def test_it_is_offered_for_a_blank_number_and_never_taken() -> None:
    blank = PLAN.replace("Số: 26/KH-UBND", "Số:      /KH-UBND")
    number = record_of(scan(blank), "26 KH UBND.pdf").header.code_number
    assert number is not None
    assert number.value is None
    assert number.alternatives == [Alternative(text="26", source="file-name")]


def test_it_is_not_offered_for_a_number_that_is_sure_or_the_same() -> None:
    for document in (scan(PLAN), scan(PLAN, ("Số: 26/KH-UBND", "Số: 28/KH-UBND"))):
        number = record_of(document, "26 KH UBND.pdf").header.code_number
        assert number is not None
        assert all(one.source != "file-name" for one in number.alternatives)
