"""The flat tables of the data package: which columns they have, and what their values mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from hmtn_ingest.exports import flat_rows, review_status
from hmtn_ingest.exports.flat_rows import FlatRow, FlatSource
from hmtn_ingest.i18n import say
from parsers.records import (
    BodyKind,
    BodyLevel,
    ColumnRole,
    Comparator,
    DeadlineRelation,
    Header,
    How,
    Indicator,
    ResidueKind,
)


@dataclass(frozen=True, slots=True)
class FlatField:
    """A column: its type in Table Schema, what it is in Vietnamese and English, and what must hold for its values."""

    name: str
    type: str
    title: str
    about: str
    values: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A file: its fields, its primary key, the fields that lead to other tables, and how its rows are made."""

    name: str
    title: str
    about: str
    fields: tuple[FlatField, ...]
    rows: Callable[[FlatSource], Iterator[FlatRow]]
    key: tuple[str, ...] = ("id",)
    leads_to: tuple[tuple[str, str], ...] = (("document", "documents"),)


_ID = FlatField("id", "string", "Mã", "key of the row: document, slash, id of the fact in the record", required=True)
_DOCUMENT = FlatField("document", "string", "Văn bản", "key of the document", required=True)
_REVIEW = (
    FlatField(
        "review",
        "string",
        "Rà soát",
        "; ".join(f"{status}: {review_status.word(status, 'en')}" for status in review_status.STATUSES),
        values=review_status.STATUSES,
        required=True,
    ),
    FlatField("reviewed_by", "string", "Người rà soát", "who decided last"),
    FlatField("reviewed_on", "date", "Ngày rà soát", "day of the last decision, in Vietnam"),
)
_SOURCE = (
    FlatField("page", "integer", "Trang", "page of the source from 1, where the file has pages"),
    FlatField("line", "integer", "Dòng", "line of the text as it was read, from 1"),
    FlatField("words", "string", "Lời văn", "the words that the fact was read from"),
    FlatField("how", "string", "Cách đọc", "how the value came from its words", values=get_args(How)),
    FlatField("doubts", "string", "Nghi vấn", "codes of what may be wrong, parted by blanks; empty: none"),
    *_REVIEW,
)
_BODIES = FlatField(
    "bodies", "string", "Đơn vị", "canonical names, parted by semicolons; one a row in the table bodies"
)
_ACTION = FlatField("action", "string", "Việc", "what is to be done, in the words of the document")
_COUNTED = FlatField("name", "string", "Nội dung", "what is counted, in the words of the document")
_AGREES = FlatField("agrees", "boolean", "Khớp", "whether the two are equal; empty: one of them is not known")
_QUANTITY = (
    FlatField("comparator", "string", "So sánh", "how the number is meant", values=get_args(Comparator), required=True),
    FlatField("min", "number", "Từ", "lower end, in the unit of the column unit"),
    FlatField("max", "number", "Đến", "upper end, in the unit of the column unit"),
    FlatField("unit", "string", "Đơn vị tính", "canonical Vietnamese unit"),
    FlatField("indicator", "string", "Chỉ số", "what is counted", values=get_args(Indicator), required=True),
    FlatField("of", "string", "Của", "what a percentage is a share of"),
    FlatField("per", "string", "Trên mỗi", "what the quantity is meant for each of"),
)


def _date_fields(name: str, title: str) -> tuple[FlatField, ...]:
    return (
        FlatField(f"{name}_edtf", "string", title, "as ISO 8601-2 / EDTF, which can say months, quarters and blanks"),
        FlatField(f"{name}_first", "date", f"{title}: từ ngày", "its first day"),
        FlatField(f"{name}_last", "date", f"{title}: đến ngày", "its last day"),
    )


_HEADER = tuple(name for name in Header.model_fields if name != "issued_date")
_KIND = FlatField("kind", "string", "Loại đơn vị", "kind of body", values=get_args(BodyKind), required=True)
_LEVEL = FlatField("level", "string", "Cấp", "administrative level", values=get_args(BodyLevel))
_QUOTA_COLUMN = (
    FlatField("column", "integer", "Cột", "number of the column among those of numbers, from 1", required=True),
    FlatField("column_name", "string", "Tên cột", "head of the column in the document"),
    FlatField("role", "string", "Vai trò của cột", "what its numbers are", values=get_args(ColumnRole), required=True),
    FlatField("indicator", "string", "Chỉ số", "what is counted", values=get_args(Indicator)),
    FlatField("unit", "string", "Đơn vị tính", "canonical Vietnamese unit"),
)
_QUOTA_TABLE = FlatField("quota_table", "string", "Bảng", "key of the quota table", required=True)
_OF_TABLE = (("document", "documents"), ("quota_table", "quota_tables"))

TABLES: tuple[FlatTable, ...] = (
    FlatTable(
        "documents",
        "Văn bản",
        "One row a document: what its head says.",
        (
            FlatField(
                "document", "string", "Mã", "key of the document in this export, from its SHA-256", required=True
            ),
            FlatField("file_name", "string", "Tên tệp", "name of the file that was read"),
            FlatField("sha256", "string", "SHA-256", "of the file", required=True),
            FlatField("pages", "integer", "Số trang", "where the file has pages"),
            FlatField(
                "status", "string", "Đọc được", "how well it was read", ("ok", "partial", "failed"), required=True
            ),
            *(FlatField(name, "string", say(f"header.{name}"), f"header.{name} of the record") for name in _HEADER),
            *_date_fields("issued_date", "Ngày ban hành"),
            FlatField("facts", "integer", "Số dữ kiện", "facts that a person can decide on"),
            FlatField("facts_reviewed", "integer", "Số dữ kiện đã rà soát", "facts that a person decided on"),
            FlatField("doubts", "string", "Nghi vấn", "field:code of what may be wrong in this row, parted by blanks"),
            _REVIEW[0],
        ),
        flat_rows.documents,
        key=("document",),
        leads_to=(),
    ),
    FlatTable(
        "deadlines",
        "Thời hạn",
        "What is due when, from whom, to whom. A deadline that comes again has an rrule and no due day, one that is "
        "counted from something an offset, and a due day only where that has one.",
        (
            _ID,
            _DOCUMENT,
            FlatField("due", "date", "Hạn cuối", "last calendar day in time"),
            FlatField("time", "string", "Giờ", "clock time, HH:MM"),
            FlatField(
                "relation", "string", "Quan hệ", "how the day is meant", get_args(DeadlineRelation), required=True
            ),
            *_date_fields("date", "Ngày trong văn bản"),
            FlatField("rrule", "string", "Lặp lại", "RFC 5545 rules, parted by vertical bars"),
            FlatField("offset", "string", "Tính từ một mốc", "ISO 8601 duration from what offset_from names"),
            FlatField("offset_working_days", "boolean", "Ngày làm việc", "only working days count"),
            FlatField("offset_from", "string", "Mốc tính", "what it is counted from, in the words of the document"),
            _BODIES,
            FlatField("submit_to", "string", "Gửi đến", "canonical names of who receives it, parted by semicolons"),
            _ACTION,
            FlatField("section", "string", "Mục", "part of the document"),
            FlatField("obligation", "string", "Nhiệm vụ", "key of the duty that it belongs to"),
            FlatField("done", "boolean", "Đã xong", "marked as met by a person", required=True),
            *_SOURCE,
        ),
        flat_rows.deadlines,
        leads_to=(("document", "documents"), ("obligation", "obligations")),
    ),
    FlatTable(
        "targets",
        "Chỉ tiêu",
        "What is to be reached, and by whom.",
        (
            _ID,
            _DOCUMENT,
            _COUNTED,
            *_QUANTITY,
            _BODIES,
            FlatField("event", "string", "Sự kiện", "key of the event that it is meant for"),
            *_date_fields("period", "Kỳ"),
            *_SOURCE,
        ),
        flat_rows.targets,
        leads_to=(("document", "documents"), ("event", "events")),
    ),
    FlatTable(
        "results",
        "Kết quả",
        "What a report says was reached.",
        (
            _ID,
            _DOCUMENT,
            _COUNTED,
            *_QUANTITY,
            FlatField("planned", "number", "Kế hoạch", "planned figure, in the unit of the column unit"),
            FlatField("ratio", "number", "Tỷ lệ", "result against plan, in per cent"),
            _BODIES,
            *_date_fields("period", "Kỳ"),
            *_SOURCE,
        ),
        flat_rows.results,
    ),
    FlatTable(
        "quota_tables",
        "Bảng phân bổ",
        "One row a table of quotas.",
        (
            _ID,
            _DOCUMENT,
            FlatField("title", "string", "Tên bảng", "title in the document"),
            FlatField("rows", "integer", "Số dòng", "rows of bodies", required=True),
            *(field for field in _SOURCE if field.name not in ("words", "how")),
        ),
        flat_rows.quota_tables,
    ),
    FlatTable(
        "quotas",
        "Phân bổ chỉ tiêu",
        "One row a cell: how much which body is to give or register.",
        (
            _DOCUMENT,
            _QUOTA_TABLE,
            FlatField("row", "integer", "Dòng của bảng", "number of the row from 1", required=True),
            FlatField("ordinal", "string", "TT", "ordinal in the document"),
            FlatField("group", "string", "Nhóm", "name of the group row that it stands under"),
            FlatField("body_name", "string", "Đơn vị (theo văn bản)", "body as written"),
            FlatField("body", "string", "Đơn vị", "canonical name"),
            _KIND,
            _LEVEL,
            *_QUOTA_COLUMN,
            FlatField("value", "number", "Số lượng", "in the unit of the column unit; empty: the cell is blank"),
            *_SOURCE,
        ),
        flat_rows.quotas,
        key=("quota_table", "row", "column"),
        leads_to=_OF_TABLE,
    ),
    FlatTable(
        "quota_totals",
        "Tổng của bảng phân bổ",
        "The totals that the document states beside the sums of the rows.",
        (
            _DOCUMENT,
            _QUOTA_TABLE,
            *_QUOTA_COLUMN,
            FlatField("stated", "number", "Văn bản ghi", "total in the document"),
            FlatField("computed", "number", "Tính lại", "sum of the rows; empty: a cell could not be read"),
            _AGREES,
            *_REVIEW,
        ),
        flat_rows.quota_totals,
        key=("quota_table", "column"),
        leads_to=_OF_TABLE,
    ),
    FlatTable(
        "quota_subtotals",
        "Cộng nhóm của bảng phân bổ",
        "The sub-totals that the document states in group rows beside the sums of the rows below them.",
        (
            _DOCUMENT,
            _QUOTA_TABLE,
            FlatField("number", "integer", "Thứ tự nhóm", "from 1", required=True),
            FlatField("group", "string", "Nhóm", "name of the group row", required=True),
            *_QUOTA_COLUMN,
            FlatField("stated", "number", "Văn bản ghi", "sub-total in the document"),
            FlatField("computed", "number", "Tính lại", "sum of the rows of the group; empty: not known"),
            _AGREES,
            *_REVIEW,
        ),
        flat_rows.quota_subtotals,
        key=("quota_table", "number", "column"),
        leads_to=_OF_TABLE,
    ),
    FlatTable(
        "obligations",
        "Nhiệm vụ",
        "Who leads, supports or does what.",
        (
            _ID,
            _DOCUMENT,
            FlatField("section", "string", "Mục", "part of the document"),
            FlatField("role", "string", "Vai trò", "of the bodies", values=("lead", "support", "other"), required=True),
            _BODIES,
            FlatField("partners", "string", "Phối hợp", "canonical names, parted by semicolons"),
            _ACTION,
            FlatField("targets", "string", "Chỉ tiêu", "keys of targets, parted by blanks"),
            *_SOURCE,
        ),
        flat_rows.obligations,
    ),
    FlatTable(
        "events",
        "Sự kiện",
        "Donation days and rounds.",
        (
            _ID,
            _DOCUMENT,
            FlatField("name", "string", "Tên", "of the event"),
            *_date_fields("date", "Ngày"),
            FlatField("time", "string", "Giờ", "clock time, HH:MM"),
            FlatField("time_end", "string", "Đến giờ", "clock time until when, HH:MM"),
            FlatField("tentative", "boolean", "Dự kiến", "the date may still change", required=True),
            FlatField("place", "string", "Địa điểm", "as written"),
            FlatField("participants", "string", "Thành phần", "as written"),
            _BODIES,
            *_SOURCE,
        ),
        flat_rows.events,
    ),
    FlatTable(
        "residue",
        "Chưa thuộc mục nào",
        "Numbers, dates, duties, tables and headings that no fact accounts for, and why.",
        (
            _ID,
            _DOCUMENT,
            FlatField("kind", "string", "Loại", "what it looks like", values=get_args(ResidueKind), required=True),
            FlatField("words", "string", "Lời văn", "the words of the document"),
            FlatField("reason", "string", "Lý do", "code of why it is in no fact", required=True),
            FlatField("suggestion", "string", "Gợi ý", "kind of fact that it would be"),
            *_SOURCE[:2],
        ),
        flat_rows.residue,
    ),
    FlatTable(
        "bodies",
        "Đơn vị của từng dữ kiện",
        "One row for each body of a deadline, target, result, duty or event.",
        (
            _DOCUMENT,
            FlatField("fact", "string", "Dữ kiện", "key of the row in its table", required=True),
            FlatField(
                "part",
                "string",
                "Vai trò",
                "what the body has to do with it",
                values=("responsible", "partner", "submit_to", "organiser"),
                required=True,
            ),
            FlatField("number", "integer", "Thứ tự", "from 1", required=True),
            FlatField("name", "string", "Tên trong văn bản", "as written"),
            FlatField("canonical", "string", "Tên đầy đủ", "canonical name"),
            _KIND,
            _LEVEL,
            FlatField("line", "integer", "Dòng", "line of the text as it was read, from 1"),
            *_REVIEW,
        ),
        flat_rows.bodies,
        key=("fact", "part", "number"),
    ),
)
