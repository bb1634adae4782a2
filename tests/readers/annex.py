"""One annex in the formats that offices keep annexes in: the same cells and merges as .xlsx, .docx, .csv, and by
LibreOffice as .xls and .ods.

``ROWS`` are the cells of the sheet from its first row; ``MERGES`` are written as spreadsheets write them.
"""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[Any]]

TITLE: Rows = [
    ["PHỤ LỤC I"],
    ["PHÂN BỔ CHỈ TIÊU HIẾN MÁU TÌNH NGUYỆN NĂM 2026"],
    ["(Kèm theo Kế hoạch số 12/KH-BCĐ ngày 14/01/2026 của Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh)"],
    [],
]
HEAD: Rows = [
    ["TT", "Đơn vị", "Chỉ tiêu năm 2026 (đơn vị máu)", None, "Ghi chú"],
    [None, None, "Đợt 1", "Đợt 2", None],
]
BODY: Rows = [
    [None, "I. KHỐI XÃ, PHƯỜNG", None, None, None],
    [1, "Ủy ban nhân dân xã Nậm Lúa", 1200, 350, None],
    [2, "Ủy ban nhân dân xã Bản Sen", 7000, 80, None],
    [None, "II. KHỐI TRƯỜNG HỌC", None, None, None],
    [3, "Trường Cao đẳng Y tế tỉnh", 250, 1050, "Hai điểm"],
    [None, "Tổng cộng", 8450, 1480, None],
]
END: Rows = [
    [],
    ["Ghi chú: Mỗi đơn vị tự bố trí phương tiện đưa người đến điểm hiến máu."],
    [None, "NGƯỜI LẬP BIỂU", None, "TM. BAN CHỈ ĐẠO"],
    [None, None, None, "KT. TRƯỞNG BAN"],
    [None, None, None, "PHÓ TRƯỞNG BAN"],
    [],
    [None, "Lò Thị Ín", None, "Giàng A Phử"],
]
ROWS: Rows = [*TITLE, *HEAD, *BODY, *END]
MERGES = ("A1:E1", "A2:E2", "A3:E3", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "A14:E14")
QUOTAS = {
    "Ủy ban nhân dân xã Nậm Lúa": [1200, 350],
    "Ủy ban nhân dân xã Bản Sen": [7000, 80],
    "Trường Cao đẳng Y tế tỉnh": [250, 1050],
}


def fill(sheet: Worksheet, rows: Rows, merges: Iterable[str] = (), *, top: int = 1, left: int = 1) -> None:
    """Write rows into a sheet, numbers with the format "#,##0"."""
    for number, row in enumerate(rows, top):
        for column, value in enumerate(row, left):
            if value is not None:
                cell = sheet.cell(number, column, value)
                if isinstance(value, int) and column > left:
                    cell.number_format = "#,##0"
    for merge in merges:
        sheet.merge_cells(merge)


def workbook(
    change: Callable[[Worksheet], None] = lambda sheet: None, rows: Rows = ROWS, merges: Any = MERGES
) -> bytes:
    """The annex as .xlsx; ``change`` may do something to its sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Phụ lục I"
    fill(sheet, rows, merges)
    change(sheet)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def delimited(sign: str = ";", encoding: str = "utf-8-sig", rows: Rows = ROWS) -> bytes:
    """The annex as Excel saves a .csv: as many cells in each row, numbers as they are shown."""
    target = io.StringIO()
    width = max(map(len, rows))
    writer = csv.writer(target, delimiter=sign, lineterminator="\r\n")
    for row in rows:
        shown = [f"{v:,}".replace(",", ".") if isinstance(v, int) else v or "" for v in row]
        writer.writerow(shown + [""] * (width - len(row)))
    return target.getvalue().encode(encoding)


def word() -> bytes:
    """The annex as .docx: the same title, table and signature."""
    document = docx.Document()
    for row in TITLE[:3]:
        document.add_paragraph(row[0])
    rows = [*HEAD, *BODY]
    table = document.add_table(len(rows), 5)
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                shown = f"{value:,}".replace(",", ".") if isinstance(value, int) else value
                table.cell(number, column).text = shown
    for merge in MERGES[3:7]:
        left, top, right, bottom = (place - 1 for place in range_boundaries(merge))
        table.cell(top - 4, left).merge(table.cell(bottom - 4, right))
    document.add_paragraph(END[1][0])
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def converted(office: str, files: dict[str, bytes], ends: Sequence[str], folder: Path) -> dict[str, bytes]:
    """Files under their names without an end, as LibreOffice saves them in each of the formats."""
    given = folder / "given"
    given.mkdir()
    for name, data in files.items():
        (given / name).write_bytes(data)
    found = {}
    for end in ends:
        command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", end]
        made = folder / end
        subprocess.run(
            [*command, "--outdir", str(made), *map(str, sorted(given.iterdir()))],
            capture_output=True,
            timeout=300,
            check=False,
        )
        found.update({path.name: path.read_bytes() for path in made.glob("*")})
    return found
