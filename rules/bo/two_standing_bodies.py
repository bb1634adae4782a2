"""two-standing-bodies: two bodies are called the standing body of one committee / hai nơi cùng là cơ quan thường trực

What it finds: Two bodies of which each is said to be the standing body ("cơ quan thường trực") of the same committee.

Why it matters: Nobody knows which of them keeps the work going, and to whom the members write.

Example: "Hội Chữ thập đỏ xã là cơ quan thường trực của Ban Chỉ đạo" and "Trạm Y tế xã (cơ quan thường trực Ban Chỉ
đạo)".

How to resolve: Ask who was made the standing body, and name it at both places.

Phát hiện: Hai đơn vị cùng được ghi là cơ quan thường trực của một ban chỉ đạo.

Vì sao: Không rõ đơn vị nào điều phối, các thành viên gửi văn bản về đâu.

Ví dụ: "Hội Chữ thập đỏ xã là cơ quan thường trực của Ban Chỉ đạo" và "Trạm Y tế xã (cơ quan thường trực Ban Chỉ đạo)".

Cách xử lý: Xác định đơn vị thường trực và ghi thống nhất ở cả hai chỗ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from parsers import regex
from parsers.records import Body, Span
from parsers.text import fold, normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule

# "Hội Chữ thập đỏ xã | là cơ quan thường trực của Ban Chỉ đạo, …" · "| (cơ quan Thường trực BCĐ)" · "|, đơn vị …"
_STANDING = regex.compile(
    r"(?: là|,| \(| ?-) ?(?:cơ quan|đơn vị|bộ phận)? ?thường trực (?:của |cho )?"
    r"(?P<of>ban chỉ đạo|bcđ|ban vận động|ban tổ chức|btc|hội đồng|tổ giúp việc)"
    r"(?P<level> (?:tỉnh|xã|phường|huyện|thành phố|trường))?(?!\w)"
)
_SEVERAL = regex.compile(r"(?<!\w)các(?!\w)")
_SHORT = {"bcđ": "ban chỉ đạo", "btc": "ban tổ chức"}


class _Standing(NamedTuple):
    body: Body
    span: Span
    of: str
    level: str


def check(context: Context) -> Iterator[Hit]:
    seen: list[_Standing] = []
    for one in _named(context):
        other = next((e for e in seen if e.of == one.of and _one_level(e, one) and not _same(e.body, one.body)), None)
        if other is not None:
            first, second = one_line(other.body.canonical), one_line(one.body.canonical)
            yield Hit(
                [other.span, one.span],
                f"{first} và {second} cùng được ghi là thường trực {one.of}. Kiểm tra đơn vị nào đúng.",
                f"{first} and {second} are both called the standing body. Check which of them it is.",
            )
            return
        seen.append(one)


def _named(context: Context) -> Iterator[_Standing]:
    """The bodies that are called the standing one of a committee, in the order of the text."""
    text = context.prose.text
    for body in sorted(context.record.bodies, key=lambda one: one.spans[0].start if one.spans else 0):
        for span in body.spans:
            place = context.place(span.end)
            match = _STANDING.match(text, place)
            if match and not _SEVERAL.search(normal(body.canonical)):
                of = _SHORT.get(match["of"], match["of"])
                said = context.said(context.place(span.start), match.end())
                yield _Standing(body, said, of, (match["level"] or "").strip())


def _one_level(a: _Standing, b: _Standing) -> bool:
    """Whether both may be of one committee: each level has its own."""
    return a.body.level == b.body.level and (not a.level or not b.level or a.level == b.level)


def _same(a: Body, b: Body) -> bool:
    """Whether two names may stand for one body, one of them in short: "Hội CTĐ", "Hội Chữ thập đỏ tỉnh"."""
    first, second = fold(normal(a.canonical)), fold(normal(b.canonical))
    return first.startswith(second) or second.startswith(first)


RULE = Rule("BO407", "two-standing-bodies", "warning", "document", check)
