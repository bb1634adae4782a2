"""Two readings of a line to one: where they agree the text is sure, elsewhere one is taken and both are kept.

What is printed of a stretch is always what one of them read: of its letters and figures, and of the marks around them,
for each of which another of the two may be the better. A word that neither read is never made: that mended less than it
spoilt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from hmtn_ingest.readers.page.words import Doubt
from hmtn_ingest.readers.scan import syllables
from hmtn_ingest.readers.scan.reading import LineReading
from parsers import regex


class Letter(NamedTuple):
    """A letter or blank of a line, where its middle stands (pixels), and what is doubtful about it."""

    text: str
    at: float
    doubt: Doubt | None


class _Stretch(NamedTuple):
    """What both readers saw between two blanks or strokes, from where to where in each reading."""

    a: slice
    b: slice


_SURE, _UNSURE = 0.97, 0.8
_NO_TEXT = 0.75
_MARGIN = 0.7
"""So much likelier, as a logarithm, one reading has to be for its syllables alone to decide."""
_DIGIT = regex.compile(r"\d")
_LETTER = regex.compile(r"\p{L}")
_LIKE_DIGITS = regex.compile(r"[IlOoRSBZ]")
_PARTS = regex.compile(r"([^\p{L}\d]*)(.*?)([^\p{L}\d]*)", regex.S)
_NO_MARK = regex.compile(r"[^\s.,;:!?()\[\]“”‘’\"'/%…*+•–-]")
"""What the second reader makes of specks and of the ink of stamps."""
_BEHIND_FIGURES = (".", "%")
_BROKEN_NUMBER = regex.compile(r"\d \d")
_ROMAN = regex.compile(r"[IVX]+")


def vote(first: LineReading, second: LineReading) -> list[Letter]:
    """The line as the two readers together see it; ``first`` tells where letters stand and how sure they are."""
    if is_noise(first, second):
        return []
    if not first.text or not second.text:
        return alone(first if first.text else second)
    letters: list[Letter] = []
    for stretch in _stretches(first.text, second.text):
        a, b = first.text[stretch.a], second.text[stretch.b]
        around = "".join(letter.text for letter in letters), first.text[stretch.a.stop :]
        text = a if a == b else _decided(a, b, min(first.sure[stretch.a], default=0.0), around)
        doubt = None if a == b else Doubt(b if text == a else a, "disagreement")
        letters += [
            Letter(sign, at, doubt) for sign, at in zip(text, _places(text, stretch, first, second), strict=True)
        ]
    return letters


def is_noise(first: LineReading, second: LineReading) -> bool:
    """Whether two readings are of no text, but of a seal, a signature or dirt: unsure, and without a letter in common.

    A figure may stand alone in its cell, and be read by one of the two only.
    """
    alike = {sign for sign in first.text if sign.isalnum()}.intersection(second.text)
    if first.text.isdigit() or alike:
        return False
    return sum(first.sure) < _NO_TEXT * len(first.sure) or not first.text


def is_hardly_legible(first: LineReading, second: LineReading) -> bool:
    """Whether letters were seen of which the first reader is unsure, or that are no text to both."""
    return sum(first.sure) < _UNSURE * len(first.sure) or is_noise(first, second)


def alone(reading: LineReading) -> list[Letter]:
    """The line as only one reader sees it: none of its figures is sure."""
    doubt = Doubt("", "single-reader")
    return [
        Letter(text, at, doubt if text.isdigit() else None) for text, at in zip(reading.text, reading.at, strict=True)
    ]


def _stretches(a: str, b: str) -> Iterator[_Stretch]:
    """The readings cut at the blanks and strokes that both have, these being stretches of their own."""
    begin = _Stretch(slice(0, 0), slice(0, 0))
    for same in Levenshtein.opcodes(a, b).as_matching_blocks():
        for at in range(same.size):
            if a[same.a + at] in " /":
                cut = _Stretch(slice(same.a + at, same.a + at + 1), slice(same.b + at, same.b + at + 1))
                yield _Stretch(slice(begin.a.stop, cut.a.start), slice(begin.b.stop, cut.b.start))
                yield cut
                begin = cut
    yield _Stretch(slice(begin.a.stop, len(a)), slice(begin.b.stop, len(b)))


def _places(text: str, stretch: _Stretch, first: LineReading, second: LineReading) -> tuple[float, ...]:
    """Where the letters of a stretch stand: as the first reader saw them, unless it saw more or fewer."""
    for part, reading in ((stretch.a, first), (stretch.b, second)):
        if len(text) == part.stop - part.start:
            return reading.at[part]
    places = first.at[stretch.a] or second.at[stretch.b]
    step = (places[-1] - places[0]) / max(1, len(text) - 1)
    return tuple(places[0] + step * index for index in range(len(text)))


def _decided(a: str, b: str, sure: float, around: tuple[str, str]) -> str:
    """What to print where the first reader saw ``a`` and the second ``b``, between the texts ``around``."""
    if a.replace(" ", "") == b.replace(" ", ""):
        return _parted(a, b)
    before, core_a, behind = _split(a)
    lead, core_b, trail = _split(b)
    if bool(core_a) != bool(core_b):
        return a if core_a else b
    if trail.startswith("%") and core_a[:-1] == core_b:  # the first reader takes a per cent sign for a 6
        return before + core_b + trail
    core_b = _cased(core_a, core_b)
    core = core_a if core_a == core_b or _first_is_right(core_a, core_b, sure, around) else core_b
    if not around[0] and not around[1] and not _LETTER.search(core):  # a figure in a cell
        return core + (trail if trail in _BEHIND_FIGURES else behind)
    ordinal = not around[0] and (core.isdigit() or _ROMAN.fullmatch(core) is not None)
    return _mark(before, lead, edge=not around[0]) + core + _mark(behind, trail, edge=ordinal or not around[1])


def _split(text: str) -> tuple[str, str, str]:
    match = _PARTS.fullmatch(text)
    assert match is not None
    return match[1], match[2], match[3]


def _parted(a: str, b: str) -> str:
    """Of two readings that differ in blanks: the one with more, where what it parts are words, not figures."""
    more, fewer = sorted((a, b), key=lambda text: text.count(" "), reverse=True)
    return (
        more
        if not _BROKEN_NUMBER.search(more) and all(syllables.all_syllables(part) for part in more.split())
        else fewer
    )


def _cased(a: str, b: str) -> str:
    """``b`` with capitals where ``a`` has them: letters that look alike in both sizes mislead the second reader."""
    if len(a) != len(b):
        return b
    return "".join(y if x.isupper() == y.isupper() else y.swapcase() for x, y in zip(a, b, strict=True))


def _mark(a: str, b: str, *, edge: bool) -> str:
    """The marks beside a word. Both readers lose some at the ends of a line; the second tells them better apart."""
    if _NO_MARK.search(b):
        return a
    if edge:
        return a if len(a) > len(b) else b
    return b if a and b else a


def _first_is_right(a: str, b: str, sure: float, around: tuple[str, str]) -> bool:
    """Whether the first reading of letters and figures is to be printed, the order being that of what tells most.

    Figures: the first reader hardly ever errs. Then whether the words are syllables, then how usual these are, then how
    sure the first reader is.
    """
    if _DIGIT.search(a) or _DIGIT.search(b):
        if " " not in b and "".join(filter(str.isalnum, a)) == "".join(filter(str.isalnum, b)):
            return False
        if _LETTER.search(a) and b.isalpha() and syllables.all_syllables(b):
            return False
        if _LIKE_DIGITS.search(a) and _DIGIT.search(b) and not _LETTER.search(b):
            return False
        return sure > _UNSURE or len(a) != len(b) or not b.isdigit()
    if _ROMAN.fullmatch(a) and _ROMAN.fullmatch(b):
        return len(a) >= len(b)
    if a.isupper() and a.replace("Đ", "D") == b.replace("Đ", "D"):  # "QĐ-UBND": a stroke is lost, hardly ever made up
        return a.count("Đ") >= b.count("Đ")
    sound_a, sound_b = syllables.all_syllables(a), syllables.all_syllables(b)
    if sound_a != sound_b:
        return sound_a
    usual_a, usual_b = syllables.usualness(a, *around), syllables.usualness(b, *around)
    if abs(usual_a - usual_b) > _MARGIN:
        return usual_a > usual_b
    return sure > (_UNSURE if a.isupper() else _SURE)
