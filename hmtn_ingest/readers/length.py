"""How long a text may be: longer ones are refused with a remedy before they take minutes."""

from __future__ import annotations

from hmtn_ingest.readers.errors import Unreadable

MOST_CHARACTERS = 300_000
"""About 130 pages. Reading takes time in proportion to the length, some seconds here; but a review page draws all cards
of a document, thousands of them in a longer one."""


def check(text: str) -> None:
    """Raises ``Unreadable`` with ``too-long``."""
    check_count(len(text))


def check_count(characters: int) -> None:
    """As :func:`check`, for a text that is still being recognised."""
    if characters > MOST_CHARACTERS:
        raise Unreadable("too-long", thousands=characters // 1000, most=MOST_CHARACTERS // 1000)
