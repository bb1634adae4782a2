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

from parsers.records import Indicator, Target
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import column_total, number_en, number_vi, quota_columns
from rules.support.scopes import whole_targets

# a unit of blood is a donor
_MEETS: dict[Indicator, tuple[Indicator, ...]] = {
    "blood_units": ("blood_units", "donors"),
    "donors": ("donors", "blood_units"),
    "registrants": ("registrants",),
}


def check(context: Context) -> Iterator[Hit]:
    tables = [table for table in context.record.quota_tables if len(table.rows) > 1]
    if len(tables) != 1 or context.is_report:
        return  # several tables share a target in ways that titles do not tell; a report's table is last year's plan
    table = tables[0]
    for indicator, counted in _MEETS.items():
        columns = [i for i, column in quota_columns(table) if column.indicator == indicator]
        totals = [column_total(table, i) for i in columns]
        wanted = _wanted(context, counted)
        if not columns or not wanted or any(total is None for total in totals):
            continue
        total = sum(total for total in totals if total is not None)
        target = min(wanted, key=_least)
        if total < _least(target) and target.quantity.comparator != "about":
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


def _wanted(context: Context, counted: tuple[Indicator, ...]) -> list[Target]:
    return [t for t in whole_targets(context) if t.quantity.indicator in counted and t.quantity.min is not None]


def _least(target: Target) -> float:
    return float(target.quantity.min or 0)


RULE = Rule("QT305", "quota-below-target", "warning", "document", check)
