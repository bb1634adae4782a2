"""Which lines of a text file make one paragraph.

Two kinds of file have to be told apart: those whose lines are whole paragraphs, and those that were wrapped at a
column (scraped pages, mail, terminals). In the first a line stands alone unless it visibly goes on; in the second a
line goes on unless something visibly begins.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hmtn_ingest.readers.text.lines import Line
from parsers.layout import cues

_NUMBERS = tuple("0123456789/…._")
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
    def measure(cls, groups: Iterable[Sequence[Line]]) -> Wrapping:
        """``groups`` are runs of lines without a blank line between."""
        first, rest = _Widths([]), _Widths([])
        unfinished = certain = tight = loose = items = indented = hanging = 0
        lengths: list[int] = []
        for group in groups:
            loose += cues.starts_item(group[0].plain)
            start = True
            lengths.extend(len(line.plain) for line in group)
            items += sum(cues.starts_item(line.plain) for line in group)
            indented += sum(cues.starts_item(line.plain) and line.indent > 1 for line in group)
            for before, after in itertools.pairwise(group):
                if cues.starts_item(after.plain):
                    tight += cues.is_finished(before.plain)
                    start = True
                    continue
                if not cues.is_finished(before.plain) and not cues.is_capitals(before.plain):
                    unfinished += 1
                    if cues.starts_low(after.plain):
                        certain += 1
                        hanging += after.indent > 1
                        (first if start else rest).lengths.append(len(before.plain))
                start = False
        everything = _Widths(first.lengths + rest.lengths)
        widest = max(everything.lengths, default=0)
        if not certain or widest > _LONGEST_WRAP:
            return cls()
        longer = sum(length > widest + 5 for length in lengths)
        if longer * 20 > len(lengths) or (certain < 4 and certain * 5 < unfinished * 2):
            return cls()
        first, rest = (w if len(w.lengths) >= 5 else everything for w in (first, rest))
        early = [length for length in first.lengths if length * 4 < rest.least() * 3]
        if len(early) * 2 > len(first.lengths):
            first = _Widths(early)
        return cls(
            wrapped=True,
            loose=loose > 2 * tight,
            indented=indented * 3 > items * 2 and hanging * 10 < certain,
            first_least=first.least(),
            first_most=first.most(),
            rest_least=rest.least(),
            widest=widest,
            usual=rest.usual(),
            first_usual=first.usual(),
        )

    def full(self, line: Line, after: Line, *, first: bool) -> bool:
        """True where a line is as long as those that were broken for want of room, or has none for the next word."""
        length = len(line.plain)
        if not self.wrapped:
            return False
        if length + 1 + len(after.plain.partition(" ")[0]) > self.widest:
            return True
        if first and self.first_least * 2 < self.rest_least:  # scrapers break the first line of a paragraph early
            return self.first_least <= length <= self.first_most + 2 or length >= self.rest_least
        return length >= min(self.first_least, self.rest_least)

    def common(self, line: Line, *, first: bool) -> bool:
        """True where a line is no shorter than half of those that were broken: no short heading."""
        return len(line.plain) >= (self.first_usual if first else self.usual)


class Paragraph:
    """Lines that belong together. ``plain`` is their beginning: enough to see what kind of paragraph it is."""

    __slots__ = ("brackets", "lines", "plain")
    _beginning = 600

    def __init__(self, line: Line) -> None:
        self.lines = [line]
        self.plain = line.plain
        self.brackets = _open_brackets(line)

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.brackets += _open_brackets(line)
        if len(self.plain) < self._beginning:
            self.plain = f"{self.plain} {line.plain}"


def _open_brackets(line: Line) -> int:
    return line.plain.count("(") - line.plain.count(")")


class ParagraphReader:
    """Puts the lines of a file into paragraphs; ``in_cell`` lines are those of one table cell."""

    def __init__(self, wrapping: Wrapping) -> None:
        self._wrapping = wrapping
        self.page_numbers: list[tuple[int, int]] = []
        """Places of page numbers found inside sentences: they are no content."""

    def paragraphs(self, lines: Sequence[Line], *, in_cell: bool = False, top: bool = False) -> list[Paragraph]:
        """``lines`` with their blank lines (``empty``); ``top`` where the letterhead may still be going on."""
        found: list[Paragraph] = []
        counters: dict[str, int] = {}
        gap = barrier = False
        for index, line in enumerate(lines):
            if line.rule:
                barrier = True
            if line.empty:
                gap = gap or line.end == line.start or not line.plain
                continue
            before = found[-1] if found else None
            if gap and before and not in_cell and self._is_page_number(before, line, lines[index + 1 : index + 6]):
                self.page_numbers.append((line.first, line.last))
                continue
            heads = in_cell or (top and not any(cues.type_of_line(p.plain) for p in found[-12:]))
            if (
                before
                and not barrier
                and (
                    self._goes_on_after_blank(before, line, lines[index + 1 : index + 40])
                    if gap
                    else self._goes_on(before, line, counters, heads=heads, cell=in_cell)
                )
            ):
                before.add(line)
            else:
                found.append(Paragraph(line))
                if number := cues.ordinal(line.plain):
                    counters[number[0]] = number[1]
            gap = barrier = False
        return found

    def _goes_on(self, before: Paragraph, after: Line, counters: dict[str, int], *, heads: bool, cell: bool) -> bool:
        last, left, right = before.last, before.last.plain, after.plain
        first = len(before.lines) == 1
        if after.heading or cues.type_of_line(left):
            return False
        if cues.type_of_line(right):  # "**II. NỘI DUNG / KẾ HOẠCH**" is one heading
            return cues.is_numbered(before.plain) and _spans(last, after)
        if cues.is_number_alone(left) and first:
            return not cues.starts_item(right)
        finished = cues.is_finished(left)
        if not finished and cues.crosses_phrase(left, right):
            return True
        if cues.is_head_line(right):
            return False
        if left.casefold().endswith(("số:", "số")) and right[:1] in _NUMBERS:
            return True
        if cues.is_whole_head_line(left) and not cues.is_place_date(before.plain + " " + right):
            return False
        if cues.starts_item(right):
            return not finished and self._breaks_before_item(before, after, counters, first=first, cell=cell)
        if last.heading:
            return cues.starts_low(right) and not finished
        if before.brackets > 0 and ")" in right and len(before.plain) < 400:
            return True
        if not finished and cues.takes_number(left) and right[:1].isdigit():
            return True
        if not finished and cues.leaves_open(left) and not last.stops_hard and not left.endswith(","):
            return True
        if cues.is_signature(right) or (
            cues.is_signature(before.plain) and (cues.looks_like_name(right) or cues.is_capitals(right))
        ):
            return False
        if heads and cues.is_capitals(left) and cues.is_organ(right) and not left.endswith(","):
            return False
        if cues.is_capitals(left) and not cues.is_capitals(right) and cues.looks_like_name(right):
            return False
        if cues.is_attachment(right) and (not self._wrapping.full(last, after, first=first) or cues.is_capitals(left)):
            return False
        if not finished and not last.stops_hard and self._runs_on(before, after):
            return True
        if not self._wrapping.wrapped:
            return False
        return self._wrapped_on(before, after, first=first, finished=finished, cell=cell)

    def _runs_on(self, before: Paragraph, after: Line) -> bool:
        """Signs inside the two lines that one sentence or heading goes on, however the file is wrapped."""
        last = before.last
        if cues.starts_low(after.plain):
            return True
        if cues.leaves_open(last.plain):
            return not cues.is_bullet(before.plain) or self._wrapping.wrapped
        return _spans(last, after) and not last.stops_hard and not cues.is_organ(after.plain)

    def _wrapped_on(self, before: Paragraph, after: Line, *, first: bool, finished: bool, cell: bool) -> bool:
        wrapping, last = self._wrapping, before.last
        full = wrapping.full(last, after, first=first)
        if cell:
            return full and not finished and not cues.is_capitals(last.plain) and not cues.is_bullet(after.plain)
        if wrapping.indented:
            return after.indent <= 1
        if _differs(before, after) or (finished and cues.opens_paragraph(after.plain)):
            return False
        if wrapping.loose and (not finished or cues.starts_low(after.plain)):
            return True
        return full

    def _breaks_before_item(
        self, before: Paragraph, after: Line, counters: dict[str, int], *, first: bool, cell: bool
    ) -> bool:
        """A line that looks like an item is the middle of a sentence: "Văn hóa / - Thể thao", "tháng / 12. Định kỳ"."""
        left, right = before.last.plain, after.plain
        if self._wrapping.indented and not cell:
            return after.indent <= 1
        if cues.is_dash(right):
            if left[-1:].isdigit() and right[2:3].isdigit() and (self._wrapping.wrapped or cell):
                return True
            rest = right[2:].lstrip()
            if rest[:1].islower() and not cues.is_bullet(before.plain) and not left.endswith(","):
                return True
        elif cues.is_bullet(right) or not self._wrapping.wrapped:
            return False
        if not self._wrapping.wrapped or cell or left.endswith(","):
            return False
        if _emphasised(before) or cues.is_capitals(left):
            return False
        full = self._wrapping.full(before.last, after, first=first) and self._wrapping.common(before.last, first=first)
        if cues.is_dash(right):
            return full
        number = cues.ordinal(right)
        expected = number and counters.get(number[0], 0) + 1 == number[1]
        return (full or cues.takes_number(left)) and not expected and not cues.is_unit(right)

    def _is_page_number(self, before: Paragraph, line: Line, later: Sequence[Line]) -> bool:
        """A number alone between blank lines where the sentence before it goes on behind it."""
        number = line.plain.strip("- –—")
        if not (number.isdigit() and len(number) <= 3 and later and later[0].empty):
            return False
        following = next((candidate for candidate in later if not candidate.empty), None)
        return (
            following is not None
            and cues.starts_low(following.plain)
            and self._goes_on_after_blank(before, following, ())
        )

    def _goes_on_after_blank(self, before: Paragraph, after: Line, later: Sequence[Line]) -> bool:
        """A blank line inside a sentence: the text was cut at the foot of a page."""
        left, right = before.last.plain, after.plain
        if after.heading or before.last.heading or cues.is_finished(left):
            return False
        if any(
            cues.type_of_line(p) or cues.is_head_line(p) or cues.is_signature(p) for p in (before.plain, left, right)
        ):
            return False
        whole = before.plain
        if cues.starts_low(right):
            return not cues.is_capitals(whole) and not cues.is_number_alone(whole)
        if cues.starts_item(right):
            return (
                self._wrapping.wrapped
                and cues.is_dash(right)
                and len(whole) >= 150
                and not cues.is_bullet(whole)
                and not _emphasised(before)
                and not _next_is_dash(later)
            )
        if cues.leaves_open(left) and len(whole) >= 60 and not cues.is_bullet(whole):
            return True
        return before.brackets > 0 and ")" in right and "(" not in right.partition(")")[0]


def _spans(before: Line, after: Line) -> bool:
    """True where one stretch of emphasis holds the end of one line and the beginning of the next."""
    return (before.bold_after is not None and before.bold_after == after.bold_before) or (
        before.italic_after is not None and before.italic_after == after.italic_before
    )


def _emphasised(paragraph: Paragraph) -> bool:
    first, last = paragraph.lines[0], paragraph.last
    return (first.bold_before is not None and last.bold_after is not None) or (
        first.italic_before is not None and last.italic_after is not None
    )


def _next_is_dash(later: Sequence[Line]) -> bool:
    """A dash that has others after it opens an item of a list."""
    blank = False
    for line in later:
        if line.empty:
            blank = True
        elif cues.is_bullet(line.plain):
            return True
        elif blank:
            return False
    return False


def _differs(before: Paragraph, after: Line) -> bool:
    """A heading above its text: all of it bold or in capitals, and what follows is neither."""
    if _emphasised(before) and after.bold_before is None:
        return not cues.starts_low(after.plain)
    return cues.is_capitals(before.plain) and " " in before.plain and not cues.is_capitals(after.plain)
