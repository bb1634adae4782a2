"""What a person does at the record pane: every command becomes decisions that are kept, or is refused.

A command is answered only when its decisions are on the disk. The pane may send a command again (after a lost
connection, a reload, a new server); it is then answered and not done twice. Pure: how a document is opened and how
decisions are kept is given.

    session = ReviewSession(12, load, keep, applied=set())
    session.apply([{"id": "k-1", "op": "accept", "key": "header.subject"}])
    session.answers["k-1"]
"""

from __future__ import annotations

from collections.abc import Callable, MutableSet, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from hmtn_ingest.i18n import Language
from hmtn_ingest.kinds import ADDABLE
from hmtn_ingest.privacy import hider
from hmtn_ingest.review import fields, input_values, proposals
from hmtn_ingest.review.decision import Decision, Draft, Unavailable, in_force, undo, undos_in_force
from hmtn_ingest.review.drafts import accept, accept_rest, add, dismiss_rest, edit, reject, suggested, take
from hmtn_ingest.review.input_values import Refused
from hmtn_ingest.review.patches import Invalid, at, changed
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.undoing import together
from hmtn_ingest.review.unread import NONE, RESIDUE
from parsers.records import Grounding, Record


class Command(TypedDict, total=False):
    """What the pane sends. ``id`` is unique to the command; ``seen`` the last decision that the person could see.

    ``have`` is the stamp of what the pane has been told; "all" asks to be told everything.
    """

    id: str
    op: str
    have: int
    key: str
    seen: int
    field: str
    text: str
    ids: list[int]
    of: str
    kind: str
    start: int
    end: int
    values: dict[str, str]


class Answer(TypedDict, total=False):
    """What the pane gets back. ``reason`` says why a command was refused, ``failed`` that the store did not take it."""

    id: str
    reason: str
    place: str
    failed: bool
    proposal: dict[str, Any]
    others: list[int]


@dataclass(slots=True)
class ReviewSession:
    """One session at one document: what it did and how it was answered.

    ``load`` gives the document as it is now, ``keep`` keeps decisions in the name of who is at it; ``applied`` are ids
    of commands that this server has carried out. ``phones`` leaves phone numbers in proposals as they are.
    A person who is not ``named`` decides nothing.
    """

    document: int
    load: Callable[[], Reviewed]
    keep: Callable[[list[Draft]], list[Decision]]
    applied: MutableSet[str]
    language: Language = "vi"
    phones: bool = False
    named: bool = True
    answers: dict[str, Answer] = field(default_factory=dict)
    made: dict[str, list[int]] = field(default_factory=dict)
    """The ids of the decisions of each command, in the order of the commands."""

    def apply(self, commands: Sequence[Command]) -> None:
        """Do what is not yet done, in order. A command that the store did not take holds up those behind it."""
        for command in commands:
            if command["id"] in self.answers and not self.answers[command["id"]].get("failed"):
                continue
            if command["id"] in self.applied:
                self.answers[command["id"]] = {"id": command["id"]}
                continue
            self.answers[command["id"]] = answer = self._answer(command)
            if answer.get("failed"):
                break
            if "reason" not in answer and "proposal" not in answer:
                self.applied.add(command["id"])
        waiting = {command["id"] for command in commands}
        self.answers = {one: answer for one, answer in self.answers.items() if one in waiting}

    def _answer(self, command: Command) -> Answer:
        answer: Answer = {"id": command["id"]}
        try:
            reviewed = self.load()
            if command["op"] == "propose":
                answer["proposal"] = self._proposal(reviewed, command)
                return answer
            drafts = self._drafts(reviewed, command)
            if others := self._others(reviewed, command):
                answer["others"] = others
            self._ask(reviewed, command, drafts, others)
            if drafts:
                self.made[command["id"]] = [one.id for one in self.keep(drafts)]
        except Refused as refusal:
            answer["reason"] = input_values.say_reason(refusal.reason, self.language)
        except Invalid as error:
            answer["reason"] = input_values.say_reason("model", self.language)
            answer["place"] = error.places[0] if error.places else ""
        except _RefusedField as refusal:
            answer["reason"] = input_values.say_reason(refusal.reason, self.language)
            answer["place"] = refusal.name
        except Unavailable as error:
            answer |= {"failed": True, "reason": error.say(self.language)}
        except LookupError:
            answer |= {"failed": True, "reason": input_values.say_reason("deleted", self.language)}
        return answer

    def _ask(self, reviewed: Reviewed, command: Command, drafts: list[Draft], others: list[int]) -> None:
        """Refuse what a person has to say more about: who it is, or that an edit replaces another, unseen by them."""
        if not self.named and command["op"] != "all":
            raise Refused("nameless")
        edited = {one.id for one in in_force(reviewed.decisions) if one.action == "edit"}
        if command["op"] == "edit" and drafts and edited.intersection(others):
            raise Refused("meanwhile")

    def _drafts(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        match command["op"]:
            case "accept" if not command["key"].startswith(RESIDUE):
                return [accept(reviewed, self._key(reviewed, command))]
            case "reject" if not command["key"].startswith(NONE):
                return [reject(reviewed, self._key(reviewed, command))]
            case "take":
                return self._take(reviewed, command)
            case "rest":
                return together(accept_rest(reviewed), "chấp nhận", command["id"])
            case "dismiss rest":
                return together(dismiss_rest(reviewed), "bỏ qua", command["id"])
            case "undo" | "redo" as op:
                ids = set(command.get("ids") or self.made.get(command.get("of", ""), []))
                open_ = in_force(reviewed.decisions) if op == "undo" else undos_in_force(reviewed.decisions)
                return [undo(one) for one in open_ if one.id in ids]
            case "edit":
                return self._edit(reviewed, command)
            case "add":
                return self._add(reviewed, command)
            case "all":
                return []
        raise Refused("gone")

    def _key(self, reviewed: Reviewed, command: Command) -> str:
        key = command["key"]
        if key not in reviewed.unread and key not in reviewed.facts:
            raise Refused("gone")
        return key

    def _take(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        """Add what an entry of the residue suggests."""
        key = self._key(reviewed, command)
        if reviewed.state(key).status == "added":
            return []
        item = suggested(reviewed, key)
        if item is None:
            raise Refused("gone")
        _complete(item)
        return [take(reviewed, key)]

    def _edit(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        key = self._key(reviewed, command)
        if key in reviewed.unread:
            raise Refused("gone")
        fact = reviewed.facts[key]
        if command["field"].startswith("/"):
            changes = fields.write_cell(command["field"], command["text"])
            changes = {place: value for place, value in changes.items() if at(fact.item, place) != value}
        else:
            form = fields.form_of(key, fact.kind)
            changes = fields.write(form, fact.item, command["field"], command["text"], reviewed.extracted.bodies)
        return [edit(reviewed, key, changes)] if changes else []

    def _add(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        record, kind = reviewed.extracted, command["kind"]
        if kind not in ADDABLE:
            raise Refused("gone")
        start, end = proposals.trimmed(record.text, command["start"], command["end"])
        if start >= end:
            raise Refused("gone")
        item: Record = proposals.propose(record, kind, start, end)
        # a field that another one fills in (the last day, from date and relation) is typed after it
        for name, text in command["values"].items():
            try:
                changes = fields.write(kind, item, name, text, record.bodies)
                item = changed(item, changes) if changes else item
            except Refused as refusal:
                raise _RefusedField(name, refusal.reason) from None
        _complete(item)
        values = item.model_dump(mode="json", by_alias=True, exclude={"id", *Grounding.model_fields})
        draft = add(record, kind, [proposals.span(record, start, end)], values)
        return [] if reviewed.state(draft.record).status == "added" else [draft]

    def _proposal(self, reviewed: Reviewed, command: Command) -> dict[str, Any]:
        start, end = proposals.trimmed(reviewed.extracted.text, command["start"], command["end"])
        if start >= end or command["kind"] not in ADDABLE:
            raise Refused("gone")
        item = proposals.propose(reviewed.extracted, command["kind"], start, end)
        read = zip(fields.FORMS[command["kind"]], fields.read(command["kind"], item), strict=True)
        # the last day follows from date and relation, whatever is typed there, unless it is typed itself
        values = ["" if field.name == "due" else value or "" for field, value in read]
        words = reviewed.extracted.text[start:end]
        hide = hider([reviewed.extracted, reviewed.record])
        shown = values if self.phones else [hide(value) for value in values]
        return {
            "kind": command["kind"],
            "start": start,
            "end": end,
            "words": words if self.phones else hide(reviewed.extracted.text)[start:end],
            "values": shown,
            "locked": [n for n, value in enumerate(values) if shown[n] != value],
        }

    def _others(self, reviewed: Reviewed, command: Command) -> list[int]:
        """Decisions of others about the same fact that this person cannot have seen."""
        if "key" not in command or "seen" not in command:
            return []
        own = {one for made in self.made.values() for one in made}
        about = reviewed.state(command["key"]).decisions
        keys = {command["key"], *(one.record for one in about)}
        return [d.id for d in reviewed.decisions if d.record in keys and d.id > command["seen"] and d.id not in own]


class _RefusedField(Exception):  # noqa: N818 - the name states the fact
    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason


def _complete(item: Record) -> None:
    """Refuse an added fact without what makes it one."""
    quantity = getattr(item, "quantity", None)
    if quantity is not None and quantity.min is None and quantity.max is None:
        raise _RefusedField("low", "needed")
    for name in ("action", "name"):
        if getattr(item, name, None) == "":
            raise _RefusedField(name, "needed")
