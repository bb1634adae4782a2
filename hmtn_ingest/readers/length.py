"""How long a text and its paragraphs may be: before their length keeps somebody waiting, longer texts are refused with
a remedy, longer paragraphs parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hmtn_ingest.readers.errors import Unreadable, problem
from parsers.document import MOST_OF_PARAGRAPH, MOST_OF_PART, Block, Document

MOST_CHARACTERS = 3_000_000
"""About 1,250 pages. Reading takes time and memory in proportion to the length, here near a minute and 800 MB, of the
two minutes and the 1 GiB that a file is given."""

MOST_KEPT = 3_600_000
"""Of a workbook with all that it hides, each cell counted that shows the same."""

# where a paragraph is parted, the best place first
_PLACES = tuple(re.compile(place) for place in (r"[.;!?…]\s+", r",\s+", r"\s+"))


def check(text: str) -> None:
    """Raises ``Unreadable`` with ``too-long``."""
    check_count(len(text))


def check_count(characters: int) -> None:
    """As :func:`check`, for a text that is still being recognised."""
    if characters > MOST_CHARACTERS:
        raise Unreadable("too-long", thousands=characters // 1000, most=MOST_CHARACTERS // 1000)


def check_kept(characters: int) -> None:
    """As :func:`check`, for a workbook that is being taken in, of which some may not be shown."""
    if characters > MOST_KEPT:
        check_count(characters)


def part_paragraphs(document: Document) -> None:
    """Part the paragraphs of which each would be read as one sentence without end, and say so.

    What is asked of a number or a date is asked of its paragraph: reading takes time by the square of its length.
    """
    if all(block.end - block.start <= MOST_OF_PARAGRAPH for block in document.blocks):
        return
    document.blocks = tuple(part for block in document.blocks for part in _parts(block, document.text))
    document.problems.append(problem("long-paragraph", most=MOST_OF_PARAGRAPH))


def _parts(block: Block, text: str) -> Iterator[Block]:
    start = block.start
    while block.end - block.start > MOST_OF_PARAGRAPH and block.end - start > MOST_OF_PART:
        end = _end(text, start)
        yield replace(block, start=start, end=start + len(text[start:end].rstrip()))
        start = end
    if start < block.end:
        yield replace(block, start=start)


def _end(text: str, start: int) -> int:
    """The place behind the last whole sentence that a part can hold, else behind its last comma or word."""
    least, most = start + MOST_OF_PART // 2, start + MOST_OF_PART
    for place in _PLACES:
        if ends := [match.end() for match in place.finditer(text, least, most)]:
            return ends[-1]
    return most
