"""Costly patterns, tried only near a word that each of their matches holds."""

from __future__ import annotations

from collections.abc import Iterator

import regex

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
    done = 0
    for at in sorted(places):
        for match in pattern.finditer(norm, max(done, at - ahead), at + _BEHIND):
            if match.start() <= at:
                done = match.end()
                yield match
