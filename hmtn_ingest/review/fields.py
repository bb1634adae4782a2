"""What of a fact can be changed by hand: its fields, each as text that a person reads and types.

A field turns the fact into text and typed text into changes, which are values at JSON Pointers inside the fact
(:func:`hmtn_ingest.review.reviewed.edit`). Fields that hang together change together: another date of a deadline
brings another last day in time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from hmtn_ingest.i18n import Language, known, say
from hmtn_ingest.i18n.phrases import say_offset
from hmtn_ingest.kinds import BY_NAME, KINDS
from hmtn_ingest.review import input_values
from hmtn_ingest.review.field_types import (
    Changes,
    Field,
    bodies_field,
    choice_field,
    date_field,
    dumped,
    flag_field,
    grounded_field,
    number_field,
    quantity_field,
    recurrence_field,
    text_field,
    time_field,
    typed_date,
)
from hmtn_ingest.review.input_values import Refused
from parsers.records import (
    Body,
    Comparator,
    DateRole,
    DateValue,
    Deadline,
    DeadlineRelation,
    Grounded,
    Indicator,
    Number,
    Quantity,
    QuotaTable,
)


def say_label(name: str, language: Language = "vi") -> str:
    return say(f"field.{name}", language)


def say_choice(name: str, choice: str, language: Language = "vi") -> str:
    """The words for a choice of the field ``name``; an old decision may hold one that there is no more."""
    for key in (f"choice.{name}.{choice}", f"citation.{choice}"):
        if known(key):
            return say(key, language)
    return choice


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
    date = typed_date(item.date, text)
    changes: Changes = {"/date": dumped(date), "/due": date.last_day(item.relation) if date else None}
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


def _deadline_offset(item: Deadline, text: str, known: Sequence[Body]) -> Changes:
    relation, offset = input_values.parse_offset(text)
    return {"/offset": dumped(offset)} | ({"/relation": relation} if relation else {})


def _offset_text(item: Deadline) -> str | None:
    """Where it counts from something; a deadline without a day may get that."""
    if item.offset is None:
        return "" if item.date is None and not item.rrule else None
    return say_offset(item.relation, item.offset)


def _deadline_due(item: Deadline, text: str, known: Sequence[Body]) -> Changes:
    return {"/due": input_values.parse_day(text)}


def _due_text(item: Deadline) -> str:
    if item.due is None:
        return ""
    return input_values.format_date(DateValue(edtf=item.due))


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


def _header_text(item: Grounded[Any], text: str, known: Sequence[Body]) -> Changes:
    return {"/value": input_values.parse_text(text)}


def _header_date(item: Grounded[Any], text: str, known: Sequence[Body]) -> Changes:
    return {"/value": dumped(typed_date(item.value, text))}


def _column_names_text(item: QuotaTable) -> str:
    return "; ".join(column.name for column in item.value_columns)


def _column_names(item: QuotaTable, text: str, known: Sequence[Body]) -> Changes:
    """New names for the columns of values, each of them."""
    names = [" ".join(name.split()) for name in text.split(";")]
    places = [at for at, column in enumerate(item.columns) if column.has_values]
    if not places:
        raise Refused("no-rows")
    if len(names) != len(places) or not all(names):
        raise Refused("columns")
    return {f"/columns/{at}/name": name for at, name in zip(places, names, strict=True)}


_FIELDS: tuple[Field, ...] = (
    text_field("type_name"),
    text_field("code"),
    text_field("organ_name"),
    text_field("title"),
    text_field("position", "title"),
    text_field("phone"),
    text_field("for"),
    text_field("note"),
    text_field("name", needed=True),
    text_field("counted", "name"),
    text_field("action", needed=True, long=True),
    date_field(),
    date_field("period"),
    time_field(),
    time_field("time_end"),
    recurrence_field(),
    grounded_field("place"),
    grounded_field("participants"),
    bodies_field("bodies"),
    bodies_field("organisers"),
    bodies_field("partners"),
    bodies_field("submit_to"),
    flag_field("tentative"),
    flag_field("archive"),
    quantity_field("count"),
    number_field("planned"),
    number_field("ratio"),
    Field("comparator", "choice", lambda item: str(item.quantity.comparator), _comparator, get_args(Comparator)),
    Field("low", "number", _low_text, _low),
    Field("high", "number", _high_text, _high),
    _part_of_quantity("unit"),
    Field("indicator", "choice", lambda item: str(item.quantity.indicator), _indicator, get_args(Indicator)),
    _part_of_quantity("of"),
    _part_of_quantity("per"),
)
"""The fields that are the same in every kind that has them."""

_OWN: dict[str, tuple[Field, ...]] = {
    "header": (Field("value", "text", lambda item: item.value or "", _header_text),),
    "header.date": (Field("value", "date", lambda item: input_values.format_date(item.value), _header_date),),
    "deadline": (
        Field("relation", "choice", lambda item: str(item.relation), _deadline_relation, get_args(DeadlineRelation)),
        Field("date", "date", lambda item: input_values.format_date(item.date), _deadline_date),
        Field("time", "time", _deadline_time_text, _deadline_time),
        Field("offset", "text", _offset_text, _deadline_offset),
        Field("due", "date", _due_text, _deadline_due),
    ),
    "event": (text_field("name", needed=True, long=True),),
    "obligation": (choice_field("role", ("lead", "support", "other")), text_field("section")),
    "citation": (choice_field("relation", ("implements", "based_on", "mentions")),),
    "date": (choice_field("role", get_args(DateRole)),),
    "quota": (text_field("table_title", "title"), Field("columns", "text", _column_names_text, _column_names)),
}
"""The fields that a kind has for itself."""


def _form(name: str, fields: Sequence[str]) -> tuple[Field, ...]:
    known = {field.name: field for field in (*_FIELDS, *_OWN.get(name, ()))}
    return tuple(known[field] for field in fields)


FORMS: dict[str, tuple[Field, ...]] = {
    "header.date": _form("header.date", BY_NAME["header"].form),
    **{kind.name: _form(kind.name, kind.form) for kind in KINDS},
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
