"""What of a fact can be changed by hand: its fields, each as text that a person reads and types.

A field turns the fact into text and typed text into changes, which are values at JSON Pointers inside the fact
(:func:`hmtn_ingest.review.reviewed.edit`). Fields that hang together change together: another date of a deadline
brings another last day in time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import JsonValue

from hmtn_ingest.i18n import Language, known, say
from hmtn_ingest.i18n.phrases import say_recurrence
from hmtn_ingest.review import input_values
from hmtn_ingest.review.input_values import Refused
from parsers.records import (
    Body,
    BodyRef,
    Comparator,
    DateRole,
    DateValue,
    Deadline,
    DeadlineRelation,
    Grounded,
    Indicator,
    Number,
    Quantity,
)

Look = Literal["text", "long", "number", "date", "time", "choice", "bodies", "flag"]
Changes = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Field:
    """``read`` gives the text to show, ``None`` where the field does not apply; ``write`` the changes of a text.

    ``write`` raises :class:`~hmtn_ingest.review.input_values.Refused` for text that is no such value.
    """

    name: str
    look: Look
    read: Callable[[Any], str | None]
    write: Callable[[Any, str, Sequence[Body]], Changes]
    choices: tuple[str, ...] = ()


def say_label(name: str, language: Language = "vi") -> str:
    return say(f"field.{name}", language)


def say_choice(name: str, choice: str, language: Language = "vi") -> str:
    """The words for a choice of the field ``name``; an old decision may hold one that there is no more."""
    for key in (f"choice.{name}.{choice}", f"citation.{choice}"):
        if known(key):
            return say(key, language)
    return choice


# --- fields of every kind ---------------------------------------------------------------------------------------------


def _text(name: str, attribute: str | None = None, *, needed: bool = False, long: bool = False) -> Field:
    place = attribute or name

    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        value = input_values.parse_text(text)
        if needed and value is None:
            raise Refused("needed")
        return {f"/{place}": value}

    python = "purpose" if place == "for" else place
    return Field(name, "long" if long else "text", lambda item: getattr(item, python) or "", write)


def _grounded(name: str) -> Field:
    """Text that carries its own grounding, as the place of an event does."""

    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        value = input_values.parse_text(text)
        if value is None:
            return {f"/{name}": None}
        held: Grounded[str] | None = getattr(item, name)
        whole: JsonValue = {"value": value, "spans": [], "how": "inferred", "doubts": []}
        return {f"/{name}/value": value} if held else {f"/{name}": whole}

    def read(item: Any) -> str:
        held: Grounded[str] | None = getattr(item, name)
        return (held.value if held else None) or ""

    return Field(name, "text", read, write)


def _bodies(name: str) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        before: list[BodyRef] = getattr(item, name)
        return {f"/{name}": [_dumped(_kept(body, before)) for body in input_values.parse_bodies(text, known)]}

    return Field(name, "bodies", lambda item: "; ".join(body.name for body in getattr(item, name)), write)


def _body(name: str) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        found = input_values.parse_bodies(text.replace(";", ","), known)
        before = getattr(item, name)
        return {f"/{name}": _dumped(_kept(found[0], [before] if before else [])) if found else None}

    def read(item: Any) -> str:
        held: BodyRef | None = getattr(item, name)
        return held.name if held else ""

    return Field(name, "bodies", read, write)


def _kept(body: BodyRef, before: Sequence[BodyRef]) -> BodyRef:
    """A body that stays as it was keeps its words."""
    return next((one for one in before if one.name == body.name), body)


def _choice(name: str, choices: tuple[str, ...]) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        if text not in choices:
            raise Refused("choice")
        return {f"/{name}": text}

    return Field(name, "choice", lambda item: str(getattr(item, name)), write, choices)


def _flag(name: str) -> Field:
    def read(item: Any) -> str:
        return "yes" if getattr(item, name) else ""

    return Field(name, "flag", read, lambda item, text, known: {f"/{name}": text == "yes"})


def _date(name: str = "date", label: str | None = None) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/{name}": _dumped(_dated(getattr(item, name), text))}

    return Field(label or name, "date", lambda item: input_values.format_date(getattr(item, name)), write)


def _dated(before: DateValue | None, text: str) -> DateValue | None:
    """The typed date with the clock time that stood there."""
    date = input_values.parse_date(text)
    if date is None or before is None:
        return date
    part = before.part if before.part in ("morning", "afternoon", "evening") else None
    return date.model_copy(update={"time": date.time or before.time, "part": date.part or part})


def _time(name: str = "date") -> Field:
    """The clock time inside a date."""

    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/{name}/time": input_values.parse_time(text)}

    def read(item: Any) -> str | None:
        held: DateValue | None = getattr(item, name)
        return (held.time or "") if held else None

    return Field("time", "time", read, write)


def _rrule() -> Field:
    def read(item: Any) -> str | None:
        return say_recurrence(item.rrule) if item.rrule else (None if item.date else "")

    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        rules = input_values.parse_recurrence(text)
        changes: Changes = {"/rrule": list(rules) if rules else None}
        if rules:
            changes["/date"] = None
            if isinstance(item, Deadline):
                changes["/due"] = None
        return changes

    return Field("rrule", "text", read, write)


# --- deadlines --------------------------------------------------------------------------------------------------------


def _deadline_relation(item: Deadline, text: str, known: Sequence[Body]) -> Changes:
    if text not in get_args(DeadlineRelation):
        raise Refused("choice")
    relation: DeadlineRelation = text  # type: ignore[assignment]
    return {"/relation": text, "/due": _due_after(item, relation, item.date)}


def _due_after(item: Deadline, relation: DeadlineRelation, date: DateValue | None) -> str | None:
    """The last day by a new relation or hour; one that somebody set by hand stays."""
    after = item.model_copy(update={"relation": relation, "date": date})
    return after.last_day() if item.last_day() == item.due else item.due


def _deadline_date(item: Deadline, text: str, known: Sequence[Body]) -> Changes:
    date = _dated(item.date, text)
    changes: Changes = {"/date": _dumped(date), "/due": date.last_day(item.relation) if date else None}
    if date is not None and item.rrule:
        changes |= {"/rrule": None, "/time": None}
    return changes


def _deadline_time(item: Deadline, text: str, known: Sequence[Body]) -> Changes:
    time = input_values.parse_time(text)
    if item.date is None:
        return {"/time": time}
    date = item.date.model_copy(update={"time": time})
    return {"/date/time": time, "/due": _due_after(item, item.relation, date)}


def _deadline_time_text(item: Deadline) -> str:
    return (item.date.time if item.date else item.time) or ""


def _deadline_due(item: Deadline, text: str, known: Sequence[Body]) -> Changes:
    return {"/due": input_values.parse_day(text)}


def _due_text(item: Deadline) -> str:
    if item.due is None:
        return ""
    return input_values.format_date(DateValue(edtf=item.due))


# --- quantities -------------------------------------------------------------------------------------------------------


def _bounds(comparator: Comparator, low: Number | None, high: Number | None) -> Changes:
    """``min`` and ``max`` as they belong to a comparator (see :class:`parsers.records.Quantity`)."""
    number = low if low is not None else high
    if comparator == "between":
        low, high = number, (high if high is not None else number)
        if low is not None and high is not None and high < low:
            raise Refused("range")
    else:
        low = None if comparator in ("at_most", "less_than") else number
        high = None if comparator in ("at_least", "more_than") else number
    return {"/quantity/comparator": comparator, "/quantity/min": low, "/quantity/max": high}


def _comparator(item: Any, text: str, known: Sequence[Body]) -> Changes:
    if text not in get_args(Comparator):
        raise Refused("choice")
    return _bounds(text, item.quantity.min, item.quantity.max)  # type: ignore[arg-type]


def _low(item: Any, text: str, known: Sequence[Body]) -> Changes:
    number = input_values.parse_number(text)
    if number is None:
        raise Refused("needed")
    quantity: Quantity = item.quantity
    return _bounds(quantity.comparator, number, quantity.max if quantity.comparator == "between" else number)


def _high(item: Any, text: str, known: Sequence[Body]) -> Changes:
    number = input_values.parse_number(text)
    if number is None:
        raise Refused("needed")
    return _bounds("between", item.quantity.min, number)


def _low_text(item: Any) -> str:
    quantity: Quantity = item.quantity
    return input_values.format_number(quantity.min if quantity.min is not None else quantity.max)


def _high_text(item: Any) -> str | None:
    return input_values.format_number(item.quantity.max) if item.quantity.comparator == "between" else None


def _part_of_quantity(name: str) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/quantity/{name}": input_values.parse_text(text)}

    return Field(name, "text", lambda item: getattr(item.quantity, name) or "", write)


def _indicator(item: Any, text: str, known: Sequence[Body]) -> Changes:
    if text not in get_args(Indicator):
        raise Refused("choice")
    return {"/quantity/indicator": text}


def _number(name: str) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/{name}": input_values.parse_number(text)}

    return Field(name, "number", lambda item: input_values.format_number(getattr(item, name)), write)


_QUANTITY = (
    Field("comparator", "choice", lambda item: str(item.quantity.comparator), _comparator, get_args(Comparator)),
    Field("low", "number", _low_text, _low),
    Field("high", "number", _high_text, _high),
    _part_of_quantity("unit"),
    Field("indicator", "choice", lambda item: str(item.quantity.indicator), _indicator, get_args(Indicator)),
)
_SHARE = (_part_of_quantity("of"), _part_of_quantity("per"))


def _header_text(item: Grounded[Any], text: str, known: Sequence[Body]) -> Changes:
    return {"/value": input_values.parse_text(text)}


def _header_date(item: Grounded[Any], text: str, known: Sequence[Body]) -> Changes:
    return {"/value": _dumped(_dated(item.value, text))}


FORMS: dict[str, tuple[Field, ...]] = {
    "header": (Field("value", "text", lambda item: item.value or "", _header_text),),
    "header.date": (Field("value", "date", lambda item: input_values.format_date(item.value), _header_date),),
    "deadline": (
        Field("relation", "choice", lambda item: str(item.relation), _deadline_relation, get_args(DeadlineRelation)),
        Field("date", "date", lambda item: input_values.format_date(item.date), _deadline_date),
        Field("time", "time", _deadline_time_text, _deadline_time),
        _rrule(),
        Field("due", "date", _due_text, _deadline_due),
        _bodies("bodies"),
        _body("submit_to"),
        _text("action", needed=True, long=True),
    ),
    "target": (*_QUANTITY, *_SHARE, _bodies("bodies"), _date("period")),
    "result": (*_QUANTITY, _number("planned"), _number("ratio"), *_SHARE, _bodies("bodies"), _date("period")),
    "event": (
        _text("name", needed=True, long=True),
        _date(),
        _time(),
        _grounded("place"),
        _grounded("participants"),
        _bodies("organisers"),
        _flag("tentative"),
    ),
    "obligation": (
        _text("action", needed=True, long=True),
        _bodies("bodies"),
        _choice("role", ("lead", "support", "other")),
        _bodies("partners"),
    ),
    "citation": (
        _choice("relation", ("implements", "based_on", "mentions")),
        _text("type_name"),
        _text("code"),
        _date(),
        _text("organ_name"),
        _text("title"),
    ),
    "contact": (
        _text("name", needed=True),
        _text("position", "title"),
        _text("organ_name"),
        _text("phone"),
        _text("for"),
    ),
    "recipient": (_text("name", needed=True), _text("note"), _flag("archive")),
    "date": (_date(), _time(), _rrule(), _choice("role", get_args(DateRole))),
    "quota": (),
    "finding": (),
}
"""The fields of every kind of fact, in the order in which they stand in its form."""


def form_of(key: str, kind: str) -> str:
    """The name of the form of a fact: its kind, but "header.date" for the date of issue."""
    return "header.date" if key == "header.issued_date" else kind


def read(form: str, item: Any) -> list[str | None]:
    """The text of every field."""
    return [field.read(item) for field in FORMS[form]]


def write(form: str, item: Any, name: str, text: str, known: Sequence[Body] = ()) -> Changes:
    """The changes that ``text`` in the field ``name`` makes; none where it says what is there already.

    Raises :class:`~hmtn_ingest.review.input_values.Refused`.
    """
    field = next((field for field in FORMS[form] if field.name == name), None)
    if field is None:
        raise Refused("gone")
    before = field.read(item)
    return {} if text.strip() == (before or "").strip() else field.write(item, text, known)


def write_cell(path: str, text: str) -> Changes:
    """The change of a cell of a quota table at the JSON Pointer ``path``; an emptied cell is a blank one."""
    return {f"{path}/value": input_values.parse_number(text)}


def _dumped(value: DateValue | BodyRef | None) -> JsonValue:
    return None if value is None else value.model_dump(mode="json")
