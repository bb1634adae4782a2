"""The list of documents, their versions and their history as HTML. All text is escaped here.

What a click means stands in ``data-go``: "review 12", "document 12", "sort issued", "page 2".
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from html import escape

from hmtn_ingest.collection.catalogue import Order, Waiting, progress
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_edtf, say_number
from hmtn_ingest.i18n.time_zone import VIETNAM
from hmtn_ingest.privacy import mask_phones
from hmtn_ingest.render.changes import Change, Entry, hiding, say_changes, say_kind, say_words
from hmtn_ingest.review.stored import Reveal, Stored
from hmtn_ingest.search import Stretch, marked
from parsers.records import DocumentRecord

_COLUMNS: tuple[Order, ...] = ("code", "issued", "organ", "subject", "type", "versions", "waiting")


def name_of(document: Stored) -> str:
    """A document in few words: its number, or else its file; phone numbers hidden."""
    return mask_phones(document.code or document.file_name)


def said_progress(document: Stored, left: Waiting, language: Language = "vi") -> str:
    """ "đang rà soát · 3 cần xem · 41 còn lại"."""
    parts = [say(f"progress.{progress(document, left)}", language)]
    if document.status != "failed":
        parts += [f"{say_number(left.look, language)} {say('list.look', language)}"] if left.look else []
        parts += [f"{say_number(left.rest, language)} {say('list.rest', language)}"] if left.rest else []
    return " · ".join(parts)


def listing(
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
    heads = "".join(_head(column, order, language) for column in _COLUMNS)
    rows = "".join(_row(one, waits[one.document], snippets.get(one.document, ()), words, language) for one in documents)
    return (
        f'<table class="docs" data-page="{first}"><thead><tr>{heads}<th></th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _head(column: Order, order: tuple[Order, bool], language: Language) -> str:
    sort, arrow = "none", ""
    if column == order[0]:
        sort, arrow = ("descending", " ▾") if order[1] else ("ascending", " ▴")
    name = say(f"list.{column}", language)
    title = escape(f"{say('list.sort', language)} {name.lower()}")
    button = f'<button data-go="sort {column}" title="{title}">{escape(name)}{arrow}</button>'
    return f'<th class="c-{column}" aria-sort="{sort}">{button}</th>'


def _row(one: Stored, left: Waiting, found: Sequence[Stretch], words: str, language: Language) -> str:
    code = _marked(one.code, words) if one.code else _absent("list.no-code", language)
    subject = _marked(one.subject, words) if one.subject else _absent("list.no-subject", language)
    file = ""
    if not one.code or not one.subject or (words and not found):
        file = f'<div class="file">{escape(say("list.file", language))}: {_marked(one.file_name, words)}</div>'
    place = ""
    if found:
        place = f'<tr class="found"><td colspan="2"></td><td colspan="6">{stretches(found)}</td></tr>'
    state = progress(one, left)
    look = f"<b>{say_number(left.look, language)}</b> {escape(say('list.look', language))}" if left.look else ""
    rest = f"{say_number(left.rest, language)} {escape(say('list.rest', language))}" if left.rest else ""
    counts = "" if state == "failed" else " · ".join(part for part in (look, rest) if part)
    issued = escape(say_edtf(one.issued, language)) if one.issued else ""
    above = ' class="above"' if found else ""
    open_, review = escape(say("list.open", language)), escape(say("list.review", language))
    return (
        f'<tr data-document="{one.document}"{above}><td class="c-code">{code}</td><td class="c-issued">{issued}</td>'
        f'<td class="c-organ">{_marked(one.organ_name or "", words)}</td>'
        f'<td class="c-subject"><button class="open" data-go="document {one.document}" title="{open_}">'
        f"{subject}</button>{file}</td>"
        f'<td class="c-type">{_marked(one.type_name or "", words)}</td>'
        f'<td class="c-versions">{one.versions if one.versions > 1 else ""}</td>'
        f'<td class="c-waiting"><span class="progress {state}">{escape(say(f"progress.{state}", language))}</span>'
        f"<div>{counts}</div></td>"
        f'<td><button class="go" data-go="review {one.document}">{review}</button></td></tr>{place}'
    )


def _absent(key: str, language: Language) -> str:
    return f'<span class="absent">{escape(say(key, language))}</span>'


def _marked(text: str, words: str) -> str:
    return stretches(marked(mask_phones(text), words))


def stretches(pieces: Sequence[Stretch]) -> str:
    return "".join(f'<mark class="hit">{escape(one.text)}</mark>' if one.found else escape(one.text) for one in pieces)


def history_table(
    rows: Sequence[Sequence[Entry]],
    names: Mapping[int, str] | None,
    language: Language = "vi",
    record: DocumentRecord | None = None,
) -> str:
    """Decisions in their rows, the newest first, undone ones struck through; ``names`` of documents make a column.

    ``record`` is that of the one document they are about: its phone numbers are hidden, its quota rows have names.
    """
    hide = hiding([entry.decision for row in rows for entry in row], [record] if record else [])
    heads = ["when", "who", *(["document"] if names is not None else []), "did", "about", "values"]
    head = _heads(heads, language)
    body = "".join(_decided(row, names, language, record, hide) for row in rows)
    kind = "history" if names is None else "history all"
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _decided(
    row: Sequence[Entry],
    names: Mapping[int, str] | None,
    language: Language,
    record: DocumentRecord | None,
    hide: Callable[[str], str],
) -> str:
    entry, decision = row[0], row[0].decision
    cells = [_time(decision.at), escape(decision.by)]
    if names is not None:
        name = escape(names.get(entry.document, f"#{entry.document}"))
        cells.append(f'<button class="open" data-go="document {entry.document}">{name}</button>')
    undone = f'<div class="note">{escape(say("list.undone", language))}</div>' if entry.undone else ""
    cells.append(f"<span>{escape(say(f'action.{decision.action}', language).capitalize())}</span>{undone}")
    about = "".join(_about(one, hide, language) for one in row)
    if len(row) > 1:
        count = f"{say_number(len(row), language)} {escape(say('list.values-count', language))}"
        about = f"<details><summary>{count}</summary>{about}</details>"
    cells.append(about)
    changes = [_change(one, hide, language) for one in say_changes(decision, language, record)]
    note = f'<div class="said">{escape(hide(decision.note))}</div>' if decision.note else ""
    cells.append("".join(changes) + note)
    kind = ' class="undone"' if entry.undone else ""
    return f"<tr{kind}>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _about(entry: Entry, hide: Callable[[str], str], language: Language) -> str:
    """The kind of a fact and the words that it was read from."""
    words = hide(say_words(entry.decision))
    quoted = f' <span class="words">“{escape(words)}”</span>' if words else ""
    return f"<div><b>{escape(say_kind(entry.decision.record, language))}</b>{quoted}</div>"


def _change(change: Change, hide: Callable[[str], str], language: Language) -> str:
    nothing = _absent("list.nothing", language)
    before, after = (escape(hide(one)) if one is not None else nothing for one in (change.before, change.after))
    values = after if change.before is None and change.after is not None else f"{before} → {after}"
    return f'<div><span class="field">{escape(change.label)}:</span> {values}</div>'


def _heads(columns: Sequence[str], language: Language) -> str:
    return "".join(f"<th>{escape(say(f'list.{column}', language))}</th>" for column in columns)


def reveals_table(reveals: Sequence[Reveal], names: Mapping[int, str] | None, language: Language = "vi") -> str:
    """Who saw phone numbers, the latest first."""
    heads = ["when", "who", *(["document"] if names is not None else [])]
    head = _heads(heads, language)
    rows = []
    for one in reversed(reveals):
        cells = [_time(one.at), escape(one.by)]
        if names is not None:
            gone = f"{say('list.deleted', language)} (#{one.document})"
            cells.append(escape(names.get(one.document, gone)))
        rows.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    return f'<table class="history reveals"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _time(at: datetime.datetime) -> str:
    local = at.astimezone(VIETNAM)
    return f'<time datetime="{at.isoformat()}">{local:%d/%m/%Y}<br>{local:%H:%M:%S}</time>'


def said_time(at: datetime.datetime) -> str:
    """Day and minute in Vietnam."""
    return f"{at.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def versions_table(versions: Sequence[Stored], language: Language = "vi") -> str:
    """The files of a document, oldest first: what each is called, who brought it, how it was read."""
    heads = ("versions", "file", "when", "who", "read")
    head = _heads(heads, language)
    rows = []
    for number, one in enumerate(versions, 1):
        said = say(f"status.{one.status}", language)
        cells = (str(number), mask_phones(one.file_name), said_time(one.added_at), one.added_by, said)
        rows.append(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
    return f'<table class="history versions"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def pairs_list(pairs: Sequence[tuple[Stored, Stored]], language: Language = "vi") -> str:
    """Pairs that are worth a comparison, each a button: the older, the newer, what they are about."""
    items = []
    for old, new in pairs:
        names = [
            mask_phones(name_of(one)) + (f" ({_when(one, language)})" if _when(one, language) else "")
            for one in (old, new)
        ]
        if old.document == new.document:
            names = [mask_phones(one.file_name) for one in (old, new)]
        about = mask_phones(" · ".join(part for part in (new.organ_name, new.subject) if part))
        items.append(
            f'<li><button data-go="pair {old.version} {new.version}"><b>{escape(names[0])} → {escape(names[1])}</b> '
            f"<span>{escape(about)}</span></button></li>"
        )
    return f'<ul class="pairs">{"".join(items)}</ul>'


def _when(one: Stored, language: Language) -> str:
    return say_edtf(one.issued, language) if one.issued else ""
