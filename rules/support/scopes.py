"""Which targets are those of the whole document, and which of one round, quarter or body."""

from __future__ import annotations

from parsers import regex
from parsers.records import Target
from parsers.text import fold, memo, normal
from rules.context import Context
from rules.prose import one_line
from rules.support.outlook import looks_back, retrospective
from rules.support.quantities import in_doubt

# "đợt 1" · "quý I" · "lần thứ hai" · "tháng 6" · "buổi sáng": a part of the whole
_PART = regex.compile(
    r"(?<!\w)(?:(?:đợt|lần|buổi|vòng|giai đoạn|ngày hội|sự kiện|điểm)(?: thứ)? (?:nhất|hai|ba|tư|[ivx]+|\d{1,2})"
    r"|quý [ivx\d]+"
    r"|tháng \d{1,2}|6 tháng|mỗi|từng|riêng|bình quân|trung bình|khối|cụm|trong đó|còn lại|bổ sung|thêm|nâng|tăng"
    r"|so với|dự bị|nhắc lại"
    r"|một đợt|một lần|mỗi đợt|trường hợp|khẩn cấp|tổng số cả năm|lũy kế|tối đa|loại|thể tích)(?!\w)"
)
# "…, trong đó: loại 250 ml: 60 đơn vị máu; | loại 350 ml: 45 đơn vị máu": a later piece of a list of parts
_DIVIDES = regex.compile(r"(?<!\w)(?:trong đó|bao gồm|chia ra|cụ thể)(?!\w)(?!.*[.!?] )[^\n]*; ?$")
# "1. Tổ chức 14 đợt, tiếp nhận 3.000 đơn vị máu, gồm:" above its parts
_MADE_OF = regex.compile(r"\d[^\n]*(?<!\w)(?:gồm|trong đó|chia ra)(?: có)? ?:\W*$")
# "50 đơn vị máu mỗi đợt" · "05 người/chi đoàn"
_EACH = regex.compile(
    r" ?/|[^.;,]{0,20}(?<!\w)(?:mỗi|từng|một) (?:đợt|đơn vị|xã|thôn|trường|lần|quý|tháng|cơ quan)(?!\w)"
)
# "- Hai huyện A và B: … 200 đơn vị máu" · "Đối với thành phố …: …": the paragraph is about those whom its label names
_LABEL = regex.compile(
    r"(?:[-+*•] ?|\p{L}\) ?|\d+[.)] ?)?(?:đối với |riêng |hai |ba |các |mỗi |từng )*"
    r"(?:huyện|xã|phường|thôn|bản|tổ|thành phố|thị xã|thị trấn"
    r"|đợt|buổi|điểm|khối|cụm|cơ quan|đơn vị|trường|khoa|lớp|sở|phòng|ban|hội|đoàn|công an|công ty|ngành|chi bộ"
    r"|chi đoàn|lcđ)(?!\w)[^:\n]{0,120}:"
)
# "90 đơn vị máu (phấn đấu đạt | 100 đơn vị máu)": what is hoped for beyond the target, no second one
_HOPED = regex.compile(
    r"(?r)\d \p{L}[^.;\d\n]{0,40}[(,;-] ?(?:và )?(?:phấn đấu|cố gắng|quyết tâm|nỗ lực)"
    r"(?: (?!\d)\p{L}+){0,3} (?:từ |trên |ít nhất |tối thiểu )?"
)
_WHOLE_UNIT = regex.compile(r"(?:toan|tren dia ban|toan the)(?: |$)")
# "Ban Thường vụ Đoàn trường", "BCH Đoàn trường …", "UBND xã …", "xã …": who leads a unit stands for it
_STANDING = regex.compile(
    r"(?<!\w)(?:cơ quan |bộ phận |đơn vị )?thường trực (?:ban|bcđ|của ban|hội đồng|cho ban)(?!\w)"
)
_WHOLE_TIME = regex.compile(
    r"(?: toàn phần)? (?:trong |của |cho )?(?:cả năm|trong năm|năm \d{4}|năm nay|toàn năm)(?!\w)"
)
_COLLEGE = regex.compile(
    r"^(?:.* )?(?:ban thuong vu|btv|ban chap hanh|bch|ban giam hieu|ban giam doc|uy ban nhan dan|ubnd|thuong truc) "
)


@memo
def whole_targets(context: Context) -> list[Target]:
    """Targets that no word beside them, and no heading above them, narrows to a part of the plan."""
    return [
        target
        for target in context.record.targets
        if target.event is None
        and (is_of_home(context, target) or (_may_count(target) and _acts_for_home(context, target)))
        and not _narrowed(context, target)
    ]


def is_of_home(context: Context, target: Target) -> bool:
    """Whether a number that is sure is the issuer's own or its whole unit's."""
    home = _home(context)
    return _may_count(target) and all(_is_home(body.canonical, home) for body in target.bodies)


def _may_count(target: Target) -> bool:
    return bool(target.spans) and target.quantity.per is None and not in_doubt(target)


def _acts_for_home(context: Context, target: Target) -> bool:
    """Whether the issuer's standing office ("Hội … (Thường trực Ban Chỉ đạo)") is told a figure of the whole time."""
    offset = target.spans[0].start
    titles = [one_line(normal(section.title)) for section in context.headings_at(offset)]
    return any(_STANDING.search(title) for title in titles) and _of_the_whole_time(context, target)


def _of_the_whole_time(context: Context, target: Target) -> bool:
    after = context.place(target.spans[-1].end)
    return _WHOLE_TIME.match(context.prose.text, after) is not None


def _narrowed(context: Context, target: Target) -> bool:
    offset = target.spans[0].start
    if looks_back(context, offset):
        return True
    begin, end = context.prose.sentence(context.place(offset))
    paragraph, _ = context.prose.paragraph(begin)
    if _DIVIDES.search(context.prose.text, paragraph, begin):
        return True
    if _LABEL.match(context.prose.text, paragraph, context.place(offset)):
        return True
    if _HOPED.match(context.prose.text, paragraph, _number(context, target)):
        return True
    after = context.place(target.spans[-1].end)
    sentence = context.prose.text[begin : max(begin, after)]
    if _of_the_whole_time(context, target):
        sentence = sentence.rsplit(", ", 1)[-1]  # "triển khai từng đợt, bảo đảm tiếp nhận 350 đơn vị máu trong năm"
    sections = context.headings_at(offset)
    if any(_MADE_OF.search(normal(one.title)) for one in sections if not one.span.start <= offset < one.span.end):
        return True
    titles = (one_line(normal(section.title)) for section in sections)
    if _EACH.match(context.prose.text, after, end):
        return True
    return bool(_PART.search(sentence)) or retrospective(sentence) or any(_PART.match(title) for title in titles)


def _number(context: Context, target: Target) -> int:
    """Where the number of a target stands, behind the comparator that its span begins with."""
    start, end = context.place(target.spans[0].start), context.place(target.spans[0].end)
    digit = regex.search(r"\d", context.prose.text, pos=start, endpos=end)
    return digit.start() if digit else start


def _home(context: Context) -> str:
    organ = context.record.header.organ_name
    return fold(organ.value) if organ and organ.value else ""


def _is_home(name: str, home: str) -> bool:
    """Whether a body is the issuer itself or its whole unit ("Toàn phường", "Ban Chỉ đạo …")."""
    folded = fold(name)
    if _WHOLE_UNIT.match(folded):
        return True
    if not home:
        return False
    own, unit = _COLLEGE.sub("", folded), _COLLEGE.sub("", home)
    return (
        folded == home or home.endswith(f" {folded}") or folded.startswith(home) or (bool(own) and unit.startswith(own))
    )
