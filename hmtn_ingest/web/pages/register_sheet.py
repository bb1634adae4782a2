"""The row of the register of incoming documents, asked for after the last card of *Rà soát*; then the next document.

What the document says stands in it already. What is typed is kept as the row that the export ``register`` writes.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

import streamlit as st

from hmtn_ingest.collection.document import MaskedDocument
from hmtn_ingest.collection.due import due_entries, due_tasks
from hmtn_ingest.collection.home import home_of
from hmtn_ingest.i18n.phrases import say_edtf
from hmtn_ingest.review.input_values import Refused, parse_day
from hmtn_ingest.review.queue import attention, left
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.stored import RegisterEntry
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.template import page_html

_ASKED = "register_asked"

say = shell.texts("page.register_sheet")


class _Typed(NamedTuple):
    """The row as it is typed."""

    arrival_number: str
    arrival_date: str
    code: str
    subject: str
    handler: str
    due: str


def wanted() -> int | None:
    """The document whose sheet a person wants to see."""
    document: int | None = st.session_state.get(_ASKED)
    return document


def is_asked(reviewed: Reviewed, document: int) -> bool:
    """Whether the sheet is to be shown: nothing is left to decide and nothing is registered, or a person wants it."""
    if wanted() == document:
        return True
    return reviewed.register is None and reviewed.extracted.status != "failed" and _open(reviewed) == 0


def show_button(document: int) -> None:
    """The button that shows the sheet at any time; it tells the arrival number where there is one."""
    entry = shell.all_documents().registered(document, shell.actor())
    label = say("entered", number=entry.arrival_number) if entry else say("open")
    st.button(label, icon=":material/menu_book:", on_click=_ask, args=(document,))


def _ask(document: int) -> None:
    """Want the sheet of a document, or no longer."""
    st.session_state[_ASKED] = None if wanted() == document else document


def show_sheet(reviewed: Reviewed, document: int) -> None:
    """The sheet; keeps the row and opens the next document that waits."""
    given = _given(reviewed)
    with st.container(border=True, key="register-sheet"):
        shell.show_part(say("title"))
        if reviewed.register:
            shell.show_text(say("again"))
        else:
            shell.show_text(say("early") if _open(reviewed) else say("lead"))
        with st.form(f"register-{document}", border=False):
            first, second, third = st.columns((1, 1, 1.4))
            number = first.text_input(say("arrival-number"), given.arrival_number)
            day = second.text_input(say("arrival-date"), given.arrival_date, placeholder=say("day-hint"))
            code = third.text_input(say("code"), given.code)
            subject = st.text_input(say("subject"), given.subject)
            left_, right = st.columns((1.4, 1))
            handler = left_.text_input(say("handler"), given.handler)
            due = right.text_input(say("due"), given.due, placeholder=say("day-hint"))
            sent = st.form_submit_button(say("save"), type="primary", shortcut=None)
        st.html(page_html("register_script.html", at_once=wanted() == document), unsafe_allow_javascript=True)
        if sent:
            _keep(document, _Typed(number, day, code, subject, handler, due))


def _keep(document: int, typed: _Typed) -> None:
    documents, actor = shell.all_documents(), shell.actor()
    try:
        entry = RegisterEntry(
            " ".join(typed.arrival_number.split()),
            _day(typed.arrival_date, say("arrival-date")),
            " ".join(typed.code.split()),
            " ".join(typed.subject.split()),
            " ".join(typed.handler.split()),
            _day(typed.due, say("due")),
        )
    except Refused as refused:
        shell.say_box("error", refused.reason)
        return
    if not entry.arrival_number:
        shell.say_box("error", say("no-number"))
        return
    year = (entry.arrival_date or shell.today()).year
    taken = documents.arrivals(year, actor)
    if taken.get(entry.arrival_number, document) != document:
        shell.say_box("error", say("taken", number=entry.arrival_number, year=year, next=_next_number(taken)))
        return
    documents.register(document, entry, actor)
    st.session_state.pop(_ASKED, None)
    st.toast(say("saved", number=entry.arrival_number))
    following = _next_waiting(document)
    if following is None:
        st.toast(say("all-done"))
        st.rerun()
    shell.go("review", document=str(following))


def _day(text: str, field: str) -> datetime.date | None:
    try:
        day = parse_day(text)
        return datetime.date.fromisoformat(day) if day else None
    except (Refused, ValueError):
        raise Refused(say("bad-day", field=field, text=text)) from None


def _given(reviewed: Reviewed) -> _Typed:
    """What the register has, else what the document says; what neither says is empty."""
    if entry := reviewed.register:
        days = (_written(day) for day in (entry.arrival_date, entry.due))
        return _Typed(entry.arrival_number, next(days), entry.code, entry.subject, entry.handler, next(days))
    header, today = reviewed.record.header, shell.today()
    number, notation = (
        part.value if part and part.value else "" for part in (header.code_number, header.code_notation)
    )
    subject = header.subject.value if header.subject and header.subject.value else ""
    taken = shell.all_documents().arrivals(today.year, shell.actor())
    return _Typed(
        _next_number(taken) if taken else "",
        _written(today),
        f"{number}/{notation}" if number or notation else "",
        " ".join(subject.split()),
        "",
        _written(_first_due(reviewed, today)),
    )


def _written(day: datetime.date | None) -> str:
    return say_edtf(day.isoformat()) if day else ""


def _first_due(reviewed: Reviewed, today: datetime.date) -> datetime.date | None:
    """The first day that the document sets to the body or place of whoever registers it."""
    name = shell.all_documents().home(shell.actor())
    if not name:
        return None
    entries = due_entries(MaskedDocument(0, reviewed), reviewed)
    return next((task.due for task in due_tasks(entries, today, home_of(name)) if task.due and task.due >= today), None)


def _next_number(taken: dict[str, int]) -> str:
    """The number behind the highest of the year."""
    return str(max((int(number) for number in taken if number.isdecimal()), default=0) + 1)


def _next_waiting(document: int) -> int | None:
    """The newest other document with something left to decide."""
    for stored in shell.all_documents().find(shell.actor()):
        if stored.document != document and stored.status != "failed" and _open(shell.reviewed(stored.document)):
            return stored.document
    return None


def _open(reviewed: Reviewed) -> int:
    """How many cards are still to be decided on."""
    return sum(count for count, _ in left(reviewed, attention(reviewed)).values())
