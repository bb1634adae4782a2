"""Which number is what was reached.

In comes a :class:`NumberContext`, out goes the clue of a table that decides. In the parts of a report that look back a
number is a result unless something says otherwise; elsewhere it is one only where words look back and say what was
reached: how many stations there are is background.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.clues import (
    CONDITION,
    WITHIN,
    WORDS,
    Clue,
    NumberContext,
    first_that_holds,
    whole_words,
)
from parsers.extractors.figures.exclusions import LOSSES, MONEY_SPENT, is_in_stock
from parsers.extractors.figures.plan_numbers import is_plan_behind, is_plan_in_brackets
from parsers.extractors.obligations.outlook import tells_results
from parsers.layout.outline import Paragraph
from parsers.text import either, normal

COUNTED = frozenset(("blood", "people", "donors", "event", "share", "members"))
# "kết quả", but not "tổng hợp kết quả"
_BEHIND = regex.compile(
    rf"(?<!\w)(?<!(?:{either(WORDS['behind']['works_on'])}) )(?:{either(WORDS['behind']['words'])})(?!\w)"
)
# "tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục": what work comes to, whenever
_OUTCOMES = regex.compile(
    r"(?<!\w)kết quả (?:giải quyết|xử lý|học tập|rèn luyện|khám|xét nghiệm|thủ tục|quan trắc|chẩn đoán)(?!\w)"
)
_DONE = regex.compile(
    rf"(?<!\w)(?!(?:{either(WORDS['behind']['not_done'])})(?!\w))(?:{either(WORDS['behind']['done'])})(?!\w)"
)
# "công nhân đã hiến | 703 đơn vị máu", no "người đã hiến máu"
_GAVE = regex.compile(r"(?<!\w)(?<!người )đã hiến(?: được)?(?: khoảng| gần| hơn| trên)? $")
REACHED = whole_words(WORDS["behind"]["reached"])
_DESCRIPTION = regex.compile(rf"(?:{either(WORDS['apart']['background'])})(?!\w)")
_RESULTS = regex.compile(r"(?<!\w)(?:kết quả|thực hiện|triển khai|hoạt động)(?!\w)")
# "tăng 6,2% so với cùng kỳ", "tăng 10 người (5%) so với năm trước" · "thiếu 9 đơn vị", "vượt 8 đơn vị máu so với"
_ROSE = regex.compile(r"(?<!\w)(?:tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm| khoảng)? $")
_MISSED = regex.compile(r"(?<!\w)(?:thiếu|còn thiếu|hụt|vượt|nhiều hơn|ít hơn|cao hơn|thấp hơn)(?: thêm| khoảng)? $")
_COMPARED = regex.compile(r"[^;.]{0,40}(?<!\w)(?:so với|so|cùng kỳ|kế hoạch|chỉ tiêu)(?!\w)")
# "(cùng kỳ 380 lượt, tăng | 35 lượt)"
_BESIDE_EARLIER = regex.compile(
    r"\((?:so với )?(?:cùng kỳ|kỳ trước|năm trước|năm ngoái|đợt trước|năm \d{4}) ?[^();]{0,50}, \p{L}+"
    r"(?: thêm| khoảng)? $"
)
# "bằng 104% so với cùng kỳ", but not "so với kế hoạch"
_COMPARED_TIME = regex.compile(r" (?:so với )?(?:cùng kỳ|năm trước|kỳ trước)| so với (?:\d+ tháng|năm|quý|tháng)(?!\w)")
# "(4%)" behind a difference, "So kỳ trước: số tương đối 4,65%"
_OF_DIFFERENCE = regex.compile(r"(?<!\w)(?:tăng|giảm|thiếu|hụt|vượt|hơn) [^,;()]{1,30}\($")
_COMPARING = regex.compile(r"so (?:với )?(?:kỳ|cùng kỳ|năm|tháng|quý)(?!\w)")
# "tăng | 15,4% | so với năm 2030", no "tăng 5% so với kế hoạch"
_GREW = regex.compile(r"(?<!\w)(?:tăng|giảm)(?: thêm| khoảng| gần| trên| hơn)? $")
_THAN_BEFORE = regex.compile(r" ?(?:so với|so) (?:cùng kỳ|năm|\d+ tháng|quý|tháng|kỳ trước|đợt)(?!\w)")
# "sau khi sáp nhập | 03 xã", "trên cơ sở hợp nhất | 02 phường"
_REORGANISED = regex.compile(r"(?<!\w)(?:sáp nhập|hợp nhất|chia tách|sắp xếp|nhập|tách)(?: lại)?(?: từ)? $")
_NOT_YET = regex.compile(r" (?:chưa|không)(?!\w)")
# "Ba cụm chưa đạt | 50% kế hoạch": who is meant
_FALLS_SHORT = regex.compile(r"(?<!\w)(?:chưa|không) (?:đạt|hoàn thành)(?: được)? $")
_PLAN_NUMBER = regex.compile(r"(?:(?:chỉ tiêu|kế hoạch|mục tiêu)(?: \w+){0,5}|(?<!\w)được giao(?: \w+){0,2}):? $")
# "kế hoạch cả năm là 900 đơn vị máu, chia làm | ba đợt"
_DIVIDES_PLAN = regex.compile(
    r"(?<!\w)(?:chỉ tiêu|kế hoạch|mục tiêu)(?!\w)[^.;]*(?<!\w)(?:chia|phân)(?: ra)?(?: làm| thành)? $"
)
OF_A_PLAN = regex.compile(r"(?:số )?(?:kế hoạch|chỉ tiêu|mục tiêu|kh|ct)(?!\w)")
_AIMS = regex.compile(r"(?<!\w)(?:phấn đấu|chỉ tiêu|mục tiêu|bảo đảm|đảm bảo|yêu cầu|dự kiến|sẽ|nâng)(?!\w)")
_REACHES = regex.compile(r"(?<!\w)(?:đạt|bằng|hoàn thành|thực hiện)(?: được)?(?: khoảng| gần)? $")
_ONLY = regex.compile(
    r"(?<!\w)mới(?: chỉ)? (?:có|đạt|được|tiếp nhận|thu|vận động|hoàn thành|thực hiện)(?: được)?(?: khoảng| gần)? $"
)
# "đến hết tháng 11 mới nhập được | 390 trường hợp", "chỉ vận động được | 12 doanh nghiệp"
_SO_FAR = regex.compile(r"(?<!\w)(?:mới|chỉ|mới chỉ) \p{L}+(?: \p{L}+)? được(?: khoảng| gần| hơn| trên)? $")
# "mới có 960 lượt người hiến máu, bằng | 40,2% kế hoạch"
_ONLY_BEFORE = regex.compile(r"(?<!\w)mới(?: chỉ)? (?:có|đạt|được|tiếp nhận|thu|vận động|tổ chức)(?!\w)[^;.]*, \w+ $")
_COMPARED_WITH_PAST = regex.compile(
    r"(?<!\w)(?:tăng|giảm|cao hơn|thấp hơn)(?!\w)[^.;]{1,30}(?<!\w)(?:cùng kỳ|so với năm|năm trước)(?!\w)"
)
_HAS_NOW = regex.compile(
    r"(?<!\w)hiện(?: nay| tại)?,?(?: \w+){0,3} (?:có|quản lý)(?: tổng số| tổng cộng| khoảng| trên| gần| hơn)? $"
)
_THROUGH = regex.compile(r"(?<!\w)(?:qua|theo|gồm|các|những) $")


# "Đợt 1 …; có | 215 người | đến đăng ký": donors who came, in a part that looks back
_CAME = regex.compile(
    r"(?<!\w)(?:đăng ký|hiến máu|hiến được|đến (?:hiến|dự|khám|tiêm)|(?<=người (?:đến )?)tham (?:gia|dự))(?!\w)"
)
_ELIGIBLE = regex.compile(r"(?<!\w)(?:trong (?:độ tuổi|diện)|đủ điều kiện|đủ tuổi)(?!\w)")
_TAKEN_IN = regex.compile(
    r"(?<!\w)(?:thu|quyên góp|vận động|huy động|ủng hộ|kêu gọi)(?: được| về)?(?: khoảng| gần| hơn| trên| số tiền)* $"
    r"|(?<!\w)giải ngân(?!\w)[^;.]*$"
)
_RIGHT_BEHIND = 22
_THERE_WERE = regex.compile(r"(?<!\w)có(?: tổng số| tổng cộng| khoảng| trên| gần| hơn)? $")


def tells_past(before: str) -> bool:
    """Whether the words before a number look back."""
    return bool(_BEHIND.search(_OUTCOMES.sub("", before)) or _DONE.search(before) or _GAVE.search(before))


def tells_so_far(s: NumberContext) -> bool:
    """Whether it is what was reached so far: "mới có 31/58 xã", "đạt 41,3% kế hoạch, giảm … so với cùng kỳ"."""
    if s.bound or _AIMS.search(s.before):
        return False
    if s.kind != "share" or OF_A_PLAN.match(normal(s.mention.quantity.of or "")) is None:
        return _ONLY.search(s.before) is not None
    told = _ONLY.search(s.before) or _ONLY_BEFORE.search(s.before) or _COMPARED_WITH_PAST.search(s.after)
    return _REACHES.search(s.before) is not None and told is not None


def achievement_clue(setting: NumberContext) -> Clue | None:
    """The clue that says whether the number is a result."""
    reported = (setting.report or tells_results(setting.annotated, setting.mention.start)) and not setting.ahead
    return first_that_holds(REPORTED if reported else RECALLED, setting)


def _is_spent(before: str) -> bool:
    """Whether money was paid out; what a fund took in ("Quỹ “Tiền tiết kiệm” thu | 186 triệu đồng") was not."""
    return MONEY_SPENT.search(before) is not None and _TAKEN_IN.search(before) is None


def _is_difference(s: NumberContext) -> bool:
    if s.kind == "difference" or _OF_DIFFERENCE.search(s.before) or _COMPARING.match(s.sentence):
        return True
    if s.kind == "share" and _COMPARED_TIME.match(s.after):
        return True
    if s.kind != "share" and _MISSED.search(s.before):
        return True
    return _ROSE.search(s.before) is not None and bool(_COMPARED.match(s.after) or _BESIDE_EARLIER.search(s.before))


def _is_description(s: NumberContext) -> bool:
    """Whether it says how many there are, whatever was done: "Trường có 2.400 sinh viên" among circumstances."""
    done = _DONE.search(s.before) or _DONE.search(s.after) or _SO_FAR.search(s.before)
    people = s.kind == "people" and not REACHED.search(s.before) and not REACHED.search(s.after)
    return (s.kind not in COUNTED or people) and not done and _describes(s.annotated, s.paragraph)


def _is_there(s: NumberContext) -> bool:
    """Whether it says how many people an institution has, whatever its part: "hiện có 468 cán bộ, 2.400 sinh viên"."""
    return s.kind == "people" and _HAS_NOW.search(s.joined) is not None and not REACHED.search(s.after)


def _could_come(s: NumberContext) -> bool:
    """Whether so many might come: "xã có 120 người trong độ tuổi"."""
    number = normal(s.annotated.view.text[s.mention.start : s.mention.end])
    return _THERE_WERE.search(s.before) is not None and _ELIGIBLE.search(number + s.after[:_RIGHT_BEHIND]) is not None


def _describes(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether a place stands in a part that describes a state of things; "Tình hình, kết quả …" tells results."""
    node = paragraph.node
    while node is not None:
        p = node.paragraph
        if p is not paragraph and _DESCRIPTION.match(annotated.view.norm, p.content):
            return _RESULTS.search(annotated.view.norm, p.content, p.end) is None
        node = node.parent
    return False


def came(s: NumberContext) -> bool:
    """Whether so many donors came: "có 215 người đến đăng ký"."""
    if s.kind not in ("people", "donors") or _THERE_WERE.search(s.before) is None:
        return False
    norm, start = s.annotated.view.norm, s.mention.start
    return _CAME.search(norm, start, s.mention.end + _RIGHT_BEHIND) is not None


def _is_plan_number(s: NumberContext) -> bool:
    if s.kind == "event" and _DIVIDES_PLAN.search(s.before):
        return True
    if s.mention.planned is not None:
        return False
    stated = _PLAN_NUMBER.search(s.before) is not None or is_plan_in_brackets(s.annotated, s.mention)
    return stated or is_plan_behind(s.annotated, s.mention.start - len(s.before), s.mention)


def _grew(s: NumberContext) -> bool:
    """ "tăng 15,4% so với năm 2030": how much more or less than at an earlier time, said of what was done."""
    if s.kind != "share" or _GREW.search(s.before) is None or _OF_DIFFERENCE.search(s.before):
        return False
    number = normal(s.annotated.view.text[s.mention.start : s.mention.end])
    return _THAN_BEFORE.match(number[number.find("%") + 1 :] + s.after) is not None


NO_ACHIEVEMENT = (
    Clue("condition", lambda s: CONDITION.match(s.before) is not None, False),
    Clue("difference", _is_difference, False),
    Clue("falls-short", lambda s: s.kind == "share" and _FALLS_SHORT.search(s.before) is not None, False),
    Clue("levels", lambda s: s.levels, False),
    Clue("reorganised", lambda s: _REORGANISED.search(s.before) is not None, False),
    Clue("in-stock", is_in_stock, False),
    Clue("loss", lambda s: LOSSES.search(s.before) is not None, False),
)
REPORTED = (
    Clue("grew", _grew, True),
    *NO_ACHIEVEMENT,
    Clue("money-spent", lambda s: s.kind == "money" and _is_spent(s.before), False),
    Clue("price", lambda s: s.kind == "money" and s.mention.quantity.per is not None, False),
    Clue("description", _is_description, False),
    Clue("people-there-are", _is_there, False),
    Clue("could-come", lambda s: s.kind == "people" and _could_come(s), False),
    Clue("not-yet", lambda s: _NOT_YET.match(s.after) is not None, False),
    Clue("list-to-come", lambda s: s.kind == "noun" and _THROUGH.search(s.before) is not None, False),
    Clue("number-of-the-plan", _is_plan_number, False),
    Clue("reported", lambda _: True, True),
)
RECALLED = (
    *NO_ACHIEVEMENT,
    Clue("within", lambda s: s.kind == "event" and WITHIN.search(s.before) is not None, False),
    Clue("bound", lambda s: s.bound and s.kind == "event", False),
    Clue("of-a-plan", lambda s: s.mention.planned is not None, True),
    Clue("uncounted", lambda s: s.kind not in COUNTED, False),
    Clue("so-far", lambda s: _ONLY.search(s.before) is not None, True),
    Clue("recalled", lambda s: REACHED.search(s.before) is not None, True),
    Clue("came", lambda s: came(s) and not s.ahead, True),
)
