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
