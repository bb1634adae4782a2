"""``html``: the text with its marks and the record beside it, as one page that needs nothing else.

No script and nothing from outside: a click on a value follows an anchor to its words. The page forbids itself
everything but its own style (Content Security Policy), and every word of a document is escaped.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from importlib.resources import files

from markupsafe import Markup

from hmtn_ingest.exports import names
from hmtn_ingest.exports.body_tasks import cite
from hmtn_ingest.exports.cells import sayable
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.review_status import counts, said
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_annexes, say_problem
from hmtn_ingest.render.highlight import highlight
from hmtn_ingest.render.panels import Panels, legend
from hmtn_ingest.render.template import facts_style, render
from hmtn_ingest.review.reading_order import doubtful
from hmtn_ingest.review.reviewed import Reviewed

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """``<name>.html`` for each document."""
    return [
        File(name, page(document, options.language).encode())
        for name, document in zip(names.for_documents(documents, ".html"), documents, strict=True)
    ]


def page(document: Reviewed, language: Language = "vi") -> str:
    """One document as a page of its own; phone numbers stand as they are in the record that is given."""
    record = document.record
    source = highlight(record, language, phones=True)

    def remark(key: str) -> str:
        state = document.state(key)
        done = f" · {say('fact-note.done', language, by=state.done.by)}" if state.done else ""
        return said(state, language) + done if key in document.states else ""

    panels = Panels(record, source.anchors, language, phones=True, remark=remark)
    quota = Markup("").join(map(panels.quota, record.quota_tables))
    sections = [
        ("phat-hien", "kind.finding", len(record.findings), panels.findings()),
        ("can-xem", "comparison.check", len(doubtful(record)), panels.doubts()),
        ("chua-thuoc-muc", "kind.residue", len(record.residue), panels.residue()),
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
    header = record.header
    subject = header.subject.value if header.subject else None
    issuer = header.organ_name.value if header.organ_name else None
    annexes = say_annexes(record.source.annexes, language)
    file = say("fact-note.file", language, name=record.source.file_name)
    html = render(
        "record_page.html",
        language=language,
        colours=say("html-page.colours", language),
        states=_states(document, language),
        policy=_POLICY,
        style=Markup(_style()),
        title=" – ".join(part for part in (cite(record), subject) if part),
        kind=cite(record),
        status=record.status,
        status_name=say(f"status.{record.status}", language),
        heading=subject or record.source.file_name,
        facts=[fact for fact in (issuer, file, annexes) if fact],
        problems=[say_problem(problem, language) for problem in record.problems],
        legend=legend(language),
        source=Markup(source.html),
        sections=[
            {"anchor": anchor, "name": say(code, language), "count": count, "body": body}
            for anchor, code, count, body in sections
            if body
        ],
    )
    return sayable(html + "\n")


def _states(document: Reviewed, language: Language) -> list[str]:
    """How far the document is reviewed, and what of that has no place in it any more."""
    whole, seen = counts(document)
    states = [say("html-page.seen", language, seen=seen, whole=whole)] if seen else []
    if not seen:
        states += [say("html-page.unseen", language), say("html-page.read-by-program", language)]
    if document.stale:
        states.append(say("html-page.stale", language, count=len(document.stale)))
    return states


@functools.cache
def _style() -> str:
    return facts_style() + files("hmtn_ingest.exports").joinpath("html_page.css").read_text(encoding="utf-8")
