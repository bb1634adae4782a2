"""Repetition as documents say it, as RFC 5545 RRULE values without a start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parsers import regex
from parsers.mentions.dates.patterns import LEXICON, WEEKDAY, WEEKDAYS
from parsers.mentions.dates.rrules import number_in, rule_of, rule_of_times
from parsers.mentions.windows import matches_around, matches_from
from parsers.text import either

_WORDS = LEXICON["repetitions"]
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_UNIT = r"(?:ngày|tuần|tháng|quý|năm)(?!\w)"
_EACH = r"(?:hằng|hàng|mỗi|từng)"
# "mỗi ngày hội", "từng ngày lễ": days of one kind, no repetition
_DAYS_OF_A_KIND = r"(?<!ngày(?= (?:hội|lễ|hiến)(?!\w)))"
# "ngân hàng năm sao", "cửa hàng tuần qua": the second half of another word
_NOT_EACH = r"(?<!ngân )(?<!cửa )(?<!khách )(?<!nhà )(?<!mặt )(?<!đơn )(?<!bán )(?<!mua )(?<!gian )(?<!xếp )(?<!giao )"
_COUNT = r"(?:\d{1,2}|một|hai|ba|sáu|chín|mười)"
_NOT_DATE = (
    r"(?! ?\d)(?! (?:đầu|cuối|học|nay|trước(?! \d{1,2} ?(?:giờ|[hg]))|sau|tuổi|liền|kế|thứ|chủ)\b)"
    r"(?! qua(?: ?[,.;:)\n]|$| (?:đã|là|có|toàn|các)(?!\w)))"  # "tháng qua, …", but "hằng quý qua phần mềm"
)
_ITEM = rf"(?:{_EACH} |theo |từng |cả )?(?:{_COUNT} )?{_UNIT}{_NOT_DATE}(?: ?/ ?(?:0?1 |một )?lần| (?:một|0?1) lần)?"
_ONE_ITEM = regex.compile(rf"(?:(?P<k>{_COUNT}) )?(?P<unit>{_UNIT})")
_ONE_WEEKDAY = regex.compile(WEEKDAY)
_FIGURES = regex.compile(r"\d{1,2}")
_LIST = rf"{_ITEM}(?:(?: ?[,;/] ?(?:và )?| và | hoặc ){_ITEM})*+"

# "định kỳ 6 tháng, 1 năm" · "định kỳ hằng quý" · "Định kỳ báo cáo hàng tháng, quý và năm" · "định kỳ 03 tháng một lần"
_PERIODIC = regex.compile(
    r"(?<!\w)định kỳ(?: (?:báo cáo|gửi báo cáo|tổng hợp|sơ kết|kiểm tra|rà soát|cập nhật|họp|giao ban|thông tin|vào"
    rf"|theo),?)*+ (?P<list>{_LIST})"
)
# "hằng tháng" · "hàng năm" · "hằng tháng, quý, năm"
_EVERY = regex.compile(
    rf"(?<!\w){_NOT_EACH}(?P<list>(?:hằng|hàng) {_UNIT}{_NOT_DATE}(?:(?: ?, ?| và ){_ITEM})*+)"
    rf"|(?<!\w)(?P<one>(?:mỗi|từng) {_UNIT}){_DAYS_OF_A_KIND}{_NOT_DATE}"
)
# "báo cáo 6 tháng, năm" · "báo cáo 6 tháng, tổng kết năm" · "(tháng, quý, 6 tháng và năm)": periods of a report, alone
_REPORT_UNIT = r"(?:0?[69] tháng|sáu tháng|tháng|quý|(?:cả |0?1 |một )?năm)(?: đầu năm)?"
_REPORTS = regex.compile(
    rf"(?<![\w/.,])(?P<list>{_REPORT_UNIT}"
    rf"(?:(?:, ?| và |/)(?:(?:báo cáo |sơ kết |tổng kết )?{_REPORT_UNIT}))+)"
    r"(?! ?\d)(?! (?:nay|qua|trước(?! ngày| \d)|sau|học|tới|cuối|tuổi)\b)(?!\w)"
)
# "01 lần/Quý" · "02 lần/ngày" · "một lần mỗi tháng" · "2 lần trong năm"
_TIMES_A = regex.compile(
    rf"(?<!\w)(?P<n>{_COUNT}) lần(?: ?/ ?| mỗi | một |(?P<within> trong ))(?:(?P<k>{_COUNT}) )?(?P<unit>{_UNIT})"
    # "01 lần trong quý II/2026", "02 lần trong năm học", "02 lần trong tuần trước khi diễn ra"
    r"(?(within)(?! (?:\d|[ivx]+(?!\w)|học|nay|này|trước|sau|đầu|cuối)))"
)
# "mỗi quý một lần" · "hằng năm ít nhất 02 lần" · "mỗi tháng báo cáo 1 lần"
_TIMES_B = regex.compile(
    rf"(?<!\w)(?:{_EACH}) (?P<unit>{_UNIT})(?: (?:báo cáo|họp|tổ chức|kiểm tra|giao ban))?(?: (?:ít nhất|tối thiểu))?"
    rf" (?P<n>{_COUNT}) (?:lần|lượt)(?!\w)"
    # "phiên họp thường kỳ, mỗi quý một phiên"
    rf"|(?<!\w)(?:{_EACH}) (?P<unit>tuần|tháng|quý|năm)(?: họp)? (?P<n>một|0?1) (?:phiên|kỳ)(?!\w)"
    # "đọc loa ngày hai lần"
    rf"|(?<!\w)(?<!trong )(?<!cùng )(?<!một )(?<!\d )(?P<unit>ngày|tuần) (?P<n>hai|ba|0?[23]) lần(?!\w)"
)
# "6 tháng/lần" · "03 tháng một lần" · "2 tuần 1 lần"
_TIMES_C = regex.compile(rf"(?<!\w)(?P<k>{_COUNT}) (?P<unit>{_UNIT})(?: ?/ ?| )(?:(?:0?1|một) )?lần(?!\w)")
# "phát tối thiểu 02 lần/tuần": how much, not when
# "04 lần/năm|, vào các tháng 3, 6, 9, 12"; of one year the months say it all: "02 lần/năm|; vào tháng 4 và 8 năm 2026"
_IN_MONTHS = regex.compile(
    r"[;,]? ?\(?(?:thời gian(?: \p{L}+){0,2}:? )?(?:vào |trong )?(?:các )?"
    r"(?P<months>tháng \d{1,2}(?:(?:, ?| và |, và )(?:tháng )?\d{1,2})*+)(?!\d)(?P<year>/\d{4}| năm \d{4})?"
)
_FLOOR = regex.compile(r"(?r)(?:tối thiểu|ít nhất|trên|không dưới) (?:đạt |là )?")
_CEILING = regex.compile(r"(?r)(?:quá|tối đa|không vượt quá)(?: \w+){0,2} ?")

# "thứ Sáu hằng tuần" · "ngày thứ Hai và thứ Năm hàng tuần" · "Chủ nhật mỗi tuần"
_WEEKLY = regex.compile(
    rf"(?<!\w)(?:(?:vào )?ngày )?(?P<days>{WEEKDAY}(?:(?:, ?| và | hoặc ){WEEKDAY})*+)"
    rf" (?:{_EACH} tuần|của tuần|nào cũng)(?!\w)"
)
# "từ thứ Hai đến thứ Sáu hằng tuần" · "thứ 2 - thứ 6 hằng tuần": all days between
_WEEK = regex.compile(
    rf"(?<!\w)(?:từ )?(?P<first>{WEEKDAY}) ?(?:-|đến(?: hết)?|tới) ?(?P<last>{WEEKDAY})"
    rf" (?:{_EACH} tuần|trong tuần)(?!\w)"
)
_PART = r"(?:buổi )?(?:sáng |chiều |tối )?"
# "Hằng tuần, vào sáng thứ Sáu" · "mỗi tuần một lần, vào ngày thứ Hai"
_WEEKLY_LED = regex.compile(
    rf"(?<!\w)(?:định kỳ )?{_EACH} (?:tuần(?: (?:một|0?1) lần)?,? \(?(?:vào )?{_PART}(?:các )?(?:ngày )?|{_PART})"
    rf"(?P<days>{WEEKDAY}(?:(?:, ?| và | hoặc ){WEEKDAY})*+)(?: {_EACH} tuần)?(?!,? (?:ngày \d|\d))"
)
# "tuần nào cũng báo số đăng ký cho Phòng Y tế | vào chiều thứ Sáu"
_DAY_OF_WEEK = regex.compile(
    rf"(?<!\w)(?P<cycle>(?:định kỳ )?{_EACH} tuần(?: (?:một|0?1) lần)?|tuần nào cũng)(?!\w)[^.;:\n\t\d]{{1,120}}? "
    rf"(?P<day>vào {_PART}(?:ngày )?(?P<days>{WEEKDAY}(?:(?:, ?| và ){WEEKDAY})*+))(?!,? (?:ngày \d|\d))"
)
# "thứ Sáu tuần thứ 2 hằng tháng" · "thứ Năm tuần đầu tiên của mỗi tháng" · "chủ nhật tuần cuối cùng của tháng"
_NTH_WEEKDAY = regex.compile(
    rf"(?<!\w)(?:ngày )?(?P<day>{WEEKDAY}),? (?:(?:của )?tuần"
    r" (?P<nth>thứ (?:nhất|hai|ba|tư|[1-4])|đầu(?: tiên)?|cuối(?: cùng)?)|(?P<nth>đầu tiên|cuối cùng))"
    rf",?(?: của| trong)?(?: {_EACH})? tháng(?! ?\d)(?!\w)"
)
_NTH = {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "cuối": -1}

_DAY_LIST = r"\d{1,2}(?:(?:, ?| và | hoặc )(?:(?:trước )?ngày )?\d{1,2})*+"
# "ngày 05 hằng tháng" · "ngày 5 và 20 hàng tháng" · "ngày 05 của tháng liền kề"
# · "ngày 20 của tháng trước liền kề" · "ngày 20 tháng cuối quý"
# · "ngày 10 của tháng đầu tiên quý tiếp theo" · "ngày cuối cùng của tháng"
_MONTHLY = regex.compile(
    rf"(?<!\w)(?:(?:ngày|(?:ngày )?(?:mùng|mồng)) (?P<days>{_DAY_LIST})|(?P<last>ngày (?:làm việc )?cuối cùng))(?:"
    rf"(?P<month> (?:của )?{_EACH} tháng(?!\w)"
    r"| (?:của )?tháng (?:trước liền kề|liền trước|trước đó|trước kỳ)(?!\w)| của tháng trước(?!\w)"
    r"| (?:của )?tháng (?:liền kề|liền sau|kế tiếp|tiếp theo|sau)(?: (?:liền kề|đó))?(?!\w))"
    rf"|(?P<quarter_end> (?:của )?tháng cuối(?: cùng)?(?: của)?(?: {_EACH})? quý(?! ?[\di])(?!\w))"
    rf"|(?P<quarter_start> (?:của )?tháng đầu(?: tiên)?(?: của)?(?: {_EACH})? quý(?! ?[\di])(?!\w)"
    rf"(?: (?:sau|tiếp theo|kế tiếp|liền kề|liền sau))?)"
    rf"|(?P<each_quarter> (?:của )?{_EACH} quý(?!\w))"
    rf"|(?P<of_month>(?<=cuối cùng) (?:của )?tháng(?! ?\d)(?!\w)))"
)
# "Hằng tháng, trước ngày 22, các khu phố …" · "Định kỳ hàng tháng (chậm nhất ngày 05)"
_MONTHLY_LED = regex.compile(
    r"(?<!\w)(?:định kỳ )?h[ằà]ng tháng[,:]? \(?(?:trước |chậm nhất |muộn nhất |vào |là |đến ){0,3}"
    r"ngày (?P<days>\d{1,2})(?! ?[/.\-]? ?\d| (?:của )?(?:tháng|hằng|hàng|mỗi))(?!\w)"
)
# "Hằng tháng các thôn báo cáo số người đăng ký về UBND xã trước | ngày 20"
# · "mỗi tháng một lần, …, chậm nhất vào ngày 28"
_DAY_OF_CYCLE = regex.compile(
    rf"(?<!\w)(?P<cycle>(?:định kỳ )?{_EACH} tháng(?: (?:một|0?1) lần)?)(?!\w)(?! ?\d)[^.;:\n\t\d]{{1,150}}?"
    r"(?<!\w)(?:trước|(?:chậm|muộn|trễ) nhất)(?: là| vào){0,2} "
    r"(?P<day>ngày (?:mùng |mồng )?(?P<days>\d{1,2}))(?! ?[/.\-]? ?\d| (?:của )?(?:tháng|hằng|hàng|mỗi))(?!\w)"
)
# behind a day and month: "hằng năm" · "của năm liền kề" · "mỗi năm" · "năm sau"
YEARLY_TAIL = regex.compile(
    rf" (?:của )?(?:{_EACH} năm(?! ?\d)(?!\w)"
    r"|năm (?:liền kề|liền sau|kế tiếp|tiếp theo|sau|trước)(?! kỳ)(?: liền kề)?(?!\w))"
)

_FIELD = r"(?:thời gian|thời hạn|tiến độ|thời điểm|chế độ)[^:\n\t.;]{0,40}"
# "Thời gian thực hiện: Hằng năm." · a cell that says nothing else · "Thường xuyên, hằng năm"
_ALONE_BEFORE = regex.compile(
    rf"(?r)(?:{_FIELD}: ?|^|(?<=[\n\t]))(?:[-+*] ?)?(?:thường xuyên,? ?(?:và )?|thực hiện |định kỳ )?"
)
_ALONE_AFTER = regex.compile(r" ?[.;]?(?=[\n\t]|$)")
# "dự toán chi | hằng năm" · "tăng bình quân | mỗi năm": the repetition belongs to a noun
_NOUN = regex.compile(rf"(?<!\w)(?:{either([*_WORDS['nouns'], *_WORDS['plans']])})(?! này)(?!\w)")
# … and no work makes a date of it: "lập dự toán | hằng năm", "kế hoạch kiểm tra, giám sát | hằng năm", "lịch trực |
# hằng tháng", "tuyên truyền trong sinh hoạt | hằng tháng"
_PLAN = regex.compile(
    rf"(?<!\w)(?P<plan>{either(_WORDS['plans'])}|(?:trong|theo|bản) báo cáo"
    r"|(?<!du |âm |lý )(?<!dương )lịch|(?:trong|qua|tại)(?: các)?(?: buổi| cuộc| kỳ)? sinh hoạt)(?! này)(?!\w)"
    rf"(?: (?:{either(_WORDS['planned'])})(?!\w)(?:, (?:{either(_WORDS['planned'])})(?!\w))?)?"
)
# "báo cáo | hằng tháng" · "lập dự trù máu | từng quý": what is done again and again
_VERB = regex.compile(rf"(?<!\w)(?:{either(_WORDS['reports'])})(?!\w)")
_WEAK_VERB = regex.compile(rf"(?<!\w)(?:{either(_WORDS['works'])})(?!\w)")
# "mỗi tháng | phát ít nhất 06 tin"
# · "hằng quý | tổng hợp, báo cáo" · "Hằng tháng, | gửi" · "mỗi quý | có ít nhất 04 tin"
_VERB_BEHIND = regex.compile(
    rf",? (?:sẽ |phải |đều |tối thiểu |ít nhất )?"
    rf"(?:{either([*_WORDS['reports'], *_WORDS['works']])}|có|ít nhất|tối thiểu)(?!\w)"
    r"|(?: \p{L}+){1,3} (?:ít nhất|tối thiểu|không dưới|không ít hơn|từ) \d"
)
# "…, mỗi tháng | các lớp tổ chức một buổi" · ", mỗi tuần | cung cấp 01 bản tin": of a clause of its own
_CLAUSE_BEHIND = regex.compile(
    rf"(?: \p{{L}}+){{1,6}} (?:{either([*_WORDS['reports'], *_WORDS['works']])})(?!\w)"
    r"|(?: (?!tăng|giảm|đạt|thu|chi|hỗ trợ|trợ cấp|nộp|tiết kiệm)\p{L}+){1,3} 0?\d{1,2} (?!%|triệu|tỷ|nghìn|đồng)\p{L}"
)
# "cập nhật số liệu mỗi ngày | trước 15 giờ 30"
_BY_THE_CLOCK = regex.compile(r",? (?:trước|lúc|vào lúc|(?:chậm|muộn) nhất(?: là| lúc)?) \d{1,2} ?(?:giờ|[hg](?!\w))")
# "đồng | mỗi tháng" · "02 buổi | mỗi tuần": how much, not when
_MEASURED = regex.compile(r"(?r)(?<!\w)(?:\d[\d.,]*|%) ?(?:(?:triệu |nghìn |ngàn |tỷ )?đồng|\w+(?: máu)?)?[ /]*")
# "Hằng năm, | giảm 5% số người mắc", "Hằng năm, | số vụ tai nạn giảm từ 5% trở lên": a measure
_GROWS = regex.compile(
    r",? (?:giảm|tăng|đạt)(?!\w)"
    r"|,? (?:số|tỷ lệ|tổng|mức|lượng|giá trị|kim ngạch) [^.;:\n\t]{2,220}?(?<!\w)(?:giảm|tăng|đạt) (?:\p{L}+ ){0,3}\d"
)
# "bệnh nhân phải chờ máu | từng ngày": how it is for somebody; "lịch tiếp nhận máu của | từng quý"
_OF_EACH = regex.compile(r"(?r)(?<!\w)(?:(?:chờ|đợi|chờ đợi|mong|giành giật|tính|sống)(?: [^\W\d]+){0,3}|của) ")
# "Viết 04 tin, bài | mỗi quý": what is counted goes on behind its comma
_WHERE_CLAUSE_BEGINS = regex.compile(r"(?r)(?:[.;:(\n\t]|(?<!(?<!\w)\d{1,3} \p{L}{1,10}),) ?|^")
_WHERE_SENTENCE_BEGINS = regex.compile(r"(?r)[.;:(\n\t] ?|^")
_CLAUSE_END = regex.compile(r" ?(?:[.;\n\t]|$)")
_CLAUSE_START = regex.compile(r"(?r)(?:[.;:(\n\t]|^)(?: ?(?:[-+*•]|[a-zđ]\)|\d{1,2}[.)]))? ?")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repeated time without a month: "hằng quý", "ngày 05 hằng tháng", "02 lần/ngày".

    ``stands`` says that it is a fact by itself; the others ("dự toán hằng năm") count only beside a date that they
    repeat.
    ``yearly`` says that it is one plain "hằng năm". ``cycle`` is where the words stand that repeat a day which the
    clause names later: "Hằng tháng … trước ngày 20".
    """

    start: int
    end: int
    rules: tuple[str, ...]
    stands: bool
    yearly: bool = False
    doubts: tuple[str, ...] = ()
    cycle: tuple[int, int] | None = None

    @property
    def within_months(self) -> bool:
        """Whether it comes back so often that a month beside it says how long: "thứ 6 hằng tuần trong tháng 4"."""
        return self.rules[0].startswith(("FREQ=WEEKLY", "FREQ=DAILY"))


def yearly(month: int, day: int | None = None) -> str:
    """The rule of one day, or one month, every year."""
    return f"FREQ=YEARLY;BYMONTH={month}" + (f";BYMONTHDAY={day}" if day is not None else "")


def repetitions(norm: str) -> list[Repetition]:
    """All repetitions of a normalised text, in order, not overlapping."""
    found = [one for read in _READERS for one in read(norm)]
    kept: list[Repetition] = []
    for one in sorted(found, key=lambda r: (r.start, -r.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _on_days_of_months(norm: str) -> Iterator[Repetition]:
    """ "ngày 05 hằng tháng" · "Hằng tháng, trước ngày 22"."""
    for match in _MONTHLY.finditer(norm):
        yield Repetition(match.start(), match.end(), (_monthly(match),), True)
    for match in matches_around(_MONTHLY_LED, norm, ("ng tháng",), 12):
        yield Repetition(match.start(), match.end(), (f"FREQ=MONTHLY;BYMONTHDAY={int(match['days'])}",), True)
    for match in matches_from(_DAY_OF_CYCLE, norm, ("định kỳ ", "hằng ", "hàng ", "mỗi ", "từng ")):
        rule = f"FREQ=MONTHLY;BYMONTHDAY={int(match['days'])}"
        yield Repetition(*match.span("day"), (rule,), True, cycle=match.span("cycle"))


def _on_weekdays(norm: str) -> Iterator[Repetition]:
    """ "thứ Sáu tuần thứ 2 hằng tháng" · "thứ Hai và thứ Năm hàng tuần"."""
    for match in matches_around(_NTH_WEEKDAY, norm, ("tháng",), 50):
        nth = match["nth"].removeprefix("thứ ").split()[0]
        day = _DAYS[WEEKDAYS[match["day"]]]
        number = _NTH.get(nth) or int(nth)
        yield Repetition(match.start(), match.end(), (f"FREQ=MONTHLY;BYDAY={number}{day}",), True)
    for match in matches_around(_WEEK, norm, ("tuần",), 50):
        first, last = (WEEKDAYS[match[name]] for name in ("first", "last"))
        if first < last:
            rule = f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[first : last + 1])}"
            yield Repetition(match.start(), match.end(), (rule,), True)
    for match in matches_around(_WEEKLY, norm, ("tuần", "nào cũng"), 60):
        yield Repetition(match.start(), match.end(), _weekly(match), True)
    for match in matches_from(_WEEKLY_LED, norm, ("định kỳ ", "hằng ", "hàng ", "mỗi ", "từng ")):
        yield Repetition(match.start(), match.end(), _weekly(match), True)
    for match in matches_from(_DAY_OF_WEEK, norm, ("định kỳ ", "hằng ", "hàng ", "mỗi ", "từng ", "tuần nào ")):
        yield Repetition(*match.span("day"), _weekly(match), True, cycle=match.span("cycle"))


def _weekly(match: regex.Match[str]) -> tuple[str]:
    days = dict.fromkeys(_DAYS[WEEKDAYS[day]] for day in _ONE_WEEKDAY.findall(match["days"]))
    return (f"FREQ=WEEKLY;BYDAY={','.join(days)}",)


def _so_many_times(norm: str) -> Iterator[Repetition]:
    """ "02 lần/ngày" · "mỗi quý một lần" · "6 tháng/lần"."""
    for pattern in (_TIMES_A, _TIMES_B, _TIMES_C):
        for match in matches_around(pattern, norm, ("lần", "lượt", "phiên", "kỳ"), 40):
            if _CEILING.match(norm, max(0, match.start() - 40), match.start()):
                continue
            groups = match.groupdict()
            times = number_in(groups.get("n"))
            if match["unit"] == "năm" and (named := _in_months(norm, match.end(), times)):
                if named["year"] is None:
                    months = ",".join(str(int(month)) for month in _FIGURES.findall(named["months"]))
                    yield Repetition(match.start(), named.end(), (f"FREQ=YEARLY;BYMONTH={months}",), True)
                continue
            rule, exact = rule_of_times(times, number_in(groups.get("k")), match["unit"])
            within = groups.get("within") and match["unit"] == "năm"  # "ít nhất 01 lần trong năm": of this year
            if (within or not exact) and _FLOOR.match(norm, max(0, match.start() - 24), match.start()):
                continue
            doubts = () if exact else ("several-per-period",)
            yield Repetition(match.start(), match.end(), (rule,), True, doubts=doubts)


def _in_months(norm: str, end: int, times: int) -> regex.Match[str] | None:
    """The months that are named behind so many times a year, where they are as many."""
    named = _IN_MONTHS.match(norm, end)
    months = [int(figure) for figure in _FIGURES.findall(named["months"])] if named else []
    return named if len(months) == times and all(1 <= month <= 12 for month in months) else None


def _every_so_often(norm: str) -> Iterator[Repetition]:
    """ "định kỳ 6 tháng, 1 năm" · "hằng quý"."""
    for match in matches_around(_PERIODIC, norm, ("định kỳ",), 0):
        rules = _rules(match["list"])
        yield Repetition(match.start(), match.end(), rules, True, yearly=rules == ("FREQ=YEARLY",))
    for match in matches_around(_REPORTS, norm, ("năm",), 40):
        if _VERB.search(norm, max(0, match.start() - 60), match.start()) or _is_alone(norm, *match.span()):
            yield Repetition(match.start(), match.end(), _rules(match["list"]), True)
    for match in matches_from(_EVERY, norm, ("hằng ", "hàng ", "mỗi ", "từng ")):
        if norm.startswith("từng", match.start()) and _OF_EACH.match(norm, max(0, match.start() - 40), match.start()):
            continue
        rules = _rules(match["list"] or match["one"])
        clocked = rules == ("FREQ=DAILY",) and _BY_THE_CLOCK.match(norm, match.end()) is not None
        stands = clocked or _stands(norm, match.start(), match.end(), rules)
        yield Repetition(match.start(), match.end(), rules, stands, yearly=rules == ("FREQ=YEARLY",))


_READERS = (_on_days_of_months, _on_weekdays, _so_many_times, _every_so_often)
"""Of two that begin at one place and are as long, the first counts."""


def opens_clause(norm: str, start: int) -> bool:
    """Whether ``start`` is where a clause, an item or a bracket begins ("Hằng năm, các đơn vị …")."""
    return _CLAUSE_START.match(norm, max(0, start - 12), start) is not None


def _is_alone(norm: str, start: int, end: int) -> bool:
    """Whether it fills a line, a field or a cell."""
    return bool(_ALONE_AFTER.match(norm, end) and _ALONE_BEFORE.match(norm, max(0, start - 80), start))


def _stands(norm: str, start: int, end: int, rules: tuple[str, ...]) -> bool:
    """Whether the repetition says when something is done: by default, unless it qualifies a noun beside it.

    "hằng năm" nearly always belongs to a plan or budget, and "mỗi tháng" to a measure: they need a clause of their
    own, or a verb.
    """
    if _is_alone(norm, start, end):
        return True
    if opens_clause(norm, start):
        return "FREQ=YEARLY" not in rules or _GROWS.match(norm, end) is None
    begin = _begin(norm, start, _WHERE_CLAUSE_BEGINS, 80)
    if _belongs_to_plan(norm, start, end):
        return False
    yearly_end = "FREQ=YEARLY" in rules and _CLAUSE_END.match(norm, end) is not None
    if yearly_end and _is_done(norm, _begin(norm, start, _WHERE_SENTENCE_BEGINS, 240), start):
        return True
    noun, verb = _last(_NOUN, norm, begin, start), _last(_VERB, norm, begin, start)
    if noun > verb:
        return False
    measured = norm.startswith(("mỗi", "từng năm"), start)
    if measured and begin < start and _MEASURED.fullmatch(norm, max(begin, start - 24), start):
        return False
    return not (measured or "FREQ=YEARLY" in rules) or verb >= 0 or _works_beside(norm, begin, start, end)


def _works_beside(norm: str, begin: int, start: int, end: int) -> bool:
    if norm.startswith(", ", start - 2) and _CLAUSE_BEHIND.match(norm, end):
        return True
    return _WEAK_VERB.search(norm, begin, start) is not None or _VERB_BEHIND.match(norm, end) is not None


def _begin(norm: str, start: int, where: regex.Pattern[str], most: int) -> int:
    """Where the clause or sentence before ``start`` begins, at most so many characters before it."""
    low = max(0, start - most)
    return next((m.end() for m in where.finditer(norm, low, start)), low)


def _last(words: regex.Pattern[str], norm: str, begin: int, start: int) -> int:
    return max((m.start() for m in words.finditer(norm, begin, start)), default=-1)


def _is_done(norm: str, begin: int, start: int) -> bool:
    """Whether words say what is done, before the "hằng năm" that ends their sentence: "Tổ chức hội thi | hằng năm."."""
    return _VERB.search(norm, begin, start) is not None or _WEAK_VERB.search(norm, begin, start) is not None


def _belongs_to_plan(norm: str, start: int, end: int) -> bool:
    """Whether a repetition says which plan, budget or allowance is meant: "dự toán của đơn vị | hằng năm"."""
    plans = list(_PLAN.finditer(norm, _begin(norm, start, _WHERE_SENTENCE_BEGINS, 100), start))
    if not plans:
        return False
    between = norm[plans[-1].end() : start]
    if "," in between and _VERB_BEHIND.match(norm, end):
        return False  # "Căn cứ kế hoạch được giao, các xã | hằng tháng | báo cáo"
    return not _VERB.search(between) and not _WEAK_VERB.search(between)


def is_measure_of(norm: str, start: int, end: int) -> bool:
    """Whether a repetition is no time at all: it says which plan is meant, how much something grows a year, or how
    many months are named behind it.
    """
    if _belongs_to_plan(norm, start, end) or _IN_MONTHS.match(norm, end):
        return True
    return opens_clause(norm, start) and _GROWS.match(norm, end) is not None


def _rules(listed: str) -> tuple[str, ...]:
    rules = [rule_of(number_in(m["k"]), m["unit"]) for m in _ONE_ITEM.finditer(listed)]
    return tuple(dict.fromkeys(rules))


def _monthly(match: regex.Match[str]) -> str:
    days = ",".join(str(int(d)) for d in _FIGURES.findall(match["days"] or "")) or "-1"
    if match["quarter_end"]:
        return f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={days}"
    if match["quarter_start"]:
        return f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={days}"
    if match["each_quarter"]:
        return f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={days}"
    return f"FREQ=MONTHLY;BYMONTHDAY={days}"
