"""Whether bytes of a page are lost in a TIFF: libtiff takes what is no code of a fax for its end, and says nothing."""

from __future__ import annotations

from PIL import Image

_COMPRESSION = 259
_OFFSETS, _LENGTHS = (273, 324), (279, 325)  # of strips, of tiles
# T.6 and LZW, which write no long runs of zeros; Deflate does for white paper, T.4 to give old machines time
_CODES = frozenset((4, 5))
_HOLE = bytes(32)


def has_hole(image: Image.Image, data: bytes) -> bool:
    """Of the frame that was sought last."""
    tags = getattr(image, "tag_v2", {})
    if tags.get(_COMPRESSION) not in _CODES:
        return False
    return any(
        _HOLE in data[start : start + length]
        for offsets, lengths in zip(_OFFSETS, _LENGTHS, strict=True)
        for start, length in zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False)
    )
