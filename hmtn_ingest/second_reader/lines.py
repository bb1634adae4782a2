"""The lines of a record as the second reader sees them: each with the heading that it stands under.

Comes in: a record. Goes out: its lines that say something, in order. The heading stands above the line, as a person
would copy it, because a line alone seldom says whether it gives work or tells what was done.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parsers.records import DocumentRecord, Section, Span


@dataclass(frozen=True, slots=True)
class HeadedLine:
    """``[start, end)`` of the record's text; ``text`` is what is read, the line's own words from ``offset`` on."""

    start: int
    end: int
    text: str
    offset: int

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of ``text`` as a stretch of the record's text."""
        return self.start + start - self.offset, self.start + end - self.offset


class Lines:
    """Lines to be asked for by what stands in them."""

    def __init__(self, lines: Sequence[HeadedLine]) -> None:
        self._starts = [line.start for line in lines]
        self._ends = [line.end for line in lines]

    def __len__(self) -> int:
        return len(self._starts)

    def holding(self, spans: Iterable[Span]) -> Iterator[int]:
        """The indices of the lines that the spans touch."""
        for span in spans:
            at = max(0, bisect.bisect_right(self._starts, span.start) - 1)
            while at < len(self) and self._starts[at] < span.end:
                if self._ends[at] > span.start:
                    yield at
                at += 1


def headed_lines(record: DocumentRecord) -> list[HeadedLine]:
    headings = sorted(_headings(record.sections))
    starts = [start for start, _, _ in headings]
    lines: list[HeadedLine] = []
    start = 0
    for words in record.text.split("\n"):
        end = start + len(words)
        if words.strip():
            heading = _above(headings, starts, start)
            lines.append(HeadedLine(start, end, f"{heading}\n{words}", len(heading) + 1))
        start = end + 1
    return lines


def _above(headings: Sequence[tuple[int, int, str]], starts: Sequence[int], start: int) -> str:
    """The title of the section that the line at ``start`` stands in, unless it is that title."""
    at = bisect.bisect_right(starts, start) - 1
    while at >= 0 and start < headings[at][1]:
        at -= 1
    return " ".join(headings[at][2].split()) if at >= 0 else ""


def _headings(sections: Sequence[Section]) -> Iterator[tuple[int, int, str]]:
    for section in sections:
        if section.number not in ("-", "+", "•", "*"):  # an item heads nothing
            yield section.span.start, section.span.end, section.title
        yield from _headings(section.children)
