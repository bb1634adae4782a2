"""Rules on the header: each planted defect raises exactly its finding."""

from __future__ import annotations

from typing import Any

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import DigitalSignature
from rules import check
from tests.rules.factory import PLAN, findings, found, planted

NUMBER = "Số: 26/KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026"
SIGNATURE = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLục Văn Thuần\n"
RECIPIENTS = PLAN[PLAN.index("Nơi nhận:") : PLAN.index("TM. ỦY BAN")]
ANNEX = PLAN[PLAN.index("BIỂU PHÂN BỔ CHỈ TIÊU") :]
PLAIN = planted(" (có Biểu phân bổ kèm theo)", "", planted(ANNEX, ""))
"""The same plan without its annex, so that number and date stand at one place only."""


def test_clean_plans() -> None:
    assert found(PLAN) == []
    assert found(PLAIN) == []


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Số:      /KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", ["number-blank"]),
        ("Số: ..... /KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", ["number-blank"]),
        ("\tSuối Lạnh, ngày 15 tháng 01 năm 2026", ["number-missing"]),
        ("Số: 26/KH-UBND\tSuối Lạnh, ngày      tháng 01 năm 2026", ["date-blank"]),
        ("Số: 26/KH-UBND\tSuối Lạnh, ngày ..... tháng ..... năm 2026", ["date-blank", "not-checkable"]),
        ("Số: 26/KH-UBND", ["date-missing", "not-checkable"]),
        ("Số: 26/BC-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", ["notation-type-mismatch"]),
        ("Số: 6/KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", ["number-padding"]),
        ("Số: 26/KH-UBND\tSuối Lạnh, ngày 15 tháng 1 năm 2026", ["date-padding"]),
        ("Số: 26/KH-BCĐ\tSuối Lạnh, ngày 15 tháng 01 năm 2026", ["issuer-conflict"]),
        # clean twins
        ("Số: 26/HMTN-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", []),  # the symbol of no type
        ("Số: 06/KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", []),
        ("Số: 026/KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", []),
        ("Số: 126 /KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", []),
    ],
)
def test_number_and_date(new: str, expected: list[str]) -> None:
    assert found(planted(NUMBER, new, PLAIN)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("\nLục Văn Thuần\n", "", ["signer-missing"]),
        (SIGNATURE, "", ["signer-missing"]),
        (RECIPIENTS, "", ["recipients-missing"]),
        ("- Lưu: VT, VHXH.", "- Ban Chấp hành Đoàn xã.", ["archive-line-missing"]),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN", ["issuer-conflict"]),
        ("dân xã Suối Lạnh ban hành Kế hoạch", "dân xã Đồi Sim ban hành Kế hoạch", ["issuer-conflict"]),
        # clean twins
        ("- Lưu: VT, VHXH.", "- Lưu VP.", []),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", []),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "CHỦ TỊCH", []),
        ("Ủy ban nhân dân xã Suối Lạnh ban hành Kế hoạch", "UBND xã ban hành Kế hoạch", []),
    ],
)
def test_signature_and_recipients(old: str, new: str, expected: list[str]) -> None:
    assert found(planted(old, new, PLAIN)) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("tampered", [("signature-tampered", "error")]),
        ("changed-after", [("changed-after-signing", "warning")]),
        # clean twins
        ("good", []),
        ("unknown-root", []),
        ("unreadable", []),
    ],
)
def test_digital_signature(status: Any, expected: list[tuple[str, str]]) -> None:
    seal = DigitalSignature(signer="UBND XÃ SUỐI LẠNH", status="unknown-root")
    signature = DigitalSignature(signer="Lục Văn Thuần", organisation="UBND XÃ SUỐI LẠNH", status=status)
    record = ingest(PLAIN.encode(), name="ke-hoach.txt").model_copy(update={"signatures": [seal, signature]})
    raised = check(record)
    assert [(finding.name, finding.severity) for finding in raised] == expected
    for finding in raised:
        assert [span.quote for span in finding.spans] == ["Lục Văn Thuần"]
        assert "Lục Văn Thuần" in finding.message_vi
        assert "Lục Văn Thuần" in finding.message_en


def test_an_issuer_that_was_recognised_from_a_picture_may_be_misread() -> None:
    text = planted("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN", PLAIN)
    record = ingest(text.encode(), name="ke-hoach.txt")
    assert [finding.name for finding in check(record)] == ["issuer-conflict"]
    scanned = record.model_copy(update={"source": record.source.model_copy(update={"ocr": True})})
    assert "issuer-conflict" not in [finding.name for finding in check(scanned)]


def test_draft_is_signed_last() -> None:
    draft = planted(NUMBER, "Số:      /KH-UBND\tSuối Lạnh, ngày 15 tháng 01 năm 2026", PLAIN)
    assert found(planted("\nLục Văn Thuần\n", "", draft)) == ["number-blank"]


def test_report_under_the_symbol_of_a_plan() -> None:
    report = planted("KẾ HOẠCH\nVận động", "BÁO CÁO\nKết quả vận động", PLAIN)
    report = planted(
        "ban hành Kế hoạch vận động hiến máu tình nguyện năm 2026 như sau", "báo cáo kết quả như sau", report
    )
    finding = next(f for f in findings(report) if f.name == "notation-type-mismatch")
    assert [span.quote for span in finding.spans] == ["KH-UBND", "BÁO CÁO"]


def test_excerpt_without_letterhead_lacks_nothing() -> None:
    excerpt = PLAIN[PLAIN.index("I. MỤC ĐÍCH") : PLAIN.index("Nơi nhận:")]
    assert found(excerpt) == []


def test_messages_name_both_places() -> None:
    (finding,) = findings(planted(NUMBER, "Số: 26/KH-BCĐ\tSuối Lạnh, ngày 15 tháng 01 năm 2026", PLAIN))
    assert "ỦY BAN NHÂN DÂN XÃ SUỐI LẠNH" in finding.message_vi
    assert "BCĐ" in finding.message_vi
    assert "BCĐ" in finding.message_en
    assert [span.quote for span in finding.spans] == ["ỦY BAN NHÂN DÂN", "XÃ SUỐI LẠNH", "KH-BCĐ"]
