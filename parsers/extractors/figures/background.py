"""Numbers that say how things are: how many a place has, what a country reaches or needs, whom a donation saves.

They stand in plans as grounds for what is to be done and commit nobody.
"""

from __future__ import annotations

from parsers import regex
from parsers.extractors.figures.clues import NumberContext
from parsers.extractors.obligations.needs import COUNTRY, FIRST, OFTEN, is_needed
from parsers.text import normal

# "Tỷ lệ hiến máu của Việt Nam đạt | 1,5% dân số", "Theo Tổ chức Y tế thế giới, cần | 2% dân số hiến máu"
_OF_COUNTRY = regex.compile(
    rf"{FIRST}{OFTEN}?(?:(?:tỷ lệ|tỉ lệ|số|lượng) [^,;.:\d]{{0,40}} (?:của|ở|trên) )?{COUNTRY}(?!\w)[^;.:\d]*$"
    rf"|{FIRST}theo {COUNTRY},[^;.:\d]*$"
)
# "Một đơn vị máu có thể cứu được | 3 người"
_SAVES = regex.compile(
    r"(?<!\w)(?:mỗi|một|01|1) (?:đơn vị máu|lần hiến(?: máu)?|giọt máu|người hiến(?: máu)?|túi máu)(?!\w)[^;.:\d]*"
    r"(?<!\w)(?:cứu|giúp)(?: sống)?(?: được)?(?: cho)?(?: khoảng| tới| đến)? $"
)
# "Toàn xã có | 9 thôn", "Đoàn trường có 24 chi đoàn, | 960 đoàn viên", "Dân số toàn xã | 8.450 người"
_SUBJECT = r"(?!(?:mỗi|từng|các|phấn đấu|yêu cầu|đề nghị)(?!\w))\p{L}[\p{L}\-]*(?: \p{L}[\p{L}\-]*){0,5}"
_HAS = regex.compile(
    rf"{FIRST}(?:hiện nay,? |hiện,? )?(?:trên địa bàn |tại )?(?:{_SUBJECT} (?:hiện |hiện nay |hiện đang )?(?:có|gồm)"
    r"(?: tổng số| tổng cộng| khoảng)? (?:\d[\d.]* [^\d,;.:]{2,40}(?:, | và | với ))*)+$"
    rf"|{FIRST}dân số(?!\w)[^;:\d]*$"
)
_STRIVES = regex.compile(r"(?<!\w)(?:phấn đấu|chỉ tiêu|mục tiêu|đặt ra|góp phần)(?!\w)")
_AIMS = regex.compile(
    r"(?<!\w)(?:phấn đấu|chỉ tiêu|mục tiêu|mỗi|từng|thành lập|duy trì|bảo đảm|đảm bảo|yêu cầu|phải|cần|nâng|tăng|sẽ"
    r"|vận động|huy động|tổ chức|đăng ký|đến (?:năm|hết|cuối)|năm 20\d\d|đợt|ngày)(?!\w)"
)
_ENDS = regex.compile(r"(?: ?(?:[.,;]|\(|$)| (?:và|với|trong đó|sinh sống|đang|phân bố)(?!\w))")
_POPULATION = regex.compile(r"(?:hộ|khẩu|nhân khẩu|dân|người dân|cử tri)(?!\w)")
_MEMBERSHIP = regex.compile(
    r"(?:thôn|bản|ấp|xóm|tổ dân phố|khu phố|xã|phường|cơ quan|trường|doanh nghiệp|công ty|chi bộ|chi đoàn"
    r"|chi hội|lớp|khoa|giường bệnh|đảng viên|đoàn viên|hội viên|học sinh|sinh viên|cán bộ|công chức|giáo viên"
    r"|công nhân|lao động)(?!\w)"
)
# "trong đó 70% | là nữ"
_ARE = regex.compile(r" (?:là|đang là) \p{L}")


def is_background(s: NumberContext) -> bool:
    """Whether a number tells how things are; in a part of aims only what no office can aim at is taken for that."""
    if _SAVES.search(s.before) or ((s.kind == "blood" or s.mention.quantity.unit == "đơn vị") and is_needed(s.before)):
        return True
    if s.part != "commits" and not _STRIVES.search(s.before) and _is_of_country(s):
        return True
    return not s.bound and _is_inventory(s)


def _is_of_country(s: NumberContext) -> bool:
    written = s.annotated.view.norm[s.mention.start : s.mention.end]
    return written.endswith(" cả nước") or _OF_COUNTRY.search(s.before) is not None


def _is_inventory(s: NumberContext) -> bool:
    """Whether it is how many there are, as nothing is said to be done by them: "Toàn xã có 9 thôn, 1.200 hộ."."""
    if _AIMS.search(s.before):
        return False
    if s.kind == "share":
        return s.part != "commits" and s.before.endswith("trong đó ") and _ARE.match(s.after) is not None
    if not _HAS.search(s.before) or not _ENDS.match(s.after):
        return False
    unit = normal(s.mention.quantity.unit or "")
    counted = unit == "người" and s.before.lstrip(" -+*•").startswith("dân số")
    if counted or _POPULATION.match(unit):
        return True
    return s.part != "commits" and _MEMBERSHIP.match(unit) is not None
