"""To whom results are given back, papers submitted without their addressee; how often, before what verb."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.times import deadlines
from tests.factory import plan

HEAD = "II. TỔ CHỨC THỰC HIỆN\n1. "


@pytest.mark.parametrize(
    ("line", "to"),
    [
        ("Bệnh viện tỉnh trả kết quả xét nghiệm về công đoàn cơ sở trong 20 ngày kể từ ngày lấy máu.", ["công đoàn cơ sở"]),
        ("Trạm Y tế phường trả giấy chứng nhận cho các khu phố trước ngày 20/4/2026.", ["các khu phố"]),
        ("Phòng Nội vụ hoàn trả hồ sơ cho Trạm Y tế phường trước ngày 20/4/2026.", ["Trạm Y tế phường"]),
        ("Trạm Y tế phường trả kết quả cho người hiến máu trong vòng 15 ngày kể từ ngày lấy máu.", ["người hiến máu"]),
        ("Phòng Nội vụ tham mưu Trưởng ban khen thưởng 03 tập thể, trình trước ngày 10/7/2026.", ["Trưởng ban"]),
        (
            "Phòng Nội vụ tham mưu Chủ tịch UBND phường ban hành quyết định, trình ký trước ngày 10/7/2026.",
            ["Chủ tịch UBND phường"],
        ),
        ("Phòng Nội vụ tham mưu cho Đảng ủy phường ban hành nghị quyết; trình trước ngày 10/7/2026.", ["Đảng ủy phường"]),
        ("Phòng Nội vụ tham mưu Trưởng ban khen thưởng trước ngày 10/7/2026.", []),
        ("Trạm Y tế phường chuyển danh sách sang Công an phường trước ngày 20/4/2026.", ["Công an phường"]),
        ("Đoàn phường cập nhật số đăng ký cho Thường trực Đảng ủy trước ngày 20/4/2026.", ["Thường trực Đảng ủy"]),
        ("Trạm Y tế phường bàn giao hồ sơ cho đơn vị nhận máu trước ngày 20/4/2026.", ["đơn vị nhận máu"]),
        ("Phòng Nội vụ tổng hợp, báo cáo đồng chí Trưởng ban trước ngày 20/4/2026.", ["đồng chí Trưởng ban"]),
        ("Các phòng đăng ký lịch tuần sau với Văn phòng phường trước ngày 20/4/2026.", ["Văn phòng phường"]),
        ("Phòng Nội vụ lập biên bản, đưa Ban Chấp hành xem trước ngày 20/4/2026.", ["Ban Chấp hành"]),
        ("Phòng Nội vụ soạn đề cương, đưa tổ chuyên môn duyệt trước ngày 20/4/2026.", ["tổ chuyên môn"]),
        ("Phòng Nội vụ đưa danh sách lên duyệt trước ngày 20/4/2026.", []),
        ("Phòng Nội vụ thông báo cho toàn thể người lao động trước ngày 20/4/2026.", ["toàn thể người lao động"]),
        ("Phòng Nội vụ thanh toán cho nhà thầu trước ngày 20/4/2026.", ["nhà thầu"]),
        ("Trạm Y tế phường phải báo Thường trực Ban trước ngày 20/4/2026.", ["Thường trực Ban"]),
        ("Các khu phố quyết toán với Công đoàn phường trước ngày 20/4/2026.", ["Công đoàn phường"]),
    ],
)  # fmt: skip
def test_to_whom_it_goes(line: str, to: list[str]) -> None:
    (found,) = deadlines.extract(annotate(plan(HEAD + line)))
    assert [body.name for body in found.submit_to or []] == to


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("Đài Truyền thanh phường mỗi tháng phát ít nhất 06 tin, bài.", [["FREQ=MONTHLY"]]),
        ("Các khu phố mỗi tuần dọn vệ sinh không dưới 02 lần.", [["FREQ=WEEKLY"]]),
        ("Chi đoàn trường mỗi quý đăng tải từ 02 bài viết.", [["FREQ=MONTHLY;INTERVAL=3"]]),
        ("Mức hỗ trợ 50.000 đồng mỗi tháng.", []),
        # how much, of nobody
        ("Phát thanh trên hệ thống loa của phường 02 lần/tuần.", []),
        ("Đài Truyền thanh phường phát trên loa 02 lần/tuần.", [["FREQ=WEEKLY"]]),
    ],
)
def test_how_often(line: str, rules: list[list[str]]) -> None:
    assert [one.rrule for one in deadlines.extract(annotate(plan(HEAD + line)))] == rules
