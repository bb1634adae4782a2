"""event-outside-period: an event lies outside of the time that the document sets / hoạt động ngoài thời gian đã định

What it finds: One event of several that is not within the period which holds the others: that of the title ("quý III"),
or one that the text sets for them ("từ ngày 01/3 đến hết ngày 30/6"); a row of results behind the day up to which a
report says that it counts; figures closed on one day and added up until another.

Why it matters: Whoever plans by the period misses the event, or its day was not changed with the others.

Example: "tổ chức các đợt từ ngày 01/3/2026 đến hết ngày 30/6/2026", and in the table "đợt 4: 12/7/2026".

How to resolve: Check the day of the event, and the period.

Phát hiện: Trong nhiều đợt, buổi có một đợt nằm ngoài khoảng thời gian chứa các đợt còn lại: thời gian nêu ở tiêu đề
("quý III") hoặc khoảng thời gian văn bản đặt ra ("từ ngày 01/3 đến hết ngày 30/6"); dòng kết quả sau mốc chốt số liệu
của báo cáo; số liệu chốt ngày này, lũy kế đến ngày khác.

Vì sao: Nơi thực hiện bố trí theo khoảng thời gian sẽ bỏ sót đợt đó; thường do quên sửa ngày.

Ví dụ: "tổ chức các đợt từ ngày 01/3/2026 đến hết ngày 30/6/2026", trong bảng ghi "đợt 4: 12/7/2026".

Cách xử lý: Kiểm tra lại ngày của đợt và khoảng thời gian.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parsers import regex
from parsers.records import DateRecord, DateValue, Event, Span
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule, two_places
from rules.support.outlook import looks_back

_LEAST_INSIDE = 2
_WHOLE_DAY = 10  # characters of "2026-04-25"
# "(số liệu tính từ ngày 01/01/2025 đến hết ngày 30/11/2025)"
_COUNTED_UNTIL = regex.compile(
    r"(?<!\w)số liệu (?:được )?(?:tính|tổng hợp|thống kê|lấy|chốt)[^.;:\n]{0,40}?(?:đến|tới)(?: hết)?(?: ngày)? "
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
)
# "Số liệu trong các bảng được chốt vào cuối ngày làm việc 12/12/2025", "lũy kế … đến hết ngày 30/11/2025"
_CLOSED = regex.compile(
    r"(?<!\w)số liệu [^.;:\n\t]{0,60}?(?<!\w)chốt(?!\w)[^.;:\n\t\d]{0,40} "
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
)
_ACCUMULATED = regex.compile(
    r"(?<!\w)lũy kế [^.;:\n\t\d]{0,50}?(?:đến|tới)(?: hết)?(?: ngày)? "
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"
)
_FIGURES = regex.compile(r"\t\d[\d.]*(?=\t|$)")
# what comes before or after the time that a plan sets for the work itself
_APART = regex.compile(
    r"(?<!\w)(?:tổng kết|sơ kết|họp|hội nghị|tập huấn|phát động|ra quân|lễ|khai mạc|bế mạc|tôn vinh|kiểm tra|giao ban"
    r"|chuẩn bị|đăng ký|rà soát|bốc thăm|chấm|công bố|trao|dự phòng|bù|chung kết|sơ khảo)(?!\w)"
)
# "III. HỘI NGHỊ TÔN VINH": a part of its own about what is held besides
_MEETING = regex.compile(r"(?:hội nghị|lễ|họp|tập huấn|tổng kết|sơ kết|tôn vinh|gặp mặt)(?!\w)")
# "| từ ngày 01/3 đến ngày 30/6": a time that is set for what is held, not for preparing it or for those who may come
_HELD = regex.compile(
    r"(?<!\w)(?:tổ chức|đợt|buổi|tiếp nhận máu|hiến máu|chiến dịch|thời gian|diễn ra|cao điểm|lịch)(?!\w)"
)


def check(context: Context) -> Iterator[Hit]:
    yield from _counted_too_late(context)
    yield from _closed_on_two_days(context)
    events = [event for event in context.record.events if _is_one_day(event) and not _is_apart(context, event)]
    for first, last, spans in _periods(context):
        outside = [e for e in events if e.date and e.date.last and e.date.first and not first <= e.date.first <= last]
        if len(outside) != 1 or len(events) - 1 < _LEAST_INSIDE:
            continue
        event = outside[0]
        day, period = one_line(event.spans[0].quote), one_line(spans[0].quote)
        yield Hit(
            [event.spans[0], *spans],
            f"“{day}” nằm ngoài thời gian “{period}”, trong khi {len(events) - 1} hoạt động khác nằm trong đó. "
            "Kiểm tra lại ngày.",
            f"“{day}” is outside of “{period}”, which holds {len(events) - 1} others. Check the day.",
            (event.id,),
        )
        return


def _counted_too_late(context: Context) -> Iterator[Hit]:
    """A row of results with a day behind the one up to which a report says that it counts."""
    ends = list(context.prose.finditer(_COUNTED_UNTIL, "số liệu")) if context.is_report and context.issued else []
    if len(ends) != 1:
        return
    try:
        until = datetime.date(int(ends[0]["year"]), int(ends[0]["month"]), int(ends[0]["day"]))
    except ValueError:
        return
    rows = [one for one in context.record.dates if one.spans and _is_dated_row(context, one)]
    late = [one for one in rows if one.date and until.isoformat() < one.date.edtf <= str(context.issued)]
    if len(late) == 1 and len(rows) > _LEAST_INSIDE:
        yield two_places(
            late[0].spans[0],
            context.said(*ends[0].span()),
            "“{first}” đứng trong bảng kết quả, nhưng “{second}”. Kiểm tra lại mốc số liệu và ngày.",
            "“{first}” stands among the results, but “{second}”. Check both days.",
            (late[0].id,),
        )


def _closed_on_two_days(context: Context) -> Iterator[Hit]:
    """The figures of a report are closed on one day, and added up until another of that year."""
    closed = list(context.prose.finditer(_CLOSED, "chốt"))
    if len(closed) != 1:
        return
    for match in context.prose.finditer(_ACCUMULATED, "lũy kế"):
        if match["year"] == closed[0]["year"] and _day(match) != _day(closed[0]):
            yield two_places(
                context.said(*closed[0].span()),
                context.said(*match.span()),
                "“{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra lại mốc số liệu.",
                "“{first}”, but elsewhere “{second}”. Check up to which day the figures count.",
            )
            return


def _day(match: regex.Match[str]) -> tuple[int, int]:
    return int(match["day"]), int(match["month"])


def _is_dated_row(context: Context, one: DateRecord) -> bool:
    """Whether a day stands in a row with figures behind it."""
    place = context.place(one.spans[0].start)
    row = context.prose.text[place : context.prose.paragraph(place)[1]]
    return one.date is not None and len(one.date.edtf) == _WHOLE_DAY and _FIGURES.search(row) is not None


def _is_one_day(event: Event) -> bool:
    return bool(event.spans) and event.date is not None and len(event.date.edtf) == 10 and not event.doubts


def _is_apart(context: Context, event: Event) -> bool:
    begin, end = context.prose.sentence(context.place(event.spans[0].start))
    titles = (normal(section.title) for section in context.headings_at(event.spans[0].start))
    if _APART.search(context.prose.text, begin, end) or any(map(_MEETING.match, titles)):
        return True
    return looks_back(context, event.spans[0].start)


def _periods(context: Context) -> Iterator[tuple[str, str, list[Span]]]:
    """First day, last day and place of the times that the title or the text sets."""
    subject = context.record.header.subject
    titles = subject.spans if subject else []
    for record in context.record.dates:
        ends = _ends(record.date) if record.date else None
        if ends is None or not record.spans or record.role not in ("period", "window", "event") or record.doubts:
            continue
        if any(s.start <= record.spans[0].start < s.end for s in titles) or _is_set(context, record):
            yield *ends, record.spans[:1]


def _is_set(context: Context, record: DateRecord) -> bool:
    start = context.place(record.spans[0].start)
    begin, _ = context.prose.sentence(start)
    before = context.prose.text[begin:start]
    held = _HELD.search(before) is not None and not _APART.search(before)
    interval = record.date is not None and "/" in record.date.edtf  # "quý II và quý III" are two of one period
    return interval and record.role in ("period", "window") and "\t" not in before and held


def _ends(date: DateValue) -> tuple[str, str] | None:
    """The first and last day of a stretch that is shorter than a year."""
    if not date.first or not date.last or date.inferred or len(date.edtf) < len("2026-33"):
        return None
    return (date.first, date.last) if date.first < date.last else None


RULE = Rule("DT213", "event-outside-period", "warning", "document", check)
