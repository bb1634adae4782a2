"""Known words that a misread one may have been: what recognisers take for what, and which fits its neighbours."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable

from parsers.mending.known_words import FIGURE, has_vowel, known_words
from parsers.text import fold

# what a recogniser sees, and what may have stood there; on letters without marks
_SLIPS = {
    "a": "oe", "b": "h", "c": "eo", "d": "đ", "đ": "d", "e": "co", "f": "tl", "g": "q", "h": "bn", "i": "ltj", "j": "i",
    "l": "it", "n": "uh", "o": "ace", "q": "g", "t": "lif", "u": "n", "v": "y", "y": "v",
    "ri": "n", "rn": "m", "nn": "m", "in": "m", "ii": "u", "li": "h", "cl": "d", "vv": "w", "tl": "h",
}  # fmt: skip
_LONGEST = 8
"""No syllable has more letters: "nghiêng" and one that was read as two."""
_SHORTEST_GLUED = 6


def nearest(word: str, left: str, right: str, shown: str) -> str | None:
    """The one known word that a misread one must have been: the fewest slips away, and known beside most neighbours.

    Words in capitals are mostly short for something ("UBND"): there a neighbour has to know it.
    """
    if not 2 <= len(word) <= _LONGEST or not has_vowel(word):
        return None
    for slips, options in enumerate((_one_slip(word), _two_slips(word)), 1):
        ranked = sorted(((_fit(option, left, right), option) for option in options), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            if ranked and ranked[0][0]:
                return None
            continue
        fit, option = ranked[0]
        if fit:
            return option
        if slips == 1 and len(ranked) == 1 and shown.islower() and len(word) > 2:
            return option
    return None


def _fit(option: str, left: str, right: str) -> int:
    pairs = known_words().pairs
    return ((left, option) in pairs) + ((option, right) in pairs)


def known_beside(word: str, left: str, right: str, shown: str, *, named: bool) -> str | None:
    """The one word a slip away that the lexicon knows beside both neighbours, as far as these are words or figures.

    One neighbour is enough where the lexicon does not know the word itself, and it is no name. What is ``named``, as
    with a capital behind one ("Văn Bàn"), may be a word of any kind: there both have to be known.
    """
    left, right = (neighbour if _tells(neighbour) else "" for neighbour in (left, right))
    telling = bool(left) + bool(right)
    known = word in known_words().words
    needed = 2 if named else 1 if not known and shown.islower() else max(telling, 1)
    fitting = [option for option in _one_slip(word) if option != word and _fit(option, left, right) >= needed]
    if known and telling < 2:  # letters are taken for others less often than marks are lost
        fitting = [option for option in fitting if fold(option) == fold(word)]
    return fitting[0] if len(fitting) == 1 else None


def _tells(neighbour: str) -> bool:
    return neighbour == FIGURE or neighbour.isalpha()


@functools.lru_cache(maxsize=8192)
def _one_slip(word: str) -> tuple[str, ...]:
    """Known words that differ by one slip: by marks alone, or by letters of which one was taken for another."""
    lexicon = known_words()
    found = {w for w in lexicon.by_letters.get(fold(word), ()) if _marks_apart(w, word) == 1}
    found |= {w for w in _alike(word) if w in lexicon.words}
    return tuple(sorted(found))


@functools.lru_cache(maxsize=8192)
def _two_slips(word: str) -> tuple[str, ...]:
    lexicon = known_words()
    found = set(lexicon.by_letters.get(fold(word), ()))
    for once in _alike(word):
        found.update(lexicon.by_letters.get(fold(once), ()))
        found.update(w for w in _alike(once) if w in lexicon.words)
    found.discard(word)
    return tuple(sorted(found))


def _marks_apart(one: str, other: str) -> int:
    """How many letters of two words of one spelling differ in their marks."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 2


def _alike(word: str) -> Iterable[str]:
    """What may have stood there where one letter, or two that look like one, were misread; marks stay."""
    for i, letter in enumerate(word):
        base, *marks = list(unicodedata.normalize("NFD", letter))
        for meant in _SLIPS.get(base, ""):
            written = unicodedata.normalize("NFC", meant + "".join(marks))
            if len(written) == 1:
                yield word[:i] + written + word[i + 1 :]
        for meant in _SLIPS.get(word[i : i + 2], "") if i + 1 < len(word) else "":
            yield word[:i] + meant + word[i + 2 :]


def apart(word: str, *, known: bool) -> str | None:
    """Two words that were run together, where there is one way only; ``known``: the lexicon has them side by side."""
    lexicon = known_words()
    cuts = [(word[:i], word[i:]) for i in range(2, len(word) - 1)]
    cuts = [cut for cut in cuts if lexicon.words.issuperset(cut)]
    beside = [cut for cut in cuts if cut in lexicon.pairs]
    if not beside and not known and len(word) >= _SHORTEST_GLUED and not word.isascii():
        beside = cuts
    return " ".join(beside[0]) if len(beside) == 1 else None
