"""Tables set with blanks: columns of words and numbers that stand below each other.

TT   Đơn vị                Chỉ tiêu
1    Thôn Đông             12
2    Trường Tiểu học       1.020
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from hmtn_ingest.readers.number_columns import LEAST_ROWS, speaks_of_numbers
from hmtn_ingest.readers.text.marks import Stretch

_PART = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_LONGEST = 200  # rows; a text in columns goes on for ever and is looked at from each of its lines
_GROUP_ROW = re.compile(r"(?:[IVXL]{1,5}|[A-HĐ])\s?[.)/:–-]\s*\w[^.;]{2,80}")


def blank_table(text: str, lines: list[Stretch], index: int) -> tuple[int, list[list[Stretch | None]]] | None:
    """The last line and the rows of the table set with blanks that begins at line ``index``, if one begins there."""
    if not any(map(str.isdigit, text[lines[index][0] : lines[min(index + LEAST_ROWS, len(lines) - 1)][1]])):
        return None
    parted: list[list[Stretch]] = []
    for start, end in lines[index : index + _LONGEST]:
        parts = [(m.start(), m.end()) for m in _PART.finditer(text, start, end)]
        if not parts or "\t" in text[start:end] or (len(parts) == 1 and not _GROUP_ROW.fullmatch(text, *parts[0])):
            break
        parted.append(parts)
    if len(parted) < LEAST_ROWS or len(parted[0]) < 2:
        return None
    offsets = [start for start, _ in lines[index : index + len(parted)]]
    strips = _strips(parted, offsets)
    rows: list[list[Stretch | None]] = []
    for parts, offset in zip(parted, offsets, strict=True):
        row = _row(parts, offset, strips)
        if row is None:
            break
        rows.append(row)
    if not speaks_of_numbers([[text[slice(*cell)] if cell else "" for cell in row] for row in rows]):
        return None
    return index + len(rows) - 1, rows


def _strips(parted: list[list[Stretch]], offsets: list[int]) -> list[Stretch]:
    """Where the columns stand in a line, by the rows that have all of them; none where these cross."""
    counts = Counter(len(parts) for parts in parted if len(parts) > 1)
    usual = max(counts, key=lambda count: (counts[count], count))
    whole = [(parts, offset) for parts, offset in zip(parted, offsets, strict=True) if len(parts) == usual]
    strips = [
        (min(p[c][0] - offset for p, offset in whole), max(p[c][1] - offset for p, offset in whole))
        for c in range(usual)
    ]
    return strips if all(left[1] < right[0] for left, right in pairwise(strips)) else []


def _row(parts: list[Stretch], offset: int, strips: list[Stretch]) -> list[Stretch | None] | None:
    """The parts by column; ``None`` where one of them stands in no column, or two in one."""
    row: list[Stretch | None] = [None] * len(strips)
    for start, end in parts:
        here = (start - offset, end - offset)
        columns = [c for c, strip in enumerate(strips) if here[0] < strip[1] and strip[0] < here[1]]
        if not columns or row[columns[0]] is not None or (len(columns) > 1 and len(parts) > 1):
            return None
        row[columns[0]] = (start, end)
    return row
