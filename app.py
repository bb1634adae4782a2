"""The application: its pages and what stands around them. Layout only."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from hmtn_ingest.database import Unusable
from hmtn_ingest.pages import deadlines, documents, receive, review, rules, shell, targets

STYLE = Path(__file__).parent / "hmtn_ingest" / "review" / "style.css"

say = shell.speaker(
    {
        "tagline": (
            "Đọc kế hoạch, báo cáo hiến máu tình nguyện thành bản ghi có dẫn nguồn",
            "Plans and reports on blood donation as source-grounded records",
        ),
        "person": ("Người rà soát", "Reviewer"),
        "receive": ("Tiếp nhận", "Receive"),
        "review": ("Rà soát", "Review"),
        "deadlines": ("Thời hạn", "Deadlines"),
        "targets": ("Chỉ tiêu", "Targets"),
        "documents": ("Văn bản", "Documents"),
        "rules": ("Quy tắc", "Rules"),
    }
)


def main() -> None:
    st.set_page_config(page_title="hmtn_ingest", page_icon="🩸", layout="wide")
    st.html(STYLE)
    pages = {
        "receive": st.Page(
            receive.page, title=say("receive"), url_path="tiep-nhan", icon=":material/inbox:", default=True
        ),
        "review": st.Page(review.page, title=say("review"), url_path="ra-soat", icon=":material/fact_check:"),
        "deadlines": st.Page(deadlines.page, title=say("deadlines"), url_path="thoi-han", icon=":material/event:"),
        "targets": st.Page(targets.page, title=say("targets"), url_path="chi-tieu", icon=":material/flag:"),
        "documents": st.Page(documents.page, title=say("documents"), url_path="van-ban", icon=":material/folder_open:"),
        "rules": st.Page(rules.page, title=say("rules"), url_path="quy-tac", icon=":material/rule:"),
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()))
    with st.sidebar:
        st.html(f'<div class="brand">hmtn_ingest<small>{escape(say("tagline"))}</small></div>')
        st.segmented_control(
            "Ngôn ngữ · Language",
            ("Tiếng Việt", "English"),
            default="Tiếng Việt",
            key="language",
            required=True,
            label_visibility="collapsed",
        )
        st.text_input(say("person"), key="person", placeholder=shell.person())
    try:
        chosen.run()
    except Unusable as error:  # of the database, whichever page needed it
        shell.say_box("error", error.en if shell.language() == "en" else error.vi)


main()
