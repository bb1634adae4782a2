"""archive-line-missing: the recipients lack the line "Lưu" / nơi nhận thiếu dòng "Lưu"

What it finds: A list of recipients without a line "Lưu: VT, …".

Why it matters: The line says which unit keeps the file; Nghị định 30/2020/NĐ-CP, Phụ lục I, asks for it as the last
of the list.

Example: "Nơi nhận: - Như trên; - Hội Chữ thập đỏ tỉnh (b/c)." and nothing more.

How to resolve: Add "Lưu: VT" with the drafting unit.

Phát hiện: Nơi nhận không có dòng "Lưu: VT, …".

Vì sao: Dòng này cho biết đơn vị lưu hồ sơ; Nghị định 30/2020/NĐ-CP, Phụ lục I, yêu cầu là dòng cuối của nơi nhận.

Ví dụ: "Nơi nhận: - Như trên; - Hội Chữ thập đỏ tỉnh (b/c)." rồi hết.

Cách xử lý: Bổ sung "Lưu: VT" và đơn vị soạn thảo.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from rules.context import Context
from rules.rule import Hit, Rule

# "- Lưu: VT, CTĐ.", "Lưu VP.", "Lưu; VT"
_ARCHIVE = regex.compile(r"lưu ?[:;,.]? ?(?:vt|vp|văn thư|hồ sơ|hs)\b")


def check(context: Context) -> Iterator[Hit]:
    recipients = context.record.recipients
    if not recipients or any(r.archive for r in recipients) or context.record.source.ocr:
        return
    if not _ARCHIVE.search(context.norm):
        yield Hit(
            recipients[-1].spans,
            "Nơi nhận không có dòng “Lưu: VT, …”.",
            "The list of recipients has no line “Lưu: VT, …” that says who keeps the file.",
        )


RULE = Rule("HD110", "archive-line-missing", "info", "document", check)
