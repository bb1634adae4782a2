"""basis-after-issue: a cited document is younger than this one / văn bản được dẫn có ngày sau ngày ban hành

What it finds: A document that this one cites as its basis, or carries out, with a date after the date of issue.

Why it matters: One of the two dates is wrong, so the wrong document may be looked up, or the plan stands on nothing
yet.

Example: A plan of 14/01/2026 that begins "Căn cứ Kế hoạch số 31/KH-BCĐ ngày 25/01/2026 …".

How to resolve: Look up the cited document and correct the date that is wrong.

Phát hiện: Văn bản làm căn cứ hoặc được triển khai thực hiện có ngày sau ngày ban hành văn bản này.

Vì sao: Một trong hai ngày bị sai, dễ tra nhầm văn bản hoặc căn cứ chưa tồn tại khi ban hành.

Ví dụ: Kế hoạch ngày 14/01/2026 mở đầu bằng "Căn cứ Kế hoạch số 31/KH-BCĐ ngày 25/01/2026 …".

Cách xử lý: Tra lại văn bản được dẫn và sửa ngày sai.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.records import Header, code_of
from parsers.text import fold
from rules.context import Context, calendar_day, format_day
from rules.rule import Hit, Rule
from rules.support.timing import latest_issue


def check(context: Context) -> Iterator[Hit]:
    issued = latest_issue(context)
    header = context.record.header
    if issued is None or header.issued_date is None:
        return
    own = _own_code(header)
    for citation in context.record.citations:
        cited = calendar_day(citation.date)
        if cited is None or not citation.spans or citation.doubts or (own and fold(citation.code or "") == own):
            continue
        if cited > issued:
            name = citation.code or citation.type_name or ""
            yield Hit(
                [citation.spans[0], *header.issued_date.spans],
                f"Văn bản được dẫn “{name}” ghi ngày {format_day(cited)}, "
                f"sau ngày ban hành văn bản này ({format_day(issued)}). Kiểm tra lại hai ngày.",
                f"The cited document “{name}” is dated {format_day(cited)}, "
                f"after the date of issue ({format_day(issued)}). Check both dates.",
                (citation.id,),
            )


def _own_code(header: Header) -> str | None:
    number, notation = header.code_number, header.code_notation
    return fold(code_of(number.value, notation.value) or "") if number and notation else None


RULE = Rule("DT209", "basis-after-issue", "warning", "document", check)
