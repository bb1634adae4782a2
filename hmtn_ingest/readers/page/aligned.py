"""Tables that no grid of lines draws: rows of words whose columns stand below each other.

Such a table is believed only where numbers speak for it: it counts its rows, or has a column of numbers below a head.
Horizontal lines between its rows, where there are any, say which lines of text make one row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hmtn_ingest.readers.number_columns import LEAST_ROWS, NUMBER, ORDINAL, speaks_of_numbers
from hmtn_ingest.readers.page.lines import PAGE_NUMBER, PageLine
from hmtn_ingest.readers.page.tables import RuledCell, RuledGrid
from hmtn_ingest.readers.page.words import PageWord, WordRow, parts_of, phrase
from parsers import regex
from parsers.layout import cues
from parsers.text import normal

# "A. KHỐI CƠ QUAN", "II. Các trường"
_GROUP = regex.compile(r"(?:[IVXL]{1,5}|[A-HĐ])\s?[.)/:–-]?\s+\p{L}.{2,80}")
_LEADERS = regex.compile(r"[.…]{4,}")
_FARTHEST = 4.0
"""Rows of one table are not farther from each other than so many times the size of their letters."""


Strip = tuple[float, float]
Rule = tuple[float, float, float]
"""Left end, right end and height of a horizontal line."""


@dataclass(slots=True)
class _Columns:
    """Where the columns of a table stand: the strips that its cells cover."""

    strips: list[Strip]

    def cut(self, row: WordRow) -> list[list[PageWord]] | None:
        """The words of the row by column, ``None`` where a word stands in two columns or words run on between them."""
        borders = [(left[1] + right[0]) / 2 for left, right in pairwise(self.strips)]
        cells: list[list[PageWord]] = [[] for _ in self.strips]
        for word in row.words:
            cells[bisect_right(borders, (word.x0 + word.x1) / 2)].append(word)
        for border, left, right in zip(borders, cells, cells[1:], strict=False):
            ends, begins = max((w.x1 for w in left), default=0.0), min((w.x0 for w in right), default=border + 1e6)
            if ends > begins - 0.5 * row.size or ends > border + 3 * row.size or begins < border - 3 * row.size:
                return None
        return cells


def aligned_tables(
    rows: list[WordRow], page: int, across: Iterable[Rule], before: Sequence[Strip] | None
) -> tuple[list[RuledGrid], list[WordRow]]:
    """The tables among the rows of a page, from top to bottom, and the rows outside them.

    ``across`` holds the horizontal lines of the page; ``before`` the columns of the table at the end of the page
    before, if it ends with one: its rows may go on here.
    """
    grids: list[RuledGrid] = []
    others: list[WordRow] = []
    lines = list(across)
    index = 0
    if before is not None:
        first, last = _rest_at(rows, _Columns(list(before)))
        if last > first:
            others, index = list(rows[:first]), last
            grids.append(_grid(rows[first:last], _Columns(list(before)), page, lines))
    while index < len(rows):
        last, columns = _table_at(rows, index) if _may_begin(rows[index]) else (index, None)
        if columns is None:
            others.append(rows[index])
            index += 1
            continue
        grids.append(_grid(rows[index:last], columns, page, lines))
        index = last
    return grids, others


def _rest_at(rows: Sequence[WordRow], columns: _Columns) -> tuple[int, int]:
    """The rows at the top of a page, behind its number, that stand in the columns of the table before it."""
    first = 1 if rows and PAGE_NUMBER.match(phrase(rows[0].words)) else 0
    last = first
    numbered = False
    for row in rows[first:]:
        far = last > first and row.base - rows[last - 1].base > _FARTHEST * row.size
        cut = columns.cut(row)
        if far or cut is None or sum(map(bool, cut)) < 2:
            break
        numbered = numbered or any(NUMBER.fullmatch(phrase(words)) for words in cut[1:])
        last += 1
    return (first, last) if numbered else (0, 0)


def _may_begin(row: WordRow) -> bool:
    """Whether a row may be the first of a table: parted, and no part of a letterhead or of signatures."""
    if row.x1 - row.x0 < 6 * row.size or len(parts_of(row)) < 2:
        return False
    text = phrase(row.words)
    return not cues.holds_motto(text) and not cues.RECIPIENTS.match(normal(text)) and not _LEADERS.search(text)


def _table_at(rows: Sequence[WordRow], start: int) -> tuple[int, _Columns | None]:
    """The row behind the table that begins with row ``start``, and its columns; none where there is no table."""
    run = _run(rows, start)
    parted = [parts for row in run if len(parts := parts_of(row)) > 1]
    counts = Counter(len(parts) for parts in parted)
    if len(parted) < LEAST_ROWS:
        return start, None
    usual = max(counts, key=lambda count: (counts[count], count))
    widest = max((count for count in counts if counts[count] > 1), default=usual)
    for number in dict.fromkeys((usual, widest)):
        columns = _columns([parts for parts in parted if len(parts) == number])
        last = _end(run, columns) if columns else 0
        if last:
            return start + last, columns
    return start, None


def _end(run: Sequence[WordRow], columns: _Columns) -> int:
    """How many rows of the run stand in the columns; 0 where they are no table."""
    cells: list[list[str]] = []
    for row in run:
        cut = columns.cut(row)
        if cut is None and not _heads_rows(row):
            break
        cells.append([phrase(words) for words in cut] if cut else [phrase(row.words)])
    while cells and _is_text_below(cells[-1]):
        cells.pop()
    return len(cells) if speaks_of_numbers(cells) else 0


def _run(rows: Sequence[WordRow], start: int) -> list[WordRow]:
    run = [rows[start]]
    for row in rows[start + 1 :]:
        text = phrase(row.words[:4])
        if row.base - run[-1].base > _FARTHEST * row.size or cues.RECIPIENTS.match(normal(text)):
            break
        run.append(row)
    return run


def _columns(parted: Sequence[Sequence[Sequence[PageWord]]]) -> _Columns | None:
    """The strips that parts of the same number cover; ``None`` where two of them meet."""
    strips: list[Strip] = []
    for parts in zip(*parted, strict=True):
        strip = (min(part[0].x0 for part in parts), max(part[-1].x1 for part in parts))
        if strips and strip[0] - strips[-1][1] < 2:
            return None
        strips.append(strip)
    return _Columns(strips)


def _heads_rows(row: WordRow) -> bool:
    text = phrase(row.words)
    return len(text) < 80 and (bool(_GROUP.fullmatch(text)) or text.isupper())


def _is_text_below(cells: list[str]) -> bool:
    """Whether a row at the end of a table is rather the text that follows it."""
    filled = [text for text in cells if text]
    return (
        len(filled) < 2
        and not any(NUMBER.fullmatch(text) for text in filled)
        and bool(cells)
        and len(cells) > 1
        and (bool(cells[0]) or len(filled) == 0)
    )


def _grid(members: Sequence[WordRow], columns: _Columns, page: int, across: Sequence[Rule]) -> RuledGrid:
    top, bottom = min(row.top for row in members), max(row.bottom for row in members)
    left, right = columns.strips[0][0], columns.strips[-1][1]
    rules = sorted(
        {y for x0, x1, y in across if top < y < bottom and min(x1, right) - max(x0, left) > 0.6 * (right - left)}
    )
    rows: list[list[RuledCell | None]] = []
    for group in _together(members, columns, rules):
        rows.append(_cells(group, columns, page))
    return RuledGrid(page, left, top, bottom, columns.strips, rows)


def _cells(group: Sequence[WordRow], columns: _Columns, page: int) -> list[RuledCell | None]:
    width = len(columns.strips)
    lines: list[list[PageLine]] = [[] for _ in range(width)]
    for row in group:
        cut = columns.cut(row)
        if cut is None:
            return [RuledCell([PageLine(row.words, page)], width, 1), *[None] * (width - 1)]
        for cell, words in zip(lines, cut, strict=True):
            if words:
                cell.append(PageLine(words, page))
    return [RuledCell(cell, 1, 1) for cell in lines]


def _together(members: Sequence[WordRow], columns: _Columns, rules: Sequence[float]) -> list[list[WordRow]]:
    """The rows of words that are one row of the table: between two lines, or around the one with the numbers."""
    if len(rules) >= LEAST_ROWS - 1:
        bands: dict[int, list[WordRow]] = {}
        for row in members:
            bands.setdefault(bisect_right(rules, (row.top + row.bottom) / 2), []).append(row)
        return list(bands.values())
    whole = [row for row in members if _is_whole(row, columns)]
    if len(whole) < 2:
        return [[row] for row in members]
    groups: dict[float, list[WordRow]] = {row.base: [row] for row in whole}
    first = whole[0].base
    for row in members:
        if row.base in groups:
            continue
        near = min(whole, key=lambda other: (abs(other.base - row.base), other.base))
        if row.base > first and abs(near.base - row.base) <= 1.6 * row.size and columns.cut(row) is not None:
            groups[near.base].append(row)
        else:
            groups[row.base] = [row]
    ordered = [sorted(group, key=lambda row: row.base) for _, group in sorted(groups.items())]
    return ordered


def _is_whole(row: WordRow, columns: _Columns) -> bool:
    """Whether the row holds a number in its first column or behind it: what a broken line of text does not."""
    cut = columns.cut(row)
    if cut is None:
        return True
    texts = [phrase(words) for words in cut]
    return bool(ORDINAL.fullmatch(texts[0])) or any(NUMBER.fullmatch(text) for text in texts[1:]) or all(texts)
