"""Rounds that a sentence lists, ceremonies beside the donating of one day, places with a bracket behind them."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.events import events
from tests.factory import document, plan

Shown = list[tuple[str, str | None, str | None]]


def shown(body: str) -> Shown:
    found = events.extract(annotate(plan(body)))
    return [(e.name, e.date.edtf if e.date else None, e.place.value if e.place else None) for e in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Hội Chữ thập đỏ phường lập lịch hiến máu; dự kiến đợt 1 vào ngày 08/3/2026 tại Nhà Văn hóa, đợt 2 trong tháng"
            " 6/2026, đợt 3 trong tháng 10/2026.",
            [("đợt 1", "2026-03-08", "Nhà Văn hóa"), ("đợt 2", "2026-06", None), ("đợt 3", "2026-10", None)],
        ),
        (
            "Trạm Y tế phường chuẩn bị các buổi hiến máu (lần 1: ngày 12/4/2026; lần 2: tháng 9/2026).",
            [("lần 1", "2026-04-12", None), ("lần 2", "2026-09", None)],
        ),
        (
            "Đoàn phường tổ chức hiến máu, cụ thể: đợt I ngày 12/4/2026 tại Trường THCS, đợt II ngày 18/10/2026 tại Trạm Y tế.",
            [("đợt I", "2026-04-12", "Trường THCS"), ("đợt II", "2026-10-18", "Trạm Y tế")],
        ),
        (
            "Đoàn phường tổ chức hiến máu 2 buổi: sáng ngày 11/4/2026 và chiều ngày 12/4/2026 tại Trạm Y tế.",
            [("hiến máu 2 buổi", "2026-04-11", "Trạm Y tế"), ("hiến máu 2 buổi", "2026-04-12", "Trạm Y tế")],
        ),
        ("Các khu phố gửi danh sách hiến máu: đợt 1 ngày 05/3/2026, đợt 2 ngày 05/9/2026.", []),
        ("Các khu phố rà soát người hiến máu đợt 1 trong tháng 3/2026.", []),
    ],
)  # fmt: skip
def test_rounds_of_a_sentence(line: str, expected: Shown) -> None:
    assert shown(f"II. NHIỆM VỤ\n1. {line}") == expected


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            "- Ngày hội hiến máu: từ 7h00 ngày 14/6/2026 tại Nhà Văn hóa.\n- Lễ phát động tổ chức lúc 8h00 ngày 14/6/2026.",
            ["Ngày hội hiến máu", "Lễ phát động"],
        ),
        (
            "- Ngày hội hiến máu: từ 7h00 ngày 14/6/2026 tại Nhà Văn hóa.\n"
            "- Chương trình tôn vinh người hiến máu diễn ra lúc 19h30 ngày 14/6/2026.",
            ["Ngày hội hiến máu", "Chương trình tôn vinh người hiến máu"],
        ),
        (
            "- Ngày hội hiến máu: từ 7h00 ngày 14/6/2026 tại Nhà Văn hóa.\n- Ngày hội hiến máu bắt đầu lúc 7h30 ngày 14/6/2026.",
            ["Ngày hội hiến máu"],
        ),
    ],
)  # fmt: skip
def test_a_ceremony_of_the_same_day_is_another_event(lines: str, names: list[str]) -> None:
    assert [name for name, _, _ in shown(f"II. THỜI GIAN\n{lines}")] == names


@pytest.mark.parametrize(
    ("behind", "place"),
    [
        ("Công ty Sao Mai (dành cho công nhân ca đêm)", "Công ty Sao Mai"),
        ("Hội trường phường (phục vụ khối cơ quan)", "Hội trường phường"),
        ("Trạm Y tế phường (đối với người hiến nhắc lại)", "Trạm Y tế phường"),
        ("Trạm Y tế phường (tầng 2)", "Trạm Y tế phường (tầng 2)"),
    ],
)
def test_for_whom_a_place_is_does_not_belong_to_its_name(behind: str, place: str) -> None:
    assert shown(f"II. THỜI GIAN\n- Ngày hội hiến máu: sáng ngày 14/6/2026 tại {behind}.")[0][2] == place


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Công an phường tổ chức các buổi lưu động về thôn (buổi 1: ngày 18/4/2026; buổi 2: tháng 8/2026).",
            [("buổi 1", "2026-04-18", None), ("buổi 2", "2026-08", None)],
        ),
        (
            "Đợt tiêm bù: từ ngày 11/5 đến ngày 16/5/2026 tại Trạm Y tế phường.",
            [("Đợt tiêm bù", "2026-05-11/2026-05-16", "Trạm Y tế phường")],
        ),
        ("Đợt chính: từ ngày 20/4/2026 đến ngày 25/4/2026.", []),
        ("Tổ chức khai giảng thống nhất vào sáng ngày 05/9/2026.", [("khai giảng thống nhất", "2026-09-05", None)]),
        (
            "Phòng Giáo dục tổ chức kỳ thi học sinh giỏi cấp xã (dự kiến ngày 12/12/2026, tại Trường Tiểu học).",
            [("kỳ thi học sinh giỏi cấp xã", "2026-12-12", "Trường Tiểu học")],
        ),
        (
            "Văn phòng chuẩn bị hội thao cấp phường dự kiến ngày 04/10/2026 tại Sân vận động.",
            [("hội thao cấp phường", "2026-10-04", "Sân vận động")],
        ),
        ("Văn phòng chuẩn bị hội thao cấp phường trước ngày 04/10/2026.", []),
    ],
)  # fmt: skip
def test_what_is_held_besides_donating(line: str, expected: Shown) -> None:
    plan_ = document(
        f"Số: 12/KH-UBND\nKhe Mây, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026\nII. NHIỆM VỤ\n1. {line}"
    )
    found = events.extract(annotate(plan_))
    assert [(e.name, e.date.edtf if e.date else None, e.place.value if e.place else None) for e in found] == expected
