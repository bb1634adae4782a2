"""Where words were found in a text: searched without accents, shown as they are written. Pure.

The store asks :func:`asked_phrases` what a query looks for, pages mark the same places in what they show.

    snippet("Tổ chức hiến máu tình nguyện năm 2026", "hien mau")
    # [Stretch("Tổ chức ", False), Stretch("hiến máu", True), Stretch(" tình nguyện năm 2026", False)]
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from parsers import regex
from parsers.text import folded, folded_in_place

_WINDOW = 170  # characters of a snippet
_LEAD = 40  # of them before the first word found


class Stretch(NamedTuple):
    """A piece of text; ``found`` where the words that were looked for stand."""

    text: str
    found: bool


def marked(text: str, words: str) -> list[Stretch]:
    """The whole text, cut where ``words`` begin and end; words are found as by :meth:`Store.documents`."""
    text = unicodedata.normalize("NFC", text)
    return _cut(text, 0, len(text), _places(text, asked_phrases(words)))


def snippet(text: str, words: str) -> list[Stretch]:
    """The part of a text that holds most of the words closest together; nothing where none of them stands in it."""
    text = unicodedata.normalize("NFC", text)
    asked = asked_phrases(words)
    places = _places(text, asked)
    if not places:
        return []
    first = max(range(len(places)), key=lambda at: (_worth(places, at, " ".join(asked)), -at))
    start, end = _window(text, places[first][0])
    return _cut(text, start, end, places)


# "số lượng tiếp nhận" · “ban chỉ đạo” · 09/KH-BCĐ · hien
_PHRASE = regex.compile(r'["“](?<quoted>[^"“”]+)["”]|\S+')


def asked_phrases(words: str) -> list[str]:
    """What a query looks for, without accents: words between blanks, and what stands in quotation marks."""
    phrases = (folded(match["quoted"] or match[0]) for match in _PHRASE.finditer(words))
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]


def _places(text: str, asked: Sequence[str]) -> list[tuple[int, int, str]]:
    """Start, end and words of every place, in reading order; all that was asked for, in a row, is one place."""
    if not asked:
        return []
    plain = folded_in_place(text)
    patterns = [_pattern(phrase) for phrase in sorted(asked, key=len, reverse=True)]
    if len(asked) > 1:
        patterns.insert(0, _pattern(" ".join(asked)))
    return [(found.start(), found.end(), found[0]) for found in regex.finditer("|".join(patterns), plain)]


def _pattern(phrase: str) -> str:
    # a word of one or two letters stands in too many others
    return (r"\b" if len(phrase) < 3 else "") + phrase.replace(" ", " +")


def _worth(places: Sequence[tuple[int, int, str]], first: int, whole: str) -> int:
    """How much of what was asked for stands within a window that begins with a place; all of it in a row is most."""
    start = places[first][0]
    seen: set[str] = set()
    for _, end, words in places[first:]:
        if end - start > _WINDOW - _LEAD:
            break
        seen.add(" ".join(words.split()))
    return len(seen) + len(whole) * (" ".join(places[first][2].split()) == whole)


def _window(text: str, place: int) -> tuple[int, int]:
    """The stretch to show around a place, from blank to blank."""
    start = max(0, place - _LEAD)
    if start:
        blank = regex.search(r"\s", text, pos=start, endpos=place)
        start = blank.end() if blank else start
    end = min(len(text), start + _WINDOW)
    if end < len(text):
        blank = regex.search(r"(?r)\s", text, pos=start, endpos=end)
        end = blank.start() if blank and blank.start() > place else end
    return start, end


def _cut(text: str, start: int, end: int, places: Sequence[tuple[int, int, str]]) -> list[Stretch]:
    stretches = []
    at = start
    for begin, stop, _ in places:
        if begin < at or stop > end:
            continue
        if begin > at:
            stretches.append(Stretch(text[at:begin], False))
        stretches.append(Stretch(text[begin:stop], True))
        at = stop
    if at < end:
        stretches.append(Stretch(text[at:end], False))
    if start and stretches:
        stretches.insert(0, Stretch("… ", False))
    if end < len(text):
        stretches.append(Stretch(" …", False))
    return [Stretch(" ".join(one.text.split()) if one.found else _one_line(one.text), one.found) for one in stretches]


def _one_line(text: str) -> str:
    """Line ends and tabs as blanks, blanks at the ends kept as one."""
    return str(regex.sub(r"\s+", " ", text))
