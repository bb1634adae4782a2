"""Which facts concern a body: named, through a group, or not at all."""

from __future__ import annotations

import pytest

from parsers.mentions.bodies.identity import Concern, body_identity, concern
from parsers.records import BodyRef

NAMED = [
    ("UBND xã Đồi Thông", "Ủy ban nhân dân xã Đồi Thông"),
    ("UBND huyện Khe Vàng", "huyện Khe Vàng"),
    ("ubnd xã đồi thông", "Ủy ban nhân dân xã Đồi Thông"),
    ("Uỷ ban nhân dân xã Đồi Thông", "UBND xã Đồi Thông"),
    ("UBND xa Doi Thong", "Ủy ban nhân dân xã Đồi Thông"),
    ("UBND xã Đồi Thông", "xã Đồi Thông"),
    ("phường Bờ Lau", "Ủy ban nhân dân phường Bờ Lau"),
    ("UBND P. Bờ Lau", "Ủy ban nhân dân phường Bờ Lau"),
    ("UBND TX. Gò Me", "Ủy ban nhân dân thị xã Gò Me"),
    ("UBND xã Đồi Thông", "Chủ tịch Ủy ban nhân dân xã Đồi Thông"),
    ("UBND xã Đồi Thông, tỉnh Hạ Lĩnh", "Ủy ban nhân dân xã Đồi Thông"),
    ("Hội CTĐ phường Bờ Lau", "Hội Chữ thập đỏ phường Bờ Lau"),
    ("Phòng VH-XH phường Bờ Lau", "Phòng Văn hóa - Xã hội phường Bờ Lau"),
    ("Phòng Văn hóa và Xã hội phường Bờ Lau", "Phòng Văn hóa - Xã hội phường Bờ Lau"),
    ("Phòng Văn hóa - Xã hội phường Bờ Lau", "Trưởng phòng Văn hóa - Xã hội phường Bờ Lau"),
    ("Sở Y tế", "Sở Y tế tỉnh Hạ Lĩnh"),
    ("Sở Y tế tỉnh Hạ Lĩnh", "Giám đốc Sở Y tế"),
    ("Đoàn TNCS Hồ Chí Minh xã Đồi Thông", "Đoàn Thanh niên xã Đồi Thông"),
    ("Xã đoàn Đồi Thông", "Đoàn xã Đồi Thông"),
    ("Huyện đoàn Khe Vàng", "Huyện đoàn huyện Khe Vàng"),
    ("Tỉnh đoàn", "Ban Thường vụ Tỉnh đoàn"),
    ("Đoàn trường", "Ban Chấp hành Đoàn trường"),
    ("Đoàn trường", "Đoàn Thanh niên trường"),
    ("Thành ủy Vĩnh Sa", "Thường trực Thành ủy thành phố Vĩnh Sa"),
    ("Ban CHQS xã Đồi Thông", "Ban Chỉ huy Quân sự xã Đồi Thông"),
    ("BCĐ HMTN xã Đồi Thông", "Ban Chỉ đạo vận động hiến máu tình nguyện xã Đồi Thông"),
    ("BCĐ xã Đồi Thông", "Ban Chỉ đạo vận động hiến máu tình nguyện xã Đồi Thông"),
    ("Mặt trận Tổ quốc phường Bờ Lau", "Ủy ban Mặt trận Tổ quốc Việt Nam phường Bờ Lau"),
    ("TYT xã Đồi Thông", "Trạm Y tế xã Đồi Thông"),
    ("Văn phòng HĐND và UBND xã Đồi Thông", "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Đồi Thông"),
    ("Trường THCS Võ Trường Toản", "Trường trung học cơ sở Võ Trường Toản"),
    ("Trạm Y tế phường", "Trạm Y tế phường Bờ Lau"),
    ("Tổ dân phố 4", "Tổ trưởng Tổ dân phố 4"),
    ("Thôn Khe Mai", "Trưởng thôn Khe Mai"),
    ("Bệnh viện Đa khoa tỉnh Hạ Lĩnh", "BVĐK tỉnh Hạ Lĩnh"),
    ("các cơ quan, đơn vị", "Các cơ quan, đơn vị"),
]
GROUP = [
    ("UBND xã Đồi Thông", "Ủy ban nhân dân các xã, phường"),
    ("UBND xã Đồi Thông", "Chủ tịch Ủy ban nhân dân các xã, thị trấn"),
    ("UBND xã Đồi Thông", "các xã, phường"),
    ("UBND xã Đồi Thông", "UBND các xã và phường"),
    ("UBND xã Đồi Thông", "mỗi xã"),
    ("UBND xã Đồi Thông", "các địa phương, đơn vị"),
    ("UBND xã Đồi Thông", "các xã, phường, trường học"),
    ("UBND thành phố Vĩnh Sa", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
    ("BCĐ HMTN xã Đồi Thông", "Ban Chỉ đạo vận động hiến máu tình nguyện cấp xã"),
    ("BCĐ HMTN xã Đồi Thông", "Ban Chỉ đạo vận động hiến máu tình nguyện các cấp"),
    ("BCĐ HMTN huyện Khe Vàng", "Các thành viên Ban Chỉ đạo vận động hiến máu tình nguyện huyện"),
    ("Phòng Y tế huyện Khe Vàng", "Các thành viên Ban Chỉ đạo vận động hiến máu tình nguyện huyện"),
    ("Hội Chữ thập đỏ xã Đồi Thông", "Hội Chữ thập đỏ các xã, phường"),
    ("Hội Chữ thập đỏ xã Đồi Thông", "Hội Chữ thập đỏ xã"),
    ("Đoàn Thanh niên phường Bờ Lau", "Đoàn Thanh niên"),
    ("Sở Nội vụ tỉnh Hạ Lĩnh", "Các sở, ban, ngành, đoàn thể tỉnh"),
    ("Công an tỉnh Hạ Lĩnh", "các sở, ban, ngành liên quan"),
    ("Tỉnh đoàn Hạ Lĩnh", "Các sở, ban, ngành, đoàn thể tỉnh"),
    ("Phòng Nội vụ huyện Khe Vàng", "Thủ trưởng các phòng, ban, đơn vị"),
    ("Trạm Y tế phường Bờ Lau", "các cơ sở y tế trên địa bàn phường"),
    ("Trạm Y tế phường Bờ Lau", "Các cơ quan, đơn vị trên địa bàn Phường"),
    ("Hội Nông dân phường Bờ Lau", "các tổ chức chính trị - xã hội phường"),
    ("Trường Mầm non Hoa Gạo", "thủ trưởng các đơn vị, trường học"),
    ("Trường Mầm non Hoa Gạo", "Lãnh đạo các trường học"),
    ("Trường Mầm non Hoa Gạo", "Các đơn vị trường học"),
    ("Trạm Y tế xã Đồi Thông", "các đơn vị y tế"),
    ("Trường THPT Võ Trường Toản", "Hiệu trưởng các trường THPT"),
    ("Công ty TNHH Dệt Sông Lam Thượng", "Các khu phố, trường học và doanh nghiệp trên địa bàn"),
    ("Khu phố Chợ Lau", "Các khu phố, trường học, doanh nghiệp"),
    ("Thôn Khe Mai", "Trưởng các thôn"),
    ("Chi đoàn 12A1", "Mỗi chi đoàn khối 12"),
    ("Khoa Nội tổng hợp", "Trưởng các khoa, phòng"),
    ("Công an xã Đồi Thông", "lực lượng vũ trang trên địa bàn xã"),
    ("Phòng Giáo dục và Đào tạo huyện Khe Vàng", "Phòng Gíáo dục và Đào tạo huyện Khe Vàng"),
]
NOT = [
    ("UBND xã Đồi Thông", "Ủy ban nhân dân xã Đồi Chè"),
    ("UBND xã Đồi Thông", "Ủy ban nhân dân phường Đồi Thông"),
    ("UBND xã Tân Hòa", "Ủy ban nhân dân xã Tân Hoa"),
    ("UBND xã Đồi Thông", "Ủy ban nhân dân các huyện, thành phố"),
    ("UBND phường Bờ Lau", "Ủy ban nhân dân các xã, thị trấn"),
    ("UBND xã Đồi Thông", "Trạm Y tế xã Đồi Thông"),
    ("UBND xã Đồi Thông", "Hội Chữ thập đỏ xã Đồi Thông"),
    ("UBND xã Đồi Thông", "Hội Chữ thập đỏ các xã, phường"),
    ("UBND xã Đồi Thông", "Toàn xã Đồi Thông"),
    ("UBND xã Đồi Thông", "các trường học"),
    ("Phòng Văn hóa - Xã hội xã Đồi Thông", "Các đơn vị trường học"),
    ("Hội Chữ thập đỏ xã Đồi Thông", "các đơn vị lực lượng vũ trang"),
    ("Trạm Y tế xã Đồi Thông", "các xã, phường"),
    ("Trạm Y tế xã Đồi Thông", "Trạm Y tế xã Đồi Chè"),
    ("Phòng Giáo dục và Đào tạo huyện Khe Vàng", "Sở Giáo dục và Đào tạo tỉnh Hạ Lĩnh"),
    ("Phòng Văn hóa - Xã hội xã Đồi Thông", "các sở, ban, ngành tỉnh"),
    ("Phòng Y tế huyện Khe Vàng", "Các phòng, ban, đoàn thể thành phố Vĩnh Sa"),
    ("Trường Tiểu học số 1 Bờ Lau", "Trường Tiểu học số 2 Bờ Lau"),
    ("Trường THCS Lê Lợi", "Trường trung học cơ sở Lê Lai"),
    ("Trường Mầm non Hoa Gạo", "các thành viên Ban Chỉ đạo"),
    ("Trường Mầm non Hoa Gạo", "Các thôn"),
    ("Tổ dân phố 1", "Tổ dân phố 10"),
    ("Hội Chữ thập đỏ tỉnh Hạ Lĩnh", "Hội Chữ thập đỏ các huyện, thành phố"),
    ("Ban Chỉ đạo vận động hiến máu tình nguyện tỉnh Hạ Lĩnh", "Ban Chỉ đạo vận động hiến máu tình nguyện cấp xã"),
    ("Công an xã Đồi Thông", "các cá nhân"),
    ("Sở Y tế tỉnh Hạ Lĩnh", "Sở Y tế tỉnh Thượng Sa"),
    ("Đoàn trường", "Đoàn Thanh niên phường Bờ Lau"),
    ("Khoa Sản", "Khoa Nội"),
    ("Công an xã Đồi Thông", "Ủy viên Ban Chấp hành"),
    ("Đoàn trường", "các phòng, ban, đoàn thể huyện"),
    ("BCĐ HMTN huyện Khe Vàng", "các phòng, ban huyện"),
    ("Phòng Nội vụ xã Đồi Thông", "các cơ quan Đảng, đoàn thể xã"),
    ("", "các cơ quan, đơn vị"),
]


@pytest.mark.parametrize(
    ("body", "other", "how"),
    [(*pair, "named") for pair in NAMED] + [(*pair, "group") for pair in GROUP] + [(*pair, None) for pair in NOT],
)
def test_concern(body: str, other: str, how: Concern | None) -> None:
    assert concern(body, [BodyRef(name=other, canonical=other, kind="other")]) == how


def test_the_surest_of_several_counts() -> None:
    refs = [BodyRef(name=name, canonical=name, kind="other") for name in ("các xã", "UBND xã Đồi Thông", "Công an xã")]
    assert concern("UBND xã Đồi Thông", refs) == "named"
    assert concern("UBND xã Đồi Thông", refs[:1]) == "group"
    assert concern("UBND xã Đồi Thông", []) is None


def test_a_level_that_is_none_is_kept_as_it_is_written() -> None:
    assert body_identity("Ủy ban nhân dân cấp thành phố").units == {"thành phố"}
    assert "phường" in body_identity("Ủy ban nhân dân cấp xã").units
