"""What is due when, from whom: the deadlines of all documents, seen from one day and for one body. Pure.

A repeated deadline stands for its next occurrence. A day is only given where the document settles it: "định kỳ 6
tháng" does not say which day, and a monthly report of last year's plan is no longer asked for.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dateutil.rrule import rrule, rrulestr

from hmtn_ingest.collection.document import DocumentSummary, MaskedDocument, Origin
from hmtn_ingest.collection.home import HomeUnit, Reach, concerns, names_home
from hmtn_ingest.i18n.time_zone import VIETNAM
from hmtn_ingest.review.decision import Decision, Status
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import BodyRef, DateValue, Deadline, DeadlineRelation, Offset, Quantity
from parsers.text import fold

Undated = Literal["no-day", "period-over", "relative"]
"""Why a deadline has no day: the document settles none, it repeats within a period that has ended, or counts from
something whose day is not known yet."""

Window = Literal["all", "overdue", "week", "month", "undated"]
"""What is asked for: past days, the next 7 or 30 days (today included), or what has no clear day."""

WINDOWS: tuple[Window, ...] = ("all", "overdue", "week", "month", "undated")
_DAYS = {"week": 7, "month": 30}
_YEAR = 365
_SHOWN_AHEAD = 3  # further occurrences that a repeated deadline names
_HORIZON = datetime.timedelta(days=5 * 366)  # 29 February comes back within it


@dataclass(frozen=True, slots=True)
class DueEntry:
    """A deadline of one document, as people left it; phone numbers are hidden.

    ``due`` is the last day in time where there is one day; ``rules`` are RFC 5545; ``start`` is the first day of a
    stretch ("từ ngày … đến ngày …"); ``quantities`` are the targets of the duty that it belongs to.
    """

    summary: DocumentSummary
    key: str
    relation: DeadlineRelation
    date: DateValue | None
    time: str | None
    start: datetime.date | None
    due: datetime.date | None
    rules: tuple[str, ...]
    offset: Offset | None
    action: str
    bodies: tuple[BodyRef, ...]
    submit_to: tuple[BodyRef, ...]
    origin: Origin
    doubts: tuple[str, ...]
    status: Status
    done: Decision | None
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class DueTask:
    """An entry on a given day: ``due`` is that of the occurrence at hand, ``days`` are left until then.

    ``listed`` tells that the document names the body asked for elsewhere, which speaks for its being in the group.
    """

    entry: DueEntry
    due: datetime.date | None
    days: int | None
    done: bool
    following: tuple[datetime.date, ...] = ()
    undated: Undated | None = None
    reach: Reach | None = None
    listed: bool = False


def due_entries(document: MaskedDocument, reviewed: Reviewed) -> list[DueEntry]:
    """The deadlines of a document in reading order, those that a person rejected left out."""
    quantities = {target.id: target.quantity for target in reviewed.record.targets}
    of_duty = {
        duty.id: tuple(quantities[key] for key in duty.targets if key in quantities)
        for duty in reviewed.record.obligations
    }
    return [
        _entry(document, deadline, reviewed, of_duty.get(deadline.obligation or "", ()))
        for deadline in reviewed.record.deadlines
    ]


def _entry(
    document: MaskedDocument, deadline: Deadline, reviewed: Reviewed, quantities: tuple[Quantity, ...]
) -> DueEntry:
    state = reviewed.state(deadline.id)
    date = deadline.date
    start = _day(date.first) if date and "/" in date.edtf else None
    return DueEntry(
        summary=document.summary,
        key=deadline.id,
        relation=deadline.relation,
        date=date,
        time=deadline.time or (date.time if date else None),
        start=start,
        due=None if deadline.rrule else _day(deadline.due or deadline.last_day()),
        rules=tuple(deadline.rrule or ()),
        offset=_hidden(deadline.offset, document),
        action=" ".join(document.hide(deadline.action).split()),
        bodies=tuple(document.mask_body(body) for body in deadline.bodies),
        submit_to=tuple(document.mask_body(body) for body in deadline.submit_to),
        origin=document.origin(deadline),
        doubts=tuple(doubt for doubt in deadline.doubts if doubt != "blank"),
        status=state.status,
        done=state.done,
        quantities=quantities,
    )


def _hidden(offset: Offset | None, document: MaskedDocument) -> Offset | None:
    anchor = offset.anchor if offset else None
    return offset.model_copy(update={"anchor": document.hide(anchor)}) if offset and anchor else offset


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def due_tasks(entries: Iterable[DueEntry], today: datetime.date, own: HomeUnit | None = None) -> list[DueTask]:
    """Entries as they stand on ``today``, the first due first, those without a day last.

    With ``own`` only what concerns that body, or that place with every body in it, each with how.
    """
    found = []
    for entry in entries:
        how = concerns(own, entry.summary, entry.bodies) if own else None
        if how or not own:
            listed = own is not None and how in ("group", "unsaid") and names_home(own, entry.summary)
            found.append(replace(_task(entry, today, how), listed=listed))
    return sorted(found, key=lambda task: (task.due or datetime.date.max, task.entry.summary.document))


def is_past(task: DueTask, today: datetime.date, replaced: Collection[int] = ()) -> bool:
    """Whether nobody asks about a task any more: over for a year, or in a document that a later one has replaced."""
    summary = task.entry.summary
    if summary.document in replaced or task.undated == "period-over":
        return True
    if task.days is not None:
        return task.days < -_YEAR
    return summary.year is not None and summary.year < today.year - 1


def replaced_documents(summaries: Iterable[DocumentSummary]) -> set[int]:
    """The documents that a later one replaces: by the same issuer, of the same type and subject, for the same term."""
    latest: dict[tuple[str, ...], DocumentSummary] = {}
    replaced: set[int] = set()
    for summary in sorted(summaries, key=lambda one: (one.issued or "", one.document)):
        if not (summary.organ and summary.subject and summary.type_name and summary.period):
            continue
        key = tuple(map(fold, (summary.organ, summary.type_name, summary.subject, summary.period)))
        if key in latest:
            replaced.add(latest[key].document)
        latest[key] = summary
    return replaced


def tasks_within(tasks: Iterable[DueTask], window: Window) -> list[DueTask]:
    """The tasks of a window; what is done is never overdue."""
    return [task for task in tasks if _inside(task, window)]


def _inside(task: DueTask, window: Window) -> bool:
    if window == "all":
        return True
    if window == "undated" or task.days is None:
        return window == "undated" and task.due is None
    if window == "overdue":
        return task.days < 0 and not task.done
    return 0 <= task.days <= _DAYS[window]


def _task(entry: DueEntry, today: datetime.date, how: Reach | None) -> DueTask:
    if not entry.rules:
        days = (entry.due - today).days if entry.due else None
        undated: Undated | None = None if entry.due else "relative" if entry.offset else "no-day"
        return DueTask(entry, entry.due, days, entry.done is not None, (), undated, how)
    if _over(entry, today):
        return DueTask(entry, None, None, entry.done is not None, (), "period-over", how)
    coming = occurrences(entry, today)
    if not coming:
        return DueTask(entry, None, None, entry.done is not None, (), "no-day", how)
    due, *following = coming
    met = _met(entry)
    return DueTask(entry, due, (due - today).days, met is not None and due <= met, tuple(following), None, how)


def _met(entry: DueEntry) -> datetime.date | None:
    """Up to which occurrence a repeated deadline is met: the day noted with the decision, else the next one then."""
    if entry.done is None:
        return None
    then = entry.done.at.astimezone(VIETNAM).date()
    return _day(entry.done.note) or next(iter(occurrences(entry, then)), then)


def occurrences(entry: DueEntry, today: datetime.date) -> list[datetime.date]:
    """The next last days in time of a repeated deadline, today's included, at most four; none where no day is settled.

    "trước ngày 05 hằng tháng" is due on the 4th, as :attr:`~parsers.records.Deadline.due` has it for one day.
    """
    shift = datetime.timedelta(days=1 if entry.relation == "before" and not entry.time else 0)
    start = datetime.datetime.combine(today, datetime.time())
    days: set[datetime.date] = set()
    for rule in entry.rules:
        settled = _settled(rule, entry.relation, first=bool(shift))
        if settled is None:
            continue
        try:
            repeated = rrulestr(settled, dtstart=start)
            assert isinstance(repeated, rrule)
            bounded = repeated.replace(until=start + _HORIZON, count=None)
        except ValueError:  # a rule that a person wrote
            continue
        for moment in bounded:
            if (day := moment.date() - shift) >= today:
                days.add(day)
            if len(days) > 4 * len(entry.rules):
                break
    return sorted(days)[: _SHOWN_AHEAD + 1]


def _settled(rule: str, relation: DeadlineRelation, *, first: bool) -> str | None:
    """The rule where it settles days without a start of its own; of a month alone the last day, or with ``first`` its
    first, as nothing is in time after it."""
    parts = _parts(rule)
    if parts.get("INTERVAL", "1") != "1" or not parts.keys() <= _KNOWN:
        return None
    frequency = parts.get("FREQ")
    if frequency == "DAILY":
        return rule
    if frequency == "WEEKLY":
        return rule if "BYDAY" in parts else None
    if frequency == "MONTHLY":
        return rule if parts.keys() & {"BYDAY", "BYMONTHDAY"} else None
    if frequency == "YEARLY" and "BYMONTH" in parts:
        if parts.keys() & {"BYDAY", "BYMONTHDAY"}:
            return rule
        return f"{rule};BYMONTHDAY={1 if first else -1}"
    return None


_KNOWN = frozenset(("FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY"))


def _parts(rule: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition("=") for part in rule.split(";"))}


def _over(entry: DueEntry, today: datetime.date) -> bool:
    """Whether a deadline that comes back within a year belongs to a plan whose last year has passed."""
    if entry.summary.year is None or entry.summary.year >= today.year:
        return False
    return all(_comes_back_within_a_year(_parts(rule)) for rule in entry.rules)


def _comes_back_within_a_year(parts: dict[str, str]) -> bool:
    return parts.get("FREQ") != "YEARLY" or parts.get("BYMONTH", "").count(",") >= 2


Standing = Literal["late", "week", "month", "later", "old", "relative", "undated", "done"]
"""Where a task stands: overdue by up to 30 days, due within 7 or 30 days or later, overdue for longer, counted from
something whose day is not known yet, without a day, done; in the order in which an officer asks."""

STANDINGS: tuple[Standing, ...] = ("late", "week", "month", "later", "old", "relative", "undated", "done")


def standing(task: DueTask) -> Standing:
    """Where a task stands on its day."""
    if task.done:
        return "done"
    if task.days is None:
        return "relative" if task.undated == "relative" else "undated"
    if task.days < 0:
        return "late" if task.days >= -_DAYS["month"] else "old"
    return next((name for name in ("week", "month") if task.days <= _DAYS[name]), "later")


def by_standing(tasks: Iterable[DueTask]) -> list[tuple[Standing, list[DueTask]]]:
    """Tasks in the order of their standing; what is past has the last day first."""
    groups: dict[Standing, list[DueTask]] = {name: [] for name in STANDINGS}
    for task in tasks:
        groups[standing(task)].append(task)
    for past in ("late", "old", "done"):
        groups[past].sort(key=lambda task: task.due or datetime.date.min, reverse=True)
    return [(name, inside) for name, inside in groups.items() if inside]


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of a time line: its first day, the day after its last, and the tasks due in it."""

    first: datetime.date
    after: datetime.date
    tasks: tuple[DueTask, ...]


def timeline(tasks: Sequence[DueTask], today: datetime.date) -> list[Slice]:
    """The dated tasks by day, by week (from Monday) or by month, so that the whole line has at most some 60 slices."""
    dated = [task for task in tasks if task.due]
    if not dated:
        return []
    days = [task.due for task in dated if task.due] + [today]
    length = (max(days) - min(days)).days
    cut = _by_day if length <= 45 else _by_week if length <= 400 else _by_month
    slices: dict[tuple[datetime.date, datetime.date], list[DueTask]] = {}
    for task in dated:
        assert task.due
        slices.setdefault(cut(task.due), []).append(task)
    return [Slice(first, after, tuple(inside)) for (first, after), inside in sorted(slices.items())]


def _by_day(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    return day, day + datetime.timedelta(days=1)


def _by_week(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=7)


def _by_month(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    first = day.replace(day=1)
    return first, (first + datetime.timedelta(days=32)).replace(day=1)
