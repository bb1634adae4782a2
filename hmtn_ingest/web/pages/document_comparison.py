"""Two versions of a document, or two documents, compared fact by fact."""

from __future__ import annotations

import streamlit as st

from hmtn_ingest.collection.catalogue import likely_pairs, subject_year
from hmtn_ingest.exports.comparison_csv import comparison_table
from hmtn_ingest.i18n import Language
from hmtn_ingest.i18n.phrases import say_edtf
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.render.comparison import comparison_page
from hmtn_ingest.render.comparison_lines import Compared
from hmtn_ingest.render.document_tables import document_name, pairs_list
from hmtn_ingest.review.stored import Head, Stored
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.pages.linked import linked

say = shell.texts("page.document_comparison")


def open_with(document: Stored) -> None:
    """The comparison, one side filled with a document, or with its last two versions."""
    documents, actor = shell.all_documents(), shell.actor()
    versions = documents.versions(document.document, actor)
    if len(versions) > 1:
        _open(versions[-2].version, versions[-1].version)
    pair = next((one for one in likely_pairs(documents.find(actor)) if document in one), None)
    if pair:
        _open(pair[0].version, pair[1].version)
    _open(None, document.version)


def _open(old: int | None, new: int | None) -> None:
    st.session_state["compare_next"] = (old, new)
    st.query_params.pop("document", None)
    st.rerun()


def opening() -> None:
    """Turns to the pair that was asked for; only before the fields of the page are made can they be filled."""
    pair = st.session_state.pop("compare_next", None)
    if pair:
        st.session_state["compare_old"], st.session_state["compare_new"] = pair
        st.session_state["documents_view"] = "compare"


def offers(newest: Stored, versions: list[Stored]) -> None:
    """On the page of a document: what it may be compared with, one click away."""
    pairs = [
        (old, new)
        for old, new in likely_pairs(shell.all_documents().find(shell.actor()))
        if newest.document in (old.document, new.document)
    ]
    pairs = [(versions[-2], versions[-1]), *pairs] if len(versions) > 1 else pairs
    if pairs:
        shell.show_part(say("likely"))
        _choose(pairs, "document_pairs")


def _choose(pairs: list[tuple[Stored, Stored]], key: str) -> None:
    match linked(pairs_list(pairs, shell.language()), key=key):
        case ["pair", old, new]:
            _open(int(old), int(new))


def show_comparison() -> None:
    stored, actor = shell.all_documents(), shell.actor()
    documents = stored.find(actor)
    versions: dict[int, Stored] = {}
    numbers: dict[int, int] = {}
    for document in documents:
        several = document.versions > 1
        for number, one in enumerate(stored.versions(document.document, actor) if several else [document], 1):
            versions[one.version], numbers[one.version] = one, number
    chosen = _chosen(versions, numbers)
    if chosen is None:
        shell.empty(say("two-needed"))
        drafts = [
            (all_[-2], all_[-1])
            for one in documents
            if one.versions > 1 and len(all_ := stored.versions(one.document, actor)) > 1
        ]
        for heading, pairs in (("versions-of", drafts), ("year-by-year", likely_pairs(documents))):
            if pairs:
                shell.show_part(say(heading))
                _choose(pairs[:20], f"pairs_{heading}")
        return
    old, new = chosen
    if old.version == new.version:
        shell.say_box("warning", say("same"))
        return
    _compared_page(old, new, [_head(one, numbers[one.version]) for one in chosen])


def _chosen(versions: dict[int, Stored], numbers: dict[int, int]) -> tuple[Stored, Stored] | None:
    """The two sides, each a version; a side whose version was deleted is open again."""
    for key in ("compare_old", "compare_new"):
        if st.session_state.get(key) not in versions:
            st.session_state[key] = None
    left, right, swap = st.columns([5, 5, 1], vertical_alignment="bottom")
    sides = [
        column.selectbox(
            say(name),
            list(versions),
            index=None,
            format_func=lambda version: _said(versions[version], numbers[version]),
            placeholder=say("choose"),
            key=f"compare_{name}",
            persist_state="session",
        )
        for column, name in ((left, "old"), (right, "new"))
    ]
    swap.button("⇄", help=say("swap"), on_click=_swap)
    if sides[0] is None or sides[1] is None:
        return None
    return versions[sides[0]], versions[sides[1]]


def _swap() -> None:
    state = st.session_state
    state["compare_old"], state["compare_new"] = state.get("compare_new"), state.get("compare_old")


def _close() -> None:
    st.session_state["compare_old"] = st.session_state["compare_new"] = None


def _said(one: Stored, number: int) -> str:
    """A version in one line: "09/KH-BCĐ · bản 2/2 · 14/01/2026 · Ban Chỉ đạo … · Công tác … · #7"."""
    issued = say_edtf(one.issued, shell.language()) if one.issued else ""
    version = f"{say('version')} {number}/{one.versions}" if one.versions > 1 else ""
    parts = (document_name(one), version, issued, one.organ_name or "", one.subject or "", f"#{one.document}")
    return mask_personal_data(" · ".join(part for part in parts if part))


@st.cache_resource(max_entries=32, show_spinner=False)
def _compared(
    address: str,
    old: tuple[int, int],
    new: tuple[int, int],
    heads: tuple[Head, Head],
    language: Language,
    _actor: Actor,
) -> Compared:
    """``heads`` change when a document is read anew or decided on, and with it what is compared."""
    documents = shell.all_documents()
    sides = [(document, documents.open(document, _actor, version)) for document, version in (old, new)]
    return Compared(sides[0], sides[1], language)


def _compared_page(old: Stored, new: Stored, names: list[str]) -> None:
    documents, actor = shell.all_documents(), shell.actor()
    language = shell.language()
    heads = (documents.head(old.document, actor), documents.head(new.document, actor))
    pair = (old.document, old.version), (new.document, new.version)
    with st.spinner(say("comparing")):
        compared = _compared(documents.address, *pair, heads, language, actor)
    sides = ((old, heads[0]), (new, heads[1]))

    def go(side: int, key: str) -> str | None:
        """Review shows the newest version; the words of an older one are quoted here only."""
        one, head = sides[side]
        return f"review {one.document} {key}" if one.version == head.version else None

    with st.container(horizontal=True):
        st.button(say("close"), on_click=_close)
        st.download_button(say("csv"), comparison_table(compared), "so-sanh.csv", "text/csv", on_click="ignore")
    match linked(comparison_page(compared, names, go, language), key="comparison"):
        case ["review", number, key]:
            shell.go("review", document=number, fact=key)


def _head(one: Stored, number: int) -> str:
    when = say_edtf(one.issued, shell.language()) if one.issued else str(subject_year(one) or "")
    version = f"{say('version')} {number}/{one.versions}" if one.versions > 1 else ""
    return " · ".join(part for part in (document_name(one), version, when) if part)
