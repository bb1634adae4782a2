"""not-checkable: a rule could not run / có nội dung chưa kiểm tra được

What it finds: A check that had something to compare but lacked one side of it: a total without readable rows, dates
without a day of issue.

Why it matters: No finding then does not mean that all is well.

Example: The table has a total, but one cell could not be read, so that the sum cannot be compared.

How to resolve: Supply what is missing, or make the comparison by hand.

Phát hiện: Có nội dung cần đối chiếu nhưng thiếu một vế: có dòng tổng mà có ô không đọc được, có ngày dự kiến mà không
rõ ngày ban hành.

Vì sao: Không có cảnh báo không có nghĩa là nội dung đã đúng.

Ví dụ: Bảng có dòng tổng cộng nhưng một ô không đọc được nên không cộng được.

Cách xử lý: Bổ sung phần thiếu hoặc tự đối chiếu.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.quantities import quota_columns
from rules.support.timing import earliest_issue


def check(context: Context) -> Iterator[Hit]:
    yield from _totals(context)
    yield from _issue_date(context)


def _totals(context: Context) -> Iterator[Hit]:
    for table in context.record.quota_tables:
        for index, column in quota_columns(table):
            stated = table.stated_total[index] if table.stated_total and index < len(table.stated_total) else None
            computed = table.computed_total[index] if index < len(table.computed_total) else None
            if stated is None or (computed is not None and stated.value is not None):
                continue
            if computed is None and stated.value is None:
                continue
            missing = ("một ô chưa đọc được số", "a cell could not be read") if computed is None else (
                "số ở dòng tổng chưa đọc được", "its total could not be read"
            )  # fmt: skip
            yield Hit(
                stated.spans or table.spans[:1],
                f"Chưa kiểm tra được quota-sum-mismatch ở cột “{column.name}”: {missing[0]}.",
                f"quota-sum-mismatch could not be checked for column “{column.name}”: {missing[1]}.",
                (table.id,),
            )


def _issue_date(context: Context) -> Iterator[Hit]:
    """Rules that compare with the day of issue, where the document has dates for them but no such day."""
    record = context.record
    field = record.header.issued_date
    month_known = field is not None and field.value is not None and "X" not in field.value.edtf[:7]
    if (month_known and earliest_issue(context)) or not (context.formal or field):
        return  # an excerpt has no day of issue to compare with
    waiting = {
        "planned-date-past": any(r.date and r.date.tentative for r in record.dates),
        "basis-after-issue": any(c.date and c.relation != "mentions" for c in record.citations),
        "deadline-past": any(d.due for d in record.deadlines),
    }
    names = ", ".join(name for name, waits in waiting.items() if waits)
    if names:
        yield Hit(
            field.spans if field and field.spans else [context.heading],
            f"Chưa kiểm tra được {names}: không rõ ngày ban hành.",
            f"{names} could not be checked: the date of issue is not known.",
        )


RULE = Rule("RD904", "not-checkable", "info", "reading", check)
