"""Who does it: the subject of a clause, or else the heading that it stands under."""

from __future__ import annotations

from parsers.mentions.bodies import BodyMention
from parsers.reading import Reading


def doers(reading: Reading, at: int) -> list[BodyMention]:
    """The bodies that are to do what the clause around ``at`` says.

    The clause's own subject wins ("Sở Tài chính chủ trì …", "Đề nghị … gửi", "các huyện A, B và C mỗi đơn vị …"); else the
    bodies that the nearest heading or "Đơn vị chủ trì:" line names; else none.
    """
    return []
