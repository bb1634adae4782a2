"""Changes inside one fact: values at JSON Pointers (RFC 6901), checked against its model. Pure."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, JsonValue, ValidationError

from parsers import regex
from parsers.records import DateValue, Deadline, Grounding, Number, Offset, QuotaGroup, QuotaTable


class Invalid(ValueError):  # noqa: N818 - the name states the fact
    """A change that the record's model does not allow; ``places`` are the JSON Pointers of what is wrong."""

    def __init__(self, places: list[str]) -> None:
        super().__init__(", ".join(places))
        self.places = places


def changed(item: Any, after: Mapping[str, JsonValue]) -> Any:
    """A copy of a fact with the values at the given JSON Pointers; raises :class:`Invalid`.

    What follows from them is brought in line: the sums of a quota table, and the last day of a deadline whose date or
    relation changed, unless it is given itself.
    """
    data = item.model_dump(mode="json", by_alias=True)
    for pointer, value in after.items():
        _put(data, pointer, value)
    try:
        new = type(item).model_validate(data)
    except ValidationError as error:
        raise Invalid(refused_places(error)) from None
    wrong = [place for place in _wrong(new) if place not in set(_wrong(item))]
    if wrong:
        raise Invalid(wrong)
    if isinstance(new, QuotaTable):
        _sum_up(new)
    if isinstance(new, Deadline) and "/due" not in after and _limit(new) != _limit(item):
        new.due = new.last_day()
    return new


def _put(data: Any, pointer: str, value: JsonValue) -> None:
    """Put a value at its place inside dumped data; raises :class:`Invalid`."""
    steps = _steps(pointer)
    if not steps or (steps[0] in _FIXED and pointer != "/spans") or not _finite(value):
        raise Invalid([pointer])
    *way, last = steps
    place = data
    try:
        for step in way:
            place = place[_index(step)] if isinstance(place, list) else place[step]
        if isinstance(place, list) and last == "-":  # behind the last item, as RFC 6901 has it
            place.append(value)
        else:
            place[_index(last) if isinstance(place, list) else last] = value
    except (KeyError, IndexError, ValueError, TypeError):
        raise Invalid([pointer]) from None


def checked(item: Any) -> Any:
    """A new fact as it is, a deadline with its last day, a table with its sums.

    Raises :class:`Invalid` for what only looks like a value.
    """
    if wrong := list(_wrong(item)):
        raise Invalid(wrong)
    if isinstance(item, Deadline) and item.due is None:
        item.due = item.last_day()
    if isinstance(item, QuotaTable):
        _sum_up(item)
    return item


def at(item: Any, pointer: str) -> JsonValue:
    """The value at a JSON Pointer inside a fact; ``None`` where there is none."""
    value = item.model_dump(mode="json", by_alias=True)
    for step in _steps(pointer):
        try:
            value = value[_index(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return value  # type: ignore[no-any-return]


def in_list(pointer: str) -> bool:
    """Whether the pointer counts its way through a list, whose items a new reading may have in other places."""
    return any(step.isdigit() for step in _steps(pointer))


def refused_places(error: ValidationError) -> list[str]:
    """The JSON Pointers of what a model refused."""
    return ["/" + "/".join(map(str, one["loc"])) for one in error.errors()]


def column_sum(table: QuotaTable, column: int, group: QuotaGroup | None = None) -> Number | None:
    """The sum of a column of values, counted from 0; ``None`` where none is to be made or a cell could not be read.

    With ``group`` only of its rows, which are told by its name.
    """
    columns = table.value_columns
    if column < len(columns) and not columns[column].adds_up:
        return None
    cells = [row.values[column] for row in table.rows if group is None or row.group == group.name]
    if any(cell.value is None and "blank" not in cell.doubts for cell in cells):
        return None
    return round(sum(cell.value for cell in cells if cell.value is not None), 6)


_FIXED = ("id", *Grounding.model_fields)  # what the program says of its reading is not a person's, but for all words


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _index(step: str) -> int:
    if not step.isdigit():  # int() would take "-1", which RFC 6901 does not know
        raise ValueError(step)
    return int(step)


def _finite(value: JsonValue) -> bool:
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    if isinstance(value, list):
        return all(map(_finite, value))
    return not isinstance(value, float) or math.isfinite(value)


def _sum_up(table: QuotaTable) -> None:
    for row in table.rows:
        for cell in row.values:
            if cell.value is not None:
                cell.doubts = [doubt for doubt in cell.doubts if doubt != "blank"]
            elif not cell.doubts:
                cell.doubts = ["blank"]  # a person emptied it: nothing is to be added there
    table.computed_total = [column_sum(table, column) for column in range(len(table.computed_total))]
    names = Counter(group.name for group in table.groups)
    for group in table.groups:
        if names[group.name] > 1:
            group.computed_subtotal = [None] * len(group.computed_subtotal)
            continue
        group.computed_subtotal = [column_sum(table, column, group) for column in range(len(group.computed_subtotal))]


def _limit(deadline: Deadline) -> tuple[object, ...]:
    return deadline.relation, deadline.date


# 2026 · 2026-03 · 2026-36 (quarter) · 2026-03-1X · 2026-XX-XX · XXXX-05-12
_POINT = r"(?:\d{4}|XXXX)(?:-[\dX]{2}){0,2}"
# 2026-08-07/2026-09-15 · 2026-03/.. · [2026-06,2026-07] · {2026-04-05,2026-05-03}
_EDTF = regex.compile(rf"{_POINT}(?:/(?:{_POINT}|\.\.))?|[\[{{]{_POINT}(?:,{_POINT})*[\]}}]")
_TIME = regex.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
# P5D · P2W · PT24H
_DURATION = regex.compile(r"P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T\d+H)?")
# FREQ=MONTHLY;INTERVAL=6 · FREQ=YEARLY
_RRULE = regex.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[\w,+-]+)*")


def _wrong(item: BaseModel, at: str = "") -> Iterator[str]:
    """The pointers of values that are of the right type and yet say nothing, here and inside."""
    match item:
        case DateValue():
            yield from _wrong_date(item, at)
        case Deadline() if not _day(item.due):
            yield f"{at}/due"
        case Offset() if not _DURATION.fullmatch(item.duration):
            yield f"{at}/duration"
        case QuotaTable():
            width = len(item.computed_total)
            yield from (f"{at}/rows/{n}/values" for n, row in enumerate(item.rows) if len(row.values) != width)
    for name in type(item).model_fields:
        value = getattr(item, name)
        if not _clock_and_rules(name, value):
            yield f"{at}/{name}"
        elif isinstance(value, BaseModel):
            yield from _wrong(value, f"{at}/{name}")
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                if isinstance(inner, BaseModel):
                    yield from _wrong(inner, f"{at}/{name}/{number}")


def _wrong_date(date: DateValue, at: str) -> Iterator[str]:
    if not _EDTF.fullmatch(date.edtf):
        yield f"{at}/edtf"
    yield from (f"{at}/{name}" for name in ("first", "last") if not _day(getattr(date, name)))


def _clock_and_rules(name: str, value: Any) -> bool:
    """Whether a field that holds a clock time or recurrences holds nothing else."""
    if value is None:
        return True
    if name in ("time", "time_end"):
        return bool(_TIME.fullmatch(value))
    return name != "rrule" or all(_RRULE.fullmatch(rule) for rule in value)


def _day(value: str | None) -> bool:
    try:
        return value is None or bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False
