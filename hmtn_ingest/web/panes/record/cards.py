"""What the record pane shows of each fact, as plain data: texts to be set as text, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from pydantic import JsonValue

from hmtn_ingest.i18n import Language, known, say
from hmtn_ingest.i18n.phrases import (
    say_bodies,
    say_date,
    say_doubts,
    say_edtf,
    say_number,
    say_quantity,
    say_recurrence,
)
from hmtn_ingest.privacy import mask_phones
from hmtn_ingest.review import fields, input_values
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.queue import QueueEntry
from hmtn_ingest.review.reviewed import Reviewed, State
from parsers.records import (
    Citation,
    Contact,
    DateRecord,
    DateValue,
    Deadline,
    Event,
    Finding,
    Number,
    Obligation,
    QuotaTable,
    Recipient,
    Result,
    Target,
)
from parsers.text import shorten

_QUOTED = 160  # characters of its words that a card shows


class HistoryLine(TypedDict):
    """One decision of a fact's history; ``at`` is ISO 8601 in UTC."""

    id: int
    by: str
    at: str
    what: str


class Cell(TypedDict):
    path: str
    text: str
    doubts: str


class Grid(TypedDict):
    """A quota table: a row of cells for each body; ``stated`` is empty where the document gives no total."""

    columns: list[str]
    rows: list[tuple[str, str, str, list[Cell]]]
    stated: list[Cell]


class Card(TypedDict, total=False):
    key: str
    kind: str
    group: str
    heading: str | None
    label: str
    severity: str
    lead: str
    what: str
    meta: list[str]
    reasons: list[str]
    words: str
    status: str
    log: list[HistoryLine]
    form: str
    values: list[str | None]
    locked: list[int]
    grid: Grid
    gone: bool
    undo: int
    spans: list[tuple[int, int]]
    added: int


class FactCards:
    """Makes cards in one language, each once as long as it stays the same; ``phones`` shows phone numbers."""

    def __init__(self, language: Language = "vi", *, phones: bool = False) -> None:
        self.language = language
        self.phones = phones
        self._made: dict[str, tuple[Fact | None, State, tuple[Any, ...], Card]] = {}

    def all(self, reviewed: Reviewed, entries: Iterable[QueueEntry], gone: frozenset[str] = frozenset()) -> list[Card]:
        """A card for every entry; ``gone`` are findings that changes have settled."""
        history = _history(reviewed)
        return [self._card(reviewed, entry, entry.key in gone, history.get(entry.key, ())) for entry in entries]

    def _card(self, reviewed: Reviewed, entry: QueueEntry, gone: bool, history: tuple[Decision, ...]) -> Card:
        fact, state = reviewed.facts[entry.key], reviewed.state(entry.key)
        rest = (gone, len(history), history[-1].id if history else 0)
        known = self._made.get(entry.key)
        if known and known[0] is fact and known[1] == state and known[2] == rest:
            return known[3]
        card = self._make(reviewed, entry, fact, state, gone, history)
        self._made[entry.key] = (fact, state, rest, card)
        return card

    def _make(
        self, reviewed: Reviewed, entry: QueueEntry, fact: Fact, state: State, gone: bool, history: tuple[Decision, ...]
    ) -> Card:
        words = shorten(fact.words, _QUOTED)
        read = reviewed.read.get(fact.key)
        form = fields.form_of(fact.key, fact.kind)
        values = fields.read(form, fact.item)
        card: Card = {
            "key": fact.key,
            "kind": fact.kind,
            "group": entry.group,
            "heading": self._mask(entry.heading) if entry.heading else None,
            "label": self._say(fact.key if fact.kind == "header" else f"card.{fact.kind}"),
            "reasons": [say_doubts([doubt], self.language) for doubt in (read or fact).doubts],
            "words": self._mask(words),
            "status": state.status,
            "log": [self._history_line(one, form, fact.item) for one in history],
            "form": form,
            "values": [value if value is None else self._mask(value) for value in values],
            "locked": [n for n, value in enumerate(values) if value and self._mask(value) != value],
            "gone": gone,
        }
        lead, what, meta = self._shown(fact)
        card["lead"], card["what"] = self._mask(lead), self._mask(" ".join(what.split()))
        card["meta"] = [self._mask(part) for part in meta if part]
        if last := state.last:
            card["undo"] = last.id
        added = next((one for one in state.decisions if one.action == "add"), None)
        if added and state.status != "rejected":
            card["spans"], card["added"] = [(span.start, span.end) for span in fact.item.spans], added.id
        if isinstance(fact.item, Finding):
            card["severity"] = fact.item.severity
        if isinstance(fact.item, QuotaTable):
            card["grid"] = self._grid(fact.item)
        return card

    def _shown(self, fact: Fact) -> tuple[str, str, list[str]]:
        """What stands out, what stands below it, and what is said besides."""
        item = fact.item
        match item:
            case Finding():
                message = item.message_en if self.language == "en" else item.message_vi
                return message, "", [f"{item.code} {item.name}", self._say(f"about.{item.about}")]
            case Deadline():
                return self._deadline(item)
            case Target():
                period = self._date(item.period)
                return say_quantity(item.quantity, self.language), "", [say_bodies(item.bodies), period]
            case Result():
                planned = (
                    f"{self._say_label('planned')} {self._number(item.planned)}" if item.planned is not None else ""
                )
                ratio = f"{self._number(item.ratio)} %" if item.ratio is not None else ""
                meta = [planned, ratio, say_bodies(item.bodies), self._date(item.period)]
                return say_quantity(item.quantity, self.language), "", meta
            case Event():
                place = item.place.value if item.place else None
                count = say_quantity(item.count, self.language) if item.count else ""
                when = self._date(item.date) or self._say("fact.undated")
                return when, item.name, [place or "", say_bodies(item.organisers), count]
            case Obligation():
                section = f"{self._say('kind.section')} {item.section}" if item.section else ""
                partners = f"{self._say_label('partners')} {say_bodies(item.partners)}" if item.partners else ""
                return say_bodies(item.bodies), item.action, [self._say(f"role.{item.role}"), partners, section]
            case Citation():
                kind = " ".join(part for part in (item.type_name, item.code) if part)
                meta = [self._say(f"citation.{item.relation}"), self._date(item.date), item.organ_name or ""]
                return kind or "…", item.title or "", meta
            case Contact():
                name = f"{item.name}, {item.title}" if item.title else item.name
                return name, "", [item.organ_name or "", item.phone or "", item.purpose or ""]
            case Recipient():
                return item.name, "", [item.note or ""]
            case DateRecord():
                said = self._date(item.date) or say_recurrence(item.rrule or [], self.language)
                return said or self._say("fact.undated"), "", [fields.say_choice("role", item.role, self.language)]
            case QuotaTable():
                return item.title or self._say("card.quota"), "", []
            case _:
                value = getattr(item, "value", None)
                shown = self._date(value) if isinstance(value, DateValue) else str(value or "")
                return shown or self._say("fact.blank"), "", []

    def _deadline(self, item: Deadline) -> tuple[str, str, list[str]]:
        due = say_edtf(item.due, self.language) if item.due else ""
        when = say_recurrence(item.rrule, self.language) if item.rrule else self._date(item.date)
        relation = fields.say_choice("relation", item.relation, self.language)
        to = f"{self._say_label('submit_to')}: {item.submit_to.name}" if item.submit_to else ""
        lead = due or (when if item.rrule else self._say("fact.undated"))
        said = f"{relation} {when}" if when and lead != when else ""
        return lead, item.action, [said, say_bodies(item.bodies), to]

    def _grid(self, table: QuotaTable) -> Grid:
        def cell(path: str, value: Number | None, doubts: list[str]) -> Cell:
            shown = [doubt for doubt in doubts if doubt != "blank"]
            return {"path": path, "text": input_values.format_number(value), "doubts": say_doubts(shown, self.language)}

        rows = []
        for n, row in enumerate(table.rows):
            cells = [cell(f"/rows/{n}/values/{m}", one.value, one.doubts) for m, one in enumerate(row.values)]
            reasons = [doubt for doubt in row.doubts if doubt != "blank"]
            rows.append((row.ordinal or "", self._mask(row.body.name), say_doubts(reasons, self.language), cells))
        stated = table.stated_total or []
        return {
            "columns": [self._mask(column.name) for column in table.columns if column.role == "quota"],
            "rows": rows,
            "stated": [cell(f"/stated_total/{m}", one.value, one.doubts) for m, one in enumerate(stated)],
        }

    def history_line(self, decision: Decision) -> HistoryLine:
        """A decision in one line, about whatever it was."""
        kind = decision.record.partition("-" if "-" in decision.record else ".")[0]
        return self._history_line(decision, fields.form_of(decision.record, kind))

    def _history_line(self, decision: Decision, form: str, item: object = None) -> HistoryLine:
        what = self._say(f"action.{decision.action}")
        if decision.action == "edit":
            what += " " + "; ".join(
                self._change(decision, place, form, item) for place in _worth_saying(decision.after)
            )
        if decision.note:
            what += f" ({decision.note})"
        return {"id": decision.id, "by": decision.by, "at": decision.at.isoformat(), "what": self._mask(what)}

    def _change(self, decision: Decision, place: str, form: str, item: object) -> str:
        before, after = (self._value(place, values.get(place)) for values in (decision.before, decision.after))
        return f"{self._place(place, form, item)}: {before} → {after}"

    def _place(self, place: str, form: str, item: object) -> str:
        steps = place.split("/")[1:]
        if form == "quota":
            return self._cell(steps, item)
        name = {"min": "low", "max": "high", "title": "position" if form == "contact" else "title"}
        last = steps[1] if len(steps) > 1 and steps[1] not in ("value", "doubts") else steps[0]
        last = name.get(last, last)
        return self._say_label(last) if known(f"field.{last}") else last

    def _cell(self, steps: list[str], item: object) -> str:
        """A cell by its row and column, where the table still has them."""
        numbers = [int(step) for step in steps if step.isdigit()]
        if not isinstance(item, QuotaTable) or not numbers:
            return self._say_label("cell")
        columns = [column.name for column in item.columns if column.role == "quota"]
        column = columns[numbers[-1]] if numbers[-1] < len(columns) else ""
        if steps[0] != "rows":
            row = self._say("card.total")
        else:
            row = item.rows[numbers[0]].body.name if numbers[0] < len(item.rows) else ""
        return ", ".join(part for part in (row, column) if part) or self._say_label("cell")

    def _value(self, place: str, value: JsonValue) -> str:
        if value is None or value == "" or value == []:
            return "…"
        if isinstance(value, bool):
            return "✓" if value else "✗"
        if isinstance(value, (int, float)):
            return self._number(value)
        if isinstance(value, dict):
            if "edtf" in value:
                return self._date(DateValue.model_validate(value))
            return str(value.get("name") or value.get("value") or "…")
        if isinstance(value, list):
            parts = [self._value(place, one) for one in value]
            return ", ".join(parts) if not place.startswith("/rrule") else say_recurrence(parts, self.language)
        name = place.rpartition("/")[2]
        if name in ("relation", "comparator", "indicator", "role"):
            return fields.say_choice(name, value, self.language)
        return say_edtf(value, self.language) if name == "due" else f"“{value}”"

    def _mask(self, text: str) -> str:
        return text if self.phones else mask_phones(text)

    def _say(self, key: str) -> str:
        return say(key, self.language)

    def _say_label(self, name: str) -> str:
        return fields.say_label(name, self.language)

    def _date(self, date: DateValue | None) -> str:
        return say_date(date, self.language) if date else ""

    def _number(self, number: Number | None) -> str:
        return "…" if number is None else say_number(number, self.language)


def _history(reviewed: Reviewed) -> dict[str, tuple[Decision, ...]]:
    """Every decision about each fact, those taken back included; a decision follows its fact to a new key."""
    moved = {one.id: key for key, state in reviewed.states.items() for one in state.decisions}
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in reviewed.decisions:
        key = moved.get(decision.undoes or decision.id, moved.get(decision.id, decision.record))
        found[key] = (*found.get(key, ()), decision)
    return found


def _worth_saying(after: Mapping[str, JsonValue]) -> list[str]:
    """The changes worth a word: what only follows from another one is left out."""
    places = [place for place in after if not place.endswith("/doubts")]
    if "/quantity/comparator" in after and len(places) == 3:
        places = [place for place in places if place != "/quantity/max" or after["/quantity/min"] is None]
    return places
