"""recipients-missing: there is no list of recipients / không có nơi nhận

What it finds: A document without "Nơi nhận".

Why it matters: Nobody can see who has got the document and who has to act on it; the list is a required part (Nghị
định 30/2020/NĐ-CP, Phụ lục I).

Example: The plan ends with the signature alone.

How to resolve: Compare with the signed copy; add the list, with "Lưu: VT" as its last line.

Phát hiện: Văn bản không có phần "Nơi nhận".

Vì sao: Không biết văn bản đã gửi cho ai, ai phải thực hiện; đây là thành phần bắt buộc (Nghị định 30/2020/NĐ-CP, Phụ
lục I).

Ví dụ: Kế hoạch kết thúc chỉ với chữ ký.

Cách xử lý: Đối chiếu với bản đã ký; bổ sung nơi nhận, dòng cuối là "Lưu: VT".
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.rule import Hit, Rule

# "Nơi nhận:", "NƠI NHẬN", "Nơi gửi:"; only where it opens a line or a column
_LIST = regex.compile(r"n[ơo]i (?:nh[ậâa]n|gửi)\b")


def check(context: Context) -> Iterator[Hit]:
    if not context.formal or context.record.header.type_name is None or context.record.recipients:
        return
    if not _LIST.search(context.norm):
        yield Hit(
            [context.end],
            "Văn bản không có “Nơi nhận”. Đối chiếu với bản đã ký và bổ sung.",
            "The document has no list of recipients (“Nơi nhận”). Compare with the signed copy and add it.",
        )


RULE = Rule("HD109", "recipients-missing", "warning", "document", check)
