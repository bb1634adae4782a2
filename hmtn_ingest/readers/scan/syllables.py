"""Which of two readings is better Vietnamese: made of syllables, and of usual ones.

How usual a syllable is, alone and behind another, was counted in texts of ours by ``scripts/count_syllables.py``.
"""

from __future__ import annotations

import functools
import math
from pathlib import Path

from parsers import regex
from parsers.syllables import is_syllable

_COUNTS = Path(__file__).parent / "data" / "syllables.txt"
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_TRUST = 4.0
"""A syllable that stands in our texts so often is judged by what stood before it as much as by itself."""
_SYLLABLES = 7000.0
"""So many syllables are in use; those that our texts lack are taken to be equally rare."""


def all_syllables(text: str) -> bool:
    """Whether every word of the text is written as a syllable is; an abbreviation in capitals is taken as it is."""
    return all(is_syllable(word.lower()) or (word.isupper() and len(word) > 1) for word in _WORD.findall(text))


def usual_syllables() -> frozenset[str]:
    """The syllables that stand in our texts, and the pairs of them with a blank between."""
    return frozenset(_counts()[0])


def usualness(text: str, before: str, after: str) -> float:
    """How usual the syllables of a text are between the words around it: the logarithm of their likelihood."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return 0.0
    ends = _WORD.findall(after)[:1]
    previous = next(iter(_WORD.findall(before)[-1:]), "").lower()
    total = 0.0
    for word in [*words, *map(str.lower, ends)]:
        total += math.log(_likelihood(previous, word))
        previous = word
    return total


def _likelihood(previous: str, word: str) -> float:
    counts, total = _counts()
    alone = (counts.get(word, 0) + 0.5) / (total + 0.5 * _SYLLABLES)
    behind = counts.get(f"{previous} {word}", 0)
    return (behind + _TRUST * alone) / (counts.get(previous, 0) + _TRUST)


@functools.cache
def _counts() -> tuple[dict[str, int], int]:
    """Counts of syllables and pairs of them, and of all syllables together."""
    counts: dict[str, int] = {}
    for line in _COUNTS.read_text(encoding="utf-8").splitlines():
        words, _, count = line.rpartition(" ")
        counts[words] = int(count)
    return counts, sum(count for words, count in counts.items() if " " not in words)
