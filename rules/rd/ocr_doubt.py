"""ocr-doubt: a value from damaged text / giá trị đọc từ chữ bị nhòe, nhận dạng sai

What it finds: A value of the header, or a date, that was read from damaged text (a scan, a broken text layer), so
that it may be another than the document's.

Why it matters: It looks like any other value, but was not read letter by letter. It is our reading that is in doubt,
not the document.

Example: "ngày I5 tháng Ol năm 2026" in a scan.

How to resolve: Compare the value with the image of the page and correct or confirm it.

Phát hiện: Giá trị ở phần đầu văn bản hoặc ngày tháng được đọc từ chữ hỏng (bản quét, lớp chữ lỗi) nên có thể sai.

Vì sao: Trông như mọi giá trị khác nhưng không đọc được chắc từng chữ. Đây là nghi ngờ về việc đọc, không phải lỗi văn
bản.

Ví dụ: "ngày I5 tháng Ol năm 2026" trong bản quét.

Cách xử lý: Đối chiếu với ảnh trang văn bản rồi sửa hoặc xác nhận.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Header, Span
from rules.context import Context
from rules.prose import garbled_figure, one_line
from rules.rule import Hit, Rule

_DAMAGE = frozenset(("ocr", "unreadable", "fuzzy-cue"))
_FIELDS = {
    "type_name": "tên loại",
    "code_number": "số",
    "code_notation": "ký hiệu",
    "issued_place": "địa danh",
    "issued_date": "ngày ban hành",
    "organ_name": "cơ quan ban hành",
    "superior_organ_name": "cơ quan chủ quản",
    "subject": "trích yếu",
    "competence": "thẩm quyền ký",
    "signer_position": "chức vụ",
    "signer_office": "chức danh",
    "signer_name": "người ký",
    "priority": "độ khẩn",
    "period": "kỳ",
}


# "từ l50 đơn vị máu" · "4O0 người": a number with a letter in it before what it counts
_COUNTED = regex.compile(
    r"(?=[IlOo|\d])(?<![\w/.,-])(?P<figure>(?=[IlOo|]*\d)\d*[IlOo|][\dIlOo|]*)(?= ?(?:%|đơn vị|người|lượt|đợt|buổi"
    r"|sự kiện|thành viên|đoàn viên|hội viên|triệu|tỷ))"
)


def check(context: Context) -> Iterator[Hit]:
    seen: set[int] = set()
    for name in Header.model_fields:
        field = getattr(context.record.header, name)
        if field is not None and field.spans and _damaged(field.doubts, field.spans):
            seen.add(field.spans[0].start)
            yield _hit(field.spans, _FIELDS.get(name, name), name, "")
    for record in (*context.record.dates, *context.record.deadlines):
        if record.spans and record.spans[0].start not in seen and _damaged(record.doubts, record.spans):
            seen.add(record.spans[0].start)
            yield _hit(record.spans, "ngày tháng", "date", record.id)
    for match in _COUNTED.finditer(context.plain):
        span = context.span(*match.span("figure"))
        if not any(start <= span.start < start + 40 for start in seen):
            yield _hit([span], "con số", "number", "")


def _damaged(doubts: list[str], spans: list[Span]) -> bool:
    return not _DAMAGE.isdisjoint(doubts) or ("impossible-date" in doubts and garbled_figure(spans[0].quote))


def _hit(spans: list[Span], vi: str, en: str, record: str) -> Hit:
    written = one_line(spans[0].quote)
    return Hit(
        spans,
        f"Chữ chỗ này bị hỏng: “{written}” ({vi}). Đối chiếu với bản gốc trước khi dùng.",
        f"The text is damaged here: “{written}” ({en}). Compare with the original before use.",
        (record,) if record else (),
    )


RULE = Rule("RD901", "ocr-doubt", "info", "reading", check)
