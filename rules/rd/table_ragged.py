"""table-ragged: rows of a quota table that we could not read whole / bảng chỉ tiêu có dòng chưa đọc được đủ

What it finds: Rows of a quota table without a body, or with a cell whose number could not be read.

Why it matters: These rows are missing from the sums, and the quota of a unit may be missing from the register.

Example: A cell that holds "2O" (a letter O), or one that a merge swallowed.

How to resolve: Look at the rows in the document and fill in their numbers.

Phát hiện: Dòng trong bảng chỉ tiêu không có tên đơn vị hoặc có ô không đọc được số.

Vì sao: Các dòng này không được tính vào tổng; có thể thiếu chỉ tiêu của một đơn vị.

Ví dụ: Ô ghi "2O" (chữ O), hoặc ô bị gộp.

Cách xử lý: Xem lại các dòng đó trong văn bản và điền số.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule

_UNREAD = frozenset(("unreadable", "no-body", "merged"))
_SHOWN = 5


def check(context: Context) -> Iterator[Hit]:
    for table in context.record.quota_tables:
        rows = [row for row in table.rows if row.spans and _UNREAD & set(row.doubts)]
        if not rows:
            continue
        names = ", ".join(f"“{row.ordinal or row.body.name or '?'}”" for row in rows[:_SHOWN])
        more = "…" if len(rows) > _SHOWN else ""
        yield Hit(
            [row.spans[0] for row in rows],
            f"{len(rows)} dòng của bảng chỉ tiêu chưa đọc được đủ: {names}{more}. Xem lại các dòng này trong văn bản.",
            f"{len(rows)} rows of the quota table were not read whole: {names}{more}. Look at them in the document.",
            (table.id,),
        )


RULE = Rule("RD902", "table-ragged", "warning", "reading", check)
