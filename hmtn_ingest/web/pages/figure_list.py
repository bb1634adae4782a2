"""Planned and reached numbers as lists that can be acted on: parts of *Chỉ tiêu*."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from hmtn_ingest.collection.figures import Figure
from hmtn_ingest.collection.figures_words import say_figure, say_kind, say_level, say_period
from hmtn_ingest.collection.plan_result_pair import BELOW, Reason
from hmtn_ingest.i18n.phrases import say_doubts
from hmtn_ingest.web.pages import shell
from hmtn_ingest.web.pages.listing import Act, Chosen, Column, ListingRow, Tone, Words, listing
from parsers.text import shorten

_STEP = 60  # rows that a list shows at first, and more at each asking
_QUOTED = 160  # characters of a place that a row quotes; a table's words are the whole table

say = shell.texts("page.targets")


def show_below(aside: Sequence[tuple[Figure, Reason | None]]) -> None:
    """What is planned for an event, for each event and for the members of a group, which no result of a body meets."""
    rows: list[ListingRow] = []
    for below in BELOW:
        groups: dict[str, list[Figure]] = {}
        for figure, reason in aside:
            if reason == below and figure.kind != "result":
                groups.setdefault(figure.event or say(f"reason-{below}").capitalize(), []).append(figure)
        for heading, figures in groups.items():
            rows.append(ListingRow(f"{below} {heading}", heading=f"{shorten(heading, _QUOTED)} ({len(figures)})"))
            rows += [_figure_row(figure, None) for figure in figures]
    if rows:
        shell.show_part(say("below"))
        _show_rows(rows, "target_below")


def show_figures(figures: Sequence[tuple[Figure, Reason | None]], key: str) -> None:
    """Numbers with the words that they stand in, each with why it is not compared, where it is not."""
    if not figures:
        shell.empty(say("all-compared"))
        return
    _show_rows([_figure_row(figure, reason) for figure, reason in figures], key)


def _show_rows(rows: Sequence[ListingRow], key: str) -> None:
    columns = (
        Column(say("body"), "minmax(0, 1.7fr)"),
        Column(say("number"), "minmax(0, 1.4fr)"),
        Column(say("words"), "minmax(0, 1.6fr)"),
        Column(say("source"), "minmax(0, 1.4fr)"),
    )
    show_listing(columns, rows, key)


def _figure_row(figure: Figure, reason: Reason | None) -> ListingRow:
    language = shell.language()
    body = [Words(figure.body_name or "–", "lead"), Words(say_level(figure.level, language), "soft")]
    if figure.assumed:
        body.append(Words(say("assumed"), "soft"))
    number = [
        Words(say_figure(figure, language), "lead"),
        Words(say_kind(figure.kind, language), "soft"),
        Words(say_period(figure.period, language) if figure.period else "", "soft"),
    ]
    if reason:
        number.append(Words(say(f"reason-{reason}"), "tag"))
    words = figure.origin.words
    quote = [Words(f"“{shorten(words, _QUOTED)}”" if words else "", "quote")]
    if figure.doubts:
        quote.append(Words(say_doubts(list(figure.doubts), language), "warn"))
    place = [f"{say('part')} {figure.origin.part}"] if figure.origin.part else []
    place += [f"{say('page')} {figure.origin.page}"] if figure.origin.page else []
    status = {"open": "unreviewed", "stale": "stale"}.get(figure.status, "reviewed")
    tones: dict[str, Tone] = {"reviewed": "good", "stale": "warn"}
    document = [
        Words(figure.summary.name, "lead"),
        Words(figure.summary.organ or "", "soft"),
        Words(" · ".join(place), "soft"),
        Words(say(status), tones.get(status, "soft")),
    ]
    return ListingRow(place_of(figure), (body, number, quote, document), [Act("plan", say("see"))])


def place_of(figure: Figure) -> str:
    """What a button that leads to a number hands on."""
    return f"{figure.summary.document}:{figure.key}"


def show_listing(columns: Sequence[Column], rows: Sequence[ListingRow], key: str) -> None:
    """A list that grows at its end; its buttons lead to the words."""
    length: int = st.session_state.setdefault(f"{key}_rows", _STEP)
    more = f"{say('more')} ({len(rows) - length})" if len(rows) > length else ""

    def act(chosen: Chosen) -> None:
        if chosen.act == "more":
            st.session_state[f"{key}_rows"] += _STEP

    _see(listing(columns, rows[:length], key=key, name=say("title"), more=more, when=act))


def _see(chosen: Chosen | None) -> None:
    """Turn to the words that a button asks for."""
    if chosen is None or chosen.act == "more":
        return
    plan, _, result = chosen.key.partition("|")
    document, _, fact = (result if chosen.act == "result" else plan).partition(":")
    shell.go("review", document=document, fact=fact)
