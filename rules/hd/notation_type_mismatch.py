"""notation-type-mismatch: the symbol is that of another type of document / ký hiệu không khớp tên loại văn bản

What it finds: A symbol that begins with the abbreviation of one type (KH, BC, QĐ …) over the name of another.

Why it matters: The document goes into the wrong register and will be looked for under the wrong type. Abbreviations
follow Nghị định 30/2020/NĐ-CP, Phụ lục III.

Example: "Số: 58/KH-BCĐ" over a "BÁO CÁO" that was written on top of last year's plan.

How to resolve: Ask the office which register the number is from; correct the symbol or the type name.

Phát hiện: Ký hiệu bắt đầu bằng chữ viết tắt của một loại văn bản (KH, BC, QĐ …) nhưng tên loại là loại khác.

Vì sao: Văn bản vào nhầm sổ và bị tìm sai loại. Chữ viết tắt theo Nghị định 30/2020/NĐ-CP, Phụ lục III.

Ví dụ: "Số: 58/KH-BCĐ" trên một "BÁO CÁO" soạn đè lên kế hoạch năm trước.

Cách xử lý: Hỏi văn thư số thuộc sổ nào; sửa ký hiệu hoặc tên loại.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.lexicon import TYPE_CODES
from parsers.text import fold
from rules.context import Context
from rules.rule import Hit, Rule

# Party documents and usage: "19-CTr/TU", "05-CT/TU" over CHƯƠNG TRÌNH, "57-QĐ/TW" over QUY ĐỊNH, "QĐ" over QUY CHẾ
_ALSO = {"CHƯƠNG TRÌNH": ("CT",), "QUY ĐỊNH": ("QĐ",), "QUY CHẾ": ("QĐ",)}
# Without đ and Đ told apart, as scans write BCD for BCĐ
_CODES = {fold(code): name for name, code in TYPE_CODES.items() if code}


def check(context: Context) -> Iterator[Hit]:
    header = context.record.header
    notation, named = header.code_notation, header.type_name
    if not notation or not named or not notation.value or not named.value or notation.doubts or named.doubts:
        return
    first = regex.split(r"[-/]", notation.value)[0]
    expected = TYPE_CODES.get(named.value)
    of = _CODES.get(fold(first))
    if not expected or of is None or of == named.value:
        return
    if fold(first) in {fold(code) for code in (expected, *_ALSO.get(named.value, ()))}:
        return
    yield Hit(
        [*notation.spans, *named.spans],
        f"Ký hiệu “{notation.value}” là của {of}, nhưng tên loại văn bản là {named.value} (viết tắt {expected}). "
        "Kiểm tra ký hiệu hoặc tên loại.",
        f"The symbol “{notation.value}” belongs to {of}, but the document is a {named.value} ({expected}). "
        "Check the symbol or the type name.",
    )


RULE = Rule("HD105", "notation-type-mismatch", "warning", "document", check)
