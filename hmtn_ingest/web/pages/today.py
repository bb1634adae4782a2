"""Hôm nay: what one's own body or place has to do this week and this month, and a printed sheet for each body of it."""

from __future__ import annotations

import contextlib
import datetime
import functools
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from hmtn_ingest import exports
from hmtn_ingest.collection import due as due_list
from hmtn_ingest.collection.document import DocumentSummary
from hmtn_ingest.collection.due import DueTask
from hmtn_ingest.collection.due_words import say_day, say_full_day
from hmtn_ingest.collection.home import HomeUnit, concerns
from hmtn_ingest.exports import names
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.documents import Documents, Unusable
from hmtn_ingest.web.pages import across, shell
from hmtn_ingest.web.pages.deadline_list import DeadlineGroup, show_deadlines

_VISITS = "visits"
_FIRST_LOOK = datetime.timedelta(days=30)
_AFTERWARDS = 5  # tasks shown of those after this month
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

say = shell.texts("page.today")


def page() -> None:
    today = shell.today()
    gathered = across.gather()
    home = across.own_home(gathered)
    title, field = st.columns((3, 2))
    with title:
        shell.page_head(home.short if home else say("title"), say_full_day(today, shell.language()))
    with field:
        across.choose_home(gathered, "today_home")
    if home is None:
        shell.empty(say("no-home"))
        return
    if not gathered:
        shell.empty(say("no-documents"))
        if st.button(say("receive"), type="primary"):
            shell.go("receive")
        return
    tasks = due_list.due_tasks((entry for one in gathered for entry in one.entries), today, home)
    replaced = due_list.replaced_documents(one.summary for one in gathered)
    tasks = [task for task in tasks if not task.done and not due_list.is_past(task, today, replaced)]
    _show_tasks(tasks, today, _visit(today))
    current = [one for one in gathered if one.summary.document not in replaced and not _is_old(one.summary, today)]
    _show_sheets(current, home)


def _is_old(summary: DocumentSummary, today: datetime.date) -> bool:
    """Whether the years that a document is for are over; one that names none may always be meant."""
    return summary.year is not None and summary.year < today.year


def _show_tasks(tasks: Sequence[DueTask], today: datetime.date, visit: datetime.date | None) -> None:
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    month_end = (today.replace(day=1) + datetime.timedelta(days=32)).replace(day=1) - datetime.timedelta(days=1)
    late, lately = _due(tasks, datetime.date.min, today), _due(tasks, visit or today - _FIRST_LOOK, today)
    after = max(sunday, month_end) + datetime.timedelta(days=1)
    later = _due(tasks, after, datetime.date.max)
    overdue = say("late-since", day=say_day(visit, shell.language())) if visit else say("late")
    monday = sunday + datetime.timedelta(days=1)
    groups = [
        DeadlineGroup("late", overdue, lately),
        DeadlineGroup("week", say("week"), _due(tasks, today, monday)),
        DeadlineGroup("month", say("month"), _due(tasks, monday, month_end + datetime.timedelta(days=1))),
        DeadlineGroup("later", say("later"), later[:_AFTERWARDS]),
    ]
    if any(group.tasks for group in groups):
        asked = [group for group in groups if group.tasks or group.name in ("week", "month")]
        show_deadlines(asked, "today_list", own=True)
    else:
        shell.empty(say("nothing"))
    undated = sum(task.due is None for task in tasks)
    _lead_on(len(late) - len(lately), len(later) - _AFTERWARDS, undated)


def _due(tasks: Sequence[DueTask], first: datetime.date, after: datetime.date) -> list[DueTask]:
    """The tasks due from a day on, before another."""
    return [task for task in tasks if task.due and first <= task.due < after]


def _lead_on(late: int, later: int, undated: int) -> None:
    """What else there is, on *Thời hạn*."""
    rest = (
        (late, say("more-late", count=late)),
        (later, say("more-later", count=later)),
        (undated, say("undated", count=undated)),
    )
    said = [words for count, words in rest if count > 0]
    if said and st.button(" · ".join(said), type="tertiary", icon=":material/event:"):
        shell.go("deadlines")


def _visit(today: datetime.date) -> datetime.date | None:
    """The day on which the person looked at this page before today."""
    documents, actor = shell.all_documents(), shell.actor()
    kept = documents.setting(_VISITS, actor) or {}
    if kept.get("day") != today.isoformat():
        kept = {"day": today.isoformat(), "before": kept.get("day")}
        with contextlib.suppress(Unusable):  # a store that may only be read
            documents.set_setting(_VISITS, kept, actor)
    return datetime.date.fromisoformat(kept["before"]) if kept["before"] else None


def _show_sheets(gathered: Sequence[across.Gathered], home: HomeUnit) -> None:
    """For the place, and for each body in it that has something to do, the page that its head can hand on."""
    counts: Counter[str] = Counter()
    papers: dict[str, set[int]] = {}
    for one in gathered:
        for doers in one.doers:
            for doer in doers:
                if concerns(home, one.summary, [doer]):
                    name = doer.canonical or doer.name
                    counts[name] += 1
                    papers.setdefault(name, set()).add(one.summary.document)
    if not counts:
        return
    shell.show_part(say("sheets"))
    shell.show_text(say("sheets-help"))
    every = {document for found in papers.values() for document in found}
    sheets = [(home.name, say("whole", name=home.short), every)] if home.is_place else []
    sheets += [(name, say("sheet", name=name, count=count), papers[name]) for name, count in counts.most_common()]
    documents, actor = shell.all_documents(), shell.actor()
    with st.container(horizontal=True, gap="small", key="sheets"):
        for number, (body, label, found) in enumerate(sheets):
            st.download_button(
                label,
                functools.partial(_sheet, documents, actor, body, sorted(found)),
                f"{names.safe(say('file', name=body))}.docx",
                _DOCX,
                icon=":material/description:",
                on_click="ignore",
                key=f"sheet-{number}",
            )


def _sheet(documents: Documents, actor: Actor, body: str, numbers: Sequence[int]) -> bytes:
    (file,) = exports.export((documents.open(number, actor) for number in numbers), "brief", body=body)
    return file.data
