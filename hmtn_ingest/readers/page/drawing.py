"""The picture of a page as it is shown, with patches over what is to be hidden; lengths are points of the page."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from hmtn_ingest.readers.page.words import Box

WIDTH = 1100
"""Pixels that a page is wide as a picture."""

_TALLEST = 4 * WIDTH
_QUALITY = 70
_PATCH = (201, 204, 208)
_MARGIN = 1.5  # points that a patch reaches over the box of a digit, which is not exact in recognised scans


def shown_scale(width: float, height: float) -> float:
    """Pixels a point, in the picture of a page of so many points."""
    return min(WIDTH / max(width, 1.0), _TALLEST / max(height, 1.0))


def patched_jpeg(image: Image.Image, scale: float, patches: Sequence[Box]) -> bytes:
    """The picture, ``scale`` pixels a point, as a JPEG."""
    draw = ImageDraw.Draw(image)
    for x0, top, x1, bottom in patches:
        edges = (x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN)
        draw.rectangle([edge * scale for edge in edges], fill=_PATCH)
    done = io.BytesIO()
    image.save(done, "JPEG", quality=_QUALITY)
    return done.getvalue()
