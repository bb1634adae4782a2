"""The flat tables of the data package: which columns they have, and what their values mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from hmtn_ingest.exports import flat_rows, review_status
from hmtn_ingest.exports.flat_rows import FlatRow, FlatSource
from hmtn_ingest.i18n.phrases import say
from parsers.records import BodyKind, BodyLevel, Comparator, DeadlineRelation, Header, How, Indicator


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its type in Table Schema, what it is in Vietnamese and English, and what must hold for its values."""

    name: str
    type: str
    title: str
    about: str
    values: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A file: its fields, its primary key, the fields that lead to other tables, and how its rows are made."""

    name: str
    title: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[FlatSource], Iterator[FlatRow]]
    key: tuple[str, ...] = ("id",)
    leads_to: tuple[tuple[str, str], ...] = (("document", "documents"),)


_ID = Field("id", "string", "Mã", "key of the row: document, slash, id of the fact in the record", required=True)
_DOCUMENT = Field("document", "string", "Văn bản", "key of the document", required=True)
_REVIEW = (
    Field(
        "review",
        "string",
        "Rà soát",
        "; ".join(f"{status}: {words[1]}" for status, words in review_status.STATUSES.items()),
        values=tuple(review_status.STATUSES),
        required=True,
    ),
    Field("reviewed_by", "string", "Người rà soát", "who decided last"),
    Field("reviewed_on", "date", "Ngày rà soát", "day of the last decision, in Vietnam"),
)
_SOURCE = (
    Field("page", "integer", "Trang", "page of the source from 1, where the file has pages"),
    Field("line", "integer", "Dòng", "line of the text as it was read, from 1"),
    Field("words", "string", "Lời văn", "the words that the fact was read from"),
    Field("how", "string", "Cách đọc", "how the value came from its words", values=get_args(How)),
    Field("doubts", "string", "Nghi vấn", "codes of what may be wrong, parted by blanks; empty: none"),
    *_REVIEW,
)
_BODIES = Field("bodies", "string", "Đơn vị", "canonical names, parted by semicolons; one a row in the table bodies")
_ACTION = Field("action", "string", "Việc", "what is to be done, in the words of the document")
_QUANTITY = (
    Field("comparator", "string", "So sánh", "how the number is meant", values=get_args(Comparator), required=True),
    Field("min", "number", "Từ", "lower end, in the unit of the column unit"),
    Field("max", "number", "Đến", "upper end, in the unit of the column unit"),
    Field("unit", "string", "Đơn vị tính", "canonical Vietnamese unit"),
    Field("indicator", "string", "Chỉ số", "what is counted", values=get_args(Indicator), required=True),
    Field("of", "string", "Của", "what a percentage is a share of"),
    Field("per", "string", "Trên mỗi", "what the quantity is meant for each of"),
)


def _date_fields(name: str, title: str) -> tuple[Field, ...]:
    return (
        Field(f"{name}_edtf", "string", title, "as ISO 8601-2 / EDTF, which can say months, quarters and blanks"),
        Field(f"{name}_first", "date", f"{title}: từ ngày", "its first day"),
        Field(f"{name}_last", "date", f"{title}: đến ngày", "its last day"),
    )


_HEADER = tuple(name for name in Header.model_fields if name != "issued_date")
_KIND = Field("kind", "string", "Loại đơn vị", "kind of body", values=get_args(BodyKind), required=True)
_LEVEL = Field("level", "string", "Cấp", "administrative level", values=get_args(BodyLevel))
_QUOTA_COLUMN = (
    Field("column", "integer", "Cột", "number of the quota column from 1", required=True),
    Field("column_name", "string", "Tên cột", "head of the column in the document"),
    Field("indicator", "string", "Chỉ số", "what is counted", values=get_args(Indicator)),
    Field("unit", "string", "Đơn vị tính", "canonical Vietnamese unit"),
)
_QUOTA_TABLE = Field("quota_table", "string", "Bảng", "key of the quota table", required=True)
_OF_TABLE = (("document", "documents"), ("quota_table", "quota_tables"))

TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "Văn bản",
        "One row a document: what its head says.",
        (
            Field("document", "string", "Mã", "key of the document in this export, from its SHA-256", required=True),
            Field("file_name", "string", "Tên tệp", "name of the file that was read"),
            Field("sha256", "string", "SHA-256", "of the file", required=True),
            Field("pages", "integer", "Số trang", "where the file has pages"),
            Field("status", "string", "Đọc được", "how well it was read", ("ok", "partial", "failed"), required=True),
            *(Field(name, "string", say(f"header.{name}"), f"header.{name} of the record") for name in _HEADER),
            *_date_fields("issued_date", "Ngày ban hành"),
            Field("facts", "integer", "Số dữ kiện", "facts that a person can decide on"),
            Field("facts_reviewed", "integer", "Số dữ kiện đã rà soát", "facts that a person decided on"),
            Field("doubts", "string", "Nghi vấn", "field:code of what may be wrong in this row, parted by blanks"),
            _REVIEW[0],
        ),
        flat_rows.documents,
        key=("document",),
        leads_to=(),
    ),
    Table(
        "deadlines",
        "Thời hạn",
        "What is due when, from whom, to whom. A deadline that comes again has an rrule and no due day.",
        (
            _ID,
            _DOCUMENT,
            Field("due", "date", "Hạn cuối", "last calendar day in time"),
            Field("time", "string", "Giờ", "clock time, HH:MM"),
            Field("relation", "string", "Quan hệ", "how the day is meant", get_args(DeadlineRelation), required=True),
            *_date_fields("date", "Ngày trong văn bản"),
            Field("rrule", "string", "Lặp lại", "RFC 5545 rules, parted by vertical bars"),
            _BODIES,
            Field("submit_to", "string", "Gửi đến", "canonical name of the body that receives it"),
            _ACTION,
            Field("section", "string", "Mục", "part of the document"),
            Field("obligation", "string", "Nhiệm vụ", "key of the duty that it belongs to"),
            Field("done", "boolean", "Đã xong", "marked as met by a person", required=True),
            *_SOURCE,
        ),
        flat_rows.deadlines,
        leads_to=(("document", "documents"), ("obligation", "obligations")),
    ),
    Table(
        "targets",
        "Chỉ tiêu",
        "What is to be reached, and by whom.",
        (
            _ID,
            _DOCUMENT,
            *_QUANTITY,
            _BODIES,
            Field("event", "string", "Sự kiện", "key of the event that it is meant for"),
            *_date_fields("period", "Kỳ"),
            *_SOURCE,
        ),
        flat_rows.targets,
        leads_to=(("document", "documents"), ("event", "events")),
    ),
    Table(
        "results",
        "Kết quả",
        "What a report says was reached.",
        (
            _ID,
            _DOCUMENT,
            *_QUANTITY,
            Field("planned", "number", "Kế hoạch", "planned figure, in the unit of the column unit"),
            Field("ratio", "number", "Tỷ lệ", "result against plan, in per cent"),
            _BODIES,
            *_date_fields("period", "Kỳ"),
            *_SOURCE,
        ),
        flat_rows.results,
    ),
    Table(
        "quota_tables",
        "Bảng phân bổ",
        "One row a table of quotas.",
        (
            _ID,
            _DOCUMENT,
            Field("title", "string", "Tên bảng", "title in the document"),
            Field("rows", "integer", "Số dòng", "rows of bodies", required=True),
            *(field for field in _SOURCE if field.name not in ("words", "how")),
        ),
        flat_rows.quota_tables,
    ),
    Table(
        "quotas",
        "Phân bổ chỉ tiêu",
        "One row a cell: how much which body is to give or register.",
        (
            _DOCUMENT,
            _QUOTA_TABLE,
            Field("row", "integer", "Dòng của bảng", "number of the row from 1", required=True),
            Field("ordinal", "string", "TT", "ordinal in the document"),
            Field("body_name", "string", "Đơn vị (theo văn bản)", "body as written"),
            Field("body", "string", "Đơn vị", "canonical name"),
            _KIND,
            _LEVEL,
            *_QUOTA_COLUMN,
            Field("value", "number", "Số lượng", "in the unit of the column unit; empty: the cell is blank"),
            *_SOURCE,
        ),
        flat_rows.quotas,
        key=("quota_table", "row", "column"),
        leads_to=_OF_TABLE,
    ),
    Table(
        "quota_totals",
        "Tổng của bảng phân bổ",
        "The totals that the document states beside the sums of the rows.",
        (
            _DOCUMENT,
            _QUOTA_TABLE,
            *_QUOTA_COLUMN,
            Field("stated", "number", "Văn bản ghi", "total in the document"),
            Field("computed", "number", "Tính lại", "sum of the rows; empty: a cell could not be read"),
            Field("agrees", "boolean", "Khớp", "whether the two are equal; empty: one of them is not known"),
            *_REVIEW,
        ),
        flat_rows.quota_totals,
        key=("quota_table", "column"),
        leads_to=_OF_TABLE,
    ),
    Table(
        "obligations",
        "Nhiệm vụ",
        "Who leads, supports or does what.",
        (
            _ID,
            _DOCUMENT,
            Field("section", "string", "Mục", "part of the document"),
            Field("role", "string", "Vai trò", "of the bodies", values=("lead", "support", "other"), required=True),
            _BODIES,
            Field("partners", "string", "Phối hợp", "canonical names, parted by semicolons"),
            _ACTION,
            Field("targets", "string", "Chỉ tiêu", "keys of targets, parted by blanks"),
            *_SOURCE,
        ),
        flat_rows.obligations,
    ),
    Table(
        "events",
        "Sự kiện",
        "Donation days and rounds.",
        (
            _ID,
            _DOCUMENT,
            Field("name", "string", "Tên", "of the event"),
            *_date_fields("date", "Ngày"),
            Field("time", "string", "Giờ", "clock time, HH:MM"),
            Field("tentative", "boolean", "Dự kiến", "the date may still change", required=True),
            Field("place", "string", "Địa điểm", "as written"),
            Field("participants", "string", "Thành phần", "as written"),
            _BODIES,
            *_SOURCE,
        ),
        flat_rows.events,
    ),
    Table(
        "bodies",
        "Đơn vị của từng dữ kiện",
        "One row for each body of a deadline, target, result, duty or event.",
        (
            _DOCUMENT,
            Field("fact", "string", "Dữ kiện", "key of the row in its table", required=True),
            Field(
                "part",
                "string",
                "Vai trò",
                "what the body has to do with it",
                values=("responsible", "partner", "submit_to", "organiser"),
                required=True,
            ),
            Field("number", "integer", "Thứ tự", "from 1", required=True),
            Field("name", "string", "Tên trong văn bản", "as written"),
            Field("canonical", "string", "Tên đầy đủ", "canonical name"),
            _KIND,
            _LEVEL,
            Field("line", "integer", "Dòng", "line of the text as it was read, from 1"),
            *_REVIEW,
        ),
        flat_rows.bodies,
        key=("fact", "part", "number"),
    ),
)
