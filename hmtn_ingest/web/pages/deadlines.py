"""Thời hạn: what is due when over all documents, and what one's own body has to do."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from hmtn_ingest import exports
from hmtn_ingest.collection import due as due_list
from hmtn_ingest.collection.charts import SLICE, say_standing, timeline_chart, timeline_legend
from hmtn_ingest.collection.due import DueTask, Window
from hmtn_ingest.collection.due_words import say_slice
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.documents import Documents
from hmtn_ingest.web.pages import across, shell
from hmtn_ingest.web.pages.deadline_list import DeadlineGroup, show_deadlines
from hmtn_ingest.web.template import page_html
from parsers.records import DocumentRecord

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
        own = across.own_home(gathered)
        across.choose_home(gathered, "deadline_home")
    with middle:
        numbers = across.choose_documents([one.summary for one in gathered if one.entries], "deadline_papers")
    with right:
        states = ("open", "done", "both")
        state = st.segmented_control(say("state"), states, default="open", format_func=say, required=True, key="state")
    entries = [entry for one in gathered if one.summary.document in numbers for entry in one.entries]
    tasks = due_list.due_tasks(entries, today, own)
    tasks = [task for task in tasks if state == "both" or task.done is (state == "done")]
    with right:
        tasks = _without_past(tasks, due_list.replaced_documents(one.summary for one in gathered), today)
    if own:
        _say_reach(tasks)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        window = _window(tasks)
        download = st.container(width="content")
    shown = due_list.tasks_within(tasks, window)
    if not shown:
        shell.empty(say("nothing-own" if own and not tasks else "nothing"))
        return
    shown = _timeline(shown, today)
    with download:
        _calendar(shown)
    groups = [
        DeadlineGroup(standing, say_standing(standing, shell.language()).capitalize(), inside)
        for standing, inside in due_list.by_standing(shown)
    ]
    show_deadlines(groups, "deadline_list", own=own is not None)


def _without_past(tasks: list[DueTask], replaced: set[int], today: datetime.date) -> list[DueTask]:
    """The tasks that somebody still asks about; all of them where a person wants to see the others too."""
    asked = [task for task in tasks if not due_list.is_past(task, today, replaced)]
    if len(asked) == len(tasks):
        return tasks
    shown = st.toggle(say("past", count=len(tasks) - len(asked)), key="past_deadlines", help=say("past-help"))
    return tasks if shown else asked


def _say_reach(tasks: Sequence[DueTask]) -> None:
    """How many of the tasks name the body, and how many may only mean it."""
    counts = {how: sum(task.reach == how for task in tasks) for how in ("named", "inside", "group", "unsaid")}
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
    st.html(page_html("chart_legend.html", colours=timeline_legend(slices, shell.language())))
    event = st.altair_chart(chart, key="timeline", on_select="rerun", selection_mode=SLICE, alt=alt)
    picked = {point.get(SLICE) for point in event.selection.get(SLICE, []) if isinstance(point, dict)}
    inside = [one for one in slices if one.first.isoformat() in picked]
    if not inside:
        return tasks
    words = ", ".join(say_slice(one, shell.language()) for one in inside)
    shell.say_box("info", f"{say('picked')}: {words}")
    return [task for one in inside for task in one.tasks]


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
