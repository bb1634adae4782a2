"""Quy tắc: what is checked, each rule with its manual page and its switch."""

from __future__ import annotations

from html import escape

import streamlit as st

from hmtn_ingest.i18n import say as say_code
from hmtn_ingest.service import rulebook
from hmtn_ingest.service.rulebook import FAMILIES, Rulebook
from hmtn_ingest.web.pages import shell
from rules.rule import Rule

say = shell.texts("page.rules")

_FIRST = "DT211"


def page() -> None:
    shell.heading(say("title"), f"{say('lead')} {say('shared')}")
    book = shell.all_documents().rulebook(shell.actor())
    chosen = st.session_state.setdefault("rule", _FIRST)
    listed, manual = st.columns([7, 6], gap="medium")
    with listed:
        found = _search(book)
        if not found:
            shell.empty(say("none"))
        else:
            with st.container(height=520, border=True, key="rules", gap="xxsmall"):
                for family in FAMILIES:
                    _family(family, [rule for rule in found if rule.family == family], book, chosen)
    rule = next((rule for rule in rulebook.find("") if rule.code == chosen), found[0] if found else None)
    if rule:
        with manual, st.container(border=True, key="manual", height=598):
            st.html(_manual(rule, book))


def _search(book: Rulebook) -> list[Rule]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            say("search"),
            key="rule-words",
            placeholder=say("search-hint"),
            persist_state="session",
            icon=":material/search:",
        )
        if book != Rulebook():
            st.button(say("reset"), on_click=_reset)
    return rulebook.find(words)


def _reset() -> None:
    shell.all_documents().set_rulebook(Rulebook(), shell.actor())


def _family(family: str, members: list[Rule], book: Rulebook, chosen: str) -> None:
    if not members:
        return
    name = say_code(f"family.{family}", shell.language())
    running = say("on", on=sum(book.runs(rule) for rule in members), all=len(members))
    st.html(f'<h3 class="family">{escape(name)} <span class="count">{escape(running)}</span></h3>')
    for rule in members:
        _row(rule, book, here=rule.code == chosen)


def _row(rule: Rule, book: Rulebook, *, here: bool) -> None:
    key = f"switch-{rule.code}"
    # the store has the last word, as another person may have switched the rule meanwhile
    st.session_state[key] = book.runs(rule)
    container = st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"rule-{'here' if here else rule.code}"
    )
    with container:
        st.toggle(rule.code, key=key, on_change=_switch, args=(rule, key), label_visibility="collapsed")
        marks = _severity(rule) + (
            f'<span class="mark preview">{escape(say("preview"))}</span>' if rule.preview else ""
        )
        st.html(f'<div class="marks"><code>{rule.code}</code>{marks}</div>', width=168 if rule.preview else 112)
        st.button(
            rulebook.manual(rule, shell.language()).title,
            key=f"show-{rule.code}",
            type="tertiary",
            on_click=_show,
            args=(rule.code,),
        )


def _switch(rule: Rule, key: str) -> None:
    documents, actor = shell.all_documents(), shell.actor()
    documents.set_rulebook(documents.rulebook(actor).switched(rule, st.session_state[key]), actor)


def _show(code: str) -> None:
    st.session_state["rule"] = code


def _severity(rule: Rule) -> str:
    said = say_code(f"severity.{rule.severity}", shell.language())
    return f'<span class="mark {rule.severity}">{escape(said)}</span>'


def _manual(rule: Rule, book: Rulebook) -> str:
    """The manual page, each paragraph under its heading."""
    page = rulebook.manual(rule, shell.language())
    family = say_code(f"family.{rule.family}", shell.language())
    about = say_code(f"about.{rule.about}", shell.language())
    state = say("is-on" if book.runs(rule) else "is-off")
    note = f'<div class="box info">{escape(say("preview-note"))}</div>' if rule.preview else ""
    paragraphs = "".join(f"<h4>{escape(heading)}</h4><p>{escape(text)}</p>" for heading, text in page.parts)
    return (
        f'<article class="manual"><div class="meta"><code>{rule.code}</code> <code>{escape(rule.name)}</code></div>'
        f"<h3>{escape(page.title)}</h3>"
        f'<div class="meta">{_severity(rule)} {escape(family)} · {escape(about)} · {escape(state)}</div>'
        f"{note}{paragraphs}</article>"
    )
