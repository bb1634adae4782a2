"""What offices say in plain words, and tables whose heads no list knows: who does it, when, where, how many."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord

HEAD = """ỦY BAN NHÂN DÂN
XÃ SUỐI LẠNH
Số: 26/{code}
Suối Lạnh, ngày {day} năm 2031
{type}
{subject}
"""
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\nLục Văn Thuần\n"


def plan(text: str, subject: str = "Hiến máu tình nguyện năm 2031") -> DocumentRecord:
    head = HEAD.format(code="KH-UBND", type="KẾ HOẠCH", subject=subject, day="15 tháng 01")
    return ingest(f"{head}{text}{FOOT}".encode(), name="ke-hoach.txt")


def report(text: str, subject: str) -> DocumentRecord:
    head = HEAD.format(code="BC-UBND", type="BÁO CÁO", subject=subject, day="08 tháng 10")
    return ingest(f"{head}{text}{FOOT}".encode(), name="bao-cao.txt")


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("06 thôn lập danh sách gửi Trạm Y tế xã trước ngày 16/3/2031.", ["06 thôn"]),
        ("Sáu thôn đưa các hộ tới nơi cao trước ngày 14/3/2031.", ["Sáu thôn"]),
        ("Hai xã Khe Vầu và Lũng Cải lập danh sách trước ngày 15/3/2031.", ["xã Khe Vầu", "xã Lũng Cải"]),
        ("Danh sách người hiến các khoa gửi về Phòng Công tác xã hội trước ngày 05/3/2031.", ["các khoa"]),
        ("Thiệt hại ban đầu các thôn, các trường gửi Văn phòng trước ngày 05/3/2031.", ["các thôn", "các trường"]),
        ("Trưởng các thôn gởi danh sách về Trạm Y tế xã trước ngày 05/3/2031.", ["Trưởng các thôn"]),
        ("Túi máu, xe lạnh được Trung tâm Y tế huyện đăng ký trước ngày 05/3/2031.", ["Trung tâm Y tế huyện"]),
        ("Tổng hợp cả đợt được Trạm Y tế xã trình Trưởng ban trước ngày 27/8/2031.", ["Trạm Y tế xã"]),
        ("Các cơ sở cho thuê lưu trú đăng ký trước ngày 05/3/2031.", ["Các cơ sở cho thuê lưu trú"]),
    ],
)
def test_who_has_to(line: str, bodies: list[str]) -> None:
    (deadline,) = plan(f"II. TỔ CHỨC THỰC HIỆN\n- {line}").deadlines
    assert [body.name for body in deadline.bodies] == bodies


@pytest.mark.parametrize("line", ["Mỗi hộ tự lo lương thực.", "Mỗi hộ dọn nhà cửa sau bão."])
def test_a_name_ends_before_everyday_work(line: str) -> None:
    (duty,) = plan(f"II. TỔ CHỨC THỰC HIỆN\n- {line}").obligations
    assert [body.name for body in duty.bodies] == ["Mỗi hộ"]


def test_two_that_were_just_named_are_not_named_anew() -> None:
    record = plan(
        "II. NHIỆM VỤ\n1. Phòng Y tế, Ban An toàn lao động\n- Hai bộ phận kiểm tra nhà xưởng trước ngày 13/6/2031."
    )
    (duty,) = record.obligations
    assert [body.name for body in duty.bodies] == ["Phòng Y tế", "Ban An toàn lao động"]


def test_days_of_meetings_are_days_and_no_shares() -> None:
    record = report(
        "I. KẾT QUẢ\nBuổi 11/01 lấy được 96 đơn vị máu, buổi 15/3 được 118 đơn vị máu. Buổi 1/3 có 20 người.",
        "Kết quả hiến máu tình nguyện năm 2031",
    )
    days = [(result.quantity.min, result.period and result.period.edtf) for result in record.results]
    assert days[:2] == [(96, "2031-01-11"), (118, "2031-03-15")]
    assert (20, "2031-03-01") not in days


def test_a_report_of_months_that_looks_ahead() -> None:
    record = report(
        "I. VIỆC ĐÃ LÀM\nCó 2.047 người đăng ký, tiếp nhận 1.502 đơn vị máu.\n"
        "II. HƯỚNG LÀM QUÝ IV NĂM 2031\n- Thu ít nhất 298 đơn vị máu.",
        "Sơ kết 09 tháng vận động hiến máu, hướng làm trong quý IV năm 2031",
    )
    assert {result.period and (result.period.first, result.period.last) for result in record.results} == {
        ("2031-01-01", "2031-09-30")
    }
    assert [target.quantity.min for target in record.targets] == [298]


def test_the_day_of_an_earlier_meeting_is_not_that_of_the_event() -> None:
    record = plan(
        "Sau khi thống nhất ở cuộc họp ngày 07/01/2031, xã tổ chức ngày hiến máu như sau:\n"
        "I. CHỈ TIÊU\n- Thu ít nhất 250 đơn vị máu.",
    )
    assert "2031-01-07" not in [target.period and target.period.edtf for target in record.targets]


QUOTAS = [
    (
        "Số\tNơi nhận số giao\tGiao năm 2031 (ĐVM)\tCụm\n01\tXã Khe Vầu\t310\tBắc\n02\tXã Lũng Cải\t640\tBắc\n"
        "03\tXã Nà Hạ\t205\tBắc\n04\tXã Bản Lếch\t415\tNam\n05\tXã Pá Khoang\t388\tNam\n06\tXã Mường Ẳng\t342\tNam\n",
        {"Xã Khe Vầu": [310], "Xã Mường Ẳng": [342]},
    ),
    (
        "Khung giờ\tXưởng, phòng\tPhiếu được cấp\tĐơn vị máu dự kiến\n7h30 - 8h45\tXưởng Chặt\t40\t26\n"
        "8h45 - 10h00\tXưởng May 1\t95\t62\n10h00 - 11h30\tKhối văn phòng, kho\t35\t25\n\tCộng\t170\t113\n",
        {"Xưởng Chặt": [40, 26], "Khối văn phòng, kho": [35, 25]},
    ),
]


@pytest.mark.parametrize(("rows", "expected"), QUOTAS)
def test_bodies_of_a_table_are_not_its_groups_or_hours(rows: str, expected: dict[str, list[float]]) -> None:
    (table,) = plan(f"III. BIỂU PHÂN BỔ CHỈ TIÊU HIẾN MÁU\n{rows}").quota_tables
    read = {row.body.name: [cell.value for cell in row.values] for row in table.rows}
    assert expected.items() <= read.items()


def test_where_the_rows_of_a_schedule_take_place() -> None:
    rows = (
        "Xe tới\tĐậu ở đâu\tNơi nào đến\tAi mở cửa\n07 giờ 00 ngày 01/8/2031\tSân đình Bến Nứa\tThôn Khe Vầu\tTrưởng thôn\n"
        "13 giờ 30 ngày 02/8/2031\tChợ Cầu Dừa\tThôn Nà Hạ\tBan Quản lý chợ\n"
    )
    record = plan(f"III. LỊCH XE LẤY MÁU\n{rows}")
    assert [event.place and event.place.value for event in record.events] == ["Sân đình Bến Nứa", "Chợ Cầu Dừa"]


def test_a_task_table_in_plain_words() -> None:
    rows = (
        "Phải làm\tChỗ nguy hiểm\tGiao ai\tHạn chót\nDựng lan can\tKênh N7\tPhòng Kinh tế\t20/5/2031\n"
        "Treo phao cứu sinh\tHồ Nà Hạ\tĐoàn Thanh niên xã\t15/5/2031\n"
    )
    record = plan(f"III. VIỆC GIAO\n{rows}", "Phòng chống đuối nước năm 2031")
    duties = {duty.action: [body.name for body in duty.bodies] for duty in record.obligations}
    assert duties == {"Dựng lan can": ["Phòng Kinh tế"], "Treo phao cứu sinh": ["Đoàn Thanh niên xã"]}
    assert [deadline.due for deadline in record.deadlines] == ["2031-05-20", "2031-05-15"]


def test_the_days_that_a_report_says_it_tells_of() -> None:
    record = report(
        "Ủy ban nhân dân xã báo cáo kết quả từ ngày 01/01/2031 đến ngày 15/9/2031 như sau:\nI. VIỆC ĐÃ LÀM\n"
        "Đã tiếp nhận 1.502 đơn vị máu.",
        "Kết quả vận động hiến máu tình nguyện",
    )
    (result,) = record.results
    assert result.period is not None
    assert (result.period.first, result.period.last) == ("2031-01-01", "2031-09-15")


@pytest.mark.parametrize(
    "line",
    [
        "Cư trú trên địa bàn trước ngày 01/5/2031; trường hợp chuyển đến sau được xét ở đợt bổ sung.",
        "Công dân thường trú tại xã trước ngày 01/7/2031 được ưu tiên.",
    ],
)
def test_a_day_that_tells_who_is_meant_binds_nobody(line: str) -> None:
    assert plan(f"II. ĐỐI TƯỢNG\n- {line}").deadlines == []


def test_what_was_given_is_no_result() -> None:
    record = report("I. VIỆC ĐÃ LÀM\nXã được giao 500 đơn vị máu, đã tiếp nhận 512 đơn vị máu.", "Kết quả năm 2031")
    assert [(result.quantity.min, result.planned) for result in record.results] == [(512, 500)]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Mỗi khu phố trồng mới tối thiểu 50 cây xanh.", "Mỗi khu phố"),
        ("Mỗi thôn lắp 05 loa truyền thanh.", "Mỗi thôn"),
    ],
)
def test_each_of_a_kind_ends_before_what_it_does(line: str, body: str) -> None:
    (target,) = plan(f"II. CHỈ TIÊU\n- {line}").targets
    assert [one.name for one in target.bodies] == [body]
