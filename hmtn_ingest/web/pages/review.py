"""Rà soát: a document beside what was read from it, to be decided on. Layout only."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Mapping, MutableSet
from functools import partial

import streamlit as st

from hmtn_ingest.i18n import Language
from hmtn_ingest.i18n import say as say_word
from hmtn_ingest.i18n.phrases import say_annexes, say_date, say_problem, say_signature
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.review.command import Command
from hmtn_ingest.review.facts import Fact, facts
from hmtn_ingest.review.queue import left_of_all
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.session import ReviewSession
from hmtn_ingest.review.stored import Head, Stored
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.documents import Unusable
from hmtn_ingest.service.live_document import LiveDocument
from hmtn_ingest.web.pages import register_sheet, shell
from hmtn_ingest.web.pages.export_menu import export_menu
from hmtn_ingest.web.panes.record.cards import FactCards
from hmtn_ingest.web.panes.record.pane import record_pane, unanswered
from hmtn_ingest.web.panes.record.updates import RecordPane
from hmtn_ingest.web.panes.source.pane import source as source_pane
from hmtn_ingest.web.template import page_html
from parsers.records import DateValue, DocumentRecord, Grounded

_LISTED = 20  # waiting documents that are listed at once

say = shell.texts("page.review")


def page() -> None:
    document = shell.asked_document()
    if document is None:
        _waiting()
        return
    try:
        stored = shell.all_documents().versions(document, shell.actor())[-1]
    except LookupError:
        shell.say_box("warning", say("gone"))
        _waiting()
        return
    _review(document, stored)


# --- which document ---------------------------------------------------------------------------------------------------


def _waiting() -> None:
    """The documents that wait, newest first."""
    shell.page_head(say("waiting"))
    documents = shell.all_documents().find(shell.actor())
    if not documents:
        _lead_to_receive(say("none"))
        return
    limit = st.session_state.get("waiting_shown", _LISTED)
    shown = 0
    for stored in documents[:limit]:
        reviewed = shell.reviewed(stored.document)
        open_, every = left_of_all(reviewed)
        if not open_:
            continue
        shown += 1
        about, action = st.columns([6, 1], vertical_alignment="center")
        about.html(_line(stored, say("left", left=open_, all=every)))
        if action.button(say("open"), key=f"open-{stored.document}", width="stretch"):
            _open(stored.document)
    if not shown and len(documents) <= limit:
        _lead_to_receive(say("all-reviewed"))
    if len(documents) > limit and st.button(say("more")):
        st.session_state["waiting_shown"] = limit + _LISTED
        st.rerun()


def _open(document: int) -> None:
    st.query_params["document"] = str(document)
    st.rerun()


def _lead_to_receive(text: str) -> None:
    shell.empty(text)
    if st.button(say("receive"), type="primary"):
        shell.go("receive")


def _line(stored: Stored, left_: str) -> str:
    subject = stored.subject or stored.file_name
    issued = say_date(DateValue(edtf=stored.issued), shell.language()) if stored.issued else ""
    parts = [stored.type_name, stored.code, stored.organ_name, issued, left_]
    meta = " · ".join(mask_personal_data(part) for part in parts if part)
    return page_html("waiting_document.html", subject=mask_personal_data(subject), meta=meta)


# --- one document -----------------------------------------------------------------------------------------------------


def _review(document: int, stored: Stored) -> None:
    session = _session(document)
    reviewed = session.live.load(shell.actor())
    record = reviewed.extracted
    phones = st.session_state.get("revealed") == document
    about, tools = st.columns(2, vertical_alignment="center")
    head = about.empty()
    with tools, st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="small"):
        _tools(document, session, phones)
    st.session_state["drawn"] = _around()  # a menu that was not there before has its state now
    head.html(_head(reviewed, stored, phones))
    for problem in record.problems:
        words = mask_personal_data(say_problem(problem, shell.language()))
        shell.say_box("error" if record.status == "failed" else "warning", words)
    if record.status == "failed":
        shell.empty(say("failed"))
        return
    with st.container(key="panes"):
        left_, right = st.columns([11, 10], gap="small")
    with left_:
        data = _file(shell.all_documents().address, document, stored.version, shell.actor())
        key = f"source-{document}-{stored.version}"
        keep = shell.all_documents().pages
        source_pane(reviewed, data, phones=phones, language=shell.language(), key=key, keep=keep)
    session.pane(shell.language(), phones).reset()
    with right:
        _record(session, lambda now: head.html(_head(now, stored, phones)), phones)


class _Session:
    """What this session holds of a document while it is open."""

    def __init__(self, document: int) -> None:
        documents = shell.all_documents()
        self.name = uuid.uuid4().hex
        self.live = LiveDocument(documents, document, partial(_read, documents.address))
        self.review = ReviewSession(
            document,
            load=lambda: self.live.load(shell.actor()),
            keep=lambda drafts: documents.decide(document, drafts, shell.actor()),
            applied=_applied(),
        )
        self.panes: dict[tuple[str, bool], RecordPane] = {}
        self.elsewhere = functools.cache(lambda: documents.scores(shell.actor(), without=document))

    def pane(self, language: Language, phones: bool) -> RecordPane:
        if (language, phones) not in self.panes:
            self.panes[language, phones] = RecordPane(self.review, FactCards(language, phones=phones), self.elsewhere)
        return self.panes[language, phones]


def _session(document: int) -> _Session:
    held = st.session_state.setdefault("review_sessions", {})
    if document not in held:
        held[document] = _Session(document)
    session: _Session = held[document]
    return session


def _around() -> tuple[object, ...]:
    """What the page around the record pane is drawn from."""
    state = st.session_state
    return (
        shell.language(),
        shell.asked_document(),
        state.get("revealed"),
        register_sheet.wanted(),
        state.get("export"),
    )


@st.fragment
@shell.guard()
def _record(session: _Session, show_head: Callable[[Reviewed], object], phones: bool) -> None:
    """The record pane; a decision runs only this.

    A tap on the page around it that ends the typing in a field comes in one message with what was typed, and runs only
    this too: the page then has to follow.
    """
    language = shell.language()
    key = f"desk-{session.review.document}"
    session.review.language, session.review.phones = language, phones
    session.review.named = shell.is_named()
    commands: list[Command] = unanswered(key)
    session.review.apply(commands)
    if st.session_state["drawn"] != _around():
        st.rerun()
    try:
        reviewed = session.live.load(shell.actor())
    except LookupError:
        shell.say_box("warning", say("gone"))
        return
    except Unusable:
        # the pane stays, says that nothing was saved, and keeps what was typed
        if session.live.last is None:
            raise
        reviewed = session.live.last
    if register_sheet.is_asked(reviewed, session.review.document):
        register_sheet.show_sheet(reviewed, session.review.document, phones=phones)
    pane = session.pane(language, phones)
    all_anew = any(command["op"] == "all" for command in commands)
    have = None if all_anew else max((command.get("have", 0) for command in commands), default=0)
    data = pane.update(reviewed, by=shell.actor().name, fact=st.query_params.get("fact"), have=have)
    record_pane({**data, "session": f"{session.name}-{language}-{phones}"}, key=key)
    show_head(reviewed)


@st.cache_resource(max_entries=32, show_spinner=False)
def _reading(
    address: str, document: int, version: int, reading: int, _actor: Actor
) -> tuple[DocumentRecord, Mapping[str, Fact]]:
    record = shell.all_documents().checked(document, _actor, version)
    return record, facts(record)


def _read(address: str, head: Head, actor: Actor) -> tuple[DocumentRecord, Mapping[str, Fact]]:
    return _reading(address, head.document, head.version, head.reading, actor)


@st.cache_resource(max_entries=16, show_spinner=False)
def _file(address: str, document: int, version: int, _actor: Actor) -> bytes:
    return shell.all_documents().file(document, _actor, version)


@st.cache_resource(show_spinner=False)
def _applied() -> MutableSet[str]:
    """Commands of all sessions that this server has carried out, by their ids."""
    return set()


def _tools(document: int, session: _Session, phones: bool) -> None:
    st.toggle(
        say("phones"),
        value=phones,
        key=f"phones-{document}",
        help=say("phones-help"),
        on_change=_reveal,
        args=(document,),
    )
    actor = shell.actor()  # a file is made where no session is known
    with st.container(width="content"):
        export_menu(lambda: session.live.load(actor), phones)
    register_sheet.show_button(document)
    if st.button(say("list")):
        shell.go("review")


def _reveal(document: int) -> None:
    if st.session_state[f"phones-{document}"]:
        shell.all_documents().reveal(document, shell.actor())
        st.session_state["revealed"] = document
    else:
        st.session_state.pop("revealed", None)


def _head(reviewed: Reviewed, stored: Stored, phones: bool) -> str:
    """What the document is, in two lines."""
    header = reviewed.record.header

    def text(value: Grounded[str] | None) -> str:
        return (value.value if value else None) or ""

    kind = text(header.type_name) or stored.file_name
    issued = header.issued_date.value if header.issued_date else None
    facts_ = [header.code or "", text(header.organ_name), say_date(issued, shell.language()) if issued else ""]
    facts_.append(say_annexes(reviewed.extracted.source.annexes, shell.language()))
    subject = text(header.subject) or say("untitled")
    shown = [part if phones else mask_personal_data(part) for part in (kind, subject, *facts_)]
    kind, subject, *facts_ = shown
    status = reviewed.extracted.status
    signatures = sorted(reviewed.record.signatures, key=lambda one: one.is_whole)  # what is amiss first
    return page_html(
        "document_head.html",
        kind=kind,
        facts=" · ".join(part for part in facts_ if part),
        status=status,
        status_name=say_word(f"status.{status}", shell.language()),
        subject=subject,
        signed=say_word("signature.title", shell.language()),
        signatures=[(one.is_whole, mask_personal_data(say_signature(one, shell.language()))) for one in signatures],
    )
