"""Whether two files hold the same document: another format, a scan, a draft beside what was issued. Pure.

A sketch stands for a text in a few numbers, so that a new text is compared with thousands without reading them. What it
finds is then looked at: the words, or the facts where words were read differently; and no header may contradict.
"""

from __future__ import annotations

import zlib
from itertools import islice

from hmtn_ingest.kinds import records_by_kind
from parsers import regex
from parsers.records import DocumentRecord, Grounded
from parsers.text import fold

_WORD = regex.compile(r"\w+")
_RUN = 3  # words that are compared together
_SIZE = 96  # numbers of a sketch
_LIKE_SKETCH = 0.35  # of the numbers; what is less alike is not looked at
_SAME_WORDS = 0.75
_SAME_FACTS = 0.85
_FEWEST = 20  # runs of words; a shorter text says too little


def content_sketch(text: str) -> str:
    """The smallest numbers that runs of words give, however the text was laid out; "" for a text of a few words."""
    runs = _runs(text)
    return " ".join(f"{number:08x}" for number in sorted(runs)[:_SIZE]) if len(runs) >= _FEWEST else ""


def may_be_alike(one: str, other: str) -> bool:
    """Whether two sketches tell that their texts should be compared."""
    mine, theirs = one.split(), other.split()
    if not mine or not theirs:
        return False
    smallest = list(islice(sorted({*mine, *theirs}), _SIZE))
    shared = set(mine) & set(theirs)
    return sum(number in shared for number in smallest) >= _LIKE_SKETCH * len(smallest)


def same_content(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether two records are of one document."""
    if _contradict(one, other):
        return False
    return likeness(_runs(one.text), _runs(other.text)) >= _SAME_WORDS or _alike(_facts(one), _facts(other))


def likeness(mine: set[int], theirs: set[int]) -> float:
    """The share of what either holds that both hold."""
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 0.0


def _runs(text: str) -> set[int]:
    words = _WORD.findall(fold(text))
    return {zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)}


def _facts(record: DocumentRecord) -> set[tuple[str, str]]:
    """The facts by their kind and the letters of their words."""
    return {
        (kind, "".join(_WORD.findall(fold(" ".join(span.quote for span in item.spans)))))
        for kind, items in records_by_kind(record)
        for item in items
        if item.spans
    }


def _alike(mine: set[tuple[str, str]], theirs: set[tuple[str, str]]) -> bool:
    return min(len(mine), len(theirs)) >= _FEWEST and len(mine & theirs) >= _SAME_FACTS * len(mine | theirs)


def _contradict(one: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether the headers say that these are two documents; what is blank in one of them says nothing."""
    mine, theirs = one.header, other.header
    named = [(getattr(mine, name), getattr(theirs, name)) for name in ("type_name", "code_number", "period")]
    if any(_differ(*pair) for pair in named):
        return True
    days = [header.issued_date.value if header.issued_date else None for header in (mine, theirs)]
    first, second = (day.first if day and day.first == day.last else None for day in days)
    return first is not None and second is not None and first != second


def _differ(one: Grounded[str] | None, other: Grounded[str] | None) -> bool:
    if not (one and other and one.value and other.value):
        return False
    return fold(one.value).lstrip("0") != fold(other.value).lstrip("0")
