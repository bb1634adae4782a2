"""The menu *Xuất* of *Rà soát*: what a document is taken away in, and for whom. Layout only."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from hmtn_ingest.exports import EXPORTS, Export, File, export, pack
from hmtn_ingest.exports.body_tasks import working_bodies
from hmtn_ingest.review.masking import mask_review
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.template import page_html

say = shell.texts("page.export_menu")


@st.fragment
def export_menu(load: Callable[[], Reviewed], phones: bool) -> None:
    """Formats to take the reviewed record away in; a file is made when it is asked for, from what is decided then."""
    with st.popover(say("export"), icon=":material/download:", on_change="rerun", key="export") as box:
        if box.open:
            form_and_file(load, phones)
            st.html(page_html("export_menu_script.html"), unsafe_allow_javascript=True)


@shell.guard()
def form_and_file(load: Callable[[], Reviewed], phones: bool) -> None:
    """What is inside the menu."""

    def made() -> File:
        given = load() if phones else mask_review(load())  # its file is named after it
        return pack(export(given, form.name, body=body, reveal=phones, language=language), given, called)

    form = st.selectbox(
        say("format"), EXPORTS, format_func=lambda one: one.called(shell.language()), key="export-format"
    )
    language = shell.language()
    called = form.called(language)
    shell.show_text(form.about(language))
    body = _body(form, load()) if form.by_body else None
    if form.needs_body and body is None:
        return
    file = made()
    for note in file.notes:
        shell.say_box("info", note)
    shell.show_text(say("exported", phones=say("shown" if phones else "hidden")))
    st.download_button(
        say("download-for", body=body) if body else say("download"),
        data=lambda: made().data,
        file_name=file.name,
        on_click="ignore",
        type="primary",
        key=f"take-{form.name}",
    )


def _body(form: Export, reviewed: Reviewed) -> str | None:
    """For whom: one of the bodies that the document gives something to do; ``None`` is nobody in particular."""
    bodies = working_bodies([mask_review(reviewed)])
    if not bodies:
        if form.needs_body:
            shell.say_box("info", say("no-bodies"))
        return None
    body: str | None = st.selectbox(
        say("body"),
        bodies,
        index=None,
        placeholder=say("body-asked" if form.needs_body else "all-bodies"),
        key=f"export-body-{form.name}",
    )
    if form.needs_body and body is None:
        shell.say_box("info", say("choose-body"))
    return body
