"""Numbers and days that an office fills in by hand: printed where they can be read, else left blank.

Both readers learned print. What they make of handwriting looks like any other number, so a number of a document and the
day and month under its letterhead are believed only where both saw the same figures, or the first is sure of each of
them. Elsewhere the place stays blank, which is what a blank form has there, with what both saw as a hint.
"""

from __future__ import annotations

from hmtn_ingest.readers.page.words import Doubt
from hmtn_ingest.readers.scan.reading import LineReading, stretch_of
from hmtn_ingest.readers.scan.vote import Letter, vote
from parsers import regex

_SURE = 0.9
_LONGEST = 60
"""Letters of the longest line of a letterhead."""

# what figures are taken for: signs and single letters
_ODD_FIGURES = r"(?:[^\p{L}]|\p{L}(?!\p{L})){0,14}?"
# "Số: 2155/KH-SYT", "S6:.215A_/BC-SYT", "Sá:3442 /KH-SYT", "Số 12/KH-SYT"; the place is what stands before the last "/"
# with capitals
_NUMBER = regex.compile(
    rf"\W*[Ss][\p{{L}}06]{{0,2}}\s?(?:[:.;,](?P<place>.{{0,14}}?)|(?P<place>{_ODD_FIGURES}))"
    r"\s*/\s?[\p{Lu}\d]{2,}(?:\s?[-–.]\s?[\p{L}\d,.&-]+)*\W*"
)
# "Kiên Giang, ngày 1b tháng 11 năm 2017", "…,ngàyc2O tháng …", "… ngày 2/4 thánggịnũm 2022"
_DATE = regex.compile(
    r"\W*(?:\p{Lu}\p{L}*[\s.-]*){1,6}[,.;]?\s?[Nn]g[aàảá]y(?P<place>.{0,6}?)\s?th[aáả]ng(?P<place2>.{0,5}?)\s?n\p{L}m.*"
)
# "Số 12-TB/ĐTN", ".S0/2-TB/ĐTN", "Số: 3 -KH/ĐU"
_PARTY_NUMBER = regex.compile(
    rf"\W*[Ss][\p{{L}}06]{{0,2}}\s?[:.;,]?(?P<place>{_ODD_FIGURES})"
    r"\s*-\s?\p{Lu}{2,4}\s?/\s?[\p{Lu}\d&]{2,}(?:\s?-\s?[\p{Lu}\d&]+)*\W*"
)
_SHAPES = (_PARTY_NUMBER, _NUMBER, _DATE)
# all but the dots that are to be written on: "Số:..... /KH-BCĐ"
_WRITTEN = regex.compile(r"[^\s.…_·:]")


def read_by_hand(first: LineReading, second: LineReading) -> list[Letter] | None:
    """A line of a letterhead that has places to fill in by hand; ``None`` where it is no such line."""
    for shape in _SHAPES:
        match, other = shape.fullmatch(first.text[:_LONGEST]), shape.fullmatch(second.text[:_LONGEST])
        if match is None and other is None:
            continue
        if match is None or other is None:
            return None
        letters: list[Letter] = []
        a = b = 0
        for place in shape.groupindex:
            letters += _voted(stretch_of(first, a, match.start(place)), stretch_of(second, b, other.start(place)))
            letters += _filled_in(stretch_of(first, *match.span(place)), stretch_of(second, *other.span(place)))
            a, b = match.end(place), other.end(place)
        return letters + _voted(stretch_of(first, a, len(first.text)), stretch_of(second, b, len(second.text)))
    return None


def _voted(first: LineReading, second: LineReading) -> list[Letter]:
    return vote(first, second) if first.text or second.text else []


def _filled_in(first: LineReading, second: LineReading) -> list[Letter]:
    """What stands in a place between two printed words: its figures, or a blank with a doubt."""
    figures, others = first.text.strip(), second.text.strip()
    letters = [Letter(text, at, None) for text, at in zip(first.text, first.at, strict=True)]
    if figures == others or not _WRITTEN.search(figures + others):  # printed, or left open
        return letters
    sure = [confidence for text, confidence in zip(first.text, first.sure, strict=True) if text != " "]
    if figures.isdigit() and min(sure) >= _SURE:
        doubt = Doubt(others, "disagreement")
        return [letter if letter.text == " " else letter._replace(doubt=doubt) for letter in letters]
    at = first.at or second.at
    hint = " | ".join(dict.fromkeys(filter(None, (figures, others))))
    return [Letter(" ", at[len(at) // 2], Doubt(hint, "handwriting"))]
