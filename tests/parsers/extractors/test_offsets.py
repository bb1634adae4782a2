"""Limits that count from something: how they bind, what they count from, and the day where the document has it."""

from __future__ import annotations

import pytest

from hmtn_ingest.pipeline import extract
from parsers.records import Deadline, Source
from tests.factory import plan

_HEAD = "I. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n"


def counted(body: str) -> list[Deadline]:
    doc = plan(body)
    source = Source(file_name="a.txt", sha256="0", media_type="text/plain", pages=None, reader="text", ocr=False)
    return [d for d in extract(doc, source).deadlines if d.offset]


@pytest.mark.parametrize(
    ("duty", "expected", "doubts"),
    [
        (
            "- Báo cáo kết quả về Ban Chỉ đạo phường trong thời hạn 05 ngày làm việc kể từ ngày kết thúc mỗi đợt.",
            ("within", "P5D", True, "ngày kết thúc mỗi đợt", None),
            ["open-anchor"],
        ),
        (
            "- Gửi danh sách trong vòng 10 ngày kể từ ngày nhận được Kế hoạch này.",
            ("within", "P10D", False, "ngày nhận được Kế hoạch này", None),
            [],
        ),
        (
            "- Gửi danh sách chậm nhất sau 05 ngày kể từ ngày ban hành Kế hoạch này.",
            ("within", "P5D", False, "ngày ban hành Kế hoạch này", "2026-01-25"),
            [],
        ),
        (
            "- Gửi danh sách chậm nhất 02 tuần kể từ ngày 15/3/2026.",
            ("within", "P2W", False, "ngày 15/3/2026", "2026-03-29"),
            [],
        ),
        ("- Gửi danh sách trước mỗi đợt 05 ngày.", ("before", "P5D", False, "mỗi đợt", None), ["open-anchor"]),
        (
            "- Lĩnh bông băng ở Bệnh viện tỉnh trước mỗi đợt 02 ngày.",
            ("before", "P2D", False, "mỗi đợt", None),
            ["open-anchor"],
        ),
        ("- Nhận thuốc trước mỗi buổi tiêm 03 ngày.", ("before", "P3D", False, "mỗi buổi tiêm", None), ["open-anchor"]),
        (
            "- Báo số người về UBND phường trước ngày diễn ra 04 ngày.",
            ("before", "P4D", False, "ngày diễn ra", None),
            [],
        ),
        (
            "- Kiểm tra điện, nước trước Đợt 2 ít nhất 03 ngày.",
            ("before", "P3D", False, "Đợt 2", None),
            [],
        ),
        ("- Gửi báo cáo trước phiên họp 05 ngày.", ("before", "P5D", False, "phiên họp", None), []),
        (
            "- Cử kíp lấy máu đến trước giờ mở cửa 45 phút.",
            ("before", "PT45M", False, "giờ mở cửa", None),
            [],
        ),
        ("- Trước đợt II 05 ngày, gửi danh sách.", ("before", "P5D", False, "đợt II", None), []),
        (
            "- Sau lần thứ hai chậm nhất 04 ngày, gửi kết quả.",
            ("within", "P4D", False, "lần thứ hai", None),
            [],
        ),
        (
            "- Kê bàn ghế hoàn thành trước 17g00 ngày liền trước của mỗi đợt.",
            ("before", "P1D", False, "mỗi đợt", None),
            ["open-anchor"],
        ),
        (
            "- Gửi danh sách chậm nhất 16 giờ ngày trước buổi hiến máu.",
            ("before", "P1D", False, "buổi hiến máu", None),
            [],
        ),
        (
            "- Dọn vệ sinh hội trường xong trong chiều hôm trước ngày hội.",
            ("before", "P1D", False, "ngày hội", None),
            [],
        ),
        ("- Trả lời đơn không quá 07 ngày.", ("within", "P7D", False, None, None), ["open-anchor"]),
    ],
)
def test_a_counted_limit(duty: str, expected: tuple[object, ...], doubts: list[str]) -> None:
    (deadline,) = counted(_HEAD + duty)
    assert deadline.offset is not None
    offset = deadline.offset
    assert (deadline.relation, offset.duration, offset.working, offset.anchor, deadline.due) == expected
    assert (deadline.date, deadline.rrule, deadline.doubts) == (None, None, doubts)
    assert [body.name for body in deadline.bodies] == ["Trạm Y tế phường"]


def test_the_only_event_is_what_is_counted_from() -> None:
    (deadline,) = counted(
        "I. THỜI GIAN\n1. Ngày hội hiến máu: 7 giờ ngày 18/4/2026 tại Nhà văn hóa phường.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Gửi danh sách trước ngày tổ chức 03 ngày."
    )
    assert deadline.offset is not None
    assert deadline.offset.anchor_record is not None
    assert deadline.offset.anchor_record.startswith("event")
    assert (deadline.due, deadline.doubts) == ("2026-04-15", [])


def test_a_round_is_counted_from_by_its_number() -> None:
    (deadline,) = counted(
        "I. THỜI GIAN\n- Đợt 1: ngày 18/4/2026, tại Nhà văn hóa phường.\n- Đợt 2: ngày 10/10/2026, tại Trạm Y tế.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Trạm Y tế phường\n- Kiểm tra điện, nước trước Đợt 2 ít nhất 03 ngày."
    )
    assert (deadline.due, deadline.doubts) == ("2026-10-07", [])


@pytest.mark.parametrize(
    "duty",
    [
        "- Không uống rượu, bia trong vòng 24 giờ trước khi hiến máu.",
        "- Tổ chức hiến máu trong 02 ngày.",
        "- Hiến máu nhắc lại sau 12 tuần kể từ lần hiến máu trước.",
    ],
)
def test_a_length_of_time_is_no_limit(duty: str) -> None:
    assert counted(_HEAD + duty) == []
