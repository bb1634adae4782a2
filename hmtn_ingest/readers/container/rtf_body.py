"""The body of a message that Outlook keeps in Rich Text Format only, as plain text: unpacked, then read.

It is packed as MS-OXRTFCP says: letters, and references to what stood up to 4,096 letters before, some of which are
taken as written before the first one. That form will not change any more.
"""

from __future__ import annotations

import struct
import zlib

from hmtn_ingest.readers.container.html_body import text_of_html
from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.rtf import rtf_text, wrapped_html

_HEAD = struct.Struct("<II4sI")  # size of what follows its first field, size unpacked, kind, checksum
_WINDOW = 4096
_WRITTEN_BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def text_of_rtf(packed: bytes) -> str:
    """What the body says, without its looks. Raises ``Unreadable`` with ``damaged`` where it is not whole."""
    try:
        rtf = _unpacked(packed)
    except (struct.error, IndexError) as error:
        raise Unreadable("damaged.message") from error
    html = wrapped_html(rtf)
    return rtf_text(rtf) if html is None else text_of_html(html)


def _unpacked(packed: bytes) -> bytes:
    size, raw_size, kind, checksum = _HEAD.unpack_from(packed)
    content = packed[_HEAD.size : size + 4]
    if kind == b"MELA":
        return content[:raw_size]
    if kind != b"LZFu" or zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF != checksum:
        raise Unreadable("damaged.message")
    written = bytearray(_WRITTEN_BEFORE)
    at = 0
    while True:
        kinds = content[at]
        at += 1
        for bit in range(8):
            if not kinds >> bit & 1:
                written.append(content[at])
                at += 1
                continue
            place, length = divmod(content[at] << 8 | content[at + 1], 16)
            at += 2
            back = (len(written) - place) % _WINDOW
            if back == 0:
                return bytes(written[len(_WRITTEN_BEFORE) :])
            for _ in range(length + 2):
                written.append(written[-back] if back <= len(written) else ord(" "))
