"""``html``: the text with its marks and the record beside it, as one page that needs nothing else.

No script and nothing from outside: a click on a value follows an anchor to its words. The page forbids itself
everything but its own style (Content Security Policy), and every word of a document is escaped.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from hmtn_ingest.exports import names
from hmtn_ingest.exports.body_tasks import cite
from hmtn_ingest.exports.cells import sayable
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.review_status import counts, said
from hmtn_ingest.i18n import say
from hmtn_ingest.render.highlight import highlight
from hmtn_ingest.render.panels import Panels, legend
from hmtn_ingest.review.reading_order import doubtful
from hmtn_ingest.review.reviewed import Reviewed

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """``<name>.html`` for each document."""
    return [
        File(name, page(document).encode())
        for name, document in zip(names.for_documents(documents, ".html"), documents, strict=True)
    ]


def page(document: Reviewed) -> str:
    """One document as a page of its own; phone numbers stand as they are in the record that is given."""
    record = document.record
    source = highlight(record, phones=True)

    def remark(key: str) -> str:
        state = document.state(key)
        done = f" · Đã xong: {state.done.by}" if state.done else ""
        return said(state) + done if key in document.states else ""

    panels = Panels(record, source.anchors, phones=True, remark=remark)
    quota = "".join(map(panels.quota, record.quota_tables))
    sections = [
        ("phat-hien", "kind.finding", len(record.findings), panels.findings()),
        ("can-xem", "", len(doubtful(record)), panels.doubts()),
        ("thoi-han", "kind.deadline", len(record.deadlines), panels.deadlines()),
        ("su-kien", "kind.event", len(record.events), panels.events()),
        ("chi-tieu", "kind.target", len(record.targets), panels.targets()),
        ("ket-qua", "kind.result", len(record.results), panels.results()),
        ("phan-bo", "kind.quota", len(record.quota_tables), quota),
        ("nhiem-vu", "kind.obligation", len(record.obligations), panels.obligations()),
        ("the-thuc", "kind.header", 0, panels.header()),
        ("vien-dan", "kind.citation", len(record.citations), panels.citations()),
        ("lien-he", "kind.contact", len(record.contacts), panels.contacts()),
        ("noi-nhan", "kind.recipient", len(record.recipients), panels.recipients()),
    ]
    shown = [(anchor, _heading(code, count), body) for anchor, code, count, body in sections if body]
    jump = "".join(f'<a href="#{anchor}">{heading}</a>' for anchor, heading, _ in shown)
    beside = "".join(f'<section id="{anchor}"><h2>{heading}</h2>{body}</section>' for anchor, heading, body in shown)
    title = _title(document)
    html = (
        f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>\n<body>"
        f'<header class="top">{_top(document)}<details><summary>Chú giải màu</summary>{legend()}</details></header>'
        f'<nav class="jump">{jump}</nav>\n<main class="two"><article class="source">{source.html}</article>\n'
        f'<aside class="record">{beside}</aside></main></body></html>\n'
    )
    return sayable(html)


def _title(document: Reviewed) -> str:
    subject = document.record.header.subject
    return " – ".join(part for part in (cite(document.record), subject.value if subject else None) if part)


def _heading(code: str, count: int) -> str:
    name = say(code) if code else "Cần xem lại"
    return f'{name} <span class="count">{count}</span>' if count else name


def _top(document: Reviewed) -> str:
    """What the document is, and how much of what follows a person has seen."""
    record = document.record
    header = record.header
    subject = header.subject.value if header.subject else None
    issuer = header.organ_name.value if header.organ_name else None
    facts = [issuer, f"tệp {record.source.file_name}"]
    whole, seen = counts(document)
    state = f"<b>Đã rà soát {seen}/{whole} mục.</b>" if seen else "<b>Chưa ai rà soát:</b> mọi mục do chương trình đọc."
    if document.stale:
        state += f" {len(document.stale)} quyết định không còn chỗ trong văn bản này."
    problems = "".join(f'<div class="mismatch">{escape(problem.message)}</div>' for problem in record.problems)
    return (
        f'<div class="kind">{escape(cite(record))}<span class="badge {record.status}">'
        f"{escape(say(f'status.{record.status}'))}</span></div>"
        f"<h1>{escape(subject or record.source.file_name)}</h1>"
        f'<div class="facts">{escape(" · ".join(fact for fact in facts if fact))}</div>'
        f'<div class="state">{state}</div>{problems}'
    )


@functools.cache
def _style() -> str:
    return files("hmtn_ingest.exports").joinpath("html_page.css").read_text(encoding="utf-8")
