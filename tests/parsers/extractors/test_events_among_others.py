"""Events beside counts, campaigns, days put off and places that are no places."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from parsers.extractors.times import dates
from tests.factory import plan

Shown = tuple[str, str | None, str | None]


def shown(body: str) -> list[Shown]:
    found = events.extract(annotate(plan(body)))
    return [(e.name, e.date.edtf if e.date else None, e.place.value if e.place else None) for e in found]


def days(body: str) -> list[tuple[str | None, str | None]]:
    return [(day, place) for _, day, place in shown(body)]


@pytest.mark.parametrize(
    "line",
    [
        "- Tổ chức 15 đợt tiếp nhận máu, trong đó quý I: 04 đợt; quý II: 05 đợt; quý III: 03 đợt; quý IV: 03 đợt.",
        "- Cả năm tổ chức 08 đợt hiến máu (quý I: 02 đợt; quý II: 03 đợt; quý IV: 03 đợt).",
        "- Tổ chức 06 buổi hiến máu: tháng 3: 02 buổi, tháng 6: 02 buổi, tháng 10: 02 buổi.",
        "- Phân bổ: quý II 05 đợt, quý III 04 đợt hiến máu.",
    ],
)
def test_counts_of_quarters_are_to_be_reached(line: str) -> None:
    assert shown(f"II. CHỈ TIÊU\n{line}") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            'III. NỘI DUNG\n1. Hành trình Đỏ "Kết nối yêu thương": dự kiến ngày 18 và 19/7/2026, giao Hội Chữ thập đỏ phường'
            " chủ trì, phối hợp với Đoàn phường tổ chức tại 02 điểm: Nhà văn hóa và Trạm Y tế.",
            [('Hành trình Đỏ "Kết nối yêu thương"', "2026-07-18/2026-07-19", "02 điểm: Nhà văn hóa và Trạm Y tế")],
        ),
        (
            "III. NỘI DUNG\n- Hội Chữ thập đỏ phường tham mưu tổ chức Hành trình Đỏ trong tháng 7/2026 và Chủ nhật Đỏ vào"
            " ngày 13/12/2026.",
            [("Hành trình Đỏ", "2026-07", None), ("Chủ nhật Đỏ", "2026-12-13", None)],
        ),
        (
            "III. NỘI DUNG\n- Phối hợp với Đoàn phường tổ chức “Tuần lễ tân sinh viên - Trao giọt máu hồng” từ ngày"
            " 14/9/2026 đến ngày 20/9/2026.",
            [("Tuần lễ tân sinh viên - Trao giọt máu hồng", "2026-09-14/2026-09-20", None)],
        ),
        (
            "III. NỘI DUNG\n- Ngày Chủ nhật Đỏ do Đoàn khối trường học đảm nhận, thời gian dự kiến trong tháng 12.",
            [("Ngày Chủ nhật Đỏ", "2026-12", None)],
        ),
        (
            "III. NỘI DUNG\n- Ngày hội hiến máu của khối cơ quan do Công đoàn phường tổ chức, dự kiến ngày 20/9/2026.",
            [("Ngày hội hiến máu của khối cơ quan", "2026-09-20", None)],
        ),
        # each round has its own name; one that moves to a month is held then
        (
            "III. THỜI GIAN\nĐợt 1 vào tuần thứ ba của tháng 3/2026; đợt 2 chuyển sang tháng 5 để tránh thời gian thi; đợt 3"
            " vào nửa cuối tháng 10/2026.",
            [("Đợt 1", "2026-03", None), ("đợt 2", "2026-05", None), ("đợt 3", "2026-10", None)],
        ),
        (
            "III. THỜI GIAN\n- Đợt 1: ngày 10/5/2026; nếu mưa thì lùi sang ngày 17/5/2026.",
            [("Đợt 1", "2026-05-10", None)],
        ),
        # a further occasion behind a semicolon, held by the same bodies
        (
            "III. NHIỆM VỤ\n- Hội Chữ thập đỏ phường tổ chức Chương trình “Giọt ấm” vào ngày 11/01/2026 tại Trường THPT Nà"
            " Hoa; Ngày hội Sắc hồng vào ngày 08/3/2026 tại Nhà thiếu nhi; mỗi chương trình phấn đấu 500 đơn vị máu.",
            [
                ("Chương trình “Giọt ấm", "2026-01-11", "Trường THPT Nà Hoa"),
                ("Ngày hội Sắc hồng", "2026-03-08", "Nhà thiếu nhi"),
            ],
        ),
        (
            "III. NHIỆM VỤ\n- Đoàn phường tổ chức Ngày hội hiến máu ngày 11/4/2026; gửi danh sách trước ngày 05/4/2026.",
            [("Ngày hội hiến máu", "2026-04-11", None)],
        ),
        # who lends the place
        (
            "III. NỘI DUNG\n- Cụm số 2 đăng cai buổi hiến máu “Áo xanh”: bắt đầu 7h30' thứ Bảy 23/5/2026 tại Công ty Bao bì"
            " Nà Hoa; 200 đơn vị máu.",
            [("buổi hiến máu “Áo xanh", "2026-05-23", "Công ty Bao bì Nà Hoa")],
        ),
        # meetings that a list of what takes place announces with their day
        (
            "III. NỘI DUNG\n- Sơ kết 6 tháng đầu năm, biểu dương 10 điển hình, dự kiến 26/6/2026.",
            [("Sơ kết 6 tháng đầu năm, biểu dương 10 điển hình", "2026-06-26", None)],
        ),
        (
            "III. NỘI DUNG\n- Tổng kết công tác hiến máu năm 2026: sáng ngày 18/12/2026, tại Hội trường phường.",
            [("Tổng kết công tác hiến máu năm 2026", "2026-12-18", "Hội trường phường")],
        ),
        (
            "III. NỘI DUNG\n1. Tập huấn tuyên truyền viên: 13g30 ngày 18/9/2026, tại Hội trường B; báo cáo viên do Hội mời.",
            [("Tập huấn tuyên truyền viên", "2026-09-18", "Hội trường B")],
        ),
        ("III. NỘI DUNG\n- Sơ kết 6 tháng đầu năm, gửi báo cáo trước ngày 26/6/2026.", []),
        ("III. NỘI DUNG\n- Họp thống nhất công tác chuẩn bị: 14 giờ ngày 18/9/2026, tại Hội trường B.", []),
        ("III. NỘI DUNG\n- Sơ kết, tổng kết: tháng 6 và tháng 12/2026.", []),
        # a row of tasks that is an occasion with its hour or its day of the week
        (
            "III. NHIỆM VỤ\nTT\tNội dung công việc\tChủ trì\tThời gian hoàn thành\n"
            "1\tRà soát danh sách người hiến máu\tTrạm Y tế phường\tTrước 10/5/2026\n"
            "2\tTổ chức Lễ phát động tháng hiến máu\tPhòng Văn hóa - Xã hội\t7h30, 31/5/2026 (Chủ nhật)\n"
            "3\tIn tờ rơi cho lễ phát động\tĐoàn phường\t25/5/2026",
            [("Lễ phát động tháng hiến máu", "2026-05-31", None)],
        ),
        (
            "III. NHIỆM VỤ\nTT\tCông việc\tĐơn vị thực hiện\tThời gian\n"
            "1\tHội thi tìm hiểu kiến thức hiến máu\tĐoàn phường\tThứ Bảy, ngày 16/5/2026\n"
            "2\tLập danh sách đăng ký\tCác tổ dân phố\tThứ Sáu, ngày 08/5/2026",
            [("Hội thi tìm hiểu kiến thức hiến máu", "2026-05-16", None)],
        ),
        # a line of a list that begins with its day
        (
            "III. NỘI DUNG\n- Ngày 08/3/2026: tổ chức Lễ hội Xuân hồng tại Nhà văn hóa phường.\n"
            "- Tháng 4/2026: tuyên truyền tại các tổ dân phố.",
            [("Lễ hội Xuân hồng", "2026-03-08", "Nhà văn hóa phường")],
        ),
    ],
)
def test_what_takes_place(body: str, expected: list[Shown]) -> None:
    assert [(name.strip("“”"), day, place) for name, day, place in shown(body)] == expected


@pytest.mark.parametrize(
    "heading",
    [
        "1. Chiến dịch vận động hiến máu dịp Tết và Lễ hội Xuân hồng (từ ngày 20/01 đến ngày 15/3/2026)",
        "1. Chiến dịch Giọt máu hồng hè (từ tháng 6 đến tháng 8/2026):",
        "1. Đợt cao điểm Xuân hồng: từ ngày 20/01/2026 đến ngày 15/3/2026",
    ],
)
def test_a_campaign_over_days_is_none_of_its_own(heading: str) -> None:
    body = f"III. NỘI DUNG\n{heading}\n- Ngày hội chính: sáng ngày 01/3/2026 tại Nhà văn hóa.\n- Lễ tổng kết: ngày 08/3/2026."
    assert [day for day, _ in days(body)] == ["2026-03-01", "2026-03-08"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("- Đợt 1: 7g30 ngày 22/3/2026, tại Cửa khẩu Nà Hoa, quy mô 300 người tham gia.", "Cửa khẩu Nà Hoa"),
        ("- Đợt 1: ngày 07/6/2026, địa điểm do Cụm trưởng quyết định.", None),
        ("- Đợt 1: ngày 07/6/2026, địa điểm sẽ thông báo sau.", None),
        ("- Đợt 1: ngày 07/6/2026, địa điểm theo thông báo của phường.", None),
        ("- Đợt 1: ngày 07/6/2026, thời gian và địa điểm cụ thể thông báo sau.", None),
        ("- Đợt 1: ngày 07/6/2026 tại Nhà Lao động, số 12 đường Bản Sen.", "Nhà Lao động, số 12 đường Bản Sen"),
        ("- Đợt 1: ngày 07/6/2026 tại Nhà Lao động, số 40 người.", "Nhà Lao động"),
        ("- Đợt 1: ngày 07/6/2026 tại Trạm Y tế phường, số lượng 120 người.", "Trạm Y tế phường"),
        ("- Đợt 1: ngày 07/6/2026 tại Nhà văn hóa phường, kết hợp tiếp nhận 350 đơn vị máu.", "Nhà văn hóa phường"),
        ("- Đợt 1: ngày 07/6/2026, tại phòng họp số 2, đồng chí Trưởng ban chủ trì.", "phòng họp số 2"),
    ],
)
def test_where_a_place_ends(line: str, place: str | None) -> None:
    assert days(f"III. THỜI GIAN, ĐỊA ĐIỂM\n{line}")[0][1] == place


def test_a_later_round_has_not_the_place_of_this_one() -> None:
    body = (
        "III. THỜI GIAN, ĐỊA ĐIỂM\n- Thời gian: từ 7h30 đến 11h30 ngày 10/4/2026.\n- Địa điểm: Hội trường phường.\n"
        "- Đợt II: dự kiến trung tuần tháng 8/2026, có kế hoạch riêng."
    )
    assert days(body) == [("2026-04-10", "Hội trường phường"), ("2026-08", None)]


@pytest.mark.parametrize("title", ["A. LỊCH TIẾP NHẬN MÁU LƯU ĐỘNG THÁNG 4", "A. Lịch hiến máu tháng 4/2026"])
def test_the_title_of_a_schedule_is_no_event(title: str) -> None:
    table = "STT\tĐơn vị\tNgày\tĐiểm tiếp nhận\n1\tXã Trà\t06/4/2026\tNhà văn hóa\n2\tXã Hương\t08/4/2026\tTrường THCS"
    assert days(f"{title}\n{table}") == [("2026-04-06", "Nhà văn hóa"), ("2026-04-08", "Trường THCS")]


@pytest.mark.parametrize("note", ["Dự phòng 26/4", "dự phòng ngày 26/4", "Ngày dự bị: 26/4", "nếu mưa, bù 26/4"])
def test_a_spare_day_is_a_date(note: str) -> None:
    table = f"STT\tĐơn vị\tNgày\tLưu ý\n1\tXã Trà\t06/4/2026\tChợ phiên\n2\tXã Hương\t08/4/2026\t{note}"
    found = dates.extract(annotate(plan(f"A. LỊCH HIẾN MÁU\n{table}")))
    assert ("event", "2026-04-26") in [(d.role, d.date.edtf) for d in found if d.date]


def test_a_half_year_keeps_the_year_of_its_report() -> None:
    body = "Ban Chỉ đạo báo cáo kết quả 6 tháng đầu năm (số liệu tính từ ngày 15/12/2025 đến ngày 14/6/2026) như sau:"
    doc = plan(body, type_name="BÁO CÁO", subject="Sơ kết công tác hiến máu 6 tháng đầu năm 2026")
    assert "2025-40" not in [d.date.edtf for d in dates.extract(annotate(doc)) if d.date]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Tổ chức diễn tập chữa cháy cấp xã vào ngày 22/5/2026 (thứ Sáu) tại bản Nà Lốm.",
            ("diễn tập chữa cháy cấp xã", "2026-05-22", "bản Nà Lốm"),
        ),
        ("Tổ chức mít tinh ngày 22/6/2026 tại sân vận động xã.", ("mít tinh", "2026-06-22", "sân vận động xã")),
        (
            "Xã tổ chức giao lưu văn nghệ vào tối 26/7/2026 tại sân vận động xã.",
            ("giao lưu văn nghệ", "2026-07-26", "sân vận động xã"),
        ),
        ("Dự kiến tổ chức lấy máu lưu động vào ngày 02/8/2026.", ("lấy máu lưu động", "2026-08-02", None)),
        ("Xã tổ chức giao lưu văn nghệ vào tối 26/7/2026.", ("giao lưu văn nghệ", "2026-07-26", None)),
        (
            "Tổ chức vào ngày 28/6/2026 tại Nhà văn hóa xã.",
            ("hiến máu tình nguyện đợt hè", "2026-06-28", "Nhà văn hóa xã"),
        ),
    ],
)
def test_what_is_held_beside_the_donating_bears_its_own_name(line: str, expected: Shown) -> None:
    assert shown(f"III. NỘI DUNG\n1. Tổ chức hiến máu tình nguyện đợt hè\n{line}") == [expected]


def test_halls_and_offices_are_no_bodies() -> None:
    found = annotate(
        plan("III. NỘI DUNG\n- Họp tại hội trường UBND xã, trực tại trụ sở UBND xã, đón tại cơ sở Bệnh viện.")
    )
    names = [body.name for body in found.bodies]
    assert not {"trường UBND xã", "sở UBND xã", "sở Bệnh viện"} & set(names)
    assert "Bệnh viện" in names


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. Lễ phát động\n- Cấp tỉnh: tổ chức vào 8 giờ, ngày 15/4/2026 tại Quảng trường Tân Lâm.",
         [("Lễ phát động", "2026-04-15", "Quảng trường Tân Lâm")]),
        ("1. Ra quân dọn vệ sinh: tổ chức đồng loạt vào sáng thứ Bảy, ngày 06/6/2026.",
         [("Ra quân dọn vệ sinh", "2026-06-06", None)]),
        ("1. Chuẩn bị hội nghị rút kinh nghiệm, dự kiến tổ chức trong tháng 9/2026.",
         [("hội nghị rút kinh nghiệm", "2026-09", None)]),
        ("1. Sáng ngày 14/6/2026, tổ chức mít tinh hưởng ứng tại quảng trường.",
         [("mít tinh hưởng ứng", "2026-06-14", "quảng trường")]),
        ("1. Điểm hiến máu của xã Bản Mạ dự kiến bố trí vào giữa tháng 11/2026.",
         [("Điểm hiến máu của xã Bản Mạ", "2026-11", None)]),
        ("1. Buổi lễ được tổ chức lúc 8 giờ ngày 15/7/2026 tại Nhà văn hóa xã.",
         [("Buổi lễ", "2026-07-15", "Nhà văn hóa xã")]),
    ],
)  # fmt: skip
def test_more_ways_to_announce(body: str, expected: list[Shown]) -> None:
    assert shown(f"II. CÁC HOẠT ĐỘNG\n{body}") == expected


def test_a_line_of_place_and_time_is_of_its_own_day() -> None:
    lines = (
        "1. Hội nghị tổng kết tổ chức ngày 20/12/2026.\n2. Địa điểm và thời gian: Hội trường xã, 7h30 ngày 24/4/2026."
    )
    assert days(f"II. CÁC HOẠT ĐỘNG\n{lines}") == [("2026-12-20", None), ("2026-04-24", "Hội trường xã")]
