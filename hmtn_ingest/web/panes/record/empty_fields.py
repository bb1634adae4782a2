"""Cards for header fields that the document has not: a person may type what the signed copy says.

They are nobody's work, so they count as neither open nor decided. A finding that misses such a field leads to its card.

    with_empty_fields(cards, reviewed, "vi")    # … {"key": "header.code_number", "status": "empty", …} …
"""

from __future__ import annotations

import functools

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.review import fields
from hmtn_ingest.review.queue import unfilled
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.web.panes.record.card import Card

_BEFORE = ("finding", "doubtful", "residue", "deadline", "header")


def with_empty_fields(cards: list[Card], reviewed: Reviewed, language: Language) -> list[Card]:
    """The cards with those of the empty fields, which stand behind the fields that are filled."""
    behind = max((at for at, card in enumerate(cards, 1) if card["group"] in _BEFORE), default=0)
    return [*cards[:behind], *(_empty_card(key, language) for key in unfilled(reviewed)), *cards[behind:]]


@functools.cache
def _empty_card(key: str, language: Language) -> Card:
    """The very same one each time: a pane is told of what is new alone."""
    return {
        "key": key,
        "kind": "header",
        "group": "header",
        "heading": None,
        "label": say(key, language),
        "lead": say("card.empty-field", language),
        "what": "",
        "meta": [],
        "reasons": [],
        "words": "",
        "status": "empty",
        "log": [],
        "form": fields.form_of(key, "header"),
        "values": [""],
        "locked": [],
        "gone": False,
    }
