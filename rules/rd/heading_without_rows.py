"""heading-without-rows: a table is announced, no row of it was read / có tiêu đề bảng nhưng chưa đọc được dòng nào

What it finds: A heading "phân bổ chỉ tiêu", "biểu …" with lines of numbers below it of which no row of a quota table,
target or result came.

Why it matters: The quotas of all units are missing from the register, and no sum can be checked.

Example: "BIỂU PHÂN BỔ CHỈ TIÊU", and below it twenty lines whose columns the file has lost.

How to resolve: Look at the table in the document and enter its rows.

Phát hiện: Có tiêu đề "phân bổ chỉ tiêu", "biểu …" và các dòng có số bên dưới nhưng chưa đọc được dòng nào của bảng.

Vì sao: Thiếu chỉ tiêu của mọi đơn vị, không kiểm tra được tổng.

Ví dụ: "BIỂU PHÂN BỔ CHỈ TIÊU" và hai mươi dòng đã mất cột trong tệp.

Cách xử lý: Xem bảng trong văn bản và nhập các dòng.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from parsers import regex
from parsers.records import Span
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

# "BIỂU PHÂN BỔ CHỈ TIÊU" · "II. PHÂN BỔ CHỈ TIÊU" · "Bảng giao chỉ tiêu"
_ANNOUNCES = regex.compile(
    r"\W*(?:[ivx\d]{1,4}[.)] ?)?(?:(?:phụ lục|biểu|bảng)(?: số)?(?: [ivx\d]{1,3})?[.:]? ?)?"
    r"(?:tổng hợp |chi tiết )?(?:phân bổ|giao|phân khai)(?: chi tiết)? (?:chỉ tiêu|số lượng|kinh phí)(?!\w)[^.;]{0,80}$"
)
_NUMBERED = regex.compile(r"(?<![\d./])\d{1,4}(?:\.\d{3})?(?![\d/])")
_OTHERWISE = regex.compile(r"ngày|số:|điều \d")
_LEAST = 3


def check(context: Context) -> Iterator[Hit]:
    known = sorted(_known(context))
    parts = _parts(context)
    for line in _lines(context):
        following = bisect.bisect_left(parts, line.end)
        end = parts[following] if following < len(parts) else len(context.record.text)
        if bisect.bisect_left(known, line.end) != bisect.bisect_left(known, end):
            continue
        below = context.record.text[line.end : end].split("\n")
        numbers = [text for text in below if _NUMBERED.search(text) and not _OTHERWISE.search(text.lower())]
        if len(numbers) >= _LEAST:
            yield Hit(
                [line],
                f"Chưa đọc được dòng nào dưới “{one_line(line.quote)[:80]}”. Xem bảng trong văn bản và nhập các dòng.",
                f"No row was read below “{one_line(line.quote)[:80]}”. Look at the table and enter its rows.",
            )


def _known(context: Context) -> Iterator[int]:
    """Where rows, targets and results stand."""
    record = context.record
    for table in record.quota_tables:
        yield from (span.start for row in table.rows for span in row.spans)
    for fact in (*record.targets, *record.results):
        yield from (span.start for span in fact.spans)


def _lines(context: Context) -> Iterator[Span]:
    subject = context.record.header.subject
    title_end = max((span.end for span in subject.spans), default=0) if subject else 0
    at = 0
    for line in context.record.text.split("\n"):
        if (
            at >= title_end
            and line.strip()
            and len(line) < 110
            and "\t" not in line
            and _ANNOUNCES.match(normal(line).strip())
        ):
            yield context.line_at(at)
        at += len(line) + 1


def _parts(context: Context) -> list[int]:
    """Where what stands below a heading ends: at the numbered parts and the recipients."""
    starts = [s.span.start for s in context.sections if s.number and s.number[:1] in "IVX"]
    return sorted([*starts, *(span.start for recipient in context.record.recipients for span in recipient.spans)])


RULE = Rule("RD906", "heading-without-rows", "warning", "reading", check)
