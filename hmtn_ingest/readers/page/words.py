"""Characters of a PDF page to words and rows.

All lengths are PDF points, ``y`` grows downwards from the top left corner of the page. "Em" is the font size of the
text at hand. Coordinates of a character are those that pdfplumber gives.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex
from pdfplumber.utils.text import dedupe_chars

Box = tuple[float, float, float, float]

WORD_GAP = 0.2
"""A gap of so many ems is a blank where the file has none of its own; a justified line squeezes blanks to 0.18."""


class Word:
    """Glyphs without a blank between them, on the baseline at height ``base``.

    ``before`` and ``after`` are the boxes of the blanks typed around the word, ``blanks`` counts those behind it.
    """

    __slots__ = (
        "after",
        "base",
        "before",
        "blanks",
        "bold",
        "bottom",
        "boxes",
        "italic",
        "size",
        "text",
        "top",
        "x0",
        "x1",
    )

    def __init__(self, size: float, base: float, bold: bool, italic: bool) -> None:
        self.text: list[str] = []
        self.boxes: list[Box] = []
        self.x0 = self.x1 = self.top = self.bottom = 0.0
        self.size, self.base, self.bold, self.italic = size, base, bold, italic
        self.before: Box | None = None
        self.after: Box | None = None
        self.blanks = 0

    def add(self, text: str, box: Box) -> None:
        x0, top, x1, bottom = box
        if self.text:
            self.x0, self.x1 = min(self.x0, x0), max(self.x1, x1)
            self.top, self.bottom = min(self.top, top), max(self.bottom, bottom)
        else:
            self.x0, self.top, self.x1, self.bottom = box
        self.text.append(text)
        self.boxes.append(box)

    def joined(self, other: Word) -> Word:
        """One word of this one and the one that follows it without a blank."""
        main = max(self, other, key=lambda w: w.size)
        word = Word(main.size, main.base, self.bold and other.bold, self.italic and other.italic)
        for piece in (self, other):
            for text, box in zip(piece.text, piece.boxes, strict=True):
                word.add(text, box)
        word.before, word.after, word.blanks = self.before, other.after, other.blanks
        return word

    def split(self, at: int) -> tuple[Word, Word]:
        """The word as two words, the second from glyph ``at`` on."""
        halves = []
        for part in (slice(None, at), slice(at, None)):
            half = Word(self.size, self.base, self.bold, self.italic)
            for text, box in zip(self.text[part], self.boxes[part], strict=True):
                half.add(text, box)
            halves.append(half)
        halves[0].before = self.before
        halves[1].after, halves[1].blanks = self.after, self.blanks
        return halves[0], halves[1]

    def __str__(self) -> str:
        return "".join(self.text)


@dataclass(slots=True)
class Row:
    """Words on one baseline, from left to right."""

    words: list[Word]
    base: float
    size: float

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @property
    def top(self) -> float:
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        return max(w.bottom for w in self.words)


def phrase(words: Sequence[Word]) -> str:
    """The words as composed letters, to look for cues in."""
    return unicodedata.normalize("NFC", " ".join(map(str, words)))


# -- glyphs to words ---------------------------------------------------------------------------------------------------

# "TimesNewRomanPS-BoldItalicMT", "ABCDEF+LiberationSerif-Bold", "Arial,Bold", "TimesNewRoman,BoldItalic"
_BOLD = regex.compile(r"bold|black|heavy|semibold|demi", regex.I)
# "TimesNewRomanPS-ItalicMT", "DejaVuSans-Oblique"
_ITALIC = regex.compile(r"italic|oblique", regex.I)
# "(cid:12)": how pdfminer writes a glyph that the font maps to no letter
_UNMAPPED = regex.compile(r"^\(cid:\d+\)$")


def single_glyphs(chars: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The characters without the second copy of fake bold (a glyph, or a whole line, drawn twice with an offset)."""
    # Comparing all glyphs of a page is slow, so first look whether any two equal ones lie in one 3-point square.
    for shift in (0.0, 1.5):
        squares = {(c["text"], int((c["x0"] + shift) / 3), int((c["top"] + shift) / 3)) for c in chars}
        if len(squares) < len(chars):
            return dedupe_chars(chars, tolerance=1)
    return chars


def words_of(chars: Iterable[dict[str, Any]]) -> tuple[list[Word], list[list[Word]]]:
    """Upright words in the order of the file, and runs of rotated words (stamps, watermarks).

    Glyphs stay in the order of the file inside a word, so that a combining mark stays behind its letter.
    """
    words: list[Word] = []
    rotated: list[list[Word]] = []
    styles: dict[str, tuple[bool, bool]] = {}
    current: Word | None = None
    blank: Box | None = None
    turned: tuple[float, float] | None = None
    for char in chars:
        text: str = char["text"]
        a, b, c, _, _, y = char["matrix"]
        box: Box = (char["x0"], char["top"], char["x1"], char["bottom"])
        if a <= 0 or abs(b) > 0.1 * a:
            current = None
            turned = _add_rotated(rotated, turned, text, box, (a, b), char["size"])
            continue
        turned = None
        if not text or text.isspace():
            if current is not None and _adjoin(current.boxes[-1], box):
                current.after, current.blanks = box, 1
            elif blank and words and words[-1].blanks and _adjoin(blank, box):
                words[-1].blanks += 1
            blank, current = box, None
            continue
        if len(text) > 4 and _UNMAPPED.match(text):
            text = "\ufffd"
        elif not text.isprintable():
            kinds = [(t, unicodedata.category(t)) for t in text]
            text = "".join("\ufffd" if kind == "Cs" else t for t, kind in kinds if kind != "Cc")
            if not text:
                continue
        font: str = char["fontname"]
        style = styles.get(font)
        if style is None:
            style = styles[font] = (bool(_BOLD.search(font)), bool(_ITALIC.search(font)))
        size: float = char["size"]
        base = box[3] + char["y0"] - y
        if current is None or not _joins(current, text, box, base, size):
            current = Word(size, base, style[0], style[1] or c > 0.15 * a)
            current.before = blank if blank and _adjoin(blank, box) else None
            words.append(current)
        elif size > current.size:
            current.size, current.base = size, base
        blank = None
        current.add(text, box)
    return words, rotated


def _joins(word: Word, text: str, box: Box, base: float, size: float) -> bool:
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
    runs: list[list[Word]],
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
        run.append(Word(em, box[3], False, False))
    run[-1].add(text, box)
    return here


# -- words to rows -----------------------------------------------------------------------------------------------------


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words gathered on common baselines, top to bottom; raised marks and stamped numbers put into their row."""
    rows: list[Row] = []
    last = 0.0
    for word in sorted(words, key=lambda w: w.base):
        row = rows[-1] if rows else None
        em = min(word.size, row.size) if row else 0.0
        # Step by step, so that a slightly slanting line of a recognised scan stays one row.
        if row and word.base - last <= 0.22 * em and word.base - row.base <= 0.5 * em:
            row.words.append(word)
            row.size = max(row.size, word.size)
        else:
            rows.append(Row([word], word.base, word.size))
        last = word.base
    for row in rows:
        row.words.sort(key=lambda w: w.x0)
    rows = _put_in_gaps(rows)
    for row in rows:
        row.words = _whole_words(row.words)
    return rows


def _whole_words(words: list[Word]) -> list[Word]:
    """Words of a row with their pieces put together.

    Where a font lacks "ế" or "ị", programs draw such letters from another font after the rest of the line, so that a
    word comes in pieces that lie apart in the file.
    """
    whole: list[Word] = []
    for word in words:
        left = whole[-1] if whole else None
        if left is None or left.after or word.before or word.x0 - left.x1 > WORD_GAP * min(left.size, word.size):
            whole.append(word)
            continue
        whole[-1] = left.joined(word)
    return whole


def _put_in_gaps(rows: list[Row]) -> list[Row]:
    """Moves a raised mark, or a number stamped into a blank ("Số:      /KH-UBND"), from its own row into the text's."""
    kept: list[Row] = []
    for index, row in enumerate(rows):
        host = None
        if len(row.words) <= 2 and sum(len(w.text) for w in row.words) <= 8:
            near = [r for r in rows[max(0, index - 2) : index + 3] if r is not row and len(r.words) > len(row.words)]
            host = next((r for r in near if _has_room(r, row)), None)
        if host is None:
            kept.append(row)
        else:
            host.words.extend(row.words)
            host.words.sort(key=lambda w: w.x0)
    return kept


def _has_room(host: Row, guest: Row) -> bool:
    overlap = min(host.bottom, guest.bottom) - max(host.top, guest.top)
    if overlap < 0.5 * (guest.bottom - guest.top):
        return False
    if guest.size < 0.8 * host.size:
        for word in host.words:
            if abs(guest.x0 - word.x1) < 0.3 * host.size or abs(word.x0 - guest.x1) < 0.5 * host.size:
                return True
    return any(left.x1 - 1 <= guest.x0 and guest.x1 <= right.x0 + 1 for left, right in pairwise(host.words))


def is_column_gap(words: Sequence[Word], index: int) -> bool:
    """Whether the gap before ``words[index]`` parts two columns: wide, wider than the others of its row, not typed."""
    left, right = words[index - 1], words[index]
    gap = right.x0 - left.x1
    em = max(left.size, right.size)
    if gap < 0.9 * em:
        return False
    # A number or day left open is typed as a row of blanks ("Số:      /KH-UBND"); columns parted so are farther apart.
    if left.blanks > 1 and gap < 4 * em:
        return False
    others = sorted(b.x0 - a.x1 for a, b in pairwise(words) if b is not right)
    return gap > 3 * em or not others or gap > 2.2 * max(others[len(others) // 2], 0.15 * em)
