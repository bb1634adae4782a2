"""date-missing: there is no date of issue / không có ngày ban hành

What it finds: A document with a letterhead but without a line "…, ngày … tháng … năm …".

Why it matters: Place and date are a required part (Nghị định 30/2020/NĐ-CP, Phụ lục I). Dates in the text that have
no year are read against the date of issue.

Example: "Số: 25/KH-UBND" stands under the issuer, and nothing under the national motto.

How to resolve: Compare with the signed copy; add place and date.

Phát hiện: Văn bản có phần đầu nhưng không có dòng "…, ngày … tháng … năm …".

Vì sao: Địa danh và thời gian ban hành là thành phần bắt buộc (Nghị định 30/2020/NĐ-CP, Phụ lục I); các ngày không ghi
năm được hiểu theo ngày ban hành.

Ví dụ: Dưới tên cơ quan có "Số: 25/KH-UBND", còn dưới tiêu ngữ không có gì.

Cách xử lý: Đối chiếu với bản đã ký; bổ sung địa danh và ngày tháng.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    header = context.record.header
    if context.formal and header.type_name is not None and header.issued_date is None:
        yield Hit(
            [context.heading],
            "Văn bản không có địa danh và ngày ban hành (“…, ngày … tháng … năm …”). "
            "Đối chiếu với bản đã ký và bổ sung.",
            "The document shows no place and date of issue. Compare with the signed copy and add them.",
        )


RULE = Rule("HD104", "date-missing", "warning", "document", check)
