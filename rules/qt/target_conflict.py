"""target-conflict: one target, two figures / cùng một chỉ tiêu ghi hai số

What it finds: Two numbers for what the whole plan is to reach, in the same unit and for the same time, that cannot
both hold; the target of all told again as another; and one event or quarter that is to bring in more than the whole
year.

Why it matters: Nobody knows which number the report will be measured by.

Example: "phấn đấu đạt trên 250 đơn vị máu" among the aims, "dự kiến tiếp nhận trên 300 đơn vị máu" among the
contents.

How to resolve: Check the number that the level above has assigned, and write it at both places.

Phát hiện: Hai chỗ ghi hai số khác nhau cho cùng một chỉ tiêu chung, cùng đơn vị tính, cùng thời gian; hoặc chỉ tiêu
của một đợt, một quý lớn hơn chỉ tiêu cả năm.

Vì sao: Không biết lấy số nào để giao và đánh giá.

Ví dụ: Phần mục đích ghi "phấn đấu đạt trên 250 đơn vị máu", phần nội dung ghi "dự kiến tiếp nhận trên 300 đơn vị
máu".

Cách xử lý: Kiểm tra số cấp trên giao và ghi thống nhất ở cả hai chỗ.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from parsers import regex
from parsers.records import BodyRef, DateValue, Grounded, Indicator, Number, QuotaRow, QuotaTable, Span, Target
from parsers.text import fold
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import retrospective
from rules.support.quantities import least, most, quota_columns
from rules.support.scopes import is_of_home, whole_targets

_COMPARED: frozenset[Indicator] = frozenset(("blood_units", "registrants", "donors"))

_FARTHEST = 3
# "dự trữ không dưới 250 đơn vị máu trong dịp Tết": what is kept, not what is given
_STORE = regex.compile(
    r"(?<!\w)(?:nhu cầu|dự kiến cần|cần (?:dùng|sử dụng|có)|dự trữ|tồn trữ|dự phòng|dự trù|cơ số|tồn kho"
    r"|trong kho|kho máu|ngân hàng máu)(?!\w)"
)
# "Tỉnh giao | 360 đơn vị máu. Xã phấn đấu …", "chỉ tiêu tỉnh giao là | 360 …": what is handed down may be gone beyond
_HANDED_DOWN = regex.compile(r"(?r)(?<!được )(?<!\w)giao(?: chỉ tiêu)?(?: cho \w+(?: \w+)?)?(?: là|:)? ")
# … but "chỉ tiêu 70 đơn vị máu được giao đợt này" is that of the row
_PART = regex.compile(r"(?<!\w)(?:trong đó|trong số này|số này gồm|(?:bao )?gồm cả|kể cả|phần)(?!\w)")
# "tiếp nhận đủ chỉ tiêu 150 đơn vị máu của cả đợt"
_OF_ALL = regex.compile(
    r"(?<!\w)(?:chỉ tiêu|mục tiêu)(?: là)? (?P<number>\d{1,3}(?:\.\d{3})+|\d{2,6}) (?P<unit>đơn vị|người|lượt)"
    r"(?: [^\W\d]+){0,2}? (?:của|cho) (?:cả|toàn) (?:đợt|ngày hội|xã|phường|huyện|tỉnh|trường|năm|chương trình)(?!\w)"
)
_ROUND = regex.compile(r"(?<!\w)(?:(?:đợt|lần|buổi|quý|tháng)(?! này)|mỗi(?: \p{L}+){1,5} \d)(?!\p{L})")


def check(context: Context) -> Iterator[Hit]:
    of_the_whole = [*_of_the_whole(context)] or [*_told_again(context)]
    yield from of_the_whole or _of_a_part(context)
    yield from _against_rows(context)


def _of_the_whole(context: Context) -> Iterator[Hit]:
    targets = [
        t
        for t in whole_targets(context)
        if t.quantity.indicator in _COMPARED and t.quantity.comparator != "about" and "no-body" not in t.doubts
    ]
    minima = [least(t.quantity) for t in targets]
    for a, b in itertools.combinations(targets, 2):
        if _counts(a) != _counts(b) or not _one_time(context, a, b):
            continue
        parts = [m for t, m in zip(targets, minima, strict=True) if t.quantity.indicator == a.quantity.indicator]
        if len(parts) > 2 and max(parts) == sum(parts) - max(parts):
            continue  # a whole and its parts
        if any(_is_handed_down(context, t) or _is_store(context, t) for t in (a, b)):
            continue
        if any(_is_said_to_be_part(context, t) for t in (a, b)):
            continue
        if _contradict(a, b) and not _one_sentence(context, a, b):
            yield _hit([a.spans[0], b.spans[0]], (a.id, b.id))
            return


def _told_again(context: Context) -> Iterator[Hit]:
    """The number of the whole, told again as another: "hoàn thành chỉ tiêu 150 đơn vị máu của cả đợt"."""
    wholes = [t for t in whole_targets(context) if t.quantity.comparator != "about" and t.quantity.min is not None]
    for match in context.prose.finditer(_OF_ALL, "của cả ", "của toàn "):
        unit, number = match["unit"], float(match["number"].replace(".", ""))
        known = [t for t in wholes if (t.quantity.unit or "").startswith(unit) and not _is_store(context, t)]
        again = retrospective(context.prose.text[slice(*context.prose.sentence(match.start()))])
        if known and not again and not any(number in (t.quantity.min, t.quantity.max) for t in known):
            span = context.said(*match.span())
            yield _hit([known[0].spans[0], span], (known[0].id,))
            return


def _of_a_part(context: Context) -> Iterator[Hit]:
    """One event or quarter that is to bring in more than the whole year: a part cannot exceed the whole."""
    wholes = [
        t
        for t in whole_targets(context)
        if t.quantity.comparator != "about" and not _is_store(context, t) and not _is_handed_down(context, t)
    ]
    days = {event.id: event.date for event in context.record.events}
    for part in context.record.targets:
        time = days.get(part.event) if part.event else part.period
        if part.quantity.comparator == "about" or not is_of_home(context, part) or _is_store(context, part):
            continue
        for whole in wholes:
            known = whole.quantity.indicator in _COMPARED and _counts(whole) == _counts(part)
            more = 0 < least(whole.quantity) < least(part.quantity) <= _FARTHEST * least(whole.quantity)
            if known and more and _is_within(time, whole.period):
                yield _hit([whole.spans[0], part.spans[0]], (whole.id, part.id))
                return


def _is_within(part: DateValue | None, whole: DateValue | None) -> bool:
    """Whether one stretch of time is a part of another that is a year or longer."""
    if part is None or whole is None or not (part.first and part.last and whole.first and whole.last):
        return False
    years = whole.first.endswith("-01-01") and whole.last.endswith("-12-31")
    return years and whole.first <= part.first and part.last <= whole.last and part.edtf not in whole.edtf


def _is_handed_down(context: Context, target: Target) -> bool:
    """Whether somebody above gives the number to a body that the words leave out."""
    place = context.place(target.spans[0].start)
    return not target.bodies and _HANDED_DOWN.match(context.prose.text, max(0, place - 60), place) is not None


def _against_rows(context: Context) -> Iterator[Hit]:
    """A body whose number in the text is not the one of its row in the only table of quotas."""
    tables = [table for table in context.record.quota_tables if len(table.rows) > 1]
    if len(tables) != 1 or context.is_report:
        return
    columns = {column.indicator: index for index, column in quota_columns(tables[0])}
    if len(columns) != len(quota_columns(tables[0])):
        return  # several rounds of one thing
    rows = {fold(row.body.canonical): row for row in tables[0].rows}
    for target in context.record.targets:
        body = target.bodies[0] if len(target.bodies) == 1 else None
        row, index = _row_of(body, rows) if body else None, columns.get(target.quantity.indicator)
        if row is None or index is None or index >= len(row.values) or not _states_a_minimum(context, target):
            continue
        cell = row.values[index]
        if not cell.doubts and _counts_alike(tables[0], index, target) and _is_more(target, cell):
            yield _hit([target.spans[0], *cell.spans], (target.id, tables[0].id))


def _is_said_to_be_part(context: Context, target: Target) -> bool:
    """ "Số này gồm cả phần do Trung tâm điều phối (200 đơn vị)"."""
    place = context.place(target.spans[0].start)
    begin, _ = context.prose.sentence(place)
    return _PART.search(context.prose.text, begin, place) is not None


def _row_of(body: BodyRef, rows: Mapping[str, QuotaRow]) -> QuotaRow | None:
    """The row of a body, whose kind the table may leave out: "Thôn An Hòa" in the text, "An Hòa" in its row."""
    name = fold(body.canonical)
    short = [row for key, row in rows.items() if len(key.split()) > 1 and name.endswith(f" {key}")]
    return rows.get(name) or (short[0] if len(short) == 1 else None)


def _is_more(target: Target, cell: Grounded[Number]) -> bool:
    return cell.value is not None and least(target.quantity) > cell.value


def _counts_alike(table: QuotaTable, index: int, target: Target) -> bool:
    """Whether a column counts what a target does: meals and the people beside them are both "other"."""
    unit = table.value_columns[index].unit
    return target.quantity.indicator != "other" or (unit is not None and unit == target.quantity.unit)


def _states_a_minimum(context: Context, target: Target) -> bool:
    if not target.spans or target.doubts or target.quantity.per or target.event:
        return False
    bounded = target.quantity.comparator in ("exactly", "at_least", "more_than")
    return bounded and _is_for_the_whole_time(context, target) and not _is_of_another_kind(context, target)


def _is_for_the_whole_time(context: Context, target: Target) -> bool:
    """Whether a target is for a year, as the row is, or for the only day that the plan is about."""
    time = target.period.edtf if target.period else ""
    days = {event.date.edtf for event in context.record.events if event.date}
    return len(time) in (0, 4) or days == {time}


def _is_of_another_kind(context: Context, target: Target) -> bool:
    """Whether a target is that of one round, where the row is that of them all, or what a store has to hold."""
    begin, end = context.prose.sentence(context.place(target.spans[0].start))
    return _ROUND.search(context.prose.text, begin, end) is not None or _is_store(context, target)


def _is_store(context: Context, target: Target) -> bool:
    begin, end = context.prose.sentence(context.place(target.spans[0].start))
    return _STORE.search(context.prose.text, begin, end) is not None


def _hit(spans: list[Span], records: tuple[str, ...]) -> Hit:
    first, second = one_line(spans[0].quote), one_line(spans[1].quote)
    return Hit(
        spans[:2],
        f"Cùng một chỉ tiêu nhưng ghi hai số: “{first}” và “{second}”. Kiểm tra số nào đúng.",
        f"One target, two figures: “{first}” and “{second}”. Check which holds.",
        records,
    )


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
    """Whether both cannot hold; numbers far apart are of two things, not of one written twice."""
    small, large = sorted((least(t.quantity) or most(t.quantity)) for t in (a, b))
    if large > _FARTHEST * small:
        return False
    if a.quantity.comparator == b.quantity.comparator:
        return (a.quantity.min, a.quantity.max) != (b.quantity.min, b.quantity.max)
    return most(a.quantity) < least(b.quantity) or most(b.quantity) < least(a.quantity)


def _one_sentence(context: Context, a: Target, b: Target) -> bool:
    places = [context.prose.sentence(context.place(t.spans[0].start)) for t in (a, b)]
    return places[0] == places[1]


RULE = Rule("QT307", "target-conflict", "warning", "document", check)
