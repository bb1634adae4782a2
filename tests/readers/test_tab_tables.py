"""Tables set with tabs are tables, in a text file and in the paragraphs of a .docx alike."""

from __future__ import annotations

import io

import docx
import pytest

from hmtn_ingest import readers
from hmtn_ingest.pipeline import extract
from hmtn_ingest.readers.docx.tab_tables import with_tab_tables
from parsers.document import Block, Document
from parsers.records import Source
from tests.growth import grows_with_length_only

TITLE = "PHỤ LỤC\nPhân bổ chỉ tiêu vận động hiến máu năm 2031\n"


def of_docx(text: str) -> Document:
    made = docx.Document()
    for line in text.split("\n"):
        made.add_paragraph(line)
    written = io.BytesIO()
    made.save(written)
    return readers.read(written.getvalue(), "bang.docx")


def of_text(text: str) -> Document:
    return readers.read(text.encode(), "bang.txt")


TABLES = {
    "plain": "TT\tĐơn vị\tChỉ tiêu\n1\tXã Bản Sen\t12\n2\tXã Nậm Lúa\t6\n\tTổng cộng\t18",
    "a total without its tabs": "TT\tĐơn vị\tChỉ tiêu\n1\tXã Bản Sen\t12\n2\tXã Nậm Lúa\t6\nTổng cộng\t18",
    "group rows without tabs": (
        "TT\tĐơn vị\tChỉ tiêu\nA. CÁC XÃ\n1\tXã Bản Sen\t12\nB. CÁC XÃ VÙNG CAO\n2\tXã Nậm Lúa\t6\n\tTổng cộng\t18"
    ),
    "group rows with sub-totals": (
        "TT\tĐơn vị\tChỉ tiêu\tGhi chú\nA. CÁC XÃ\t12\n1\tXã Bản Sen\t12\tđợt 1\nB. XÃ VÙNG CAO\t6\n"
        "2\tXã Nậm Lúa\t6\n\tTổng cộng\t18"
    ),
    "a group row below the head, words in the last column": (
        "TT\tĐơn vị\tChỉ tiêu\tGhi chú\nA. CÁC XÃ\n1\tXã Bản Sen\t12\tđợt 1\nB. XÃ VÙNG CAO\n2\tXã Nậm Lúa\t6\tđợt 2"
        "\n\tTổng cộng\t18"
    ),
    "rows without the last tab": (
        "TT\tĐơn vị\tChỉ tiêu\tGhi chú\n1\tXã Bản Sen\t12\n2\tXã Nậm Lúa\t6\tđợt 2\n\tTổng cộng\t18"
    ),
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES.keys())
@pytest.mark.parametrize("read", [of_docx, of_text], ids=["docx", "txt"])
def test_a_table_set_with_tabs(text: str, read: object) -> None:
    document = read(f"{TITLE}{text}\nTrên đây là kế hoạch của xã.")  # type: ignore[operator]
    (table,) = extract(document, Source(file_name="x", sha256="0", media_type="", reader="")).quota_tables
    assert [(row.body.name, row.values[0].value) for row in table.rows] == [("Xã Bản Sen", 12), ("Xã Nậm Lúa", 6)]
    assert [total.value for total in table.stated_total or []] == [18]


NO_TABLES = {
    "letterhead": "UBND XÃ BẢN SEN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH\tBản Sen, ngày 05/3/2031\nKẾ HOẠCH",
    "list": "1.\tMục đích\n2.\tYêu cầu\n3.\tNội dung",
    "labels": "Thời gian:\t7 giờ\nĐịa điểm:\tNhà văn hóa\nThành phần:\tđoàn viên",
    "agenda": "7 giờ 30\tĐón tiếp\n8 giờ\tKhai mạc\n8 giờ 30\tHiến máu",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_paragraphs_of_a_docx_that_are_no_table(text: str) -> None:
    assert of_docx(text).tables == ()


def test_tables_of_both_kinds_stand_in_their_order() -> None:
    made = docx.Document()
    for line in TABLES["plain"].split("\n"):
        made.add_paragraph(line)
    grid = made.add_table(2, 2)
    for cell, text in zip(grid._cells, ("Đơn vị", "Số", "Xã Khe Mây", "4"), strict=True):
        cell.text = text
    made.add_paragraph("Hết")
    for line in TABLES["rows without the last tab"].split("\n"):
        made.add_paragraph(line)
    written = io.BytesIO()
    made.save(written)
    document = readers.read(written.getvalue(), "bang.docx")
    assert [len(table.rows) for table in document.tables] == [4, 2, 4]
    for block in document.blocks:
        if block.table is not None and block.row is not None and block.column is not None:
            cell = document.tables[block.table].rows[block.row][block.column]
            assert cell is not None
            assert cell.start <= block.start <= block.end <= cell.end


def test_many_paragraphs_take_no_longer_than_they_are() -> None:
    line = "- Vận động người hiến máu.\n"

    def work(count: int) -> None:
        blocks = [Block(len(line) * n, len(line) * (n + 1) - 1) for n in range(count)]
        assert with_tab_tables(line * count, blocks, []) == (blocks, [])

    assert grows_with_length_only(work, 1000, 8000)
