"""number-missing: there is no number line / không có dòng số, ký hiệu

What it finds: A document with a letterhead but without a line "Số: …/…".

Why it matters: Number and symbol are a required part of every document (Nghị định 30/2020/NĐ-CP, Phụ lục I); without
them nobody can cite it or find it in the register.

Example: A letterhead with issuer, place and date, where "Số: …/KH-UBND" was lost in copying.

How to resolve: Compare with the signed copy; add the line with the number from the register.

Phát hiện: Văn bản có phần đầu (cơ quan, địa danh, ngày tháng) nhưng không có dòng "Số: …/…".

Vì sao: Số và ký hiệu là thành phần bắt buộc (Nghị định 30/2020/NĐ-CP, Phụ lục I); thiếu thì không trích dẫn, không
tra cứu được.

Ví dụ: Phần đầu có cơ quan ban hành và ngày tháng, còn dòng "Số: …/KH-UBND" bị mất khi sao chép.

Cách xử lý: Đối chiếu với bản đã ký; bổ sung dòng số, ký hiệu theo sổ văn bản.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    header = context.record.header
    if context.formal and header.type_name is not None and header.code_number is None and header.code_notation is None:
        yield Hit(
            [context.heading],
            "Văn bản không có dòng số, ký hiệu (“Số: …/…”). Đối chiếu với bản đã ký và bổ sung.",
            "The document has no line with number and symbol (“Số: …/…”). Compare with the signed copy and add it.",
        )


RULE = Rule("HD102", "number-missing", "warning", "document", check)
