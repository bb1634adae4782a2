"""How a text file is wrapped: whether its lines are whole paragraphs, or were broken at a column.

Comes in: runs of lines without a blank line between them. Goes out: :class:`Wrapping`, which the paragraph reader asks
whether a line is as long as those that were broken. Example: in a file whose sentences go on in lower case after 78 to
80 characters, a line of 79 is full, one of 40 ends a paragraph.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hmtn_ingest.readers.text.lines import TextLine
from parsers.layout import cues

# No one wraps at a column beyond this.
_LONGEST_WRAP = 160


@dataclass(slots=True)
class _Widths:
    """Lengths of lines that surely go on in the next (which begins in lower case)."""

    lengths: list[int]

    def least(self) -> int:
        return sorted(self.lengths)[len(self.lengths) // 10] if self.lengths else 1 << 30

    def usual(self) -> int:
        return sorted(self.lengths)[len(self.lengths) // 2]

    def most(self) -> int:
        return sorted(self.lengths)[-1 - len(self.lengths) // 20] if self.lengths else 0


@dataclass(slots=True)
class _Counts:
    """What the pairs of lines of a file show about its wrapping."""

    first: _Widths = field(default_factory=lambda: _Widths([]))
    """Of first lines of paragraphs; ``rest`` of all others."""
    rest: _Widths = field(default_factory=lambda: _Widths([]))
    lengths: list[int] = field(default_factory=list)
    unfinished: int = 0
    """Lines that end without a stop; ``certain`` ones go on in lower case, ``hanging`` ones of these indented."""
    certain: int = 0
    hanging: int = 0
    loose: int = 0
    """Items behind a blank line; ``tight`` ones stand right below the sentence before them."""
    tight: int = 0
    items: int = 0
    indented: int = 0

    def add(self, group: Sequence[TextLine]) -> None:
        items = [line for line in group if cues.starts_item(line.plain)]
        self.lengths.extend(len(line.plain) for line in group)
        self.items += len(items)
        self.indented += sum(line.indent > 1 for line in items)
        self.loose += cues.starts_item(group[0].plain)
        start = True
        for before, after in itertools.pairwise(group):
            if cues.starts_item(after.plain):
                self.tight += cues.is_finished(before.plain)
                start = True
                continue
            if not cues.is_finished(before.plain) and not cues.is_capitals(before.plain):
                self._add_unfinished(before, after, self.first if start else self.rest)
            start = False

    def _add_unfinished(self, before: TextLine, after: TextLine, widths: _Widths) -> None:
        self.unfinished += 1
        if cues.starts_low(after.plain):
            self.certain += 1
            self.hanging += after.indent > 1
            widths.lengths.append(len(before.plain))

    def shows_wrapping(self, widest: int) -> bool:
        """Whether enough lines go on in the next, and few are longer than the widest of these."""
        if not self.certain or widest > _LONGEST_WRAP:
            return False
        longer = sum(length > widest + 5 for length in self.lengths)
        often = self.certain >= 4 or self.certain * 5 >= self.unfinished * 2
        return often and longer * 20 <= len(self.lengths)


@dataclass(slots=True)
class Wrapping:
    """How a file is wrapped, measured on pairs of lines without a blank line between them."""

    wrapped: bool = False
    loose: bool = False
    """Paragraphs are set apart by blank lines, so that a line break alone means little."""
    indented: bool = False
    """Paragraphs begin with an indent, and only they do."""
    first_least: int = 1 << 30
    first_most: int = 0
    rest_least: int = 1 << 30
    widest: int = 1 << 30
    usual: int = 1 << 30
    first_usual: int = 1 << 30

    @classmethod
    def measure(cls, groups: Iterable[Sequence[TextLine]]) -> Wrapping:
        """``groups`` are runs of lines without a blank line between."""
        counts = _Counts()
        for group in groups:
            counts.add(group)
        first, rest = counts.first, counts.rest
        everything = _Widths(first.lengths + rest.lengths)
        if not counts.shows_wrapping(max(everything.lengths, default=0)):
            return cls()
        first, rest = (w if len(w.lengths) >= 5 else everything for w in (first, rest))
        early = [length for length in first.lengths if length * 4 < rest.least() * 3]
        if len(early) * 2 > len(first.lengths):
            first = _Widths(early)
        return cls(
            wrapped=True,
            loose=counts.loose > 2 * counts.tight,
            indented=counts.indented * 3 > counts.items * 2 and counts.hanging * 10 < counts.certain,
            first_least=first.least(),
            first_most=first.most(),
            rest_least=rest.least(),
            widest=max(everything.lengths),
            usual=rest.usual(),
            first_usual=first.usual(),
        )

    def full(self, line: TextLine, after: TextLine, *, first: bool) -> bool:
        """True where a line is as long as those that were broken for want of room, or has none for the next word."""
        length = len(line.plain)
        if not self.wrapped:
            return False
        if length + 1 + len(after.plain.partition(" ")[0]) > self.widest:
            return True
        if first and self.first_least * 2 < self.rest_least:  # scrapers break the first line of a paragraph early
            return self.first_least <= length <= self.first_most + 2 or length >= self.rest_least
        return length >= min(self.first_least, self.rest_least)

    def common(self, line: TextLine, *, first: bool) -> bool:
        """True where a line is no shorter than half of those that were broken: no short heading."""
        return len(line.plain) >= (self.first_usual if first else self.usual)
