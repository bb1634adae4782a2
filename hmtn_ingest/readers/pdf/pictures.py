"""Pictures among the letters of a PDF page: what stands in those that may hold words goes into the page, at its place.

A picture over or under which letters stand has its words already, or is a background.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
from pdfplumber.page import Page

from hmtn_ingest.readers.errors import NoRecogniser, problem
from hmtn_ingest.readers.page.document import InlaidPage, PageContent
from hmtn_ingest.readers.page.lines import PageLine
from hmtn_ingest.readers.page.pictures import holds_words, is_unclear, may_hold_words
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.pdf.images import PageImage, page_sizes, pixels
from hmtn_ingest.readers.pdf.pictured import Recognise
from hmtn_ingest.readers.pdf.text_layer import resolution
from hmtn_ingest.readers.watch import PageWatch
from parsers.document import Problem

_SEAM = 2.0
"""Points between two strips into which a scanner cut a picture."""
_WRITTEN_OVER = 40
"""Letters on a picture from which on it is taken to have its words already."""


class InlaidPictures:
    """Reads such pictures of one PDF; ``recognise`` may be missing, as where no recogniser is installed."""

    def __init__(self, data: bytes, recognise: Recognise | None, watch: PageWatch) -> None:
        self._data, self._recognise, self._watch = data, recognise, watch

    def add(self, page: Page, images: Sequence[dict[str, Any]], content: PageContent) -> Iterator[Problem]:
        """Puts the words of pictures into ``content``; gives what is wrong with them."""
        width, height = float(page.width), float(page.height)
        boxes = [box for box in _regions(images, width, height) if _letters_in(box, content) < _WRITTEN_OVER]
        if not boxes:
            return
        try:
            read = list(self._read(content.number, boxes, resolution(images)))
        except (NoRecogniser, IndexError, pypdfium2.PdfiumError):  # the latter two: PDFium cannot draw the page
            yield problem("picture-unread.page", page=content.number)
            return
        if any(is_unclear(seen) for _, seen in read):
            yield problem("picture-unread.page-unclear", page=content.number)
        for box, seen in read:
            if holds_words(seen):
                _insert(content, box, seen)

    def _read(self, number: int, boxes: Sequence[Box], dpi: float) -> Iterator[tuple[Box, PageContent]]:
        if self._recognise is None:
            raise NoRecogniser
        drawn = pixels(self._data, number, dpi)
        shown = self._sizes[number - 1]
        scale = drawn.shape[1] / shown.width
        for box in boxes:
            x0, top, x1, bottom = (max(0, round(edge * scale)) for edge in shown.box(box))
            part = drawn[top:bottom, x0:x1]
            if part.size:
                begun = functools.partial(self._watch.begun, number)
                yield box, self._recognise(part, number, box[2] - box[0], box[3] - box[1], None, begun)

    @functools.cached_property
    def _sizes(self) -> tuple[PageImage, ...]:
        return page_sizes(self._data, {})


def _regions(images: Sequence[dict[str, Any]], width: float, height: float) -> list[Box]:
    """Where pictures that may hold words stand on a page, from top to bottom, none inside another."""
    found: list[Box] = []
    for box in sorted(_whole(images), key=_area, reverse=True):
        x0, top, x1, bottom = max(0.0, box[0]), max(0.0, box[1]), min(width, box[2]), min(height, box[3])
        if may_hold_words(x1 - x0, bottom - top) and not any(_holds(other, *_middle(box)) for other in found):
            found.append((x0, top, x1, bottom))
    return sorted(found, key=lambda box: (box[1], box[0]))


def _whole(images: Sequence[dict[str, Any]]) -> list[Box]:
    """The boxes of images, those of strips below each other joined."""
    boxes: list[Box] = []
    for image in sorted(images, key=lambda image: (round(image["x0"]), round(image["x1"]), image["top"])):
        x0, top, x1, bottom = float(image["x0"]), float(image["top"]), float(image["x1"]), float(image["bottom"])
        last = boxes[-1] if boxes else None
        if last and max(abs(last[0] - x0), abs(last[2] - x1), abs(last[3] - top)) < _SEAM:
            boxes[-1] = (last[0], last[1], last[2], bottom)
        else:
            boxes.append((x0, top, x1, bottom))
    return boxes


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _letters_in(box: Box, content: PageContent) -> int:
    return sum(_letters_of(line, box) for line in content.every_line())


def _letters_of(line: PageLine, box: Box) -> int:
    """The letters of a line that stand in a box."""
    edges = iter(line.boxes)
    places = zip(line.text, edges, edges, edges, edges, strict=False)
    return sum(not letter.isspace() and _holds(box, *_middle(place)) for letter, *place in places)  # type: ignore[arg-type]


def _insert(content: PageContent, box: Box, seen: PageContent) -> None:
    """Puts what was recognised in a picture into its page, in place of letters written on it."""
    for line in seen.every_line():
        line.place(lambda place: (place[0] + box[0], place[1] + box[1], place[2] + box[0], place[3] + box[1]))
    content.lines = [line for line in content.lines if not _letters_of(line, box)]
    content.inlaid.append(InlaidPage(box[1], box[3], seen))
    content.letters += seen.letters
