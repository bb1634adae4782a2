"""Templates: nothing is escaped by hand, no template lets a text become markup, none takes a name that it is not given."""

from __future__ import annotations

import ast
import dataclasses
import datetime
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import regex
from jinja2 import StrictUndefined, UndefinedError

from hmtn_ingest.collection.catalogue import Waiting
from hmtn_ingest.collection.register_book import BookRow
from hmtn_ingest.i18n import table
from hmtn_ingest.render.changes import entries, grouped
from hmtn_ingest.render.comparison import comparison_page
from hmtn_ingest.render.comparison_lines import Compared
from hmtn_ingest.render.document_tables import (
    documents_table,
    history_table,
    pairs_list,
    reveals_table,
    versions_table,
)
from hmtn_ingest.render.highlight import highlight
from hmtn_ingest.render.template import environment
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.reviewed import review
from hmtn_ingest.review.stored import RegisterEntry, Reveal, Stored
from hmtn_ingest.search import snippet
from hmtn_ingest.web.pages import register
from hmtn_ingest.web.template import page_html
from parsers.records import DateRecord, DocumentRecord, Grounded, Header, Source, Span
from tests.plans import PLAN, read

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("hmtn_ingest.render", "hmtn_ingest.web")
MAKES_MARKUP = {"hmtn_ingest/exports/html_page.py", "hmtn_ingest/render/panels.py"}
"""Modules that put what one template made into another."""

HOSTILE = """<script>alert('1')</script> & "<img src=x onerror=alert(1)>" '"""
START = datetime.datetime(2026, 3, 2, 1, 30, tzinfo=datetime.UTC)


def trees() -> dict[str, ast.Module]:
    paths = [ROOT / "app.py", *sorted((ROOT / "hmtn_ingest").rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def escapes(tree: ast.AST) -> bool:
    """Whether a module takes ``escape`` from ``html``, or makes markup of what may be a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("html", "markupsafe"):
            return True
        if isinstance(node, ast.Import) and any(name.name in ("html", "markupsafe") for name in node.names):
            return True
    return False


def test_nothing_is_escaped_by_hand() -> None:
    found = {path for path, tree in trees().items() if escapes(tree)}
    assert found == MAKES_MARKUP


@pytest.mark.parametrize("source", ["from html import escape", "import html", "from markupsafe import Markup"])
def test_what_escapes_by_hand_is_found(source: str) -> None:
    assert escapes(ast.parse(source))
    assert not escapes(ast.parse("from html.parser import HTMLParser"))


@pytest.mark.parametrize("package", PACKAGES)
def test_an_environment_escapes_and_is_strict(package: str) -> None:
    made = environment(package)
    assert made.autoescape is True
    assert made.undefined is StrictUndefined
    for name in made.list_templates(["html"]):
        source = (ROOT / package.replace(".", "/") / "templates" / name).read_text(encoding="utf-8")
        assert "autoescape" not in source
        assert not regex.search(r"\|\s*safe\b", source)


def stored(**more: object) -> Stored:
    values: dict[str, object] = {
        "document": 7, "version": 7, "versions": 2, "sha256": "7", "file_name": HOSTILE, "status": "ok",
        "type_name": HOSTILE, "code_number": "9", "code_notation": HOSTILE, "organ_name": HOSTILE, "subject": HOSTILE,
        "issued": "2026-01-12", "added_by": HOSTILE, "added_at": START,
    }  # fmt: skip
    return Stored(**(values | more))  # type: ignore[arg-type]


def documents() -> str:
    waits = {7: Waiting(1, 2, 0), 8: Waiting(0, 0, 3)}
    unknown = stored(document=8, code_number=None, code_notation=None, subject=None)
    place = {7: snippet(HOSTILE, "script")}
    return documents_table([stored(), unknown], waits, place, "alert", ("code", False))


def decisions() -> list[tuple[int, Decision]]:
    edit = Decision(
        id=1, by=HOSTILE, at=START, action="edit", record="event-0a1b2c3d4e", words=HOSTILE, note=HOSTILE,
        before={"/place/value": HOSTILE}, after={"/place/value": None},
    )  # fmt: skip
    at_once = [Decision(id=i, by=HOSTILE, at=START, action="accept", record="x-1", words=HOSTILE) for i in (2, 3)]
    undo = Decision(id=4, by=HOSTILE, at=START, action="undo", record="event-0a1b2c3d4e", undoes=1)
    return [(7, one) for one in (edit, *at_once, undo)]


def marked_text() -> str:
    spans = [Span(start=0, end=8, quote=HOSTILE[:8])]
    record = DocumentRecord(
        source=Source(file_name=HOSTILE, sha256="0", media_type="text/plain", reader="text"),
        status="ok",
        text=f"{HOSTILE}\n{HOSTILE}\t{HOSTILE}\n{HOSTILE}\t{HOSTILE}",
        header=Header(subject=Grounded(value=HOSTILE, spans=spans)),
        dates=[DateRecord(id="date-1", date=None, role="due", spans=spans, doubts=[HOSTILE])],
    )
    return highlight(record).html


def compared() -> str:
    bad = PLAN.replace("Trạm Y tế", f"Trạm Y tế {HOSTILE}").replace("2026", "2027")
    sides = Compared((1, review(read(PLAN))), (2, review(read(bad))))
    return comparison_page(sides, (HOSTILE, HOSTILE), lambda side, key: HOSTILE)


def register_rows() -> str:
    entry = RegisterEntry(HOSTILE, None, HOSTILE, HOSTILE, HOSTILE, datetime.date(2026, 5, 19))
    there = BookRow(7, entry, HOSTILE, HOSTILE, HOSTILE, deleted=False)
    return register.register_table([there, dataclasses.replace(there, deleted=True)], 2026)


TITLE = {"lead": HOSTILE, "beside": HOSTILE, "subject": HOSTILE}
FILLED: dict[str, Callable[[], str]] = {
    # of render
    "comparison.html": compared,
    "documents_table.html": documents,
    "highlight.html": marked_text,
    "history_table.html": lambda: history_table(grouped(entries(decisions())), {7: HOSTILE}),
    "pairs_list.html": lambda: pairs_list([(stored(), stored()), (stored(), stored(document=8))]),
    "reveals_table.html": lambda: reveals_table([Reveal(7, HOSTILE, START)], {7: HOSTILE}),
    "versions_table.html": lambda: versions_table([stored()]),
    # of the pages
    "arrival.html": lambda: page_html("arrival.html", stage="waiting", badge=HOSTILE, text=HOSTILE),
    "arrival_choice.html": lambda: page_html(
        "arrival_choice.html", stage="choice", badge=HOSTILE, name=HOSTILE, no_twin=HOSTILE, question=HOSTILE,
        twins=[(TITLE, HOSTILE), (TITLE, HOSTILE)],
    ),
    "arrival_kept.html": lambda: page_html(
        "arrival_kept.html", stage="kept", badge=HOSTILE, title=TITLE, meta=HOSTILE, problems=[HOSTILE],
        pills=[("rest", HOSTILE)],
    ),
    "arrival_reading.html": lambda: page_html(
        "arrival_reading.html", stage="waiting", badge=HOSTILE, name=HOSTILE, pages=HOSTILE, share=40,
        previews=[(1, HOSTILE)],
    ),
    "arrival_refused.html": lambda: page_html(
        "arrival_refused.html", stage="refused", badge=HOSTILE, name=HOSTILE, cause=HOSTILE
    ),
    "box.html": lambda: page_html("box.html", tone="error", text=HOSTILE),
    "brand.html": lambda: page_html("brand.html", tagline=HOSTILE),
    "chart_legend.html": lambda: page_html("chart_legend.html", colours=[(HOSTILE, "#fff")]),
    "delete_document.html": lambda: page_html(
        "delete_document.html", name=HOSTILE, subject=HOSTILE, lost=HOSTILE, items=[HOSTILE], kept=HOSTILE,
        type_code=HOSTILE, asked=HOSTILE,
    ),
    "document_head.html": lambda: page_html(
        "document_head.html", kind=HOSTILE, facts=HOSTILE, status="ok", status_name=HOSTILE, subject=HOSTILE,
        signed=HOSTILE, signatures=[(True, HOSTILE), (False, HOSTILE)],
    ),
    "page_head.html": lambda: page_html("page_head.html", title=HOSTILE, lead=HOSTILE),
    "register_book.html": register_rows,
    "rule_manual.html": lambda: page_html(
        "rule_manual.html", code="DT211", name=HOSTILE, title=HOSTILE, severity="error", severity_name=HOSTILE,
        family=HOSTILE, about=HOSTILE, state=HOSTILE, note=HOSTILE, fired=HOSTILE,
        parts=[(HOSTILE, HOSTILE)],
    ),
    "text.html": lambda: page_html("text.html", tag="h3", look="part", text=HOSTILE, count=HOSTILE),
    "waiting_document.html": lambda: page_html("waiting_document.html", subject=HOSTILE, meta=HOSTILE),
}  # fmt: skip
"""Each template that a document, a file or a person can bring a text into, filled with nothing but a hostile one."""

MACROS = {"severity.html", "stored_title.html", "words.html"}  # used by the templates above
# filled from our catalogue alone, or with a name in which every sign is quoted
OWN_WORDS = {
    "export_menu_script.html",
    "language_script.html",
    "name_script.html",
    "register_script.html",
    "uploader_script.html",
    "widgets_style.html",
}
OF_PANELS = {
    "_panels.html", "legend.html", "panel_cards.html", "panel_doubts.html", "panel_findings.html", "panel_header.html",
    "panel_obligations.html", "panel_quota.html", "panel_title.html", "record_page.html",
}  # fmt: skip
"""Tried with hostile documents in tests/exports/test_html_page.py."""


class Read(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_template_is_tried() -> None:
    there = {name for package in PACKAGES for name in environment(package).list_templates(["html"])}
    assert there - OF_PANELS == FILLED.keys() | MACROS | OWN_WORDS


@pytest.mark.parametrize("name", FILLED)
def test_a_hostile_text_stays_a_text(name: str) -> None:
    seen = Read(FILLED[name]())
    assert not seen.tags & {"script", "img"}
    assert not seen.attributes & {"onerror", "src"}
    whole = " ".join(seen.text.split())
    assert "<img src=x onerror=alert(1)>" in whole
    assert "&lt;" not in whole  # nothing is escaped twice
    assert "&amp;" not in whole


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        page_html("box.html", tone="error")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_of_the_style_sheet_need_no_escape(language: str) -> None:
    words = table("app.widgets", language)  # type: ignore[arg-type]
    assert not set("".join(words.values())) & set("\"'&<>\\")
    style = page_html("widgets_style.html", words=words)
    assert all(f'--say-{key}: "{text}"; ' in style for key, text in words.items())


def test_a_file_without_pages_has_a_bar_that_moves() -> None:
    def shown(pages: str, share: int | None) -> str:
        return page_html(
            "arrival_reading.html",
            stage="waiting",
            badge="Đang đọc",
            name="a.docx",
            pages=pages,
            share=share,
            previews=[],
        )

    assert 'class="bar moving"' in shown("", None)
    assert 'class="bar"><i style="width: 40%"' in shown("Trang 2/5", 40)
