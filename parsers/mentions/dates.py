"""Dates as documents write them: full, partial, ranged, alternative, year-less, recurring, with time and comparator.

Three steps: places in the calendar that stand in the text (``_places``), the words beside them (``_dress``), and what several
of them make together (``_join``, ``_repeat``, ``_years``). Nothing is repaired: an impossible day is left open and said.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import regex

from parsers.lexicon import load
from parsers.mentions.calendar_values import Join, Point, value, weekday
from parsers.mentions.recurrence import WEEKDAY, YEARLY_TAIL, Repetition, opens_clause, repetitions, yearly
from parsers.normalise import View, fold
from parsers.records import DateValue

Relation = Literal["before", "by", "on", "within", "every", "from"]

_LEXICON = load("dates")
_WEEKDAYS: dict[str, int] = _LEXICON["weekdays"]
_PART_OF_DAY: dict[str, str] = _LEXICON["part_of_day"]
_PART_OF_PERIOD: dict[str, str] = _LEXICON["part_of_period"]
_MONTH_NAMES: dict[str, int] = _LEXICON["month_names"]
_CUES: dict[str, str] = {phrase: cue["relation"] for cue in _LEXICON["cue"] for phrase in cue["phrases"]}
_FUZZY: dict[str, Relation] = {phrase: kind for kind, phrases in _LEXICON["fuzzy"].items() for phrase in phrases}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(regex.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a year-less date is read against: the day of issue and the year that the document is about."""

    issued: datetime.date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in the view.

    ``start``/``end`` hold the expression itself ("ngày 28/01/2026", "đầu tháng 02 năm 2026"); ``cue_start`` is where the
    preposition or comparator that belongs to it begins ("trước ngày …", "chậm nhất đến …"), else equal to ``start``.
    A repetition has ``rrule`` and no ``value``; its clock time, where it has one, is ``time``. ``named`` marks a fixed day
    that is called by its name ("Ngày Quốc tế Người hiến máu 14/6"). Bare years are mentions too, of EDTF "2026".
    """

    start: int
    end: int
    cue_start: int
    value: DateValue | None
    rrule: tuple[str, ...] | None = None
    relation: Relation | None = None
    weekday: int | None = None  # 0 = Monday, as the text names it
    doubts: tuple[str, ...] = field(default=())
    time: str | None = None
    named: bool = False


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    cue_start: int
    points: tuple[Point, ...]
    join: Join | None = None
    bare: bool = False
    """Looks like a date only ("19/5", "13/13"): needs a word beside it that says so."""
    relation: Relation | None = None
    cue: str | None = None
    time: str | None = None
    part: str | None = None
    weekday: int | None = None
    rules: tuple[str, ...] = ()
    named: bool = False
    tentative: bool = False
    timeless: bool = False
    """The year is not the document's ("ngày 14 tháng 12 của kỳ báo cáo")."""
    year_shared: bool = False
    """The year stands at the other end of the same expression ("từ ngày 15/11 đến ngày 15/12/2025")."""
    doubts: list[str] = field(default_factory=list)

    @property
    def yearless(self) -> bool:
        return not self.timeless and any(p.year is None for p in self.points)

    @property
    def unit(self) -> str | None:
        return self.points[0].unit if self.points else None


# --- places in the calendar -------------------------------------------------------------------------------------------

_Y = r"(?:19|20)\d\d"
_NGAY = r"ng[àảáâầ]y"
_THANG = r"th[áảâ]ng"
_NAM = r"(?:n[ăãâ]m)"
_DOTS = r"[ .…_·]*"
_DAYS = rf"\d{{1,2}}(?:(?: ?[-,;] ?| và | hoặc | đến (?:hết )?| tới )(?:{_NGAY} )?\d{{1,2}}){{0,6}}"

# "ngày 14 tháng 3 năm 2026" · "ngày 08 đến ngày 10 tháng 12 năm 2025" · "ngày32 tháng 10 năm 2025" · "05 tháng 9năm 2025"
# | "ngày 10/01/2026" · "03/6/2024" · "22.01.2026" · "14-15/ 12/2025" · "ngày 08/ 12 / 2025" · "14/6" · "ngày 20-11" · "22/1 1/2025"
_DAY = regex.compile(
    rf"(?<![\w/])(?<!\d[.,])(?P<head>{_NGAY} ?:? ?(?:mùng |mồng )?)?(?P<days>{_DAYS})(?:"
    rf" ?{_THANG} ?(?P<word_month>\d{{1,2}}(?!\d)|{_any(_MONTH_NAMES)}(?= {_NAM} ?{_Y}))"
    rf"(?:(?:,? ?{_NAM} ?| ?[/.\-] ?)(?P<word_year>{_Y}))?"
    rf"| ?(?P<sep>[/.\-]) ?(?P<month>\d \d(?= ?/ ?{_Y})|\d{{1,2}})"
    rf"(?:(?: ?(?P=sep) ?|,? {_NAM} )(?P<year>{_Y})|/(?P<short_year>\d\d))?"
    rf")(?![\w%/])(?![.,]\d)"
)
# "ngày tháng 01 năm 2026" · "ngày … tháng … năm 2024" · "ngày 15 tháng ... năm 2026" · "ngày ..... tháng 4/2026"
_BLANK_WORDS = regex.compile(
    rf"(?<!\w){_NGAY}(?: ?(?P<day>\d{{1,2}}) |{_DOTS}){_THANG}(?: ?(?P<month>\d{{1,2}})(?!\d) ?|{_DOTS})(?:{_NAM} ?|/ ?)(?P<year>{_Y})(?![\w/])"
)
# "ngày /01/2026" · "ngày …/…/2026" · "ngày   /3/2026"
_BLANK_FIGURES = regex.compile(
    rf"(?<!\w){_NGAY}{_DOTS}/(?: ?(?P<month>\d{{1,2}}) ?|{_DOTS})/ ?(?P<year>{_Y})(?![\w/])"
)
# scanned and not legible: "ngày 4Ô tháng 4Ô năm 2017" · "ngày 43 tháng I1 năm 2017" · "ngày 2l tháng 02 năm 2016"
_ILLEGIBLE = regex.compile(
    rf"(?<!\w){_NGAY} ?(?P<day>[\w|\]()*]{{1,3}}) ?{_THANG} ?(?P<month>[\w|\]]{{1,2}}) {_NAM} ?(?P<year>{_Y})(?!\w)"
)
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_AND_YEAR = rf"(?: ?[/.\-] ?|,? ?{_NAM} ?)(?P<year>{_Y})(?!\w)(?! ?[-/]\d)"
# "tháng 12/2025" · "tháng 02 năm 2026" · "tháng 10-2017" · "tháng 3" · "tháng 6 hoặc tháng 7/2024" · "các tháng 3, 6, 9"
# · "tháng 3 đến tháng 10 năm 2026" · "tháng 3-5/2026"
_MONTHS = regex.compile(
    rf"(?<!\w)(?<!\d )(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )(?<!từng )(?P<all>các )?{_THANG} ?"
    rf"(?P<months>{_MONTH}(?:(?: ?- ?| đến (?:hết )?| tới | hoặc | hay | và |, ?)(?:{_THANG} )?{_MONTH})*+)"
    rf"(?:{_AND_YEAR})?(?![\w%])(?!/\d)(?! (?:lần|buổi|đợt|người|tin|bài|tuổi|ngày|đồng|triệu|lượt|đơn|cuộc|sự|kỳ)\b)"
)
# "6/2025" · "01/2025" · "từ 03/2026"; not "5/2024/TT-BYT", not "số 12/2023"
_MONTH_FIGURES = regex.compile(rf"(?<![\w/.,\-])(?<!số )(?<!số: )(?<!điều )(?P<months>{_MONTH}) ?/ ?(?P<year>{_Y})(?![\w/%])(?![.,\-]\d)(?!-\p{{L}})")
_ACT_BEFORE = regex.compile(
    r"(?r)(?:luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch|công văn|văn bản|hướng dẫn|tờ trình|đạt|được)(?: liên tịch)? "
)
_QUARTER = r"(?:iv|iii|ii|i|[1-4])(?![\w])"
# "quý I/2026" · "Quí IV-2025" · "quý 3/2025" · "quý III Năm 2026" · "quý I, II/2026" · "quý I và quý II năm 2026" · "Q2/2026"
_QUARTERS = regex.compile(
    rf"(?<!\w)(?:(?:các )?quý ?(?P<quarters>{_QUARTER}(?:(?: ?- ?| đến (?:hết )?| hoặc | và |, ?)(?:quý )?{_QUARTER})*+)(?:{_AND_YEAR})?"
    rf"|q\.? ?(?P<short>[1-4])(?: ?[/.\-] ?|,? ?{_NAM} ?)(?P<short_year>{_Y})(?!\w))"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# "6 tháng đầu năm 2024" · "06 tháng cuối năm" · "9 tháng đầu năm 2025" · "10 tháng năm 2025" · "nửa đầu năm 2026"
_SPANS = regex.compile(
    rf"(?<![\w.,/])(?:(?P<count>\d{{1,2}}|sáu|chín|ba) tháng(?: (?P<side>đầu|cuối))?|nửa (?P<half>đầu|cuối)) (?:của )?{_NAM}(?: (?P<year>{_Y})(?!\w))?"
    rf"(?! (?:học|tuổi|trước|qua|ngoái|sau)\b)(?!\w)"
)
# "năm 2026" · "năm 2025 - 2026" · "Năm 2025-2030" · "từ năm 2025 đến hết năm 2030"; not "năm học 2025-2026", "giai đoạn 2021 - 2025"
_YEARS = regex.compile(
    rf"(?<!\w)(?<!giai đoạn )(?<!nhiệm kỳ )(?<!thời kỳ ){_NAM} (?P<year>{_Y})(?:(?: ?- ?| đến (?:hết )?(?:{_NAM} )?)(?P<last>{_Y}))?(?![\w/])(?!-\d)"
)
# a cell that holds a year only
_YEAR_CELL = regex.compile(rf"(?<=\t)(?P<year>{_Y})(?:(?: ?- ?)(?P<last>{_Y}))?(?=[\t\n]|$)")

_MOON = regex.compile(r",? ?\(?(?:âm lịch|al\b|â\.l|tết)")
_HEADED_LIST = regex.compile(r"(?r)(?:ngày|ngày:|các ngày|nhật\)?|bảy|từ|:|\(|trong|vào|và)[ ,:]*")


def _places(norm: str, mask: bytearray) -> Iterator[_Draft]:
    def free(start: int, end: int) -> bool:
        if mask.find(1, start, end) >= 0:
            return False
        mask[start:end] = b"\x01" * (end - start)
        return True

    for match in _BLANK_WORDS.finditer(norm):
        if (not match["day"] or not match["month"]) and free(*match.span()):
            yield _blank(match, match["day"])
    for match in _BLANK_FIGURES.finditer(norm):
        if free(*match.span()):
            yield _blank(match, None)
    for match in _DAY.finditer(norm):
        draft = _day(match, norm)
        if draft and free(draft.start, draft.end):
            yield draft
    for match in _ILLEGIBLE.finditer(norm):
        if any(c.isdigit() or c in "ilo|" for c in match["day"] + match["month"]) and free(*match.span()):
            yield _illegible(match)
    for match in _SPANS.finditer(norm):
        draft = _span(match)
        if draft and free(*match.span()):
            yield draft
    for match in _MONTHS.finditer(norm):
        for draft in _months(match):
            if free(draft.start, draft.end):
                yield draft
    for match in _QUARTERS.finditer(norm):
        for draft in _quarters(match):
            if free(draft.start, draft.end):
                yield draft
    for match in _MONTH_FIGURES.finditer(norm):
        if not _ACT_BEFORE.match(norm, max(0, match.start() - 24), match.start()) and free(*match.span()):
            point = Point("month", int(match["year"]), int(match["months"]))
            yield _Draft(match.start(), match.end(), match.start(), (point,))
    for pattern in (_YEARS, _YEAR_CELL):
        for match in pattern.finditer(norm):
            if free(*match.span()):
                years = [Point("year", int(y)) for y in (match["year"], match["last"]) if y]
                yield _Draft(match.start(), match.end(), match.start(), tuple(years), "to" if len(years) > 1 else None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _blank(match: regex.Match[str], day: str | None) -> _Draft:
    point = Point("day", int(match["year"]), _number(match["month"]), _number(day))
    doubts = ["blank"] + (["impossible-date"] if point.impossible else [])
    return _Draft(match.start(), match.end(), match.start(), (point.possible(),), doubts=doubts)


def _illegible(match: regex.Match[str]) -> _Draft:
    point = Point("day", int(match["year"]), _number(match["month"]), _number(match["day"])).possible()
    return _Draft(match.start(), match.end(), match.start(), (point,), doubts=["impossible-date"])


def _day(match: regex.Match[str], norm: str) -> _Draft | None:
    words = match["word_month"] is not None
    month_text = (match["word_month"] or match["month"]).replace(" ", "")
    month = _MONTH_NAMES.get(month_text) or int(month_text)
    year = _number(match["word_year"] or match["year"])
    doubts: list[str] = []
    if match["short_year"]:
        year = 2000 + int(match["short_year"])
        doubts.append("two-digit-year")
    head = bool(match["head"])
    start = match.start()
    if _MOON.match(norm, match.end()):
        return None  # a day of the moon's calendar is no day of ours
    if not head and year is None and not words and match["sep"] != "/":
        return None  # "2.1", "14-15"
    if not head and match["short_year"]:
        return None
    listed = match["days"]
    days = [int(d) for d in regex.findall(r"\d{1,2}", listed)]
    join = _list_join(listed, len(days))
    if len(days) > 1 and not head and join == "and" and not _HEADED_LIST.match(norm, max(0, start - 16), start):
        last = regex.search(r"(?r)\d{1,2}", listed)  # "Khoản 3, 15/4/2026": the numbers before belong to something else
        start += last.start() if last else 0
        days, join = days[-1:], None
    points = [Point("day", year, month, day) for day in days]
    if any(p.impossible for p in points):
        if not head and year is None:
            return None
        doubts.append("impossible-date")
        points = [p.possible() for p in points]
        if any(p.day is None for p in points):
            points, join = points[:1] if len({p.edtf() for p in points}) == 1 else points, join
    if head and match["sep"] == "-" and year is None and days[0] < month:
        doubts.append("ambiguous-date")  # "ngày 5-10" may be two days of a month not named
    if year is None and match["sep"] != "/" and not words and not head:
        return None
    return _Draft(start, match.end(), start, tuple(points), join if len(points) > 1 else None, bare=not head and year is None, doubts=doubts)


def _list_join(listed: str, count: int) -> Join | None:
    if count < 2:
        return None
    if "hoặc" in listed or " hay " in listed:
        return "or"
    if count == 2 and ("-" in listed or "đến" in listed or "tới" in listed):
        return "to"
    return "and"


def _span(match: regex.Match[str]) -> _Draft | None:
    year = _number(match["year"])
    side = match["side"] or match["half"]
    count = 6 if match["half"] else {"sáu": 6, "chín": 9, "ba": 3}.get(match["count"]) or int(match["count"])
    if not 1 <= count <= 11 or (side is None and year is None):
        return None
    points: tuple[Point, ...]
    if count == 6:
        points = (Point("half", year, 2 if side == "cuối" else 1),)
    else:
        first, last = (13 - count, 12) if side == "cuối" else (1, count)
        points = (Point("month", year, first), Point("month", year, last))
    return _Draft(match.start(), match.end(), match.start(), points, "to" if len(points) > 1 else None)


def _months(match: regex.Match[str]) -> list[_Draft]:
    year = _number(match["year"])
    at = match.start("months")
    items = [(at + m.start(), at + m.end(), int(m[0])) for m in regex.finditer(r"\d{1,2}", match["months"])]
    start = match.start("all") if match["all"] else match.start()
    join = _list_join(match["months"], len(items))
    if len(items) == 1:
        start += len(match["all"] or "")
        return [_Draft(start, match.end(), start, (Point("month", year, items[0][2]),))]
    if join in ("to", "or"):
        points = tuple(Point("month", year, n) for _, _, n in items)
        return [_Draft(start, match.end(), start, points, join)]
    if not match["all"] and year is None and "," in match["months"]:
        return [_Draft(start, items[0][1], start, (Point("month", None, items[0][2]),))]  # "Trong tháng 3, 12 đơn vị đã …"
    drafts = []
    for index, (begin, end, number) in enumerate(items):
        begin = start if index == 0 else begin - (len("tháng ") if match.string[begin - 6 : begin] == "tháng " else 0)
        end = match.end() if index == len(items) - 1 else end
        drafts.append(_Draft(begin, end, begin, (Point("month", year, number),), year_shared=year is not None))
    return drafts


def _quarters(match: regex.Match[str]) -> list[_Draft]:
    if match["short"]:
        point = Point("quarter", int(match["short_year"]), int(match["short"]))
        return [_Draft(match.start(), match.end(), match.start(), (point,))]
    year = _number(match["year"])
    at = match.start("quarters")
    items = [
        (at + m.start(), at + m.end(), _ROMAN.get(m[0]) or int(m[0]))
        for m in regex.finditer(r"(?<!\w)(?:iv|iii|ii|i|[1-4])(?!\w)", match["quarters"])
    ]
    join = _list_join(match["quarters"], len(items))
    if len(items) == 1 or join in ("to", "or"):
        points = tuple(Point("quarter", year, n) for _, _, n in items)
        return [_Draft(match.start(), match.end(), match.start(), points, join)]
    drafts = []
    for index, (begin, end, number) in enumerate(items):
        begin = match.start() if index == 0 else begin - (4 if match.string[begin - 4 : begin] == "quý " else 0)
        end = match.end() if index == len(items) - 1 else end
        drafts.append(_Draft(begin, end, begin, (Point("quarter", year, number),), year_shared=year is not None))
    return drafts


# --- the words beside them --------------------------------------------------------------------------------------------

_CLOCK = r"(?<![\w:.,/])\d{1,2} ?(?:giờ|h|g|:(?=\d))(?: ?\d{2}(?!\d))?(?: ?(?:phút|ph|p)(?!\w))?'?"
_CLOCKS = rf"{_CLOCK}(?: ?(?:-|đến|tới|~|và) ?(?:trước )?{_CLOCK})?"
_HOUR = regex.compile(r"(?P<hour>\d{1,2}) ?(?:giờ|h|g|:) ?(?P<minute>\d{2})?")
_PART = _any(_PART_OF_DAY)
_NOW = r"(?:từ (?:nay|giờ|thời điểm này),? )?"
_CUE = rf"(?:{_NOW}{_any(_CUES)})"
# "trước 11g00 " · "khai mạc vào hồi 7 giờ, " · "8g 00 ngày thứ năm " · "vào sáng Chủ nhật, " · "từ 14h00 " · "7 giờ 30 phút, ngày thứ ba, "
_BEFORE_DAY = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<cue>{_CUE}) ?:? ?)?"
    rf"(?:(?P<clock>{_CLOCKS})[,;]?(?: -)? ?(?:của )?)?"
    rf"(?:(?<!\w)(?:buổi )?(?P<part>{_PART})(?: của)?[,:]? ?)?"
    rf"(?:(?<!\w)(?:ngày )?\(?(?P<weekday>{WEEKDAY})(?:(?:,| và| -) {WEEKDAY})?\)?[,:]?(?: -)? ?)?"
    rf"(?:(?<!\w)ngày:? ?)?"
)
_BEFORE_PERIOD = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<cue>{_CUE}) ?:? ?)?(?:(?<!\w)(?P<part>{_any(_PART_OF_PERIOD)})(?: của)? )?"
)
_BEFORE_REPEAT = regex.compile(
    rf"(?r)(?:(?<!\w)(?P<cue>{_CUE}) )?(?:(?P<clock>{_CLOCKS}),? ?)?(?:(?<!\w)(?:buổi )?(?P<part>{_PART}) )?"
)
# " (Chủ nhật)" · " (chiều thứ Năm)" · ", thứ Bảy" · " (sáng)"
_AFTER_DAY = regex.compile(
    rf"(?: ?,? ?\((?:(?:buổi )?(?P<part>{_PART})(?: |(?=\))))?(?:ngày )?(?P<weekday>{WEEKDAY})?(?:(?:,| và| -) {WEEKDAY})?(?:,? {_CLOCKS})?\)"
    rf"|,? (?P<bare_weekday>{WEEKDAY})(?! hằng| hàng| tuần|,? ngày))"
)
# ", bắt đầu từ 7h00" · " lúc 8 giờ 30" · " (từ 7h00 đến 11h30)" · ", 07h30"; not the time of the next date
_CLOCK_AFTER = regex.compile(
    rf",? ?\(?(?:(?:vào |bắt đầu |khai mạc |thời gian )*(?:lúc|từ|hồi|vào|bắt đầu|khai mạc)(?: lúc| hồi)?:? )?(?P<clock>{_CLOCKS})"
    rf"(?!,? ?(?:ngày|sáng|chiều|tối|thứ|chủ nhật)(?!\w))\)?"
)
_CLOCK_WORD = regex.compile(r"(?:lúc|từ|hồi|vào|bắt đầu|khai mạc)(?: lúc| hồi)?:? \d")
# "dự kiến vào " · "dự kiến tổ chức " · "Dự kiến: " | " (dự kiến)"
_TENTATIVE_BEFORE = regex.compile(r"(?r)(?<!\w)dự kiến(?:,|:)?(?: (?:vào|tổ chức|diễn ra|khai mạc|thời gian|thực hiện|tiến hành|trong|sẽ|là|từ|khoảng|ngày|được|lần)(?: \d)?){0,4}:? ?")
_TENTATIVE_AFTER = regex.compile(r" ?[(,] ?(?:thời gian )?dự kiến")
_TO_NOW = regex.compile(r",? (?:cho )?đến (?:nay|thời điểm (?:này|hiện tại|báo cáo)|hiện nay)(?!\w)")
_UNTIL_EVENT = regex.compile(r",? (?:cho )?đến khi(?!\w)")
_RELATIVE_YEAR = regex.compile(r",? (?:của )?(?:năm trước(?: liền kề)?(?: kỳ báo cáo| năm báo cáo)?|năm sau|kỳ báo cáo|năm báo cáo|kỳ trước)(?!\w)")
_NAMED_BEFORE = regex.compile(
    r"(?r)(?:^|[^\p{L}])(?:[Nn]gày|NGÀY) (?!Hội |hội |HỘI )(?P<name>\p{Lu}[^.;:\n\t\d]{3,90}?|(?:quốc tế|thế giới|toàn dân|thành lập|truyền thống|thầy thuốc|nhà giáo|hiến máu)[^.;:\n\t\d]{0,80}?)[ (“”\",]+"
)
_NAMED_CUE = regex.compile(r"(?r)(?<!\w)(?:dịp(?: lễ)?|kỷ niệm|chào mừng|mừng|lễ|nhân|hưởng ứng|nhân dịp|tết)(?: các)?(?: ngày(?: lễ)?)?[ :(]+")
_FIELD_BEFORE = regex.compile(r"(?r)(?:(?:thời gian|thời hạn|thời điểm|ngày|hạn)[^:\n\t.;]{0,40}: ?|(?<=[\t\n])|^)")
_CELL_AFTER = regex.compile(r" ?(?:\([^)\n]{0,30}\))? ?[.,;]?(?=[\t\n]|$)")
_COUNTED = regex.compile(rf" (?:{'|'.join(_LEXICON['ratios']['counted'])})(?!\w)")
_LAST_WORDS = regex.compile(r"(?r)(?:\S+ ){1,5}")


def _clock(text: str | None) -> str | None:
    match = _HOUR.match(text) if text else None
    if not match or int(match["hour"]) > 24 or int(match["minute"] or 0) > 59:
        return None
    return f"{int(match['hour']) % 24:02d}:{int(match['minute'] or 0):02d}"


def _set_cue(draft: _Draft, match: regex.Match[str], norm: str, *, clocked: bool) -> None:
    cue = match["cue"]
    if not cue:
        return
    for lead in ("từ nay", "từ giờ", "từ thời điểm này"):
        if cue.startswith(lead):
            cue = cue.removeprefix(lead).lstrip(" ,")
    relation = _CUES.get(cue)
    draft.cue_start, draft.cue = match.start("cue"), cue
    if relation == "from" and clocked:
        relation = "on"  # "từ 14h00 ngày …" says when it begins on that day
    draft.relation = relation if relation != "none" else None  # type: ignore[assignment]


def _dress(draft: _Draft, view: View) -> None:
    """Give a draft its cue, time, weekday, part and tentativeness, and say whether it is a date at all."""
    norm = view.norm
    low = max(0, draft.start - 90)
    if draft.unit == "day":
        before = _BEFORE_DAY.match(norm, low, draft.start)
        if before and before.end() > before.start():
            draft.start = min((before.start(g) for g in ("clock", "part", "weekday") if before[g]), default=draft.start)
            if norm.startswith("ngày", before.end() - 5, before.end()) or norm.startswith("ngày", before.end() - 4, before.end()):
                draft.start = min(draft.start, norm.rfind("ngày", before.start(), before.end()))
                draft.bare = False
            draft.cue_start = draft.start
            draft.time = _clock(before["clock"])
            draft.part = _PART_OF_DAY.get(before["part"]) if before["part"] else None
            draft.weekday = _WEEKDAYS.get(before["weekday"]) if before["weekday"] else None
            _set_cue(draft, before, norm, clocked=before["clock"] is not None)
        after = _AFTER_DAY.match(norm, draft.end)
        if after and (after["part"] or after["weekday"] or after["bare_weekday"]):
            draft.part = draft.part or _PART_OF_DAY.get(after["part"] or "")
            name = after["weekday"] or after["bare_weekday"]
            draft.weekday = draft.weekday if draft.weekday is not None else _WEEKDAYS.get(name or "")
            draft.end = after.end()
        clock = _CLOCK_AFTER.match(norm, draft.end)
        if draft.time is None and clock:
            draft.time = _clock(clock["clock"])
            draft.end = clock.end("clock")
    elif draft.unit is not None:
        before = _BEFORE_PERIOD.match(norm, low, draft.start)
        if before and before.end() > before.start():
            if before["part"]:
                draft.part, draft.start = _PART_OF_PERIOD[before["part"]], before.start("part")
            draft.cue_start = draft.start
            _set_cue(draft, before, norm, clocked=False)
    draft.tentative = bool(
        _TENTATIVE_BEFORE.match(norm, max(0, draft.cue_start - 60), draft.cue_start) or _TENTATIVE_AFTER.match(norm, draft.end)
    )
    if draft.cue is None and draft.unit == "day":
        _fuzzy_cue(draft, norm)
    relative = _RELATIVE_YEAR.match(norm, draft.end)
    if relative and draft.yearless and (draft.relation not in ("before", "by") or "báo cáo" in relative[0]):
        draft.timeless, draft.end = True, relative.end()
    _name(draft, view)
    if draft.bare and not draft.named:
        said = draft.cue is not None or draft.time or draft.part or draft.weekday is not None
        field_ = _FIELD_BEFORE.match(norm, max(0, draft.start - 60), draft.start) and _CELL_AFTER.match(norm, draft.end)
        if (said and not _COUNTED.match(norm, draft.end)) or field_:
            draft.bare = False


def _fuzzy_cue(draft: _Draft, norm: str) -> None:
    words = _LAST_WORDS.match(norm, max(0, draft.start - 40), draft.start)
    if not words:
        return
    last = fold(words[0]).split()
    for count in range(min(5, len(last)), 0, -1):
        relation = _FUZZY.get("".join(last[-count:]))
        if relation:
            pieces = words[0].split(" ")
            draft.cue_start = draft.start - len(" ".join(pieces[-count - 1 :]))
            draft.relation, draft.cue = relation, "?"
            draft.doubts.append("fuzzy-cue")
            return


def _name(draft: _Draft, view: View) -> None:
    if draft.unit != "day" or draft.time or draft.relation in ("before", "by", "from"):
        return
    if _NAMED_CUE.match(view.norm, max(0, draft.start - 40), draft.start):
        draft.named = True
    elif not view.norm.startswith("ng", draft.start):
        draft.named = _NAMED_BEFORE.match(view.text, max(0, draft.start - 110), draft.start) is not None


# --- what several make together ---------------------------------------------------------------------------------------

_TO = regex.compile(r",? ?(?:cho )?(?:đến|tới)(?: hết| trước)? ?(?:ngày )?| ?- ?(?:hết )?")
_OR = regex.compile(r",? (?:hoặc|hay)(?: là)? ?(?:vào )?")
_AND = regex.compile(r"(?:,| và|;|,? và) ?(?:trước |vào )?")


def _join(drafts: list[_Draft], norm: str, issued: datetime.date | None) -> list[_Draft]:
    joined: list[_Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and last.join is None and draft.join is None and not last.rules and last.unit and draft.unit and draft.start > last.end:
            gap = norm[last.end : draft.start]
            if len(gap) < 20 and _TO.fullmatch(gap) and _same_kind(last, draft) and last.relation not in ("before", "by"):
                joined[-1] = _interval(last, draft)
                continue
            if len(gap) < 14 and _OR.fullmatch(gap) and not draft.relation and _same_kind(last, draft):
                joined[-1] = _pair(last, draft, "or")
                continue
            if len(gap) < 14 and _AND.fullmatch(gap):
                _coordinate(last, draft)
        joined.append(draft)
    for draft in joined:
        if draft.join is not None or len(draft.points) != 1 or draft.rules:
            continue
        now = _TO_NOW.match(norm, draft.end)
        if now and draft.relation in ("from", None):
            draft.end, draft.cue = now.end(), "từ"
            if issued:
                draft.points += (Point("day", issued.year, issued.month, issued.day),)
                draft.join = "to"
            else:
                draft.join = "open"
                draft.doubts.append("no-issue-date")
        elif draft.relation == "from" or (draft.relation is None and _UNTIL_EVENT.match(norm, draft.end)):
            draft.join = "open"
    return joined


def _same_kind(a: _Draft, b: _Draft) -> bool:
    return a.unit == b.unit or {a.unit, b.unit} <= {"day", "month"} or {a.unit, b.unit} <= {"month", "quarter", "year"}


def _interval(a: _Draft, b: _Draft) -> _Draft:
    first, last = a.points[0], b.points[0]
    shared = a.year_shared or b.year_shared
    if first.unit == last.unit == "day" and first.number == last.number and first.day == last.day and first.year and last.year:
        return replace(b, start=a.start, cue_start=a.cue_start, named=True, bare=False)  # "(26/3/1931 - 26/3/2026)"
    if first.year is None and last.year is not None:
        later = first.number is not None and last.number is not None and first.number > last.number
        first, shared = replace(first, year=last.year - 1 if later else last.year), True
    elif last.year is None and first.year is not None:
        earlier = first.number is not None and last.number is not None and last.number < first.number
        last, shared = replace(last, year=first.year + 1 if earlier else first.year), True
    relation = a.relation if a.relation == "from" else None
    return replace(
        a,
        end=b.end,
        points=(first, last),
        join="to",
        bare=a.bare and b.bare and a.cue is None,
        relation=relation,
        time=a.time or b.time,
        named=a.named or b.named,
        tentative=a.tentative or b.tentative,
        timeless=a.timeless or b.timeless,
        year_shared=shared,
        doubts=[*a.doubts, *b.doubts],
    )


def _pair(a: _Draft, b: _Draft, join: Join) -> _Draft:
    first, last = a.points[0], b.points[0]
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year)
    return replace(a, end=b.end, points=(first, last), join=join, bare=a.bare and b.bare, doubts=[*a.doubts, *b.doubts])


def _coordinate(a: _Draft, b: _Draft) -> None:
    """Two dates under one cue: "trước ngày 15/6 và 15/12/2026", "7 giờ ngày 11/4 và ngày 12/4/2026"."""
    if a.unit != b.unit:
        return
    if b.relation is None and b.cue is None and a.relation != "from":
        b.relation, b.cue = a.relation, a.cue
    if b.time is None and a.time is not None:
        b.time = a.time
    if b.bare and not a.bare:
        b.bare = False
    elif a.bare and not b.bare and b.cue is None:
        a.bare = False
    b.named = b.named or (a.named and b.time is None)
    if a.yearless and not b.yearless and not b.timeless and b.points[0].year:
        a.points = tuple(replace(p, year=b.points[0].year) for p in a.points)
        a.year_shared = True


_REPEAT_GAP = regex.compile(r"[ ,:;]*\(? ?(?:vào |là |và )?(?:trước |chậm nhất )?")
_PERIODIC = regex.compile(r"(?<!\w)(?:định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng)(?!\w)")
_PERIOD_LABEL = regex.compile(
    r"(?r)(?<!\w)(?:(?:báo cáo|tổng kết|sơ kết) )*(?:6 tháng|06 tháng|9 tháng|quý|cả năm|năm|1 năm|01 năm|tháng)(?: đầu năm| cuối năm)? ?[(:,]? ?"
)


def _repeat(drafts: list[_Draft], repeated: list[Repetition], view: View, sentence: _Sentences) -> list[_Draft]:
    """Turn dates that come back ("trước ngày 15/11 hằng năm") into rules, and add the repetitions that stand alone."""
    norm = view.norm
    for draft in drafts:
        tail = YEARLY_TAIL.match(norm, draft.end) if draft.yearless and draft.unit in ("day", "month") else None
        if tail and draft.join in (None, "and", "or"):
            draft.end = tail.end()
            _make_yearly(draft)
    starts = [d.cue_start for d in drafts]
    spent: set[int] = set()
    alone: list[_Draft] = []
    for number, one in enumerate(repeated):
        if any(d.start <= one.start < d.end for d in drafts[max(0, bisect.bisect_left(starts, one.start) - 2) :][:3]):
            spent.add(number)  # the tail of a date
            continue
        index = bisect.bisect_left(starts, one.end)
        near = drafts[index] if index < len(drafts) else None
        following = repeated[number + 1] if number + 1 < len(repeated) else None
        if following and _REPEAT_GAP.fullmatch(norm[one.end : following.start]) and "BY" in following.rules[0]:
            spent.add(number)  # "định kỳ hàng tháng (trước ngày 16 hàng tháng)": the second says it all
            continue
        if near and near.cue_start - one.end < 24 and _REPEAT_GAP.fullmatch(norm[one.end : near.cue_start]):
            if near.rules and near.unit:
                spent.add(number)
                continue
            if near.yearless and near.unit in ("day", "month") and near.join in (None, "and", "or") and near.relation in ("before", "by", "on", "within", None):
                gap = norm[one.end : near.cue_start]
                _make_yearly(near)
                near.start = near.cue_start = one.start
                if "(" in gap and norm.startswith(")", near.end):
                    near.end += 1
                spent.add(number)
    due = [d for d in drafts if d.unit == "day" and d.relation in ("before", "by") and d.join in (None, "and")]
    for draft in due:
        if draft.rules or not draft.yearless or draft.timeless:
            continue
        begin, end = sentence.around(draft.start)
        cues = [m.start() for m in _PERIODIC.finditer(norm, begin, draft.cue_start) if _binds(norm, m)]
        rules = [d for d in due if d.rules and begin <= d.start < end]
        if cues or (rules and _PERIOD_LABEL.match(norm, max(0, draft.cue_start - 50), draft.cue_start)):
            _make_yearly(draft)
            spent |= {n for n, r in enumerate(repeated) if r.yearly and begin <= r.start < draft.start and "định" not in norm[r.start : r.start + 4]}
            if not rules:
                spent |= {n for n, r in enumerate(repeated) if r.yearly and begin <= r.start < draft.start}
    merged: list[_Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if last and last.unit == draft.unit == "day" and draft.rules and draft.relation == last.relation and _AND.fullmatch(norm[last.end : draft.start]):
            if not last.rules and last.yearless and last.relation in ("before", "by", "on", None):
                _make_yearly(last)
            if last.rules and norm[last.end : draft.cue_start].strip() in ("và", ",", "hoặc"):
                last.rules += tuple(r for r in draft.rules if r not in last.rules)
                last.end = draft.end
                continue
        merged.append(draft)
    for number, one in enumerate(repeated):
        if number in spent:
            continue
        draft = _repetition(one, norm)
        if one.stands or draft.cue or draft.time:
            alone.append(draft)
    return sorted([*merged, *alone], key=lambda d: d.start)


def _binds(norm: str, match: regex.Match[str]) -> bool:
    """Whether "hằng năm" speaks of the duty and not of a noun ("dự toán hằng năm")."""
    return match[0] == "định kỳ" or opens_clause(norm, match.start()) or norm[: match.start()].endswith(("báo cáo ", "định kỳ "))


def _make_yearly(draft: _Draft) -> None:
    if draft.unit == "month":
        months = ",".join(str(p.number) for p in draft.points)
        draft.rules = (f"FREQ=YEARLY;BYMONTH={months}",)
    else:
        draft.rules = tuple(yearly(p.number, p.day) for p in draft.points if p.number and p.day)
    draft.bare = False
    draft.doubts = [d for d in draft.doubts if d != "inferred-year"]


def _repetition(one: Repetition, norm: str) -> _Draft:
    draft = _Draft(one.start, one.end, one.start, (), rules=one.rules, doubts=list(one.doubts))
    before = _BEFORE_REPEAT.match(norm, max(0, one.start - 70), one.start)
    if before and before.end() > before.start():
        if before["cue"] and _CUES.get(before["cue"]) in ("before", "by"):
            draft.cue_start = before.start("cue")
            _set_cue(draft, before, norm, clocked=before["clock"] is not None)
        if before["clock"] or before["part"]:
            draft.start = min(before.start(g) for g in ("clock", "part") if before[g])
            draft.cue_start = min(draft.cue_start, draft.start)
            draft.time = _clock(before["clock"])
    return draft


# --- years ------------------------------------------------------------------------------------------------------------

_FAR = 150  # days: a limit that lies further back than this means the next year


def _years(drafts: list[_Draft], context: DateContext, sentence: _Sentences, cited: set[int]) -> None:
    written = [(d.start, d.points[0].year) for d in drafts if d.points and d.points[0].year and d.start not in cited and not d.year_shared]
    for draft in drafts:
        if not draft.yearless or draft.rules:
            continue
        begin, end = sentence.around(draft.start)
        siblings = [(abs(at - draft.start), year) for at, year in written if begin <= at < end]
        year = min(siblings)[1] if siblings else context.year or (context.issued.year if context.issued else None)
        if year is None:
            draft.doubts.append("no-year")
            continue
        points = [replace(p, year=year) if p.year is None else p for p in draft.points]
        if not siblings and context.year is None and context.issued and draft.relation in ("before", "by"):
            last = points[-1].last()
            if last and (context.issued - last).days > _FAR:
                points = [replace(p, year=year + 1) for p in points]
        if len(points) == 2 and draft.join == "to" and points[0].number and points[1].number and points[0].number > points[1].number:
            points[1] = replace(points[1], year=year + 1)  # "từ tháng 11 đến tháng 02"
        impossible = [p.impossible for p in points]
        if any(impossible):
            draft.doubts.append("impossible-date")
            points = [p.possible() for p in points]
        draft.points = tuple(points)
        draft.doubts.append("inferred-year")


class _Sentences:
    """Where sentences begin and end, for all questions about one text."""

    _END = regex.compile(r"[\n\t]|(?<!\b\p{L})(?<!\bTP)(?<!\bTX)(?<!\bTT)[.!?] (?=[\p{Lu}“\"(+\-])|; (?=[\p{Lu}+\-])")

    def __init__(self, view: View) -> None:
        self._ends = [m.end() for m in self._END.finditer(view.text)]
        self._length = len(view.text)

    def around(self, offset: int) -> tuple[int, int]:
        index = bisect.bisect_right(self._ends, offset)
        begin = self._ends[index - 1] if index else 0
        return begin, self._ends[index] if index < len(self._ends) else self._length


def find_dates(view: View, context: DateContext, taken: list[tuple[int, int]]) -> list[DateMention]:
    """All date expressions of the view in order; ``taken`` stretches (document numbers, phones) hold no dates."""
    norm = view.norm
    mask = bytearray(len(norm))
    for start, end in taken:
        mask[start:end] = b"\x01" * (end - start)
    repeated = [r for r in repetitions(norm) if mask.find(1, r.start, r.end) < 0]
    for one in repeated:
        if "BY" in one.rules[0]:  # "ngày 05 hằng tháng", "thứ Sáu hằng tuần": no other reading
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    sentence = _Sentences(view)
    drafts = sorted(_places(norm, mask), key=lambda d: d.start)
    for draft in drafts:
        _dress(draft, view)
    drafts.sort(key=lambda d: d.start)
    ends = sorted(end for _, end in taken)
    cited = {d.start for d in drafts if _follows(ends, d.cue_start)}
    drafts = _join(drafts, norm, context.issued)
    drafts = _repeat(drafts, repeated, view, sentence)
    drafts = [d for d in drafts if not d.bare or d.named]
    _years(drafts, context, sentence, cited)
    return [_mention(d) for d in drafts]


def _follows(ends: list[int], start: int) -> bool:
    index = bisect.bisect_right(ends, start)
    return index > 0 and start - ends[index - 1] <= 3


def _mention(draft: _Draft) -> DateMention:
    doubts = tuple(dict.fromkeys(draft.doubts))
    relation: Relation | None = draft.relation
    if draft.rules:
        return DateMention(
            draft.start,
            draft.end,
            draft.cue_start,
            None,
            rrule=draft.rules,
            relation=relation if relation in ("before", "by") else "every",
            weekday=draft.weekday,
            doubts=doubts,
            time=draft.time,
        )
    made = value(draft.points, draft.join)
    if draft.weekday is not None and len(draft.points) == 1 and weekday(draft.points[0]) not in (None, draft.weekday):
        doubts += ("weekday-mismatch",)
    changes: dict[str, object] = {"time": draft.time, "part": draft.part}
    if "inferred-year" in doubts:
        changes["inferred"] = ["year"]
    if draft.tentative:
        changes["tentative"] = True
    return DateMention(
        draft.start,
        draft.end,
        draft.cue_start,
        made.model_copy(update=changes),
        relation=relation,
        weekday=draft.weekday,
        doubts=doubts,
        time=draft.time,
        named=draft.named,
    )
