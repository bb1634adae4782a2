"""date-padding: day, January or February without a leading zero / ngày dưới 10, tháng 1, 2 chưa thêm số 0

What it finds: A date of issue such as "ngày 5 tháng 1 năm 2026", where the form asks for "ngày 05 tháng 01".

Why it matters: Nghị định 30/2020/NĐ-CP, Phụ lục I: days below 10 and the months 1 and 2 take a zero, so that no digit
can be put in front (11 and 12 are months too).

Example: "Bến Sậy, ngày 9 tháng 2 năm 2026".

How to resolve: Write the zeros at the next occasion; an issued document needs no correction for it.

Phát hiện: Ngày ban hành ghi như "ngày 5 tháng 1 năm 2026", trong khi thể thức yêu cầu "ngày 05 tháng 01".

Vì sao: Nghị định 30/2020/NĐ-CP, Phụ lục I: ngày dưới 10 và tháng 1, tháng 2 phải thêm số 0 phía trước, tránh bị chèn
thêm chữ số.

Ví dụ: "Bến Sậy, ngày 9 tháng 2 năm 2026".

Cách xử lý: Ghi đủ số 0 ở lần ban hành sau; văn bản đã ban hành không cần đính chính vì lỗi này.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.text import fold
from rules.context import Context
from rules.rule import Hit, Rule

# "ngày 5 tháng 10", "ngày 15 tháng 1 năm", "ngày 9 tháng 2"; not "ngày 05 tháng 10"
_UNPADDED = regex.compile(r"\bngay (?:[1-9] thang\b|\d{1,2} thang [12](?!\d))")


def check(context: Context) -> Iterator[Hit]:
    issued = context.record.header.issued_date
    if issued is None or issued.doubts or not issued.spans:
        return
    line = " ".join(span.quote for span in issued.spans)
    if _UNPADDED.search(fold(line)):
        yield Hit(
            issued.spans,
            f"“{' '.join(line.split())}”: theo thể thức, ngày dưới 10 và tháng 1, 2 phải thêm số 0 phía trước.",
            f"“{' '.join(line.split())}”: by the form, days below 10 and the months 1 and 2 take a leading zero.",
        )


RULE = Rule("HD107", "date-padding", "info", "document", check)
