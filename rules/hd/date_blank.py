"""date-blank: the date of issue is left blank / ngày ban hành để trống

What it finds: A date line in which the day, or day and month, was not filled in: "ngày tháng 01 năm 2026".

Why it matters: The document takes effect and its periods run from this day; a deadline "within 10 days" cannot be
counted.

Example: "An Sơn, ngày tháng 3 năm 2026" in the copy that was sent to the residential units.

How to resolve: Fill in the day of signing, the same day as in the register and under the annexes.

Phát hiện: Dòng địa danh, thời gian chưa điền ngày, hoặc chưa điền cả ngày và tháng: "ngày tháng 01 năm 2026".

Vì sao: Hiệu lực và các thời hạn tính từ ngày này; thiếu ngày thì không tính được "trong vòng 10 ngày".

Ví dụ: "An Sơn, ngày tháng 3 năm 2026" trong bản đã gửi các tổ dân phố.

Cách xử lý: Điền ngày ký, khớp với sổ văn bản và với dòng "Kèm theo" của phụ lục.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    issued = context.record.header.issued_date
    if issued is not None and "blank" in issued.doubts and "handwriting" not in issued.doubts:
        line = " ".join(issued.spans[0].quote.split()) if issued.spans else ""
        yield Hit(
            issued.spans,
            f"Ngày ban hành chưa điền đủ: “{line}”. Điền ngày ký văn bản.",
            f"The date of issue is not complete: “{line}”. Fill in the day of signing.",
        )


RULE = Rule("HD103", "date-blank", "warning", "document", check)
