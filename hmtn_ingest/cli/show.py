"""Records as tables in a terminal, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import (
    say_date,
    say_edtf,
    say_problem,
    say_reasons,
    say_signature,
)
from hmtn_ingest.kinds import header_fields
from hmtn_ingest.privacy import hider, mask_personal_data, mask_record
from hmtn_ingest.render.describe import describe, describe_residue, say_cell, say_tentative_time
from hmtn_ingest.review.reading_order import deadlines_by_date, findings_by_weight, obligations_by_body, rows_in_groups
from parsers.records import DocumentRecord, QuotaGroup, QuotaRow, QuotaTable


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
            Text(mask_personal_data(record.source.file_name)),
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
    record = record if phones else mask_record(record, hider([record]))
    page = _Page()
    page.title(record.source.file_name, say(f"status.{record.status}"))
    for problem in record.problems:
        page.line(f"! {say_problem(problem)}", "yellow")
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
    if record.residue:
        left = [
            (said.lead, said.text, " · ".join(part for part in said.details.values() if part))
            for _, said in describe_residue(record, phones=True)
        ]
        page.table(say("kind.residue"), ("Loại", "Nội dung", "Lý do"), left)
    if record.contacts:
        rows = [(c.name, c.title or "", c.organ_name or "", c.phone or "") for c in record.contacts]
        page.table("Liên hệ", ("Họ tên", "Chức danh", "Đơn vị", "Điện thoại"), rows)
    if record.recipients:
        received = [(recipient.name, recipient.note or "") for recipient in record.recipients]
        page.table(say("kind.recipient"), ("Nơi nhận", "Ghi chú"), received)


class _Page:
    """A console on which document text is never taken for markup."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)

    def text(self, value: str, style: str = "") -> Text:
        return Text(value, style)

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
        rows.append((say(f"header.{name}"), describe(field).lead, say_reasons(field)))
    rows += [(say("signature.title"), say_signature(signature), "") for signature in record.signatures]
    page.table(say("kind.header"), ("", "", ""), rows)


def _deadlines(page: _Page, record: DocumentRecord) -> None:
    if not record.deadlines:
        page.line("\nVăn bản không nêu thời hạn nào đọc được.", "dim")
        return
    rows = []
    for deadline in deadlines_by_date(record):
        said = describe(deadline)
        rows.append(
            (
                say_edtf(deadline.due) if deadline.due else say("fact.undated"),
                said.details["offset"] or f"{say(f'relation.{deadline.relation}')} {said.details['when']}".strip(),
                said.details["bodies"] or say("fact.nobody"),
                said.text,
                said.details["submit_to"],
                say_reasons(deadline),
            )
        )
    columns = ("Hạn cuối", "Trong văn bản", "Đơn vị", "Việc", "Gửi", "Lưu ý")
    page.table(say("kind.deadline"), columns, rows)


def _events(page: _Page, record: DocumentRecord) -> None:
    if not record.events:
        return
    rows = []
    for event in record.events:
        said = describe(event)
        values = (said.text, said.details["place"], said.details["count"], say_reasons(event))
        rows.append((say_tentative_time(event), *values))
    page.table(say("kind.event"), ("Ngày", "Sự kiện", "Địa điểm", "Số lượng", "Lưu ý"), rows)


def _quantities(page: _Page, record: DocumentRecord) -> None:
    if record.targets:
        rows = []
        for target in record.targets:
            said = describe(target)
            bodies, period = said.details["bodies"] or say("fact.nobody"), said.details["period"]
            rows.append((said.lead, said.text, bodies, period, say_reasons(target)))
        page.table(say("kind.target"), ("Chỉ tiêu", "Nội dung", "Đơn vị", "Kỳ", "Lưu ý"), rows)
    if record.results:
        found = [describe(result) for result in record.results]
        reached = [
            (said.lead, said.text, *(said.details[name] for name in ("bodies", "planned", "ratio"))) for said in found
        ]
        page.table(say("kind.result"), ("Kết quả", "Nội dung", "Đơn vị", "Kế hoạch", "Tỷ lệ"), reached, numbers=2)


def _quota(page: _Page, table: QuotaTable) -> None:
    columns = table.value_columns
    rows: list[tuple[str, ...]] = [_quota_row(row, len(columns)) for _, row in rows_in_groups(table)]
    if table.stated_total:
        rows.append(("", "Tổng ghi trong văn bản", *(say_cell(value.value) for value in table.stated_total)))
    rows.append(("", "Tổng tính từ các dòng", *(say_cell(value) for value in table.computed_total)))
    page.table(
        f"{say('kind.quota')}: {table.title or 'không có tên'}",
        ("TT", "Đơn vị", *(column.name for column in columns)),
        rows,
        numbers=len(columns),
    )


def _quota_row(row: QuotaRow | QuotaGroup, width: int) -> tuple[str, ...]:
    """A row of a body, or a group row with the sub-totals that the document states."""
    if isinstance(row, QuotaGroup):
        stated = row.stated_subtotal
        return "", f"[{row.name}]", *([say_cell(one.value) for one in stated] if stated else [""] * width)
    return row.ordinal or "", row.body.name, *(say_cell(value.value) for value in row.values)


def _obligations(page: _Page, record: DocumentRecord) -> None:
    for body, obligations in obligations_by_body(record):
        rows = [
            (
                obligation.section or "",
                say(f"role.{obligation.role}"),
                obligation.action,
                f"với {partners}" if (partners := describe(obligation).details["partners"]) else "",
            )
            for obligation in obligations
        ]
        title = f"{say('kind.obligation')}: {body or say('fact.nobody')}"
        page.table(title, ("Mục", "Vai trò", "Nội dung", "Phối hợp"), rows)
