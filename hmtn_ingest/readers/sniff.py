"""What a file is by its first bytes and its directory, and what to say of the kinds that cannot be read."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from typing import Literal

from hmtn_ingest.readers.errors import Unreadable

_ZIP = b"PK\x03\x04"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

KINDS_BY_SUFFIX = {
    ".pdf": "PDF",
    ".docx": "Word (.docx)",
    ".xlsx": "Excel (.xlsx)",
    ".xls": "Excel (.xls)",
    ".ods": "OpenDocument (.ods)",
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".heic": "HEIC",
    ".webp": "WebP",
    ".bmp": "BMP",
}
"""Kinds that a name may claim, for the message where the content is no such thing."""

# member of the archive that tells its kind
_ZIP_KINDS = (("xl/", "xlsb"), ("ppt/", "pptx"), ("content.xml", "odp"), ("META-INF/container.xml", "epub"))
# first bytes
_MAGIC = (
    (b"\xdb\xa5", "word-2"),
    (b"7z\xbc\xaf'\x1c", "7z"),
    (b"Rar!\x1a", "rar"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"SQLite format 3\x00", "sqlite"),
)
_PICTURES = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+", b"\x00\x00\x00\x0cjP  ",
)  # fmt: skip
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")  # ISO/IEC 23008-12
# "<!DOCTYPE html>", "<html lang=vi>", "<?xml version="1.0"?><!-- … --><html>"
_HTML = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# "<table border=1>", "<meta charset=utf-8><style>…": how systems begin what they export
_HTML_BEGINS = re.compile(
    rb"\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|meta|style|table|div|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_EXCEL = (b"schemas-microsoft-com:office:excel", b"excel.sheet", b"application/vnd.ms-excel")
_HTML_HEAD = 1 << 14
# "<?mso-application progid="Word.Document"?><w:wordDocument xmlns:w=…"
_WORD_XML = re.compile(rb"\s*<\?xml\b.{0,2000}?<(?:\w+:)?wordDocument\b", re.DOTALL)
_ODT = b"application/vnd.oasis.opendocument.text"

LegacyKind = Literal["doc", "rtf", "odt", "word-xml"]


# "Message-ID: <…>", "X-Mailer: …": a field of a message (RFC 5322, 2.2), and those that no person types
_FIELD = re.compile(rb"([!-9;-~]+):")
_FIELDS = 1 << 16
_OF_PROGRAMS = frozenset((b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to"))


def is_pdf(data: bytes) -> bool:
    """ISO 32000-1, 7.5.2, and the usual leniency: the header may stand anywhere in the first kilobyte."""
    head = data[:1024]
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-") or (b"%PDF-" in head and b" obj" in data)


def is_docx(data: bytes) -> bool:
    """ECMA-376: a zip archive with Word parts; which of them is the main part is for the reader to find."""
    return data.startswith(_ZIP) and _has_word_parts(_zip_members(data))


def is_legacy(data: bytes) -> bool:
    return legacy_kind(data) is not None


def legacy_kind(data: bytes) -> LegacyKind | None:
    """What Word wrote before .docx, or OpenDocument text, the bytes are; whole or not is for the reader to find."""
    if data.startswith(_OLE):
        return "doc" if _ole_holds(data, "WordDocument") and not _ole_holds(data, "EncryptedPackage") else None
    if data.startswith(_ZIP):
        return "odt" if _mimetype(data).startswith(_ODT) else None
    start = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    return "word-xml" if _WORD_XML.match(start) else None


def _mimetype(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as member:
            return member.read(100)
    except (KeyError, RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return b""


def is_sheet(data: bytes) -> bool:
    """A workbook of Excel (ECMA-376, or MS-XLS in a compound file) or an OpenDocument spreadsheet."""
    if data.startswith(_OLE):
        return _ole_holds(data, "Workbook", "Book") and not _ole_holds(data, "WordDocument", "EncryptedPackage")
    if not data.startswith(_ZIP):
        return False
    members = _zip_members(data)
    return "xl/workbook.xml" in members or ("content.xml" in members and _ODS in data[:256])


def is_html_workbook(data: bytes) -> bool:
    """A web page of tables that Excel saved, or that says to be one of Excel."""
    return is_html_table(data) and any(sign in _one_byte_letters(data[:_HTML_HEAD]).lower() for sign in _EXCEL)


def is_html_table(data: bytes) -> bool:
    """A web page, or a piece of one, that holds a table."""
    page = _one_byte_letters(data)
    return _HTML_BEGINS.match(page) is not None and b"<table" in page.lower()


def _one_byte_letters(data: bytes) -> bytes:
    """A page without its byte order mark; tags of one in UTF-16 as in ASCII."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[2:].replace(b"\0", b"")
    return data.removeprefix(codecs.BOM_UTF8)


def container_kind(data: bytes) -> str | None:
    """What holds documents and is none itself: "zip", "eml" (RFC 5322 with MIME) or "msg" (MS-OXMSG)."""
    if data.startswith(_OLE):
        return "msg" if _ole_holds(data, "__properties_version1.0") else None
    if data.startswith(_ZIP):
        names = _zip_members(data)
        known = is_docx(data) or is_sheet(data) or any(n.startswith(s) for n in names for s, _ in _ZIP_KINDS)
        return None if known or not names else "zip"
    return "eml" if _is_message(data) else None


def _is_message(data: bytes) -> bool:
    """Whether a text begins with nothing but fields of a message, some of which only a mail program writes."""
    head = re.split(rb"\r?\n\r?\n", data[:_FIELDS].lstrip(b"\xef\xbb\xbf"), maxsplit=1)[0]
    lines = [line for line in head.splitlines()[:-1] or head.splitlines() if not line.startswith((b" ", b"\t"))]
    fields = [match[1].lower() for line in lines if (match := _FIELD.match(line))]
    return len(fields) == len(lines) and b"from" in fields and not _OF_PROGRAMS.isdisjoint(fields)


def is_image(data: bytes) -> bool:
    """PNG, JPEG, TIFF, HEIC and AVIF, WebP, GIF, BMP, JPEG 2000, by their first bytes."""
    return (
        data.startswith(_PICTURES)
        or (data.startswith(b"BM") and b"\x00" in data[:32])
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS)
    )


def may_be_text(data: bytes) -> bool:
    """Anything that is nothing else; the text reader finds out."""
    return True


def refusal(data: bytes) -> Unreadable | None:
    """What to say of a file that no reader takes, or ``None``."""
    if is_legacy(data):
        return None
    if container_kind(data):
        return Unreadable("container")
    if data.startswith(_OLE):
        return _ole_refusal(data)
    if data.startswith(_ZIP):
        return _zip_refusal(data)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return Unreadable(f"unsupported.{kind}")
    if _HTML.match(data[:4096].lstrip(b"\xef\xbb\xbf")):
        return Unreadable("unsupported.html")
    return None


def _ole_holds(data: bytes, *streams: str) -> bool:
    """MS-CFB: the names of its streams tell what the compound file holds.

    Where its directory is lost, a Word document still shows itself by what follows the head of the file, and others by
    the names of their streams, wherever they stand.
    """
    names = _ole_streams(data)
    if names is not None:
        return not names.isdisjoint(streams)
    if data[512:514] == b"\xec\xa5":
        return "WordDocument" in streams
    return any(f"{stream}\0".encode("utf-16-le") in data for stream in streams)


def _ole_streams(data: bytes) -> frozenset[str] | None:
    """The streams of the compound file itself, not of objects that lie in it; ``None`` where they cannot be told."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return None if file.parsing_issues else frozenset(path[0] for path in file.listdir() if len(path) == 1)
    except MemoryError:  # says nothing about the file
        raise
    except Exception:  # olefile lets through what its parser trips over, from IndexError to RecursionError
        return None


def _ole_refusal(data: bytes) -> Unreadable | None:
    if _ole_holds(data, "EncryptedPackage"):
        return Unreadable("encrypted.office")
    if is_sheet(data):
        return None
    if _ole_holds(data, "PowerPoint Document"):
        return Unreadable("unsupported.ppt")
    if _ole_streams(data) is None:
        return Unreadable("damaged.office")
    return Unreadable("unsupported.office")


def _zip_refusal(data: bytes) -> Unreadable | None:
    members = _zip_members(data)
    if _has_word_parts(members) or is_sheet(data):
        return None
    if not members:
        return Unreadable("damaged.docx-cut" if b"word/" in data else "damaged.zip")
    for sign, kind in _ZIP_KINDS:
        if any(member.startswith(sign) for member in members):
            return Unreadable(f"unsupported.{kind}")
    raise AssertionError("any other archive is a container")


def _has_word_parts(members: frozenset[str]) -> bool:
    return any(member.startswith("word/") for member in members)


def _zip_members(data: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError):
        return frozenset()
