"""The picture of a page, set upright and straightened, and the way back to the page as it was scanned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

Picture = np.ndarray[Any, np.dtype[np.uint8]]
"""Rows, columns, then red, green, blue."""
Grey = np.ndarray[Any, np.dtype[np.uint8]]

Box = tuple[float, float, float, float]


Mask = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

_COLOURFUL, _RED_BELOW, _RED_ABOVE, _BLUE = 70, 12, 165, (95, 145)
"""Saturation (of 255) and hue (of 180) of the ink of stamps and pens."""
_BRIGHT = 90
"""Where a pen went over a letter the ink is darker than this."""
_LIGHT = 140
"""Red ink is lighter through a red glass than letters are, whether or not there is ink over them."""


def red_places(picture: Picture) -> Mask:
    """Where a picture shows red ink."""
    hue, colourful, _ = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2HSV))
    return (np.asarray(colourful) > _COLOURFUL) & ((np.asarray(hue) < _RED_BELOW) | (np.asarray(hue) > _RED_ABOVE))


def pen_places(picture: Picture) -> Mask:
    """Where a picture shows the blue ink of a pen, but for letters under it."""
    hue, colourful, bright = (np.asarray(part) for part in cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2HSV)))
    return (colourful > _COLOURFUL) & (bright > _BRIGHT) & (hue > _BLUE[0]) & (hue < _BLUE[1])


def red_channel(picture: Picture) -> Grey:
    """The picture through a red glass: a red stamp is gone from the black letters under it."""
    seen = picture[:, :, 0]
    return np.where(red_places(picture) & (seen > _LIGHT), np.uint8(255), seen)


@dataclass(frozen=True, slots=True)
class Posture:
    """How a page lies in its picture: quarter turns and degrees, counter-clockwise, and the size of the picture."""

    turns: int
    angle: float
    wide: int
    high: int

    def straightened(self, picture: Picture) -> Picture:
        """The picture, grey or in colours, with its lines level and its letters upright."""
        turned = np.ascontiguousarray(np.rot90(picture, -self.turns)) if self.turns else picture
        if not self.angle:
            return turned
        size = (turned.shape[1], turned.shape[0])
        level = cv2.warpAffine(
            turned, self._matrix(size), size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return level.astype(np.uint8, copy=False)

    def _matrix(self, size: tuple[int, int]) -> cv2.typing.MatLike:
        return cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), self.angle, 1.0)

    def way_back(self, points: float) -> Callable[[Box], Box]:
        """From boxes of the straightened picture, in ``points`` a pixel, to where they lie in the scanned one."""
        wide, high = (self.high, self.wide) if self.turns % 2 else (self.wide, self.high)
        lean = cv2.invertAffineTransform(self._matrix((wide, high))).tolist()

        def point(x: float, y: float) -> tuple[float, float]:
            x, y = x / points, y / points
            x, y = (row[0] * x + row[1] * y + row[2] for row in lean)
            x, y = ((x, y), (y, wide - x), (wide - x, high - y), (high - y, x))[self.turns]
            return x * points, y * points

        def box(drawn: Box) -> Box:
            x0, top, x1, bottom = drawn
            # The middles of the sides: by its corners a leaning box would grow.
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            sides = [point(x0, y), point(x1, y), point(x, top), point(x, bottom)]
            xs, ys = [side[0] for side in sides], [side[1] for side in sides]
            return min(xs), min(ys), max(xs), max(ys)

        return box
