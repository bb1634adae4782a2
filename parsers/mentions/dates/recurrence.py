"""Repetition as documents say it, as RFC 5545 RRULE values without a start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from parsers.mentions.dates.patterns import WEEKDAY, WEEKDAYS
from parsers.mentions.windows import matches_around

_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "sáu": 6, "chín": 9}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_UNIT = r"(?:ngày|tuần|tháng|quý|năm)(?!\w)"
_EACH = r"(?:hằng|hàng|mỗi)"
# "ngân hàng năm sao", "cửa hàng tuần qua": the second half of another word
_NOT_EACH = r"(?<!ngân )(?<!cửa )(?<!khách )(?<!nhà )(?<!mặt )(?<!đơn )(?<!bán )(?<!mua )(?<!gian )(?<!xếp )(?<!giao )"
_COUNT = r"(?:\d{1,2}|một|hai|ba|sáu|chín)"
_NOT_DATE = r"(?! ?\d)(?! (?:đầu|cuối|học|nay|qua|trước|sau|tuổi|liền|kế)\b)"
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
    r"|(?<!\w)(?P<one>mỗi (?:tuần|tháng|quý))(?!\w)"
)
# "01 lần/Quý" · "02 lần/ngày" · "một lần mỗi tháng" · "2 lần trong năm"
_TIMES_A = regex.compile(
    rf"(?<!\w)(?P<n>{_COUNT}) lần(?: ?/ ?| mỗi | một | trong )(?:(?P<k>{_COUNT}) )?(?P<unit>{_UNIT})"
)
# "mỗi quý một lần" · "hằng năm ít nhất 02 lần" · "mỗi tháng báo cáo 1 lần"
_TIMES_B = regex.compile(
    rf"(?<!\w)(?:{_EACH}) (?P<unit>{_UNIT})(?: (?:báo cáo|họp|tổ chức|kiểm tra|giao ban))?(?: (?:ít nhất|tối thiểu))?"
    rf" (?P<n>{_COUNT}) lần(?!\w)"
)
# "6 tháng/lần" · "03 tháng một lần" · "2 tuần 1 lần"
_TIMES_C = regex.compile(rf"(?<!\w)(?P<k>{_COUNT}) (?P<unit>{_UNIT})(?: ?/ ?| )(?:(?:0?1|một) )?lần(?!\w)")
# "phát tối thiểu 02 lần/tuần": how much, not when
_FLOOR = regex.compile(r"(?r)(?:tối thiểu|ít nhất|trên|không dưới) (?:đạt |là )?")
_CEILING = regex.compile(r"(?r)(?:không quá|tối đa|không vượt quá)(?: \w+){0,2} ?")

# "thứ Sáu hằng tuần" · "ngày thứ Hai và thứ Năm hàng tuần" · "Chủ nhật mỗi tuần"
_WEEKLY = regex.compile(
    rf"(?<!\w)(?:(?:vào )?ngày )?(?P<days>{WEEKDAY}(?:(?:, ?| và | hoặc ){WEEKDAY})*+) (?:{_EACH} tuần|của tuần)(?!\w)"
)
# "thứ Sáu tuần thứ 2 hằng tháng" · "thứ Năm tuần đầu tiên của mỗi tháng" · "chủ nhật tuần cuối cùng của tháng"
_NTH_WEEKDAY = regex.compile(
    rf"(?<!\w)(?:ngày )?(?P<day>{WEEKDAY}),? (?:của )?tuần"
    r" (?P<nth>thứ (?:nhất|hai|ba|tư|[1-4])|đầu(?: tiên)?|cuối(?: cùng)?)"
    rf",?(?: của| trong)?(?: {_EACH})? tháng(?! ?\d)(?!\w)"
)
_NTH = {"nhất": 1, "đầu": 1, "hai": 2, "ba": 3, "tư": 4, "cuối": -1}

_DAY_LIST = r"\d{1,2}(?:(?:, ?| và | hoặc )(?:(?:trước )?ngày )?\d{1,2})*+"
# "ngày 05 hằng tháng" · "ngày 5 và 20 hàng tháng" · "ngày 05 của tháng liền kề"
# · "ngày 20 của tháng trước liền kề" · "ngày 20 tháng cuối quý"
# · "ngày 10 của tháng đầu tiên quý tiếp theo" · "ngày cuối cùng của tháng"
_MONTHLY = regex.compile(
    rf"(?<!\w)(?:ngày (?:mùng |mồng )?(?P<days>{_DAY_LIST})|(?P<last>ngày (?:làm việc )?cuối cùng))(?:"
    rf"(?P<month> (?:của )?{_EACH} tháng(?!\w)"
    r"| (?:của )?tháng trước liền kề(?!\w)| của tháng trước(?!\w)"
    r"| (?:của )?tháng (?:liền kề|liền sau|kế tiếp|tiếp theo|sau)(?: (?:liền kề|đó))?(?!\w))"
    rf"|(?P<quarter_end> (?:của )?tháng cuối(?: cùng)?(?: của)?(?: {_EACH})? quý(?! ?[\di])(?!\w))"
    rf"|(?P<quarter_start> (?:của )?tháng đầu(?: tiên)?(?: của)?(?: {_EACH})? quý(?! ?[\di])(?!\w)"
    rf"(?: (?:sau|tiếp theo|kế tiếp|liền kề|liền sau))?)"
    rf"|(?P<each_quarter> (?:của )?{_EACH} quý(?!\w))"
    rf"|(?P<of_month>(?<=cuối cùng) (?:của )?tháng(?! ?\d)(?!\w)))"
)
# "Hằng tháng, trước ngày 22, các khu phố …" · "hàng tháng (chậm nhất ngày 05)"
_MONTHLY_LED = regex.compile(
    r"(?<!\w)h[ằà]ng tháng[,:]? \(?(?:trước |chậm nhất |vào |là |đến ){0,3}"
    r"ngày (?P<days>\d{1,2})(?! ?[/.\-]? ?\d| (?:của )?(?:tháng|hằng|hàng|mỗi))(?!\w)"
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
# "báo cáo hằng tháng" · "giao ban hằng tuần" | "hằng quý tổng hợp, báo cáo" · "Hằng tháng, gửi"
_DUTY_BEFORE = regex.compile(
    r"(?r)(?<!\w)(?:báo cáo|giao ban|họp|kiểm tra|sơ kết|tổng hợp|thống kê|cập nhật)(?: định kỳ)?,? "
)
_DUTY_AFTER = regex.compile(r",? (?:tổng hợp|báo cáo|gửi|họp|giao ban|thống kê|sơ kết)(?!\w)")
_CLAUSE_START = regex.compile(r"(?r)(?:[.;:(\n\t]|^)(?: ?(?:[-+*•]|[a-zđ]\)|\d{1,2}[.)]))? ?")
_REPORTS_LATER = regex.compile(r"[^.;:\n\t]{0,160}?(?<!\w)(?:báo cáo|gửi)(?!\w)")


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repeated time without a month: "hằng quý", "ngày 05 hằng tháng", "02 lần/ngày".

    ``stands`` says that it is a fact by itself; the others ("dự toán hằng năm") count only beside a date that they
    repeat.
    ``yearly`` says that it is one plain "hằng năm".
    """

    start: int
    end: int
    rules: tuple[str, ...]
    stands: bool
    yearly: bool = False
    doubts: tuple[str, ...] = ()


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
    for match in matches_around(_MONTHLY_LED, norm, ("ng tháng",), 3):
        yield Repetition(match.start(), match.end(), (f"FREQ=MONTHLY;BYMONTHDAY={int(match['days'])}",), True)


def _on_weekdays(norm: str) -> Iterator[Repetition]:
    """ "thứ Sáu tuần thứ 2 hằng tháng" · "thứ Hai và thứ Năm hàng tuần"."""
    for match in matches_around(_NTH_WEEKDAY, norm, ("tuần",), 36):
        nth = match["nth"].removeprefix("thứ ").split()[0]
        day = _DAYS[WEEKDAYS[match["day"]]]
        number = _NTH.get(nth) or int(nth)
        yield Repetition(match.start(), match.end(), (f"FREQ=MONTHLY;BYDAY={number}{day}",), True)
    for match in matches_around(_WEEKLY, norm, ("tuần",), 60):
        days = _ONE_WEEKDAY.findall(match["days"])
        listed = ",".join(dict.fromkeys(_DAYS[WEEKDAYS[d]] for d in days))
        yield Repetition(match.start(), match.end(), (f"FREQ=WEEKLY;BYDAY={listed}",), True)


def _so_many_times(norm: str) -> Iterator[Repetition]:
    """ "02 lần/ngày" · "mỗi quý một lần" · "6 tháng/lần"."""
    for pattern in (_TIMES_A, _TIMES_B, _TIMES_C):
        for match in matches_around(pattern, norm, ("lần",), 40):
            if _CEILING.match(norm, max(0, match.start() - 40), match.start()):
                continue
            groups = match.groupdict()
            rule, exact = _times(_number(groups.get("n")), _number(groups.get("k")), match["unit"])
            if not exact and _FLOOR.match(norm, max(0, match.start() - 24), match.start()):
                continue
            doubts = () if exact else ("several-per-period",)
            yield Repetition(match.start(), match.end(), (rule,), True, doubts=doubts)


def _every_so_often(norm: str) -> Iterator[Repetition]:
    """ "định kỳ 6 tháng, 1 năm" · "hằng quý"."""
    for match in matches_around(_PERIODIC, norm, ("định kỳ",), 0):
        rules = _rules(match["list"])
        yield Repetition(match.start(), match.end(), rules, True, yearly=rules == ("FREQ=YEARLY",))
    for match in _EVERY.finditer(norm):
        rules = _rules(match["list"] or match["one"])
        stands = _stands(norm, match.start(), match.end(), rules)
        yield Repetition(match.start(), match.end(), rules, stands, yearly=rules == ("FREQ=YEARLY",))


_READERS = (_on_days_of_months, _on_weekdays, _so_many_times, _every_so_often)
"""Of two that begin at one place and are as long, the first counts."""


def opens_clause(norm: str, start: int) -> bool:
    """Whether ``start`` is where a clause, an item or a bracket begins ("Hằng năm, các đơn vị …")."""
    return _CLAUSE_START.match(norm, max(0, start - 12), start) is not None


def _stands(norm: str, start: int, end: int, rules: tuple[str, ...]) -> bool:
    before = max(0, start - 80)
    if _ALONE_AFTER.match(norm, end) and _ALONE_BEFORE.match(norm, before, start):
        return True
    if norm.startswith("mỗi", start):
        return False
    if "FREQ=YEARLY" in rules:  # every budget and plan is "hằng năm": only a clause of its own that reports is a duty
        return opens_clause(norm, start) and _REPORTS_LATER.match(norm, end) is not None
    if _DUTY_BEFORE.match(norm, before, start):
        return True
    return _DUTY_AFTER.match(norm, end) is not None


def _number(word: str | None) -> int:
    if word is None:
        return 1
    return int(word) if word.isdigit() else _NUMBERS[word]


def _rules(listed: str) -> tuple[str, ...]:
    rules = [_rule(_number(m["k"]), m["unit"]) for m in _ONE_ITEM.finditer(listed)]
    return tuple(dict.fromkeys(rules))


def _rule(number: int, unit: str) -> str:
    if unit == "quý":
        number, unit = 3 * number, "tháng"
    if unit == "tháng" and number == 12:
        number, unit = 1, "năm"
    name = {"ngày": "DAILY", "tuần": "WEEKLY", "tháng": "MONTHLY", "năm": "YEARLY"}[unit]
    return f"FREQ={name}" + (f";INTERVAL={number}" if number > 1 else "")


def _times(times: int, number: int, unit: str) -> tuple[str, bool]:
    """The rule of so many times in a stretch, and whether a rule can say it ("2 lần/tháng" falls on no known days)."""
    months = {"tháng": 1, "quý": 3, "năm": 12}.get(unit, 0) * number
    if times and months and months % times == 0:
        return _rule(months // times, "tháng"), True
    return _rule(number, unit), times == 1


def _monthly(match: regex.Match[str]) -> str:
    days = ",".join(str(int(d)) for d in _FIGURES.findall(match["days"] or "")) or "-1"
    if match["quarter_end"]:
        return f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={days}"
    if match["quarter_start"]:
        return f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={days}"
    if match["each_quarter"]:
        return f"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY={days}"
    return f"FREQ=MONTHLY;BYMONTHDAY={days}"
