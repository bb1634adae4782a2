"""Sổ văn bản đến: the register of a year, row by row, those of deleted documents too; taken away as a book in Excel."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from hmtn_ingest.collection.register_book import BookRow, book_rows
from hmtn_ingest.exports.register_book import write_book
from hmtn_ingest.i18n.phrases import say_edtf, say_number
from hmtn_ingest.web.pages import across, register_sheet, shell
from hmtn_ingest.web.pages.linked import linked
from hmtn_ingest.web.template import page_html

say = shell.texts("page.register")

STYLE = Path(__file__).with_name("documents.css")


def page() -> None:
    st.html(STYLE)
    shell.page_head(say("title"), say("lead"))
    entries = shell.all_documents().register_entries(shell.actor())
    if not entries:
        shell.empty(say("nothing"))
        if st.button(say("review"), type="primary"):
            shell.go("review")
        return
    rows = book_rows(entries, [one.summary for one in across.gather()])
    years = sorted({row.entry.year or 0 for row in rows}, reverse=True)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = st.selectbox(say("year"), years, key="register_year", persist_state="session", width=140)
        shown = [row for row in rows if row.entry.year == year]
        st.download_button(
            say("download"),
            data=lambda: write_book(shown, year).data,
            file_name=f"so-van-ban-den-{year}.xlsx",
            help=say("download-help"),
            on_click="ignore",
            icon=":material/download:",
        )
    deleted = sum(row.deleted for row in shown)
    counts = [f"{say_number(len(shown), shell.language())} {say('count')}"]
    counts += [f"{say_number(deleted, shell.language())} {say('count-deleted')}"] if deleted else []
    shell.show_text(" · ".join(counts))
    match linked(register_table(shown, year), key="register_book"):
        case ["document", number]:
            shell.go("documents", document=number)
        case ["correct", number]:
            register_sheet.correct(int(number))


class _Row(NamedTuple):
    """A row as the template takes it."""

    document: int
    deleted: bool
    number: str
    arrived: str
    code: str
    issued: str
    organ: str
    about: str
    handler: str
    due: str


def register_table(rows: list[BookRow], year: int) -> str:
    heads = [
        ("arrival", say("arrival")), ("code", say("code")), ("organ", say("organ")), ("subject", say("subject")),
        ("handler", say("handler")), ("acts", say("acts")),
    ]  # fmt: skip
    labels = {"open": say("open"), "blank": say("blank"), "correct": say("correct"), "deleted": say("deleted")}
    return page_html("register_book.html", heads=heads, labels=labels | dict(heads), rows=map(_row, rows), year=year)


def _row(row: BookRow) -> _Row:
    entry = row.entry
    return _Row(
        row.document,
        row.deleted,
        entry.arrival_number,
        _day(entry.arrival_date),
        entry.code,
        say_edtf(row.issued, shell.language()) if row.issued else "",
        row.organ,
        row.about,
        entry.handler,
        say("until", day=_day(entry.due)) if entry.due else "",
    )


def _day(day: datetime.date | None) -> str:
    return say_edtf(day.isoformat(), shell.language()) if day else ""
