"""Vietnamese numbers in words: "một trăm sáu mươi", "mười hai triệu năm trăm nghìn", "hai mươi lăm"."""

from __future__ import annotations

from parsers import regex

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_THOUSANDS = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
NUMBER_WORDS = (*_DIGITS, *_THOUSANDS, "mười", "mươi", "trăm", "linh", "lẻ", "chục")
"""The words that numbers are made of."""


# "ba trăm", "linh năm", "mười hai", "không trăm hai mươi": below a thousand
_DIGIT = "|".join(_DIGITS)
_BELOW_THOUSAND = regex.compile(
    rf"(?:(?P<hundreds>{_DIGIT}) trăm ?)?(?:(?:linh|lẻ) |(?P<tens>{_DIGIT}) (?:mươi|chục) ?|(?P<ten>mười) ?)?"
    rf"(?P<ones>{_DIGIT})?"
)
_SCALE = regex.compile(rf" ?(?<!\w)({'|'.join(_THOUSANDS)})(?!\w) ?")


def spelt_number(words: str) -> int | None:
    """The number that words in normal form say, or ``None`` where they are not built as numbers are.

    >>> spelt_number("một trăm sáu mươi"), spelt_number("mười hai triệu, năm trăm nghìn"), spelt_number("hai mươi lăm")
    (160, 12500000, 25)
    """
    *scaled, rest = _SCALE.split(words.replace(",", ""))
    groups = [*zip(scaled[::2], (_THOUSANDS[scale] for scale in scaled[1::2]), strict=True)]
    scales = [scale for _, scale in groups]
    numbers = [_below_thousand(group) for group, _ in groups]
    last = _below_thousand(rest) if rest else 0
    if last is None or None in numbers or scales != sorted(set(scales), reverse=True):
        return None
    return last + sum((number or 0) * scale for number, scale in zip(numbers, scales, strict=True))


def _below_thousand(words: str) -> int | None:
    match = _BELOW_THOUSAND.fullmatch(words) if words else None
    if match is None:
        return None
    hundreds, tens, ones = (_DIGITS[match[name]] if match[name] else 0 for name in ("hundreds", "tens", "ones"))
    return hundreds * 100 + (10 if match["ten"] else tens * 10) + ones
