"""quota-ordinal-gap: row numbers of a quota table leave one out / số thứ tự trong bảng bị nhảy hoặc trùng

What it finds: Rows of a quota table whose numbers skip one (… 7, 9 …) or repeat one.

Why it matters: A unit may have been dropped from the table, and with it its quota.

Example: Row "7" is followed by row "9".

How to resolve: Look for the missing row in the draft; renumber if none is missing.

Phát hiện: Số thứ tự các dòng của bảng phân bổ bị nhảy (… 7, 9 …) hoặc bị trùng.

Vì sao: Có thể một đơn vị đã bị bỏ sót khỏi bảng cùng với chỉ tiêu của đơn vị đó.

Ví dụ: Sau dòng "7" là dòng "9".

Cách xử lý: Đối chiếu bản gốc để tìm dòng bị sót; nếu không sót thì đánh lại số.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    for table in context.record.quota_tables:
        numbered = [(row, int(row.ordinal)) for row in table.rows if row.ordinal and row.ordinal.isdigit()]
        if len(numbered) < 3 or len(numbered) != len(table.rows):
            continue  # rows that carry no number would look like gaps
        for (before, first), (row, second) in itertools.pairwise(numbered):
            if second == first + 1 or second == 1 or not row.spans:
                continue
            spans = [*before.spans[:1], *row.spans[:1]]
            yield Hit(
                spans,
                f"Số thứ tự trong bảng: sau {first} là {second}. Kiểm tra có sót hoặc trùng dòng không.",
                f"Row numbers of the table: {first} is followed by {second}. Check whether a row is missing or "
                "repeated.",
                (table.id,),
                about="reading" if context.record.source.ocr else None,
            )


RULE = Rule("QT302", "quota-ordinal-gap", "warning", "document", check)
