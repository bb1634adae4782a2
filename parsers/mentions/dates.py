"""Dates as documents write them: full, partial, ranged, alternative, year-less, recurring, with time and comparator."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from parsers.normalise import View
from parsers.records import DateValue

Relation = Literal["before", "by", "on", "within", "every", "from"]


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a year-less date is read against: the day of issue and the year that the document is about."""

    issued: datetime.date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in the view.

    ``start``/``end`` hold the expression itself ("ngày 28/01/2026", "đầu tháng 02 năm 2026"); ``cue_start`` is where the
    preposition or comparator that belongs to it begins ("trước ngày …", "chậm nhất đến …"), else equal to ``start``.
    """

    start: int
    end: int
    cue_start: int
    value: DateValue | None
    rrule: tuple[str, ...] | None = None
    relation: Relation | None = None
    weekday: int | None = None  # 0 = Monday, as the text names it
    doubts: tuple[str, ...] = field(default=())


def find_dates(view: View, context: DateContext, taken: list[tuple[int, int]]) -> list[DateMention]:
    """All date expressions of the view in order; ``taken`` stretches (document numbers, phones) hold no dates."""
    return []
