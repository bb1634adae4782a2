"""Word 2003 XML, which only LibreOffice reads here; the fonts of its runs are lost on that way."""

from __future__ import annotations

import re

from hmtn_ingest.readers.xml_size import check_tags

_FONT = re.compile(rb'(?:ascii|h-ansi|wx:val)="([^"]{1,64})"')


class WordXmlFile:
    """A Word 2003 XML document; what is no XML is for LibreOffice to find."""

    suffix = ".xml"
    media_type = "application/xml"
    filters = ("MS Word 2003 XML",)
    encrypted = False
    cut = False
    hole = False

    def __init__(self, data: bytes) -> None:
        self._data = data

    def for_libreoffice(self) -> bytes:
        check_tags(self._data)
        return self._data

    def text(self) -> str:
        return ""

    def lost_fonts(self) -> list[str]:
        return [name.decode(errors="replace") for name in _FONT.findall(self._data)]
