"""The sheets with one kind of fact each: deadlines, targets, results, events, duties, findings, and what else is named.

In: the workbook of a document. Out: a sheet of it, with a row for each fact: its values, how far it is reviewed, what
is doubtful, where its words stand. ``workbook.write`` calls them in the order of the sheets.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from hmtn_ingest.exports import review_status
from hmtn_ingest.exports.workbook.document_workbook import REVIEW, SOURCE, DocumentWorkbook, fact_row
from hmtn_ingest.exports.xlsx_file import XlsxColumn, XlsxRow, XlsxValue
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_date, say_edtf
from hmtn_ingest.render.describe import describe, describe_residue, say_tentative_time, say_when
from hmtn_ingest.review.reading_order import deadlines_by_date, findings_by_weight, obligations_by_body
from parsers.records import Citation, Contact, Deadline, Indicator, Quantity

DEADLINES, TARGETS, RESULTS = "Thời hạn", "Chỉ tiêu", "Kết quả"
EVENTS, DUTIES, FINDINGS, OTHERS = "Sự kiện", "Nhiệm vụ", "Phát hiện", "Căn cứ, nơi nhận, liên hệ"
RESIDUE = "Chưa thuộc mục nào"

_NUMBER = XlsxColumn("TT", 4, "center")
_BODIES = XlsxColumn("Đơn vị", 24)
_SECTION = XlsxColumn("Mục", 7, "center")
_TAIL = (XlsxColumn(REVIEW, 13), XlsxColumn("Lưu ý", 13), XlsxColumn(SOURCE, 14))
_QUANTITY = (
    XlsxColumn("So sánh", 9), XlsxColumn("Từ", 8, "right"), XlsxColumn("Đến", 8, "right"),
    XlsxColumn("Đơn vị tính", 11), XlsxColumn("Chỉ số", 12),
)  # fmt: skip
_INDICATORS: dict[Indicator, str] = {
    "blood_units": "đơn vị máu", "registrants": "người đăng ký", "donors": "người hiến máu", "events": "đợt, sự kiện",
    "share": "tỷ lệ", "members": "thành viên", "staff": "nhân lực", "other": "khác",
}  # fmt: skip


def write_deadlines(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("Hạn cuối", 11, "center"), XlsxColumn("Giờ", 6, "center"),
        XlsxColumn("Theo văn bản", 18), _BODIES, XlsxColumn("Việc phải làm", 38), XlsxColumn("Gửi đến", 20),
        _SECTION, *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        for number, deadline in enumerate(deadlines_by_date(book.record), start=1):
            duty = book.numbers.obligation(deadline.obligation)
            done = book.reviewed.state(deadline.id).done
            said = describe(deadline)
            yield fact_row(
                book,
                deadline,
                number,
                datetime.date.fromisoformat(deadline.due) if deadline.due else None,
                deadline.time or (deadline.date.time if deadline.date else None),
                _as_written(deadline),
                said.details["bodies"] or say("fact.nobody"),
                said.text,
                said.details["submit_to"] or None,
                duty.section if duty else None,
                more=say("fact-note.done", by=f"{done.by}, {review_status.day(done.at):%d/%m/%Y}") if done else "",
            )

    book.fact_sheet(DEADLINES, columns, rows(), "Văn bản không nêu thời hạn nào đọc được.")


def _as_written(deadline: Deadline) -> str:
    """How the deadline is said, in our words: a value that people changed shows as they left it."""
    counted = describe(deadline).details["offset"]
    if counted and not (deadline.date or deadline.rrule):
        return counted
    relation = say(f"relation.{deadline.relation}")
    more = f" ({counted})" if counted else ""
    return f"{relation} {say_when(deadline) or describe(deadline).lead}{more}"


def write_targets(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("Chỉ tiêu", 26), XlsxColumn("Nội dung", 22), *_QUANTITY, _BODIES, XlsxColumn("Kỳ", 12),
        XlsxColumn("Sự kiện", 16), *_TAIL,
    )  # fmt: skip
    events = {event.id: event.name for event in book.record.events}

    def rows() -> Iterator[XlsxRow]:
        for number, target in enumerate(book.record.targets, start=1):
            said = describe(target)
            yield fact_row(
                book,
                target,
                number,
                said.lead,
                said.text or None,
                *_quantity(target.quantity),
                said.details["bodies"] or say("fact.nobody"),
                said.details["period"] or None,
                events.get(target.event or ""),
            )

    book.fact_sheet(
        TARGETS,
        columns,
        rows(),
        "Văn bản không nêu chỉ tiêu nào đọc được.",
        printed=not book.tells(book.record.targets),
    )


def write_results(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("Kết quả", 26), XlsxColumn("Nội dung", 22), *_QUANTITY, XlsxColumn("Kế hoạch", 9, "right"),
        XlsxColumn("Tỷ lệ ghi (%)", 9, "right"), _BODIES, XlsxColumn("Kỳ", 12), *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        for number, result in enumerate(book.record.results, start=1):
            said = describe(result)
            yield fact_row(
                book,
                result,
                number,
                said.lead,
                said.text or None,
                *_quantity(result.quantity),
                result.planned,
                result.ratio,
                said.details["bodies"] or None,
                said.details["period"] or None,
            )

    book.fact_sheet(RESULTS, columns, rows(), "", printed=not book.tells(book.record.results))


def _quantity(quantity: Quantity) -> tuple[XlsxValue, ...]:
    unit = f"{quantity.unit or ''} / {quantity.per}" if quantity.per else quantity.unit
    return (
        say(f"comparator.{quantity.comparator}"),
        quantity.min,
        quantity.max,
        unit,
        _INDICATORS[quantity.indicator],
    )


def write_events(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("Từ ngày", 11, "center"), XlsxColumn("Đến ngày", 11, "center"),
        XlsxColumn("Thời gian", 18), XlsxColumn("Sự kiện", 26), XlsxColumn("Địa điểm", 22),
        XlsxColumn("Đơn vị tổ chức", 20), XlsxColumn("Số lượng", 12), *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        events = sorted(book.record.events, key=lambda event: (event.date and event.date.first) or "9999")
        for number, event in enumerate(events, start=1):
            said = describe(event)
            yield fact_row(
                book,
                event,
                number,
                _day(event.date.first) if event.date else None,
                _day(event.date.last) if event.date else None,
                say_tentative_time(event),
                said.text,
                *(said.details[name] or None for name in ("place", "organisers", "count")),
            )

    book.fact_sheet(EVENTS, columns, rows(), "", printed=not book.tells(book.record.events))


def _day(day: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None


def write_duties(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, _BODIES, XlsxColumn("Vai trò", 9), XlsxColumn("Nội dung", 48), XlsxColumn("Phối hợp", 20),
        XlsxColumn("Thời hạn", 14), _SECTION, *_TAIL,
    )  # fmt: skip
    deadlines = {deadline.id: deadline for deadline in book.record.deadlines}

    def rows() -> Iterator[XlsxRow]:
        numbers = itertools.count(1)
        for body, duties in obligations_by_body(book.record):
            for duty in duties:
                said = describe(duty)
                due = [deadlines[key] for key in duty.deadlines if key in deadlines]
                yield fact_row(
                    book,
                    duty,
                    next(numbers),
                    body or say("fact.nobody"),
                    said.details["role"],
                    said.text,
                    said.details["partners"] or None,
                    "\n".join(say_edtf(one.due) if one.due else _as_written(one) for one in due) or None,
                    duty.section,
                )

    book.fact_sheet(DUTIES, columns, rows(), "Văn bản không giao nhiệm vụ nào đọc được.")


def write_findings(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("Mức", 9), XlsxColumn("Quy tắc", 18), XlsxColumn("Nội dung", 60), XlsxColumn("Về", 16),
        XlsxColumn(REVIEW, 13), XlsxColumn(SOURCE, 14),
    )  # fmt: skip

    def rows() -> Iterator[XlsxRow]:
        for number, finding in enumerate(findings_by_weight(book.record), start=1):
            state = book.reviewed.state(finding.id)
            said = describe(finding)
            values: tuple[XlsxValue, ...] = (
                number,
                say(f"severity.{finding.severity}"),
                said.details["rule"],
                said.lead,
                said.details["about"],
                book.review(state),
                book.link(finding.spans),
            )
            yield XlsxRow(values, finding.severity != "info" and not state.reviewed)

    book.fact_sheet(FINDINGS, columns, rows(), "Các quy tắc kiểm tra không phát hiện gì.")


def write_residue(book: DocumentWorkbook) -> None:
    columns = (
        _NUMBER, XlsxColumn("Loại", 14), XlsxColumn("Nội dung", 60), XlsxColumn("Lý do", 34),
        XlsxColumn("Gợi ý", 18), XlsxColumn(SOURCE, 14),
    )  # fmt: skip
    rows = [
        XlsxRow(
            (number, said.lead, said.text, said.details["reason"], said.details["suggestion"] or None,
             book.link(entry.spans)),
            True,
        )
        for number, (entry, said) in enumerate(describe_residue(book.record, phones=True), start=1)
    ]  # fmt: skip
    book.fact_sheet(RESIDUE, columns, rows, "", printed=False)


def write_others(book: DocumentWorkbook, *, masked: bool) -> None:
    """What the document cites, to whom it goes, whom to ask; ``masked`` says that phone numbers are hidden."""
    columns = (_NUMBER, XlsxColumn("Loại", 14), XlsxColumn("Nội dung", 58), XlsxColumn("Ghi chú", 18), *_TAIL)
    record = book.record

    def rows() -> Iterator[XlsxRow]:
        numbers = itertools.count(1)
        for citation in record.citations:
            relation = say(f"citation.{citation.relation}")
            yield fact_row(book, citation, next(numbers), "Văn bản viện dẫn", _cited_document(citation), relation)
        for recipient in record.recipients:
            kind = "Lưu" if recipient.archive else "Nơi nhận"
            yield fact_row(book, recipient, next(numbers), kind, recipient.name, recipient.note)
        for contact in record.contacts:
            yield fact_row(book, contact, next(numbers), "Liên hệ", _whom_to_ask(contact), contact.purpose)

    book.fact_sheet(OTHERS, columns, rows(), "", "Số điện thoại đã được che." if masked else "", printed=False)


def _cited_document(citation: Citation) -> str:
    number = f"số {citation.code}" if citation.code else None
    date = f"ngày {say_date(citation.date)}" if citation.date else None
    parts = (citation.type_name, number, date, citation.organ_name, citation.title)
    return " ".join(part for part in parts if part)


def _whom_to_ask(contact: Contact) -> str:
    who = ", ".join(part for part in (contact.title, contact.name, contact.organ_name) if part)
    phone = f"ĐT: {contact.phone}" if contact.phone else None
    return " – ".join(filter(None, (who, phone)))
