"""part-repeat: the same part stands twice / một phần bị lặp lại

What it finds: Two headings, or two long items, with the same words under one heading.

Why it matters: One of the two was probably copied and then forgotten; where their contents differ, nobody knows which
holds.

Example: "III. KINH PHÍ THỰC HIỆN" and, two parts later, "V. KINH PHÍ THỰC HIỆN".

How to resolve: Compare the two; keep one, or give the second its proper heading.

Phát hiện: Hai đề mục, hoặc hai gạch đầu dòng dài, giống hệt nhau trong cùng một phần.

Vì sao: Một trong hai có lẽ do sao chép rồi quên; nếu nội dung khác nhau thì không biết theo đâu.

Ví dụ: "III. KINH PHÍ THỰC HIỆN" và hai phần sau đó lại có "V. KINH PHÍ THỰC HIỆN".

Cách xử lý: So sánh hai chỗ; giữ một, hoặc đặt lại đề mục cho chỗ thứ hai.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.records import Section
from parsers.text import fold
from rules.context import Context
from rules.rule import Hit, Rule
from rules.support.numbering import families

# A short item ("- Thành phần:") may come again under the next point; a heading of two words or a sentence may not.
_HEADING_WORDS, _ITEM_WORDS = 2, 8


def check(context: Context) -> Iterator[Hit]:
    for children in families(context):
        seen: dict[str, Section] = {}
        for section in children:
            words = fold(section.title)
            least = _HEADING_WORDS if section.number and section.number[0].isalnum() else _ITEM_WORDS
            if len(words.split()) < least:
                continue
            first = seen.setdefault(words, section)
            if first is not section and (first.number or "")[:1].isalnum() == (section.number or "")[:1].isalnum():
                yield Hit(
                    [first.span, section.span],
                    f"“{_short(section.title)}” xuất hiện hai lần trong cùng một phần. Kiểm tra chỗ nào thừa.",
                    f"“{_short(section.title)}” stands twice in one part. Check which of the two is left over.",
                )


def _short(title: str) -> str:
    words = title.split()
    return " ".join(words[:14]) + (" …" if len(words) > 14 else "")


RULE = Rule("OL103", "part-repeat", "warning", "document", check)
