"""Partial dates as EDTF (ISO 8601-2), with the first and the last plain day that they may mean.

A :class:`Point` is what one expression names: a day, month, quarter, half-year or year; what the text leaves open is
``None``. Nothing is repaired here: a day that the month does not have stays open.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from parsers.lexicon import load
from parsers.records import DateValue

Unit = Literal["day", "month", "quarter", "half", "year"]
Join = Literal["to", "or", "and", "open"]

_DAYS_OF_MONTH: dict[str, list[int]] = load("dates")["days_of_month"]
_FIRST_QUARTER, _FIRST_HALF = 33, 40  # EDTF sub-year groupings


@dataclass(frozen=True, slots=True)
class Point:
    """One place in the calendar; ``number`` is the month, quarter (1-4) or half-year (1, 2) of ``year``.

    ``days`` are the first and last day of a part of a month ("hạ tuần tháng 4"), which EDTF has no way to say.
    """

    unit: Unit
    year: int | None = None
    number: int | None = None
    day: int | None = None
    days: tuple[int, int] | None = None

    @property
    def impossible(self) -> bool:
        """Whether the calendar has no such place ("31/02", "tháng 13"). An open year counts as a leap year."""
        if self.unit in ("quarter", "half", "year"):
            return False
        if self.number is not None and not 1 <= self.number <= 12:
            return True
        if self.day is None:
            return False
        return not 1 <= self.day <= (calendar.monthrange(self.year or 2000, self.number)[1] if self.number else 31)

    def possible(self) -> Point:
        """The point without the parts that cannot be."""
        number = self.number if self.number is not None and 1 <= self.number <= 12 else None
        day = replace(self, number=number).day
        if day is not None and replace(self, number=number).impossible:
            day = None
        return replace(self, number=number, day=day) if self.unit in ("day", "month") else self

    def edtf(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.unit == "year":
            return year
        if self.unit == "quarter":
            return f"{year}-{_FIRST_QUARTER - 1 + (self.number or 1)}"
        if self.unit == "half":
            return f"{year}-{_FIRST_HALF - 1 + (self.number or 1)}"
        month = "XX" if self.number is None else f"{self.number:02d}"
        if self.unit == "month":
            return f"{year}-{month}"
        return f"{year}-{month}-{'XX' if self.day is None else f'{self.day:02d}'}"

    def first(self) -> datetime.date | None:
        return self._bound(0)

    def last(self) -> datetime.date | None:
        return self._bound(-1)

    def _bound(self, side: Literal[0, -1]) -> datetime.date | None:
        if self.year is None or self.impossible:
            return None
        if self.unit == "day" and self.day is not None:
            return datetime.date(self.year, self.number, self.day) if self.number else None
        months = {
            "quarter": (3 * ((self.number or 1) - 1) + 1, 3 * (self.number or 1)),
            "half": (6 * ((self.number or 1) - 1) + 1, 6 * (self.number or 1)),
            "year": (1, 12),
        }.get(self.unit, (self.number or 1, self.number or 12))
        month = months[side]
        length = calendar.monthrange(self.year, month)[1]
        first, last = self.days or (1, length)
        return datetime.date(self.year, month, first if side == 0 else min(last, length))


def value(points: Sequence[Point], join: Join | None = None) -> DateValue:
    """The points as one value.

    ``to`` makes an interval of the first two, ``open`` an interval without end, ``or`` one of several, ``and`` all of
    several (days that follow one another are an interval).
    """
    firsts = [d for d in (p.first() for p in points) if d]
    lasts = [d for d in (p.last() for p in points) if d]
    first = min(firsts).isoformat() if len(firsts) == len(points) else None
    last = max(lasts).isoformat() if len(lasts) == len(points) else None
    written = [p.edtf() for p in points]
    if len(points) == 1:
        if join == "open":
            return DateValue(edtf=f"{written[0]}/..", first=first, last=None)
        return DateValue(edtf=written[0], first=first, last=last)
    if join == "and" and _consecutive(points):
        return DateValue(edtf=f"{written[0]}/{written[-1]}", first=first, last=last)
    if join == "to":
        return DateValue(edtf=f"{written[0]}/{written[-1]}", first=first, last=last)
    brackets = "[]" if join == "or" else "{}"
    return DateValue(edtf=f"{brackets[0]}{','.join(written)}{brackets[1]}", first=first, last=last)


def _consecutive(points: Sequence[Point]) -> bool:
    days = [p.first() for p in points if p.unit == "day"]
    if len(days) != len(points):
        return False
    return all(a and b and (b - a).days == 1 for a, b in itertools.pairwise(days))


def turns(first: Point, last: Point) -> int:
    """1 where the year turns between the two ("từ ngày 15/11 đến ngày 15/02")."""
    return int(first.number is not None and last.number is not None and first.number > last.number)


def part_of_month(date: DateValue) -> str | None:
    """The word for the days of a month that a value is: "hạ tuần" for 21 to 30 April; ``None`` for other values."""
    if date.part is None or date.first is None or date.last is None or len(date.edtf) != len("2026-04"):
        return None
    month = Point("month", int(date.edtf[:4]), int(date.edtf[5:]))
    for word, (first, last) in _DAYS_OF_MONTH.items():
        days = replace(month, days=(first, last))
        if (date.first, date.last) == (str(days.first()), str(days.last())):
            return word
    return None


def weekday(point: Point) -> int | None:
    """0 = Monday … 6 = Sunday, for a full day."""
    day = point.first() if point.unit == "day" and point.day is not None else None
    return day.weekday() if day else None
