"""Committees with what they are about: the commas and verbs of a topic are no list and no predicate."""

from __future__ import annotations

import pytest

from parsers.mentions.bodies.lists import split_bodies
from tests.factory import view


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh và Sở Y tế phối hợp", ["Ban Chỉ đạo phòng, chống tham nhũng, lãng phí, tiêu cực tỉnh", "Sở Y tế"]),
        ("Ban Chỉ đạo phòng, chống dịch bệnh ở người và xây dựng nếp sống mới xã, Trạm Y tế xã", ["Ban Chỉ đạo phòng, chống dịch bệnh ở người và xây dựng nếp sống mới xã", "Trạm Y tế xã"]),
        ("Ban Chỉ đạo phòng chống dịch bệnh, các sở, ban, ngành tổ chức", ["Ban Chỉ đạo phòng chống dịch bệnh", "các sở, ban, ngành"]),
        ("Ban Chỉ đạo phòng, chống dịch bệnh tổ chức họp với các xã", ["Ban Chỉ đạo phòng, chống dịch bệnh"]),
        ("Tổ công tác phòng, chống rét cho cây trồng, vật nuôi xã và các thôn kiểm tra", ["Tổ công tác phòng, chống rét cho cây trồng, vật nuôi xã", "các thôn"]),
        ("Ban Chỉ đạo các chương trình mục tiêu quốc gia quyết định", ["Ban Chỉ đạo các chương trình mục tiêu quốc gia"]),
        ("Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố, Sở Nội vụ", ["Ban Chỉ đạo các Chương trình mục tiêu quốc gia thành phố", "Sở Nội vụ"]),
        ("Ban Chỉ đạo về cải cách hành chính và chuyển đổi số tỉnh ban hành", ["Ban Chỉ đạo về cải cách hành chính và chuyển đổi số tỉnh"]),
        ("Ban Chỉ đạo về chuyển đổi số họp", ["Ban Chỉ đạo về chuyển đổi số"]),
        ("Ban Chỉ đạo về nước sạch nông thôn huyện, Công an huyện", ["Ban Chỉ đạo về nước sạch nông thôn huyện", "Công an huyện"]),
        # what one reports to it about
        ("Ban Chỉ đạo về kết quả thực hiện tại xã", ["Ban Chỉ đạo"]),
        ("Ban Chỉ đạo về nhu cầu máu của tỉnh", ["Ban Chỉ đạo"]),
        ("Ban Chỉ đạo về số lượng người hiến máu", ["Ban Chỉ đạo"]),
        # of the whole country
        ("Ban Chỉ đạo Quốc gia Dân số và Phát triển họp", ["Ban Chỉ đạo Quốc gia Dân số và Phát triển"]),
        ("BCĐ Quốc gia phòng, chống AIDS và tệ nạn ma túy, Bộ Y tế", ["BCĐ Quốc gia phòng, chống AIDS và tệ nạn ma túy", "Bộ Y tế"]),
        ("Ban Chỉ đạo của Chính phủ về cải cách hành chính, chuyển đổi số; Bộ Nội vụ", ["Ban Chỉ đạo của Chính phủ về cải cách hành chính, chuyển đổi số", "Bộ Nội vụ"]),
        ("BCĐ Quốc gia vận động hiến máu tình nguyện, BCĐ Quốc gia", ["BCĐ Quốc gia vận động hiến máu tình nguyện", "BCĐ Quốc gia"]),
        # committees of the National Assembly
        ("Tổ đảng ở Thường trực Ủy ban Tài chính, Ngân sách chủ trì", ["Tổ đảng ở Thường trực Ủy ban Tài chính, Ngân sách"]),
        ("Ủy ban Văn hóa, Giáo dục và Ủy ban KH,CN&MT thẩm tra", ["Ủy ban Văn hóa, Giáo dục", "Ủy ban KH,CN&MT"]),
    ],
)  # fmt: skip
def test_a_topic_belongs_to_the_name(words: str, names: list[str]) -> None:
    assert [body.name for body in split_bodies(view(words), 0, len(words))] == names
