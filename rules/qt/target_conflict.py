"""target-conflict: one target, two figures / cùng một chỉ tiêu ghi hai số

What it finds: Two numbers for what the whole plan is to reach, in the same unit and for the same time, that cannot
both hold.

Why it matters: Nobody knows which number the report will be measured by.

Example: "phấn đấu đạt trên 250 đơn vị máu" among the aims, "dự kiến tiếp nhận trên 300 đơn vị máu" among the
contents.

How to resolve: Check the number that the level above has assigned, and write it at both places.

Phát hiện: Hai chỗ ghi hai số khác nhau cho cùng một chỉ tiêu chung, cùng đơn vị tính, cùng thời gian.

Vì sao: Không biết lấy số nào để giao và đánh giá.

Ví dụ: Phần mục đích ghi "phấn đấu đạt trên 250 đơn vị máu", phần nội dung ghi "dự kiến tiếp nhận trên 300 đơn vị
máu".

Cách xử lý: Kiểm tra số cấp trên giao và ghi thống nhất ở cả hai chỗ.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from parsers.records import Indicator, Target
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.quantities import least, most
from rules.support.scopes import whole_targets

_COMPARED: frozenset[Indicator] = frozenset(("blood_units", "registrants", "donors"))


def check(context: Context) -> Iterator[Hit]:
    targets = [
        t for t in whole_targets(context) if t.quantity.indicator in _COMPARED and t.quantity.comparator != "about"
    ]
    minima = [least(t.quantity) for t in targets]
    for a, b in itertools.combinations(targets, 2):
        if _counts(a) != _counts(b) or not _one_time(context, a, b):
            continue
        parts = [m for t, m in zip(targets, minima, strict=True) if t.quantity.indicator == a.quantity.indicator]
        if len(parts) > 2 and max(parts) == sum(parts) - max(parts):
            continue  # a whole and its parts
        if _contradict(a, b) and not _one_sentence(context, a, b):
            first, second = one_line(a.spans[0].quote), one_line(b.spans[0].quote)
            yield Hit(
                [a.spans[0], b.spans[0]],
                f"Cùng một chỉ tiêu nhưng ghi hai số: “{first}” và “{second}”. Kiểm tra số nào đúng.",
                f"One target, two figures: “{first}” and “{second}”. Check which holds.",
                (a.id, b.id),
            )
            return


def _counts(target: Target) -> tuple[Indicator, str | None]:
    return target.quantity.indicator, target.quantity.unit


def _one_time(context: Context, a: Target, b: Target) -> bool:
    """Whether two targets are for one time; in a plan of one event its day and its year are the same."""
    times = [target.period.edtf if target.period else "" for target in (a, b)]
    if times[0] == times[1]:
        return True
    days = {event.date.edtf for event in context.record.events if event.date}
    counts = [event.count.min for event in context.record.events if event.count]
    return len(days) == 1 and not any(count != 1 for count in counts) and times[0][:4] == times[1][:4]


def _contradict(a: Target, b: Target) -> bool:
    if a.quantity.comparator == b.quantity.comparator:
        return (a.quantity.min, a.quantity.max) != (b.quantity.min, b.quantity.max)
    return most(a.quantity) < least(b.quantity) or most(b.quantity) < least(a.quantity)


def _one_sentence(context: Context, a: Target, b: Target) -> bool:
    places = [context.prose.sentence(context.place(t.spans[0].start)) for t in (a, b)]
    return places[0] == places[1]


RULE = Rule("QT307", "target-conflict", "warning", "document", check)
