"""What a person decided about one fact, as it is kept: the only part of a review that the store knows.

A :class:`Draft` becomes a :class:`Decision` when it is kept. Decisions are only ever added, never changed: an undo is a
decision too, and :func:`in_force` tells which ones still count. What they make of a record is said in
:mod:`hmtn_ingest.review.reviewed`; drafts are made in :mod:`hmtn_ingest.review.drafts`. Pure.

    Draft(action="edit", record="deadline-8062c1b9d4", before={"/action": "Gửi"}, after={"/action": "Gửi danh sách"})
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal

from pydantic import Field, JsonValue

from hmtn_ingest.i18n import Language
from parsers.records import Model

Action = Literal["accept", "edit", "reject", "add", "done", "undo"]
Status = Literal["open", "accepted", "edited", "rejected", "added", "stale"]
"""How far a fact is decided; "stale": its words, or what is read from them, are no longer what the person saw."""


class Unavailable(Exception):  # noqa: N818 - the name states the fact
    """Decisions can be neither read nor kept at the moment; ``say`` tells why, and what to do."""

    def say(self, language: Language = "vi") -> str:
        raise NotImplementedError


class Draft(Model):
    """A decision before it is kept.

    ``record`` is the key of the fact. ``words``, ``line``, ``place`` and ``digest`` hold what the person saw (see
    :class:`~hmtn_ingest.review.facts.Fact`). ``before`` and ``after`` map JSON Pointers (RFC 6901) inside the fact to
    values, so that two people who change different fields of one fact do not undo each other; an added fact stands
    whole under "" in ``after``. ``undoes`` is the id of the decision that an undo takes back.
    """

    action: Action
    record: str
    words: str = ""
    line: str = ""
    place: str = ""
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


def undos_in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """The undos that no later undo takes back: what can be done again."""
    kept = sorted(decisions, key=lambda decision: decision.id)
    taken_back = {one.undoes for one in kept if one.action == "undo"}
    return [one for one in kept if one.action == "undo" and one.id not in taken_back]


def undo(decision: Decision, note: str | None = None) -> Draft:
    return Draft(action="undo", record=decision.record, words=decision.words, note=note, undoes=decision.id)
