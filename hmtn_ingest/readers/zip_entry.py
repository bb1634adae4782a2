"""What lies in a ZIP file, unfolded no further than is asked for, whatever its directory says of the size.

data = unfolded(archive, archive.getinfo("word/document.xml"), most=100_000_000)
"""

from __future__ import annotations

import copy
import zipfile
from collections import Counter
from collections.abc import Iterator

from hmtn_ingest.readers.errors import Unreadable

_PIECE = 4096
"""Packed bytes that are unfolded at once; bzip2 makes 90 MB of as many, and knows no bound."""


class LargerMember(Exception):  # noqa: N818 - the name states the fact
    """A member that unfolds to more than was asked for."""


def unfolded_pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """The bytes of a member. Raises ``LargerMember``, ``zipfile.BadZipFile`` where the directory states another size,
    and what zipfile raises.
    """
    if entry.file_size > most:
        raise LargerMember
    unbounded = copy.copy(entry)
    unbounded.file_size = most + 1  # else zipfile unfolds all, and gives what the directory states
    size = 0
    with archive.open(unbounded) as member:
        while piece := member.read(_PIECE):
            size += len(piece)
            if size > most:
                raise LargerMember
            yield piece
    if size != entry.file_size:
        raise zipfile.BadZipFile("another size than the directory states")


def unfolded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """As :func:`unfolded_pieces`, in one."""
    return b"".join(unfolded_pieces(archive, entry, most))


def check_parts(archive: zipfile.ZipFile) -> None:
    """Raises ``Unreadable`` with ``damaged`` where a document holds a part twice: programs differ in which they show.

    Names of parts are the same in capitals (ECMA-376 part 2, 6.2.2).
    """
    counts = Counter(name.casefold() for name in archive.namelist() if not name.endswith("/"))
    twice = next((name for name, count in counts.items() if count > 1), None)
    if twice is not None:
        raise Unreadable("damaged.part-twice", part=twice[-80:])
