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

import regex

from rules.model import Context, Hit, Rule, show

NAMES_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
NAMES_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5,
}  # fmt: skip
_WEEKDAY = r"(?:thứ (?P<number>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday>ch[ủú]a? nhật))(?!\w)"
# "sáng Chủ nhật, ngày 15/9/2024" · "ngày thứ ba, 14/11/2017" · "thứ Sáu (12/6)"; not "buổi thứ hai, ngày …"
_BEFORE = regex.compile(
    rf"(?r)(?<!(?<!\w)(?:lần|đợt|buổi|kỳ|phiên|vòng|khóa|bước|số|người) ){_WEEKDAY},? ?\(?(?:- )?(?:ngày )?"
)
_INSIDE = regex.compile(rf"(?<!(?<!\w)(?:lần|đợt|buổi|kỳ|phiên|vòng|khóa|bước|số|người) ){_WEEKDAY}")
# "15/9/2024 (Chủ nhật)" · "27-28/4/2024 (thứ Bảy và Chủ nhật)" · "15/9/2024, Chủ nhật"; not "…, thứ Sáu ngày 20/9"
_AFTER = regex.compile(
    rf",? ?\(?(?:buổi )?(?:(?:sáng|trưa|chiều|tối) )?(?:ngày )?{_WEEKDAY}(?!,? ngày| \d| hằng| hàng| tuần| của)"
    r"(?:,? và (?:thứ (?P<number2>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sunday2>ch[ủú]a? nhật)))?"
)


def check(context: Context) -> Iterator[Hit]:
    text = context.prose.text
    for record in context.record.dates:
        if record.date is None or not record.spans or "ambiguous-date" in record.doubts:
            continue
        days = _days(record.date.edtf)
        if days is None:
            continue
        start, end = context.place(record.spans[0].start), context.place(record.spans[-1].end)
        match = (
            _INSIDE.search(text, start, end)
            or _AFTER.match(text, end, end + 60)
            or _BEFORE.match(text, max(0, start - 30), start)
        )
        if match is None:
            continue
        after = _AFTER.match(text, end, end + 60) or _AFTER.search(text, match.start() - 2, end)
        named = [_index(match["number"])]
        if after and (after["number2"] or after["sunday2"]):
            named.append(_index(after["number2"]))
        wrong = [(day, name) for day, name in zip(days, named, strict=False) if day.weekday() != name]
        if not wrong:
            continue
        day, name = wrong[0]
        span = context.said(min(start, match.start()), max(end, match.end()))
        yield Hit(
            [span],
            f"Văn bản ghi {NAMES_VI[name]}, nhưng ngày {show(day)} là {NAMES_VI[day.weekday()]}. "
            "Kiểm tra lại ngày hay thứ mới đúng.",
            f"The text says {NAMES_EN[name]}, but {show(day)} is a {NAMES_EN[day.weekday()]}. "
            "Check which of the two is meant.",
            (record.id,),
        )


def _index(number: str | None) -> int:
    return _NUMBERS[number] if number else 6


def _days(edtf: str) -> list[datetime.date] | None:
    """The full day of a value, or first and last day of a few that follow one another; ``None`` for all else."""
    parts = edtf.split("/")
    try:
        days = [datetime.date.fromisoformat(part) for part in parts]
    except ValueError:
        return None
    return days if len(days) == 1 or (days[1] - days[0]).days == 1 else None


RULE = Rule("DT201", "weekday-mismatch", "error", "document", check)
