"""How long a text may be: longer ones are refused with a remedy before their pages keep somebody waiting."""

from __future__ import annotations

from hmtn_ingest.readers.errors import Unreadable

MOST_CHARACTERS = 3_000_000
"""About 1,300 pages. Reading takes time and memory in proportion to the length: about a minute of a processor and nine
tenths of the 1 GiB that a reading may take here. A review page lays out only what is in sight."""


def check(text: str) -> None:
    """Raises ``Unreadable`` with ``too-long``."""
    check_count(len(text))


def check_count(characters: int) -> None:
    """As :func:`check`, for a text that is still being recognised."""
    if characters > MOST_CHARACTERS:
        raise Unreadable("too-long", thousands=characters // 1000, most=MOST_CHARACTERS // 1000)
