"""Events: announced donation days and batches of days."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.document import Document
from parsers.extractors.events import events
from parsers.records import Event
from tests.factory import plan


def extracted(doc: Document) -> list[Event]:
    return events.extract(annotate(doc))


def shown(event: Event) -> tuple[str, str | None, str | None, str | None]:
    date = event.date
    return event.name, date.edtf if date else None, (date.time or date.part) if date else None, place(event)


def place(event: Event) -> str | None:
    return event.place.value if event.place else None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "1. Tổ chức Ngày hội hiến máu năm 2026\n- Thời gian: 01 ngày, dự kiến vào đầu tháng 4 năm 2026.\n"
            "- Địa điểm: Nhà văn hóa phường Suối Ngàn.\n- Thành phần: đại diện Ban Chỉ đạo tỉnh; người hiến máu.",
            [("Ngày hội hiến máu năm 2026", "2026-04", "early", "Nhà văn hóa phường Suối Ngàn")],
        ),
        (
            "1. Thời gian: Chương trình hiến máu tình nguyện khai mạc vào hồi 7 giờ, ngày 19/4/2026 (Chủ nhật).\n"
            "2. Địa điểm: Tại sân UBND phường (Tổ 3, P. Suối Ngàn).",
            [("Chương trình hiến máu tình nguyện", "2026-04-19", "07:00", "sân UBND phường (Tổ 3, P. Suối Ngàn)")],
        ),
        (
            "- Đợt 1: từ 7 giờ 00 đến 11 giờ 30, ngày 08/3/2026, tại Trường THCS Suối Ngàn.\n"
            "- Đợt 2: dự kiến trong tháng 9/2026, tại Trạm Y tế phường (ngày cụ thể sẽ có thông báo sau).",
            [
                ("Đợt 1", "2026-03-08", "07:00", "Trường THCS Suối Ngàn"),
                ("Đợt 2", "2026-09", None, "Trạm Y tế phường"),
            ],
        ),
        (
            "1. Đợt 1\n- Thời gian: 02 ngày, 18-19/4/2026, bắt đầu từ 7h00.\n- Địa điểm: Nhà thi đấu.\n"
            "2. Đợt 2\n- Thời gian: sáng ngày 13/9/2026.\n- Địa điểm: Trường THPT Nà Hoa.",
            [
                ("Đợt 1", "2026-04-18/2026-04-19", "07:00", "Nhà thi đấu"),
                ("Đợt 2", "2026-09-13", "morning", "Trường THPT Nà Hoa"),
            ],
        ),
        (
            "1. Thời gian\n08h00 - 11h30, thứ Bảy, ngày 18/4/2026.\n2. Địa điểm\nNhà đa năng, cơ sở 1.",
            [("Vận động hiến máu tình nguyện năm 2026", "2026-04-18", "08:00", "Nhà đa năng, cơ sở 1")],
        ),
        (
            "- Lễ hội Xuân hồng: ngày 28/02/2026 tại Trung tâm Văn hóa tỉnh, Tỉnh đoàn chủ trì tổ chức.\n"
            "- Chủ nhật Đỏ: ngày 08/11/2026, tại Trường Đại học Lâm Khê, giao Đoàn trường phụ trách.\n"
            "- Ngày hội Giọt hồng: ngày 24/4/2026, tại Hội trường Bệnh viện Đa khoa tỉnh, bắt đầu từ 07 giờ 30 phút.\n"
            "- Đợt III: ngày 14/6/2026, tại Cung Thiếu nhi phường Bến Xuân (kết hợp mít tinh hưởng ứng ngày 14/6).",
            [
                ("Lễ hội Xuân hồng", "2026-02-28", None, "Trung tâm Văn hóa tỉnh"),
                ("Chủ nhật Đỏ", "2026-11-08", None, "Trường Đại học Lâm Khê"),
                ("Ngày hội Giọt hồng", "2026-04-24", "07:30", "Hội trường Bệnh viện Đa khoa tỉnh"),
                ("Đợt III", "2026-06-14", None, "Cung Thiếu nhi phường Bến Xuân"),
            ],
        ),
        (
            "1. Điểm hiến máu vệ tinh:\n- Phường Sóc Khê: thứ Bảy, ngày 07/3/2026, tại Trung tâm Văn hóa Hồ Nước Trong.\n"
            "- Trường THPT Lê Lợi: 7 giờ 30 ngày 10/3/2026.\n"
            "2. Đợt bổ sung: dự kiến trong tháng 9/2026; địa điểm cụ thể Ban Chỉ đạo tỉnh sẽ thông báo sau.",
            [
                ("Phường Sóc Khê", "2026-03-07", None, "Trung tâm Văn hóa Hồ Nước Trong"),
                ("Điểm hiến máu vệ tinh", "2026-03-10", "07:30", "Trường THPT Lê Lợi"),
                ("Đợt bổ sung", "2026-09", None, None),
            ],
        ),
        (
            "1. Ngày hội hiến máu “Xuân hồng”\n- Thời gian: từ 7 giờ 30 phút, ngày 11/4/2026.\n- Địa điểm: Nhà văn hóa phường.\n"
            "2. Đợt dự phòng: trong tháng 10/2026; địa điểm sẽ thông báo sau khi thống nhất với bệnh viện.",
            [
                ("Ngày hội hiến máu “Xuân hồng”", "2026-04-11", "07:30", "Nhà văn hóa phường"),
                ("Đợt dự phòng", "2026-10", None, None),
            ],
        ),
        (
            "1- Thời gian: Buổi sáng, thứ Năm, ngày 09/4/2026.\n2- Địa điểm: Hội trường tầng 2, Trung tâm Hội nghị xã.",
            [
                (
                    "Vận động hiến máu tình nguyện năm 2026",
                    "2026-04-09",
                    "morning",
                    "Hội trường tầng 2, Trung tâm Hội nghị xã",
                )
            ],
        ),
        (
            "Đợt 1 dự kiến tổ chức ngày 14/6/2026 hưởng ứng chiến dịch “Giọt máu mùa hè” với chỉ tiêu 90 đơn vị máu.",
            [("Đợt 1", "2026-06-14", None, None)],
        ),
        (
            "- Ngày hội “Sắc đỏ”: dự kiến tổ chức ngày 12/7/2026 tại Quảng trường Hùng Vương, với chỉ tiêu 300 đơn vị.",
            [("Ngày hội “Sắc đỏ”", "2026-07-12", None, "Quảng trường Hùng Vương")],
        ),
        (
            "- Tổ chức 02 đợt hiến máu: đợt 1 vào tháng 4/2026, đợt 2 vào tháng 10/2026.",
            [("đợt 1", "2026-04", None, None), ("đợt 2", "2026-10", None, None)],
        ),
        (
            "- Thời gian, địa điểm: 07h00 - 11h00 ngày 28/3/2026 và ngày 29/3/2026 tại Trường THPT Nà Hoa.",
            [("Vận động hiến máu tình nguyện năm 2026", "2026-03-28/2026-03-29", "07:00", "Trường THPT Nà Hoa")],
        ),
        (
            "- Lễ hội Xuân hồng: 02 ngày 28/02 và 01/3/2026 tại Nhà thi đấu tỉnh.",
            [("Lễ hội Xuân hồng", "2026-02-28/2026-03-01", None, "Nhà thi đấu tỉnh")],
        ),
        (
            "- Đợt 2: dự kiến ngày 10/10/2026, tại Trường THPT Nà Hoa. Trường hợp mưa bão, lùi sang tháng 11/2026.",
            [("Đợt 2", "2026-10-10", None, "Trường THPT Nà Hoa")],
        ),
        (
            "1. Các điểm lưu động:\n- Ngày 04/7/2026 (thứ Bảy): tại Trung tâm Văn hóa Pu Lầm.\n"
            "- Ngày 12/7/2026, dự kiến: tại Nhà văn hóa Sín Cáo.\n2. Điểm cố định: ngày 19/7/2026, tại Trạm Y tế.",
            [
                ("Các điểm lưu động", "2026-07-04", None, "Trung tâm Văn hóa Pu Lầm"),
                ("Các điểm lưu động", "2026-07-12", None, "Nhà văn hóa Sín Cáo"),
                ("Điểm cố định", "2026-07-19", None, "Trạm Y tế"),
            ],
        ),
        (
            "1. Ngày hội chính: 02 ngày 11 - 12/7/2026, tại Nhà thi đấu tỉnh. Lễ khai mạc: 7 giờ 30 ngày 11/7/2026.",
            [
                ("Ngày hội chính", "2026-07-11/2026-07-12", None, "Nhà thi đấu tỉnh"),
                ("Lễ khai mạc", "2026-07-11", "07:30", "Nhà thi đấu tỉnh"),
            ],
        ),
        (
            "- Tổ chức Chương trình Hành trình Đỏ lần thứ IX vào ngày 20/6/2026 tại Nhà thi đấu, tiếp nhận trên 500 túi.",
            [("Chương trình Hành trình Đỏ lần thứ IX", "2026-06-20", None, "Nhà thi đấu")],
        ),
        (
            "1. Thời gian: 02 buổi, sáng ngày 11/4/2026 và chiều ngày 18/4/2026.\n2. Địa điểm: Trường THPT Nà Hoa.",
            [
                ("Vận động hiến máu tình nguyện năm 2026", "2026-04-11", "morning", "Trường THPT Nà Hoa"),
                ("Vận động hiến máu tình nguyện năm 2026", "2026-04-18", "afternoon", "Trường THPT Nà Hoa"),
            ],
        ),
        (
            "1. Lịch hiến máu\n- Ngày 11/4/2026: Trường THCS Nà Hoa (từ 7h00).\n- Ngày 13/4/2026: Trạm Y tế Pu Lầm.",
            [
                ("Lịch hiến máu", "2026-04-11", None, "Trường THCS Nà Hoa"),
                ("Lịch hiến máu", "2026-04-13", None, "Trạm Y tế Pu Lầm"),
            ],
        ),
        (
            "- Đợt 1: Tháng 3/2026\n- Đợt 2: Tháng 7/2026 (nhân Hành trình Đỏ)\n- Đợt 3: Quý IV/2026",
            [("Đợt 1", "2026-03", None, None), ("Đợt 2", "2026-07", None, None), ("Đợt 3", "2026-36", None, None)],
        ),
        (
            "- Tổ chức hội nghị tôn vinh người hiến máu vào giữa tháng 12/2026.",
            [("hội nghị tôn vinh người hiến máu", "2026-12", "mid", None)],
        ),
        (
            "- Tại xã Pu Lầm: ngày 15/3/2026, từ 7h00 đến 11h00.\n- Tại xã Sín Cáo: ngày 22/3/2026.",
            [
                ("Vận động hiến máu tình nguyện năm 2026", "2026-03-15", "07:00", "xã Pu Lầm"),
                ("Vận động hiến máu tình nguyện năm 2026", "2026-03-22", None, "xã Sín Cáo"),
            ],
        ),
    ],
)
def test_announcement(body: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert [shown(e) for e in extracted(plan(f"II. NỘI DUNG\n{body}"))] == expected


QUARTERS = """II. PHÂN KỲ
1. Quý I/2026: 400 đơn vị máu
- Các huyện Nà Hoa, Pu Lầm và Sín Cáo mỗi đơn vị tổ chức 01 sự kiện, tối thiểu 100 đơn vị máu/sự kiện.
- Thành phố Đông Lạc tổ chức 02 sự kiện, mỗi sự kiện đạt từ 150 đơn vị máu trở lên.
2. Quý II/2026: 200 đơn vị máu
- Khối các cơ quan tỉnh tổ chức 01 sự kiện hưởng ứng Ngày Quốc tế Người hiến máu 14/6."""


def test_counts_of_a_quarter() -> None:
    found = extracted(plan(QUARTERS))
    assert [(e.name, e.date.edtf if e.date else None, e.count.min if e.count else None) for e in found] == [
        ("mỗi đơn vị tổ chức 01 sự kiện", "2026-33", 1),
        ("tổ chức 02 sự kiện", "2026-33", 2),
        ("tổ chức 01 sự kiện hưởng ứng Ngày Quốc tế Người hiến máu 14/6", "2026-34", 1),
    ]
    assert [b.name[-7:].strip() for b in found[0].organisers] == ["Nà Hoa", "Pu Lầm", "Sín Cáo"]


@pytest.mark.parametrize(
    "body",
    [
        "II. NỘI DUNG\nThời gian tuyên truyền từ ngày 01/3/2026 đến ngày 18/4/2026.",
        "II. NỘI DUNG\nThời gian đăng ký: ngày 05/4/2026.",
        "II. NỘI DUNG\nĐợt cao điểm tuyên truyền từ ngày 01/3/2026 đến ngày 18/4/2026.",
        "II. NỘI DUNG\nTuyên truyền nhân Ngày Toàn dân hiến máu tình nguyện 07/4.",
        "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế\n- Cử 02 cán bộ phục vụ chương trình hiến máu vào sáng ngày 19/4/2026.",
        "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế\n- Gửi danh sách trước ngày 12/4/2026.",
        "I. CHỈ TIÊU\n- Tổ chức 02 đợt hiến máu trong năm 2026.",
        "II. NỘI DUNG\n- Phát thanh từ ngày 20/3/2026 đến ngày 11/4/2026, 02 buổi/ngày.",
        "III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế\n- Cử cán bộ giúp đợt 1 tổ chức ngày 12/4/2026 tại Nhà văn hóa.",
    ],
)
def test_no_event(body: str) -> None:
    assert extracted(plan(body)) == []


def test_what_a_report_tells_is_no_announcement() -> None:
    body = (
        "I. KẾT QUẢ\nNgày 12/9/2025 tổ chức Ngày hội hiến máu tại Nhà văn hóa.\nII. NHIỆM VỤ\n- Đợt 1: ngày 12/4/2026."
    )
    found = extracted(plan(body, type_name="BÁO CÁO", subject="Kết quả năm 2025, nhiệm vụ năm 2026"))
    assert [shown(e)[:2] for e in found] == [("Đợt 1", "2026-04-12")]


def test_participants_and_doubt_of_plans() -> None:
    body = (
        "II. NỘI DUNG\n1. Tổ chức Ngày hội hiến máu\n- Thời gian: dự kiến ngày 12/4.\n- Địa điểm: Hội trường phường.\n"
        "- Thành phần: đại diện Ban Chỉ đạo tỉnh; người đăng ký hiến máu."
    )
    (event,) = extracted(plan(body))
    assert event.tentative
    assert (event.how, event.doubts) == ("inferred", [])
    assert event.participants
    assert event.participants.value == "đại diện Ban Chỉ đạo tỉnh; người đăng ký hiến máu"
    assert event.spans[0].quote == "Thời gian: dự kiến ngày 12/4."


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            'Vận động 40 công chức đăng ký hiến máu hưởng ứng Ngày hội "Sắc đỏ" (Chủ nhật, ngày 19/4/2026, tại Hội '
            "trường phường).",
            ('Ngày hội "Sắc đỏ"', "2026-04-19", None, "Hội trường phường"),
        ),
        (
            "- Xây dựng lịch tiếp nhận máu trước ngày 10/02/2026; riêng đợt 1 hưởng ứng Lễ hội Xuân hồng tổ chức ngày "
            "01/3/2026 tại Trạm Y tế phường.",
            ("đợt 1 hưởng ứng Lễ hội Xuân hồng", "2026-03-01", None, "Trạm Y tế phường"),
        ),
        (
            "- Tổ chức điểm hiến máu cố định vào sáng Chủ nhật tuần đầu tiên hằng tháng, bắt đầu từ ngày 05/4/2026.",
            ("điểm hiến máu cố định vào sáng Chủ nhật tuần đầu tiên hằng tháng", "2026-04-05/..", None, None),
        ),
    ],
)
def test_an_event_inside_somebodys_work(
    paragraph: str, expected: tuple[str, str | None, str | None, str | None]
) -> None:
    body = f"III. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n{paragraph}\n2. Công an phường\n- Giữ gìn trật tự."
    assert [shown(e) for e in extracted(plan(body))] == [expected]


def test_hours_and_hosts_of_a_schedule() -> None:
    rows = (
        "Ngày\tGiờ\tĐịa điểm\tĐơn vị phối hợp\n11/4/2026 (Thứ Bảy)\t7h30 - 10h30\tHội trường Nà Hoa\tCông an xã Nà Hoa"
    )
    (event,) = extracted(plan(f"II. LỊCH TIẾP NHẬN MÁU\n{rows}"))
    assert shown(event)[1:] == ("2026-04-11", "07:30", "Hội trường Nà Hoa")
    assert [b.name for b in event.organisers] == ["Công an xã Nà Hoa"]


def test_schedule_table() -> None:
    rows = (
        "STT\tThời gian\tĐịa điểm\n1\tSáng ngày 11/4/2026\tTrường THCS Nà Hoa\n"
        "2\tChiều ngày 12/4/2026\tTrạm Y tế Pu Lầm"
    )
    found = extracted(plan(f"II. LỊCH TIẾP NHẬN MÁU\n{rows}"))
    assert [shown(e)[1:] for e in found] == [
        ("2026-04-11", "morning", "Trường THCS Nà Hoa"),
        ("2026-04-12", "afternoon", "Trạm Y tế Pu Lầm"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "1. Tổ chức 03 đợt hiến máu tập trung vào ngày 20/02, 10/7 và 13/11.",
            ["2026-02-20", "2026-07-10", "2026-11-13"],
        ),
        (
            "1. Lịch tổ chức\nQuý I: tổ chức 03 đợt:\n- Đoàn phường tổ chức chương trình “Chủ nhật đỏ” tại sân phường.\n"
            "- Các thôn Nà Hoa, Bản Sen mỗi đơn vị tổ chức 01 đợt.\nQuý II: 02 đợt\n"
            "- Trường THPT Nà Hoa và Công an phường, mỗi đơn vị 01 đợt.",
            ["2026-33", "2026-33", "2026-34"],
        ),
        ("1. Thời gian\n☐ Sáng ngày 12/4/2026: tại Nhà văn hóa phường.\n☐ Ngày 19/4/2026: tại Trạm Y tế phường.", []),
        ("1. Ngày hội hiến máu\n- Tổng duyệt: 14 giờ ngày 17/4/2026 tại Nhà văn hóa phường.", []),
        ("1. Chỉ tiêu\n- Tổ chức ít nhất 22 - 24 buổi hiến máu trong quý III.", []),
    ],
)
def test_days_and_items_of_a_list(body: str, expected: list[str]) -> None:
    assert [e.date.edtf for e in extracted(plan("II. NỘI DUNG\n" + body)) if e.date] == expected


def test_an_invitation_names_its_meeting() -> None:
    body = (
        "Ủy ban nhân dân phường trân trọng kính mời lãnh đạo các thôn tham dự Hội nghị tổng kết công tác hiến máu.\n"
        "Thời gian: từ 14 giờ 00 đến 16 giờ 30, ngày 17 tháng 9 năm 2026 (thứ Năm).\n"
        "Địa điểm: Hội trường tầng 2, trụ sở phường."
    )
    (event,) = extracted(plan(body, type_name="GIẤY MỜI", subject="Dự hội nghị tổng kết"))
    assert shown(event) == (
        "Hội nghị tổng kết công tác hiến máu", "2026-09-17", "14:00", "Hội trường tầng 2, trụ sở phường"
    )  # fmt: skip
    assert event.date is not None
    assert event.date.time_end == "16:30"


def test_a_calendar_pasted_as_lines() -> None:
    body = (
        "Thứ Hai (16/3/2026)\n- 08h00: Giao ban lãnh đạo phường tại phòng họp tầng 2.\n- Chiều: Kiểm tra trường học.\n"
        "Thứ Bảy (21/3/2026): 07h30 Ngày hội hiến máu, tại Nhà văn hóa phường"
    )
    assert [shown(e) for e in extracted(plan(body, type_name="LỊCH CÔNG TÁC", subject="Tuần 12 năm 2026"))] == [
        ("Giao ban lãnh đạo phường", "2026-03-16", "08:00", "phòng họp tầng 2"),
        ("Kiểm tra trường học", "2026-03-16", "afternoon", None),
        ("Ngày hội hiến máu", "2026-03-21", "07:30", "Nhà văn hóa phường"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # the place has a label of its own words; the street belongs to it, a donor has to find the way
        (
            "Ngày hiến máu: Chủ nhật, ngày 12/4/2026, bắt đầu lúc 6h45.\nNơi hiến máu: sảnh Trung tâm Văn hóa, số 15 đường Cây Sung.",
            [("Ngày hiến máu", "2026-04-12", "06:45", "sảnh Trung tâm Văn hóa, số 15 đường Cây Sung")],
        ),
        (
            "Thông tin về buổi hiến máu:\n- Thời gian: 07 giờ 15 phút, thứ Bảy, ngày 31/10/2026.\n- Địa điểm: Trường THPT Nà Hoa.",
            [("buổi hiến máu", "2026-10-31", "07:15", "Trường THPT Nà Hoa")],
        ),
        # items that begin with a place each
        (
            "3. Địa điểm:\n- Trạm Y tế phường: sáng thứ Ba, ngày 12/5/2026, cho các tổ 1, 2.\n- Nhà văn hóa tổ 7: 8h00 ngày 20/5/2026.",
            [
                ("Vận động hiến máu tình nguyện năm 2026", "2026-05-12", "morning", "Trạm Y tế phường"),
                ("Vận động hiến máu tình nguyện năm 2026", "2026-05-20", "08:00", "Nhà văn hóa tổ 7"),
            ],
        ),
        # a bracket and a count between the name and its day
        (
            "- Lễ phát động và hiến máu nhân Ngày Toàn dân hiến máu tình nguyện (7/4): 01 đợt, 7 giờ 30 phút ngày 05/4/2026 "
            "tại Quảng trường Suối Ngàn.",
            [
                (
                    "Lễ phát động và hiến máu nhân Ngày Toàn dân hiến máu tình nguyện",
                    "2026-04-05",
                    "07:30",
                    "Quảng trường Suối Ngàn",
                )
            ],
        ),
        (
            "- Phường đoàn chủ trì Hành trình Đỏ năm 2026: 02 ngày 18 - 19/7/2026 tại Nhà thi đấu, phấn đấu thu 900 đơn vị máu.",
            [("Hành trình Đỏ năm 2026", "2026-07-18/2026-07-19", None, "Nhà thi đấu")],
        ),
        # what is said to be held, also behind a verb that tells
        (
            "Nhân dịp này, Ban Tổ chức thông báo buổi hiến máu hưởng ứng Tháng cao điểm sẽ diễn ra lúc 7h00 ngày 22/11/2026 tại sân phường đoàn.",
            [("buổi hiến máu hưởng ứng Tháng cao điểm", "2026-11-22", "07:00", "sân phường đoàn")],
        ),
        (
            "Hội Chữ thập đỏ phường: Ngày hiến máu: 7h00 ngày 29/8/2026 tại Nhà thiếu nhi.",
            [("Ngày hiến máu", "2026-08-29", "07:00", "Nhà thiếu nhi")],
        ),
        (
            "Chọn một ngày:\n☐ Ngày 14/3/2026, tại Nhà văn hóa\n☒ Ngày 21/3/2026, tại Trường THCS Suối Ngàn",
            [("Vận động hiến máu tình nguyện năm 2026", "2026-03-21", None, "Trường THCS Suối Ngàn")],
        ),
    ],
)  # fmt: skip
def test_what_stands_around_a_day(body: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert [shown(event) for event in extracted(plan(body))] == expected


def test_each_count_of_a_line_has_its_own_time() -> None:
    found = extracted(
        plan("* Quý III: 04 đợt\n- Công an phường: 03 đợt; Trạm Y tế phường: 01 đợt (giữa tháng 9/2026).")
    )
    assert [(e.organisers[0].name, e.date and e.date.edtf) for e in found] == [
        ("Công an phường", "2026-35"),
        ("Trạm Y tế phường", "2026-09"),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Đợt\tĐiểm hiến máu\tNgày\tGiờ\tSố lượng dự kiến\n1\tNhà thiếu nhi\t05/4/2026\t07h00\t55\n"
            "2\tTrường Tiểu học Nà Hoa\t09/8/2026\t13h30\t35",
            [
                ("Nhà thiếu nhi", "2026-04-05", "07:00", "Nhà thiếu nhi"),
                ("Trường Tiểu học Nà Hoa", "2026-08-09", "13:30", "Trường Tiểu học Nà Hoa"),
            ],
        ),
        (
            "STT\tThời gian\tNơi được kiểm tra\tĐoàn\n1\tTháng 5/2026\tTổ dân phố 3\tĐoàn số 1\n2\tTháng 6/2026\tTổ dân phố 8\tĐoàn số 2",
            [("Tổ dân phố 3", "2026-05", None, "Tổ dân phố 3"), ("Tổ dân phố 8", "2026-06", None, "Tổ dân phố 8")],
        ),
        (
            "Lần\tTổ chức ở\tHôm\tGiờ\n1\tNhà thiếu nhi\t05/4/2026\t07h00\n2\tTrạm Y tế\t09/8/2026\t13h30",
            [("Nhà thiếu nhi", "2026-04-05", "07:00", None), ("Trạm Y tế", "2026-08-09", "13:30", None)],
        ),
        (
            "Thời gian\tNội dung\tĐịa điểm\tĐơn vị phụ trách\n19h00 ngày 16/3/2026\tTập huấn tình nguyện viên\tNhà thiếu nhi"
            "\tTrạm Y tế xã\n7h00 - 11h00 ngày 21/3/2026\tNgày hội hiến máu\tTrường Tiểu học Nà Hoa\tỦy ban nhân dân xã",
            [
                ("Tập huấn tình nguyện viên", "2026-03-16", "19:00", "Nhà thiếu nhi"),
                ("Ngày hội hiến máu", "2026-03-21", "07:00", "Trường Tiểu học Nà Hoa"),
            ],
        ),
        ("Việc\tAi làm\tHoàn thành\nIn giấy chứng nhận\tTrạm Y tế\t05/4/2026\nTreo cờ\tTổ dân phố 3\t09/4/2026", []),
    ],
)  # fmt: skip
def test_schedules_of_other_heads(table: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert [shown(event) for event in extracted(plan(f"II. LỊCH\n{table}"))] == expected


def test_a_head_with_a_month_is_no_row_of_a_schedule() -> None:
    table = (
        "LỊCH HIẾN MÁU\nTT\tĐiểm hiến máu\tSố người\tNgày tổ chức (tháng 10/2026)\n1\tXã Khe Mây\t60\t05/10 (sáng)\n"
        "2\tXã Nậm Lúa\t50\t06/10"
    )
    found = events.extract(annotate(plan(table)))
    assert [(e.name, e.date.edtf if e.date else None) for e in found] == [
        ("Xã Khe Mây", "2026-10-05"), ("Xã Nậm Lúa", "2026-10-06"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["Ngày nhận", "Ngày giao vật tư", "Thời gian nộp", "Ngày ký", "Ngày cấp"])
def test_days_on_which_things_are_handed_over_are_no_events(head: str) -> None:
    table = f"PHÂN BỔ VẬT TƯ\nTT\tTrạm Y tế\tSố lượng\t{head}\n1\tTrạm Y tế Khe Mây\t60\t05/10/2026\n2\tTrạm Y tế Nậm Lúa\t50\t06/10/2026"
    assert events.extract(annotate(plan(table))) == []


def test_a_day_that_was_put_off_or_called_off_is_no_event() -> None:
    lines = (
        "1. Lùi thời gian tổ chức Ngày hội hiến máu từ ngày 07/3/2026 sang ngày 14/3/2026 tại Nhà văn hóa xã.\n"
        "2. Điểm hiến máu tại Trường THPT Đồi Chè: từ 7h30 ngày 11/4/2026 đổi thành 13h30 ngày 18/4/2026.\n"
        "3. Hủy buổi hiến máu ngày 02/5/2026 tại UBND xã.\n"
        "4. Lễ tôn vinh người hiến máu vào ngày 14/6 hằng năm; riêng năm nay lùi sang ngày 20/9/2026 tại Nhà hát tỉnh."
    )
    assert [shown(event) for event in extracted(plan(f"II. THAY ĐỔI LỊCH\n{lines}"))] == [
        ("Ngày hội hiến máu", "2026-03-14", None, "Nhà văn hóa xã"),
        ("Điểm hiến máu", "2026-04-18", "13:30", "Trường THPT Đồi Chè"),
        ("Lễ tôn vinh người hiến máu", "2026-09-20", None, "Nhà hát tỉnh"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Đợt 2: dự kiến cuối tháng 9/2026, huyện báo địa điểm sau.", ("Đợt 2", "2026-09", "late", None)),
        (
            "- Cụm trung tâm: hai ngày 16 và 17/5/2026, tại Trung tâm Hội nghị tỉnh, tiếp nhận 500 đơn vị máu.",
            ("Cụm trung tâm", "2026-05-16/2026-05-17", None, "Trung tâm Hội nghị tỉnh"),
        ),
    ],
)
def test_a_line_of_a_round(line: str, expected: tuple[str, str | None, str | None, str | None]) -> None:
    assert [shown(event) for event in extracted(plan(f"II. LỊCH HIẾN MÁU\n{line}"))] == [expected]
