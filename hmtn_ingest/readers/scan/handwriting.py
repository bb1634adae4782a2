"""Numbers and days that an office fills in by hand: printed where they can be read, else left blank.

Both readers learned print. What they make of handwriting looks like any other number, so a number of a document and the
day and month under its letterhead are believed only where both saw the same figures, or the first is sure of each of
them. Elsewhere the place stays blank, which is what a blank form has there, with what both saw as a hint.
"""

from __future__ import annotations

from collections.abc import Sequence

from hmtn_ingest.readers.page.words import Doubt
from hmtn_ingest.readers.scan.reading import NOTHING, LineBox, LineReading, stretch_of
from hmtn_ingest.readers.scan.vote import Letter, vote
from parsers import regex

Readings = tuple[LineReading, LineReading]
"""What the two readers saw in a box."""

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
# "Số:", "Số: 21", "Kiên Giang, ngày", "… ngày 1b": how such a line begins, where its rest stands apart
_OPENS = regex.compile(
    r"\W*[Ss][\p{L}06]{0,2}\s?[:.;,][^/-]{0,8}"
    r"|\W*(?:\p{Lu}\p{L}*[\s.-]*){1,6}[,.;]?\s?[Nn]g[aàảá]y.{0,6}?(?:\s?th[aáả]ng.{0,6})?"
)
_LEVEL, _FARTHEST, _MOST_BOXES = 0.4, 8, 4
"""How much of their height boxes of a row share, how many heights they stand apart at most, and how many there are."""
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


def in_several_boxes(boxes: Sequence[LineBox], readings: Sequence[Readings]) -> dict[int, list[Letter]]:
    """What stands in the boxes of lines that a hand wrote into: its figures, out of line or far apart, part the line.

    By the places of the boxes among all; what is left blank goes with the words before it.
    """
    found: dict[int, list[Letter]] = {}
    for index, (first, second) in enumerate(readings):
        if not (_OPENS.fullmatch(first.text) or _OPENS.fullmatch(second.text)):
            continue
        row = [index]
        for other in _to_the_right(boxes, index):
            row.append(other)
            letters = read_by_hand(*(_run_together([readings[at][side] for at in row]) for side in (0, 1)))
            if letters is not None:
                found |= _parted(letters, [(at, boxes[at][2]) for at in row])
                break
    return found


def _to_the_right(boxes: Sequence[LineBox], index: int) -> list[int]:
    """The next boxes of a row, from left to right."""
    _, top, edge, bottom = boxes[index]
    high = bottom - top
    level = [
        at
        for at, (x0, upper, _, lower) in enumerate(boxes)
        if x0 >= edge - high / 2 and min(bottom, lower) - max(top, upper) > _LEVEL * min(high, lower - upper)
    ]
    row: list[int] = []
    for at in sorted(level, key=lambda at: boxes[at][0])[:_MOST_BOXES]:
        if boxes[at][0] - edge > _FARTHEST * high:
            break
        row.append(at)
        edge = boxes[at][2]
    return row


def _run_together(parts: Sequence[LineReading]) -> LineReading:
    """Readings beside each other as one, with a blank between two."""
    whole = NOTHING
    for part in (part for part in parts if part.text):
        if whole.text:
            whole = LineReading(f"{whole.text} ", (*whole.sure, 1.0), (*whole.at, (whole.at[-1] + part.at[0]) / 2))
        whole = LineReading(whole.text + part.text, whole.sure + part.sure, whole.at + part.at)
    return whole


def _parted(letters: Sequence[Letter], edges: Sequence[tuple[int, int]]) -> dict[int, list[Letter]]:
    """The letters of a row by the boxes that they stand in, each given with its right edge."""
    parts: dict[int, list[Letter]] = {index: [] for index, _ in edges}
    here = edges[0][0]
    for letter in letters:
        if letter.text != " ":
            here = next((index for index, edge in edges if letter.at <= edge), edges[-1][0])
        parts[here].append(letter)
    return parts


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
