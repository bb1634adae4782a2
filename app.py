"""The application: its pages and what stands around them. Layout only."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import streamlit as st

from hmtn_ingest.service.documents import Unusable
from hmtn_ingest.web.pages import deadlines, documents, receive, review, rules, shell, targets, today
from hmtn_ingest.web.template import page_html

STYLE = Path(__file__).parent / "hmtn_ingest" / "web" / "style.css"

say = shell.texts("app")


def main() -> None:
    st.set_page_config(page_title="hmtn_ingest", page_icon="🩸", layout="wide")
    st.html(STYLE)
    try:
        shell.remembered()
        frame().run()
    except Unusable as error:  # of the database, whichever page needed it
        shell.say_box("error", error.say(shell.language()))
    except Exception as error:  # a page never shows a traceback: its message may hold words of a document
        where = "".join(traceback.format_tb(error.__traceback__))  # without the message, for the same reason
        logging.getLogger("hmtn_ingest").error("%s on a page\n%s", type(error).__name__, where)
        shell.say_box("error", say("defect", error=type(error).__name__))
    shell.start_warm_up()


def _first_page() -> str:
    """What the bare address shows: the work of a body or place, once it is known whose; before that, intake."""
    return "today" if shell.all_documents().home(shell.actor()) else "receive"


def _start() -> None:
    {"today": today.page, "receive": receive.page}[_first_page()]()


def frame() -> st.Page:
    """What stands around every page; returns the page that was chosen."""
    shell.speak_interface()
    pages = {
        "start": st.Page(_start, title=say("today"), default=True),
        "today": st.Page(today.page, title=say("today"), url_path="hom-nay", icon=":material/today:"),
        "receive": st.Page(receive.page, title=say("receive"), url_path="tiep-nhan", icon=":material/inbox:"),
        "review": st.Page(review.page, title=say("review"), url_path="ra-soat", icon=":material/fact_check:"),
        "deadlines": st.Page(deadlines.page, title=say("deadlines"), url_path="thoi-han", icon=":material/event:"),
        "targets": st.Page(targets.page, title=say("targets"), url_path="chi-tieu", icon=":material/flag:"),
        "documents": st.Page(documents.page, title=say("documents"), url_path="van-ban", icon=":material/folder_open:"),
        "rules": st.Page(rules.page, title=say("rules"), url_path="quy-tac", icon=":material/rule:"),
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="hidden")
    here = pages[_first_page()] if chosen == pages["start"] else chosen
    with st.sidebar:
        st.html(page_html("brand.html", tagline=say("tagline")))
        with st.container(key="pages", gap="small"):
            for name, one in list(pages.items())[1:]:
                with st.container(key="page-here" if one == here else f"page-{name}"):
                    st.page_link(one, width="stretch")
        st.segmented_control(
            "Ngôn ngữ · Language",
            shell.LANGUAGES,
            key="language",
            required=True,
            label_visibility="collapsed",
            on_change=shell.remember_language,
        )
        st.text_input(
            say("person"),
            key="person",
            placeholder=say("person-asked"),
            max_chars=80,
        )
        shell.remember_name()
        shell.show_text(say("here"))
    return chosen


main()
