"""quota-below-target: the quotas do not add up to the target / tổng chỉ tiêu phân bổ thấp hơn chỉ tiêu chung

What it finds: A quota table whose total stays below what the document wants to reach as a whole.

Why it matters: Even if every unit meets its quota, the target is missed.

Example: "tiếp nhận từ 260 đơn vị máu trở lên", while the table hands out 230 units.

How to resolve: Raise the quotas or correct the target.

Phát hiện: Tổng của bảng phân bổ thấp hơn chỉ tiêu chung nêu trong văn bản.

Vì sao: Dù mọi đơn vị hoàn thành vẫn không đạt chỉ tiêu chung.

Ví dụ: Văn bản ghi "tiếp nhận từ 260 đơn vị máu trở lên" nhưng bảng chỉ phân bổ 230.

Cách xử lý: Điều chỉnh chỉ tiêu phân bổ hoặc sửa chỉ tiêu chung.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Indicator, QuotaTable, Target
from parsers.text import fold, normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import looks_back
from rules.support.quantities import column_total, in_doubt, number_en, number_vi, quota_columns
from rules.support.scopes import whole_targets

# a unit of blood is a donor
_MEETS: dict[Indicator, tuple[Indicator, ...]] = {
    "blood_units": ("blood_units", "donors"),
    "donors": ("donors", "blood_units"),
    "registrants": ("registrants",),
}
# "tiếp nhận đủ 110 đơn vị máu | tại 06 điểm lưu động": over as many places as the table has rows
_OVER_ALL = regex.compile(
    r" (?:tại|ở|của|từ|cho|qua|trên) (?:(?:tất cả|cả|toàn bộ) )?0?(?P<rows>\d{1,3}) (?P<noun>\p{L}+(?: \p{L}+)?)"
)
# "giao chỉ tiêu cho các xã, phường với tổng số | 7.650 đơn vị máu | (chi tiết tại Phụ lục kèm theo)"
_IN_ALL = regex.compile(r"(?<!\w)(?:tổng số|tổng chỉ tiêu)(?: (?:là|gồm|chung))? ?:? ?$")
_AS_LISTED = regex.compile(
    r"[^.;\n]{0,40}?\(?(?:chi tiết|cụ thể|có|theo|như)(?: tại| ở| trong| theo)? (?:phụ lục|biểu|bảng|danh sách)(?!\w)"
)
_ROUND = regex.compile(r"(?<!\w)(?:dot|lan|quy|thang|buoi|vong)(?!\w)")
_ROUND_NAMED = regex.compile(r"(?<!\w)(?:đợt|lần|quý|tháng|buổi|vòng) (?:\d{1,2}|[ivx]+|nhất|hai|ba|tư|này)(?!\w)")
_OF_WHICH = regex.compile(r"trong do(?!\w)")
_LEAST_ROWS, _NEAR = 3, 40


def check(context: Context) -> Iterator[Hit]:
    tables = [table for table in context.record.quota_tables if len(table.rows) > 1]
    if len(tables) != 1 or context.is_report:
        return  # several tables share a target in ways that titles do not tell; a report's table is last year's plan
    table = tables[0]
    for indicator, counted in _MEETS.items():
        columns = [
            i
            for i, column in quota_columns(table)
            if column.indicator == indicator and not column.doubts and not _OF_WHICH.match(fold(column.name))
        ]
        columns = _without_rounds(table, columns)
        totals = [column_total(table, i) for i in columns]
        if not columns or any(total is None for total in totals):
            continue
        total = sum(total for total in totals if total is not None)
        target = _missed(context, table, counted, total)
        if target is not None and not _is_accounted_for(context, table, columns, target, total):
            stated = [table.stated_total[i] for i in columns] if table.stated_total else []
            places = [span for cell in stated for span in cell.spans]
            yield Hit(
                [*target.spans[:1], *(places or table.spans[:1])],
                f"Chỉ tiêu chung “{one_line(target.spans[0].quote)}”, nhưng bảng chỉ phân bổ {number_vi(total)}. "
                "Kiểm tra chỉ tiêu chung và bảng phân bổ.",
                f"The whole target is “{one_line(target.spans[0].quote)}”, but the table hands out "
                f"{number_en(total)} only. "
                "Check target and table.",
                (target.id, table.id),
            )


def _without_rounds(table: QuotaTable, columns: list[int]) -> list[int]:
    """Of the columns of rounds and that of the whole year, which has their sum, the last."""
    *parts, last = ([column_total(table, i) or 0 for i in columns]) or [0]
    return columns[-1:] if len(parts) > 1 and last == sum(parts) else columns


def _is_accounted_for(context: Context, table: QuotaTable, columns: list[int], target: Target, total: float) -> bool:
    """Whether the total that the table states is the target, so that it is only added up wrongly
    (``quota-sum-mismatch``); or a round has just the sum of the table: "Đợt 1 … tiếp nhận ít nhất 250 đơn vị máu".
    """
    stated = [table.stated_total[i].value for i in columns] if table.stated_total else []
    if stated and sum(value or 0 for value in stated) == target.quantity.min:
        return True
    rounds = (t for t in context.record.targets if t.spans and t.quantity.min == total)
    return any(t.quantity.indicator == target.quantity.indicator and _is_of_a_round(context, t) for t in rounds)


def _is_of_a_round(context: Context, target: Target) -> bool:
    place = context.place(target.spans[0].start)
    return _ROUND_NAMED.search(context.prose.text, context.prose.sentence(place)[0], place) is not None


def _missed(context: Context, table: QuotaTable, counted: tuple[Indicator, ...], total: float) -> Target | None:
    """The least target that more is wanted by than a table hands out: of the whole, else of all its places."""
    everywhere = [t for t in context.record.targets if _is_over_all(context, table, t)]
    for targets in (whole_targets(context), everywhere):
        wanted = [t for t in targets if t.quantity.indicator in counted and t.quantity.min is not None]
        target = min([t for t in wanted if not t.doubts] or wanted, key=_least, default=None)
        if target is not None and total < _least(target) and target.quantity.comparator != "about":
            return target
    return None


def _is_over_all(context: Context, table: QuotaTable, target: Target) -> bool:
    """Whether a target is for as many places as the table has rows, and of the kind that its title or head names."""
    if not target.spans or target.quantity.per or in_doubt(target) or len(table.rows) < _LEAST_ROWS:
        return False
    if _ROUND.search(fold(table.title or "")):
        return False  # the table hands out a part
    text, end = context.prose.text, context.place(target.spans[-1].end)
    start = context.place(target.spans[0].start)
    if _IN_ALL.search(text, max(0, start - _NEAR), start) and _AS_LISTED.match(text, end):
        return True
    over = _OVER_ALL.match(text, end)
    if over is None or int(over["rows"]) != len(table.rows) or looks_back(context, target.spans[0].start):
        return False
    heads = [column.name for column in table.columns if column.role == "body"]
    names = f"{fold(table.title or '')} {fold(' '.join(heads))} "
    return any(f"{fold(normal(noun))} " in names for noun in (over["noun"], over["noun"].split()[0]))


def _least(target: Target) -> float:
    return float(target.quantity.min or 0)


RULE = Rule("QT305", "quota-below-target", "warning", "document", check)
