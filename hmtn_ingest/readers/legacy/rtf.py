"""An .rtf, for LibreOffice and for its text alone."""

from __future__ import annotations

import re

from hmtn_ingest.readers.rtf import rtf_text

_HOLE = bytes(4)
"""RTF is text, but for pictures behind "\\bin": where it has such bytes, a disk or a download lost others."""

# a brace, or what only looks like one: "\{", and what stands in so many raw bytes behind "\bin12 "
_BRACE = re.compile(rb"\\bin(\d{1,9}) ?|\\.|[{}]", re.DOTALL)
# "\fcharset163\fprq2{\*\panose 020b7200000000000000}.VnTime;"
_OLD_CHARSET = re.compile(rb"\\fcharset\d+(?=[^;]{0,200}?[ }](?:\.vn|vni[- ]))", re.IGNORECASE)


class RtfFile:
    """An .rtf; it knows the font of each word, so that old codes come out as Unicode."""

    suffix = ".rtf"
    media_type = "application/rtf"
    filters = ("Rich Text Format",)
    encrypted = False

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def cut(self) -> bool:
        """Whether the brace is missing that closes the file, or stands before its end, where LibreOffice stops."""
        depth = at = 0
        whole = self._data.rstrip(b"\x00\x1a \r\n\t")
        while (brace := _BRACE.search(whole, at)) is not None:
            at = brace.end() + int(brace[1] or 0)
            depth += {b"{": 1, b"}": -1}.get(brace[0], 0)
            if depth <= 0:
                return at < len(whole)
        return True

    @property
    def hole(self) -> bool:
        return _HOLE in self._data and b"\\bin" not in self._data

    def for_libreoffice(self) -> bytes:
        """Old fonts are called Western, as their letters are: by another name, LibreOffice reads other letters."""
        return _OLD_CHARSET.sub(rb"\\fcharset0", self._data)

    def text(self) -> str:
        return rtf_text(self._data)

    def lost_fonts(self) -> list[str]:
        return []
