"""Days under a title that may name an occasion, and occasions inside somebody's work."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from tests.factory import plan

Shown = tuple[str, str | None, str | None]


def shown(body: str) -> list[Shown]:
    found = events.extract(annotate(plan(f"III. NỘI DUNG\n{body}", subject="Chăm lo Tết cho đoàn viên năm 2026")))
    return [(e.name, e.date.edtf if e.date else None, e.place.value if e.place else None) for e in found]


@pytest.mark.parametrize(
    ("title", "line", "day", "place"),
    [
        ("Phiên chợ 0 đồng", "Mở cửa từ 15 giờ thứ Sáu 23/01/2026 ở sân kho.", "2026-01-23", "sân kho"),
        ("Bữa cơm cuối năm", "Trưa thứ Bảy 31/01/2026 tại nhà ăn số 1.", "2026-01-31", "nhà ăn số 1"),
        ("Chuyến xe nghĩa tình", "Xuất bến lúc 5 giờ ngày 02/02/2026 từ cổng số 2.", "2026-02-02", None),
        ("Gặp mặt thợ giỏi", "Chiều 27/02/2026 (thứ Sáu), Hội trường tầng 3.", "2026-02-27", "Hội trường tầng 3"),
    ],
)
def test_a_day_with_its_place_under_a_title(title: str, line: str, day: str, place: str | None) -> None:
    assert shown(f"1. {title}\n{line}") == [(title, day, place)]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Thời gian đăng ký", "Từ 15 giờ thứ Sáu 23/01/2026 tại văn phòng."),
        ("Tổng duyệt", "Chiều thứ Sáu 23/01/2026 tại hội trường."),
        ("Lập danh sách", "Sáng thứ Sáu 23/01/2026 tại văn phòng."),
        ("Trạm Y tế phường", "Sáng thứ Sáu 23/01/2026 tại văn phòng."),
        ("Phiên chợ 0 đồng", "Từ ngày 23/01/2026 lập danh sách tại văn phòng."),
    ],
)
def test_other_titles_name_none(title: str, line: str) -> None:
    assert shown(f"1. {title}\n{line}") == []


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        (
            "Trạm Y tế phường mời họp cha mẹ học sinh vào 8 giờ Chủ nhật 08/3/2026 tại lớp học.",
            "họp cha mẹ học sinh",
            "2026-03-08",
        ),
        (
            "Công an phường chủ trì diễn tập phương án chữa cháy ngày 11/4/2026.",
            "diễn tập phương án chữa cháy",
            "2026-04-11",
        ),
        (
            "Lễ phát động vào 7 giờ ngày 04/4/2026 tại chợ; diễn tập chữa cháy liên gia lúc 19 giờ ngày 17/4/2026 tại hẻm 5.",
            "diễn tập chữa cháy liên gia",
            "2026-04-17",
        ),
    ],
)
def test_what_people_come_together_for_inside_work(line: str, name: str, day: str) -> None:
    assert (name, day) in [(one, at) for one, at, _ in shown(f"1. {line}")]


@pytest.mark.parametrize(
    "line",
    [
        "Trạm Y tế phường lập danh sách trước khi họp, gửi ngày 08/3/2026.",
        "Trạm Y tế phường chuẩn bị tài liệu phục vụ hội nghị ngày 08/3/2026.",
        "Trạm Y tế phường báo cáo tại cuộc họp thường kỳ ngày 08/3/2026.",
    ],
)
def test_work_around_a_meeting_is_none(line: str) -> None:
    assert shown(f"1. {line}") == []
