"""Thời hạn: what is due when over all documents, and what one's own body has to do."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from hmtn_ingest import exports
from hmtn_ingest.collection import due as due_list
from hmtn_ingest.collection.charts import SLICE, say_standing, timeline_chart
from hmtn_ingest.collection.due import DueTask, Standing, Window
from hmtn_ingest.collection.due_words import (
    say_day,
    say_following,
    say_left,
    say_slice,
    say_stated,
    say_undated,
    say_weekday,
)
from hmtn_ingest.i18n.phrases import say_bodies, say_doubts
from hmtn_ingest.review.decision import undo
from hmtn_ingest.review.drafts import done
from hmtn_ingest.review.input_values import say_reason
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.documents import Documents
from hmtn_ingest.web.pages import across, shell
from hmtn_ingest.web.pages.listing import Act, Chosen, Column, ListingRow, Tone, Words, listing
from parsers.records import DocumentRecord

_STEP = 60  # rows that a list shows at first, and more at each asking

say = shell.texts("page.deadlines")


def page() -> None:
    shell.page_head(say("title"), say("lead"))
    gathered = across.gather()
    if not gathered:
        shell.empty(say("no-documents"))
        return
    if not any(one.entries for one in gathered):
        shell.empty(say("no-deadlines"))
        return
    today = shell.today()
    left, middle, right = st.columns((4, 4, 3.3))
    with left:
        own = across.own_body(gathered)
    with middle:
        numbers = across.choose_documents([one.summary for one in gathered if one.entries], "deadline_papers")
    with right:
        states = ("open", "done", "both")
        state = st.segmented_control(say("state"), states, default="open", format_func=say, required=True, key="state")
    entries = [entry for one in gathered if one.summary.document in numbers for entry in one.entries]
    tasks = due_list.due_tasks(entries, today, own)
    tasks = [task for task in tasks if state == "both" or task.done is (state == "done")]
    if own:
        _say_reach(tasks)
    left, right = st.columns((10, 3), vertical_alignment="bottom")
    with left:
        window = _window(tasks)
    shown = due_list.tasks_within(tasks, window)
    if not shown:
        shell.empty(say("nothing-own" if own and not tasks else "nothing"))
        return
    shown = _timeline(shown, today)
    with right:
        _calendar(shown)
    chosen = _list(shown, own)
    if chosen and chosen.act == "see":
        document, _, fact = chosen.key.partition(":")
        shell.go("review", document=document, fact=fact)


def _say_reach(tasks: Sequence[DueTask]) -> None:
    """How many of the tasks name the body, and how many may only mean it."""
    counts = {how: sum(task.reach == how for task in tasks) for how in ("named", "group", "unsaid")}
    shell.say_box("info", " · ".join(f"{count} {say(f'own-{how}')}" for how, count in counts.items() if count))


def _window(tasks: Sequence[DueTask]) -> Window:
    counts = {window: len(due_list.tasks_within(tasks, window)) for window in due_list.WINDOWS}
    chosen: Window | None = st.segmented_control(
        say("window"),
        due_list.WINDOWS,
        default="all",
        format_func=lambda window: f"{say(f'window-{window}')} ({counts[window]})",
        required=True,
        key="window",
    )
    return chosen or "all"


def _timeline(tasks: list[DueTask], today: datetime.date) -> list[DueTask]:
    """Draw the time line; the tasks of the slice that was clicked, or all."""
    slices = due_list.timeline(tasks, today)
    if not slices:
        return tasks
    chart = timeline_chart(slices, today, shell.language())
    alt = say("title")
    event = st.altair_chart(chart, key="timeline", on_select="rerun", selection_mode=SLICE, alt=alt)
    picked = {point.get(SLICE) for point in event.selection.get(SLICE, []) if isinstance(point, dict)}
    inside = [one for one in slices if one.first.isoformat() in picked]
    if not inside:
        return tasks
    words = ", ".join(say_slice(one, shell.language()) for one in inside)
    shell.say_box("info", f"{say('picked')}: {words}")
    return [task for one in inside for task in one.tasks]


def _list(tasks: Sequence[DueTask], own: str | None) -> Chosen | None:
    length = st.session_state.setdefault("deadline_rows", _STEP)
    rows: list[ListingRow] = []
    left = length
    for standing, inside in due_list.by_standing(tasks):
        if left <= 0:
            break
        heading = f"{say_standing(standing, shell.language()).capitalize()} ({len(inside)})"
        rows.append(ListingRow(standing, heading=heading))
        rows += [_row(task, standing, own) for task in inside[:left]]
        left -= len(inside)
    hidden = len(tasks) - length
    columns = (
        Column(say("due"), "10.8rem"),
        Column(say("what"), "minmax(0, 2.3fr)"),
        Column(say("who"), "minmax(0, 1.5fr)"),
        Column(say("paper"), "minmax(0, 1.3fr)"),
    )
    more = f"{say('more')} ({hidden})" if hidden > 0 else ""
    by_key = {_key(task): task for task in tasks}

    def act(chosen: Chosen) -> None:
        if chosen.act == "more":
            st.session_state["deadline_rows"] += _STEP
        elif chosen.key in by_key:
            with contextlib.suppress(LookupError):  # somebody has deleted or changed it: the new list shows that
                _decide(by_key[chosen.key], chosen.act)

    return listing(columns, rows, key="deadline_list", name=say("title"), more=more, when=act)


_TONES: dict[Standing, Tone] = {"late": "late", "old": "late", "week": "soon", "done": "done"}


def _row(task: DueTask, standing: Standing, own: str | None) -> ListingRow:
    tone = _TONES.get(standing, "plain")
    cells = (_due_words(task, tone), _what_words(task), _who_words(task, own), _document_words(task))
    return ListingRow(_key(task), cells, [Act("see", say("see")), _done_act(task)], tone=tone)


def _due_words(task: DueTask, tone: Tone) -> list[Words]:
    """When it is due and how many days are left; what the document says of it; who marked it as done."""
    language = shell.language()
    if task.due and task.days is not None:
        left = "" if task.done else say_left(task.days, language)
        due = [
            Words(f"{say_weekday(task.due, language)}, {say_day(task.due, language)}", "lead"),
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
    what = [Words(entry.action), Words(f"“{entry.origin.words}”" if entry.origin.words else "", "quote")]
    if entry.doubts:
        what.append(Words(say_doubts(list(entry.doubts), shell.language()), "warn"))
    return what


def _who_words(task: DueTask, own: str | None) -> list[Words]:
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


def _calendar(tasks: Sequence[DueTask]) -> None:
    """The deadlines shown, as a calendar file."""
    if not any(form.name == "ics" for form in exports.EXPORTS):
        return
    documents, actor = shell.all_documents(), shell.actor()
    wanted: dict[int, set[str]] = {}
    for task in tasks:
        wanted.setdefault(task.entry.summary.document, set()).add(task.entry.key)
    st.download_button(
        say("ics"),
        lambda: _calendar_file(documents, actor, wanted),
        "thoi-han.ics",
        "text/calendar",
        icon=":material/event_available:",
        help=say("ics-help"),
        on_click="ignore",
    )


def _calendar_file(documents: Documents, actor: Actor, wanted: dict[int, set[str]]) -> bytes:
    narrowed = []
    for document, keys in wanted.items():
        reviewed = documents.open(document, actor)
        extracted, record = (_narrowed(one, keys) for one in (reviewed.extracted, reviewed.record))
        read = {key: fact for key, fact in reviewed.read.items() if key in keys}
        narrowed.append(replace(reviewed, extracted=extracted, record=record, read=read))
    (calendar,) = exports.export(narrowed, "ics")
    return calendar.data


def _narrowed(record: DocumentRecord, keys: set[str]) -> DocumentRecord:
    deadlines = [deadline for deadline in record.deadlines if deadline.id in keys]
    return record.model_copy(update={"deadlines": deadlines, "events": []})
