"""Plans of several rounds, days in reserve, years that are compared with, persons who are charged, letters to one kind."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord
from tests.parsers.extractors.test_plain_speech import plan, report

ROUNDS = """\
II. NỘI DUNG
1. Chỉ tiêu chung
Toàn trường vận động trên 900 lượt sinh viên đăng ký.
2. Lịch các đợt
Đợt\tThời gian\tĐịa điểm
1\tChủ nhật, 19/10/2031, từ 7h30\tNhà đa năng
2\tThứ Bảy, 13/12/2031, buổi sáng\tHội trường A
3\tDự kiến tháng 3/2032\tSân ký túc xá
3. Chỉ tiêu từng đợt
- Đợt 1: 420 lượt đăng ký, tiếp nhận 290 đơn vị máu;
- Đợt 3: 300 lượt đăng ký, tiếp nhận 190 đơn vị máu.
4. Truyền thông
- Lễ phát động chuỗi ngày hội: 18 giờ 30, thứ Năm, ngày 25/9/2031, tại Sân khấu ngoài trời.
"""
RESERVE = """\
II. CHỈ TIÊU
Toàn xã tiếp nhận 120 đơn vị máu.
III. THỜI GIAN
1. Ngày hội được tổ chức trong một ngày, thứ Bảy, 22/3/2031.
2. Nếu thời tiết quá xấu, Ngày hội sẽ lùi sang Chủ nhật, ngày 23/3/2031.
"""
LETTER = """SỞ Y TẾ
TỈNH ĐÔNG LẠC
Số: 118/SYT-NVY
Đông Lạc, ngày 06 tháng 3 năm 2031
V/v rà soát người hưởng trợ cấp

Kính gửi: {addressed}.

Sở Y tế đề nghị UBND các xã, phường thực hiện các nội dung sau:
1. Phân công đầu mối
Cử 01 công chức làm đầu mối, gửi họ tên về Sở Y tế trước ngày 12/3/2031.
2. Rà soát
a) Cập nhật kết quả lên phần mềm hết ngày 15/4/2031.
b) Đối với người già yếu, cử người đến tận nhà hướng dẫn, xong trước ngày 20/4/2031.

Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Lục Văn Thuần
"""


def letter(addressed: str) -> DocumentRecord:
    return ingest(LETTER.format(addressed=addressed).encode(), name="cong-van.txt")


def names(record: DocumentRecord, action: str) -> list[str]:
    (duty,) = (one for one in record.obligations if action in one.action)
    return [body.name for body in duty.bodies]


def test_what_a_round_is_to_give_has_the_day_of_its_row() -> None:
    record = plan(ROUNDS, "Tổ chức chuỗi ngày hội hiến máu năm học 2031 - 2032")
    days = {target.quantity.min: target.period and target.period.edtf for target in record.targets}
    assert (days[420], days[290], days[300], days[190]) == ("2031-10-19", "2031-10-19", "2032-03", "2032-03")
    assert days[900] == "2031/2032"  # neither the day of the launch nor that of one round


def test_a_day_in_reserve_dates_no_aim() -> None:
    record = plan(RESERVE, "Tổ chức Ngày hội hiến máu tình nguyện năm 2031")
    (target,) = (one for one in record.targets if one.quantity.min == 120)
    assert target.period
    assert target.period.edtf == "2031-03-22"


@pytest.mark.parametrize(
    ("line", "stretch", "ends"),
    [
        ("Cổng đăng ký mở từ ngày 26/9 và đóng lúc 22 giờ 00 ngày 12/10/2031.", "2031-09-26/2031-10-12", "22:00"),
        ("Cổng đăng ký mở ngày 05/3/2031, đóng lúc 17 giờ ngày 20/3/2031.", "2031-03-05/2031-03-20", "17:00"),
        ("Nhận phiếu bắt đầu từ 8 giờ ngày 02/3/2031 và kết thúc lúc 17 giờ ngày 06/3/2031.", "2031-03-02/2031-03-06", "17:00"),
    ],
)  # fmt: skip
def test_from_where_it_opens_to_where_it_closes(line: str, stretch: str, ends: str) -> None:
    dates = [one.date for one in plan(f"II. ĐĂNG KÝ\n- {line}").dates if one.date]
    assert (stretch, ends) in [(date.edtf, date.time_end) for date in dates]


def test_an_aim_for_the_year_has_not_the_limit_of_other_work() -> None:
    line = "Mỗi xã tổ chức ít nhất 02 đợt hiến máu trong năm và kiện toàn đội vận động trước ngày 30/4/2031."
    (target,) = plan(f"II. CHỈ TIÊU\n- {line}").targets
    assert target.period
    assert target.period.edtf == "2031"


@pytest.mark.parametrize("bracket", ["(năm 2030: 473 ca)", "(năm 2030 là 473 ca)", "(năm 2030 có 473 ca)"])
def test_a_year_that_is_compared_with_is_not_lent(bracket: str) -> None:
    line = f"Giám sát sốt xuất huyết từ tháng 7 đến tháng 11; khống chế số ca mắc dưới 450 ca {bracket}."
    dates = [one.date.edtf for one in plan(f"II. NHIỆM VỤ\n1. {line}").dates if one.date]
    assert "2031-07/2031-11" in dates
    assert "2030-07/2030-11" not in dates


def test_results_have_the_year_and_the_plan_of_their_column() -> None:
    rows = "TT\tXã\tKế hoạch 2031\tThực hiện 2031\tĐạt (%)\tThực hiện 2030\n1\tXã Khe Vầu\t100\t113\t113\t98\n"
    text = f"I. KẾT QUẢ\nSố đơn vị máu (số liệu năm 2030 đã quy đổi) như sau:\n{rows}2\tXã Nà Hạ\t80\t84\t105\t79\n"
    found = {
        one.quantity.min: (one.period and one.period.edtf, one.planned)
        for one in report(text, "Kết quả hiến máu tình nguyện năm 2031").results
    }
    assert found[113] == ("2031", 100)
    assert found[98] == ("2030", None)


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        (
            "Giám đốc Bệnh viện giao bác sĩ Lò Văn Pâng, Phó Giám đốc, trực tiếp chỉ đạo Ngày hội.",
            ["bác sĩ Lò Văn Pâng"],
        ),
        (
            "Đồng chí Phó Bí thư Hoàng Văn Thử trực tiếp phụ trách chuỗi ngày hội.",
            ["Đồng chí Phó Bí thư Hoàng Văn Thử"],
        ),
    ],
)
def test_persons_who_are_charged(line: str, bodies: list[str]) -> None:
    assert names(plan(f"III. TỔ CHỨC THỰC HIỆN\n- {line}"), "trực tiếp") == bodies


def test_one_of_those_a_heading_names() -> None:
    record = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Công tác sinh viên, Trạm Y tế trường, Phòng Quản trị\n"
        "- Các địa điểm do Phòng Quản trị bố trí, bàn giao trước ngày 12/3/2031.\n- Vận động sinh viên tham gia."
    )
    assert names(record, "Các địa điểm") == ["Phòng Quản trị"]
    assert len(names(record, "Vận động")) == 3


def test_who_is_told_has_the_limit_whatever_year_is_named_between() -> None:
    record = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nChỉ đạo các trạm y tế lập nhu cầu máu năm 2031, gửi về Sở trước ngày "
        "20/02/2031."
    )
    (deadline,) = record.deadlines
    assert [body.name for body in deadline.bodies] == ["các trạm y tế"]


def test_associations_in_short() -> None:
    record = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Các đoàn thể\n- HLHPN xã huy động hội viên tổng vệ sinh.\n"
        "- HND, HCCB xã vận động hội viên tham gia."
    )
    assert names(record, "tổng vệ sinh") == ["HLHPN xã"]
    assert names(record, "tham gia") == ["HND", "HCCB xã"]


def test_a_letter_to_one_kind_of_offices() -> None:
    record = letter("Ủy ban nhân dân các xã, phường")
    assert all("đầu mối" not in [body.name for body in one.bodies] for one in (*record.obligations, *record.deadlines))
    limits = {one.due: (one.relation, one.doubts) for one in record.deadlines}
    assert limits["2031-04-15"] == ("by", [])
    assert "2031-04-19" in limits
    assert [body.name for body in record.deadlines[-1].bodies] == ["UBND các xã, phường"]


def test_those_whom_a_letter_asks_among_others_it_is_written_to_are_in_doubt() -> None:
    record = letter("Ủy ban nhân dân các xã, phường; Công an tỉnh")
    assert any("inherited-body" in duty.doubts for duty in record.obligations)


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("Nhắn tin nhắc lịch đến người đã đăng ký trước ngày 12/3/2031.", ["người đã đăng ký"]),
        ("Thông báo giãn ca cho quản đốc các xưởng trước ngày 12/3/2031.", ["quản đốc các xưởng"]),
        ("In giấy mời, phát tận tay phụ huynh trước ngày 12/3/2031.", ["phụ huynh"]),
        ("Cung cấp nội dung tuyên truyền cho 14 khu phố trước ngày 12/3/2031.", ["14 khu phố"]),
        ("Lập danh sách, giao Trạm Y tế xã trước ngày 12/3/2031.", ["Trạm Y tế xã"]),
        ("In 2.000 tờ rơi, giao về các doanh nghiệp trước ngày 12/3/2031.", ["các doanh nghiệp"]),
        ("Trao quà cho hộ nghèo trước ngày 12/3/2031.", []),
        ("Giao Trạm Y tế xã kiểm tra giường ghế trước ngày 12/3/2031.", []),
    ],
)
def test_whom_it_is_given_or_told_to(line: str, to: list[str]) -> None:
    record = plan(f"III. TỔ CHỨC THỰC HIỆN\n1. Hội Chữ thập đỏ xã\n- {line}")
    assert [body.name for body in record.deadlines[0].submit_to] == to


def test_a_row_with_the_sum_of_the_rows_below_it_is_a_row_where_the_total_counts_it() -> None:
    rows = "Khối\tSố đơn vị máu\nLực lượng vũ trang\t180\nĐoàn viên, sinh viên\t210\nCông nhân\t130\nNhân dân\t80\n"
    (table,) = plan(f"II. PHÂN BỔ CHỈ TIÊU\n{rows}Cộng\t600\n").quota_tables
    assert [row.values[0].value for row in table.rows] == [180, 210, 130, 80]
    (grouped,) = plan(f"II. PHÂN BỔ CHỈ TIÊU\n{rows}Cộng\t390\n").quota_tables
    assert [group.name for group in grouped.groups] == ["Đoàn viên, sinh viên"]


def test_the_number_of_a_plan_is_no_plan_that_was_reached() -> None:
    record = plan("II. CHỈ TIÊU\n1. Toàn xã vận động 380 người đăng ký (tăng 60 người so với Kế hoạch số 05/KH-BCĐ).")
    assert [target.quantity.min for target in record.targets] == [380]
    assert record.results == []


def test_persons_of_one_cell() -> None:
    record = plan(
        "IV. CÔNG VIỆC\nTT\tNội dung\tNgười phụ trách\tThời gian\n1\tTập văn nghệ\tCô Hạnh, cô Yến (TPT Đội)\tTrước 08/4\n"
        "2\tKiểm tra điện nước\tBảo vệ, cô Thắm (y tế)\tTrước 10/4\n3\tIn giấy khen\tCô Lụa (văn thư)\tTrước 10/4"
    )
    assert names(record, "Tập văn nghệ") == ["Cô Hạnh", "cô Yến (TPT Đội)"]
    assert names(record, "Kiểm tra điện") == ["Bảo vệ", "cô Thắm (y tế)"]
    assert names(record, "In giấy khen") == ["Cô Lụa (văn thư)"]
