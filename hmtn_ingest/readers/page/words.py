"""Words on a page, and the rows that they stand in.

Words come from the glyphs of a PDF, or from a picture whose letters were recognised. All lengths are PDF points (1/72
inch), ``y`` grows downwards from the top left corner of the page. "Em" is the font size of the text at hand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

Box = tuple[float, float, float, float]

WORD_GAP = 0.2
"""A gap of so many ems is a blank where the file has none of its own; a justified line squeezes blanks to 0.18."""


_SPACED_LETTERS = 4
"""So many single capitals in a row are words whose letters are set apart."""


class Doubt(NamedTuple):
    """Why glyphs recognised in a picture are not sure: fields as in :class:`parsers.document.DoubtfulReading`."""

    other: str
    cause: Literal["disagreement", "single-reader", "handwriting", "stamp"]


class PageWord:
    """Glyphs without a blank between them, on the baseline at height ``base``.

    ``before`` and ``after`` are the boxes of the blanks typed around the word, ``blanks`` counts those behind it.
    ``doubts`` holds one entry a glyph, and glyphs that are doubtful together have the same; ``doubt_after`` is that of
    the blank behind the word.
    """

    __slots__ = (
        "after",
        "base",
        "before",
        "blanks",
        "bold",
        "bottom",
        "boxes",
        "doubt_after",
        "doubts",
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
        self.doubts: list[Doubt | None] = []
        self.doubt_after: Doubt | None = None
        self.x0 = self.x1 = self.top = self.bottom = 0.0
        self.size, self.base, self.bold, self.italic = size, base, bold, italic
        self.before: Box | None = None
        self.after: Box | None = None
        self.blanks = 0

    def add(self, text: str, box: Box, doubt: Doubt | None = None) -> None:
        x0, top, x1, bottom = box
        if not self.text:
            self.x0, self.top, self.x1, self.bottom = box
        else:  # without calls: this is asked for every glyph
            if x0 < self.x0:
                self.x0 = x0
            if x1 > self.x1:
                self.x1 = x1
            if top < self.top:
                self.top = top
            if bottom > self.bottom:
                self.bottom = bottom
        self.text.append(text)
        self.boxes.append(box)
        self.doubts.append(doubt)

    def joined(self, other: PageWord) -> PageWord:
        """One word of this one and the one that follows it without a blank."""
        main = max(self, other, key=lambda w: w.size)
        word = PageWord(main.size, main.base, self.bold and other.bold, self.italic and other.italic)
        for piece in (self, other):
            for text, box, doubt in zip(piece.text, piece.boxes, piece.doubts, strict=True):
                word.add(text, box, doubt)
        word.before, word.after, word.blanks = self.before, other.after, other.blanks
        word.doubt_after = other.doubt_after
        return word

    def split(self, at: int) -> tuple[PageWord, PageWord]:
        """The word as two words, the second from glyph ``at`` on."""
        halves = []
        for part in (slice(None, at), slice(at, None)):
            half = PageWord(self.size, self.base, self.bold, self.italic)
            for text, box, doubt in zip(self.text[part], self.boxes[part], self.doubts[part], strict=True):
                half.add(text, box, doubt)
            halves.append(half)
        halves[0].before = self.before
        halves[1].after, halves[1].blanks, halves[1].doubt_after = self.after, self.blanks, self.doubt_after
        return halves[0], halves[1]

    def __str__(self) -> str:
        return "".join(self.text)


@dataclass(slots=True)
class WordRow:
    """Words on one baseline, from left to right."""

    words: list[PageWord]
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


def phrase(words: Sequence[PageWord]) -> str:
    """The words as composed letters, to look for cues in."""
    return unicodedata.normalize("NFC", " ".join(map(str, words)))


# -- words to rows -----------------------------------------------------------------------------------------------------


def rows_of(words: Iterable[PageWord]) -> list[WordRow]:
    """Words gathered on common baselines, top to bottom; raised marks and stamped numbers put into their row."""
    rows: list[WordRow] = []
    last = 0.0
    for word in sorted(words, key=lambda w: w.base):
        row = rows[-1] if rows else None
        em = min(word.size, row.size) if row else 0.0
        # Step by step, so that a slightly slanting line of a recognised scan stays one row.
        if row and word.base - last <= 0.22 * em and word.base - row.base <= 0.5 * em:
            row.words.append(word)
            row.size = max(row.size, word.size)
        else:
            rows.append(WordRow([word], word.base, word.size))
        last = word.base
    for row in rows:
        row.words.sort(key=lambda w: w.x0)
    rows = _fill_blanks(_put_in_gaps(rows))
    for row in rows:
        row.words = _whole_words(row.words)
        if sum(len(word.text) == 1 for word in row.words) >= _SPACED_LETTERS:
            row.words = _without_spacing(row.words)
    return rows


def _without_spacing(words: list[PageWord]) -> list[PageWord]:
    """Words whose letters were typed apart ("K Ế   H O Ạ C H") put together: a wider gap parts them from each other."""
    joined: list[PageWord] = []
    for letters, run in groupby(words, key=_is_spaced_letter):
        run_words = list(run)
        if not letters or len(run_words) < _SPACED_LETTERS:
            joined += run_words
            continue
        gaps = [right.x0 - left.x1 for left, right in pairwise(run_words)]
        usual = sorted(gaps)[len(gaps) // 2]
        word = run_words[0]
        for gap, letter in zip(gaps, run_words[1:], strict=True):
            if gap > 1.5 * usual + 0.5:
                joined.append(word)
                word = letter
            else:
                word = word.joined(letter)
        joined.append(word)
    return joined


def _is_spaced_letter(word: PageWord) -> bool:
    text = unicodedata.normalize("NFC", str(word))
    return len(text) == 1 and text.isupper()


def _whole_words(words: list[PageWord]) -> list[PageWord]:
    """Words of a row with their pieces put together.

    Where a font lacks "ế" or "ị", programs draw such letters from another font after the rest of the line, so that a
    word comes in pieces that lie apart in the file.
    """
    whole: list[PageWord] = []
    for word in words:
        left = whole[-1] if whole else None
        if left is None or left.after or word.before or word.x0 - left.x1 > WORD_GAP * min(left.size, word.size):
            whole.append(word)
            continue
        whole[-1] = left.joined(word)
    return whole


def _put_in_gaps(rows: list[WordRow]) -> list[WordRow]:
    """Moves a raised mark, or a number stamped into a blank ("Số:      /KH-UBND"), from its own row into the text's."""
    kept: list[WordRow] = []
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


def _has_room(host: WordRow, guest: WordRow) -> bool:
    overlap = min(host.bottom, guest.bottom) - max(host.top, guest.top)
    if overlap < 0.5 * (guest.bottom - guest.top):
        return False
    if guest.size < 0.8 * host.size:
        for word in host.words:
            if abs(guest.x0 - word.x1) < 0.3 * host.size or abs(word.x0 - guest.x1) < 0.5 * host.size:
                return True
    return any(left.x1 - 1 <= guest.x0 and guest.x1 <= right.x0 + 1 for left, right in pairwise(host.words))


def _fill_blanks(rows: list[WordRow]) -> list[WordRow]:
    """Moves a number stamped a line too high or too low from its own place into the blank that it was meant for."""
    for index, host in enumerate(rows):
        for left, right in pairwise(host.words):
            if not _is_blank(left, right):
                continue
            near = [row for row in rows[max(0, index - 3) : index + 4] if row is not host]
            over = [(row, word) for row in near for word in row.words if _is_stamped(word, row, host, left, right)]
            if len(over) == 1:
                ((row, word),) = over
                row.words.remove(word)
                host.words = sorted([*host.words, word], key=lambda w: w.x0)
    return [row for row in rows if row.words]


_BLANKS = {"số": ("/",), "số:": ("/",), "ngày": ("tháng",), "tháng": ("năm",)}
"""What stands before a number that an office writes or stamps later, and how that goes on which stands behind it."""


def _is_blank(left: PageWord, right: PageWord) -> bool:
    behind = _BLANKS.get(phrase([left]).casefold())
    return bool(behind and right.x0 - left.x1 > 0.9 * left.size and phrase([right]).casefold().startswith(behind))


def _is_stamped(word: PageWord, row: WordRow, host: WordRow, left: PageWord, right: PageWord) -> bool:
    """Whether a word is a number that stands by itself, above or below the blank between two words of another row."""
    if not str(word).isdigit() or len(word.text) > 5 or abs(word.base - host.base) > 1.7 * host.size:
        return False
    others = [other for other in row.words if other is not word]
    alone = all(max(other.x0 - word.x1, word.x0 - other.x1) > 0.9 * word.size for other in others)
    return alone and left.x1 < (word.x0 + word.x1) / 2 < right.x0


def is_letter_spaced(words: Sequence[PageWord]) -> bool:
    """Whether a row is a title with its letters set apart: "K Ế   H O Ạ C H"."""
    return len(words) > 3 and all(len(str(word)) == 1 and str(word).isupper() for word in words)


def is_column_gap(words: Sequence[PageWord], index: int) -> bool:
    """Whether the gap before ``words[index]`` parts two columns: wide, wider than the others of its row, not typed."""
    left, right = words[index - 1], words[index]
    gap = right.x0 - left.x1
    em = max(left.size, right.size)
    if gap < 0.9 * em or (gap < 3 * em and is_letter_spaced(words)):
        return False
    # A number or day left open is typed as a row of blanks ("Số:      /KH-UBND"); columns parted so are farther apart.
    if left.blanks > 1 and gap < 4 * em:
        return False
    others = sorted(b.x0 - a.x1 for a, b in pairwise(words) if b is not right)
    return gap > 3 * em or not others or gap > 2.2 * max(others[len(others) // 2], 0.15 * em)


def parts_of(row: WordRow) -> list[list[PageWord]]:
    """The row cut wherever a gap is wider than a blank can be: what stands in the columns of a table without lines."""
    parts = [[row.words[0]]]
    for left, right in pairwise(row.words):
        if right.x0 - left.x1 >= 0.9 * max(left.size, right.size):
            parts.append([])
        parts[-1].append(right)
    return parts
