"""What all pages share: language, person, documents, and boxes into which no document can bring markup."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import logging
import os
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Literal, NoReturn, Protocol
from urllib.parse import quote, unquote

import streamlit as st

from hmtn_ingest.i18n import Language, say, table
from hmtn_ingest.i18n.time_zone import VIETNAM
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.service import intake
from hmtn_ingest.service.actor import Actor, local_actor
from hmtn_ingest.service.documents import Documents, Unusable, default_address, document_number, open_documents
from hmtn_ingest.service.rulebook import Rulebook
from hmtn_ingest.web.template import page_html

Tone = Literal["error", "warning", "info", "success"]


LANGUAGES = ("Tiếng Việt", "English")


def language() -> Language:
    return "en" if st.session_state.get("language") == "English" else "vi"


class Speaker(Protocol):
    """Says a text of one table in the person's language, its ``{…}`` filled in."""

    def __call__(self, key: str, /, **values: object) -> str: ...


def texts(name: str) -> Speaker:
    """The speaker of a page's table, such as "page.review"; see :func:`hmtn_ingest.i18n.say`."""
    return lambda key, /, **values: say(f"{name}.{key}", language(), **values)


@st.cache_resource(show_spinner=False)
def _documents(address: str) -> Documents:
    return open_documents(address)


def all_documents() -> Documents:
    """The documents of this server; raises :class:`~hmtn_ingest.service.documents.Unusable`."""
    return _documents(default_address())


@st.cache_resource(show_spinner=False)
def start_warm_up() -> None:
    """Once a server: see :func:`hmtn_ingest.service.intake.warm_up`."""
    intake.warm_up()


@st.cache_resource(scope="session", on_release=threading.Event.set, show_spinner=False)
def _session_end() -> threading.Event:
    return threading.Event()


def person_left() -> Callable[[], bool]:
    """Answers from any thread whether the person has closed this page in the browser."""
    return _session_end().is_set


def actor() -> Actor:
    """Who decides: under the name given in the sidebar, at first that of the system's user."""
    return local_actor(" ".join(st.session_state.get("person", "").split()))


def is_named() -> bool:
    """Whether the person said a name, as one who decides has to."""
    return bool(st.session_state.get("person", "").strip())


_NAME = "hmtn_person"


def remembered() -> None:
    """Take language and name from the last time, once a session; ``?lang=en`` in the address asks for a language.

    The name is this browser's, so that nobody decides under that of who was here before. The language is that of the
    server's user.
    """
    if "language" in st.session_state:
        return
    asked = {"vi": LANGUAGES[0], "en": LANGUAGES[1]}.get(st.query_params.get("lang", ""))
    kept = all_documents().setting("shell", local_actor()) or {}
    st.session_state["language"] = asked or (
        kept.get("language") if kept.get("language") in LANGUAGES else LANGUAGES[0]
    )
    name = st.context.cookies.get(_NAME)
    st.session_state["person"] = unquote(name)[:80] if isinstance(name, str) else ""  # no browser, no cookies


def remember_language() -> None:
    """Keep the language for the next time; where nothing can be written it holds until the page is left."""
    with contextlib.suppress(Unusable):
        all_documents().set_setting("shell", {"language": st.session_state.get("language")}, local_actor())


def remember_name() -> None:
    """Let this browser keep the name for the next time."""
    name = quote(st.session_state.get("person", "").strip(), safe="")
    st.html(page_html("name_script.html", cookie=_NAME, name=name), unsafe_allow_javascript=True)


def speak_interface() -> None:
    """Say in the person's language what Streamlit's own widgets say in English, and tell the browser the language."""
    st.html(page_html("widgets_style.html", words=table("app.widgets", language())))
    st.html(page_html("language_script.html", language=language()), unsafe_allow_javascript=True)


def today() -> datetime.date:
    """The day in Vietnam, from which every page counts; ``HMTN_TODAY`` ("2026-11-22") shows the pages as of a day."""
    fixed = os.environ.get("HMTN_TODAY")
    return datetime.date.fromisoformat(fixed) if fixed else datetime.datetime.now(VIETNAM).date()


@st.cache_resource(max_entries=64, show_spinner=False)
def _reviewed(address: str, head: tuple[int, ...], off: list[str], on: list[str], _actor: Actor) -> Reviewed:
    document, version, *_ = head
    return all_documents().open(document, _actor, version)


def reviewed(document: int) -> Reviewed:
    """A document as people left it, with the findings of the rules that are switched on.

    It is read from the database only when something changed. Not to be changed in place.
    """
    head = dataclasses.astuple(all_documents().head(document, actor()))
    return _reviewed(all_documents().address, head, *rules_in_use(), actor())


def rules_in_use() -> tuple[list[str], list[str]]:
    """What changes whenever the office switches a rule: part of what a reviewed document is kept under."""
    book: Rulebook = all_documents().rulebook(actor())
    return sorted(book.off), sorted(book.on)


def asked_document() -> int | None:
    """The document that the address asks for (``?document=12``); ``None`` where it asks for none."""
    asked = st.query_params.get("document", "")
    return document_number(asked) if asked else None


def go(page: str, **query: str) -> NoReturn:
    """Turn to another page ("receive", "review", …); the review page takes ``document``, and ``fact`` to show first."""
    st.switch_page(st.session_state["pages"][page], query_params=query)


@contextlib.contextmanager
def guard() -> Iterator[None]:
    """Says in the person's language what went wrong inside; a page never shows a traceback, whose message may hold
    words of a document. For a page, and for each part of one that runs by itself."""
    try:
        yield
    except Unusable as error:  # of the database, whichever page needed it
        say_box("error", error.say(language()))
    except Exception as error:
        where = "".join(traceback.format_tb(error.__traceback__))  # without the message, for the same reason
        logging.getLogger("hmtn_ingest").error("%s on a page\n%s", type(error).__name__, where)
        say_box("error", say("app.defect", language(), error=type(error).__name__))


def page_head(title: str, lead: str = "") -> None:
    """The head of a page: its name, and in one line what it is for."""
    st.html(page_html("page_head.html", title=title, lead=lead))


def show_text(text: str, look: str = "hint", *, tag: str = "div", count: str = "") -> None:
    """A line of plain text; ``look`` is a CSS class, ``count`` stands behind it in a paler colour."""
    st.html(page_html("text.html", tag=tag, look=look, text=text, count=count))


def show_part(title: str) -> None:
    """The title of a part of a page."""
    show_text(title, "part", tag="h3")


def say_box(tone: Tone, text: str) -> None:
    """A message as plain text: Streamlit's own boxes would read Markdown in a file name or an error."""
    st.html(page_html("box.html", tone=tone, text=text))


def empty(text: str) -> None:
    """What a page says while there is nothing to show, and what to do."""
    show_text(text, "empty")
