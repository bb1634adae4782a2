"""Archives (.zip, APPNOTE 6.3): their members, with names that old programs wrote in the code page of the machine."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from hmtn_ingest.readers.container.member import BETWEEN, MOST_OF_MEMBER, Allowance, plain_name
from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.zip_entry import LargerMember, unfolded_pieces

_IS_UTF8 = 0x800
_IS_ENCRYPTED = 0x1
_UNICODE_PATH = 0x7075
_LOCAL = b"PK\3\4"
_LENGTHS, _OF_NAME = 26, 30  # where a local header has the lengths of its name and of what follows it, and the name
_FURNITURE = ("thumbs.db", "desktop.ini", ".ds_store")


def take_archive(data: bytes, name: str, allowance: Allowance) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each member; those that cannot be read are put down with ``allowance``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("damaged.archive") from error
    for entry in archive.infolist():
        own = plain_name(_name(entry))
        if entry.is_dir() or _is_furniture(own):
            continue
        if allowance.spent:
            return
        member = f"{name}{BETWEEN}{own}"
        try:
            yield member, _bytes(archive, entry, allowance)
        except Unreadable as refusal:
            allowance.refuse(member, refusal)
    for own in _unlisted(archive, data):
        if allowance.spent:
            return
        allowance.refuse(f"{name}{BETWEEN}{own}", Unreadable("damaged.member-unlisted"))


def _unlisted(archive: zipfile.ZipFile, data: bytes) -> Iterator[str]:
    """The names of files that lie in the archive and are not in its directory (APPNOTE 4.3.7)."""
    at = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        yield from _names_between(data, at, entry.header_offset)
        if (header := _header(data, entry.header_offset)) is not None:
            at = max(at, header[1] + entry.compress_size)
    yield from _names_between(data, at, archive.start_dir)


def _names_between(data: bytes, start: int, end: int) -> Iterator[str]:
    while (start := data.find(_LOCAL, start, end)) >= 0:
        if (header := _header(data, start)) is not None:
            name = plain_name(header[0].decode("utf-8", "replace"))
            if header[0] and not header[0].endswith(b"/") and not _is_furniture(name):
                yield name
        start += len(_LOCAL)


def _header(data: bytes, at: int) -> tuple[bytes, int] | None:
    """The name that a file has where it lies, and where its content begins."""
    if not 0 <= at <= len(data) - _OF_NAME:
        return None
    name, extra = struct.unpack_from("<HH", data, at + _LENGTHS)
    return data[at + _OF_NAME : at + _OF_NAME + name], at + _OF_NAME + name + extra


def _bytes(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance) -> bytes:
    if entry.flag_bits & _IS_ENCRYPTED:
        raise Unreadable("encrypted.archive")
    content = bytearray()
    try:
        for piece in unfolded_pieces(archive, entry, min(allowance.unpacked, MOST_OF_MEMBER)):
            content += piece
        return bytes(content)
    except LargerMember:
        raise Unreadable("too-large.unpacked") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        allowance.unpacked -= len(content)  # it took its time as well
        raise Unreadable("damaged.member") from error


def _is_furniture(name: str) -> bool:
    """What programs put beside documents: "__MACOSX/._a.docx", "~$a.docx", "Thumbs.db"."""
    folder, _, own = name.rpartition("/")
    return own.startswith(("~$", ".")) or own.casefold() in _FURNITURE or folder.partition("/")[0] == "__MACOSX"


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as its writer meant it.

    Only members with a flag have it in UTF-8; what zipfile took for cp437 is turned back, and is UTF-8 without the
    flag (macOS), or Windows-1258.
    """
    if entry.flag_bits & _IS_UTF8:
        return entry.filename
    written = _unicode_path(entry.extra)
    if written is not None:
        return written
    raw = entry.orig_filename.encode("cp437", "replace")
    for code in ("utf-8", "cp1258"):
        try:
            return raw.decode(code)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _unicode_path(extra: bytes) -> str | None:
    """The name in UTF-8 that some programs keep beside (APPNOTE 4.6.9)."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and length > 5:
            return extra[at + 9 : at + 4 + length].decode("utf-8", "replace")
        at += 4 + length
    return None
