"""Quy tắc: what is checked, each rule with its manual page and its switch."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import streamlit as st

from hmtn_ingest.i18n import Language
from hmtn_ingest.i18n import say as say_code
from hmtn_ingest.i18n.phrases import say_number
from hmtn_ingest.service import rulebook
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.rulebook import FAMILIES, Rulebook
from hmtn_ingest.web.pages import across, shell
from hmtn_ingest.web.panes.scripts import join_scripts
from hmtn_ingest.web.template import page_html
from rules.rule import Rule

say = shell.texts("page.rules")

_FIRST = "DT211"
_HERE = Path(__file__).parent
# Streamlit draws a switch, a mark and a button for each rule too slowly.
_switches = st.components.v2.component(
    "hmtn_rules",
    css=(_HERE / "rules.css").read_text("utf-8"),
    js=join_scripts(_HERE, ("elements.js", "rules.js")),
)
Fired = dict[str, tuple[int, int]]
"""How often each rule found something in the documents that are kept, and in how many of them, by its code."""


def page() -> None:
    shell.page_head(say("title"), f"{say('lead')} {say('shared')}")
    book = shell.all_documents().rulebook(shell.actor())
    counted, fired = st.session_state.get("rules-fired", (None, None))
    listed, manual = st.columns([7, 6], gap="medium")
    with listed:
        found = _search(book)
        if found:
            _list(found, book, fired)
        else:
            shell.empty(say("none"))
    chosen = st.session_state.get("rule", _FIRST)
    rule = next((rule for rule in rulebook.find("") if rule.code == chosen), found[0] if found else None)
    if rule:
        with manual, st.container(border=True, key="manual"):
            st.html(_manual(rule, book, fired))
    heads = across.heads()
    if counted != heads:  # the switches do not wait for it
        st.session_state["rules-fired"] = heads, _count(heads)
        st.rerun()


def _count(heads: tuple[tuple[int, ...], ...]) -> Fired:
    each = [_found(shell.all_documents().address, head, shell.actor()) for head in heads]
    times = sum(each, Counter[str]())
    documents = Counter(code for found in each for code in found)
    return {code: (count, documents[code]) for code, count in times.items()}


@st.cache_resource(max_entries=5000, show_spinner=False)
def _found(address: str, head: tuple[int, ...], _actor: Actor) -> Counter[str]:
    document, version, *_ = head
    return Counter(finding.code for finding in shell.all_documents().checked(document, _actor, version).findings)


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


def _list(found: list[Rule], book: Rulebook, fired: Fired | None) -> None:
    """The rules by their families, each with its switch; the title of one opens its manual page."""
    language = shell.language()
    data = {
        "name": say("title"),
        "here": st.session_state.get("rule", _FIRST),
        "families": [
            {
                "code": family,
                "name": say_code(f"family.{family}", language),
                "running": say("on", on=sum(book.runs(rule) for rule in members), all=len(members)),
                "rules": [_row(rule, book, fired, language) for rule in members],
            }
            for family in FAMILIES
            if (members := [rule for rule in found if rule.family == family])
        ],
    }
    _switches(key="rules", data=data, on_switched_change=_switch, on_chosen_change=_show)


def _row(rule: Rule, book: Rulebook, fired: Fired | None, language: Language) -> dict[str, Any]:
    times = None if fired is None else fired.get(rule.code, (0, 0))[0]
    return {
        "code": rule.code,
        "title": rulebook.manual(rule, language).title,
        "severity": rule.severity,
        "severity_name": say_code(f"severity.{rule.severity}", language),
        "preview": say("preview") if rule.preview else "",
        "on": book.runs(rule),
        "fired": say("fired", count=say_number(times, language)) if times else "",
    }


def _switch() -> None:
    asked = st.session_state["rules"].switched
    rule = next((rule for rule in rulebook.find("") if asked and rule.code == asked["code"]), None)
    if rule:
        documents, actor = shell.all_documents(), shell.actor()
        documents.set_rulebook(documents.rulebook(actor).switched(rule, bool(asked["on"])), actor)


def _show() -> None:
    if code := st.session_state["rules"].chosen:
        st.session_state["rule"] = str(code)


def _manual(rule: Rule, book: Rulebook, fired: Fired | None) -> str:
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
        fired=_say_fired(rule, fired),
    )


def _say_fired(rule: Rule, fired: Fired | None) -> str:
    if fired is None:
        return ""
    times, documents = fired.get(rule.code, (0, 0))
    if not times:
        return say("fired-never")
    said = (say_number(count, shell.language()) for count in (times, documents))
    return say("fired-in", **dict(zip(("count", "documents"), said, strict=True)))
