"""duration-mismatch: more days are said than there are / số ngày nêu khác khoảng thời gian

What it finds: A number of days beside the first and last of them, where the days between are not as many.

Why it matters: Rooms, leave and money are planned by the one, people come by the other.

Example: "tập huấn trong 03 ngày, từ ngày 09/6/2026 đến ngày 10/6/2026".

How to resolve: Check both days and the number.

Phát hiện: Số ngày nêu bên cạnh ngày bắt đầu và ngày kết thúc không khớp với khoảng thời gian giữa hai ngày.

Vì sao: Nơi thì bố trí theo số ngày, nơi thì theo hai mốc thời gian.

Ví dụ: "tập huấn trong 03 ngày, từ ngày 09/6/2026 đến ngày 10/6/2026".

Cách xử lý: Kiểm tra hai mốc thời gian và số ngày.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from parsers import regex
from parsers.records import DateRecord
from rules.context import Context, format_day
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.timing import first_last

# "trong 03 ngày, từ | ngày 09/6 đến ngày 10/6", "03 ngày (", "thời gian: 03 ngày, khai giảng sáng | …"
_BEFORE = regex.compile(
    r"(?r)(?<!\w)(?P<days>\d{1,3}) ngày(?: liên tục| liền)?,? ?\(?"
    r"(?:(?:bắt đầu |diễn ra )?(?:từ )?|(?:khai giảng|khai mạc|bắt đầu)(?: vào)? )(?:từ )?(?:(?:sáng|chiều) )?"
    r"(?:(?:thứ [^\W\d]+|chủ nhật),? )?$"
)
_LAST = regex.compile(r"(?:bế giảng|bế mạc|kết thúc)(?: vào)?(?: sáng| chiều)? ?")
_WEEKEND = 5


def check(context: Context) -> Iterator[Hit]:
    dates = sorted((d for d in context.record.dates if d.spans and d.date), key=lambda d: d.spans[0].start)
    for one, following in pairwise([*dates, None]):
        if one is None:
            continue
        start = context.place(one.spans[0].start)
        before = _BEFORE.match(context.prose.text, max(0, start - 60), start)
        if before is None or {"inferred-year", "no-year"} & set(one.doubts):
            continue
        first, last = first_last(one.date)
        if last is None or first == last:
            last = _closing(context, one, following)
        if first is None or last is None or last <= first:
            continue
        days = [first + datetime.timedelta(n) for n in range((last - first).days + 1)]
        if _fits(int(before["days"]), days, one):
            continue
        span = context.said(before.start(), context.place(one.spans[-1].end))
        said, between = one_line(span.quote), (format_day(first), format_day(last))
        yield Hit(
            [span],
            f"“{said}”: từ {between[0]} đến {between[1]} có {len(days)} ngày. Kiểm tra lại.",
            f"“{said}”: from {between[0]} to {between[1]} there are {len(days)} days. Check them.",
            (one.id,),
        )


def _fits(stated: int, days: list[datetime.date], one: DateRecord) -> bool:
    """Whether so many days may be meant: all, those of work, the nights; fewer, where only two days are named."""
    if stated in (len(days), sum(day.weekday() < _WEEKEND for day in days), len(days) - 1):
        return True
    return stated < len(days) and one.date is not None and "/" not in one.date.edtf


def _closing(context: Context, one: DateRecord, following: DateRecord | None) -> datetime.date | None:
    """The day that closes what another opened: "khai giảng ngày 09/6, | bế giảng chiều thứ Tư, ngày 10/6"."""
    if following is None:
        return None
    between = context.prose.text[context.place(one.spans[-1].end) : context.place(following.spans[0].start)]
    return first_last(following.date)[1] if _LAST.search(between) and "\n" not in between else None


RULE = Rule("DT214", "duration-mismatch", "warning", "document", check)
