"""number-blank: the number is left blank / số văn bản để trống

What it finds: A number line that holds only the symbol, as in "Số: /KH-UBND".

Why it matters: Without its number the document cannot be registered or cited, and two drafts of it cannot be told
apart. Nghị định 30/2020/NĐ-CP, Phụ lục I, gives every document one number and symbol.

Example: "Số: /KH-BCĐ" over a plan that was already sent out.

A number that a pen wrote into a scan is none of these: it is there, only not read.

How to resolve: Take the number from the register and fill it in; if it is a draft, mark it "DỰ THẢO".

Phát hiện: Dòng số, ký hiệu chỉ có ký hiệu, chưa có số, ví dụ "Số: /KH-UBND".

Vì sao: Văn bản chưa có số thì không vào sổ, không trích dẫn được, và không phân biệt được các bản dự thảo.

Ví dụ: "Số: /KH-BCĐ" trên một kế hoạch đã gửi đi.

Số viết tay trên bản quét không thuộc trường hợp này: số có đó, chỉ là chưa đọc được.

Cách xử lý: Lấy số tại văn thư và điền vào; nếu là dự thảo thì ghi rõ "DỰ THẢO".
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    number = context.record.header.code_number
    if number is not None and number.value is None and "handwriting" not in number.doubts:
        line = number.spans[0].quote if number.spans else ""
        yield Hit(
            number.spans,
            f"Số văn bản để trống: “{line}”. Điền số đã đăng ký tại văn thư.",
            f"The document's number is left blank: “{line}”. Fill in the registered number.",
        )


RULE = Rule("HD101", "number-blank", "warning", "document", check)
