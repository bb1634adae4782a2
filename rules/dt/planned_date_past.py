"""planned-date-past: planned for a day that had passed when the document was issued / dự kiến vào ngày đã qua

What it finds: Something "dự kiến" (planned) for a day before the date of issue.

Why it matters: It has taken place by then, or was put off, or the year is wrong; the reader cannot tell which.

Example: A report of 06/6/2024 says "Đợt 1 dự kiến tổ chức ngày 03/6/2024".

How to resolve: Say what became of it, or correct the date.

Phát hiện: Nội dung ghi "dự kiến" vào ngày sớm hơn ngày ban hành văn bản.

Vì sao: Việc đó đã diễn ra, đã hoãn hoặc ghi sai năm; người đọc không biết trường hợp nào.

Ví dụ: Báo cáo ngày 06/6/2024 ghi "Đợt 1 dự kiến tổ chức ngày 03/6/2024".

Cách xử lý: Ghi rõ kết quả thực tế hoặc sửa lại ngày.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parsers import regex
from parsers.records import DateRecord
from rules.context import Context, format_day
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import retrospective
from rules.support.timing import DATED_AHEAD, earliest_issue, first_last

# "dự kiến tổ chức ngày 03/6/2024" · "dự kiến vào tháng 02/2026"; "số lượng dự kiến … trước ngày …" plans no day
_PLANNED = regex.compile(
    r"(?r)(?<!\w)dự (?:kiến|định)(?: (?!kết quả|trước|số|đạt|nhận|có)[\p{L}\d]+){0,7},? (?:\([^)]*\) )?(?:vào "
    r"|trong |ngày |sáng |chiều )*"
)


# "dự kiến mở ngày 15/9 | nay chuyển sang ngày 20/10"
_MOVED = regex.compile(r"[^.;\n]{0,60}?(?<!\w)(?:nay|được|đã|phải|xin) ?(?:chuyển|lùi|dời|hoãn|điều chỉnh|đổi)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    issued = earliest_issue(context)
    if issued is None:
        return
    text = context.prose.text
    for record in context.record.dates:
        if not record.spans or not _is_past(record, issued):
            continue
        start = context.place(record.spans[0].start)
        sentence, stop = context.prose.sentence(start)
        if retrospective(text[sentence:stop]) or _MOVED.match(text, context.place(record.spans[-1].end)):
            continue
        planned = _PLANNED.match(text, sentence, start)
        if planned is None and not (
            record.date and record.date.tentative and text.rfind("dự kiến", sentence, start) >= 0
        ):
            continue
        begin = planned.start() if planned else text.rfind("dự kiến", sentence, start)
        header = context.record.header.issued_date
        span = context.said(begin, context.place(record.spans[-1].end))
        yield Hit(
            [span, *(header.spans if header else ())],
            f"“{one_line(span.quote)}” ghi là dự kiến, nhưng ngày này đã qua khi ban hành văn bản "
            f"({format_day(issued)}). Kiểm tra đã thực hiện chưa, hoặc ghi nhầm ngày.",
            f"“{one_line(span.quote)}” is said to be planned, but had passed when the document was issued "
            f"({format_day(issued)}). Check whether it took place, or whether the date is wrong.",
            (record.id,),
        )


def _is_past(record: DateRecord, issued: datetime.date) -> bool:
    """Whether a date of what lies ahead, with its year, had passed on the day of issue."""
    if record.role not in DATED_AHEAD or "inferred-year" in record.doubts:
        return False
    _, last = first_last(record.date)
    return last is not None and last < issued


RULE = Rule("DT206", "planned-date-past", "warning", "document", check)
