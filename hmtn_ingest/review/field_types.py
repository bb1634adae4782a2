"""The types of fields that forms are made of: each turns a part of a fact into text, and typed text into changes.

In: the name of an attribute of a fact. Out: a :class:`Field`. `review.fields` puts the forms together from them.

    date_field("period").read(target)                    # "quý I/2026"
    date_field("period").write(target, "3/2026", [])     # {"/period": {"edtf": "2026-03", …}}
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import JsonValue

from hmtn_ingest.i18n.phrases import say_recurrence
from hmtn_ingest.review import input_values
from hmtn_ingest.review.input_values import Refused
from parsers.records import Body, BodyRef, DateValue, Deadline, Grounded, Offset, Quantity

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


def text_field(name: str, attribute: str | None = None, *, needed: bool = False, long: bool = False) -> Field:
    place = attribute or name

    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        value = input_values.parse_text(text)
        if needed and value is None:
            raise Refused("needed")
        return {f"/{place}": value}

    python = "purpose" if place == "for" else place
    return Field(name, "long" if long else "text", lambda item: getattr(item, python) or "", write)


def grounded_field(name: str) -> Field:
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


def bodies_field(name: str) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        before: list[BodyRef] = getattr(item, name)
        return {f"/{name}": [dumped(body) for body in input_values.parse_bodies(text, known, before)]}

    return Field(name, "bodies", lambda item: "; ".join(body.name for body in getattr(item, name)), write)


def choice_field(name: str, choices: tuple[str, ...]) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        if text not in choices:
            raise Refused("choice")
        return {f"/{name}": text}

    return Field(name, "choice", lambda item: str(getattr(item, name)), write, choices)


def flag_field(name: str) -> Field:
    def read(item: Any) -> str:
        return "yes" if getattr(item, name) else ""

    return Field(name, "flag", read, lambda item, text, known: {f"/{name}": text == "yes"})


def date_field(name: str = "date", label: str | None = None) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/{name}": dumped(typed_date(getattr(item, name), text))}

    return Field(label or name, "date", lambda item: input_values.format_date(getattr(item, name)), write)


def typed_date(before: DateValue | None, text: str) -> DateValue | None:
    """The typed date with the clock time that stood there."""
    date = input_values.parse_date(text)
    if date is None or before is None:
        return date
    part = before.part if before.part in ("morning", "afternoon", "evening") else None
    times = (
        {"time": date.time, "time_end": date.time_end}
        if date.time
        else {"time": before.time, "time_end": before.time_end}
    )
    return date.model_copy(update={**times, "part": date.part or part})


def time_field(name: str = "time") -> Field:
    """A clock time inside the date of a fact: ``time``, or ``time_end`` until when."""

    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/date/{name}": input_values.parse_time(text)}

    def read(item: Any) -> str | None:
        held: DateValue | None = item.date
        return (getattr(held, name) or "") if held else None

    return Field(name, "time", read, write)


def recurrence_field() -> Field:
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


def number_field(name: str) -> Field:
    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/{name}": input_values.parse_number(text)}

    return Field(name, "number", lambda item: input_values.format_number(getattr(item, name)), write)


def quantity_field(name: str) -> Field:
    """A whole quantity in one text, as the number of rounds of an event is: "03 đợt", "khoảng 500 người"."""

    def write(item: Any, text: str, known: Sequence[Body]) -> Changes:
        return {f"/{name}": dumped(input_values.parse_quantity(text))}

    return Field(name, "text", lambda item: input_values.format_quantity(getattr(item, name)), write)


def dumped(value: DateValue | BodyRef | Offset | Quantity | None) -> JsonValue:
    return None if value is None else value.model_dump(mode="json")
