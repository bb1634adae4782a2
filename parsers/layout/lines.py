"""The written lines of a stretch: paragraphs of forms hold several, set apart by line breaks, tabs or wide gaps."""

from __future__ import annotations

from parsers import regex
from parsers.text import NormalisedText

# A line break, a tab, a pipe of a destroyed table, or three blanks and more: what sets two columns of a form apart
_BREAK = regex.compile(r"[\n\r\t\f\v|]|[ \u00a0]{3,}")


def lines_within(view: NormalisedText, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch ``[start, end)`` cut where the source has a line break, a tab, a pipe or a wide gap; no piece is
    empty.
    """
    if start >= end:
        return []
    begin, _ = view.source(start, start + 1)
    _, stop = view.source(end - 1, end)
    if not _BREAK.search(view.document.text, begin, stop):
        return [(start, end)]
    cuts: list[int] = []
    for at in range(start, end):
        if view.text[at] in " \t\n|":
            a, _ = view.source(at, at + 1)
            b = view.source(at + 1, at + 2)[0] if at + 1 < end else stop
            if _BREAK.search(view.document.text, a, b):
                cuts.append(at)
    pieces: list[tuple[int, int]] = []
    previous = start
    for cut in (*cuts, end):
        a, b = view.trim(previous, cut, " \t\n|")
        if a < b:
            pieces.append((a, b))
        previous = cut + 1
    return pieces
