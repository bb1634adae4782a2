"""Days of a document and what they are compared with, for the rules on dates."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from parsers import regex
from parsers.records import YEAR, DateRole, DateValue
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line

DATED_AHEAD: Collection[DateRole] = frozenset(("due", "event", "window"))
"""Roles of dates that something is to happen on."""


def first_last(value: DateValue | None) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last plain day of a value; ``None`` where it leaves them open."""
    if value is None:
        return None, None
    return _day(value.first), _day(value.last)


def earliest_issue(context: Context) -> datetime.date | None:
    """The earliest day on which the document can have been issued: of the month, or the year, where more is blank.

    ``None`` where the year is open too, or where the date is doubtful.
    """
    return _issue(context, first=True)


def latest_issue(context: Context) -> datetime.date | None:
    """The latest day on which the document can have been issued."""
    return _issue(context, first=False)


def _issue(context: Context, *, first: bool) -> datetime.date | None:
    field = context.record.header.issued_date
    if field is None or field.value is None or set(field.doubts) - {"blank"} or "X" in field.value.edtf[:4]:
        return None
    return _day(field.value.first if first else field.value.last)


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


# "năm 2026" · "giai đoạn 2026 - 2030" · "năm học 2025 - 2026" · "đợt 2/2026"; the date of a paper in the title is none
_YEARS = regex.compile(
    rf"(?P<until>đến(?: hết)? năm )?(?<!\d|\d/|tháng \d{{1,2}} năm )(?P<first>{YEAR})(?: ?- ?(?P<last>{YEAR}))?(?!\d|/)"
)


def about_years(context: Context) -> frozenset[int]:
    """The years that the document is about, by its subject, else the year of issue; empty where neither says."""
    header = context.record.header
    for field in (header.period, header.subject):
        if field is None or not field.value:
            continue
        years: set[int] = set()
        for match in _YEARS.finditer(one_line(normal(field.value)).replace("–", "-")):
            first, last = int(match["first"]), int(match["last"] or match["first"])
            if match["until"]:
                first = min(context.issue_year or first, first)
            years.update(range(first, last + 1))
        if years:
            return frozenset(years)
    return frozenset((context.issue_year,)) if context.issue_year else frozenset()
