"""figure-conflict: one figure, typed in two ways / một số liệu ghi hai số gần giống nhau

What it finds: The same thing counted in the same words in two sentences, with two figures that are one digit or two
swapped digits apart.

Why it matters: One of the two was corrected, the other was forgotten; each reader prepares for another number.

Example: "ít nhất 480 đơn vị máu do đoàn viên, thanh niên hiến" under the aims, and "450 đơn vị máu do đoàn viên, thanh
niên hiến" among the tasks.

How to resolve: Find out which figure holds, and put it in both places.

Phát hiện: Cùng một nội dung, cùng lời văn ở hai câu nhưng hai con số chỉ khác nhau một chữ số hoặc đảo hai chữ số.

Vì sao: Một chỗ đã sửa, chỗ kia bị sót; mỗi nơi chuẩn bị theo một số.

Ví dụ: Phần chỉ tiêu ghi "ít nhất 480 đơn vị máu do đoàn viên, thanh niên hiến", phần nhiệm vụ ghi "450 đơn vị máu do
đoàn viên, thanh niên hiến".

Cách xử lý: Xác định số đúng và ghi thống nhất.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

# "60 suất quà | cho hộ nghèo"
_COUNTED = regex.compile(
    r"(?=\d)(?<![\w.,/:-])(?P<figure>[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{1,5})(?![\d.,/:%-]\d?|\d) "
    r"(?P<unit>(?!tháng|năm|ngày|giờ|phút|tuần|lần|quý|kg|ml|tuổi|đến|và|triệu|tỷ|đồng)[^\W\d]+)"
    r"(?P<what>(?: [^\W\d]+)*(?:, (?!mỗi|gồm|trong|đạt|bằng)[^\W\d]+ [^\W\d]+(?= [^\W\d]))?(?: [^\W\d]+)*)"
)
# words that tell nothing of what is counted
_EMPTY = frozenset((
    "và", "của", "cho", "các", "những", "được", "là", "có", "trong", "tại", "ở", "về", "với", "theo", "từ", "đến", "để",
    "do", "trên", "khi", "sẽ", "đã", "ra", "vào", "một", "trở", "lên", "hơn", "này", "đó", "như", "gồm", "cả", "trao",
    "hiến", "tham", "gia", "đăng", "ký", "tiếp", "nhận", "vị", "máu", "toàn", "phần", "người", "lượt", "tình", "nguyện",
))  # fmt: skip
_OTHERWISE = regex.compile(
    r"(?<!\w)(?:năm trước|năm ngoái|cùng kỳ|so với|trước đây|trước khi|tăng|giảm|trong năm \d{4}"
    r"|năm \d{4})(?!\w)"
)
# what tells one part from another: "đợt 1", "loại A", "cụm 2"
_MEMBER = regex.compile(
    r"(?<!\w)(?:đợt|quý|lần|buổi|cụm|lớp|khối|nhóm|điểm|ca|tháng|kỳ|vòng|loại|bảng|giải|tổ|đội|thôn|xã|phường|trường)"
    r"(?: thứ| số)? (?:\d{1,2}(?:/\d{1,2})?|[ivx]+|nhất|hai|ba|tư|đầu|cuối|\p{Lu}|[a-e])(?!\w)"
)
_EACH = regex.compile(r"(?<!\w)(?:mỗi|từng|bình quân)(?!\w)")
_LEAST_WORDS, _MOST_COMPARED = 3, 200


@dataclass(frozen=True, slots=True)
class _Count:
    figure: str
    what: frozenset[str]
    start: int
    end: int


def check(context: Context) -> Iterator[Hit]:
    for counts in _by_unit(context).values():
        for a, b in itertools.combinations(counts[:_MOST_COMPARED], 2):
            alike = a.what <= b.what or b.what <= a.what
            if alike and _mistyped(a.figure, b.figure) and not _are_parts(context, a, b):
                spans = [context.said(one.start, one.end) for one in (a, b)]
                first, second = (one_line(span.quote) for span in spans)
                yield Hit(
                    spans,
                    f"“{first}” và “{second}”: một nội dung ghi hai số. Kiểm tra số nào đúng.",
                    f"“{first}” and “{second}”: one thing with two figures. Check which holds.",
                )
                return


def _by_unit(context: Context) -> dict[str, list[_Count]]:
    """What running sentences count once and for all, by its noun."""
    text = context.prose.text
    found: dict[str, list[_Count]] = defaultdict(list)
    for match in _COUNTED.finditer(text):
        words = frozenset(match["what"].replace(",", "").split()) - _EMPTY
        if len(words) < _LEAST_WORDS:
            continue
        if "\t" in text[slice(*context.prose.paragraph(match.start()))]:
            continue
        begin, end = context.prose.sentence(match.start())
        if not _OTHERWISE.search(text, begin, end) and not _EACH.search(text, begin, match.start()):
            found[match["unit"]].append(_Count(match["figure"], words, *match.span()))
    return found


def _are_parts(context: Context, a: _Count, b: _Count) -> bool:
    """Whether the two stand in one sentence, or count different rounds or places."""
    text = context.prose.text
    sentences = [context.prose.sentence(one.start) for one in (a, b)]
    members = [{match[0] for match in _MEMBER.finditer(text, *sentence)} for sentence in sentences]
    return sentences[0] == sentences[1] or (members[0] != members[1] and all(members))


def _mistyped(a: str, b: str) -> bool:
    """Whether two figures differ in one digit, or by two that changed places."""
    apart = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    swapped = len(apart) == 2 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
    return len(a) == len(b) and (len(apart) == 1 or swapped)


RULE = Rule("QT324", "figure-conflict", "warning", "document", check)
