"""Vietnamese numbers in words: "một trăm sáu mươi", "mười hai triệu năm trăm nghìn", "hai mươi lăm"."""

from __future__ import annotations

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_THOUSANDS = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
NUMBER_WORDS = (*_DIGITS, *_THOUSANDS, "mười", "mươi", "trăm", "linh", "lẻ", "chục")
"""The words that numbers are made of."""


def spelt_number(words: str) -> int | None:
    """The number that words in normal form say, or ``None`` where they are not built as numbers are.

    >>> spelt_number("một trăm sáu mươi"), spelt_number("mười hai triệu, năm trăm nghìn"), spelt_number("hai mươi lăm")
    (160, 12500000, 25)
    """
    total, group, digit = 0, 0, None
    least = 10**12
    for word in words.replace(",", "").split():
        if word in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[word]
        elif word in ("linh", "lẻ"):
            if digit is not None:
                return None
        elif word == "trăm":
            if digit is None or group:
                return None
            group, digit = digit * 100, None
        elif word in ("mươi", "chục"):
            if digit is None or group % 100:
                return None
            group, digit = group + digit * 10, None
        elif word == "mười":
            if digit is not None or group % 100:
                return None
            group += 10
        elif word in _THOUSANDS:
            scale = _THOUSANDS[word]
            group += digit or 0
            if not group or scale >= least:
                return None
            total, group, digit, least = total + group * scale, 0, None, scale
        else:
            return None
    return total + group + (digit or 0)
