"""Quota tables: roles of columns, heads, totals, page breaks, lists, and tables that are no quotas."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.annotate import annotate
from parsers.document import Cell, Document, Table
from parsers.extractors.figures.quota_tables import extract
from parsers.layout.tables import grids
from parsers.records import QuotaTable
from parsers.text import NormalisedText
from tests.factory import document, forms

TITLE = "PHỤ LỤC\nPhân bổ chỉ tiêu vận động hiến máu năm 2031\n(Kèm theo Kế hoạch số 7/KH-BCĐ)\n"
HEAD = "TT\tTên cơ quan, đơn vị\tSố người đăng ký\tSố người hiến máu\n"
PLAIN = f"""{TITLE}{HEAD}1.\tTrường THCS Nậm Lúa\t12\t7
2.\tTrạm Y tế xã Bản Sen\t6\t4
3.\tTổ dân phố 4\t1.050\t8
\tTổng cộng\t1.068\t19"""


def one(text: str | Document) -> QuotaTable:
    tables = extract(annotate(text if isinstance(text, Document) else document(text)))
    assert len(tables) == 1
    return tables[0]


def rows(table: QuotaTable) -> list[tuple[str | None, str, list[float | None]]]:
    return [(r.ordinal, " ".join(r.body.name.split()), [v.value for v in r.values]) for r in table.rows]


@pytest.mark.parametrize("form", ["nfc", "nfd", "spaces", "broken"])
def test_plain_table_in_every_form(form: str) -> None:
    table = one(forms(PLAIN)[form])
    assert [(c.role, c.unit, c.indicator) for c in table.columns] == [
        ("ordinal", None, None),
        ("body", None, None),
        ("quota", "người", "registrants"),
        ("quota", "người", "donors"),
    ]
    assert rows(table) == [
        ("1", "Trường THCS Nậm Lúa", [12, 7]),
        ("2", "Trạm Y tế xã Bản Sen", [6, 4]),
        ("3", "Tổ dân phố 4", [1050, 8]),
    ]
    assert [v.value for v in table.stated_total or []] == [1068, 19]
    assert table.computed_total == [1068, 19]


def test_title_without_the_line_of_attachment() -> None:
    assert one(PLAIN).title == "PHỤ LỤC Phân bổ chỉ tiêu vận động hiến máu năm 2031"


def test_every_value_is_grounded() -> None:
    source = document(PLAIN)
    table = one(source)
    for row in table.rows:
        for grounded in row.values:
            assert [source.text[s.start : s.end] for s in grounded.spans] == [s.quote for s in grounded.spans]
            assert grounded.spans[0].quote.replace(".", "") == str(grounded.value)
        assert row.body.spans[0].quote == row.body.name


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Chỉ tiêu vận động người đăng ký HMTN", ("người", "registrants")),
        ("Số người hiến máu", ("người", "donors")),
        ("Chỉ tiêu (đơn vị máu)", ("đơn vị máu", "blood_units")),
        ("Số túi máu", ("đơn vị máu", "blood_units")),
        ("Chỉ tiêu số ĐVTN đăng ký", ("ĐVTN", "registrants")),
        ("Chỉ tiêu đăng ký (đ/c)", ("đồng chí", "registrants")),
        ("Chỉ tiêu tổ chức đợt hiến máu", ("đợt", "events")),
    ],
)
def test_unit_and_indicator_of_a_head(head: str, expected: tuple[str, str]) -> None:
    table = one(f"TT\tĐơn vị\t{head}\n1\tXã Bản Sen\t5\n2\tXã Nậm Lúa\t6\n3\tXã Khe Mây\t7")
    assert (table.columns[2].unit, table.columns[2].indicator) == expected


def test_no_ordinal_column_and_notes() -> None:
    table = one("Đơn vị\tChỉ tiêu (người)\tGhi chú\nXã Bản Sen\t15\t\nXã Nậm Lúa\t20\tđợt 2\nCộng\t35\t")
    assert [c.role for c in table.columns] == ["body", "quota", "note"]
    assert rows(table) == [(None, "Xã Bản Sen", [15]), (None, "Xã Nậm Lúa", [20])]
    assert [v.value for v in table.stated_total or []] == [35]


def test_codes_are_no_quotas() -> None:
    table = one(
        document(f"{TITLE}Mã CS\tTên đơn vị\tSố người\n10003\tTrạm Y tế xã Bản Sen\t40\n10007\tTrường Hoa Ban\t35")
    )
    assert [row.body.name for row in table.rows] == ["Trạm Y tế xã Bản Sen", "Trường Hoa Ban"]
    assert [[value.value for value in row.values] for row in table.rows] == [[40], [35]]


def test_bodies_that_begin_like_a_total_are_bodies() -> None:
    text = "TT\tĐơn vị\tChỉ tiêu\n1\tCông an xã\t5\n2\tTổng công ty Mía đường\t9\n3\tĐoàn xã\t4\n\tTỔNG SỐ\t18"
    table = one(text)
    assert [r.body.name for r in table.rows] == ["Công an xã", "Tổng công ty Mía đường", "Đoàn xã"]
    assert table.computed_total == [18]


def test_section_rows_and_their_subtotals_are_no_rows() -> None:
    text = """TT\tĐơn vị\tSố người đăng ký
I\tKhối cơ quan\t11
1\tVăn phòng xã\t5
2\tTrạm Y tế\t6
II\tKhối trường học\t
1\tTrường Tiểu học Nậm Lúa\t8
\tTổng cộng\t19"""
    table = one(text)
    assert rows(table) == [("1", "Văn phòng xã", [5]), ("2", "Trạm Y tế", [6]), ("1", "Trường Tiểu học Nậm Lúa", [8])]
    assert table.computed_total == [19]


@pytest.mark.parametrize(
    ("cell", "doubt"),
    [
        ("", "blank"),
        ("5O", "unreadable"),
        ("l2", "unreadable"),
        ("1/2", "unreadable"),
        ("?", "unreadable"),
    ],
)
def test_a_cell_without_a_number_is_left_open(cell: str, doubt: str) -> None:
    table = one(f"TT\tĐơn vị\tSố người đăng ký\n1\tXã Bản Sen\t{cell}\n2\tXã Nậm Lúa\t20\n3\tXã Khe Mây\t7")
    value = table.rows[0].values[0]
    assert value.value is None
    assert value.doubts == [doubt]
    assert doubt in table.rows[0].doubts
    assert table.computed_total == [27 if doubt == "blank" else None]


def test_ragged_rows_are_doubtful() -> None:
    table = one(
        "TT\tĐơn vị\tSố người đăng ký\tSố người hiến máu\n1\tXã Bản Sen\t5\n2\tXã Nậm Lúa\t20\t9\n3\tXã Khe\t7\t2"
    )
    assert [v.value for v in table.rows[0].values] == [5, None]
    assert table.rows[0].doubts == ["merged"]
    assert table.computed_total == [32, None]


def test_a_unit_behind_the_number_is_read() -> None:
    table = one("TT\tĐơn vị\tChỉ tiêu\n1\tXã Bản Sen\t15 người\n2\tXã Nậm Lúa\t20 người")
    assert rows(table) == [("1", "Xã Bản Sen", [15]), ("2", "Xã Nậm Lúa", [20])]


# -- page breaks -------------------------------------------------------------------------------------------------------

PAGES_WITH_HEADS = (
    f"{TITLE}{HEAD}1.\tXã Bản Sen\t12\t7\n2.\tXã Nậm Lúa\t6\t4\n\n{HEAD}3.\tXã Khe Mây\t5\t3\n\tCộng\t23\t14"
)
PAGES_WITHOUT_HEAD = f"{TITLE}{HEAD}1.\tXã Bản Sen\t12\t7\n2.\tXã Nậm Lúa\t6\t4\n\n3.\tXã Khe Mây\t5\t3\n\tCộng\t23\t14"
PAGE_NUMBER_BETWEEN = f"{TITLE}{HEAD}1.\tXã Bản Sen\t12\t7\n2.\tXã Nậm Lúa\t6\t4\n5\n{HEAD}3.\tXã Khe Mây\t5\t3"


@pytest.mark.parametrize("text", [PAGES_WITH_HEADS, PAGES_WITHOUT_HEAD, PAGE_NUMBER_BETWEEN])
def test_a_table_over_pages_is_one(text: str) -> None:
    assert rows(one(text)) == [("1", "Xã Bản Sen", [12, 7]), ("2", "Xã Nậm Lúa", [6, 4]), ("3", "Xã Khe Mây", [5, 3])]


def test_a_row_cut_by_the_page_break_is_joined() -> None:
    text = f"{TITLE}{HEAD}1.\tXã Bản Sen\t12\t7\n2.\tCông ty Cổ phần Gạch\t6\t4\n\n\tNậm Lúa\t\t\n3.\tXã Khe Mây\t5\t3"
    source = document(text)
    table = one(source)
    assert rows(table)[1] == ("2", "Công ty Cổ phần Gạch Nậm Lúa", [6, 4])
    assert [s.quote for s in table.rows[1].body.spans] == ["Công ty Cổ phần Gạch", "Nậm Lúa"]
    assert table.rows[1].how == "joined"
    assert len(table.rows) == 3


def test_a_row_cut_below_a_repeated_head_is_joined() -> None:
    text = f"{HEAD}1.\tXã Bản Sen\t12\t7\n2.\tHợp tác xã Chè\t6\t4\n\n{HEAD}\tKhe Mây\t\t\n3.\tXã Khe Mây\t5\t3"
    assert rows(one(text))[1] == ("2", "Hợp tác xã Chè Khe Mây", [6, 4])


def test_two_tables_with_words_between_stay_two() -> None:
    text = f"{HEAD}1.\tXã Bản Sen\t12\t7\nII. Khối trường học\n{HEAD}1.\tTrường Nậm Lúa\t5\t3"
    assert len(extract(annotate(document(text)))) == 2


def test_a_head_repeated_inside_one_table_is_dropped() -> None:
    table = one(f"{HEAD}1.\tXã Bản Sen\t12\t7\n{HEAD}2.\tXã Nậm Lúa\t6\t4")
    assert [r.ordinal for r in table.rows] == ["1", "2"]


def test_head_over_two_rows() -> None:
    source = document(
        "TT\tĐơn vị\tChỉ tiêu năm 2031\tx\n\t\tSố người đăng ký\tSố đơn vị máu\n(1)\t(2)\t(3)\t(4)\n"
        "1\tXã Bản Sen\t12\t7\n2\tXã Nậm Lúa\t6\t4"
    )
    # as a reader delivers it: "TT" and "Đơn vị" over two rows, "Chỉ tiêu" over two columns
    (table,) = source.tables
    first = [cell for cell in table.rows[0] if cell]
    merged: tuple[Cell | None, ...] = (
        Cell(first[0].start, first[0].end, rows=2),
        Cell(first[1].start, first[1].end, rows=2),
        Cell(first[2].start, first[2].end, columns=2),
        None,
    )
    second = (None, None, *table.rows[1][2:])
    source.tables = (replace(table, rows=(merged, second, *table.rows[2:])),)
    source.blocks = tuple(b for b in source.blocks if source.text[b.start : b.end] != "x")
    quota = one(source)
    assert [c.name for c in quota.columns] == [
        "TT", "Đơn vị", "Chỉ tiêu năm 2031 - Số người đăng ký", "Chỉ tiêu năm 2031 - Số đơn vị máu",
    ]  # fmt: skip
    assert [c.indicator for c in quota.columns[2:]] == ["registrants", "blood_units"]
    assert rows(quota) == [("1", "Xã Bản Sen", [12, 7]), ("2", "Xã Nậm Lúa", [6, 4])]


# -- lists -------------------------------------------------------------------------------------------------------------

LIST = """III. PHÂN BỔ CHỈ TIÊU
Chỉ tiêu đăng ký hiến máu của các xã như sau:
- Xã Bản Sen: 25 người;
- Xã Nậm Lúa:30 người;
- Xã Khe Mây: 1.020 người.
Tổng cộng: 1.075 người"""


@pytest.mark.parametrize("form", ["nfc", "nfd", "spaces", "broken"])
def test_flat_list(form: str) -> None:
    table = one(forms(LIST)[form])
    assert rows(table) == [(None, "Xã Bản Sen", [25]), (None, "Xã Nậm Lúa", [30]), (None, "Xã Khe Mây", [1020])]
    assert [v.value for v in table.stated_total or []] == [1075]
    assert table.columns[1].indicator == "registrants"


def test_flat_list_with_two_numbers_a_line() -> None:
    table = one(
        "1. Giao chỉ tiêu\n- Trường A Lưới: 40 người đăng ký, 25 đơn vị máu\n"
        "- Trường Bản Sen: 30 người đăng ký, 20 đơn vị máu\n- Trường Khe Mây: 10 người đăng ký, 5 đơn vị máu"
    )
    assert [c.indicator for c in table.columns] == [None, "registrants", "blood_units"]
    assert rows(table)[2] == (None, "Trường Khe Mây", [10, 5])


NO_QUOTA = {
    "list without a cue": "1. Thành phần\n- Đại biểu tỉnh: 5 người\n- Đại biểu huyện: 9 người\n- Đại biểu xã: 20 người",
    "two lines only": "1. Chỉ tiêu\n- Xã Bản Sen: 25 người\n- Xã Nậm Lúa: 30 người",
    "list of what was reached": "1. Kết quả\n- Xã Bản Sen: 25 người\n- Xã Nậm Lúa: 30 người\n- Xã Khe Mây: 7 người",
    "parts of a target": "1. Chỉ tiêu\nToàn tỉnh tiếp nhận tối thiểu 60 đơn vị máu, trong đó:\n- Cụm Bản Sen: 25 đơn vị máu;\n"
    "- Cụm Nậm Lúa: 20 đơn vị máu;\n- Cụm Khe Mây: 15 đơn vị máu.",
    "tasks": "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tTuyên truyền\tHội CTĐ\tQuý I\n2\tTiếp nhận\tTrạm Y tế\t2031",
    "registration form": "TT\tHọ và tên\tNăm sinh\tĐơn vị\tĐăng ký hiến máu\n1\t\t\t\t\n2\t\t\t\t\n3\t\t\t\t",
    "registered people": "TT\tHọ và tên\tNăm sinh\tSố lần hiến máu\n1\tLò Thị Bông\t1990\t3\n2\tVàng A Sử\t1988\t5",
    "scores": "STT\tTiêu chí\tĐiểm chuẩn\tGhi chú\n1\tVận động người đăng ký\t20\t\n2\tĐạt chỉ tiêu\t40\t",
    "money": "TT\tĐơn vị\tKinh phí (đồng)\n1\tXã Bản Sen\t5.000\n2\tXã Nậm Lúa\t6.000",
    "results": "BIỂU TỔNG HỢP\nKết quả hiến máu năm 2030\nTT\tĐơn vị\tNgười hiến máu\n1\tXã Sen\t5\n2\tXã Lúa\t6",
    "letterhead": "UBND XÃ KHE MÂY\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/KH-UBND\tKhe Mây, ngày 05/3/2031",
    "signature": "Nơi nhận:\tTM. BAN CHỈ ĐẠO\n- Lưu: VT.\tTRƯỞNG BAN",
    "empty quota form": "TT\tĐơn vị\tSố người đăng ký\n1\tXã Bản Sen\t\n2\tXã Nậm Lúa\t",
}


@pytest.mark.parametrize("text", NO_QUOTA.values(), ids=NO_QUOTA.keys())
def test_what_is_no_quota_table(text: str) -> None:
    assert extract(annotate(document(text))) == []


def test_result_columns_beside_a_quota_are_kept() -> None:
    table = one("TT\tĐơn vị\tChỉ tiêu giao\tKết quả thực hiện\n1\tXã Bản Sen\t15\t17\n2\tXã Nậm Lúa\t20\t21")
    assert [c.role for c in table.columns] == ["ordinal", "body", "quota", "result"]
    assert rows(table) == [("1", "Xã Bản Sen", [15, 17]), ("2", "Xã Nậm Lúa", [20, 21])]


def test_grids_of_a_document_without_tables() -> None:
    assert grids(NormalisedText(document("1. Mục đích\nNâng cao nhận thức."))) == ()


def test_a_table_without_text_is_left_out() -> None:
    source = document("1. Mục đích")
    source.tables = (Table(0, 0, ((Cell(0, 0), Cell(0, 0)),)),)
    assert grids(NormalisedText(source)) == ()


def test_flat_list_of_bare_numbers_under_a_stated_unit() -> None:
    table = one(
        "III. CHỈ TIÊU\nPhân bổ chỉ tiêu cho các khoa như sau (đơn vị tính: sinh viên):\n"
        "+ Khoa Thủy sản: 25\n+ Khoa Cơ điện: 30\n+ Khoa Du lịch - Lữ hành: 15\nTổng cộng: 70 sinh viên."
    )
    assert [(r.body.name, r.values[0].value) for r in table.rows] == [
        ("Khoa Thủy sản", 25),
        ("Khoa Cơ điện", 30),
        ("Khoa Du lịch - Lữ hành", 15),
    ]
    assert table.columns[-1].unit == "sinh viên"
    assert [v.value for v in table.stated_total or []] == [70]


def test_flat_list_of_bare_numbers_without_a_unit_is_none() -> None:
    text = "III. CHỈ TIÊU\nPhân bổ chỉ tiêu như sau:\n+ Khoa Thủy sản: 25\n+ Khoa Cơ điện: 30\n+ Khoa Du lịch: 15"
    assert extract(annotate(document(text))) == []


def test_a_line_for_several_bodies_gives_each_of_them_its_number() -> None:
    table = one(
        "II. PHÂN BỔ CHỈ TIÊU\n+ Xã Bản Sen: 25 người\n+ Xã Nậm Lúa: 20 người\n"
        "+ Trường THPT Khe Mây, Trạm Y tế xã: mỗi đơn vị 10 người\n+ Công an xã: 12 người"
    )
    assert [(r.body.name, r.values[0].value) for r in table.rows] == [
        ("Xã Bản Sen", 25),
        ("Xã Nậm Lúa", 20),
        ("Trường THPT Khe Mây", 10),
        ("Trạm Y tế xã", 10),
        ("Công an xã", 12),
    ]


def test_subtotals_of_groups_are_no_rows() -> None:
    text = (
        f"{HEAD}I\tCụm 1\t\t\n1\tXã Bản Sen\t25\t20\n2\tXã Nậm Lúa\t30\t25\n\tCộng cụm 1\t55\t45\n"
        "II\tCụm 2\t\t\n3\tXã Khe Mây\t10\t8\n4\tXã Đồi Chè\t12\t9\n\tCộng cụm 2\t22\t17\n\tTổng cộng\t77\t62"
    )
    table = one(text)
    assert [body for _, body, _ in rows(table)] == ["Xã Bản Sen", "Xã Nậm Lúa", "Xã Khe Mây", "Xã Đồi Chè"]


def test_a_table_of_groups_that_is_summed_up_shares_out() -> None:
    text = "TT\tCụm\tSố đoàn\n1\tCụm Hồng Hà\t5\n2\tCụm Hoa Sen\t6\n3\tCụm Ban Mai\t4\n\tTổng cộng\t15"
    assert [(body, numbers) for _, body, numbers in rows(one(text))] == [
        ("Cụm Hồng Hà", [5]),
        ("Cụm Hoa Sen", [6]),
        ("Cụm Ban Mai", [4]),
    ]


def test_people_to_whom_something_is_done_are_a_quota_where_the_title_says_so() -> None:
    text = (
        "PHỤ LỤC\nPHÂN BỔ CHỈ TIÊU SÀNG LỌC NĂM 2031\nTT\tĐơn vị\tTrẻ được sàng lọc (trẻ)\tĐã hiến được (đv)\n"
        "1\tTrạm Y tế xã Bản Sen\t25\t20\n2\tTrạm Y tế xã Nậm Lúa\t30\t25\n3\tTrạm Y tế xã Khe Mây\t10\t8"
    )
    assert [column.role for column in one(text).columns] == ["ordinal", "body", "quota", "result"]
