"""Whether a JPEG is whole (ISO/IEC 10918-1): decoders show what they can of a damaged one, and say nothing more."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

_END = b"\xff\xd9"
_MOST_PIXELS = 50_000_000
"""Larger pictures take too much memory while they are looked through; of them only the end is looked for."""


def is_whole_jpeg(data: bytes) -> bool:
    """Whether nothing of the picture is lost, as far as its codes can tell.

    qpdf is the one decoder at hand that tells what libjpeg warns of: codes that there are none, too few, too many.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            pixels = image.width * image.height
        if pixels > _MOST_PIXELS:
            return _END in data[len(data) // 2 :]
        with pikepdf.new() as pdf:
            stream = pikepdf.Stream(pdf, data, {"/Filter": pikepdf.Name.DCTDecode})
            stream.get_stream_buffer(pikepdf.StreamDecodeLevel.all)
    except MemoryError:  # says nothing about the picture
        raise
    except Exception:  # both let through whatever they trip over
        return False
    return True
