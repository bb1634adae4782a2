"""Days inside a clause: moved ones, in brackets behind names, behind the month that names a round; their places."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from tests.factory import plan

Shown = tuple[str, str | None, str | None]


def shown(body: str) -> list[Shown]:
    found = events.extract(annotate(plan(body)))
    return [(e.name, e.date.edtf if e.date else None, e.place.value if e.place else None) for e in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Ban Chỉ đạo xã thông báo dời Ngày hội hiến máu tình nguyện từ ngày 18/7/2026 sang ngày 25/7/2026.",
            ("Ngày hội hiến máu tình nguyện", "2026-07-25", None),
        ),
        (
            "Do mưa lũ, xã quyết định lùi Ngày hội hiến máu từ ngày 18/7/2026 sang ngày 25/7/2026. Địa điểm giữ nguyên.",
            ("Ngày hội hiến máu", "2026-07-25", None),
        ),
        (
            "Trạm Y tế xã đề nghị chuyển buổi hiến máu tại chợ Đồn từ ngày 03/10/2026 sang ngày 10/10/2026.",
            ("buổi hiến máu", "2026-10-10", "chợ Đồn"),
        ),
        (
            "Thay đổi thời gian tổ chức Lễ hội Xuân hồng từ ngày 07/02/2026 thành ngày 14/02/2026 tại Nhà văn hóa tỉnh.",
            ("Lễ hội Xuân hồng", "2026-02-14", "Nhà văn hóa tỉnh"),
        ),
        ("Đợt 2 lùi từ ngày 10/9/2026 sang ngày 17/9/2026.", ("Đợt 2", "2026-09-17", None)),
    ],
)  # fmt: skip
def test_the_new_day_is_the_event(line: str, expected: Shown) -> None:
    assert shown(f"II. NỘI DUNG\n1. {line}") == [expected]


def test_the_old_day_is_doubted_where_it_was_announced() -> None:
    body = (
        "II. NỘI DUNG\n1. Ngày hội hiến máu dự kiến tổ chức vào ngày 18/7/2026 tại Hội trường xã.\n"
        "2. Ban Chỉ đạo xã dời Ngày hội hiến máu từ ngày 18/7/2026 sang ngày 25/7/2026."
    )
    found = events.extract(annotate(plan(body)))
    assert [(e.date.edtf if e.date else None, "given-up" in e.doubts) for e in found] == [
        ("2026-07-18", True),
        ("2026-07-25", False),
    ]


def test_what_would_be_moved_is_not_doubted() -> None:
    line = "1. Ngày hội hiến máu tổ chức ngày 18/7/2026 tại Hội trường xã; nếu mưa, lùi sang ngày 25/7/2026."
    (found,) = events.extract(annotate(plan(f"II. NỘI DUNG\n{line}")))
    assert (found.date.edtf if found.date else None, found.doubts) == ("2026-07-18", [])


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("- Đợt tháng 6: thứ Bảy, ngày 20/6/2026, tại Nhà thi đấu xã;", "Đợt tháng 6", "2026-06-20"),
        ("- Đợt quý IV: sáng 14/11/2026, tại Nhà thi đấu xã.", "Đợt quý IV", "2026-11-14"),
        ("- Buổi tháng 8: ngày 15/8/2026 tại Nhà thi đấu xã.", "Buổi tháng 8", "2026-08-15"),
        ("- Lễ hội tháng 3 - dự kiến ngày 08/3/2026 tại Nhà thi đấu xã.", "Lễ hội tháng 3", "2026-03-08"),
    ],
)
def test_a_month_in_a_name_is_no_other_round(line: str, name: str, day: str) -> None:
    assert shown(f"II. ĐĂNG KÝ\n1. Đăng ký số người hiến máu tham gia\n{line}") == [(name, day, "Nhà thi đấu xã")]


def test_names_before_brackets_are_their_own() -> None:
    line = (
        "- Tổ chức 03 sự kiện: Lễ hội Xuân hồng (dự kiến ngày 28/02/2026), Hành trình Đỏ (tháng 7/2026) và Giọt máu mùa"
        " thu (tuần đầu tháng 10/2026)."
    )
    assert [(name, day) for name, day, _ in shown(f"II. CÁC SỰ KIỆN\n{line}")] == [
        ("Lễ hội Xuân hồng", "2026-02-28"),
        ("Hành trình Đỏ", "2026-07"),
        ("Giọt máu mùa thu", "2026-10"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Lễ ra quân vào 7 giờ 30 phút, thứ Bảy, ngày 06/6/2026 tại Quảng trường 19 tháng 5.",
            ("Lễ ra quân", "2026-06-06", "Quảng trường 19 tháng 5"),
        ),
        (
            "Lễ tổng kết lúc 14 giờ ngày 31/8/2026 tại Hội trường UBND xã.",
            ("Lễ tổng kết", "2026-08-31", "Hội trường UBND xã"),
        ),
    ],
)
def test_a_sentence_that_begins_with_what_is_held(sentence: str, expected: Shown) -> None:
    lead = "1. Mục tiêu: cả chiến dịch thu tối thiểu 500 đơn vị máu, mỗi xã có ít nhất 01 buổi hiến máu. "
    assert shown(f"II. NHIỆM VỤ\n{lead}{sentence}") == [expected]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (
            "I. Điểm trung tâm xã\nThời gian: từ 7h00 đến 11h30 Chủ nhật, ngày 12/4/2026.\nĐịa điểm: Nhà văn hóa xã.",
            "Nhà văn hóa xã",
        ),
        (
            "I. Các điểm khác\n1. Cụm ven sông: Chủ nhật, ngày 19/4/2026, sân Trường Tiểu học Hà Lâm.",
            "sân Trường Tiểu học Hà Lâm",
        ),
        (
            "I. LỊCH TIẾP NHẬN MÁU\n- Ngày 13/6/2026, buổi sáng: tại Trường THPT Hà Lâm;",
            "Trường THPT Hà Lâm",
        ),
    ],
)
def test_where_it_takes_place(body: str, place: str) -> None:
    assert [where for _, _, where in shown(body)] == [place]


def test_a_line_of_a_calendar_that_only_says_where() -> None:
    lines = "- Sáng ngày 06/6/2026: tại Nhà thi đấu đa năng xã;\n- Chiều ngày 06/6/2026: tại Trường THPT Hà Lâm."
    text = plan(lines, type_name="THÔNG BÁO", subject="Lịch hiến máu tình nguyện tháng 6 năm 2026")
    found = events.extract(annotate(text))
    assert [(e.date.part if e.date else None, e.place.value if e.place else None) for e in found] == [
        ("morning", "Nhà thi đấu đa năng xã"),
        ("afternoon", "Trường THPT Hà Lâm"),
    ]
    assert {e.name for e in found} == {"Lịch hiến máu tình nguyện tháng 6 năm 2026"}
