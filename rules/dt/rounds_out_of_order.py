"""rounds-out-of-order: a later round comes before an earlier one / đợt sau có ngày trước đợt trước

What it finds: Rounds, times or stages that are numbered one after the other, the second of which takes place before the
first.

Why it matters: One of the days is wrong, mostly its month, and people come on it.

Example: "Đợt 1: ngày 20/6/2026", then "Đợt 2: ngày 15/3/2026".

How to resolve: Compare the days with the schedule, and correct the one that is out of order.

Phát hiện: Các đợt, lần, giai đoạn đánh số liên tiếp nhưng đợt sau diễn ra trước đợt trước.

Vì sao: Một trong hai ngày sai, thường là sai tháng, mà người dân đến theo ngày đó.

Ví dụ: "Đợt 1: ngày 20/6/2026", sau đó "Đợt 2: ngày 15/3/2026".

Cách xử lý: Đối chiếu với lịch, sửa ngày bị sai thứ tự.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterator
from typing import NamedTuple

from parsers import regex
from parsers.mentions.windows import matches_from
from parsers.records import DateRecord
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import retrospective
from rules.support.timing import first_last

# "Đợt 1: ngày 20/6/2026 …" · "- Giai đoạn 2 (từ ngày 01/4 …)"
_ROUNDS = ("đợt", "lần", "giai đoạn", "bước", "vòng", "kỳ")
_MEMBER = regex.compile(rf"(?<!\w)(?P<word>{'|'.join(_ROUNDS)})(?: thứ)? 0?(?P<number>\d{{1,2}})(?!\w|[/.]\d)")
# at the beginning of a line, or behind a sign
_BEGINS = regex.compile(r"(?r)(?:(?:^|\n)(?:[-+*•] ?|\p{L}\) ?|\d[.)] ?)?|[;:,(\t] ?)")
_BROKEN_OFF = regex.compile(r"[.;\n]|(?<!\w)(?:trước|chậm nhất|hạn|báo cáo|đăng ký|nộp)(?!\w)")
_MARK = 5
_NEAR = 80  # characters between a round and its day


class _Member(NamedTuple):
    word: str
    number: int
    date: DateRecord
    first: datetime.date


def check(context: Context) -> Iterator[Hit]:
    before: _Member | None = None
    for member in _members(context):
        follows = before is not None and (before.word, before.number + 1) == (member.word, member.number)
        if before is not None and follows and member.first < before.first:
            first, second = (one_line(one.date.spans[0].quote) for one in (before, member))
            yield Hit(
                [before.date.spans[0], member.date.spans[0]],
                f"{member.word.capitalize()} {member.number} (“{second}”) diễn ra trước {member.word} "
                f"{before.number} (“{first}”). Kiểm tra hai ngày.",
                f"No. {member.number} (“{second}”) comes before no. {before.number} (“{first}”). Check both days.",
                (before.date.id, member.date.id),
            )
            return
        before = member


def _members(context: Context) -> Iterator[_Member]:
    """The numbered rounds, each with the first day that is named right behind it."""
    dates = sorted(
        ((context.place(one.spans[0].start), one) for one in context.record.dates if one.spans), key=lambda one: one[0]
    )
    places = [place for place, _ in dates]
    text = context.prose.text
    for match in matches_from(_MEMBER, text, _ROUNDS):
        at = bisect.bisect_left(places, match.end())
        if not _BEGINS.match(text, max(0, match.start() - _MARK), match.start()):
            continue
        if at == len(places) or places[at] - match.end() > _NEAR:
            continue
        between = text[match.end() : places[at]]
        if _BROKEN_OFF.search(between) or retrospective(between) or _MEMBER.search(text, match.end(), places[at]):
            continue
        date = dates[at][1]
        first, _ = first_last(date.date)
        if (
            first is not None
            and date.role not in ("due", "cited", "issued")
            and not {"inferred-year", "no-year"} & set(date.doubts)
        ):
            yield _Member(match["word"], int(match["number"]), date, first)


RULE = Rule("DT217", "rounds-out-of-order", "warning", "document", check)
