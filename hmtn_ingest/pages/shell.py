"""What all pages share: language, person, store, and boxes into which no document can bring markup."""

from __future__ import annotations

import dataclasses
import datetime
import getpass
import os
from collections.abc import Callable, Mapping
from html import escape
from typing import Literal, NoReturn

import streamlit as st

from hmtn_ingest.review.decisions import Reviewed
from hmtn_ingest.review.wording import Language
from hmtn_ingest.store import Store

Tone = Literal["error", "warning", "info", "success"]


def language() -> Language:
    return "en" if st.session_state.get("language") == "English" else "vi"


def speaker(texts: Mapping[str, tuple[str, str]]) -> Callable[[str], str]:
    """A function that says the words of a page, Vietnamese or English, by their key."""
    return lambda key: texts[key][language() == "en"]


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The one open database of this server."""
    return Store()


def person() -> str:
    """Who decides: the name given in the sidebar, at first that of the system's user."""
    return st.session_state.get("person", "").strip() or getpass.getuser()


VIETNAM = datetime.timezone(datetime.timedelta(hours=7))  # the same all year since 1975


def today() -> datetime.date:
    """The day in Vietnam, from which every page counts; ``HMTN_TODAY`` ("2026-11-22") shows the pages as of a day."""
    fixed = os.environ.get("HMTN_TODAY")
    return datetime.date.fromisoformat(fixed) if fixed else datetime.datetime.now(VIETNAM).date()


@st.cache_resource(max_entries=64, show_spinner=False)
def _reviewed(url: str, document: int, version: int, reading: int, decision: int) -> Reviewed:
    return store().reviewed(document, version)


def reviewed(document: int) -> Reviewed:
    """A document as people left it; read from the database only when something changed. Not to be changed in place."""
    return _reviewed(str(store().url), *dataclasses.astuple(store().head(document)))


def go(page: str, **query: str) -> NoReturn:
    """Turn to another page ("receive", "review", …); the review page takes ``document``, and ``fact`` to show first."""
    st.switch_page(st.session_state["pages"][page], query_params=query)


def say_box(tone: Tone, text: str) -> None:
    """A message as plain text: Streamlit's own boxes would read Markdown in a file name or an error."""
    st.html(f'<div class="box {tone}" role="{"alert" if tone == "error" else "status"}">{escape(text)}</div>')


def empty(text: str) -> None:
    """What a page says while there is nothing to show, and what to do."""
    st.html(f'<div class="empty">{escape(text)}</div>')
