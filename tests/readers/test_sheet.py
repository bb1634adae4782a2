"""Spreadsheets: tables and lines of a sheet, numbers and days as they are shown, what is hidden, and what is too much."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from hmtn_ingest.pipeline import ingest
from hmtn_ingest.readers import Unreadable, read
from hmtn_ingest.readers.sheet import grid as grids
from hmtn_ingest.readers.sheet import package
from hmtn_ingest.readers.sheet.number_formats import shown
from parsers.document import Document
from parsers.records import DocumentRecord
from tests.growth import grows_with_length_only
from tests.readers import annex
from tests.readers.compound import compound
from tests.readers.old_workbook import Failed, Shown, Value, old_workbook
from tests.rereading import unsupported


def quotas(record: DocumentRecord) -> list[dict[str, list[float | None]]]:
    return [{row.body.name: [cell.value for cell in row.values] for row in table.rows} for table in record.quota_tables]


def cells(document: Document, table: int = 0) -> list[list[str | None]]:
    rows = document.tables[table].rows
    return [[cell and document.text[cell.start : cell.end] for cell in row] for row in rows]


def refused(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value


def codes(record: DocumentRecord) -> list[str]:
    return [problem.code for problem in record.problems]


# -- one annex in every format -----------------------------------------------------------------------------------------


def same_quota(record: DocumentRecord) -> None:
    (table,) = record.quota_tables
    assert quotas(record) == [annex.QUOTAS]
    assert table.title == "PHỤ LỤC I PHÂN BỔ CHỈ TIÊU HIẾN MÁU TÌNH NGUYỆN NĂM 2026"
    assert [(column.name, column.role, column.unit) for column in table.columns] == [
        ("TT", "ordinal", None),
        ("Đơn vị", "body", None),
        ("Chỉ tiêu năm 2026 (đơn vị máu) - Đợt 1", "quota", "đơn vị máu"),
        ("Chỉ tiêu năm 2026 (đơn vị máu) - Đợt 2", "quota", "đơn vị máu"),
        ("Ghi chú", "note", None),
    ]
    assert [group.name for group in table.groups] == ["I. KHỐI XÃ, PHƯỜNG", "II. KHỐI TRƯỜNG HỌC"]
    assert [cell.value for cell in table.stated_total or []] == [8450, 1480] == table.computed_total
    assert (record.status, record.source.pages, record.findings) == ("ok", None, [])
    assert not unsupported(record)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("phu-luc.xlsx", annex.workbook()),
        ("phu-luc.docx", annex.word()),
        ("phu-luc.csv", annex.delimited(";")),
        ("phu-luc.csv", annex.delimited("\t", "utf-16")),
        ("phu-luc.csv", annex.delimited(",", "utf-8")),
        ("PHU-LUC.CSV", b"sep=,\r\n" + annex.delimited(",", "utf-8")),
    ],
    ids=["xlsx", "docx", "csv-semicolon", "csv-tab-utf16", "csv-comma", "csv-told"],
)
def test_the_same_annex_gives_the_same_table(name: str, data: bytes) -> None:
    same_quota(ingest(data, name=name))


@pytest.mark.libreoffice
def test_old_and_open_formats_give_the_same_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (libreoffice-calc-nogui)")

    def change(sheet: Worksheet) -> None:
        for place, value, form in (
            ("C21", datetime.date(2026, 3, 20), "dd/mm/yyyy"),
            ("C22", 0.856, "0.0%"),
            ("C23", 987654321, "0000\\ 000\\ 000"),
            ("C24", 1234.5, "#,##0.00"),
            ("C25", 7.25, "General"),
        ):
            sheet[place] = value
            sheet[place].number_format = form
            sheet[place.replace("C", "B")] = "Ngày, số"
        sheet.row_dimensions[26].hidden = True
        sheet["A26"] = "Dòng ẩn"

    given = annex.workbook(change)
    files = annex.converted(office, {"phu-luc.xlsx": given}, ["xls", "ods"], tmp_path_factory.mktemp("office"))
    if not files:
        pytest.skip("LibreOffice cannot read workbooks here (libreoffice-calc-nogui)")
    expected = read(given, "phu-luc.xlsx")
    assert "20/03/2026\nNgày, số\t85,6%\nNgày, số\t0987 654 321\nNgày, số\t1.234,50\nNgày, số\t7,25" in expected.text
    for name in ("phu-luc.xls", "phu-luc.ods"):
        document = read(files[name], name)
        assert document.text == expected.text
        assert [problem.code for problem in document.problems] == ["hidden-cells"]
        assert cells(document) == cells(expected)


def test_lines_above_and_below_the_table_are_paragraphs() -> None:
    document = read(annex.workbook(), "phu-luc.xlsx")
    running = [document.text[block.start : block.end] for block in document.blocks if block.table is None]
    assert running == [*(row[0] for row in annex.TITLE[:3]), annex.END[1][0]]
    assert cells(document, 1) == [
        ["NGƯỜI LẬP BIỂU\nLò Thị Ín", "TM. BAN CHỈ ĐẠO\nKT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nGiàng A Phử"]
    ]


@pytest.mark.parametrize(("data", "name"), [(annex.workbook(), "phu-luc.xlsx"), (annex.delimited(), "phu-luc.csv")])
def test_heads_are_merged_as_in_the_sheet(data: bytes, name: str) -> None:
    document = read(data, name)
    head, second = document.tables[0].rows[:2]
    assert [cell and (cell.rows, cell.columns) for cell in head] == [(2, 1), (2, 1), (1, 2), None, (2, 1)]
    assert [cell and document.text[cell.start : cell.end] for cell in second] == [None, None, "Đợt 1", "Đợt 2", None]


PLAN: annex.Rows = [
    ["ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔ", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["BAN CHỈ ĐẠO VẬN ĐỘNG HIẾN MÁU", None, "Độc lập - Tự do - Hạnh phúc"],
    ["Số: 15/KH-BCĐ", None, "Đắk Nô, ngày 20 tháng 01 năm 2026"],
    [],
    ["KẾ HOẠCH"],
    ["Tổ chức hiến máu tình nguyện năm 2026"],
    ["ĐVT: đơn vị máu"],
    ["STT", "Tên đơn vị", "Chỉ tiêu"],
    [1, "Xã Nâm Nung", 150],
    [2, "Xã Quảng Sơn", 1200],
    [None, "Cộng", 1350],
    [],
    [None, None, "KT. TRƯỞNG BAN"],
    [None, None, "PHÓ TRƯỞNG BAN"],
    [],
    [None, None, "Y Bhiêng Niê"],
]


def test_a_letterhead_in_cells_is_a_letterhead() -> None:
    record = ingest(annex.workbook(rows=PLAN, merges=()), name="ke-hoach.xlsx")
    header = record.header
    assert header.code == "15/KH-BCĐ"
    assert header.issued_date is not None
    assert header.issued_date.value is not None
    assert header.issued_date.value.edtf == "2026-01-20"
    assert header.subject is not None
    assert header.subject.value == "Tổ chức hiến máu tình nguyện năm 2026"
    assert header.signer_name is not None
    assert header.signer_name.value == "Y Bhiêng Niê"
    assert quotas(record) == [{"Xã Nâm Nung": [150], "Xã Quảng Sơn": [1200]}]
    assert record.obligations == []


def test_two_tables_of_one_sheet_stay_two_and_gaps_part_none() -> None:
    rows = [
        ["PHỤ LỤC 1: CHỈ TIÊU KHỐI XÃ"],
        ["TT", "Đơn vị", "Chỉ tiêu (đơn vị máu)"],
        [1, "Xã Ia Mơ", 10],
        [],
        [2, "Xã Ia Púch", 20],
        ["PHỤ LỤC 2: CHỈ TIÊU KHỐI TRƯỜNG"],
        ["TT", "Đơn vị", "Chỉ tiêu (đơn vị máu)"],
        [1, "Trường THPT Ia Mơ", 15],
        [2, "Trường Nội trú Ia Púch", 25],
    ]
    record = ingest(annex.workbook(rows=rows, merges=()), name="hai-bang.xlsx")
    assert quotas(record) == [
        {"Xã Ia Mơ": [10], "Xã Ia Púch": [20]},
        {"Trường THPT Ia Mơ": [15], "Trường Nội trú Ia Púch": [25]},
    ]


def test_a_workbook_whose_sectors_lead_in_a_circle_is_damaged() -> None:
    data = bytearray(compound({"Workbook": bytes(6000)}))
    data[-512:] = struct.pack("<128I", *range(128))  # of each sector the one that follows it
    with pytest.raises(Unreadable) as caught:
        read(bytes(data), "chi-tieu.xls")
    assert caught.value.problem.code == "damaged"


@pytest.mark.parametrize("rows", [(0, 0x7FFFFFFF), (0xFFFFFF, 3)])
def test_a_sheet_that_says_to_be_larger_than_any_is_damaged(rows: tuple[int, int]) -> None:
    begin, end = struct.pack("<HHHH12x", 0x0809, 16, 0x0600, 5), struct.pack("<HH", 0x000A, 0)
    sheet = struct.pack("<HHIBB", 0x0085, 9, len(begin) + 13 + len(end), 0, 0) + b"\x01\0A"
    size = struct.pack("<HHIIHHH", 0x0200, 14, *rows, 0, 255, 0)
    with pytest.raises(Unreadable) as caught:
        read(compound({"Workbook": (begin + sheet + end + begin + size + end).ljust(4096, b"\0")}), "chi-tieu.xls")
    assert caught.value.problem.code == "damaged"


OLD: dict[tuple[int, int], Value] = {
    (0, 0): "Đơn vị", (0, 1): "Nháp", (0, 2): "Cũ", (0, 3): "Chỉ tiêu", (0, 4): "Tỷ lệ", (0, 5): "Đợt 1", (0, 6): "Đợt 2",
    (1, 0): "Xã Ia Mơ", (1, 1): "x", (1, 2): "y", (1, 3): Shown(1200, '#,##0" đơn vị"'), (1, 4): Shown(0.856, "0.0%"),
    (1, 5): (Shown(1500, "#,##0"), Shown(7, "00")),
    (2, 0): "Xã ẩn", (2, 3): Shown(5, "00"),
    (3, 0): "Xã Ia Púch", (3, 3): Failed(7, computed=True), (3, 4): Failed(42, computed=False),
}  # fmt: skip


def test_an_old_workbook_shows_formats_and_errors_and_names_what_is_hidden() -> None:
    document = read(old_workbook(OLD, hidden_rows=[2], hidden_columns=(1, 2)), "chi-tieu.xls")
    assert cells(document) == [
        ["Đơn vị", "Chỉ tiêu", "Tỷ lệ", "Đợt 1", "Đợt 2"],
        ["Xã Ia Mơ", "1.200 đơn vị", "85,6%", "1.500", "07"],
        ["Xã Ia Púch", "#DIV/0!", "#N/A", "", ""],
    ]
    told = {problem.code: problem.message for problem in document.problems}
    assert "D4, E4" in told["formula-error"]
    hidden = [problem.message for problem in document.problems if problem.code == "hidden-cells"]
    assert ["dòng 3 " in hidden[0], "cột B, C " in hidden[1]] == [True, True]


@pytest.mark.parametrize("lost", ["a record", "its end"])
def test_an_old_workbook_in_which_records_are_lost_is_damaged(lost: str) -> None:
    whole = old_workbook(OLD)
    text = "Xã ẩn".encode("utf-16-le")
    at, end = whole.index(text), struct.pack("<HH", 0x000A, 0)
    damage = {
        "a record": whole[: at - 13] + bytes(13 + len(text)) + whole[at + len(text) :],
        "its end": whole[: whole.rindex(end)] + struct.pack("<HH", 0x000B, 0) + whole[whole.rindex(end) + 4 :],
    }
    assert damage[lost] != whole
    assert refused(damage[lost], "chi-tieu.xls").problem.code == "damaged"


def test_margins_are_trimmed_and_lines_of_a_cell_stay_together() -> None:
    book = openpyxl.Workbook()
    rows = [["Đơn vị", None, "Số người\nđăng ký"], ["Xã Ia Mơ", None, 10], ["Xã Ia Púch", None, 20]]
    annex.fill(book.worksheets[0], rows, top=40, left=7)
    document = read(annex.saved(book), "le.xlsx")
    assert document.text == "Đơn vị\tSố người\nđăng ký\nXã Ia Mơ\t10\nXã Ia Púch\t20"
    assert cells(document)[0] == ["Đơn vị", "Số người\nđăng ký"]


# -- what is shown -----------------------------------------------------------------------------------------------------

ACCOUNTING = '_-* #,##0\\ _₫_-;\\-* #,##0\\ _₫_-;_-* "-"??\\ _₫_-;_-@_-'
MORNING = datetime.datetime(2026, 3, 20, 7, 30)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (7000, "#,##0", "7.000"),
        (7000.0, "General", "7000"),
        (1.5, "", "1,5"),
        (10 / 3, "", "3,333333333"),
        (0.856, "0.0%", "85,6%"),
        (0.856, "0%", "86%"),
        (3, "00", "03"),
        (56359, ACCOUNTING, "56.359"),
        (0, ACCOUNTING, "-"),
        (-5, ACCOUNTING, "-5"),
        (-1200, "#,##0;[Red](#,##0)", "(1.200)"),
        (-1200, "#,##0", "-1.200"),
        (1234.5, "#,##0.##", "1.234,5"),
        (120, '0" đơn vị"', "120 đơn vị"),
        (1e6, "#,##0\\ [$₫-42A]", "1.000.000 ₫"),
        (987654321, "0000\\ 000\\ 000", "0987 654 321"),
        (0.5, "# ?/?", "0,5"),
        (True, "", "TRUE"),
        (45, "0." + "0" * 300, "45"),
        (1e300, "0.00", "1" + "0" * 300 + ",00"),
        (MORNING, "dd/mm/yyyy", "20/03/2026"),
        (MORNING, "mm-dd-yy", "20/03/2026"),
        (MORNING, "dd/mm/yyyy\\ hh:mm", "20/03/2026 07:30"),
        (MORNING.date(), "[$-42A]dd\\ mmmm\\ yyyy;@", "20/03/2026"),
        (MORNING.date(), "mm/yyyy", "03/2026"),
        (MORNING.date(), "d-mmm", "20/03"),
        (MORNING.time(), "h:mm AM/PM", "07:30"),
        (datetime.timedelta(hours=26), "[h]:mm", "26:00"),
    ],
)
def test_a_value_is_written_as_a_person_sees_it(value: Any, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_a_day_in_a_table_is_a_day_of_the_record() -> None:
    rows = [
        ["LỊCH TIẾP NHẬN MÁU NĂM 2026"],
        ["TT", "Địa điểm", "Ngày", "Số lượng (đơn vị máu)"],
        [1, "Xã Nâm Nung", datetime.date(2026, 3, 20), 150],
        [2, "Xã Quảng Sơn", datetime.date(2026, 4, 5), 1200],
    ]
    record = ingest(annex.workbook(rows=rows, merges=()), name="lich.xlsx")
    assert [event.date and event.date.edtf for event in record.events] == ["2026-03-20", "2026-04-05"]


# -- what is hidden, what is missing -----------------------------------------------------------------------------------


def test_hidden_rows_and_columns_are_left_out_and_named() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[8].hidden = True
        sheet.column_dimensions["E"].hidden = True

    record = ingest(annex.workbook(hide), name="phu-luc.xlsx")
    assert quotas(record) == [{name: row for name, row in annex.QUOTAS.items() if "Nậm Lúa" not in name}]
    assert "Hai điểm" not in record.text
    assert (record.status, codes(record)) == ("partial", ["hidden-cells", "hidden-cells"])
    assert "dòng 8 " in record.problems[0].message
    assert "cột E " in record.problems[1].message
    assert [finding.name for finding in record.findings] == ["quota-sum-mismatch", "quota-sum-mismatch"]


def test_several_sheets_begin_with_their_names_and_hidden_ones_are_named() -> None:
    book = openpyxl.Workbook()
    for number, name in enumerate(("Khối xã", "Trống", "Khối trường", "Nháp"), 1):
        sheet = book.create_sheet(name)
        if name != "Trống":
            rows = [["Đơn vị", "Chỉ tiêu"], [f"Xã Bản {number}", number * 10], ["Tổng", number * 10]]
            annex.fill(sheet, rows)
    book["Nháp"].sheet_state = "veryHidden"
    document = read(annex.saved(book), "cac-khoi.xlsx")
    assert document.text.startswith("Khối xã\nĐơn vị\tChỉ tiêu\nXã Bản 1\t10\nTổng\t10\nKhối trường\nĐơn vị")
    assert [problem.code for problem in document.problems] == ["hidden-sheet"]
    assert "Nháp" in document.problems[0].message


def test_a_formula_shows_what_the_file_says_it_comes_to() -> None:
    data = annex.workbook(lambda sheet: sheet.__setitem__("C12", "=SUM(C8:C11)"))
    record = ingest(data, name="phu-luc.xlsx")  # openpyxl keeps no results
    assert (record.status, codes(record)) == ("partial", ["formula-without-value"])
    assert "C12" in record.problems[0].message
    told = changed(data, "xl/worksheets/sheet1.xml", lambda xml: re.sub(rb"<v ?/>|<v></v>", b"<v>8450</v>", xml))
    same_quota(ingest(told, name="phu-luc.xlsx"))


def test_a_formula_that_fails_is_named() -> None:
    record = ingest(annex.workbook(lambda sheet: sheet.__setitem__("D12", "#REF!")), name="phu-luc.xlsx")
    assert codes(record) == ["formula-error"]
    assert "D12" in record.problems[0].message


def changed(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A ZIP with another content of one member."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, change(given.read(name)) if name == member else given.read(name))
    return target.getvalue()


# -- .ods as other programs write it -----------------------------------------------------------------------------------

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)


def ods(tables: str, styles: str = "", manifest: str = "") -> bytes:
    target = io.BytesIO()
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("mimetype", ODS_TYPE)
        file.writestr("content.xml", content)
        if manifest:
            file.writestr("META-INF/manifest.xml", manifest)
    return target.getvalue()


def cell(text: str, **attributes: str) -> str:
    names = " ".join(f'{name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-cell {names}><text:p>{text}</text:p></table:table-cell>"


def number(text: str, value: str, kind: str = "float") -> str:
    return cell(text, office__value_type=kind, office__value=value)


def row(*inside: str, **attributes: str) -> str:
    names = " ".join(f'{name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row {names}>{''.join(inside)}</table:table-row>"


def table(*rows: str, name: str = "Bảng", columns: str = "", style: str = "co") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{"".join(rows)}</table:table>'


@pytest.mark.parametrize(
    ("text", "value", "kind", "expected"),
    [
        ("7,000", "7000", "float", "7.000"),
        ("7.000", "7000", "float", "7.000"),
        ("7.000", "7", "float", "7,000"),
        ("1.234,50", "1234.5", "float", "1.234,50"),
        ("1,234.50", "1234.5", "float", "1.234,50"),
        ("7 000", "7000", "float", "7.000"),
        ("85.6%", "0.856", "percentage", "85,6%"),
        ("-1,200", "-1200", "float", "-1.200"),
        ("05", "5", "float", "05"),
        ("0987 654 321", "987654321", "float", "0987 654 321"),
        ("1,000,000 ₫", "1000000", "currency", "1.000.000 ₫"),
    ],
)
def test_signs_of_another_country_become_those_of_vietnam(text: str, value: str, kind: str, expected: str) -> None:
    assert read(ods(table(row(cell("Xã Ia Mơ"), number(text, value, kind)))), "a.ods").text == f"Xã Ia Mơ\t{expected}"


def test_a_day_of_another_country_becomes_one_of_vietnam() -> None:
    day = cell("03/20/26", office__value_type="date", office__date_value="2026-03-20")
    month = cell("03/2026", office__value_type="date", office__date_value="2026-03-01")
    assert read(ods(table(row(day, month))), "a.ods").text == "20/03/2026\t03/2026"


def test_blanks_tabs_and_breaks_of_an_ods_are_elements() -> None:
    spaced = cell('Xã<text:s text:c="2"/>Ia Mơ<text:tab/>và<text:line-break/>Ia Púch')
    assert cells(read(ods(table(row(cell("Đơn vị"), cell("Số")), row(spaced, cell("5")))), "a.ods"))[1] == [
        "Xã  Ia Mơ và\nIa Púch",
        "5",
    ]


def test_repeated_rows_and_cells_are_bounded() -> None:
    rows = (
        row(cell("Đơn vị"), cell("Chỉ tiêu")),
        row(cell("Xã Ia Mơ"), number("5", "5"), table__number_rows_repeated="2"),
        row('<table:table-cell table:number-columns-repeated="16384"/>', table__number_rows_repeated="1048576"),
    )
    assert read(ods(table(*rows)), "a.ods").text == "Đơn vị\tChỉ tiêu\nXã Ia Mơ\t5\nXã Ia Mơ\t5"


def test_hidden_parts_of_an_ods_are_named() -> None:
    style = '<style:style style:name="an"><style:table-properties table:display="false"/></style:style>'
    shown_table = table(
        row(cell("Đơn vị"), cell("Ghi chú"), cell("Chỉ tiêu")),
        row(cell("Xã Ia Mơ"), cell("x"), number("5", "5"), table__visibility="filter"),
        row(cell("Xã Ia Púch"), cell("y"), number("7", "7")),
        columns='<table:table-column/><table:table-column table:visibility="collapse"/>',
    )
    document = read(ods(shown_table + table(row(cell("nháp")), name="Nháp", style="an"), style), "a.ods")
    assert document.text == "Đơn vị\tChỉ tiêu\nXã Ia Púch\t7"
    assert [problem.code for problem in document.problems] == ["hidden-sheet", "hidden-cells", "hidden-cells"]
    assert "dòng 2 " in document.problems[1].message
    assert "cột B " in document.problems[2].message


def test_a_workbook_typed_in_tcvn3_is_read_as_unicode() -> None:
    rows = [
        ["Ph©n bæ chØ tiªu vËn ®éng hiÕn m¸u t×nh nguyÖn"],
        ["§¬n vÞ", "ChØ tiªu"],
        ["Tr­êng TiÓu häc Hoa Ban", 120],
        ["Tr¹m Y tÕ x· B¶n Sen", 90],
    ]
    record = ingest(annex.workbook(rows=rows, merges=()), name="phu-luc.xlsx")
    assert quotas(record) == [{"Trường Tiểu học Hoa Ban": [120], "Trạm Y tế xã Bản Sen": [90]}]
    assert codes(record) == ["encoding-converted"]


# -- .csv --------------------------------------------------------------------------------------------------------------


def old_letter(letter: str) -> bytes:
    """A letter in Windows-1258, which keeps the tone apart."""
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        *plain, tone = unicodedata.normalize("NFD", letter)
        return (unicodedata.normalize("NFC", "".join(plain)) + tone).encode("cp1258")


def test_a_csv_of_an_old_program_is_read_and_doubted() -> None:
    text = "Tên trường;Số người tham gia\nTrường Hoa Ban;12\nTrường Sao Mai;9\n"
    document = read(b"".join(map(old_letter, text)), "dang-ky.csv")
    assert unicodedata.normalize("NFC", document.text).endswith("Trường Hoa Ban\t12\nTrường Sao Mai\t9")
    assert [problem.code for problem in document.problems] == ["encoding-guessed"]


def test_an_open_quotation_mark_takes_only_its_cell() -> None:
    data = ('Đơn vị;Chỉ tiêu\n"Xã Ia Mơ;10\nXã Ia Púch;20\n' + "Xã Ia Lâu;5\n" * 20_000).encode()
    assert read(data[: len(data) // 2], "a.csv").text.count("Xã Ia Lâu\t5") > 9_000


@pytest.mark.parametrize(
    ("end", "codes"),
    [
        ("3;Xã Ia Tơi;1", []),  # nothing tells
        ("3;Xã Ia T", ["damaged"]),
        ("3;Xã Ia T\n", []),
        ("Ghi chú: theo Kế hoạch số 12/KH-BCĐ", []),
        ("3", []),
    ],
)
def test_a_csv_that_breaks_off_in_a_row(end: str, codes: list[str]) -> None:
    table = "TT;Đơn vị;Chỉ tiêu hiến máu tình nguyện\n1;Xã Ia Lâu;20\n2;Xã Ia Piơr;15\n" + end
    assert [problem.code for problem in read(table.encode(), "a.csv").problems] == codes


def test_a_first_line_as_short_as_the_one_that_tells_the_sign_is_a_row() -> None:
    assert read("TT;Xã\n1;Ia Mơ\n2;Ia Púch\n".encode(), "a.csv").text == "TT\tXã\n1\tIa Mơ\n2\tIa Púch"


def test_a_cell_of_a_csv_may_be_long() -> None:
    text = "Đơn vị;Ghi chú\nXã Ia Mơ;" + "vận động hiến máu, " * 9_000
    assert len(read(text.encode(), "a.csv").text) > 160_000


def test_a_csv_with_a_stray_cell_far_out_is_refused() -> None:
    assert refused(("Xã Ia Mơ\n" * 100 + ";" * 20_000 + "5").encode(), "a.csv").problem.code == "too-large"


def test_columns_cost_no_more_than_their_number() -> None:
    def work(columns: int) -> Document:
        head = ";".join(f"Xã {number}" for number in range(columns))
        return read(f"{head}\n{';'.join('5' * columns)}".encode(), "a.csv")

    assert grows_with_length_only(work, 1_000, 8_000)


# -- what is not read --------------------------------------------------------------------------------------------------


def test_an_empty_workbook_is_said_to_be_empty() -> None:
    assert refused(annex.workbook(rows=[], merges=()), "trong.xlsx").problem.code == "empty"
    book = openpyxl.Workbook()
    book.worksheets[0].sheet_state = "hidden"
    book.worksheets[0]["A1"] = "PHỤ LỤC"
    book.create_sheet("Trang bìa")
    assert "bỏ ẩn" in refused(annex.saved(book), "an.xlsx").problem.message


def test_a_sheet_that_claims_to_be_full_is_read_as_it_is() -> None:
    claim = changed(
        annex.workbook(),
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml),
    )
    same_quota(ingest(claim, name="phu-luc.xlsx"))


def test_a_stray_cell_far_out_is_refused_with_a_remedy() -> None:
    problem = refused(annex.workbook(lambda sheet: sheet.cell(1048576, 16384, "x")), "xa.xlsx").problem
    assert problem.code == "too-large"
    assert "xóa các ô thừa" in problem.message
    cells_far_out = table(row(cell("a")), row(table__number_rows_repeated="1000000"), row(cell("b"), cell("c")))
    assert refused(ods(cells_far_out), "xa.ods").problem.code in ("too-large", "damaged")


def test_a_zip_bomb_is_refused_before_it_unfolds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_UNZIPPED", 1024 * 1024)
    bomb = changed(annex.workbook(), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * (8 * 1024 * 1024))
    assert refused(bomb, "bom.xlsx").problem.code == "too-large"
    # one that lies about the size it unfolds to
    entry = bomb.rindex(b"xl/worksheets/sheet1.xml") - 46  # of the directory at the end; the size stands at 24
    said = bomb[: entry + 24] + b"\x10\0\0\0" + bomb[entry + 28 :]
    assert said != bomb
    assert refused(said, "bom.xlsx").problem.code in ("damaged", "too-large")


def test_encrypted_workbooks_are_said_to_be_encrypted() -> None:
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:manifest>'
    )
    assert refused(ods(table(row(cell("x"))), manifest=manifest), "khoa.ods").problem.code == "encrypted"


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"\x00" * 64, b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
def test_a_broken_part_is_said_to_be_damaged(member: str, content: bytes) -> None:
    broken = changed(annex.workbook(), member, lambda _: content)
    assert refused(broken, "hong.xlsx").problem.code in ("damaged", "empty")


def test_limits_hold_for_rows_times_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_PLACES", 20)
    assert refused(annex.workbook(), "phu-luc.xlsx").problem.code == "too-large"
