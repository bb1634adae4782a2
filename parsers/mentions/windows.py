"""Costly patterns, tried only near a word that each of their matches holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers import regex

_BEHIND = 100


def matches_around(
    pattern: regex.Pattern[str], norm: str, words: tuple[str, ...], ahead: int
) -> Iterator[regex.Match[str]]:
    """The matches of ``pattern`` that begin at most ``ahead`` characters before one of ``words``, in order.

    The literal search is much faster than a pattern that may begin with any number or common syllable.
    """
    for start, end in stretches(places(norm, words), ahead):
        yield from pattern.finditer(norm, start, end)


def matches_from(pattern: regex.Pattern[str], norm: str, words: tuple[str, ...]) -> Iterator[regex.Match[str]]:
    """As ``pattern.finditer``, for a pattern whose matches all begin with one of ``words``."""
    end = 0
    for at in places(norm, words):
        if at >= end and (match := pattern.match(norm, at)):
            yield match
            end = match.end()


def places(norm: str, words: tuple[str, ...]) -> list[int]:
    """Where one of ``words`` stands, in order."""
    found: list[int] = []
    for word in words:
        at = norm.find(word)
        while at >= 0:
            found.append(at)
            at = norm.find(word, at + len(word))
    return sorted(found)


def stretches(places: Iterable[int], ahead: int, behind: int = _BEHIND) -> Iterator[tuple[int, int]]:
    """What lies around places that come in order, as stretches that do not overlap."""
    start = end = 0
    for at in places:
        if at - ahead > end:
            if end:
                yield start, end
            start = at - ahead
        end = at + behind
    if end:
        yield start, end
