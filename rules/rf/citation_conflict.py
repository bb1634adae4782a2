"""citation-conflict: one document is cited with two dates / một văn bản được viện dẫn với hai ngày khác nhau

What it finds: The same number and symbol with two different dates, or a date whose year is not the year inside the
number ("163/2024/QH15 ngày 27 tháng 11 năm 2025").

Why it matters: One of the two is wrong, and whoever looks for the basis finds another document or none.

Example: "Kế hoạch số 110/KH-BCĐ ngày 09/01/2024" in the opening, "Kế hoạch số 110/KH-BCĐ ngày 19/01/2024" in part
III.

How to resolve: Look the document up and correct the wrong place.

Phát hiện: Cùng một số, ký hiệu nhưng ghi hai ngày khác nhau, hoặc năm của ngày không khớp với năm trong số hiệu
("163/2024/QH15 ngày 27 tháng 11 năm 2025").

Vì sao: Một trong hai chỗ sai; người tra căn cứ sẽ tìm nhầm hoặc không thấy văn bản.

Ví dụ: Phần mở đầu ghi "Kế hoạch số 110/KH-BCĐ ngày 09/01/2024", phần III ghi "Kế hoạch số 110/KH-BCĐ ngày
19/01/2024".

Cách xử lý: Tra lại văn bản gốc và sửa chỗ sai.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from parsers import regex
from parsers.mentions.dates.patterns import DAY_WORD, FULL_DAY, YEAR
from parsers.text import fold
from rules.context import Context, format_day
from rules.rule import Hit, Rule

# "110/KH-BCĐ, ngày 09/01/2024", "57-NQ/TW ngày 22 tháng 12 năm 2024", "163/2024/QH15 ngày 27 tháng 11 năm 2025"
_DATED = regex.compile(
    rf"\b(?<![\d.])(?P<code>\d{{1,5}}(?:\.\d{{1,2}}(?=/))?(?:/(?P<of>{YEAR}))?\s?[-/]\s?\p{{L}}[\p{{L}}\d]*+(?:\s?[-/]\s?\p{{L}}[\p{{L}}\d]*+)*+)"
    rf",?\s(?:ký\s)?{DAY_WORD}\s{FULL_DAY}"
)
_TELLING = regex.compile(r"[\p{L}\d.]")
_LIKE_LETTERS = regex.compile(r"(\p{L})\1+")
_NUMBER = regex.compile(r"\d{2,5}")


def check(context: Context) -> Iterator[Hit]:
    yield from _turned_round(context)
    yield from _of_two_days(context)


def _of_two_days(context: Context) -> Iterator[Hit]:
    if not _comparable(context):
        return
    first: dict[str, tuple[datetime.date, regex.Match[str]]] = {}
    told: set[tuple[str, datetime.date]] = set()
    for match, date in _dated(context):
        code = _key(match["code"])
        if (code, date) in told:
            continue
        told.add((code, date))
        span = context.span(match.start(), match.end())
        written = "".join(context.plain[match.start("code") : match.end("code")].split())
        if match["of"] and int(match["of"]) != date.year:
            yield Hit(
                [span],
                f"Số hiệu “{written}” là của năm {match['of']} nhưng ngày ghi {format_day(date)}. Tra lại văn bản gốc.",
                f"“{written}” is a number of {match['of']}, but its date is given as {format_day(date)}. Look it up.",
            )
            continue
        known, place = first.setdefault(code, (date, match))
        # numbers begin again each year: another day of another year may well be another document
        if known != date and (known.year == date.year or (known.day, known.month) == (date.day, date.month)):
            yield Hit(
                [context.span(place.start(), place.end()), span],
                f"“{written}” được ghi ngày {format_day(known)} ở một chỗ và ngày {format_day(date)} ở chỗ khác. "
                "Tra lại văn bản gốc.",
                f"“{written}” is dated {format_day(known)} at one place and {format_day(date)} at another. Look it up.",
            )


def _turned_round(context: Context) -> Iterator[Hit]:
    """ "318/QĐ-UBND" and "381/QĐ-UBND" of one day: the digits of one number, in another order."""
    first: dict[tuple[str, str, datetime.date], regex.Match[str]] = {}
    for match, date in _dated(context):
        number = _NUMBER.match(match["code"])
        if number is None:
            continue
        notation = _key(match["code"][number.end() :])
        known = first.setdefault(("".join(sorted(number[0])), notation, date), match)
        written = [_key(one["code"]) for one in (known, match)]
        if written[0] != written[1]:
            spans = [context.span(one.start(), one.end()) for one in (known, match)]
            yield Hit(
                spans,
                f"“{spans[0].quote}” và “{spans[1].quote}” cùng ngày, số chỉ khác thứ tự chữ số. Tra lại văn bản gốc.",
                f"“{spans[0].quote}” and “{spans[1].quote}” are of one day, their digits in another order. Check them.",
            )


def _dated(context: Context) -> Iterator[tuple[regex.Match[str], datetime.date]]:
    for match in _DATED.finditer(context.norm):
        try:
            date = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        yield match, date


def _key(code: str) -> str:
    """What a number is whoever types it: "27/CTTg" and "27/CT-TTg" are one, a sign or one of two like letters lost."""
    return _LIKE_LETTERS.sub(r"\1", "".join(filter(_TELLING.match, fold(code))))


def _comparable(context: Context) -> bool:
    """Whether a document is cited twice, or by a number that holds its year."""
    codes = [citation.code or "" for citation in context.record.citations]
    again = len(set(map(_key, codes))) < len(codes) or any(
        len(citation.spans) > 1 for citation in context.record.citations
    )
    return again or any("/19" in code or "/20" in code for code in codes)


RULE = Rule("RF505", "citation-conflict", "warning", "document", check)
