"""What comes out of a container, and how much of it: the same bounds hold for archives and messages, nested or not."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from hmtn_ingest.readers.errors import Unreadable
from parsers import regex
from parsers.document import Problem

MOST_MEMBERS = 200
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes that all members of a container together may come to: they lie in memory, and are sent between processes."""
MOST_OF_MEMBER = 100 * 1024 * 1024
"""Bytes of one; a larger file is not read either."""
MOST_NESTED = 1
"""How many containers deep a container may lie in another: a .zip in a message is usual."""

BETWEEN = " › "
"""Stands between the names of a container and of what it holds: "thu.eml › ke-hoach.docx"."""

_LONGEST_NAME = 120
_CONTROL = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}]")
_DRIVE = regex.compile(r"\A[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class FileMember:
    """A file in a container. ``name`` begins with the container's; where ``problem`` says why, there are no bytes."""

    name: str
    data: bytes
    problem: Problem | None = None


@dataclass(slots=True)
class Allowance:
    """What may still be taken out of one container, with all that it holds."""

    members: int = field(default_factory=lambda: MOST_MEMBERS)
    unpacked: int = field(default_factory=lambda: MOST_UNPACKED)
    found: list[FileMember] = field(default_factory=list)

    @property
    def spent(self) -> bool:
        """Whether no further member is taken; said once, in the place of those left out."""
        return self.members < 0

    def add(self, name: str, data: bytes) -> None:
        if self._counts(name):
            self.unpacked -= len(data)
            self.found.append(FileMember(name, data))

    def refuse(self, name: str, refusal: Unreadable) -> None:
        """A member that cannot be read is one as well, with what is wrong."""
        if self._counts(name):
            refusal.name_file(name)
            self.found.append(FileMember(name, b"", refusal.problem))

    def _counts(self, name: str) -> bool:
        self.members -= 1
        if self.members == -1:
            refusal = Unreadable("too-many-members", most=MOST_MEMBERS)
            refusal.name_file(name)
            self.found.append(FileMember(name, b"", refusal.problem))
        return self.members >= 0


def plain_name(name: str) -> str:
    """The name of a member without what leads out of its container or cannot be shown.

    >>> plain_name("..\\\\..\\\\Phụ lục/chi-tieu.xlsx")
    'Phụ lục/chi-tieu.xlsx'
    """
    name = _DRIVE.sub("", _CONTROL.sub("", unicodedata.normalize("NFC", name)).replace("\\", "/"))
    parts = [part.strip() for part in name.split("/")]
    return "/".join(part for part in parts if part not in ("", ".", ".."))[-_LONGEST_NAME:] or "không tên"
