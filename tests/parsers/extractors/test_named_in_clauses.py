"""Bodies of contacts and issuers of citations that stand inside a clause, not beside the name or number."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest

HEAD = (
    "ỦY BAN NHÂN DÂN\nXÃ NÀ LẠNH\nSố: 17/KH-UBND\nNà Lạnh, ngày 12 tháng 01 năm 2026\n\nKẾ HOẠCH\nHiến máu năm 2026\n\n"
)


@pytest.mark.parametrize(
    ("line", "organ"),
    [
        (
            "- Các tổ dân phố gom phiếu, nộp Đoàn phường chậm nhất ngày 09/4/2026 (qua anh Vũ Đức Ngần, SĐT 0900.000.111).",
            "Đoàn phường",
        ),
        ("- Mọi thông tin liên hệ: bà Lò Thị Hoa, Trạm trưởng Trạm Y tế xã, điện thoại: 0900.000.112.", "Trạm Y tế xã"),
    ],
)
def test_the_body_of_a_contact(line: str, organ: str) -> None:
    (contact,) = ingest(f"{HEAD}I. NỘI DUNG\n\n{line}\n".encode(), name="x.txt").contacts
    assert contact.organ_name == organ


@pytest.mark.parametrize(
    ("line", "organ", "day"),
    [
        ("Thực hiện Công văn của Sở Y tế số 112/SYT-NVY ngày 06/01/2026 về việc hiến máu.", "Sở Y tế", "2026-01-06"),
        ("Thực hiện Công điện số 08/CĐ-UBND và số 09/CĐ-UBND ngày 07/01/2026 của UBND tỉnh.", None, "2026-01-07"),
    ],
)
def test_issuer_and_day_of_a_citation(line: str, organ: str | None, day: str) -> None:
    first = ingest(f"{HEAD}{line}\n".encode(), name="x.txt").citations[0]
    assert (first.organ_name, first.date.edtf if first.date else None) == (organ, day)
