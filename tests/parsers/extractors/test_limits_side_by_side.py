"""Limits that stand side by side, in brackets, before a trip; to whom papers are handed out, how often one writes."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.times import dates, deadlines
from parsers.records import Deadline
from tests.factory import plan

HEAD = "II. TỔ CHỨC THỰC HIỆN\n1. "


def found(line: str, head: str = HEAD) -> list[Deadline]:
    return deadlines.extract(annotate(plan(head + line)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Về rà soát nhân lực: Công an xã hoàn thành trước ngày 10/6/2026, Ban Chỉ huy Quân sự xã hoàn thành trước"
            " ngày 15/6/2026.",
            [
                ("2026-06-09", ["Công an xã"], "rà soát nhân lực"),
                ("2026-06-14", ["Ban Chỉ huy Quân sự xã"], "rà soát nhân lực"),
            ],
        ),
        (
            "Đoàn Thanh niên xã lập danh sách trước ngày 05/6/2026, các thôn gửi danh sách trước ngày 08/6/2026, Trạm Y"
            " tế xã tổng hợp trước ngày 12/6/2026.",
            [
                ("2026-06-04", ["Đoàn Thanh niên xã"], "lập danh sách"),
                ("2026-06-07", ["các thôn"], "gửi danh sách"),
                ("2026-06-11", ["Trạm Y tế xã"], "tổng hợp"),
            ],
        ),
        (
            "Công an xã rà soát xong trước ngày 10/6/2026, còn Hội Phụ nữ xã báo cáo chậm nhất ngày 20/6/2026.",
            [("2026-06-09", ["Công an xã"], "rà soát"), ("2026-06-20", ["Hội Phụ nữ xã"], "báo cáo")],
        ),
        (
            "Công an xã gửi danh sách trước ngày 10/6/2026, báo cáo kết quả trước ngày 15/6/2026.",
            [("2026-06-09", ["Công an xã"], "gửi danh sách"), ("2026-06-14", ["Công an xã"], "báo cáo kết quả")],
        ),
    ],
)
def test_each_limit_has_its_own_doer(line: str, expected: list[tuple[str, list[str], str]]) -> None:
    assert [(one.due, [body.name for body in one.bodies], one.action) for one in found(line)] == expected


@pytest.mark.parametrize(
    ("line", "action"),
    [
        ("- Treo băng rôn, cờ phướn (Đoàn Thanh niên xã, hoàn thành trước ngày 14/4/2026).", "Treo băng rôn, cờ phướn"),
        ("- Bố trí hội trường (Văn phòng UBND xã; xong trước ngày 17/4/2026).", "Bố trí hội trường"),
        ("- Kê bàn ghế, dựng rạp (Công an xã chủ trì, trước ngày 18/4/2026).", "Kê bàn ghế, dựng rạp"),
        ("- Thuê âm thanh (trước ngày 19/4/2026).", "Thuê âm thanh"),
        ("- Lập phiếu đăng ký (gửi bản mềm về UBND xã trước ngày 20/4/2026).", "gửi bản mềm về UBND xã"),
    ],
)
def test_no_action_ends_inside_a_bracket(line: str, action: str) -> None:
    (one,) = found(line, "II. PHÂN CÔNG CHUẨN BỊ\n")
    assert one.action == action


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("Văn phòng Hội gửi 3.000 tờ gấp, 60 pa-nô về các xã, phường trước ngày 25/3/2026.", ["các xã, phường"]),
        ("Trạm Y tế xã phát 1.500 tờ rơi đến các thôn xong trước ngày 20/3/2026.", ["các thôn"]),
        ("Trạm Y tế xã xác nhận số lần hiến máu, trả lời UBND xã trước ngày 23/3/2026.", ["UBND xã"]),
        ("Trường THCS Hà Lâm gửi thư ngỏ đến cha mẹ học sinh trước ngày 07/3/2026.", ["cha mẹ học sinh"]),
        ("Hội Phụ nữ xã gửi thông báo cho hội viên trước ngày 07/3/2026.", ["hội viên"]),
        ("Khoa Huyết học thông báo tồn kho máu trước ngày 05/3/2026 cho các khoa lâm sàng.", ["các khoa lâm sàng"]),
        ("Khoa Huyết học gửi lịch cho các phòng chức năng, hoàn thành trước ngày 05/3/2026.", ["các phòng chức năng"]),
        ("Văn phòng gửi danh sách cho các trường tổng hợp, xong trước ngày 05/3/2026.", ["các trường"]),
        ("Văn phòng gửi danh sách cho các trường trước ngày 05/3/2026.", ["các trường"]),
        ("Trạm Y tế xã phát động phong trào đến ngày 20/3/2026.", []),
    ],
)
def test_to_whom_it_is_handed_out(line: str, to: list[str]) -> None:
    (one,) = found(line)
    assert [body.name for body in one.submit_to or []] == to


@pytest.mark.parametrize(
    ("line", "duration"),
    [
        ("Khoa Dược cấp phát đủ vật tư trước chuyến đầu tiên ít nhất 05 ngày.", "P5D"),
        ("Khoa Dược gửi danh sách kíp chậm nhất 03 ngày trước mỗi chuyến.", "P3D"),
        ("Khoa Dược báo cáo kết quả trong 02 ngày sau mỗi chuyến.", "P2D"),
    ],
)
def test_limits_count_from_a_trip(line: str, duration: str) -> None:
    (one,) = found(line)
    assert one.offset is not None
    assert one.offset.duration == duration


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Phòng Văn hóa xã viết 04 tin, bài mỗi quý.", "FREQ=MONTHLY;INTERVAL=3"),
        ("Đoàn Thanh niên xã biên tập 02 bản tin mỗi tháng.", "FREQ=MONTHLY"),
    ],
)
def test_what_is_written_again_and_again(line: str, rule: str) -> None:
    (one,) = found(line)
    assert one.rrule == [rule]


def test_merits_cover_a_stretch_of_time() -> None:
    line = "Đối tượng: cá nhân có thành tích xuất sắc trong hiến máu từ ngày 01/11/2025 đến ngày 31/10/2026."
    body = annotate(plan(f"II. KHEN THƯỞNG\n1. {line}"))
    assert [(one.role, one.date.edtf if one.date else None) for one in dates.extract(body)][-1:] == [
        ("period", "2025-11-01/2026-10-31")
    ]
    assert deadlines.extract(body) == []
