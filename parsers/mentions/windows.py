"""Costly patterns, tried only near a word that each of their matches holds."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex

_BEHIND = 100


def matches_around(
    pattern: regex.Pattern[str], norm: str, words: tuple[str, ...], ahead: int
) -> Iterator[regex.Match[str]]:
    """The matches of ``pattern`` that begin at most ``ahead`` characters before one of ``words``, in order.

    The literal search is much faster than a pattern that may begin with any number or common syllable.
    """
    places: list[int] = []
    for word in words:
        at = norm.find(word)
        while at >= 0:
            places.append(at)
            at = norm.find(word, at + len(word))
    for start, end in _stretches(sorted(places), ahead):
        yield from pattern.finditer(norm, start, end)


def _stretches(places: list[int], ahead: int) -> Iterator[tuple[int, int]]:
    """What lies around places, as stretches that do not overlap."""
    start = end = 0
    for at in places:
        if at - ahead > end:
            if end:
                yield start, end
            start = at - ahead
        end = at + _BEHIND
    if end:
        yield start, end
