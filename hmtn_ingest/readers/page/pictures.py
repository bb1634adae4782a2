"""Pictures that stand among text: which may hold words, and whether what was recognised in one is words.

Offices paste a scanned page, a photographed table or a signed last page into a text. Emblems, stamps and signatures
are smaller; of a photograph of people two recognisers make strings that are no syllables.
"""

from __future__ import annotations

from hmtn_ingest.readers.page.document import PageContent
from parsers import regex
from parsers.layout.secrecy import is_secrecy_stamp
from parsers.syllables import is_syllable

_LOWEST, _SMALLEST = 60.0, 25_000.0
"""Points of the shorter side and square points, about 2 cm and 5.5 cm square: more than an emblem or a stamp has."""
_FEWEST_LETTERS = 40
_FEWEST_WORDS = 10
"""A picture with fewer words holds figures, or nothing."""
_SYLLABLES = 0.6
"""The least share of words that are written as syllables are: 0.34 in photographs of people, 0.84 in blurred pages."""
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def may_hold_words(width: float, height: float) -> bool:
    """Whether a picture is shown, ``width`` by ``height`` points, so large that words in it can be read."""
    return min(width, height) >= _LOWEST and width * height >= _SMALLEST


def holds_words(content: PageContent) -> bool:
    """Whether what was recognised in a picture is words or figures; a stamp of secrecy alone is."""
    lines = [line.text for line in content.every_line()]
    if any(is_secrecy_stamp(line) for line in lines):
        return True
    words = [word.lower() for line in lines for word in _WORD.findall(line)]
    if content.letters < _FEWEST_LETTERS:
        return False
    if len(words) < _FEWEST_WORDS:
        return not _is_mostly_unsure(content)
    return sum(map(is_syllable, words)) >= _SYLLABLES * len(words)


def is_unclear(content: PageContent) -> bool:
    """Whether a picture holds words of which most are not sure."""
    return holds_words(content) and _is_mostly_unsure(content)


def _is_mostly_unsure(content: PageContent) -> bool:
    """Whether the recognisers disagree on most of what they see."""
    unsure = sum(
        end - start
        for line in content.every_line()
        for start, end, doubt in line.doubts
        if doubt.cause == "disagreement"
    )
    return unsure * 2 > content.letters
