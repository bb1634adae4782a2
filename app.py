"""The application: its pages and what stands around them. Layout only."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from hmtn_ingest.web.pages import deadlines, documents, receive, register, review, rules, shell, targets, today
from hmtn_ingest.web.pages.reconnecting import build_again_after_loss
from hmtn_ingest.web.template import page_html

STYLES = [Path(__file__).parent / "hmtn_ingest" / name for name in ("render/facts.css", "web/style.css")]

say = shell.texts("app")


def main() -> None:
    st.set_page_config(page_title="hmtn_ingest", page_icon="🩸", layout="wide")
    for style in STYLES:
        st.html(style)
    with shell.guard():
        shell.remembered()
        frame().run()
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
        "register": st.Page(
            register.page, title=say("register"), url_path="so-van-ban-den", icon=":material/menu_book:"
        ),
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
        build_again_after_loss()
    return chosen


main()
