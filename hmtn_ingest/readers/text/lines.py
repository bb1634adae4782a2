"""Lines of a text file as the paragraph and table readers look at them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from hmtn_ingest.readers.text.marks import Marks, Stretch

# Page breaks and the soft breaks of word processors end a line as well.
_BREAK = re.compile("[\n\f\v\u2028\u2029]")


@dataclass(slots=True)
class TextLine:
    """A line or a piece of one. ``first``/``last`` bound its content: blanks and marks at its ends are left out."""

    start: int
    end: int
    first: int
    last: int
    plain: str
    """Content without marks, composed (NFC), blanks run together: for looking at, never for quoting."""
    indent: int
    stops_hard: bool
    """Ends in two blanks, which is a line break in Markdown."""
    rule: bool = False
    heading: bool = False
    bold_before: int | None = None
    bold_after: int | None = None
    italic_before: int | None = None
    italic_after: int | None = None
    """Which stretch of emphasis the first and the last character stand in; equal numbers span the break."""

    @property
    def empty(self) -> bool:
        return self.first >= self.last


def split_lines(text: str) -> list[Stretch]:
    lines = []
    start = 0
    for match in _BREAK.finditer(text):
        lines.append((start, match.start()))
        start = match.end()
    lines.append((start, len(text)))
    return lines


class LineReader:
    """Makes ``TextLine`` objects of stretches of one text."""

    def __init__(self, text: str, marks: Marks) -> None:
        self.text = text
        self.marks = marks
        self._ends = [end for _, end in marks.stretches]

    def line(self, start: int, end: int) -> TextLine:
        text, marks = self.text, self.marks
        pieces = self._between(start, end)
        content = self._trimmed(pieces)
        first = content[0][0] if content else start
        last = content[-1][1] if content else start
        plain = " ".join(unicodedata.normalize("NFC", "".join(text[s:e] for s, e in pieces)).split())
        raw = text[start:end].expandtabs(4)
        line = TextLine(
            start=start,
            end=end,
            first=first,
            last=last,
            plain=plain,
            indent=len(raw) - len(raw.lstrip()),
            stops_hard=raw.endswith("  ") and bool(content),
            rule=start in marks.rules,
            heading=start in marks.headings,
        )
        if content:
            line.bold_before = marks.covered(marks.bold, first)
            line.bold_after = marks.covered(marks.bold, last - 1)
            line.italic_before = marks.covered(marks.italic, first)
            line.italic_after = marks.covered(marks.italic, last - 1)
        return line

    def content(self, start: int, end: int) -> list[Stretch]:
        """Non-blank stretches between the marks, trimmed of blanks."""
        return self._trimmed(self._between(start, end))

    def _trimmed(self, pieces: list[Stretch]) -> list[Stretch]:
        found = []
        for piece_start, piece_end in pieces:
            piece = self.text[piece_start:piece_end]
            if piece.strip():
                found.append((piece_start + len(piece) - len(piece.lstrip()), piece_start + len(piece.rstrip())))
        return found

    def _between(self, start: int, end: int) -> list[Stretch]:
        pieces = []
        place = start
        stretches = self.marks.stretches
        for index in range(bisect_left(self._ends, start + 1), len(stretches)):
            mark_start, mark_end = stretches[index]
            if mark_start >= end:
                break
            if mark_start > place:
                pieces.append((place, mark_start))
            place = max(place, mark_end)
        if place < end:
            pieces.append((place, end))
        return pieces

    def share(self, ranges: list[Stretch], start: int, end: int) -> float:
        """Which part of the letters and digits of a stretch stands in ``ranges``."""
        if not ranges:
            return 0.0
        inside = total = 0
        for piece_start, piece_end in self._between(start, end):
            total += self._letters(piece_start, piece_end)
            first = max(0, bisect_right(ranges, (piece_start, 1 << 60)) - 1)
            for begin, stop in ranges[first : bisect_left(ranges, (piece_end,))]:
                inside += self._letters(max(begin, piece_start), min(stop, piece_end))
        return inside / total if total else 0.0

    def _letters(self, start: int, end: int) -> int:
        return sum(map(str.isalnum, self.text[start:end]))
