"""Who decided what, and who saw phone numbers: of one document, and of all."""

from __future__ import annotations

import streamlit as st

from hmtn_ingest.i18n.phrases import say_number
from hmtn_ingest.render.changes import HistoryEntry, entries, grouped, people
from hmtn_ingest.render.document_tables import document_name, history_table, reveals_table
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.pages.linked import linked
from parsers.records import DocumentRecord

say = shell.texts("page.document_history")

_AT_ONCE = 100


def show_history() -> None:
    """Everything, the newest first, narrowed to a person or a document."""
    documents, actor = shell.all_documents(), shell.actor()
    every = entries(documents.history(actor))
    names = {one.document: f"{document_name(one)} (#{one.document})" for one in documents.find(actor)}
    if every:
        found = _narrowed(every, names)
        _table(found, names, "documents_history", None)
    else:
        shell.empty(say("nothing"))
    shell.show_part(say("reveals"))
    reveals = documents.reveals(actor)
    if reveals:
        linked(reveals_table(reveals, names, shell.language()), key="documents_reveals")
    else:
        shell.show_text(say("no-reveals"))


def _narrowed(every: list[HistoryEntry], names: dict[int, str]) -> list[HistoryEntry]:
    left, right = st.columns(2)
    person = left.selectbox(say("person"), people(every), index=None, placeholder=say("any"), key="history_person")
    numbers = list(dict.fromkeys(entry.document for entry in every))
    document = right.selectbox(
        say("document"),
        numbers,
        index=None,
        format_func=lambda number: names.get(number, f"#{number}"),
        placeholder=say("any"),
        key="history_document",
    )
    return [
        entry
        for entry in every
        if (person is None or entry.decision.by == person) and (document is None or entry.document == document)
    ]


def of(document: int, record: DocumentRecord) -> bool:
    """The decisions about one document; ``False`` where there are none."""
    found = entries((document, decision) for decision in shell.all_documents().decisions(document, shell.actor()))
    if found:
        _table(found, None, f"document_history_{document}", record)
    return bool(found)


def reveals_of(document: int) -> None:
    reveals = shell.all_documents().reveals(shell.actor(), document)
    linked(reveals_table(reveals, None, shell.language()), key="document_reveals")


def _table(found: list[HistoryEntry], names: dict[int, str] | None, key: str, record: DocumentRecord | None) -> None:
    language = shell.language()
    shown = st.session_state.get(f"{key}_shown", _AT_ONCE)
    rows = grouped(found)
    if len(rows) > shown:
        shell.show_text(f"{say_number(shown, language)} {say('of')} {say_number(len(rows), language)}")
    match linked(history_table(rows[:shown], names, language, record), key=key):
        case ["document", number]:
            st.query_params["document"] = number
            st.rerun()
    if len(rows) > shown and st.button(say("more"), key=f"{key}_more"):
        st.session_state[f"{key}_shown"] = shown + _AT_ONCE
        st.rerun()
