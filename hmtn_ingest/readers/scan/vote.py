"""Two readings of a line to one: where they agree the text is sure, elsewhere one is taken and both are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex
from rapidfuzz.distance import Levenshtein

from hmtn_ingest.readers.page.words import Doubt
from hmtn_ingest.readers.scan import syllables
from hmtn_ingest.readers.scan.reading import LineReading


class Letter(NamedTuple):
    """A letter or blank of a line, where its middle stands (pixels), and what is doubtful about it."""

    text: str
    at: float
    doubt: Doubt | None


_SURE = 0.97
_DIGIT = regex.compile(r"\d")
_LIKE_DIGITS = regex.compile(r"[IlOoRSBZ]")
_NO_MARKS = regex.compile(r"[^\p{L}\p{M}\d]+")
_MARGIN = 0.7


def vote(first: LineReading, second: LineReading) -> list[Letter]:
    """The line as the two readers together see it; ``first`` tells where letters stand and how sure they are."""
    letters: list[Letter] = []
    for one, other, ends in _segments(first, second):
        a, b = first.text[one], second.text[other]
        if a == b:
            letters += _letters(first, one, None)
            continue
        before = "".join(letter.text for letter in letters).rpartition(" ")[0][-40:]
        if _first_is_right(first, one, b, ends, before):
            letters += _letters(first, one, Doubt(b, "disagreement"))
        else:
            letters += _placed(b, first, second, one, other, Doubt(a, "disagreement"))
    return letters


def alone(reading: LineReading) -> list[Letter]:
    """The line as the only reader at hand sees it: none of its figures is sure."""
    doubt = Doubt("", "single-reader")
    return [
        Letter(text, at, doubt if text.isdigit() else None) for text, at in zip(reading.text, reading.at, strict=True)
    ]


def _segments(first: LineReading, second: LineReading) -> Iterator[tuple[slice, slice, tuple[bool, bool]]]:
    """Stretches that belong together: between blanks that both readings have. Says whether each begins, ends a line."""
    cuts: list[tuple[int, int]] = []
    for same in Levenshtein.opcodes(first.text, second.text).as_matching_blocks():
        cuts += [(same.a + at, same.b + at) for at in range(same.size) if first.text[same.a + at] == " "]
    a = b = 0
    for a_cut, b_cut in [*cuts, (len(first.text), len(second.text))]:
        yield slice(a, a_cut), slice(b, b_cut), (a == 0, a_cut == len(first.text))
        if a_cut < len(first.text):
            yield slice(a_cut, a_cut + 1), slice(b_cut, b_cut + 1), (False, False)
        a, b = a_cut + 1, b_cut + 1


def _letters(reading: LineReading, part: slice, doubt: Doubt | None) -> list[Letter]:
    return [Letter(text, at, doubt) for text, at in zip(reading.text[part], reading.at[part], strict=True)]


def _placed(text: str, first: LineReading, second: LineReading, one: slice, other: slice, doubt: Doubt) -> list[Letter]:
    """Letters of the second reading, where the second reader saw them."""
    return _letters(second, other, doubt)


def _first_is_right(first: LineReading, one: slice, b: str, ends: tuple[bool, bool], before: str) -> bool:
    """Whether the first reading of a segment is to be printed. What is looked at first decides: figures, then marks
    at the ends, then which one is made of syllables, then which syllables are usual, then how sure the letters are."""
    a = first.text[one]
    if _DIGIT.search(a) or _DIGIT.search(b):
        return not (_LIKE_DIGITS.search(a) and not regex.search(r"\p{L}", b) and _DIGIT.search(b))
    if _NO_MARKS.sub("", a) == _NO_MARKS.sub("", b):
        return len(a) >= len(b) if any(ends) else True
    sound_a, sound_b = syllables.all_syllables(a), syllables.all_syllables(b)
    if sound_a != sound_b:
        return sound_a
    usual_a, usual_b = syllables.usualness(a, before), syllables.usualness(b, before)
    if abs(usual_a - usual_b) > _MARGIN:
        return usual_a > usual_b
    return min(first.sure[one], default=0.0) > _SURE
