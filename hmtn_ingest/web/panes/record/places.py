"""Where the values inside a fact were read: who has to act, who gets it, where it takes place.

In: a fact. Goes out: for each value with words of its own, outside or inside those of the fact, its name and its
stretch of the text. The source pane marks them while the card is chosen.

    places_inside(deadline)  # [("Đơn vị", 310, 325), ("Gửi về", 402, 424)]
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from hmtn_ingest.i18n import Language
from hmtn_ingest.review.fields import say_label
from parsers.records import BodyRef, Grounding, QuotaTable

_NAMES = ("bodies", "submit_to", "partners", "organisers", "place", "participants")


def places_inside(item: BaseModel, language: Language = "vi") -> list[tuple[str, int, int]]:
    """The label and stretch of each value inside a fact that has words of its own; a table shows its own cells."""
    if isinstance(item, QuotaTable):
        return []
    return list(dict.fromkeys(_places(item, language)))


def _places(item: BaseModel, language: Language) -> Iterator[tuple[str, int, int]]:
    for name in _NAMES:
        value = getattr(item, name, None)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Grounding | BodyRef):
                label = say_label(name, language)
                yield from ((label, span.start, span.end) for span in inner.spans if span.start < span.end)
