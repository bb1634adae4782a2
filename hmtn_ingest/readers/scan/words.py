"""Recognised lines to words with the box of each letter, in points from the top left of the straightened page."""

from __future__ import annotations

import statistics
import unicodedata
from itertools import pairwise

import cv2
import numpy as np

from hmtn_ingest.readers.page.words import PageWord
from hmtn_ingest.readers.scan.picture import Grey
from hmtn_ingest.readers.scan.reading import LineBox
from hmtn_ingest.readers.scan.vote import Letter
from parsers import regex

_EM = 1.05
"""How many times as high as the box of a line its letters' font is."""
_ALIKE, _LIKE_ABOVE = 0.15, 0.4
_SHORT, _SHORT_OF_LOW = 5, 12
"""Lines not so many times as wide as high are short; more so where no letter reaches below the others."""
_REACHES_DOWN = regex.compile(r"[gjpqyQ]|\p{L}\p{M}*\u0323")
"""Letters with a tail or with a dot below, in decomposed text."""
_NEAR = 3
"""So many heights a line begins left or right of the one below it, and stands above it, at most."""
_BASE = 0.22
"""The part of a line's box that lies below the line that letters stand on."""


def recognised_words(grey: Grey, lines: list[tuple[LineBox, list[Letter]]], points: float) -> list[PageWord]:
    """The words of all lines; ``points`` is the size of a pixel."""
    darkest, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    boxes = [box for box, _ in lines]
    heights = _heights(lines)
    words: list[PageWord] = []
    for row in _rows(boxes):
        bottom = statistics.median(boxes[index][3] for index in row)
        for index in row:
            x0, top, x1, low = boxes[index]
            inked: list[bool] = np.any(grey[top:low, x0:x1] < darkest, axis=0).tolist()
            base = bottom - _BASE * heights[index]
            words += _words(
                lines[index][1], boxes[index], inked, round(2 * _EM * heights[index] * points) / 2, base, points
            )
    return words


def _heights(lines: list[tuple[LineBox, list[Letter]]]) -> list[float]:
    """The height of each line: that of most text where it is nearly so high, as boxes reach to where letters do.

    A line of a word or two ("năm.", "28/11/2025.") may hold no letter that reaches up or down: it is taken to be as
    high as the line above it.
    """
    boxes = [box for box, _ in lines]
    if not boxes:
        return []
    half = sum(x1 - x0 for x0, _, x1, _ in boxes) / 2
    main = 0.0
    for x0, top, x1, bottom in sorted(boxes, key=lambda box: box[3] - box[1]):
        half -= x1 - x0
        main = float(bottom - top)
        if half <= 0:
            break
    heights: list[float] = []
    for index, (x0, top, x1, bottom) in enumerate(boxes):
        high = float(bottom - top)
        above = _above(boxes, index)
        if above is not None and x1 - x0 < _short(lines[index][1]) * high:
            high = heights[above] if abs(heights[above] - high) < _LIKE_ABOVE * heights[above] else high
        heights.append(main if abs(high - main) < _ALIKE * main else high)
    return heights


def _short(letters: list[Letter]) -> int:
    plain = unicodedata.normalize("NFD", "".join(letter.text for letter in letters))
    return _SHORT if _REACHES_DOWN.search(plain) else _SHORT_OF_LOW


def _above(boxes: list[LineBox], index: int) -> int | None:
    """The line next above one, beginning near where it begins; ``boxes`` come from top to bottom."""
    x0, top, _, bottom = boxes[index]
    for other in range(index - 1, -1, -1):
        left, upper, _, lower = boxes[other]
        near = _NEAR * max(bottom - top, lower - upper)  # as far as a first line is set in
        if abs(left - x0) < near and lower <= (top + bottom) / 2 <= lower + near:
            return other
    return None


def _rows(boxes: list[LineBox]) -> list[list[int]]:
    """Boxes beside each other, by their places in the list: at one height, and none above another."""
    rows: list[list[int]] = []
    for index in sorted(range(len(boxes)), key=lambda i: boxes[i][1] + boxes[i][3]):
        box = boxes[index]
        if rows and all(_beside(boxes[other], box) for other in rows[-1]):
            rows[-1].append(index)
        else:
            rows.append([index])
    return rows


def _beside(left: LineBox, right: LineBox) -> bool:
    high = min(left[3] - left[1], right[3] - right[1])
    apart = abs(left[1] + left[3] - right[1] - right[3]) / 2
    return apart < 0.45 * high and (left[2] <= right[0] or right[2] <= left[0])


def _words(
    letters: list[Letter],
    box: LineBox,
    inked: list[bool],
    size: float,
    base: float,
    points: float,
) -> list[PageWord]:
    """The words of a line, each as wide as its ink."""
    left, top, right, bottom = box
    groups, blanks = _groups(letters)
    if not groups:
        return []
    edges = [_edge(inked, 0, int(groups[0][0].at) - left)[1] + left]
    for one, blank, other in zip(groups, blanks, groups[1:], strict=False):
        # What is written by hand between two words belongs to neither.
        middles = (blank.at, blank.at) if blank.doubt else (other[0].at, one[-1].at)
        edges.append(_edge(inked, int(one[-1].at) - left, int(middles[0]) - left)[0] + left)
        edges.append(_edge(inked, int(middles[1]) - left, int(other[0].at) - left)[1] + left)
    edges.append(_edge(inked, int(groups[-1][-1].at) - left, right - left)[0] + left)
    words: list[PageWord] = []
    for group, x0, x1 in zip(groups, edges[::2], edges[1::2], strict=True):
        word = PageWord(size, base * points, False, False)
        sides = [float(x0), *((a.at + b.at) / 2 for a, b in pairwise(group)), float(max(x1, x0 + 1))]
        for letter, (left_side, right_side) in zip(group, pairwise(sides), strict=True):
            box_of_letter = (left_side * points, top * points, right_side * points, bottom * points)
            word.add(letter.text, box_of_letter, letter.doubt)
        words.append(word)
    for word, blank in zip(words, blanks, strict=False):
        word.doubt_after = blank.doubt
    for word, follower in pairwise(words):
        word.after = (word.x1, word.top, follower.x0, word.bottom)
    return words


def _groups(letters: list[Letter]) -> tuple[list[list[Letter]], list[Letter]]:
    """Letters without a blank between them, and the blank behind each group: of several the first that is doubtful."""
    groups: list[list[Letter]] = []
    blanks: list[Letter] = []
    inside = False
    for letter in letters:
        if letter.text != " ":
            if not inside:
                groups.append([])
            groups[-1].append(letter)
        elif groups and inside:
            blanks.append(letter)
        elif groups and not blanks[-1].doubt:
            blanks[-1] = letter
        inside = letter.text != " "
    return groups, blanks


def _edge(inked: list[bool], begin: int, end: int) -> tuple[int, int]:
    """Where ink ends and begins again between two places: around the widest stretch without ink."""
    begin, end = max(0, min(begin, len(inked) - 1)), max(0, min(end, len(inked)))
    widest = (0, (begin + end) // 2, (begin + end) // 2)
    start = begin
    for at in range(begin, end + 1):
        if at == end or inked[at]:
            widest = max(widest, (at - start, start, at), key=lambda run: run[0])
            start = at + 1
    return widest[1], widest[2]
