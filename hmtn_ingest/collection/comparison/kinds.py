"""Which fields of each kind of fact are compared, and what makes two facts of a kind one for a reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from hmtn_ingest import kinds
from hmtn_ingest.collection.comparison.likeness import (
    Sameness,
    date_likeness,
    name_likeness,
    names_likeness,
    same_date,
    same_text,
    text_likeness,
    tokens,
)
from parsers import regex
from parsers.records import (
    BodyRef,
    Citation,
    Contact,
    DateValue,
    Deadline,
    DeadlineRelation,
    DocumentRecord,
    Event,
    Grounded,
    Number,
    Obligation,
    Offset,
    Quantity,
    Recipient,
    Record,
    Result,
    Target,
)

_FIGURES = regex.compile(r"\d[\d/.,:]*+")  # 15/4/2026 · 1.500 · 7,5 · 07:30
_BEFORE = 45  # characters before a value that tell it from others of its sentence: "đợt 1", "người đăng ký"


class When(NamedTuple):
    """When a deadline is due; of "trước ngày 28/01" and "đến hết ngày 27/01" the last day is the same."""

    relation: DeadlineRelation
    date: DateValue | None
    rrule: tuple[str, ...]
    time: str | None
    due: str | None
    offset: Offset | None = None


Value = str | Number | bool | DateValue | Quantity | When | tuple[str, ...] | None
"""What is compared: a tuple holds names of bodies."""


class FactEntry(NamedTuple):
    """A fact with the paragraph that it stands in and the words just before it."""

    source: Any
    words: str
    before: str

    @property
    def id(self) -> str:
        return str(self.source.id)


Likeness = Callable[[FactEntry, FactEntry, int], float]


@dataclass(frozen=True, slots=True)
class Listed:
    """A kind whose facts are paired by how like they are (0 to 1; at least ``least`` to be a pair)."""

    kind: kinds.Kind
    likeness: Likeness
    least: float

    def items(self, record: DocumentRecord) -> list[FactEntry]:
        return [_entry(item, record.text) for item in getattr(record, self.kind.list_name)]

    def fields(self, entry: FactEntry, record: DocumentRecord) -> list[tuple[str, Value]]:
        """What is compared of a fact, in the order of the table of kinds."""
        return [(name, _value(entry.source, name, record)) for name in self.kind.compared]


def _entry(item: Record, text: str) -> FactEntry:
    if not item.spans:
        return FactEntry(item, "", "")
    first = item.spans[0]
    start = text.rfind("\n", 0, first.start) + 1
    end = text.find("\n", first.end)
    line = text[start : end if end >= 0 else len(text)]
    # The value itself, which is what may have changed, is no part of the words by which a fact is known again.
    before = text[max(start, first.start - _BEFORE) : first.start] + _FIGURES.sub("", first.quote)
    return FactEntry(item, " ".join(line.split()), " ".join(before.split()))


def same_value(old: Value, new: Value, years: int) -> Sameness:
    """Whether two values of a field say the same; ``shifted`` where no more than the year went on by ``years``."""
    if isinstance(old, When) and isinstance(new, When):
        return _same_when(old, new, years)
    if isinstance(old, DateValue) and isinstance(new, DateValue):
        return same_date(old, new, years)
    if isinstance(old, str) and isinstance(new, str):
        return same_text(old, new, years)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return "same" if {tokens(str(one)) for one in old} == {tokens(str(one)) for one in new} else "changed"
    return "same" if old == new else "changed"


def _same_when(old: When, new: When, years: int) -> Sameness:
    if (old.rrule, old.time, _counted(old.offset)) != (new.rrule, new.time, _counted(new.offset)):
        return "changed"
    dates = same_date(old.date, new.date, years)
    if dates != "changed" and old.relation == new.relation:
        return dates
    spans_days = "within" in (old.relation, new.relation)
    return "same" if old.due and old.due == new.due and not spans_days else "changed"


def _counted(offset: Offset | None) -> tuple[str, bool, tuple[str, ...]] | None:
    """A limit counted from something, by what it says; the record that its words mean has another id elsewhere."""
    return (offset.duration, offset.working, tokens(offset.anchor or "")) if offset else None


def _names(bodies: Sequence[BodyRef | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body.canonical or body.name for body in bodies if body))


def _value(fact: Any, name: str, record: DocumentRecord) -> Value:
    """A field of a fact as it is compared; links by what they lead to."""
    match name, getattr(fact, _PYTHON.get(name, name), None):
        case "when", _:
            return When(fact.relation, fact.date, tuple(fact.rrule or ()), fact.time, fact.due, fact.offset)
        case "event", event:
            return next((one.name for one in record.events if event and one.id == event), "")
        case "section", _ if isinstance(fact, Deadline):
            return _section(record, fact.obligation)
        case "section" | "note" | "counted", value:
            return value or ""
        case _, Grounded(value=value):
            return str(value) if value is not None else None
        case _, BodyRef() as body:
            return _names([body])
        case _, list() as bodies:
            return _names(bodies)
        case _, value:
            held: Value = value
            return held


_PYTHON = {"for": "purpose", "counted": "name"}


def _deadline(old: FactEntry, new: FactEntry, years: int) -> float:
    one: Deadline = old.source
    other: Deadline = new.source
    dates = date_likeness(one.date, other.date, years)
    if one.rrule or other.rrule:
        dates = 1.0 if one.rrule == other.rrule else 0.2
    return (
        0.4 * text_likeness(one.action, other.action, years)
        + 0.15 * text_likeness(old.before, new.before, years)
        + 0.25 * names_likeness(_names(one.bodies), _names(other.bodies))
        + 0.2 * dates
    )


def _section(record: DocumentRecord, obligation: str | None) -> str:
    return next((one.section or "" for one in record.obligations if obligation and one.id == obligation), "")


def _figure(old: FactEntry, new: FactEntry, years: int) -> float:
    """Targets and results: what is counted, for whom, in which words; the number itself says next to nothing."""
    one: Target | Result = old.source
    other: Target | Result = new.source
    if (one.quantity.indicator, one.quantity.unit) == (other.quantity.indicator, other.quantity.unit):
        counted = 1.0
    else:
        counted = 0.5 if one.quantity.indicator == other.quantity.indicator else 0.0
    numbers = [(quantity.min, quantity.max) for quantity in (one.quantity, other.quantity)]
    return (
        0.3 * counted
        + 0.2 * names_likeness(_names(one.bodies), _names(other.bodies))
        + 0.2 * text_likeness(old.words, new.words, years)
        + 0.2 * text_likeness(old.before, new.before, years)
        + 0.05 * date_likeness(one.period, other.period, years)
        + 0.05 * (numbers[0] == numbers[1])
    )


def _obligation(old: FactEntry, new: FactEntry, years: int) -> float:
    one: Obligation = old.source
    other: Obligation = new.source
    return (
        0.65 * text_likeness(one.action, other.action, years)
        + 0.3 * names_likeness(_names(one.bodies), _names(other.bodies))
        + 0.05 * (one.section == other.section)
    )


def _event(old: FactEntry, new: FactEntry, years: int) -> float:
    one: Event = old.source
    other: Event = new.source
    places = [(event.place and event.place.value) or "" for event in (one, other)]
    return (
        0.4 * text_likeness(one.name, other.name, years)
        + 0.25 * date_likeness(one.date, other.date, years)
        + 0.2 * text_likeness(places[0], places[1])
        + 0.15 * names_likeness(_names(one.organisers), _names(other.organisers))
    )


def _recipient(old: FactEntry, new: FactEntry, years: int) -> float:
    one: Recipient = old.source
    other: Recipient = new.source
    if one.archive or other.archive:  # "Lưu: VT, …" is one line of a document
        return 1.0 if one.archive == other.archive else 0.0
    return name_likeness(one.name, other.name)


def _citation(old: FactEntry, new: FactEntry, years: int) -> float:
    one: Citation = old.source
    other: Citation = new.source
    if one.code and other.code and tokens(one.code) == tokens(other.code):
        return 1.0 if tokens(one.organ_name or "") == tokens(other.organ_name or "") else 0.85
    notations = [(citation.code or "").partition("/")[2] for citation in (one, other)]
    titles = text_likeness(one.title or "", other.title or "", years)
    organs = names_likeness([one.organ_name or ""], [other.organ_name or ""])
    # other number: another document, unless it is the one that took its place
    return (
        0.4 * titles + 0.25 * organs + 0.15 * (notations[0] == notations[1]) + 0.1 * (one.type_name == other.type_name)
    )


def _contact(old: FactEntry, new: FactEntry, years: int) -> float:
    one: Contact = old.source
    other: Contact = new.source
    names = name_likeness(one.name, other.name)
    organs = name_likeness(one.organ_name or "", other.organ_name or "")
    return max(names, 0.6 * organs + 0.2 * text_likeness(old.words, new.words, years))


# how like two facts of a kind are, and how like they must be to be a pair
_LIKENESS: dict[str, tuple[Likeness, float]] = {
    "deadline": (_deadline, 0.55),
    "target": (_figure, 0.65),
    "result": (_figure, 0.65),
    "event": (_event, 0.55),
    "obligation": (_obligation, 0.6),
    "recipient": (_recipient, 0.7),
    "citation": (_citation, 0.65),
    "contact": (_contact, 0.6),
}

KINDS = tuple(Listed(kind, *_LIKENESS[kind.name]) for kind in kinds.KINDS if kind.compared)
"""The kinds that stand in lists; the header and the rows of quotas are paired by their names."""
