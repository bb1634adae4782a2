"""``ics``: deadlines and events as iCalendar (RFC 5545), for the calendars and task lists of people.

A deadline is a VTODO, and beside it a VEVENT, because many phones show no VTODO. The same file and fact always have the
same UID, so that importing again updates what is there; SEQUENCE counts the decisions about the fact. Without a METHOD,
DTSTAMP tells when the information was last revised (RFC 5545, 3.8.7.2): that is the last decision, before one the day
of issue, and where that is open too the beginning of 1970.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from icalendar import Calendar, Event, Todo, vText

from hmtn_ingest.exports import names
from hmtn_ingest.exports.body_tasks import BodyTask, Work, cite, concerned, issuer, where
from hmtn_ingest.exports.calendar_parts import Component, add_moment, midnight, reminder, rule_values, vietnam
from hmtn_ingest.exports.cells import sayable
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.recurrence import DueRepetition, repetition
from hmtn_ingest.exports.review_status import said
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import (
    say_bodies,
    say_date,
    say_doubts,
    say_edtf,
    say_offset,
    say_quantity,
)
from hmtn_ingest.render.describe import say_deadline
from hmtn_ingest.review.reviewed import Reviewed
from parsers import records, regex
from parsers.records import DateValue, Deadline, DocumentRecord

_DAYS_BEFORE_DEADLINE, _DAYS_BEFORE_EVENT = 3, 1  # a list takes days to collect; an event is already prepared
_LAST_MINUTE = datetime.time(23, 59)
_LONGEST_BAR = 31  # days over which an event without a day may lie in a calendar; a quarter would bury it
_LONGEST_SUMMARY = 80  # of each half of a title, in characters
_TELLING = 24
# 2026-03-08 · 2024-04-27/2024-04-28
_EXACT = regex.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")

Days = tuple[datetime.date, datetime.date]


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """One calendar of all documents. Deadlines without a clear day are tasks without a due date.

    Raises ``NotConcerned`` where no document asks anything of ``options.body``.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//hmtn-ingest//Thoi han//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    body = " ".join((options.body or "").split()) or None
    calendar.add(
        "x-wr-calname", vText(sayable(say("calendar.name-of-body", body=body) if body else say("calendar.name")))
    )
    calendar.add_component(vietnam())
    taken: set[str] = set()
    undated = relative = 0
    for work in concerned(documents, body):
        maker = _Maker(work, body)
        for component in maker.components():
            if (uid := str(component["uid"])) not in taken:  # a file may be given twice
                taken.add(uid)
                calendar.add_component(component)
        undated += maker.undated
        relative += maker.relative
    name = names.for_documents(documents, ".ics")[0] if len(documents) == 1 else "thoi-han.ics"
    notes = [say("calendar.undated", count=undated)] if undated else []
    notes += [say("calendar.relative", count=relative)] if relative else []
    return [File(name, calendar.to_ical(), tuple(notes))]


class _Maker:
    """Makes the components of one document."""

    def __init__(self, work: Work, body: str | None) -> None:
        self.work = work
        self.document = work.document
        self.record = work.document.record
        self.body = body
        self.undated = self.relative = 0
        self._source = self.record.source.sha256[:16]
        self._cited = _citation(self.record)
        subject = self.record.header.subject
        self._subject = _short(subject.value, _LONGEST_SUMMARY) if subject and subject.value else ""
        issued = self.record.header.issued_date
        self._issued = _date(issued.value.first) if issued and issued.value else None
        self._decided: dict[str, list[datetime.datetime]] = {}
        for decision in self.document.decisions:
            self._decided.setdefault(decision.record, []).append(decision.at)

    def components(self) -> Iterator[Component]:
        for deadline in self.work.deadlines:
            yield from self._deadline(deadline)
        for event in self.work.events:
            yield from self._event(event)

    def _deadline(self, task: BodyTask[Deadline]) -> Iterator[Component]:
        deadline = task.fact
        if deadline.rrule:
            start = self._from()
            for number, rule in enumerate(deadline.rrule, 1):
                repeated = repetition(rule, deadline, start) if start else None
                yield from self._due(task, f"-{number}" if len(deadline.rrule) > 1 else "", repeated)
        else:
            yield from self._due(task, "", None)

    def _due(self, task: BodyTask[Deadline], suffix: str, repeated: DueRepetition | None) -> Iterator[Component]:
        """A task, and beside it an event where the last day in time is clear."""
        deadline = task.fact
        due = repeated.first if repeated else _date(deadline.due) if not deadline.rrule else None
        summary = self._deadline_summary(task)
        description = self._about_deadline(task, repeated)
        if due is None:
            yield self._todo(deadline, suffix, f"{summary} ({self._why_undated(deadline)})", description)
            return
        todo = self._todo(deadline, suffix, summary, description)
        event = self._last_day(deadline, suffix, summary, description)
        time = _time(deadline)
        _until(todo, deadline, due, time, repeated)
        add_moment(event, "dtstart", datetime.datetime.combine(due, time) if time else due)
        if not time:
            add_moment(event, "dtend", due + datetime.timedelta(1))
        if repeated:
            event.add("rrule", rule_values(repeated.rule))
        daily = bool(repeated and repeated.rule.startswith("FREQ=DAILY"))
        if not self.document.state(deadline.id).done and not daily:
            at = time or (_LAST_MINUTE if repeated else datetime.time())
            todo.add_component(reminder(summary, _DAYS_BEFORE_DEADLINE, at, "END"))
            event.add_component(reminder(summary, _DAYS_BEFORE_DEADLINE, time or datetime.time(), "START"))
        yield todo
        yield event

    def _why_undated(self, deadline: Deadline) -> str:
        """ "trong 5 ngày làm việc kể từ ngày nhận", "chưa rõ ngày"; what has no day is counted."""
        if deadline.offset:
            self.relative += 1
            return say_offset(deadline.relation, deadline.offset)
        self.undated += 1
        return say("fact.undated")

    def _deadline_summary(self, task: BodyTask[Deadline]) -> str:
        deadline = task.fact
        summary = _short(deadline.action, _LONGEST_SUMMARY)
        if deadline.bodies and (not self.body or task.how == "inside"):
            summary += f" – {_short(say_bodies(deadline.bodies), _LONGEST_SUMMARY)}"
        return say("calendar.doubtful", summary=summary) if deadline.doubts else summary

    def _todo(self, deadline: Deadline, suffix: str, summary: str, description: str) -> Todo:
        done = self.document.state(deadline.id).done
        todo = Todo()
        self._identify(todo, deadline.id, f"todo-{deadline.id}{suffix}")
        todo.add("summary", sayable(summary))
        todo.add("description", description)
        todo.add("categories", [say("kind.deadline")])
        todo.add("status", "COMPLETED" if done else "NEEDS-ACTION")
        if done:
            todo.add("completed", done.at.astimezone(datetime.UTC))
            todo.add("percent-complete", 100)
        return todo

    def _last_day(self, deadline: Deadline, suffix: str, summary: str, description: str) -> Event:
        done = self.document.state(deadline.id).done
        event = Event()
        self._identify(event, deadline.id, f"event-{deadline.id}{suffix}")
        event.add("related-to", self._uid(f"todo-{deadline.id}{suffix}"), {"RELTYPE": "SIBLING"})
        event.add("summary", sayable(say("calendar.done" if done else "calendar.last-day", summary=summary)))
        event.add("description", description)
        event.add("categories", [say("kind.deadline")])
        event.add("transp", "TRANSPARENT")
        return event

    def _event(self, task: BodyTask[records.Event]) -> Iterator[Component]:
        """An event on its days; a task where they are not clear enough to lie in a calendar."""
        event = task.fact
        days = _days(event.date)
        summary = self._event_summary(event)
        made: Component
        if event.date and days:
            summary += _hour(event.date, days)
            made = _on_days(event, event.date, days, summary)
        else:
            made = self._planned(event.date)
        self._identify(made, event.id, f"{'todo' if isinstance(made, Todo) else 'event'}-{event.id}")
        made.add("summary", sayable(say("calendar.doubtful", summary=summary) if event.doubts else summary))
        made.add("description", self._about_event(event))
        made.add("categories", [say("kind.event")])
        if event.place and event.place.value:
            made.add("location", sayable(event.place.value))
        yield made

    def _event_summary(self, event: records.Event) -> str:
        summary = _short(event.name, _LONGEST_SUMMARY)
        if len(summary) < _TELLING and self._subject:  # "Đợt 1" says nothing among the days of a year
            summary += f": {self._subject}"
        date = event.date
        if date is None:
            return f"{summary} ({say('fact.undated')})"
        if _is_exact(date):
            return summary
        said_date = say_date(date.model_copy(update={"tentative": None}))
        planned = say("calendar.planned", date=said_date) if date.tentative else said_date
        return f"{summary} ({planned}, {say('fact.undated')})"

    def _planned(self, date: DateValue | None) -> Todo:
        todo = Todo()
        todo.add("status", "NEEDS-ACTION")
        first, last = (_date(date.first), _date(date.last)) if date else (None, None)
        if first and last and first < last:
            add_moment(todo, "dtstart", first)
            add_moment(todo, "due", last)
        else:
            self.undated += 1
        return todo

    def _uid(self, name: str) -> str:
        return f"{name}.{self._source}@hmtn-ingest"

    def _identify(self, component: Component, key: str, name: str) -> None:
        state = self.document.state(key)
        keys = {key} | {decision.record for decision in state.decisions}
        decided = sorted(at for one in keys for at in self._decided.get(one, ()))
        component.add("uid", self._uid(name))
        component.add("dtstamp", decided[-1].astimezone(datetime.UTC) if decided else midnight(self._issued))
        if decided:
            component.add("last-modified", decided[-1].astimezone(datetime.UTC))
        component.add("sequence", len(decided))

    def _from(self) -> datetime.date | None:
        """The day from which the document's repetitions run: that of issue, or of the later year that it plans."""
        period = self.record.header.period.value if self.record.header.period else None
        year = regex.fullmatch(r"(?:năm\ )?(20\d\d)", period.lower()) if period else None
        if year and self._issued and int(year[1]) > self._issued.year:
            return datetime.date(int(year[1]), 1, 1)
        return self._issued

    def _about_deadline(self, task: BodyTask[Deadline], repeated: DueRepetition | None) -> str:
        deadline = task.fact
        duty = next((one for one in self.record.obligations if one.id == deadline.obligation), None)
        lines = [
            say("calendar.duty", action=duty.action if duty else deadline.action),
            say("calendar.last-day", summary=_when(deadline)),
        ]
        if repeated and repeated.end_of_period:
            lines.append(say("calendar.end-of-period"))
        if deadline.bodies:
            lines.append(say("calendar.bodies", names=say_bodies(deadline.bodies)))
        if task.how == "group":
            lines.append(say("calendar.group", names=say_bodies(list(task.through))))
        if task.support:
            lines.append(say("calendar.support"))
        if deadline.submit_to:
            lines.append(say("calendar.submit-to", names=say_bodies(deadline.submit_to)))
        return self._source_lines(lines, deadline)

    def _about_event(self, event: records.Event) -> str:
        when = say_date(event.date) if event.date else say("fact.undated")
        lines = [say("calendar.event", name=event.name), say("calendar.when", when=when)]
        if event.organisers:
            lines.append(say("calendar.organisers", names=say_bodies(event.organisers)))
        if event.place and event.place.value:
            lines.append(say("calendar.place", place=event.place.value))
        if event.participants and event.participants.value:
            lines.append(say("calendar.participants", who=event.participants.value))
        if event.count:
            lines.append(say("calendar.count", count=say_quantity(event.count)))
        return self._source_lines(lines, event)

    def _source_lines(self, lines: list[str], fact: Deadline | records.Event) -> str:
        duty = fact.obligation if isinstance(fact, Deadline) else None
        section = next((one.section for one in self.record.obligations if duty and one.id == duty), None)
        place = where(self.record, fact.spans, section)
        lines += [say("calendar.words", words=" ".join(span.quote.split())) for span in fact.spans]
        lines.append(say("calendar.document", cited=f"{self._cited}{f' – {place}' if place else ''}"))
        if fact.doubts:
            lines.append(say("fact-note.doubtful", reasons=say_doubts(fact.doubts)))
        state = self.document.state(fact.id)
        lines.append(say("calendar.review", state=said(state)))
        if state.done:
            lines.append(say("fact-note.done", by=state.done.by))
        return sayable("\n".join(lines))


def _citation(record: DocumentRecord) -> str:
    return ", ".join(part for part in (cite(record), issuer(record)) if part)


def _when(deadline: Deadline) -> str:
    """As the document says it, and the last day in time where that is another."""
    said_day = deadline.date.last if deadline.date and not deadline.offset else None
    if deadline.rrule or not deadline.due or deadline.due == said_day:
        return say_deadline(deadline)
    return say("calendar.last-in-time", deadline=say_deadline(deadline), day=say_edtf(deadline.due))


def _time(deadline: Deadline) -> datetime.time | None:
    """The hour until which the last day is in time; that of a stretch of days is the hour of something else."""
    if deadline.rrule:
        return _clock(deadline.time)
    date = deadline.date
    return _clock(deadline.time or date.time) if date and date.first == date.last == deadline.due else None


def _until(
    todo: Todo, deadline: Deadline, due: datetime.date, time: datetime.time | None, repeated: DueRepetition | None
) -> None:
    """From when to when a task is open, and how it comes again."""
    if repeated:  # RFC 5545 wants DUE later than DTSTART, of the same kind, and both with a rule
        add_moment(todo, "dtstart", datetime.datetime.combine(due, datetime.time()))
        add_moment(todo, "due", datetime.datetime.combine(due, time or _LAST_MINUTE))
        todo.add("rrule", rule_values(repeated.rule))
        return
    opened = _date(deadline.date.first) if deadline.date and deadline.relation == "within" else None
    if opened and opened < due:
        add_moment(todo, "dtstart", datetime.datetime.combine(opened, datetime.time()) if time else opened)
    add_moment(todo, "due", datetime.datetime.combine(due, time) if time else due)


def _is_exact(date: DateValue) -> bool:
    """Whether each day is known: a month or a quarter is not."""
    return _EXACT.fullmatch(date.edtf) is not None


def _days(date: DateValue | None) -> Days | None:
    """First and last day of an event that may lie in a calendar; ``None`` where it has none, or too many."""
    first, last = (_date(date.first), _date(date.last)) if date else (None, None)
    if date is None or first is None or last is None:
        return None
    return None if not _is_exact(date) and (last - first).days >= _LONGEST_BAR else (first, last)


def _hour(date: DateValue, days: Days) -> str:
    """The hour or the part of the day, where the event does not begin at it: " (sáng)"."""
    time = _clock(date.time)
    if time and days[0] == days[1]:
        return ""
    return f" ({date.time or say(f'part.{date.part}')})" if time or (date.part and _is_exact(date)) else ""


def _on_days(event: records.Event, date: DateValue, days: Days, summary: str) -> Event:
    first, last = days
    exact = _is_exact(date)
    made = Event()
    unsure = event.tentative or date.tentative or not exact or bool(event.doubts)
    made.add("status", "TENTATIVE" if unsure else "CONFIRMED")
    made.add("transp", "OPAQUE" if exact else "TRANSPARENT")
    time = _clock(date.time) if first == last else None
    if time:
        add_moment(made, "dtstart", datetime.datetime.combine(first, time))
        if (until := _clock(date.time_end)) and until > time:
            add_moment(made, "dtend", datetime.datetime.combine(first, until))
    else:
        add_moment(made, "dtstart", first)
        add_moment(made, "dtend", last + datetime.timedelta(1))
    if exact:
        made.add_component(reminder(summary, _DAYS_BEFORE_EVENT, time or datetime.time(), "START"))
    return made


def _clock(time: str | None) -> datetime.time | None:
    try:
        return datetime.time.fromisoformat(time) if time else None
    except ValueError:  # "24:00"
        return _LAST_MINUTE if time == "24:00" else None


def _date(day: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _short(text: str, longest: int) -> str:
    words = " ".join(text.split())
    if len(words) <= longest:
        return words[:1].upper() + words[1:]
    cut = words[: longest - 1].rpartition(" ")[0] or words[: longest - 1]
    return f"{cut[:1].upper()}{cut[1:].rstrip(' ,;:.')}…"
