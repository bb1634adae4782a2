"""signer-missing: nobody has signed / không có người ký

What it finds: A numbered document without the name of a signer, or without any signature part.

Why it matters: Who signs answers for the document; an unsigned plan binds nobody. A draft that has no number yet is
signed last and is not reported.

Example: The text ends with "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", and no name follows.

How to resolve: Compare with the signed copy; perhaps the last page is missing.

Phát hiện: Văn bản đã có số nhưng không có họ tên người ký, hoặc không có phần ký.

Vì sao: Người ký chịu trách nhiệm về văn bản; kế hoạch không có người ký thì không ràng buộc ai. Dự thảo chưa có số
thì ký sau cùng nên không báo.

Ví dụ: Cuối văn bản là "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH" mà không có họ tên.

Cách xử lý: Đối chiếu với bản đã ký; có thể thiếu trang cuối.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    header = context.record.header
    if not context.formal or context.is_draft or header.type_name is None or header.signer_name is not None:
        return
    shown = [field for field in (header.signer_office, header.signer_position, header.competence) if field]
    if shown:
        yield Hit(
            shown[0].spans[-1:],
            f"Dưới “{shown[0].value}” không có họ tên người ký. Đối chiếu với bản đã ký.",
            f"No signer's name stands under “{shown[0].value}”. Compare with the signed copy.",
        )
    else:
        yield Hit(
            [context.end],
            "Văn bản không có phần ký (chức vụ, họ tên). Kiểm tra có thiếu trang cuối không.",
            "The document has no signature part (office, name). Check whether the last page is missing.",
        )


RULE = Rule("HD108", "signer-missing", "warning", "document", check)
