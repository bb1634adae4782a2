"""Terms that words name: "năm học 2025 - 2026", "6 tháng đầu năm 2026", "quý II năm 2026", "đợt 2 năm 2026".

In come the words of a header, a heading or a sentence, out goes the time that they name. ``periods`` calls it.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.asides import is_aside
from parsers.extractors.obligations.outlook import is_report
from parsers.mentions.dates.patterns import QUARTER, YEAR
from parsers.mentions.dates.values import Point, value
from parsers.records import DateValue
from parsers.roman import roman_value

_MONTHS = 12
# "năm học 2025 - 2026" · "6 tháng đầu năm 2023" · "quý II năm 2026" · "đợt 2 năm 2024"
_SPAN_OF_YEARS = regex.compile(rf"(?P<first>{YEAR}) ?- ?(?P<last>{YEAR})")
_HALF = regex.compile(rf"6 tháng (?P<half>đầu|cuối) năm (?P<year>{YEAR})")
# "9 tháng đầu năm 2025", "11 tháng năm 2025", "03 tháng cuối năm 2025"
_SO_MANY_MONTHS = regex.compile(
    rf"(?<!\w)(?P<count>\d{{1,2}}) tháng(?: (?P<end>đầu|cuối))? (?:của )?năm (?P<year>{YEAR})"
)
_QUARTER = regex.compile(rf"quý (?P<quarter>{QUARTER})\D*(?P<year>{YEAR})")
_MONTH = regex.compile(rf"tháng (?P<month>\d{{1,2}})(?: ?/ ?| năm )(?P<year>{YEAR})")
# "tháng 8 và tháng 9 năm 2026", "tháng 7 - 9/2026", "quý III và quý IV năm 2026"
_MONTHS_NAMED = regex.compile(
    rf"tháng (?P<first>\d{{1,2}})(?:,| và| đến| ?-)(?: tháng)? ?(?P<last>\d{{1,2}})(?: ?/ ?| năm )(?P<year>{YEAR})"
)
_QUARTERS_NAMED = regex.compile(
    rf"quý (?P<first>{QUARTER})(?:,| và| đến| ?-)(?: quý)? ?(?P<last>{QUARTER})(?: ?/ ?| năm )(?P<year>{YEAR})"
)
_YEAR = regex.compile(YEAR)
_TERM = regex.compile(rf"(?<!\w)(?:năm học|niên khóa|giai đoạn|nhiệm kỳ) {_SPAN_OF_YEARS.pattern}")


# "UBND phường báo cáo kết quả | từ ngày 01/01/2026 đến ngày 15/6/2026 | như sau:"
_REPORTS = regex.compile(r"(?<!\w)báo cáo (?:tình hình|kết quả|số liệu|công tác)(?!\w)[^.;\n\t]{0,160}")
_AS_FOLLOWS = regex.compile(r"\)?(?: [^\W\d]+){0,8}?,? (?:như sau|cụ thể|với các nội dung|với những nội dung)(?!\w)")


def stretch_reported(annotated: AnnotatedDocument) -> DateValue | None:
    """The days from and to which the opening of a report says that it tells."""
    norm = annotated.view.norm
    for match in _REPORTS.finditer(norm) if is_report(annotated) else ():
        for date in within(annotated.dates, *match.span()):
            if date.value and "/" in date.value.edtf and _AS_FOLLOWS.match(norm, date.end):
                return date.value
    return None


def term_named(annotated: AnnotatedDocument, start: int, end: int) -> DateValue | None:
    """The span of years that a sentence or a heading speaks of: "Năm học 2025 - 2026, …", "Kết quả năm học …"."""
    found = _TERM.search(annotated.view.norm, start, end)
    if found is None or is_aside(annotated.view.norm, start, found.start()):
        return None
    return value(_points(found[0]), "to")


def period_in_words(words: str) -> DateValue | None:
    """The time that a header's ``period`` names: "6 tháng đầu năm 2023", "9 tháng năm 2025", "đợt 2 năm 2024"."""
    points = _points(words.lower())
    return value(points, "to").model_copy(update={"inferred": ["period"]}) if points else None


def _points(text: str) -> list[Point]:
    if span := _SPAN_OF_YEARS.search(text):
        return [Point("year", int(span["first"])), Point("year", int(span["last"]))]
    if half := _HALF.search(text):
        return [Point("half", int(half["year"]), 1 if half["half"] == "đầu" else 2)]
    if (months := _SO_MANY_MONTHS.search(text)) and 1 < (count := int(months["count"])) < _MONTHS:
        first = _MONTHS - count + 1 if months["end"] == "cuối" else 1
        return [Point("month", int(months["year"]), month) for month in (first, first + count - 1)]
    if quarters := _QUARTERS_NAMED.search(text):
        return [Point("quarter", int(quarters["year"]), _quarter(quarters[name])) for name in ("first", "last")]
    if quarter := _QUARTER.search(text):
        return [Point("quarter", int(quarter["year"]), _quarter(quarter["quarter"]))]
    if (named := _MONTHS_NAMED.search(text)) and 0 < int(named["first"]) < int(named["last"]) <= _MONTHS:
        return [Point("month", int(named["year"]), int(named[name])) for name in ("first", "last")]
    if (named := _MONTH.search(text)) and 1 <= int(named["month"]) <= _MONTHS:
        return [Point("month", int(named["year"]), int(named["month"]))]
    if year := _YEAR.search(text):
        return [Point("year", int(year[0]))]
    return []


def _quarter(number: str) -> int:
    return roman_value(number) or int(number)
