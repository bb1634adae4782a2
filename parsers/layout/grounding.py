"""Values grounded in pieces of a view."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.document import Box
from parsers.records import Grounded, How
from parsers.text import NormalisedText

Piece = tuple[int, int]
"""A stretch ``[start, end)`` of a view."""


def grounded(view: NormalisedText, pieces: Sequence[Piece], *, doubts: Sequence[str] = ()) -> Grounded[str] | None:
    """The text of the pieces, joined by a blank, as a value; ``None`` without pieces.

    ``how`` is ``exact`` where the one span's quote is the value, ``normalised`` where only blanks, marks or
    look-alikes differ, ``joined`` for several pieces.
    """
    if not pieces:
        return None
    spans = [view.span(*piece) for piece in pieces]
    value = " ".join(view.text[start:end] for start, end in pieces)
    how: How = "joined" if len(pieces) > 1 else "exact" if spans[0].quote == value else "normalised"
    return Grounded(value=value, spans=spans, how=how, doubts=list(doubts))


def upright_box(view: NormalisedText, piece: Piece) -> Box | None:
    """Where the first line of a stretch stands on its page, seen as it is read; ``None`` where there are no pages."""
    layout = view.document.layout
    return layout.place(*view.source(*piece)) if layout is not None else None
