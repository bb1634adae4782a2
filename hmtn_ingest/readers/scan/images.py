"""The pages of an image file as they are shown: those that were read, photographs flat and upright.

Lengths are points from the top left corner of the page. The source pane of the review page shows what is made here.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PIL import Image

from hmtn_ingest.readers.errors import NoRecogniser, Unreadable
from hmtn_ingest.readers.page.drawing import patched_jpeg, shown_scale
from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.scan.image_file import ImageFile, PagePicture
from hmtn_ingest.readers.scan.reader import page_picture


def scan_sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page; none where the file is no picture, or one that cannot be opened."""
    try:
        file = ImageFile(data)
        if file.pages > 1:
            return [file.size(number) for number in range(1, file.pages + 1)]
        page = _page(data, 1)
    except (Unreadable, NoRecogniser):
        return []
    return [(page.width, page.height)]


def scan_picture(data: bytes, number: int, patches: Sequence[Box] = ()) -> bytes:
    """Page ``number`` (from 1) as a JPEG with patches painted over it; white where the page is damaged."""
    try:
        page = _page(data, number)
    except Unreadable:
        width, height = ImageFile(data).size(number)
        scale = shown_scale(width, height)
        return patched_jpeg(Image.new("RGB", (round(width * scale), round(height * scale)), "white"), scale, ())
    scale = shown_scale(page.width, page.height)
    size = (max(round(page.width * scale), 1), max(round(page.height * scale), 1))
    return patched_jpeg(Image.fromarray(page.pixels).resize(size, Image.Resampling.BOX), scale, patches)


@functools.lru_cache(maxsize=1)
def _page(data: bytes, number: int) -> PagePicture:
    return page_picture(ImageFile(data), number)
