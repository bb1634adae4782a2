"""Pages whose text lies on its side: read as if turned upright, with the boxes of the letters where they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from hmtn_ingest.readers.page.lines import PageLine
from hmtn_ingest.readers.page.words import Box

Shape = dict[str, Any]

_MOST = 0.6
"""So large a share of its letters tells how a page is to be turned."""
_FEWEST = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """A quarter turn that sets text upright: clockwise where it runs up the page, else the other way."""

    up: bool
    width: float
    height: float

    def chars(self, chars: Iterable[Shape]) -> list[Shape]:
        """The characters of the page as they stand once it is turned; those that stood upright lie on their side."""
        return [self._char(char) for char in chars]

    def rule(self, rule: Shape) -> Shape:
        """A ruling line of the page as it lies once the page is turned."""
        x0, top, x1, bottom = self._box(rule["x0"], rule["top"], rule["x1"], rule["bottom"])
        return rule | {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top}

    def turn_back(self, lines: Iterable[PageLine]) -> None:
        """Sets the boxes of the characters of lines to where the page draws them."""
        for line in lines:
            line.place(self._drawn)

    def _char(self, char: Shape) -> Shape:
        a, b, c, d, e, _ = char["matrix"]
        x0, top, x1, bottom = self._box(char["x0"], char["top"], char["x1"], char["bottom"])
        if self.up:
            a, b, c, d, base = b, -a, d, -c, e
        else:
            a, b, c, d, base = -b, a, -d, c, self.width - e
        matrix = (a, b, c, d, x0, bottom - base)
        size = bottom - top
        return char | {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "matrix": matrix, "y0": 0.0, "size": size}

    def _box(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        if self.up:
            return self.height - bottom, x0, self.height - top, x1
        return top, self.width - x1, bottom, self.width - x0

    def _drawn(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        if self.up:
            return top, self.height - x1, bottom, self.height - x0
        return self.width - bottom, x0, self.width - top, x1


def turn_of(chars: Sequence[Shape], width: float, height: float) -> Turn | None:
    """How the page is to be turned so that most of its text stands upright; ``None`` where it does."""
    lying = [char for char in chars if char["matrix"][1] and not char["text"].isspace()]
    if len(lying) < _FEWEST:
        return None
    up = sum(b > 0 and abs(a) < 0.1 * b for a, b in (char["matrix"][:2] for char in lying))
    down = sum(b < 0 and abs(a) < -0.1 * b for a, b in (char["matrix"][:2] for char in lying))
    letters = sum(not char["text"].isspace() for char in chars)
    if letters < _FEWEST or max(up, down) < _MOST * letters:
        return None
    return Turn(up > down, width, height)
