"""Reads image files: scans and photographs of pages, by what is recognised in them.

The pages of a TIFF are scans and stay as they are. A file of one picture may be a photograph: its page is the sheet
alone, seen from above and turned upright, and the boxes of letters are places on that page; :func:`page_picture` gives
the same page to whoever shows it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hmtn_ingest.readers.errors import NoRecogniser, Unreadable, problem
from hmtn_ingest.readers.page.document import PageContent, document_of
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.scan.image_file import ImageFile, PagePicture, Pixels
from hmtn_ingest.readers.scan.photograph import flattened
from hmtn_ingest.readers.scan.recognise import Glimpse, posture_of, recognise
from hmtn_ingest.readers.watch import PageWatch
from parsers.document import Document, Problem

_DPI = 200  # of a page as it is recognised; more gains nothing
_FEW_PIXELS = 1100
"""Pixels of the long side of a sheet under which small letters are no more than specks."""


def read(data: bytes, watch: PageWatch) -> Document:
    """The document in the bytes of an image file.

    Raises ``Unreadable``: ``damaged``, ``too-large`` (in pixels), ``no-letters``, ``no-recogniser``. A bad page of
    several is a problem of the document (``damaged``), as is a picture with too few pixels (``low-resolution``).
    """
    file = ImageFile(data)
    problems: list[Problem] = []
    try:
        contents = list(_pages(file, watch, problems))
    except NoRecogniser:
        raise Unreadable("no-recogniser") from None
    if file.cut:
        problems.append(problem("damaged.cut-pages", pages=file.pages))
    if not any(content.letters for content in contents):
        if any(one.code == "damaged" for one in problems):
            raise Unreadable("damaged.picture")
        raise Unreadable("no-letters")
    return document_of(contents, problems, reader="scan", media_type=file.media_type, ocr=True, voted=True)


def _pages(file: ImageFile, watch: PageWatch, problems: list[Problem]) -> Iterator[PageContent]:
    watch.pages = file.pages
    before: PageContent | None = None
    for number in range(1, file.pages + 1):
        known = len(problems)
        if kept := watch.kept(number):
            content = kept[0]
            problems += kept[1]
        elif left_out := watch.left_out(number):
            problems.append(left_out)
            return
        else:
            content = _page(file, number, before, problems, functools.partial(watch.begun, number))
        watch.done(content, problems[known:])
        before = content
        yield content


def _page(
    file: ImageFile, number: int, before: PageContent | None, problems: list[Problem], glimpse: Glimpse
) -> PageContent:
    try:
        picture = page_picture(file, number).reduced(_DPI)
    except Unreadable as refusal:
        if file.pages == 1:
            raise
        problems.append(refusal.problem.model_copy(update={"page": number}))
        return PageContent(number, *file.size(number))
    if not picture.whole:
        problems.append(problem("damaged.cut-page", page=number))
    high, wide = picture.pixels.shape[:2]
    if max(high, wide) < _FEW_PIXELS:
        problems.append(problem("low-resolution", page=number, width=wide, height=high))
    read = recognise_scan if file.pages > 1 else recognise
    content = read(picture.pixels, number, picture.width, picture.height, before, glimpse)
    if content.poor:
        problems.append(problem("unclear-page", page=number))
    return content


def recognise_picture(
    data: bytes,
    number: int,
    before: PageContent | None = None,
    glimpse: Glimpse = lambda words: None,
) -> PageContent:
    """As :func:`~hmtn_ingest.readers.scan.recognise.recognise`, for an image file that stands in another file.

    Raises ``Unreadable`` with ``damaged`` where it is cut short, too.
    """
    picture = page_picture(ImageFile(data), 1).reduced(_DPI)
    if not picture.whole:
        raise Unreadable("damaged.picture")
    return recognise(picture.pixels, number, picture.width, picture.height, before, glimpse)


def recognise_scan(
    pixels: Pixels,
    number: int,
    width: float,
    height: float,
    before: PageContent | None = None,
    glimpse: Glimpse = lambda words: None,
) -> PageContent:
    """As :func:`~hmtn_ingest.readers.scan.recognise.recognise`, for a page that may be a photograph of a sheet.

    Its boxes are where the letters lie on the page as it is, not on the flat sheet.
    """
    sheet = flattened(PagePicture(pixels, width, height))
    page = sheet.page.reduced(_DPI)
    content = recognise(page.pixels, number, page.width, page.height, before, glimpse)
    if page.pixels is not pixels:
        where = _place_on_photograph(sheet.way_back, sheet.page.width / sheet.pixels.shape[1], width / pixels.shape[1])
        for line in content.every_line():
            line.place(where)
    return content


def _place_on_photograph(way_back: NDArray[np.float64], flat: float, seen: float) -> Callable[[Box], Box]:
    """From boxes on a flat sheet, a pixel of which has ``flat`` points, to those on its photograph with ``seen``."""

    def box(drawn: Box) -> Box:
        x0, top, x1, bottom = (edge / flat for edge in drawn)
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        # the middles of the sides: by its corners a leaning box would grow
        sides = np.array([(x0, y, 1), (x1, y, 1), (x, top, 1), (x, bottom, 1)]) @ way_back.T
        places = sides[:, :2] / sides[:, 2:] * seen
        (left, upper), (right, lower) = places.min(axis=0).tolist(), places.max(axis=0).tolist()
        return left, upper, right, lower

    return box


def page_picture(file: ImageFile, number: int) -> PagePicture:
    """Page ``number`` as it is read: a photograph made flat and upright. Raises ``Unreadable``."""
    picture = file.page(number)
    if file.pages > 1:
        return picture
    page = flattened(picture).page
    return _upright(page, level=page is not picture)


def _upright(page: PagePicture, *, level: bool) -> PagePicture:
    """The page turned so that its text can be read, and its lines made ``level``, which scans keep as they are."""
    posture = posture_of(page.pixels)
    if not level:
        posture = replace(posture, angle=0.0)
    width, height = (page.height, page.width) if posture.turns % 2 else (page.width, page.height)
    return PagePicture(posture.straightened(page.pixels), width, height, page.whole)
