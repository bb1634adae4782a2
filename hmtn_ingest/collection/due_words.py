"""How a deadline is said in a list: its day with weekday, what is left, its repetition."""

from __future__ import annotations

import datetime

from hmtn_ingest.collection.due import DueTask, Slice
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_date, say_edtf, say_offset, say_recurrence

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def say_day(day: datetime.date, language: Language = "vi") -> str:
    """A day as people write it: "27/01/2026", "27 Jan 2026"."""
    return say_edtf(f"{day:%Y-%m-%d}", language)


def say_full_day(day: datetime.date, language: Language = "vi") -> str:
    """A day with its weekday, at the beginning of a line: "Thứ Ba, 27/01/2026"."""
    said = _with_weekday(day, language)
    return said[:1].upper() + said[1:]


def _with_weekday(day: datetime.date, language: Language) -> str:
    weekday = say(f"weekday.{_WEEKDAYS[day.weekday()]}", language)
    return f"{weekday}, {say_day(day, language)}"


def say_left(days: int, language: Language = "vi") -> str:
    """How far a day is: "còn 3 ngày", "hôm nay", "quá hạn 2 ngày"."""
    if days == 0:
        return say("due.today", language)
    if days == 1:
        return say("due.tomorrow", language)
    if days > 0:
        return say("due.left", language, days=days)
    return say("due.overdue-one" if days == -1 else "due.overdue", language, days=-days)


def say_stated(task: DueTask, language: Language = "vi") -> str:
    """What the document says about the time, where that is more than the last day: a repetition, a stretch, a month."""
    entry = task.entry
    if entry.rules:
        said = f"{say(f'relation.{entry.relation}', language)} " if entry.relation in ("before", "by") else ""
        return said + say_recurrence(list(entry.rules), language) + (f" · {entry.time}" if entry.time else "")
    if entry.offset and entry.due:
        return say_offset(entry.relation, entry.offset, language)
    if entry.date is None:
        return entry.time or ""
    whole_day = len(entry.date.edtf) == 10 and entry.due is not None
    if whole_day and entry.relation != "before":
        return entry.time or ""
    return f"{say(f'relation.{entry.relation}', language)} {say_date(entry.date, language)}"


def say_following(task: DueTask, language: Language = "vi") -> str:
    """The occurrences after the next: "sau đó 04/01, 04/02"."""
    if not task.following:
        return ""
    near = all(day.year == task.following[0].year for day in task.following)
    days = ", ".join(f"{day:%d/%m}" if near and language == "vi" else say_day(day, language) for day in task.following)
    return say("due.then", language, days=days)


def say_undated(task: DueTask, language: Language = "vi") -> str:
    """Why a task has no day: "trong 5 ngày làm việc kể từ ngày nhận", "đã hết kỳ (năm 2025)", "chưa rõ ngày"."""
    if task.undated == "relative" and task.entry.offset:
        return say_offset(task.entry.relation, task.entry.offset, language)
    if task.undated == "period-over":
        return say("due.period-over", language, period=task.entry.summary.period or "")
    return say("standing.undated", language)


def say_slice(one: Slice, language: Language = "vi") -> str:
    """A slice of a time line: a day, "tuần 23/11 – 29/11/2026", "tháng 11/2026"."""
    length = (one.after - one.first).days
    last = one.after - datetime.timedelta(days=1)
    if length == 1:
        return _with_weekday(one.first, language)
    if length == 7:
        return say("due.week", language, first=f"{one.first:%d/%m}", last=f"{last:%d/%m/%Y}")
    return say_edtf(f"{one.first:%Y-%m}", language)
