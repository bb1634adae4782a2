"""Whom a clause with a number begins with: the whole ("Toàn xã"), each of a kind, or bodies behind what opens it."""

from __future__ import annotations

from parsers import regex
from parsers.extractors.figures.labels import named_whole
from parsers.extractors.figures.statements import LEAD
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.text import NormalisedText, either

_WORDS = load("statements")
_VERBS = either(_WORDS["wholes"]["verbs"])
_PLACES = either(_WORDS["wholes"]["places"])
_SMALL_PLACES = either([*_WORDS["wholes"]["places"], *_WORDS["wholes"]["small_places"]])
# "Toàn xã thu nhận", "Toàn Đội: 40"; "Toàn phường phấn đấu", "phường tổ chức", "Riêng CB-GV-NV đăng ký",
# "Khối các cơ quan tỉnh tổ chức", "Mỗi chi đoàn: 5"
_WHOLE = regex.compile(
    rf"(?!(?i:{either(_WORDS['wholes']['not_wholes'])})(?!\w))"
    rf"(?:(?P<who>(?i:toàn quốc|cả nước)"
    rf"|(?i:(?:toàn|cả) (?!ngành)(?:{_PLACES})|toàn (?=(?-i:\p{{Lu}}))\p{{L}}+)(?: \p{{Lu}}[\w-]*)*"
    rf"(?: (?:tỉnh|huyện|xã|phường|thành phố|đặc khu)(?!\w))?)(?= (?!hội |bộ )\p{{Ll}}| ?:)"
    rf"|(?P<who>(?i:{either(_WORDS['wholes']['leads'])}) [^,;:.\d]{{2,45}}?|(?i:(?:các )?(?:{_PLACES}))"
    rf"|(?!(?:ĐVTN|HSSV|TNV|NLĐ|CNLĐ)(?!\w))[\p{{Lu}}&]{{2,}}(?:-[\p{{Lu}}&]{{2,}})*)(?= (?:{_VERBS})(?!\w)| ?:))"
)
# "Hai bên phối hợp tiếp nhận"
_PARTIES = regex.compile(r"(?P<who>(?i:hai|các|mỗi) bên)(?= \p{Ll})")
# "mỗi điểm hiến máu có số người đăng ký bằng ít nhất 150% chỉ tiêu được giao"
_SITE = regex.compile(
    r"(?P<who>(?i:mỗi|từng) điểm (?:hiến máu|tiếp nhận|lấy máu|tiêm|khám)(?: \p{L}+){0,3}?)"
    r"(?= (?:có|đạt|bảo đảm|phải)(?!\w))"
)
# "mỗi thôn, khu giới thiệu 02 người"
_EACH_OF_TWO = regex.compile(
    rf"(?P<who>(?i:mỗi|từng) \p{{Ll}}+(?: \p{{Ll}}+){{0,2}}(?:,| và) (?!mỗi|từng)\p{{Ll}}+(?: \p{{Ll}}+){{0,3}})"
    rf"(?= (?:{_VERBS}|không dưới|không ít hơn)(?!\w))"
)
# "… phấn đấu năm 2025 toàn huyện tiếp nhận …": a whole in the middle of a clause
_INSIDE = regex.compile(
    rf"(?<!\w)(?P<who>(?:toàn|cả) (?:{_PLACES})|mỗi (?:{_SMALL_PLACES})(?:, (?:{_SMALL_PLACES}))*)"
    rf"(?= (?:{_VERBS})(?!\w))"
    # "…, mỗi khu phố ít nhất 02 người"
    rf"|(?<!\w)(?P<who>mỗi (?:{_SMALL_PLACES}))(?= (?:(?:từ|khoảng|trên|hơn|không dưới|không quá) )?\d)"
    # "Tổng cộng toàn phường không dưới 230 người", "mỗi khu vực 05 người, cộng cả phường khoảng 110 người"
    rf"|(?<!\w)(?:tổng cộng|cộng|tổng) (?P<who>(?:toàn|cả) (?:{_PLACES}))"
    r"(?= (?:khoảng|không dưới|không ít hơn|ít nhất|tối thiểu|trên|được|\d))"
    # "Tổng chỉ tiêu toàn tỉnh năm 2026 là 6.900 đơn vị máu"
    rf"|(?<!\w)(?P<who>toàn (?:{_PLACES}))(?= (?:(?:trong )?năm \d{{4}} )?(?:là|:) )"
)
# "…, mỗi đoàn khoa | nộp 03 sản phẩm", "Bảo đảm mỗi trường tiểu học, trung học cơ sở | có ít nhất 01 giáo viên"
_EACH_INSIDE = regex.compile(
    rf"(?<!\w)(?P<who>(?:mỗi|từng) (?:{_SMALL_PLACES}|{either(_WORDS['wholes']['each_too'])})(?!\w)"
    r"(?:,? (?!(?:mỗi|từng|các|có)(?!\w))[^\W\d]+){0,7}?)"
    rf" (?=(?:{_VERBS}|nộp|gửi|góp|tham gia|mở|lập|treo|ra mắt|nhận|đỡ đầu|dự)(?!\w)"
    r"|(?:ít nhất|tối thiểu|từ|khoảng|trên|không dưới|không quá|tối đa)? ?\d)"
)
_WHOLES = (_EACH_OF_TWO, _WHOLE, _PARTIES, _SITE)
# "1. Chỉ tiêu chung toàn tỉnh"
WHOLE_IN_TITLE = regex.compile(rf"(?<!\w)(?P<who>toàn (?:{_PLACES}))(?!\w)")
# "Toàn phường vận động 430 đơn vị máu. Phân kỳ: đợt 1 là 160 đơn vị máu"
THE_WHOLE = regex.compile(r"(?i)(?:toàn|cả) (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|trường|ngành)(?!\w)")
# "mỗi xã có ít nhất 01 buổi, | toàn chiến dịch tiếp nhận 2.100 đơn vị máu"
UNDERTAKING = regex.compile(
    r"(?:[,;] |, và |(?<!\w)tổng cộng )(?:toàn|cả) (?:chiến dịch|đợt|chương trình|hành trình|đợt cao điểm|khóa|kỳ)"
    r"(?!\w)[^,;]*$"
)
ABOVE_ALL = regex.compile(r"(?i)(?:riêng|trong đó),? (?:đối với )?")
# "Hai huyện Khe Mây và Đá Sen", "Cả 3 xã …"
HOW_MANY = regex.compile(rf"(?i)(?:cả )?(?:hai|ba|bốn|năm|sáu|bảy|tám|0?[2-9]) (?=(?:{_SMALL_PLACES}) \p{{Lu}})")
_THIS_ROUND = regex.compile(r"(?i)(?:đợt|lần|kỳ|năm) (?:này|nay),? ")
_WITH = regex.compile(r"[-+*• ]*(?:cùng|phối hợp)(?: với)? (?=\p{L})")
_AIMS = regex.compile(r" ph[ấầ]n đ[ấầ]u(?!\w)")
# "Trong năm 2026, ", "Năm 2026, ", "Phấn đấu ", before the subject of a clause
_OPENING = regex.compile(
    r"(?i)(?:(?:trong |đến |từ )?(?:ngày|năm|quý|tháng|giai đoạn|đợt)(?:(?! (?:mỗi|từng|các|toàn) )[^,;]){0,60}, "
    rf"|(?:trong )?năm \d{{4}} (?=(?:toàn |cả )?(?:{_PLACES}) )"
    r"|(?:hằng|hàng) năm, |(?:mỗi|hằng|hàng) (?:tuần|tháng|quý|năm|kỳ|học kỳ),? "
    r"|(?:trong|từ|đến)\b[^,;]{3,60}?(?:đầu năm|cuối năm|đến nay|vừa qua|năm \d{4}),? )"
)
_PREPOSED = regex.compile(
    r"(?:căn cứ|trên cơ sở|để|nhằm|thực hiện|theo|trong|với)\b[^;]{3,220}?, (?=\p{Lu}|các )"
    # "Do địa bàn rộng, đường đi khó khăn nên trong năm | BCĐ xã tổ chức …"
    r"|(?i:do|vì) [^;]{3,220}? nên (?:trong (?:năm|quý|đợt|tháng)(?: \d[\d/]*)?,? )?"
)


def clause_subject(view: NormalisedText, start: int, until: int, end: int) -> list[BodyMention]:
    """The bodies that a clause begins with; "Cùng Trạm Y tế tạo lập …" begins with whom somebody works with."""
    norm = view.norm
    if _WITH.match(norm, start, until):
        return []
    places = [start]
    if lead := LEAD.match(norm, start, until):
        places.append(view.trim(lead.end(), until)[0])
    for pattern in (ABOVE_ALL, _OPENING, _PREPOSED, HOW_MANY, _THIS_ROUND):
        if opening := pattern.match(view.text, start, until):
            places.append(opening.end())
    for place in places:
        if place > until:
            continue
        wholes = (pattern.match(view.text, place, min(end, until + 30)) for pattern in _WHOLES)
        whole = next((match for match in wholes if match), None)
        if whole and whole.start("who") <= until:
            return [named_whole(view, *whole.span("who"))]
        aim = _AIMS.search(norm, place, end)
        found, reached = body_list(view, place, aim.start() if aim else end)
        if found and found[0].start <= until and norm[reached : reached + 1] != ".":
            return [b for b in found if b.start <= until]
    return _whole_inside(view, start, until, end)


def _last_each(view: NormalisedText, start: int, until: int) -> BodyMention | None:
    """Each of a kind that the last piece of a clause speaks of: "phát động cuộc thi, mỗi đoàn khoa nộp | 03 bài"."""
    each = next(reversed(list(_EACH_INSIDE.finditer(view.norm, start, min(len(view.norm), until + 12)))), None)
    if each is None or each.end("who") > until or any(c in view.norm[each.end("who") : until] for c in ";:"):
        return None
    return named_whole(view, *each.span("who"))


def _whole_inside(view: NormalisedText, start: int, until: int, end: int) -> list[BodyMention]:
    inside = _INSIDE.search(view.norm, start, min(end, until + 30))
    if inside is None or inside.end("who") > until:
        each_one = _last_each(view, start, until)
        return [each_one] if each_one else []
    each = inside["who"].startswith("mỗi ")
    if each and ";" in view.norm[inside.end() : until]:  # "mỗi khu phố có 02 người; ra mắt 01 câu lạc bộ"
        return []
    return [named_whole(view, *inside.span("who"))]
