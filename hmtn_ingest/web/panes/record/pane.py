"""The record pane of the review page: facts in the order of attention, decided on by key or button.

The pane sends what a person does as a list of commands that have no answer yet (``Command`` of the module
:mod:`hmtn_ingest.review.session`), and gets cards and answers back; see the module ``source`` for the events by which
it talks to the source pane. Its scripts are ES modules, one subject each, which :func:`join_scripts` makes one of.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from hmtn_ingest.web.panes.scripts import join_scripts

_FOLDER = Path(__file__).parent
SCRIPTS = (
    "parts.js",
    "numbers.js",
    "texts.js",
    "memory.js",
    "outbox.js",
    "progress.js",
    "keys.js",
    "form.js",
    "grid.js",
    "editing.js",
    "filling.js",
    "offer.js",
    "adding.js",
    "unread.js",
    "cards.js",
    "list.js",
    "bar.js",
    "menu.js",
    "notice.js",
    "help.js",
    "search.js",
    "speech.js",
    "rest.js",
    "walk.js",
    "source_events.js",
    "decisions.js",
    "pane.js",
)
"""Each behind those that it imports from."""

_pane = st.components.v2.component(
    "hmtn_record",
    html='<div class="place"></div>',
    css=(_FOLDER / "pane.css").read_text(encoding="utf-8"),
    js=join_scripts(_FOLDER, SCRIPTS),
)


def record_pane(data: Mapping[str, Any], *, key: str) -> None:
    """Show the record pane. ``data`` is plain JSON; its texts are set as text."""
    _pane(data=data, key=key, on_outbox_change=_run_again)


def unanswered(key: str) -> list[Any]:
    """The commands that the pane under this key has sent and has no answer to."""
    return list((st.session_state.get(key) or {}).get("outbox") or [])


def _run_again() -> None:
    """A change runs the page anew, which looks at what was sent."""
