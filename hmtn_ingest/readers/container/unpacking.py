"""What a container holds, as a flat list: the documents of archives and messages, also of those that lie in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hmtn_ingest.readers.container.archive import take_archive
from hmtn_ingest.readers.container.member import MOST_NESTED, Allowance, FileMember
from hmtn_ingest.readers.container.message import take_eml, take_msg
from hmtn_ingest.readers.errors import Unreadable

KindOf = Callable[[bytes], str | None]
_TAKERS = {"zip": take_archive, "eml": take_eml, "msg": take_msg}


def members_of(data: bytes, name: str, kind_of: KindOf) -> list[FileMember]:
    """The members in the order of the container; ``kind_of`` tells a container ("zip", "eml", "msg") from a document.

    One that cannot be read has its problem and never stops the others. Raises ``Unreadable`` where the container as a
    whole is damaged (``damaged``) or holds nothing (``empty``).
    """
    allowance = Allowance()
    for member, content in _within(data, name, kind_of, allowance, 0):
        allowance.add(member, content)
    if not allowance.found:
        raise Unreadable("empty.container")
    return allowance.found


def _within(data: bytes, name: str, kind_of: KindOf, allowance: Allowance, depth: int) -> Iterator[tuple[str, bytes]]:
    take = _TAKERS[kind_of(data) or "zip"]
    for member, content in take(data, name, allowance):
        if kind_of(content) is None:
            yield member, content
        elif depth >= MOST_NESTED:
            allowance.refuse(member, Unreadable("nested-container"))
        else:
            try:
                yield from _within(content, member, kind_of, allowance, depth + 1)
            except Unreadable as refusal:
                allowance.refuse(member, refusal)
