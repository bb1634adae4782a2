"""inner-reference: the document cites an article or part of itself that it has not / dẫn chiếu điều, mục không có

What it finds: "Điều 5 Quyết định này" where the decision ends with article 4; "có tên tại mục VI" where the plan has
five parts.

Why it matters: What is referred to was struck or never written; nobody can look it up.

Example: "theo quy định tại Điều 5 Quyết định này" in a decision of four articles.

How to resolve: Look for the article that is meant, and correct the number.

Phát hiện: "Điều 5 Quyết định này" trong khi quyết định chỉ có bốn điều; "có tên tại mục VI" trong khi kế hoạch có năm
mục.

Vì sao: Nội dung được dẫn đã bị bỏ hoặc chưa viết; người đọc không tra được.

Ví dụ: "theo quy định tại Điều 5 Quyết định này" trong quyết định có bốn điều.

Cách xử lý: Tìm đúng điều, mục cần dẫn và sửa số.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.records import Section
from parsers.roman import roman_value
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

_TYPE = r"(?:quyết định|quy chế|quy định|kế hoạch|nghị quyết|thông báo|công văn|báo cáo|hướng dẫn|văn bản|thể lệ)"
_OWN = rf"(?:,? (?:của )?(?:bản )?{_TYPE} này| nêu trên| ở trên|(?=[.;,)]? ?(?:\n|$)))"
_ARTICLE = regex.compile(rf"(?<!\w)điều (?P<number>\d{{1,2}})(?!\d|[.,]\d){_OWN}")
_PART = regex.compile(rf"(?<!\w)(?:tại|ở|theo|trong) (?:mục|phần) (?P<number>[ivx]{{1,4}})(?:\.\d{{1,2}})?(?!\w){_OWN}")
_LEAST_PARTS = 2


def check(context: Context) -> Iterator[Hit]:
    numbers = [section.number for section in _all(context.record.sections) if section.number]
    articles = [int(number.removeprefix("Điều ")) for number in numbers if regex.fullmatch(r"Điều \d+", number)]
    parts = [value for number in numbers if number.isupper() and (value := roman_value(number))]
    for pattern, known, words in ((_ARTICLE, articles, ("điều",)), (_PART, parts, ("mục", "phần"))):
        last = max(known, default=0)
        if last < _LEAST_PARTS or set(known) != set(range(1, last + 1)):
            continue  # the numbering itself is in doubt
        for match in context.prose.finditer(pattern, *words):
            written = match["number"]
            asked = int(written) if written.isdigit() else roman_value(written) or 0
            if asked <= last:
                continue
            span = context.said(match.start(), match.end())
            yield Hit(
                [span],
                f"“{one_line(span.quote)}”: văn bản chỉ có {last} {words[0]}. Kiểm tra số được dẫn.",
                f"“{one_line(span.quote)}”: the document has {last} of them only. Check the number.",
            )


def _all(sections: list[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.children)


RULE = Rule("RF506", "inner-reference", "warning", "document", check)
