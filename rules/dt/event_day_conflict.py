"""event-day-conflict: the day of the only event is another in a bracket / ngày tổ chức ghi khác trong ngoặc

What it finds: "trong ngày diễn ra Ngày hội (23/8/2024)" where the document has one event, on another day.

Why it matters: Those who read only their own part come on the wrong day.

Example: "thứ Bảy, ngày 24/8/2024" at the top, "trong ngày tổ chức (23/8/2024)" in the part of the police.

How to resolve: Ask the organiser for the day, and write the same at both places.

Phát hiện: "trong ngày diễn ra Ngày hội (23/8/2024)" trong khi văn bản chỉ có một sự kiện, vào ngày khác.

Vì sao: Đơn vị chỉ đọc phần việc của mình sẽ đến nhầm ngày.

Ví dụ: Phần đầu ghi "thứ Bảy, ngày 24/8/2024", phần của công an ghi "trong ngày tổ chức (23/8/2024)".

Cách xử lý: Hỏi đơn vị tổ chức ngày đúng và ghi thống nhất.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parsers import regex
from parsers.records import Event
from rules.context import Context, format_day
from rules.prose import one_line
from rules.rule import Hit, Rule

_ON_THE_DAY = regex.compile(
    r"(?<!\w)ngày (?:diễn ra |tổ chức |của )?(?:ngày hội|buổi (?:lễ|hiến máu)|chương trình|lễ|hiến máu|đợt hiến máu"
    r"|tổ chức|diễn ra)(?: [^\W\d]+){0,6} ?\((?:ngày )?(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.]\d{4})?\)"
)

_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def check(context: Context) -> Iterator[Hit]:
    for match in _ON_THE_DAY.finditer(context.prose.text):
        span = context.said(match.start(), match.end())
        others = [event for event in context.record.events if not _overlaps(event, span.start, span.end)]
        days = {event.date.edtf for event in others if event.date}
        if len(days) != 1 or not _DAY.fullmatch(day := days.pop()):
            continue
        held, date = others[0], datetime.date.fromisoformat(day)
        if (date.day, date.month) != (int(match["day"]), int(match["month"])):
            yield Hit(
                [span, *held.spans[:1]],
                f"“{one_line(span.quote)}”, nhưng sự kiện duy nhất của văn bản vào ngày {format_day(date)}. "
                "Kiểm tra ngày nào đúng.",
                f"“{one_line(span.quote)}”, but the only event of the document is on {format_day(date)}. "
                "Check which holds.",
                (held.id,),
            )
            return


def _overlaps(event: Event, start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in event.spans)


RULE = Rule("DT216", "event-day-conflict", "warning", "document", check)
