"""Words that bound a number, before it ("tối thiểu", "≥") or after it ("trở lên")."""

from __future__ import annotations

from typing import Literal

from parsers import regex
from parsers.lexicon import load
from parsers.records import Comparator
from parsers.text import either, normal

Bound = Comparator | Literal["from"]
"""A comparator; "from" is a "từ" that has no "trở lên" yet."""

_LEXICON = load("comparators")
_BEFORE_WORDS: dict[str, Bound] = {normal(word): name for name, words in _LEXICON["before"].items() for word in words}
_AFTER_WORDS: dict[str, Bound] = {normal(word): name for name, words in _LEXICON["after"].items() for word in words}

# read from the number backwards: "tối thiểu", "thấp nhất là", "ít nhất vào năm 2025 đạt", "khoảng từ", "≥"
_BEFORE = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<word>{either([w for w in _BEFORE_WORDS if w[0].isalpha()])})|(?P<word>[≥≤<>~≈=]{{1,2}}))"
    r"(?: (?:vào|đến|trong)(?: hết| cuối)? năm \d{4},?)?"
    rf"(?: (?:{either(_LEXICON['between']['fillers'])}))*+ ?",
)
# "tiếp nhận 1.120 đơn vị máu | từ 1.680 người": out of how many
_SOURCE = regex.compile(r"(?r)\d (?:đơn vị|túi|bịch)(?: máu)?(?: [^\W\d]+){0,2} ")
_NONE_OF = regex.compile(r"(?r)(?<!\w)không (?:để |có )?(?:[^\W\d]+ ){1,4}nào (?:[^\W\d]+ ){0,3}")
_TURNED: dict[Bound, Bound] = {"less_than": "at_least", "more_than": "at_most"}
# "130 đơn vị máu trở lên", "40 tin, bài tuyên truyền trở lên"
_AFTER = regex.compile(rf"(?: [^\W\d]+){{0,3}}? (?P<word>{either(_AFTER_WORDS)})(?!\w)")
# "30% trở lên", "từ 10 trở lên người"
_AT_ONCE = regex.compile(rf" ?(?P<word>{either(_AFTER_WORDS)})(?!\w)")


def before(norm: str, floor: int, start: int) -> tuple[int, Bound | None]:
    """Where the comparators before a number at ``start`` begin (not before ``floor``), and the one that governs."""
    words: list[Bound] = []
    while len(words) < 3 and (found := _BEFORE.match(norm, max(floor, start - 60), start)):
        if found["word"] not in _BEFORE_WORDS:
            break  # "= 3"
        words.append(_BEFORE_WORDS[found["word"]])
        start = found.start("word")
    strong = [w for w in words if w != "from"]
    if strong:
        none_of = _NONE_OF.match(norm, max(floor, start - 60), start) if strong[-1] in _TURNED else None
        if none_of:  # "không xã nào dưới 85%" is at least so much
            return none_of.start(), _TURNED[strong[-1]]
        return start, strong[-1]  # the outermost one governs: "tối thiểu khoảng 300"
    return start, "from" if words and not _SOURCE.match(norm, max(0, start - 40), start) else None


def after(norm: str, end: int) -> tuple[int, Bound] | None:
    """Where a comparator behind a number and its unit ends, and what it says; up to three words may stand between."""
    return _found(_AFTER.match(norm, end))


def at_once(norm: str, end: int) -> tuple[int, Bound] | None:
    """The same with no word between."""
    return _found(_AT_ONCE.match(norm, end))


def _found(match: regex.Match[str] | None) -> tuple[int, Bound] | None:
    return (match.end(), _AFTER_WORDS[match["word"]]) if match else None
