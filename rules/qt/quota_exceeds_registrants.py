"""quota-exceeds-registrants: more donors than people asked / số người hiến máu nhiều hơn số người đăng ký

What it finds: A row, or the total, of a quota table that expects more donors or units than people who register.

Why it matters: Only who registers can give blood; the two columns are swapped or one number is wrong.

Example: "Trường THPT Bến Sậy": 16 to register, 25 to give blood.

How to resolve: Compare with the draft; swap or correct the numbers.

Phát hiện: Một dòng hoặc dòng tổng của bảng có số người hiến máu (đơn vị máu) lớn hơn số người đăng ký.

Vì sao: Chỉ người đã đăng ký mới hiến máu; có thể hai cột bị đảo hoặc một số bị sai.

Ví dụ: "Trường THPT Bến Sậy": đăng ký 16, hiến máu 25.

Cách xử lý: Đối chiếu bản gốc; đảo lại hoặc sửa số.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.records import Grounded, Number, QuotaTable, Span
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi, quota_columns


def check(context: Context) -> Iterator[Hit]:
    for table in context.record.quota_tables:
        pair = _pair(table)
        if pair is None:
            continue
        asked, donors = pair
        for row in table.rows:
            if len(row.values) > max(pair):
                name = one_line(row.body.name)
                yield from _compare(table, name, row.body.spans[:1], row.values[asked], row.values[donors])
        if table.stated_total and len(table.stated_total) > max(pair):
            yield from _compare(table, "Tổng cộng", [], table.stated_total[asked], table.stated_total[donors])


def _pair(table: QuotaTable) -> tuple[int, int] | None:
    """The one column of registrants and the one of donors or units; ``None`` where there is not one of each."""
    columns = quota_columns(table)
    asked = [i for i, column in columns if column.indicator == "registrants"]
    donors = [i for i, column in columns if column.indicator in ("donors", "blood_units")]
    return (asked[0], donors[0]) if len(asked) == 1 and len(donors) == 1 else None


def _compare(
    table: QuotaTable, name: str, where: list[Span], asked: Grounded[Number], donors: Grounded[Number]
) -> Iterator[Hit]:
    if asked.value is None or donors.value is None or asked.doubts or donors.doubts or donors.value <= asked.value:
        return
    yield Hit(
        [*where, *asked.spans, *donors.spans],
        f"“{name}”: số hiến máu {number_vi(donors.value)} lớn hơn số đăng ký {number_vi(asked.value)}. "
        "Kiểm tra hai cột có bị đảo không.",
        f"“{name}”: {number_en(donors.value)} to give blood, but only {number_en(asked.value)} to register. "
        "Check whether the columns are swapped.",
        (table.id,),
    )


RULE = Rule("QT304", "quota-exceeds-registrants", "warning", "document", check)
