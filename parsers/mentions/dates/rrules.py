"""RRULE values (RFC 5545) of so many of a unit of time, and of so many times in it."""

from __future__ import annotations

_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "sáu": 6, "mười": 10, "chín": 9}


def number_in(word: str | None) -> int:
    """The number that a word or figures say; 1 where there is none."""
    if word is None:
        return 1
    return int(word) if word.isdigit() else _NUMBERS[word]


def rule_of(number: int, unit: str) -> str:
    """Every so many days, weeks, months, quarters or years, as ``unit`` says in Vietnamese."""
    if unit == "quý":
        number, unit = 3 * number, "tháng"
    if unit == "tháng" and number == 12:
        number, unit = 1, "năm"
    name = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}[unit]
    return f"FREQ={name}" + (f";INTERVAL={number}" if number > 1 else "")


def rule_of_times(times: int, number: int, unit: str) -> tuple[str, bool]:
    """The rule of so many times in a stretch, and whether a rule can say it ("2 lần/tháng" falls on no known days)."""
    months = {"tháng": 1, "quý": 3, "năm": 12}.get(unit, 0) * number
    if times and months and months % times == 0:
        return rule_of(months // times, "tháng"), True
    return rule_of(number, unit), times == 1
