"""Where sentences end: one answer for all that reads a text by sentences or clauses.

In comes a text as it is written, with its capitals; out go the offsets at which the next sentence begins. A full stop
behind an abbreviation ("ThS. Hoa", "TP. Vinh") ends none; the abbreviations stand in ``lexicon/abbreviations.toml``.

>>> sentence_ends("BS. Hoa khám. Các trường lập danh sách.")
[14]
"""

from __future__ import annotations

import bisect
import itertools

from parsers import regex
from parsers.lexicon import load
from parsers.text import NormalisedText, memo

_ABBREVIATIONS = load("abbreviations")
_SHORT = "|".join(regex.escape(form) for entry in _ABBREVIATIONS["abbreviation"] for form in entry["forms"])
_OPENERS = "|".join(map(regex.escape, _ABBREVIATIONS["openers"]["words"]))
FULL_STOP = (
    r"[.!?…][”\")\]]? (?=[\p{Lu}“\"(+\-])"
    rf"(?:(?<!(?<!\w)(?:(?i:{_SHORT})|(?<!v\.)\p{{L}})\. )|(?=(?:{_OPENERS})(?!\w))"
    r"|(?<=(?<!\w)(?i:quý|kỳ|hạng|loại) (?:I|V)\. ))"
    rf"|(?<=\p{{Ll}}{{2}})(?<!(?<!\w)(?i:{_SHORT}|số|tr|đt|sđt|mục|khoản|điểm))\. (?=\d+(?: ?[/%]|[\d.,]* \p{{Ll}}))"
)
"""Pattern of what ends a sentence inside a paragraph, on text as it is written.

"… trước ngày 15/4. Các trường …" · "… 14 đơn vị. 11/11 xã …" · "… trong quý I. Hội …" · "…, v.v… Công an xã …" ·
"(có danh sách.) Trạm Y tế …" · "nhóm máu O. Các trường …"; not "1.250", "20. 9", "ThS. Hoa", "P. Him Lam".
"""
_SENTENCE_END = regex.compile(rf"[\n\t]|{FULL_STOP}")
# "…; Sở Y tế …", "…; - Công an xã …": the parts of a sentence that are whole clauses
_CLAUSE_END = regex.compile(r"; (?=[\p{Lu}+\-])")


def sentence_ends(text: str, *, clauses: bool = False) -> list[int]:
    """Where in ``text``, as it is written, a sentence is over and the next begins; line ends and tabs end one too.

    With ``clauses`` a semicolon does so as well, where a capital or a list sign follows it.
    """
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    return sorted([*ends, *(match.end() for match in _CLAUSE_END.finditer(text))]) if clauses else ends


class Sentences:
    """The sentences of a text, for all questions about it."""

    __slots__ = ("_ends", "_text")

    def __init__(self, text: str, *, clauses: bool = False) -> None:
        self._text = text
        self._ends = sentence_ends(text, clauses=clauses)

    def around(self, offset: int) -> tuple[int, int]:
        """The sentence that holds ``offset``, with the blank behind it."""
        index = bisect.bisect_right(self._ends, offset)
        begin = self._ends[index - 1] if index else 0
        return begin, self._ends[index] if index < len(self._ends) else len(self._text)

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """``[start, end)`` in sentences, without the blanks between them."""
        first, after = bisect.bisect_right(self._ends, start), bisect.bisect_left(self._ends, end)
        cuts = [start, *self._ends[first:after], end]
        return [(a, b if b == end else a + len(self._text[a:b].rstrip())) for a, b in itertools.pairwise(cuts)]


@memo
def sentences(view: NormalisedText) -> Sentences:
    """The sentences of a view, found once."""
    return Sentences(view.text)


@memo
def clauses(view: NormalisedText) -> Sentences:
    """The sentences of a view, those that semicolons part too."""
    return Sentences(view.text, clauses=True)
