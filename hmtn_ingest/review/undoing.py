"""What a person at the record pane can take back, and do again after that: command by command, newest first. Pure.

In: a reviewed document and what this session made of each command. Goes out: the decisions of each step, which
:meth:`~hmtn_ingest.review.session.ReviewSession.apply` takes back as one. Called for the buttons of the pane.

    undo_steps(reviewed, made, by="Lò Thị Ín")[0]  # the decisions that Ctrl+Z takes back
"""

from __future__ import annotations

import itertools

from hmtn_ingest.review.decision import Decision, Draft, in_force
from hmtn_ingest.review.input_values import Refused
from hmtn_ingest.review.reviewed import Reviewed
from parsers import regex

Made = dict[str, list[int]]
"""The ids of the decisions of each command of a session, in the order of the commands."""

# "chấp nhận cùng lúc 49 mục, 018a6ae0-18": how many, and the command that made them
TOGETHER = regex.compile(r"[^,]+ cùng lúc (?P<count>\d+) mục, .+")

_REMEMBERED = 20  # commands that can be taken back one after the other without a word from the server


def together(drafts: list[Draft], what: str, command: str) -> list[Draft]:
    """Drafts of one command, marked so that they can be taken back as one even after a new start."""
    return [draft.model_copy(update={"note": f"{what} cùng lúc {len(drafts)} mục, {command}"}) for draft in drafts]


def undoable(reviewed: Reviewed, ids: set[int]) -> list[Decision]:
    """The decisions in force of these ids; a row that others filled in since is not to be taken from under them."""
    open_ = in_force(reviewed.decisions)
    for one in open_:
        grown = one.id in ids and any(place.endswith("/-") for place in one.after)
        if grown and any(later.record == one.record and later.id > one.id and later.id not in ids for later in open_):
            raise Refused("built-on")
    return [one for one in open_ if one.id in ids]


def undo_steps(reviewed: Reviewed, made: Made, by: str) -> list[list[Decision]]:
    """What undo takes back, newest first: commands of this session that are in force, then others of this person."""
    open_ = {one.id: one for one in in_force(reviewed.decisions) if one.action != "done"}
    steps = [[open_.pop(one) for one in ids if one in open_] for ids in reversed(made.values())]
    mine = [one for one in reversed(open_.values()) if one.by == by]
    for _, several in itertools.groupby(mine, key=_command_of):
        steps.append(list(several)[::-1])
    return [step for step in steps if step][:_REMEMBERED]


def redo_steps(reviewed: Reviewed, made: Made) -> list[list[Decision]]:
    """What can be done again, newest first: undos of this session, until it decided something new."""
    known = {one.id: one for one in reviewed.decisions}
    steps: list[list[Decision]] = []
    for ids in made.values():
        step = [known[one] for one in ids if one in known]
        if not step:
            continue
        if any(one.action != "undo" for one in step):
            steps = []
        elif any(one.undoes in known and known[one.undoes].action == "undo" for one in step):
            again = {one.undoes for one in step}
            steps = [one for one in steps if again.isdisjoint(undo.id for undo in one)]
        else:
            steps.append(step)
    return steps[::-1][:_REMEMBERED]


def _command_of(decision: Decision) -> str | int:
    """What decisions of one command have in common."""
    return decision.note if decision.note and TOGETHER.fullmatch(decision.note) else decision.id
