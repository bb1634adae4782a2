"""text-not-vietnamese: the words of the file are no Vietnamese / lớp chữ của tệp không phải tiếng Việt

What it finds: A text of which a third of the words or more are no Vietnamese syllables: a PDF whose letters lost their
marks, or an old font that was read with the wrong table.

Why it matters: Nearly everything that is drawn from such a text is wrong or missing.

Example: "KE HO ACH van d ng hi n mau", "UÛy ban nhaân daân".

How to resolve: Open the page and see what it shows; scan it, or save the file anew with Unicode letters.

Phát hiện: Từ một phần ba số từ trở lên không phải âm tiết tiếng Việt: PDF mất dấu, hoặc phông chữ cũ đọc sai bảng mã.

Vì sao: Hầu hết thông tin rút ra từ văn bản như vậy đều sai hoặc thiếu.

Ví dụ: "KE HO ACH van d ng hi n mau", "UÛy ban nhaân daân".

Cách xử lý: Mở trang để đối chiếu; quét lại hoặc lưu lại tệp bằng phông Unicode.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

from parsers import regex
from parsers.syllables import is_syllable
from parsers.text import normal
from rules.context import Context
from rules.rule import Hit, Rule

# Words in small letters: names and abbreviations tell nothing
_WORD = regex.compile(r"(?<!\w)\p{Ll}+(?!\w)")
_LEAST_WORDS = 30
_SHARE = 0.3


def check(context: Context) -> Iterator[Hit]:
    counts = [(times, *_words(piece)) for piece, times in Counter(context.plain.split()).items()]
    total = sum(times * words for times, words, _ in counts)
    if total < _LEAST_WORDS:
        return
    wrong = sum(times * strange for times, _, strange in counts)
    if wrong >= _SHARE * total:
        percent = round(100 * wrong / total)
        yield Hit(
            [context.heading],
            f"{percent}% số từ không phải tiếng Việt: lớp chữ của tệp có thể hỏng. Đối chiếu với trang gốc, quét lại.",
            f"{percent}% of the words are no Vietnamese: the text layer may be damaged. Compare with the pages.",
        )


@functools.lru_cache(maxsize=16384)
def _words(piece: str) -> tuple[int, int]:
    """How many words in small letters stand between two blanks, and how many of them are none of the language."""
    words = _WORD.findall(piece)
    return len(words), sum(not is_syllable(normal(word)) for word in words)


RULE = Rule("RD908", "text-not-vietnamese", "warning", "reading", check)
