"""Names of files that Windows, macOS and Linux all take; Vietnamese letters stay."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

from hmtn_ingest.review.reviewed import Reviewed
from parsers import regex

_LONGEST = 150  # bytes in UTF-8; file systems take 255, and folders and endings come on top
_FORBIDDEN = regex.compile(r"[<>:\"/\\|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]")
# names of devices, which Windows reserves whatever follows the first dot
_DEVICE = regex.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", regex.IGNORECASE)
_FALLBACK = "van-ban"


def safe(name: str) -> str:
    """``name`` without what a file name must not have; it is no path, not hidden, and no formula in a list of files."""
    name = unicodedata.normalize("NFC", name)
    name = _FORBIDDEN.sub("_", name)
    while len(name.encode()) > _LONGEST:
        name = name[:-1]
    name = name.strip(" .").lstrip("=+-@＝＋－＠'~ .").rstrip(" .")
    if _DEVICE.match(name):
        name = f"_{name}"
    return name or _FALLBACK


def for_documents(documents: Sequence[Reviewed], ending: str) -> list[str]:
    """A name for the file of each document: that of its source with another ending (".xlsx").

    Equal names are told apart by a number, without regard to case, as Windows takes "A" and "a" for one.
    """
    taken: set[str] = set()
    names = []
    for document in documents:
        stem = safe(PurePosixPath(document.record.source.file_name.replace("\\", "/")).stem)
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names.append(name + ending)
    return names
