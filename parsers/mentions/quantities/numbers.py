"""How a number is written: thousands parted by dots or blanks, decimal comma, zero-padding."""

from __future__ import annotations

import functools

from parsers import regex
from parsers.records import Number

# "1.520" "12.345,6" | "1 520" "12 345 678" | "27,5" "0,85" "90.91" "04" "7"
NUMBER = r"(?:\d{1,3}(?:\.\d{3})++(?!\d)(?:,\d++)?|[1-9]\d{0,2}(?:\ \d{3})++(?![\d.]|,\d)|\d++(?:[.,]\d++)?)"

# the thin, narrow and no-break blanks that type-setters put between thousands
_BLANK = regex.compile(r"[ \u00a0\u2002-\u200a\u202f]")
_LONGEST = 24  # characters; what is longer counts nothing

_THOUSANDS = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_BLANK_THOUSANDS = regex.compile(r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
_DECIMAL_COMMA = regex.compile(r"\d+,\d+")
_DECIMAL_DOT = regex.compile(r"\d+\.\d+")


@functools.lru_cache(maxsize=16384)
def read_number(text: str) -> tuple[Number, str | None] | None:
    """The number that ``text`` is, and why it may be another one; ``None`` where it is no number ("5O", "1/2").

    The dot or a blank parts thousands, the comma decimals. A dot with other than three figures behind it is read as a
    decimal point, three figures behind a comma may be English thousands: both are said to be doubtful.

    >>> read_number("1.520"), read_number("27,5"), read_number("04"), read_number("5O")
    ((1520, None), (27.5, None), (4, None), None)
    """
    if len(text) > _LONGEST:
        return None
    if text.isascii() and text.isdigit():
        return int(text), None
    text = _BLANK.sub(" ", text)
    if _THOUSANDS.fullmatch(text) or _BLANK_THOUSANDS.fullmatch(text):
        plain = text.replace(".", "").replace(" ", "").replace(",", ".")
        return (float(plain) if "." in plain else int(plain)), None
    if _DECIMAL_COMMA.fullmatch(text):
        whole, _, rest = text.partition(",")
        return _plain(f"{whole}.{rest}"), ("thousands-or-decimals" if len(rest) == 3 and whole.strip("0") else None)
    if _DECIMAL_DOT.fullmatch(text):
        return _plain(text), "dot-decimal"
    return None


def _plain(text: str) -> Number:
    value = float(text)
    return int(value) if value.is_integer() else value
