"""A comparison as a table to download, read back by csv."""

from __future__ import annotations

import csv
import io

import pytest

from hmtn_ingest.exports.comparison_csv import comparison_table
from hmtn_ingest.i18n import Language
from hmtn_ingest.render.comparison_lines import Compared
from hmtn_ingest.review.reviewed import review
from tests.exports.material import PLAN, plan
from tests.plans import read

LATER = (
    PLAN.replace("Gửi danh sách đăng ký về", "Gửi danh sách đăng ký, bản giấy, về")
    .replace("- Chủ trì, phối hợp với Trạm Y tế phường chuẩn bị địa điểm hiến máu.\n", "")
    .replace("ngày 01/3/2026", "ngày 25/02/2026")
    .replace("0900.000.245", "0900.000.146")
)


def compared(language: Language = "vi") -> Compared:
    return Compared((1, review(plan())), (2, review(read(LATER, "ke-hoach-sua.md"))), language)


def rows(comparison: Compared) -> list[dict[str, str]]:
    data = comparison_table(comparison)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_pair_has_a_row() -> None:
    comparison = compared()
    table = rows(comparison)
    assert list(table[0]) == ["Loại", "Thay đổi", "Cũ", "Mới", "Khác ở", "Cần xem lại"]
    assert len(table) == len(comparison.lines)
    assert list(rows(compared("en"))[0]) == ["Kind", "Change", "Old", "New", "Difference", "To be checked"]


def test_a_row_says_what_stood_there_and_what_stands_there_now() -> None:
    changed = next(row for row in rows(compared()) if (row["Loại"], row["Thay đổi"]) == ("Thời hạn", "Đổi"))
    assert changed["Cũ"].startswith("trước 01/03/2026 (hạn cuối 28/02/2026) · ")
    assert changed["Mới"].startswith("trước 25/02/2026 (hạn cuối 24/02/2026) · ")
    assert "Thời hạn: trước 01/03/2026 (hạn cuối 28/02/2026) → trước 25/02/2026" in changed["Khác ở"]
    assert "(sớm hơn 4 ngày)" in changed["Khác ở"]
    gone = next(row for row in rows(compared()) if row["Thay đổi"] == "Không còn")
    assert "chuẩn bị địa điểm hiến máu" in gone["Cũ"]
    assert gone["Mới"] == ""


def test_phone_numbers_are_masked() -> None:
    said = comparison_table(compared()).decode()
    assert "0900" not in said
    assert "•245" in said
    assert "•146" in said


@pytest.mark.parametrize("text", [" =1+1", "\u00a0@SUM(1)", "＝1+1", "“=1+1", "\u200b=1+1"])
def test_no_cell_can_run_as_a_formula(text: str) -> None:
    comparison = compared()
    line = comparison.of("obligation", "same", "changed")[0]
    assert line.new is not None
    comparison.lines = [line._replace(new=line.new._replace(lead="", text=text, meta=""), notes=(), doubts=(text,))]
    (row,) = rows(comparison)
    assert (row["Mới"], row["Cần xem lại"]) == (f"'{text}", f"'{text}")
