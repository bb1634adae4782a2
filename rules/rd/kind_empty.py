"""kind-empty: a kind of fact that the document leads one to expect is empty / thiếu hẳn một loại thông tin

What it finds: A plan of which no duty was read, or no target although a part is called "Chỉ tiêu", or no deadline
although the text says "trước ngày"; a report of results of which no result was read.

Why it matters: "0 deadlines" looks like a finding about the document and is one about our reading.

Example: A plan with "chậm nhất ngày 20/3/2026" in its text, and an empty list of deadlines.

How to resolve: Look for them in the text and add them, or confirm that there are none.

Phát hiện: Kế hoạch chưa đọc được nhiệm vụ nào; có phần "Chỉ tiêu" mà không có chỉ tiêu nào; có chữ "trước ngày" mà
không có thời hạn nào; báo cáo kết quả mà không có kết quả nào.

Vì sao: "0 thời hạn" dễ bị hiểu là văn bản không có thời hạn, trong khi có thể do chưa đọc được.

Ví dụ: Kế hoạch ghi "chậm nhất ngày 20/3/2026" nhưng danh sách thời hạn trống.

Cách xử lý: Tìm trong văn bản và bổ sung, hoặc xác nhận là không có.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Span
from parsers.text import normal
from rules.context import Context
from rules.rule import Hit, Rule

_PLANS = frozenset(("KẾ HOẠCH", "PHƯƠNG ÁN", "CHƯƠNG TRÌNH"))
_TARGETS = regex.compile(
    r"\W*(?:[ivx\d]{1,4}[.)] ?)?(?:chỉ tiêu|mục tiêu cụ thể|mục tiêu, chỉ tiêu|chỉ tiêu, mục tiêu)(?!\w)"
)
_RESULTS = regex.compile(r"\W*(?:[ivx\d]{1,4}[.)] ?)?kết quả(?! và| thực hiện nhiệm vụ được giao)(?!\w)")
_DUE = regex.compile(
    r"(?<!\w)(?:trước ngày \d|chậm nhất (?:là |vào |đến )?(?:hết )?(?:ngày )?\d|hạn chót|(?:muộn|trễ) nhất)"
)
_FIGURE = regex.compile(r"(?<![\d./])\d+(?:\.\d{3})*(?:,\d+)? ?(?:%|người|đơn vị|lượt|đợt|buổi|sự kiện|thành viên)")
_LEAST_TEXT = 900
_LEAST_FIGURES = 2


def check(context: Context) -> Iterator[Hit]:
    record = context.record
    if context.type_name in _PLANS and not record.obligations and len(record.text) >= _LEAST_TEXT:
        yield _hit(context.heading, "nhiệm vụ", "duty")
    if context.type_name in _PLANS and not record.targets and not record.quota_tables:
        part = _part(context, _TARGETS)
        if part is not None:
            yield _hit(part, "chỉ tiêu", "target")
    if context.is_report and not record.results:
        part = _part(context, _RESULTS)
        if part is not None:
            yield _hit(part, "kết quả", "result")
    due = None if record.deadlines or context.is_report else _DUE.search(context.prose.text)
    if due is not None and context.type_name in _PLANS:
        yield _hit(context.said(*due.span()), "thời hạn", "deadline")


def _part(context: Context, title: regex.Pattern[str]) -> Span | None:
    """The heading of a part of that title under which there are figures."""
    for section in context.sections:
        if len(section.title) > 120 or not title.match(normal(section.title)):
            continue
        text = normal(context.record.text[section.span.start : context.end_of(section)])
        if len(_FIGURE.findall(text)) >= _LEAST_FIGURES:
            return section.span
    return None


def _hit(place: Span, vi: str, en: str) -> Hit:
    return Hit(
        [place],
        f"Chưa đọc được {vi} nào, trong khi văn bản loại này thường có. Tìm trong văn bản và bổ sung.",
        f"No {en} was read, although the document leads one to expect some. Look for them in the text.",
    )


RULE = Rule("RD907", "kind-empty", "warning", "reading", check)
