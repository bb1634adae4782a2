"""Who is named: heads with names, levels and places; lists split and distributed; abbreviations spelled out."""

from __future__ import annotations

import pytest

from parsers.lexicon import load
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.mentions import find_bodies
from parsers.text import NormalisedText
from tests.factory import in_each_form, view, whatever_form


@pytest.mark.parametrize("head", load("bodies")["head"], ids=lambda head: head["canonical"])
def test_each_head_of_the_lexicon_finds_its_example(head: dict[str, str]) -> None:
    found = find_bodies(view(f"- {head['example']} chủ trì, phối hợp với các đơn vị liên quan."))
    assert found[0].name == head["example"]
    assert found[0].kind == head["kind"]


LISTS = [
    ("Hội Liên hiệp Phụ nữ, Hội Cựu chiến binh, Hội Nông dân xã", ["Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Hội Nông dân xã"]),
    ("Các cơ quan, đơn vị, trường học; các thôn, bản trên địa bàn xã", ["Các cơ quan, đơn vị, trường học", "các thôn, bản trên địa bàn xã"]),
    ("Thủ trưởng các phòng, ban, UBMTTQ và các đoàn thể thị xã", ["Thủ trưởng các phòng, ban", "Ủy ban Mặt trận Tổ quốc Việt Nam", "các đoàn thể thị xã"]),
    ("các huyện Tân Lạc, Mai Hòa và Đà Sơn mỗi đơn vị tổ chức", ["huyện Tân Lạc", "huyện Mai Hòa", "huyện Đà Sơn"]),
    ("Sở Y tế, Tài chính, Nội vụ", ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ"]),
    ("Các Bộ: Quốc phòng, Công an", ["Bộ Quốc phòng", "Công an"]),
    ("Phòng Văn hóa & Xã hội, Phòng Nông nghiệp & Môi trường rà soát", ["Phòng Văn hóa - Xã hội", "Phòng Nông nghiệp và Môi trường"]),
    ("Bệnh viện Đa khoa tỉnh chỉ còn 120 đơn vị máu", ["Bệnh viện Đa khoa tỉnh"]),
    ("Sở: NN&MT, GD&ĐT", ["Sở: Nông nghiệp và Môi trường", "Sở Giáo dục và Đào tạo"]),
    ("Sở Văn hóa, Thể thao và Du lịch; Báo và Phát thanh, Truyền hình Lâm Hà", ["Sở Văn hóa, Thể thao và Du lịch", "Báo và Phát thanh, Truyền hình Lâm Hà"]),
    ("Văn phòng HĐND và UBND, Phòng Văn hóa - Xã hội sắp xếp vị trí", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Phòng Văn hóa - Xã hội"]),
    ("Trung tâm Huyết học - Truyền máu Bệnh viện Đa khoa tỉnh Lâm Hà, Trạm Y tế xã tổ chức", ["Trung tâm Huyết học - Truyền máu Bệnh viện Đa khoa tỉnh Lâm Hà", "Trạm Y tế xã"]),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam phường", ["Ủy ban Mặt trận Tổ quốc Việt Nam phường"]),
    ("Ban Truyền thông - Hiến máu Hội Chữ thập đỏ tỉnh theo dõi", ["Ban Truyền thông - Hiến máu Hội Chữ thập đỏ tỉnh"]),
    ("Ban Tuyên giáo - Nữ công Công đoàn xã, Ban Tổ chức - Kiểm tra", ["Ban Tuyên giáo - Nữ công Công đoàn xã", "Ban Tổ chức - Kiểm tra"]),
    ("Trường THCS Bùi Thị Mai cho mượn sân trường và 06 phòng học", ["Trường trung học cơ sở Bùi Thị Mai"]),
    ("Các trường cao đẳng chốt danh sách, các cấp công đoàn kết nạp", ["Các trường cao đẳng"]),
    ("Ban Tổ chức - Hội Chữ thập đỏ xã", ["Ban Tổ chức", "Hội Chữ thập đỏ xã"]),
    ("Hội CTĐ huyện - Cơ quan thường trực Ban Chỉ đạo", ["Hội Chữ thập đỏ huyện"]),
    ("Các thành viên BCĐ VĐHMTN huyện, BCĐ HMTN các xã, thị trấn có trách nhiệm", ["Các thành viên Ban Chỉ đạo vận động hiến máu tình nguyện huyện", "Ban Chỉ đạo vận động hiến máu tình nguyện các xã, thị trấn"]),
    ("Trường THPT Nguyễn Du, THCS Lê Lợi và Trường Tiểu học số 2 Vĩnh An", ["Trường trung học phổ thông Nguyễn Du", "Trường trung học cơ sở Lê Lợi", "Trường Tiểu học số 2 Vĩnh An"]),
    ("Phòng Kinh tế - Hạ tầng và Đô thị; Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế - Hạ tầng và Đô thị", "Phòng Kinh tế, Hạ tầng và Đô thị"]),
    ("UBND các xã An Hòa 1, An Hòa 2; xã Tân Sơn 02 cán bộ", ["Ủy ban nhân dân xã An Hòa 1", "Ủy ban nhân dân xã An Hòa 2", "xã Tân Sơn"]),
    ("Các chi đoàn khối 12, Đội Thanh niên xung kích", ["Các chi đoàn khối 12", "Đội Thanh niên xung kích"]),
    ("Công an Vĩnh An, Đoàn phường Bắc Hà tổ chức", ["Công an Vĩnh An", "Đoàn phường Bắc Hà"]),
    ("các đồn Biên phòng Tà Nung, Hang Mây phối hợp", ["Đồn Biên phòng Tà Nung", "Đồn Biên phòng Hang Mây"]),
    ("Chi bộ Trường THCS Kim Đồng và Đội CSGT đường thủy Công an tỉnh", ["Chi bộ Trường trung học cơ sở Kim Đồng", "Đội CSGT đường thủy Công an tỉnh"]),
    ("Sở, ban, ngành liên quan", ["Sở, ban, ngành liên quan"]),
    ("Sở Y tế và", ["Sở Y tế"]),  # the text ends in the middle
    ("Ban Quản lý các khu công nghiệp tỉnh, Công an tỉnh", ["Ban Quản lý các khu công nghiệp tỉnh", "Công an tỉnh"]),
    ("Ban Chỉ đạo huyện: Tân Lạc, Mai Hòa và Đà Sơn tổ chức", ["Ban Chỉ đạo huyện Tân Lạc", "Ban Chỉ đạo huyện Mai Hòa", "Ban Chỉ đạo huyện Đà Sơn"]),
    ("UBND huyện Tân Lạc, thị xã Gò Mây và Công an tỉnh", ["Ủy ban nhân dân huyện Tân Lạc", "Ủy ban nhân dân thị xã Gò Mây", "Công an tỉnh"]),
    ("Trường Cao đẳng Lâm Hà và Phân hiệu Đại học Đồi Chè tại Lâm Hà phối hợp", ["Trường Cao đẳng Lâm Hà", "Phân hiệu Đại học Đồi Chè tại Lâm Hà"]),
    ("Hội Nông dân xã, Hội Chữ thập đỏ trực thuộc xây dựng kế hoạch", ["Hội Nông dân xã", "Hội Chữ thập đỏ trực thuộc"]),
    ("các LCĐ, chi đoàn trực thuộc gửi danh sách", ["các LCĐ", "chi đoàn trực thuộc"]),
    ("CÔNG AN XÃ VÀ TRẠM Y TẾ XÃ", ["Công an XÃ", "Trạm Y tế XÃ"]),
    ("HỘI NÔNG DÂN PHƯỜNG VÀ CÁC TỔ DÂN PHỐ", ["Hội Nông dân PHƯỜNG", "CÁC TỔ DÂN PHỐ"]),
    ("Trạm Y tế xã, đơn vị lo chuyên môn", ["Trạm Y tế xã", "đơn vị lo chuyên môn"]),  # no verb that is known
    ("Trạm Y tế xã, đơn vị hướng dẫn chuyên môn, thực hiện", ["Trạm Y tế xã"]),
    ("Công an xã, lực lượng hỗ trợ vòng ngoài: bố trí", ["Công an xã"]),
    ("Cơ quan thường trực (Hội Chữ thập đỏ huyện)", ["Hội Chữ thập đỏ huyện"]),
    ("Bệnh viện Truyền máu thành phố bố trí", ["Bệnh viện Truyền máu thành phố"]),
    ("Khoa Chẩn đoán hình ảnh phối hợp", ["Khoa Chẩn đoán hình ảnh"]),
    ("Đoàn các phường An Lạc, Bến Tắt và xã Đồi Mơ chuẩn bị", ["Đoàn phường An Lạc", "Đoàn phường Bến Tắt", "Đoàn xã Đồi Mơ"]),
    ("Bí thư chi bộ, Tổ trưởng 17 tổ dân phố", ["Bí thư Chi bộ", "Tổ trưởng 17 tổ dân phố"]),
    ("Ban Chỉ đạo chống bão, lụt huyện Tân Lạc và Công an huyện", ["Ban Chỉ đạo chống bão, lụt huyện Tân Lạc", "Công an huyện"]),
    ("Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội xã Tân Sơn, Công an xã", ["Ban Chỉ đạo phòng, chống tội phạm, tệ nạn xã hội xã Tân Sơn", "Công an xã"]),
    ("Ban Chỉ đạo phòng, chống thiên tai xã lập danh sách", ["Ban Chỉ đạo phòng, chống thiên tai xã"]),
    ("Ban Chỉ đạo vận động hiến máu, trạm y tế, công an xã Tân Sơn", ["Ban Chỉ đạo vận động hiến máu tình nguyện", "Trạm Y tế", "Công an xã Tân Sơn"]),
    ("Ban Chỉ đạo, các đoàn thể xã Tân Sơn", ["Ban Chỉ đạo", "các đoàn thể xã Tân Sơn"]),
    ("Đoàn trường Cao đẳng Lâm Hà, Đoàn trường THPT Gò Mây", ["Đoàn trường Cao đẳng Lâm Hà", "Đoàn trường trung học phổ thông Gò Mây"]),
    ("Các xã miền núi, biên giới; các phường 45 đơn vị máu", ["Các xã miền núi, biên giới", "các phường"]),
    ("các bệnh viện hạng II, các trường ngoài công lập đăng ký", ["các bệnh viện hạng II", "các trường ngoài công lập"]),
    ("Thôn Nà Hin 15 người, Trường THCS An Bình 08 người", ["Thôn Nà Hin"]),  # the number ends the list
    ("Trưởng Ban Quản lý các khu công nghiệp, Chủ tịch UBND các xã tổ chức", ["Trưởng Ban Quản lý các khu công nghiệp", "Chủ tịch Ủy ban nhân dân các xã"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[text[:30] for text, _ in LISTS])
def test_a_list_of_bodies_is_split_and_distributed(text: str, expected: list[str]) -> None:
    def tell(seen: NormalisedText) -> list[str]:
        return [body.canonical for body in split_bodies(seen, 0, len(seen.text))]

    assert in_each_form(text, tell) == whatever_form(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành kế hoạch chi tiết",
        "Tổ chức Ngày hội hiến máu tình nguyện",
        "Các thông số: độ mặn, độ pH",
        "Trường hợp thay đổi sẽ có thông báo",
        "Báo cáo kết quả thực hiện",
    ],
)
def test_what_only_looks_like_a_body_is_none(text: str) -> None:
    assert split_bodies(view(text), 0, len(text)) == []


def test_level_and_place() -> None:
    (body,) = split_bodies(view("Công an thành phố Hải Phòng"), 0, 27)
    assert (body.level, body.place) == ("province", "Hải Phòng")
    (body,) = split_bodies(view("Ban CHQS thị xã Vĩnh An"), 0, 23)
    assert (body.level, body.place, body.kind) == ("district", "Vĩnh An", "armed_forces")


def test_running_text_names_its_bodies_in_order() -> None:
    text = "Trạm Y tế xã phối hợp với Hội CTĐ huyện; nhờ vụ mùa tốt, bộ máy báo cáo UBND xã Tân Hòa."
    assert [b.name for b in find_bodies(view(text))] == ["Trạm Y tế xã", "Hội CTĐ huyện", "UBND xã Tân Hòa"]


@pytest.mark.parametrize("name", ["Trạm Y tế trường", "Đoàn Thanh niên trường", "Trạm Y tế cơ quan"])
def test_the_word_for_the_own_institution_may_be_the_last_of_a_text(name: str) -> None:
    assert [b.name for b in find_bodies(view(f"Nơi nhận:\n- {name}"))] == [name]


def test_what_only_looks_like_a_short_head_names_nobody() -> None:
    assert find_bodies(view("III. BÁO CÁO\n1. Ca bệnh nặng")) == []


@pytest.mark.parametrize(
    "title",
    [
        "QUAN TRẮC, CẢNH BÁO MÔI TRƯỜNG NÔNG THÔN NĂM 2026",
        "NHIỆM VỤ TRỌNG TÂM CÔNG TÁC DÂN SỐ NĂM 2026",
        "BỒI DƯỠNG CÁN BỘ LÀM CÔNG TÁC HIẾN MÁU",
        "NÂNG CAO CHẤT LƯỢNG DỊCH VỤ CÔNG TRỰC TUYẾN",
        "TIÊM PHÒNG GIA SÚC, GIA CẦM ĐỢT 1 NĂM 2026",
    ],
)
def test_half_a_word_in_capitals_is_no_body(title: str) -> None:
    assert [body.name for body in find_bodies(view(title))] == []
