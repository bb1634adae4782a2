"""What is stamped on a page: a visible digital signature, the "ĐẾN" of who received it, the "SAO Y" of who copied it.

Its lines stand wherever there was room, often beside lines of the letterhead, to which they do not belong. In come the
rows of a page, out come those without the stamps, and the lines of the stamps.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from hmtn_ingest.readers.page.words import PageWord, WordRow, is_column_gap, phrase
from parsers import regex
from parsers.layout import cues, office_stamps

# "Ký bởi: Sở Y tế", "Người ký: ...", "Thời gian ký: 13/11/2025 15:53:50", "Ngày ký: ...", "Digitally signed by ..."
_SIGNATURE = regex.compile(
    r"^(?:(?:(?:được )?ký (?:số )?bởi|người ký|(?:thời gian|ngày|giờ) ký)\s*:|digitally signed\b|signature (?:not )?v)",
    regex.I,
)
# two words that such a line holds; without them a page need not be searched
_SIGNATURE_WORDS = frozenset(("ký bởi", "ký số", "người ký", "gian ký", "ngày ký", "giờ ký", "digitally signed"))
_NEAR, _NEXT = 1.9, 3.2
"""How far below each other lines of a stamp stand at most, in ems, and those between which one could not be read."""
_FIGURES = regex.compile(r"[\d\s./…_-]{1,14}")


def is_signature_stamp(text: str) -> bool:
    """Whether a line is one that a visible digital signature begins with."""
    return bool(_SIGNATURE.match(text))


def take_stamps(rows: list[WordRow]) -> tuple[list[WordRow], list[WordRow]]:
    """The rows of a page without its stamps, and the lines of these."""
    rows, signatures = _take_signatures(rows)
    rows, others = _take_office_stamps(rows)
    return rows, signatures + others


def holds_office_stamp(rows: Sequence[WordRow]) -> bool:
    """Whether one of the lines is what a stamp of an office is known by."""
    return any(office_stamps.opens_stamp(phrase(part)) for row in rows for part in _parts(row))


def _take_signatures(rows: list[WordRow]) -> tuple[list[WordRow], list[WordRow]]:
    """A digital signature begins with a cue ("Ký bởi", "Thời gian ký") and goes on over the lines below it that begin
    at the same place, in the same size.
    """
    texts = [str(w).casefold().rstrip(":") for row in rows for w in row.words]
    if not any(f"{a} {b}" in _SIGNATURE_WORDS for a, b in itertools.pairwise(texts)):
        return rows, []
    stamps: list[WordRow] = []
    for part in _every_part(rows):
        first = part.words[0]
        above = stamps[-1].words[0] if stamps else None
        follows = (
            above is not None
            and abs(first.x0 - above.x0) < 2
            and abs(first.size - above.size) < 0.6
            and first.base - above.base < 1.6 * first.size
        )
        if follows or is_signature_stamp(phrase(part.words)):
            stamps.append(part)
    return _without(rows, stamps), stamps


def _take_office_stamps(rows: list[WordRow]) -> tuple[list[WordRow], list[WordRow]]:
    """A stamp of an office is the line that it is known by, what it fills in, and above these whose stamp it is."""
    parts = list(_every_part(rows))
    stamps: list[WordRow] = []
    for part in parts:
        if part not in stamps and office_stamps.opens_stamp(phrase(part.words)):
            stamps += _office_stamp(part, [other for other in parts if other not in stamps])
    stamps += _headless_stamp([part for part in parts if part not in stamps])
    stamps.sort(key=lambda part: (part.base, part.x0))
    return _without(rows, stamps), stamps


def _office_stamp(opening: WordRow, parts: Sequence[WordRow]) -> list[WordRow]:
    stamp = [opening]
    for part in parts:
        beside = part.base - stamp[-1].base <= _NEXT * part.size and part.base > opening.base - 0.5 * part.size
        if part is not opening and beside and _fills_in(phrase(part.words)) and _over(part, stamp):
            stamp.append(part)
    if len(stamp) == 1 and not office_stamps.is_whole_stamp(phrase(opening.words)):
        return []
    above = [part for part in parts if part.base < opening.base and _heads(part, stamp)]
    return [*above[-1:], *stamp]


def _headless_stamp(parts: Sequence[WordRow]) -> list[WordRow]:
    """Number and day of a stamp whose head cannot be read, on a page that has a number of its own."""
    plain = [phrase(part.words) for part in parts]
    numbers = [at for at, text in enumerate(plain) if office_stamps.label_of(text) == "number"]
    if not numbers or not any(map(office_stamps.is_own_number, plain)):
        return []
    for number, day in itertools.product(numbers, range(len(parts))):
        upper, lower = parts[number], parts[day]
        below = 0 < lower.base - upper.base <= _NEXT * upper.size and abs(lower.x0 - upper.x0) < 2 * upper.size
        if below and office_stamps.is_headless_stamp(plain[number], plain[day]):
            return [upper, lower]
    return []


def _fills_in(plain: str) -> bool:
    return office_stamps.label_of(plain) is not None or _FIGURES.fullmatch(plain) is not None


def _over(part: WordRow, stamp: Sequence[WordRow]) -> bool:
    """Whether a line begins under a part of a stamp or near beside it, no matter how far it reaches to the right."""
    left, right = min(line.x0 for line in stamp), max(line.x1 for line in stamp)
    return left - 4 * part.size < part.x0 < right + 4 * part.size


def _heads(part: WordRow, stamp: Sequence[WordRow]) -> bool:
    """Whether a line in capitals stands close over a stamp, in its middle: whose stamp it is."""
    plain, opening = phrase(part.words), stamp[0]
    left, right = min(line.x0 for line in stamp), max(line.x1 for line in stamp)
    close = opening.top - part.bottom < 0.8 * opening.size and opening.base - part.base < _NEAR * opening.size
    inside = left - part.size <= part.x0 and part.x1 <= max(right, 2 * opening.x1 - opening.x0) + part.size
    return close and inside and plain.isupper() and not cues.is_head_line(plain)


def _every_part(rows: Sequence[WordRow]) -> Iterator[WordRow]:
    for row in rows:
        for part in _parts(row):
            yield WordRow(part, part[0].base, part[0].size)


def _without(rows: list[WordRow], stamps: Sequence[WordRow]) -> list[WordRow]:
    taken = {id(word) for stamp in stamps for word in stamp.words}
    if not taken:
        return rows
    left = [(row, [word for word in row.words if id(word) not in taken]) for row in rows]
    return [
        row if len(words) == len(row.words) else WordRow(words, row.base, max(word.size for word in words))
        for row, words in left
        if words
    ]


def _parts(row: WordRow) -> list[list[PageWord]]:
    """The row cut at its column gaps and wherever the size of the letters changes."""
    parts = [[row.words[0]]]
    for index, word in enumerate(row.words[1:], 1):
        if is_column_gap(row.words, index) or abs(word.size - row.words[index - 1].size) > 1:
            parts.append([])
        parts[-1].append(word)
    return parts
