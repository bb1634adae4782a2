"""The container of a .docx file (ECMA-376 part 2): find the parts that hold text and parse them safely.

The parts are read straight from the ZIP: python-docx refuses a file with one dangling picture or with macros, although
its text is whole.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.xml_size import check_tags
from hmtn_ingest.readers.zip_entry import LargerMember, check_parts, unfolded
from parsers.document import Problem

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SCHEMAS = b"http://schemas.openxmlformats.org/"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": _SCHEMAS + b"wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/": _SCHEMAS + b"drawingml/2006/",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _SCHEMAS + b"officeDocument/2006/relationships",
}
"""Names of the strict form of the standard, and what they are in the usual one."""

MAX_UNZIPPED = 100 * 1024 * 1024
"""Bytes that the text parts together may unfold to; a plan of 500 pages takes about 10 MB."""

_LARGEST = 2**31 - 1  # ST_DecimalNumber, as Word keeps it
_NEEDED_BY = {
    "numbering": (W + "numPr",),
    "footnotes": (W + "footnoteReference",),
    "endnotes": (W + "endnoteReference",),
}
"""What in the text cannot be shown without a part."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")


@dataclass(frozen=True, slots=True)
class Package:
    """The parsed parts of a .docx file; a part that the file does not have is ``None``."""

    document: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    theme: Element | None
    archive: zipfile.ZipFile
    images: dict[str, str]
    """Names of the parts that hold the pictures of the text, by their relationships."""
    problems: list[Problem] = field(default_factory=list)

    def image(self, name: str) -> bytes:
        """The picture in a part. Raises ``Unreadable`` where it cannot be unpacked, also for its size."""
        return _bytes(self.archive, name, [MAX_UNZIPPED])


def attribute(node: Element | None, name: str = "val") -> str | None:
    """The attribute ``w:name`` of ``node``; ``None`` where either is absent."""
    return None if node is None else node.get(W + name)


def number(node: Element | None, name: str = "val") -> int | None:
    """The attribute ``w:name`` as an integer; ``None`` where it is absent, no integer or none that Word knows."""
    try:
        value = int(attribute(node, name) or "")
    except ValueError:
        return None
    return value if abs(value) <= _LARGEST else None


def switch(node: Element | None) -> bool | None:
    """An on/off property (ECMA-376 part 1, 17.17.4): ``None`` where it is not stated."""
    return None if node is None else node.get(W + "val") not in ("0", "false", "off", "none")


def unpack(data: bytes) -> Package:
    """Open the file and parse its text parts.

    Raises ``Unreadable`` (codes ``not-docx``, ``legacy-doc``, ``encrypted``, ``damaged``, ``too-large``). A lost part
    beside the text itself (styles, numbering, notes) is a problem of the package, not a refusal.
    """
    archive = _archive(data)
    budget = [MAX_UNZIPPED]
    main = _main_part(archive, budget)
    document = _parse(_bytes(archive, main, budget))
    if document.tag != W + "document":
        raise Unreadable("not-docx")
    problems: list[Problem] = []
    parts: dict[str, Element | None] = {}
    related = list(_relationships(archive, main, budget))
    targets = _targets(related)
    for kind in ("styles", "numbering", "footnotes", "endnotes"):
        parts[kind] = None
        if kind not in targets:
            if kind in _NEEDED_BY and next(document.iter(*_NEEDED_BY[kind]), None) is not None:
                problems.append(problem(f"missing-part.{kind}", part=f"word/{kind}.xml"))
            continue
        try:
            parts[kind] = _parse(_bytes(archive, targets[kind], budget))
        except Unreadable as error:
            if error.problem.code != "damaged":
                raise
            problems.append(problem(f"missing-part.{kind}", part=targets[kind]))
    theme = _theme(archive, targets, budget)
    images = {name: target for kind, name, target in related if kind == "image"}
    return Package(document, **parts, theme=theme, archive=archive, images=images, problems=problems)


def _theme(archive: zipfile.ZipFile, targets: dict[str, str], budget: list[int]) -> Element | None:
    """The theme, which only names fonts: where it is lost, nothing of the text is."""
    try:
        return _parse(_bytes(archive, targets["theme"], budget)) if "theme" in targets else None
    except Unreadable:
        return None


def _archive(data: bytes) -> zipfile.ZipFile:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable("encrypted.docx")
        raise Unreadable("legacy-doc.docx")
    if not data:
        raise Unreadable("damaged.empty")
    if not data.startswith(b"PK"):
        raise Unreadable("not-docx")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("damaged.docx") from error
    check_parts(archive)
    return archive


def _bytes(archive: zipfile.ZipFile, name: str, budget: list[int]) -> bytes:
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise Unreadable("damaged.docx") from error
    if info.flag_bits & 1:
        raise Unreadable("encrypted.docx")
    try:
        part = unfolded(archive, info, budget[0])
        budget[0] -= len(part)
        return part
    except LargerMember:
        raise Unreadable("too-large.unzipped", most=MAX_UNZIPPED // 2**20) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged.docx") from error


def _parse(data: bytes) -> Element:
    check_tags(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    for strict, usual in _STRICT.items():
        data = data.replace(strict, usual)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error  # says nothing about the file
        raise Unreadable("damaged.docx") from error
    # WordprocessingML has no document type; one that is there can only declare entities.
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("damaged.docx")
    return root


def _main_part(archive: zipfile.ZipFile, budget: list[int]) -> str:
    names = set(archive.namelist())
    main = _targets(_relationships(archive, "", budget)).get("officeDocument", "word/document.xml")
    if main in names:
        return main
    if any(name.startswith("word/") for name in names):
        raise Unreadable("damaged.no-main-part")
    raise Unreadable("not-docx")


def _targets(related: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The name of the first part of each kind."""
    found: dict[str, str] = {}
    for kind, _, target in related:
        found.setdefault(kind, target)
    return found


def _relationships(archive: zipfile.ZipFile, source: str, budget: list[int]) -> Iterator[tuple[str, str, str]]:
    """Of what ``source`` refers to the last word of the relationship's type, its own name, the name of the part."""
    folder, name = posixpath.split(source)
    relationships = posixpath.join(folder, "_rels", name + ".rels")
    if relationships not in archive.namelist():
        return
    for node in _parse(_bytes(archive, relationships, budget)):
        target = node.get("Target")
        if target and node.get("TargetMode") != "External":
            kind = posixpath.basename(node.get("Type", ""))
            part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield kind, node.get("Id", ""), part
