"""How far two wordings, names or dates mean the same, for a reader who holds two documents side by side.

Likeness goes from 0 (nothing in common) to 1 (the same). ``years`` is the step between the two documents: with 1 the
day "15/4/2025" of the one is what "15/4/2026" is in the other.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from typing import Literal

from rapidfuzz import fuzz

from parsers import regex
from parsers.records import YEAR, DateValue
from parsers.text import fold, normal

Sameness = Literal["same", "shifted", "changed"]

# letters and figures; "85%" and "7/4" stay together, "KH-BCĐ" does not; punctuation and dashes say nothing
_TOKEN = regex.compile(r"\w+(?:[/.,:]\w+)*+%?+")
# 2025 · 15/4/2025 · "2025 - 2026"; not 12025, 30/2020/NĐ-CP
_YEAR = regex.compile(rf"(?<!\d){YEAR}(?![\d/]|\.\d)")
_WHOLE_YEAR = regex.compile(r"(?<![\d-])\d{4}(?!\d)")
_FIGURES = regex.compile(r"\d")
# đợt 1 · lần 2 · quý III · khu phố 12 · tổ dân phố số 3, in folded words
_ORDINAL = regex.compile(r"\b(?:dot|lan|quy|ky|vong|buoi|so|pho|to|giai doan) (\d+|[ivx]+)\b(?![/.,:]\d)")


@functools.lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text with their accents, in lower case and one spelling, without punctuation."""
    return tuple(_TOKEN.findall(normal(" ".join(text.split()))))


def same_text(old: str, new: str, years: int = 0) -> Sameness:
    """Whether two wordings are the same, or differ only in years that went on by ``years``."""
    before, after = tokens(old), tokens(new)
    if before == after:
        return "same"
    if len(before) == len(after) and years and all(map(functools.partial(_follows, years), before, after)):
        return "shifted"
    return "changed"


def _follows(years: int, old: str, new: str) -> bool:
    return old == new or _years_on(old, years) == new


@functools.lru_cache(maxsize=65536)
def _years_on(text: str, years: int) -> str:
    return _YEAR.sub(lambda year: str(int(year[0]) + years), text)


def years_on(date: DateValue, years: int) -> str:
    """The EDTF of a date so many years later, day and month kept."""
    return _WHOLE_YEAR.sub(lambda year: f"{int(year[0]) + years:04}", date.edtf)


def same_date(old: DateValue | None, new: DateValue | None, years: int = 0) -> Sameness:
    if old is None or new is None:
        return "same" if old is new else "changed"
    if (old.time, old.time_end, old.part) != (new.time, new.time_end, new.part):
        return "changed"
    if old.edtf == new.edtf:
        return "same"
    return "shifted" if years and years_on(old, years) == new.edtf else "changed"


def date_likeness(old: DateValue | None, new: DateValue | None, years: int = 0) -> float:
    """1 for the same day (of the other year), less the farther apart, 0.5 where neither says one."""
    if old is None or new is None:
        return 0.5 if old is new else 0.2
    if old.edtf == new.edtf or years_on(old, years) == new.edtf:
        return 1.0
    if old.last is None or new.last is None:
        return 0.3
    apart = days_between(old.last, new.last, years)
    return 0.3 if apart is None else max(0.1, 0.9 - abs(apart) / 100)


def days_between(old: str, new: str, years: int = 0) -> int | None:
    """Days from one ISO day, taken ``years`` later, to another; ``None`` where one of them is no day."""
    try:
        first, second = datetime.date.fromisoformat(old), datetime.date.fromisoformat(new)
        return (second - first.replace(year=first.year + years, day=min(first.day, _last_day(first, years)))).days
    except ValueError:
        return None


def _last_day(day: datetime.date, years: int) -> int:
    year, month = day.year + years, day.month
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


def text_likeness(old: str, new: str, years: int = 0) -> float:
    """Likeness of two wordings, without regard to accents; what one says more than the other counts half."""
    return _text_likeness(_years_on(old, years) if years else old, new)


@functools.lru_cache(maxsize=65536)
def _text_likeness(old: str, new: str) -> float:
    before, after = _folded(old), _folded(new)
    if not before or not after:
        return 0.5 if before == after else 0.0
    if before == after:
        return 1.0
    alike = (fuzz.ratio(before, after) + fuzz.token_set_ratio(before, after)) / 200
    # "đợt 1" and "đợt 2" are two things, however long the rest of the words
    return alike if _ORDINAL.findall(before) == _ORDINAL.findall(after) else 0.75 * alike


@functools.lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    return " ".join(fold(token) if not _FIGURES.search(token) else token for token in tokens(text))


@functools.lru_cache(maxsize=65536)
def name_likeness(old: str, new: str) -> float:
    """Likeness of two names of bodies, people or places; 0 for names of two different ones, however much they share.

    Names are one where one leaves words out ("Công ty TNHH Bao bì …", "Công ty Bao bì …") or writes other accents; a
    figure or another word makes two: "Khu phố 1" and "Khu phố 2", "Trường THCS …" and "Trường THPT …".
    """
    if tokens(old) == tokens(new):
        return 1.0
    before, after = fold(old).split(), fold(new).split()
    if before == after:
        return 0.97
    left, right = _without(before, after), _without(after, before)
    if any(_FIGURES.search(word) for word in left + right):
        return 0.0
    common = min(len(before) - len(left), len(after) - len(right))
    if (left and right) or common < 2 or len(left + right) >= common:
        return 0.0
    return fuzz.ratio(" ".join(before), " ".join(after)) / 100


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    left = list(words)
    for word in others:
        if word in left:
            left.remove(word)
    return left


def names_likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """Likeness of two lists of names: what they share; 0.5 where neither names anybody."""
    if not old or not new:
        return 0.5 if not old and not new else 0.2
    if set(old) == set(new):
        return 1.0
    shared = sum(max(name_likeness(one, other) for other in new) for one in old)
    shared += sum(max(name_likeness(other, one) for one in old) for other in new)
    return shared / (len(old) + len(new))
