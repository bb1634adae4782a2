"""Records as tables in a terminal, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import (
    say_bodies,
    say_date,
    say_doubts,
    say_edtf,
    say_number,
    say_quantity,
    say_recurrence,
)
from hmtn_ingest.kinds import header_fields
from hmtn_ingest.privacy import mask_phones
from hmtn_ingest.review.reading_order import deadlines_by_date, findings_by_weight, obligations_by_body
from parsers.records import DateValue, DocumentRecord, QuotaTable


def print_table(records: Iterable[DocumentRecord]) -> None:
    """One line a document: what it is, from whom, and how much was found in it."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("Tệp", "Trạng thái", "Loại", "Số, ký hiệu", "Ngày", "Cơ quan ban hành"):
        table.add_column(title, overflow="fold")
    for title in ("Thời hạn", "Chỉ tiêu", "Nhiệm vụ"):
        table.add_column(title, justify="right")
    for record in records:
        header = record.header
        issued = header.issued_date.value if header.issued_date else None
        table.add_row(
            Text(record.source.file_name),
            say(f"status.{record.status}"),
            Text((header.type_name and header.type_name.value) or "–"),
            Text(record.header.code or "–"),
            Text(say_date(issued) if issued else "–"),
            Text((header.organ_name and header.organ_name.value) or "–"),
            *(str(len(items)) for items in (record.deadlines, record.targets, record.obligations)),
        )
    Console().print(table)


def print_summary(record: DocumentRecord, *, phones: bool) -> None:
    """The whole record for reading; ``phones`` shows phone numbers in full."""
    page = _Page(phones)
    page.title(record.source.file_name, say(f"status.{record.status}"))
    for problem in record.problems:
        page.line(f"! {problem.message}", "yellow")
    _header(page, record)
    _deadlines(page, record)
    _events(page, record)
    _quantities(page, record)
    for table in record.quota_tables:
        _quota(page, table)
    _obligations(page, record)
    if record.findings:
        found = [
            (say(f"severity.{f.severity}"), f"{f.code} {f.name}", f.message_vi) for f in findings_by_weight(record)
        ]
        page.table(say("kind.finding"), ("Mức", "Quy tắc", "Nội dung"), found)
    if record.contacts:
        rows = [(c.name, c.title or "", c.organ_name or "", c.phone or "") for c in record.contacts]
        page.table("Liên hệ", ("Họ tên", "Chức danh", "Đơn vị", "Điện thoại"), rows)
    if record.recipients:
        received = [(recipient.name, recipient.note or "") for recipient in record.recipients]
        page.table(say("kind.recipient"), ("Nơi nhận", "Ghi chú"), received)


class _Page:
    """A console on which document text is never taken for markup and phone numbers are hidden."""

    def __init__(self, phones: bool) -> None:
        self.console = Console(highlight=False)
        self.phones = phones

    def text(self, value: str, style: str = "") -> Text:
        return Text(value if self.phones else mask_phones(value), style)

    def line(self, value: str, style: str = "") -> None:
        self.console.print(self.text(value, style))

    def title(self, value: str, note: str) -> None:
        self.console.rule(self.text(f"{value} · {note}", "bold"), align="left")

    def table(self, title: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]], numbers: int = 0) -> None:
        """``numbers`` is how many of the last columns hold numbers."""
        table = Table(title=Text(title, "bold"), title_justify="left", box=None, header_style="dim", pad_edge=False)
        table.show_header = any(columns)
        for index, column in enumerate(columns):
            table.add_column(column, justify="right" if index >= len(columns) - numbers else "left", overflow="fold")
        for row in rows:
            table.add_row(*map(self.text, row))
        self.console.print()
        self.console.print(table)


def _header(page: _Page, record: DocumentRecord) -> None:
    rows = []
    for name, field in header_fields(record.header):
        if field is None:
            continue
        value = field.value
        said = say("fact.blank") if value is None else say_date(value) if isinstance(value, DateValue) else str(value)
        rows.append((say(f"header.{name}"), said, say_doubts([d for d in field.doubts if d != "blank"])))
    page.table(say("kind.header"), ("", "", ""), rows)


def _deadlines(page: _Page, record: DocumentRecord) -> None:
    if not record.deadlines:
        page.line("\nVăn bản không nêu thời hạn nào đọc được.", "dim")
        return
    rows = []
    for deadline in deadlines_by_date(record):
        when = say_recurrence(deadline.rrule) if deadline.rrule else say_date(deadline.date) if deadline.date else ""
        rows.append(
            (
                say_edtf(deadline.due) if deadline.due else say("fact.undated"),
                f"{say(f'relation.{deadline.relation}')} {when}".strip(),
                say_bodies(deadline.bodies) or say("fact.nobody"),
                deadline.action,
                say_bodies([deadline.submit_to]) if deadline.submit_to else "",
                say_doubts(deadline.doubts),
            )
        )
    columns = ("Hạn cuối", "Trong văn bản", "Đơn vị", "Việc", "Gửi", "Lưu ý")
    page.table(say("kind.deadline"), columns, rows)


def _events(page: _Page, record: DocumentRecord) -> None:
    if not record.events:
        return
    rows = []
    for event in record.events:
        when = say_date(event.date) if event.date else say("fact.undated")
        tentative = event.tentative and not (event.date and event.date.tentative)
        rows.append(
            (
                f"{when} (dự kiến)" if tentative else when,
                event.name,
                (event.place and event.place.value) or "",
                say_quantity(event.count) if event.count else "",
                say_doubts(event.doubts),
            )
        )
    page.table(say("kind.event"), ("Ngày", "Sự kiện", "Địa điểm", "Số lượng", "Lưu ý"), rows)


def _quantities(page: _Page, record: DocumentRecord) -> None:
    if record.targets:
        page.table(
            say("kind.target"),
            ("Chỉ tiêu", "Đơn vị", "Kỳ", "Lưu ý"),
            [
                (
                    say_quantity(target.quantity),
                    say_bodies(target.bodies) or say("fact.nobody"),
                    say_date(target.period) if target.period else "",
                    say_doubts(target.doubts),
                )
                for target in record.targets
            ],
        )
    if record.results:
        page.table(
            say("kind.result"),
            ("Kết quả", "Đơn vị", "Kế hoạch", "Tỷ lệ"),
            [
                (
                    say_quantity(result.quantity),
                    say_bodies(result.bodies),
                    say_number(result.planned) if result.planned is not None else "",
                    f"{say_number(result.ratio)} %" if result.ratio is not None else "",
                )
                for result in record.results
            ],
            numbers=2,
        )


def _quota(page: _Page, table: QuotaTable) -> None:
    quotas = [column for column in table.columns if column.role == "quota"]
    rows = [(row.ordinal or "", row.body.name, *(_cell(value.value) for value in row.values)) for row in table.rows]
    if table.stated_total:
        rows.append(("", "Tổng ghi trong văn bản", *(_cell(value.value) for value in table.stated_total)))
    rows.append(("", "Tổng tính từ các dòng", *(_cell(value) for value in table.computed_total)))
    page.table(
        f"{say('kind.quota')}: {table.title or 'không có tên'}",
        ("TT", "Đơn vị", *(column.name for column in quotas)),
        rows,
        numbers=len(quotas),
    )


def _cell(value: int | float | None) -> str:
    return "–" if value is None else say_number(value)


def _obligations(page: _Page, record: DocumentRecord) -> None:
    for body, obligations in obligations_by_body(record):
        rows = [
            (
                obligation.section or "",
                say(f"role.{obligation.role}"),
                obligation.action,
                f"với {say_bodies(obligation.partners)}" if obligation.partners else "",
            )
            for obligation in obligations
        ]
        title = f"{say('kind.obligation')}: {body or say('fact.nobody')}"
        page.table(title, ("Mục", "Vai trò", "Nội dung", "Phối hợp"), rows)
