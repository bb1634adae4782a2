"""Days of the lunar year: "mùng 10 Tết Bính Ngọ", "ngày 25 tháng Chạp", "rằm tháng Giêng", "trước Tết Nguyên đán".

No day of ours is made of them. They are dates all the same, left open and doubted, so that a limit or an occasion on
one is seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.mentions.dates.candidates import DateCandidate
from parsers.mentions.dates.patterns import DAY_WORD, MONTH_WORD, YEAR, YEAR_WORD
from parsers.mentions.dates.values import Point

_STEM_AND_BRANCH = (
    r"(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) (?:tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi)(?!\w)"
)
_YEAR = rf"(?:,? (?:{YEAR_WORD} )?{_STEM_AND_BRANCH})?(?:,? ?\(?(?:{YEAR_WORD} )?{YEAR}(?!\d)\)?)?"
_FEAST = r"tết(?: nguyên đán| cổ truyền| âm lịch)?(?! (?:trung|đoan|thiếu|dương|trồng|nhi))(?!\w)"
_LUNAR_MONTH = rf"{MONTH_WORD} (?:giêng|chạp)(?!\w)(?: âm lịch)?"
# "mùng 10 Tết Bính Ngọ" · "28 Tết" · "ngày 25 tháng Chạp" · "rằm tháng Giêng" · "ngày rằm tháng 7"
_FULL_MOON = rf"rằm {MONTH_WORD} ?(?:giêng|chạp|bảy|tám|\d{{1,2}})"
_DAY = rf"(?:{DAY_WORD} )?(?:(?:mùng |mồng )?\d{{1,2}} (?:{_FEAST}|{_LUNAR_MONTH})|{_FULL_MOON})"
# "ngày 10/3 âm lịch" · "ngày 10 tháng 3 (âm lịch)"
_SAID_SO = (
    rf"(?:{DAY_WORD} )?(?:mùng |mồng )?\d{{1,2}} ?(?:/|{MONTH_WORD}) ?\d{{1,2}}(?:/{YEAR})?"
    r",? ?\(?(?:âm lịch|al)(?!\w)\)?"
)
_DAYS = regex.compile(rf"(?<![\w/])(?:{_SAID_SO}|{_DAY}{_YEAR})")
# "trước | Tết Nguyên đán" · "hoàn thành trong | tháng Chạp": only beside a word that makes it a time
_STRETCH = regex.compile(
    rf"(?<=(?<!\w)(?:trước|xong trước|trước dịp|trong|vào|từ|đến) )(?:{_FEAST}|{_LUNAR_MONTH}){_YEAR}"
)
_BEFORE = regex.compile(r"(?r)(?<!\w)trước(?: dịp)? ")
# "ngày 12/02/2026 (tức | rằm tháng Giêng)" · "mùng 10 Tết | (ngày 26/02/2026)": our day stands beside it
# "ngày 11/02/2026 (| 24 tháng Chạp)"
_SAME_AS = regex.compile(r"(?r)(?:(?<!\w)(?:tức|tức là|nhằm|nhằm vào|đúng)\ |(?<=\d)\ ?\()(?:ngày\ )?")
_IS = regex.compile(r",? ?\(?(?:tức |tức là |nhằm )?(?:ngày )?\d{1,2} ?[/.] ?\d{1,2}(?![\d%])")


def lunar_days(norm: str, taken: bytearray) -> Iterator[DateCandidate]:
    """The lunar days of a normal text, and what they leave no other grammar to read."""
    if "tết" not in norm and "âm lịch" not in norm and "giêng" not in norm and "chạp" not in norm and "rằm" not in norm:
        return
    for pattern in (_DAYS, _STRETCH):
        for match in pattern.finditer(norm):
            feast = pattern is _STRETCH and norm.startswith("tết", match.start())
            if feast and not _BEFORE.match(norm, max(0, match.start() - 12), match.start()):
                continue  # "vui Tết": a time of the year
            if _SAME_AS.match(norm, max(0, match.start() - 16), match.start()) or _IS.match(norm, match.end()):
                continue
            if taken.find(1, match.start(), match.end()) < 0:
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                start, end = match.span()
                open_day = (Point("day"),)
                yield DateCandidate(start, end, start, open_day, timeless=True, headed=True, doubts=["lunar-date"])
