"""Letters typed for the fonts of TCVN3 and VNI come out as the Unicode that these fonts show."""

from __future__ import annotations

import unicodedata

import pytest

from hmtn_ingest.readers.old_codes import OldCode, font_code, in_unicode, is_typed_in, letter_of
from tests.readers.old_typing import LETTERS, tcvn3, tcvn3_capitals, vni

TCVN3, CAPITALS, VNI = OldCode("TCVN3"), OldCode("TCVN3", capitals=True), OldCode("VNI")
SENTENCES = (
    "Kế hoạch vận động hiến máu tình nguyện năm 2026 của phường Vĩnh Thuỵ",
    "Giấy mời dự buổi tổng kết; đề nghị các xã cử người, mỗi đơn vị 05 hội viên.",
    "Chỉ tiêu: ít nhất 1.250 đơn vị máu (đạt 102,5%) - bổ sung kỹ thuật viên lấy mẫu",
)


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len(set(LETTERS) | set(LETTERS.upper())) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_in_both_cases(letter: str) -> None:
    assert in_unicode(tcvn3(letter), TCVN3) == letter
    assert in_unicode(tcvn3_capitals(letter), CAPITALS) == letter.upper()
    assert in_unicode(vni(letter), VNI) == letter
    assert in_unicode(vni(letter.upper()), VNI) == letter.upper()


@pytest.mark.parametrize("capital", "ĂÂÊÔƠƯĐ")
def test_capitals_that_tcvn3_has_itself(capital: str) -> None:
    assert in_unicode(tcvn3(capital), TCVN3) == capital


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences_come_back(text: str) -> None:
    assert in_unicode(tcvn3(text), TCVN3) == text
    assert in_unicode(tcvn3_capitals(text), CAPITALS) == text.upper()
    assert in_unicode(vni(text), VNI) == text
    assert in_unicode(vni(text.upper()), VNI) == text.upper()
    assert unicodedata.is_normalized("NFC", in_unicode(vni(text), VNI))


def test_a_capital_with_the_mark_of_a_small_letter() -> None:
    assert in_unicode("AÁp duïng Ñieàu 5", VNI) == "Ấp dụng Điều 5"
    assert in_unicode("Aáp duïng Ñieàu 5", VNI) == "Ấp dụng Điều 5"


def test_codes_in_the_private_area() -> None:
    moved = "".join(chr(0xF000 + ord(letter)) for letter in tcvn3("hiến máu"))
    assert in_unicode(moved, TCVN3) == "hiến máu"


@pytest.mark.parametrize(("code", "typed"), [(TCVN3, tcvn3), (CAPITALS, tcvn3_capitals), (VNI, vni)])
@pytest.mark.parametrize("text", SENTENCES)
def test_bytes_that_were_taken_for_windows_1258(code: OldCode, typed: object, text: str) -> None:
    """A file may call its old font a Vietnamese one."""
    misread = typed(text).encode("latin-1").decode("cp1258")  # type: ignore[operator]
    assert is_typed_in(code, misread) is True
    assert in_unicode(misread, code) == (text.upper() if code.capitals else text)


@pytest.mark.parametrize(
    ("font", "code"),
    [
        (".VnTime", TCVN3),
        (".VnTimeH", CAPITALS),
        (".VNTIMEH", CAPITALS),
        (".vntime", TCVN3),
        (".VnArial NarrowH", CAPITALS),
        (".VnGothic", TCVN3),
        ("ABCDEF+.VnTimeH,Bold", CAPITALS),
        ("VnTime-BoldItalic", TCVN3),
        ("VNI-Times", VNI),
        ("ABCDEF+VNI-Helve-Condense,Bold", VNI),
        ("VNI Times", VNI),
        ("VNtimes new roman", OldCode("other")),
        ("Times New Roman", None),
        ("UVnTime", None),
        ("SVN-Gilroy", None),
        ("", None),
    ],
)
def test_the_font_names_the_code(font: str, code: OldCode | None) -> None:
    assert font_code(font) == code


@pytest.mark.parametrize("code", [TCVN3, VNI])
@pytest.mark.parametrize("text", [*SENTENCES, "hiến", "xã Đông Lạc"])
def test_unicode_is_not_taken_for_a_code(text: str, code: OldCode) -> None:
    assert is_typed_in(code, text) is False


@pytest.mark.parametrize(("code", "typed"), [(TCVN3, tcvn3), (CAPITALS, tcvn3_capitals), (VNI, vni)])
@pytest.mark.parametrize("text", SENTENCES)
def test_what_was_typed_in_a_code_shows_it(code: OldCode, typed: object, text: str) -> None:
    assert is_typed_in(code, typed(text)) is True  # type: ignore[operator]


@pytest.mark.parametrize("code", [TCVN3, VNI])
@pytest.mark.parametrize("text", ["350 ml", "2×3 m", "có", "§ 5", "±5%", "«…»"])
def test_signs_and_shared_letters_tell_nothing(text: str, code: OldCode) -> None:
    assert is_typed_in(code, text) is None


def test_single_codes() -> None:
    assert letter_of("\u00ad", TCVN3) == "ư"
    assert letter_of("\u00ad", CAPITALS) == "Ư"
    assert letter_of("aù", VNI) == "á"
    assert letter_of("bù", VNI) is None
