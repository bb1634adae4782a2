"""On which days a repeated deadline falls due: the rule of the document as a rule of last days in time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dateutil.rrule import rrulestr

from parsers.records import Deadline

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST_GAP = 9  # years within which a rule must have fallen due once (29 February, over a year without one)


@dataclass(frozen=True, slots=True)
class DueRepetition:
    """An RFC 5545 rule whose first day is ``first``; ``end_of_period`` where the text names no day of its own."""

    rule: str
    first: datetime.date
    end_of_period: bool


def repetition(rule: str, deadline: Deadline, start: datetime.date) -> DueRepetition | None:
    """The last days in time of one rule of a deadline, from ``start`` on; ``None`` where the text leaves them open.

    "trước ngày 15/6 hằng năm" is due each year on 14 June: a deadline before a day without an hour ends the day
    before, as it does in a single deadline. "hằng tháng" without a day is due on the last day of each month.
    """
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    end_of_period = not parts.keys() & {"BYMONTHDAY", "BYDAY", "BYSETPOS"} and parts.get("FREQ") != "DAILY"
    if not (_last_day(parts) if end_of_period else _own_day(parts, deadline)):
        return None
    said = ";".join(f"{name}={value}" for name, value in parts.items())
    begin = datetime.datetime.combine(start, datetime.time())
    if parts.get("FREQ") == "MONTHLY" and "INTERVAL" in parts:
        begin = begin.replace(day=1)
        while begin.month % int(parts["INTERVAL"]):  # a quarter ends in March, June, September, December
            begin = (begin + datetime.timedelta(31)).replace(day=1)
    try:
        first = rrulestr(said, dtstart=begin).after(begin, inc=True)
    except ValueError:
        return None
    if first is None or first.year > start.year + _LONGEST_GAP:
        return None
    return DueRepetition(said, first.date(), end_of_period)


def _own_day(parts: dict[str, str], deadline: Deadline) -> bool:
    """Leave the day that a rule names, or move it to the last one in time; ``False`` where it is not clear."""
    if int(parts.get("INTERVAL", "1")) > 1 and parts.get("FREQ") != "DAILY":
        return False  # "mỗi quý vào ngày 15": the text does not tell the month
    if parts.get("FREQ") == "YEARLY" and "BYMONTHDAY" in parts and "BYMONTH" not in parts:
        return False
    return deadline.relation != "before" or bool(deadline.time) or _day_before(parts)


def _last_day(parts: dict[str, str]) -> bool:
    """Change a rule without a day into one of the last days of its periods."""
    interval = int(parts.get("INTERVAL", "1"))
    match parts.get("FREQ"):
        case "WEEKLY" if interval == 1:
            parts["BYDAY"] = "SU"
        case "MONTHLY" if 12 % interval == 0:
            parts["BYMONTHDAY"] = "-1"
        case "YEARLY" if interval == 1:
            parts.setdefault("BYMONTH", "12")
            parts["BYMONTHDAY"] = "-1"
        case _:
            return False
    return True


def _day_before(parts: dict[str, str]) -> bool:
    """Move a rule one day back; ``False`` where no rule says that."""
    if "BYSETPOS" in parts or parts.get("FREQ") == "DAILY":
        return False
    if "BYDAY" in parts:
        days = parts["BYDAY"].split(",")
        if any(day not in _DAYS for day in days):  # "the first Monday" is not always after a first Sunday
            return False
        parts["BYDAY"] = ",".join(_DAYS[_DAYS.index(day) - 1] for day in days)
    return "BYMONTHDAY" not in parts or ("BYDAY" not in parts and _day_of_month_before(parts))


def _day_of_month_before(parts: dict[str, str]) -> bool:
    days = parts["BYMONTHDAY"].split(",")
    if not all(day.isdigit() for day in days):
        return False
    if "1" not in days:
        parts["BYMONTHDAY"] = ",".join(str(int(day) - 1) for day in days)
        return True
    if len(days) > 1:
        return False
    parts["BYMONTHDAY"] = "-1"
    if months := parts.get("BYMONTH"):
        parts["BYMONTH"] = ",".join(str((int(month) - 2) % 12 + 1) for month in months.split(","))
    return True
