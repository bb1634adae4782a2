"""How far a fact is reviewed, as every export says it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.time_zone import VIETNAM
from hmtn_ingest.review.decision import Status
from hmtn_ingest.review.reviewed import Reviewed, State

STATUSES: tuple[Status, ...] = ("open", "accepted", "edited", "rejected", "added", "stale")
"""The states of a fact."""


def word(status: Status, language: Language = "vi") -> str:
    """A state as exports say it: in Vietnamese by its name, in English explained."""
    return say(f"review-status.{status}", language)


def day(time: datetime.datetime) -> datetime.date:
    """The day in Vietnam."""
    return time.astimezone(VIETNAM).date()


def said(state: State, language: Language = "vi") -> str:
    """A state with who and when: "Đã sửa: Lê An, 05/01/2026"."""
    words = word(state.status, language)
    last = state.last
    return f"{words}: {last.by}, {day(last.at):%d/%m/%Y}" if last else words


def overall(states: Iterable[State]) -> Status:
    """The state of a thing that has several facts: what still has to be done decides."""
    found = {state.status for state in states}
    for status in ("stale", "open", "edited"):
        if status in found:
            return status
    return "accepted" if found else "open"


def counts(reviewed: Reviewed) -> tuple[int, int]:
    """How many facts there are, and how many of them are decided, or need no decision any more."""
    return len(reviewed.states), sum(not reviewed.waits(key) for key in reviewed.states)
