"""list-count-mismatch: more or fewer people are listed than were announced / số người liệt kê khác số đã nêu

What it finds: A number of people that a sentence announces right before their list, and a list of another number.

Why it matters: Somebody was left out of the list, or counted although he is not on it.

Example: "gồm 09 ông, bà có tên sau", and a table of eight.

How to resolve: Compare the list with the draft, and correct the list or the number.

Phát hiện: Số người nêu ngay trước danh sách khác số người trong danh sách.

Vì sao: Danh sách sót người, hoặc số nêu tính cả người không có tên.

Ví dụ: "gồm 09 ông, bà có tên sau", nhưng bảng có tám người.

Cách xử lý: Đối chiếu danh sách với bản gốc, sửa danh sách hoặc sửa số.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.text_tables import text_tables

# "gồm 09 (chín) ông, bà có tên sau:", "gồm 05 thành viên như sau:", then the list
_ANNOUNCED = regex.compile(
    r"(?<!\w)(?:gồm|gồm có|cho|đối với) (?P<count>\d{1,3})(?: \([^()\n]{1,20}\))? "
    r"(?:ông, bà|ông \(bà\)|ông/bà|đồng chí|thành viên|người|cá nhân|đại biểu|giáo viên|học sinh)(?!\w)"
    r"[^.;\n\d]{0,60}?(?:sau(?: đây)?|dưới đây)? ?[.:]?\n+"
)
_ITEM = regex.compile(r"(?P<number>\d{1,3})[.)] (?:ông|bà|đ/c|đồng chí|anh|chị|thầy|cô)(?!\w)[^\n]*\n+")
_NEAR = 3


def check(context: Context) -> Iterator[Hit]:
    for match in _ANNOUNCED.finditer(context.prose.text):
        listed = _rows_behind(context, match.end()) or _items_behind(context, match.end())
        if listed < 2 or listed == int(match["count"]):
            continue
        span = context.said(match.start(), match.end("count"))
        said = one_line(context.said(match.start(), match.end()).quote)
        yield Hit(
            [span],
            f"“{said}”, nhưng danh sách có {listed} người. Kiểm tra danh sách và số đã nêu.",
            f"“{said}”, but the list has {listed}. Check the list and the number.",
        )


def _rows_behind(context: Context, place: int) -> int:
    """The rows of a table that begins at a place, where they are counted from 1."""
    start, _ = context.prose.plain(place, place + 1)
    for table in text_tables(context):
        if 0 <= table.head[0].start - start <= _NEAR:
            numbers = [row[0].number for row in table.rows]
            return len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0
    return 0


def _items_behind(context: Context, place: int) -> int:
    """The numbered lines of people at a place."""
    count = 0
    while (match := _ITEM.match(context.prose.text, place)) and int(match["number"]) == count + 1:
        count, place = count + 1, match.end()
    return count


RULE = Rule("QT314", "list-count-mismatch", "warning", "document", check)
