"""schedule-conflict: a body is asked for another number of events than its schedule has / số đợt giao khác lịch tổ chức

What it finds: A body that has to hold a number of events in the year, and a schedule by quarters that gives it more
or fewer; a number of rounds in the text, and a table of more or fewer, or of more or fewer days.

Why it matters: The body plans too few days of donation, or the blood centre comes on days that nobody prepared.

Example: "UBND huyện Sông Vàng tổ chức 03 sự kiện trong năm", while the quarters list two for Sông Vàng.

How to resolve: Count the events in the schedule and correct the one or the other.

Phát hiện: Phần nhiệm vụ giao cho đơn vị số sự kiện trong năm khác với số sự kiện của đơn vị đó trong lịch theo quý;
hoặc số đợt nêu trong phần lời khác số đợt, số ngày trong bảng.

Vì sao: Đơn vị chuẩn bị thiếu đợt, hoặc trung tâm máu đến vào ngày không ai chuẩn bị.

Ví dụ: "UBND huyện Sông Vàng tổ chức 03 sự kiện trong năm" nhưng lịch theo quý chỉ có hai.

Cách xử lý: Đếm lại trong lịch và sửa một trong hai chỗ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from parsers import regex
from parsers.mentions.quantities.words import number_in_words
from parsers.records import Span, Target
from parsers.text import fold, normal
from rules.context import Context
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.outlook import OTHER_TIME, looks_back
from rules.support.quantities import in_doubt, least, most, number_en, number_vi
from rules.support.series import series, targets_in
from rules.support.text_tables import text_tables

# the administration of a place and the place are one organiser: "UBND huyện Sông Vàng", "các huyện Sông Vàng, …"
_ADMINISTRATION = regex.compile(
    r"^(?:(?:uy ban nhan dan|ubnd|ban chi dao [a-z ]*?|cac) )*(?:huyen|thanh pho|thi xa|quan|xa|phuong|thi tran"
    r"|dac khu) "
)

_TOGETHER = regex.compile(r"(?<!\w)(?:phối hợp|cùng|chung|liên kết)(?!\w)")

_COUNTED = regex.compile(r"(?:đợt|buổi|lần|vòng|phiên)")
_NUMBERED = regex.compile(r"(?:(?P<word>đợt|buổi|lần|vòng|phiên) )?(?P<number>\d{1,2})")
_WHEN = regex.compile(r"(?:thời gian|ngày|thời điểm)(?!\w)")
# "05 đợt, trước mắt tổ chức 02 đợt như sau"
_PART_OF_THEM = regex.compile(
    r"(?<!\w)(?:trước mắt|tiếp|thêm|nâng tổng|bổ sung|còn lại|trong đó|các đợt sau|bước đầu|đã)(?!\w)"
)

# "Trong năm đã | tổ chức ba đợt", "mở được 04 buổi"
_HELD_SO_OFTEN = regex.compile(
    r"(?<!\w)(?:đã|được|có) (?:tổ chức|mở|thực hiện)(?: được)? (?P<count>\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) "
    r"(?P<word>đợt|buổi|lần|ngày|lớp)(?!\w)"
)
_SOME_OF_THEM = regex.compile(r"(?<!\w)(?:riêng|trong đó|thôn|xã|trường|quý|tháng|năm 20\d\d)(?!\w)")
_ONE_DAY = regex.compile(r"\d{1,2}/\d{1,2}")


def check(context: Context) -> Iterator[Hit]:
    yield from _by_quarters(context)
    yield from _in_a_table(context)
    yield from _on_so_many_days(context)


def _in_a_table(context: Context) -> Iterator[Hit]:
    """ "tổ chức 05 đợt" in the text, and a table of rounds 1 to 4."""
    for table in text_tables(context):
        rows = table.rows[:-1] if table.total else table.rows
        word = _word_of(table.head[0].text, [row[0].text for row in rows])
        if word is None or table.column(_WHEN) is None:
            continue
        asked = [t for t in context.record.targets if t.quantity.unit == word and t.quantity.per is None and t.spans]
        counts = {(least(t.quantity), most(t.quantity)) for t in asked}
        if (
            len(counts) != 1
            or any(in_doubt(t) or t.event for t in asked)
            or "about" in {t.quantity.comparator for t in asked}
        ):
            continue
        (low, high) = counts.pop()
        place = context.place(asked[0].spans[0].start)
        begin, end = context.prose.sentence(place)
        if low <= len(rows) <= high or _PART_OF_THEM.search(context.prose.text, begin, end):
            continue
        said = one_line(asked[0].spans[0].quote)
        yield Hit(
            [asked[0].spans[0], context.span(rows[-1][0].start, rows[-1][-1].end)],
            f"Phần lời ghi “{said}”, nhưng bảng có {len(rows)} {word}. Kiểm tra hai chỗ.",
            f"The text says “{said}”, but the table has {len(rows)}. Check both.",
            (asked[0].id,),
        )


def _on_so_many_days(context: Context) -> Iterator[Hit]:
    """ "Trong năm đã tổ chức ba đợt" in a report, and four days in the table of each round's result."""
    text = context.prose.text
    said = [m for m in context.prose.finditer(_HELD_SO_OFTEN, "tổ chức", "mở", "thực hiện") if not _apart(text, m)]
    if len(said) != 1:
        return
    for table in text_tables(context):
        column = table.column(_WHEN)
        rows = table.rows[:-1] if table.total else table.rows
        days = {match[0] for row in rows if column is not None and (match := _ONE_DAY.search(row[column].text))}
        of_each = any(
            regex.search(rf"(?<!\w)(?:từng|các|mỗi) {said[0]['word']}(?!\w)", normal(section.title))
            for section in context.headings_at(context.span(table.head[0].start, table.head[0].end).start)
        )
        if of_each and len(days) == len(rows) != _number(said[0]["count"]):
            spans = [context.said(*said[0].span()), context.span(rows[-1][0].start, rows[-1][-1].end)]
            words = one_line(spans[0].quote)
            yield Hit(
                spans,
                f"Phần lời ghi “{words}”, nhưng bảng có {len(rows)} {said[0]['word']}. Kiểm tra hai chỗ.",
                f"The text says “{words}”, but the table has {len(rows)}. Check both.",
            )
            return


def _apart(text: str, match: regex.Match[str]) -> bool:
    """Whether a count is of a part, or of another year."""
    before = text[max(text.rfind(sign, 0, match.start()) for sign in ".;\n") + 1 : match.start()]
    return "\t" in before or OTHER_TIME.search(before) is not None or _SOME_OF_THEM.search(before) is not None


def _number(written: str) -> int:
    return int(written) if written.isdigit() else number_in_words(written)


def _word_of(head: str, cells: list[str]) -> str | None:
    """What the rows of a table are, where they are counted from 1: "Đợt | 1, 2, 3", "TT | Đợt 1, Đợt 2"."""
    counted = [_NUMBERED.fullmatch(cell) for cell in cells]
    numbers = [int(match["number"]) for match in counted if match]
    if numbers != list(range(1, len(cells) + 1)):
        return None
    words = {match["word"] for match in counted if match}
    return words.pop() if len(words) == 1 and None not in words else (head if _COUNTED.fullmatch(head) else None)


def _by_quarters(context: Context) -> Iterator[Hit]:
    if not any(target.quantity.indicator == "events" for target in context.record.targets):
        return
    for group in series(context):
        if group.word != "quý" or looks_back(context, group.start):
            continue
        scheduled: dict[str, float] = defaultdict(float)
        places: dict[str, list[Span]] = defaultdict(list)
        for target in targets_in(context, group.start, group.end, "events"):
            for body in target.bodies:
                scheduled[_key(body.canonical)] += least(target.quantity)
                places[_key(body.canonical)].append(target.spans[0])
        for target in context.record.targets:
            if (
                target.quantity.indicator == "events"
                and _yearly(target)
                and not _jointly(context, target)
                and not (group.start <= target.spans[0].start < group.end)
            ):
                for body in target.bodies:
                    count = scheduled.get(_key(body.canonical))
                    if count is not None and not least(target.quantity) <= count <= most(target.quantity):
                        yield _hit(target, body.name, count, places[_key(body.canonical)])


def _yearly(target: Target) -> bool:
    if not target.spans or in_doubt(target) or target.quantity.per not in (None, "năm"):
        return False
    return target.period is None or len(target.period.edtf) == 4


def _jointly(context: Context, target: Target) -> bool:
    """ "A và B phối hợp tổ chức ít nhất 02 sự kiện": what both do together is not what each does."""
    if len(target.bodies) < 2:
        return False
    begin, _ = context.prose.sentence(context.place(target.spans[0].start))
    return _TOGETHER.search(context.prose.text, begin, context.place(target.spans[0].start)) is not None


def _key(name: str) -> str:
    return _ADMINISTRATION.sub("", fold(name))


def _hit(target: Target, name: str, count: float, places: list[Span]) -> Hit:
    asked = one_line(target.spans[0].quote)
    return Hit(
        [target.spans[0], *places],
        f"“{one_line(name)}” được giao “{asked}”, nhưng lịch theo quý có {number_vi(count)}. Kiểm tra hai chỗ.",
        f"“{one_line(name)}” is asked for “{asked}”, but the schedule by quarters has {number_en(count)}. Check both.",
        (target.id,),
    )


RULE = Rule("QT310", "schedule-conflict", "warning", "document", check)
