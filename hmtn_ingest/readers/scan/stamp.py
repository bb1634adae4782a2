"""Ranks and names of signers that cannot be read as all else is: stamped in red, which the red channel does not show,
or under the strokes of a pen.

Looked for only beside and below where a document is signed. The words around a seal are red too, so a line counts only
where it is a rank or a name; each is doubtful, being read off a stamp or from under a signature.
"""

from __future__ import annotations

import cv2
import numpy as np

from hmtn_ingest.readers.page.words import Doubt
from hmtn_ingest.readers.scan.picture import Grey, Picture, pen_places, red_places
from hmtn_ingest.readers.scan.reading import LineBox
from hmtn_ingest.readers.scan.vote import Letter
from parsers.layout import cues
from parsers.text import normal

Line = tuple[LineBox, list[Letter]]

_EDGE = 90
"""Letters beside a stroke are darker than its own edge."""
_LEAST = 0.0004
"""The part of a page that has to be red: a name has more."""
_LEAST_STROKES = 0.00005
"""The part of a page that a pen went over, at least, where it can hide a name."""
_RIGHT = 0.4
"""Signers stand right of so much of the page's width."""
_ABOVE = 4
"""Ranks may stand so many heights of a line above "Nơi nhận"."""


def has_red_ink(picture: Picture) -> bool:
    """Whether a page shows so much red that a name may be stamped on it."""
    return float(np.mean(red_places(picture))) > _LEAST


def red_ink(picture: Picture) -> Grey:
    """The red ink of a picture, dark on white."""
    return np.where(red_places(picture), picture[:, :, 1], np.uint8(255))


def without_pen(picture: Picture, grey: Grey, place: tuple[int, int]) -> Grey | None:
    """The page without the blue strokes right of and below a place; ``None`` where there are none."""
    left, top = place
    strokes = np.zeros(grey.shape, np.uint8)
    strokes[top:, left:] = pen_places(picture[top:, left:])
    if strokes.mean() <= _LEAST_STROKES:
        return None
    edges = (cv2.dilate(strokes, np.ones((3, 3), np.uint8)) > 0) & (grey > _EDGE)
    return np.where((strokes > 0) | edges, np.uint8(255), grey)


def signing_place(lines: list[Line], width: int) -> tuple[int, int] | None:
    """Where signers stand on a page of ``width`` pixels: right of "Nơi nhận", or below a rank. Its left and top."""
    found: tuple[int, int] | None = None
    for (x0, top, x1, bottom), letters in lines:
        plain = _text(letters)
        if cues.RECIPIENTS.match(normal(plain)):
            return int(max(x1, _RIGHT * width)), max(0, top - _ABOVE * (bottom - top))
        if x0 > _RIGHT * width and _is_rank(plain):
            found = int(_RIGHT * width), top
    return found


def with_signers(lines: list[Line], found: list[Line]) -> list[Line]:
    """The lines of a page with the ranks and names among those ``found`` in another ink, in place of what was seen
    there, unless that is a rank or name itself.
    """
    known = [box for box, letters in lines if _signs(letters)]
    signers = [
        (box, letters) for box, letters in found if _signs(letters) and not any(_covers(box, one) for one in known)
    ]
    kept = [line for line in lines if not any(_covers(box, line[0]) for box, _ in signers)]
    doubt = Doubt("", "stamp")
    return kept + [
        (box, [letter._replace(doubt=letter.doubt or doubt) for letter in letters]) for box, letters in signers
    ]


def _text(letters: list[Letter]) -> str:
    return "".join(letter.text for letter in letters)


def _signs(letters: list[Letter]) -> bool:
    return _is_rank(_text(letters)) or cues.looks_like_name(_text(letters))


def _is_rank(plain: str) -> bool:
    return cues.is_signature(plain) or bool(cues.POSITION.match(normal(plain)) and plain.isupper())


def _covers(box: LineBox, other: LineBox) -> bool:
    """Whether the middle of ``other`` lies in ``box``."""
    return box[0] < (other[0] + other[2]) / 2 < box[2] and box[1] < (other[1] + other[3]) / 2 < box[3]
