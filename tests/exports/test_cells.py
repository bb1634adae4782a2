"""Text in cells and names of files: nothing runs, nothing is lost, nothing leaves its folder."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmtn_ingest.exports.cells import csv_file, is_formula
from hmtn_ingest.exports.names import for_documents, safe
from hmtn_ingest.review.reviewed import review
from tests.exports.material import plan

FORMULAS = [
    "=1+1", "+84 900 000 111", "-2+3", "@SUM(A1)", "\tchữ", "\rchữ", "\nchữ", "  =1+1", "\u00a0=1", "\u200b=1", "\ufeff@a",
    "'=1+1", "\"=1+1", "“=1+1”", "=HYPERLINK(\"http://a.example\")", "=cmd|' /C calc'!A0", "＝1+1", "＠a", "'  \t'-1", "- Trạm Y tế",
]  # fmt: skip
TEXTS = [
    "",
    "Trạm Y tế",
    "1+1=2",
    "a@b.example",
    "15/6 - 30/11",
    "“Tháng nhân đạo”",
    "'Giọt hồng'",
    "(=)",
    "06:30",
    "…",
]


def read(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_run_gets_an_apostrophe(text: str) -> None:
    assert is_formula(text)
    assert read(csv_file([[text]])) == [[f"'{text}"]]


@pytest.mark.parametrize("text", TEXTS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not is_formula(text)
    assert read(csv_file([[text, "x"]])) == [[text, "x"]]


@given(st.lists(st.text(alphabet=st.sampled_from("=+-@'\"“ \t\r\nab,;Đ\u200b")), min_size=2, max_size=4))
def test_taking_the_apostrophe_off_gives_every_text_back(texts: list[str]) -> None:
    (row,) = read(csv_file([texts]))
    assert [text[1:] if text.startswith("'") and is_formula(text) else text for text in row] == texts


def test_values_are_written_for_machines() -> None:
    row = [7000, 1.5, True, None, datetime.date(2026, 1, 5), -3]
    assert read(csv_file([row])) == [["7000", "1.5", "true", "", "2026-01-05", "-3"]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kế hoạch hiến máu 2026", "Kế hoạch hiến máu 2026"),
        ("Số 09/KH-BCĐ: bản in?", "Số 09_KH-BCĐ_ bản in_"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "van-ban"),
        ("   ", "van-ban"),
        ("CON", "_CON"),
        ("com1.bak", "_com1.bak"),
        ("LPT¹", "_LPT¹"),
        ("Conclusion", "Conclusion"),
        ("=cmd", "cmd"),
        ("-rf", "rf"),
        ("tên kết thúc bằng chấm...", "tên kết thúc bằng chấm"),
        ("ke\u202egnp.hoach", "ke_gnp.hoach"),
        ("a\x00b\nc", "a_b_c"),
        ("Ke\u0302\u0301", "Kế"),
    ],
)
def test_names_of_files(name: str, expected: str) -> None:
    assert safe(name) == expected


@given(st.text())
def test_any_name_can_be_written_as_a_file(name: str) -> None:
    made = safe(name)
    assert made
    assert len(made.encode()) <= 151
    assert not set(made) & set('<>:"/\\|?*\0\n\r\t')
    assert made.strip(" .") == made


def test_names_of_several_documents_differ_without_regard_to_case() -> None:
    names = ["ke-hoach.docx", "Ke-hoach.pdf", "thư mục/ke-hoach.txt", "C:\\Users\\an\\ke-hoach.docx"]
    documents = [review(plan(name)) for name in names]
    expected = ["ke-hoach.xlsx", "Ke-hoach-2.xlsx", "ke-hoach-3.xlsx", "ke-hoach-4.xlsx"]
    assert for_documents(documents, ".xlsx") == expected
