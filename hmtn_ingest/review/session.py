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
from typing import Any

from hmtn_ingest.i18n import Language
from hmtn_ingest.review import fields, input_values
from hmtn_ingest.review.additions import additions, refuse_incomplete
from hmtn_ingest.review.alike import ALIKE, LINKED, alike_drafts, linked_drafts, made_as_one
from hmtn_ingest.review.command import Answer, Command
from hmtn_ingest.review.decision import Decision, Draft, Unavailable, in_force, undo, undos_in_force
from hmtn_ingest.review.drafts import accept, accept_rest, dismiss_rest, edit, fill_in, reject, suggested, take
from hmtn_ingest.review.filling import chosen_words, with_words
from hmtn_ingest.review.input_values import Refused, RefusedField
from hmtn_ingest.review.patches import Invalid, at
from hmtn_ingest.review.queue import unfilled
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.undoing import together, undoable
from hmtn_ingest.review.unread import NONE, RESIDUE
from hmtn_ingest.review.words_read import filling, proposal
from parsers.records import Grounded


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
            if answer.keys().isdisjoint(("reason", "proposal", "filling")):
                self.applied.add(command["id"])
        waiting = {command["id"] for command in commands}
        self.answers = {one: answer for one, answer in self.answers.items() if one in waiting}

    def _answer(self, command: Command) -> Answer:
        answer: Answer = {"id": command["id"]}
        try:
            reviewed = self.load()
            if command["op"] == "propose":
                answer["proposal"] = proposal(reviewed, command, self.language, phones=self.phones)
                return answer
            if command["op"] == "fill":
                answer["filling"] = filling(reviewed.extracted, command, phones=self.phones)
                return answer
            drafts = self._drafts(reviewed, command)
            if others := self._others(reviewed, command):
                answer["others"] = others
            self._ask(reviewed, command, drafts, others)
            if drafts:
                self.made[command["id"]] = [one.id for one in self.keep(drafts)]
        except Refused as refusal:
            answer["reason"] = input_values.say_reason(refusal.reason, self.language)
            if isinstance(refusal, RefusedField):
                answer["place"] = refusal.name
        except Invalid as error:
            answer["reason"] = input_values.say_reason("model", self.language)
            answer["place"] = error.places[0] if error.places else ""
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
            case "undo" | "redo":
                return self._undo(reviewed, command)
            case "edit":
                drafts = self._edit(reviewed, command)
                linked = [more for one in drafts for more in linked_drafts(reviewed, one)]
                return together([*drafts, *linked], LINKED, command["id"]) if linked else drafts
            case "alike":
                drafts = alike_drafts(reviewed, command["ids"], command["keys"])
                return together(drafts, ALIKE, command["id"])
            case "add":
                return additions(reviewed, command)
            case "all":
                return []
        raise Refused("gone")

    def _key(self, reviewed: Reviewed, command: Command) -> str:
        key = command["key"]
        if key not in reviewed.unread and key not in reviewed.facts:
            raise Refused("gone")
        return key

    def _undo(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        """Takes back decisions, or undos of them; what was changed with a linked fact goes with it."""
        ids = set(command.get("ids") or self.made.get(command.get("of", ""), []))
        if command["op"] == "redo":
            return [undo(one) for one in undos_in_force(reviewed.decisions) if one.id in ids]
        return [undo(one) for one in undoable(reviewed, ids | made_as_one(reviewed.decisions, ids))]

    def _take(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        """Add what an entry of the residue suggests."""
        key = self._key(reviewed, command)
        part = command.get("part", 0)
        if key in reviewed.unread and part not in reviewed.unread[key].left:
            return []
        item = suggested(reviewed, key, part)
        if item is None:
            raise Refused("gone")
        refuse_incomplete(item)
        return [take(reviewed, key, part)]

    def _edit(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        if command["key"] in unfilled(reviewed):
            return self._fill_in(reviewed, command)
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
            if changes and (words := chosen_words(reviewed.extracted, command.get("words", ()))):
                changes = with_words(changes, fact.item.spans, words, own=isinstance(fact.item, Grounded))
        return [edit(reviewed, key, changes)] if changes else []

    def _fill_in(self, reviewed: Reviewed, command: Command) -> list[Draft]:
        """What a person types into a header field that the document has not."""
        key, record = command["key"], reviewed.extracted
        nothing: Grounded[Any] = Grounded(value=None)
        changes = fields.write(fields.form_of(key, "header"), nothing, command["field"], command["text"])
        return (
            [fill_in(record, key, changes["/value"], chosen_words(record, command.get("words", ())))] if changes else []
        )

    def _others(self, reviewed: Reviewed, command: Command) -> list[int]:
        """Decisions of others about the same fact that this person cannot have seen."""
        if "key" not in command or "seen" not in command:
            return []
        own = {one for made in self.made.values() for one in made}
        about = reviewed.state(command["key"]).decisions
        keys = {command["key"], *(one.record for one in about)}
        return [d.id for d in reviewed.decisions if d.record in keys and d.id > command["seen"] and d.id not in own]
