"""What a country or its hospitals need: "Mỗi năm cả nước cần 1,5 triệu đơn vị máu"; it commits nobody."""

from __future__ import annotations

from parsers import regex

FIRST = r"^[\s\-+*•\d.)]*"
"""The sign or number of an item."""
OFTEN = (
    r"(?:(?:trung bình|bình quân|ước tính)?,? ?(?:mỗi|hằng|hàng) (?:ngày|tuần|tháng|năm),? |hiện nay,? "
    r"|theo [^,;\d]{3,60}, )"
)
"""How often, or by whose word, before what is needed: "Mỗi năm", "Theo Viện Huyết học, "."""
COUNTRY = r"(?:(?:trên |ở )?(?:cả nước|nước ta|việt nam|(?:toàn )?thế giới|toàn cầu)|tổ chức y tế thế giới)"
"""A country or the world, as the subject of a sentence."""
_HOSPITALS = (
    r"(?:(?:các )?(?:bệnh viện|cơ sở (?:y tế|điều trị)|khoa|trung tâm (?:y tế|truyền máu|huyết học)|viện huyết học))"
)
_NEEDS = regex.compile(
    rf"{FIRST}{OFTEN}?(?:để [^,;.:\d]+, )?(?:{COUNTRY}|{_HOSPITALS})(?!\w)[^;.:\d]*"
    r"(?<!\w)cần(?: có| dùng| sử dụng)?(?: khoảng| tới| đến| hơn| ít nhất)? $"
    # "Nhu cầu máu của các bệnh viện trong tỉnh khoảng | 12.000 đơn vị"
    rf"|{FIRST}{OFTEN}?(?:tổng )?nhu cầu (?:về )?(?:máu|sử dụng máu)(?!\w)[^;.:\d]*$"
)
_FIGURE = regex.compile(r"(?<=[ \t])\d")


def is_needed(before: str) -> bool:
    """Whether the words of a clause before a number of blood say that it is what is needed."""
    return _NEEDS.search(before) is not None


def says_what_is_needed(norm: str, begin: int, end: int) -> bool:
    """Whether the sentence between two places says so of its first figure."""
    figure = _FIGURE.search(norm, begin, end)
    return figure is not None and is_needed(norm[begin : figure.start()])
