"""Rules on our reading: they speak of what we read, never of the document."""

from __future__ import annotations

import pytest

from rules import check
from tests.rules.factory import PLAN, findings, found, planted, record

HEALTH = "Cử cán bộ tham gia khám, tư vấn cho người hiến máu."
ROW = "3\tThôn Lũng Cải\t20"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (HEALTH, "Cử từ 10 đồng chí tham gia khám, tư vấn.", ["value-ambiguous"]),
        (HEALTH, "Cử từ 10 đồng chí trở lên tham gia khám, tư vấn.", []),
        (ROW, "3\tThôn Lũng Cải\t2O", ["not-checkable", "table-ragged"]),
        (ROW, "3\t\t20", ["table-ragged"]),
        (
            "Suối Lạnh, ngày 15 tháng 01 năm 2026",
            "Suối Lạnh, ngày    tháng    năm 2026",
            ["date-blank", "not-checkable"],
        ),
    ],
)
def test_doubts_become_findings(old: str, new: str, expected: list[str]) -> None:
    text = planted(old, new)
    text = text.replace("(Kèm theo Kế hoạch số 26/KH-UBND ngày 15/01/2026 của UBND xã Suối Lạnh)\n", "")
    names = [f.name for f in findings(text) if not f.name.startswith("annex-")]
    assert sorted(names) == expected


def test_all_of_them_are_about_the_reading() -> None:
    text = planted(ROW, "3\tThôn Lũng Cải\t2O", planted(HEALTH, "Cử từ 10 đồng chí tham gia khám, tư vấn."))
    raised = [f for f in findings(text) if f.code.startswith("RD")]
    assert {f.name for f in raised} == {"table-ragged", "value-ambiguous", "not-checkable"}
    assert {f.about for f in raised} == {"reading"}


def test_not_checkable_says_which_rule_and_what_is_missing() -> None:
    raised = findings(planted(ROW, "3\tThôn Lũng Cải\t2O"))
    finding = next(f for f in raised if f.name == "not-checkable")
    assert "quota-sum-mismatch" in finding.message_vi
    assert "chưa đọc được" in finding.message_vi
    assert "quota-sum-mismatch" not in found(PLAN)


def test_damaged_text_is_said() -> None:
    scanned = record(PLAN)
    field = scanned.header.issued_date
    assert field is not None
    field.doubts = ["ocr"]
    raised = [f for f in check(scanned) if f.name == "ocr-doubt"]
    assert [f.spans[0].quote for f in raised] == ["ngày 15 tháng 01 năm 2026"]
    assert "ngày ban hành" in raised[0].message_vi


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("I1 tháng 6 năm 2026", ["ocr-doubt"]),
        ("3I tháng 11 năm 2026", ["ocr-doubt"]),
        ("3O/02/2026", ["ocr-doubt"]),
        ("l4/13/2026", ["ocr-doubt"]),
        ("30/02/2026", ["date-impossible"]),
        ("31 tháng 6 năm 2026", ["date-impossible"]),
    ],
)
def test_letters_in_a_figure_are_misread_not_miswritten(day: str, expected: list[str]) -> None:
    names = {f.name for f in findings(planted("trước ngày 02/3/2026", f"trước ngày {day}"))}
    assert sorted(names & {"ocr-doubt", "date-impossible"}) == expected


def test_contradictions_in_a_scan_are_about_the_reading() -> None:
    scanned = record(planted("\tTổng cộng\t90", "\tTổng cộng\t95"))
    scanned.source.ocr = True
    (finding,) = [f for f in check(scanned) if f.name == "quota-sum-mismatch"]
    assert finding.about == "reading"
