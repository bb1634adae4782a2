"""deadline-after-event: lists are due after the day they are for / hạn nộp danh sách sau ngày tổ chức

What it finds: A deadline for registering or for sending a list of donors that lies after the day of donation itself,
or for a list of those who are taught, after the course; for what is to be made ready for a round, after the day of
that round; for a list of guests, after the day of the occasion; for a roster, when its days are over; for what is
judged, after the judging began.

Why it matters: Nobody can prepare for those who register; mostly one of the two days was not changed.

Example: "gửi danh sách đăng ký trước ngày 20/5/2026", where the donation is on 10/5/2026.

How to resolve: Check both days; the list has to be there some days before.

Phát hiện: Thời hạn đăng ký, gửi danh sách người hiến máu sau chính ngày tổ chức hiến máu, danh sách học viên sau khóa
học; hoặc thời hạn chuẩn bị cho một đợt sau ngày của đợt đó; hạn gửi danh sách dự lễ sau ngày lễ, hạn trình lịch trực
sau các ngày trực, hạn nộp bài dự thi sau ngày bắt đầu chấm.

Vì sao: Không thể chuẩn bị cho người đăng ký; thường do quên sửa một trong hai ngày.

Ví dụ: "gửi danh sách đăng ký trước ngày 20/5/2026" trong khi hiến máu ngày 10/5/2026.

Cách xử lý: Kiểm tra cả hai ngày; danh sách phải gửi trước ngày tổ chức.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from parsers import regex
from parsers.records import DateRecord, Deadline, Span
from parsers.text import memo, normal
from rules.context import Context, format_day
from rules.prose import one_line
from rules.rule import Hit, Rule
from rules.support.handins import sends_guests, which
from rules.support.outlook import looks_back
from rules.support.timing import earliest_issue, first_last

_REGISTERS = regex.compile(r"(?<!\w)(?:danh sách|đăng ký)(?!\w)")
# "nhận thuốc, vật tư cho đợt 1", "trang trí hội trường phục vụ đợt 2", "bố trí giường lấy máu của lần thứ nhất"
_PREPARES = regex.compile(
    r"(?<!\w)(?:chuẩn bị|nhận|cấp phát|dự trù|bố trí|trang trí|lắp đặt|treo|kê|dựng|mua|in|phát giấy mời|gửi giấy mời"
    r"|tuyên truyền|vận động|tập huấn|thống nhất)(?!\w)[^.;]{0,90}(?<!\w)(?:cho|phục vụ|của|về|trước)"
    r" (?:\w+ ){0,2}?(?:đợt|lần|buổi)(?: thứ)? (?:nhất|hai|ba|tư|[ivx]+|\d{1,2})(?!\w)"
)
# "Trang trí khánh tiết, kê bàn ghế tại hội trường": for the day itself, where there is only one
_SETS_UP = regex.compile(
    r"(?<!\w)(?:trang trí|kê (?:bàn|ghế|dọn)|dựng (?:rạp|sân khấu|phông)|lắp đặt|lắp (?:âm thanh|phông|rạp)"
    r"|chuẩn bị (?:hội trường|địa điểm|mặt bằng|âm thanh|cơ sở vật chất)|vệ sinh (?:hội trường|địa điểm))(?!\w)"
)
# "nộp kịch bản | trước ngày 18/4", and elsewhere "chấm toàn bộ kịch bản từ ngày 14/4"
_WORK = regex.compile(
    r"(?<!\w)(?:kịch bản|bài dự thi|bài thi|bài viết|tác phẩm|sản phẩm|hồ sơ|phiếu đăng ký|dự thảo|đề án|tranh|video"
    r"|clip)(?!\w)"
)
_GIVES_IN = regex.compile(r"(?<!\w)(?:nộp|gửi|thu)(?!\w)")
_JUDGED = regex.compile(r"(?<!\w)(?:chấm|xét|xét chọn|xét duyệt|thẩm định|sơ loại|bình chọn|tuyển chọn)(?!\w)")
# lists of those who gave blood come afterwards
_AFTERWARDS = regex.compile(
    r"(?<!\w)(?:kết quả|báo cáo|tổng kết|quyết toán|thanh toán|khen thưởng|đã hiến"
    r"|danh sách (?:những )?người hiến máu|thực tế|đã tham gia|hỗ trợ|chứng nhận"
    r"|tôn vinh|đã dự|có mặt|vắng mặt|ký nhận|điểm danh|(?<!đăng ký )bổ sung)(?!\w)"
)
# … but to ask people, and to list those who will, is done before
_BEFOREHAND = regex.compile(
    r"(?<!\w)(?:vận động|lập danh sách|chốt danh sách|đăng ký)(?!\w)(?![^.;]*(?<!\w)(?:đã|kết quả)(?!\w))"
)
# the day itself: "Thời gian: 7 giờ, ngày …", "tổ chức hiến máu ngày …", "Ngày hội … khai mạc …"
_DAY = regex.compile(r"(?<!\w)(?:hiến máu|hmtn|ngày hội|thời gian|khai mạc|tiếp nhận máu|đợt|buổi|cụm \d{1,2})(?!\w)")
# "danh sách đoàn viên hiến máu nhiều lần … trước 25/11 | để xét khen thưởng"
_FOR_AFTERWARDS = regex.compile(
    r"[^.;\n]{0,30}?(?<!\w)(?:để|phục vụ) (?:xét|đề nghị|khen|tôn vinh|biểu dương|tri ân)(?!\w)"
)
# "danh sách người hiến máu đợt 2 … chậm nhất ngày 22/3 | để Trung tâm chuẩn bị túi máu"
_FOR_BEFORE = regex.compile(
    r"[^.;\n]{0,30}?(?<!\w)để (?:\w+ ){0,4}?(?:chuẩn bị|bố trí|sắp xếp|in giấy mời|đăng ký|dự trù)(?!\w)"
)
# "Sau ngày hội, các khoa gửi danh sách …"
_THEN = regex.compile(r"(?<!\w)sau (?:khi|ngày|đợt|buổi|lễ|mỗi|chương trình|chiến dịch)(?!\w)[^.;\n]*$")
_PAST = regex.compile(r"(?<!\w)(?:kết quả|báo cáo|đã|tổng kết|quyết toán|thực tế|chứng nhận)(?!\w)")
_RESERVE = regex.compile(r"(?<!\w)(?:dự phòng|trường hợp|nếu|hoãn)(?!\w)")
# another day than that of donation, for which lists may be due later
_OTHER = regex.compile(
    r"(?<!\w)(?:dự thảo|hội nghị|tập huấn|họp|tôn vinh|tổng kết|sơ kết|khen thưởng|phát động|mít tinh|tuyên truyền"
    r"|tư vấn|hỏi đáp|tọa đàm|nói chuyện|đối thoại|đợt (?:riêng|khác|sau|tới|tiếp theo)|không thuộc đợt)(?!\w)"
)
# a paper on a course has its lists for the days of teaching
_COURSE = regex.compile(r"(?<!\w)(?:tập huấn|huấn luyện|bồi dưỡng|mở lớp|lớp|khóa học|đào tạo)(?!\w)")
_TEACHING = regex.compile(
    r"(?<!\w)(?<!sau (?:khóa|kết thúc) )(?:học|lớp|khai giảng|thực hành|lý thuyết|tập huấn|huấn luyện|bồi dưỡng)(?!\w)"
)

# "Lập lịch trực cấp cứu | từ ngày 12/3 đến ngày 15/3": who is on duty when
_ROSTER = regex.compile(
    r"(?<!\w)(?:xây dựng|lập|lên|phân công|sắp xếp)(?!\w)[^.;\n]{0,50}(?<!\w)(?:lịch|trực|ca|kíp)(?!\w)[^.;\n]*$"
)
# "…, trình Giám đốc duyệt | trước ngày 16/3", not "…, gửi bảng chấm công"
_HANDED_IN = regex.compile(
    r"(?<!\w)(?:trình|gửi|nộp|hoàn thành|xong|duyệt|phê duyệt)(?!\w)"
    r"(?![^.;]*(?<!\w)(?:kết quả|tình hình|số liệu|chấm công|nhật ký|hình ảnh|ảnh|biên bản|chứng từ|hồ sơ)(?!\w))"
)


class _Event(NamedTuple):
    """Something that lies ahead: its last day, the hour ("07:30") at which it begins where that is told, where it
    stands, and the words that tell its round from another."""

    last: datetime.date
    begins: str | None
    span: Span
    rounds: frozenset[str] = frozenset()


def check(context: Context) -> Iterator[Hit]:
    events = _held_ahead(context)
    for deadline in context.record.deadlines:
        if not deadline.spans or deadline.due is None or deadline.date is None or "inferred-year" in deadline.doubts:
            continue
        action = one_line(normal(deadline.action))
        behind = context.place(deadline.spans[0].end)
        if _comes_afterwards(context, action, behind) or len(deadline.date.edtf) != 10:
            continue
        place = context.place(deadline.spans[0].start)
        if _FOR_AFTERWARDS.match(context.prose.text, behind):
            continue
        if _THEN.search(context.prose.text, context.prose.sentence(place)[0], place):
            continue
        due = datetime.date.fromisoformat(deadline.due)
        found = _prepared_for(context, deadline, action, events)
        if found is not None and _is_late(deadline, due, found.event):
            day, quote = format_day(found.event.last), one_line(deadline.spans[0].quote)
            yield Hit(
                [deadline.spans[0], found.event.span],
                f"Hạn “{quote}” để {found.vi} sau ngày tổ chức ({day}). Kiểm tra lại hai ngày.",
                f"{found.en} is due “{quote}”, after the day it is for ({day}). Check both days.",
                (deadline.id,),
            )
        elif judged := _judged(context, deadline, action, due):
            day, quote = format_day(judged.last), one_line(deadline.spans[0].quote)
            yield Hit(
                [deadline.spans[0], judged.span],
                f"Hạn nộp “{quote}” sau ngày bắt đầu chấm, xét ({day}). Kiểm tra lại hai ngày.",
                f"It is handed in “{quote}”, after it begins to be judged ({day}). Check both days.",
                (deadline.id,),
            )
        elif roster := _roster(context, deadline, due):
            day, quote = format_day(roster.last), one_line(deadline.spans[0].quote)
            yield Hit(
                [deadline.spans[0], roster.span],
                f"Hạn “{quote}” để trình lịch, phân công khi các ngày được phân công đã qua (đến {day}). "
                "Kiểm tra lại các ngày.",
                f"The roster is due “{quote}”, when the days it is for are over (up to {day}). Check the days.",
                (deadline.id,),
            )


def _comes_afterwards(context: Context, action: str, behind: int) -> bool:
    """Whether a paper is of those who gave blood, and not made to prepare for them."""
    prepares = _FOR_BEFORE.match(context.prose.text, behind) or _BEFOREHAND.search(action)
    return _AFTERWARDS.search(action) is not None and not (prepares and not _PAST.search(action))


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What something is made ready for, and what is made ready, in both languages."""

    event: _Event
    vi: str
    en: str


def _begins(record: DateRecord) -> str | None:
    return record.date.time if record.date else None


def _is_late(deadline: Deadline, due: datetime.date, event: _Event) -> bool:
    """Whether what a deadline asks for comes after its event.

    "trước ngày 15/3" is late for the 14th, as the list then comes on the day itself; "trước 7 giờ ngày 14/3" means
    that day, and is late only where the event begins before that hour.
    """
    if due != event.last:
        return due > event.last
    hour = deadline.date.time if deadline.date else None
    if hour:
        return deadline.relation == "before" and event.begins is not None and hour > event.begins
    return deadline.relation == "before"


def _prepared_for(context: Context, deadline: Deadline, action: str, events: list[_Event]) -> _Occasion | None:
    """The day of donation, or the occasion that guests are sent to, that a deadline has to lie before."""
    registers = _REGISTERS.search(action) is not None
    if registers and sends_guests(context, deadline):
        occasion = _only_day_before(context, deadline)
        return occasion and _Occasion(occasion, "gửi danh sách", "The list")
    if not registers and not _PREPARES.search(action):
        alone = events and len({event.last for event in events}) == 1 and _SETS_UP.search(action)
        return _Occasion(events[0], "chuẩn bị", "What is to be made ready") if alone else None
    held = _for(context, deadline, events, named_only=not registers)
    what = ("đăng ký hoặc gửi danh sách", "The list") if registers else ("chuẩn bị", "What is to be made ready")
    return held and _Occasion(held, *what)


def _only_day_before(context: Context, deadline: Deadline) -> _Event | None:
    """The one day in the paragraph of a deadline, before it, that something takes place on."""
    place = context.place(deadline.spans[0].start)
    begin, _ = context.prose.paragraph(place)
    days: dict[datetime.date, _Event] = {}
    for record in _dates_between(context, begin, place):
        _, last = first_last(record.date)
        if record.role == "event" and last:
            days[last] = _Event(last, _begins(record), record.spans[0])
    if len(days) != 1 or looks_back(context, deadline.spans[0].start):
        return None
    event = next(iter(days.values()))
    named = _rounds(" ; ".join(which(context, deadline)))
    held = _rounds(context.prose.text[begin : context.place(event.span.start)])
    return None if named and not named & held else event  # the list may be of another round


def _judged(context: Context, deadline: Deadline, action: str, due: datetime.date) -> _Event | None:
    """The days on which something is judged, where they begin before it is handed in."""
    works = {match[0] for match in _WORK.finditer(action)} if _GIVES_IN.search(action) else set()
    if not works or which(context, deadline):
        return None
    return next((day for day, judged in _judgings(context) if works & judged and day.last < due), None)


@memo
def _judgings(context: Context) -> list[tuple[_Event, frozenset[str]]]:
    """The first days on which something is judged, and what."""
    found: list[tuple[_Event, frozenset[str]]] = []
    for record in context.record.dates:
        if not record.spans or record.role not in ("window", "event") or record.doubts:
            continue
        place = context.place(record.spans[0].start)
        begin, end = context.prose.sentence(place)
        first, _ = first_last(record.date)
        judges = _JUDGED.search(context.prose.text, begin, place)
        if first is not None and judges is not None and not _ROUND.search(context.prose.text, begin, end):
            judged = frozenset(_WORK.findall(context.prose.text, judges.end(), place))
            found.append((_Event(first, None, record.spans[0]), judged))
    return found


def _roster(context: Context, deadline: Deadline, due: datetime.date) -> _Event | None:
    """The days of a roster that is to be handed in when they are over: "lịch trực từ 12/3 đến 15/3, … trước 16/3"."""
    text, place = context.prose.text, context.place(deadline.spans[0].start)
    begin, _ = context.prose.sentence(place)
    for record in _dates_between(context, begin, place):
        if record.role not in ("window", "event") or record.spans[0].start >= deadline.spans[0].start:
            continue
        first, last = first_last(record.date)
        if first is None or last is None:
            continue
        start, end = context.place(record.spans[0].start), context.place(record.spans[-1].end)
        inside = start < end <= place and first < last <= due
        if inside and _ROSTER.search(text, begin, start) and _HANDED_IN.search(text, end, place):
            return _Event(last, None, record.spans[0])
    return None


def _dates_between(context: Context, begin: int, end: int) -> list[DateRecord]:
    """The dates that begin in a stretch of the prose."""
    places, dates = _dates_in_order(context)
    return dates[bisect.bisect_left(places, begin) : bisect.bisect_left(places, end)]


@memo
def _dates_in_order(context: Context) -> tuple[list[int], list[DateRecord]]:
    """Where in the prose the dates begin, and the dates."""
    placed = [(context.place(record.spans[0].start), record) for record in context.record.dates if record.spans]
    placed.sort(key=lambda one: one[0])
    return [place for place, _ in placed], [record for _, record in placed]


def _held_ahead(context: Context) -> list[_Event]:
    """Days of donation, or of teaching, that lie ahead, with the words that tell one round from another."""
    found: list[_Event] = []
    text = context.prose.text
    issued = earliest_issue(context)
    subject = context.record.header.subject
    course = subject is not None and _COURSE.search(normal(subject.value or "")) is not None
    for record in context.record.dates:
        _, last = first_last(record.date)
        if record.role != "event" or not record.spans or last is None or "inferred-year" in record.doubts:
            continue
        if issued is not None and last < issued:
            continue  # the day itself is in doubt, not the deadline
        start = context.place(record.spans[0].start)
        sentence = text[slice(*context.prose.sentence(start))]
        titles = [normal(section.title) for section in context.headings_at(record.spans[0].start)]
        above = " ; ".join(titles)
        if not _is_held(sentence, titles, course=course) or looks_back(context, record.spans[0].start):
            continue
        if _RESERVE.search(text, context.prose.sentence(start)[0], start):
            continue
        found.append(_Event(last, _begins(record), record.spans[0], _rounds(f"{sentence} ; {above}")))
    return found


def _is_held(sentence: str, titles: list[str], *, course: bool) -> bool:
    """Whether a sentence, or the heading above it, is on giving blood; in a paper on a course, on teaching."""
    held = _TEACHING if course else _DAY
    told = held.search(sentence) or (titles and held.search(titles[-1]))
    return bool(told) and (course or not _OTHER.search(sentence))


_ROUND = regex.compile(r"(?<!\w)(?:đợt|lần|buổi|quý|cụm)(?: thứ| số)? (?:nhất|hai|ba|tư|[ivx]+|\d{1,2})(?!\w)")


def _rounds(words: str) -> frozenset[str]:
    return frozenset(match[0] for match in _ROUND.finditer(words))


def _for(
    context: Context,
    deadline: Deadline,
    events: list[_Event],
    *,
    named_only: bool,
) -> _Event | None:
    """The day that the work is for: that of the round it names, else, if that will do, the last of all."""
    named = _rounds(" ; ".join(which(context, deadline)))
    fitting = [event for event in events if named & event.rounds] if named or named_only else events
    return max(fitting, key=lambda event: event.last, default=None)


RULE = Rule("DT205", "deadline-after-event", "error", "document", check)
