"""Rules on words."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
import regex

from parsers.syllables import is_syllable
from parsers.text import normal
from rules.lexicon import load_words
from tests.rules.factory import findings, found, planted

SENTENCE = "3. Bảo đảm an toàn cho người hiến máu."
SCHOOL = "Trường Tiểu học Suối Lạnh"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SCHOOL, "Trường trường Tiểu học Suối Lạnh", "Trường trường Tiểu"),
        ("Thôn Đồng Mạ", "Thôn Thôn Đồng Mạ", "Thôn Thôn Đồng"),
        (SENTENCE, "3. Bảo đảm an toàn cho các các thôn.", "các các thôn"),
        (SENTENCE, "3. Bảo đảm an toàn trong năm năm 2026.", "năm năm 2026"),
        (SENTENCE, "3. Bảo đảm an toàn cho người hiến máu máu cứu người.", "máu máu cứu"),
        ("tỉnh Đông Lạc, Ủy ban", "tỉnh Đông Lạc Lạc, Ủy ban", "Lạc Lạc"),
    ],
)
def test_repeated_word(old: str, new: str, expected: str) -> None:
    found_there = findings(planted(old, new))
    assert [(f.name, " ".join(f.spans[0].quote.split())) for f in found_there if f.name == "repeated-word"] == [
        ("repeated-word", expected)
    ]
    assert {f.name for f in found_there} <= {"repeated-word", "body-named-two-ways"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Trồng cây xanh xanh quanh Nhà văn hóa, số người hiến máu tăng dần dần.",
        "Thường thường mỗi đợt có mười người; các thôn luôn luôn nhắc nhau, ngày ngày vận động.",
        "Người người hiến máu, nhà nhà hiến máu.",
        "Kế hoạch năm năm của xã.",
        "Giao Trưởng phòng Phòng Văn hóa - Xã hội theo dõi.",
        "Mời các cơ quan quan tâm, học sinh sinh viên và hoạt động động viên gia đình.",
        "Không có hành vi vi phạm; các Tổ tổ chức họp; quy định định kỳ.",
        "Nhóm máu A A và 20 20 đơn vị.",
        "Người dân bản Krông Krông và Đăk Đăk tham gia.",
        "Gửi danh sách về trụ sở Sở Y tế.",
    ],
)
def test_words_that_may_stand_twice(sentence: str) -> None:
    assert "repeated-word" not in found(planted(SENTENCE, f"3. {sentence}"))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_cells_and_paragraphs_do_not_run_together(gap: str) -> None:
    text = planted("1\tThôn Đồng Mạ\t30", "1\tThôn\tThôn\t30").replace(
        "3. Địa điểm: Nhà văn hóa xã.", f"3. Địa điểm: xã{gap}Xã chọn sau."
    )
    assert "repeated-word" not in found(text)


@pytest.mark.parametrize(
    ("old", "new", "quote", "expected"),
    [
        ("chỉ tiêu tỉnh giao", "chỉ tiêu tình giao", "tình giao", "tỉnh giao"),
        ("1. Chỉ tiêu: toàn xã", "1. Chỉ tiêu: phần đầu vận động toàn xã", "phần đầu vận động", "phấn đấu"),
        (SENTENCE, "3. Sẵn sàng hiến máu đợt suất.", "đợt suất", "đột xuất"),
        (SENTENCE, "3. Treo băng zon tại các thôn.", "băng zon", "băng rôn"),
        (SENTENCE, "3. Các thôn tô chức ra quân.", "tô chức", "tổ chức"),
        (SENTENCE, "3. Các nghành vào cuộc.", "nghành", "ngành"),
        (SENTENCE, "3. Các thôn đẩy mạnh chuyển đối số.", "chuyển đối số", "chuyển đổi số"),
        (SENTENCE, "3. Ủy ban nhân xã chỉ đạo các thôn.", "Ủy ban nhân xã", "Ủy ban nhân dân xã"),
        (SENTENCE, "3. Các thôn sữa chữa nhà văn hóa.", "sữa chữa", "sửa chữa"),
        ("- BCĐ VĐHMTN tỉnh", "- BCD VĐHMTN tỉnh", "BCD", "BCĐ"),
        (SENTENCE, "3. Các thôn quán triểt Kế hoạch.", "triểt", "không phải là từ"),
    ],
)
def test_reading_suspect(old: str, new: str, quote: str, expected: str) -> None:
    (finding,) = [f for f in findings(planted(old, new)) if f.about == "reading" or f.name == "reading-suspect"]
    assert finding.name == "reading-suspect"
    assert finding.spans[0].quote == quote
    assert expected in finding.message_vi


@pytest.mark.parametrize(
    "sentence",
    [
        "Phần đầu Kế hoạch nêu chi tiêu, đồ thị và truyền thống của xã.",
        "Già làng K'Brếp, ông Điểu Krêl, bà H'Wôn Êban và bản Nậm Xlâu tham gia.",
        "Đăng trên fanpage, website, zalo và hệ thống bảo vệ dữ liệu.",
        "Chụp ảnh check-in, livestream với hashtag; gửi về hienmau@suoilanh.vn.",
        "Theo tiêu chuẩn quy định kỹ thuật, định hướng ứng dụng công nghệ.",
        "Chuyển đổi sổ hộ khẩu, chuyển đối tượng hết hạn sang nhóm khác; sử dụng vật liệu xây.",
        "Họp toàn thể nhân dân\nPhó Chủ tịch xã chủ trì.",  # no "dân phố" over two lines
        "Khoẻ mạnh, hoà thuận, uỷ quyền, quí trọng, kĩ năng; khỏe mạnh, hòa thuận, ủy quyền, quý trọng, kỹ năng.",
    ],
)
def test_words_without_doubt(sentence: str) -> None:
    assert "reading-suspect" not in found(planted(SENTENCE, f"3. {sentence}"))


def test_other_forms_of_the_text_give_the_same_findings() -> None:
    text = planted("chỉ tiêu tỉnh giao", "chỉ tiêu tình giao", planted(SCHOOL, "Trường trường Tiểu học Suối Lạnh"))
    names = found(text)
    assert found(unicodedata.normalize("NFD", text)) == names
    assert found(text.replace("Ủy ban", "Uỷ ban").replace("văn hóa", "văn hoá")) == names
    assert found(regex.sub(r"(?<=\p{Ll}) (?=\p{Ll})", "  ", text)) == names


def test_every_reduplication_and_phrase_is_written_in_syllables() -> None:
    repeats, phrases = load_words("repeats"), load_words("phrases")
    words = [w for key in ("reduplications", "joining", "before_numbers", "compounds") for w in repeats[key]]
    words += [*phrases["expected"], *phrases["allowed"]]
    syllables = {normal(s) for w in words for s in regex.findall(r"\p{L}+", w)}
    assert {s for s in syllables if not is_syllable(s)} == set()


def test_no_confusion_is_what_it_is_taken_for() -> None:
    phrases = load_words("phrases")
    expected = {normal(phrase) for phrase in phrases["expected"]}
    assert expected.isdisjoint(map(normal, phrases["allowed"]))
    for item in phrases["confusion"]:
        assert expected.isdisjoint(map(normal, item["written"]))


SYLLABLES = "nghiêng gì giếng giờ quê quyết khuỷu khuya uống ương yêu ý oanh xoong thuỷ thủy rượu ngoằn"
NO_SYLLABLES = "nghành tiêp triểnn ngề ghà kà cế nươc hoànn khôngg quyêt ngiệp"


def test_syllables() -> None:
    assert [word for word in SYLLABLES.split() if not is_syllable(word)] == []
    assert [word for word in NO_SYLLABLES.split() if is_syllable(word)] == []


# "bắo", "cộyt": consonant, vowels that do not stand together, with and without a final
_PIECES = itertools.product("bcdhlmnrtv", ("ắo", "ộy"), ("", "t"))
MADE_UP = [word for word in map("".join, _PIECES) if not is_syllable(word)]


@pytest.mark.parametrize(("count", "said"), [(30, "30 chỗ"), (31, "31 từ khác nhau")])
def test_a_damaged_text_is_one_finding(count: int, said: str) -> None:
    text = planted(SENTENCE, f"3. Các từ: {', '.join(MADE_UP[:count])}.")
    (suspected,) = [finding for finding in findings(text) if finding.name == "reading-suspect"]
    assert len(suspected.spans) == 30
    assert suspected.message_vi.startswith(said)


def test_a_word_that_stands_twice_is_one_finding_with_two_places() -> None:
    (finding,) = [
        f for f in findings(planted(SENTENCE, "3. Các nghành, mọi nghành vào cuộc.")) if "nghành" in f.message_vi
    ]
    assert [span.quote for span in finding.spans] == ["nghành", "nghành"]
    assert "(2 chỗ)" in finding.message_vi


@pytest.mark.parametrize("word", ["triểt_1", "x.vn/triểt", "1triểt", "triểt@suoilanh.vn", ".triểt", "A-triểt"])
def test_a_piece_of_an_address_or_a_formula_is_no_word(word: str) -> None:
    assert "reading-suspect" not in found(planted(SENTENCE, f"3. Xem {word} để biết."))
