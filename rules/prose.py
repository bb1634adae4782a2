"""The text of a record as running prose, for rules that read sentences and the headings above them."""

from __future__ import annotations

import bisect
import itertools
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property

from parsers import regex
from parsers.document import MOST_OF_PARAGRAPH, MOST_OF_PART
from parsers.offsets import offsets
from parsers.sentences import sentence_ends

_BREAK = regex.compile(r"[^\S ]\s*+| \s++")
# A line end that ends a paragraph of a wrapped text: behind a full stop, before an item, around an empty line
_ITEM_AHEAD = regex.compile(r"[-+•*]\s|\(?[\divxlc]{1,5}[.)]\s|\p{L}\)\s|phần |chương |mục |điều \d")
_STOPS = ".;:!?…"
# "…; sở y tế …", and the stop of a paragraph
_LAST_SIGN = regex.compile(r";(?=[\s”\")]|$)|[.!?…](?=\n)")

# "ngày I1 tháng 6" · "3O/02/2026" · "ngày l4/13" · "2S": letters that scans put for digits, within a figure
_GARBLED = regex.compile(r"(?<!\w)(?=[IlOo|SBZ]*\d)\d*[IlOo|SBZ][\dIlOo|SBZ]*(?!\w)|ngày [IlO|]{1,2}(?= tháng| ?/)")


def garbled_figure(quote: str) -> bool:
    """Whether the words of the document hold a figure with letters in it: a misread scan, not what was written."""
    return _GARBLED.search(one_line(quote)) is not None


def one_line(text: str) -> str:
    """A quote or title with its line ends and runs of blanks as single blanks."""
    return " ".join(text.split())


class Prose:
    """``text``: normal form, runs of blanks as one, a line for each paragraph or table row (cells by TAB).

    ``starts`` holds for each of its characters the offset into ``Context.plain``. ``wrapped`` says that a line end may
    stand inside a sentence (text files); ``openings`` are the offsets at which numbered paragraphs and items begin.
    """

    def __init__(self, plain: str, norm: str, openings: Sequence[int], *, wrapped: bool) -> None:
        pieces: list[str] = []
        written: list[str] = []
        starts = array("I")
        at = 0
        opens = set(openings)
        for run in _BREAK.finditer(norm):
            joint = _joint(plain, norm, run, opens, wrapped=wrapped)
            pieces += (norm[at : run.start()], joint)
            written += (plain[at : run.start()], joint)
            starts += offsets(at, run.start() + 1)
            at = run.end()
        pieces.append(norm[at:])
        written.append(plain[at:])
        starts += offsets(at, len(norm) + 1)
        self.text = "".join(pieces)
        self.starts = starts
        self._written = "".join(written)

    def at(self, plain: int) -> int:
        """Offset into ``text`` of an offset into ``Context.plain``."""
        return bisect.bisect_left(self.starts, plain)

    def plain(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of ``Context.plain`` behind ``[start, end)`` of ``text``."""
        return self.starts[start], self.starts[end - 1] + 1 if end > start else self.starts[start]

    @cached_property
    def _ends(self) -> list[int]:
        row_wise = self._written.replace("\t", " ")  # the cells of a row are one sentence
        ends = [end - 1 if row_wise[end - 1] == " " else end for end in sentence_ends(row_wise)]
        ends = sorted({*ends, *(match.end() for match in _LAST_SIGN.finditer(self.text))})
        stretches = itertools.pairwise((0, *ends, len(self.text)))
        return sorted({*ends, *(cut for stretch in stretches for cut in self._cuts(*stretch))})

    def _cuts(self, start: int, end: int) -> Iterator[int]:
        """Where a sentence without end is parted, as its paragraph was when it was read: each rule looks it through."""
        while end - start > MOST_OF_PARAGRAPH:
            start = self.text.rfind(" ", start, start + MOST_OF_PART) + 1 or start + MOST_OF_PART
            yield start

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset, without what stands beside its semicolons."""
        index = bisect.bisect_right(self._ends, offset)
        start = self._ends[index - 1] if index else 0
        end = self._ends[index] if index < len(self._ends) else len(self.text)
        while start < end and self.text[start] in " \n\t":
            start += 1
        return start, end

    def finditer(self, pattern: regex.Pattern[str], *words: str) -> Iterator[regex.Match[str]]:
        """What ``pattern`` finds in ``text``, looked for in the paragraphs that hold one of ``words``.

        Every match of the pattern stands in one paragraph and holds one of them. Such paragraphs are few, and words are
        found far sooner than a pattern.
        """
        for place in sorted({place for word in words for place in self._holding(word)}):
            yield from pattern.finditer(self.text, *place)

    def occurrences(self, words: str) -> Iterator[int]:
        """Where words of the document stand in ``text`` as words of their own; a pattern of them would be kept."""
        at = self.text.find(words)
        while at >= 0:
            end = at + len(words)
            if not (self.text[at - 1 : at].isalnum() or self.text[end : end + 1].isalnum()):
                yield at
            at = self.text.find(words, end)

    def _holding(self, word: str) -> Iterator[tuple[int, int]]:
        end = 0
        while (at := self.text.find(word, end)) >= 0:
            start, end = self.paragraph(at)
            yield start, end

    def paragraph(self, offset: int) -> tuple[int, int]:
        """The paragraph or table row around an offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end


def _joint(plain: str, norm: str, run: regex.Match[str], openings: set[int], *, wrapped: bool) -> str:
    gap = run[0]
    if "\n" not in gap:
        return "\t" if "\t" in gap else " "
    if not wrapped or gap.count("\n") > 1 or run.end() in openings or run.end() == len(norm):
        return "\n"
    if norm[run.start() - 1 : run.start()] in _STOPS or _ITEM_AHEAD.match(norm, run.end()):
        return "\n"
    line = norm[norm.rfind("\n", 0, run.start()) + 1 : run.start()]
    if "\t" in line:
        return "\n"
    return " " if len(line) >= 40 or plain[run.end()].islower() else "\n"
