"""window-reversed: a period ends before it begins / thời gian kết thúc trước thời gian bắt đầu

What it finds: A stretch of time with both ends written out, the second of which is earlier than the first: days, or
hours of one day.

Why it matters: Nobody knows when the work begins or ends; often one year or month was not changed.

Example: "từ ngày 15/5/2026 đến ngày 10/4/2026".

How to resolve: Check both ends against the days of the events around them.

Phát hiện: Khoảng thời gian ghi rõ hai đầu nhưng ngày, giờ kết thúc sớm hơn ngày, giờ bắt đầu.

Vì sao: Không xác định được thời gian thực hiện; thường do quên sửa tháng hoặc năm của một đầu.

Ví dụ: "từ ngày 15/5/2026 đến ngày 10/4/2026".

Cách xử lý: Đối chiếu hai đầu với ngày của các hoạt động liên quan.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule


def _clock(name: str) -> str:
    return (
        rf"(?P<{name}_hour>\d{{1,2}}) ?(?:giờ|h|g|:(?=\d\d))(?: ?(?P<{name}_minute>\d{{2}})(?!\d))?"
        r"(?: ?(?:phút|ph|p)(?!\w))?'?"
    )


# "từ 13 giờ 30 đến 12 giờ 30"; not "từ 7 giờ đến 5 giờ chiều", "từ 14 giờ đến 10 giờ ngày hôm sau"
_HOURS = regex.compile(
    rf"(?<![\w:.,/]){_clock('first')},? ?(?:-|đến|tới) ?(?>{_clock('last')})(?!\w|[.,:/]?\d)"
    r"(?! ?,? ?\(?(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|thứ|chủ nhật|mai)(?!\w))"
)
_LAST_BEGIN, _FIRST_END = 18 * 60, 6 * 60
"""Minutes of the day between which nobody works through a night."""


def check(context: Context) -> Iterator[Hit]:
    yield from _days(context)
    yield from _hours(context)


def _hours(context: Context) -> Iterator[Hit]:
    for match in _HOURS.finditer(context.prose.text):
        first, last = (int(match[f"{end}_hour"]) * 60 + int(match[f"{end}_minute"] or 0) for end in ("first", "last"))
        if _FIRST_END <= last < first <= _LAST_BEGIN:
            span = context.said(match.start(), match.end())
            written = one_line(span.quote)
            yield Hit(
                [span],
                f"“{written}”: giờ kết thúc sớm hơn giờ bắt đầu. Kiểm tra lại hai đầu.",
                f"“{written}” ends before it begins. Check both hours.",
            )


def _days(context: Context) -> Iterator[Hit]:
    for record in context.record.dates:
        if record.date is None or not record.spans or {"inferred-year", "no-year"} & set(record.doubts):
            continue
        first, slash, last = record.date.edtf.partition("/")
        if not slash or len(first) != len(last) or not first[:4].isdigit() or not last[:4].isdigit():
            continue
        if "X" not in first + last and last < first:
            written = one_line(record.spans[0].quote)
            yield Hit(
                record.spans,
                f"“{written}”: thời điểm kết thúc sớm hơn thời điểm bắt đầu. Kiểm tra lại hai đầu.",
                f"“{written}” ends before it begins. Check both ends.",
                (record.id,),
            )


RULE = Rule("DT204", "window-reversed", "error", "document", check)
