"""date-impossible: a day that the calendar does not have / ngày không có trong lịch

What it finds: A date whose day or month cannot be: 31 April, 29 February of a common year, month 13.

Why it matters: Nobody can keep such a date; the right one is one stroke of a key away, on either side.

Example: "gửi danh sách trước ngày 31/4/2026" (April has thirty days).

How to resolve: Correct it from the draft or by asking the drafter. In a scan, look at the image first: it may be
misread.

Phát hiện: Ngày hoặc tháng không thể có: 31/4, 29/02 của năm không nhuận, tháng 13.

Vì sao: Không ai thực hiện được theo ngày như vậy, mà ngày đúng có thể sớm hơn hoặc muộn hơn.

Ví dụ: "gửi danh sách trước ngày 31/4/2026" (tháng 4 có 30 ngày).

Cách xử lý: Đối chiếu bản thảo hoặc hỏi người soạn. Nếu là bản quét thì xem lại ảnh vì có thể do nhận dạng sai.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.records import DocumentRecord, Grounding, Span
from rules.context import Context
from rules.prose import garbled_figure, one_line
from rules.rule import About, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    about: About = "reading" if context.record.source.ocr else "document"
    for spans, name in _impossible(context.record).values():
        written = one_line(spans[0].quote)
        if garbled_figure(written):
            continue  # RD901 says that the figure is misread; what the document has there is not known
        yield Hit(
            spans,
            f"“{written}” có ngày không tồn tại trong lịch. Kiểm tra lại ngày, tháng.",
            f"“{written}” holds a day that the calendar does not have. Check day and month.",
            (name,) if name else (),
            about=about,
        )


def _impossible(record: DocumentRecord) -> dict[int, tuple[list[Span], str]]:
    """Spans and id of each impossible date by its place: the date of issue first, a date inside a citation once."""
    found: dict[int, tuple[list[Span], str]] = {}
    issued = record.header.issued_date
    if issued is not None and _is_impossible(issued):
        found[issued.spans[0].start] = issued.spans, ""
    for date in filter(_is_impossible, record.dates):
        found.setdefault(date.spans[0].start, (date.spans[:1], date.id))
    for citation in filter(_is_impossible, record.citations):
        if not any(span.start <= start < span.end for span in citation.spans for start in found):
            found[citation.spans[0].start] = citation.spans[:1], citation.id
    return found


def _is_impossible(field: Grounding) -> bool:
    return "impossible-date" in field.doubts and bool(field.spans)


RULE = Rule("DT202", "date-impossible", "error", "document", check)
