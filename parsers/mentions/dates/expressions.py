"""Where a text names places in the calendar: days, months, quarters, half-years and years, single, listed and ranged.

In comes the normal form of a text, out go the candidates that ``find_dates`` adds words, years and series to. What is
left blank, cannot be read or cannot be stays open and is said as a doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from parsers import regex
from parsers.mentions.dates.candidates import DateCandidate
from parsers.mentions.dates.patterns import (
    AND_YEAR,
    BLANK,
    DAY_WORD,
    HALF,
    MONTH,
    MONTH_NAME,
    MONTH_NAMES,
    MONTH_WORD,
    QUARTER,
    TO_OR_AND,
    WEEK_NUMBER,
    WEEKS_OF_PARTS,
    YEAR,
    YEAR_WORD,
)
from parsers.mentions.dates.values import Join, Point, Unit
from parsers.mentions.windows import matches_around
from parsers.roman import roman_value

_DAYS = rf"\d{{1,2}}(?:(?: ?[-,;] ?| và | hoặc | đến (?:hết )?| tới )(?:{DAY_WORD} )?\d{{1,2}}){{0,6}}"

# "ngày 14 tháng 3 năm 2026" · "ngày 08 đến ngày 10 tháng 12 năm 2025" · "ngày32 tháng 10 năm 2025"
# · "5 tháng 9năm 2025"
# | "ngày 10/01/2026" · "03/6/2024" · "22.01.2026" · "14-15/ 12/2025" · "ngày 08/ 12 / 2025" · "14/6" · "ngày 20-11"
_DAY = regex.compile(
    rf"(?<![\w/])(?<!\d[.,:])(?P<head>{DAY_WORD} ?:? ?(?:mùng |mồng )?)?(?P<days>{_DAYS})(?:"
    rf" ?{MONTH_WORD} ?(?P<word_month>\d{{1,2}}(?!\d)|{MONTH_NAME}(?= {YEAR_WORD} ?{YEAR}))"
    rf"(?:(?:,? ?{YEAR_WORD} ?| ?[/.\-] ?)(?P<word_year>{YEAR}))?"
    rf"| ?(?P<sep>[/.\-]) ?(?P<month>\d \d(?= ?/ ?{YEAR})|\d{{1,2}})"
    rf"(?:(?: ?(?P=sep) ?|,? {YEAR_WORD} )(?P<year>{YEAR})|/(?P<short_year>\d\d))?"
    rf")(?![\w%/])(?![.,]\d)"
)
# "chiều ngày 14 và sáng ngày 15/9/2026": the month of the first stands with the second
_DAY_ALONE = regex.compile(
    rf"(?<!\w){DAY_WORD} (?P<day>\d{{1,2}})(?=,? và (?:sáng|chiều|tối|trưa) (?:thứ \w+,? |chủ nhật,? )?"
    rf"{DAY_WORD} \d{{1,2}}(?:/| tháng ))"
)
# "(ngày 18/3) …, tập huấn (ngày | 19)": the month stands with the day before
_DAY_AFTER = regex.compile(
    rf"(?<!\w){DAY_WORD} (?P<day>\d{{1,2}})(?![.,]\d)"
    r"(?=[),;.:\n\t]|$| (?:và|-|đến|tại|tổ chức|họp|thực hiện|tiếp nhận)(?!\w))"
)
# "ngày tháng 01 năm 2026" · "ngày … tháng … năm 2024" · "ngày 15 tháng ... năm 2026" · "ngày ..... tháng 4/2026"
_BLANK_WORDS = regex.compile(
    rf"(?<!\w){DAY_WORD}(?: ?(?P<day>\d{{1,2}}) |{BLANK}){MONTH_WORD}(?: ?(?P<month>\d{{1,2}})(?!\d) ?|{BLANK})"
    rf"(?:{YEAR_WORD} ?|/ ?)(?P<year>{YEAR})(?![\w/])"
)
# "ngày /01/2026" · "ngày …/…/2026" · "ngày   /3/2026"
_BLANK_FIGURES = regex.compile(
    rf"(?<!\w){DAY_WORD}{BLANK}/(?: ?(?P<month>\d{{1,2}}) ?|{BLANK})/ ?(?P<year>{YEAR})(?![\w/])"
)
# scanned and not legible: "ngày 4Ô tháng 4Ô năm 2017" · "ngày 43 tháng I1 năm 2017" · "ngày 2l tháng 02 năm 2016"
_ILLEGIBLE = regex.compile(
    rf"(?<!\w){DAY_WORD} ?(?P<day>[\w|\]()*]{{1,3}}) ?{MONTH_WORD} ?(?P<month>[\w|\]]{{1,2}})"
    rf" {YEAR_WORD} ?(?P<year>{YEAR})(?!\w)"
)
# "tuần 2 tháng 4/2026" · "tuần thứ 3 của tháng 5" · "tuần 1, 2 tháng 4/2026" · "tuần 2 và tuần 3, tháng 4 năm 2026"
_WEEKS = regex.compile(
    rf"(?<!\w)tuần (?P<weeks>{WEEK_NUMBER}(?:{TO_OR_AND}(?:tuần )?{WEEK_NUMBER})*+),? (?:của |trong )?"
    rf"{MONTH_WORD} ?(?P<month>{MONTH})(?:{AND_YEAR})?(?![\w%/])"
)
# "tháng 12/2025" · "tháng 02 năm 2026" · "tháng 10-2017" · "tháng 3" · "tháng 6 hoặc tháng 7/2024"
# · "các tháng 3, 6, 9" · "tháng 3 đến tháng 10 năm 2026" · "tháng 3-5/2026"; not "06 tháng", "mỗi tháng 2 buổi"
_MONTHS = regex.compile(
    rf"(?<!\w)(?<!\d )(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )(?<!từng )(?P<all>các )?{MONTH_WORD} ?"
    rf"(?P<months>{MONTH}(?:{TO_OR_AND}(?:{MONTH_WORD} )?{MONTH})*)(?:{AND_YEAR})?(?![\w%])(?!/\d)"
    r"(?! (?:lần|buổi|đợt|người|tin|bài|tuổi|ngày|đồng|triệu|lượt|đơn|cuộc|sự|kỳ)\b)"
)
# "ngày 15 các tháng 3, 6, 9 năm 2026" · "ngày 05 của các tháng 4 và 10"
_DAY_OF_MONTHS = regex.compile(
    rf"(?<!\w){DAY_WORD} (?P<day>\d{{1,2}}) (?:của |trong )?các {MONTH_WORD} "
    rf"(?P<months>{MONTH}(?:(?: và |, ?)(?:{MONTH_WORD} )?{MONTH})*)(?:{AND_YEAR})?(?![\w%/])"
)
# "6/2025" · "01/2025" · "từ 03/2026"; not "5/2024/TT-BYT", "số 12/2023", "Thông tư 26/2013"
_MONTH_FIGURES = regex.compile(
    rf"(?<![\w/.,\-])(?<!số )(?<!số: )(?<!điều )(?P<month>{MONTH}) ?/ ?(?P<year>{YEAR})"
    r"(?![\w/%])(?![.,\-]\d)(?!-\p{L})"
)
# "tháng 11.2025 - | 2.2026" · "từ | 10.2026 đến 3.2027"
_MONTH_WITH_DOT = regex.compile(
    rf"(?:(?<=[./]{YEAR} ?(?:-|đến|tới) ?)(?P<month>{MONTH})\.(?P<year>{YEAR})(?![\w/%])(?![.,\-]\d)"
    rf"|(?<![\w/.,\-])(?P<month>{MONTH})\.(?P<year>{YEAR})"
    rf"(?= ?(?:-|đến(?: hết)?|tới) ?(?:{MONTH_WORD} ?)?{MONTH}[./]{YEAR}(?![\w/%])(?![.,\-]\d)))"
)
# "đợt | 1/2026" · "đợt 1 và | 2/2026" · "học kỳ | 1/2026" · "khóa | 3/2026": the number of a round
_ROUND_BEFORE = regex.compile(
    r"(?r)(?<!\w)(?:buổi|chặng|đợt|hk|khóa|kỳ|kỳ họp|lần|lớp|lượt|phiên|số|tập|vòng)(?: thứ| số)? ?"
    r"(?:\d{1,2}(?:, ?| và | ?- ?))*"
)
_ACT_BEFORE = regex.compile(
    r"(?r)(?:luật|nghị định|nghị quyết|quyết định|thông tư|chỉ thị|kế hoạch|công văn|văn bản|hướng dẫn|tờ trình"
    r"|đạt|được)(?: liên tịch)? "
)
# "quý I/2026" · "Quí IV-2025" · "quý 3/2025" · "quý III Năm 2026" · "quý I, II/2026"
# · "quý I và quý II năm 2026" · "Q2/2026"
_QUARTERS = regex.compile(
    rf"(?<!\w)(?:(?P<all>các )?quý ?(?P<quarters>{QUARTER}(?:{TO_OR_AND}(?:quý )?{QUARTER})*+)(?:{AND_YEAR})?"
    rf"|q\.? ?(?P<short>[1-4])(?: ?[/.\-] ?|,? ?{YEAR_WORD} ?)(?P<short_year>{YEAR})(?!\w))"
)
_FIGURES = regex.compile(r"\d{1,2}")
_LAST_FIGURES = regex.compile(r"(?r)\d{1,2}")
_QUARTER_NUMBER = regex.compile(rf"(?<!\w){QUARTER}")
# "6 tháng đầu năm 2024" · "báo cáo 6 tháng đầu năm trước ngày …" · "6 tháng cuôi năm" (scanned)
# · "9 tháng đầu năm 2025" · "10 tháng năm 2025" · "nửa đầu năm 2026" · "6 tháng 2025" as the head of a column
_PART_OF_YEAR = regex.compile(
    rf"(?<![\w.,/])(?:(?P<count>\d{{1,2}}|sáu|chín|ba) tháng(?: (?P<side>{HALF}))?|nửa (?P<half>đầu|cuối))"
    rf" (?:(?:của )?{YEAR_WORD}(?: (?P<year>{YEAR})(?!\w))?(?! (?:học|tuổi|trước(?! ngày| \d)|qua|ngoái|sau)\b)(?!\w)"
    rf"|(?P<year>{YEAR})(?= ?(?:$|[\t\n|(),;])))"
)
# "năm 2026" · "năm 2025 - 2026" · "Năm 2025-2030" · "từ năm 2025 đến hết năm 2030"
# not "năm học 2025-2026", "giai đoạn 2021 - 2025"
_YEARS = regex.compile(
    rf"(?<!\w)(?<!giai đoạn )(?<!nhiệm kỳ )(?<!thời kỳ ){YEAR_WORD} (?P<year>{YEAR})"
    rf"(?:(?: ?- ?| đến (?:hết )?(?:{YEAR_WORD} )?)(?P<last>{YEAR}))?(?![\w/])(?!-\d)"
)
# a cell that holds a year, or two, and nothing else
_YEAR_CELL = regex.compile(rf"(?<=\t)(?P<year>{YEAR})(?: ?- ?(?P<last>{YEAR}))?(?=[\t\n]|$)")

_MOON = regex.compile(r",? ?\(?(?:âm lịch|al\b|â\.l|tết)")
# "từ | 3-7.3" · "sáng | 12-7": figures that only the word before makes days
_LED_DAY = regex.compile(r"(?r)(?<!\w)(?:từ|sáng|chiều|tối|thứ \w+|chủ nhật|cn|t[2-7]),? \(?")
_NOTHING_COUNTED = regex.compile(r" ?(?:[),;.:\n\t]|$|tại|tổ chức|diễn ra|đến)(?!\d)")
# "đợt | 1 đến hết ngày 10/4/2026": which round it is, no day
_NUMBERED = regex.compile(r"(?r)(?<!\w)(?:đợt|vòng|lần|lượt|kỳ|buổi|nhóm|lớp|khối|tổ|cụm|bước|phần|mục)(?: thứ)? ?:? ?")
# before the first of several days, in a cell of their own too: "\t| 25 và 26/4/2026"; no clock ("09:| 12, 23/03/2026")
_HEADED_LIST = regex.compile(r"(?r)(?:ngày|ngày:|các ngày|nhật\)?|bảy|từ|(?<!\d):|\t|\(|trong|vào|và)[ ,:]*")

# --- from matches to candidates ---------------------------------------------------------------------------------------

Match = regex.Match[str]


def date_expressions(norm: str, taken: bytearray) -> Iterator[DateCandidate]:
    """The expressions of a normal text; what an earlier grammar has read, or ``taken`` marks, no later one reads."""
    for find, read in _GRAMMARS:
        for match in find(norm):
            for candidate in read(match):
                if taken.find(1, candidate.start, candidate.end) < 0:
                    taken[candidate.start : candidate.end] = b"\x01" * (candidate.end - candidate.start)
                    yield candidate


def _candidate(match: Match, *points: Point, join: Join | None = None, doubts: Iterable[str] = ()) -> DateCandidate:
    """The whole match as one candidate."""
    return DateCandidate(match.start(), match.end(), match.start(), points, join, doubts=list(doubts))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _blank(match: Match) -> Iterator[DateCandidate]:
    day = match.groupdict().get("day")
    if day and match["month"]:
        return  # nothing is blank
    point = Point("day", int(match["year"]), _number(match["month"]), _number(day))
    yield _candidate(match, point.possible(), doubts=["blank", *(["impossible-date"] if point.impossible else [])])


def _illegible(match: Match) -> Iterator[DateCandidate]:
    if any(c.isdigit() or c in "ilo|" for c in match["day"] + match["month"]):
        point = Point("day", int(match["year"]), _number(match["month"]), _number(match["day"])).possible()
        yield _candidate(match, point, doubts=["impossible-date"])


def _day_alone(match: Match) -> Iterator[DateCandidate]:
    candidate = _candidate(match, Point("day", None, None, int(match["day"])))
    candidate.headed = True
    yield candidate


def _day_after(match: Match) -> Iterator[DateCandidate]:
    for candidate in _day_alone(match):
        candidate.follows = True
        yield candidate


def _days(match: Match) -> Iterator[DateCandidate]:
    """One candidate for a day, or for several days of one month."""
    headed = bool(match["head"])
    year, month = _year_of_days(match), _month_of_days(match)
    if not _are_days(match, year):
        return
    start, days, join = _listed_days(match)
    points = [Point("day", year, month, day) for day in days]
    doubts = ["two-digit-year"] if match["short_year"] else []
    bare = not headed and year is None
    backwards = join == "to" and days[0] > days[-1]  # "ngày 20-18/4/2026": one of the two is wrong
    if bare and (backwards or any(p.impossible for p in points)):
        return  # "9-7/4" is no stretch of days
    if any(p.impossible for p in points):
        doubts.append("impossible-date")
        points = list(dict.fromkeys(p.possible() for p in points))
    if backwards or _may_be_others(match, start, headed=headed, no_month=year is None and days[0] < month):
        doubts.append("ambiguous-date")
    join = join if len(points) > 1 else None
    yield DateCandidate(start, match.end(), start, tuple(points), join, bare=bare, headed=headed, doubts=doubts)


def _may_be_others(match: Match, start: int, *, headed: bool, no_month: bool) -> bool:
    """ "ngày 5-10" may be two days of a month not named, "tuần 2/4/2026" the second week of April."""
    return (headed and match["sep"] == "-" and no_month) or (not headed and match.string.endswith("tuần ", 0, start))


def _year_of_days(match: Match) -> int | None:
    if match["short_year"]:
        return 2000 + int(match["short_year"])
    return _number(match["word_year"] or match["year"])


def _month_of_days(match: Match) -> int:
    text = (match["word_month"] or match["month"]).replace(" ", "")
    return MONTH_NAMES.get(text) or int(text)


def _are_days(match: Match, year: int | None) -> bool:
    """Whether figures that look like days are some: not "2.1", "14-15", "12/3/25" without "ngày", a day of the moon."""
    if _MOON.match(match.string, match.end()):
        return False  # lunar dates are not resolved
    if match["head"]:
        return True
    if match["short_year"]:
        return False
    if year is not None or match["word_month"] is not None or match["sep"] == "/":
        return True
    return _dates_follow(match.string, match.start()) and _NOTHING_COUNTED.match(match.string, match.end()) is not None


def _dates_follow(norm: str, start: int) -> bool:
    return _LED_DAY.match(norm, max(0, start - 20), start) is not None


def _listed_days(match: Match) -> tuple[int, list[int], Join | None]:
    """Where the days of the list begin that are the date's, the days, and how they go together."""
    listed = match["days"]
    days = [int(d) for d in _FIGURES.findall(listed)]
    join = _list_join(listed, len(days))
    start = match.start()
    numbered = join == "to" and not match["head"] and _NUMBERED.match(match.string, max(0, start - 16), start)
    if (join != "and" and not numbered) or match["head"] or _HEADED_LIST.match(match.string, max(0, start - 16), start):
        return start, days, join
    last = _LAST_FIGURES.search(listed)  # "Khoản 3, 15/4/2026": the numbers before belong to something else
    return start + (last.start() if last else 0), days[-1:], None


def _list_join(listed: str, count: int) -> Join | None:
    if count < 2:
        return None
    if "hoặc" in listed or " hay " in listed:
        return "or"
    if count == 2 and ("-" in listed or "đến" in listed or "tới" in listed):
        return "to"
    return "and"


def _part_of_year(match: Match) -> Iterator[DateCandidate]:
    """ "6 tháng đầu năm", "9 tháng năm 2025", "nửa cuối năm 2026"."""
    year = _number(match["year"])
    side = {"đâu": "đầu", "cuôi": "cuối"}.get(match["side"], match["side"]) or match["half"]
    count = 6 if match["half"] else {"sáu": 6, "chín": 9, "ba": 3}.get(match["count"]) or int(match["count"])
    if not 1 <= count <= 11 or (side is None and year is None):
        return
    if count == 6:
        yield _candidate(match, Point("half", year, 2 if side == "cuối" else 1))
        return
    first, last = (13 - count, 12) if side == "cuối" else (1, count)
    yield _candidate(match, Point("month", year, first), Point("month", year, last), join="to")


def _months(match: Match) -> list[DateCandidate]:
    at = match.start("months")
    items = [(at + m.start(), at + m.end(), int(m[0])) for m in _FIGURES.finditer(match["months"])]
    return _periods(match, match["months"], "month", items)


def _day_of_months(match: Match) -> Iterator[DateCandidate]:
    """A day of each month that is listed."""
    year, day, at = _number(match["year"]), int(match["day"]), match.start("months")
    months = list(_FIGURES.finditer(match["months"]))
    points = [Point("day", year, int(month[0]), day) for month in months]
    if any(point.impossible for point in points):
        return
    first = _listed(match.start(), at + months[0].end(), points[0])
    found = [first, *(_listed(at + m.start(), at + m.end(), p) for m, p in zip(months[1:], points[1:], strict=True))]
    found[-1].end = match.end()
    for one in found:
        one.headed = True
        other = first if one is not first else found[-1] if year else first
        one.completed_by = (other.start, other.end) if other is not one else None
    yield from found


def _quarters(match: Match) -> list[DateCandidate]:
    if match["short"]:
        return [_candidate(match, Point("quarter", int(match["short_year"]), int(match["short"])))]
    at = match.start("quarters")
    found = _QUARTER_NUMBER.finditer(match["quarters"])
    items = [(at + m.start(), at + m.end(), roman_value(m[0]) or int(m[0])) for m in found]
    return _periods(match, match["quarters"], "quarter", items)


_WORDS: dict[Unit, str] = {"month": "tháng ", "quarter": "quý "}


def _periods(match: Match, listed: str, unit: Unit, items: list[tuple[int, int, int]]) -> list[DateCandidate]:
    """One candidate for a range or choice of months or quarters, else one for each that is listed."""
    year = _number(match["year"])
    start = match.start() + (len("các ") if match["all"] and len(items) == 1 else 0)
    join = _list_join(listed, len(items))
    if join != "and":
        points = tuple(Point(unit, year, number) for _, _, number in items)
        return [DateCandidate(start, match.end(), start, points, join)]
    word = _WORDS[unit]
    (_, first_end, number), *others = items
    found = [_listed(start, first_end, Point(unit, year, number))]
    for begin, end, number in others:
        worded = match.string.startswith(word, begin - len(word))
        if not worded and not match["all"] and year is None:
            break  # "Trong tháng 3, 12 đơn vị đã …"
        found.append(_listed(begin - (len(word) if worded else 0), end, Point(unit, year, number)))
    if len(found) == len(items):
        found[-1].end = match.end()
    for one in found:
        other = _says_the_rest(found, one, match.string.startswith(word, one.start))
        one.completed_by = (other.start, other.end) if other else None
    return found


def _listed(start: int, end: int, point: Point) -> DateCandidate:
    return DateCandidate(start, end, start, (point,), year_shared=point.year is not None)


def _says_the_rest(found: list[DateCandidate], one: DateCandidate, worded: bool) -> DateCandidate | None:
    """Which of a list says what this one leaves out: the last the year, else the first the word "tháng"."""
    first, last = found[0], found[-1]
    if one.points[0].year is not None and one is not last:
        return last
    return None if worded or one is first else first


def _month_in_figures(match: Match) -> Iterator[DateCandidate]:
    before = max(0, match.start() - 24)
    if not any(words.match(match.string, before, match.start()) for words in (_ACT_BEFORE, _ROUND_BEFORE)):
        yield _candidate(match, Point("month", int(match["year"]), int(match["month"])))


def _weeks(match: Match) -> Iterator[DateCandidate]:
    """Weeks of a month: nobody says which days they are, so that the month is the value and the doubt says it."""
    candidate = _candidate(match, Point("month", _number(match["year"]), int(match["month"])), doubts=["vague-day"])
    weeks = [week.split()[-1] for week in regex.findall(WEEK_NUMBER, match["weeks"])]
    parts = {part for part, named in WEEKS_OF_PARTS.items() if any(week in named for week in weeks)}
    candidate.part = parts.pop() if len(parts) == 1 else None
    yield candidate


def _years(match: Match) -> Iterator[DateCandidate]:
    years = [Point("year", int(year)) for year in (match["year"], match["last"]) if year]
    yield _candidate(match, *years, join="to" if len(years) > 1 else None)


_Find = Callable[[str], Iterable[Match]]
_Read = Callable[[Match], Iterable[DateCandidate]]


def _parts_of_years(norm: str) -> Iterator[Match]:
    return matches_around(_PART_OF_YEAR, norm, ("tháng", "nửa"), 8)


_GRAMMARS: tuple[tuple[_Find, _Read], ...] = (
    (_BLANK_WORDS.finditer, _blank),
    (_BLANK_FIGURES.finditer, _blank),
    (_WEEKS.finditer, _weeks),
    (_DAY_OF_MONTHS.finditer, _day_of_months),
    (_DAY.finditer, _days),
    (_DAY_ALONE.finditer, _day_alone),
    (_DAY_AFTER.finditer, _day_after),
    (_ILLEGIBLE.finditer, _illegible),
    (_parts_of_years, _part_of_year),
    (_MONTHS.finditer, _months),
    (_QUARTERS.finditer, _quarters),
    (_MONTH_FIGURES.finditer, _month_in_figures),
    (_MONTH_WITH_DOT.finditer, _month_in_figures),
    (_YEARS.finditer, _years),
    (_YEAR_CELL.finditer, _years),
)
"""The most exact first."""
