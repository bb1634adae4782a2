"""Tier one put together: a document with everything that its words name, before any fact is drawn from it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from parsers.addressees import find_addressees
from parsers.document import Document
from parsers.duties import Duty, find_duties
from parsers.extractors import header
from parsers.mentions.bodies import find_bodies
from parsers.mentions.body_names import BodyMention
from parsers.mentions.codes import CodeMention, find_codes
from parsers.mentions.contacts import ContactMention, find_contacts
from parsers.mentions.dates import DateMention, find_dates
from parsers.mentions.quantities import QuantityMention, find_quantities
from parsers.normalise import View
from parsers.outline import Outline, Paragraph, outline
from parsers.records import Header
from parsers.task_tables import table_duties


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
    """What extractors asked for once it was complete (:func:`parsers.normalise.once`)."""


def within(mentions: Sequence[P], start: int, end: int) -> Sequence[P]:
    """The mentions that lie wholly inside ``[start, end)``."""
    first = bisect.bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect.bisect_left(mentions, end, lo=first, key=lambda m: m.start)
    return [m for m in mentions[first:last] if m.end <= end]


def _overlaps(mention: Placed, others: Sequence[Placed]) -> bool:
    index = bisect.bisect_left(others, mention.end, key=lambda m: m.start) - 1
    return index >= 0 and others[index].end > mention.start


def _signs(signature: Sequence[Paragraph], mention: Placed) -> bool:
    """Whether the words are the title of a signer ("PHÓ CHỦ TỊCH UBND XÃ"), not a body that the text speaks of."""
    return any(p.start <= mention.start < p.end for p in signature)


def read(document: Document) -> Reading:
    """Find all mentions of a document."""
    view = View(document)
    parts = outline(view)
    codes = find_codes(view)
    contacts = find_contacts(view)
    head = header.extract(view, parts, codes)
    named = [*((c.start, c.end) for c in codes), *((c.start, c.end) for c in contacts)]
    dates = find_dates(view, header.date_context(head), sorted(named))
    named += [(d.start, d.end) for d in dates]
    signature = parts.zone("signature")
    reading = Reading(
        document=document,
        view=view,
        outline=parts,
        header=head,
        codes=codes,
        contacts=contacts,
        dates=dates,
        quantities=find_quantities(view, sorted(named)),
        bodies=[b for b in find_bodies(view) if not _overlaps(b, codes) and not _signs(signature, b)],
        addressees=find_addressees(view, parts),
    )
    reading.duties = sorted((*find_duties(reading), *table_duties(reading)), key=lambda duty: duty.start)
    return reading
