"""What a sentence says of a table, of growth, of hours and of who may come: each defect with its clean twin."""

from __future__ import annotations

import pytest

from tests.rules.factory import found
from tests.rules.test_sums_and_leaders import ended, told

QUARTERS = """\
IV. KẾT QUẢ NĂM 2025

{sentence}

Quý\tSố buổi\tPhải tạm hoãn\tĐơn vị máu thu được
I\t6\t41\t318
II\t9\t44\t402
III\t7\t53\t365
IV\t8\t46\t397
Cả năm\t30\t184\t1.482

"""
HERDS = """\
IV. KẾT QUẢ NĂM 2025

{sentence}

Thôn\tTổng đàn (con)\tĐã tiêm (con)\tTỷ lệ (%)
Đồng Mạ\t250\t225\t90
Khe Vầu\t200\t152\t76
Nà Hạ\t300\t264\t88
Cộng\t750\t641\t85,5

"""
COURSE = """\
IV. LỊCH HỌC

- Thứ Ba, 14/4/2026: học lý thuyết tại Hội trường xã.
- Thứ Tư, 15/4/2026: thực hành tại sân Trường Tiểu học Suối Lạnh.

V. PHÂN CÔNG

- Các thôn gửi danh sách học viên về Văn phòng UBND xã trước ngày {day}/4/2026.

VI. SAU KHÓA HỌC

Kết quả kiểm tra công bố ngày 28/4/2026.

"""


def quarters(sentence: str) -> str:
    return ended(QUARTERS.format(sentence=sentence))


def herds(sentence: str) -> str:
    return ended(HERDS.format(sentence=sentence))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (quarters("Quý IV dẫn đầu về lượng máu thu được."), "rank-mismatch", True),
        (quarters("Quý II dẫn đầu về lượng máu thu được."), "rank-mismatch", False),
        (quarters("Riêng quý III phải tạm hoãn 63 người."), "figure-beside-total", True),
        (quarters("Riêng quý III phải tạm hoãn 53 người."), "figure-beside-total", False),
        (quarters("Riêng quý III phải tạm hoãn thêm 12 lượt khám."), "figure-beside-total", False),
        (herds("Thôn nào cũng vượt mức 80% tổng đàn, khác các năm trước."), "reached-count-mismatch", True),
        (herds("Thôn nào cũng vượt mức 75% tổng đàn, khác các năm trước."), "reached-count-mismatch", False),
        (herds("Các thôn đều đạt trên 80% tổng đàn."), "reached-count-mismatch", True),
        (herds("Năm 2026 phấn đấu thôn nào cũng đạt trên 80% tổng đàn."), "reached-count-mismatch", False),
        (
            told("Năm 2025 khám 1.500 lượt, trong khi cả năm 2024 là 1.250 lượt, tức tăng 25%."),
            "comparison-mismatch", True,
        ),
        (
            told("Năm 2025 khám 1.500 lượt, trong khi cả năm 2024 là 1.250 lượt, tức tăng 20%."),
            "comparison-mismatch", False,
        ),
        (
            told("Bắt đầu tiếp nhận máu từ 7 giờ 30 phút. Bàn lấy máu mở cửa nhận người đầu tiên lúc 7 giờ 00."),
            "event-day-conflict", True,
        ),
        (
            told("Bắt đầu tiếp nhận máu từ 7 giờ 30 phút. Bàn lấy máu mở cửa nhận người đầu tiên lúc 7 giờ 30."),
            "event-day-conflict", False,
        ),
        (
            told("Người hiến máu: nữ từ 42 kg, nam từ 45 kg. Ai dưới 45 kg, kể cả nữ, xin không đăng ký."),
            "donor-criteria", True,
        ),
        (
            told("Người hiến máu: nữ từ 42 kg, nam từ 45 kg. Ai dưới 42 kg xin không đăng ký."),
            "donor-criteria", False,
        ),
        (
            told("Người hiến máu: nữ từ 42 kg, nam từ 45 kg. Nam dưới 45 kg không được hiến máu."),
            "donor-criteria", False,
        ),
        (told("Ban Chỉ đạo hướng dẫn cụ thể từng việc như sau."), "reading-suspect", False),
    ],
)  # fmt: skip
def test_what_is_said_of_it(text: str, name: str, expected: bool) -> None:
    assert (name in found(text)) is expected


@pytest.mark.parametrize(("day", "expected"), [("20", True), ("10", False)])
def test_a_list_of_learners_is_due_before_the_course(day: str, expected: bool) -> None:
    text = ended(COURSE.format(day=day)).replace(
        "Vận động hiến máu tình nguyện năm 2026", "Tập huấn sơ cấp cứu năm 2026"
    )
    assert ("deadline-after-event" in found(text)) is expected
