"""What every extractor works on: a document with everything that its words name."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from parsers.document import Document
from parsers.extractors.obligations.duty import Duty
from parsers.layout.outline import Outline
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.codes import CodeMention
from parsers.mentions.contacts import ContactMention
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import Header
from parsers.text import View


class Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


@dataclass(slots=True)
class Reading:
    """What every extractor works on. All offsets are offsets into ``view``; all lists are in order of their start."""

    document: Document
    view: View
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
    known: dict[object, Any] = field(default_factory=dict)
    """What extractors asked for once it was complete (:func:`parsers.text.once`)."""


def within(mentions: Sequence[P], start: int, end: int) -> Sequence[P]:
    """The mentions that lie wholly inside ``[start, end)``."""
    first = bisect.bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect.bisect_left(mentions, end, lo=first, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.end <= end]
