"""A list of facts as a table whose rows can be acted on: words only, laid out by the browser without any markup.

Streamlit draws a button for each row too slowly for hundreds of them, and its tables have no buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

import streamlit as st

from hmtn_ingest.i18n import say
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.panes.scripts import join_scripts

Tone = Literal["plain", "lead", "soft", "quote", "number", "late", "soon", "done", "tag", "warn", "good"]


class Words(NamedTuple):
    """A piece of a cell: its words, shown as they are, and how they look."""

    text: str
    tone: Tone = "plain"


class Act(NamedTuple):
    """A button of a row: ``name`` is what comes back, ``label`` what it says."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A row with a cell for each column; one with a ``heading`` parts the list and has nothing else."""

    key: str
    cells: Sequence[Sequence[Words]] = ()
    acts: Sequence[Act] = ()
    heading: str | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    width: str = field(default="1fr")
    """As CSS grid takes it: "8rem", "2fr"."""


class Chosen(NamedTuple):
    """The button that was pressed, and the key of its row."""

    act: str
    key: str


_HERE = Path(__file__).parent
_table = st.components.v2.component(
    "hmtn_listing",
    css=(_HERE / "listing.css").read_text("utf-8"),
    js=join_scripts(_HERE, ("elements.js", "listing.js")),
)


def listing(
    columns: Sequence[Column],
    rows: Sequence[ListingRow],
    *,
    key: str,
    name: str,
    more: str = "",
    when: Callable[[Chosen], None] = lambda chosen: None,
) -> Chosen | None:
    """Show rows; the button pressed since the last run, once. ``name`` says what the table is to those who hear it.

    ``more`` is the label of a button below, which comes back as act "more". ``when`` is called before the page is built
    again: what has to happen even if the next click comes before that is done there.
    """
    data = {
        "name": name,
        "acts": say("list.acts", shell.language()),
        "columns": [{"name": column.name, "width": column.width} for column in columns],
        "rows": [
            {
                "key": row.key,
                "heading": row.heading,
                "tone": row.tone,
                "cells": [[[words.text, words.tone] for words in cell if words.text] for cell in row.cells],
                "acts": [[act.name, act.label] for act in row.acts],
            }
            for row in rows
        ],
        "more": more,
    }

    def pressed() -> None:
        if chosen := _chosen(st.session_state[key].chosen):
            when(chosen)

    return _chosen(_table(key=key, data=data, on_chosen_change=pressed).chosen)


def _chosen(value: Any) -> Chosen | None:
    return Chosen(str(value["act"]), str(value["key"])) if value else None
