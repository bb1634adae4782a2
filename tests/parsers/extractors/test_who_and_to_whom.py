"""Whom a date binds and who gets the work: those told by the doer, offices, names that no lexicon knows."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.obligations import obligations
from parsers.extractors.times import deadlines
from tests.factory import document

HEAD = (
    "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nHiến máu tình nguyện năm 2031\n"
    "III. TỔ CHỨC THỰC HIỆN\n1. Sở Giáo dục và Đào tạo\n"
)


@pytest.mark.parametrize(
    ("task", "bodies", "to"),
    [
        ("Chỉ đạo các trường lập danh sách trước ngày 10/4/2031.", ["các trường"], []),
        ("Chỉ đạo các trường báo số người về Sở chậm nhất ngày 10/4/2031.", ["các trường"], ["Sở Giáo dục và Đào tạo"]),
        ("Đôn đốc các xã, phường tổng hợp số liệu trước ngày 10/4/2031.", ["các xã, phường"], []),
        (
            "Chỉ đạo các trường rà soát và tổng hợp, báo cáo UBND tỉnh trước ngày 10/4/2031.",
            ["Sở Giáo dục và Đào tạo"],
            ["UBND tỉnh"],
        ),
        ("Ban Chỉ đạo các xã lập danh sách trước ngày 10/4/2031.", ["Ban Chỉ đạo các xã"], []),
        ("Chỉ đạo các trường cập nhật số liệu từng quý.", ["Sở Giáo dục và Đào tạo"], []),
        ("Lập dự toán, trình Trưởng ban ký trước ngày 10/4/2031.", ["Sở Giáo dục và Đào tạo"], ["Trưởng ban"]),
        ("Thẩm định, trình cấp có thẩm quyền trước ngày 10/4/2031.", ["Sở Giáo dục và Đào tạo"], ["cấp có thẩm quyền"]),
        ("Nộp phiếu đăng ký tại Trạm Y tế xã trước ngày 10/4/2031.", ["Sở Giáo dục và Đào tạo"], ["Trạm Y tế xã"]),
        ("Các trường phản hồi Trạm Y tế xã trước ngày 10/4/2031.", ["Các trường"], ["Trạm Y tế xã"]),
        ("Báo tình hình cho Thường trực trước ngày 10/4/2031.", ["Sở Giáo dục và Đào tạo"], ["Thường trực"]),
        (
            "Gửi số liệu trước ngày 05/4/2031 để Hội Chữ thập đỏ tỉnh tổng hợp.",
            ["Sở Giáo dục và Đào tạo"],
            ["Hội Chữ thập đỏ tỉnh"],
        ),
        (
            "Thông báo lịch cho địa phương, đơn vị biết trước ngày 10/4/2031.",
            ["Sở Giáo dục và Đào tạo"],
            ["địa phương, đơn vị"],
        ),
    ],
)
def test_a_date_binds_those_who_are_told(task: str, bodies: list[str], to: list[str]) -> None:
    (deadline,) = deadlines.extract(annotate(document(f"{HEAD}- {task}")))
    names = [body.name for body in deadline.submit_to or []]
    assert ([body.name for body in deadline.bodies], names[:1]) == (bodies, to)


@pytest.mark.parametrize(
    "lines",
    [
        "- 13h30 - 13h45: Sở Y tế trình bày báo cáo.",
        "- Đầu mối: bà Lò Thị Mai, chuyên viên, điện thoại 0900 000 102.",
        "- Đơn vị tiếp nhận: Ngân hàng máu Đồi Chè.",
        "Thông tin về buổi lễ:\n- Thời gian: 7 giờ ngày 12/4/2031.\n- Địa điểm: Nhà văn hóa.\n- Đơn vị tiếp nhận: Ngân hàng máu.",
    ],
)
def test_what_tells_of_an_event_is_no_work(lines: str) -> None:
    found = obligations.extract(annotate(document(f"{HEAD}- Cử người trực.\n{lines}")))
    assert [one.action for one in found] == ["Cử người trực."]


def test_what_was_reached_by_a_day_is_no_limit() -> None:
    text = "Qua theo dõi, đến ngày 01/3/2031 toàn tỉnh mới tiếp nhận được 300 đơn vị máu."
    assert deadlines.extract(annotate(document(HEAD.split("III.")[0] + text))) == []


def test_who_gets_it_to_go_on_with_it_has_the_next_date() -> None:
    task = (
        "- Gửi số liệu trước ngày 05/4/2031 để Hội Chữ thập đỏ tỉnh tổng hợp, trình UBND tỉnh chậm nhất ngày 10/4/2031."
    )
    first, second = deadlines.extract(annotate(document(HEAD + task)))
    assert [[b.name for b in first.bodies], [b.name for b in second.bodies]] == [
        ["Sở Giáo dục và Đào tạo"],
        ["Hội Chữ thập đỏ tỉnh"],
    ]
    assert [body.name for body in second.submit_to] == ["UBND tỉnh"]
