"""The cell that explains why a column does not add up, in tables that were read from a picture."""

from __future__ import annotations

import pytest

from parsers.records import Alternative, DocumentRecord
from tests.rules.factory import PLAN
from tests.scanned import record_of, scan


def named(record: DocumentRecord) -> list[tuple[str, str]]:
    """The body of each cell that is doubted for the sum ("" of the total), and what would make the column add up."""
    table = record.quota_tables[0]
    cells = [(row.body.name, cell) for row in table.rows for cell in row.values]
    cells += [("", cell) for cell in table.stated_total or []]
    return [
        (name, one.text) for name, cell in cells for one in cell.alternatives
        if one.source == "sum" and "breaks-sum" in cell.doubts
    ]  # fmt: skip


def misread(*changes: tuple[str, str]) -> str:
    text = PLAN
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("text", "unsure", "expected"),
    [
        (PLAN, (), []),
        # the second reader saw what makes the column add up
        (misread(("Cải\t20", "Cải\t80")), (("\t80\n", "\t20\n"),), [("Thôn Lũng Cải", "20")]),
        # the total was misread
        (misread(("cộng\t90", "cộng\t99")), (("\t99", "\t90"),), [("", "90")]),
        # one figure that looks like another, in the only cell where that helps
        (misread(("Vầu\t25", "Vầu\t23")), (), [("Thôn Khe Vầu", "25")]),
        (misread(("cộng\t90", "cộng\t94")), (), []),  # 20 for 24, 30 for 34, 90 for 94: no usual slip
        (misread(("Mạ\t30", "Mạ\t80")), (), [("Thôn Đồng Mạ", "30")]),
        # a doubtful cell before one that is sure
        (misread(("Vầu\t25", "Vầu\t28"), ("Cải\t20", "Cải\t25"), ("cộng\t90", "cộng\t95")), (("\t28\n", "\t2§\n"),), [("Thôn Khe Vầu", "25")]),
        # an empty cell that holds what is missing
        (misread(("1\tThôn Đồng Mạ\t30\n", "1\tThôn Đồng Mạ\t30\n2\tThôn Nà Sáo\t\n"), ("cộng\t90", "cộng\t97")), (("Nà Sáo", "Nà Sảo"),), [("Thôn Nà Sáo", "7")]),
        # nothing explains it
        (misread(("cộng\t90", "cộng\t170")), (), []),
    ],
)  # fmt: skip
def test_the_cell_most_likely_wrong(
    text: str, unsure: tuple[tuple[str, str], ...], expected: list[tuple[str, str]]
) -> None:
    assert named(record_of(scan(text, *unsure))) == expected


def test_the_value_stays_and_the_finding_names_the_cell() -> None:
    record = record_of(scan(misread(("Cải\t20", "Cải\t80")), ("\t80\n", "\t20\n")))
    cell = record.quota_tables[0].rows[2].values[0]
    assert cell.value == 80
    assert Alternative(text="20", source="sum") in cell.alternatives
    finding = next(f for f in record.findings if f.name == "quota-sum-mismatch")
    assert "Ô của Thôn Lũng Cải có thể đọc sai: đang đọc 80, nếu là 20 thì khớp." in finding.message_vi
    assert finding.spans[0].quote == "80"


def test_in_a_document_that_is_no_scan_the_finding_names_no_cell() -> None:
    document = scan(misread(("Mạ\t30", "Mạ\t80")))
    document.reader, document.ocr = "text", False
    record = record_of(document)
    assert named(record) == []
    finding = next(f for f in record.findings if f.name == "quota-sum-mismatch")
    assert "có thể đọc sai" not in finding.message_vi
