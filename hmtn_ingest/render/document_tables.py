"""Documents, their versions and their history as tables of HTML: what stands in them; ``templates`` lay them out.

In: documents and decisions as ``service`` gives them. Out: HTML, every text escaped and its phone numbers hidden.
Called by the pages of documents. What a click means stands in ``data-go``: "review 12", "document 12", "sort issued".

    versions_table([stored])  →  '<table class="history versions">…<td>09-KH.docx</td>…</table>'
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from hmtn_ingest.collection.catalogue import Order, Progress, Waiting, progress
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_edtf, say_number
from hmtn_ingest.i18n.time_zone import VIETNAM
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.render.changes import (
    FieldChange,
    HistoryEntry,
    say_changes,
    say_fact_kind,
    say_note,
    say_words,
)
from hmtn_ingest.render.template import render
from hmtn_ingest.review.masking import phone_hider
from hmtn_ingest.review.stored import Reveal, Stored
from hmtn_ingest.search import Stretch, marked
from parsers.records import DocumentRecord

_COLUMNS: tuple[Order, ...] = ("code", "issued", "organ", "subject", "type", "versions", "waiting")


def document_name(document: Stored) -> str:
    """A document in few words: its number, or else its file; phone numbers hidden."""
    return mask_personal_data(document.code or document.file_name)


def say_progress(document: Stored, left: Waiting, language: Language = "vi") -> str:
    """ "đang rà soát · 3 cần xem · 41 còn lại"."""
    parts = [say(f"progress.{progress(document, left)}", language)]
    look, rest = _counts(document, left, language)
    parts += [f"{look} {say('list.look', language)}"] if look else []
    parts += [f"{rest} {say('list.rest', language)}"] if rest else []
    return " · ".join(parts)


def say_time(at: datetime.datetime) -> str:
    """Day and minute in Vietnam."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _counts(document: Stored, left: Waiting, language: Language) -> tuple[str, str]:
    """How much waits to be looked at, and how much besides; nothing of a document that could not be read."""
    counts = (0, 0) if document.status == "failed" else (left.look, left.rest)
    look, rest = (say_number(count, language) if count else "" for count in counts)
    return look, rest


# --- the list of documents --------------------------------------------------------------------------------------------


class _Head(NamedTuple):
    column: Order
    name: str
    title: str
    sort: str
    """As ``aria-sort`` takes it."""
    arrow: str


class _DocumentRow(NamedTuple):
    """A document as the template takes it, what was searched for marked; ``place`` is a place inside it."""

    document: int
    code: Sequence[Stretch]
    issued: str
    organ: Sequence[Stretch]
    subject: Sequence[Stretch]
    file: Sequence[Stretch]
    """The name of the file, only where it helps to tell the document."""
    type: Sequence[Stretch]
    versions: int
    state: Progress
    progress: str
    look: str
    rest: str
    place: Sequence[Stretch]


def documents_table(
    documents: Sequence[Stored],
    waits: Mapping[int, Waiting],
    snippets: Mapping[int, Sequence[Stretch]],
    words: str,
    order: tuple[Order, bool],
    language: Language = "vi",
    first: int = 0,
) -> str:
    """The table of documents; words that were looked for are marked, and shown where they stand in the text.

    ``first`` tells one page of a long list from another.
    """
    return render(
        "documents_table.html",
        first=first,
        heads=[_head(column, order, language) for column in _COLUMNS],
        rows=[
            _document_row(one, waits[one.document], snippets.get(one.document, ()), words, language)
            for one in documents
        ],
        labels={
            "acts": say("list.acts", language),
            "file": say("list.file", language),
            "look": say("list.look", language),
            "no_code": say("list.no-code", language),
            "no_subject": say("list.no-subject", language),
            "open": say("list.open", language),
            "rest": say("list.rest", language),
            "sort": say("list.sort", language),
            "review": say("list.review", language),
        },
    )


def _head(column: Order, order: tuple[Order, bool], language: Language) -> _Head:
    sort, arrow = "none", ""
    if column == order[0]:
        sort, arrow = ("descending", " ▾") if order[1] else ("ascending", " ▴")
    name = say(f"list.{column}", language)
    return _Head(column, name, f"{say('list.sort', language)} {name.lower()}", sort, arrow)


def _document_row(one: Stored, left: Waiting, place: Sequence[Stretch], words: str, language: Language) -> _DocumentRow:
    def searched(text: str | None) -> Sequence[Stretch]:
        return marked(mask_personal_data(text), words) if text else ()

    needs_file = not one.code or not one.subject or (words and not place)
    state = progress(one, left)
    look, rest = _counts(one, left, language)
    return _DocumentRow(
        document=one.document,
        code=searched(one.code),
        issued=say_edtf(one.issued, language) if one.issued else "",
        organ=searched(one.organ_name),
        subject=searched(one.subject),
        file=searched(one.file_name) if needs_file else (),
        type=searched(one.type_name),
        versions=one.versions,
        state=state,
        progress=say(f"progress.{state}", language),
        look=look,
        rest=rest,
        place=place,
    )


# --- history ----------------------------------------------------------------------------------------------------------


class _Time(NamedTuple):
    iso: str
    day: str
    clock: str


class _HistoryRow(NamedTuple):
    """Decisions that were made at once, as the template takes them; ``several`` says how many where it is not one."""

    time: _Time
    by: str
    document: int
    document_name: str
    action: str
    undone: bool
    about: Sequence[tuple[str, str]]
    """Of each fact its kind, and the words that it was read from."""
    several: str
    changes: Sequence[FieldChange]
    note: str


def history_table(
    rows: Sequence[Sequence[HistoryEntry]],
    names: Mapping[int, str] | None,
    language: Language = "vi",
    record: DocumentRecord | None = None,
) -> str:
    """Decisions in their rows, the newest first, undone ones struck through; ``names`` of documents make a column.

    ``record`` is that of the one document they are about: its phone numbers are hidden, its quota rows have names.
    """
    hide = phone_hider([entry.decision for row in rows for entry in row], [record] if record else [])
    columns = ["when", "who", *(["document"] if names is not None else []), "did", "about", "values"]
    return render(
        "history_table.html",
        heads=_heads(columns, language),
        rows=[_history_row(row, names or {}, language, record, hide) for row in rows],
        with_documents=names is not None,
        undone=say("list.undone", language),
        nothing=say("list.nothing", language),
    )


def _history_row(
    row: Sequence[HistoryEntry],
    names: Mapping[int, str],
    language: Language,
    record: DocumentRecord | None,
    hide: Callable[[str], str],
) -> _HistoryRow:
    entry, decision = row[0], row[0].decision
    return _HistoryRow(
        time=_time(decision.at),
        by=decision.by,
        document=entry.document,
        document_name=names.get(entry.document, f"#{entry.document}"),
        action=say(f"action.{decision.action}", language).capitalize(),
        undone=entry.undone,
        about=[(say_fact_kind(one.decision.record, language), hide(say_words(one.decision))) for one in row],
        several=f"{say_number(len(row), language)} {say('list.values-count', language)}" if len(row) > 1 else "",
        changes=[_hidden(one, hide) for one in say_changes(decision, language, record)],
        note=hide(say_note(decision, language)),
    )


def _hidden(change: FieldChange, hide: Callable[[str], str]) -> FieldChange:
    """A change without phone numbers."""
    before, after = (hide(value) if value is not None else None for value in (change.before, change.after))
    return FieldChange(change.label, before, after)


def reveals_table(reveals: Sequence[Reveal], names: Mapping[int, str] | None, language: Language = "vi") -> str:
    """Who saw phone numbers, the latest first; ``names`` of documents make a column."""
    deleted = say("list.deleted", language)
    rows = [
        (_time(one.at), one.by, (names or {}).get(one.document, f"{deleted} (#{one.document})"))
        for one in reversed(reveals)
    ]
    columns = ["when", "who", *(["document"] if names is not None else [])]
    return render("reveals_table.html", heads=_heads(columns, language), rows=rows, with_documents=names is not None)


def _heads(columns: Sequence[str], language: Language) -> list[str]:
    return [say(f"list.{column}", language) for column in columns]


def _time(at: datetime.datetime) -> _Time:
    local = at.astimezone(VIETNAM)
    return _Time(at.isoformat(), f"{local:%d/%m/%Y}", f"{local:%H:%M:%S}")


# --- versions ---------------------------------------------------------------------------------------------------------


def versions_table(versions: Sequence[Stored], language: Language = "vi") -> str:
    """The files of a document, oldest first: what each is called, who brought it, how it was read."""
    rows = []
    for number, one in enumerate(versions, 1):
        status = say(f"status.{one.status}", language)
        rows.append((number, mask_personal_data(one.file_name), say_time(one.added_at), one.added_by, status))
    heads = _heads(("versions", "file", "when", "who", "read"), language)
    return render("versions_table.html", heads=heads, rows=rows)


def pairs_list(pairs: Sequence[tuple[Stored, Stored]], language: Language = "vi") -> str:
    """Pairs that are worth a comparison, each a button: the older, the newer, what they are about."""
    items = []
    for old, new in pairs:
        same = old.document == new.document
        names = [mask_personal_data(one.file_name) if same else _dated_name(one, language) for one in (old, new)]
        about = mask_personal_data(" · ".join(part for part in (new.organ_name, new.subject) if part))
        items.append((old.version, new.version, *names, about))
    return render("pairs_list.html", items=items)


def _dated_name(one: Stored, language: Language) -> str:
    """ "09/KH-BCĐ (14/01/2026)"."""
    issued = say_edtf(one.issued, language) if one.issued else ""
    return document_name(one) + (f" ({issued})" if issued else "")
