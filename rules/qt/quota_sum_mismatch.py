"""quota-sum-mismatch: the stated total is not the sum of the rows / tổng cộng không bằng tổng các dòng

What it finds: A quota table whose "Tổng cộng" in some column is not what its rows add up to.

Why it matters: Either a unit has the wrong quota or the total that is reported upwards is wrong.

Example: Rows add up to 260 units of blood, "Tổng cộng" says 280.

How to resolve: Compare each row with the draft; correct the row or the total.

Phát hiện: Dòng "Tổng cộng" của bảng phân bổ ở một cột không bằng tổng các dòng.

Vì sao: Hoặc một đơn vị bị giao sai chỉ tiêu, hoặc số tổng báo cáo lên trên bị sai.

Ví dụ: Các dòng cộng lại được 260 đơn vị máu, dòng "Tổng cộng" ghi 280.

Cách xử lý: Đối chiếu từng dòng với bản gốc; sửa dòng sai hoặc sửa số tổng.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.records import QuotaRow
from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi, quota_columns


def check(context: Context) -> Iterator[Hit]:
    for table in context.record.quota_tables:
        if table.stated_total is None:
            continue
        for index, column in quota_columns(table):
            if index >= len(table.stated_total) or index >= len(table.computed_total):
                continue
            stated, computed = table.stated_total[index], table.computed_total[index]
            if stated.value is None or computed is None or stated.doubts or abs(stated.value - computed) < 1e-6:
                continue
            if _without_subtotals(table.rows, index) == stated.value:
                continue
            named_vi = f"Cột “{column.name}”: " if column.name else ""
            named_en = f"Column “{column.name}”: " if column.name else ""
            difference = round(abs(stated.value - computed), 6)
            yield Hit(
                [*stated.spans, *column.spans[:1]],
                f"{named_vi}dòng tổng ghi {number_vi(stated.value)}, nhưng {len(table.rows)} dòng cộng lại được "
                f"{number_vi(computed)} (chênh {number_vi(difference)}). Kiểm tra từng dòng và số tổng.",
                f"{named_en}the total says {number_en(stated.value)}, but the {len(table.rows)} rows add up to "
                f"{number_en(computed)} (off by {number_en(difference)}). Check the rows and the total.",
                (table.id,),
                about="reading" if context.record.source.ocr else None,
            )


def _without_subtotals(rows: list[QuotaRow], column: int) -> float:
    """The sum of a column without unnumbered rows that only sum up the rows below or above them."""
    total = 0.0
    above: list[float] = []
    for index, row in enumerate(rows):
        value = float(row.values[column].value or 0)
        if row.ordinal is None or not row.ordinal.isdigit():
            below = _run([float(r.values[column].value or 0) for r in rows[index + 1 :]], value)
            if below or (len(above) >= 2 and abs(sum(above) - value) < 1e-6):
                above = []
                continue
        above.append(value)
        total += value
    return round(total, 6)


def _run(cells: list[float], total: float) -> bool:
    """Whether the first two or more cells make up the total."""
    reached = 0.0
    for count, cell in enumerate(cells, 1):
        reached += cell
        if reached >= total:
            return count >= 2 and reached == total
    return False


RULE = Rule("QT301", "quota-sum-mismatch", "error", "document", check)
