"""Misread words: what is taken for what, what stays as it is, and where the mended words stand in the source."""

from __future__ import annotations

import pytest

from parsers.document import DoubtfulReading
from parsers.mending.mend import mend_words
from parsers.syllables import is_syllable
from parsers.text import NormalisedText
from tests.factory import document, view
from tests.scanned import scan

SYLLABLES = (
    "nghiêng giếng gìn quốc quý quyền khỏe hòa ủy yên uống kỳ kế khuỷu xoong gì giữ thuở huyện đạt pháp oanh ơn y"
)
NO_SYLLABLES = "phònq truyềri rnáu fổ cê kế̀ ngỉ thưc phap đat cquan ubnd kon gế nghan"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_what_can_be_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", NO_SYLLABLES.split())
def test_what_can_be_none(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("Phònq Tài chính", "Phòng Tài chính"),
        ("Tuyêri truyền sâu rộng", "Tuyên truyền sâu rộng"),
        ("tiếp nhận 120 đơn vị rnáu", "tiếp nhận 120 đơn vị máu"),
        ("Hội Chữ fhập đỏ xã Mường Lay", "Hội Chữ thập đỏ xã Mường Lay"),
        ("TỔ CHỨC THỰC HIỆNI", "TỔ CHỨC THỰC HIỆNI"),
        ("KẾ H0ẠCH", "KẾ H0ẠCH"),
        ("tổng hợp danh sách đơnvị đăng ký", "tổng hợp danh sách đơn vị đăng ký"),
        ("tổ chức th ực hiện", "tổ chức thực hiện"),
        ("NƠI NHẬRI", "NƠI NHẬN"),
    ],
)
def test_a_word_that_cannot_be_is_taken_for_the_known_one(damaged: str, meant: str) -> None:
    assert mend_words(view(damaged)).text == meant


@pytest.mark.parametrize(
    "text",
    [
        "UBND, HĐND, UBMTTQVN và BCĐ VĐHMTN; Lưu: VT, VHXH",
        "Kết nối dữ liệu với Trung tâm IOC và gửi mẫu về Trung tâm IOC.",
        "website, email, video clip, thiết bị IoT và máy in Epson của ông Kpă Thuyên, xã Krông Búk",
        "mục III, khoản 2; thông tư 15/2023/TT-BYT; QH15; tên miền hienmau.example.vn",
        "Ngay hôm đó bà con đến rất đông",
        "Bản Hua Ngài, bản Pú Tửu, thôn Nà Sang, tổ 5",
    ],
)
def test_what_is_written_as_it_should_be_stays(text: str) -> None:
    plain = view(text)
    assert mend_words(plain) is plain


DAMAGED = (
    "Căn cứ Kế hoạch số 12/KH-UBND, Phònq Văn hóa - Xã hội tuyêri truyền, vận độnq nhân dân.\n"
    "Trạm Y tê gửi danh sách đăng ký vê Hội Chữ thập đỏ trước ngay 15/4/2026."
)


def test_in_damaged_text_a_word_that_could_be_is_asked_about_its_neighbours() -> None:
    mended_text = mend_words(view(DAMAGED)).text
    assert "trước ngày 15/4/2026" in mended_text
    assert "Trạm Y tế gửi" in mended_text


def test_the_same_words_stay_in_text_that_shows_no_damage() -> None:
    sound = view("Trạm Y tế gửi danh sách trước ngay 15/4/2026.")
    assert mend_words(sound) is sound


def test_spans_of_mended_words_quote_the_source_as_it_is() -> None:
    source = "họp tại Phònq Văn hóa, nhận 35 đơn vị rnáu của đơnvị bạn"
    found = mend_words(view(source))
    written = [found.span(start, end).quote for start, end in found.mended]
    assert written == ["Phònq", "rnáu", "đơnvị"]
    at = found.text.index("vị bạn")
    assert found.span(at, at + 2).quote == "vị"
    assert found.span(0, len(found.text)).quote == source


def test_blocks_keep_their_stretch_of_the_text() -> None:
    plain = view("tiếp nhận 35 đơn vị rnáu\nHội Chữ thập đỏ xã\nPhònq Nội vụ")
    found = mend_words(plain)
    assert [found.text[b.start : b.end] for b in found.blocks] == found.text.split("\n")
    assert [b.block for b in found.blocks] == [b.block for b in plain.blocks]


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("trong tháng 5 có 1O0 người", "trong tháng 5 có 100 người"),
        ("từ ngày15 đến", "từ ngày 15 đến"),
        ("nhận 250đơn vị máu", "nhận 250 đơn vị máu"),
        ("8ệnh viện tr0ng huyện", "Bệnh viện trong huyện"),
        ("chai 5l nước, tổ 2B, QH15, 3S lượt", "chai 5l nước, tổ 2B, QH15, 3S lượt"),
    ],
)
def test_figures_with_letters_in_damaged_text(damaged: str, meant: str) -> None:
    assert meant in mend_words(view(f"{DAMAGED}\n{damaged}")).text
    sound = view(damaged)
    assert mend_words(sound) is sound


def test_the_names_of_offices_stay_in_a_scan() -> None:
    for name in ("2. Sở Lao động - Thương binh và Xã hội chủ trì", "Phòng Kinh tế", "Bộ Nội vụ"):
        assert mend_words(NormalisedText(scan(name))).text == name


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Số:148UBND-VX", "Số:148/UBND-VX"),
        ("Số: 12lKH-BCĐ", "Số: 12/KH-BCĐ"),
        ("Số: 12!KH-BCĐ", "Số: 12/KH-BCĐ"),
        ("Số: 12/KH-BCĐ", "Số: 12/KH-BCĐ"),
        ("Số: 12KH", "Số: 12KH"),
        ("Số 1 COVID-19", "Số 1 COVID-19"),
    ],
)
def test_the_stroke_of_a_document_number_in_a_scan(line: str, meant: str) -> None:
    assert mend_words(NormalisedText(scan(f"UBND XÃ BẾN LAU\n{line}"))).text == f"UBND XÃ BẾN LAU\n{meant}"


def test_a_view_without_damage_is_the_same_object() -> None:
    plain: NormalisedText = view("Kính gửi: Ủy ban nhân dân xã")
    assert mend_words(plain) is plain
    assert plain.mended == ()


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["I. MỤC ĐÍCH", "H. NỘI DUNG", "IH. TỔ CHỨC"], ["I.", "II.", "III."]),
        (["I. MỤC ĐÍCH", "Il. NỘI DUNG", "III. TỔ CHỨC"], ["I.", "II.", "III."]),
        (["A. PHẦN CHUNG", "H. NỘI DUNG"], ["A.", "H."]),  # a letter, and nothing that II follows
        (["I. MỤC ĐÍCH", "III. NỘI DUNG"], ["I.", "III."]),  # a gap is the document's own
        (["I. MỤC ĐÍCH", "L. Lê Văn Nam"], ["I.", "L."]),
        (["I. MỤC ĐÍCH", "LƯU Ý CHUNG", "TỔ CHỨC", "H. NỘI DUNG"], ["I.", "LƯU", "TỔ", "II."]),
    ],
)
def test_numbers_of_headings_are_put_in_order_by_their_strokes(headings: list[str], expected: list[str]) -> None:
    found = mend_words(view([line for heading in headings for line in (heading, "Thực hiện theo quy định.")]))
    lines = [found.text[block.start : block.end] for block in found.blocks[::2]]
    assert [line.split()[0] for line in lines] == expected


def test_the_second_reading_of_a_heading_puts_it_in_order() -> None:
    text = "I MỤC ĐÍCH\nCác việc chung.\nII. NỘI DUNG\nCác việc chung.\nII. TỔ CHỨC THỰC HIỆN\n1, Sở Y tế chủ trì."
    read = document(text, ocr=True)
    at = text.rindex("II.")
    read.doubtful = (DoubtfulReading(at, at + 3, "III."),)
    found = mend_words(NormalisedText(read))
    assert [line for line in found.text.split("\n")][4:] == ["III. TỔ CHỨC THỰC HIỆN", "1. Sở Y tế chủ trì."]
    assert found.text.startswith("I. MỤC ĐÍCH\n")
    assert [found.span(*place).quote for place in found.mended] == ["I", "II.", ","]


def test_a_number_that_one_reader_saw_torn_is_as_the_other_has_it() -> None:
    read = document("Căn cứ Nghị định 1 09/2016/NĐ-CP ngày 2 1/12/2016; tiếp nhận 10 200 đơn vị.", ocr=True)
    torn = {"1": "109/2016/NĐ-CP", "09/2016/NĐ-CP": "109/2016/NĐ-CP", "2": "21/12/2016;", "1/12/2016;": "21/12/2016;"}
    at = {words: read.text.index(f" {words} ") + 1 for words in torn}
    read.doubtful = tuple(DoubtfulReading(at[words], at[words] + len(words), other) for words, other in torn.items())
    found = mend_words(NormalisedText(read))
    assert found.text == "Căn cứ Nghị định 109/2016/NĐ-CP ngày 21/12/2016; tiếp nhận 10 200 đơn vị."
    assert [found.span(*place).quote for place in found.mended] == ["1 09/2016/NĐ-CP", "2 1/12/2016;"]


@pytest.mark.parametrize(
    "text",
    [
        "các huyện: Bắc Hà, Bảo Yên, Mường Khương và Văn Bàn.",
        "Ban Chỉ đạo các huyện Sĩ Ma Cai, Bắc Hà, Bảo Thăng, Văn Bàn và Ban Quản lý",
        "huyện Bát Xát, thị xã Sa Pa",
    ],
)
def test_names_of_places_are_what_they_are(text: str) -> None:
    """A comma beside a word, or a capital word before it, tells nothing of a name in a list."""
    assert mend_words(NormalisedText(scan(text))).text == text


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [("Sỡ Y tế, Hội Chử thập đỏ", "Sở Y tế, Hội Chữ thập đỏ"), ("Uy ban nhân dân xã", "Ủy ban nhân dân xã")],
)
def test_names_of_bodies_are_known(damaged: str, meant: str) -> None:
    assert mend_words(NormalisedText(scan(damaged))).text == meant
