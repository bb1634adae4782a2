"""part-without-duty: a part that hands out work gave no duty / phần giao việc chưa đọc được nhiệm vụ nào

What it finds: A part that assigns work ("Tổ chức thực hiện"), or headings below it, under which there is text but no
obligation was read.

Why it matters: What nobody finds in the register is not done in time; an empty list looks as if there were nothing to
do.

Example: Under "III. TỔ CHỨC THỰC HIỆN" stands "3. Tổ hậu cần" with two lines of tasks, and none is in the record.

How to resolve: Read the lines below the heading and add the duties that they give.

Phát hiện: Phần phân công ("Tổ chức thực hiện") hoặc các mục trong phần đó có nội dung nhưng chưa đọc được nhiệm vụ nào.

Vì sao: Việc không có trong danh mục thì dễ bị bỏ sót; danh sách trống khiến người xem tưởng không có việc.

Ví dụ: Trong phần "III. TỔ CHỨC THỰC HIỆN" có mục "3. Tổ hậu cần" với hai dòng công việc nhưng chưa ghi nhận việc nào.

Cách xử lý: Đọc các dòng dưới mục đó và bổ sung nhiệm vụ.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from parsers import regex
from parsers.records import Section
from parsers.text import normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

# "III. TỔ CHỨC THỰC HIỆN" · "Phân công nhiệm vụ" · "TRÁCH NHIỆM CỦA CÁC ĐƠN VỊ"
_HANDS_OUT = regex.compile(
    r"(?:\W|phần|thứ|[ivx\d]+[.)])*(?:tổ chức thực hiện|phân công|giao nhiệm vụ|trách nhiệm|nhiệm vụ của)(?!\w)"
)
_NO_WORK = regex.compile(r"\W*(?:kinh phí|kết quả|mục đích|yêu cầu|chỉ tiêu|thời gian|địa điểm|hiệu lực)(?!\w)")
_LONGEST_TITLE = 120
_LEAST_TEXT = 40


def check(context: Context) -> Iterator[Hit]:
    duties = sorted(span.start for duty in context.record.obligations for span in duty.spans[:1])
    passed = -1
    for section in context.sections:
        if section.span.start < passed or not _hands_out(section):
            continue
        passed = context.end_of(section)
        empty = [section] if not _any(duties, section.span.start, passed) else _empty(context, section, duties)
        empty = [part for part in empty if _has_text(context, part)]
        if empty:
            names = ", ".join(f"“{one_line(part.title)[:60]}”" for part in empty[:3])
            yield Hit(
                [part.span for part in empty],
                f"Phần giao việc chưa đọc được nhiệm vụ nào: {names}. Đọc các dòng bên dưới và bổ sung nếu có.",
                f"No duty was read in a part that hands out work: {names}. Read the lines below it.",
            )


def _hands_out(section: Section) -> bool:
    return len(section.title) <= _LONGEST_TITLE and _HANDS_OUT.match(normal(section.title)) is not None


def _empty(context: Context, section: Section, duties: list[int]) -> list[Section]:
    """The headings directly below a part that gave none, where others beside them gave some."""
    return [
        child
        for child in section.children
        if child.number not in (None, "-", "+", "*")
        and len(child.title) <= _LONGEST_TITLE
        and not _any(duties, child.span.start, context.end_of(child))
        and not _NO_WORK.match(normal(child.title))
    ]


def _any(places: list[int], start: int, end: int) -> bool:
    index = bisect.bisect_left(places, start)
    return index < len(places) and places[index] < end


def _has_text(context: Context, section: Section) -> bool:
    """Whether below a heading stands more than a remark in brackets, before recipients and signature."""
    end = context.end_of(section)
    closing = [s.start for r in context.record.recipients for s in r.spans if s.start > section.span.start]
    signer = context.record.header.signer_name
    closing += [s.start for s in signer.spans if s.start > section.span.start] if signer else []
    text = context.record.text[section.span.end : min([end, *closing])]
    return len(regex.sub(r"\([^()]*\)|\W+", " ", text).strip()) >= _LEAST_TEXT


RULE = Rule("RD905", "part-without-duty", "warning", "reading", check)
