"""To whom a letter is written: "Kính gửi: …". In a letter they are those who have to act."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.layout.cues import ADDRESSED
from parsers.layout.outline import Outline
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.names import BodyMention, expand
from parsers.text import NormalisedText


def find_addressees(view: NormalisedText, outline: Outline) -> list[BodyMention]:
    """The bodies after "Kính gửi", in order; empty where the document addresses nobody."""
    found: list[BodyMention] = []
    addressing = False
    for paragraph in outline.zone("title"):
        start = paragraph.content
        head = ADDRESSED.match(view.norm, paragraph.start, paragraph.end)
        if head:
            addressing = True
            start, _ = view.trim(head.end(), paragraph.end, " :-\t\n")
        if addressing and start < paragraph.end:
            found += split_bodies(view, start, paragraph.end)
    return found


def is_sole_addressee(addressees: Sequence[BodyMention], names: Sequence[str]) -> bool:
    """Whether those, and only those, are meant to whom a letter is addressed: whoever it asks, it asks them."""
    asked, addressed = {expand(name).lower() for name in names}, {expand(one.name).lower() for one in addressees}
    return len(asked) == 1 and asked == addressed
