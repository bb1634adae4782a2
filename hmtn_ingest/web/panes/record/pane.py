"""The record pane of the review page: facts in the order of attention, decided on by key or button.

The pane sends what a person does as a list of acts that have no answer yet (:class:`~hmtn_ingest.review.session.Act`),
and gets cards and answers back; see the module ``source`` for the events by which it talks to the source pane.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent
_SCRIPTS = ("parts.js", "form.js", "grid.js", "pane.js")


_pane = st.components.v2.component(
    "hmtn_desk",
    html='<div class="place"></div>',
    css=(_FOLDER / "pane.css").read_text(encoding="utf-8"),
    js="\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in _SCRIPTS),
)


def desk(data: Mapping[str, Any], *, key: str) -> None:
    """Show the record pane. ``data`` is plain JSON; its texts are set as text."""
    _pane(data=data, key=key, on_outbox_change=_sent)


def sent(key: str) -> list[Any]:
    """What the pane under this key has sent and was not told to be done."""
    return list((st.session_state.get(key) or {}).get("outbox") or [])


def _sent() -> None:
    """A change runs the page anew, which looks at what was sent."""
