"""event-day-conflict: the only event is on two days, or begins at two hours / ngày, giờ tổ chức ghi hai nơi khác nhau

What it finds: "trong ngày diễn ra Ngày hội (23/8/2024)", "Ngày hội tổ chức ngày 23/8" where the document has one event,
on another day; a round that has one day in its line and another in a sentence; one occasion or opening with two days or
hours, in the programme or the text; a time given to somebody that lies behind the close.

Why it matters: Those who read only their own part come on the wrong day.

Example: "thứ Bảy, ngày 24/8/2024" at the top, "trong ngày tổ chức (23/8/2024)" in the part of the police.

How to resolve: Ask the organiser for the day, and write the same at both places.

Phát hiện: "trong ngày diễn ra Ngày hội (23/8/2024)" trong khi văn bản chỉ có một sự kiện, vào ngày khác; một đợt
ghi ngày này ở dòng của đợt, ngày khác trong câu; một hoạt động, một lễ khai mạc ghi hai ngày hoặc hai giờ; khung giờ
giao cho đơn vị muộn hơn giờ kết thúc.

Vì sao: Đơn vị chỉ đọc phần việc của mình sẽ đến nhầm ngày.

Ví dụ: Phần đầu ghi "thứ Bảy, ngày 24/8/2024", phần của công an ghi "trong ngày tổ chức (23/8/2024)".

Cách xử lý: Hỏi đơn vị tổ chức ngày đúng và ghi thống nhất.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator

from parsers import regex
from parsers.mentions.windows import matches_from
from parsers.records import Event, Span
from rules.context import Context, format_day
from rules.prose import one_line
from rules.rule import Hit, Rule, two_places
from rules.support.text_tables import text_tables

_OCCASION = r"(?:ngày hội|buổi (?:lễ|hiến máu)|chương trình|lễ|hiến máu|đợt hiến máu|tổ chức|diễn ra)"
_DAY_AND_MONTH = r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.]\d{4})?"
# "trong ngày diễn ra Ngày hội (23/8/2024)"
_ON_THE_DAY = regex.compile(
    rf"(?<!\w)ngày (?:diễn ra |tổ chức |của )?{_OCCASION}(?: [^\W\d]+){{0,6}} ?\((?:ngày )?{_DAY_AND_MONTH}\)"
)
# "Ngày hội hiến máu được tổ chức vào ngày 16/3/2026"
_HELD_ON = regex.compile(
    r"(?<!\w)(?:ngày hội|buổi hiến máu|ngày hiến máu)(?: [^\W\d]+){0,5}?(?: năm \d{4})? (?:được |sẽ )*"
    r"(?:tổ chức|diễn ra|khai mạc)(?: vào)?(?: lúc [^.;\n]{1,20}?)?,?(?: (?:sáng|chiều))?"
    rf"(?: thứ [^\W\d]+,?| chủ nhật,?)? (?:ngày )?{_DAY_AND_MONTH}(?!\d)"
)
# "bảo đảm an ninh trong suốt ngày hiến máu 18/10/2025"
_DAY_OF = regex.compile(
    rf"(?<!\w)(?:trong|suốt|vào|đúng|đến) ngày (?:hội )?hiến máu(?: tình nguyện)?(?: ngày|,)? {_DAY_AND_MONTH}(?!\d)"
)
_HOUR = r"0?(?P<hour>\d{1,2}) ?(?:giờ|h|g|:)(?: ?(?P<minute>\d{2})(?!\d))?"
_ANOTHER = regex.compile(
    r"(?<!\w)(?:năm (?:trước|ngoái)|phát động|tổng kết|tôn vinh|họp|tập huấn|đợt|lần|cụm|dự phòng|dời|chuyển|hoãn"
    r"|nếu)(?!\w)"
)
# "Buổi hiến máu bắt đầu lúc 07 giờ 30" · "để buổi hiến máu bắt đầu đúng 8 giờ"
_BEGINS = regex.compile(
    r"(?<!\w)(?P<what>ngày hội|buổi hiến máu|ngày hiến máu|buổi lễ|lễ phát động|hội nghị|lễ khai mạc)"
    r"(?: [^\W\d]+){0,4}? (?:được |sẽ )*(?:bắt đầu|khai mạc)(?: vào)?(?: lúc| đúng| từ)* "
    rf"{_HOUR}"
)
# "bắt đầu tiếp nhận máu từ 7 giờ 30" · "bàn lấy máu nhận người đầu tiên lúc 7 giờ"
_BLOOD_FROM = regex.compile(
    r"(?<!\w)(?:bắt đầu|mở cửa) (?:tiếp nhận|nhận|lấy|hiến) máu(?: vào)?(?: lúc| đúng| từ)* "
    rf"{_HOUR}"
    r"|(?<!\w)(?:lấy|tiếp nhận|hiến|nhận) máu(?: [^\W\d]+){0,3}? (?:bắt đầu|mở cửa|(?:nhận )?người đầu tiên)"
    r"(?: [^\W\d]+){0,4}? (?:lúc|từ|vào) "
    rf"{_HOUR}"
)
# "kết thúc toàn bộ việc lấy máu lúc 11 giờ 30", and a faculty that is to come "11 giờ 00 - 11 giờ 45"
_CLOSES = regex.compile(
    r"(?<!\w)(?:kết thúc|đóng cửa|ngừng) (?:[^\W\d]+ ){0,5}?(?:lấy máu|tiếp nhận|nhận máu|hiến máu|ngày hội)"
    rf"(?: [^\W\d]+){{0,3}}?(?: vào)?(?: lúc)? {_HOUR}"
)
# "hai xe chở máu cùng toàn bộ kíp lấy máu rời trường lúc 11g00"
_LEAVES = regex.compile(
    rf"(?<!\w)(?:kíp lấy máu|đội lấy máu|đoàn bác sĩ|đội tiếp nhận máu|kíp tiếp nhận)[^.;\n\d]{{0,30}}? "
    rf"(?:rời|rút khỏi|ra về)[^.;\n\d]{{0,25}}? lúc {_HOUR}"
)
_SLOT = regex.compile(
    r"(?:từ )?\d{1,2} ?(?:giờ|h|g|:)(?: ?\d{2})? ?(?:-|đến) ?"
    r"(?P<last_hour>\d{1,2}) ?(?:giờ|h|g|:)(?: ?(?P<last_minute>\d{2}))?"
)
_LEAST_SLOTS = 3
# "lễ khai mạc sáng ngày 14/11/2025" · "Khai mạc lúc 7g00 thứ Năm, ngày 13/11/2025"
_OPENED_ON = regex.compile(
    r"(?<!\w)(?<!trước )(?<!sau )khai mạc(?P<what>(?: (?!vào|lúc|hồi|ngày|thứ|sáng|chiều|tối)[^\W\d]+){0,4}?)"
    r"(?: (?:vào|lúc|hồi))*(?: \d{1,2} ?(?:giờ|h|g|:)(?: ?\d{2})?(?: phút)?)?,?(?: (?:sáng|chiều|tối))?,?"
    rf"(?: thứ [^\W\d]+,?| chủ nhật,?)? (?:ngày )?{_DAY_AND_MONTH}(?!\d)"
)
_OTHER_OPENING = regex.compile(
    r"(?<!\w)(?:lớp|tập huấn|hội nghị|đợt|vòng|chung kết|năm (?:trước|ngoái)|môn|trại|khóa)(?!\w)"
)
_ROUND = regex.compile(r"(?<!\w)(?:lần|cụm|điểm|ca) (?:\d|thứ|[ivx]+(?!\w))")
_OPENS_WHEN = regex.compile(rf"(?<!\w)khai mạc(?: [^\W\d]+){{0,4}}?(?: vào)? lúc {_HOUR}")
_BEGINS_AT = regex.compile(rf"(?:từ )?{_HOUR}")
# "2. Đợt 2: Thứ Năm, ngày 12/6/2025, chỉ tiêu …"
_ROUND_LINE = regex.compile(
    rf"(?<=(?:^|\n)(?:[-+*•] ?|\w{{1,2}}[.)] ?)?)(?:đợt|lần) (?P<number>\d{{1,2}}|[ivx]+)(?: \([^()\n]*\))?[:,]? "
    r"(?:(?:dự kiến|tổ chức|vào|sáng|chiều|thứ [^\W\d]+|chủ nhật),? ){0,4}"
    rf"(?:ngày )?{_DAY_AND_MONTH}(?!\d)(?! ?(?:-|đến))"
)
_OF_ROUND = regex.compile(r"(?<!\w)(?:đợt|lần) (?P<number>\d{1,2}|[ivx]+)(?!\w|[/.]\d)")
_IN_SENTENCE = regex.compile(rf"(?<![\d/]){_DAY_AND_MONTH}(?!\d)")
# what is done before or after the day of a round
_OTHER_WORK = regex.compile(
    r"(?<!\w)(?:trước|sau|chậm nhất|muộn nhất|đến|hết|từ|xong|hoàn thành|hạn|danh sách|đăng ký|báo cáo|họp|tập huấn"
    r"|tuyên truyền|dự phòng|dời|chuyển|hoãn|nếu|kế hoạch số|năm trước|văn bản|căn cứ)(?!\w)"
)
# "dự khai mạc Lễ phát động lúc 8 giờ 00 phút ngày 08/5/2026"
_OPENS_AT = regex.compile(
    rf"(?<!\w)khai mạc(?: [^\W\d]+){{0,6}}?(?: vào)? lúc {_HOUR}(?: phút)?,?(?: (?:sáng|chiều|tối))?(?: thứ [^\W\d]+,?"
    rf"| chủ nhật,?)? ngày {_DAY_AND_MONTH}"
)
_WHOLE_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def check(context: Context) -> Iterator[Hit]:
    yield from _days(context)
    yield from _rounds(context)
    yield from _hours(context)
    yield from _openings(context)
    yield from _opened_on(context)
    yield from _in_the_programme(context)
    yield from _beyond_the_close(context)


def _rounds(context: Context) -> Iterator[Hit]:
    """A round whose line has one day, and that another sentence has on another."""
    text = context.prose.text
    held = {match["number"]: match for match in context.prose.finditer(_ROUND_LINE, "đợt ", "lần ")}
    for match in context.prose.finditer(_OF_ROUND, "đợt ", "lần ") if len(held) > 1 else ():
        line = held.get(match["number"])
        begin, end = context.prose.sentence(match.start())
        if line is None or context.prose.sentence(line.start())[0] == begin or "\t" in text[begin:end]:
            continue
        days = list(_IN_SENTENCE.finditer(text, match.end(), end))
        named = {one["number"] for one in _OF_ROUND.finditer(text, begin, end)}
        if len(days) != 1 or len(named) > 1 or _OTHER_WORK.search(text, begin, end):
            continue
        if (int(days[0]["day"]), int(days[0]["month"])) != (int(line["day"]), int(line["month"])):
            yield two_places(
                context.said(*line.span()),
                context.said(match.start(), days[0].end()),
                "“{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra ngày nào đúng.",
                "“{first}”, but elsewhere “{second}”. Check which day holds.",
            )
            return


def _hours(context: Context) -> Iterator[Hit]:
    """The one occasion that begins at two hours."""
    text = context.prose.text
    first: dict[str, tuple[tuple[int, int], Span]] = {}
    for match in itertools.chain(
        context.prose.finditer(_BEGINS, "bắt đầu", "khai mạc"),
        context.prose.finditer(_BLOOD_FROM, "bắt đầu", "mở cửa", "người đầu tiên"),
    ):
        if _ANOTHER.search(text[slice(*context.prose.sentence(match.start()))]):
            continue
        hour, span = (int(match["hour"]), int(match["minute"] or 0)), context.said(*match.span())
        what = match["what"] if match.re is _BEGINS else "máu"
        before = first.setdefault(what, (hour, span))
        if before[0] != hour:
            yield two_places(
                before[1],
                span,
                "“{first}” và “{second}”: giờ bắt đầu ghi hai mốc. Kiểm tra giờ đúng.",
                "“{first}” and “{second}”: two hours for one beginning. Check which holds.",
            )
            return


def _openings(context: Context) -> Iterator[Hit]:
    """What opens at two hours of one day: "khai mạc lúc 7 giờ 30 phút ngày 08/5", and guests asked for 8 giờ 00."""
    first: dict[tuple[int, int], tuple[int, Span]] = {}
    for match in context.prose.finditer(_OPENS_AT, "khai mạc"):
        day, minutes = (int(match["day"]), int(match["month"])), _minutes(match, "")
        span = context.said(*match.span())
        before = first.setdefault(day, (minutes, span))
        if before[0] != minutes:
            yield two_places(
                before[1],
                span,
                "“{first}” và “{second}”: giờ khai mạc ghi hai mốc. Kiểm tra giờ đúng.",
                "“{first}” and “{second}”: two hours for one opening. Check which holds.",
            )
            return


def _opened_on(context: Context) -> Iterator[Hit]:
    """The one opening of a document, on two days: "Khai mạc lúc 7g00 … ngày 13/11", "lễ khai mạc sáng ngày 14/11"."""
    text = context.prose.text
    opened: dict[str, tuple[tuple[int, int], Span]] = {}
    for match in context.prose.finditer(_OPENED_ON, "khai mạc"):
        begin, end = context.prose.sentence(match.start())
        if "\t" in text[begin:end] or _OTHER_OPENING.search(text, begin, end) or _ROUND.search(text, begin, end):
            continue
        day, span = (int(match["day"]), int(match["month"])), context.said(*match.span())
        first = opened.setdefault(match["what"], (day, span))
        if first[0] != day:
            yield two_places(
                first[1],
                span,
                "“{first}” và “{second}”: ngày khai mạc ghi hai ngày. Kiểm tra ngày đúng.",
                "“{first}” and “{second}”: two days for one opening. Check which holds.",
            )
            return


def _in_the_programme(context: Context) -> Iterator[Hit]:
    """The hour of the opening in the programme, and another in a sentence: "7h30 - 8h00 | Lễ khai mạc"."""
    rows = [row for table in text_tables(context) for row in table.rows if any("khai mạc" in one.text for one in row)]
    begins = _BEGINS_AT.match(rows[0][0].text) if len(rows) == 1 else None
    said = [one for one in context.prose.finditer(_OPENS_WHEN, "khai mạc") if not _ANOTHER.search(one[0])]
    if begins is None or not said or any(_minutes(one, "") == _minutes(begins, "") for one in said):
        return
    cells = rows[0]
    if "\t" not in context.prose.text[slice(*context.prose.paragraph(said[0].start()))]:
        yield two_places(
            context.span(cells[0].start, cells[1].end),
            context.said(*said[0].span()),
            "Chương trình ghi “{first}”, nhưng chỗ khác ghi “{second}”. Kiểm tra giờ khai mạc.",
            "The programme has “{first}”, but elsewhere it is “{second}”. Check the hour.",
        )


def _beyond_the_close(context: Context) -> Iterator[Hit]:
    """A time that a table gives somebody, which lies behind the hour at which all of it closes, on the only day."""
    closes = [
        *context.prose.finditer(_CLOSES, "kết thúc", "đóng cửa", "ngừng"),
        *context.prose.finditer(_LEAVES, "kíp ", "đội ", "đoàn "),
    ]
    days = {event.date.edtf for event in context.record.events if event.date and _WHOLE_DAY.match(event.date.edtf)}
    last = max((_minutes(match, "") for match in closes), default=None)
    if last is None or len(days) > 1 or any(_ANOTHER.search(match[0]) for match in closes):
        return
    for table in text_tables(context):
        slots = [(cell, slot) for row in table.rows for cell in row if (slot := _SLOT.fullmatch(cell.text))]
        beyond = [(cell, slot) for cell, slot in slots if _minutes(slot, "last_") > last]
        if len(slots) >= _LEAST_SLOTS and len(beyond) == 1:
            cell, match = beyond[0][0], max(closes, key=lambda one: _minutes(one, ""))
            yield two_places(
                context.span(cell.start, cell.end),
                context.said(*match.span()),
                "Khung giờ “{first}” quá giờ “{second}”. Kiểm tra hai mốc giờ.",
                "“{first}” goes beyond “{second}”. Check both hours.",
            )


def _minutes(match: regex.Match[str], which: str) -> int:
    return int(match[f"{which}hour"]) * 60 + int(match[f"{which}minute"] or 0)


def _days(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    for match in itertools.chain(
        matches_from(_ON_THE_DAY, text, ("ngày ",)),
        matches_from(_HELD_ON, text, ("ngày h", "buổi hiến máu")),
        context.prose.finditer(_DAY_OF, "ngày hiến máu", "ngày hội hiến máu"),
    ):
        span = context.said(match.start(), match.end())
        sentence = text[slice(*context.prose.sentence(match.start()))]
        if match.re is _HELD_ON and _ANOTHER.search(sentence):
            continue
        others = [event for event in context.record.events if not _overlaps(event, span.start, span.end)]
        days = {event.date.edtf for event in others if event.date}
        if len(days) != 1 or not _WHOLE_DAY.fullmatch(day := days.pop()):
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
