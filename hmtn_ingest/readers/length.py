"""How long a text may be: longer ones are refused with a remedy before their pages keep somebody waiting."""

from __future__ import annotations

from hmtn_ingest.readers.errors import Unreadable

MOST_CHARACTERS = 600_000
"""About 260 pages. Reading takes time and memory in proportion to the length, some ten seconds and 250 MB here, and
would bear more; but a review page draws all cards of a document, four thousand of them in one of this length."""


def check(text: str) -> None:
    """Raises ``Unreadable`` with ``too-long``."""
    check_count(len(text))


def check_count(characters: int) -> None:
    """As :func:`check`, for a text that is still being recognised."""
    if characters > MOST_CHARACTERS:
        raise Unreadable("too-long", thousands=characters // 1000, most=MOST_CHARACTERS // 1000)
