"""The list of documents, their versions and their history as HTML. All text is escaped here.

What a click means stands in ``data-go``: "review 12", "document 12", "sort issued", "page 2".
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from html import escape

from hmtn_ingest.collection.catalogue import Order, Waiting, progress
from hmtn_ingest.i18n.phrases import Language, say, say_edtf, say_number
from hmtn_ingest.privacy import mask_phones
from hmtn_ingest.render.changes import Change, Entry, hiding, say_changes, say_kind, say_words
from hmtn_ingest.store.search import Stretch, marked
from hmtn_ingest.store.store import Reveal, Stored
from parsers.records import DocumentRecord

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))  # the same all year since 1975

_TEXTS: dict[str, tuple[str, str]] = {
    "code": ("Số, ký hiệu", "Number"),
    "issued": ("Ngày", "Date"),
    "organ": ("Cơ quan ban hành", "Issuer"),
    "subject": ("Trích yếu", "Subject"),
    "type": ("Loại", "Type"),
    "versions": ("Bản", "Ver."),
    "waiting": ("Chờ rà soát", "To review"),
    "review": ("Rà soát", "Review"),
    "open": ("Mở trang của văn bản này", "Open the page of this document"),
    "sort": ("Sắp xếp theo", "Sort by"),
    "no-code": ("chưa có số", "no number"),
    "no-subject": ("(không đọc được trích yếu)", "(no subject read)"),
    "file": ("Tên tệp", "File name"),
    "progress.new": ("chưa bắt đầu", "not begun"),
    "progress.begun": ("đang rà soát", "begun"),
    "progress.done": ("đã xong", "done"),
    "progress.failed": ("không đọc được", "not readable"),
    "look": ("cần xem", "to look at"),
    "rest": ("còn lại", "others"),
    "read": ("Kết quả đọc", "Read"),
    "when": ("Lúc", "When"),
    "who": ("Ai", "Who"),
    "did": ("Việc", "What"),
    "about": ("Về", "About"),
    "values": ("Trước → sau", "Before → after"),
    "document": ("Văn bản", "Document"),
    "deleted": ("văn bản đã xóa", "deleted document"),
    "undone": ("đã hoàn tác", "undone"),
    "nothing": ("(trống)", "(empty)"),
    "values-count": ("giá trị", "values"),
    "action.accept": ("Chấp nhận", "Accepted"),
    "action.edit": ("Sửa", "Changed"),
    "action.reject": ("Bỏ", "Rejected"),
    "action.add": ("Thêm", "Added"),
    "action.done": ("Đánh dấu đã xong", "Marked as done"),
    "action.undo": ("Hoàn tác", "Undid"),
}  # fmt: skip


def words_of(code: str, language: Language = "vi") -> str:
    return _TEXTS[code][language == "en"]


_COLUMNS: tuple[Order, ...] = ("code", "issued", "organ", "subject", "type", "versions", "waiting")


def name_of(document: Stored) -> str:
    """A document in few words: its number, or else its file; phone numbers hidden."""
    return mask_phones(document.code or document.file_name)


def said_progress(document: Stored, left: Waiting, language: Language = "vi") -> str:
    """ "đang rà soát · 3 cần xem · 41 còn lại"."""
    parts = [words_of(f"progress.{progress(document, left)}", language)]
    if document.status != "failed":
        parts += [f"{say_number(left.look, language)} {words_of('look', language)}"] if left.look else []
        parts += [f"{say_number(left.rest, language)} {words_of('rest', language)}"] if left.rest else []
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
    say = {code: words_of(code, language) for code in _TEXTS}
    heads = "".join(_head(column, order, say) for column in _COLUMNS)
    rows = "".join(
        _row(one, waits[one.document], snippets.get(one.document, ()), words, say, language) for one in documents
    )
    return (
        f'<table class="docs" data-page="{first}"><thead><tr>{heads}<th></th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _head(column: Order, order: tuple[Order, bool], say: Mapping[str, str]) -> str:
    sort, arrow = "none", ""
    if column == order[0]:
        sort, arrow = ("descending", " ▾") if order[1] else ("ascending", " ▴")
    title = escape(f"{say['sort']} {say[column].lower()}")
    button = f'<button data-go="sort {column}" title="{title}">{escape(say[column])}{arrow}</button>'
    return f'<th class="c-{column}" aria-sort="{sort}">{button}</th>'


def _row(
    one: Stored, left: Waiting, found: Sequence[Stretch], words: str, say: Mapping[str, str], language: Language
) -> str:
    code = _marked(one.code, words) if one.code else f'<span class="absent">{escape(say["no-code"])}</span>'
    subject = _marked(one.subject, words) if one.subject else f'<span class="absent">{escape(say["no-subject"])}</span>'
    file = ""
    if not one.code or not one.subject or (words and not found):
        file = f'<div class="file">{escape(say["file"])}: {_marked(one.file_name, words)}</div>'
    place = ""
    if found:
        place = f'<tr class="found"><td colspan="2"></td><td colspan="6">{stretches(found)}</td></tr>'
    state = progress(one, left)
    look = f"<b>{say_number(left.look, language)}</b> {escape(say['look'])}" if left.look else ""
    rest = f"{say_number(left.rest, language)} {escape(say['rest'])}" if left.rest else ""
    counts = "" if state == "failed" else " · ".join(part for part in (look, rest) if part)
    issued = escape(say_edtf(one.issued, language)) if one.issued else ""
    above = ' class="above"' if found else ""
    return (
        f'<tr data-document="{one.document}"{above}><td class="c-code">{code}</td><td class="c-issued">{issued}</td>'
        f'<td class="c-organ">{_marked(one.organ_name or "", words)}</td>'
        f'<td class="c-subject"><button class="open" data-go="document {one.document}" title="{escape(say["open"])}">'
        f"{subject}</button>{file}</td>"
        f'<td class="c-type">{_marked(one.type_name or "", words)}</td>'
        f'<td class="c-versions">{one.versions if one.versions > 1 else ""}</td>'
        f'<td class="c-waiting"><span class="progress {state}">{escape(say[f"progress.{state}"])}</span>'
        f"<div>{counts}</div></td>"
        f'<td><button class="go" data-go="review {one.document}">{escape(say["review"])}</button></td></tr>{place}'
    )


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
    head = "".join(f"<th>{escape(words_of(code, language))}</th>" for code in heads)
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
    undone = f'<div class="note">{escape(words_of("undone", language))}</div>' if entry.undone else ""
    cells.append(f"<span>{escape(words_of(f'action.{decision.action}', language))}</span>{undone}")
    about = "".join(_about(one, hide, language) for one in row)
    if len(row) > 1:
        count = f"{say_number(len(row), language)} {escape(words_of('values-count', language))}"
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
    nothing = f'<span class="absent">{escape(words_of("nothing", language))}</span>'
    before, after = (escape(hide(one)) if one is not None else nothing for one in (change.before, change.after))
    values = after if change.before is None and change.after is not None else f"{before} → {after}"
    return f'<div><span class="field">{escape(change.label)}:</span> {values}</div>'


def reveals_table(reveals: Sequence[Reveal], names: Mapping[int, str] | None, language: Language = "vi") -> str:
    """Who saw phone numbers, the latest first."""
    heads = ["when", "who", *(["document"] if names is not None else [])]
    head = "".join(f"<th>{escape(words_of(code, language))}</th>" for code in heads)
    rows = []
    for one in reversed(reveals):
        cells = [_time(one.at), escape(one.by)]
        if names is not None:
            gone = f"{words_of('deleted', language)} (#{one.document})"
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
    head = "".join(f"<th>{escape(words_of(code, language))}</th>" for code in heads)
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
