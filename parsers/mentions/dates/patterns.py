"""Building blocks of all patterns that match dates: words, figures and what stands between them.

They are written for the normal form of a text (:func:`parsers.text.normal`), with the letters that scanners put for
others. The grammars of this folder, document numbers, citations and the header are made of them, so that a year or a
month is the same everywhere.

>>> regex.fullmatch(rf"{DAY_WORD} {FULL_DAY}", "ngày 30 tháng 4 năm 2026")["month"]
'4'
"""

from __future__ import annotations

from parsers import regex
from parsers.lexicon import load
from parsers.records import YEAR as YEAR
from parsers.text import either

LEXICON = load("dates")

# "đường | 30/4", "Công viên | 23/9": a name, and no day
PLACE_NAMED_AFTER_DAY = regex.compile(
    r"(?r)(?<!\w)(?:đường|phố|công viên|vườn hoa|quảng trường|sân vận động|rạp|nhà hát|chợ|cầu|nhà máy|xí nghiệp"
    r"|nông trường|lâm trường|bệnh viện|mầm non|khách sạn|bến) "
)

# "ngày" · "ngảy" (scanned)
DAY_WORD = r"ng[àảáâầ]y"
# "tháng" · "thảng" (scanned)
MONTH_WORD = r"th[áảâ]ng"
# "năm" · "nãm" (scanned)
YEAR_WORD = r"n[ăãâ]m"

# "450 ca (năm 2025 | : 473 ca)" · "300 đơn vị (năm 2025 | là 250)"
COMPARED_BEHIND = r"(?: ?:|,? (?:là|đạt|có|được|thực hiện|tiếp nhận|chỉ)(?!\w)) ?[^.;()\d]{0,30}\d"
"""What follows the year in brackets with which a figure of this year is compared."""

# "7" · "07" · "12"
MONTH = r"(?:1[0-2]|0?[1-9])(?!\d)"
# "iv" · "2"
QUARTER = r"(?:iv|iii|ii|i|[1-4])(?!\w)"
# "mười hai" of "tháng mười hai năm 2026"
MONTH_NAMES: dict[str, int] = LEXICON["month_names"]
MONTH_NAME = f"(?:{either(MONTH_NAMES)})"
# "đầu" of "6 tháng đầu năm" · "cuôi" (scanned)
HALF = r"đ[ầâ]u|cu[ốô]i"

# "thứ năm" · "chủ nhật"
WEEKDAYS: dict[str, int] = LEXICON["weekdays"]
WEEKDAY = rf"(?:{either(WEEKDAYS)})(?!\w)"
PART_OF_DAY = f"(?:{either(LEXICON['part_of_day'])})"
PART_OF_PERIOD = f"(?:{either(LEXICON['part_of_period'])})"

# "tuần 2" · "tuần thứ ba" · "tuần thứ II": of a month
WEEK_NUMBER = r"(?:thứ )?(?:[1-5]|iii|ii|iv|i|v|nhất|hai|ba|tư|năm)(?!\w)"
WEEKS_OF_PARTS = {
    "early": ("1", "i", "nhất"),
    "mid": ("2", "3", "ii", "iii", "hai", "ba"),
    "late": ("4", "5", "iv", "v", "tư", "năm"),
}

# before "trình" and the like: no second half of another word ("hành trình", "chương trình")
OWN_WORD = "".join(f"(?<!{word} )" for word in ("chương", "công", "giáo", "hành", "lộ", "quy", "quá", "tiến"))
# where a form leaves a place open: " ..... " · "___"
BLANK = r"[ .…_·]*"
# "/2026" · "-2026" · " năm 2026" behind a month or quarter
AND_YEAR = rf"(?: ?[/.\-] ?|,? ?{YEAR_WORD} ?)(?P<year>{YEAR})(?!\w)(?! ?[-/]\d)"
# between two months or quarters: "3, 6 và 9" · "3 đến 5" · "6 hoặc 7"
TO_OR_AND = r"(?: ?- ?| đến (?:hết )?| tới | hoặc | hay | và |, ?)"
# one day with its month and year: "29/7/2025" · "30 tháng 4 năm 2025" · "08/ 12 / 2017" · "03.8.2023"
FULL_DAY = (
    r"(?P<day>\d{1,2})(?:\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
    rf"|\s?{MONTH_WORD}\s?(?P<month>\d{{1,2}})\s?{YEAR_WORD}\s?(?P<year>\d{{4}}))(?!\d)"
)
