"""Sums inside of tables that are no quotas: columns under a total, and rows of a whole with its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers import regex
from rules.context import Context
from rules.support.text_tables import AMOUNT, TextCell, TextTable, text_tables

_ORDINAL = regex.compile(r"(?:stt|tt|số tt|số thứ tự|đợt|lần|vòng|buổi)\.?")
# what is no amount of its own: "Đơn giá", "Tỷ lệ (%)", "Năm sinh", "Số điện thoại"
_NOT_SUMMED = regex.compile(
    r".*(?:%|(?<!\w)(?:đơn giá|định mức|mức|tỷ lệ|bình quân|trung bình|năm sinh|tuổi|điện thoại|lũy kế|mã|điểm|ngày"
    r"|giờ)(?!\w))"
)
_GROUP = regex.compile(r"[ivx]+|\p{L}")
_LESS = regex.compile(r"(?<!\w)(?:giảm trừ|giảm|trừ|chiết khấu|thuế|vat|còn lại|trong đó|đã (?:cấp|chi|tạm ứng))(?!\w)")
_LEAST_ROWS = 4


@dataclass(frozen=True, slots=True)
class WrongSum:
    """What a cell states, and what those that it sums up come to; ``head`` is the cell above it."""

    stated: TextCell
    head: TextCell
    computed: int


def wrong_totals(context: Context) -> Iterator[WrongSum]:
    """Totals of columns of money, and of other columns beside one that adds up."""
    for table in _no_quotas(context):
        columns = [(index, _totalled(table, index)) for index in _number_columns(table)]
        wrong = [(index, computed) for index, computed in columns if computed is not None]
        for index, computed in wrong:
            if AMOUNT.match(table.head[index].text) or len(wrong) < len(columns):
                yield WrongSum(table.rows[-1][index], table.head[index], computed)


def _totalled(table: TextTable, index: int) -> int | None:
    """What a column comes to where its total says another number: all rows, the groups alone, or what is in groups."""
    total, rows = table.total, table.rows[:-1]
    stated = total[index].number if total else None
    if stated is None or len(rows) < 2 or any(_LESS.search(cell.text) for row in rows for cell in row):
        return None
    if not all(row[index].number is not None for row in rows) or any(_is_below(row) for row in rows):
        return None
    members = [row for row in rows if not _GROUP.fullmatch(row[0].text)]
    groups = [row for row in rows if _GROUP.fullmatch(row[0].text)]
    sums = [sum(row[index].number or 0 for row in some) for some in (rows, groups, members) if some]
    return None if stated in sums else sums[-1]


def _is_below(row: Sequence[TextCell]) -> bool:
    """Whether a row divides the one above it: "1.1", "-", or no ordinal at all."""
    return not row[0].text or "." in row[0].text.rstrip(".") or row[0].text in "-+*"


def wrong_rows(context: Context) -> Iterator[WrongSum]:
    """Rows whose parts do not make up the first or last number, where those of nearly all other rows do."""
    for table in _no_quotas(context):
        columns = _number_columns(table)
        rows = [row for row in table.rows if all(row[index].number is not None for index in columns)]
        for whole in columns[:1] + columns[-1:]:
            parts = [index for index in columns if index != whole]
            sums = [sum(row[index].number or 0 for index in parts) for row in rows]
            wrong = [(row, computed) for row, computed in zip(rows, sums, strict=True) if row[whole].number != computed]
            if len(parts) > 1 and len(rows) >= _LEAST_ROWS and wrong and len(wrong) * 4 <= len(rows) + 1:
                for row, computed in wrong:
                    yield WrongSum(row[whole], table.head[whole], computed)
                break


def _no_quotas(context: Context) -> Iterator[TextTable]:
    """The tables that are not read as quotas, whose sums are looked at elsewhere."""
    taken = [(context.at(s.start), context.at(s.end)) for table in context.record.quota_tables for s in table.spans]
    for table in text_tables(context):
        start, end = table.head[0].start, table.rows[-1][-1].end
        if not any(a < end and start < b for a, b in taken):
            yield table


def _number_columns(table: TextTable) -> list[int]:
    """The columns of whole numbers that may be summed."""
    rows = table.rows[:-1] if table.total else table.rows
    return [
        index
        for index, head in enumerate(table.head)
        if not _ORDINAL.fullmatch(head.text)
        and not _NOT_SUMMED.match(head.text)
        and all(row[index].number is not None for row in rows)
    ]
