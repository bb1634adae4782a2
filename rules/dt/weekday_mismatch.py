"""weekday-mismatch: the weekday beside a date is another / thứ và ngày không khớp

What it finds: A date with a weekday beside it that does not fall on that weekday.

Why it matters: People come on one of two days. Mostly the weekday is left over from last year's text, or the day is.

Example: "thứ Bảy, ngày 19/5/2024", where 19/5/2024 is a Sunday.

How to resolve: Ask the organiser which of the two is meant and correct the other.

Phát hiện: Ngày có ghi kèm thứ trong tuần nhưng theo lịch thì ngày đó rơi vào thứ khác.

Vì sao: Người dự sẽ đến vào một trong hai ngày khác nhau. Thường do sửa ngày của văn bản năm trước mà quên sửa thứ.

Ví dụ: "thứ Bảy, ngày 19/5/2024", trong khi ngày 19/5/2024 là Chủ nhật.

Cách xử lý: Hỏi đơn vị tổ chức xem đúng ngày hay đúng thứ rồi sửa cái còn lại.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parsers import regex
from parsers.mentions.dates.patterns import WEEKDAYS
from parsers.text import either, normal
from rules.context import Context, format_day
from rules.rule import Hit, Rule

NAMES_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
NAMES_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# "thứ Bảy" · "Chủ nhật" · "T7" · "CN"
_NUMBERS = WEEKDAYS | {f"t{index + 2}": index for index in range(6)} | {"cn": 6}
_NAMES = tuple(map(normal, _NUMBERS))
# no end of a code: "12/TT-BKHCN ngày …", "45/KH-CN ngày …"
_WEEKDAY = rf"(?:(?<![\w/&-])(?:{either(_NUMBERS)})(?!\w))"
# "lần thứ hai, ngày …", "kỳ họp thứ sáu, ngày …", "buổi thứ hai, ngày …" count, and name no day
_COUNTS = (
    r"(?<!(?<!\w)(?:lần|đợt|buổi|kỳ|phiên|vòng|khóa|bước|số|người|họp|nghị|hội|năm|tuần|tháng|quý|loại|hạng|lớp|mục"
    r"|điều|cấp"
    r"|điểm|giải|đạo|bậc|tầng|hàng) )"
)
# "sáng Chủ nhật, ngày 15/9/2024" · "ngày thứ ba, 14/11/2017" · "thứ Sáu (12/6)" · "thứ Bảy, Chủ nhật ngày 14,
# 15/3/2026"
_BEFORE = regex.compile(
    rf"(?r){_COUNTS}(?:{_WEEKDAY}(?:, | và | - |,? ngày \d{{1,2}} và ))?{_WEEKDAY},? ?\(?(?:- )?(?:ngày )?"
)
# "lối thoát nạn thứ hai | trước ngày 31/12": a weekday stands before a day, not before a limit
_LIMIT = regex.compile(r"(?:trước|(?:chậm|muộn|trễ) nhất|đến|tới|hết|từ|sau|kể từ|trong)(?!\w)")
_NEAR = 60  # characters
_INSIDE = regex.compile(rf"{_COUNTS}{_WEEKDAY}")
# "15/9/2024 (Chủ nhật)" · "27-28/4/2024 (thứ Bảy và Chủ nhật)" · "15/9/2024, Chủ nhật"; not "…, thứ Sáu ngày 20/9",
# "… và 01/02 (ngày thứ hai | ngừng đón tiếp lúc 15 giờ)"
_AFTER = regex.compile(
    rf",? ?\(?(?:(?:buổi )?(?:sáng|trưa|chiều|tối) )?(?:ngày )?{_WEEKDAY}(?!,? ngày| \d| hằng| hàng| tuần| của)"
    rf"(?<!ngày (?:thứ hai|thứ ba|thứ tư)(?= \p{{L}}))"
    rf"(?:(?:,? và|,| -) {_WEEKDAY})?"
)


# "trước ngày 03/9/2026 (ngày thứ hai)" beside "ngày thứ nhất"
_DAY_OF_SEVERAL = regex.compile(r"(?<!\w)ngày thứ (?:hai|ba|tư)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    for record in context.record.dates:
        if record.date is None or not record.spans or "ambiguous-date" in record.doubts:
            continue
        days = _days(record.date.edtf)
        if days is None:
            continue
        start, end = context.place(record.spans[0].start), context.place(record.spans[-1].end)
        own = context.place(record.spans[0].end)
        # "Ngày … 05/12, dự kiến vào Chủ nhật, ngày 03/12/2026": the second date lends its year, not its weekday
        if own < end and _INSIDE.search(text, own, end):
            end = own
        place = _beside(text, start, end)
        if place is None or _counts_days(text, *place):
            continue
        names = [_index(match[0]) for match in regex.finditer(_WEEKDAY, text[place[0] : place[1]])]
        wrong = _wrong(days, names)
        if wrong is None:
            continue
        day, name = wrong
        yield Hit(
            [context.said(min(start, place[0]), max(end, place[1]))],
            f"Văn bản ghi {NAMES_VI[name]}, nhưng ngày {format_day(day)} là {NAMES_VI[day.weekday()]}. "
            "Kiểm tra lại ngày hay thứ mới đúng.",
            f"The text says {NAMES_EN[name]}, but {format_day(day)} is a {NAMES_EN[day.weekday()]}. "
            "Check which of the two is meant.",
            (record.id,),
        )


def _beside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch that names the weekday of a date: within its words, behind them or before them."""
    around = text[max(0, start - _NEAR) : end + _NEAR]
    if not any(name in around for name in _NAMES):
        return None
    inside = _INSIDE.search(text, start, end)
    if inside:
        return inside.start(), end
    match = _AFTER.match(text, end, end + _NEAR)
    if match is None and not _LIMIT.match(text, start):
        match = _BEFORE.match(text, max(0, start - 45), start)
    return match.span() if match else None


def _wrong(days: list[datetime.date], names: list[int]) -> tuple[datetime.date, int] | None:
    """A day and the weekday that the text gives it wrongly; a single name may be that of either day."""
    if len(names) >= 2 and len(days) == 2:
        pairs = zip(days, names, strict=False)
        return next(((day, name) for day, name in pairs if day.weekday() != name), None)
    if any(day.weekday() == name for day in days for name in names):
        return None
    return days[0], names[0]


def _index(name: str) -> int:
    return _NUMBERS[name]


def _days(edtf: str) -> list[datetime.date] | None:
    """The full day of a value, or first and last day of two that follow one another; ``None`` for all else."""
    parts = edtf.split("/")
    try:
        days = [datetime.date.fromisoformat(part) for part in parts]
    except ValueError:
        return None
    return days if len(days) == 1 or (days[1] - days[0]).days == 1 else None


def _counts_days(text: str, start: int, end: int) -> bool:
    """Whether the words beside a day say which day of several it is, in a document that has a first one."""
    return "ngày thứ nhất" in text and _DAY_OF_SEVERAL.search(text, max(0, start - 5), end) is not None


RULE = Rule("DT201", "weekday-mismatch", "error", "document", check)
