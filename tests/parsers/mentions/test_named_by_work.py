"""Names that look like work: fields with a verb in them, teams, units told apart by a number, companies behind "và"."""

from __future__ import annotations

import pytest

from parsers.mentions.bodies.lists import body_list
from tests.factory import view


@pytest.mark.parametrize(
    ("line", "names", "rest"),
    [
        ("Phòng Hậu cần - Kỹ thuật bố trí 02 xe", ["Phòng Hậu cần - Kỹ thuật"], " bố trí 02 xe"),
        ("Ban Hậu cần chuẩn bị bữa ăn", ["Ban Hậu cần"], " chuẩn bị bữa ăn"),
        ("Khoa Cấp cứu kê 02 giường", ["Khoa Cấp cứu"], " kê 02 giường"),
        ("Đội Bản Sen thay 12 thùng", ["Đội Bản Sen"], " thay 12 thùng"),
        (
            "Các Đội Quản lý nước khu vực Khe Mây, Bản Sen và Nậm Lúa",
            ["Đội Quản lý nước khu vực Khe Mây", "Đội Quản lý nước khu vực Bản Sen", "Đội Quản lý nước khu vực Nậm Lúa"],
            "",
        ),
        ("Các đội tuần tra báo cáo kết quả", ["Các đội tuần tra"], " báo cáo kết quả"),
        ("Các tổ vận động lập danh sách", ["Các tổ vận động"], " lập danh sách"),
        ("Các tổ lập danh sách", ["Các tổ"], " lập danh sách"),
        ("các Khu phố 2, 3 và 11 mỗi khu phố", ["Khu phố 2", "Khu phố 3", "Khu phố 11"], " mỗi khu phố"),
        ("các Thôn 4, 5 cử người", ["Thôn 4", "Thôn 5"], " cử người"),
        ("Đồn Biên phòng Khe Mây và VNPT Lâm Hà hỗ trợ", ["Đồn Biên phòng Khe Mây", "VNPT Lâm Hà"], " hỗ trợ"),
        ("Ban điều hành các khu phố đến từng nhà", ["Ban điều hành các khu phố"], " đến từng nhà"),
        ("Trung đoàn 892 hiệp đồng với UBND xã", ["Trung đoàn 892"], " hiệp đồng với UBND xã"),
    ],
)  # fmt: skip
def test_where_a_name_ends(line: str, names: list[str], rest: str) -> None:
    seen = view(line)
    bodies, reached = body_list(seen, 0, len(seen.text))
    assert ([body.name for body in bodies], seen.text[reached:]) == (names, rest)
