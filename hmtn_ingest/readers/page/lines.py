"""Rows of a PDF page to lines in reading order: column by column in letterhead and signature block, stamps apart."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from hmtn_ingest.readers.page.columns import column_region
from hmtn_ingest.readers.page.stamps import take_stamps
from hmtn_ingest.readers.page.words import Box, Doubt, PageWord, WordRow, is_column_gap, phrase
from parsers import regex

Kind = Literal["flow", "column", "aside"]

NO_BOX: Box = (0.0, 0.0, 0.0, 0.0)


# "1. ", "1.1. ", "2.3.1 ", "10) ", "(1) ", "a) ", "đ) ", "I. ", "IV. ", "A. ", "1/ ", "- ", "+ ", "• ", "* ",
# "Điều 3. ", "Chương II", "Phần thứ nhất", "Mục 2. "; none of these: "01 sự kiện", "1.500 đơn vị", "I/2025", "15/9"
_MARKER = regex.compile(
    r"^(?:\d{1,3}(?:\.\d{1,2})*[.)](?:\s+(?=\D)|(?=\p{L}))|\d{1,3}(?:/|(?:\.\d{1,2})+)\s+(?=\D)|\(\d{1,2}\)"
    r"|\(?\p{Ll}[.)]\s?|[A-ZĐ][.)]\s|[IVXL]{1,6}(?:[.)]\s?|[/-]\s)|[-–—+•*●○▪■◦➢✓]\s*"
    r"|(?:Điều|Khoản|Mục|Phần|Chương)\s+(?:\d+\.|[IVXL]+\b|thứ))"
)
BULLET = regex.compile(r"^[-–—+•*●○▪■◦➢✓]\s*")


def marker_of(text: str) -> str:
    """The bullet or number that a line begins with, or nothing."""
    match = _MARKER.match(text)
    return match.group() if match else ""


class PageLine:
    """A line of text with the page and box of each of its characters (page 0 for a blank that the reader put in)."""

    __slots__ = (
        "base",
        "bold",
        "bottom",
        "boxes",
        "centred",
        "doubts",
        "first_width",
        "group",
        "hang",
        "italic",
        "kind",
        "page",
        "pages",
        "size",
        "spread",
        "text",
        "top",
        "x0",
        "x1",
    )

    def __init__(self, words: Sequence[PageWord], page: int, kind: Kind = "flow", group: int = 0) -> None:
        parts: list[str] = []
        pages: list[int] = []
        boxes: list[Box] = []
        self.doubts: list[tuple[int, int, Doubt]] = []
        """Which stretches of the text are not sure."""
        previous: PageWord | None = None
        for word in words:
            if previous is not None:
                blank = previous.after or word.before
                parts.append(" ")
                self._doubt(len(boxes), 1, previous.doubt_after)
                pages.append(page if blank else 0)
                boxes.append(blank or NO_BOX)
            if any(word.doubts):
                at = len(boxes)
                for text, doubt in zip(word.text, word.doubts, strict=True):
                    self._doubt(at, len(text), doubt)
                    at += len(text)
            parts += word.text
            for text, box in zip(word.text, word.boxes, strict=True):
                boxes += [box] * len(text)
            pages += [page] * (len(boxes) - len(pages))
            previous = word
        self.pages = array("H", pages)
        self.boxes = array("f", itertools.chain.from_iterable(boxes))
        self.text = "".join(parts)
        self.page, self.kind, self.group = page, kind, group
        self.x0, self.x1 = min(w.x0 for w in words), max(w.x1 for w in words)
        self.top, self.bottom = min(w.top for w in words), max(w.bottom for w in words)
        main = max(words, key=lambda w: (w.size, len(w.text)))
        self.size, self.base = main.size, main.base
        letters = sum(len(w.text) for w in words)
        self.bold = sum(len(w.text) for w in words if w.bold) > 0.9 * letters
        self.italic = sum(len(w.text) for w in words if w.italic) > 0.9 * letters
        self.first_width = words[0].x1 - words[0].x0
        behind = _words_of_marker(words, self.text)
        self.hang = words[behind].x0
        # A tab stands behind a bullet or number without parting the line.
        gaps = (is_column_gap(words, i) for i in range(1, len(words)) if i != behind)
        self.spread = kind == "flow" and any(gaps)
        self.centred = False

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    def _doubt(self, start: int, length: int, doubt: Doubt | None) -> None:
        if doubt is None:
            return
        if self.doubts and self.doubts[-1][1] == start and self.doubts[-1][2] is doubt:
            start, length = self.doubts[-1][0], length + start - self.doubts.pop()[0]
        self.doubts.append((start, start + length, doubt))

    def place(self, where: Callable[[Box], Box]) -> None:
        """Sets the boxes of the characters to ``where`` the page draws them; the line itself stays as it is read."""
        boxes = array("f")
        for at in range(0, len(self.boxes), 4):
            x0, top, x1, bottom = self.boxes[at : at + 4]
            box = (x0, top, x1, bottom)
            boxes.extend(where(box) if box != NO_BOX else NO_BOX)
        self.boxes = boxes


def _words_of_marker(words: Sequence[PageWord], text: str) -> int:
    """How many words the bullet or number takes that the line begins with, at least one word staying behind it."""
    left = len(marker_of(text).strip())
    count = 0
    while left > 0 and count < len(words) - 1:
        left -= len(str(words[count])) + 1
        count += 1
    return count


# "3", "- 3 -", "3/12", "Trang 3", "Trang 3/12", "Page 3 of 12"
PAGE_NUMBER = regex.compile(r"^\W*(?:(?:trang|page)\s*)?(?P<number>\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?\W*$", regex.I)


_NUMBER_OF_PAGE = r"(?:(?:trang|page)\s*)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?"
_DAY = r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
_ADDRESS = r"(?:https?|file)://\S+"
# "12/3/2026, 08:15   Kế hoạch … - Cổng thông tin", "08:15 12/3/2026 …", "1 of 2   3/12/26, 8:15 AM",
# "https://….vn/van-ban/17   1/1", "file:///C:/…   12/3/2026"
PRINTED = regex.compile(
    rf"^(?:{_NUMBER_OF_PAGE}\s+)?(?:{_DAY},?\s+\d{{1,2}}:\d{{2}}(?!\d)|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s[ASCP][MAH])?,?\s+{_DAY})"
    rf"|^{_ADDRESS}(?:\s+(?:{_NUMBER_OF_PAGE}|{_DAY}))?$",
    regex.I,
)
"""What a browser prints above and below a page: when, the title of the window, the address."""


def lines_of(rows: list[WordRow], page: int, page_width: float, page_height: float) -> list[PageLine]:
    """The rows of a page as lines in reading order.

    In letterhead and signature block the lines of the left cell come first, then those of the right cell.
    """
    rows, stamps = take_stamps(rows)
    # What stands in the margins belongs to no column, even when a signature block reaches down to it.
    low = next((i for i, row in enumerate(rows) if row.base > 0.935 * page_height), len(rows))
    high = 0
    while high < low and rows[high].base < 0.075 * page_height and _heads_page(phrase(rows[high].words)):
        high += 1
    lines = [PageLine(row.words, page) for row in rows[:high]]
    body = rows[high:low]
    index = group = 0
    while index < len(body):
        region = column_region(body, index, page_width)
        if region is None:
            lines.append(PageLine(body[index].words, page))
            index += 1
            continue
        index, bands = region
        for band in bands:
            for side in band:
                group += 1
                lines += _column_lines(side, page, group)
    lines += [PageLine(row.words, page) for row in rows[low:]]
    return lines + [PageLine(row.words, page, "aside", group + 1) for row in stamps]


def _heads_page(text: str) -> bool:
    return bool(PAGE_NUMBER.match(text) or PRINTED.match(text))


def aside_lines(runs: Iterable[Sequence[PageWord]], page: int) -> list[PageLine]:
    """One line a run: stamps and watermarks, which belong to no line of the page."""
    return [PageLine(run, page, "aside", -1 - index) for index, run in enumerate(runs) if run]


def _column_lines(side: list[list[PageWord]], page: int, group: int) -> list[PageLine]:
    lines = [PageLine(words, page, "column", group) for words in side]
    if len(lines) > 1 and max(line.x0 for line in lines) - min(line.x0 for line in lines) > 3:
        middle = sorted(line.centre for line in lines)[len(lines) // 2]
        for line in lines:
            line.centred = abs(line.centre - middle) < 5
    return lines
