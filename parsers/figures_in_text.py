"""Figures, calendar words and repetitions as they stand in a text, whatever the grammars of the mentions make of them.

In comes a view with the stretches that are read already, out go those that look like a number with what it counts, a
date, a length of time that limits something, or a repetition, and are in none of them. ``residue`` asks, so that what
a grammar does not know is not lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mentions.dates.patterns import PLACE_NAMED_AFTER_DAY, YEAR
from parsers.mentions.dates.recurrence import is_measure_of
from parsers.mentions.quantities.mentions import TakenStretches
from parsers.mentions.quantities.numerals import is_part_of_name, is_year
from parsers.mentions.quantities.units import unit_at
from parsers.text import NormalisedText

# "40 suất", "75.779.637,87", "4/100.000 dân", "12%", "3,5‰"; not "9h00", "5G", "2026 - 2030", "24/24"
_NUMBER = regex.compile(
    r"(?<![\w/.,:\-])(?<!- )(?<n>\d[\d.,]*+)(?:/\d[\d.,]*+)?"
    r"(?: ?[%‰]|(?<=[.,]\d{3}(?:,\d{1,2})?)(?![\w/])| (?=\p{Ll}))(?! ?(?:-|đến|tới) ?\d)"
)
_MEASURES = ("never", "measure")  # ages, weights, volumes, lengths of time
# "hai trăm tình nguyện viên", "ba chục suất quà"; not "hàng trăm", "một nghìn lẻ một đêm"
_IN_WORDS = regex.compile(
    r"(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:mươi |chục |trăm |nghìn |ngàn )"
    r"(?!(?:lẻ|linh|năm|ngày|tháng|tuổi|đồng|triệu|tỷ) )(?=\p{Ll}{2})"
)
# "ít nhất 04 tiết", "tối thiểu 01 lần": so often at least, whatever the unit is else
_AT_LEAST = regex.compile(r"(?<!\w)(?:ít nhất|tối thiểu|không dưới) \d{1,3} (?:lần|lượt|tiết)(?!\w)")
# "24/24 giờ", "9 giờ", "16h30"
_CLOCK = regex.compile(r"\d{1,2}(?:/\d{1,2})? ?(?:giờ|h|phút)(?!\w)")
# "20/5", "20/5/2026", "20.5.2026", "ngày 20 tháng 5", "tháng 5 năm 2026", "quý II"; not "trực 24/7"
_DATE = regex.compile(
    rf"(?<![\w/.,])(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]{YEAR}|(?!24/7)\d{{1,2}}/\d{{1,2}}(?![\d/])(?! ?\p{{L}}{{3}})"
    rf"|ngày \d{{1,2}} tháng \d{{1,2}}|tháng \d{{1,2}}(?:/| năm ){YEAR}|quý (?:[iv]{{1,3}}|[1-4]))(?!\w)"
)
# "chậm nhất 05 ngày trước", "trong thời hạn 03 ngày làm việc", "trước mỗi đợt 07 ngày", "sau 02 tuần"
_LIMIT = regex.compile(
    r"(?<!\w)(?:trong|(?:chậm|muộn|trễ) nhất|trước|sau|thời hạn|không quá)(?: \w+){0,4}? (?:là )?"
    r"\d{1,3}(?: \([^()\n]{2,12}\))? (?:ngày|tuần|tháng|giờ)(?: làm việc)?(?!\w)(?! ?\d)"
    r"|(?<!\w)(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|mười) (?:ngày|tuần|tháng)(?: làm việc)?"
    r" (?:trước|sau|kể từ|tính từ)(?!\w)"
)
# "báo cáo ngay trong ngày tổ chức", "trước kỳ nghỉ lễ", "vào cuối năm": limits that name no day
_OPEN_LIMIT = regex.compile(
    r"(?<!\w)(?:(?:ngay )?trong ngày (?:tổ chức|diễn ra|hiến máu|kết thúc|làm việc)|ngay (?:sau )?khi (?:nhận|kết thúc)"
    r"|trước (?:(?:kỳ|dịp) )?nghỉ (?:lễ|tết|hè)|vào (?:dịp )?(?:cuối|đầu) (?:năm|quý|tháng|tuần|đợt))"
    r"(?!\w)(?! (?:học|\d))"
)
# "hằng quý", "từng tháng", "01 lần/tuần"; "định kỳ" where something is handed in or held: not "định kỳ kiểm tra"
_REPETITION = regex.compile(
    r"(?<!\w)(?:(?:hằng|hàng|mỗi|từng) (?:ngày|tuần|tháng|quý|năm)"
    r"|(?:\d{1,2}|một|hai) lần(?: ?/ ?| mỗi | một | trong )(?:\d{1,2} )?(?:ngày|tuần|tháng|quý|năm)"
    r"|định kỳ(?=[^.;:\n]{0,40}?(?<!\w)(?:báo cáo|gửi|sơ kết|tổng kết|tổng hợp|trước|chủ trì)(?!\w))"
    r"|(?<=báo cáo )(?:theo )?định kỳ|\d{1,2} tháng,? (?:và |tổng kết )?năm)(?!\w)"
)
_NEXT = 14
"""Characters within which a date follows a bare "định kỳ" that it belongs to: "định kỳ | trước ngày 05 hằng tháng"."""


def unclaimed_numbers(view: NormalisedText, taken: TakenStretches) -> Iterator[tuple[int, int]]:
    """Numbers that count something and lie outside ``taken``; names, years, ages and clock times are none."""
    for match in _NUMBER.finditer(view.norm):
        start, end = match.span()
        if taken.overlaps(start, end) or is_year(match["n"]) or _CLOCK.match(view.norm, start):
            continue
        unit = unit_at(view.norm, end)
        if (unit and unit[0].kind in _MEASURES) or is_part_of_name(view, start, match.end("n")):
            continue
        before = view.text[max(0, start - 24) : start].split()
        if before and before[-1][:1].isupper():
            continue  # "Xã Phú Hòa 2"
        yield start, end
    for pattern in (_IN_WORDS, _AT_LEAST):
        for match in pattern.finditer(view.norm):
            start, end = view.trim(*match.span())
            if not taken.overlaps(start, end):
                yield start, end


def unclaimed_days(view: NormalisedText, taken: TakenStretches) -> Iterator[tuple[int, int]]:
    """Days, months and quarters that lie outside ``taken``; "đường 30/4" is none."""
    for start, end in _outside(view, taken, _DATE):
        if not PLACE_NAMED_AFTER_DAY.match(view.norm, 0, start):
            yield start, end


def unclaimed_times(view: NormalisedText, taken: TakenStretches) -> Iterator[tuple[int, int]]:
    """Limits and repetitions that lie outside ``taken``; "dự toán hằng năm" is none."""
    for pattern in (_LIMIT, _OPEN_LIMIT):
        yield from _outside(view, taken, pattern)
    for start, end in _outside(view, taken, _REPETITION):
        opens_date = view.norm.startswith("định kỳ", start) and taken.overlaps(end, end + _NEXT)
        if not opens_date and not is_measure_of(view.norm, start, end):
            yield start, end


def _outside(view: NormalisedText, taken: TakenStretches, pattern: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(view.norm) if not taken.overlaps(*match.span()))
