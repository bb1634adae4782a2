"""What readers deliver: one document as text with exact positions, and nothing more.

``Document.text`` is the text of the file in reading order and is never edited afterwards. All offsets are half-open and
count code points of that text. Blocks (paragraphs) are joined by ``\\n``, cells of a table row by ``\\t``.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from parsers.records import DigitalSignature as DigitalSignature  # parts of what readers deliver
from parsers.records import Problem as Problem
from parsers.records import Span

MOST_OF_PARAGRAPH = 3_000
"""Characters of a paragraph that is read as one; the longest of 90 plans and reports at hand has 2,576."""
MOST_OF_PART = 1_000
"""Characters of each part of a longer one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, in running text or inside a table cell.

    A block may hold line breaks (hard-wrapped text files) and formatting marks (``Document.marks``); neither is
    content. ``table``, ``row``, ``column`` place a block inside ``Document.tables``; they are ``None`` in running text.
    """

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    centred: bool = False
    role: str = "body"  # body | footnote | textbox
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; a merged cell stands once, at its first row and column."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on its page or pages: every row as read, repeated heads included.

    A position covered by a merge from the left or from above holds ``None``, so that all rows are equally long.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell | None, ...], ...]
    page: int | None = None


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_AROUND = 40
_TURNS: tuple[Callable[[float, float, float, float], Box], ...] = (
    lambda x0, top, x1, bottom: (x0, top, x1, bottom),
    lambda x0, top, x1, bottom: (top, -x1, bottom, -x0),  # letters follow each other down the page
    lambda x0, top, x1, bottom: (-x1, -bottom, -x0, -top),
    lambda x0, top, x1, bottom: (-bottom, x0, -top, x1),
)
"""To see upright what is read to the right, downwards, to the left, upwards."""


class Layout:
    """Page and box of every character of a paged document.

    Boxes are in PDF points ``(x0, top, x1, bottom)`` measured from the top left corner of the page. A character that
    the reader itself put in (a joining blank, ``\\n``, ``\\t``) has page 0 and no box.
    """

    __slots__ = ("boxes", "pages")

    def __init__(self) -> None:
        self.pages = array("H")
        self.boxes = array("f")

    def add(self, page: int, box: Box) -> None:
        self.pages.append(page)
        self.boxes.extend(box)

    def skip(self, count: int = 1) -> None:
        for _ in range(count):
            self.add(0, (0.0, 0.0, 0.0, 0.0))

    def locate(self, start: int, end: int) -> tuple[int | None, list[Box]]:
        """Page of the first character with a box, and one box a line of that page and the pages after it."""
        page: int | None = None
        lines: list[list[float]] = []
        previous = 0
        numbers = self.boxes[start * 4 : end * 4].tolist()
        boxes = zip(numbers[::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True)
        for here, (x0, top, x1, bottom) in zip(self.pages[start:end], boxes, strict=True):
            if not here:
                continue
            page = here if page is None else page
            if here != page:
                break
            last = lines[-1] if lines else None
            if last and here == previous and top < last[3] and bottom > last[1] and x0 >= last[0] - 1:
                last[1], last[2], last[3] = min(last[1], top), max(last[2], x1), max(last[3], bottom)
            else:
                lines.append([x0, top, x1, bottom])
            previous = here
        return page, [(round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in lines]

    def place(self, start: int, end: int) -> Box | None:
        """The box of the first line of a stretch, seen as its page is read, which may lie on its side or head in the
        file: for telling what stands beside or below what.
        """
        first = next((at for at in range(start, end) if self.pages[at]), None)
        if first is None:
            return None
        turned = self._turn(first)
        x0, top, x1, bottom = turned(*self.boxes[first * 4 : first * 4 + 4])
        for at in range(first + 1, end):
            if self.pages[at] != self.pages[first]:
                continue
            left, upper, right, lower = turned(*self.boxes[at * 4 : at * 4 + 4])
            if upper >= bottom or lower <= top or left < x0 - 1:
                break
            top, x1, bottom = min(top, upper), max(x1, right), max(bottom, lower)
        return x0, top, x1, bottom

    def _turn(self, at: int) -> Callable[[float, float, float, float], Box]:
        """How boxes of the page are to be turned so that the letters around ``at`` follow each other to the right."""
        ways = [0, 0, 0, 0]
        begin, stop = max(0, at - _AROUND), min(len(self.pages), at + _AROUND)
        for here in range(begin + 1, stop):
            if self.pages[here] == self.pages[here - 1] == self.pages[at]:
                (x, y), (other, lower) = self._corner(here - 1), self._corner(here)
                along, down = other - x, lower - y
                ways[(0 if along > 0 else 2) if abs(along) > abs(down) else (1 if down > 0 else 3)] += 1
        return _TURNS[ways.index(max(ways))]

    def _corner(self, at: int) -> tuple[float, float]:
        return self.boxes[at * 4], self.boxes[at * 4 + 1]


@dataclass(frozen=True, slots=True)
class DoubtfulReading:
    """A stretch of ``Document.text`` that was recognised from a picture and is not sure.

    ``other`` is what the second reader saw there, or nothing. ``cause``: the two readers disagree, only one reader was
    at hand, handwriting (the stretch is blank unless it could be read), or ink of a stamp.
    """

    start: int
    end: int
    other: str = ""
    cause: Literal["disagreement", "single-reader", "handwriting", "stamp"] = "disagreement"


@dataclass(slots=True)
class Document:
    """A file as its reader understood it."""

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()
    """Stretches of ``text`` that are formatting, not content (Markdown marks, pipes of a destroyed table)."""
    pages: int | None = None
    layout: Layout | None = None
    problems: list[Problem] = field(default_factory=list)
    reader: str = "text"
    media_type: str = "text/plain"
    ocr: bool = False
    voted: bool = False
    """Whether our own recognisers read what was recognised: ``doubtful`` says which of its letters are not sure."""
    doubtful: tuple[DoubtfulReading, ...] = ()
    """What was recognised from a picture and is not sure, in the order of the text."""
    signatures: tuple[DigitalSignature, ...] = ()
    """The digital signatures of the file, in the order in which they were made."""

    @property
    def wholly_doubtful(self) -> bool:
        """Whether any of its letters may be misread: somebody else recognised them, and did not say which are not
        sure."""
        return self.ocr and not self.voted

    def doubtful_segments(self) -> Iterator[DoubtfulReading]:
        """The doubtful readings; words that stand side by side and that the other reading has as one thing are one."""
        held: DoubtfulReading | None = None
        for reading in self.doubtful:
            same = held is not None and (held.other, held.cause) == (reading.other, reading.cause)
            if held is not None and same and self.text[held.end : reading.start].isspace():
                held = replace(held, end=reading.end)
                continue
            if held is not None:
                yield held
            held = reading
        if held is not None:
            yield held

    def span(self, start: int, end: int) -> Span:
        """The stretch as a span with its quote, and page and boxes where the document has pages."""
        quote = self.text[start:end]
        if self.layout is None:
            return Span(start=start, end=end, quote=quote)
        page, boxes = self.layout.locate(start, end)
        return Span(start=start, end=end, quote=quote, page=page, boxes=boxes or None)
