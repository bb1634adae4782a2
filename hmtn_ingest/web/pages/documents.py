"""Văn bản: every document, found again; one with all that belongs to it; two of them compared; all decisions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hmtn_ingest.collection import catalogue
from hmtn_ingest.collection.catalogue import PROGRESS, Filter, Order, Waiting, progress, sorted_by, waiting
from hmtn_ingest.i18n import say as say_code
from hmtn_ingest.i18n.phrases import say_number
from hmtn_ingest.privacy import hider
from hmtn_ingest.render.document_tables import documents_table
from hmtn_ingest.review.stored import Head, Stored
from hmtn_ingest.search import Stretch, snippet
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.web.pages import document_comparison, document_history, document_one, shell
from hmtn_ingest.web.pages.linked import linked

say = shell.texts("page.documents")

STYLE = Path(__file__).with_name("documents.css")
PER_PAGE = 50
_DOWN_FIRST: tuple[Order, ...] = ("added", "issued", "versions", "waiting")
_FILTERS = ("documents_words", "documents_type", "documents_year", "documents_organ", "documents_state")


def page() -> None:
    st.html(STYLE)
    document = shell.asked_document()
    if document is not None:
        document_one.show_document(document)
        return
    document_comparison.opening()
    st.session_state.setdefault("documents_view", "list")
    title, views = st.columns([2, 3], vertical_alignment="center")
    with title:
        shell.page_head(say("title"))
    with views:
        view = st.segmented_control(
            say("title"),
            ("list", "compare", "history"),
            format_func=say,
            required=True,
            key="documents_view",
            label_visibility="collapsed",
            persist_state="session",
        )
    shown = st.session_state.pop("documents_said", None)
    if shown:
        shell.say_box(*shown)
    if not shell.all_documents().heads(shell.actor()):
        if view == "history":
            document_history.show_history()
            return
        shell.empty(say("nothing"))
        if st.button(say("receive"), type="primary"):
            shell.go("receive")
        return
    shows = {"list": _list, "compare": document_comparison.show_comparison, "history": document_history.show_history}
    shows[view or "list"]()


@st.cache_resource(max_entries=5000, show_spinner=False)
def _waiting(address: str, head: tuple[int, ...], off: list[str], on: list[str]) -> Waiting:
    return waiting(shell.reviewed(head[0]))


@st.cache_resource(max_entries=1000, show_spinner=False)
def _text(address: str, document: int, version: int, reading: int, _actor: Actor) -> str:
    """The text of a document, its phone numbers hidden."""
    record = shell.all_documents().checked(document, _actor, version)
    return hider([record])(record.text)


def _waits(heads: Iterable[Head]) -> dict[int, Waiting]:
    address, rules = shell.all_documents().address, shell.rules_in_use()
    return {head.document: _waiting(address, dataclasses.astuple(head), *rules) for head in heads}


def _snippets(heads: Iterable[Head], words: str) -> dict[int, list[Stretch]]:
    address, actor = shell.all_documents().address, shell.actor()
    return {
        head.document: snippet(_text(address, head.document, head.version, head.reading, actor), words)
        for head in heads
        if words
    }


def _list() -> None:
    documents, actor = shell.all_documents(), shell.actor()
    every = documents.find(actor)
    words, asked, state = _asked(every)
    found = catalogue.filtered(documents.find(actor, words) if words else every, asked)
    heads = {head.document: head for head in documents.heads(actor)}
    found = [one for one in found if one.document in heads]  # another person may delete one at this very moment
    order: tuple[Order, bool] = st.session_state.get("documents_order", ("added", True))
    waits: dict[int, Waiting] = {}
    if state or order[0] == "waiting":
        with st.spinner(say("counting")):
            waits = _waits(heads[one.document] for one in found)
    if state:
        found = [one for one in found if progress(one, waits[one.document]) == state]
    if not found:
        shell.empty(say("not-found"))
        st.button(say("clear"), on_click=_clear)
        return
    first = _first(len(found))
    shown = sorted_by(found, order[0], waits, down=order[1])[first : first + PER_PAGE]
    here = [heads[one.document] for one in shown]
    waits |= _waits(here)
    _count(len(found), len(every), first, len(shown))
    html = documents_table(shown, waits, _snippets(here, words), words, order, shell.language(), first)
    match linked(html, key="documents_list"):
        case ["review", number]:
            shell.go("review", document=number)
        case ["document", number]:
            st.query_params["document"] = number
            st.rerun()
        case ["sort", column]:
            _sort(column)
            st.rerun()
    _turn(len(found), first)


def _asked(every: Sequence[Stored]) -> tuple[str, Filter, str | None]:
    """What is looked for: words, filters, how far the review is."""
    search, kind, year, organ, state = st.columns([3, 1.4, 1.1, 2.2, 1.5])
    words = search.text_input(
        say("search"),
        key="documents_words",
        placeholder=say("search-hint"),
        help=say("search-help"),
        persist_state="session",
    )
    asked = Filter(
        _choice(kind, "type", catalogue.choices(one.type_name for one in every)),
        _choice(year, "year", catalogue.years(every)),
        _choice(organ, "organ", catalogue.choices(one.organ_name for one in every)),
    )
    return words or "", asked, _choice(state, "state", PROGRESS)


def _choice(column: DeltaGenerator, name: str, options: Sequence[str]) -> str | None:
    """A filter; nothing chosen is no filter. Options of a select box are plain text."""
    return column.selectbox(
        say(name),
        options,
        index=None,
        format_func=_said_option,
        key=f"documents_{name}",
        placeholder=say("any"),
        persist_state="session",
    )


def _said_option(option: str) -> str:
    return say_code(f"progress.{option}", shell.language()) if option in PROGRESS else option


def _clear() -> None:
    for key in _FILTERS:
        st.session_state[key] = "" if key == "documents_words" else None


def _sort(column: str) -> None:
    before: tuple[Order, bool] = st.session_state.get("documents_order", ("added", True))
    order: Order = column  # type: ignore[assignment]
    down = not before[1] if before[0] == order else order in _DOWN_FIRST
    if before == (order, order not in _DOWN_FIRST):  # a third click: back to the newest first
        order, down = "added", True
    st.session_state["documents_order"] = (order, down)


def _first(count: int) -> int:
    """The first document of the page that is open; a shorter list has fewer pages."""
    pages = max(0, (count - 1) // PER_PAGE)
    at: int = min(st.session_state.get("documents_page", 0), pages)
    st.session_state["documents_page"] = at
    return at * PER_PAGE


def _count(found: int, every: int, first: int, shown: int) -> None:
    language = shell.language()
    said = f"{say_number(found, language)} {say('count')}"
    if found < every:
        said = f"{say_number(found, language)} / {say_number(every, language)} {say('count')}"
    if shown < found:
        said += f" · {say('shown')} {say_number(first + 1, language)}–{say_number(first + shown, language)}"
    shell.show_text(said)


def _turn(count: int, first: int) -> None:
    if count <= PER_PAGE:
        return
    before, after, _ = st.columns([1, 1, 4])
    before.button(say("earlier"), disabled=first == 0, on_click=_step, args=(-1,))
    after.button(say("later"), disabled=first + PER_PAGE >= count, on_click=_step, args=(1,))


def _step(by: int) -> None:
    st.session_state["documents_page"] = st.session_state.get("documents_page", 0) + by
