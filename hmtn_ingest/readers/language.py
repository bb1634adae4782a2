"""Whether what was read is Vietnamese: made of the syllables that Vietnamese documents use, in an order that they use.

Noise may decode, and may even be built of syllables; a document in another language is none that we read.

    problems_of("lorem ipsum dolor sit amet")   # [Problem(code="not-vietnamese", ...)]
"""

from __future__ import annotations

import functools
import itertools
import unicodedata

from hmtn_ingest.readers.errors import problem
from hmtn_ingest.readers.scan.syllables import usual_syllables
from parsers import regex
from parsers.document import Problem

_WORD = regex.compile(r"[\p{L}\p{M}\p{Cf}]*\p{L}[\p{L}\p{M}\p{Cf}]*")
_INVISIBLE = regex.compile(r"[\p{Cf}]")
_LOOKED_AT = 200_000
"""Characters."""
_LEAST_USUAL = 0.45
"""Of the words; of Vietnamese documents 80 % and more are usual syllables, of built ones 15 % at most."""
_LEAST_PAIRS = 0.06
"""Of two words that follow each other; 25 % and more do so in Vietnamese documents too, of shuffled ones 2 %."""
_ENOUGH_FOR_PAIRS = 12
_MARKED = 0.02


def problems_of(text: str) -> list[Problem]:
    """``not-vietnamese`` where the words are not; a text of numbers and signs alone has nothing to read either."""
    plain = unicodedata.normalize("NFC", text[:_LOOKED_AT]).lower()
    words = _WORD.findall(plain)
    if _INVISIBLE.search(plain):
        words = [_INVISIBLE.sub("", word) for word in words]
    letters = "".join(words)
    marked = len(letters) - len(letters.encode("ascii", "ignore"))
    usual = _usual(bare=marked < _MARKED * len(letters))
    known = sum(map(usual.__contains__, words))
    pairs = sum(f"{a} {b}" in usual for a, b in itertools.pairwise(words))
    shuffled = len(words) >= _ENOUGH_FOR_PAIRS and pairs < _LEAST_PAIRS * len(words)
    if known and known >= _LEAST_USUAL * len(words) and not shuffled:
        return []
    return [problem("not-vietnamese")]


@functools.cache
def _usual(*, bare: bool) -> frozenset[str]:
    """Usual syllables and pairs of them; ``bare`` as people type them without marks."""
    found = usual_syllables()
    if not bare:
        return found
    plain = (unicodedata.normalize("NFD", words.replace("đ", "d")) for words in found)
    return frozenset("".join(c for c in words if not unicodedata.combining(c)) for words in plain)
