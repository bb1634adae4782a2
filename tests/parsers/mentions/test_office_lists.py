"""Lists whose elements leave their common word to the first, and offices that act without a name."""

from __future__ import annotations

import pytest

from parsers.mentions.bodies.lists import split_bodies
from parsers.text import NormalisedText
from tests.factory import document


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Các khoa: Luật; Cơ khí - Xây dựng; Công nghệ thông tin", ["khoa Luật", "khoa Cơ khí - Xây dựng", "khoa Công nghệ thông tin"]),
        # in capitals nothing but the words tells where a name ends
        ("SỞ Y TẾ TRONG NĂM 2026", ["SỞ Y TẾ"]),
        ("TRƯỜNG THCS NGUYỄN TRÃI THEO KẾ HOẠCH", ["TRƯỜNG THCS NGUYỄN TRÃI"]),
        ("UBND XÃ NĂM CĂN NĂM 2026", ["UBND XÃ NĂM CĂN"]),
        ("KHOA HỌC CÔNG NGHỆ VÀ ĐỔI MỚI SÁNG TẠO", []),
        # a field of work that begins like the name of another body
        ("Sở Tài chính, Khoa học và Công nghệ, Tư pháp", ["Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Tư pháp"]),
        ("Các sở: Khoa học và Công nghệ; Nội vụ", ["sở Khoa học và Công nghệ", "sở Nội vụ"]),
        # what the elements share stands in the middle of a list too
        ("Công an tỉnh; các Sở: Y tế, Nội vụ", ["Công an tỉnh", "Sở Y tế", "Sở Nội vụ"]),
        ("Công an tỉnh và UBND các xã: Tân Hòa, Lộc An", ["Công an tỉnh", "UBND xã Tân Hòa", "UBND xã Lộc An"]),
        ("Khoa Dược và Khoa Xét nghiệm", ["Khoa Dược", "Khoa Xét nghiệm"]),
        ("các xã Lộc An, Hội Sơn và Đoàn Kết", ["xã Lộc An", "xã Hội Sơn", "xã Đoàn Kết"]),
        ("các xã Lộc An, Bình Sơn và Đoàn Thanh niên", ["xã Lộc An", "xã Bình Sơn", "Đoàn Thanh niên"]),
        ("Văn phòng chuẩn bị hội trường", ["Văn phòng"]),
        ("P.VHTT, P. Him Lam", ["P.VHTT", "P. Him Lam"]),
        ("Trạm Y tế + ĐTN phường", ["Trạm Y tế", "ĐTN phường"]),
        ("Công an phường 12 đ/c", ["Công an phường"]),
        ("Công an phường 12", ["Công an phường 12"]),
        ("Cụm trưởng họp với các công đoàn cơ sở", ["Cụm trưởng"]),
        ("Kế toán ngân sách thẩm định dự toán", ["Kế toán ngân sách"]),
        ("Trưởng các phòng, Quản đốc các phân xưởng trực tiếp phổ biến", ["Trưởng các phòng", "Quản đốc các phân xưởng"]),
        ("Bí thư chi đoàn, Lớp trưởng các lớp lập danh sách", ["Bí thư chi đoàn", "Lớp trưởng các lớp"]),
        ("Chủ tịch công đoàn, Tổ trưởng các tổ sản xuất vận động", ["Chủ tịch công đoàn", "Tổ trưởng các tổ sản xuất"]),
        ("Hội nghị các đơn vị tổ chức trong tháng 3", []),
        ("Thông báo các đơn vị biết", []),
        ("các xã, các trường, Công đoàn các khu công nghiệp chốt số liệu", ["các xã", "các trường", "Công đoàn các khu công nghiệp"]),
        ("các thôn, các trường học, Đoàn các doanh nghiệp tổng hợp", ["các thôn", "các trường học", "Đoàn các doanh nghiệp"]),
        ("Mặt trận Tổ quốc và các đoàn thể các xã, phường hãy phát động", ["Mặt trận Tổ quốc", "các đoàn thể các xã, phường"]),
        ("Các doanh nghiệp, nhà hảo tâm ủng hộ quà tặng", ["Các doanh nghiệp, nhà hảo tâm"]),
        ("Công an xã, Ban Quản lý các khu chế xuất và công nghiệp Lâm Hà mỗi đơn vị", ["Công an xã", "Ban Quản lý các khu chế xuất và công nghiệp Lâm Hà"]),
        ("Ban Quản lý các khu kinh tế, khu công nghiệp tỉnh và Tỉnh đoàn lập", ["Ban Quản lý các khu kinh tế, khu công nghiệp tỉnh", "Tỉnh đoàn"]),
        ("Hội Chữ thập đỏ tỉnh, cơ quan thường trực Ban Chỉ đạo tỉnh, Sở Y tế phối hợp", ["Hội Chữ thập đỏ tỉnh", "Sở Y tế"]),
    ],
)  # fmt: skip
def test_names_of_a_list(words: str, names: list[str]) -> None:
    view = NormalisedText(document(words))
    assert [body.name for body in split_bodies(view, 0, len(view.text))] == names


def test_an_abbreviated_office_is_spelled_out() -> None:
    view = NormalisedText(document("P.VHXH phường"))
    assert split_bodies(view, 0, len(view.text))[0].canonical == "Phòng Văn hóa - Xã hội phường"
