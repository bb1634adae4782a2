"""What a target counts: shares of whom, rates, changes; and the numbers that only say how well somebody is served."""

from __future__ import annotations

import pytest

from parsers.annotate import annotate
from parsers.extractors.figures import targets
from tests.factory import document

HEAD = "Số: 12/KH-UBND\nVĩnh An, ngày 05 tháng 3 năm 2031\nKẾ HOẠCH\nChăm sóc sức khỏe năm 2031\nII. CHỈ TIÊU\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1. Phấn đấu tổng tỷ suất sinh đạt 2,1 con/phụ nữ.", [("tổng tỷ suất sinh", 2.1, [])]),
        ("1. Phấn đấu tỷ lệ trẻ em dưới 15 tuổi đạt khoảng 22%.", [("tỷ lệ trẻ em dưới 15 tuổi", 22, [])]),
        (
            "1. Tỷ lệ người từ 65 tuổi trở lên được khám đạt 60%.",
            [("Tỷ lệ người từ 65 tuổi trở lên được khám", 60, [])],
        ),
        ("1. Phấn đấu tỷ lệ hiến máu nhắc lại trên 40%.", [("tỷ lệ hiến máu nhắc lại", 40, [])]),
        ("1. Giảm ít nhất 15% số vụ ngộ độc thực phẩm.", [("giảm số vụ ngộ độc thực phẩm", 15, [])]),
        ("1. Tăng thêm 20% số nhóm trẻ trong khu dân cư.", [("tăng thêm số nhóm trẻ trong khu dân cư", 20, [])]),
        ("1. Đến năm 2031 đạt 100% “xã, phường không khói thuốc”.", [("xã, phường không khói thuốc", 100, [])]),
        ("1. Phấn đấu 50% thôn không ma túy.", [("thôn không ma túy", 50, ["thôn"])]),
        ("1. 100% diện tích cây có chứa chất cấm được phá bỏ.", [("diện tích cây có chứa chất cấm", 100, [])]),
        # those who get something do not reach it; those who are charged do
        ("1. 100% các trạm y tế được trang bị máy siêu âm.", [("trạm y tế", 100, [])]),
        ("1. 100% các xã được giao chỉ tiêu hoàn thành kế hoạch.", [("xã", 100, ["các xã"])]),
        # how well each of them is served
        ("1. 85% phụ nữ mang thai được xét nghiệm ít nhất 4 bệnh.", [("phụ nữ mang thai", 85, [])]),
        ("1. 100% xã có đội cấp cứu, mỗi đội từ 5 người.", [("xã", 100, ["xã"]), ("người", 5, ["xã"])]),
    ],
)
def test_what_is_counted_and_who_reaches_it(line: str, expected: list[tuple[str, float, list[str]]]) -> None:
    found = targets.extract(annotate(document(HEAD + line)))
    assert [(t.name, t.quantity.min or t.quantity.max, [b.name for b in t.bodies]) for t in found] == expected
