"""Deadlines as a list that can be acted on: *Thời hạn* and the start page show it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from hmtn_ingest.collection.due import DueTask, Standing, standing
from hmtn_ingest.collection.due_words import (
    say_following,
    say_full_day,
    say_left,
    say_stated,
    say_undated,
)
from hmtn_ingest.i18n.phrases import say_bodies, say_doubts, say_quantity
from hmtn_ingest.review.decision import undo
from hmtn_ingest.review.drafts import done
from hmtn_ingest.review.input_values import say_reason
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.pages.listing import Act, Chosen, Column, ListingRow, Tone, Words, listing

_STEP = 60  # rows that a list shows at first, and more at each asking

say = shell.texts("page.deadlines")


class DeadlineGroup(NamedTuple):
    """Deadlines under a heading; ``name`` tells the groups of a list apart."""

    name: str
    heading: str
    tasks: Sequence[DueTask]


def show_deadlines(groups: Sequence[DeadlineGroup], key: str, *, own: bool) -> None:
    """Show the groups as one list; ``own`` tells that they are those of one body or place. Its buttons act."""
    length = st.session_state.setdefault(f"{key}_rows", _STEP)
    rows: list[ListingRow] = []
    left = length
    for group in groups:
        if left <= 0:
            break
        rows.append(ListingRow(group.name, heading=f"{group.heading} ({len(group.tasks)})"))
        rows += [_row(task, own) for task in group.tasks[:left]]
        left -= len(group.tasks)
    hidden = sum(len(group.tasks) for group in groups) - length
    columns = (
        Column(say("due"), "10.8rem"),
        Column(say("what"), "minmax(0, 2.3fr)"),
        Column(say("who"), "minmax(0, 1.5fr)"),
        Column(say("paper"), "minmax(0, 1.3fr)"),
    )
    more = f"{say('more')} ({hidden})" if hidden > 0 else ""
    by_key = {_key(task): task for group in groups for task in group.tasks}

    def act(chosen: Chosen) -> None:
        if chosen.act == "more":
            st.session_state[f"{key}_rows"] += _STEP
        elif chosen.key in by_key:
            with contextlib.suppress(LookupError):  # somebody has deleted or changed it: the new list shows that
                _decide(by_key[chosen.key], chosen.act)

    chosen = listing(columns, rows, key=key, name=say("title"), more=more, when=act)
    if chosen and chosen.act == "see":
        document, _, fact = chosen.key.partition(":")
        shell.go("review", document=document, fact=fact)


_TONES: dict[Standing, Tone] = {"late": "late", "old": "late", "week": "soon", "done": "done"}


def _row(task: DueTask, own: bool) -> ListingRow:
    tone = _TONES.get(standing(task), "plain")
    cells = (_due_words(task, tone), _what_words(task), _who_words(task, own), _document_words(task))
    return ListingRow(_key(task), cells, [Act("see", say("see")), _done_act(task)], tone=tone)


def _due_words(task: DueTask, tone: Tone) -> list[Words]:
    """When it is due and how many days are left; what the document says of it; who marked it as done."""
    language = shell.language()
    if task.due and task.days is not None:
        left = "" if task.done else say_left(task.days, language)
        due = [
            Words(say_full_day(task.due, language), "lead"),
            Words(left, "soft" if tone == "plain" else tone),
        ]
    else:
        due = [Words(say_undated(task, language), "lead")]
    due += [Words(say_stated(task, language), "soft"), Words(say_following(task, language), "soft")]
    if task.done and task.entry.done:
        due.append(Words(f"{say('done-by')}: {task.entry.done.by}", "done"))
    return due


def _what_words(task: DueTask) -> list[Words]:
    entry = task.entry
    many = " · ".join(say_quantity(quantity, shell.language()) for quantity in entry.quantities)
    what = [
        Words(entry.action),
        Words(many, "lead"),
        Words(f"“{entry.origin.words}”" if entry.origin.words else "", "quote"),
    ]
    if entry.doubts:
        what.append(Words(say_doubts(list(entry.doubts), shell.language()), "warn"))
    return what


def _who_words(task: DueTask, own: bool) -> list[Words]:
    """Who has to do it, to whom it goes, and where the reader's own body is only meant among others."""
    entry = task.entry
    who = [Words(say_bodies(list(entry.bodies)) or say("nobody"), "plain" if entry.bodies else "warn")]
    if entry.submit_to:
        who.append(Words(f"→ {say('to')} {say_bodies(list(entry.submit_to))}", "soft"))
    if own and task.reach in ("group", "unsaid"):
        who.append(Words(say(f"{task.reach}-listed" if task.listed else task.reach), "tag"))
    return who


def _done_act(task: DueTask) -> Act:
    if task.done:
        return Act("reopen", say("reopen"))
    if task.entry.rules and task.due:
        return Act("done", f"{say('mark-round')} {task.due:%d/%m}")
    return Act("done", say("mark-done"))


def _document_words(task: DueTask) -> list[Words]:
    entry = task.entry
    place = [f"{say('part')} {entry.origin.part}"] if entry.origin.part else []
    place += [f"{say('page')} {entry.origin.page}"] if entry.origin.page else []
    status = {"open": "unreviewed", "stale": "stale"}.get(entry.status, "reviewed")
    tones: dict[str, Tone] = {"reviewed": "good", "stale": "warn"}
    return [
        Words(entry.summary.name, "lead"),
        Words(entry.summary.organ or "", "soft"),
        Words(" · ".join(place), "soft"),
        Words(say(status), tones.get(status, "soft")),
    ]


def _key(task: DueTask) -> str:
    return f"{task.entry.summary.document}:{task.entry.key}"


def _decide(task: DueTask, act: str) -> None:
    """Mark a task as done, of a repeated one the occurrence at hand, or open it again; asks who does it first."""
    if not shell.is_named():
        st.toast(say_reason("nameless", shell.language()))
        return
    entry = task.entry
    document = entry.summary.document
    if act == "done":
        occurrence = task.due.isoformat() if entry.rules and task.due else None
        draft = done(shell.reviewed(document), entry.key, occurrence)
        shell.all_documents().decide(document, draft, shell.actor())
    elif act == "reopen" and entry.done:
        shell.all_documents().decide(document, undo(entry.done), shell.actor())
