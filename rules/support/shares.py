"""Numbers with their units in running text, at least and at most so much: "từ 120 đến 130 đơn vị máu"."""

from __future__ import annotations

import math
from dataclasses import dataclass

from parsers import regex

COUNT = r"\d{1,3}(?:[. ]\d{3}){1,4}|\d{1,6}"
NO_FIGURE = (
    r"(?<![\d.,/%-])(?<!ngày )(?<!tháng )"
    r"(?<!(?<!cả )năm )(?<!(?<!tổng )số )(?<!đợt )(?<!quý )(?<!lần )(?<!thứ )(?<!điều )(?<!khoản )"
)
# "06 đợt" · "từ 120 đến 130 đơn vị máu" · "từ 260 đơn vị máu trở lên" · "ít nhất 40 người"
FIGURE = regex.compile(
    r"(?=\d|(?<!\w)[ítkhgđ])"
    rf"(?P<lead>(?:ít nhất|tối thiểu|không dưới|trên|hơn|khoảng|gần|tối đa|không quá|từ|đạt) )*{NO_FIGURE}"
    rf"(?P<low>{COUNT})(?!\d|[.,/-]\d|/| ?%| ?ml| tháng| ngày| giờ| phút|h\d|g\d|:\d)(?: ?(?:-"
    rf"|đến) ?(?P<high>{COUNT})(?!\d|/))?"
    r"(?: (?P<unit>(?!tại |ở |và |do |trong |cho |là |với )\p{L}+(?: (?!tại |ở |và |do |trong |cho |là "
    r"|với )\p{L}+){0,2}))?(?P<more> trở lên)?"
)
_AT_LEAST = regex.compile("ít nhất|tối thiểu|không dưới|trên|hơn")


@dataclass(frozen=True, slots=True)
class Share:
    """A number with its unit, at least and at most, and its stretch of ``prose.text``."""

    low: float
    high: float
    unit: str
    start: int
    end: int


def share_of(match: regex.Match[str], offset: int = 0) -> Share | None:
    """The number of a :data:`FIGURE`; ``None`` where it is only about so much."""
    lead = match["lead"] or ""
    if "khoảng" in lead or "gần" in lead:
        return None
    low = float(digits(match["low"]))
    high = float(digits(match["high"])) if match["high"] else low
    words = (match["unit"] or "").removesuffix(" trở lên").removesuffix(" trở")
    if match["more"] or (match["unit"] or "").endswith(("trở", "trở lên")) or _AT_LEAST.search(lead):
        high = math.inf
    if "tối đa" in lead or "không quá" in lead:
        low, high = 0.0, low
    return Share(low, high, words, offset + match.start(), offset + match.end())


def digits(written: str) -> str:
    return written.replace(".", "").replace(" ", "")


def same_unit(a: str, b: str) -> bool:
    """Whether two counted nouns name one unit, as far as both are written out: "đơn vị", "đơn vị máu"."""
    first, second = a.split(), b.split()
    return bool(first) and bool(second) and all(x == y for x, y in zip(first[:2], second[:2], strict=False))
