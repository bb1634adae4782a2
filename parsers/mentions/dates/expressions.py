"""Places in the calendar that stand in a text: days, months, quarters, half-years and years, single, listed and ranged.

What is left blank, cannot be read or cannot be stays open and is said as a doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import regex

from parsers.lexicon import load
from parsers.mentions.dates.values import Join, Point, Unit
from parsers.mentions.windows import matches_around

Relation = Literal["before", "by", "on", "within", "every", "from"]

_MONTH_NAMES: dict[str, int] = load("dates")["month_names"]


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "(?:" + "|".join(regex.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


@dataclass(slots=True)
class Draft:
    start: int
    end: int
    cue_start: int
    points: tuple[Point, ...]
    join: Join | None = None
    bare: bool = False
    """Looks like a date only ("19/5", "13/13"): needs a word beside it that says so."""
    headed: bool = False
    """Begins with its own "ngày"."""
    relation: Relation | None = None
    cue: str | None = None
    time: str | None = None
    part: str | None = None
    weekday: int | None = None
    rules: tuple[str, ...] = ()
    named: bool = False
    tentative: bool = False
    until_now: bool = False
    """Ends on the day of issue, which the words leave out ("đến nay")."""
    timeless: bool = False
    """The year is not the document's ("ngày 14 tháng 12 của kỳ báo cáo")."""
    shares: tuple[int, int] | None = None
    """The expression that holds its year or its "tháng": "tháng 4 và tháng 8 năm 2026", "các tháng 3, 6, 9"."""
    year_shared: bool = False
    """The year stands at the other end of the same expression ("từ ngày 15/11 đến ngày 15/12/2025")."""
    doubts: list[str] = field(default_factory=list)

    @property
    def yearless(self) -> bool:
        return not self.timeless and any(p.year is None for p in self.points)

    @property
    def unit(self) -> str | None:
        return self.points[0].unit if self.points else None


_Y = r"(?:19|20)\d\d"
_NGAY = r"ng[àảáâầ]y"
_THANG = r"th[áảâ]ng"
_NAM = r"(?:n[ăãâ]m)"
_DOTS = r"[ .…_·]*"
_DAYS = rf"\d{{1,2}}(?:(?: ?[-,;] ?| và | hoặc | đến (?:hết )?| tới )(?:{_NGAY} )?\d{{1,2}}){{0,6}}"

# "ngày 14 tháng 3 năm 2026" · "ngày 08 đến ngày 10 tháng 12 năm 2025" · "ngày32 tháng 10 năm 2025"
# · "5 tháng 9năm 2025"
# | "ngày 10/01/2026" · "03/6/2024" · "22.01.2026" · "14-15/ 12/2025" · "ngày 08/ 12 / 2025" · "14/6" · "ngày 20-11"
_DAY = regex.compile(
    rf"(?<![\w/])(?<!\d[.,])(?P<head>{_NGAY} ?:? ?(?:mùng |mồng )?)?(?P<days>{_DAYS})(?:"
    rf" ?{_THANG} ?(?P<word_month>\d{{1,2}}(?!\d)|{any_of(_MONTH_NAMES)}(?= {_NAM} ?{_Y}))"
    rf"(?:(?:,? ?{_NAM} ?| ?[/.\-] ?)(?P<word_year>{_Y}))?"
    rf"| ?(?P<sep>[/.\-]) ?(?P<month>\d \d(?= ?/ ?{_Y})|\d{{1,2}})"
    rf"(?:(?: ?(?P=sep) ?|,? {_NAM} )(?P<year>{_Y})|/(?P<short_year>\d\d))?"
    rf")(?![\w%/])(?![.,]\d)"
)
# "chiều ngày 14 và sáng ngày 15/9/2026": the month of the first stands with the second
_DAY_ALONE = regex.compile(
    rf"(?<!\w){_NGAY} (?P<day>\d{{1,2}})(?=,? và (?:sáng|chiều|tối|trưa) (?:thứ \w+,? |chủ nhật,? )?"
    rf"{_NGAY} \d{{1,2}}(?:/| tháng ))"
)
# "ngày tháng 01 năm 2026" · "ngày … tháng … năm 2024" · "ngày 15 tháng ... năm 2026" · "ngày ..... tháng 4/2026"
_BLANK_WORDS = regex.compile(
    rf"(?<!\w){_NGAY}(?: ?(?P<day>\d{{1,2}}) |{_DOTS}){_THANG}(?: ?(?P<month>\d{{1,2}})(?!\d) ?|{_DOTS})"
    rf"(?:{_NAM} ?|/ ?)(?P<year>{_Y})(?![\w/])"
)
# "ngày /01/2026" · "ngày …/…/2026" · "ngày   /3/2026"
_BLANK_FIGURES = regex.compile(rf"(?<!\w){_NGAY}{_DOTS}/(?: ?(?P<month>\d{{1,2}}) ?|{_DOTS})/ ?(?P<year>{_Y})(?![\w/])")
# scanned and not legible: "ngày 4Ô tháng 4Ô năm 2017" · "ngày 43 tháng I1 năm 2017" · "ngày 2l tháng 02 năm 2016"
_ILLEGIBLE = regex.compile(
    rf"(?<!\w){_NGAY} ?(?P<day>[\w|\]()*]{{1,3}}) ?{_THANG} ?(?P<month>[\w|\]]{{1,2}}) {_NAM} ?(?P<year>{_Y})(?!\w)"
)
_MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
_AND_YEAR = rf"(?: ?[/.\-] ?|,? ?{_NAM} ?)(?P<year>{_Y})(?!\w)(?! ?[-/]\d)"
_TO_OR_AND = r"(?: ?- ?| đến (?:hết )?| tới | hoặc | hay | và |, ?)"
# "tháng 12/2025" · "tháng 02 năm 2026" · "tháng 10-2017" · "tháng 3" · "tháng 6 hoặc tháng 7/2024"
# · "các tháng 3, 6, 9" · "tháng 3 đến tháng 10 năm 2026" · "tháng 3-5/2026"; not "06 tháng", "mỗi tháng 2 buổi"
_MONTHS = regex.compile(
    rf"(?<!\w)(?<!\d )(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )(?<!từng )(?P<all>các )?{_THANG} ?"
    rf"(?P<months>{_MONTH}(?:{_TO_OR_AND}(?:{_THANG} )?{_MONTH})*)(?:{_AND_YEAR})?(?![\w%])(?!/\d)"
    r"(?! (?:lần|buổi|đợt|người|tin|bài|tuổi|ngày|đồng|triệu|lượt|đơn|cuộc|sự|kỳ)\b)"
)
# "6/2025" · "01/2025" · "từ 03/2026"; not "5/2024/TT-BYT", "số 12/2023", "Thông tư 26/2013"
_MONTH_FIGURES = regex.compile(
    rf"(?<![\w/.,\-])(?<!số )(?<!số: )(?<!điều )(?P<month>{_MONTH}) ?/ ?(?P<year>{_Y})"
    r"(?![\w/%])(?![.,\-]\d)(?!-\p{L})"
)
_ACT_BEFORE = regex.compile(
    r"(?r)(?:luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch|công văn|văn bản|hướng dẫn|tờ trình"
    r"|đạt|được)(?: liên tịch)? "
)
_QUARTER = r"(?:iv|iii|ii|i|[1-4])(?![\w])"
# "quý I/2026" · "Quí IV-2025" · "quý 3/2025" · "quý III Năm 2026" · "quý I, II/2026"
# · "quý I và quý II năm 2026" · "Q2/2026"
_QUARTERS = regex.compile(
    rf"(?<!\w)(?:(?P<all>các )?quý ?(?P<quarters>{_QUARTER}(?:{_TO_OR_AND}(?:quý )?{_QUARTER})*+)(?:{_AND_YEAR})?"
    rf"|q\.? ?(?P<short>[1-4])(?: ?[/.\-] ?|,? ?{_NAM} ?)(?P<short_year>{_Y})(?!\w))"
)
_FIGURES = regex.compile(r"\d{1,2}")
_LAST_FIGURES = regex.compile(r"(?r)\d{1,2}")
_QUARTER_NUMBER = regex.compile(r"(?<!\w)(?:iv|iii|ii|i|[1-4])(?!\w)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# "6 tháng đầu năm 2024" · "báo cáo 6 tháng đầu năm trước ngày …" · "6 tháng cuôi năm" (scanned)
# · "9 tháng đầu năm 2025" · "10 tháng năm 2025" · "nửa đầu năm 2026"
_SPANS = regex.compile(
    r"(?<![\w.,/])(?:(?P<count>\d{1,2}|sáu|chín|ba) tháng(?: (?P<side>đ[ầâ]u|cu[ốô]i))?|nửa (?P<half>đầu|cuối))"
    rf" (?:của )?{_NAM}(?: (?P<year>{_Y})(?!\w))?(?! (?:học|tuổi|trước(?! ngày| \d)|qua|ngoái|sau)\b)(?!\w)"
)
# "năm 2026" · "năm 2025 - 2026" · "Năm 2025-2030" · "từ năm 2025 đến hết năm 2030"
# not "năm học 2025-2026", "giai đoạn 2021 - 2025"
_YEARS = regex.compile(
    rf"(?<!\w)(?<!giai đoạn )(?<!nhiệm kỳ )(?<!thời kỳ ){_NAM} (?P<year>{_Y})"
    rf"(?:(?: ?- ?| đến (?:hết )?(?:{_NAM} )?)(?P<last>{_Y}))?(?![\w/])(?!-\d)"
)
# a cell that holds a year, or two, and nothing else
_YEAR_CELL = regex.compile(rf"(?<=\t)(?P<year>{_Y})(?: ?- ?(?P<last>{_Y}))?(?=[\t\n]|$)")

_MOON = regex.compile(r",? ?\(?(?:âm lịch|al\b|â\.l|tết)")
_HEADED_LIST = regex.compile(r"(?r)(?:ngày|ngày:|các ngày|nhật\)?|bảy|từ|:|\(|trong|vào|và)[ ,:]*")


def places(norm: str, mask: bytearray) -> Iterator[Draft]:
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
    for match in _DAY_ALONE.finditer(norm):
        if free(*match.span()):
            point = Point("day", None, None, int(match["day"]))
            yield Draft(match.start(), match.end(), match.start(), (point,), headed=True)
    for match in _ILLEGIBLE.finditer(norm):
        if any(c.isdigit() or c in "ilo|" for c in match["day"] + match["month"]) and free(*match.span()):
            yield _illegible(match)
    for match in matches_around(_SPANS, norm, ("tháng", "nửa"), 8):
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
            point = Point("month", int(match["year"]), int(match["month"]))
            yield Draft(match.start(), match.end(), match.start(), (point,))
    for pattern in (_YEARS, _YEAR_CELL):
        for match in pattern.finditer(norm):
            if free(*match.span()):
                years = [Point("year", int(y)) for y in (match["year"], match["last"]) if y]
                yield Draft(match.start(), match.end(), match.start(), tuple(years), "to" if len(years) > 1 else None)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _blank(match: regex.Match[str], day: str | None) -> Draft:
    point = Point("day", int(match["year"]), _number(match["month"]), _number(day))
    doubts = ["blank"] + (["impossible-date"] if point.impossible else [])
    return Draft(match.start(), match.end(), match.start(), (point.possible(),), doubts=doubts)


def _illegible(match: regex.Match[str]) -> Draft:
    point = Point("day", int(match["year"]), _number(match["month"]), _number(match["day"])).possible()
    return Draft(match.start(), match.end(), match.start(), (point,), doubts=["impossible-date"])


def _day(match: regex.Match[str], norm: str) -> Draft | None:
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
    days = [int(d) for d in _FIGURES.findall(listed)]
    join = _list_join(listed, len(days))
    if len(days) > 1 and not head and join == "and" and not _HEADED_LIST.match(norm, max(0, start - 16), start):
        last = _LAST_FIGURES.search(listed)  # "Khoản 3, 15/4/2026": the numbers before belong to something else
        start += last.start() if last else 0
        days, join = days[-1:], None
    points = [Point("day", year, month, day) for day in days]
    if any(p.impossible for p in points):
        if not head and year is None:
            return None
        doubts.append("impossible-date")
        points = list(dict.fromkeys(p.possible() for p in points))
    if head and match["sep"] == "-" and year is None and days[0] < month:
        doubts.append("ambiguous-date")  # "ngày 5-10" may be two days of a month not named
    join = join if len(points) > 1 else None
    bare = not head and year is None
    return Draft(start, match.end(), start, tuple(points), join, bare=bare, headed=head, doubts=doubts)


def _list_join(listed: str, count: int) -> Join | None:
    if count < 2:
        return None
    if "hoặc" in listed or " hay " in listed:
        return "or"
    if count == 2 and ("-" in listed or "đến" in listed or "tới" in listed):
        return "to"
    return "and"


def _span(match: regex.Match[str]) -> Draft | None:
    year = _number(match["year"])
    side = {"đâu": "đầu", "cuôi": "cuối"}.get(match["side"], match["side"]) or match["half"]
    count = 6 if match["half"] else {"sáu": 6, "chín": 9, "ba": 3}.get(match["count"]) or int(match["count"])
    if not 1 <= count <= 11 or (side is None and year is None):
        return None
    points: tuple[Point, ...]
    if count == 6:
        points = (Point("half", year, 2 if side == "cuối" else 1),)
    else:
        first, last = (13 - count, 12) if side == "cuối" else (1, count)
        points = (Point("month", year, first), Point("month", year, last))
    return Draft(match.start(), match.end(), match.start(), points, "to" if len(points) > 1 else None)


def _months(match: regex.Match[str]) -> list[Draft]:
    at = match.start("months")
    items = [(at + m.start(), at + m.end(), int(m[0])) for m in _FIGURES.finditer(match["months"])]
    return _periods(match, match["months"], "month", items)


def _quarters(match: regex.Match[str]) -> list[Draft]:
    if match["short"]:
        point = Point("quarter", int(match["short_year"]), int(match["short"]))
        return [Draft(match.start(), match.end(), match.start(), (point,))]
    at = match.start("quarters")
    found = _QUARTER_NUMBER.finditer(match["quarters"])
    items = [(at + m.start(), at + m.end(), _ROMAN.get(m[0]) or int(m[0])) for m in found]
    return _periods(match, match["quarters"], "quarter", items)


def _periods(match: regex.Match[str], listed: str, unit: Unit, items: list[tuple[int, int, int]]) -> list[Draft]:
    """One draft for a range or choice of months or quarters, else one for each that is listed."""
    year = _number(match["year"])
    every = bool(match["all"])
    start = match.start() + (len("các ") if every and len(items) == 1 else 0)
    join = _list_join(listed, len(items))
    if join != "and":
        points = tuple(Point(unit, year, number) for _, _, number in items)
        return [Draft(start, match.end(), start, points, join)]
    word = "quý " if unit == "quarter" else "tháng "
    drafts: list[Draft] = []
    for index, (begin, end, number) in enumerate(items):
        worded = match.string.startswith(word, begin - len(word))
        if index and not worded and not every and year is None:
            break  # "Trong tháng 3, 12 đơn vị đã …"
        begin = start if index == 0 else begin - (len(word) if worded else 0)
        end = match.end() if index == len(items) - 1 else end
        drafts.append(Draft(begin, end, begin, (Point(unit, year, number),), year_shared=year is not None))
    for draft in drafts:
        worded = draft is drafts[0] or match.string.startswith(word, draft.start)
        other = drafts[-1] if year is not None and draft is not drafts[-1] else None if worded else drafts[0]
        draft.shares = (other.start, other.end) if other else None
    return drafts
