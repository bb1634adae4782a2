"""``xlsx``: a workbook for each document, as an officer would have made it.

Overview, deadlines, targets, results, quotas in the plan's own layout, events, duties by body, findings, and the text
itself by lines, to which every row links. Every row says how far it is reviewed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from hmtn_ingest.exports import names, review_status
from hmtn_ingest.exports.model import File, Options
from hmtn_ingest.exports.workbook.parts import SOURCE, DocumentBook, Row, marked
from hmtn_ingest.exports.workbook.quotas import write_quotas
from hmtn_ingest.exports.workbook.xlsx import LONGEST, Book, Column, Link, Value
from hmtn_ingest.i18n.phrases import (
    say,
    say_bodies,
    say_date,
    say_doubts,
    say_edtf,
    say_quantity,
    say_recurrence,
)
from hmtn_ingest.kinds import deadlines_by_date, findings_by_weight, header_fields, obligations_by_body
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import DateValue, Deadline, Indicator, Quantity

OVERVIEW, DEADLINES, TARGETS, RESULTS = "Tổng quan", "Thời hạn", "Chỉ tiêu", "Kết quả"
EVENTS, DUTIES, FINDINGS, OTHERS = "Sự kiện", "Nhiệm vụ", "Phát hiện", "Căn cứ, nơi nhận, liên hệ"

_NUMBER = Column("TT", 4, "center")
_BODIES = Column("Đơn vị", 24)
_SECTION = Column("Mục", 7, "center")
_TAIL = (Column("Rà soát", 13), Column("Lưu ý", 13), Column("Nguồn", 14))
_QUANTITY = (
    Column("So sánh", 9), Column("Từ", 8, "right"), Column("Đến", 8, "right"), Column("Đơn vị tính", 11),
    Column("Chỉ số", 12),
)  # fmt: skip
_COMPARATORS = {
    "exactly": "bằng", "at_least": "ít nhất", "more_than": "hơn", "at_most": "nhiều nhất", "less_than": "dưới",
    "about": "khoảng", "between": "trong khoảng",
}  # fmt: skip
_INDICATORS: dict[Indicator, str] = {
    "blood_units": "đơn vị máu", "registrants": "người đăng ký", "donors": "người hiến máu", "events": "đợt, sự kiện",
    "share": "tỷ lệ", "members": "thành viên", "staff": "nhân lực", "other": "khác",
}  # fmt: skip


def write(documents: Sequence[Reviewed], options: Options) -> list[File]:
    """``<name>.xlsx`` for each document."""
    return [
        File(name, _book(one, options).data())
        for name, one in zip(names.for_documents(documents, ".xlsx"), documents, strict=True)
    ]


def _book(reviewed: Reviewed, options: Options) -> Book:
    book = DocumentBook(reviewed)
    record = reviewed.record
    _deadlines(book)
    if record.targets or not record.results:
        _targets(book)
    if record.results:
        _results(book)
    write_quotas(book)
    if record.events:
        _events(book)
    _duties(book)
    _findings(book)
    if record.citations or record.recipients or record.contacts:
        _others(book, options)
    _source(book)
    _overview(book)  # last, as it counts the others
    return book.file


def _deadlines(book: DocumentBook) -> None:
    columns = (
        _NUMBER, Column("Hạn cuối", 11, "center"), Column("Giờ", 6, "center"), Column("Theo văn bản", 18), _BODIES,
        Column("Việc phải làm", 38), Column("Gửi đến", 20), _SECTION, *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for number, deadline in enumerate(deadlines_by_date(book.record), start=1):
            duty = book.places.obligation(deadline.obligation)
            done = book.reviewed.state(deadline.id).done
            yield marked(
                book,
                deadline,
                number,
                datetime.date.fromisoformat(deadline.due) if deadline.due else None,
                deadline.time or (deadline.date.time if deadline.date else None),
                _as_written(deadline),
                say_bodies(deadline.bodies) or say("nobody"),
                deadline.action,
                say_bodies([deadline.submit_to]) if deadline.submit_to else None,
                duty.section if duty else None,
                more=f"Đã xong: {done.by}, {review_status.day(done.at):%d/%m/%Y}" if done else "",
            )

    book.list(DEADLINES, columns, rows(), "Văn bản không nêu thời hạn nào đọc được.")


def _as_written(deadline: Deadline) -> str:
    """How the deadline is said, in our words: a value that people changed shows as they left it."""
    relation = say(f"relation.{deadline.relation}")
    if deadline.rrule:
        return f"{relation} {say_recurrence(deadline.rrule)}"
    if deadline.date:
        return f"{relation} {say_date(deadline.date)}"
    return f"{relation} {say_edtf(deadline.due) if deadline.due else say('undated')}"


def _targets(book: DocumentBook) -> None:
    columns = (
        _NUMBER, Column("Chỉ tiêu", 26), *_QUANTITY, _BODIES, Column("Kỳ", 12), Column("Sự kiện", 16), *_TAIL,
    )  # fmt: skip
    events = {event.id: event.name for event in book.record.events}

    def rows() -> Iterator[Row]:
        for number, target in enumerate(book.record.targets, start=1):
            yield marked(
                book,
                target,
                number,
                say_quantity(target.quantity),
                *_quantity(target.quantity),
                say_bodies(target.bodies) or say("nobody"),
                say_date(target.period) if target.period else None,
                events.get(target.event or ""),
            )

    book.list(TARGETS, columns, rows(), "Văn bản không nêu chỉ tiêu nào đọc được.")


def _results(book: DocumentBook) -> None:
    columns = (
        _NUMBER, Column("Kết quả", 26), *_QUANTITY, Column("Kế hoạch", 9, "right"),
        Column("Tỷ lệ ghi (%)", 9, "right"), _BODIES, Column("Kỳ", 12), *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for number, result in enumerate(book.record.results, start=1):
            yield marked(
                book,
                result,
                number,
                say_quantity(result.quantity),
                *_quantity(result.quantity),
                result.planned,
                result.ratio,
                say_bodies(result.bodies) or None,
                say_date(result.period) if result.period else None,
            )

    book.list(RESULTS, columns, rows(), "")


def _quantity(quantity: Quantity) -> tuple[Value, ...]:
    unit = f"{quantity.unit or ''} / {quantity.per}" if quantity.per else quantity.unit
    return (
        _COMPARATORS[quantity.comparator],
        quantity.min,
        quantity.max,
        unit,
        _INDICATORS[quantity.indicator],
    )


def _events(book: DocumentBook) -> None:
    columns = (
        _NUMBER, Column("Từ ngày", 11, "center"), Column("Đến ngày", 11, "center"), Column("Thời gian", 18),
        Column("Sự kiện", 26), Column("Địa điểm", 22), Column("Đơn vị tổ chức", 20), Column("Số lượng", 12), *_TAIL,
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        events = sorted(book.record.events, key=lambda event: (event.date and event.date.first) or "9999")
        for number, event in enumerate(events, start=1):
            when = say_date(event.date) if event.date else say("undated")
            tentative = event.tentative and not (event.date and event.date.tentative)
            yield marked(
                book,
                event,
                number,
                _day(event.date.first) if event.date else None,
                _day(event.date.last) if event.date else None,
                f"{when} (dự kiến)" if tentative else when,
                event.name,
                event.place.value if event.place else None,
                say_bodies(event.organisers) or None,
                say_quantity(event.count) if event.count else None,
            )

    book.list(EVENTS, columns, rows(), "")


def _day(day: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(day) if day else None


def _duties(book: DocumentBook) -> None:
    columns = (
        _NUMBER, _BODIES, Column("Vai trò", 9), Column("Nội dung", 48), Column("Phối hợp", 20),
        Column("Thời hạn", 14), _SECTION, *_TAIL,
    )  # fmt: skip
    deadlines = {deadline.id: deadline for deadline in book.record.deadlines}

    def rows() -> Iterator[Row]:
        number = 0
        for body, duties in obligations_by_body(book.record):
            for duty in duties:
                number += 1
                due = [deadlines[key] for key in duty.deadlines if key in deadlines]
                yield marked(
                    book,
                    duty,
                    number,
                    body or say("nobody"),
                    say(f"role.{duty.role}"),
                    duty.action,
                    say_bodies(duty.partners) or None,
                    "\n".join(say_edtf(one.due) if one.due else _as_written(one) for one in due) or None,
                    duty.section,
                )

    book.list(DUTIES, columns, rows(), "Văn bản không giao nhiệm vụ nào đọc được.")


def _findings(book: DocumentBook) -> None:
    columns = (
        _NUMBER, Column("Mức", 9), Column("Quy tắc", 18), Column("Nội dung", 60), Column("Về", 16),
        Column("Rà soát", 13), Column("Nguồn", 14),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for number, finding in enumerate(findings_by_weight(book.record), start=1):
            state = book.reviewed.state(finding.id)
            values = (
                number,
                say(f"severity.{finding.severity}"),
                f"{finding.code} {finding.name}",
                finding.message_vi,
                say(f"about.{finding.about}"),
                review_status.said(state),
                book.link(finding.spans),
            )
            yield values, finding.severity != "info" and not state.reviewed

    book.list(FINDINGS, columns, rows(), "Các quy tắc kiểm tra không phát hiện gì.")


def _others(book: DocumentBook, options: Options) -> None:
    columns = (_NUMBER, Column("Loại", 14), Column("Nội dung", 58), Column("Ghi chú", 18), *_TAIL)
    record = book.record

    def rows() -> Iterator[Row]:
        number = 0
        for citation in record.citations:
            number += 1
            said = [citation.type_name, citation.code and f"số {citation.code}", citation.title]
            when = f"ngày {say_date(citation.date)}" if citation.date else None
            words = " ".join(part for part in (*said[:2], when, citation.organ_name, said[2]) if part)
            yield marked(book, citation, number, "Văn bản viện dẫn", words, say(f"citation.{citation.relation}"))
        for recipient in record.recipients:
            number += 1
            kind = "Lưu" if recipient.archive else "Nơi nhận"
            yield marked(book, recipient, number, kind, recipient.name, recipient.note)
        for contact in record.contacts:
            number += 1
            who = ", ".join(part for part in (contact.title, contact.name, contact.organ_name) if part)
            phone = f"ĐT: {contact.phone}" if contact.phone else None
            yield marked(book, contact, number, "Liên hệ", " – ".join(filter(None, (who, phone))), contact.purpose)

    note = "" if options.reveal else "Số điện thoại đã được che."
    book.list(OTHERS, columns, rows(), "", note)


def _source(book: DocumentBook) -> None:
    sheet = book.file.sheet(SOURCE, (7, 92), wide=False)
    sheet.title("Văn bản như đã đọc, theo dòng", book.caption)
    head = sheet.row
    sheet.head(("Dòng", "Nội dung"))
    sheet.freeze(head)
    for number, line in enumerate(book.places.lines, start=1):
        words = line.replace("\t", "  |  ")
        pieces = [words[at : at + LONGEST] for at in range(0, len(words), LONGEST)] or [""]
        for piece in pieces:
            sheet.line((number, piece), ("center", "left"))
    assert head + 1 == book.first_line_row


def _overview(book: DocumentBook) -> None:
    sheet = book.file.sheet(OVERVIEW, (22, 46, 13, 15, 14), wide=False, first=True)
    record = book.record
    facts, decided = review_status.counts(book.reviewed)
    read = f"{say(f'status.{record.status}')} · {record.source.file_name}"
    sheet.title(book.title, read, f"Đã rà soát {decided}/{facts} dữ kiện. {_TRUST}")
    sheet.head(("Thể thức", "Nội dung", "Rà soát", "Lưu ý", "Nguồn"))
    for name, field in header_fields(record.header):
        label = say(f"header.{name}")
        if field is None:
            sheet.line((label, say("missing"), None, None, None))
            continue
        state = book.reviewed.state(f"header.{name}")
        value = field.value
        shown: Value = say("blank") if value is None else str(value)
        if isinstance(value, DateValue):
            exact = value.edtf == value.first == value.last and not value.time
            shown = datetime.date.fromisoformat(value.edtf) if exact else say_date(value)
        doubts = say_doubts([doubt for doubt in field.doubts if doubt != "blank"])
        values = (label, shown, review_status.said(state), doubts or None, book.link(field.spans))
        sheet.line(values, _LEFT, doubtful=range(1, 6) if doubts else ())
    sheet.row += 1
    sheet.head(("Bảng", "Số mục", "Chưa rà soát", "Cần chú ý", ""))
    for listed in book.lists:
        link = Link(listed.name, listed.name, 1)
        sheet.line((link, listed.rows, listed.open, listed.doubtful or None, None), _LEFT)
    if record.problems:
        sheet.row += 1
        sheet.head(("Vấn đề khi đọc tệp", "Nội dung", "Trang", "", ""))
        for problem in record.problems:
            sheet.line((problem.code, problem.message, problem.page, None, None))


_LEFT = ("left",) * 5
_TRUST = "Ô tô vàng là chỗ chương trình còn nghi ngờ; bấm “Nguồn” để xem lời văn."
