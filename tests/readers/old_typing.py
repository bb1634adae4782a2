"""Types Vietnamese as it was typed before Unicode: the tests' own tables, written from the standards.

TCVN3 after TCVN 5712:1993 (VN3), a byte a letter; VNI for Windows after the keys of its fonts, a vowel and its mark.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
    if not (vowel + tone).isascii()
)
LETTERS += "đ"
"""The 67 letters that Vietnamese has beyond a … z."""

# byte → letter, in hexadecimal
_TCVN3 = """
A1 Ă A2 Â A3 Ê A4 Ô A5 Ơ A6 Ư A7 Đ A8 ă A9 â AA ê AB ô AC ơ AD ư AE đ
B5 à B6 ả B7 ã B8 á B9 ạ BB ằ BC ẳ BD ẵ BE ắ C6 ặ C7 ầ C8 ẩ C9 ẫ CA ấ CB ậ
CC è CE ẻ CF ẽ D0 é D1 ẹ D2 ề D3 ể D4 ễ D5 ế D6 ệ D7 ì D8 ỉ DC ĩ DD í DE ị
DF ò E1 ỏ E2 õ E3 ó E4 ọ E5 ồ E6 ổ E7 ỗ E8 ố E9 ộ EA ờ EB ở EC ỡ ED ớ EE ợ
EF ù F1 ủ F2 ũ F3 ú F4 ụ F5 ừ F6 ử F7 ữ F8 ứ F9 ự FA ỳ FB ỷ FC ỹ FD ý FE ỵ
"""
_TCVN3_BYTE = {letter: chr(int(code, 16)) for code, letter in re.findall(r"(\w\w) (\w)", _TCVN3)}

# tone → key, for a plain vowel; then for one with a roof (â ê ô) and for ă, whose key carries the tone too
_PLAIN = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_ROOF = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_ALONE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def tcvn3(text: str) -> str:
    """As typed for a font like .VnTime; a letter that it has no code for (most capitals) is an error."""
    return "".join(letter if letter.isascii() else _TCVN3_BYTE[letter] for letter in unicodedata.normalize("NFC", text))


def tcvn3_capitals(text: str) -> str:
    """As typed for a font like .VnTimeH, which shows small letters as capitals."""
    return tcvn3(unicodedata.normalize("NFC", text).lower())


def vni(text: str) -> str:
    """As typed for a font like VNI-Times."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(letter: str) -> str:
    if letter.isupper() and not letter.isascii():
        return _vni_letter(letter.lower()).upper()
    if letter in _ALONE or letter.isascii():
        return _ALONE.get(letter, letter)
    vowel, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _PLAIN), "")
    if "\u0302" in marks:
        return vowel + _ROOF[tone]
    if "\u0306" in marks:
        return vowel + _BREVE[tone]
    return ({"o": "ô", "u": "ö"}[vowel] if "\u031b" in marks else vowel) + _PLAIN[tone]
