"""TCVN3 and VNI, the 8-bit codes of fonts from before Unicode, and what they stand for.

TCVN 6909:2001 made Unicode the rule; files typed before, or from templates that old, hold Western letters that only
their font shows as Vietnamese. Comes in: the name of a font, and what was typed in it. Goes out: composed Unicode.

    font_code(".VnTimeH")  →  OldCode("TCVN3", capitals=True)
    in_unicode("hiÕn m¸u", OldCode("TCVN3"))  →  "hiến máu"
    in_unicode("hieán maùu", OldCode("VNI"))  →  "hiến máu"
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from parsers import regex


class OldCode(NamedTuple):
    """What a font makes of the letters typed in it; the code of an ``other`` font is not known here.

    TCVN3 has no code for most capitals with a tone: these are small letters in a font of ``capitals``.
    """

    name: Literal["TCVN3", "VNI", "other"]
    capitals: bool = False


# TCVN 5712:1993, third table (VN3), as the ABC fonts have it
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

# VNI for Windows: a vowel, then its mark as an accented vowel; a few letters have a code of their own
_VNI_MARKS = {
    "a": {"ùøûõï": "áàảãạ", "âáàåãä": "âấầẩẫậ", "êéèúüë": "ăắằẳẵặ"},
    "e": {"ùøûõï": "éèẻẽẹ", "âáàåãä": "êếềểễệ"},
    "o": {"ùøûõï": "óòỏõọ", "âáàåãä": "ôốồổỗộ"},
    "ô": {"ùøûõï": "ớờởỡợ"},
    "u": {"ùøûõï": "úùủũụ"},
    "ö": {"ùøûõï": "ứừửữự"},
    "y": {"ùøûõï": "ýỳỷỹỵ"},
}
_VNI_ALONE = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))


def _vni() -> dict[str, str]:
    """Every code with its letter; the vowel decides between small letter and capital, whichever its mark is."""
    codes = dict(_VNI_ALONE)
    for vowel, rows in _VNI_MARKS.items():
        for marks, letters in rows.items():
            codes.update({vowel + mark: letter for mark, letter in zip(marks, letters, strict=True)})
            codes.update({vowel + mark.upper(): letter for mark, letter in zip(marks, letters, strict=True)})
    capitals = {code[0].upper() + code[1:]: letter.upper() for code, letter in codes.items()}
    return codes | capitals


_LETTERS = {"TCVN3": _TCVN3, "VNI": _vni(), "other": dict[str, str]()}
_CODES = {
    name: regex.compile("|".join(sorted(map(regex.escape, letters), key=len, reverse=True)))
    for name, letters in _LETTERS.items()
    if letters
}

# "ABCDEF+.VnTime,Bold": how a PDF names a part of a font
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_STYLE = re.compile(r"(?:[-, ]*(?:bold|italic|oblique|regular|normal|mt))+$", re.IGNORECASE)
# ".VnTime" | ".VNTIMEH" | "VnArial" (a PDF may lose the dot)
_TCVN3_FONT = re.compile(r"\.(?i:vn)\w|Vn[A-Z0-9]")
# "VNI-Times" | "VNI Helve" | "VNITimes"
_VNI_FONT = re.compile(r"(?i:vni)[- _]|VNI[A-Z]")
# Vietware X ("VNtimes new roman"), VPS ("VPS Times")
_OTHER_FONT = re.compile(r"VN[a-z]|vntime|VPS ")


def _inside_words(signs: set[str]) -> str:
    """A pattern for those of the signs that are no letters of Unicode Vietnamese, beside a letter."""
    sign = "[" + "".join(sorted(signs - _SHARED)) + "]"
    return f"(?<=[A-Za-z]){sign}|{sign}(?=[A-Za-z])"


# Where a file calls its old font a Vietnamese one, programs read its bytes as Windows-1258: Ơ for Õ, which is ế.
_FROM_1258 = {
    ord(letter): byte
    for byte in range(0xA0, 0x100)
    if (letter := bytes((byte,)).decode("cp1258", errors="replace")) not in (chr(byte), "\ufffd")
}


# letters that Unicode Vietnamese has and no 8-bit code of Western letters
_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯĩĨũŨẠ-ỹ\u0300-\u0323]")
# letters of Western code pages that Unicode Vietnamese uses too
_SHARED = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý")
_OLD_ONLY = {
    # "ho¹ch", "®iÒu": such a sign inside a word (alone it is a sign: "2×3", "§ 5", "«…»"); "hiÕn": a capital inside
    "TCVN3": regex.compile(_inside_words(set(_TCVN3)) + "|(?<=[a-z])[ÈÉÊÌÒÓÔÕÝ]"),
    # "hoaïch", "ñöôïc"; "hoà", "toán", "loã" may be Unicode
    "VNI": regex.compile(
        "(?i:(?!o[àáã])(?:" + "|".join(sorted(code for code in _LETTERS["VNI"] if len(code) == 2)) + ")|[ñöæî])"
    ),
    "other": regex.compile(_inside_words(set(map(chr, range(0xA1, 0x100))))),
}


def font_code(font: str) -> OldCode | None:
    """The code that the font of this name shows, in Word's or a PDF's spelling; ``None`` for a font of Unicode.

    ".VnTime", ".VnTimeH", ".VnArial NarrowH" (TCVN3), "VNI-Times" (VNI), "VNtimes new roman" (other).
    """
    name = _SUBSET.sub("", font).strip()
    if _TCVN3_FONT.match(name):
        plain = _STYLE.sub("", name)
        return OldCode("TCVN3", capitals=plain.endswith("H") or (plain.islower() and plain.endswith("h")))
    if _VNI_FONT.match(name):
        return OldCode("VNI")
    return OldCode("other") if _OTHER_FONT.match(name) else None


def letter_of(written: str, code: OldCode) -> str | None:
    """The letter that one code stands for ("¸", "aù"); ``None`` where it is no code."""
    letter = _LETTERS[code.name].get(written)
    return letter.upper() if letter and code.capitals else letter


def in_unicode(text: str, code: OldCode) -> str:
    """What a font of the code shows for ``text``; signs that it has no letter for stay as they are."""
    pattern = _CODES.get(code.name)
    if pattern is None:
        return text
    shown = pattern.sub(lambda match: _LETTERS[code.name][match[0]], _western(text).translate(_FROM_1258))
    return shown.upper() if code.capitals else shown


def is_typed_in(code: OldCode, text: str) -> bool | None:
    """Whether ``text``, which stands in a font of the code, was typed in it; ``None`` where its letters do not tell.

    Text that was pasted as Unicode keeps the name of the old font, and shows itself by letters that the code lacks.
    """
    western = _western(text)
    old, new = len(_OLD_ONLY[code.name].findall(western)), len(_UNICODE_ONLY.findall(western))
    return None if old == new == 0 else old > new


def signs_of(code: OldCode, text: str) -> list[str]:
    """What in ``text`` shows that it was typed in the code, each sign as often as it stands there."""
    return _OLD_ONLY[code.name].findall(text)


def _western(text: str) -> str:
    """Codes that a program moved into the private area, as it does for fonts of symbols, taken back; and its µ."""
    if text.isascii():
        return text
    return "".join(chr(ord(c) - 0xF000) if "\uf020" <= c <= "\uf0ff" else c for c in text).replace("μ", "µ")
