"""citation-incomplete: a basis is cited without its date / viện dẫn căn cứ thiếu ngày

What it finds: A document that this one is based on or carries out, cited by number without a date. Laws are cited by
name and are left out.

Why it matters: Numbers begin again every year, so that "Kế hoạch số 15/KH-UBND" alone may be several documents. Nghị
định 30/2020/NĐ-CP, Phụ lục I, asks for type, number, date, issuer and subject at the first citation.

Example: "Thực hiện Kế hoạch số 15/KH-BCĐ của Ban Chỉ đạo tỉnh".

How to resolve: Add the date from the cited document.

Phát hiện: Văn bản làm căn cứ hoặc được triển khai thực hiện chỉ ghi số, không ghi ngày. Không tính các luật.

Vì sao: Số văn bản bắt đầu lại mỗi năm, nên chỉ ghi "Kế hoạch số 15/KH-UBND" thì có thể là nhiều văn bản. Nghị định
30/2020/NĐ-CP, Phụ lục I, yêu cầu lần viện dẫn đầu ghi đủ loại, số, ngày, cơ quan, trích yếu.

Ví dụ: "Thực hiện Kế hoạch số 15/KH-BCĐ của Ban Chỉ đạo tỉnh".

Cách xử lý: Bổ sung ngày ban hành của văn bản được viện dẫn.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule

_BY_NAME = ("luật", "bộ luật", "pháp lệnh", "hiến pháp")


def check(context: Context) -> Iterator[Hit]:
    for citation in context.record.citations:
        if citation.relation == "mentions" or not citation.code or citation.date is not None or citation.doubts:
            continue
        if (citation.type_name or "").lower() in _BY_NAME or "/QH" in citation.code:
            continue
        named = f"{citation.type_name or 'Văn bản'} số {citation.code}"
        yield Hit(
            citation.spans[:1],
            f"{named} được viện dẫn không ghi ngày ban hành. Bổ sung ngày.",
            f"{named} is cited without its date. Add the date.",
            (citation.id,),
        )


RULE = Rule("RF504", "citation-incomplete", "info", "document", check)
