"""What a number is counted per: "350 đơn vị máu/sự kiện", "mỗi quý 06 tin, bài", "23 ca/1.000 phụ nữ"."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.quantities.units import LEXICON
from parsers.text import NormalisedText, either

RATE_BASES = frozenset((1_000, 10_000, 100_000, 1_000_000))
"""How many of the whole a rate is of: "dưới 4/100.000 trẻ"."""

_EACH_WORDS = either(LEXICON["per"]["each"])
_PER = regex.compile(
    r" ?/ ?(?:0?1 )?(?P<per>10{0,2}(?:\.000)+ [^\W\d]+(?: [^\W\d]+)?"
    rf"|{either(LEXICON['per']['words'])}|\p{{L}}+)(?!\w)"
)
_EACH = regex.compile(rf"(?<!\w)(?:mỗi|từng) (?P<per>{_EACH_WORDS})(?!\w)")
# "100 đơn vị máu mỗi đợt", "60 tình nguyện viên phục vụ mỗi đợt", but not "02 sự kiện, mỗi sự kiện đạt …"
_EACH_AFTER = regex.compile(rf"(?: [^\W\d]+){{0,4}}? (?:trong )?(?:mỗi|từng|một) (?P<per>{_EACH_WORDS})(?!\w)")
# "triển khai từng đợt, bảo đảm tiếp nhận 350 đơn vị máu": what is done each time, while the number is of all
_ACTS_ON = regex.compile(
    r"(?r)(?<!\w)(?:triển khai|thực hiện|tổ chức|theo dõi|đánh giá|chuẩn bị|kiểm tra|phục vụ|đôn đốc|phân công|theo) "
)
_FAR = 60


def counted_per(view: NormalisedText, clause: int, start: int, end: int) -> tuple[str | None, int]:
    """What the number between ``start`` and ``end`` is counted per, in its ``clause``; and where the quantity ends."""
    norm, text = view.norm, view.text
    if found := _PER.match(norm, end):
        return text[found.start("per") : found.end("per")], found.end()
    if found := _EACH_AFTER.match(norm, end):
        return text[found.start("per") : found.end("per")], end
    last = None
    for each in _EACH.finditer(norm, max(clause, start - _FAR), start):
        if not (norm.startswith(",", each.end()) and _ACTS_ON.match(norm, clause, each.start())):
            last = each  # the last one counts
    return (text[last.start("per") : last.end("per")] if last else None), end
