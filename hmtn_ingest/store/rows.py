"""Rows of the tables, made of what the store is given, and read back as what it gives. Times are UTC.

columns_of(record)["natural_key"]    # "ubnd xa dong thanh/9/kh-ubnd/2026"
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from hmtn_ingest.review.content import content_sketch
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.stored import RegisterEntry, Stored
from hmtn_ingest.store.database import DecisionRow, RegisterRow, VersionRow
from parsers.records import DateValue, DocumentRecord, Grounded
from parsers.text import fold, folded

_REGISTER = tuple(field.name for field in dataclasses.fields(RegisterEntry) if field.name not in ("row", "by", "at"))


def natural_key(record: DocumentRecord) -> str | None:
    """Issuer, number, symbol and year in one string; ``None`` where one of them is not known."""
    header = record.header
    number, notation, organ = (_value(part) for part in (header.code_number, header.code_notation, header.organ_name))
    if not (number and notation and organ and record.issue_year):
        return None
    return "/".join((fold(organ), number.lstrip("0"), fold(notation), f"{record.issue_year:04d}"))


def columns_of(record: DocumentRecord) -> dict[str, Any]:
    header = record.header
    date: DateValue | None = header.issued_date.value if header.issued_date else None
    shown = [_value(part) for part in (header.code_number, header.code_notation, header.organ_name, header.subject)]
    looked_for = ("/".join(part or "" for part in shown[:2]), *shown[2:], record.source.file_name, record.text)
    return {
        "record": record.model_dump_json(by_alias=True),
        "status": record.status,
        "type_name": _value(header.type_name),
        "code_number": shown[0],
        "code_notation": shown[1],
        "organ_name": shown[2],
        "subject": shown[3],
        "issued": date.edtf if date else None,
        "natural_key": natural_key(record),
        "content": content_sketch(record.text),
        "search": "\n".join(folded(part or "") for part in looked_for),  # no phrase goes from one into the next
    }


def _value(part: Grounded[str] | None) -> str | None:
    return _without_nul(part.value) if part and part.value is not None else None


def _without_nul(text: str) -> str:
    """PostgreSQL has no NUL, which a PDF can contain."""
    return text.replace("\0", "")


def stored_of(version: VersionRow, versions: int) -> Stored:
    return Stored(
        document=version.document_id,
        version=version.id,
        versions=versions,
        added_at=utc(version.added_at),
        **{
            name: getattr(version, name)
            for name in (
                "sha256", "file_name", "status", "type_name", "code_number", "code_notation", "organ_name", "subject",
                "issued", "added_by",
            )
        },
    )  # fmt: skip


def decision_of(row: DecisionRow) -> Decision:
    return Decision.model_validate({name: getattr(row, name) for name in Decision.model_fields} | {"at": utc(row.at)})


def register_row(document: int, entry: RegisterEntry, by: str) -> RegisterRow:
    values = {name: getattr(entry, name) for name in _REGISTER}
    written = {name: _without_nul(value) if isinstance(value, str) else value for name, value in values.items()}
    return RegisterRow(document_id=document, by=by, at=now(), **written)


def entry_of(row: RegisterRow) -> RegisterEntry:
    return RegisterEntry(**{name: getattr(row, name) for name in _REGISTER}, row=row.id or 0, by=row.by, at=utc(row.at))


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def utc(time: datetime.datetime) -> datetime.datetime:
    return time.replace(tzinfo=datetime.UTC)
