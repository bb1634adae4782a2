"""A field that takes the name of a body or a place: words in any part, accents at will, a new name in Vietnamese.

Streamlit's own select box looks for accents and calls a new name "Add:". The caller keeps the choice.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from hmtn_ingest.web.pages import shell
from parsers.communes import communes, provinces

_HERE = Path(__file__).parent
_picker = st.components.v2.component(
    "hmtn_body_picker",
    css=(_HERE / "body_picker.css").read_text("utf-8"),
    js=(_HERE / "body_picker.js").read_text("utf-8"),
)

say = shell.texts("page.body_picker")


def body_picker(
    label: str,
    value: str | None,
    names: Sequence[str],
    when: Callable[[str | None], None],
    *,
    key: str,
    placeholder: str,
    help: str = "",
    places: bool = True,
) -> None:
    """Show the field; ``when`` gets the name that a person chose, ``None`` where they took it away, before the page is
    built again. ``names`` are offered at once, with ``places`` every commune and province where its name is typed."""
    data = {
        "label": label,
        "value": value or "",
        "names": list(names),
        "places": _places() if places else [],
        "placeholder": placeholder,
        "help": help,
        "texts": {"use": say("use"), "place": say("place"), "clear": say("clear")},
    }

    def picked() -> None:
        if chosen := st.session_state[key].picked:
            when(" ".join(str(chosen["name"]).split()) or None)

    _picker(key=key, data=data, on_picked_change=picked)


@functools.cache
def _places() -> list[tuple[str, str]]:
    """Each province with the names of its communes."""
    inside: dict[str, list[str]] = {province: [] for province in provinces()}
    for commune in communes():
        inside[commune.province].append(commune.name)
    return [(province, "|".join(names)) for province, names in inside.items()]
