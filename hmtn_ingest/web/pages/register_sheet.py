"""The row of the register of incoming documents, asked for after the last card of *Rà soát*; then the next document.

What the document says stands in it already, with personal data hidden as everywhere. What is typed is kept as the row
that the export ``register`` writes.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hmtn_ingest.collection.document import MaskedDocument
from hmtn_ingest.collection.due import due_entries, due_tasks
from hmtn_ingest.collection.home import home_of
from hmtn_ingest.i18n.phrases import say_edtf
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.review.input_values import Refused, parse_day
from hmtn_ingest.review.masking import phone_hider
from hmtn_ingest.review.queue import left_of_all
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.stored import RegisterEntry
from hmtn_ingest.service.documents import RegisterConflict
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.template import page_html

_ASKED = "register_asked"
_SHOWN = "register_shown"
_SAVE = "register_save"
_CORRECTED = "register_corrected"

say = shell.texts("page.register_sheet")


class _Typed(NamedTuple):
    """The row as it is typed."""

    arrival_number: str
    arrival_date: str
    code: str
    subject: str
    handler: str
    due: str


class _Sheet(NamedTuple):
    """A sheet as it was filled in when it was shown: ``seen`` is the row that the register had of the document."""

    document: int
    seen: int
    given: _Typed


def wanted() -> int | None:
    """The document whose sheet a person wants to see."""
    document: int | None = st.session_state.get(_ASKED)
    return document


def correct(document: int) -> NoReturn:
    """Open a document with its sheet, to correct a row of the register; once that is kept, the register comes again."""
    st.session_state[_ASKED] = st.session_state[_CORRECTED] = document
    st.session_state.pop(_SHOWN, None)
    shell.go("review", document=str(document))


def is_asked(reviewed: Reviewed, document: int) -> bool:
    """Whether the sheet is to be shown: nothing is left to decide and nothing is registered, or a person wants it."""
    if wanted() == document:
        return True
    return reviewed.register is None and reviewed.extracted.status != "failed" and left_of_all(reviewed)[0] == 0


def show_button(document: int) -> None:
    """The button that shows the sheet at any time; it tells the arrival number where there is one."""
    entry = shell.all_documents().registered(document, shell.actor())
    label = say("entered", number=mask_personal_data(entry.arrival_number)) if entry else say("open")
    st.button(label, icon=":material/menu_book:", on_click=_ask, args=(document,))


def _ask(document: int) -> None:
    """Want the sheet of a document, or no longer."""
    st.session_state[_ASKED] = None if wanted() == document else document
    st.session_state.pop(_CORRECTED, None)
    st.session_state.pop(_SHOWN, None)


def show_sheet(reviewed: Reviewed, document: int, *, phones: bool) -> None:
    """The sheet; keeps the row and opens the next document that waits. What is hidden in it stays as it is."""
    sheet = _sheet(reviewed, document)
    given = sheet.given
    hide = str if phones else phone_hider(reviewed.decisions, [reviewed.extracted, reviewed.record])

    def field(column: DeltaGenerator, label: str, text: str, hint: str = "") -> str:
        shown = hide(text)
        typed = column.text_input(label, shown, placeholder=hint, disabled=shown != text)
        return text if typed == shown else typed

    with st.container(border=True, key="register-sheet"):
        shell.show_part(say("title"))
        if reviewed.register:
            shell.show_text(say("again"))
        else:
            shell.show_text(say("early") if left_of_all(reviewed)[0] else say("lead"))
        with st.form(f"register-{document}", border=False):
            first, second, third = st.columns((1, 1, 1.4))
            number = field(first, say("arrival-number"), given.arrival_number)
            day = field(second, say("arrival-date"), given.arrival_date, say("day-hint"))
            code = field(third, say("code"), given.code)
            subject = field(st.container(), say("subject"), given.subject)
            left_, right = st.columns((1.4, 1))
            handler = field(left_, say("handler"), given.handler)
            due = field(right, say("due"), given.due, say("day-hint"))
            label = say("save-correction" if st.session_state.get(_CORRECTED) == document else "save")
            sent = st.form_submit_button(label, key=_SAVE, type="primary", shortcut=None)
        st.html(page_html("register_script.html", at_once=wanted() == document), unsafe_allow_javascript=True)
        if sent:
            _keep(sheet, _Typed(number, day, code, subject, handler, due))


def _sheet(reviewed: Reviewed, document: int) -> _Sheet:
    """The sheet as it was shown: nothing changes in it under the hands of who types, as when a colleague took the next
    number meanwhile. It is filled in anew where the document or its row is another now, but not as it is sent."""
    shown: _Sheet | None = st.session_state.get(_SHOWN)
    now = _Sheet(document, reviewed.register.row if reviewed.register else 0, _given(reviewed))
    if shown is None or shown.document != document or (not st.session_state.get(_SAVE) and _differ(shown, now)):
        st.session_state[_SHOWN] = shown = now
    return shown


def _differ(shown: _Sheet, now: _Sheet) -> bool:
    """Whether the document says something else now, or somebody else has registered it."""
    before, after = ((sheet.seen, sheet.given.code, sheet.given.subject) for sheet in (shown, now))
    return before != after


def _keep(sheet: _Sheet, typed: _Typed) -> None:
    document = sheet.document
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
    try:
        documents.register(document, entry, actor, sheet.seen)
    except RegisterConflict as conflict:
        shell.say_box("error", _say_conflict(conflict, document))
        return
    st.session_state.pop(_ASKED, None)
    st.session_state.pop(_SHOWN, None)
    st.toast(say("saved", number=entry.arrival_number))
    if st.session_state.pop(_CORRECTED, None) == document:
        shell.go("register")
    following = _next_waiting(document)
    if following is None:
        st.toast(say("all-done"))
        st.rerun()
    shell.go("review", document=str(following))


def _say_conflict(conflict: RegisterConflict, document: int) -> str:
    other = conflict.entry
    if conflict.document == document:
        return say("meanwhile", by=other.by, number=mask_personal_data(other.arrival_number))
    year, number = other.arrival or (shell.today().year, "")
    following = shell.all_documents().next_arrival_number(year, shell.actor())
    return say("taken", number=number, year=year, next=following)


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
    return _Typed(
        shell.all_documents().next_arrival_number(today.year, shell.actor()),
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


def _next_waiting(document: int) -> int | None:
    """The newest other document with something left to decide."""
    for stored in shell.all_documents().find(shell.actor()):
        if stored.document == document or stored.status == "failed":
            continue
        if left_of_all(shell.reviewed(stored.document))[0]:
            return stored.document
    return None
