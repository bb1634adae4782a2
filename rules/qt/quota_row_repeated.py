"""quota-row-repeated: one body stands twice in a quota table / một đơn vị xuất hiện hai lần trong bảng

What it finds: Two rows of one part of a quota table with the same body.

Why it matters: The body has two quotas; mostly the second row was meant for another one, which now has none.

Example: Rows 12 and 15 both read "Trường THCS Bến Sậy".

How to resolve: Find out which body the second row is for, or take it out.

Phát hiện: Hai dòng trong cùng một phần của bảng phân bổ ghi cùng một đơn vị.

Vì sao: Đơn vị đó có hai chỉ tiêu; thường dòng thứ hai là của đơn vị khác nay bị thiếu.

Ví dụ: Dòng 12 và dòng 15 đều ghi "Trường THCS Bến Sậy".

Cách xử lý: Xác định dòng thứ hai là của đơn vị nào, hoặc bỏ dòng thừa.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parsers.records import QuotaRow, QuotaTable
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    for table in context.record.quota_tables:
        recurring = _numbers_recur(table)
        for part in _parts(table):
            first_of: dict[str, QuotaRow] = {}
            for row in part:
                name = _name(row)
                if not _says_who(row) or (recurring and name[-1:].isdigit()):
                    continue
                first = first_of.setdefault(name, row)
                if first is row:
                    continue
                yield Hit(
                    [*first.body.spans[:1], *row.body.spans[:1]],
                    f"“{one_line(row.body.name)}” xuất hiện hai lần trong bảng (dòng {first.ordinal or '?'} và "
                    f"{row.ordinal or '?'}). Kiểm tra dòng nào thừa hoặc ghi nhầm đơn vị.",
                    f"“{one_line(row.body.name)}” stands twice in the table (rows {first.ordinal or '?'} and "
                    f"{row.ordinal or '?'}). Check which row is left over or names the wrong body.",
                    (table.id,),
                )


def _parts(table: QuotaTable) -> list[list[QuotaRow]]:
    """The rows in runs that count on: the next part of a table counts anew and may hold bodies of the same name."""
    parts: list[list[QuotaRow]] = [[]]
    before = 0
    for row in table.rows:
        ordinal = int(row.ordinal) if row.ordinal and row.ordinal.isdigit() else None
        if ordinal is not None and ordinal < before:
            parts.append([])
        parts[-1].append(row)
        before = ordinal or before
    return parts


def _numbers_recur(table: QuotaTable) -> bool:
    """Whether "Thôn 1", "Thôn 2" come again, as in every commune."""
    repeats = Counter(_name(row) for row in table.rows)
    return sum(1 for name, count in repeats.items() if count > 1 and name[-1:].isdigit()) > 1


def _says_who(row: QuotaRow) -> bool:
    return len(_name(row).split()) > 1 and "no-body" not in row.doubts


def _name(row: QuotaRow) -> str:
    return one_line(normal(row.body.canonical)).replace(" - ", "-")


RULE = Rule("QT303", "quota-row-repeated", "warning", "document", check)
