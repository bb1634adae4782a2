"""Ruling lines that a PDF page draws, and the cells of the tables that they form.

Only what is drawn counts, and what plainly belongs to it. ``ruled_tables`` gives the boxes of the cells; which words
stand in them, and whether it is a table at all, is decided in :mod:`hmtn_ingest.readers.page.tables`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pdfplumber.page import Page

from hmtn_ingest.readers.page.words import Box
from hmtn_ingest.readers.pdf.rule_gaps import mended

MOST_RULES = 6000
"""More ruling lines than this on one page are a drawing; looking for a table among them would take minutes."""

Shape = dict[str, Any]

_THICKEST = 3
"""Points; what is thicker is an area."""


class TooManyRules(Exception):  # noqa: N818 - the name states the fact
    """The page holds a drawing of so many lines that no table can be looked for."""


def rules_of(objects: Mapping[str, Sequence[Shape]]) -> tuple[list[Shape], list[Shape]]:
    """The horizontal and the vertical ruling lines among what the page draws. Raises ``TooManyRules``."""
    across, down = _rules([*objects.get("line", ()), *objects.get("rect", ()), *objects.get("curve", ())])
    if len(across) >= 2 and len(down) >= 2 and len(across) + len(down) > MOST_RULES:
        raise TooManyRules
    return across, down


def ruled_tables(page: Page, across: list[Shape], down: list[Shape]) -> list[list[Box]]:
    """The boxes of the cells of each table that the lines form; lines that are left out at its edges are supplied."""
    if len(across) < 2 or len(down) < 2:
        return []
    across, down = mended(across, down)
    found = page.find_tables(
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": down,
            "explicit_horizontal_lines": across,
        }
    )
    return [table.cells for table in found]


def _rules(shapes: Iterable[Shape]) -> tuple[list[Shape], list[Shape]]:
    """Horizontal and vertical ruling lines. Shading, highlighting and lines drawn in white are none."""
    across: list[Shape] = []
    down: list[Shape] = []
    for shape in filter(_is_drawn, shapes):
        for flat, piece in _edges(shape):
            (across if flat else down).append(_rule(piece, flat=flat))
    return across, down


def _extent(shape: Shape) -> tuple[float, float]:
    return shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]


def _is_drawn(shape: Shape) -> bool:
    """Whether a shape has a visible line: its own stroke, or it is filled and thin as one."""
    stroked = shape.get("stroke") and not _is_white(shape.get("stroking_color"))
    filled = shape.get("fill") and not _is_white(shape.get("non_stroking_color"))
    return bool(stroked or (filled and min(_extent(shape)) <= _THICKEST))


def _edges(shape: Shape) -> Iterator[tuple[bool, Shape]]:
    """The straight lines of a shape, each with whether it lies flat: itself, four of a box, the steps of a path."""
    width, height = _extent(shape)
    if min(width, height) <= _THICKEST:
        if max(width, height) > _THICKEST:
            yield width > height, shape
    elif shape["object_type"] == "rect":
        for edge in ("top", "bottom"):
            yield True, shape | {"top": shape[edge], "bottom": shape[edge]}
        for edge in ("x0", "x1"):
            yield False, shape | {"x0": shape[edge], "x1": shape[edge]}
    elif shape["object_type"] == "curve":
        for (ax, ay), (bx, by) in itertools.pairwise(shape["pts"]):
            flat = abs(ay - by) < 0.5
            if flat != (abs(ax - bx) < 0.5):
                yield flat, {"x0": min(ax, bx), "x1": max(ax, bx), "top": min(ay, by), "bottom": max(ay, by)}


def _rule(shape: Shape, *, flat: bool) -> Shape:
    x0, x1, top, bottom = shape["x0"], shape["x1"], shape["top"], shape["bottom"]
    if flat:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "object_type": "line",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _is_white(colour: object) -> bool:
    """White in grey, RGB or CMYK; an unnamed colour counts as visible."""
    parts = tuple(colour) if isinstance(colour, (tuple, list)) else (colour,)
    if not all(isinstance(p, (int, float)) for p in parts):
        return False
    return (len(parts) in (1, 3) and min(parts) >= 0.99) or (len(parts) == 4 and max(parts) <= 0.01)
