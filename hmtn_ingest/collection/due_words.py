"""How a deadline is said in a list: its day with weekday, what is left, its repetition."""

from __future__ import annotations

import datetime

from hmtn_ingest.collection.due import Slice, Task
from hmtn_ingest.i18n.phrases import Language, say, say_date, say_edtf, say_recurrence

_WEEKDAYS = (
    ("thứ Hai", "Monday"),
    ("thứ Ba", "Tuesday"),
    ("thứ Tư", "Wednesday"),
    ("thứ Năm", "Thursday"),
    ("thứ Sáu", "Friday"),
    ("thứ Bảy", "Saturday"),
    ("Chủ nhật", "Sunday"),
)


def say_day(day: datetime.date, language: Language = "vi") -> str:
    """A day as people write it: "27/01/2026", "27 Jan 2026"."""
    return say_edtf(f"{day:%Y-%m-%d}", language).strip() if language == "en" else f"{day:%d/%m/%Y}"


def say_weekday(day: datetime.date, language: Language = "vi") -> str:
    return _WEEKDAYS[day.weekday()][language == "en"]


def say_left(days: int, language: Language = "vi") -> str:
    """How far a day is: "còn 3 ngày", "hôm nay", "quá hạn 2 ngày"."""
    english = language == "en"
    if days == 0:
        return "today" if english else "hôm nay"
    if days == 1:
        return "tomorrow" if english else "ngày mai"
    if days > 0:
        return f"{days} days left" if english else f"còn {days} ngày"
    late = f"{-days} day{'s' if days < -1 else ''}"
    return f"{late} overdue" if english else f"quá hạn {-days} ngày"


def say_stated(task: Task, language: Language = "vi") -> str:
    """What the document says about the time, where that is more than the last day: a repetition, a stretch, a month."""
    entry = task.entry
    if entry.rules:
        said = f"{say(f'relation.{entry.relation}', language)} " if entry.relation in ("before", "by") else ""
        return said + say_recurrence(list(entry.rules), language) + (f" · {entry.time}" if entry.time else "")
    if entry.date is None:
        return entry.time or ""
    whole_day = len(entry.date.edtf) == 10 and entry.due is not None
    if whole_day and entry.relation != "before":
        return entry.time or ""
    return f"{say(f'relation.{entry.relation}', language)} {say_date(entry.date, language)}"


def say_following(task: Task, language: Language = "vi") -> str:
    """The occurrences after the next: "sau đó 04/01, 04/02"."""
    if not task.following:
        return ""
    near = all(day.year == task.following[0].year for day in task.following)
    days = ", ".join(f"{day:%d/%m}" if near and language == "vi" else say_day(day, language) for day in task.following)
    return f"then {days}" if language == "en" else f"sau đó {days}"


def say_undated(task: Task, language: Language = "vi") -> str:
    """Why a task has no day."""
    english = language == "en"
    if task.undated == "period-over":
        period = task.entry.paper.period or ""
        return f"period over ({period})" if english else f"đã hết kỳ ({period})"
    return "no clear day" if english else "chưa rõ ngày"


def say_slice(one: Slice, language: Language = "vi") -> str:
    """A slice of a time line: a day, "tuần 23/11 – 29/11/2026", "tháng 11/2026"."""
    length = (one.after - one.first).days
    last = one.after - datetime.timedelta(days=1)
    if length == 1:
        return f"{say_weekday(one.first, language)}, {say_day(one.first, language)}"
    if length == 7:
        word = "week" if language == "en" else "tuần"
        return f"{word} {one.first:%d/%m} – {last:%d/%m/%Y}"
    return say_edtf(f"{one.first:%Y-%m}", language)
