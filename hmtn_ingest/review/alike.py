"""One correction for all facts that are wrong in the same way: a body that a heading gave to all, a year, a unit.

Comes in: an edit that a person made, and the document. Goes out: what of other facts would be changed likewise, for the
person to confirm; and what is linked to the fact so closely that it changes at once. Pure.

    alike(reviewed, decision)    # [Alike("obligation-51…", {"/bodies": […]}, near=True), …]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from hmtn_ingest.review import input_values
from hmtn_ingest.review.decision import Decision, Draft, in_force
from hmtn_ingest.review.drafts import edit
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.field_types import Changes, dumped
from hmtn_ingest.review.input_values import Refused
from hmtn_ingest.review.patches import Invalid, changed
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import BodyRef, DateValue, Deadline, Obligation

ALIKE, LINKED = "sửa", "sửa cả mục liên kết"
"""What a person did, as notes of decisions that were made at one time say it."""

_WHO_ACTS = {
    "deadline": "bodies",
    "target": "bodies",
    "result": "bodies",
    "obligation": "bodies",
    "event": "organisers",
}
_BODIES = ("bodies", "organisers", "submit_to", "partners")
_DATES = ("date", "period")


@dataclass(frozen=True, slots=True)
class Alike:
    """What would be changed of another fact; ``near``: it stands under the same heading, or has its value from the same
    words."""

    key: str
    changes: Changes
    near: bool


def alike(reviewed: Reviewed, decision: Draft) -> list[Alike]:
    """The facts that have the value that was wrong, the near ones first; those that a person changed have their own."""
    untouched = (key for key in reviewed.facts if reviewed.state(key).status in ("open", "accepted"))
    return sorted(_alike(reviewed, decision, untouched), key=lambda one: not one.near)


def _alike(reviewed: Reviewed, decision: Draft, keys: Iterable[str]) -> Iterator[Alike]:
    own = reviewed.facts.get(decision.record)
    corrections = [(place[1:], decision.before.get(place), value) for place, value in decision.after.items()]
    for key in keys:
        fact = reviewed.facts[key]
        if own is None or key == decision.record:
            continue
        for name, before, after in corrections:
            if changes := _likewise(fact, own, name, before, after):
                near = bool(fact.place and fact.place == own.place) or _same_words(fact, changes, before)
                yield Alike(key, changes, near)
                break


def alike_drafts(reviewed: Reviewed, ids: Iterable[int], keys: Iterable[str]) -> list[Draft]:
    """The same as the edits of these ids for those of the facts that a person chose."""
    wanted, edits = set(keys), set(ids)
    found = (more for one in in_force(reviewed.decisions) if one.id in edits for more in alike(reviewed, one))
    return [edit(reviewed, one.key, one.changes) for one in found if one.key in wanted]


def linked_drafts(reviewed: Reviewed, draft: Draft) -> list[Draft]:
    """The same for a duty and its deadlines: one paragraph, in which the same bodies have to act."""
    if draft.action != "edit" or "/bodies" not in draft.after:
        return []
    linked = dict.fromkeys(_linked(reviewed, reviewed.facts[draft.record].item))
    standing = [key for key in linked if key in reviewed.facts and reviewed.state(key).status != "rejected"]
    same = _alike(reviewed, draft, standing)
    return [edit(reviewed, one.key, one.changes) for one in same if "/bodies" in one.changes]


def _linked(reviewed: Reviewed, item: Any) -> Iterator[str]:
    if isinstance(item, Deadline) and item.obligation in reviewed.facts:
        yield item.obligation
        item = reviewed.facts[item.obligation].item
    if isinstance(item, Obligation):
        yield from item.deadlines


def _likewise(fact: Fact, own: Fact, name: str, before: JsonValue, after: JsonValue) -> Changes:
    """The changes of another fact by one correction; none where it has another value."""
    changes: Changes = {}
    if name in _BODIES and isinstance(before, list) and isinstance(after, list) and after:
        changes = _other_bodies(fact, own, name, before, after)
    elif name in _DATES and isinstance(before, dict) and isinstance(after, dict):
        changes = _other_year(fact, own, str(before["edtf"]), str(after["edtf"]))
    elif name == "quantity/unit" and before and getattr(fact.item, "quantity", None):
        changes = {f"/{name}": after} if fact.item.quantity.unit == before else {}  # type: ignore[union-attr]
    try:
        return changes if changes and changed(fact.item, changes) else {}
    except Invalid:
        return {}


def _other_bodies(fact: Fact, own: Fact, name: str, before: list[JsonValue], after: list[JsonValue]) -> Changes:
    acts = _WHO_ACTS.get(own.kind) == name
    field = _WHO_ACTS.get(fact.kind) if acts else name
    held: list[BodyRef] = getattr(fact.item, field or "", [])
    wrong = [one["canonical"] for one in before if isinstance(one, dict)]
    return {f"/{field}": after} if wrong and [body.canonical for body in held] == wrong else {}


def _other_year(fact: Fact, own: Fact, before: str, after: str) -> Changes:
    """A date of the wrong year, where nothing but the year was corrected; one that the words leave out, or near."""
    wrong, right = before[:4], after[:4]
    if wrong == right or before.replace(wrong, right) != after:
        return {}
    for name in _DATES:
        date = getattr(fact.item, name, None)
        if not isinstance(date, DateValue) or not date.edtf.startswith(wrong):
            continue
        if "year" in (date.inferred or ()) or fact.place == own.place:
            moved = _in_year(date, wrong, right)
            return {f"/{name}": moved} if moved else {}
    return {}


def _in_year(date: DateValue, wrong: str, right: str) -> JsonValue:
    try:
        moved = input_values.parse_date(date.edtf.replace(wrong, right))
    except Refused:  # the 29th of February
        return None
    kept = {"time": date.time, "time_end": date.time_end, "part": date.part, "tentative": date.tentative}
    return dumped(moved.model_copy(update=kept)) if moved else None


def _same_words(fact: Fact, changes: Mapping[str, JsonValue], before: JsonValue) -> bool:
    """Whether the wrong bodies of both were read from the very same words, as a heading gives them to all below."""
    wrong: list[Any] = before if isinstance(before, list) else []
    words = {(span["start"], span["end"]) for one in wrong for span in one["spans"]}
    bodies = [body for place in changes for body in getattr(fact.item, place[1:], None) or [] if place[1:] in _BODIES]
    return any((span.start, span.end) in words for body in bodies for span in body.spans)


def made_as_one(decisions: Iterable[Decision], ids: set[int]) -> set[int]:
    """The decisions that changed linked facts with these: one correction, so one undo."""
    linked = [one for one in decisions if one.note and one.note.startswith(LINKED)]
    notes = {one.note for one in linked if one.id in ids}
    return {one.id for one in linked if one.note in notes}


def last_correction(decisions: Iterable[Decision], made: Iterable[Sequence[int]]) -> Decision | None:
    """The last edit of a session that holds; those that followed another one offer nothing more."""
    first = {ids[0] for ids in made if ids}
    edits = [one for one in decisions if one.action == "edit" and one.id in first]
    return max((one for one in edits if not _follows(one)), key=lambda one: one.id, default=None)


def _follows(decision: Decision) -> bool:
    return bool(decision.note and decision.note.startswith(f"{ALIKE} cùng lúc "))
