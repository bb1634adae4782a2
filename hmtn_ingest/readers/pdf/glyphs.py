"""Glyphs of a PDF page, as pdfplumber gives them, to words with their boxes.

``words_of(single_glyphs(page.objects["char"]))`` is what the reader asks for; rows and lines of the words are made in
:mod:`hmtn_ingest.readers.page`, which knows no PDF. Lengths are PDF points, ``y`` grows downwards from the top left
corner of the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from hmtn_ingest.readers.page.words import WORD_GAP, Box, PageWord
from hmtn_ingest.readers.pdf.old_fonts import letters_shown
from parsers import regex

# "TimesNewRomanPS-BoldItalicMT", "ABCDEF+LiberationSerif-Bold", "Arial,Bold", "TimesNewRoman,BoldItalic"
_BOLD = regex.compile(r"bold|black|heavy|semibold|demi", regex.I)
# "TimesNewRomanPS-ItalicMT", "DejaVuSans-Oblique"
_ITALIC = regex.compile(r"italic|oblique", regex.I)
# "(cid:12)": how pdfminer writes a glyph that the font maps to no letter
_UNMAPPED = regex.compile(r"^\(cid:\d+\)$")


def single_glyphs(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The characters without the second copy of fake bold (a glyph, or a whole line, drawn twice with an offset)."""
    # Comparing each glyph with its neighbours is slow, so first look whether any two equal ones lie in one square.
    x, y = (np.array([c[edge] for c in chars], float) for edge in ("x0", "top"))
    letters = np.array([hash(c["text"]) for c in chars], np.int64)
    for shift in (0.0, 1.5):
        column, row = (((at + shift) // 3).astype(np.int64) for at in (x, y))
        squares = letters ^ (1_000_003 * column) ^ (998_244_353 * row)
        if len(np.unique(squares)) < len(chars):
            return list(_first_copies(chars))
    return chars


def _first_copies(chars: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The glyphs that are no nearer than a point to an equal one before them, or to a copy of that."""
    seen: dict[tuple[object, ...], list[tuple[float, float]]] = {}
    for char in chars:
        x, y = char["x0"], char["top"]
        kind = (char["text"], char["fontname"], round(char["size"], 1), char["upright"])
        column, row = int(x), int(y)
        near = (
            place
            for c in (column, column - 1, column + 1)
            for r in (row, row - 1, row + 1)
            for place in seen.get((kind, c, r), ())
        )
        if not any(abs(x - other_x) <= 1 and abs(y - other_y) <= 1 for other_x, other_y in near):
            yield char
        seen.setdefault((kind, column, row), []).append((x, y))


def words_of(chars: Iterable[dict[str, Any]]) -> tuple[list[PageWord], list[list[PageWord]]]:
    """Upright words in the order of the file, and runs of rotated words (stamps, watermarks).

    Glyphs stay in the order of the file inside a word, so that a combining mark stays behind its letter.
    """
    upright = _Upright()
    rotated: list[list[PageWord]] = []
    turned: tuple[float, float] | None = None
    for char in letters_shown(list(chars)):
        a, b = char["matrix"][:2]
        if a <= 0 or abs(b) > 0.1 * a:
            upright.current = None
            box: Box = (char["x0"], char["top"], char["x1"], char["bottom"])
            turned = _add_rotated(rotated, turned, char["text"], box, (a, b), char["size"])
        else:
            turned = None
            upright.add(char)
    return upright.words, rotated


class _Upright:
    """Upright glyphs put into words, one after the other: a blank, or a gap of its width, ends a word."""

    def __init__(self) -> None:
        self.words: list[PageWord] = []
        self.current: PageWord | None = None
        self._blank: Box | None = None
        self._styles: dict[str, tuple[bool, bool]] = {}

    def add(self, char: dict[str, Any]) -> None:
        text: str = char["text"]
        box: Box = (char["x0"], char["top"], char["x1"], char["bottom"])
        if not text or text.isspace():
            self._add_blank(box)
            return
        if (len(text) > 1 or not text.isprintable()) and not (text := _legible(text)):
            return
        size: float = char["size"]
        base = box[3] + char["y0"] - char["matrix"][5]
        word = self.current
        if word is None or not _joins(word, text, box, base, size):
            word = self._begin(char, box, base)
        elif size > word.size:
            word.size, word.base = size, base
        self._blank = None
        word.add(text, box)

    def _add_blank(self, box: Box) -> None:
        """A blank behind a word, and how many follow each other: a number left open is typed as a row of them."""
        if self.current is not None and _adjoin(self.current.boxes[-1], box):
            self.current.after, self.current.blanks = box, 1
        elif self._blank and self.words and self.words[-1].blanks and _adjoin(self._blank, box):
            self.words[-1].blanks += 1
        self._blank, self.current = box, None

    def _begin(self, char: dict[str, Any], box: Box, base: float) -> PageWord:
        font: str = char["fontname"]
        style = self._styles.get(font)
        if style is None:
            style = self._styles[font] = (bool(_BOLD.search(font)), bool(_ITALIC.search(font)))
        slanted = char["matrix"][2] > 0.15 * char["matrix"][0]
        self.current = PageWord(char["size"], base, style[0], style[1] or slanted)
        self.current.before = self._blank if self._blank and _adjoin(self._blank, box) else None
        self.words.append(self.current)
        return self.current


def _legible(text: str) -> str:
    """The letters of a glyph; U+FFFD for what the font maps to no letter, nothing for control characters."""
    if len(text) > 4 and _UNMAPPED.match(text):
        return "\ufffd"
    if text.isprintable():
        return text
    kinds = [(letter, unicodedata.category(letter)) for letter in text]
    return "".join("\ufffd" if kind == "Cs" else letter for letter, kind in kinds if kind != "Cc")


def _joins(word: PageWord, text: str, box: Box, base: float, size: float) -> bool:
    """Whether a glyph continues the word before it; a raised footnote mark does."""
    em = max(size, word.size)
    if abs(base - word.base) > (0.15 if abs(size - word.size) < 0.1 * em else 0.6) * em:
        return False
    gap = box[0] - word.x1
    if unicodedata.combining(text[0]):
        return -em < gap < 0.5 * em
    return -0.6 * em < gap < WORD_GAP * em


def _adjoin(left: Box, right: Box) -> bool:
    """Whether one box follows the other on its line; boxes of slanted letters overlap."""
    em = left[3] - left[1]
    return -0.4 * em < right[0] - left[2] < 0.2 * em and abs(right[3] - left[3]) < 0.3 * em


def _add_rotated(
    runs: list[list[PageWord]],
    last: tuple[float, float] | None,
    text: str,
    box: Box,
    direction: tuple[float, float],
    size: float,
) -> tuple[float, float]:
    """Adds a rotated glyph to the run that it continues; answers where the glyph stands."""
    here = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    em = max(size, 1.0)
    new_run = last is None or (here[0] - last[0]) ** 2 + (here[1] - last[1]) ** 2 > (2.5 * em) ** 2
    if new_run:
        runs.append([])
    run = runs[-1]
    if not text.strip():
        if run:
            run[-1].after = run[-1].after or box
        return here
    if not run or run[-1].after:
        run.append(PageWord(em, box[3], False, False))
    run[-1].add(text, box)
    return here
