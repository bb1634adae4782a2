"""What a number is measured against: the whole of a percentage, the plan of a count, the ratio of the two."""

from __future__ import annotations

from parsers import regex
from parsers.mentions.quantities.mention import QuantityMention
from parsers.mentions.quantities.numbers import NUMBER, read_number
from parsers.mentions.quantities.units import LEXICON
from parsers.records import Number
from parsers.text import NormalisedText, either, normal

# "325/250 đơn vị máu (130%)", behind a plan's number only
_RATIO_ALONE = regex.compile(rf" ?\((?P<n>{NUMBER}) ?%\)")
# "= 103%", ", đạt 98,3%", " vượt 130%", " (đạt 86%", " đạt tỷ lệ 101,2 %"
_RATIO = regex.compile(
    r"(?P<lead>[^.;:\n\t(),\d]{0,25}[,(]? ?(?:(?:mới|chỉ|mới chỉ|cũng|cũng chỉ) )?"
    r"(?:đạt|vượt|bằng|tương đương)(?: tỷ lệ| mức)?(?: trên| hơn| gần| khoảng)? "
    r"| ?= ?)"
    rf"(?P<n>{NUMBER}) ?%"
)
# "960 lượt công chức, viên chức hiến máu, | bằng 40,2% kế hoạch"
_RATIO_BEHIND_LIST = regex.compile(
    r"(?P<lead>(?: [^\W\d]+,?){1,8}, (?:(?:mới|chỉ|mới chỉ) )?(?:đạt|bằng) )"
    rf"(?P<n>{NUMBER}) ?%(?= (?:so với |của )?(?:kế hoạch|chỉ tiêu)(?!\w))"
)
# "tỷ lệ tiêm đủ 02 mũi sởi | của phường đạt 92,4%": the rate is what the sentence is about
_RATE_OF = regex.compile(r"(?r)(?<!\w)t[ỷỉ] lệ [^,.;:\n\t%]*")
_FAR_BACK = 90
_RATIO_OF = regex.compile(
    r" (?:so với |của )?(?:kế hoạch|chỉ tiêu|mục tiêu|yêu cầu|số lượng được giao|kh\b|ct\b)[^.,;:()\n\t\d]{0,40}"
)
_RATIO_AGAIN = regex.compile(
    rf"[,;]? (?:và )?(?:đạt|vượt|bằng) (?P<n>{NUMBER}) ?%(?= (?:so với |của )?(?:kế hoạch|chỉ tiêu))"
)
# "(kế hoạch 180 ca)", "(chỉ tiêu đề ra là tối thiểu 70%)", "so với chỉ tiêu 250 đơn vị máu", "/kế hoạch 250",
# "trên chỉ tiêu 350 đơn vị", ", kế hoạch 130 đơn vị", ", vượt kế hoạch (300 suất)"; no year is a plan, nor a percentage
# or so much above it: "(kế hoạch năm 2026)", ", đạt chỉ tiêu 100%", ", vượt kế hoạch 20 suất"
_PLAN = regex.compile(
    r"(?: ?\(|(?: (?:đăng ký|tham gia|hiến máu))? ?/ ?| so với |, (?=(?:kế hoạch|chỉ tiêu)(?: giao| đề ra| là)? \d)"
    r"|(?P<of> trên (?:tổng )?|,? (?P<met>vượt|đạt|chưa đạt|không đạt|hoàn thành) ))"
    r"(?:kế hoạch(?! số)|chỉ tiêu|mục tiêu|(?<=\()(?:(?:được )?giao|kh|ct))[^().;\n\t\d]{0,40} (?(met)\()"
    rf"(?<!(?:quý|tháng|đợt) )(?!(?<=năm )\d{{4}}(?!\d))(?P<n>{NUMBER})(?(of)(?! ?%))"
    r"(?: ?%| [^\W\d]+){0,5}\)?"
)
PLANNED = frozenset(("blood", "people", "event", "members", "award", "gift"))
"""Kinds of which the second number of "325/250" is a plan's; of others ("11/14 xã") it may be how many there are."""
_LIKE = 1  # percent
# "Mở | 05/08 lớp tập huấn", "21/30 nhà | theo kế hoạch": so many things are made, of those that were planned; but "đạt
# 15/19 tiêu chí" is of those that there are
_MAKES = regex.compile(r"(?r)(?<!\w)(?:mở|tổ chức|xây|xây dựng|xây mới|sửa chữa|lắp đặt|làm|trồng|cấp|phát)(?: được)? ")
_AS_PLANNED = regex.compile(r"(?: [^\W\d]+){0,6} (?:theo|so với|của) (?:kế hoạch|chỉ tiêu)(?!\w)")
_PARTS_OF_ONE = ("tiêu chí", "chỉ tiêu", "nội dung", "nhiệm vụ", "mục tiêu", "chỉ số")
_NEAR = 20
# "12.460/18.900 hộ thực hiện phân loại rác tại nguồn, | bằng 65,9%"
_RATIO_FAR = regex.compile(rf"[^.;:\n\t(),\d]{{0,70}}[,(]? ?(?:đạt|bằng|chiếm)(?: tỷ lệ)? (?P<n>{NUMBER}) ?%")
_SHARE_ENDS = either(LEXICON["share_ends"]["words"])
_SHARE_END = regex.compile(
    rf"(?<!\w)(?<!người )(?<!người đã )(?<!người đang )(?<!liên quan )(?:{_SHARE_ENDS})(?!\w)"
    r"(?!(?<=có) (?:chứa|liên quan|nguy cơ|nhu cầu|hoàn cảnh)(?!\w))"
    r"(?!(?<=không) (?:ma túy|ma tuý|khói thuốc|thuốc lá|rác thải|bạo lực|tội phạm)(?!\w))"
    r"|(?<!\w)(?<!các |những |số |điểm |và )tổ chức(?!\w|,| đảng| và| công đoàn| chính trị| đoàn)"
    r"|(?<!người |lượt |tham gia )hiến (?:máu|tiểu cầu)"
    r"|(?<!\w)(?<!máu )(?:tiếp |thu )?nhận(?!\w)(?<!máu (?:tiếp|thu) nhận)"  # "100% đơn vị máu tiếp nhận được sàng lọc"
)
_SHARE_STOP = regex.compile(
    r"[.;:()\n\t“”\"/=]|\d[\d.,]*+ ?%|,? trong đó"
    # "30% cán bộ, | 60 phụ huynh đăng ký"
    r"|,(?: và)? \d[\d.]+ (?=\p{L})(?!(?:và|đến|hoặc|tháng|tuổi|ngày|năm|giờ)(?!\w))"
)
# "100% các xã", "60% trong tổng số", but not "100% và ổn định", "60% năm 2030"
_NO_WHOLE = "và|hoặc|hay|với|thì|so|tại|ở|vào|do|nhưng|mà|năm|quý|tháng"
_SHARE_LEAD = regex.compile(rf" (?!(?:trong )?(?:{_NO_WHOLE})(?!\w))(?:(?:trong|trên|của) )?(?=\p{{L}})")
# "100% “xã, phường không ma túy”"
_QUOTED = regex.compile(r" (?:các |số )?[“\"](?P<name>[^“”\"\n]{3,90})[”\"]")
_LIST_TAIL = regex.compile(
    r"(?:,(?: những| các)? người|,"
    r"| (?:và|trên|tại|ở|trong|của|cũng|các|đều|cơ bản|với|hơn|gần|khoảng|tối thiểu|ít nhất|dưới|đạt))+$"
)
_GOES_ON = regex.compile(r" [^\W\d]")


def whole_of(view: NormalisedText, end: int) -> tuple[str | None, int]:
    """The noun phrase that a percentage ending at ``end`` is a share of, up to its verb; and where the phrase ends.

    "30% số cán bộ, công chức tham gia hiến máu" is a share of "số cán bộ, công chức".
    """
    norm = view.norm
    if quoted := _QUOTED.match(norm, end):
        return view.text[slice(*quoted.span("name"))], quoted.end("name")
    lead = _SHARE_LEAD.match(norm, end)
    if not lead:
        return None, end
    stop = _SHARE_STOP.search(norm, lead.end(), lead.end() + 240)
    limit = stop.start() if stop else min(len(norm), lead.end() + 240)
    verb = _SHARE_END.search(norm, lead.end(), limit)
    phrase = _LIST_TAIL.sub("", norm[lead.end() : verb.start() if verb else limit].rstrip(" ,"))
    cut = lead.end() + len(phrase)
    return (view.text[lead.end() : cut], cut) if phrase else (None, end)


def is_plan(norm: str, mention: QuantityMention) -> bool:
    """Whether the second number of a count is what was planned: less than the first, or the percentage says so."""
    planned, reached = mention.planned, mention.quantity.min
    if bool(planned and reached and reached > planned) or ratio_that_fits(norm, mention) is not None:
        return True
    made = _MAKES.match(norm, max(0, mention.start - _NEAR), mention.start)
    criteria = normal(mention.quantity.unit or "").startswith(_PARTS_OF_ONE)
    return mention.kind in ("thing", "noun") and not criteria and bool(made or _AS_PLANNED.match(norm, mention.end))


def ratio_that_fits(norm: str, mention: QuantityMention) -> tuple[Number, int, tuple[str, ...]] | None:
    """The percentage behind a count that is what its two numbers come to, with words between: number, end, doubts."""
    stated = _RATIO_FAR.match(norm, mention.end)
    ratio = read_number(stated["n"]) if stated else None
    planned, reached = mention.planned, mention.quantity.min
    if not stated or not ratio or not planned or reached is None or abs(ratio[0] - 100 * reached / planned) >= _LIKE:
        return None
    return ratio[0], stated.end(), tuple(filter(None, ratio[1:]))


def plan_after(norm: str, end: int) -> tuple[Number, int, tuple[str, ...]] | None:
    """The plan's number that follows a count which ends at ``end``: number, where it ends, doubts."""
    plan = _PLAN.match(norm, end)
    number = read_number(plan["n"]) if plan else None
    return (number[0], plan.end(), tuple(filter(None, number[1:]))) if plan and number else None


def _ratio_at(norm: str, end: int) -> regex.Match[str] | None:
    return _RATIO.match(norm, end) or _RATIO_BEHIND_LIST.match(norm, end)


def ratio_after(norm: str, end: int, planned: bool) -> tuple[Number, int, tuple[str, ...]] | None:
    """The percentage of the plan that follows a count which ends at ``end``: number, where it ends, doubts.

    "vượt 130%" behind "325/250" says that 130 % were reached. A share of something else ("vận động 30 người, đạt 60%
    số đoàn viên") is none, unless the plan's number stands before it.
    """
    if planned and (alone := _RATIO_ALONE.match(norm, end)) and (number := read_number(alone["n"])):
        return number[0], alone.end(), tuple(filter(None, number[1:]))
    ratio = None if _RATE_OF.match(norm, max(0, end - _FAR_BACK), end) and not planned else _ratio_at(norm, end)
    number = read_number(ratio["n"]) if ratio else None
    if not ratio or not number:
        return None
    of = _RATIO_OF.match(norm, ratio.end())
    if not (of or planned or "=" in ratio["lead"]) and _GOES_ON.match(norm, ratio.end()):
        return None
    doubts: tuple[str, ...] = tuple(filter(None, number[1:]))
    end = of.start() + len(of[0].rstrip()) if of else ratio.end()
    if "(" in ratio["lead"] and norm[end : end + 1] == ")":
        end += 1
    if again := _RATIO_AGAIN.match(norm, end):
        doubts, end = (*doubts, "second-ratio"), again.end()
    return number[0], end, doubts
