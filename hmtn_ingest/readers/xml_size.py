"""How much XML of one file is taken in: what is parsed takes some hundred bytes of memory a tag, however small it is.

check_tags(part)   # raises Unreadable with "too-large"
"""

from __future__ import annotations

from hmtn_ingest.readers.errors import Unreadable

MOST_TAGS = 1_500_000
"""Tags and attributes of one part; a plan of 500 pages has about 400,000."""


def check_tags(part: bytes) -> None:
    """Raises ``Unreadable`` with ``too-large`` for a part that would take more memory than a document is worth."""
    check_tag_count(part.count(b"<") + part.count(b'="') + part.count(b"='"))


def check_tag_count(tags: int) -> None:
    """As :func:`check_tags`, for a part that is read piece by piece."""
    if tags > MOST_TAGS:
        raise Unreadable("too-large.xml", thousands=tags // 1000, most=MOST_TAGS // 1000)
