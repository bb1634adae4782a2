"""Whether a PNG (ISO/IEC 15948) holds what was written into it: libraries show wrong pixels without a word."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def is_whole_png(data: bytes) -> bool:
    """Whether all chunks that a picture needs have the sums that stand behind them, up to the one that ends it."""
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if kind[:1].isupper() and data[end : end + 4] != zlib.crc32(memoryview(data)[at + 4 : end]).to_bytes(4, "big"):
            return False
        if kind == b"IEND":
            return True
        at = end + 4
    return False
