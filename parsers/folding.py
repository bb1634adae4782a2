"""Words without case, marks and signs, as they are compared and searched: "Văn hoá - Xã hội" with "van hoa xa hoi".

:mod:`parsers.text` has these functions too.
"""

from __future__ import annotations

import functools
import unicodedata

from parsers import regex

MARK = regex.compile(r"\p{M}")


class _BareLetters(dict[int, str]):
    """For ``str.translate``: each letter in lower case without its marks, đ as d, a blank for every sign."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code).lower().replace("đ", "d").replace("ð", "d"))[:1]
        self[code] = bare = base if base.isalnum() else " "
        return bare


_BARE_LETTERS = _BareLetters()


class _ApartLetters(dict[int, str]):
    """For ``str.translate``: as :class:`_BareLetters`, nothing for a mark, all of what a letter is made of."""

    def __missing__(self, code: int) -> str:
        self[code] = bare = MARK.sub("", unicodedata.normalize("NFD", chr(code))).translate(_BARE_LETTERS)
        return bare


_APART_LETTERS = _ApartLetters()


def folded(text: str) -> str:
    """``text`` without case, accents and punctuation, đ as d: for searching whole documents."""
    return " ".join(text.translate(_APART_LETTERS).split())


def folded_in_place(text: str) -> str:
    """As :func:`folded`, but as long as ``text`` (in NFC), so that offsets stay.

    >>> folded_in_place("Số: 12/KH-BCĐ")
    'so  12 kh bcd'
    """
    return text.translate(_BARE_LETTERS)


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """As :func:`folded`, remembered: for comparing names, which come again and again.

    >>> fold("Phòng Văn hoá - Xã hội")
    'phong van hoa xa hoi'
    """
    return folded(text)
