"""changed-after-signing: pages were changed after a digital signature / trang bị sửa sau khi ký số

What it finds: A digital signature of a PDF that still fits what it signed, in a file whose pages look otherwise since:
something was drawn over a page, a page was added or taken out, a filled field has another value. Later signatures,
forms filled and remarks are no such change.

Why it matters: The signer answers for what was there, not for what was added. Some document systems print the number
and the day into the page after the leader has signed, so that it need not be bad.

Example: The leader signed on 27/02, then a line was added to the schedule and the file saved again.

How to resolve: Compare with the signed version, which a PDF viewer shows ("View signed version"), or ask the office.

Phát hiện: Chữ ký số vẫn khớp với phần đã ký, nhưng sau đó trang văn bản bị thay đổi: viết đè lên trang, thêm hoặc bớt
trang, sửa ô đã điền. Chữ ký thêm sau, điền biểu mẫu và ghi chú không tính là thay đổi.

Vì sao: Người ký chịu trách nhiệm về nội dung lúc ký, không phải phần thêm vào sau. Có hệ thống in số và ngày vào trang
sau khi lãnh đạo ký, nên chưa chắc là sai.

Ví dụ: Lãnh đạo ký ngày 27/02, sau đó lịch tổ chức bị thêm một dòng rồi lưu lại.

Cách xử lý: So với bản lúc ký (phần mềm đọc PDF có mục xem phiên bản đã ký), hoặc hỏi lại cơ quan ban hành.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    for signature in context.record.signatures:
        if signature.status == "changed-after":
            yield Hit(
                context.signing,
                f"Sau khi {signature.signer or 'người chưa rõ'} ký số, trang văn bản còn bị thay đổi. Hãy so với bản "
                "lúc ký.",
                f"After {signature.signer or 'a person unknown'} signed, pages of the file were changed. Compare with "
                "the signed version.",
            )


RULE = Rule("HD113", "changed-after-signing", "warning", "document", check)
