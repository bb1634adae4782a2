"""What people decided, in words: who, when, about what, from which value to which, and what was taken back. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pydantic import JsonValue, ValidationError

from hmtn_ingest.i18n import Language, known, say
from hmtn_ingest.i18n.phrases import say_date, say_edtf, say_number, say_quantity, say_recurrence
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.fields import say_choice
from hmtn_ingest.review.matching import kind_of
from hmtn_ingest.review.undoing import TOGETHER
from hmtn_ingest.review.unread import NONE
from parsers import regex
from parsers.records import DateValue, DocumentRecord, Grounding, Quantity
from parsers.text import shorten

_LONGEST = 160  # characters of the words of a fact


class FieldChange(NamedTuple):
    """One field of a fact: its name and its values, as words; ``None`` where there was nothing."""

    label: str
    before: str | None
    after: str | None


class HistoryEntry(NamedTuple):
    """A decision about a document; ``undone`` when a later one took it back."""

    document: int
    decision: Decision
    undone: bool


def entries(decisions: Iterable[tuple[int, Decision]]) -> list[HistoryEntry]:
    """Every decision, the newest first, each with whether it still holds; an undo can itself be undone."""
    taken_back: set[int] = set()
    found = []
    for document, decision in sorted(decisions, key=lambda pair: pair[1].id, reverse=True):
        undone = decision.id in taken_back
        if decision.action == "undo" and not undone and decision.undoes is not None:
            taken_back.add(decision.undoes)
        found.append(HistoryEntry(document, decision, undone))
    return found


_AT_ONCE = datetime.timedelta(seconds=2)


def grouped(found: Iterable[HistoryEntry]) -> list[list[HistoryEntry]]:
    """Entries in rows: what a person decided on, or took back, all at once is one row, everything else stands alone."""
    rows: list[list[HistoryEntry]] = []
    for entry in found:
        last = rows[-1][-1] if rows else None
        if last and _together(last, entry):
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return rows


def _together(one: HistoryEntry, other: HistoryEntry) -> bool:
    first, second = one.decision, other.decision
    same = (one.document, first.by, one.undone) == (other.document, second.by, other.undone)
    if not same or (first.action, first.note) != (second.action, second.note):
        return False
    if first.note:
        return TOGETHER.fullmatch(first.note) is not None
    return first.action in ("accept", "undo") and abs(first.at - second.at) <= _AT_ONCE


def say_fact_kind(key: str, language: Language = "vi") -> str:
    """What a fact is by its key: a header field by its name, else its kind."""
    kind = kind_of(key.removeprefix(NONE))
    code = key if key.startswith("header.") else f"kind.{kind}"
    return say(code, language) if known(code) else kind.rpartition(".")[2]


def say_note(decision: Decision, language: Language = "vi") -> str:
    """What a decision notes: how many were decided on together, up to which day a deadline is met, or words."""
    note = decision.note or ""
    if found := TOGETHER.fullmatch(note):
        return say("change.together", language, count=found["count"])
    return say_edtf(note, language) if _DAY.fullmatch(note) else note


_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def say_words(decision: Decision) -> str:
    """The words that a fact was read from, or was added at, on one line and not too long."""
    words = " ".join(decision.words.split())
    return shorten(words, _LONGEST)


def say_changes(
    decision: Decision, language: Language = "vi", record: DocumentRecord | None = None
) -> list[FieldChange]:
    """What an edit changed, or what an addition says; ``record`` gives the rows of its quotas their names."""
    if decision.action == "add":
        whole = decision.after.get("")
        added = whole if isinstance(whole, dict) else {}
        return [
            FieldChange(_label(f"/{name}", decision, language, record), None, said)
            for name, value in added.items()
            if name not in _GROUNDING and (said := _said(f"/{name}", value, language)) is not None
        ]
    changes = []
    places = list(dict.fromkeys((*decision.before, *decision.after)))
    for place in places:
        before, after = decision.before.get(place), decision.after.get(place)
        if before == after or _told_by_another(place, decision):
            continue
        if place in ("/rows/-", "/columns/-"):
            changes.append(_new_part(place, after, language))
            continue
        label = _label(place, decision, language, record)
        changes.append(FieldChange(label, _said(place, before, language), _said(place, after, language)))
    return changes


def _new_part(place: str, value: Any, language: Language) -> FieldChange:
    """A row or column that a person added to a table."""
    if place == "/columns/-":
        return FieldChange(say("change.new-column", language), None, value["name"])
    cells = [say_number(cell["value"], language) if cell["value"] is not None else "–" for cell in value["values"]]
    return FieldChange(say("change.new-row", language), None, f"{value['body']['name']}: {', '.join(cells)}")


_GROUNDING = frozenset({"id", *Grounding.model_fields, "obligation", "deadlines", "targets", "event", "section"})


def _told_by_another(place: str, decision: Decision) -> bool:
    """An exact number stands as lowest and as highest; the last day in time goes with the date, words with a value."""
    if place.endswith("/spans") or (place.endswith("/-") and place not in ("/rows/-", "/columns/-")):
        return True
    if place == "/quantity/max":
        return all(held.get(place) == held.get("/quantity/min") for held in (decision.before, decision.after))
    return False


# "/rows/3/values/0/value", "/rows/3/body/name", "/stated_total/0/value"
_CELL = regex.compile(r"/rows/(?P<row>\d+)/(?:values/(?P<column>\d+)|body)")
_TOTAL = regex.compile(r"/(?:stated|computed)_total/(?P<column>\d+)")
_LABELS = {"min": "low", "max": "high", "canonical": "name", "purpose": "for"}


def _label(place: str, decision: Decision, language: Language, record: DocumentRecord | None) -> str:
    if decision.record.startswith("header."):
        return say_fact_kind(decision.record, language)
    if cell := _CELL.match(place):
        return _cell_label(int(cell["row"]), cell["column"], decision.record, language, record)
    if total := _TOTAL.match(place):
        return f"{say('change.total', language)} {int(total['column']) + 1}"
    steps = [step for step in place.split("/")[1:] if not step.isdigit() and step != "value"]
    name = steps[-1] if steps else "value"
    if name == "quantity":
        return say("kind.target", language)
    name = "position" if name == "title" and decision.record.startswith("contact-") else _LABELS.get(name, name)
    key = f"field.{name}"
    return say(key, language) if known(key) else name


def _cell_label(row: int, column: str | None, key: str, language: Language, record: DocumentRecord | None) -> str:
    """The body of a row and the name of its column, or their numbers where the table is not at hand."""
    table = next((one for one in record.quota_tables if one.id == key), None) if record else None
    said = f"{say('change.row', language)} {row + 1}"
    if table and row < len(table.rows):
        said = table.rows[row].body.name
    if column is None:
        return said
    names = [one.name for one in table.value_columns] if table else []
    if len(names) == 1:
        return said
    return f"{said}, {names[int(column)] if int(column) < len(names) else int(column) + 1}"


def _said(place: str, value: JsonValue, language: Language) -> str | None:
    """A value as words; ``None`` for nothing."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, bool):
        return say("fact.yes" if value else "fact.no", language)
    if isinstance(value, int | float):
        return say_number(value, language)
    if isinstance(value, str):
        return _said_text(place, value, language)
    if isinstance(value, list):
        texts = [one for one in value if isinstance(one, str)]
        if place.endswith("rrule"):
            return say_recurrence(texts, language)
        return "; ".join(said for one in value if (said := _said("", one, language)))
    return _said_model(value, language)


def _said_text(place: str, value: str, language: Language) -> str:
    name = place.rpartition("/")[2]
    if name in ("relation", "comparator", "indicator", "role"):
        return say_choice(name, value, language)
    if name == "due" and _DAY.fullmatch(value):
        return say_edtf(value, language)
    return value


def _said_model(value: dict[str, Any], language: Language) -> str:
    """A date, a quantity, a body, or a value with its grounding."""
    try:
        if "edtf" in value:
            return say_date(DateValue.model_validate(value), language)
        if "comparator" in value:
            return say_quantity(Quantity.model_validate(value), language)
    except ValidationError:
        pass
    inner = value.get("name", value.get("value"))
    if isinstance(inner, dict):
        return _said_model(inner, language)
    return str(inner) if inner is not None else "…"


def people(decisions: Sequence[HistoryEntry]) -> list[str]:
    """Who decided, in the order of the alphabet."""
    return sorted({entry.decision.by for entry in decisions}, key=str.casefold)
