"""value-ambiguous: a value that can be read in two ways / giá trị có thể hiểu hai cách

What it finds: A date or number whose wording allows more than one reading, of which we took one.

Why it matters: A register that holds the other reading reminds on the wrong day or asks for the wrong amount.

Example: "ngày 5-10" (two days, or 5 October), "từ 10 đồng chí" (at least ten, or a range whose end is missing).

How to resolve: Ask the drafter which is meant, and confirm or change the value.

Phát hiện: Ngày hoặc số ghi theo cách có thể hiểu hơn một nghĩa; hệ thống đã chọn một.

Vì sao: Nếu hiểu theo nghĩa kia thì sẽ nhắc sai ngày hoặc giao sai số lượng.

Ví dụ: "ngày 5-10" (hai ngày, hay ngày 5 tháng 10), "từ 10 đồng chí" (ít nhất 10, hay thiếu số sau).

Cách xử lý: Hỏi người soạn, rồi xác nhận hoặc sửa giá trị.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

_READINGS = {
    "ambiguous-date": ("hai ngày, hay một ngày và một tháng", "two days, or a day and a month"),
    "two-digit-year": ("năm chỉ ghi hai chữ số", "a year of two digits"),
    "no-year": ("không rõ năm", "no year"),
    "thousands-or-decimals": ("dấu chấm phân cách hàng nghìn, hay dấu thập phân", "thousands, or decimals"),
    "open-from": ("ít nhất, hay thiếu số sau “từ”", "at least, or a range without its end"),
    "two-comparators": ("hai từ so sánh quanh một số", "two comparators around one number"),
    "conflicting-dates": ("một văn bản được dẫn với hai ngày", "one document cited with two dates"),
}


def check(context: Context) -> Iterator[Hit]:
    seen: set[tuple[int, str]] = set()
    record = context.record
    for item in (*record.dates, *record.targets, *record.results, *record.deadlines):
        for doubt in item.doubts:
            reading = _READINGS.get(doubt)
            if reading is None or not item.spans or (item.spans[0].start, doubt) in seen:
                continue
            seen.add((item.spans[0].start, doubt))
            written = one_line(item.spans[0].quote)
            yield Hit(
                item.spans[:1],
                f"“{written}” có thể hiểu hơn một cách: {reading[0]}. Kiểm tra giá trị đã đọc.",
                f"“{written}” can be read in more than one way: {reading[1]}. Check the value that was taken.",
                (item.id,),
            )


RULE = Rule("RD903", "value-ambiguous", "info", "reading", check)
