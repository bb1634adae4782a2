"""The text of a record for matching: what rules read, which know no document."""

from __future__ import annotations

import bisect
import unicodedata
from array import array

from parsers import regex
from parsers.ignorable import IGNORED, NO_CHARACTERS
from parsers.offsets import offsets
from parsers.text import MARK, SAME_CHARACTERS

_LINE_ENDS = frozenset(map(ord, "\t\n"))
_PLAIN = {code: char for code, char in SAME_CHARACTERS.items() if code not in _LINE_ENDS}
# What takes no place in a plain text, runs of it: formatting marks (and the stars of Markdown), blanks behind a blank,
# letters with their marks apart
_LEFT_OUT = f"[*{IGNORED}]"
_UNEQUAL = regex.compile(rf"{_LEFT_OUT}+| \K +")
_UNEQUAL_MARKED = regex.compile(rf"\P{{M}}\p{{M}}+|{_UNEQUAL.pattern}")


class PlainText:
    """The text of a record for matching: ``text`` is it in NFC, without formatting marks, with single blanks and the
    usual dashes and apostrophes; line ends and tabs stay.

    >>> plain = PlainText("**Số:**  12–KH")
    >>> plain.text, plain.source(4, 6), plain.at(10)
    ('Số: 12-KH', (9, 11), 5)
    """

    __slots__ = ("_source", "_starts", "text")

    def __init__(self, source: str) -> None:
        self._source = source
        same = source.translate(_PLAIN)
        pieces: list[str] = []
        starts = array("I")
        at = 0
        for match in (_UNEQUAL_MARKED if MARK.search(same) else _UNEQUAL).finditer(same):
            pieces.append(same[at : match.start()])
            starts += offsets(at, match.start())
            if unicodedata.combining(match[0][-1]):
                pieces.append(unicodedata.normalize("NFC", match[0]))
                starts.extend([match.start()] * len(pieces[-1]))
            at = match.end()
        pieces.append(same[at:])
        starts += offsets(at, len(same) + 1)
        self.text = "".join(pieces)
        self._starts = starts

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the record's text behind ``[start, end)``."""
        first, last = self._starts[start], self._starts[end]
        while (
            end > start and last > first and (self._source[last - 1] == "*" or self._source[last - 1] in NO_CHARACTERS)
        ):
            last -= 1
        return first, max(first, last)

    def at(self, offset: int) -> int:
        """Offset into ``text`` of an offset into the record's text."""
        return bisect.bisect_left(self._starts, offset)
