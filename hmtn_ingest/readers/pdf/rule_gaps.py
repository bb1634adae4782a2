"""Ruling lines of a table whose grid is not whole: lines with gaps where they cross, an edge that a page break cut off.

Lines are told by their ends alone; what is supplied lies where other lines of the table end.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Shape = dict[str, Any]

_NEAR = 3.0
"""Points; pdfplumber takes lines that come as near as crossing."""
_WIDEST_GAP = 12.0
_LEAST_EDGE = 8.0
"""Lines that reach so far over the last line across them belong to a row or column whose edge is not drawn."""


def mended(across: list[Shape], down: list[Shape]) -> tuple[list[Shape], list[Shape]]:
    """The lines, carried on to those that they stop short of, with the edges that are missing.

    >>> across = [_line(0, 100, y, y) for y in (20, 40)]
    >>> down = [_line(x, x, 0, 40) for x in (0, 50, 100)]
    >>> [(rule["x0"], rule["x1"], rule["top"]) for rule in mended(across, down)[0]][-1]
    (0, 100, 0)
    """
    carried_across = _carried_on(across, down, "x0", "x1")
    carried_down = _carried_on(down, across, "top", "bottom")
    edges_across = list(_edges(carried_down, carried_across, ("top", "bottom", "x0", "x1")))
    edges_down = list(_edges(carried_across, carried_down, ("x0", "x1", "top", "bottom")))
    return [*carried_across, *edges_across], [*carried_down, *edges_down]


def _carried_on(rules: list[Shape], others: list[Shape], first: str, last: str) -> list[Shape]:
    """Lines that stop a little short of the lines across them on both sides, carried on to these."""
    at = sorted({other[first] for other in others})
    carried: list[Shape] = []
    for rule in rules:
        before = bisect_left(at, rule[first] + _NEAR) - 1
        after = bisect_left(at, rule[last] - _NEAR)
        if before >= 0 and after < len(at):
            start, end = at[before], at[after]
            short = (rule[first] - start > _NEAR, end - rule[last] > _NEAR)
            near = rule[first] - start <= _WIDEST_GAP and end - rule[last] <= _WIDEST_GAP
            if any(short) and near and end - start < 3 * (rule[last] - rule[first]):
                rule = _line_like(rule, {first: start, last: end})
        carried.append(rule)
    return carried


def _edges(rules: Sequence[Shape], others: Sequence[Shape], sides: tuple[str, str, str, str]) -> Iterator[Shape]:
    """The line that joins the ends of several parallel lines which reach over the last line across them."""
    first, last, low, high = sides
    for end in (first, last):
        for group in _same_place(rules, end):
            place = group[0][end]
            start, stop = min(rule[low] for rule in group), max(rule[high] for rule in group)
            begin, finish = min(rule[first] for rule in group), max(rule[last] for rule in group)
            crossing = [
                other
                for other in others
                if other[low] < stop + _NEAR
                and other[high] > start - _NEAR
                and begin - _NEAR <= other[first] <= finish + _NEAR
            ]
            places = {round(other[first] / _NEAR) for other in crossing}
            if len(group) < 3 and len(places) < 2:
                continue
            if not crossing or min(abs(place - other[first]) for other in crossing) < _LEAST_EDGE:
                continue
            start, stop = min(start, *(o[low] for o in crossing)), max(stop, *(o[high] for o in crossing))
            if stop - start >= _LEAST_EDGE:
                yield _line_like(group[0], {first: place, last: place, low: start, high: stop})


def _same_place(rules: Iterable[Shape], end: str) -> Iterator[list[Shape]]:
    """Lines that end at one height (or one distance from the left)."""
    group: list[Shape] = []
    for rule in sorted(rules, key=lambda rule: float(rule[end])):
        if group and rule[end] - group[0][end] > _NEAR:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _line_like(rule: Shape, sides: dict[str, float]) -> Shape:
    line = rule | sides
    return line | {"width": line["x1"] - line["x0"], "height": line["bottom"] - line["top"]}


def _line(x0: float, x1: float, top: float, bottom: float) -> Shape:
    """A ruling line; for examples."""
    return {"object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom}
