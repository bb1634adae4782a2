"""Where sentences begin and end."""

from __future__ import annotations

import bisect

import regex

from parsers.text import NormalisedText, memo

# "… trước ngày 15/4. Các trường …" · "…; Sở Y tế …"; not "P. Him Lam", "TP. Vinh"
_END = regex.compile(
    r"[\n\t]|(?<!\b\p{L})(?<!\bTP)(?<!\bTX)(?<!\bTT)(?<!\bBS)[.!?] (?=[\p{Lu}“\"(+\-])|; (?=[\p{Lu}+\-])"
)


class Sentences:
    """The sentences of a view, for all questions about one text; cells and blocks end a sentence too."""

    __slots__ = ("_ends", "_length")

    def __init__(self, view: NormalisedText) -> None:
        self._ends = [m.end() for m in _END.finditer(view.text)]
        self._length = len(view.text)

    def around(self, offset: int) -> tuple[int, int]:
        """The sentence that holds ``offset``."""
        index = bisect.bisect_right(self._ends, offset)
        begin = self._ends[index - 1] if index else 0
        return begin, self._ends[index] if index < len(self._ends) else self._length


@memo
def sentences_of(view: NormalisedText) -> Sentences:
    """The sentences of a view, found once."""
    return Sentences(view)
