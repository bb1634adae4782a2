"""The register of incoming documents of a year, with the columns of Phụ lục IV of Nghị định 30/2020/NĐ-CP, as XLSX.

In: rows of :mod:`hmtn_ingest.collection.register_book`. Out: one file, in Vietnamese whatever the language of the page,
as the form of the decree is. When a document was handed on, and the signature for it, are left to the pen.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hmtn_ingest.collection.register_book import BookRow
from hmtn_ingest.exports.cells import CellValue
from hmtn_ingest.exports.model import File
from hmtn_ingest.exports.xlsx_file import XlsxColumn, XlsxFile, XlsxRow
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_edtf

_COLUMNS = (
    XlsxColumn("Ngày đến", 11), XlsxColumn("Số đến", 8, "center"), XlsxColumn("Tác giả", 24),
    XlsxColumn("Số, ký hiệu", 15), XlsxColumn("Ngày tháng", 11),
    XlsxColumn("Tên loại và trích yếu nội dung", 40), XlsxColumn("Đơn vị hoặc người nhận", 20),
    XlsxColumn("Ngày chuyển", 11), XlsxColumn("Ký nhận", 11), XlsxColumn("Ghi chú", 22),
)  # fmt: skip


def write_book(rows: Sequence[BookRow], year: int) -> File:
    """``so-van-ban-den-2026.xlsx``: every row of a year, those of deleted documents marked."""
    title = f"Sổ đăng ký văn bản đến năm {year}"
    file = XlsxFile(title, footer="Phụ lục IV, Nghị định 30/2020/NĐ-CP")
    sheet = file.sheet("Văn bản đến", [column.width for column in _COLUMNS], wide=True)
    sheet.title(title.upper())
    sheet.table(_COLUMNS, (XlsxRow(_cells(row)) for row in rows), say("register-book.none"))
    return File(f"so-van-ban-den-{year}.xlsx", file.data())


def _cells(row: BookRow) -> list[CellValue]:
    entry = row.entry
    number: CellValue = int(entry.arrival_number) if entry.arrival_number.isdecimal() else entry.arrival_number
    if entry.arrival_number.startswith("0"):
        number = entry.arrival_number
    return [
        entry.arrival_date, number, row.organ, entry.code, _day(row.issued), row.about, entry.handler, None, None,
        _remarks(row),
    ]  # fmt: skip


def _remarks(row: BookRow) -> str:
    """What a row has beside the columns of the form: until when the document is to be handled, that it is deleted."""
    due = say("register-book.until", day=f"{row.entry.due:%d/%m/%Y}") if row.entry.due else ""
    return ". ".join(part for part in (due, say("register-book.deleted") if row.deleted else "") if part)


def _day(edtf: str) -> CellValue:
    """A whole date as a date, half of one in words."""
    try:
        return datetime.date.fromisoformat(edtf) if edtf else None
    except ValueError:
        return say_edtf(edtf)
