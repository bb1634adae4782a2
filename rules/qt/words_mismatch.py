"""words-mismatch: a number in figures and in words differs / số ghi bằng số khác số ghi bằng chữ

What it finds: A number whose spelling in words, in brackets right behind it or before it, says another number.

Why it matters: Where the two differ, nobody knows which one was decided.

Example: "150 (một trăm sáu mươi) đơn vị máu".

How to resolve: Check the number that was decided, and write it both ways.

Phát hiện: Số ghi bằng chữ trong ngoặc ngay cạnh số ghi bằng chữ số lại là một số khác.

Vì sao: Hai cách ghi khác nhau thì không biết số nào đã được duyệt.

Ví dụ: "150 (một trăm sáu mươi) đơn vị máu".

Cách xử lý: Đối chiếu số đã duyệt, ghi thống nhất cả hai cách.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mentions.quantities.words import NUMBER_WORDS, number_in_words
from parsers.text import either
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

_NUMBER = r"(?=\d)(?<![\d.,/-])(?P<figures>\d{1,3}(?:\.\d{3}){1,4}|\d{1,12})(?![\d.,]?\d)"
_WORDS = rf"(?P<words>(?:{either(NUMBER_WORDS)})(?:,? (?:{either(NUMBER_WORDS)}))*)"
# "150 (một trăm sáu mươi) đơn vị máu" · "12.500.000 đồng (mười hai triệu năm trăm nghìn đồng)" · "05 (năm) ngày"
_BOTH = regex.compile(
    rf"{_NUMBER}(?: ?(?:đồng|đ|vnđ|vnd))? ?\((?:bằng chữ:? |viết bằng chữ:? |ghi bằng chữ:? )?{_WORDS}"
    r"(?: đồng)?(?: chẵn)?(?:(?: (?!rưỡi)\p{L}+){0,3})\.?\)"
)
_DATED = regex.compile(r"(?r)(?:ngày|tháng|năm|điều|khoản|mục|số|đợt|quý|điểm|phụ lục|lần thứ|thứ) $")


def check(context: Context) -> Iterator[Hit]:
    for match in context.prose.finditer(_BOTH, "("):
        try:
            spelt = number_in_words(match["words"])
        except ValueError:  # "(năm hai)"
            continue
        if spelt == int(match["figures"].replace(".", "")) or _DATED.match(context.prose.text, 0, match.start()):
            continue
        span = context.said(match.start(), match.end())
        written = one_line(span.quote)
        yield Hit(
            [span],
            f"“{written}”: chữ số và chữ viết là hai số khác nhau. Kiểm tra số nào đúng.",
            f"“{written}”: the figures and the words are different numbers. Check which holds.",
        )


RULE = Rule("QT312", "words-mismatch", "error", "document", check)
