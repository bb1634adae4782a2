"""Characters that show nothing, which no reader of a page knows of: they are left out wherever words are matched."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

# Unicode's Default_Ignorable_Code_Point: soft hyphens, joiners, directions, variants, tags
_RANGES = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
NO_CHARACTERS = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
IGNORED = "".join(f"{chr(first)}-{chr(last)}" for first, last in _RANGES)
"""The same for a set in a regex."""


def with_marks(source: str, at: int, end: int, skip: Container[int]) -> tuple[str, int]:
    """The letter at a place with the marks on it, and where it ends; what shows nothing may stand between them."""
    letter, stop = source[at], at + 1
    for place in range(at + 1, end):
        if place in skip or source[place] in NO_CHARACTERS:
            continue
        if not unicodedata.combining(source[place]):
            break
        letter += source[place]
        stop = place + 1
    return letter, stop
