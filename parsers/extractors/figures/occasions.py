"""The days of the occasion that a document announces: "Ngày hội", "Lễ hội Xuân hồng", "Chương trình …".

In comes the annotated document or a statement, out go the days, where the text announces one occasion of the kind only.
``periods`` calls it.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.datings import is_few_days, times
from parsers.extractors.figures.parallels import Statement
from parsers.extractors.obligations.outlook import is_report, looks_ahead
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.dates.values import Point, value
from parsers.records import DateValue
from parsers.sentences import sentences
from parsers.text import memo, normal

_OCCASION = regex.compile(r"(?<!\w)(?:ngày hội|lễ hội|ngày hiến máu|chủ nhật đỏ|chương trình)(?!\w)")
# what a report may be about that took place once
_REPORTED = regex.compile(
    r"(?<!\w)(?:ngày hội|lễ hội|ngày hiến máu|chủ nhật đỏ|chương trình|chiến dịch|hội thi|hội thao|hội nghị|lễ|tuần lễ"
    r"|hành trình|diễn tập|(?:tổ chức )?hiến máu(?: tình nguyện)? (?:đợt|lần)|đợt (?:\d|[ivx]+|hiến)|buổi)(?!\w)"
)
_HELD = regex.compile(r"(?<!\w)(?:diễn ra|tổ chức|triển khai|thực hiện|bắt đầu)(?!\w)")
# "Ngày 27/4/2026, UBND phường họp tổng kết chiến dịch …"
_MET = regex.compile(r"(?<!\w)(?:họp|sơ kết|tổng kết|rút kinh nghiệm)(?!\w)")
_WHOLE_DAY = 10  # characters of "2026-04-25"
# "giới thiệu 30 người | tham gia Ngày hội"
_AT_OCCASION = regex.compile(
    r"(?<!\w)(?:tại|trong|tham gia|tham dự|phục vụ|cho|ở) (?P<what>ngày hội|lễ hội|ngày hiến máu|chủ nhật đỏ)(?!\w)"
)
_PREPARES = regex.compile(
    r"\W*(?:\d[\d.]*\W*)?(?:tổng duyệt|họp|tập huấn|chuẩn bị|tuyên truyền|tập dượt|(?:lễ )?(?:phát động|ra quân))(?!\w)"
)
# "Tổ chức | chuỗi ngày hội hiến máu": of many days
_MANY = regex.compile(r"(?r)(?<!\w)(?:chuỗi|các|những|loạt|02|hai|03|ba)(?: chương trình| sự kiện)? ")
# "Nếu thời tiết xấu, Ngày hội lùi sang | Chủ nhật, ngày 23/3": the day kept in reserve
_IN_RESERVE = regex.compile(r"(?<!\w)(?:nếu|trường hợp|dự phòng|lùi sang|dời sang|chuyển sang|hoãn)(?!\w)")
_WITHOUT_OCCASION = frozenset(("thing", "body", "event", "noun", "measure", "rate", "money"))
# "Thời gian: …", "Thời gian tổ chức, địa điểm: …"; "Thời gian hoàn thành việc trao quà: …" is a limit
TIME_LINE = regex.compile(r"thời gian(?! (?:hoàn thành|đăng ký|nộp|gửi|báo cáo|kết thúc|giao|chốt))(?!\w)")
# "…, ngày thứ nhất | 350 đơn vị máu"
_NTH_DAY = regex.compile(r"(?<!\w)ngày thứ (?P<n>nhất|hai|ba)(?!\w)")
_NTH = {"nhất": 0, "hai": 1, "ba": 2}


def may_be_of_occasion(statement: Statement) -> bool:
    """Whether the one event that the document announces may be what the number is of; what was reached lies behind."""
    return statement.stance == "target" and statement.mention.kind not in _WITHOUT_OCCASION


@memo
def occasion(annotated: AnnotatedDocument) -> DateValue | None:
    """The days of the one event that the document's subject names: "Tổ chức Ngày hội “Giọt hồng” …"."""
    subject = annotated.header.subject
    named = _OCCASION.search((subject.value or "").lower()) if subject else None
    if named is None or _MANY.match(named.string, 0, named.start()):
        return None
    return _days_of_time_lines(annotated) or _days_of_occasions(annotated).get(named[0])


def at_occasion(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The days of the occasion at which the clause says that it is: "… đăng ký tại Ngày hội"."""
    named = _AT_OCCASION.search(annotated.view.norm, *statement.clause)
    return _days_of_occasions(annotated).get(named["what"]) if named and may_be_of_occasion(statement) else None


def nth_day(annotated: AnnotatedDocument, statement: Statement) -> DateValue | None:
    """The day of the occasion that the words before a number count: "ngày thứ hai 250 đơn vị máu"."""
    numbers = [m.end for m in within(annotated.quantities, statement.clause[0], statement.mention.start)]
    named = _NTH_DAY.search(annotated.view.norm, max(statement.clause[0], *numbers, 0), statement.mention.start)
    days = occasion(annotated)
    if named is None or days is None or not days.first or not days.last:
        return None
    day = date.fromisoformat(days.first) + timedelta(days=_NTH[named["n"]])
    return value([Point("day", day.year, day.month, day.day)]) if day.isoformat() <= days.last else None


# "Kết quả hiến máu tình nguyện 9 tháng đầu năm 2026" tells of many days
_OF_A_TERM = regex.compile(r"(?<!\w)(?:(?:\d{1,2}|ba|sáu|chín) tháng|quý [ivx\d])(?!\w)")


@memo
def reported_occasion(annotated: AnnotatedDocument) -> DateValue | None:
    """The days of the one occasion that a report tells of: "Kết quả Ngày hội …", "Chiến dịch diễn ra từ … đến …"."""
    subject, issued = annotated.header.subject, annotated.header.issued_date
    words = normal((subject and subject.value) or "")
    told = _REPORTED.search(words) and not _OF_A_TERM.search(words)
    until = issued.value.last if told and is_report(annotated) and issued and issued.value else None
    if until is None:
        return None
    body = [p for p in annotated.outline.zone("body") if p.block.table is None]
    opening = list(itertools.takewhile(lambda p: p.node is None, body))
    for part in (opening, [p for p in body if not looks_ahead(annotated, p.content)]):
        days = [d for p in part for d in _held_days(annotated, p.content, p.end) if (d.last or "9") <= until]
        if days:
            return _as_one(days)
    return None


def _held_days(annotated: AnnotatedDocument, start: int, end: int) -> list[DateValue]:
    """The days on which the sentences of a stretch say that something was held."""
    found: list[DateValue] = []
    for begin, stop in sentences(annotated.view).within(start, end):
        said = annotated.view.norm[begin:stop]
        held = _HELD.search(said) and _REPORTED.search(said) and not _MET.search(said)
        days = [d.value for d in times(annotated, begin, stop) if d.value is not None] if held else []
        found += [d for d in days if len(d.edtf or "") >= _WHOLE_DAY and d.last is not None]
    return found


@memo
def _days_of_occasions(annotated: AnnotatedDocument) -> dict[str, DateValue]:
    """The days of each kind of occasion of which the text announces one only, whatever prepares it."""
    found: dict[str, list[DateValue]] = {}
    issued = annotated.header.issued_date
    since = issued.value.first if issued and issued.value and not is_report(annotated) else None
    for paragraph in annotated.outline.zone("body"):
        names = _OCCASION.findall(annotated.view.norm, paragraph.content, paragraph.end)
        if not names or _PREPARES.match(annotated.view.norm, paragraph.content, paragraph.end):
            continue
        dates = times(annotated, paragraph.content, paragraph.end)
        days = [d.value for d in dates if d.value and _is_held_on(d) and not _is_in_reserve(annotated, d)]
        days = [day for day in days if (day.last or "9") >= (since or "")]  # "… tại cuộc họp ngày 27/5" was before
        for name in names:
            found.setdefault(name, []).extend(days)
    return {name: whole for name, held in found.items() if (whole := _as_one(held)) is not None}


def _as_one(days: list[DateValue]) -> DateValue | None:
    """The one day or row of days that all of these are."""
    if len({day.edtf for day in days}) == 1:
        return days[0]
    ends = {end for day in days for end in (day.first, day.last) if end}
    points = [Point("day", day.year, day.month, day.day) for day in sorted(map(date.fromisoformat, ends))]
    whole = value(points, "and") if 1 < len(points) <= len(_NTH) else None
    return whole if whole is not None and "/" in (whole.edtf or "") else None


def _is_in_reserve(annotated: AnnotatedDocument, date: DateMention) -> bool:
    begin, _ = sentences(annotated.view).around(date.start)
    return _IN_RESERVE.search(annotated.view.norm, begin, date.start) is not None


def _is_held_on(mention: DateMention) -> bool:
    return is_few_days(mention) and mention.relation in (None, "on") and not mention.called_off


def _days_of_time_lines(annotated: AnnotatedDocument) -> DateValue | None:
    """The days that the "Thời gian: …" lines of the running text name."""
    lines = (p for p in annotated.outline.zone("body") if p.block.table is None)
    timed = [p for p in lines if TIME_LINE.match(annotated.view.norm, p.content, p.end)]
    dates = [d for p in timed for d in times(annotated, p.content, p.end) if not _is_in_reserve(annotated, d)]
    return _as_one([d.value for d in dates if d.value and is_few_days(d)])
