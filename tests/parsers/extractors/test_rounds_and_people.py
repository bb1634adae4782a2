"""Limits of rounds, by whom and to whom: shared words, people by name, those behind "do", notice of so many days."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.times import deadlines
from tests.factory import plan

HEAD = "II. TỔ CHỨC THỰC HIỆN\n1. "


@pytest.mark.parametrize(
    ("line", "actions"),
    [
        (
            "Các trường gửi báo cáo đợt 1 trước 15/4, đợt 2 trước 30/9.",
            ["gửi báo cáo đợt 1", "gửi báo cáo đợt 2"],
        ),
        (
            "Các khu phố nộp danh sách vòng I về Trạm Y tế phường trước ngày 10/3/2026, vòng II trước ngày 10/8/2026.",
            ["nộp danh sách vòng I về Trạm Y tế phường", "nộp danh sách vòng II về Trạm Y tế phường"],
        ),
        # what tells the rounds apart stands behind their days
        (
            "Các trường gửi danh sách trước ngày 05/3 đối với đợt 1 và trước ngày 05/9 đối với đợt 2.",
            ["gửi danh sách", "gửi danh sách"],
        ),
        # in a bracket that opens with the first round
        (
            "Trạm Y tế phường kiểm tra 02 đợt liên ngành (đợt 1 trong tháng 4, đợt 2 trong tháng 8/2026).",
            ["kiểm tra 02 đợt liên ngành", "kiểm tra 02 đợt liên ngành"],
        ),
    ],
)
def test_each_round_names_itself(line: str, actions: list[str]) -> None:
    assert [one.action for one in deadlines.extract(annotate(plan(HEAD + line)))] == actions


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("Các chi đoàn nộp danh sách về thầy Khiêm, tổ trưởng tổ Toán trước ngày 10/3/2026.", ["thầy Khiêm"]),
        ("Các tổ gửi cô Nhạn bản đăng ký trước 12/3/2026.", ["cô Nhạn"]),
        ("Các khu phố gửi phiếu cho chị Lò Thị Mây trước ngày 12/3/2026.", ["chị Lò Thị Mây"]),
        # an office
        (
            "Các khu phố gửi phiếu cho đồng chí Chủ tịch UBND phường trước ngày 12/3/2026.",
            ["đồng chí Chủ tịch UBND phường"],
        ),
        ("Trạm Y tế phường in tài liệu, cấp cho các khu phố xong trước ngày 13/3/2026.", ["các khu phố"]),
        ("Trạm Y tế phường báo khung giờ cho từng chuyền may chậm nhất ngày 18/11/2026.", ["từng chuyền may"]),
        (
            "Trạm Y tế phường nhắn số liệu vào nhóm Zalo “Máu hồng” chậm nhất ngày 18/11/2026.",
            ["nhóm Zalo “Máu hồng”"],
        ),
        ("Hội Chữ thập đỏ cấp xã bố trí xe cho Trạm Y tế phường trước ngày 12/3/2026.", []),
        # what the report is about, then where it goes
        ("Phòng Nội vụ tổng hợp báo cáo CCHC định kỳ quý, năm gửi Sở Nội vụ.", ["Sở Nội vụ"]),
        ("Phòng Nội vụ báo cáo PCTN trước ngày 10/12/2026.", []),
        ("Trạm Y tế phường gửi giấy mời đến từng người đăng ký trước ngày 10/12/2026.", ["từng người đăng ký"]),
    ],
)
def test_people_and_groups_get_it(line: str, to: list[str]) -> None:
    (found,) = deadlines.extract(annotate(plan(HEAD + line)))
    assert [body.name for body in found.submit_to] == to


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Việc bố trí bàn ghế do Tổ Hành chính thực hiện, hoàn thành trước ngày 23/5/2026.", ["Tổ Hành chính"]),
        (
            "Bệnh viện Đa khoa tỉnh cùng Hội Chữ thập đỏ tỉnh thống nhất lịch quý III trước ngày 18/7/2026.",
            ["Bệnh viện Đa khoa tỉnh"],
        ),
    ],
)
def test_who_does_it(line: str, bodies: list[str]) -> None:
    (found,) = deadlines.extract(annotate(plan(HEAD + line)))
    assert [body.name for body in found.bodies] == bodies


@pytest.mark.parametrize(
    ("line", "offsets"),
    [
        ("Các đơn vị chuẩn bị địa điểm; nếu phải hoãn thì báo trước ít nhất 05 ngày làm việc.", [("P5D", None)]),
        ("Đơn vị thay đổi số lượng phải báo Trạm Y tế phường trước 02 ngày để điều chỉnh.", [("P2D", None)]),
        ("Các khu phố gửi danh sách về Trạm Y tế phường trước 10 ngày đối với đợt II.", [("P10D", "đợt II")]),
        ("Người hiến máu nghỉ ngơi, không thức khuya trước ít nhất 02 ngày.", []),
    ],
)
def test_notice_of_so_many_days(line: str, offsets: list[tuple[str, str | None]]) -> None:
    found = deadlines.extract(annotate(plan(HEAD + line)))
    assert [(one.offset.duration, one.offset.anchor) for one in found if one.offset] == offsets
