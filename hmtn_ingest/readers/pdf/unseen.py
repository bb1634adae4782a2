"""Letters of a PDF page that nobody sees: drawn white on white or without colour, covered, cut off, or beside the page.

A page whose instructions raise a suspicion is drawn, and the places of its letters are looked at.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pypdfium2

from hmtn_ingest.readers.errors import problem
from hmtn_ingest.readers.page.document import PageContent
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.pdf.images import PageImage, page_sizes, pixels
from parsers.document import Problem

_RESOLUTION = 100.0
"""Pixels an inch."""
_CONTRAST = 20
"""Of 255: so much darker or lighter than what is around it an unreadably pale letter still is."""
_FEWEST = 5
_QUOTED = 60


class UnseenLetters:
    """Looks for them on the pages of one file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def problems(self, content: PageContent, *, suspected: bool) -> Iterator[Problem]:
        """The problem ``invisible-text`` where a page has such letters; one that is not suspected is not drawn."""
        if not suspected and not self._beside(content):
            return
        try:
            unseen = "".join(self._unseen(content))
        except (IndexError, pypdfium2.PdfiumError):  # a page that cannot be drawn tells nothing of its letters
            return
        letters = sum(letter.isalnum() for letter in unseen)
        if letters >= _FEWEST:
            quote = " ".join(unseen.split())
            quote = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…"
            yield problem("invisible-text", page=content.number, letters=letters, words=quote)

    def _beside(self, content: PageContent) -> bool:
        """Whether letters stand beside the page, or are too small to be letters."""
        if _all_lie_on(content):
            return False
        return any(not _lies_on(box, content.width, content.height) for _, box in _letters(content))

    def _unseen(self, content: PageContent) -> Iterator[str]:
        """The letters that are not seen, with a blank where others stand between them."""
        page = self._sizes[content.number - 1]
        picture = pixels(self._data, content.number, _RESOLUTION).min(axis=2)
        scale = picture.shape[1] / page.width, picture.shape[0] / page.height
        for letter, box in _letters(content):
            x0, top, x1, bottom = page.box(box)
            part = picture[
                max(0, int(top * scale[1])) : max(0, int(bottom * scale[1]) + 1),
                max(0, int(x0 * scale[0])) : max(0, int(x1 * scale[0]) + 1),
            ]
            yield " " if _has_contrast(part) else letter

    @functools.cached_property
    def _sizes(self) -> tuple[PageImage, ...]:
        return page_sizes(self._data, {})


def _letters(content: PageContent) -> Iterator[tuple[str, Box]]:
    for line in content.every_line():
        for at, letter in enumerate(line.text):
            box = line.boxes[4 * at : 4 * at + 4]
            if not letter.isspace() and len(box) == 4:
                yield letter, (box[0], box[1], box[2], box[3])


def _all_lie_on(content: PageContent) -> bool:
    """Whether each box lies on the page that is not a blank put in, at one look; typed blanks are among them."""
    boxes = np.frombuffer(b"".join(bytes(line.boxes) for line in content.every_line()), np.float32).reshape(-1, 4)
    x0, top, x1, bottom = boxes.T
    across, down = (x0 + x1) / 2, (top + bottom) / 2
    on = (bottom - top >= 1) & (across >= 0) & (across <= content.width) & (down >= 0) & (down <= content.height)
    return bool((on | ~boxes.any(axis=1)).all())


def _lies_on(box: Box, width: float, height: float) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return box[3] - box[1] >= 1 and 0 <= across <= width and 0 <= down <= height


def _has_contrast(part: np.ndarray[Any, np.dtype[np.uint8]]) -> bool:
    return part.size > 0 and int(part.max()) - int(part.min()) >= _CONTRAST
