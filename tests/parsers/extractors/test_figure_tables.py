"""Tables of figures that are no quota tables: results of reports, indicators of plans, rounds with their quotas."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import quota_tables, results, targets
from tests.factory import document

REPORT = (
    "Số: 12/BC-BCĐ\nKhe Mây, ngày 05 tháng 7 năm 2031\nBÁO CÁO\nCông tác hiến máu tình nguyện 6 tháng đầu năm 2031\n"
    "I. KẾT QUẢ\n"
)
PLAN = "Số: 12/KH-BCĐ\nKhe Mây, ngày 05 tháng 01 năm 2031\nKẾ HOẠCH\nVận động hiến máu tình nguyện năm 2031\n"

Row = tuple[str | None, list[str], float | None, str | None, float | None, float | None]

RESULTS: dict[str, tuple[str, list[Row]]] = {
    "plan, reached, percent": (
        "TT\tĐơn vị\tKế hoạch (đơn vị máu)\tThực hiện (đơn vị máu)\tTỷ lệ (%)\n"
        "1\tXã Khe Mây\t1 100\t1.320\t120\n2\tXã Nậm Lúa\t60\t45\t75\n\tTổng cộng\t1.160\t1.365\t117,7",
        [
            ("Thực hiện (đơn vị máu)", ["Xã Khe Mây"], 1320, "đơn vị máu", 1100, 120),
            ("Thực hiện (đơn vị máu)", ["Xã Nậm Lúa"], 45, "đơn vị máu", 60, 75),
        ],
    ),
    "groups and sub-totals are no results": (
        "TT\tĐơn vị\tChỉ tiêu\tKết quả\nI\tKhối xã\t30\t31\n1\tXã Khe Mây\t20\t22\n2\tXã Nậm Lúa\t10\t9\n"
        "II\tKhối trường\t5\t6\n1\tTrường THCS Nậm Lúa\t5\t6\n\tCộng\t35\t37",
        [
            ("Kết quả", ["Xã Khe Mây"], 22, "đơn vị máu", 20, None),
            ("Kết quả", ["Xã Nậm Lúa"], 9, "đơn vị máu", 10, None),
            ("Kết quả", ["Trường THCS Nậm Lúa"], 6, "đơn vị máu", 5, None),
        ],
    ),
    "a head that says what was got": (
        "TT\tĐơn vị\tChỉ tiêu giao\tLấy được (túi máu)\n1\tXã Khe Mây\t20\t22\n2\tXã Nậm Lúa\t10\t9",
        [
            ("Lấy được (túi máu)", ["Xã Khe Mây"], 22, "đơn vị máu", 20, None),
            ("Lấy được (túi máu)", ["Xã Nậm Lúa"], 9, "đơn vị máu", 10, None),
        ],
    ),
    "indicators with units": (
        "TT\tChỉ tiêu\tĐơn vị tính\tKế hoạch\tThực hiện\tĐạt %\n"
        "1\tSố người đăng ký hiến máu\tngười\t500\t620\t124\n2\tTỷ lệ người hiến máu nhắc lại\t%\t40\t38,5\t96,3",
        [
            ("Số người đăng ký hiến máu", [], 620, "người", 500, 124),
            ("Tỷ lệ người hiến máu nhắc lại", [], 38.5, "%", 40, 96.3),
        ],
    ),
    "what was wanted and given out, under a title with the unit": (
        "Bảng 2. Chế phẩm cấp cho các bệnh viện (đơn vị)\n"
        "TT\tLoại chế phẩm\tDự trù\tĐã cấp\tTỷ lệ (%)\n1\tKhối tiểu cầu\t120\t108\t90\n2\tTủa lạnh\t50\t60\t120",
        [
            ("Khối tiểu cầu", [], 108, "đơn vị", 120, 90),
            ("Tủa lạnh", [], 60, "đơn vị", 50, 120),
        ],
    ),
    "words in brackets above a table that are no unit": (
        "Bảng 3. Chế phẩm đã cấp (tiếp theo)\n"
        "TT\tLoại chế phẩm\tDự trù\tĐã cấp\n1\tKhối tiểu cầu\t120\t108\n2\tTủa lạnh\t50\t60",
        [("Khối tiểu cầu", [], 108, None, 120, None), ("Tủa lạnh", [], 60, None, 50, None)],
    ),
    "statistics": (
        "TT\tNội dung\tĐVT\tSố liệu\n1\tSố buổi truyền thông\tbuổi\t24\n2\tTờ rơi đã phát\ttờ\t1.200",
        [
            ("Số buổi truyền thông", [], 24, "buổi", None, None),
            ("Tờ rơi đã phát", [], 1200, "tờ", None, None),
        ],
    ),
    "bodies with what they gave": (
        "Bảng kết quả hiến máu\nTT\tĐơn vị\tSố người tham gia\n1\tXã Khe Mây\t31\n2\tXã Nậm Lúa\t12",
        [
            ("Số người tham gia", ["Xã Khe Mây"], 31, "người", None, None),
            ("Số người tham gia", ["Xã Nậm Lúa"], 12, "người", None, None),
        ],
    ),
    "heads in short": (
        "TT\tĐịa phương\tKH năm 2031 (túi máu)\tTH 6 tháng\tTH/KH (%)\tSo cùng kỳ (+/-)\n"
        "1\tXã Khe Mây\t200\t90\t45\t+12\n2\tXã Nậm Lúa\t60\t45\t75\t-3\n\tToàn huyện\t260\t135\t51,9\t+9",
        [
            ("TH 6 tháng", ["Xã Khe Mây"], 90, "đơn vị máu", 200, 45),
            ("TH 6 tháng", ["Xã Nậm Lúa"], 45, "đơn vị máu", 60, 75),
        ],
    ),
    "a head that says nothing beside the plan": (
        "Lượng máu của các khoa:\nKhoa, phòng\tĐược giao\tSố đơn vị\nKhoa Sinh\t30\t41\nPhòng Đào tạo\t20\t19\nToàn trường\t50\t60",
        [
            ("Số đơn vị", ["Khoa Sinh"], 41, "đơn vị máu", 30, None),
            ("Số đơn vị", ["Phòng Đào tạo"], 19, "đơn vị máu", 20, None),
        ],
    ),
    "the percentages say which column was reached": (
        "Lượng máu của các khoa:\nKhoa, viện\tChỉ tiêu\tĐợt A\tĐợt B\tGộp lại\tSo chỉ tiêu (%)\n"
        "Khoa Sinh\t30\t11\t22\t33\t110\nViện Gen\t40\t10\t10\t20\t50\nKhoa Lý\t10\t4\t8\t12\t120\nTổng\t80\t25\t40\t65\t81,3",
        [
            ("Gộp lại", ["Khoa Sinh"], 33, "đơn vị máu", 30, 110),
            ("Gộp lại", ["Viện Gen"], 20, "đơn vị máu", 40, 50),
            ("Gộp lại", ["Khoa Lý"], 12, "đơn vị máu", 10, 120),
        ],
    ),
    "the column of the whole beside its parts": (
        "Lượng máu của các lớp:\nTT\tLớp\tKế hoạch\tVòng 1\tVòng 2\tCả năm\n1\tLớp 12A\t10\t4\t5\t9\n2\tLớp 12B\t8\t4\t6\t10",
        [
            ("Cả năm", ["Lớp 12A"], 9, "đơn vị máu", 10, None),
            ("Cả năm", ["Lớp 12B"], 10, "đơn vị máu", 8, None),
        ],
    ),
    "what was reached and planned in one cell": (
        "TT\tXã\tTH/KH (đơn vị máu)\tTỷ lệ\n1\tXã Khe Mây\t52/50\t104%\n2\tXã Nậm Lúa\t18 / 20\t90%\n"
        "\tToàn huyện\t70/70\t100%",
        [
            ("TH/KH (đơn vị máu)", ["Xã Khe Mây"], 52, "đơn vị máu", 50, 104),
            ("TH/KH (đơn vị máu)", ["Xã Nậm Lúa"], 18, "đơn vị máu", 20, 90),
        ],
    ),
    "plans and results of two things": (
        "TT\tĐơn vị\tChỉ tiêu\t\tKết quả\t\n\t\tĐăng ký (người)\tĐơn vị máu\tĐăng ký (người)\tĐơn vị máu\n"
        "1\tXã Khe Mây\t60\t50\t70\t52\n2\tXã Nậm Lúa\t40\t20\t44\t18",
        [
            ("Kết quả - Đăng ký (người)", ["Xã Khe Mây"], 70, "người", 60, None),
            ("Kết quả - Đơn vị máu", ["Xã Khe Mây"], 52, "đơn vị máu", 50, None),
            ("Kết quả - Đăng ký (người)", ["Xã Nậm Lúa"], 44, "người", 40, None),
            ("Kết quả - Đơn vị máu", ["Xã Nậm Lúa"], 18, "đơn vị máu", 20, None),
        ],
    ),
    "a bare head beside the percentages": (
        "STT\tTên chi đoàn\tGiao\tĐạt\tTỷ lệ %\n01\tChi đoàn thôn Đông\t12\t15\t125\n02\tChi đoàn thôn Đoài\t10\t8\t80\n"
        "\tToàn Đoàn xã\t22\t23\t104,5",
        [
            ("Đạt", ["Chi đoàn thôn Đông"], 15, "đơn vị máu", 12, 125),
            ("Đạt", ["Chi đoàn thôn Đoài"], 8, "đơn vị máu", 10, 80),
        ],
    ),
    "what remains to be done is no result": (
        "TT\tXã\tChỉ tiêu năm (người)\tĐăng ký 6 tháng đầu năm\tCòn phải thực hiện\n1\tXã Khe Mây\t30\t20\t10\n2\tXã Nậm Lúa\t20\t15\t5",
        [
            ("Đăng ký 6 tháng đầu năm", ["Xã Khe Mây"], 20, "người", 30, None),
            ("Đăng ký 6 tháng đầu năm", ["Xã Nậm Lúa"], 15, "người", 20, None),
        ],
    ),
    "a count with its percentage of the plan": (
        "TT\tPhường\tKhối lượng (tấn)\tSo kế hoạch (%)\n1\tPhường Đông\t120,5\t104\n2\tPhường Tây\t98\t95,1\nCả thành phố\t\t218,5\t100",
        [
            ("Khối lượng (tấn)", ["Phường Đông"], 120.5, "tấn", None, 104),
            ("Khối lượng (tấn)", ["Phường Tây"], 98, "tấn", None, 95.1),
        ],
    ),
    "what is counted is no blood": (
        "TT\tXã\tSố trẻ cần tiêm\tSố trẻ đã tiêm\n1\tXã Khe Mây\t120\t118\n2\tXã Nậm Lúa\t98\t90",
        [
            ("Số trẻ đã tiêm", ["Xã Khe Mây"], 118, "trẻ", 120, None),
            ("Số trẻ đã tiêm", ["Xã Nậm Lúa"], 90, "trẻ", 98, None),
        ],
    ),
    "how many came, without a plan": (
        "STT\tTên đơn vị\tSố sinh viên\tSố người đăng ký\tSố đơn vị thu được\tCùng kỳ năm trước (đơn vị máu)\n"
        "1\tKhoa Sinh\t800\t60\t50\t41\n2\tKhoa Lý\t500\t40\t36\t38",
        [
            ("Số người đăng ký", ["Khoa Sinh"], 60, "người", None, None),
            ("Số đơn vị thu được", ["Khoa Sinh"], 50, "đơn vị máu", None, None),
            ("Số người đăng ký", ["Khoa Lý"], 40, "người", None, None),
            ("Số đơn vị thu được", ["Khoa Lý"], 36, "đơn vị máu", None, None),
        ],
    ),
    "two pairs of plan and result": (
        "TT\tĐơn vị\tChỉ tiêu đợt 1\tKết quả đợt 1\tChỉ tiêu đợt 2\tKết quả đợt 2\n1\tXã Khe Mây\t20\t22\t30\t28",
        [
            ("Kết quả đợt 1", ["Xã Khe Mây"], 22, "đơn vị máu", 20, None),
            ("Kết quả đợt 2", ["Xã Khe Mây"], 28, "đơn vị máu", 30, None),
        ],
    ),
}


@pytest.mark.parametrize(("table", "expected"), RESULTS.values(), ids=RESULTS.keys())
def test_results_of_a_report(table: str, expected: list[Row]) -> None:
    found = results.extract(annotate(document(REPORT + table)))
    assert [
        (r.name, [b.name for b in r.bodies], r.quantity.min, r.quantity.unit, r.planned, r.ratio) for r in found
    ] == expected
    assert {r.period.edtf if r.period else None for r in found} == {"2031-40"}
    assert targets.extract(annotate(document(REPORT + table))) == []


def test_a_unit_from_the_lines_above_is_doubtful() -> None:
    found = results.extract(annotate(document(REPORT + RESULTS["two pairs of plan and result"][0])))
    assert [r.doubts for r in found] == [[], []]


def test_the_head_of_a_column_dates_its_results() -> None:
    table = "TT\tNội dung\tĐVT\tThực hiện quý I/2031\tThực hiện quý II/2031\n1\tSố đợt\tđợt\t2\t3\n2\tSố tin, bài\ttin\t8\t9"
    found = results.extract(annotate(document(REPORT + table)))
    assert [(r.quantity.min, r.period.edtf if r.period else None) for r in found] == [
        (2, "2031-33"), (3, "2031-34"), (8, "2031-33"), (9, "2031-34"),
    ]  # fmt: skip


def test_the_day_of_a_row_dates_its_results() -> None:
    table = (
        "Đợt\tNgày\tĐịa điểm\tChỉ tiêu (đơn vị máu)\tTiếp nhận\tTỷ lệ\nĐợt 1\t20/3\tNhà văn hóa xã\t100\t104\t104%\n"
        "Đợt 2\t15/5\tTrường THPT\t80\t72\t90%\nCộng\t\t\t180\t176\t97,8%"
    )
    found = results.extract(annotate(document(REPORT + table)))
    assert [(r.name, r.quantity.min, r.planned, r.ratio, r.period.edtf if r.period else None) for r in found] == [
        ("Đợt 1", 104, 100, 104, "2031-03-20"), ("Đợt 2", 72, 80, 90, "2031-05-15"),
    ]  # fmt: skip


@pytest.mark.parametrize("heads", ["6 tháng 2030\t6 tháng 2031", "6 tháng đầu năm 2030\t6 tháng đầu năm 2031"])
def test_two_years_side_by_side(heads: str) -> None:
    table = (
        f"TT\tNội dung\tĐVT\t{heads}\tTăng, giảm (%)\n1\tSố người hiến\tngười\t500\t620\t24\n2\tTin\ttin\t40\t50\t25"
    )
    found = results.extract(annotate(document(REPORT + table)))
    assert [(r.quantity.min, r.period.edtf if r.period else None) for r in found] == [
        (500, "2030-40"), (620, "2031-40"), (40, "2030-40"), (50, "2031-40"),
    ]  # fmt: skip


def test_the_quota_table_of_a_report_keeps_all_its_columns() -> None:
    (table,) = quota_tables.extract(annotate(document(REPORT + RESULTS["plan, reached, percent"][0])))
    assert [column.role for column in table.columns] == ["ordinal", "body", "quota", "result", "ratio"]
    assert [[value.value for value in row.values] for row in table.rows] == [[1100, 1320, 120], [60, 45, 75]]
    assert table.computed_total == [1160, 1365, None]


@pytest.mark.parametrize(
    ("head", "roles"),
    [
        ("TT\tĐịa bàn\tKH năm (đv)\tTH 6 tháng\tTỷ lệ đạt (%)", ["quota", "result", "ratio"]),
        ("TT\tXã\tCT giao\tƯớc TH\t% TH/KH", ["quota", "result", "ratio"]),
        ("TT\tĐơn vị\tKế hoạch\tTH\tSo KH", ["quota", "result", "ratio"]),
        ("TT\tCụm thi đua\tKH 2031 (ĐV)\tTH 6 tháng (ĐV)\t% KH", ["quota", "result", "ratio"]),
    ],
)
def test_the_quota_table_of_a_report_with_heads_in_short(head: str, roles: list[str]) -> None:
    rows = "1\tXã Khe Mây\t100\t52\t52\n2\tXã Nậm Lúa\t60\t45\t75\n\tToàn tỉnh\t160\t97\t60,6"
    (table,) = quota_tables.extract(annotate(document(f"{REPORT}{head}\n{rows}")))
    assert [column.role for column in table.columns[2:]] == roles
    assert [(row.body.name, row.values[0].value) for row in table.rows] == [("Xã Khe Mây", 100), ("Xã Nậm Lúa", 60)]
    assert [value.value for value in table.stated_total or []][:2] == [160, 97]


@pytest.mark.parametrize("head", ["Cụm thi đua", "Khu vực", "Đầu mối", "Khối, cụm", "Phân xưởng"])
def test_rows_whose_names_are_places_alone(head: str) -> None:
    rows = "1\tKhe Mây - Nậm Lúa\t100\t52\t52,0\n2\tBản Sen\t60\t45\t75,0\n3\tNà Hoa - Đồi Chè\t40\t20\t50,0"
    (table,) = quota_tables.extract(annotate(document(f"{REPORT}STT\t{head}\tKH năm (đv)\tTH (đv)\t% KH\n{rows}")))
    assert [(row.body.name, row.values[0].value) for row in table.rows if row.body] == [
        ("Khe Mây - Nậm Lúa", 100), ("Bản Sen", 60), ("Nà Hoa - Đồi Chè", 40),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("Cả trường có 1.065 sinh viên tham gia.", "sinh viên"),
        ("Tổng cộng tiếp nhận 1.065/1.000 đơn vị máu.", "đơn vị máu"),
        ("Đã phát 1.065 tờ rơi, 1.065 áp phích.", None),  # which of them is not said
    ],
)
def test_the_total_in_the_text_says_what_a_table_counts(sentence: str, unit: str | None) -> None:
    far = "Các khoa thực hiện nghiêm túc, có nhiều cách làm hay, được Nhà trường ghi nhận. " * 6
    table = f"{sentence}\n{far}\nKhoa\tChỉ tiêu\tKết quả\nKhoa Sinh\t500\t540\nKhoa Lý\t500\t525\nTổng\t1.000\t1.065"
    found = [r for r in results.extract(annotate(document(REPORT + table))) if r.bodies and r.planned == 500]
    assert [(r.quantity.min, r.quantity.unit, r.doubts) for r in found] == [
        (540, unit, [] if unit else ["no-unit"]), (525, unit, [] if unit else ["no-unit"]),
    ]  # fmt: skip


def test_a_small_total_may_stand_in_the_text_by_chance() -> None:
    far = "Các khoa thực hiện nghiêm túc, có nhiều cách làm hay, được Nhà trường ghi nhận. " * 6
    table = f"Đã đến 57 hộ dân để tuyên truyền.\n{far}\nKhoa\tChỉ tiêu\tKết quả\nKhoa Sinh\t20\t30\nKhoa Lý\t20\t27\nTổng\t40\t57"
    found = [r for r in results.extract(annotate(document(REPORT + table))) if r.bodies and r.planned == 20]
    assert [r.doubts for r in found] == [["no-unit"], ["no-unit"]]


def test_a_report_without_a_plan_has_no_quota_table() -> None:
    assert quota_tables.extract(annotate(document(REPORT + RESULTS["bodies with what they gave"][0]))) == []


def test_indicators_of_a_plan_are_targets() -> None:
    table = (
        "II. CHỈ TIÊU\nTT\tChỉ tiêu\tĐVT\tKế hoạch năm 2031\tĐơn vị thực hiện\n"
        "1\tSố người đăng ký hiến máu\tngười\t500\tHội Chữ thập đỏ xã\n2\tSố đợt hiến máu tập trung\tđợt\t≥ 2\tTrạm Y tế xã"
    )
    found = targets.extract(annotate(document(PLAN + table)))
    assert [(t.name, t.quantity.comparator, t.quantity.min, t.quantity.unit, [b.name for b in t.bodies]) for t in found] == [
        ("Số người đăng ký hiến máu", "exactly", 500, "người", ["Hội Chữ thập đỏ xã"]),
        ("Số đợt hiến máu tập trung", "at_least", 2, "đợt", ["Trạm Y tế xã"]),
    ]  # fmt: skip


SCHEDULES = [
    "TT\tThời gian\tĐịa điểm\tĐơn vị tham gia\tChỉ tiêu (đơn vị máu)\n"
    "1\t7h30, ngày 21/3/2031\tNhà văn hóa thôn\tThôn Nà Tâu\t40\n2\tNgày 12/7/2031\tUBND xã\tCông an xã\t60\nTổng\t\t\t\t100",
    "Đợt\tNgày\tĐơn vị\tDự kiến số đơn vị máu\tĐịa điểm\n"
    "1\t21/3/2031\tThôn Nà Tâu\t40\tNhà văn hóa thôn\n2\t12/7/2031\tCông an xã\t60\tUBND xã",
]


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Dự kiến (đv)", "đơn vị máu"),
        ("Dự kiến (người)", "người"),
        ("Chỉ tiêu", "người"),
        ("Số lượng (đơn vị)", "đơn vị máu"),
    ],
)
def test_what_rounds_give(head: str, unit: str) -> None:
    table = f"LỊCH HIẾN MÁU, CHỈ TIÊU\nTT\tThời gian\tĐơn vị\t{head}\n1\t15/3/2031\tXã Khe Mây\t60\n2\t16/3/2031\tXã Nậm Lúa\t50"
    found = targets.extract(annotate(document(PLAN + table)))
    assert [(t.quantity.min, t.quantity.unit) for t in found] == [(60, unit), (50, unit)]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_rounds_with_their_quotas(schedule: str) -> None:
    found = targets.extract(annotate(document(f"{PLAN}III. LỊCH TỔ CHỨC\n{schedule}")))
    assert [
        (t.quantity.min, t.quantity.unit, [b.name for b in t.bodies], t.period.edtf if t.period else None) for t in found
    ] == [
        (40, "đơn vị máu", ["Thôn Nà Tâu"], "2031-03-21"),
        (60, "đơn vị máu", ["Công an xã"], "2031-07-12"),
    ]  # fmt: skip


NO_TARGETS = {
    "scores": "II. CHỈ TIÊU\nTT\tTiêu chí\tĐiểm chuẩn\n1\tVận động người đăng ký\t20\n2\tĐạt chỉ tiêu\t40",
    "money": "TT\tNội dung\tĐVT\tSố lượng\tThành tiền (đồng)\n1\tBăng rôn\tcái\t10\t5.000.000\n2\tNước uống\tthùng\t4\t800.000",
    "tasks": "TT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tTuyên truyền\tHội CTĐ\tQuý I/2031\n2\tTiếp nhận\tTrạm Y tế\tQuý II/2031",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_TARGETS.values(), ids=NO_TARGETS.keys())
def test_tables_without_targets(text: str) -> None:
    assert targets.extract(annotate(document(PLAN + text))) == []


def test_lines_of_a_report_are_results_and_no_quotas() -> None:
    text = (
        "b) Chia theo chỉ tiêu giao từng đợt:\n+ {0}: 128 đơn vị máu;\n+ {1}: 117 đơn vị máu;\n+ {2}: 155 đơn vị máu."
    )
    for names in (("Đợt 1 (tháng 3)", "Đợt 2 (tháng 4)", "Đợt 3"), ("Xã Khe Mây", "Xã Nậm Lúa", "Xã Bản Sen")):
        report = annotate(document(REPORT + text.format(*names)))
        assert [result.quantity.min for result in results.extract(report)] == [128, 117, 155]
        assert quota_tables.extract(report) == []


def test_men_and_women_are_counted() -> None:
    report = annotate(document(f"{REPORT}Trong tổng số 165 người hiến máu có 90 nam và 75 nữ."))
    assert [(r.quantity.min, r.quantity.unit) for r in results.extract(report)] == [
        (165, "người"), (90, "nam"), (75, "nữ"),
    ]  # fmt: skip
