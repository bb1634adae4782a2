"""Numbers of headings that a recogniser misread, put right where that puts them in order."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.roman import roman, roman_value
from parsers.text import NormalisedText

# "H. NỘI DUNG", "IH- TỔ CHỨC", "Il. CHỈ TIÊU", "I MỤC ĐÍCH": a Roman numeral over capitals, as a recogniser sees it
_NUMERAL = r"(?P<number>[IVXHLTlU1|]{1,5})(?:(?P<sign>\ ?[.,/)-])|(?=\ |\Z))"
_HEADING = regex.compile(rf"{_NUMERAL}(?=\ ?\p{{Lu}})")
_READ_OTHERWISE = regex.compile(_NUMERAL)
_STROKES = str.maketrans({"H": "II", "U": "II", "L": "I", "T": "I", "l": "I", "1": "I", "|": "I"})
_LONGEST_GAP = 3
"""Numbers that a document may leave out; "L." or "X." behind "II." is a letter."""
# "1, Hội Chữ thập đỏ"
_ORDINAL = regex.compile(r"\d{1,2}(?P<sign>,)(?=\ ?\p{Lu})")


def heading_numbers(view: NormalisedText) -> Iterator[tuple[int, int, str]]:
    """Numbers of headings of which strokes were taken for letters, or a sign was lost.

    A Roman numeral is taken for another only where that is the next in order, as the second reader has it or as its
    strokes can be read.
    """
    others = {reading.start: reading.other for reading in view.document.doubtful}
    last = 0
    for block in view.blocks:
        ordinal = _ORDINAL.match(view.text, block.start, block.end) if view.document.ocr else None
        if ordinal:
            yield *ordinal.span("sign"), "."
        match = _HEADING.match(view.text, block.start, block.end)
        if match is None or not _is_in_capitals(view.text[match.end() : block.end]):
            continue
        other = _READ_OTHERWISE.match(others.get(view.source(match.start(), match.end())[0], ""))
        value = _numeral_in_order(match, other, last)
        if value is not None:
            last = value
            sign = match["sign"] or (other and other["sign"]) or ("." if view.document.ocr else "")
            if f"{roman(value)}{sign}" != match[0]:
                yield match.start(), match.end(), f"{roman(value)}{sign}"


def _numeral_in_order(match: regex.Match[str], other: regex.Match[str] | None, last: int) -> int | None:
    """The number of a heading: as written where that can be or nothing else comes next, else as its likes have it."""
    written = roman_value(match["number"])
    plain = written if roman(written or 0) == match["number"] else None
    read = [match["number"], *([other["number"]] if other else [])]
    nexts = [n for text in read if (n := roman_value(text.translate(_STROKES))) in (last + 1, 1)]
    if plain is not None and (plain in (1, last + 1) and not (plain == 1 and last + 1 in nexts[1:])):
        return plain
    if not (match["sign"] or (other and other["sign"])):
        return None
    following = next((n for n in nexts if n == last + 1 > 1), None)
    return following if following or plain is None or plain > last + _LONGEST_GAP else plain


def _is_in_capitals(text: str) -> bool:
    """Whether most letters of a heading are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 3 and sum(map(str.isupper, letters)) >= 0.8 * len(letters)
