"""Photographs of a sheet of paper made flat: the sheet found, seen from above, evenly lit.

Comes in: a picture of a page. Goes out: the sheet alone, or the picture as it came in where it is no photograph, as
every scan on white ground. All of it is geometry and light; no letter is read here.

    flattened(picture)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from hmtn_ingest.readers.scan.image_file import A4, PagePicture, Pixels

Corners = NDArray[np.float32]
"""Four points: top left, top right, bottom right, bottom left."""

_SIDE = 800  # pixels of the long side on which the sheet is looked for
_LEAST_SHARE = 0.25  # of the picture that a sheet covers, or nobody photographed it to be read
_WHOLE_SHARE = 0.985  # from here on the picture is the sheet
_EDGE = 0.012  # of the long side: a corner that is so near to the border lies outside of the picture
_LEAST_CONTRAST = 5
"""Steps of :data:`_BRIGHTNESS` between the paper and what lies around it, on each side; twice as many on the whole."""
_LEAST_INK = 20
"""Steps of :data:`_BRIGHTNESS` by which letters are darker than the paper, seen from far away."""
_BESIDE = range(5, 14)  # pixels from a side, where the margin of a sheet is blank
_MOST_WRITTEN_OVER = 0.02  # of a side, with ink inside and outside
_DPI = 250


class Sheet(NamedTuple):
    """A page made flat, and the way from its pixels back to those of the photograph, a matrix of a perspective."""

    page: PagePicture
    way_back: NDArray[np.float64]

    @property
    def pixels(self) -> Pixels:
        return self.page.pixels


def flattened(picture: PagePicture) -> Sheet:
    """The sheet on the photograph as a rectangle under even light; a flat scan as it is."""
    corners = sheet_corners(picture.pixels)
    page, way_back = (picture, np.eye(3)) if corners is None else _seen_from_above(picture, corners)
    small = page.reduced(_DPI)
    lit = evenly_lit(small.pixels)
    if lit is None:
        return Sheet(page, way_back)
    share = page.pixels.shape[1] / small.pixels.shape[1]
    return Sheet(replace(small, pixels=lit), way_back @ np.diag([share, share, 1.0]))


# -- the sheet ---------------------------------------------------------------------------------------------------------


def sheet_corners(pixels: Pixels) -> Corners | None:
    """The corners of a sheet that lies on something else, in pixels; ``None`` where the picture is the sheet.

    A sheet is a large bright quadrangle, less coloured than its surroundings, with an edge on every side that does not
    lie on the border of the picture, and that no text runs over: that one is the edge of a shadow.
    """
    small = _small(pixels, _SIDE)
    ground = _without_letters(small)
    if _is_paper_to_the_border(ground):
        return None
    ink = _paperness(ground).astype(np.int16) - _paperness(np.asarray(_BRIGHTNESS[small], np.uint8)) > _LEAST_INK
    best: tuple[float, Corners] | None = None
    for mask in _areas(ground):
        for corners in _quadrangles(mask):
            worth = _worth(corners, ground)
            if worth > (best[0] if best else 0) and not _is_written_over(corners, ink):
                best = (worth, corners)
    return None if best is None else (best[1] * (max(pixels.shape[:2]) / _SIDE)).astype(np.float32)


def _is_paper_to_the_border(ground: Pixels) -> bool:
    """Whether there is nothing around the paper, as on most scans: this is seen in a hundredth of the time."""
    paper = _paperness(ground)
    border = np.concatenate([paper[:6].ravel(), paper[-6:].ravel(), paper[:, :6].ravel(), paper[:, -6:].ravel()])
    return float(np.percentile(border, 5)) > float(np.median(paper)) - _LEAST_CONTRAST


def _without_letters(small: Pixels) -> Pixels:
    """What a sheet looks like from so far away that its letters and rules vanish, in logarithms of its brightness.

    So the edge of a sheet is as strong in the shadow as in the light.
    """
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13))
    ground = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), 7)
    return np.asarray(_BRIGHTNESS[ground], np.uint8)


_BRIGHTNESS = np.round(255 * np.log1p(np.arange(256) / 8) / np.log1p(255 / 8)).astype(np.uint8)


def _paperness(ground: Pixels) -> Pixels:
    """Bright and without colour is paper; the darkest of the three channels says both at once."""
    return np.asarray(ground.min(axis=2), np.uint8)


def _areas(ground: Pixels) -> Iterator[Pixels]:
    """Masks of what may be the sheet: what edges run around, and what is bright by several levels."""
    paper = _paperness(ground)
    edges = np.zeros(paper.shape, np.uint8)
    for channel in (*cv2.split(ground), paper):
        edges |= np.asarray(cv2.Canny(channel, 15, 40), np.uint8)
    for reach in (5, 11):  # so wide are gaps of an edge that are closed
        kernel = np.ones((reach, reach), np.uint8)
        yield from _largest(np.asarray(cv2.dilate(edges, kernel) == 0, np.uint8), kernel)
    otsu, _ = cv2.threshold(paper, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    low, high = (float(np.percentile(paper, share)) for share in (5, 95))
    kernel = np.ones((9, 9), np.uint8)
    for level in sorted({round(otsu), *(round(low + (high - low) * share) for share in (0.3, 0.45, 0.6, 0.75))}):
        yield from _largest(np.asarray(cv2.erode(np.asarray(paper > level, np.uint8), kernel), np.uint8), kernel)


def _largest(mask: Pixels, kernel: Pixels) -> Iterator[Pixels]:
    """The largest connected areas of a mask that was eaten into by ``kernel``, with what it took."""
    _, areas, sizes, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    for area in (1 + np.argsort(-sizes[1:, cv2.CC_STAT_AREA], kind="stable"))[:2]:
        if sizes[area, cv2.CC_STAT_AREA] > 0.8 * _LEAST_SHARE * mask.size:
            yield np.asarray(cv2.dilate(np.asarray(areas == area, np.uint8), kernel), np.uint8)


def _quadrangles(mask: Pixels) -> Iterator[Corners]:
    """An area as a quadrangle; a corner may be outside of the picture."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    height, width = mask.shape
    for contour in contours:
        hull = cv2.convexHull(contour)
        if cv2.contourArea(hull) < _LEAST_SHARE * height * width:
            continue
        points = cv2.approxPolyDP(hull, 0.012 * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float32)
        sides = list(zip(points, np.roll(points, -1, axis=0), strict=True))
        if not 4 <= len(sides) <= 8:
            continue
        lengths = [
            float(np.hypot(*(end - start))) * (0.3 if _on_border(start, end, width, height) else 1)
            for start, end in sides
        ]
        longest = sorted(sorted(range(len(sides)), key=lambda at: -lengths[at])[:4])
        lines = [_line_along(sides[at], hull) for at in longest]
        met = [_meeting(lines[at - 1], lines[at]) for at in range(4)]
        corners = [one for one in met if one is not None]
        if len(corners) == 4:
            yield _in_order(np.array(corners, np.float32))


def _in_order(points: Corners) -> Corners:
    """Clockwise from the corner that is nearest to the top left."""
    middle = points.mean(axis=0)
    around = sorted(points.tolist(), key=lambda point: math.atan2(point[1] - middle[1], point[0] - middle[0]))
    first = min(range(4), key=lambda at: around[at][0] + around[at][1])
    return np.array(around[first:] + around[:first], np.float32)


def _line_along(side: tuple[Corners, Corners], hull: cv2.typing.MatLike) -> NDArray[np.float32]:
    """The line through all points of the outline that lie along one of its sides: a direction and a point."""
    start, end = side
    points = np.asarray(hull, np.float32).reshape(-1, 2)
    outline = np.concatenate([_between(a, b) for a, b in zip(points, np.roll(points, -1, axis=0), strict=True)])
    along = end - start
    length = float(np.hypot(*along)) or 1.0
    offset = outline - start
    away = np.abs(offset[:, 0] * along[1] - offset[:, 1] * along[0]) / length
    share = offset @ along / length**2
    near = outline[(away < 0.02 * length) & (share > 0.05) & (share < 0.95)]
    if len(near) < 8:
        near = np.array(side, np.float32)
    return np.asarray(cv2.fitLine(near, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel(), np.float32)


def _between(start: Corners, end: Corners) -> Corners:
    count = max(int(np.hypot(*(end - start))), 1)
    return (start + (end - start) * np.linspace(0, 1, count, endpoint=False)[:, None]).astype(np.float32)


def _meeting(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """Where two lines meet, each a direction and a point."""
    directions = np.array([one[:2], -other[:2]]).T
    if abs(np.linalg.det(directions)) < 0.2:
        return None
    along = np.linalg.solve(directions, other[2:] - one[2:])[0]
    return np.asarray(one[2:] + along * one[:2], np.float32)


def _worth(corners: Corners, ground: Pixels) -> float:
    """How much of the picture a quadrangle covers that looks like a sheet; 0 where it does not."""
    height, width = ground.shape[:2]
    share = float(cv2.contourArea(corners)) / (height * width)
    if not _LEAST_SHARE <= share <= _WHOLE_SHARE or not _is_sheet_shaped(corners):
        return 0.0
    contrasts = [
        _contrast(ground, start, end)
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True)
        if not _on_border(start, end, width, height)
    ]
    if not contrasts or min(contrasts) < _LEAST_CONTRAST or sum(contrasts) < 2 * _LEAST_CONTRAST * len(contrasts):
        return 0.0
    return float(share * min(1.0, sum(contrasts) / len(contrasts) / 60))


def _is_sheet_shaped(corners: Corners) -> bool:
    if not cv2.isContourConvex(corners):
        return False
    sides = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    if min(sides[0], sides[2]) < 0.5 * max(sides[0], sides[2]) or min(sides[1], sides[3]) < 0.5 * max(sides[1::2]):
        return False
    for at in range(4):
        one, other = corners[at - 1] - corners[at], corners[(at + 1) % 4] - corners[at]
        if abs(float(one @ other)) > 0.64 * float(np.hypot(*one) * np.hypot(*other)):  # under 50°, over 130°
            return False
    return True


def _on_border(start: Corners, end: Corners, width: int, height: int) -> bool:
    near = _EDGE * _SIDE
    return bool(
        max(start[0], end[0]) < near
        or max(start[1], end[1]) < near
        or min(start[0], end[0]) > width - 1 - near
        or min(start[1], end[1]) > height - 1 - near
    )


def _contrast(ground: Pixels, start: Corners, end: Corners) -> float:
    """How much brighter, or less coloured, it is inside a side than outside, halfway along most of it."""
    along = end - start
    inwards = np.array([-along[1], along[0]]) / (float(np.hypot(*along)) or 1.0)
    differences = []
    for share in np.linspace(0.08, 0.92, 25):
        point = start + share * along
        pairs = [(_at(ground, point + inwards * far), _at(ground, point - inwards * far)) for far in (8, 12, 16)]
        seen = [int(one.min()) - int(other.min()) for one, other in pairs if one is not None and other is not None]
        if seen:
            differences.append(sum(seen) / len(seen))
    return float(np.percentile(differences, 25)) if differences else 0.0


def _is_written_over(corners: Corners, ink: NDArray[np.bool_]) -> bool:
    """Whether lines of text run over a side: there is ink close to it on the inside and on the outside."""
    height, width = ink.shape
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if _on_border(start, end, width, height):
            continue
        along = end - start
        inwards = np.array([-along[1], along[0]]) / (float(np.hypot(*along)) or 1.0)
        points = _between(start, end)
        inside, outside = (_inked(ink, points, inwards * way) for way in (1, -1))
        if np.mean(inside & outside) > _MOST_WRITTEN_OVER:
            return True
    return False


def _inked(ink: NDArray[np.bool_], points: Corners, way: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether there is ink a little way from each point."""
    height, width = ink.shape
    found = np.zeros(len(points), np.bool_)
    for far in _BESIDE:
        x, y = np.rint(points + way * far).astype(int).T
        seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        found[seen] |= ink[y[seen], x[seen]]
    return found


def _at(ground: Pixels, point: NDArray[np.float64]) -> Pixels | None:
    x, y = round(float(point[0])), round(float(point[1]))
    inside = 0 <= y < ground.shape[0] and 0 <= x < ground.shape[1]
    return ground[y, x] if inside else None


# -- from above --------------------------------------------------------------------------------------------------------


def _seen_from_above(picture: PagePicture, corners: Corners) -> tuple[PagePicture, NDArray[np.float64]]:
    width, height = _size(corners, picture.pixels.shape)
    top, right, bottom, left = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    near = float(max(max(top, bottom) / width, max(left, right) / height))  # pixels a point where the camera is nearest
    scale = min(near, _DPI / 72)
    across, down = round(width * scale), round(height * scale)
    target = np.array([(0, 0), (across, 0), (across, down), (0, down)], np.float32)
    pixels = picture.pixels if near < 1.3 * scale else cv2.GaussianBlur(picture.pixels, (0, 0), 0.4 * near / scale)
    matrix = cv2.getPerspectiveTransform(corners, target)
    flat = cv2.warpPerspective(pixels, matrix, (across, down), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return PagePicture(np.asarray(flat, np.uint8), width, height, picture.whole), np.asarray(
        np.linalg.inv(matrix), np.float64
    )


def _size(corners: Corners, shape: Sequence[int]) -> tuple[float, float]:
    """Width and height of the sheet in points: A4, standing or lying, unless a part of it is outside of the picture."""
    top, right, bottom, left = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    ratio = float((left + right) / (top + bottom))
    near = _EDGE * max(shape)
    edges = np.array([shape[1] - 1, shape[0] - 1])
    whole = bool(((corners > near) & (corners < edges - near)).all())
    if (whole and 0.5 < ratio < 2) or abs(ratio * A4[0] / A4[1] - 1) < 0.05:
        return A4 if ratio >= 1 else (A4[1], A4[0])
    return (A4[0], A4[0] * ratio) if ratio >= 0.6 else (A4[1], A4[1] * ratio)


# -- light -------------------------------------------------------------------------------------------------------------

_UNEVEN = 0.75  # the darkest tenth of the paper against the brightest
_PAPER = 245


def evenly_lit(pixels: Pixels) -> Pixels | None:
    """The page without shadows: each place set against the paper around it; ``None`` where the light is even."""
    height, width = pixels.shape[:2]
    small = _small(pixels, _SIDE // 2)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))
    paper = cv2.GaussianBlur(cv2.medianBlur(cv2.dilate(small, kernel), 15), (0, 0), 5)
    dark, bright = np.percentile(paper.min(axis=2), (10, 90))
    if dark >= _UNEVEN * bright:
        return None
    behind = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(pixels, np.maximum(behind, 1), scale=_PAPER), np.uint8)


def _small(pixels: Pixels, side: int) -> Pixels:
    height, width = pixels.shape[:2]
    share = side / max(height, width)
    size = (max(round(width * share), 1), max(round(height * share), 1))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
