"""Roman numerals, as headings and quarters carry them."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number in Roman numerals: 14 is "XIV"; in figures where these have none for it."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def roman_value(text: str) -> int | None:
    """The number that "XIV" or "xiv" is; ``None`` where there is another letter. A scanner's "IIII" is 4."""
    values = {letters: value for value, letters in _ROMAN if len(letters) == 1}
    digits = [values.get(letter, 0) for letter in text.upper()]
    if not digits or not all(digits):
        return None
    return sum(-digit if digit < max(digits[at:]) else digit for at, digit in enumerate(digits))
