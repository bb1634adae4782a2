"""Phone numbers are personal data: hidden wherever a person did not ask to see them."""

from __future__ import annotations

import regex

# 0912345678 · 0912.345.678 · 091 234 5678 · (0236) 3 888 999 · +84 912 345 678
_PHONE = regex.compile(r"(?<![\d/])\(?(?:\+84[ .-]?\d{1,4}|0\d{2,3})\)?(?:[ .-]?\d{1,4}){1,5}(?![\d/])")
_VISIBLE = 3


def mask_phones(text: str) -> str:
    """The text with all but the last three digits of each phone number replaced by "•"; the length stays the same."""
    return str(_PHONE.sub(lambda match: _mask(match[0]), text))


def _mask(number: str) -> str:
    digits = sum(character.isdigit() for character in number)
    # Vietnamese numbers have 10 or 11 digits with their 0, one more with 84; a number of other length is none.
    if not 10 <= digits <= 12:
        return number
    hidden = digits - _VISIBLE
    masked = []
    for character in number:
        if character.isdigit() and hidden:
            hidden -= 1
            character = "•"
        masked.append(character)
    return "".join(masked)
