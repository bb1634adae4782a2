"""Quy tắc: what is checked, each rule with its manual page and its switch."""

from __future__ import annotations

import streamlit as st

from hmtn_ingest.i18n import say as say_code
from hmtn_ingest.service import rulebook
from hmtn_ingest.service.rulebook import FAMILIES, Rulebook
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.template import page_html
from rules.rule import Rule

say = shell.texts("page.rules")

_FIRST = "DT211"


def page() -> None:
    shell.page_head(say("title"), f"{say('lead')} {say('shared')}")
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
    shell.show_text(name, "family", tag="h3", count=running)
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
        st.html(_marks(rule), width=168 if rule.preview else 112)
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


def _marks(rule: Rule) -> str:
    """Its code, how heavy it weighs, whether it is on trial."""
    severity = say_code(f"severity.{rule.severity}", shell.language())
    preview = say("preview") if rule.preview else ""
    return page_html("rule_marks.html", code=rule.code, severity=rule.severity, severity_name=severity, preview=preview)


def _manual(rule: Rule, book: Rulebook) -> str:
    """The manual page, each paragraph under its heading."""
    language = shell.language()
    manual = rulebook.manual(rule, language)
    return page_html(
        "rule_manual.html",
        code=rule.code,
        name=rule.name,
        title=manual.title,
        severity=rule.severity,
        severity_name=say_code(f"severity.{rule.severity}", language),
        family=say_code(f"family.{rule.family}", language),
        about=say_code(f"about.{rule.about}", language),
        state=say("is-on" if book.runs(rule) else "is-off"),
        note=say("preview-note") if rule.preview else "",
        parts=manual.parts,
    )
