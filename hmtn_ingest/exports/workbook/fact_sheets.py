"""The sheets with one kind of fact each: deadlines, targets, results, events, duties, findings, and what else is named.

In: the workbook of a document. Out: a sheet of it, with a row for each fact: its values, how far it is reviewed, what
is doubtful, where its words stand. ``workbook.write`` calls them in the order of the sheets.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.workbook.document_workbook import DocumentWorkbook, fact_row
from hmtn_ingest.exports.xlsx_file import XlsxColumn, XlsxRow, XlsxValue
from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_date, say_edtf
from hmtn_ingest.render.describe import describe, describe_residue, say_tentative_time, say_when
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.fields import say_choice
from hmtn_ingest.review.reading_order import deadlines_by_date, findings_by_weight, obligations_by_body
from parsers.records import Citation, Contact, Deadline, Quantity

_NUMBER = XlsxColumn("number", 4, "center")
_BODIES = XlsxColumn("body", 24)
_SECTION = XlsxColumn("section", 7, "center")
_TAIL = (XlsxColumn("review", 13), XlsxColumn("remarks", 13), XlsxColumn("source", 14))
_QUANTITY = (
    XlsxColumn("comparison", 9), XlsxColumn("from", 8, "right"), XlsxColumn("to", 8, "right"),
    XlsxColumn("unit", 11), XlsxColumn("indicator", 12),
)  # fmt: skip


def write_deadlines(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("last-day", 11, "center"), XlsxColumn("time", 6, "center"),
        XlsxColumn("as-written", 18), _BODIES, XlsxColumn("action", 38), XlsxColumn("submit-to", 20),
        _SECTION, *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        for number, deadline in enumerate(deadlines_by_date(book.record), start=1):
            duty = book.numbers.obligation(deadline.obligation)
            done = book.reviewed.state(deadline.id).done
            said = describe(deadline, book.language)
            yield fact_row(
                book,
                deadline,
                number,
                datetime.date.fromisoformat(deadline.due) if deadline.due else None,
                deadline.time or (deadline.date.time if deadline.date else None),
                _as_written(deadline, book.language),
                said.details["bodies"] or say("fact.nobody", book.language),
                said.text,
                said.details["submit_to"] or None,
                duty.section if duty else None,
                more=_done(book, done) if done else "",
            )

    book.fact_sheet("deadlines", columns, rows(), "no-deadlines")


def _done(book: DocumentWorkbook, decision: Decision) -> str:
    return say("fact-note.done", book.language, by=f"{decision.by}, {review_status.day(decision.at):%d/%m/%Y}")


def _as_written(deadline: Deadline, language: Language) -> str:
    """How the deadline is said, in our words: a value that people changed shows as they left it."""
    counted = describe(deadline, language).details["offset"]
    if counted and not (deadline.date or deadline.rrule):
        return counted
    relation = say(f"relation.{deadline.relation}", language)
    more = f" ({counted})" if counted else ""
    return f"{relation} {say_when(deadline, language) or describe(deadline, language).lead}{more}"


def write_targets(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("target", 26), XlsxColumn("content", 22), *_QUANTITY, _BODIES, XlsxColumn("period", 12),
        XlsxColumn("event", 16), *_TAIL,
    )  # fmt: skip
    events = {event.id: event.name for event in book.record.events}

    def rows() -> Iterator[XlsxRow]:
        for number, target in enumerate(book.record.targets, start=1):
            said = describe(target, book.language)
            yield fact_row(
                book,
                target,
                number,
                said.lead,
                said.text or None,
                *_quantity(target.quantity, book.language),
                said.details["bodies"] or say("fact.nobody", book.language),
                said.details["period"] or None,
                events.get(target.event or ""),
            )

    book.fact_sheet(
        "targets",
        columns,
        rows(),
        "no-targets",
        printed=not book.tells(book.record.targets),
    )


def write_results(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("result", 26), XlsxColumn("content", 22), *_QUANTITY, XlsxColumn("planned", 9, "right"),
        XlsxColumn("ratio", 9, "right"), _BODIES, XlsxColumn("period", 12), *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        for number, result in enumerate(book.record.results, start=1):
            said = describe(result, book.language)
            yield fact_row(
                book,
                result,
                number,
                said.lead,
                said.text or None,
                *_quantity(result.quantity, book.language),
                result.planned,
                result.ratio,
                said.details["bodies"] or None,
                said.details["period"] or None,
            )

    book.fact_sheet("results", columns, rows(), "", printed=not book.tells(book.record.results))


def _quantity(quantity: Quantity, language: Language) -> tuple[XlsxValue, ...]:
    unit = f"{quantity.unit or ''} / {quantity.per}" if quantity.per else quantity.unit
    return (
        say(f"comparator.{quantity.comparator}", language),
        quantity.min,
        quantity.max,
        unit,
        say_choice("indicator", quantity.indicator, language),
    )


def write_events(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("first-day", 11, "center"), XlsxColumn("until-day", 11, "center"),
        XlsxColumn("when", 18), XlsxColumn("event", 26), XlsxColumn("place", 22),
        XlsxColumn("organisers", 20), XlsxColumn("amount", 12), *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        events = sorted(book.record.events, key=lambda event: (event.date and event.date.first) or "9999")
        for number, event in enumerate(events, start=1):
            said = describe(event, book.language)
            yield fact_row(
                book,
                event,
                number,
                _day(event.date.first) if event.date else None,
                _day(event.date.last) if event.date else None,
                say_tentative_time(event, book.language),
                said.text,
                *(said.details[name] or None for name in ("place", "organisers", "count")),
            )

    book.fact_sheet("events", columns, rows(), "", printed=not book.tells(book.record.events))


def _day(day: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None


def write_duties(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, _BODIES, XlsxColumn("role", 9), XlsxColumn("content", 48), XlsxColumn("partners", 20),
        XlsxColumn("due", 14), _SECTION, *_TAIL,
    )  # fmt: skip
    deadlines = {deadline.id: deadline for deadline in book.record.deadlines}

    def rows() -> Iterator[XlsxRow]:
        numbers = itertools.count(1)
        for body, duties in obligations_by_body(book.record):
            for duty in duties:
                said = describe(duty, book.language)
                due = [deadlines[key] for key in duty.deadlines if key in deadlines]
                yield fact_row(
                    book,
                    duty,
                    next(numbers),
                    body or say("fact.nobody", book.language),
                    said.details["role"],
                    said.text,
                    said.details["partners"] or None,
                    "\n".join(_due(book, one) for one in due) or None,
                    duty.section,
                )

    book.fact_sheet("duties", columns, rows(), "no-duties")


def _due(book: DocumentWorkbook, deadline: Deadline) -> str:
    return say_edtf(deadline.due, book.language) if deadline.due else _as_written(deadline, book.language)


def write_findings(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("severity", 9), XlsxColumn("rule", 18), XlsxColumn("content", 60), XlsxColumn("about", 16),
        XlsxColumn("review", 13), XlsxColumn("source", 14),
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        for number, finding in enumerate(findings_by_weight(book.record), start=1):
            state = book.reviewed.state(finding.id)
            said = describe(finding, book.language)
            values: tuple[XlsxValue, ...] = (
                number,
                say(f"severity.{finding.severity}", book.language),
                said.details["rule"],
                said.lead,
                said.details["about"],
                book.review(state),
                book.link(finding.spans),
            )
            yield XlsxRow(values, finding.severity != "info" and not state.reviewed)

    book.fact_sheet("findings", columns, rows(), "no-findings")


def write_residue(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("kind", 14), XlsxColumn("content", 60), XlsxColumn("reason", 34),
        XlsxColumn("suggestion", 18), XlsxColumn("source", 14),
    )  # fmt: skip
    rows = [
        XlsxRow(
            (number, said.lead, said.text, said.details["reason"], said.details["suggestion"] or None,
             book.link(entry.spans)),
            True,
        )
        for number, (entry, said) in enumerate(describe_residue(book.record, book.language, phones=True), start=1)
    ]  # fmt: skip
    book.fact_sheet("residue", columns, rows, "", printed=False)


def write_others(book: DocumentWorkbook, *, masked: bool) -> None:
    """What the document cites, to whom it goes, whom to ask; ``masked`` says that phone numbers are hidden."""
    columns = (_NUMBER, XlsxColumn("kind", 14), XlsxColumn("content", 58), XlsxColumn("note", 18), *_TAIL)
    record = book.record

    def rows() -> Iterator[XlsxRow]:
        numbers = itertools.count(1)
        for citation in record.citations:
            relation = say(f"citation.{citation.relation}", book.language)
            yield fact_row(book, citation, next(numbers), book.say("cited"), _cited_document(citation), relation)
        for recipient in record.recipients:
            kind = book.say("archive" if recipient.archive else "recipient")
            yield fact_row(book, recipient, next(numbers), kind, recipient.name, recipient.note)
        for contact in record.contacts:
            yield fact_row(
                book, contact, next(numbers), book.say("contact"), _whom_to_ask(book, contact), contact.purpose
            )

    book.fact_sheet("others", columns, rows(), "", "masked" if masked else "", printed=False)


def _cited_document(citation: Citation) -> str:
    number = f"số {citation.code}" if citation.code else None
    date = f"ngày {say_date(citation.date)}" if citation.date else None
    parts = (citation.type_name, number, date, citation.organ_name, citation.title)
    return " ".join(part for part in parts if part)


def _whom_to_ask(book: DocumentWorkbook, contact: Contact) -> str:
    who = ", ".join(part for part in (contact.title, contact.name, contact.organ_name) if part)
    phone = book.say("phone", phone=contact.phone) if contact.phone else None
    return " – ".join(filter(None, (who, phone)))
