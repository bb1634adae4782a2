"""duration-mismatch: more days are said than there are / số ngày nêu khác khoảng thời gian

What it finds: A number of days beside the first and last of them, where the days between are not as many; somebody who
goes sooner than the least time that is asked for ("ít nhất 30 phút sau tiêm").

Why it matters: Rooms, leave and money are planned by the one, people come by the other.

Example: "tập huấn trong 03 ngày, từ ngày 09/6/2026 đến ngày 10/6/2026".

How to resolve: Check both days and the number.

Phát hiện: Số ngày nêu bên cạnh ngày bắt đầu và ngày kết thúc không khớp với khoảng thời gian giữa hai ngày; thời
gian chờ ngắn hơn mức tối thiểu nêu ở chỗ khác ("ít nhất 30 phút sau tiêm").

Vì sao: Nơi thì bố trí theo số ngày, nơi thì theo hai mốc thời gian.

Ví dụ: "tập huấn trong 03 ngày, từ ngày 09/6/2026 đến ngày 10/6/2026".

Cách xử lý: Kiểm tra hai mốc thời gian và số ngày.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import islice, pairwise

from parsers import regex
from parsers.records import DateRecord
from rules.context import Context, format_day
from rules.prose import one_line
from rules.rule import Hit, Rule, two_places
from rules.support.timing import first_last

# "trong 03 ngày, từ | ngày 09/6 đến ngày 10/6", "03 ngày (", "thời gian: 03 ngày, khai giảng sáng | …"
_BEFORE = regex.compile(
    r"(?r)(?<!\w)(?P<days>\d{1,3}) ngày(?: liên tục| liền)?,? ?\(?"
    r"(?:(?:bắt đầu |diễn ra )?(?:từ )?|(?:khai giảng|khai mạc|bắt đầu)(?: vào)? )(?:từ )?(?:(?:sáng|chiều) )?"
    r"(?:(?:thứ [^\W\d]+|chủ nhật),? )?$"
)
_LAST = regex.compile(r"(?:bế giảng|bế mạc|kết thúc)(?: vào)?(?: sáng| chiều)? ?")
# "được tổ chức trong 04 ngày liên tục" · "diễn ra trong 03 ngày"
_IN_ALL = regex.compile(
    r"(?<!\w)(?:tổ chức|diễn ra|kéo dài)(?: trong| liên tục trong)? (?P<days>\d{1,2}) ngày(?: liên tục| liền)?"
    r"(?! (?:trước|sau|kể từ|làm việc|công)|,? ?\(?từ)(?!\w)"
)
_ON = (
    r"[^.;\n\d]{0,30}(?:\d{1,2} ?(?:giờ|h|g)(?: ?\d{2})?(?: phút)?,? )?(?:[^.;\n\d]{0,20})"
    r"ngày (?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?"
)
_OPENING, _CLOSING = (
    regex.compile(rf"(?<!\w)(?:{word})(?!\w){_ON}") for word in ("khai mạc|khai giảng", "bế mạc|bế giảng")
)
# "theo dõi ít nhất 30 phút sau tiêm"
_AT_LEAST_AFTER = regex.compile(
    r"(?<!\w)(?:ít nhất|tối thiểu|không dưới) (?P<count>\d{1,3}) (?P<unit>phút|giờ|ngày) sau (?:khi )?"
    r"(?P<what>[^\W\d]+)(?!\w)"
)
# "sau tiêm 15 phút, giáo viên đưa học sinh về lớp"
_SO_SOON_AFTER = regex.compile(
    r"(?<!\w)sau (?:khi )?(?P<what>[^\W\d]+)(?: [^\W\d]+)?(?: được)? (?P<count>\d{1,3}) (?P<unit>phút|giờ|ngày)(?!\w)"
)
_WITHIN = regex.compile(r"(?r)(?<!\w)(?:trong|trong vòng|mỗi|ngay|tiếp tục|đến) ")
_WEEKEND, _MOST_COMPARED = 5, 50


def check(context: Context) -> Iterator[Hit]:
    yield from _opened_and_closed(context)
    yield from _sooner_than_allowed(context)
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


def _opened_and_closed(context: Context) -> Iterator[Hit]:
    """ "tổ chức trong 04 ngày liên tục", and the days of opening and closing below it."""
    text = context.prose.text
    said = list(_IN_ALL.finditer(text))
    ends = [list(pattern.finditer(text)) for pattern in (_OPENING, _CLOSING)]
    if len(said) != 1 or any(len(one) != 1 for one in ends):
        return
    first, last = (_day_of(context, one[0]) for one in ends)
    if first is None or last is None or last <= first or int(said[0]["days"]) == (last - first).days + 1:
        return
    spans = [context.said(*match.span()) for match in (said[0], ends[0][0], ends[1][0])]
    quote, days = one_line(spans[0].quote), (last - first).days + 1
    yield Hit(
        spans,
        f"“{quote}”, nhưng từ khai mạc ({format_day(first)}) đến bế mạc ({format_day(last)}) có {days} ngày. "
        "Kiểm tra lại.",
        f"“{quote}”, but there are {days} days from the opening ({format_day(first)}) to the closing "
        f"({format_day(last)}). Check them.",
    )


def _sooner_than_allowed(context: Context) -> Iterator[Hit]:
    """Who has to stay so long "ít nhất 30 phút sau tiêm", and elsewhere goes "sau tiêm 15 phút"."""
    text = context.prose.text
    waits = list(islice(context.prose.finditer(_AT_LEAST_AFTER, "ít nhất", "tối thiểu", "không dưới"), _MOST_COMPARED))
    for least in waits:
        for sooner in islice(context.prose.finditer(_SO_SOON_AFTER, "sau "), _MOST_COMPARED):
            own = context.prose.sentence(sooner.start()) == context.prose.sentence(least.start())
            if own or sooner["what"] != least["what"] or sooner["unit"] != least["unit"]:
                continue
            if int(sooner["count"]) < int(least["count"]) and not _WITHIN.match(text, 0, sooner.start()):
                yield two_places(
                    context.said(*least.span()),
                    context.said(*sooner.span()),
                    "“{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra thời gian đúng.",
                    "“{first}”, but elsewhere “{second}”. Check which holds.",
                )
                return


def _day_of(context: Context, match: regex.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(match["year"] or context.issue_year or 0), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


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
