"""The first sheet of a workbook: the header of the document, what the other sheets hold, problems of reading.

It stands first and counts the others: it is added before them and written after them.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.workbook.document_workbook import DocumentWorkbook
from hmtn_ingest.exports.xlsx_file import XlsxLink, XlsxSheet, XlsxValue
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_date, say_doubts, say_signature
from hmtn_ingest.kinds import header_fields
from hmtn_ingest.render.describe import describe
from parsers.records import DateValue, Event, Record, Result, Target

_WIDTHS = (22, 46, 13, 15, 14)
_TABLE = ("content", "review", "remarks", "source")
_LEFT = ("left",) * len(_WIDTHS)
_KINDS: dict[type[Record], str] = {Target: "card.target", Result: "card.result", Event: "card.event"}


def add_overview(book: DocumentWorkbook) -> XlsxSheet:
    """The empty sheet, which :func:`write_overview` fills."""
    return book.file.sheet(book.say("overview"), _WIDTHS, wide=False)


def write_overview(book: DocumentWorkbook, sheet: XlsxSheet) -> None:
    record = book.record
    facts, decided = review_status.counts(book.reviewed)
    read = f"{say(f'status.{record.status}', book.language)} · {record.source.file_name}"
    people = "; ".join(f"{who}, {_days(days)}" for who, days in book.reviewers.items())
    reviewed = book.say("reviewed-by" if people else "reviewed", decided=decided, facts=facts, people=people)
    sheet.title(book.title, read, f"{reviewed} {book.say('trust')}")
    _header(book, sheet)
    if book.told:
        _told(book, sheet)
    sheet.row += 1
    sheet.head([*map(book.say, ("table", "rows", "open", "doubtful")), ""])
    for summary in book.summaries:
        link = XlsxLink(summary.name, summary.name, 1)
        sheet.line((link, summary.rows, summary.open, summary.doubtful or None, None), _LEFT)
    if record.problems:
        sheet.row += 1
        sheet.head([*map(book.say, ("problem", "content", "page")), "", ""])
        for problem in record.problems:
            message = (book.language == "en" and problem.message_en) or problem.message
            sheet.line((problem.code, message, problem.page, None, None))


def _days(days: Sequence[datetime.date]) -> str:
    first, last = days[0], days[-1]
    return f"{last:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def _told(book: DocumentWorkbook, sheet: XlsxSheet) -> None:
    """Those of the targets, results and events that are few."""
    sheet.row += 1
    sheet.head([*map(book.say, ("told", *_TABLE))])
    for fact in book.told:
        said = describe(fact, book.language)
        doubts = say_doubts([doubt for doubt in fact.doubts if doubt != "blank"], book.language)
        bodies = said.details.get("bodies") or said.details.get("organisers")
        words = " – ".join(part for part in (said.lead, said.text, said.details.get("place"), bodies) if part)
        values = (
            say(_KINDS[type(fact)], book.language),
            words,
            book.review(book.reviewed.state(fact.id)),
            doubts or None,
            book.link(fact.spans),
        )
        sheet.line(values, _LEFT, doubtful=range(1, len(values) + 1) if doubts else ())


def _header(book: DocumentWorkbook, sheet: XlsxSheet) -> None:
    sheet.head([*map(book.say, ("header", *_TABLE))])
    for name, field in header_fields(book.record.header):
        label = say(f"header.{name}", book.language)
        if field is None:
            sheet.line((label, say("fact.missing", book.language), None, None, None))
            continue
        review = book.review(book.reviewed.state(f"header.{name}"))
        doubts = say_doubts([doubt for doubt in field.doubts if doubt != "blank"], book.language)
        values = (label, _shown(field.value, book.language), review, doubts or None, book.link(field.spans))
        sheet.line(values, _LEFT, doubtful=range(1, len(values) + 1) if doubts else ())

    for signature in book.record.signatures:
        amiss = () if signature.is_whole else (1, 2)
        label, words = say("signature.title", book.language), say_signature(signature, book.language)
        sheet.line((label, words, None, None, None), _LEFT, doubtful=amiss)


def _shown(value: object, language: Language) -> XlsxValue:
    """A value of the header; a date of which no part is missing as a real date."""
    if value is None:
        return say("fact.blank", language)
    if not isinstance(value, DateValue):
        return str(value)
    exact = value.edtf == value.first == value.last and not value.time
    return datetime.date.fromisoformat(value.edtf) if exact else say_date(value, language)
