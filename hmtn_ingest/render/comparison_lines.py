"""A comparison in words: each pair of facts as a line with what stood there, what stands there now, and how far off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from hmtn_ingest.collection.comparison.kinds import Value, When
from hmtn_ingest.collection.comparison.likeness import days_between
from hmtn_ingest.collection.comparison.pairs import Change, Comparison, Difference, Item, Pair, Side, compare
from hmtn_ingest.collection.document import MaskedDocument, Origin
from hmtn_ingest.i18n import Language, known, say
from hmtn_ingest.i18n.phrases import (
    say_date,
    say_doubts,
    say_edtf,
    say_number,
    say_offset,
    say_quantity,
    say_recurrence,
)
from hmtn_ingest.kinds import KINDS
from hmtn_ingest.privacy import hider
from hmtn_ingest.render.describe import describe, say_cell
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.search import Stretch
from parsers import regex
from parsers.records import (
    Citation,
    Contact,
    DateValue,
    Deadline,
    Event,
    Number,
    Obligation,
    Quantity,
    QuotaRow,
    QuotaTable,
    Recipient,
    Record,
)

GROUPS = tuple(kind.name for kind in KINDS if kind.compared or kind.name in ("header", "quota"))
"""Kinds in the order in which they are shown; totals stand with their quotas."""

_FIELDS = {"action": "wording", "relation": "citation-relation"}
"""Fields that a comparison calls otherwise than a form does."""

# a day, or a stretch from day to day; "2026-04-XX" and "2026-04" have no first day to count from
_DAYS = regex.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


class Half(NamedTuple):
    """One side of a line: the value that counts, the words about it, who; then where it stands."""

    key: str
    lead: str
    text: str
    meta: str
    origin: Origin
    doubts: str


class Note(NamedTuple):
    """A field that differs; ``remark`` says by how much. ``shifted``: no more than the year went on."""

    label: str
    old: str
    new: str
    remark: str
    shifted: bool


class ComparedLine(NamedTuple):
    kind: str
    change: Change
    old: Half | None
    new: Half | None
    notes: tuple[Note, ...]
    doubts: tuple[str, ...]
    group: str


def say_field(name: str, language: Language = "vi") -> str:
    """The name of a field that may differ; a column of a quota table is called as the document calls it."""
    key = f"field.{_FIELDS.get(name, name)}"
    return say(key, language) if known(key) else name


class Compared:
    """Two documents as people left them, compared; every text is masked. ``lines`` stand in the order of the pairs."""

    def __init__(self, old: tuple[int, Reviewed], new: tuple[int, Reviewed], language: Language = "vi") -> None:
        self.language = language
        self.documents = (MaskedDocument(*old), MaskedDocument(*new))
        self.hide = hider([record for _, one in (old, new) for record in (one.extracted, one.record)])
        self.comparison: Comparison = compare(old[1].record, new[1].record)
        self._tables = tuple({table.id: table for table in document.record.quota_tables} for document in self.documents)
        self.lines = [self._line(pair) for pair in self.comparison.pairs]

    def of(self, kind: str, *changes: Change) -> list[ComparedLine]:
        """The lines of a kind, with these changes or all; quota totals stand with the quotas."""
        kinds = (kind, "quota_total") if kind == "quota" else (kind,)
        return [line for line in self.lines if line.kind in kinds and (not changes or line.change in changes)]

    def _line(self, pair: Pair) -> ComparedLine:
        halves = [self._half(pair.kind, side, at) if side else None for at, side in enumerate((pair.old, pair.new))]
        notes = tuple(self._note(pair.kind, difference) for difference in pair.differences)
        doubts = tuple(say(f"comparison.doubt.{doubt}", self.language) for doubt in pair.doubts)
        return ComparedLine(pair.kind, pair.change, halves[0], halves[1], notes, doubts, self.hide(pair.group))

    def _half(self, kind: str, side: Side, at: int) -> Half:
        lead, text, meta = (" ".join(self.hide(part).split()) for part in self._said(kind, side, at))
        origin = self.documents[at].origin(Record(id=side.key, spans=list(side.spans)))
        return Half(side.key, lead, text, meta, origin, say_doubts(side.doubts, self.language))

    def _said(self, kind: str, side: Side, at: int) -> tuple[str, str, str]:
        """What counts most, the words about it, and who or what goes with it."""
        item = side.item
        if kind == "quota_total":
            return say("comparison.total", self.language), self._totals(self._tables[at][side.key]), ""
        if kind == "header":
            return say(side.key, self.language), describe(item, self.language).lead, ""
        if isinstance(item, QuotaRow):
            return item.body.name, self._cells(item, self._tables[at][side.key]), ""
        return self._fact(item)

    def _fact(self, item: Item) -> tuple[str, str, str]:
        said = describe(item, self.language)
        details = said.details
        match item:
            case Deadline():
                to = f"{say('fact.to', self.language)} {details['submit_to']}" if item.submit_to else ""
                return self._when(_when(item)), said.text, _joined(details["bodies"], to)
            case Event():
                return said.lead, said.text, _joined(details["place"], details["organisers"])
            case Obligation():
                role = details["role"] if item.role != "other" else ""
                return "", said.text, _joined(said.lead, role, details["partners"])
            case Recipient():
                return "", said.lead, details["note"]
            case Citation():
                lead = _joined(item.type_name or "", item.code or "", details["date"])
                return lead, said.text, details["organ_name"]
            case Contact():
                return item.name, _joined(item.title or "", details["organ_name"]), details["phone"]
        return said.lead, said.text, _joined(details["bodies"], details["period"])  # a target or a result

    def _cells(self, row: QuotaRow, table: QuotaTable) -> str:
        return self._columns(table, [cell.value for cell in row.values])

    def _totals(self, table: QuotaTable) -> str:
        stated = [cell.value for cell in table.stated_total] if table.stated_total else table.computed_total
        return self._columns(table, stated)

    def _columns(self, table: QuotaTable, numbers: Sequence[int | float | None]) -> str:
        names = [column.name for column in table.value_columns]
        said = [say_cell(number, self.language) for number in numbers]
        if len(said) == 1:
            return said[0]
        return " · ".join(f"{name}: {number}" for name, number in zip(names, said, strict=False))

    def _note(self, kind: str, difference: Difference) -> Note:
        name = difference.field
        said = say(f"header.{name}", self.language) if kind == "header" else self.hide(say_field(name, self.language))
        old, new = (
            " ".join(self.hide(self._field(kind, name, one)).split()) for one in (difference.old, difference.new)
        )
        return Note(said, old, new, self._remark(difference), difference.shifted)

    def _field(self, kind: str, name: str, value: Value) -> str:
        if isinstance(value, str) and name in ("role", "relation"):
            return say(f"role.{value}" if name == "role" else f"citation.{value}", self.language)
        if isinstance(value, str) and name == "phone":
            return self.hide(value)
        return self._value(value) or say("comparison.nothing", self.language)

    def _value(self, value: Value) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, When):
            return self._when(value)
        if isinstance(value, DateValue):
            return say_date(value, self.language)
        if isinstance(value, Quantity):
            return say_quantity(value, self.language)
        if isinstance(value, bool):
            return say("fact.yes" if value else "fact.no", self.language)
        if isinstance(value, int | float):
            return say_number(value, self.language)
        return value if isinstance(value, str) else ", ".join(map(str, value))

    def _when(self, when: When) -> str:
        """The date as written, and the last day that is still in time where that is another."""
        if when.rrule:
            return _joined(say_recurrence(list(when.rrule), self.language), when.time or "")
        if when.offset and not (when.date and when.due):
            return say_offset(when.relation, when.offset, self.language)
        if when.date is None:
            return say("fact.undated", self.language)
        said = f"{say(f'relation.{when.relation}', self.language)} {say_date(when.date, self.language)}"
        if when.due and when.due != when.date.last:
            said += f" ({say('fact.last-day', self.language)} {say_edtf(when.due, self.language)})"
        return said

    def _remark(self, difference: Difference) -> str:
        """By how much: days of a deadline or event, a number's distance; nothing where that says nothing."""
        match difference.old, difference.new:
            case When(due=str(old)), When(due=str(new)):
                return self._days(old, new)
            case (DateValue() as old, DateValue() as new) if difference.field == "date":
                exact = _DAYS.fullmatch(old.edtf) and _DAYS.fullmatch(new.edtf)
                return self._days(old.first or "", new.first or "") if exact else ""
            case Quantity() as old, Quantity() as new:
                same_unit = (old.unit, old.comparator) == (new.unit, new.comparator)
                return self._distance(_bound(old), _bound(new)) if same_unit and old.unit != "%" else ""
            case (int() | float() as old, int() | float() as new) if not isinstance(old, bool):
                return self._distance(old, new)
        return ""

    def _days(self, old: str, new: str) -> str:
        years = self.comparison.years
        days = days_between(old, new, years)
        if not days:
            return ""
        key = f"comparison.remark.{'later' if days > 0 else 'earlier'}{'-one' if abs(days) == 1 else ''}"
        said = say(key, self.language, days=abs(days))
        return say("comparison.remark.in-the-year", self.language, remark=said) if years else said

    def _distance(self, old: int | float | None, new: int | float | None) -> str:
        if old is None or new is None or old == new:
            return ""
        distance = round(new - old, 6)
        said = f"{'+' if distance > 0 else '−'}{say_number(abs(distance), self.language)}"
        if old > 0:
            share = round(100 * abs(distance) / old)
            said += f" ({share} %)" if share else ""
        return said


def _when(deadline: Deadline) -> When:
    return When(
        deadline.relation, deadline.date, tuple(deadline.rrule or ()), deadline.time, deadline.due, deadline.offset
    )


def _bound(quantity: Quantity) -> Number | None:
    return quantity.min if quantity.min is not None else quantity.max


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def word_changes(old: str, new: str) -> tuple[list[Stretch], list[Stretch]]:
    """Two wordings cut into words that both have and (``found``) words that only one has."""
    before, after = old.split(" "), new.split(" ")
    sides: tuple[list[Stretch], list[Stretch]] = ([], [])
    for step in Indel.opcodes(before, after):
        for side, words in ((0, before[step.src_start : step.src_end]), (1, after[step.dest_start : step.dest_end])):
            if words:
                sides[side].append(Stretch(" ".join(words), step.tag != "equal"))
    return sides
