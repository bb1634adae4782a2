"""not-checkable: a rule could not run / có nội dung chưa kiểm tra được

What it finds: A check that had something to compare but lacked one side of it: a total without readable rows, dates
without a day of issue. Also a check that broke off on this document through a fault of the program.

Why it matters: No finding then does not mean that all is well.

Example: The table has a total, but one cell could not be read, so that the sum cannot be compared.

How to resolve: Supply what is missing, or make the comparison by hand.

Phát hiện: Có nội dung cần đối chiếu nhưng thiếu một vế: có dòng tổng mà có ô không đọc được, có ngày dự kiến mà không
rõ ngày ban hành. Cũng có khi chương trình gặp lỗi nên một phép kiểm không chạy hết trên văn bản này.

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
                f"Chưa đối chiếu được tổng với các dòng ở cột “{column.name}”: {missing[0]}.",
                f"The total of column “{column.name}” could not be compared with its rows: {missing[1]}.",
                (table.id,),
            )


def _issue_date(context: Context) -> Iterator[Hit]:
    """Rules that compare with the day of issue, where the document has dates for them but no such day."""
    record = context.record
    field = record.header.issued_date
    month_known = field is not None and field.value is not None and "X" not in field.value.edtf[:7]
    if (month_known and earliest_issue(context)) or not (context.formal or field):
        return  # an excerpt has no day of issue to compare with
    waiting = [
        (any(r.date and r.date.tentative for r in record.dates), _PLANNED),
        (any(c.date and c.relation != "mentions" for c in record.citations), _BASIS),
        (any(d.due for d in record.deadlines), _DUE),
    ]
    questions = [question for waits, question in waiting if waits]
    if questions:
        vietnamese, english = ("; ".join(words) for words in zip(*questions, strict=True))
        yield Hit(
            field.spans if field and field.spans else [context.heading],
            f"Không rõ ngày ban hành nên chưa kiểm tra được: {vietnamese}. Ghi ngày ban hành để đối chiếu.",
            f"The date of issue is not known, so it could not be checked {english}. Fill it in to compare.",
        )


def broken_off(rule: Rule, error: Exception, context: Context) -> Hit:
    """That a rule raised an exception, without words of the document."""
    rule_name = f"“{rule.name}” ({rule.code})"
    return Hit(
        [context.heading],
        f"Chưa kiểm tra được {rule_name}: chương trình gặp lỗi ({type(error).__name__}) ở phép kiểm này. Tự đối chiếu "
        "nội dung đó và báo cho người phát triển.",
        f"{rule_name} was not checked: the program failed in this check ({type(error).__name__}). Compare it yourself "
        "and tell the developers.",
    )


_PLANNED = ("có việc nào dự kiến vào ngày đã qua không", "whether something is planned for a day that had passed")
_BASIS = ("văn bản căn cứ có ban hành sau văn bản này không", "whether a basis was issued after the document")
_DUE = ("có thời hạn nào đã qua khi ban hành không", "whether a deadline had passed by then")

RULE = Rule("RD904", "not-checkable", "info", "reading", check)
