"""Slips of the hand that types a figure a second time."""

from __future__ import annotations


def mistyped(a: str, b: str) -> bool:
    """Whether two figures differ as one that was typed twice does: in one digit, or by two that changed places."""
    return len(a) == len(b) and (len(_apart(a, b)) == 1 or swapped(a, b))


def swapped(a: str, b: str) -> bool:
    """Whether two figures differ by two digits that changed places, and by nothing else."""
    apart = _apart(a, b)
    return len(a) == len(b) and len(apart) == 2 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]


def _apart(a: str, b: str) -> list[int]:
    return [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
