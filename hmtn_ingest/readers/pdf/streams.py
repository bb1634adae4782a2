"""The bytes of a PDF stream, unpacked within bounds (ISO 32000-1, 7.4), and whether they unpack to their end.

unpacked(page.obj["/Contents"])   # Unpacked(b"BT /F1 12 Tf ...", whole=True)
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable
from typing import NamedTuple

import pikepdf

MOST_UNPACKED = 48 * 2**20
"""Bytes of one stream that is no picture; the largest font takes about 20 MB."""
MOST_FILTERS = 4
_WIDEST_ROW = 100_000

# A file is opened, and its object streams are unpacked, before anything of it can be asked.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=4 * MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
    png_max_memory=4 * MOST_UNPACKED,
    tiff_max_memory=4 * MOST_UNPACKED,
    parser_max_nesting=100,
    parser_max_container_size=2_000_000,
)

_SHORT_NAMES = {"/Fl": "/FlateDecode", "/A85": "/ASCII85Decode", "/AHx": "/ASCIIHexDecode"}
_PICTURES = frozenset(("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"))


class TooMuch(Exception):  # noqa: N818 - the name states the fact
    """Something in the file unfolds to more than any document holds."""


class Unpacked(NamedTuple):
    """What a stream holds; ``whole`` says that nothing of it was lost."""

    data: bytes
    whole: bool


def unpacked(stream: pikepdf.Object) -> Unpacked:
    """The bytes behind all filters. Raises :class:`TooMuch` where they come to more than ``MOST_UNPACKED``."""
    names = [_SHORT_NAMES.get(str(name), str(name)) for name in _listed(stream.get("/Filter"))]
    if len(names) > MOST_FILTERS:
        raise TooMuch
    if not _PICTURES.isdisjoint(names):
        return Unpacked(b"", True)
    _check_predictor(stream)
    known = all(name in _FILTERS for name in names)
    try:
        data, whole = bytes(stream.read_raw_bytes()), True
        if not data and stream.get("/Length") != 0:
            return Unpacked(b"", False)
        if known:
            for name in names:
                data, whole_here = _FILTERS[name](data)
                whole = whole and whole_here
        if not known or (whole and stream.get("/DecodeParms") is not None):
            data = bytes(stream.read_bytes())
    except pikepdf.PdfError as error:
        if known:
            return Unpacked(b"", False)
        raise TooMuch from error  # the old ways of packing have no end that others would stop at
    if len(data) > MOST_UNPACKED:
        raise TooMuch
    return Unpacked(data, whole)


def _check_predictor(stream: pikepdf.Object) -> None:
    """Rows of a predictor (7.4.4.4) are laid out as long as the file says, whatever it holds."""
    for parameters in _listed(stream.get("/DecodeParms")):
        for key in ("/Columns", "/Colors", "/BitsPerComponent"):
            if isinstance(parameters, pikepdf.Dictionary) and not 0 < int(parameters.get(key, 1)) <= _WIDEST_ROW:
                raise TooMuch


def _inflated(data: bytes) -> Unpacked:
    """The bytes up to the first damage. A check sum may lack, as some writers leave it out; a wrong one is damage."""
    inflater = zlib.decompressobj()
    parts: list[bytes] = []
    room = MOST_UNPACKED + 1
    try:
        # in pieces, so that what stands before the damage is kept
        for at in range(0, len(data), 4096):
            rest = data[at : at + 4096]
            while rest and room > 0 and not inflater.eof:
                parts.append(inflater.decompress(rest, room))
                room -= len(parts[-1])
                rest = inflater.unconsumed_tail
            if room <= 0:
                raise TooMuch
    except zlib.error:
        return Unpacked(b"".join(parts), False)
    return Unpacked(b"".join(parts), inflater.eof or _ends_without_check_sum(data))


def _ends_without_check_sum(data: bytes) -> bool:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inflater.decompress(data[2:], MOST_UNPACKED)
    except zlib.error:
        return False
    return inflater.eof and len(inflater.unused_data) < 4


def _from_base85(data: bytes) -> Unpacked:
    body, end, _ = data.partition(b"~>")
    try:
        return Unpacked(base64.a85decode(body.strip().removeprefix(b"<~")), bool(end))
    except ValueError:
        return Unpacked(b"", False)


def _from_hex(data: bytes) -> Unpacked:
    body, end, _ = data.partition(b">")
    digits = re.sub(rb"\s+", b"", body)
    try:
        return Unpacked(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")), bool(end))
    except ValueError:
        return Unpacked(b"", False)


_FILTERS: dict[str, Callable[[bytes], Unpacked]] = {
    "/FlateDecode": _inflated,
    "/ASCII85Decode": _from_base85,
    "/ASCIIHexDecode": _from_hex,
}


def _listed(value: pikepdf.Object | None) -> list[pikepdf.Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
