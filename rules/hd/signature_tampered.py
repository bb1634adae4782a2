"""signature-tampered: a digital signature no longer fits its file / chữ ký số không còn khớp với tệp

What it finds: A digital signature of a PDF whose signed bytes are no longer those that were signed, or that was not
made with the key of the certificate that it names.

Why it matters: The file is not what the signer signed: a number, a date or a name in it may have been altered. A
signature that does not fit is worth less than none.

Example: The file is signed by "Lò Thị Mây", and a figure in it was changed afterwards with an editor.

How to resolve: Do not act on this copy. Ask the office that issued it for the original file, or read it in its own
document system.

Phát hiện: Tệp PDF có chữ ký số nhưng nội dung được ký không còn nguyên vẹn, hoặc chữ ký không phải của chứng thư ghi
trong tệp.

Vì sao: Tệp này không còn là bản mà người ký đã ký: số liệu, ngày tháng, tên có thể đã bị sửa. Chữ ký không khớp còn
kém hơn không có chữ ký.

Ví dụ: Tệp do “Lò Thị Mây” ký số, sau đó có người dùng phần mềm sửa một con số.

Cách xử lý: Không làm theo bản này. Xin lại tệp gốc từ cơ quan ban hành, hoặc đọc trên hệ thống quản lý văn bản.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.context import Context
from rules.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    for signature in context.record.signatures:
        if signature.status == "tampered":
            yield Hit(
                context.signing,
                f"Chữ ký số của {signature.signer or 'người chưa rõ'} không khớp với tệp: nội dung đã bị sửa sau khi "
                "ký. Không làm theo bản này; xin lại tệp gốc từ cơ quan ban hành.",
                f"The digital signature of {signature.signer or 'a person unknown'} does not fit the file: what was "
                "signed has been altered. Do not act on this copy; ask the issuing office for the original.",
            )


RULE = Rule("HD112", "signature-tampered", "error", "document", check)
