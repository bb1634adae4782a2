"""What people decided about a record, and the record that comes of it. Pure: where decisions are kept is the store's.

Decisions are only ever added, never changed; the last word about a fact counts, and an undo takes one decision back.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, JsonValue, ValidationError

from hmtn_ingest.review.facts import Fact, fact, facts
from hmtn_ingest.review.overview import header_fields, records_by_kind
from parsers.records import (
    Citation,
    Contact,
    Deadline,
    DocumentRecord,
    Event,
    Grounded,
    Model,
    Number,
    Obligation,
    QuotaTable,
    Recipient,
    Record,
    Result,
    Span,
    Target,
)

Action = Literal["accept", "edit", "reject", "add", "done", "undo"]
Status = Literal["open", "accepted", "edited", "rejected", "added", "stale"]

ADDABLE: dict[str, tuple[str, type[Record]]] = {
    "deadline": ("deadlines", Deadline),
    "target": ("targets", Target),
    "obligation": ("obligations", Obligation),
    "event": ("events", Event),
    "result": ("results", Result),
}
"""Kinds of fact that a person can add, with their list and model."""

_LISTS: dict[str, tuple[str, type[Record]]] = ADDABLE | {
    "citation": ("citations", Citation),
    "quota": ("quota_tables", QuotaTable),
    "contact": ("contacts", Contact),
    "recipient": ("recipients", Recipient),
}


class Invalid(ValueError):  # noqa: N818 - the name states the fact
    """A change that the record's model does not allow; ``places`` are the JSON Pointers of what is wrong."""

    def __init__(self, places: list[str]) -> None:
        super().__init__(", ".join(places))
        self.places = places


class Draft(Model):
    """A decision before it is kept.

    ``record`` is the key of the fact. ``words``, ``line`` and ``digest`` hold what the person saw (see
    :class:`~hmtn_ingest.review.facts.Fact`). ``before`` and ``after`` map JSON Pointers (RFC 6901) inside the fact to
    values, so that two people who change different fields of one fact do not undo each other; an added fact stands
    whole under "" in ``after``. ``undoes`` is the id of the decision that an undo takes back.
    """

    action: Action
    record: str
    words: str = ""
    line: str = ""
    digest: str = ""
    before: dict[str, JsonValue] = Field(default_factory=dict)
    after: dict[str, JsonValue] = Field(default_factory=dict)
    note: str | None = None
    undoes: int | None = None


class Decision(Draft):
    """A decision that was kept: ``id`` in the order of keeping, ``by`` a person's name, ``at`` in UTC."""

    id: int
    by: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class State:
    """How far a fact is decided. ``decisions`` are those in force, oldest first; ``done`` marks a met deadline."""

    status: Status = "open"
    decisions: tuple[Decision, ...] = ()
    done: Decision | None = None

    @property
    def last(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None

    @property
    def reviewed(self) -> bool:
        return self.status not in ("open", "stale")


@dataclass(frozen=True)
class Reviewed:
    """A record with what people decided.

    ``extracted`` is as the program read it, ``record`` as people left it: changed values changed and free of doubts,
    rejected facts gone, added ones in. ``states`` has every key of both. ``stale`` are decisions whose words are no
    longer there; a fact is ``stale`` where its words still stand but what is read from them is no longer what the
    person saw.
    """

    extracted: DocumentRecord
    record: DocumentRecord
    states: Mapping[str, State]
    stale: Sequence[Decision] = ()
    decisions: Sequence[Decision] = field(default=(), repr=False)
    read: Mapping[str, Fact] = field(default_factory=dict, repr=False)
    """The facts of ``extracted``."""

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts to decide on, as people left them; rejected ones as they were read.

        A date that was part of a rejected fact does not become one of its own.
        """
        left = dict(self.read)
        items: list[tuple[str, str, Any]] = [
            (f"header.{name}", "header", value) for name, value in header_fields(self.record.header) if value
        ]
        items += [(item.id, kind, item) for kind, listed in records_by_kind(self.record) for item in listed]
        for key, kind, item in items:
            if key in self.states and not (key in left and left[key].item is item):
                left[key] = fact(self.record.text, key, kind, item)
        return left

    def state(self, key: str) -> State:
        return self.states.get(key, State())


def review(
    record: DocumentRecord, decisions: Sequence[Decision] = (), read: Mapping[str, Fact] | None = None
) -> Reviewed:
    """The record as its decisions leave it; ``read`` are its facts, where they are at hand.

    What nobody changed is shared with ``record``, so neither is to be changed in place.
    """
    extracted = facts(record) if read is None else read
    alike = Counter((fact.kind, fact.words) for fact in extracted.values())
    by_line = {(fact.kind, fact.words, fact.line): fact.key for fact in extracted.values()}
    history: dict[str, list[Decision]] = {}
    stale: list[Decision] = []
    added: dict[str, Decision] = {}
    for decision in in_force(decisions):
        if decision.action == "add":
            added[decision.record] = decision
            history.setdefault(decision.record, []).append(decision)
            continue
        if decision.record in added:
            history[decision.record].append(decision)
            continue
        if "-added-" in decision.record:  # its addition was taken back
            continue
        key: str | None = decision.record
        fact = extracted.get(decision.record)
        sure = fact is not None and fact.words == decision.words
        if not sure or (fact and alike[fact.kind, fact.words] > 1 and fact.line != decision.line):
            kind = decision.record.partition("-" if "-" in decision.record else ".")[0]
            key = by_line.get((kind, decision.words, decision.line))
        if key is None:
            stale.append(decision)
        else:
            history.setdefault(key, []).append(decision)
    lists = (name for name, _ in (*_LISTS.values(), ("dates", Record)))
    left = record.model_copy(update={name: list(getattr(record, name)) for name in lists})
    states: dict[str, State] = {}
    for key, fact in extracted.items():
        states[key] = _state(fact, history.get(key, []))
    for key, decision in added.items():
        if not _add(left, key, decision):
            stale += history[key]
            continue
        states[key] = _added(history[key])
    _apply(left, states)
    return Reviewed(record, left, states, tuple(stale), tuple(decisions), extracted)


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that no later undo takes back (an undo can itself be undone), without the undos."""
    taken_back: set[int] = set()
    kept: list[Decision] = []
    for decision in sorted(decisions, key=lambda decision: decision.id, reverse=True):
        if decision.id in taken_back:
            continue
        if decision.action == "undo":
            if decision.undoes is not None:
                taken_back.add(decision.undoes)
        else:
            kept.append(decision)
    return kept[::-1]


def _state(fact: Fact, history: list[Decision]) -> State:
    done = next((decision for decision in reversed(history) if decision.action == "done"), None)
    said = [decision for decision in history if decision.action != "done"]
    if not said:
        return State(done=done)
    last = said[-1]
    status: Status
    if last.action == "reject":
        status = "rejected"
    elif any(decision.action == "edit" for decision in said):
        status = "edited"
    else:
        status = "accepted" if last.digest == fact.digest else "stale"
    return State(status, tuple(said), done)


def _added(history: list[Decision]) -> State:
    done = next((decision for decision in reversed(history) if decision.action == "done"), None)
    said = tuple(decision for decision in history if decision.action != "done")
    return State("rejected" if said[-1].action == "reject" else "added", said, done)


def _add(record: DocumentRecord, key: str, decision: Decision) -> bool:
    """Put an added fact back at its words; ``False`` where they no longer stand exactly once."""
    name, model = ADDABLE[key.partition("-")[0]]
    fact = model.model_validate(decision.after[""])
    for span in fact.spans:
        if record.text[span.start : span.end] != span.quote:
            if record.text.count(span.quote) != 1:
                return False
            span.start = record.text.index(span.quote)
            span.end = span.start + len(span.quote)
            span.page = span.boxes = None
    getattr(record, name).append(fact)
    return True


def _apply(record: DocumentRecord, states: Mapping[str, State]) -> None:
    """Change, clear of doubts and remove: new lists, header and facts in place of those that change."""
    header = {
        name: _decided(value, states.get(f"header.{name}", State()))
        for name, value in header_fields(record.header)
        if value is not None
    }
    record.header = record.header.model_copy(update=header)
    for name, _ in (*_LISTS.values(), ("dates", Record)):
        decided = (_decided(item, states.get(item.id, State())) for item in getattr(record, name))
        setattr(record, name, [item for item in decided if item is not None])
    record.findings = [finding for finding in record.findings if states.get(finding.id, State()).status != "rejected"]


def _decided(item: Any, state: State) -> Any:
    if state.status == "rejected":
        return None
    edits: dict[str, JsonValue] = {}
    for decision in state.decisions:
        if decision.action == "edit":
            edits |= decision.after
    if edits:
        item = changed(item, edits)
    if not state.reviewed:
        return item
    if isinstance(item, QuotaTable):
        return _settled(item)
    doubts = [doubt for doubt in item.doubts if doubt == "blank" and not edits]
    return item if doubts == item.doubts else item.model_copy(update={"doubts": doubts})


def _settled(table: QuotaTable) -> QuotaTable:
    """A table that a person looked at: no doubts in it, and the sums of the cells as they are now."""
    rows = [
        row.model_copy(
            update={"doubts": [], "values": [cell.model_copy(update={"doubts": _unread(cell)}) for cell in row.values]}
        )
        for row in table.rows
    ]
    sums = [column_sum(table, column) for column in range(len(table.computed_total))]
    return table.model_copy(update={"rows": rows, "computed_total": sums, "doubts": []})


def _unread(cell: Grounded[Number]) -> list[str]:
    return cell.doubts if cell.value is None else []


def column_sum(table: QuotaTable, column: int) -> Number | None:
    """The sum of a quota column, counted from 0; ``None`` where a cell could not be read."""
    cells = [row.values[column] for row in table.rows]
    if any(cell.value is None and "blank" not in cell.doubts for cell in cells):
        return None
    return round(sum(cell.value for cell in cells if cell.value is not None), 6)


def changed(item: Any, after: Mapping[str, JsonValue]) -> Any:
    """A copy of a fact with the values at the given JSON Pointers; raises :class:`Invalid`."""
    data = item.model_dump(mode="json", by_alias=True)
    for pointer, value in after.items():
        *way, last = _steps(pointer)
        place = data
        try:
            for step in way:
                place = place[int(step)] if isinstance(place, list) else place[step]
            if isinstance(place, list):
                place[int(last)] = value
            else:
                place[last] = value
        except (KeyError, IndexError, ValueError, TypeError):
            raise Invalid([pointer]) from None
    try:
        return type(item).model_validate(data)
    except ValidationError as error:
        raise Invalid(["/" + "/".join(map(str, one["loc"])) for one in error.errors()]) from None


def at(item: Any, pointer: str) -> JsonValue:
    """The value at a JSON Pointer inside a fact; ``None`` where there is none."""
    value = item.model_dump(mode="json", by_alias=True)
    for step in _steps(pointer):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return value  # type: ignore[no-any-return]


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def accept(reviewed: Reviewed, key: str, note: str | None = None) -> Draft:
    return _about(reviewed, key, "accept", note)


def reject(reviewed: Reviewed, key: str, note: str | None = None) -> Draft:
    return _about(reviewed, key, "reject", note)


def done(reviewed: Reviewed, key: str, note: str | None = None) -> Draft:
    """Marks a deadline as met; an undo of it opens the deadline again."""
    return _about(reviewed, key, "done", note)


def edit(reviewed: Reviewed, key: str, after: Mapping[str, JsonValue], note: str | None = None) -> Draft:
    """Changes values at JSON Pointers inside a fact; raises :class:`Invalid` where its model does not allow them."""
    item = reviewed.facts[key].item
    changed(item, after)
    draft = _about(reviewed, key, "edit", note)
    return draft.model_copy(update={"before": {place: at(item, place) for place in after}, "after": dict(after)})


def add(record: DocumentRecord, kind: str, spans: Sequence[Span], values: Mapping[str, JsonValue]) -> Draft:
    """A fact that the program missed, at the words that a person selected; raises :class:`Invalid`.

    ``kind`` is one of :data:`ADDABLE`; ``values`` are the fields of its model.
    """
    where = [span.model_dump(mode="json") for span in spans]
    key = hashlib.blake2s(repr([(span.start, span.quote) for span in spans]).encode(), digest_size=5).hexdigest()
    data = {**values, "id": f"{kind}-added-{key}", "spans": where, "how": "exact", "doubts": []}
    try:
        fact = ADDABLE[kind][1].model_validate(data)
    except ValidationError as error:
        raise Invalid(["/" + "/".join(map(str, one["loc"])) for one in error.errors()]) from None
    words = " … ".join(" ".join(span.quote.split()) for span in spans)
    return Draft(action="add", record=fact.id, words=words, after={"": fact.model_dump(mode="json", by_alias=True)})


def undo(decision: Decision, note: str | None = None) -> Draft:
    return Draft(action="undo", record=decision.record, words=decision.words, note=note, undoes=decision.id)


def accept_rest(reviewed: Reviewed) -> list[Draft]:
    """Accepts every open fact that has no doubt; findings and stale facts stay for a person to look at."""
    return [
        accept(reviewed, key)
        for key, fact in reviewed.facts.items()
        if fact.kind != "finding" and not fact.doubts and reviewed.state(key).status == "open"
    ]


def _about(reviewed: Reviewed, key: str, action: Action, note: str | None) -> Draft:
    fact = reviewed.read.get(key) or reviewed.facts[key]
    return Draft(action=action, record=key, words=fact.words, line=fact.line, digest=fact.digest, note=note)
