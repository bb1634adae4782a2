"""Days below and behind the names of what takes place, their places; repetitions that measure; days of their own."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from parsers.extractors.times import dates, deadlines
from tests.factory import plan


def announced(body: str) -> list[tuple[str, str | None, str | None, str | None]]:
    found = events.extract(annotate(plan(body)))
    return [
        (
            one.name,
            one.date.edtf if one.date else None,
            one.date.time if one.date else None,
            one.place.value if one.place else None,
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "IV. CÁC SỰ KIỆN TRONG NĂM\n1. Lễ hội Xuân hồng\n"
            "Tổ chức ngày 08/3/2026 (Chủ nhật) tại Nhà thi đấu tỉnh; huy động 900 người đăng ký.",
            [("Lễ hội Xuân hồng", "2026-03-08", None, "Nhà thi đấu tỉnh")],
        ),
        (
            "IV. CÁC SỰ KIỆN TRONG NĂM\n1. Hành trình Đỏ năm 2026\n"
            "Dự kiến trong hai ngày 18 và 19/7/2026, tại Quảng trường Suối Ngàn.",
            [("Hành trình Đỏ năm 2026", "2026-07-18/2026-07-19", None, "Quảng trường Suối Ngàn")],
        ),
        (
            "III. THỜI GIAN, ĐỊA ĐIỂM\n1. Điểm trung tâm: từ 7h30 ngày 08/3/2026 (Chủ nhật), Nhà thi đấu tỉnh, số 5 "
            "đường Hùng Vương.\n2. Các điểm vệ tinh:\n"
            "- Điểm xã Lũng Sa, tại Nhà văn hóa xã: ngày 14 và 15/3/2026, chỉ tiêu 80 đơn vị máu;\n"
            "- Điểm phường Trại Mới: dự kiến giữa tháng 3/2026, chỉ tiêu 60 đơn vị máu.",
            [
                ("Điểm trung tâm", "2026-03-08", "07:30", "Nhà thi đấu tỉnh, số 5 đường Hùng Vương"),
                ("Điểm xã Lũng Sa", "2026-03-14/2026-03-15", None, "Nhà văn hóa xã"),
                ("Điểm phường Trại Mới", "2026-03", None, "phường Trại Mới"),
            ],
        ),
        (
            "III. HOẠT ĐỘNG\n1. Chương trình hiến máu “Lá chắn hồng”: 7h00 ngày 15/11/2026, tại nhà đa năng của trường, "
            "nhân kỷ niệm Ngày Nhà giáo Việt Nam 20/11.\n2. Tổng kết, trao giải: tiết chào cờ ngày 23/11/2026.",
            [
                ("Chương trình hiến máu “Lá chắn hồng”", "2026-11-15", "07:00", "nhà đa năng của trường"),
                ("Tổng kết, trao giải", "2026-11-23", None, None),
            ],
        ),
        (
            "IV. TIẾN ĐỘ THỰC HIỆN\n"
            "- Ngày 25/02/2026: Ban Tổ chức họp rà soát lần cuối, 14h00 tại phòng họp số 2 Trạm Y tế phường.",
            [("Ban Tổ chức họp rà soát lần cuối", "2026-02-25", "14:00", "phòng họp số 2 Trạm Y tế phường")],
        ),
        (
            "IV. TIẾN ĐỘ THỰC HIỆN\n- Sáng 11/5/2026, họp Ban Chỉ đạo tại phòng họp số 1 UBND xã.\n"
            "- 14h00 ngày 12/5/2026 họp giao ban với các trưởng thôn tại Nhà văn hóa xã.\n- Ngày 15/5/2026 họp rút kinh nghiệm.",
            [
                ("họp Ban Chỉ đạo", "2026-05-11", None, "phòng họp số 1 UBND xã"),
                ("họp giao ban với các trưởng thôn", "2026-05-12", "14:00", "Nhà văn hóa xã"),
                ("họp rút kinh nghiệm", "2026-05-15", None, None),
            ],
        ),
        (
            "IV. TIẾN ĐỘ THỰC HIỆN\n- 12/3/2026: Lễ khai mạc.\n- 19/3/2026: Ngày hiến máu số 2.\n"
            "- 30/3/2026: Gửi báo cáo về Trạm Y tế phường.",
            [("Lễ khai mạc", "2026-03-12", None, None), ("Ngày hiến máu số 2", "2026-03-19", None, None)],
        ),
        (
            "III. LỊCH TIẾP NHẬN MÁU\n1. Xã Lũng Sa: ngày 05/6/2026, Nhà văn hóa xã; chỉ tiêu 60 đơn vị.\n"
            "2. Xã Trại Mới: sáng ngày 06/6/2026, Trường THPT Trại Mới; chỉ tiêu 80 đơn vị.",
            [
                ("Xã Lũng Sa", "2026-06-05", None, "Nhà văn hóa xã"),
                ("Xã Trại Mới", "2026-06-06", None, "Trường THPT Trại Mới"),
            ],
        ),
        # each of several days
        (
            "II. NỘI DUNG\n1. Xe lấy máu của Bệnh viện tỉnh tổ chức tiếp nhận máu vào các ngày 06, 13 và 20/9/2026 tại "
            "sân Nhà văn hóa phường.",
            [
                ("tiếp nhận máu", day, None, "sân Nhà văn hóa phường")
                for day in ("2026-09-06", "2026-09-13", "2026-09-20")
            ],
        ),
        # moved, planned, named by its subject
        (
            "II. NỘI DUNG\nThường trực HĐND phường thông báo dời lịch tổ chức Kỳ họp thứ Năm HĐND phường từ 08h00 ngày "
            "06/7/2026 sang 08h00 ngày 13/7/2026, tại Hội trường A.",
            [("Kỳ họp thứ Năm HĐND phường", "2026-07-13", "08:00", "Hội trường A")],
        ),
        (
            "II. NỘI DUNG\nHiệp hội Chè Suối Ngàn dự kiến tổ chức đại hội nhiệm kỳ vào ngày 18/12/2026.",
            [("đại hội nhiệm kỳ", "2026-12-18", None, None)],
        ),
        (
            "II. NỘI DUNG\n1. Hội nghị đối thoại với người hiến máu dự kiến tổ chức ngày 24/9/2026, tại hội trường UBND "
            "phường.",
            [("Hội nghị đối thoại với người hiến máu", "2026-09-24", None, "hội trường UBND phường")],
        ),
        # "Ban Tổ chức" holds nothing
        (
            "II. NHIỆM VỤ\n1. Thường trực Ban Tổ chức sắp xếp lịch để viên chức hiến máu không trùng ca trực đêm 11/6.",
            [],
        ),
    ],
)
def test_days_under_their_names(body: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert announced(body) == expected


def test_what_a_look_back_says_is_planned() -> None:
    body = "I. KẾT QUẢ THỰC HIỆN\nHội Chè Suối Ngàn dự kiến tổ chức đại hội nhiệm kỳ vào ngày {}."
    assert announced(body.format("18/12/2026")) == [("đại hội nhiệm kỳ", "2026-12-18", None, None)]
    assert announced(body.format("18/12/2025")) == []  # before the day of issue


TASKS = "III. TIẾN ĐỘ\nSTT\tNội dung công việc\tĐơn vị thực hiện\t{}\n"


@pytest.mark.parametrize("head", ["Thời gian", "Thời hạn hoàn thành"])
def test_rows_that_are_occasions(head: str) -> None:
    rows = "1\tIn băng rôn\tVăn phòng\t05/3/2026\n2\tLễ khai mạc\tĐoàn Thanh niên phường\t12/3/2026\n"
    assert announced(TASKS.format(head) + rows) == [("Lễ khai mạc", "2026-03-12", None, None)]


def test_a_limit_in_a_schedule_has_the_words_of_its_row() -> None:
    rows = (
        "III. LỊCH TRIỂN KHAI\nSTT\tNội dung\tThời gian\tĐịa điểm\tĐơn vị thực hiện\n"
        "1\tNgày hiến máu số 1\t12/3/2026\tNhà đa năng\tTrạm Y tế phường\n"
        "2\tGửi báo cáo tổng kết\tTrước 30/3/2026\t\tTrạm Y tế phường\n"
    )
    (found,) = deadlines.extract(annotate(plan(rows)))
    assert (found.due, found.action) == ("2026-03-29", "Gửi báo cáo tổng kết")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Do ca nặng thường dồn vào các tháng 7, 8, 9, Bệnh viện mở thêm 02 đợt.", ["period"] * 3),
        ("Năm nay đơn hàng dồn vào quý IV nên phải tính trước.", ["period"]),
        ("Không nhận đăng ký thay đổi sau ngày 10/11/2026.", ["due"]),
        ("Toàn phường ra quân 03 vòng; vòng 3 dự kiến trong tháng 9/2026.", ["event"]),
        ("UBND phường lùi thời hạn nộp danh sách từ ngày 10/6/2026 sang ngày 20/6/2026.", ["due", "due"]),
        ("Hạn nộp báo cáo là ngày 15/9/2026, đến hết ngày 25/9/2026 hai khu phố mới gửi.", ["due", "period"]),
        ("Đăng ký: ngày 15/9/2026, đến hết ngày 25/9/2026.", ["window"]),
        ("Nhận hồ sơ từ ngày 15/9/2026, đến hết ngày 25/9/2026.", ["window"]),
        ("Điểm khu Trại Mới, tại Nhà văn hóa khu: ngày 07 và 08/3/2026.", ["event"]),
        (
            "Từ báo cáo theo Công văn số 27/UBND-NC, tính đến ngày 26/11/2025 có 05 hội; gia hạn thời gian tổ chức đại "
            "hội đến ngày 31/12/2026.",
            ["period", "due"],
        ),
        ("Xe xuất phát từ chiều 26/9/2026.", ["event"]),
        ("Trạm Y tế cập nhật dữ liệu xong trước Ngày Toàn dân hiến máu tình nguyện 07/4.", ["due"]),
        ("Các khu phố treo băng rôn trước Ngày Toàn dân hiến máu tình nguyện 07/4.", ["observance"]),
    ],
)
def test_what_dates_are_for(line: str, expected: list[str]) -> None:
    found = dates.extract(annotate(plan("II. TỔ CHỨC THỰC HIỆN\n1. " + line)))
    assert [one.role for one in found if one.role != "issued"] == expected


@pytest.mark.parametrize(
    ("body", "found", "bound"),
    [
        (
            "II. NHIỆM VỤ\n1. Trong năm học, mỗi tháng các lớp tổ chức một buổi đọc chung.",
            [["FREQ=MONTHLY"]],
            ["các lớp tổ chức một buổi đọc chung"],
        ),
        (
            "II. NHIỆM VỤ\n1. Trạm Y tế phường biên soạn tài liệu, mỗi tuần cung cấp 01 bản tin cho các khu phố.",
            [["FREQ=WEEKLY"]],
            ["cung cấp 01 bản tin cho các khu phố"],
        ),
        (
            "II. NHIỆM VỤ\n1. Trạm Y tế phường định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 05/12) tổng hợp, "
            "báo cáo UBND phường.",
            [["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"], ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=5"]],
            ["tổng hợp, báo cáo UBND phường"] * 2,
        ),
        (
            "II. NHIỆM VỤ\n1. Các khu phố báo cáo tiến độ vào đầu giờ sáng thứ Hai hằng tuần.",
            [["FREQ=WEEKLY;BYDAY=MO"]],
            ["báo cáo tiến độ"],
        ),
        # how much, not when
        (
            "II. NHIỆM VỤ\n1. Trạm Y tế phường đăng mỗi tuần tối thiểu 03 tin trên trang của phường.",
            [["FREQ=WEEKLY"]],
            [],
        ),
        ("II. NHIỆM VỤ\n1. Trạm Y tế phường thông báo trên loa 02 lần trong tuần trước khi diễn ra.", [], []),
        ("I. CHỈ TIÊU\n- 100% công chức được bồi dưỡng ít nhất 01 lần trong năm.", [], []),
        ("I. CHỈ TIÊU\n- Ít nhất 90% hộ được kiểm tra dụng cụ chứa nước mỗi tháng một lần.", [["FREQ=MONTHLY"]], []),
        ("Tiểu cầu được tiếp nhận vào thứ Ba hằng tuần, không cần hẹn.", [["FREQ=WEEKLY;BYDAY=TU"]], []),
    ],
)
def test_what_comes_again(body: str, found: list[list[str]], bound: list[str]) -> None:
    annotated = annotate(plan(body))
    assert [one.rrule for one in dates.extract(annotated) if one.rrule] == found
    assert [one.action for one in deadlines.extract(annotated)] == bound


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Trạm Y tế phường trả giấy chứng nhận về các khu phố muộn nhất cuối giờ chiều ngày 25/4/2026.",
            [("2026-04-25", "trả giấy chứng nhận về các khu phố")],
        ),
        (
            "Trong tháng 4 và tháng 5/2026, Trạm Y tế phường khám sàng lọc cho người hiến máu.",
            [
                ("2026-04-30", "Trạm Y tế phường khám sàng lọc cho người hiến máu"),
                ("2026-05-31", "Trạm Y tế phường khám sàng lọc cho người hiến máu"),
            ],
        ),
        (
            "Trạm Y tế phường cập nhật dữ liệu xong trước Ngày Toàn dân hiến máu tình nguyện 07/4.",
            [("2026-04-06", "cập nhật dữ liệu")],
        ),
    ],
)
def test_limits_at_the_end_of_a_day_and_of_two_months(line: str, expected: list[tuple[str, str]]) -> None:
    found = deadlines.extract(annotate(plan("II. TỔ CHỨC THỰC HIỆN\n1. " + line)))
    assert [(one.due, one.action) for one in found] == expected
