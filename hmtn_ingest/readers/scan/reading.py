"""What one recogniser saw in one line of a picture."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LineBox = tuple[int, int, int, int]
"""Left, top, right, bottom of a line of text, in pixels of the straightened picture."""


class LineReading(NamedTuple):
    """The letters of a line, how sure each is (0 to 1), and where the middle of each stands, in pixels."""

    text: str
    sure: tuple[float, ...]
    at: tuple[float, ...]


NOTHING = LineReading("", (), ())


def stretch_of(reading: LineReading, start: int, end: int) -> LineReading:
    """The letters from ``start`` to ``end``."""
    return LineReading(reading.text[start:end], reading.sure[start:end], reading.at[start:end])


def tidy(letters: list[str], sure: list[float], at: list[float]) -> LineReading:
    """Composed letters without blanks at the ends or two in a row."""
    kept: list[tuple[str, float, float]] = []
    for letter, confidence, place in zip(letters, sure, at, strict=True):
        for part in unicodedata.normalize("NFC", re.sub(r"\s", " ", letter)):
            if part != " " or (kept and kept[-1][0] != " "):
                kept.append((part, confidence, place))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return LineReading("".join(k[0] for k in kept), tuple(k[1] for k in kept), tuple(k[2] for k in kept))
