"""When a number is for, what it counts and whose it is; days of collecting blood; tables that sum up kinds of things."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.annotate import annotate
from parsers.extractors.events import events
from parsers.extractors.figures import quota_tables, targets
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document, plan

FESTIVAL = "Tổ chức Lễ hội “Giọt nắng” lần thứ IV, năm 2026"
TIME = "2. Thời gian, địa điểm\n- Thời gian: 01 ngày, từ 7h00 đến 16h00 thứ Bảy, ngày 21/3/2026.\n- Địa điểm: Nhà văn hóa xã."


def periods(body: str, subject: str = FESTIVAL) -> list[str | None]:
    found = targets.extract(annotate(plan(body, subject=subject)))
    return [one.period.edtf if one.period else None for one in found]


def test_the_aims_of_a_festival_are_for_the_day_that_its_time_line_gives() -> None:
    assert (
        periods(f"{TIME}\n3. Chỉ tiêu\nVận động trên 400 người đăng ký, tiếp nhận 260 đơn vị máu.")
        == ["2026-03-21"] * 2
    )


def test_two_days_leave_the_year() -> None:
    other = "4. Họp báo\n- Thời gian: 8h00 ngày 10/3/2026.\n"
    assert periods(f"{TIME}\n{other}3. Chỉ tiêu\nTiếp nhận 260 đơn vị máu.") == ["2026"]


def test_the_aims_of_a_year_stay_of_the_year() -> None:
    body = f"{TIME}\n3. Chỉ tiêu\nTiếp nhận 260 đơn vị máu."
    assert periods(body, "Vận động hiến máu tình nguyện năm 2026") == ["2026"]


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("Tiếp nhận từ 320 đơn vị máu trở lên, tổ chức 02 đợt: đợt 1 tháng 3/2026, đợt 2 tháng 9/2026.", "2026"),
        ("Tiếp nhận 180 đơn vị máu qua các đợt: đợt 1 vào tháng 4/2026; đợt 2 vào tháng 10/2026.", "2026"),
        ("Tiếp nhận 180 đơn vị máu trong tháng 4/2026.", "2026-04"),
    ],
)
def test_the_days_that_a_colon_lists_are_not_the_whole_s(line: str, first: str) -> None:
    assert periods(f"II. CHỈ TIÊU\n1. {line}", "Vận động hiến máu tình nguyện năm 2026")[0] == first


def test_the_limit_of_another_clause_is_its_own() -> None:
    body = (
        "II. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2026\n"
        "1. Phấn đấu tiếp nhận 640 đơn vị máu còn lại, hoàn thành 100% chỉ tiêu năm trước ngày 10/12/2026."
    )
    assert periods(body, "Vận động hiến máu tình nguyện năm 2026")[0] == "2026-41"


@pytest.mark.parametrize(
    ("line", "indicators"),
    [
        ("Phấn đấu có 320 người tham gia, thu được ít nhất 250 đơn vị máu.", ["registrants", "blood_units"]),
        ("Vận động hiến máu, mỗi tổ sản xuất có ít nhất 02 người tham gia.", ["registrants"]),
        ("Tổ chức ít nhất 02 ngày hiến máu tại cơ sở.", ["events"]),
    ],
)
def test_what_is_counted(line: str, indicators: list[str]) -> None:
    found = targets.extract(annotate(plan(f"II. CHỈ TIÊU\n1. {line}")))
    assert [one.quantity.indicator for one in found] == indicators


@pytest.mark.parametrize(
    "line",
    [
        "Lượng máu dự trữ của bệnh viện hiện chỉ còn 34 đơn vị máu.",
        "Kho máu đang có 120 đơn vị máu.",
        "Hiện nay còn khoảng 90 đơn vị máu.",
        "Tồn kho chỉ còn 15 đơn vị máu.",
        "Hiện kho máu còn 60 đơn vị nhóm AB.",
        "Đến hết ngày 31/5/2026 lượng máu dự trữ còn 214 đơn vị, chỉ đáp ứng khoảng 60% nhu cầu.",
    ],
)
def test_what_is_in_stock_is_no_target(line: str) -> None:
    assert targets.extract(annotate(plan(f"I. SỰ CẦN THIẾT PHẢI TỔ CHỨC\n1. Nhu cầu\n{line}"))) == []
    assert targets.extract(annotate(plan(f"II. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n{line}"))) == []


def test_a_title_that_says_how_much_is_nobody() -> None:
    body = (
        "1. Số lượng\nMỗi buổi tiếp nhận 120 đơn vị máu.\n2. Trung tâm Truyền máu tỉnh\n- Cử đoàn tiếp nhận máu.\n"
        "3. Trạm Y tế phường\n- Bố trí địa điểm."
    )
    found = targets.extract(annotate(plan(body)))
    assert [[body.name for body in one.bodies] for one in found] == [[]]


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("Chủ tịch UBND các xã: Nà Hoa, Khe Mây huy động mỗi xã 30 người đến hiến máu.", 2),
        ("Giám đốc Công an tỉnh, Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh cử mỗi đơn vị 25 chiến sĩ đến hiến máu.", 2),
    ],
)
def test_each_takes_up_those_who_are_told(sentence: str, bodies: int) -> None:
    annotated = annotate(plan(f"III. TỔ CHỨC THỰC HIỆN\n1. {sentence}"))
    assert [len(one.bodies) for one in targets.extract(annotated)] == [bodies]
    assert [len(one.bodies) for one in obligations.extract(annotated)] == [bodies]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ban Hiến máu nhân đạo tổng hợp danh sách trước ngày 10/3/2026.", "Ban Hiến máu nhân đạo"),
        ("Trạm Y tế phường Tiếp nhận danh sách trước ngày 10/3/2026.", "Trạm Y tế phường"),
        ("Đội Hiến máu dự bị phường trực tại trạm trước ngày 10/3/2026.", "Đội Hiến máu dự bị phường"),
    ],
)
def test_a_name_may_hold_its_work(line: str, name: str) -> None:
    found = obligations.extract(annotate(plan(f"III. TỔ CHỨC THỰC HIỆN\n1. {line}")))
    assert [[body.name for body in one.bodies] for one in found] == [[name]]


def test_days_of_collecting_with_what_is_expected_are_events() -> None:
    body = (
        "II. NGUỒN MÁU\n1. Tiếp nhận lưu động\n- Ngày 10/01/2027 (Chủ nhật): tại Nhà văn hóa xã, dự kiến 90 đơn vị máu.\n"
        "- Ngày 17/01/2027 (Chủ nhật): tại Trường THCS Nà Hoa, dự kiến 70 đơn vị máu."
    )
    found = events.extract(annotate(plan(body, subject="Bảo đảm nguồn máu dịp Tết")))
    assert [
        (one.name, one.date.edtf if one.date else None, one.place.value if one.place else None) for one in found
    ] == [
        ("Tiếp nhận lưu động", "2027-01-10", "Nhà văn hóa xã"),
        ("Tiếp nhận lưu động", "2027-01-17", "Trường THCS Nà Hoa"),
    ]


def test_several_sites_with_their_days_are_an_event_and_no_deadline() -> None:
    annotated = annotate(
        plan("II. THỜI GIAN\n1. Các điểm hiến máu vệ tinh: từ ngày 05/7 đến 11/7/2026, do Đoàn các xã chọn địa điểm.")
    )
    assert [one.name for one in events.extract(annotated)] == ["Các điểm hiến máu vệ tinh"]
    assert deadlines.extract(annotated) == []


def test_words_inside_a_quotation_name_no_event() -> None:
    line = "1. Tuyên truyền: phát động thử thách “Tôi hiến máu” trên mạng xã hội trong tháng 6/2026."
    assert events.extract(annotate(plan(f"IV. NỘI DUNG\n{line}"))) == []


GROUPS = "Nhóm máu\tHồng cầu (túi)\tTiểu cầu (túi)\nNhóm O\t60\t6\nNhóm A\t30\t4\nNhóm B\t35\t4\nCộng\t{total}\t14"
STOCK = "I. MỤC TIÊU\n1. Cơ số dự trữ của từng nhóm máu như sau:\n"


def test_a_table_that_sums_up_kinds_is_read_and_doubted() -> None:
    table = quota_tables.extract(annotate(plan(STOCK + GROUPS.format(total=125))))[0]
    rows = [(row.body.name if row.body else None, [cell.value for cell in row.values]) for row in table.rows]
    assert rows == [("Nhóm O", [60, 6]), ("Nhóm A", [30, 4]), ("Nhóm B", [35, 4])]
    assert [column.doubts for column in table.columns] == [[], ["unknown-head"], ["unknown-head"]]


def test_a_column_without_a_total_stands_beside() -> None:
    table = "Loại\tMức dự trữ\tSố ngày dùng\nHồng cầu\t60\t7\nHuyết tương\t30\t10\nTiểu cầu\t35\t3\nTổng số\t125\t"
    found = quota_tables.extract(annotate(plan(STOCK + table)))[0]
    assert [column.role for column in found.columns] == ["body", "quota", "note"]
    assert [total.value for total in found.stated_total or []] == [125, None]


def test_a_share_of_the_people_of_the_whole_is_the_whole_s() -> None:
    body = "II. CHỈ TIÊU\n1. Toàn phường tiếp nhận 260 đơn vị máu.\n2. Trên 90% cán bộ, đảng viên được tuyên truyền."
    more = "\n3. Ít nhất 80% cán bộ của Trạm Y tế hiến máu.\n4. 100% ca cấp cứu đủ máu."
    found = targets.extract(annotate(plan(body + more)))
    assert [[one.name for one in target.bodies] for target in found] == [["Toàn phường"], ["Toàn phường"], [], []]


@pytest.mark.parametrize(("total", "findings"), [(125, []), (135, ["quota-sum-mismatch"])])
def test_its_total_is_checked(total: int, findings: list[str]) -> None:
    text = (
        "KẾ HOẠCH\nBảo đảm nguồn máu năm 2026\n\n"
        + STOCK
        + "\n| "
        + GROUPS.format(total=total)
        .replace("\t", " | ")
        .replace("\n", " |\n| ")
        .replace("Tiểu cầu (túi) |\n", "Tiểu cầu (túi) |\n|---|---|---|\n", 1)
        + " |\n"
    )
    record = ingest(text.encode(), name="du-tru.md")
    assert [one.name for one in record.findings if one.name.startswith(("quota", "body"))] == findings


@pytest.mark.parametrize(
    "table",
    [
        "Nội dung chi\tSố tiền (đồng)\nIn tờ rơi\t200000\nNước uống\t300000\nThuê bàn ghế\t500000\nCộng\t1000000",
        "Nhóm tuổi\tTỷ lệ (%)\n18 - 30\t40\n31 - 45\t35\n46 - 60\t25\nCộng\t100",
        "Nhóm máu\tHồng cầu\nNhóm O\t60\nNhóm A\t30\nNhóm B\t35\nCộng\t130",
    ],
)
def test_money_shares_and_sums_that_nothing_bears_out_are_no_quotas(table: str) -> None:
    assert quota_tables.extract(annotate(plan(STOCK + table))) == []


def test_a_call_to_many_gives_its_addressees_no_work() -> None:
    text = (
        "UBND TỈNH VĨNH AN\nSố: 05/CĐ-UBND\nVĩnh An, ngày 21 tháng 8 năm 2030\nCÔNG ĐIỆN\nVề việc huy động người hiến máu\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH VĨNH AN điện:\n- Giám đốc Sở Y tế;\n- Chủ tịch UBND các xã: Nà Hoa, Khe Mây;\n"
        "- Bí thư Tỉnh đoàn.\nChủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n1. Giám đốc Sở Y tế mở 02 điểm tiếp nhận máu."
    )
    assert [one.action for one in obligations.extract(annotate(document(text)))] == [
        "Giám đốc Sở Y tế mở 02 điểm tiếp nhận máu."
    ]


@pytest.mark.parametrize(
    "aim",
    [
        "Trong quý I năm 2026 tiếp nhận tối thiểu 180 đơn vị máu.",
        "Toàn phường tiếp nhận 1.180 đơn vị máu trong quý I năm 2026, tổ chức 03 đợt lưu động.",
    ],
)
def test_the_term_of_an_aim_is_no_deadline(aim: str) -> None:
    annotated = annotate(plan(f"I. MỤC TIÊU\n1. {aim}"))
    assert deadlines.extract(annotated) == []
    assert [one.period.edtf if one.period else None for one in targets.extract(annotated)[:1]] == ["2026-33"]


def test_what_is_to_be_finished_in_a_term_is_due() -> None:
    annotated = annotate(plan("I. MỤC TIÊU\n1. 100% tổ dân phố kiện toàn xong đội hiến máu trong quý I năm 2026."))
    assert [one.date.edtf if one.date else None for one in deadlines.extract(annotated)] == ["2026-33"]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Hỗ trợ xây mới, sửa chữa 02 nhà Chữ thập đỏ.", [2]),
        ("Sửa chữa 03 nhà đại đoàn kết; tặng 40 suất quà.", [3, 40]),
        ("Hỗ trợ người hiến máu 01 suất ăn nhẹ.", []),
        ("Hỗ trợ mỗi hộ nghèo 02 triệu đồng.", []),
    ],
)
def test_what_is_built_is_an_aim_and_what_each_gets_is_none(line: str, numbers: list[int]) -> None:
    found = targets.extract(annotate(plan(f"I. CHỈ TIÊU\n1. {line}")))
    assert [one.quantity.min for one in found] == numbers


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("Khám bệnh, cấp thuốc miễn phí cho khoảng 120 người cao tuổi.", [120]),
        ("Lập danh sách hiến máu dự bị gồm 60 người là cán bộ, đoàn viên.", [60]),
        ("Xây dựng lực lượng hiến máu dự bị 45 người.", [45]),
        ("Lập danh sách người đủ 18 tuổi trở lên.", []),
    ],
)
def test_people_who_are_served_or_listed_are_an_aim(line: str, numbers: list[int]) -> None:
    found = targets.extract(annotate(plan(f"II. HOẠT ĐỘNG\n1. {line}")))
    assert [one.quantity.min for one in found] == numbers


DAYS = "\n- Ngày 05/8/2026: Trường THPT Nà Hoa, dự kiến 90 đơn vị máu.\n- Ngày 19/8/2026, tại Trạm Y tế xã, dự kiến 60 đơn vị máu."


def test_days_below_somebody_s_work_are_events_and_no_work() -> None:
    line = "1. Khoa Huyết học chủ trì, phối hợp với các xã tổ chức 02 buổi lưu động:"
    annotated = annotate(plan(f"III. TỔ CHỨC THỰC HIỆN\n{line}{DAYS}"))
    assert [one.action for one in obligations.extract(annotated)] == [line.removeprefix("1. ")]
    assert [one.date.edtf for one in events.extract(annotated) if one.date] == ["2026-08-05", "2026-08-19"]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Ngày 05/8/2026: Đoàn xã bố trí 05 tình nguyện viên tại Trạm Y tế xã.", "Đoàn xã"),
        ("Ngày 05/8/2026: Trường THPT Nà Hoa tổ chức hiến máu.", "Trường THPT Nà Hoa"),
    ],
)
def test_a_day_with_somebody_s_work_stays_work(line: str, body: str) -> None:
    annotated = annotate(plan(f"III. TỔ CHỨC THỰC HIỆN\n1. Phân công\n- {line}"))
    assert [[one.name for one in duty.bodies] for duty in obligations.extract(annotated)] == [[body]]
