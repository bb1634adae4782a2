"""A table of which each cell stands on a line of its own, with no sign between, as copying from a web page leaves it.

TT
Nội dung
Đơn vị chủ trì
1
In băng rôn
Trung tâm Văn hóa xã
2
…

The head begins with the word for ordinals; how many lines it has before "1" is the number of columns. A row has as
many, beginning with the next ordinal; a title of a group ("I" and its name) may stand between, totals behind.
"""

from __future__ import annotations

import re

from hmtn_ingest.readers.text.marks import Stretch

Cells = list[Stretch | None]

_ORDINAL_HEAD = re.compile(r"(?:S?TT|Số TT|Số thứ tự)\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"0*(\d{1,3})[.)]?")
_GROUP = re.compile(r"[IVX]{1,4}\.?|[A-H]\.?")
_TOTAL = re.compile(r"(?:tổng|cộng)(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d., ]*%?")
_SENTENCE = re.compile(r"[.;:!?]$")
_NARROWEST, _WIDEST, _FEWEST = 3, 9, 2
_LONGEST_HEAD = 70


def listed_table(text: str, lines: list[Stretch], index: int) -> tuple[int, list[Cells]] | None:
    """Number of the last line and rows of the table whose head begins at line ``index``, if such begins there.

    There are two rows at least, each with a cell in every column; where one is missing no arrangement is sure.
    """
    if not _ORDINAL_HEAD.fullmatch(_plain(text, lines[index])):
        return None
    filled = [number for number in range(index, len(lines)) if _plain(text, lines[number])]
    words = [_plain(text, lines[number]) for number in filled]
    width = next((n for n in range(_NARROWEST, min(_WIDEST, len(words) - 1) + 1) if _counts(words[n]) == 1), 0)
    if not width or any(_SENTENCE.search(word) or len(word) > _LONGEST_HEAD for word in words[:width]):
        return None
    rows = _rows(words, width)
    total = _total(words, rows, 1 + max(cell for cell in rows[-1] if cell is not None)) if rows else None
    if not rows:
        return None
    rows += [total] if total else []
    last = max(cell for cell in rows[-1] if cell is not None)
    return filled[last], [[None if cell is None else lines[filled[cell]] for cell in row] for row in rows]


def _rows(words: list[str], width: int) -> list[list[int | None]]:
    """The head and the rows of a table so wide, by the numbers of their words; none where no arrangement is sure."""
    rows: list[list[int | None]] = [list(range(width))]
    at, expected = width, 1
    while at + width <= len(words) and _counts(words[at]) == expected:
        rows.append(list(range(at, at + width)))
        at, expected = at + width, expected + 1
        if at + 2 < len(words) and _GROUP.fullmatch(words[at]) and _counts(words[at + 2]) in (1, expected):
            rows.append([at, at + 1, *[None] * (width - 2)])
            at, expected = at + 2, _counts(words[at + 2])
    whole = [row for row in rows[1:] if None not in row]
    cut_short = at < len(words) and _counts(words[at]) == expected
    return [] if len(whole) < _FEWEST or cut_short else rows


def _total(words: list[str], rows: list[list[int | None]], at: int) -> list[int | None] | None:
    """The line of totals behind the rows: its numbers stand below the columns that hold nothing but numbers."""
    if at >= len(words) or not _TOTAL.match(words[at]):
        return None
    below = [row for row in rows[1:] if None not in row]
    columns = [
        column
        for column in range(1, len(rows[0]))
        if all((cell := row[column]) is not None and _NUMBER.fullmatch(words[cell]) for row in below)
    ]
    numbers = [at + 1 + n for n in range(len(columns)) if at + 1 + n < len(words)]
    if not columns or len(numbers) < len(columns) or not all(_NUMBER.fullmatch(words[n]) for n in numbers):
        return None
    total: list[int | None] = [None] * len(rows[0])
    total[columns[0] - 1] = at
    for column, number in zip(columns, numbers, strict=True):
        total[column] = number
    return total


def _counts(word: str) -> int:
    """The number that an ordinal says, 0 for another word."""
    ordinal = _ORDINAL.fullmatch(word)
    return int(ordinal[1]) if ordinal else 0


def _plain(text: str, line: Stretch) -> str:
    return text[slice(*line)].strip(" \t\u00a0*")
