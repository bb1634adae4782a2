"""The pages of a PDF as pictures, and where its characters stand on them, through PDFium.

Lengths are PDF points from the top left corner of the page as it is seen (cropped and turned), unless pixels are named;
:class:`PageImage` leads there from the boxes of spans. The source pane of the review page shows what is made here.
"""

from __future__ import annotations

import ctypes
import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from hmtn_ingest.readers.page.drawing import patched_jpeg, shown_scale
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.pdf.pdfium import one_at_a_time
from parsers import regex

SAMPLED = 24
"""Boxes of a page that are looked at, at most."""

_STANDING = frozenset("abcdefhiklmnorstuvxzđABCDEGHIKLMNOPRSTUVXĐ0123456789")  # letters that stand on the line
_DESCENT = 0.21  # the part of a box below the line, in the fonts that say it
_LITTLE_ROOM = 0.08
_MOST_PIXELS = 30_000_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a PDF: its size, and where the reader's boxes have their origin on it.

    ``drop`` is the part of its height by which a box is too high: where a font does not say how far its letters reach
    below the line, the reader's boxes stand on the line.
    """

    width: float
    height: float
    left: float = 0.0
    top: float = 0.0
    drop: float = 0.0

    def box(self, box: Box) -> Box:
        """A box of a :class:`~parsers.records.Span` on the page as it is seen."""
        x0, top, x1, bottom = box
        down = self.top + self.drop * (bottom - top)
        return (x0 + self.left, top + down, x1 + self.left, bottom + down)


class PageText(NamedTuple):
    """The characters that PDFium sees on a page, its number from 1, and a way to the box of each."""

    number: int
    characters: str
    box: Callable[[int], Box | None]


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with one_at_a_time:
        pdf = pypdfium2.PdfDocument(data)
        try:
            pdf.init_forms()  # or filled-in fields stay invisible
            yield pdf
        finally:
            pdf.close()


def page_sizes(data: bytes, boxes: Mapping[int, Sequence[Box]]) -> tuple[PageImage, ...]:
    """The pages of a PDF; none where the file is no PDF, or one that cannot be opened.

    ``boxes`` are boxes of words that a reader of ours gave, by page from 1: by them the pages of both are laid upon
    each other.
    """
    try:
        with _opened(data) as pdf:
            return tuple(
                _page_image(page, boxes.get(number, [])[:SAMPLED]) for number, page in enumerate(_pages(pdf), 1)
            )
    except pypdfium2.PdfiumError:
        return ()


def page_texts(data: bytes) -> Iterator[PageText]:
    """The characters of each page, heads and feet of pages among them. A page is closed when the next is asked for."""
    with _opened(data) as pdf:
        for number, page in enumerate(_pages(pdf), 1):
            layer = page.get_textpage()
            yield PageText(number, _characters(page, layer), lambda at, p=page, t=layer: _character_box(p, t, at))  # type: ignore[misc]
            layer.close()


def picture(data: bytes, number: int, patches: Sequence[Box] = ()) -> bytes:
    """Page ``number`` (from 1) of a PDF as a JPEG for the source pane, with patches painted over it."""
    with _opened(data) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = shown_scale(width, height)
        image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    return patched_jpeg(image, scale, patches)


def pixels(data: bytes, number: int, resolution: float) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Page ``number`` (from 1) of a PDF as rows of red, green and blue, with ``resolution`` pixels an inch.

    A page as large as a wall comes with fewer.
    """
    with _opened(data) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(resolution / 72, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
        image = page.render(scale=scale).to_pil().convert("RGB")
    return np.asarray(image)


def _pages(pdf: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(pdf)):
        page = pdf[number]
        try:
            yield page
        finally:
            page.close()


def _page_image(page: pypdfium2.PdfPage, boxes: Sequence[Box]) -> PageImage:
    width, height = page.get_size()
    left, bottom, right, top = page.get_mediabox()
    corners = [_seen(page, x, y) for x in (left, right) for y in (bottom, top)]
    if page.get_rotation() in (90, 270):
        left, bottom = bottom, left
    # pdfplumber gives y its origin one media box too high where that does not begin at 0
    image = PageImage(width, height, min(x for x, _ in corners) - left, min(y for _, y in corners) + bottom)
    layer = page.get_textpage()
    below = [share for box in boxes if (share := _room_below(page, layer, image.box(box))) is not None]
    layer.close()
    if below and (room := statistics.median(below)) < _LITTLE_ROOM:
        return replace(image, drop=_DESCENT - room)
    return image


def _room_below(page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, box: Box) -> float | None:
    """The part of a box that lies under its first letter; ``None`` where that letter may reach below the line."""
    if page.get_rotation():
        return None
    x0, top, _, bottom = box
    left, _, _, upper = page.get_cropbox()
    index = pdfium.FPDFText_GetCharIndexAtPos(layer, left + x0 + 3, upper - (top + bottom) / 2, 3, 3)
    letter = chr(pdfium.FPDFText_GetUnicode(layer, index)) if index >= 0 else ""
    place = _character_box(page, layer, index) if letter in _STANDING else None
    return (bottom - place[3]) / (bottom - top) if place and bottom > top else None


def _seen(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own space as it is seen. PDFium answers in whole pixels, so it is asked for many."""
    fine = 100
    width, height = page.get_size()
    across, down = ctypes.c_int(), ctypes.c_int()
    size = (round(width * fine), round(height * fine))
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value / fine, down.value / fine


# the blank in "0912 345 678" and in a row of quotas "… 091   2345 678 …"
_BETWEEN_DIGITS = regex.compile(r"(?<=[\d)])\s(?=[\d(+])")


def _characters(page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage) -> str:
    """The characters of a page in the order of the file; a blank as wide as a gap between cells is a tab."""
    count = layer.count_chars()
    characters = [chr(pdfium.FPDFText_GetUnicode(layer, at) or 0xFFFD) for at in range(count)]
    for match in _BETWEEN_DIGITS.finditer("".join(characters)):
        left = _character_box(page, layer, match.start() - 1)
        right = _character_box(page, layer, match.end())
        if left and right and right[0] - left[2] > 1.5 * (left[3] - left[1]):
            characters[match.start()] = "\t"
    return "".join(characters)


def _character_box(page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, index: int) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not pdfium.FPDFText_GetCharBox(layer, index, left, right, bottom, top):
        return None
    (x, y), (z, w) = _seen(page, left.value, top.value), _seen(page, right.value, bottom.value)
    return (min(x, z), min(y, w), max(x, z), max(y, w))
