"""Ruled tables in the picture of a page: where their rules run, which cells they make, and the picture without them.

Lengths are pixels of the straightened picture, ``inch`` is how many of them an inch has.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from hmtn_ingest.readers.scan.picture import Grey
from hmtn_ingest.readers.scan.reading import LineBox

Mask = np.ndarray[Any, np.dtype[np.uint8]]
"""0, or 255 where there is a rule."""

_SHORTEST_ACROSS, _SHORTEST_DOWN = 0.45, 0.30
"""Inches; strokes of letters and of signatures are shorter."""
_LEAST_WIDTH, _LEAST_HEIGHT = 1.5, 0.35
"""Inches; smaller frames are stamps ("HỎA TỐC") and the rules under a letterhead."""
_SPECK, _HIGHEST = 0.0006, 0.3
"""Square inches of ink, inches: less is no figure, higher is no line."""
_WHOLE, _LEANING, _MOST_STREAKS = 0.98, 0.05, 2
"""Parts of a page: a line that is so long, and leans so little, runs from edge to edge. More of them are a table."""
_TORN = 0.15
"""Inches between the parts of such a line, where letters stand on it."""
_GAP = 5
_LEAST_CUT = 0.3


@dataclass(frozen=True, slots=True)
class RuleGrid:
    """A table: its cells (those of merged ones as one), and the stretches of its rules that run down."""

    cells: list[LineBox]
    down: list[tuple[int, int, int]]
    """Of each: from the left, from the top, to the bottom."""


def find_grids(grey: Grey, inch: float) -> tuple[list[RuleGrid], Grey]:
    """The ruled tables of a page, and its picture with their rules painted white.

    What a fold of the paper or dirty glass drew over the whole page is gone from it, too.
    """
    across, down, grey = _without_streaks(*_rules(grey, inch), grey, inch)
    both = cv2.dilate(across | down, np.ones((3, 3), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(both, connectivity=8)
    grids: list[RuleGrid] = []
    clean = grey.copy()
    for number in range(1, count):
        x, y, wide, high = (int(stats[number, kind]) for kind in range(4))
        if wide < _LEAST_WIDTH * inch or high < _LEAST_HEIGHT * inch:
            continue
        own = (labels[y : y + high, x : x + wide] == number).astype(np.uint8) * 255
        grid = _grid(across[y : y + high, x : x + wide] & own, down[y : y + high, x : x + wide] & own, x, y, inch)
        if len(grid.cells) > 1:
            grids.append(grid)
            clean[y : y + high, x : x + wide][cv2.dilate(own, np.ones((3, 3), np.uint8)) > 0] = 255
    return grids, clean


def _without_streaks(across: Mask, down: Mask, grey: Grey, inch: float) -> tuple[Mask, Mask, Grey]:
    """The rules without those that run from edge to edge, unless they make a table, and the page without."""
    (wide, across_count), (high, down_count) = _streaks(across, inch), _streaks(down.T, inch)
    if not 0 < max(across_count, down_count) <= _MOST_STREAKS:
        return across, down, grey
    drawn = cv2.dilate(wide | high.T, np.ones((3, 3), np.uint8))
    plain = cv2.inpaint(grey, drawn, _GAP, cv2.INPAINT_TELEA).astype(np.uint8)
    return across & ~wide, down & ~high.T, plain


def _streaks(rules: Mask, inch: float) -> tuple[Mask, int]:
    """The lines among rules that run across the whole page, and their number."""
    high, wide = rules.shape
    whole = cv2.morphologyEx(np.ascontiguousarray(rules), cv2.MORPH_CLOSE, np.ones((3, round(_TORN * inch)), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    long = (stats[:, cv2.CC_STAT_WIDTH] >= _WHOLE * wide) & (stats[:, cv2.CC_STAT_HEIGHT] <= _LEANING * high)
    long[0] = False
    found = np.where(long[labels], np.uint8(255), np.uint8(0)) if np.any(long) else np.zeros_like(rules)
    return found, int(np.count_nonzero(long))


def cut_at_rules(boxes: list[LineBox], grids: list[RuleGrid]) -> list[LineBox]:
    """Boxes of lines, those that reach over a rule between two cells cut there."""
    rules = [rule for grid in grids for rule in grid.down]
    cut: list[LineBox] = []
    for x0, top, x1, bottom in boxes:
        middle = (top + bottom) / 2
        at = sorted(x for x, upper, lower in rules if x0 < x < x1 and upper <= middle <= lower)
        least = _LEAST_CUT * (bottom - top)
        cut += [(left, top, right, bottom) for left, right in pairwise([x0, *at, x1]) if right - left > least or not at]
    return cut


def with_lone_figures(boxes: list[LineBox], grids: list[RuleGrid], clean: Grey, inch: float) -> list[LineBox]:
    """The boxes, and one for the ink in each cell that has none: a figure that stands alone is easily overlooked."""
    if not grids or not boxes:
        return boxes
    _, ink = cv2.threshold(clean, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    usual = sorted(bottom - top for _, top, _, bottom in boxes)[len(boxes) // 2]
    middles = [((x0 + x1) / 2, (top + bottom) / 2) for x0, top, x1, bottom in boxes]
    found: list[LineBox] = []
    for x0, top, x1, bottom in (cell for grid in grids for cell in grid.cells):
        if any(x0 < x < x1 and top < y < bottom for x, y in middles):
            continue
        inner = ink[top + _GAP : bottom - _GAP, x0 + _GAP : x1 - _GAP].astype(np.uint8)
        box = _inked(inner, inch)
        if box is not None:
            left, upper, right, lower = box
            middle = top + _GAP + (upper + lower) // 2
            high = max(usual, round(1.4 * (lower - upper)))
            found.append((x0 + _GAP + left, middle - high // 2, x0 + _GAP + right, middle + high - high // 2))
    return [*boxes, *found]


def _inked(ink: Mask, inch: float) -> LineBox | None:
    """The box around what is written in a cell; specks, and what is higher than a line of text, are not."""
    if not ink.size:  # double rules make cells that are all rule
        return None
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    written = [
        (x, y, x + wide, y + high)
        for x, y, wide, high, area in stats[1:count].tolist()
        if area >= _SPECK * inch * inch and high < _HIGHEST * inch
    ]
    if not written:
        return None
    x0, top, x1, bottom = (
        edge(sides) for edge, sides in zip((min, min, max, max), zip(*written, strict=True), strict=True)
    )
    return (x0, top, x1, bottom) if bottom - top < _HIGHEST * inch else None


def _rules(grey: Grey, inch: float) -> tuple[Mask, Mask]:
    """Where rules run across and down: ink as long and as straight as no letter is."""
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    long = (max(1, round(_SHORTEST_ACROSS * inch)), 1), (1, max(1, round(_SHORTEST_DOWN * inch)))
    found = []
    for bridge, (wide, high) in (((_GAP, 1), long[0]), ((1, _GAP), long[1])):
        whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(bridge[::-1], np.uint8))
        found.append(cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((high, wide), np.uint8)).astype(np.uint8))
    return found[0], found[1]


def _grid(across: Mask, down: Mask, x: int, y: int, inch: float) -> RuleGrid:
    """The table whose rules are in the two masks, which lie at ``x``, ``y`` on the page."""
    high, wide = across.shape
    rows = _lines((across > 0).sum(axis=1), 0.12 * wide)
    columns = _lines((down > 0).sum(axis=0), min(0.25 * high, 0.5 * inch))
    rows, columns = _framed(rows, high, inch), _framed(columns, wide, inch)
    reach = max(3, round(0.03 * inch))
    thick_across = cv2.dilate(across, np.ones((2 * reach + 1, 1), np.uint8))
    thick_down = cv2.dilate(down, np.ones((1, 2 * reach + 1), np.uint8))

    def ruled_below(row: int, column: int) -> bool:
        stretch = thick_across[rows[row + 1], columns[column] : columns[column + 1]]
        return float(np.mean(stretch > 0)) > 0.5

    def ruled_right(row: int, column: int) -> bool:
        stretch = thick_down[rows[row] : rows[row + 1], columns[column + 1]]
        return float(np.mean(stretch > 0)) > 0.5

    size = (len(rows) - 1, len(columns) - 1)
    below = {(r, c): ruled_below(r, c) for r in range(size[0] - 1) for c in range(size[1])}
    right = {(r, c): ruled_right(r, c) for r in range(size[0]) for c in range(size[1] - 1)}
    cells = [
        (x + columns[left], y + rows[top], x + columns[last + 1], y + rows[low + 1])
        for left, top, last, low in _merged(size, below, right)
    ]
    sides = [(x + columns[c + 1], y + rows[r], y + rows[r + 1]) for (r, c), ruled in right.items() if ruled]
    edges = [(x + side, y + rows[0], y + rows[-1]) for side in (columns[0], columns[-1])]
    return RuleGrid(cells, [*sides, *edges])


def _lines(counts: np.ndarray[Any, np.dtype[Any]], least: float) -> list[int]:
    """The middles of the runs of rows (or columns) that hold more ink than ``least``."""
    found: list[int] = []
    full = [*(counts > least).tolist(), False]
    start = None
    for at, inked in enumerate(full):
        if inked and start is None:
            start = at
        elif not inked and start is not None:
            middle = (start + at - 1) // 2
            if found and middle - found[-1] < 2 * _GAP:
                found[-1] = (found[-1] + middle) // 2
            else:
                found.append(middle)
            start = None
    return found


def _framed(lines: list[int], length: int, inch: float) -> list[int]:
    """The lines with the edges of the table, where these are not ruled."""
    near = 0.1 * inch
    lines = lines if lines and lines[0] < near else [0, *lines]
    return lines if lines[-1] > length - 1 - near else [*lines, length - 1]


Span = tuple[int, int, int, int]


def _merged(
    size: tuple[int, int], below: dict[tuple[int, int], bool], right: dict[tuple[int, int], bool]
) -> list[Span]:
    """Cells as first column, first row, last column, last row: positions that no rule parts are one cell.

    Where they make no rectangle a piece of a rule was lost, and each position stays a cell of its own.
    """
    owner = {(r, c): (r, c) for r in range(size[0]) for c in range(size[1])}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            place = owner[place]
        return place

    for parted, (down, over) in ((below, (1, 0)), (right, (0, 1))):
        for (r, c), ruled in parted.items():
            if not ruled:
                one, other = sorted((root((r, c)), root((r + down, c + over))))
                owner[other] = one
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in owner:
        groups.setdefault(root(place), []).append(place)
    spans: list[Span] = []
    for places in groups.values():
        rows, columns = [r for r, _ in places], [c for _, c in places]
        span = (min(columns), min(rows), max(columns), max(rows))
        whole = (span[2] - span[0] + 1) * (span[3] - span[1] + 1) == len(places)
        spans += [span] if whole else [(c, r, c, r) for r, c in places]
    return sorted(spans, key=lambda span: (span[1], span[0]))
