"""Times and numbers that a sentence only compares with, or takes its money from.

"tăng 10% so với năm 2025", "cùng kỳ", "dự toán ngân sách năm 2026": ``statements`` and ``periods`` leave them aside.
"""

from __future__ import annotations

from parsers import regex

_FAR = 60
# "so với năm 2025", "so với cùng kỳ năm 2024", "cao hơn 6 tháng đầu năm 2024" · "dự toán ngân sách năm 2025"
_BEFORE_DATE = regex.compile(
    r"(?r)(?<!\w)(?:so với|so|cùng kỳ|cao hơn|thấp hơn|hơn|kém|ngân sách|dự toán|kinh phí|biên chế|mức giá)"
    r"(?: (?!đạt)[^\W\d]+){0,6}(?: \d+ tháng(?: đầu| cuối)?)? (?:\((?:năm )?)?$"
)

# "(năm 2025: | 5.120 lượt)", "so với năm 2025 (| 2.310 đơn vị)"
YEAR_BESIDE = regex.compile(
    r"(?:\((?:trong |của )?năm (?P<year>\d{4})(?::| là| đạt| có|,)?|(?<!\w)năm (?P<year>\d{4}) \((?:là|đạt|có)?) ?$"
)
"""Words right before a number in brackets that say of which earlier year it is."""


def is_aside(norm: str, start: int, at: int) -> bool:
    """Whether the date at ``at``, in a stretch from ``start`` on, is one of a comparison or of a budget."""
    return _BEFORE_DATE.search(norm, max(start, at - _FAR), at) is not None
