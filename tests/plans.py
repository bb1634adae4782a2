"""A plan as an office would send it, in versions: for tests of what people decide and of what is kept."""

from __future__ import annotations

import io

import docx

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord

PLAN = """\
BAN CHỈ ĐẠO VẬN ĐỘNG
HIẾN MÁU TÌNH NGUYỆN
XÃ ĐỒNG MÂY
Số: 07/KH-BCĐ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Mây, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Tổ chức hiến máu tình nguyện năm 2026

Thực hiện Kế hoạch số 21/KH-UBND ngày 05/01/2026 của UBND tỉnh, Ban Chỉ đạo xã xây dựng kế hoạch như sau:

I. CHỈ TIÊU
Toàn xã vận động ít nhất 120 đơn vị máu trong năm 2026.
| TT | Thôn | Chỉ tiêu (đơn vị máu) |
|---|---|---|
| 1 | Thôn Bản Hạ | 40 |
| 2 | Thôn Nà Sen | 45 |
| 3 | Thôn Khe Vải | 35 |
| | Tổng cộng | 120 |

II. TỔ CHỨC THỰC HIỆN
1. Hội Chữ thập đỏ xã
Chủ trì tham mưu triển khai kế hoạch này.
Gửi báo cáo kết quả về Ban Chỉ đạo xã trước ngày 25/11/2026.
2. Trạm Y tế xã
Bố trí 02 nhân viên y tế phục vụ trong ngày tổ chức hiến máu.
Gửi báo cáo kết quả về Ban Chỉ đạo xã trước ngày 25/11/2026.
3. Đoàn Thanh niên xã
Lập danh sách người đăng ký hiến máu, gửi Hội Chữ thập đỏ xã trước ngày 28/02/2026. ĐT: 0900.000.117.

Nơi nhận:
- UBND tỉnh (để b/c);
- Các thôn;
- Lưu: VT.

TM. BAN CHỈ ĐẠO
TRƯỞNG BAN

Lò Thị Mẩy
"""


def read(text: str, name: str = "ke-hoach.md") -> DocumentRecord:
    """The record of a text, through the reader of its format."""
    return ingest(text.encode(), name=name)


def as_docx(text: str) -> bytes:
    """The text as a Word file: a paragraph for each line, a table for the rows between bars."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            if not set(line) <= set("|-"):
                rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words
            rows = []
        if line:
            document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
