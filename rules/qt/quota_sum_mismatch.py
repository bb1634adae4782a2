"""quota-sum-mismatch: the stated total is not the sum of the rows / tổng cộng không bằng tổng các dòng

What it finds: A table of quotas or results whose "Tổng cộng" in some column is not what its rows add up to, or whose
group ("I. Khối cơ quan") has a sub-total that is not the sum of the rows below it.

Why it matters: Either a unit has the wrong quota or the total that is reported upwards is wrong.

Example: Rows add up to 260 units of blood, "Tổng cộng" says 280.

In a scan, where one cell that was read doubtfully explains the difference, that cell is named.

How to resolve: Compare each row with the draft; correct the row or the total.

Phát hiện: Dòng "Tổng cộng" của bảng phân bổ, bảng kết quả ở một cột không bằng tổng các dòng, hoặc số
cộng của một khối không bằng tổng các dòng thuộc khối đó.

Vì sao: Hoặc một đơn vị bị giao sai chỉ tiêu, hoặc số tổng báo cáo lên trên bị sai.

Ví dụ: Các dòng cộng lại được 260 đơn vị máu, dòng "Tổng cộng" ghi 280.

Với bản quét, nếu một ô đọc chưa chắc giải thích được chỗ chênh thì nêu rõ ô đó.

Cách xử lý: Đối chiếu từng dòng với bản gốc; sửa dòng sai hoặc sửa số tổng.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from parsers import regex
from parsers.records import Grounded, Number, QuotaColumn, QuotaGroup, QuotaRow, QuotaTable, Span
from parsers.text import normal
from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.quantities import number_en, number_vi, summed_columns

_FOOTNOTE = "(*)"
# "Bình quân HS/lớp": what the total has for all rows is no sum of theirs
_NO_SUM = regex.compile(r"(?<!\w)(?:bình quân|trung bình|mật độ|tỷ suất|định mức|đơn giá|điểm trung bình|mỗi)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    for table in context.record.quota_tables:
        yield from _total(context, table)
        members: dict[str | None, list[QuotaRow]] = defaultdict(list)
        for row in table.rows:
            members[row.group].append(row)
        for group in table.groups:
            yield from _sub_total(context, table, group, members[group.name])


def _total(context: Context, table: QuotaTable) -> Iterator[Hit]:
    for index, column in summed_columns(table):
        pair = _pair(table.stated_total, table.computed_total, index)
        if pair is None or _without_subtotals(table.rows, index) == pair[0].value:
            continue
        if column.name and _NO_SUM.search(normal(column.name)):
            continue
        if _FOOTNOTE in context.line_at(pair[0].spans[0].start).quote:
            continue  # "Tổng phân bổ (*)": what else it sums up, a note below the table says
        yield _hit(context, table, column, pair, ("dòng tổng", "the total"), len(table.rows))


def _sub_total(context: Context, table: QuotaTable, group: QuotaGroup, members: Sequence[QuotaRow]) -> Iterator[Hit]:
    for index, column in summed_columns(table):
        pair = _pair(group.stated_subtotal, group.computed_subtotal, index)
        if pair is None or len(members) < 2 or _first_make_up([_value(row, index) for row in members], pair[0].value):
            continue
        names = (f"dòng “{group.name}”", f"the sub-total of “{group.name}”")
        yield _hit(context, table, column, pair, names, len(members))


_Pair = tuple[Grounded[Number], Number]


def _pair(stated: Sequence[Grounded[Number]] | None, computed: Sequence[Number | None], index: int) -> _Pair | None:
    """What is stated and what it should be, where the two are known and differ."""
    if stated is None or index >= len(stated) or index >= len(computed):
        return None
    one, other = stated[index], computed[index]
    if one.value is None or other is None or set(one.doubts) - {"ocr", "breaks-sum"} or abs(one.value - other) < 1e-6:
        return None
    return one, other


def _hit(
    context: Context, table: QuotaTable, column: QuotaColumn, pair: _Pair, names: tuple[str, str], rows: int
) -> Hit:
    stated, computed = pair
    value = stated.value or 0
    difference = round(abs(value - computed), 6)
    spans, hint_vi, hint_en = _misread(table, column, stated)
    named_vi, named_en = (f"Cột “{column.name}”: ", f"Column “{column.name}”: ") if column.name else ("", "")
    return Hit(
        [*spans, *stated.spans, *column.spans[:1]],
        f"{named_vi}{names[0]} ghi {number_vi(value)}, nhưng {rows} dòng cộng lại được "
        f"{number_vi(computed)} (chênh {number_vi(difference)}). Kiểm tra từng dòng và số tổng.{hint_vi}",
        f"{named_en}{names[1]} says {number_en(value)}, but the {rows} rows add up to "
        f"{number_en(computed)} (off by {number_en(difference)}). Check the rows and the total.{hint_en}",
        (table.id,),
        about="reading" if context.record.source.ocr else None,
    )


def _misread(table: QuotaTable, column: QuotaColumn, stated: Grounded[Number]) -> tuple[list[Span], str, str]:
    """The cell that was most likely misread, as the parsers name it: its place, and what to say of it."""
    index = table.value_columns.index(column)
    for name, cell in (*((row.body.name, row.values[index]) for row in table.rows), ("", stated)):
        mending = next((one.text for one in cell.alternatives if one.source == "sum"), None)
        if mending is None:
            continue
        read_vi, read_en = ("trống", "empty") if cell.value is None else (number_vi(cell.value), number_en(cell.value))
        place_vi, place_en = (f"Ô của {name}", f"The cell of {name}") if name else ("Ô tổng", "The total")
        return (
            cell.spans,
            f" {place_vi} có thể đọc sai: đang đọc {read_vi}, nếu là {mending} thì khớp.",
            f" {place_en} may be misread: it is read {read_en}, with {mending} the column adds up.",
        )
    return [], "", ""


def _without_subtotals(rows: list[QuotaRow], column: int) -> float:
    """The sum of a column without unnumbered rows that sum up the rows above them, or divide the numbered one above."""
    total = 0.0
    above: list[float] = []
    for row in _undivided(rows, column):
        value = _value(row, column)
        if not _is_numbered(row) and len(above) >= 2 and abs(sum(above) - value) < 1e-6:
            above = []
            continue
        above.append(value)
        total += value
    return round(total, 6)


def _undivided(rows: list[QuotaRow], column: int) -> Iterator[QuotaRow]:
    """The rows without those that divide a numbered one: "2 | Các thôn | 55" over "Thôn A | 30", "Thôn B | 25"."""
    runs = [list(run) for _, run in groupby(rows, _is_numbered)]
    for before, run in zip([[], *runs], runs, strict=False):
        whole = _value(before[-1], column) if before and not _is_numbered(run[0]) else None
        if len(run) < 2 or whole is None or abs(sum(_value(row, column) for row in run) - whole) > 1e-6:
            yield from run


def _is_numbered(row: QuotaRow) -> bool:
    return row.ordinal is not None and row.ordinal.isdigit()


def _first_make_up(cells: list[float], stated: float | None) -> bool:
    """Whether the first two or more rows of a group come to its sub-total: those behind them belong to no group."""
    sums = list(accumulate(cells))[1:]
    return stated is not None and any(abs(reached - stated) < 1e-6 for reached in sums)


def _value(row: QuotaRow, column: int) -> float:
    return float(row.values[column].value or 0)


RULE = Rule("QT301", "quota-sum-mismatch", "error", "document", check)
