"""What every extractor works on: a document with everything that its words name."""

from __future__ import annotations

import bisect
import operator
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar

from parsers.document import Document
from parsers.layout.outline import Outline, Paragraph
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.codes import CodeMention
from parsers.mentions.contacts import ContactMention
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import Header
from parsers.text import Memo, NormalisedText, memo


class Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)

Role = Literal["lead", "support", "other"]


@dataclass(slots=True)
class Duty:
    """A paragraph that somebody has to act on; offsets into the view, ``start`` behind number or bullet."""

    start: int
    end: int
    paragraph: Paragraph
    section: str | None
    bodies: list[BodyMention]
    partners: list[BodyMention]
    role: Role
    labels: list[tuple[int, int]] = field(default_factory=list)
    """Label lines below ("Thời gian thực hiện: …") that belong to it."""
    clue: str = ""
    """By which clue its bodies were found."""
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class AnnotatedDocument:
    """What every extractor works on. All offsets are offsets into ``view``; all lists are in order of their start."""

    document: Document
    view: NormalisedText
    outline: Outline
    header: Header
    codes: list[CodeMention]
    contacts: list[ContactMention]
    dates: list[DateMention]
    quantities: list[QuantityMention]
    bodies: list[BodyMention]
    addressees: list[BodyMention] = field(default_factory=list)
    """Of a letter ("Kính gửi: …"): they are to act where no other body is named."""
    duties: list[Duty] = field(default_factory=list)
    memo: Memo = field(default_factory=Memo)
    """What extractors asked for once it was complete (:func:`parsers.text.memo`)."""


_START = operator.attrgetter("start")


def beginning(mentions: Sequence[P], start: int, end: int) -> Sequence[P]:
    """The mentions that begin inside ``[start, end)``."""
    first = bisect.bisect_left(mentions, start, key=_START)
    return mentions[first : bisect.bisect_left(mentions, end, lo=first, key=_START)]


def first_after(mentions: Sequence[P], offset: int) -> P | None:
    """The first mention that begins at ``offset`` or after it."""
    at = bisect.bisect_left(mentions, offset, key=_START)
    return mentions[at] if at < len(mentions) else None


def within(mentions: Sequence[P], start: int, end: int) -> Sequence[P]:
    """The mentions that lie wholly inside ``[start, end)``."""
    return [m for m in beginning(mentions, start, end) if m.end <= end]


@memo
def code_ends(annotated: AnnotatedDocument) -> list[int]:
    """Where the codes of documents end, in order."""
    return sorted(code.end for code in annotated.codes)


def follows_code(annotated: AnnotatedDocument, place: int, most: int) -> bool:
    """Whether the code of a document ends before a place, at most so many characters away."""
    ends = code_ends(annotated)
    before = bisect.bisect_right(ends, place) - 1
    return before >= 0 and place - ends[before] <= most
