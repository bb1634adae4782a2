"""What binds and what only tells: states of a day, needs of a quarter, rounds put off, limits of one year and of all."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.times import dates, deadlines
from tests.factory import document, plan

HEAD = (
    "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 9 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
    "III. TỔ CHỨC THỰC HIỆN\n1. Hội Chữ thập đỏ phường\n"
)


def roles(body: str) -> list[tuple[str, str]]:
    doc = document(HEAD + body)
    found = [d for d in dates.extract(annotate(doc)) if d.role not in ("issued", "cited")]
    return [(d.role, d.date.edtf if d.date else " ".join(d.rrule or [])) for d in found]


def limits(body: str) -> list[tuple[str, str]]:
    found = deadlines.extract(annotate(document(HEAD + body)))
    return [
        (d.relation, d.date.edtf if d.date else d.offset.duration if d.offset else " ".join(d.rrule or []))
        for d in found
    ]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        # the state of things on a day that lies behind
        ("- Theo báo cáo tồn kho đến 07 giờ 00 ngày 01/9/2031, kho máu chỉ còn 210 đơn vị.", "period"),
        ("- Theo thống kê đến ngày 31/8/2031, phường có 120 người đăng ký.", "period"),
        ("- Đến hết ngày 31/8/2031 lượng máu dự trữ còn 214 đơn vị, chỉ đáp ứng 60% nhu cầu.", "period"),
        ("- Đến 17 giờ ngày 02/9/2031, nhóm O hiện còn 30 đơn vị.", "period"),
        ("- Số đoàn viên có mặt đến 20/8 là 150 người.", "period"),
        ("- Danh sách lấy theo dữ liệu ngày 31/8/2031.", "period"),
        ("- Số trẻ của từng khu phố tính theo số liệu ngày 30/8/2031.", "period"),
        # what a quarter needs, and the quarter that a paper is of
        ("- Trong quý IV, toàn phường cần tối thiểu 900 đơn vị máu.", "period"),
        ("- Tháng 11, bệnh viện cần khoảng 250 đơn vị.", "period"),
        ("- Xây dựng lịch tiếp nhận quý IV theo mẫu.", "period"),
        ("- Dự trù nhu cầu máu quý IV theo mẫu.", "period"),
        ("- Lập kế hoạch tuyên truyền tháng 10, tháng 11 theo mẫu.", "period"),
        # rounds made up for
        ("- Nơi nào hoãn thì xếp bù vào tuần đầu tháng 10.", "event"),
        ("- Đợt này tổ chức bù trong tuần cuối tháng 10/2031.", "event"),
        # what still stands open, and where nothing is to be heaped up
        ("- Trong quý II/2031 vẫn còn 37 hồ sơ trễ hạn.", "period"),
        ("- Quý I/2031 mới đạt 61,4% kế hoạch.", "period"),
        ("- Chia đều các đợt, tránh dồn vào quý IV.", "period"),
        # what takes place is no hand-in because its name ends in "trình"
        ("- Tham mưu tổ chức Hành trình Đỏ trong tháng 10/2031.", "event"),
        ("- Tổ chức chương trình hiến máu trong tháng 11/2031.", "event"),
    ],
)
def test_states_needs_and_rounds_are_not_due(body: str, role: str) -> None:
    assert {found for found, _ in roles(body)} == {role}


@pytest.mark.parametrize(
    "body",
    [
        "- Theo báo cáo tồn kho đến 07 giờ 00 ngày 01/9/2031, kho máu chỉ còn 210 đơn vị.",
        "- Trong quý IV, toàn phường cần tối thiểu 900 đơn vị máu.",
        "- Danh sách lấy theo dữ liệu ngày 31/8/2031.",
    ],
)
def test_states_and_needs_bind_nobody(body: str) -> None:
    assert limits(body) == []


def test_a_limit_with_the_same_words_stays_one() -> None:
    assert limits("- Gửi báo cáo tồn kho đến hết ngày 30/9/2031.") == [("by", "2031-09-30")]
    assert limits("- Nhận đăng ký đến 17 giờ ngày 30/9/2031, gửi Trạm Y tế phường.") == [("by", "2031-09-30")]
    assert limits("- Lập kế hoạch tuyên truyền, hoàn thành trong quý IV.") == [("within", "2031-36")]
    assert limits("- Lập dự trù quý IV, trình UBND phường trong tháng 9/2031.")[0] == ("within", "2031-09")


def test_a_day_in_the_head_of_a_column_is_no_limit() -> None:
    table = "STT\tKhối\tTổng số lao động đến 20/8\tSố đăng ký\n1\tKhối A\t480\t96\n2\tKhối B\t410\t82"
    assert limits(table) == []
    assert ("due", "2031-08-20") not in roles(table)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # of this year, beside a limit that names it
        (
            "- Hằng tháng tổng hợp tiến độ; báo cáo sơ kết 6 tháng trước ngày 20/10, báo cáo năm trước ngày 05/12/2031.",
            [("every", "FREQ=MONTHLY"), ("before", "2031-10-20"), ("before", "2031-12-05")],
        ),
        (
            "- Định kỳ hằng quý họp giao ban; báo cáo tổng kết năm trước ngày 10/12.",
            [("every", "FREQ=MONTHLY;INTERVAL=3"), ("before", "2031-12-10")],
        ),
        (
            "- Báo cáo sơ kết trước ngày 15/10, báo cáo năm trước ngày 20/11/2031.",
            [("before", "2031-10-15"), ("before", "2031-11-20")],
        ),
        # for ever
        (
            "- Báo cáo định kỳ: 6 tháng (trước ngày 16/6); năm (trước ngày 15/12).",
            [("before", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=16"), ("before", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15")],
        ),
        ("- Hằng năm, báo cáo kết quả trước ngày 15/12.", [("before", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15")]),
    ],
)
def test_limits_of_one_year_and_of_every_year(body: str, expected: list[tuple[str, str]]) -> None:
    assert limits(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- Nhập số liệu đăng ký trước mỗi ngày hội 03 ngày.", [("before", "P3D")]),
        ("- Gửi danh sách trước từng ngày hiến máu 05 ngày làm việc.", [("before", "P5D")]),
        ("- Phát giấy mời trước ngày tiêm 03 ngày.", [("before", "P3D")]),
        ("- Gửi kịch bản trước ngày khai giảng 01 tuần.", [("before", "P1W")]),
        ("- Sau chiến dịch, trong vòng 05 ngày làm việc gửi báo cáo về UBND phường.", [("within", "P5D")]),
        ("- Sau Tuần lễ hồng, chậm nhất 07 ngày, gửi báo cáo về UBND phường.", [("within", "P7D")]),
        (
            "- Trạm Y tế: tổ chức 03 đội tiêm; sau chiến dịch, trong vòng 05 ngày làm việc gửi báo cáo về UBND phường.",
            [("within", "P5D")],
        ),
        ("- Báo ngay số lượng trong vòng 30 phút kể từ khi kết thúc buổi hiến máu.", [("within", "PT30M")]),
        ("- In áo, giao đủ cho các đoàn 2 ngày trước lễ khai mạc.", [("before", "P2D")]),
        ("- Nhắc người hiến máu không uống rượu 24 giờ trước khi hiến máu.", []),
        ("- Hằng ngày báo số lượng đăng ký về Trạm Y tế phường.", [("every", "FREQ=DAILY")]),
        ("- Mỗi ngày báo cáo số người đăng ký.", [("every", "FREQ=DAILY")]),
    ],
)
def test_limits_that_count_from_a_day(body: str, expected: list[tuple[str, str]]) -> None:
    assert limits(body) == expected


@pytest.mark.parametrize(
    ("body", "anchor"),
    [
        ("- Trong 24 giờ kể từ khi kết thúc đợt thông báo kết quả cho địa phương.", "khi kết thúc đợt"),
        ("- Trả kết quả trong thời hạn 10 ngày kể từ ngày hiến và hoàn trả giấy chứng nhận.", "ngày hiến"),
        ("- Gửi báo cáo trong 05 ngày kể từ ngày có thông báo kết quả.", "ngày có thông báo kết quả"),
        (
            "- Gửi báo cáo trong 05 ngày kể từ ngày nhận được kế hoạch và danh sách.",
            "ngày nhận được kế hoạch và danh sách",
        ),
    ],
)
def test_what_a_limit_counts_from_ends_before_the_work(body: str, anchor: str) -> None:
    (found,) = [d for d in deadlines.extract(annotate(document(HEAD + body))) if d.offset]
    assert found.offset is not None
    assert found.offset.anchor == anchor


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- Đoàn phường tiếp đón; dọn vệ sinh hội trường chiều ngày 09/10.", [("on", "2031-10-09")]),
        ("- Treo băng rôn sáng ngày 09/10/2031.", [("on", "2031-10-09")]),
        ("- Kê bàn ghế, trang trí phông nền, tổng duyệt vào chiều 09/10/2031.", [("on", "2031-10-09")]),
        ("- Tuyên truyền về buổi hiến máu sáng ngày 09/10/2031.", []),
    ],
)
def test_work_of_a_part_of_a_day(body: str, expected: list[tuple[str, str]]) -> None:
    assert limits(body) == expected


@pytest.mark.parametrize(
    ("body", "doubts"),
    [
        ("- Khó khăn lớn nhất là thiếu nguồn vào tháng 10.", ["weak-cue"]),
        ("- Thời tiết xấu tháng 11, tháng 12.", ["weak-cue"]),
        ("- Đợt 2 dự kiến tháng 10/2031.", []),
        ("- Tổ chức hiến máu vào tháng 10/2031.", []),
        ("- Trời mưa ngày 10/10/2031.", []),
    ],
)
def test_a_month_that_nothing_speaks_of_is_doubtful(body: str, doubts: list[str]) -> None:
    found = [d for d in dates.extract(annotate(document(HEAD + body))) if d.role not in ("issued", "cited", "period")]
    assert {tuple(d.doubts) for d in found} == {tuple(doubts)}


TASKS = "TT\tNội dung\tĐơn vị thực hiện\t{head}\n1\tLập danh sách\tTrạm Y tế phường\t{day}\n2\tPhát giấy mời\tĐoàn phường\t{day}"


@pytest.mark.parametrize(
    ("head", "day", "expected", "due"),
    [
        ("Xong trước ngày", "15/9/2031", "before", "2031-09-14"),
        ("Hoàn thành trước", "15/9/2031", "before", "2031-09-14"),
        ("Thời hạn", "15/9/2031", "by", "2031-09-15"),
        ("Hạn hoàn thành", "15/9/2031", "by", "2031-09-15"),
        ("Thời hạn", "Trước 15/9/2031", "before", "2031-09-14"),
        ("Thời gian", "15/9/2031", "on", "2031-09-15"),
        ("Bao giờ xong", "15/9/2031", "by", "2031-09-15"),
    ],
)
def test_the_head_of_a_column_says_how_its_days_bind(head: str, day: str, expected: str, due: str) -> None:
    found = deadlines.extract(annotate(plan("I. TIẾN ĐỘ\n" + TASKS.format(head=head, day=day))))
    assert [(d.relation, d.due) for d in found] == [(expected, due)] * 2


@pytest.mark.parametrize("heads", ["Bắt đầu\tXong trước ngày", "Thời gian bắt đầu\tThời gian hoàn thành"])
def test_nothing_is_due_on_the_day_on_which_it_begins(heads: str) -> None:
    table = TASKS.format(head=heads, day="01/9/2031\t15/9/2031")
    found = deadlines.extract(annotate(plan(f"I. TIẾN ĐỘ\n{table}")))
    assert {d.date.edtf for d in found if d.date} == {"2031-09-15"}


def test_nothing_is_due_on_the_day_on_which_it_begins_below_a_head_of_two_rows() -> None:
    head = "TT\tViệc\tPhân công\t\tThời gian\t\n\t\tChủ trì\tPhối hợp\tBắt đầu\tXong trước ngày"
    rows = "1\tLập danh sách\tTrạm Y tế xã\tCông an xã\t01/9/2031\t15/9/2031\n2\tPhát giấy\tĐoàn xã\tHội Phụ nữ xã\t02/9/2031\t16/9/2031"
    found = deadlines.extract(annotate(plan(f"I. TIẾN ĐỘ\n{head}\n{rows}")))
    assert [d for d in found if d.date and d.date.edtf in ("2031-09-01", "2031-09-02")] == []


def test_what_takes_place_does_so_on_the_day() -> None:
    table = "TT\tNhiệm vụ\tChủ trì\tThời gian hoàn thành\n1\tMít tinh hưởng ứng Ngày 7/4\tĐoàn phường\t05/4/2026"
    rows = f"{table}\n2\tLập danh sách\tTrạm Y tế phường\t20/4/2026"
    assert [d.relation for d in deadlines.extract(annotate(plan(f"I. TIẾN ĐỘ\n{rows}")))] == ["on", "by"]


def test_how_often_people_give_is_a_target_and_no_duty() -> None:
    body = (
        "II. CHỈ TIÊU\n- Ít nhất 80% cán bộ đoàn hiến máu 01 lần/năm.\n- Trên 60% hội viên tham gia hiến máu mỗi năm.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Hội Chữ thập đỏ phường\n- Báo cáo kết quả hằng quý."
    )
    found = deadlines.extract(annotate(plan(body)))
    assert [d.rrule for d in found] == [["FREQ=MONTHLY;INTERVAL=3"]]
