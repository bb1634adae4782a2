"""The time that a commitment or an achievement is for.

In comes a statement, out goes the date value of the nearest words that date it: its own clause, its round ("đợt 2"),
the lines and headings that it hangs from, the day of the event that the document is about, the document's own term.
``targets`` and ``results`` call it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.asides import YEAR_BESIDE
from parsers.extractors.figures.datings import is_cut_off, is_day, times
from parsers.extractors.figures.leads import lines_above
from parsers.extractors.figures.occasions import (
    TIME_LINE,
    at_occasion,
    may_be_of_occasion,
    nth_day,
    occasion,
    reported_occasion,
)
from parsers.extractors.figures.parallels import Statement
from parsers.extractors.figures.rounds import round_named
from parsers.extractors.figures.statements import GOES_ON
from parsers.extractors.figures.terms import period_in_words, stretch_reported, term_named
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.obligations.outlook import is_report, tells_results
from parsers.layout.outline import Node, Paragraph
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.dates.values import Point, value
from parsers.records import DateValue
from parsers.sentences import sentences
from parsers.text import memo, normal

_WORK = regex.compile(r"(?<!\w)(?:chốt|lập danh sách|rà soát|hoàn thành|tuyên truyền)(?!\w)[^;.]*$")
_YEAR_ONLY = 4  # characters of "2026"
# "18 ca (năm 2031", "50% vào năm 2031", "20% xã “không ma túy” | năm 2031"
_RIGHT_BEHIND = regex.compile(r"(?: [“\"][^“”\"\n]{1,40}[”\"])? (?:vào |trong |của |ở |\()?")
_BRACKETED = regex.compile(r"\([^()\n\t]*\)")
# "Do số ca nặng dồn vào các tháng 7, 8, 9, | Bệnh viện …": when something else is so
_CAUSE = regex.compile(r"(?i)(?:do|vì|nhằm|để)(?!\w)[^;\n]{3,160}?, (?=\p{Lu})")
# "1.300 đơn vị máu, riêng quý III là 700"
_OF_WHICH = regex.compile(r"(?<!\w)(?:riêng|trong đó|gồm)(?!\w)")
# "nâng tổng số | cả năm | lên trên 15.000 đơn vị": of the year that the part or the document speaks of
_WHOLE_YEAR = regex.compile(
    r"(?<!kế hoạch )(?<!chỉ tiêu )(?<!\w)"
    r"(?:(?:cả|toàn) năm|(?<!từ nay (?:đến )?)(?:(?:đến )?hết năm|đến cuối năm))(?! (?:\d|học|thứ))(?!\w)"
)
# "ít nhất 02 đợt | hiến máu trong năm và kiện toàn đội …"
_IN_THE_YEAR = regex.compile(r"[^.;:,\d]{0,40}?(?<!\w)trong năm(?! (?:\d|học|qua|tới|nay|thứ|trước))(?!\w)")
# "Ngày hội …: sáng 11/10/2031, tại Nhà đa năng. | Chỉ tiêu 250 đơn vị"
_TAKES_UP = regex.compile(
    rf"{GOES_ON.pattern}|(?:chỉ tiêu|dự kiến|phấn đấu)(?: giao| đợt này)? ?:? ?"
    r"(?:(?:khoảng|tiếp nhận|đạt|vận động|thu|huy động|ít nhất|tối thiểu|trên|hơn|từ|không dưới) )*\d"
)
_ITEMISED = regex.compile(r"[^.;:\n]{0,60}: ?(?:dự kiến )?(?:(?:đợt|lần|buổi|lớp|ngày|cuộc|vòng)(?!\w)|tháng \d)")
# "45 người đăng ký, | mở nhóm đăng ký từ ngày 21/8"
# "05 văn bản, | tổ chức lễ phát động ngày 22/3"; "120 người, tổ chức trong tháng 4" is of what stands before it
_ANOTHER_WORK = regex.compile(
    r", (?:mở|gửi|chốt|lập|nộp|báo cáo|tổng hợp|tuyên truyền|buổi|đợt)(?!\w)"
    r"|[,;] (?:tổ chức|phát động|khai mạc|ra mắt|thành lập|bàn giao|trao|gặp mặt|tổng kết|sơ kết|phối hợp)"
    r"(?! (?:vào|trong|từ|xong|trước|ngày|tháng|quý|từng|theo)(?!\w))(?= \p{L})"
)
# "tiếp nhận 240 đơn vị máu còn lại, | hoàn thành 100% kế hoạch trước ngày 15/12": the limit of another clause
_THEN_FINISHES = regex.compile(r"[^.;]*?, (?:và |cơ bản )?hoàn thành (?=[^.;]*\d)")


_FEW_DAYS = 2
# "Sơ kết 09 tháng vận động hiến máu, hướng làm trong quý IV năm 2024"
_MONTHS_THEN_QUARTER = regex.compile(
    r"(?<![\w/])(?P<months>0?[369]) tháng (?!cuối)(?:[^\d]|(?<!\d)\d{1,2}/\d{1,2}(?!\d))*?"
    r"(?<!\w)(?:quý (?:iv|iii|ii)|[369] tháng cuối)(?: năm)? (?P<year>20\d\d)(?!\d)"
)


class _Dated(NamedTuple):
    """A time from a line above; ``opens`` where the line begins with it: "Quý I: 06 đợt"."""

    value: DateValue
    opens: bool


def period_of(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The time that the number is for: the first of these that there is."""
    own = _each_year(statement, _own(annotated, statement))
    above = _above(annotated, statement.paragraph, statement.mention.start)
    ways = (
        _year_beside(annotated, statement),
        _all_through(annotated, statement),
        _whole_year(annotated, statement, above.value if above else document_period(annotated)),
        _over(above, own, statement),
        nth_day(annotated, statement),
        round_named(annotated, statement) if own is None or _is_year(own) else None,
        own or term_named(annotated, statement.sentence[0], statement.mention.start),
        _row(annotated, statement),
        _year_told_before(annotated, statement),
        at_occasion(annotated, statement),
        above.value if above else None,
        reported_occasion(annotated) if statement.stance == "result" else None,
        occasion(annotated) if may_be_of_occasion(statement) else None,
    )
    found = next((date for date in ways if date is not None), None)
    whole = document_period(annotated)
    if found is None and statement.stance == "result" and not is_report(annotated):
        return None if tells_results(annotated, statement.mention.start) else whole
    return whole if found is None or _are_as_long(found, whole) else found


def _year_beside(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The earlier year that a bracket gives a result: "(năm 2025: 5.120 lượt)", "so với năm 2025 (2.310 đơn vị)"."""
    beside = YEAR_BESIDE.search(annotated.view.norm, statement.clause[0], statement.mention.start)
    return value([Point("year", int(beside["year"]))]) if beside and statement.stance == "result" else None


def _are_as_long(one: DateValue, other: DateValue | None) -> bool:
    """Whether two times are one: "từ ngày 01/01 đến ngày 30/6/2026" of "6 tháng đầu năm 2026"."""
    return other is not None and (one.first, one.last) == (other.first, other.last)


def _all_through(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The plan's term, for so much a year: "tăng bình quân 10 - 13%/năm"."""
    quantity = statement.mention.quantity
    term = document_period(annotated) if quantity.unit == "%" and quantity.per == "năm" else None
    return term if term is not None and "/" in (term.edtf or "") else None


def _each_year(statement: Statement, own: DateValue | None) -> DateValue | None:
    """Its year, for so many a year: "… vào tháng 4 và tháng 8; 30 mẫu/năm"."""
    whole = statement.mention.quantity.per == "năm" and own is not None and "/" not in (own.edtf or "")
    return (_year_of(own) or own) if whole else own


def _year_of(date: DateValue | None) -> DateValue | None:
    """The year that a date lies in, or begins in."""
    year = (date.edtf or "")[:_YEAR_ONLY] if date is not None else ""
    return value([Point("year", int(year))]) if year.isdigit() else None


def _whole_year(annotated: AnnotatedDocument, statement: Statement, around: DateValue | None) -> DateValue | None:
    """The year of the time ``around`` a number that the clause gives for "cả năm"."""
    start, end = statement.clause[0], statement.mention.start
    numbers = [m.end for m in within(annotated.quantities, start, end)]
    norm = annotated.view.norm
    said = _WHOLE_YEAR.search(norm, max(start, *numbers, 0), end)
    behind = _IN_THE_YEAR.match(norm, statement.mention.end, statement.clause[1])
    return _year_of(around) if said or behind else None


def _over(above: _Dated | None, own: DateValue | None, statement: Statement) -> DateValue | None:
    """The time of a line that begins with it, where it says more than the item's own year, or the item is an event."""
    if above is None or not above.opens:
        return None
    counted_there = statement.mention.kind == "event" and not _is_year(above.value)
    return above.value if counted_there or _is_finer(above.value, own) else None


def period_at(annotated: AnnotatedDocument, paragraph: Paragraph | None) -> DateValue | None:
    """The time that the lines above a paragraph or a table give what stands there, or the document's term."""
    above = _above(annotated, paragraph, paragraph.start) if paragraph is not None else None
    return above.value if above else reported_occasion(annotated) or document_period(annotated)


def _is_year(date: DateValue) -> bool:
    return len(date.edtf or "") == _YEAR_ONLY


def _is_finer(above: DateValue, own: DateValue | None) -> bool:
    """Whether the line above says more of the same year: "Quý I" over "… năm 2026"."""
    return own is not None and _is_year(own) and not _is_year(above) and (above.edtf or "").startswith(own.edtf or "-")


def _own(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The date of its own clause or sentence.

    In this order: right behind the number ("18 ca năm 2031"), between the number before and this one, the opening
    words of the sentence, behind it in its clause.
    """
    mention, norm = statement.mention, annotated.view.norm
    clause_end, sentence = statement.clause[1], statement.sentence[0]
    dates = _dates_of_its_own(annotated, statement)
    right_behind = [d for d in dates if _RIGHT_BEHIND.fullmatch(norm, mention.end, max(mention.end, d.start))]
    if right_behind:
        return right_behind[0].value
    if near := _near(annotated, statement, dates):
        return _best(near)
    first = min((m.start for m in within(annotated.quantities, sentence, mention.end)), default=mention.start)
    opening = [d for d in dates if d.end <= first]
    later = [d for d in dates if first < d.end <= mention.start]
    if opening and not any(_same_kind(d, opening[-1]) for d in later):
        return _best(opening)
    if later and _OF_WHICH.search(norm, later[-1].end, mention.start):
        return later[-1].value  # "200 đơn vị máu trong quý III, trong đó có 40 đơn vị tiểu cầu"
    behind = _behind(norm, mention.end, clause_end, dates)
    if behind and not _is_shared_out(annotated, statement, behind):
        return behind[0].value
    return _of_sentence_before(annotated, statement) if _TAKES_UP.match(norm, sentence) else None


def _near(annotated: AnnotatedDocument, statement: Statement, dates: list[DateMention]) -> list[DateMention]:
    """The dates between the number before and this one, or that open its clause: "…; quý II: 3 đợt, 450 đơn vị"."""
    clause, start = statement.clause[0], statement.mention.start
    numbers = within(annotated.quantities, clause, start)
    beside = [d for d in dates if max([clause, *(m.end for m in numbers)]) <= d.start and d.end <= start]
    if beside or clause == statement.sentence[0]:
        return beside
    return [d for d in dates if clause <= d.start and d.end <= min([start, *(m.start for m in numbers)])]


def _dates_of_its_own(annotated: AnnotatedDocument, statement: Statement) -> list[DateMention]:
    """The dates of the sentence but limits of work before it, and those of a cause that opens it."""
    sentence, number = statement.sentence, statement.mention.start
    cause = _CAUSE.match(annotated.view.text, sentence[0], number)
    return [
        d
        for d in _dates(annotated, statement, cause.end() if cause else sentence[0], sentence[1])
        if not _is_limit_of_another(annotated.view.norm, d, number)
    ]


def _is_limit_of_another(norm: str, date: DateMention, number: int) -> bool:
    """Whether a date is when work of the clause before is due: "…, chậm nhất ngày 10/4; | vận động 600 người"."""
    works = date.relation in ("before", "by") or _WORK.search(norm, max(0, date.cue_start - 60), date.cue_start)
    return ";" in norm[date.end : number] and bool(works)


def _behind(norm: str, start: int, end: int, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates behind a number in its clause; those of what a colon itemises are the items' own."""
    if _ITEMISED.match(norm, start):  # "03 đợt hiến máu: đợt 1 ngày 16/3, …"
        return []
    finishes = _THEN_FINISHES.match(norm, start, end)
    end = finishes.end() if finishes else end
    other = _ANOTHER_WORK.search(norm, start, end)
    end = min(end, other.start()) if other else end
    return [d for d in dates if start <= d.start < end and "(" not in norm[start : d.start]]


def _of_sentence_before(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The time of the sentence that "Trong đó …" goes on with, where it is one."""
    for before in reversed(sentences(annotated.view).within(statement.paragraph.content, statement.sentence[0])):
        if dates := [d for d in times(annotated, *before) if not is_cut_off(annotated, d)]:
            return None if _tells_of_days(dates) else dates[0].value
    return None


def _is_shared_out(annotated: AnnotatedDocument, statement: Statement, behind: Sequence[DateMention]) -> bool:
    """Whether a later number of the clause has the date for itself: "200 người, trong đó quý I 80 người"."""
    after_number = annotated.view.norm[statement.mention.end : behind[0].start]
    if _OF_WHICH.search(after_number):
        return True
    between = within(annotated.quantities, statement.mention.end, behind[0].start)
    after = within(annotated.quantities, behind[0].end, statement.clause[1])
    return len(behind) > 1 and bool(after) and not between


def _same_kind(one: DateMention, other: DateMention) -> bool:
    first, second = (d.value.edtf or "" if d.value else "" for d in (one, other))
    return len(first) == len(second)


def _best(dates: Sequence[DateMention]) -> DateValue | None:
    """The last of the dates; a day or quarter says more than the year beside it."""
    ranked = sorted(reversed(dates), key=lambda d: len(d.value.edtf or "" if d.value else "") <= _YEAR_ONLY)
    return ranked[0].value


def _dates(annotated: AnnotatedDocument, statement: Statement, start: int, end: int) -> list[DateMention]:
    """The dates of a stretch that may be the time of the statement: no cited document's, no comparison, no budget."""
    mention = statement.mention
    brackets = [
        (m.start(), m.end())
        for m in _BRACKETED.finditer(annotated.view.norm, mention.end, end)
        if not m.start() <= mention.start < m.end()
    ]
    found = [d for d in times(annotated, start, end) if not any(a <= d.start < b for a, b in brackets)]
    if statement.stance == "target":
        return found
    return [d for d in found if not is_cut_off(annotated, d)]


def _above(annotated: AnnotatedDocument, paragraph: Paragraph | None, at: int) -> _Dated | None:
    """The time that the nearest dated line above gives: a lead-in, a heading, a "Thời gian: …" line in its section."""
    for line in lines_above(annotated, paragraph):
        dates = times(annotated, line.content, line.end) if line is not paragraph and line.end <= at else []
        if _tells_of_days(dates):
            continue
        if dates := [d for d in dates if not is_cut_off(annotated, d)]:
            best = _best(dates)
            opening = annotated.view.norm[line.content : max(line.content, dates[0].cue_start)]
            return _Dated(best, not any(char.isalnum() for char in opening)) if best else None
        term = term_named(annotated, line.content, line.end) if line is not paragraph and line.end <= at else None
        if found := term or _time_line(annotated, line):
            return _Dated(found, False)
    return None


def _tells_of_days(dates: Sequence[DateMention]) -> bool:
    """Whether a line tells of one day after the other, and gives no time to what stands below it."""
    return len({date.value.edtf for date in dates if date.value and is_day(date)}) > _FEW_DAYS


def _time_line(annotated: AnnotatedDocument, paragraph: Paragraph) -> DateValue | None:
    """The date of a "Thời gian: …" line beside the paragraph in its section."""
    node = paragraph.node
    parent = node.parent if node is not None and paragraph.opens else node
    return None if parent is None else _time_line_under(annotated, parent)


@memo
def _time_line_under(annotated: AnnotatedDocument, parent: Node) -> DateValue | None:
    places = ((child.paragraph.content, child.paragraph.end) for child in parent.children)
    line = next((place for place in places if TIME_LINE.match(annotated.view.norm, *place)), (0, 0))
    return next((date.value for date in within(annotated.dates, *line) if date.value is not None), None)


def _year_told_before(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The year that a paragraph speaks of, for what its later sentences tell: "Năm 2030 … Tuy nhiên, … bằng 61%"."""
    if statement.stance == "target":
        return None
    start, end = statement.paragraph.content, statement.sentence[0]
    brackets = [m.span() for m in _BRACKETED.finditer(annotated.view.norm, start, end)]
    dates = [d for d in times(annotated, start, end) if not any(a <= d.start < b for a, b in brackets)]
    years = [d.value for d in dates if d.value is not None and _is_year(d.value)]
    return years[-1] if years and len(years) == len(dates) else None


def _row(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """When the row of a timetable takes place that the number stands in; a limit is no time that it is for."""
    duty = duty_at(annotated, statement.mention.start) if statement.paragraph.block.table is not None else None
    dates = [d for label in duty.labels for d in within(annotated.dates, *label)] if duty else []
    return next((d.value for d in dates if d.value and d.relation not in ("before", "by")), None)


def _months_told(annotated: AnnotatedDocument) -> DateValue | None:
    """The months that a report tells of before it names the time to come: "Sơ kết 09 tháng …, việc quý IV năm 2024"."""
    subject = annotated.header.subject
    words = normal((subject and subject.value) or "") if is_report(annotated) else ""
    told = _MONTHS_THEN_QUARTER.search(words)
    return period_in_words(f"{int(told['months'])} tháng đầu năm {told['year']}") if told else None


@memo
def document_period(annotated: AnnotatedDocument) -> DateValue | None:
    """The term that the document is about: its header's, or the interval below its title or in its opening."""
    period = annotated.header.period
    if found := _months_told(annotated) or period_in_words((period.value or "") if period else ""):
        return found
    dates = (date for p in annotated.outline.zone("title") for date in times(annotated, p.start, p.end))
    below = (date.value for date in dates if date.value is not None and not is_day(date))
    return next(below, None) or stretch_reported(annotated)
