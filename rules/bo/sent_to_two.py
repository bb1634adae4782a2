"""sent-to-two: the same is to be reported to two bodies / một nội dung giao gửi hai nơi

What it finds: The same figures or papers, from the same givers, that one place has sent to one body and another place
to another.

Why it matters: Each of the two waits for what the other gets, and sums up a part.

Example: "trưởng thôn báo cáo số con được tiêm về Phòng Kinh tế" in one part, "… số con được tiêm về Trạm Y tế xã" in
another.

How to resolve: Decide who sums up, and name it at both places.

Phát hiện: Cùng một nội dung, cùng người gửi nhưng hai chỗ ghi gửi về hai đơn vị khác nhau.

Vì sao: Mỗi nơi chỉ nhận được một phần, không nơi nào tổng hợp đủ.

Ví dụ: Một chỗ ghi "trưởng thôn báo cáo số con được tiêm về Phòng Kinh tế", chỗ khác ghi "… về Trạm Y tế xã".

Cách xử lý: Xác định đơn vị tổng hợp và ghi thống nhất ở cả hai chỗ.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

from parsers import regex
from parsers.records import Span
from parsers.text import fold
from rules.context import Context
from rules.rule import Hit, Rule, two_places

_SENDS = regex.compile(
    r"(?<!\w)(?:báo cáo|gửi|nộp|cung cấp) (?P<what>(?!(?:về|cho|đến|tới) )[^.;:,()\n\t]{8,80}?)"
    r" (?:về|cho|đến|tới) (?P<who>[^.;:,()\n\t\d]{4,60}?)"
    r"(?= (?:trước|để|theo|chậm|muộn|vào|trong|hằng|hàng|ngay|định kỳ|qua)(?!\w)|[.;:,()\n\t\d]|$)"
)
# "số liệu tồn kho mỗi sáng … chỉ gửi một đầu mối duy nhất là | Phòng Quản lý chất lượng"
_SENT_TO_ONE = regex.compile(
    r"(?<!\w)(?:số liệu|báo cáo|danh sách|thông tin|hồ sơ) (?P<what>[^.;:()\n\t]{4,80}?),? chỉ (?:gửi|báo cáo|nộp)"
    r"(?: (?:về|cho|đến))?(?: (?:một|01))?(?: (?:đầu mối|nơi|bản|bản danh sách))?(?: duy nhất)?(?: (?:là|về|cho|đến))? "
    r"(?P<who>\p{L}[^.;:,()\n\t\d]{4,60}?)(?= (?:trước|để|theo|trong|hằng|hàng)(?!\w)|[.;:,()\n\t\d]|$)"
)
# what is reported to many on many things
_GENERAL = frozenset((
    "kết", "quả", "thực", "hiện", "tình", "hình", "báo", "cáo", "triển", "khai", "danh", "sách", "đăng", "ký", "công",
    "tác", "bằng", "văn", "bản", "của", "các", "đơn", "vị", "mình", "và", "số", "liệu",
))  # fmt: skip
_LEAST_WORDS, _LEAST_OWN = 4, 2
_MOST_COMPARED = 200


class _Sent(NamedTuple):
    what: str
    who: str
    givers: frozenset[str]
    span: Span


def check(context: Context) -> Iterator[Hit]:
    sent = list(itertools.islice(_all_sent(context), _MOST_COMPARED))
    yield from _against_the_only_one(context, sent)
    for index, one in enumerate(sent):
        for other in sent[:index]:
            if _same_thing(one, other) and one.givers & other.givers and not _one_receiver(one.who, other.who):
                yield two_places(
                    other.span,
                    one.span,
                    "“{first}” và “{second}”: một nội dung gửi hai nơi. Kiểm tra nơi nhận.",
                    "“{first}” and “{second}”: the same is sent to two bodies. Check who is to receive it.",
                )
                return


def _against_the_only_one(context: Context, sent: list[_Sent]) -> Iterator[Hit]:
    """What is to be sent to one body only, and elsewhere goes to another."""
    text = context.prose.text
    for match in _SENT_TO_ONE.finditer(text):
        words, who = frozenset(match["what"].split()) - _GENERAL, _plain(match["who"])
        for one in sent:
            apart = (
                one.span.end <= context.said(*match.span()).start or one.span.start >= context.said(*match.span()).end
            )
            if apart and len(words & frozenset(one.what.split())) >= _LEAST_OWN and not _one_receiver(who, one.who):
                span = context.said(*match.span())
                yield two_places(
                    one.span,
                    span,
                    "“{first}” và “{second}”: một nội dung gửi hai nơi. Kiểm tra nơi nhận.",
                    "“{first}” and “{second}”: the same is sent to two bodies. Check who is to receive it.",
                )
                return


def _all_sent(context: Context) -> Iterator[_Sent]:
    text = context.prose.text
    for match in _SENDS.finditer(text):
        words = match["what"].split()
        if len(words) < _LEAST_WORDS or len(set(words) - _GENERAL) < _LEAST_OWN:
            continue
        span = context.said(match.start(), match.end())
        givers = [
            _plain(body.canonical)
            for duty in context.record.obligations
            for body in duty.bodies
            if any(place.start <= span.start < place.end for place in duty.spans)
        ]
        yield _Sent(match["what"], _plain(match["who"]), frozenset(givers), span)


def _plain(name: str) -> str:
    """A name without what makes it plural: "Trưởng các thôn", "trưởng thôn"."""
    return " ".join(word for word in fold(name).split() if word not in ("cac", "nhung", "moi"))


def _same_thing(a: _Sent, b: _Sent) -> bool:
    shorter, longer = sorted((a.what, b.what), key=len)
    return longer == shorter or longer.startswith(f"{shorter} ")


def _one_receiver(a: str, b: str) -> bool:
    """Whether two names may be of one body, one of them in short."""
    return set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split())


RULE = Rule("BO410", "sent-to-two", "warning", "document", check)
