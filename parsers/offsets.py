"""Offsets in their order, which every form of a text counts: "the first ten characters stand where they stood"."""

from __future__ import annotations

from array import array

_counted = array("I")


def offsets(start: int, end: int) -> array[int]:
    """The numbers of ``range(start, end)``: copied, which is much faster than to count them anew for each text."""
    global _counted
    known = _counted
    if len(known) < end:
        _counted = known = array("I", range(2 * end))
    return known[start:end]
