"""A file that is being read, as the page that receives files shows it: how far it is, and a button that stops it.

Comes in: the file; goes out: the place for how far it is, which :func:`follow` fills until it is read.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.service.intake import IntakeItem, Reception
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.template import page_html

_PREVIEWS = 3  # pages whose first words are shown while a file is read
_LOOK_EVERY = 0.3  # seconds

say = shell.texts("page.receive")


def reading_row(item: IntakeItem) -> DeltaGenerator:
    """The file that is being read, with a button that stops it; answers the place for how far it is."""
    words, buttons = st.columns([9, 2], vertical_alignment="center")
    place = words.empty()
    place.html(_reading_words(item))
    if buttons.button(say("stop"), key=f"stop-{item.number}", width="stretch", disabled=item.stopping):
        item.stopping = True
        st.rerun()
    return place


def follow(item: IntakeItem, progress: DeltaGenerator) -> None:
    """Have a file read, and say how far it is until it is done; a press of a button ends this run, not the reading."""
    reception: Reception | None = st.session_state.get("reception")
    if reception is None or reception.item is not item:
        reception = Reception(shell.all_documents(), item, shell.actor(), shell.person_left())
        st.session_state["reception"] = reception
        reception.start()
    while reception.is_alive():
        reception.join(_LOOK_EVERY)
        if _has_pages(item):
            progress.html(_reading_words(item))
    del st.session_state["reception"]
    if reception.error:
        raise reception.error


def _has_pages(item: IntakeItem) -> bool:
    return item.pages > 1 or bool(item.sight)


def _reading_words(item: IntakeItem) -> str:
    """How far a file is: by its pages, where it has some, and how those begin that were read last or are being read."""
    done = len(item.words)
    words = [*item.words, *([item.sight] if item.sight else [])]
    return page_html(
        "arrival_reading.html",
        stage="waiting",
        badge=say("stopping" if item.stopping else "reading"),
        name=mask_personal_data(item.name),
        pages=say("page-of", number=len(words), pages=item.pages) if _has_pages(item) else "",
        share=round(100 * done / item.pages) if _has_pages(item) else None,
        previews=[
            (number, mask_personal_data(words[number - 1]))
            for number in range(len(words), max(len(words) - _PREVIEWS, 0), -1)
        ],
    )
