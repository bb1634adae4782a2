"""Limits that count from something: which of them bind a duty, and the day that they end on where the document has it.

"trong 05 ngày kể từ ngày ban hành Kế hoạch" ends five days after the day of issue; "trước ngày tổ chức 03 ngày" three
days before the only event; "kể từ ngày nhận được văn bản" is left to the reader. Nothing is counted in working days.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.obligations.doers import duty_at
from parsers.lexicon import load
from parsers.mentions.dates.mentions import DateMention
from parsers.mentions.dates.patterns import OWN_WORD
from parsers.mentions.dates.relative import RelativeLimit
from parsers.records import DateRecord, DateValue, Deadline, DeadlineRelation, DocumentRecord, Event, Offset
from parsers.text import either

_WORDS = load("dates")["relative"]

# "gửi danh sách" · "báo cáo kết quả" · "hoàn thành": a limit of one of these binds, whoever does it
_BINDS = regex.compile(rf"(?<!\w){OWN_WORD}(?:{either(_WORDS['binds'])})(?!\w)")
# "nếu phải hoãn thì báo | trước ít nhất 05 ngày" · "phải báo | Thường trực Ban Tổ chức trước 02 ngày" · "báo cho
# các thôn | trước ít nhất 03 ngày"
_NOTIFIES = regex.compile(
    r"(?<!\w)(?:(?:phải|cần|thì|để|và|đề nghị|chủ động|kịp thời) báo(?: ngay| lại)?(?! chí| đài| động)(?!\w)"
    r"|(?<!thông )(?<!cảnh )báo (?=trước (?:ít nhất|tối thiểu|\d))"
    r"|(?<!thông )(?<!cảnh )báo (?:cho )?(?:các |từng )?\p{L}[^.;:,\n]{2,60} (?=trước (?:ít nhất|tối thiểu)))"
)
# "không uống rượu bia trong vòng 24 giờ": what a donor has to know
_HEALTH = regex.compile(
    rf"(?<!\w)(?:{either(_WORDS['health'])}|(?:đã|được|mới|vừa|khi) tiêm"
    r"|tiêm (?:vắc|vắc-xin|vacxin|vaccine|phòng|ngừa))(?!\w)"
)
# … but not where an office is charged with those who are ill or vaccinated
_OF_PATIENTS = regex.compile(r"(?:bệnh|sốt|sức khỏe|(?:(?:đã|được|mới|vừa|khi) )?tiêm|mang thai)(?!\w)")
# "phản ứng nặng sau tiêm | phải báo cáo | trong vòng 24 giờ": what an office has to do
_ORDERED = regex.compile(
    r"(?<!\w)(?:phải|có trách nhiệm)? ?(?:báo cáo|gửi|nhập|nộp|cập nhật|tổng hợp|trình"
    r"|điều tra|xử lý|khoanh vùng|xác minh|giám sát|cách ly|lấy mẫu)(?!\w)"
)
# "ngày ban hành Kế hoạch" · "ngày ký": the day of issue
_ISSUED = regex.compile(
    r"(?:ngày |khi )?(?:ban hành|ký|ký ban hành)(?: (?:kế hoạch|văn bản|công văn|quyết định|thông báo)(?: này)?)?"
)
# "ngày tổ chức" · "khi kết thúc đợt hiến máu": an event of this document
_EVENT = regex.compile(rf"(?<!\w)(?:{either(_WORDS['events'])})(?!\w)")
# "mỗi đợt" · "các sự kiện": many, so that no day is one's own
_EACH = regex.compile(r"(?<!\w)(?:mỗi|từng|các|những)(?!\w)")
# "Đợt 2": one of several, by its number
_NUMBERED = regex.compile(r"(?<!\w)(?:đợt|lần|vòng|buổi)(?: thứ| số)? (?:\d+|[ivx]+|nhất|hai|ba|tư)$")
_DURATION = regex.compile(r"PT?(?P<n>\d+)(?P<unit>[DWMH])")
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def relation_of(annotated: AnnotatedDocument, mention: DateMention, begin: int, end: int) -> DeadlineRelation | None:
    """How a counted limit binds the sentence around it; ``None`` for a length of time that binds nobody."""
    limit = mention.offset
    if limit is None or _tells_donors(annotated, limit, begin, end):
        return None
    norm = annotated.view.norm
    if _BINDS.search(norm, begin, end) or _NOTIFIES.search(norm, begin, limit.end):
        return limit.relation
    charged = limit.anchor is not None and duty_at(annotated, mention.start) is not None
    return limit.relation if charged else None


def _tells_donors(annotated: AnnotatedDocument, limit: RelativeLimit, begin: int, end: int) -> bool:
    """Whether a clause says what donors have to know; "Bệnh viện", "trước mỗi buổi tiêm" say nothing of that."""
    names = [(body.start, body.end) for body in within(annotated.bodies, begin, end)]
    names += [limit.anchor] if limit.anchor else []
    norm = annotated.view.norm
    begin = max(begin, norm.rfind("; ", begin, limit.start))
    if _ORDERED.search(norm, begin, limit.start):
        return False
    told = [match for match in _HEALTH.finditer(norm, begin, end) if not any(a <= match.start() < b for a, b in names)]
    duty = duty_at(annotated, limit.start)
    charged = duty is not None and any(body.kind != "other" for body in duty.bodies)
    return any(not charged or not _OF_PATIENTS.match(norm, match.start()) for match in told)


def offset_of(annotated: AnnotatedDocument, limit: RelativeLimit) -> Offset:
    anchor = annotated.view.text[slice(*annotated.view.trim(*limit.anchor, " ,"))] if limit.anchor else None
    return Offset(duration=limit.duration, working=limit.working, anchor=anchor)


def settle_offsets(record: DocumentRecord) -> None:
    """Give counted limits the record that they count from and their last day, in place.

    One that has many starts or none ("mỗi đợt", "trước ít nhất 05 ngày") has the doubt ``open-anchor``.
    """
    for deadline in record.deadlines:
        if deadline.offset is None:
            continue
        words = (deadline.offset.anchor or "").lower()
        found = _anchor(record, deadline, words)
        if found:
            deadline.offset.anchor_record, date = found
            deadline.due = None if deadline.offset.working else _last_day(deadline, date)
        elif not words or _EACH.search(words):
            deadline.doubts.append("open-anchor")


def _anchor(record: DocumentRecord, deadline: Deadline, words: str) -> tuple[str, DateValue] | None:
    """The date or event of the document that the words mean."""
    if _ISSUED.fullmatch(words):
        return _first(d for d in record.dates if d.role == "issued" and d.date and _DAY.fullmatch(d.date.edtf))
    span = deadline.spans[0]
    inside = _first(
        d for d in record.dates if d.spans and span.start <= d.spans[0].start and d.spans[0].end <= span.end
    )
    if inside or _EACH.search(words) or not _EVENT.search(words):
        return inside
    meant = _meant(record.events, words)
    return _first(meant) if len(meant) == 1 else None


def _meant(found: list[Event], words: str) -> list[Event]:
    """The events that words may mean: those of the round that they call by its number ("Đợt 2"), else all."""
    events = [event for event in found if event.date and event.date.first and event.date.last]
    rounds = [event for event in events if _is_called(event.name.lower(), words)] if _NUMBERED.search(words) else []
    return rounds or events


def _is_called(name: str, words: str) -> bool:
    """Whether a name begins with words, which end there: "đợt 2 tại xã", but not "đợt 20"."""
    return name.startswith(words) and not name[len(words) : len(words) + 1].isalnum()


def _first(records: Iterable[DateRecord | Event]) -> tuple[str, DateValue] | None:
    return next(((one.id, one.date) for one in records if one.date), None)


def _last_day(deadline: Deadline, date: DateValue) -> str | None:
    match = _DURATION.fullmatch(deadline.offset.duration) if deadline.offset else None
    open_end = date.edtf.endswith("/..")  # "kể từ ngày 15/3/2026"
    edge = date.first if deadline.relation == "before" or open_end else date.last
    if match is None or edge is None or match["unit"] == "H" or "X" in date.edtf or date.edtf.startswith("["):
        return None
    day, number = datetime.date.fromisoformat(edge), int(match["n"]) * (-1 if deadline.relation == "before" else 1)
    if match["unit"] == "M":
        year, month = divmod(12 * day.year + day.month - 1 + number, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return day.replace(year=year, month=month + 1, day=min(day.day, last)).isoformat()
    return (day + datetime.timedelta(days=number * (7 if match["unit"] == "W" else 1))).isoformat()
