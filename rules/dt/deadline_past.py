"""deadline-past: a deadline lies before the date of issue / thời hạn đã qua khi ban hành

What it finds: Something is to be done by a day of the same year that had passed when the document was issued.

Why it matters: Nobody can keep it. The document was signed later than it was drafted for, or the day is wrong.

Example: A plan of 25/3/2026 asks for lists "trước ngày 10/3/2026".

How to resolve: Set a new deadline, or correct the month.

Phát hiện: Thời hạn thực hiện trong cùng năm nhưng sớm hơn ngày ban hành văn bản.

Vì sao: Không đơn vị nào kịp thực hiện; do ký ban hành muộn hơn dự kiến hoặc ghi nhầm ngày.

Ví dụ: Kế hoạch ngày 25/3/2026 yêu cầu gửi danh sách "trước ngày 10/3/2026".

Cách xử lý: Đặt lại thời hạn hoặc sửa ngày, tháng.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parsers import regex
from rules.context import Context, format_day
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import looks_back, retrospective
from rules.support.timing import earliest_issue

# a deadline that was missed and is cited: "…, tuy nhiên đến nay một số đơn vị chưa gửi"
_REMINDS = regex.compile(r"(?<!\w)(?:tuy nhiên|đến nay|vẫn chưa|còn chậm|quá hạn|quá thời hạn)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    issued = earliest_issue(context)
    header = context.record.header.issued_date
    if issued is None or header is None:
        return
    for deadline in context.record.deadlines:
        if deadline.due is None or deadline.date is None or len(deadline.date.edtf) != 10 or not deadline.spans:
            continue
        due = datetime.date.fromisoformat(deadline.due)
        if due >= issued or due.year != issued.year or deadline.relation == "on" or "inferred-year" in deadline.doubts:
            continue
        start = context.place(deadline.spans[0].start)
        sentence = context.prose.text[slice(*context.prose.sentence(start))]
        if looks_back(context, deadline.spans[0].start) or retrospective(sentence) or _REMINDS.search(sentence):
            continue
        written = one_line(deadline.spans[0].quote)
        yield Hit(
            [deadline.spans[0], *header.spans],
            f"Thời hạn “{written}” đã qua khi ban hành văn bản ({format_day(issued)}). Kiểm tra lại thời hạn.",
            f"The deadline “{written}” had passed when the document was issued ({format_day(issued)}). "
            "Check the deadline.",
            (deadline.id,),
        )


RULE = Rule("DT211", "deadline-past", "warning", "document", check)
