"""When two values count as the same: numbers, dates and codes strictly, names and quotes without spelling accidents."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Sequence

from rapidfuzz import fuzz

from hmtn_ingest.evaluation.gold import Fair, GoldQuantity, fair
from parsers.records import BodyRef, Quantity, Span

# Kept apart from the parser's own lexicon: a mistake there must not make two names equal here.
_WRITTEN_OUT = {
    "bcd": "ban chi dao",
    "ctd": "chu thap do",
    "hdnd": "hoi dong nhan dan",
    "hmtn": "hien mau tinh nguyen",
    "lhtn": "lien hiep thanh nien",
    "mttq": "mat tran to quoc",
    "mttqvn": "mat tran to quoc viet nam",
    "tncshcm": "thanh nien cong san ho chi minh",
    "ubmttq": "uy ban mat tran to quoc",
    "ubmttqvn": "uy ban mat tran to quoc viet nam",
    "ubnd": "uy ban nhan dan",
    "vdhmtn": "van dong hien mau tinh nguyen",
}
_NO_PART_OF_A_NAME = frozenset(("cac", "va", "cua", "de", "nghi"))

# everything but letters, figures, "%" and the slash of "10/01/2026", "412/400", "KH/BCĐ"
_PUNCTUATION = re.compile(r"[^0-9a-z%/]+")

SAME_NAME = 0.86
"""Least similarity (0 to 1) of two names that mean one body or person: one lost word in a long name may pass."""


@functools.lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """``text`` in lower case without accents; đ as d; punctuation and line breaks as one blank; "%" and "/" kept."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return _PUNCTUATION.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@functools.lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """The folded name with its abbreviations written out and without "các", "và", "của", "đề nghị"."""
    words = " ".join(_WRITTEN_OUT.get(word, word) for word in fold_name(text).split()).split()
    return " ".join(word for word in words if word not in _NO_PART_OF_A_NAME)


def same_name(one: str | None, other: str | None, least: float = SAME_NAME) -> bool:
    a, b = name_key(one or ""), name_key(other or "")
    if not a or not b:
        return a == b
    return a == b or fuzz.ratio(a, b) >= 100 * least


def same_code(one: str | None, other: str | None) -> bool:
    """ "128 /KH - BCĐ" is "128/KH-BCĐ"."""
    a, b = (fold_name(code or "").replace(" ", "") for code in (one, other))
    return bool(a) and a == b


def same_phone(one: str | None, other: str | None) -> bool:
    """ "0900.000.112" is "+84 900 000 112"."""
    a, b = (re.sub(r"\D", "", phone or "").removeprefix("84").removeprefix("0") for phone in (one, other))
    return bool(a) and a == b


def same_rrule(want: Fair, got: Sequence[str] | None) -> bool:
    return sorted(rule for rule in fair(want) if rule) == sorted(got or ())


def anchored(quote: str, spans: Sequence[Span]) -> bool:
    """Whether a fact was read where the gold fact stands.

    One quote holds the other, or they share a stretch of at least three fifths of the shorter one.
    """
    want = fold_name(quote)
    if not want:
        return True
    parts = [folded for span in spans if (folded := fold_name(span.quote))]
    return any(want in part or part in want or _share_a_stretch(want, part) for part in parts)


def _share_a_stretch(one: str, other: str, least: float = 0.6) -> bool:
    short, long = sorted((one, other), key=len)
    length = math.ceil(least * len(short))
    return any(short[at : at + length] in long for at in range(len(short) - length + 1))


def same_quantity(want: GoldQuantity, got: Quantity, spans: Sequence[Span]) -> bool:
    """Comparator and the numbers that it rests on are equal, and both were read at the same place.

    "gần 100" may be read with 100 as its lower or as its upper number, so there either counts.
    """
    comparators = fair(want.comparator)
    if got.comparator not in comparators:
        return False
    if got.comparator in ("exactly", "between", "at_least", "more_than") and got.min != want.min:
        return False
    if got.comparator in ("exactly", "between", "at_most") and got.max != want.max:
        return False
    if {"about", "less_than"} & set(comparators) and not {want.min, want.max} & {got.min, got.max}:
        return False
    return anchored(want.quote, spans)


def body_agreement(got: Sequence[BodyRef], want: Sequence[str]) -> float:
    """F1 (0 to 1) of the bodies of one fact; a name also matches one that says it more fully."""
    names, left = list(dict.fromkeys(want)), list(dict.fromkeys(body.name for body in got))
    if not names and not left:
        return 1.0
    total, hits = len(names) + len(left), 0
    for name in names:
        match = next((body for body in left if _same_body(body, name)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return 2 * hits / total


def _same_body(got: str, want: str) -> bool:
    a, b = fold_name(got), fold_name(want)
    return same_name(got, want) or b in a or (len(a) > 8 and a in b)
