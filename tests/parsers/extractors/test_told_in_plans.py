"""What a plan tells of earlier years, and the bounds that open a list of numbers."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import results, targets
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nKhe Mây, ngày 05 tháng 9 năm 2031\nKẾ HOẠCH\nHiến máu năm 2031\n"


@pytest.mark.parametrize(
    ("body", "told", "aimed"),
    [
        (
            "I. MỤC TIÊU\n- Ít nhất 95% trẻ được tiêm.\nNăm 2030, tỷ lệ tiêm đủ 02 mũi của xã đạt 91,5%, còn 03 thôn chưa đạt.",
            [(91.5, "%")],
            [(95, "%")],
        ),
        (
            "I. CHỈ TIÊU\n- Tỷ lệ học sinh biết bơi đạt ít nhất 70% (năm học 2030 - 2031 đạt 61,4%).",
            [(61.4, "%")],
            [(70, "%")],
        ),
        (
            "II. CHỈ TIÊU\n1. Tỷ lệ số hóa kết quả xử lý hồ sơ đạt tối thiểu 90%; tỷ lệ nộp trực tuyến đạt trên 70%.",
            [],
            [(90, "%"), (70, "%")],
        ),
        (
            "I. Đánh giá chung\nNăm 2030, Công ty đã kiểm tra 412/400 trạm; vệ sinh 96,5 km đường dây; tổ chức 11 đợt diễn tập.",
            [(412, "trạm"), (96.5, "km"), (11, "đợt")],
            [],
        ),
        (
            "Ngày hội lần thứ IV (năm 2030) có 268 người tham gia, thu được 231 đơn vị máu, vượt 15,5% so với chỉ tiêu 200 đơn vị.",
            [(268, "người"), (231, "đơn vị máu")],
            [],
        ),
        (
            "6 tháng đầu năm 2031, toàn tỉnh đã tiếp nhận 8.420/15.500 đơn vị máu; các xã tổ chức được ít nhất một đợt.",
            [(8420, "đơn vị máu")],
            [],
        ),
    ],
)  # fmt: skip
def test_what_was_reached_earlier(body: str, told: list[tuple[float, str]], aimed: list[tuple[float, str]]) -> None:
    plan = annotate(document(HEAD + body))
    assert [
        (r.quantity.min, (r.quantity.unit or "")[: len(told[i][1])] if i < len(told) else "")
        for i, r in enumerate(results.extract(plan))
    ] == told
    assert [(t.quantity.min, t.quantity.unit) for t in targets.extract(plan)] == aimed


@pytest.mark.parametrize(
    ("lead", "comparator", "bounds"),
    [
        ("số lượng tối thiểu:", "at_least", [(45, None), (35, None)]),
        ("số người ít nhất như sau:", "at_least", [(45, None), (35, None)]),
        ("số lượng tối đa:", "at_most", [(None, 45), (None, 35)]),
        ("số lượng:", "exactly", [(45, 45), (35, 35)]),
    ],
)
def test_a_bound_that_opens_a_list_holds_for_all_of_it(
    lead: str, comparator: str, bounds: list[tuple[int | None, int | None]]
) -> None:
    body = f"II. CHỈ TIÊU\n1. Các xã vận động người dân, {lead} xã Khe Mây 45 người, xã Nậm Lúa 35 người."
    found = targets.extract(annotate(document(HEAD + body)))
    assert [(t.quantity.min, t.quantity.max) for t in found] == bounds
    assert {t.quantity.comparator for t in found} == {comparator}
