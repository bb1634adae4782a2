"""The register of a year as a book: every row in the order of its number, read by an independent reader."""

from __future__ import annotations

import dataclasses
import datetime
import io

import openpyxl

from hmtn_ingest.collection.document import DocumentSummary
from hmtn_ingest.collection.register_book import book_rows
from hmtn_ingest.exports.register_book import write_book
from hmtn_ingest.review.stored import RegisterEntry

ENTRY = RegisterEntry(
    arrival_number="9",
    arrival_date=datetime.date(2026, 5, 4),
    code="07/KH-UBND",
    subject="Vận động hiến máu năm 2026",
    handler="Bà Kha Thị Thử 0900.000.145",
    due=datetime.date(2026, 5, 19),
    type_name="CÔNG VĂN",
    organ_name="UBND XÃ ĐÁ MÀI",
    issued="2026-04-28",
    at=datetime.datetime(2026, 5, 4, 2, tzinfo=datetime.UTC),
)
THERE = DocumentSummary(3, "07/KH-UBND", "KẾ HOẠCH", "UBND XÃ ĐỒI THÔNG", None, None, "2026-05", None, 2026)


def numbered(number: str, day: datetime.date | None = ENTRY.arrival_date) -> RegisterEntry:
    return dataclasses.replace(ENTRY, arrival_number=number, arrival_date=day)


def test_rows_stand_in_the_order_of_their_numbers_and_years() -> None:
    numbers = {1: "10", 2: "10a", 3: "9", 4: "", 5: "001", 6: "B2"}
    entries = {document: numbered(number) for document, number in numbers.items()}
    entries[7] = numbered("300", datetime.date(2025, 12, 30))
    rows = book_rows(entries, [])
    assert [row.entry.arrival_number for row in rows] == ["300", "001", "9", "10", "10a", "", "B2"]
    assert all(row.deleted for row in rows)


def test_a_row_tells_what_its_document_says_now_and_of_a_deleted_one_what_it_said() -> None:
    there, gone = book_rows({3: ENTRY, 4: numbered("10")}, [THERE])
    assert (there.organ, there.about, there.issued, there.deleted) == (
        "UBND XÃ ĐỒI THÔNG",
        "Kế hoạch: Vận động hiến máu năm 2026",
        "2026-05",
        False,
    )
    assert (gone.organ, gone.about, gone.issued, gone.deleted) == (
        "UBND XÃ ĐÁ MÀI",
        "Công văn: Vận động hiến máu năm 2026",
        "2026-04-28",
        True,
    )
    assert {row.entry.handler for row in (there, gone)} == {"Bà Kha Thị Thử ••••.•••.145"}


def test_the_book_has_the_columns_of_the_decree_and_marks_what_is_deleted() -> None:
    rows = book_rows({3: ENTRY, 4: dataclasses.replace(numbered("010"), due=None, handler="=1+1")}, [THERE])
    file = write_book(rows, 2026)
    assert (file.name, write_book(rows, 2026).data == file.data) == ("so-van-ban-den-2026.xlsx", True)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(file.data)).worksheets
    title, _, head, first, second = sheet.iter_rows(values_only=True)
    assert title[0] == "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN NĂM 2026"
    assert head == (
        "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
    )  # fmt: skip
    assert first == (
        datetime.datetime(2026, 5, 4), 9, "UBND XÃ ĐỒI THÔNG", "07/KH-UBND", "tháng 5/2026",
        "Kế hoạch: Vận động hiến máu năm 2026", "Bà Kha Thị Thử ••••.•••.145", None, None, "Hạn xử lý: 19/05/2026",
    )  # fmt: skip
    assert second[:2] == (datetime.datetime(2026, 5, 4), "010")
    assert second[4:] == (
        datetime.datetime(2026, 4, 28), "Công văn: Vận động hiến máu năm 2026", "=1+1", None, None,
        "Văn bản đã xóa khỏi kho",
    )  # fmt: skip
    assert sheet["G5"].data_type == "s"


def test_a_year_without_rows_says_so() -> None:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(write_book([], 2024).data)).worksheets
    assert sheet["A4"].value == "Năm này chưa có văn bản nào vào sổ."
