"""Quota tables of many shapes: heads that nobody knows, groups and sub-totals, column sets side by side."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from parsers.extractors.figures.quota_tables import extract
from parsers.records import QuotaTable
from tests.factory import document, forms

TITLE = "PHỤ LỤC\nPhân bổ chỉ tiêu vận động hiến máu năm 2031\n"


def one(text: str) -> QuotaTable:
    tables = extract(annotate(document(text)))
    assert len(tables) == 1
    return tables[0]


def values(table: QuotaTable) -> list[tuple[str, list[float | None]]]:
    return [(row.body.name, [value.value for value in row.values]) for row in table.rows]


@pytest.mark.parametrize(
    ("title", "head", "roles", "doubted"),
    [
        # the title says that it is a quota, the heads only which
        (TITLE, "TT\tĐơn vị\t6 tháng đầu năm\t6 tháng cuối năm", ["quota", "quota"], []),
        (TITLE, "TT\tĐơn vị\tDự kiến tiếp nhận\tCả năm", ["quota", "quota"], []),
        (TITLE, "TT\tĐơn vị\tSố người biến máu\tCa sáng", ["quota", "quota"], ["Ca sáng"]),
        (TITLE, "TT\tĐơn vị\tKhung A\tKhung B", ["quota", "quota"], ["Khung A", "Khung B"]),
        # another column says so
        ("", "TT\tĐơn vị\tChỉ tiêu giao\tĐợt 1", ["quota", "quota"], []),
        ("", "TT\tĐơn vị\tChỉ tiêu giao\tNhân tố", ["quota", "note"], ["Nhân tố"]),
        # only the bodies say so
        ("", "TT\tNơi nhận\tVòng sơ bộ\tVòng sau", ["quota", "quota"], ["Vòng sơ bộ", "Vòng sau"]),
        ("", "TT\tĐơn vị\tKhung A\tKhung B", ["quota", "quota"], ["Khung A", "Khung B"]),
        # what is no quota stays beside it
        (TITLE, "TT\tĐơn vị\tTổng số cán bộ\tSố người đăng ký", ["note", "quota"], ["Tổng số cán bộ"]),
        (TITLE, "TT\tChi hội\tHội viên hiện có\tKết nạp mới", ["note", "quota"], ["Hội viên hiện có", "Kết nạp mới"]),
        (TITLE, "TT\tĐơn vị\tChỉ tiêu\tKinh phí hỗ trợ (đồng)", ["quota", "note"], ["Kinh phí hỗ trợ (đồng)"]),
        (TITLE, "TT\tĐơn vị\tThực hiện năm 2030\tChỉ tiêu năm 2031", ["result", "quota"], []),
        (TITLE, "TT\tĐơn vị\tChỉ tiêu năm 2031\tTỷ lệ so với dân số (%)", ["quota", "ratio"], []),
    ],
)
def test_no_column_of_numbers_is_dropped(title: str, head: str, roles: list[str], doubted: list[str]) -> None:
    table = one(f"{title}{head}\n1\tXã Bản Sen\t12\t7\n2\tXã Nậm Lúa\t6\t4\n3\tXã Khe Mây\t9\t5")
    assert [column.role for column in table.columns[2:]] == roles
    assert [column.name for column in table.columns if column.doubts] == doubted
    assert values(table) == [("Xã Bản Sen", [12, 7]), ("Xã Nậm Lúa", [6, 4]), ("Xã Khe Mây", [9, 5])]


def test_phone_numbers_and_years_of_birth_are_no_values() -> None:
    table = one(f"{TITLE}TT\tĐơn vị\tChỉ tiêu\tĐiện thoại\n1\tXã Bản Sen\t12\t0900000101\n2\tXã Nậm Lúa\t6\t0900000102")
    assert values(table) == [("Xã Bản Sen", [12]), ("Xã Nậm Lúa", [6])]


@pytest.mark.parametrize("form", ["nfc", "nfd", "spaces"])
def test_a_table_without_any_head_or_title(form: str) -> None:
    text = "1\tXã Bản Sen\t12\n2\tXã Nậm Lúa\t6\n3\tTrường THCS Khe Mây\t9"
    (table,) = extract(annotate(forms(text)[form]))
    assert [value.value for row in table.rows for value in row.values] == [12, 6, 9]
    assert table.columns[2].doubts == ["unknown-head"]


GROUPS = {
    "letters": (
        "A\tKHỐI CƠ QUAN\t\n1\tVăn phòng xã\t5\n2\tTrạm Y tế\t6\nB\tKHỐI TRƯỜNG HỌC\t\n3\tTrường Nậm Lúa\t8\n4\tTrường Bản Sen\t9",
        [("KHỐI CƠ QUAN", None, [11]), ("KHỐI TRƯỜNG HỌC", None, [17])],
    ),
    "with sub-totals": (
        "I\tKhối cơ quan\t11\n1\tVăn phòng xã\t5\n2\tTrạm Y tế\t6\nII\tKhối trường học\t18\n1\tTrường Nậm Lúa\t8\n2\tTrường Bản Sen\t9",
        [("Khối cơ quan", [11], [11]), ("Khối trường học", [18], [17])],
    ),
    "in one cell": (
        "A. KHỐI CƠ QUAN\t\t\n1\tVăn phòng xã\t5\n2\tTrạm Y tế\t6\nB. KHỐI TRƯỜNG HỌC\t\t\n1\tTrường Nậm Lúa\t8\n2\tTrường Bản Sen\t9",
        [("A. KHỐI CƠ QUAN", None, [11]), ("B. KHỐI TRƯỜNG HỌC", None, [17])],
    ),
    "without a sign": (
        "\tCác cơ quan\t11\n1\tVăn phòng xã\t5\n2\tTrạm Y tế\t6\n\tCác trường\t17\n3\tTrường Nậm Lúa\t8\n4\tTrường Bản Sen\t9",
        [("Các cơ quan", [11], [11]), ("Các trường", [17], [17])],
    ),
    "dotted numbers": (
        "1\tCác cơ quan\t11\n1.1\tVăn phòng xã\t5\n1.2\tTrạm Y tế\t6\n2\tCác trường\t17\n2.1\tTrường Nậm Lúa\t8\n2.2\tTrường Bản Sen\t9",
        [("Các cơ quan", [11], [11]), ("Các trường", [17], [17])],
    ),
    "sub-totals below": (
        "I\tKhối cơ quan\t\n1\tVăn phòng xã\t5\n2\tTrạm Y tế\t6\n\tCộng khối cơ quan\t11\nII\tKhối trường học\t\n1\tTrường Nậm Lúa\t8\n2\tTrường Bản Sen\t9\n\tCộng\t17",
        [("Khối cơ quan", [11], [11]), ("Khối trường học", [17], [17])],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "groups"), GROUPS.values(), ids=GROUPS.keys())
@pytest.mark.parametrize("total", ["\n\tTổng cộng\t28", "\n\tTỔNG CỘNG (I + II)\t28", "\nTổng số:\t\t28"])
def test_group_rows_and_sub_totals(
    text: str, groups: list[tuple[str, list[int] | None, list[int]]], total: str
) -> None:
    table = one(f"{TITLE}TT\tĐơn vị\tChỉ tiêu (người)\n{text}{total}")
    assert values(table) == [
        ("Văn phòng xã", [5]), ("Trạm Y tế", [6]), ("Trường Nậm Lúa", [8]), ("Trường Bản Sen", [9]),
    ]  # fmt: skip
    assert [
        (g.name, g.stated_subtotal and [v.value for v in g.stated_subtotal], g.computed_subtotal) for g in table.groups
    ] == groups
    assert [row.group for row in table.rows] == [groups[0][0], groups[0][0], groups[1][0], groups[1][0]]
    assert table.computed_total == [28]
    assert [v.value for v in table.stated_total or []] == [28]


def test_groups_of_groups() -> None:
    table = one(
        f"{TITLE}TT\tĐơn vị\tChỉ tiêu\nA\tCÁC XÃ\t30\nI\tVùng cao\t10\n1\tXã Bản Sen\t4\n2\tXã Nậm Lúa\t6\n"
        "II\tVùng thấp\t20\n1\tXã Khe Mây\t20\nB\tCÁC TRƯỜNG\t5\n1\tTrường Nậm Lúa\t5\n\tCộng\t35"
    )
    assert [(g.name, g.computed_subtotal) for g in table.groups] == [
        ("CÁC XÃ", [30]), ("Vùng cao", [10]), ("Vùng thấp", [20]), ("CÁC TRƯỜNG", [5]),
    ]  # fmt: skip
    assert table.computed_total == [35]
    assert [row.group for row in table.rows] == ["Vùng cao", "Vùng cao", "Vùng thấp", "CÁC TRƯỜNG"]


def test_a_numbered_group_that_has_no_rows_is_a_row() -> None:
    table = one(
        f"{TITLE}TT\tĐơn vị\tChỉ tiêu\nI\tKhối cơ quan\t11\n1\tVăn phòng xã\t5\n2\tTrạm Y tế\t6\n"
        "II\tCông an xã\t4\nIII\tĐoàn Thanh niên xã\t9\n\tTổng cộng\t24"
    )
    assert values(table)[2:] == [("Công an xã", [4]), ("Đoàn Thanh niên xã", [9])]
    assert table.computed_total == [24]


@pytest.mark.parametrize(
    "total",
    [
        "Tổng cộng", "Toàn xã", "Cộng", "TỔNG SỐ", "Tổng:", "Toàn Công ty", "Toàn tỉnh", "Cả xã", "TOÀN TRƯỜNG",
        "Cộng toàn phường", "Toàn Công ty Cổ phần May Khe Mây", "Tính chung toàn huyện", "Cộng 2 xã", "Cả Công ty", "Toàn ngành Y tế",
        "Tổng số 02 đơn vị", "Toàn Bệnh viện",
    ],
)  # fmt: skip
def test_a_total_in_the_first_row(total: str) -> None:
    table = one(f"{TITLE}TT\tĐơn vị\tChỉ tiêu\n\t{total}\t18\n1\tXã Bản Sen\t12\n2\tXã Nậm Lúa\t6")
    assert [v.value for v in table.stated_total or []] == [18]
    assert values(table) == [("Xã Bản Sen", [12]), ("Xã Nậm Lúa", [6])]


@pytest.mark.parametrize("body", ["Toàn Thắng", "Công ty Toàn Cầu", "Cộng Hòa", "Tổng Công ty Chè", "Ca sản xuất 1"])
def test_bodies_that_begin_like_a_whole_are_rows(body: str) -> None:
    table = one(f"{TITLE}TT\tĐơn vị\tChỉ tiêu\n1\t{body}\t12\n2\tXã Nậm Lúa\t6\n\tToàn huyện\t18")
    assert values(table) == [(body, [12]), ("Xã Nậm Lúa", [6])]


@pytest.mark.parametrize(
    ("cell", "value", "doubts"),
    [
        ("1 200", 1200, []),
        ("1\u00a0200", 1200, []),
        ("1\u2009200", 1200, []),
        ("12\u202f000", 12000, []),
        ("1.200", 1200, []),
        ("1,5", 1.5, []),
        ("≥ 80", 80, ["bounded-cell"]),
        ("từ 80", 80, ["bounded-cell"]),
        ("-", None, []),
        ("–", None, []),
        ("", None, ["blank"]),
        ("80 người", 80, []),
        ("9" * 5000, None, ["unreadable"]),
    ],
)
def test_what_a_cell_says(cell: str, value: float | None, doubts: list[str]) -> None:
    table = one(f"{TITLE}TT\tĐơn vị\tChỉ tiêu\n1\tXã Bản Sen\t{cell}\n2\tXã Nậm Lúa\t6\n3\tXã Khe Mây\t7")
    assert (table.rows[0].values[0].value, table.rows[0].values[0].doubts) == (value, doubts)
    assert table.computed_total == [None if "unreadable" in doubts else 13 + (value or 0)]


SIDE_BY_SIDE = {
    "with ordinals": (
        "TT\tĐơn vị\tChỉ tiêu\tTT\tĐơn vị\tChỉ tiêu\n1\tXã Bản Sen\t12\t4\tTrường Nậm Lúa\t8\n"
        "2\tXã Khe Mây\t6\t5\tTrạm Y tế xã\t3\n3\tXã Nậm Lúa\t9\t\t\t\n\t\t\t\tTổng cộng\t38"
    ),
    "without": (
        "Đơn vị\tChỉ tiêu\tĐơn vị\tChỉ tiêu\nXã Bản Sen\t12\tTrường Nậm Lúa\t8\n"
        "Xã Khe Mây\t6\tTrạm Y tế xã\t3\nXã Nậm Lúa\t9\t\t\nTổng cộng\t\t\t38"
    ),
}


@pytest.mark.parametrize("text", SIDE_BY_SIDE.values(), ids=SIDE_BY_SIDE.keys())
def test_column_sets_side_by_side(text: str) -> None:
    table = one(TITLE + text)
    assert values(table) == [
        ("Xã Bản Sen", [12]), ("Xã Khe Mây", [6]), ("Xã Nậm Lúa", [9]), ("Trường Nậm Lúa", [8]), ("Trạm Y tế xã", [3]),
    ]  # fmt: skip
    assert [v.value for v in table.stated_total or []] == [38]
    assert table.computed_total == [38]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("TT\tĐơn vị\tSố người\tSố đơn vị\n\t\tđăng ký\tmáu", ["Số người đăng ký", "Số đơn vị máu"]),
        (
            "TT\tĐơn vị\tChỉ tiêu\t\n\t\tNgười đăng ký\tĐơn vị máu",
            ["Chỉ tiêu - Người đăng ký", "Chỉ tiêu - Đơn vị máu"],
        ),
    ],
)
def test_heads_on_two_rows(head: str, names: list[str]) -> None:
    table = one(f"{TITLE}{head}\n1\tXã Bản Sen\t12\t7\n2\tXã Nậm Lúa\t6\t4")
    assert [c.name for c in table.columns[2:]] == names
    assert values(table) == [("Xã Bản Sen", [12, 7]), ("Xã Nậm Lúa", [6, 4])]


@pytest.mark.parametrize(
    "repeated",
    [
        "TT\tTên cơ quan, đơn vị\tSố người đăng ký\tSố người biến máu",  # a letter misread
        "TT\tTên cơ quan, đơn vị\tSố ngưòi đăng ký\tSố ngươi hiến máu",
        "'TT\tTên cơ quan, đơn vị\t1 Số người đăng ký\tSố người hiến máu",  # and rules taken for figures
    ],
)
def test_heads_of_later_pages_by_likeness(repeated: str) -> None:
    head = "TT\tTên cơ quan, đơn vị\tSố người đăng ký\tSố người hiến máu"
    text = f"{TITLE}{head}\n1\tXã Bản Sen\t12\t7\n2\tXã Nậm Lúa\t6\t4\n\n{repeated}\n3\tXã Khe Mây\t5\t3"
    assert values(one(text)) == [("Xã Bản Sen", [12, 7]), ("Xã Nậm Lúa", [6, 4]), ("Xã Khe Mây", [5, 3])]


def test_a_page_that_begins_with_a_group_goes_on() -> None:
    head = "TT\tĐơn vị\tSố người đăng ký\tSố người hiến máu"
    text = (
        f"{TITLE}{head}\nA\tCÁC XÃ\t\t\n1\tXã Bản Sen\t12\t7\n2\tXã Nậm Lúa\t6\t4\n\n"
        "B\tCÁC TRƯỜNG\t\t\n3\tTrường Khe Mây\t5\t3\n4\tTrường Nậm Lúa\t6\t4\n"
    )
    table = one(text)
    assert [group.name for group in table.groups] == ["CÁC XÃ", "CÁC TRƯỜNG"]
    assert len(table.rows) == 4


ROWS = "1\tThôn Đông\t12\t8\n2\tThôn Đoài\t15\t9\n3\tTrường THCS Khe Mây\t20\t11\n\tTổng cộng\t47\t28"
SHARED_OUT = [("Thôn Đông", [12, 8]), ("Thôn Đoài", [15, 9]), ("Trường THCS Khe Mây", [20, 11])]


@pytest.mark.parametrize(
    "above",
    [
        "BIỂU GIAO CHỈ TIÊU NGÀY HỘI\nTT\tNơi nhận chỉ tiêu\tSố phải vận động\tSố túi dự kiến thu",
        "Số người các nơi phải vận động như sau:\nSTT\tNơi thực hiện chỉ tiêu\tCam kết tham gia\tMáu thu về",
        "BẢNG CHIA SỐ NGƯỜI THAM GIA HIẾN MÁU\nTT\tBên nhận nhiệm vụ\tVận động tối thiểu\tDự kiến lấy được",
        "Các nơi bảo đảm số lượng sau đây:\nTT\tĐầu mối\tTúi\tDự phòng",
        "Phân bổ chỉ tiêu:\n",
        "PHÂN CHIA SỐ LƯỢNG\nTT\tNội dung\tSố tối đa\tSố tối thiểu",
    ],
)
def test_cells_that_name_bodies_make_the_column_whatever_its_head(above: str) -> None:
    table = one(f"{above}\n{ROWS}")
    assert values(table) == SHARED_OUT
    assert [column.role for column in table.columns] == ["ordinal", "body", "quota", "quota"]
    assert [value.value for value in table.stated_total or []] == [47, 28]


def test_a_column_of_groups_beside_the_bodies() -> None:
    table = one(
        f"{TITLE}TT\tKhối\tNơi nhận\tSố người\n1\tKhối thôn\tThôn Đông\t12\n2\t\tThôn Đoài\t15\n"
        "3\tKhối trường\tTrường THCS Khe Mây\t20"
    )
    assert values(table) == [("Thôn Đông", [12]), ("Thôn Đoài", [15]), ("Trường THCS Khe Mây", [20])]


def test_a_sentence_before_the_title_is_no_part_of_it() -> None:
    table = one(f"Kinh phí do người dân đóng góp.\nPHÂN BỔ SỐ LƯỢNG\n(ĐVT: người)\nTT\tThôn\tSố giao\tBổ sung\n{ROWS}")
    assert table.title == "PHÂN BỔ SỐ LƯỢNG"


@pytest.mark.parametrize(
    "text",
    [
        "LỊCH HIẾN MÁU\nTT\tNgày\tĐơn vị\tSố người vận động\n1\t12/4/2031\tThôn Đông\t8\n2\t15/5/2031\tThôn Đoài\t9",
        "LỊCH HIẾN MÁU\nĐợt\tĐơn vị\tNgày\tSố người vận động\n1\tThôn Đông\t12/4/2031\t8\n2\tThôn Đoài\t15/5/2031\t9",
        "LỊCH HIẾN MÁU\nTT\tĐơn vị\tNgày\tSố người vận động\n1\tThôn Đông\t12/4/2031\t8\n2\tThôn Đông\t15/5/2031\t9",
        "GIAO CHỈ TIÊU\nĐợt\tThời gian\tĐịa điểm\tSố người\n1\tTháng 4/2031\tNhà văn hóa xã\t80\n2\tQuý III/2031\tTrạm Y tế\t90",
    ],
)
def test_a_schedule_of_rounds_is_no_quota_table(text: str) -> None:
    assert extract(annotate(document(text))) == []


SCHEDULES_OF_BODIES = [
    "LỊCH HIẾN MÁU\nTT\tĐơn vị\tNgày\tSố người vận động\n1\tXã Bản Sen\t12/4/2031\t8\n2\tXã Nậm Lúa\t15/5/2031\t9",
    "Lịch lấy máu lưu động\nSTT\tXã\tThời gian\tNơi lấy máu\tSố người phải có mặt\n"
    "1\tXã Bản Sen\t7h30 - 11h00, 12/4/2031\tTrạm Y tế xã\t8\n2\tXã Nậm Lúa\t13h30, 15/5/2031\tNhà văn hóa\t9\n"
    "\tCộng 2 xã\t\t\t17",
    "PHÂN CHIA ĐỐI TƯỢNG VÀ LỊCH KHÁM\nTT\tĐiểm khám\tSố người cần khám\tNgày khám\n"
    "1\tXã Bản Sen\t8\t12/4/2031 (sáng)\n2\tXã Nậm Lúa\t9\t15/4/2031 (chiều)\n\tTổng\t17\t",
    "Thông báo lịch\nĐịa phương\tChỉ tiêu (người)\tNgày\nXã Bản Sen\t8\t12/4/2031\nXã Nậm Lúa\t9\t15/5/2031",
]


@pytest.mark.parametrize("schedule", SCHEDULES_OF_BODIES)
def test_a_schedule_that_gives_each_body_its_number_is_a_quota_table(schedule: str) -> None:
    plan = annotate(document(f"Số: 12/KH-BCĐ\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nHiến máu\n{schedule}"))
    (table,) = extract(plan)
    assert values(table) == [("Xã Bản Sen", [8]), ("Xã Nậm Lúa", [9])]
    assert targets.extract(plan) == []


def test_a_column_of_what_is_due_when_makes_no_schedule() -> None:
    table = one(
        f"{TITLE}TT\tĐơn vị\tSố người\tHạn nộp danh sách\n1\tThôn Đông\t12\t10/3/2031\n2\tThôn Đoài\t15\t12/3/2031"
    )
    assert values(table) == [("Thôn Đông", [12]), ("Thôn Đoài", [15])]


def test_column_sets_whose_bodies_are_called_otherwise() -> None:
    table = one(
        f"{TITLE}STT\tTên bản\tSố người\tSTT\tCơ quan\tSố người\n1\tBản Nà Lúa\t14\t3\tCông an xã\t6\n"
        "2\tBản Khe Mây\t11\t4\tTrạm Y tế xã\t4"
    )
    assert values(table) == [("Bản Nà Lúa", [14]), ("Bản Khe Mây", [11]), ("Công an xã", [6]), ("Trạm Y tế xã", [4])]
