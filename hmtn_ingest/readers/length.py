"""How long a text may be: longer ones are refused with a remedy before they take minutes."""

from __future__ import annotations

from hmtn_ingest.readers.errors import Unreadable

MOST_CHARACTERS = 300_000
"""About 130 pages. Facts are related to each other, so that time grows faster than length: a text of nothing but
deadlines and quotas takes half a minute at this length, and ten minutes at three times as much."""


def check(text: str) -> None:
    """Raises ``Unreadable`` with ``too-long``."""
    check_count(len(text))


def check_count(characters: int) -> None:
    """As :func:`check`, for a text that is still being recognised."""
    if characters > MOST_CHARACTERS:
        raise Unreadable("too-long", thousands=characters // 1000, most=MOST_CHARACTERS // 1000)
