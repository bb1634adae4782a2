"""number-padding: a number below ten without a leading zero / số dưới 10 chưa thêm số 0

What it finds: "Số: 5/KH-UBND", where the form asks for "Số: 05/KH-UBND".

Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I, writes numbers below 10 with a zero, so that no digit can be put
in front.

Example: "Số: 7/KH-BCĐ" under the name of the issuer.

How to resolve: Write "07" at the next occasion; an issued document needs no correction for it.

Phát hiện: "Số: 5/KH-UBND", trong khi thể thức yêu cầu "Số: 05/KH-UBND".

Vì sao: Nghị định 30/2020/NĐ-CP, Phụ lục I: số nhỏ hơn 10 phải ghi thêm số 0 phía trước, tránh bị chèn thêm chữ số.

Ví dụ: "Số: 7/KH-BCĐ" dưới tên cơ quan ban hành.

Cách xử lý: Ghi "07" ở lần ban hành sau; văn bản đã ban hành không cần đính chính vì lỗi này.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    number = context.record.header.code_number
    if number is not None and not number.doubts and number.value in tuple("123456789"):
        yield Hit(
            number.spans,
            f"Số “{number.value}” nhỏ hơn 10, theo thể thức ghi là “0{number.value}”.",
            f"The number “{number.value}” is below 10; the form writes it “0{number.value}”.",
        )


RULE = Rule("HD106", "number-padding", "info", "document", check)
