"""Tables in HTML under the name of .xls, as systems of offices export them, are sheets; other web pages are refused."""

from __future__ import annotations

import unicodedata

import pytest

from hmtn_ingest import readers
from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import Unreadable
from tests.growth import grows_with_length_only

ROWS = """
<tr><td colspan=4 style="text-align:center">CHỈ TIÊU HIẾN MÁU TÌNH NGUYỆN NĂM 2026</td></tr>
<tr><th rowspan=2>STT</th><th rowspan=2>Đơn vị</th><th colspan=2>Chỉ tiêu</th></tr>
<tr><th>Số người đăng ký</th><th>Số<br>đơn vị máu</th></tr>
<tr><td>1</td><td>Xã Khe Vầu</td><td x:num="40">40</td><td x:num>25</td></tr>
<tr style="display: none"><td>1a</td><td>Thôn Thượng</td><td>10</td><td>5</td></tr>
<tr><td>2</td><td>Xã Bến&nbsp;Lau</td><td>1.200</td><td>30</td></tr>
<tr><!-- dòng cộng --><td></td><td>Tổng cộng</td><td>1.240</td><td>55</td></tr>
"""
TABLE = f"<table border=1>{ROWS}</table>"
PAGE = f"<html><head><style>td{{mso-number-format:'@'}}</style></head><body><p>Phụ lục</p>{TABLE}</body></html>"
EXCEL = PAGE.replace("<html>", '<html xmlns:x="urn:schemas-microsoft-com:office:excel">')
OLD = PAGE.replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1258">')


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE.encode(), "chi-tieu.xls"),
        (TABLE.encode(), "chi-tieu.XLS"),
        (("\ufeff" + PAGE).encode(), "chi-tieu.xls"),
        (PAGE.encode("utf-16"), "chi-tieu.xls"),
        (EXCEL.encode(), "chi-tieu.htm"),
    ],
)
def test_a_table_of_html_is_a_quota_table(data: bytes, name: str) -> None:
    record = ingest(data, name=name)
    assert record.source.reader == "sheet"
    (table,) = record.quota_tables
    assert [column.name for column in table.columns][2:] == ["Chỉ tiêu - Số người đăng ký", "Chỉ tiêu - Số đơn vị máu"]
    assert [(row.ordinal, row.body.name, [cell.value for cell in row.values]) for row in table.rows] == [
        ("1", "Xã Khe Vầu", [40, 25]),
        ("2", "Xã Bến Lau", [1200, 30]),
    ]
    assert [cell.value for cell in table.stated_total or ()] == [1240, 55]


def test_cells_reach_as_far_as_they_say() -> None:
    document = readers.read(TABLE.encode(), "chi-tieu.xls")
    head = next(row for row in document.tables[-1].rows if row[0] and document.text[row[0].start :].startswith("STT"))
    assert [cell and (cell.rows, cell.columns) for cell in head] == [(2, 1), (2, 1), (1, 2), None]


def test_lines_of_a_cell_end_where_a_browser_ends_them() -> None:
    rows = "<tr><td>Đơn vị<td>Số</tr><tr><td><p>Xã Khe Vầu</p>(hai điểm)<table><tr><td>sáng<tr><td>chiều</table><td>40</tr>"
    document = readers.read(f"<table>{rows}</table>".encode(), "chi-tieu.xls")
    assert document.text == "Đơn vị\tSố\nXã Khe Vầu\n(hai điểm)\nsáng\nchiều\t40"


def test_what_is_not_displayed_is_named_as_hidden() -> None:
    document = readers.read(TABLE.encode(), "chi-tieu.xls")
    assert "Thôn Thượng" not in document.text
    assert [(one.code, "5" in one.message) for one in document.problems] == [("hidden-cells", True)]


def test_the_page_says_its_encoding() -> None:
    rows = "<tr><td>TT<td>Đơn vi\u0323<td>Số</tr><tr><td>1<td>Tổ dân phố<td>12</tr><tr><td>2<td>Ấp<td>9</tr>"
    page = OLD.replace(ROWS, rows).replace("Phụ lục", "")
    marked = {"ố": "ô\u0301", "ổ": "ô\u0309", "Ấ": "Â\u0301"}  # as the encoding has them
    data = "".join(marked.get(letter, letter) for letter in page).encode("windows-1258")
    text = unicodedata.normalize("NFC", readers.read(data, "chi-tieu.xls").text)
    assert text.split("\n") == ["TT\tĐơn vị\tSố", "1\tTổ dân phố\t12", "2\tẤp\t9"]


def test_cells_that_reach_beyond_all_reason() -> None:
    wild = TABLE.replace("rowspan=2", "rowspan=99999999").replace("colspan=2", 'colspan="-7"')
    assert "Xã Khe Vầu" in readers.read(wild.encode(), "chi-tieu.xls").text


def test_comments_before_a_page_take_no_longer_than_they_are() -> None:
    def work(count: int) -> None:
        assert "Xã Khe Vầu" in readers.read(b"<!---->" * count + TABLE.encode(), "chi-tieu.xls").text

    assert grows_with_length_only(work, 2_000, 16_000)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (PAGE, "chi-tieu.html", "unsupported"),
        (PAGE.replace("table", "section"), "chi-tieu.xls", "unsupported"),
        ("<table>" + "<tr><td rowspan=9999 colspan=500>1</td></tr>" * 40 + "</table>", "chi-tieu.xls", "too-large"),
        ("<table><tr>" + "<td>1</td>" * 17_000 + "</table>", "chi-tieu.xls", "too-large"),
        ("<table>" + "<tr>" * 1_600_000, "chi-tieu.xls", "too-large"),
        ("<html><body><table><tr><td> </td></tr></table></body></html>", "chi-tieu.xls", "empty"),
    ],
)
def test_other_pages_are_refused(data: str, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        readers.read(data.encode(), name)
    assert caught.value.problem.code == code


@pytest.mark.parametrize("page", ["<table>{}</table>", "<html><body><table>{}</table></body></html>"])
def test_tables_that_break_off_or_have_a_hole_are_damaged(page: str) -> None:
    row = "<tr><td>Ủy ban nhân dân xã Nậm Lúa được giao trong năm</td><td>45</td></tr>"
    whole = page.format("<tr><td>Đơn vị</td><td>Chỉ tiêu</td></tr>" + row * 20).encode()
    assert readers.read(whole, "a.xls").problems == []
    for damage in (whole[:-120], whole.replace(row.encode(), bytes(len(row.encode())), 1)):
        assert [problem.code for problem in readers.read(damage, "a.xls").problems] == ["damaged"]


@pytest.mark.parametrize(
    "rows",
    [
        "<caption>Hội Chữ thập đỏ tỉnh</caption><tr><td>Xã Nậm Lúa</td><td>45</td></tr>",
        "Hội Chữ thập đỏ tỉnh<tr><td>Xã Nậm Lúa</td><td>45</td></tr>",
        "<tr><td>Xã Nậm Lúa</td>Hội Chữ thập đỏ tỉnh<td>45</td></tr>",
        "<tr><td>Xã Nậm Lúa</td><td>45</td></tr><td>Hội Chữ thập đỏ tỉnh</td>",
        "<tr><td>Xã Nậm Lúa</td><td>45</td></tr>Hội Chữ thập đỏ tỉnh</td></tr>",
    ],
)
def test_what_stands_in_a_table_beside_its_cells_is_read_above_it(rows: str) -> None:
    page = f"<html><body><table>{rows}</table></body></html>"
    text = readers.read(page.encode(), "a.xls").text
    assert sorted(text.split("\n")) == ["Hội Chữ thập đỏ tỉnh", "Xã Nậm Lúa\t45"]
