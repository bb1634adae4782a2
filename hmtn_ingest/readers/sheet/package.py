"""The ZIP of an .xlsx or .ods file: its parts, opened safely, and their elements one by one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.xml_size import check_tag_count
from hmtn_ingest.readers.zip_entry import LargerMember, check_parts, unfolded_pieces

Element = etree._Element

MOST_UNZIPPED = 120 * 1024 * 1024
"""Bytes that all parts together may unfold to; an annex of 10,000 rows takes about 5 MB."""


class SheetPackage:
    """The parts of a file by name. Raises ``Unreadable`` with ``encrypted``, ``too-large`` or ``damaged``."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise encrypted()
            check_parts(self._archive)
            left = MOST_UNZIPPED
            for member in members:
                left -= self._check(member, left)
        except LargerMember:
            raise Unreadable("too-large.sheet-unzipped", most=MOST_UNZIPPED // 2**20) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise damaged() from error
        self.names = frozenset(self._archive.namelist())

    def _check(self, member: zipfile.ZipInfo, most: int) -> int:
        """How much a member unfolds to. One that lies about it is damaged: other libraries believe what it says."""
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        tags = size = 0
        for piece in unfolded_pieces(self._archive, member, most):
            size += len(piece)
            tags += piece.count(b"<")
            if member.filename.endswith(".xml"):
                check_tag_count(tags)
        return size

    @property
    def is_excel(self) -> bool:
        """Whether the parts are those of a workbook of Excel."""
        return "xl/workbook.xml" in self.names

    def elements(self, name: str, *tags: str) -> Iterator[Element]:
        """The elements of a part with one of the tags, in order; each is given when it is whole and then forgotten."""
        if name not in self.names:
            return
        try:
            with self._archive.open(name) as part:
                for _, node in etree.iterparse(
                    part, tag=tags, resolve_entities=False, no_network=True, huge_tree=False
                ):
                    yield node
                    node.clear()
        except etree.XMLSyntaxError as error:
            raise damaged() from error

    def tree(self, name: str) -> Element:
        """A part as a whole."""
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, huge_tree=False)
            return etree.fromstring(self._archive.read(name), parser)
        except (etree.XMLSyntaxError, ValueError, KeyError) as error:
            raise damaged() from error


def damaged() -> Unreadable:
    return Unreadable("damaged.sheet")


def encrypted() -> Unreadable:
    return Unreadable("encrypted.sheet")
