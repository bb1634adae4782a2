"""Parts of iCalendar as this program writes them: moments in Vietnam, its time zone, rules, reminders.

``calendar`` puts them into its tasks and events:

    add_moment(todo, "due", datetime.date(2026, 6, 15))              →  DUE;VALUE=DATE:20260615
    add_moment(todo, "due", datetime.datetime(2026, 6, 15, 16, 30))  →  DUE;TZID=Asia/Ho_Chi_Minh:20260615T163000
"""

from __future__ import annotations

import datetime

from icalendar import Alarm, Event, Timezone, TimezoneStandard, Todo

from hmtn_ingest.exports.cells import sayable
from hmtn_ingest.i18n.time_zone import OFFSET, VIETNAM, ZONE

Component = Todo | Event

_REMINDED_AT = datetime.timedelta(hours=8)


def vietnam() -> Timezone:
    """Vietnam since 13 June 1975: seven hours before UTC, no summer time. No database of zones is asked."""
    zone = Timezone()
    zone.add("tzid", ZONE)
    standard = TimezoneStandard()
    standard.add("dtstart", datetime.datetime(1975, 6, 13))
    standard.add("tzname", "+07")
    standard.add("tzoffsetfrom", datetime.timedelta(hours=8))
    standard.add("tzoffsetto", OFFSET)
    zone.add_component(standard)
    return zone


def add_moment(component: Component, name: str, when: datetime.date | datetime.datetime) -> None:
    """A day, or a time in Vietnam."""
    timed = isinstance(when, datetime.datetime)
    component.add(name, when, {"TZID": ZONE} if timed else {})


def midnight(day: datetime.date | None) -> datetime.datetime:
    """The beginning of a day in Vietnam, in UTC; where no day is known, that of 1970."""
    local = datetime.datetime.combine(day or datetime.date(1970, 1, 1), datetime.time())
    return local.replace(tzinfo=VIETNAM if day else datetime.UTC).astimezone(datetime.UTC)


def rule_values(rule: str) -> dict[str, list[str]]:
    """A rule as icalendar wants it: "FREQ=YEARLY;BYMONTH=3,9" → {"FREQ": ["YEARLY"], "BYMONTH": ["3", "9"]}."""
    return {name: value.split(",") for name, value in (part.split("=") for part in rule.split(";"))}


def reminder(summary: str, days: int, due: datetime.time, related: str) -> Alarm:
    """A reminder at eight o'clock some days before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", sayable(summary))
    into_the_day = datetime.timedelta(hours=due.hour, minutes=due.minute)
    alarm.add("trigger", -(datetime.timedelta(days) + into_the_day - _REMINDED_AT), {"RELATED": related})
    return alarm
