"""Numbers with comparator and unit: "từ 130 đơn vị máu trở lên", "ít nhất 02 - 03 sự kiện/quý", "325/250 đơn vị máu"."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.normalise import View
from parsers.records import Number, Quantity


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity in the view; ``planned`` is the second number of "325/250", ``ratio`` the percentage that follows it."""

    start: int
    end: int
    quantity: Quantity
    planned: Number | None = None
    ratio: Number | None = None


def find_quantities(view: View, taken: list[tuple[int, int]]) -> list[QuantityMention]:
    """All quantities of the view in order; ``taken`` stretches (dates, document numbers, phones) hold none."""
    return []
