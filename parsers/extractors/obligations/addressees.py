"""To whom a letter is written: "Kính gửi: …". In a letter they are those who have to act."""

from __future__ import annotations

from parsers.layout.cues import ADDRESSED
from parsers.layout.outline import Outline
from parsers.mentions.bodies.lists import split_bodies
from parsers.mentions.bodies.names import BodyMention
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
