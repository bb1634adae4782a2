"""Packs RTF as Outlook does (MS-OXRTFCP): letters, and references to what stood up to 4,096 letters before."""

from __future__ import annotations

import struct
import zlib

BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbol"
    b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def packed(rtf: bytes) -> bytes:
    whole = BEFORE + rtf
    at = len(BEFORE)
    pieces: list[tuple[bool, bytes]] = []
    while at < len(whole):
        length = 2
        while (
            at + length <= len(whole)
            and length <= 17
            and whole.find(whole[at : at + length], max(0, at - 4000), at) >= 0
        ):
            length += 1
        length -= 1
        if length < 2:
            pieces.append((False, whole[at : at + 1]))
        else:
            place = whole.find(whole[at : at + length], max(0, at - 4000), at)
            pieces.append((True, struct.pack(">H", place % 4096 << 4 | length - 2)))
        at += length
    pieces.append((True, struct.pack(">H", len(whole) % 4096 << 4)))
    content = b""
    for first in range(0, len(pieces), 8):
        group = pieces[first : first + 8]
        content += bytes([sum(refers << bit for bit, (refers, _) in enumerate(group))])
        content += b"".join(piece for _, piece in group)
    checksum = zlib.crc32(content, 0xFFFFFFFF) ^ 0xFFFFFFFF
    return struct.pack("<II4sI", len(content) + 12, len(rtf), b"LZFu", checksum) + content


def unpacked_form(rtf: bytes) -> bytes:
    """The same without packing, as other programs write it."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
