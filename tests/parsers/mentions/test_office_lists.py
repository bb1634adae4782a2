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
        ("Khoa Dược và Khoa Xét nghiệm", ["Khoa Dược", "Khoa Xét nghiệm"]),
        ("các xã Lộc An, Hội Sơn và Đoàn Kết", ["xã Lộc An", "xã Hội Sơn", "xã Đoàn Kết"]),
        ("các xã Lộc An, Bình Sơn và Đoàn Thanh niên", ["xã Lộc An", "xã Bình Sơn", "Đoàn Thanh niên"]),
        ("Văn phòng chuẩn bị hội trường", ["Văn phòng"]),
        ("Cụm trưởng họp với các công đoàn cơ sở", ["Cụm trưởng"]),
        ("Kế toán ngân sách thẩm định dự toán", ["Kế toán ngân sách"]),
    ],
)  # fmt: skip
def test_names_of_a_list(words: str, names: list[str]) -> None:
    view = NormalisedText(document(words))
    assert [body.name for body in split_bodies(view, 0, len(view.text))] == names
