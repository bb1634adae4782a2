"""One document with all that belongs to it: versions, the file, its decisions, reading it anew, deleting it."""

from __future__ import annotations

import streamlit as st

from hmtn_ingest.collection.catalogue import waiting
from hmtn_ingest.collection.comparison.pairs import compare
from hmtn_ingest.i18n.phrases import say_number
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.render.document_tables import document_name, say_progress, say_time, versions_table
from hmtn_ingest.render.panels import Panels
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.stored import Stored
from hmtn_ingest.service.intake import read_again
from hmtn_ingest.web.pages import document_comparison, document_history, shell
from hmtn_ingest.web.pages.linked import linked
from hmtn_ingest.web.template import page_html
from parsers.records import DocumentRecord
from parsers.text import fold

say = shell.texts("page.document_one")


def show_document(document: int) -> None:
    documents, actor = shell.all_documents(), shell.actor()
    if st.button(say("back"), type="tertiary"):
        _leave()
    versions = documents.versions(document, actor)
    if not versions:
        shell.say_box("warning", say("gone"))
        return
    newest = versions[-1]
    reviewed = shell.reviewed(document)
    language = shell.language()
    st.html(Panels(reviewed.record, {}, language).title())
    shell.show_text(say_progress(newest, waiting(reviewed), language))
    _actions(newest, versions, reviewed)
    said = st.session_state.pop("document_said", None)
    if said:
        shell.say_box(*said)
    shell.show_part(say("versions"))
    _versions(versions)
    document_comparison.offers(newest, versions)
    shell.show_part(say("history"))
    if not document_history.of(document, reviewed.extracted):
        shell.show_text(say("no-history"))
    if documents.reveals(actor, document):
        shell.show_part(say("reveals"))
        document_history.reveals_of(document)


def _leave() -> None:
    st.query_params.pop("document", None)
    st.rerun()


def _actions(newest: Stored, versions: list[Stored], reviewed: Reviewed) -> None:
    with st.container(horizontal=True):
        if st.button(say("review"), type="primary", icon=":material/fact_check:"):
            shell.go("review", document=str(newest.document))
        _download(newest, say("download"), icon=":material/download:")
        if st.button(say("compare"), icon=":material/compare_arrows:"):
            document_comparison.open_with(newest)
        if st.button(say("reread"), icon=":material/refresh:", help=say("reread-help")):
            with st.spinner(say("reading")):
                st.session_state["document_said"] = _reread(newest.document, reviewed)
            st.rerun()
        if st.button(say("delete"), icon=":material/delete:"):
            st.dialog(say("delete-title"), width="medium")(_delete)(newest, versions)


def _download(one: Stored, label: str, icon: str | None = None) -> None:
    documents, actor = shell.all_documents(), shell.actor()
    st.download_button(
        label,
        data=lambda: documents.file(one.document, actor, one.version),
        file_name=one.file_name.replace("\\", "/").rpartition("/")[2] or "van-ban",
        mime="application/octet-stream",  # a browser must not open what it takes for a page
        on_click="ignore",
        key=f"download_{one.version}_{label}",
        icon=icon,
    )


def _versions(versions: list[Stored]) -> None:
    """Which files there are, who brought them and when."""
    linked(versions_table(versions, shell.language()), key="document_versions")
    older = versions[:-1]
    if older:
        with st.container(horizontal=True):
            for number, one in enumerate(older, 1):
                _download(one, f"{say('download-version')} {number}")


def _reread(document: int, before: Reviewed) -> tuple[shell.Tone, str]:
    """Reads every version anew; gives what to say about it."""
    problems = read_again(shell.all_documents(), document, shell.actor(), shell.person_left())
    if problems:
        return "error", " ".join([say("read-failed"), *(problem.message for problem in problems)])
    return _said_reading(before.extracted, shell.reviewed(document))


def _said_reading(before: DocumentRecord, after: Reviewed) -> tuple[shell.Tone, str]:
    language = shell.language()
    comparison = compare(before, after.extracted)
    other = sum(comparison.count(change) for change in ("changed", "new", "gone", "moved"))
    said = [f"{say('read-other')} {say_number(other, language)}." if other else say("read-same")]
    held = sum(state.reviewed for state in after.states.values())
    stale = len(after.stale) + sum(state.status == "stale" for state in after.states.values())
    if held or stale:
        said.append(f"{say('held')} {say_number(held, language)}.")
    if stale:
        said.append(f"{say('stale')} {say_number(stale, language)}.")
    return ("warning" if stale else "success"), " ".join(said)


def _kept(document: int) -> str:
    """What stays when a document is deleted."""
    entry = shell.all_documents().registered(document, shell.actor())
    row = say("kept-register", number=mask_personal_data(entry.arrival_number)) if entry else ""
    return f"{say('kept')} {row}".strip()


def _delete(newest: Stored, versions: list[Stored]) -> None:
    documents, actor = shell.all_documents(), shell.actor()
    language = shell.language()
    decisions = documents.decisions(newest.document, actor)
    people = sorted({one.by for one in decisions}, key=str.casefold)
    lost = [
        f"{say_number(len(versions), language)} {say('lost-versions')}: "
        + mask_personal_data(", ".join(one.file_name for one in versions))
    ]
    if decisions:
        lost.append(
            f"{say_number(len(decisions), language)} {say('lost-decisions')} {say('lost-by')} {', '.join(people)}"
            f" ({say_time(decisions[0].at)} – {say_time(decisions[-1].at)})"
        )
    asked = newest.code if newest.code_number else say("word")
    st.html(
        page_html(
            "delete_document.html",
            name=document_name(newest),
            subject=mask_personal_data(newest.subject or ""),
            lost=say("lost"),
            items=lost,
            kept=_kept(newest.document),
            type_code=say("type-code"),
            asked=asked,
        )
    )
    with st.form("delete_document", border=False):
        typed = st.text_input(say("confirm"), label_visibility="collapsed", placeholder=asked)
        with st.container(horizontal=True):
            sure = st.form_submit_button(say("delete-now"), type="primary")
            keep = st.form_submit_button(say("keep"))
    if keep:
        st.rerun()
    if sure and fold(typed) != fold(asked):
        shell.say_box("error", f"{say('mistyped')} {asked}")
    elif sure:
        documents.delete(newest.document, actor)
        if st.session_state.get("revealed") == newest.document:
            del st.session_state["revealed"]
        st.session_state["documents_said"] = ("success", f"{say('deleted')} {document_name(newest)}.")
        _leave()
