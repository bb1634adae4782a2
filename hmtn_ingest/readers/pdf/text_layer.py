"""Whether the text layer of a PDF page is Vietnamese or rubbish, and how much of the page is a picture."""

from __future__ import annotations

import functools
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from parsers import regex

FEWEST_LETTERS = 150
"""Below this a page is too short to be judged."""

_FEWEST_BARE = 25
_UNMAPPED_INSIDE = regex.compile(r"\p{L}\p{M}*\ufffd|\ufffd\p{L}")

# A Vietnamese syllable without its marks: "nguoi", "thuc", "huyet", "ngh", no: "hqi", "cqng", "xfi", "the?"
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oeo|uay|uoi|uou|uoc|[aeiouy]{1,2})"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_TWO_SYLLABLES = regex.compile(f"(?:{_SYLLABLE.pattern}){{2}}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_VOWEL = regex.compile(r"[aeiouyăâêôơư\p{M}]|[^\x00-\x7fđ]")
# "b/c", "đ/c", "350 ml", "7h30"
_NO_VOWELS = frozenset(
    (
        "b",
        "c",
        "d",
        "đ",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "q",
        "s",
        "t",
        "v",
        "x",
        "cc",
        "kg",
        "km",
        "cm",
        "mm",
        "ml",
        "đv",
        "đvt",
        "ths",
    )
)
# words that no text in Vietnamese has, read well or badly
_ENGLISH = frozenset(
    ("of", "and", "with", "that", "which", "this", "are", "was", "were", "be", "as", "from", "or", "by")
)
_ENGLISH_SHARE = 0.05
# tone and letter marks that Vietnamese uses: breve, circumflex, horn, grave, acute, hook, tilde, dot below
_MARKS = frozenset("\u0306\u0302\u031b\u0300\u0301\u0309\u0303\u0323")
# signs that texts in the old 8-bit codes have in their words, and glyphs without a letter
_OLD_CODES = frozenset("¸µ¶·¹¨»¾¼½©®ªº¬¦§\ufffd")


@functools.lru_cache(maxsize=1)  # asked twice of a page
def is_rubbish(text: str) -> bool:
    """Whether a page of text cannot be Vietnamese as written: recognised without its marks, or in an old 8-bit code.

    Judged are the share of letters with Vietnamese marks, the share of words that have the build of a syllable, and
    glyphs that the file maps to no letter at all.
    """
    plain, letters, marked, foreign = _letters(text)
    if letters + text.count("\ufffd") < FEWEST_LETTERS:
        return False
    # Abbreviations and codes are no syllables; words in small letters tell.
    words = Counter(w for w in _WORD.findall(plain) if w.islower() and len(w) > 1)
    odd = sum(count for word, count in words.items() if not _SYLLABLE.fullmatch(word))
    if _has_lost_letters(text):
        return True
    if sum(words[word] for word in _ENGLISH) > _ENGLISH_SHARE * words.total():
        return False
    return marked < 0.08 * letters or foreign > 0.04 * letters or (words.total() >= 30 and odd > 0.3 * words.total())


def lacks_marks(text: str) -> bool:
    """Whether so few letters have marks that the text is no Vietnamese read well: of that 28 % and more have."""
    letters = [letter for letter in unicodedata.normalize("NFC", text) if letter.isalpha()]
    return sum(not letter.isascii() for letter in letters) < 0.1 * len(letters)


def is_bare(text: str) -> bool:
    """Whether a page too short for :func:`is_rubbish` has words enough, and no letter with a mark among them."""
    letters = sum(letter.isalpha() for letter in text)
    return _FEWEST_BARE <= letters < FEWEST_LETTERS and unicodedata.normalize("NFD", text).isascii()


def has_unmapped_letters(text: str) -> bool:
    """Whether glyphs that the file maps to no letter stand inside words; alone they are bullets: "\ufffd Hạn: 5/6"."""
    return len(_UNMAPPED_INSIDE.findall(text)) >= 2


def glued_words(text: str) -> list[str]:
    """Words of two Vietnamese syllables without a blank between them, lost by a program: "máutrở"."""
    found: list[str] = []
    for word in dict.fromkeys(_WORD.findall(unicodedata.normalize("NFC", text))):
        if not word.islower() or word.isascii():
            continue
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if unicodedata.category(c) != "Mn")
        if len(plain) > 4 and not _SYLLABLE.fullmatch(plain) and _TWO_SYLLABLES.fullmatch(plain):
            found.append(word)
    return found


def _has_lost_letters(text: str) -> bool:
    """Whether vowels with their marks are gone from the words: "v n đ ng hi n máu", "K HO CH"."""
    words = Counter(word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if word.islower())
    bare = sum(count for word, count in words.items() if not _VOWEL.search(word) and word not in _NO_VOWELS)
    return bare >= 6 and bare > 0.08 * words.total()


def _letters(text: str) -> tuple[str, int, int, int]:
    """The text without its marks, its number of letters, of Vietnamese marks, and of what Vietnamese does not have."""
    decomposed = unicodedata.normalize("NFD", text)
    letters = marked = foreign = 0
    marks: list[str] = []
    for char, count in Counter(decomposed).items():
        category = unicodedata.category(char)
        if char in "đĐ" or char in _MARKS:
            marked += count
        elif category == "Mn" or (category[0] == "L" and not char.isascii()) or char in _OLD_CODES:
            foreign += count
        letters += count * (category[0] == "L")
        if category == "Mn":
            marks.append(char)
    return decomposed.translate(dict.fromkeys(map(ord, marks))), letters, marked, foreign


def image_share(images: Sequence[dict[str, Any]], width: float, height: float) -> float:
    """The part of the page, 0 to 1, that its images cover; a scanner may cut a page into strips."""
    if width <= 0 or height <= 0:
        return 0.0
    covered = set()
    for image in images:
        columns = _fields(image["x0"] / width, image["x1"] / width)
        covered |= {
            (row, column) for row in _fields(image["top"] / height, image["bottom"] / height) for column in columns
        }
    return len(covered) / _FIELDS**2


_FIELDS = 50
"""A page is looked at in so many fields across, and so many down."""


def _fields(begin: float, end: float) -> range:
    """The fields whose middles lie between two places, these being parts of the page's width or height."""
    return range(max(0, math.ceil(begin * _FIELDS - 0.5)), min(_FIELDS, math.ceil(end * _FIELDS - 0.5)))


_FINEST = 200.0
"""Pixels an inch; letters recognised in finer pictures come out no better."""


def resolution(images: Sequence[dict[str, Any]]) -> float:
    """Pixels an inch at which a page is to be drawn: those of its largest image, up to what recognition needs."""
    widest = max(images, key=lambda image: float(image["x1"] - image["x0"]), default=None)
    if widest is None or widest["x1"] <= widest["x0"]:
        return _FINEST
    return min(_FINEST, max(72.0, 72.0 * float(widest["srcsize"][0]) / float(widest["x1"] - widest["x0"])))
