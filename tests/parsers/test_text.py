"""The view: one readable form of a text, with an exact way back to the source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.document import Block, Document
from parsers.plain_text import PlainText
from parsers.roman import roman, roman_value
from parsers.text import NormalisedText, fold, folded, folded_in_place, normal, shorten
from tests.factory import document, forms, view


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Hoà Bình", "hòa bình"),
        ("sức khoẻ", "sức khỏe"),
        ("UỶ BAN", "ủy ban"),
        ("Quý III", "quý iii"),
        ("Quí III", "quý iii"),
        ("qui định", "quy định"),
        ("chiến sĩ, tỉ lệ, định kì", "chiến sỹ, tỷ lệ, định kỳ"),
        ("thuỷ sản", "thủy sản"),
        ("toàn tỉnh", "toàn tỉnh"),
    ],
)
def test_one_spelling_for_tone_placement_and_y(written: str, expected: str) -> None:
    assert normal(written) == expected
    assert len(normal(written)) == len(written)


def test_names_compare_without_case_accents_and_punctuation() -> None:
    assert fold("Phòng Văn hoá - Xã hội") == fold("PHÒNG VĂN HÓA, XÃ HỘI") == "phong van hoa xa hoi"
    assert fold("Đoàn Thanh niên") != fold("Đoàn Thanh tra")


def test_signs_that_mean_the_same_are_one() -> None:
    assert view("15⁄KH–UBND — 02 − 03, Ð\u00a0Đ, 9h00’").text == "15/KH-UBND - 02 - 03, Đ Đ, 9h00'"


def test_line_breaks_inside_a_paragraph_are_blanks_and_marks_are_no_text() -> None:
    source = "**I. MỤC ĐÍCH,\nYÊU CẦU**\n\nNội dung"
    seen = NormalisedText(Document(source, (Block(0, 24), Block(26, 34)), marks=((0, 2), (22, 24))))
    assert seen.text == "I. MỤC ĐÍCH, YÊU CẦU\nNội dung"
    assert seen.span(13, 20).quote == "YÊU CẦU"
    assert seen.span(0, 20).quote == "I. MỤC ĐÍCH,\nYÊU CẦU"


def test_cells_are_separated_by_tabs_and_rows_by_lines() -> None:
    assert view("TT\tĐơn vị\n1\tTổ dân phố 1").text == "TT\tĐơn vị\n1\tTổ dân phố 1"


def test_a_sentence_cut_by_a_page_break_goes_on() -> None:
    first = "Ban Chỉ đạo đề nghị các cơ quan, đơn vị, lực lượng vũ trang và Ủy ban nhân dân"
    seen = view([first, "các xã, phường triển khai thực hiện tốt Kế hoạch."])
    assert seen.text == f"{first} các xã, phường triển khai thực hiện tốt Kế hoạch."
    assert len(seen.blocks) == 1


@pytest.mark.parametrize("following", ["a) lập danh sách", "- cử cán bộ", "Các đơn vị báo cáo."])
def test_a_new_item_or_sentence_is_no_continuation(following: str) -> None:
    first = "Ban Chỉ đạo đề nghị các cơ quan, đơn vị thực hiện tốt những nhiệm vụ được giao sau đây"
    assert len(view([first, following]).blocks) == 2


@pytest.mark.parametrize("form", ["nfc", "nfd", "spaces", "broken"])
def test_every_form_of_a_text_reads_the_same(form: str) -> None:
    text = "Thực hiện Kế hoạch số 15/KH-BCĐ ngày 05/01/2026 của Uỷ ban nhân dân phường Hoà An"
    assert NormalisedText(forms(text)[form]).text == text


@given(st.text(alphabet="aạăâđeêioôơuưy ÀĐ\u0300\u0309\u0323\u00a0\u200b\n\t-–’12", max_size=60))
def test_every_stretch_of_the_view_quotes_the_same_content(text: str) -> None:
    stripped = text.strip()
    if not stripped:
        return
    source = Document(text, (Block(text.index(stripped[0]), len(text)),))
    seen = NormalisedText(source)
    for start in range(0, len(seen.text), 3):
        end = min(len(seen.text), start + 5)
        again = NormalisedText(Document(seen.span(start, end).quote, (Block(0, len(seen.span(start, end).quote)),)))
        assert seen.text[start:end].strip(" \n") in again.text


def test_a_span_of_decomposed_text_quotes_whole_letters() -> None:
    text = unicodedata.normalize("NFD", "trước ngày 28/01/2026")
    seen = NormalisedText(document([text]))
    assert seen.text == "trước ngày 28/01/2026"
    assert seen.span(0, 5).quote == unicodedata.normalize("NFD", "trước")


@pytest.mark.parametrize(("number", "written"), [(1, "I"), (4, "IV"), (14, "XIV"), (49, "XLIX"), (2026, "MMXXVI")])
def test_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written
    assert roman_value(written) == roman_value(written.lower()) == number


def test_what_is_no_roman_numeral() -> None:
    assert [roman_value(text) for text in ("", "4", "IA", "đ")] == [None] * 4
    assert roman_value("IIII") == 4  # as scanners leave it
    assert roman(0) == "0"


def test_a_long_text_is_cut() -> None:
    assert shorten("Trạm Y tế", 9) == "Trạm Y tế"
    assert shorten("Trạm Y tế xã", 10) == "Trạm Y tế…"


PLAIN = [
    ("Số:\u00a0 12–KH", "Số: 12-KH"),
    ("**Chỉ tiêu**: 120\u200b người", "Chỉ tiêu: 120 người"),
    ("Văn hóa — Xã hội\n\n‘Giọt hồng’\tÐợt 1", "Văn hóa - Xã hội\n\n'Giọt hồng'\tĐợt 1"),
    (unicodedata.normalize("NFD", "Uỷ ban phường"), "Uỷ ban phường"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "text"), PLAIN)
def test_the_plain_text_of_a_record(source: str, text: str) -> None:
    assert PlainText(source).text == text


LETTERS = [*"aạđeưÀĐ12-–’*\n\t ", "\u00a0", "\u200b", *(unicodedata.normalize("NFD", c) for c in "ạếữÀ")]


@given(st.lists(st.sampled_from(LETTERS), max_size=40).map("".join))
def test_offsets_of_a_plain_text_lead_back_to_the_record(text: str) -> None:
    plain = PlainText(text)
    for start in range(len(plain.text)):
        for end in (start + 1, min(start + 4, len(plain.text))):
            first, last = plain.source(start, end)
            assert PlainText(text[first:last]).text.strip(" ") == plain.text[start:end].strip(" ")
        assert plain.at(plain.source(start, start + 1)[0]) <= start
    assert plain.source(len(plain.text), len(plain.text)) == (len(text), len(text))


@given(st.text(alphabet="aạâđÐeưÀĐİ ½-–’12.,\n", max_size=60))
def test_folding_in_place_keeps_offsets_and_says_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(folded_in_place(composed)) == len(composed)
    assert " ".join(folded_in_place(composed).split()) == folded(text)
