"""What is known of a number in a text before anybody asks what it means."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.records import Number, Quantity


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity in the view; ``planned`` is the second number of "325/250", ``ratio`` the percentage that follows it.

    ``kind`` is the kind of its unit in the lexicon (blood, people, event, staff, members, money, body, award, gift,
    thing, measure), "share" for a percentage, "rate" for a number of so many ("8 ‰", "4/100.000 trẻ"), "noun" for a
    unit that the lexicon does not know, "bare" for a compared number without unit, "difference" for what something is
    above or below another ("vượt 12 đơn vị máu so với chỉ tiêu").
    ``doubts`` say why the reading may be wrong.
    """

    start: int
    end: int
    quantity: Quantity
    planned: Number | None = None
    ratio: Number | None = None
    kind: str = "thing"
    doubts: tuple[str, ...] = ()
