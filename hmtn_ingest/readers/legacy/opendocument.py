"""The text of an .odt (ISO/IEC 26300) without its layout: paragraphs, and cells of a row joined by tabs.

Automatic numbers and merged cells are not read; what was deleted under revision is left out.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.xml_size import check_tags
from hmtn_ingest.readers.zip_entry import LargerMember, check_parts, unfolded

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ASIDE = frozenset(
    (_TEXT + "tracked-changes", _TEXT + "sequence-decls", _OFFICE + "annotation", _OFFICE + "forms", _TEXT + "note")
)
_PARAGRAPHS = frozenset((_TEXT + "p", _TEXT + "h"))
_ROW, _CELL = _TABLE + "table-row", _TABLE + "table-cell"
_FONT = re.compile(rb"""svg:font-family="['&apos;]*([^"'&]{1,64})""")
_MOST = 100 * 1024 * 1024


class OdtFile:
    """An .odt; its bytes may be no whole archive."""

    suffix = ".odt"
    media_type = "application/vnd.oasis.opendocument.text"
    filters = ("writer8",)
    cut = False
    hole = False

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def encrypted(self) -> bool:
        return b"encryption-data" in _member(self._data, "META-INF/manifest.xml")

    def for_libreoffice(self) -> bytes:
        _member(self._data, "content.xml")  # what is too large for us is too large for it
        return self._data

    def text(self) -> str:
        """The text, a line a paragraph or table row; raises ``Unreadable`` with ``damaged``."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(_member(self._data, "content.xml"), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unreadable("damaged.legacy", suffix=self.suffix) from error
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        return "" if body is None else "\n".join(_lines(body))

    def lost_fonts(self) -> list[str]:
        declared = _FONT.findall(_member(self._data, "content.xml") + _member(self._data, "styles.xml"))
        return [name.decode(errors="replace") for name in declared]


def _member(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if name not in archive.namelist():
                return b""
            check_parts(archive)
            content = unfolded(archive, archive.getinfo(name), _MOST)
    except LargerMember:
        raise Unreadable("too-large.unpacked") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("damaged.legacy", suffix=".odt") from error
    check_tags(content)
    return content


def _lines(parent: etree._Element) -> Iterator[str]:
    for node in parent:
        if node.tag in _PARAGRAPHS:
            yield _inline(node)
        elif node.tag == _ROW:
            yield "\t".join(" ".join(_lines(cell)) for cell in node.iterfind(_CELL))
        elif node.tag not in _ASIDE:
            yield from _lines(node)


def _inline(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == _TEXT + "s":
            count = child.get(_TEXT + "c") or "1"
            parts.append(" " * (min(int(count), 200) if count.isdecimal() and len(count) < 10 else 1))
        elif child.tag in (_TEXT + "tab", _TEXT + "line-break"):
            parts.append("\t" if child.tag == _TEXT + "tab" else "\n")
        elif child.tag not in _ASIDE:
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)
