"""Where "đơn vị" alone is of blood, in a text about blood: given to somebody, or of a round."""

from __future__ import annotations

from parsers import regex

# "giao các xã | 420 đơn vị;", "giao UBND các xã: xã A | 100 đơn vị, xã B …"
_GIVEN = regex.compile(r"(?<!\w)(?:giao|phân bổ)(?: cho)? [^;:.\d]{2,90} $")
_GIVEN_OUT = regex.compile(r"(?<!\w)(?:giao|phân bổ)(?!\w)[^;.:\n]{0,60}: [^;.:\n]{2,160} $")
# "Đợt 2: tháng 6, tại Trường THPT (| 110 đơn vị)", "quý I: 2 đợt, | 300 đơn vị"
_ROUND = regex.compile(
    r"(?<!\w)(?:đợt (?:\d|[ivx]+)(?!\w)(?:[^;\n]*\(|[^;:,.\n]{0,30}[:,]? )|\d{1,2} (?:đợt|buổi)(?: hiến máu)?, )$"
)
_ENDS = regex.compile(
    r" ?(?:[;.()]|, (?=(?:đợt|xã|phường|thị trấn|huyện|trường|thôn|khối) )|$|\n"
    r"|,? ?(?:trong đó|cụ thể|gồm|bao gồm|chia ra)(?!\w))"
)


def is_allotted(norm: str, clause: int, start: int, end: int) -> bool:
    """Whether so many are given to somebody: "giao các xã 420 đơn vị;"."""
    line = norm.rfind("\n", 0, start) + 1
    given = _GIVEN.search(norm, clause, start) or _GIVEN_OUT.search(norm, line, start)
    return given is not None and _ENDS.match(norm, end) is not None and "máu" in norm


def is_of_round(norm: str, start: int, end: int) -> bool:
    """Whether so many are of a round: "Đợt 2: tháng 6, tại Trường THPT (110 đơn vị)"."""
    line = norm.rfind("\n", 0, start) + 1
    return _ROUND.search(norm, line, start) is not None and _ENDS.match(norm, end) is not None and "máu" in norm
