"""What a sentence that holds a quantity says: a commitment, an achievement, or neither; of whom, and for when."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace
from typing import Literal

import regex

from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.asides import is_aside
from parsers.extractors.figures.quota_lists import quota_lists
from parsers.extractors.obligations.doers import duty_at, paragraph_at
from parsers.extractors.outlook import is_report, looks_ahead
from parsers.layout.outline import RANKS, Node, Paragraph
from parsers.lexicon import load
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import Quantity
from parsers.sentences import sentences
from parsers.text import NormalisedText, either, memo, normal

Stance = Literal["target", "result"]

_WORDS = load("statements")
_LONGEST_TITLE = 160
_LONGEST_LIST = 10
_WEAK = ("weak-cue",)


def _words(words: list[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{either(words)})(?!\w)")


_COMMITS = _words(_WORDS["sections"]["commits"])
_EXCLUDES = _words(_WORDS["sections"]["excludes"])
_AHEAD = _words(_WORDS["ahead"]["words"])
# "kết quả", but not "tổng hợp kết quả"
_BEHIND = regex.compile(
    rf"(?<!\w)(?<!(?:{either(_WORDS['behind']['works_on'])}) )(?:{either(_WORDS['behind']['words'])})(?!\w)"
)
_DONE = regex.compile(
    rf"(?<!\w)(?!(?:{either(_WORDS['behind']['not_done'])})(?!\w))(?:{either(_WORDS['behind']['done'])})(?!\w)"
)
_REACHED = _words(_WORDS["behind"]["reached"])
_SENT = regex.compile(r"(?<!\w)(?:cử|bố trí|phân công|điều động|huy động)(?!\w)")
_DESCRIPTION = regex.compile(rf"(?:{either(_WORDS['apart']['background'])})(?!\w)")
_STAFF = _words(_WORDS["ahead"]["staff"])
# a verb that produces, up to three words before the number: "ưu tiên triển khai hoàn thiện 11 cơ sở dữ liệu"
_DIVIDES = regex.compile(r"(?<!\w)(?:chia|phân)(?: ra)?(?: làm| thành)? $")
_OF_BLOOD = regex.compile(r"máu|tổ chức|vận động|hmtn")
_PRODUCES = regex.compile(rf"(?<!\w)(?:{either(_WORDS['ahead']['produces'])})(?: \w+){{0,2}}[ :,]*$")
_FORMS = _words(_WORDS["ahead"]["produces"])
# "bố trí 25 bàn", "chuẩn bị âm thanh, ánh sáng, 200 suất ăn"
_PROVIDES = regex.compile(
    rf"(?<!\w)(?:{either(_WORDS['ahead']['provides'])})(?: \w+){{0,2}}[ :,]*$"
    r"|(?<!\w)(?:chuẩn bị|bố trí|trang bị|cung cấp)(?!\w)[^;.:()\d]{1,80}, $"
)
# "tập huấn kỹ năng cho 150 tình nguyện viên", "gặp mặt, tôn vinh 50 người hiến máu tiêu biểu"
_SERVES = regex.compile(rf"(?<!\w)(?:{either(_WORDS['ahead']['serves'])})(?!\w)[^;.:\d]{{0,40}}$")
# "thành lập đội tình nguyện gồm 20 đoàn viên", "ra mắt đội hình 40 tình nguyện viên"
_TEAM = regex.compile(
    rf"(?<!\w)(?:{either(_WORDS['ahead']['forms'])}) (?:\w+ ){{0,3}}?(?:{either(_WORDS['ahead']['teams'])})(?!\w)"
    r"[^;.:,\d]{0,40}$"
)
# "500 tờ rơi tuyên truyền, 10 băng rôn", "06 y, bác sĩ và 01 xe cứu thương"
_JOINT = regex.compile(r"(?: [^\W\d]+){0,4}?(?:,|,? và|,? cùng) ")
_CONDITION = regex.compile(rf"[\s,(+-]*(?:{either(_WORDS['apart']['conditions'])})(?!\w)")
# "cho mỗi buổi từ 150 người đăng ký", "Tập thể (từ 10 người trở lên)"
_MEASURED = regex.compile(
    rf"(?<!\w)(?:{either(_WORDS['apart']['for_whom'])}) (?:(?:mỗi|các|những|từng) )?"
    rf"(?:{either(_WORDS['apart']['measured'])}) (?:có )?$"
    rf"|(?<!\w)(?:{either(_WORDS['apart']['measured'])}) \($"
)
_MARK_PLACE = regex.compile(r"(?<!\w)(?:bố trí|tổ chức|thành lập|lập|mở|duy trì|xây dựng)(?!\w)")
_ENTITLEMENT = _words(_WORDS["apart"]["entitlements"])
_EACH_PERSON = regex.compile(r"(?<!\w)mỗi (?:người|cá nhân|đối tượng)[^;]{0,60}(?:nhận|hưởng|tặng|cấp)")
_WITHIN = regex.compile(rf"(?<!\w)(?:{either(_WORDS['apart']['within'])}) $")
_REGISTRANTS = _words(_WORDS["people"]["registrants"])
_TAUGHT = regex.compile(r"(?<!\w)(?:tập huấn|đào tạo|huấn luyện)(?!\w)")
_DONORS = _words(_WORDS["people"]["donors"])
_YEARS = regex.compile(r"(?<!giai đoạn )năm (\d{4})(?! ?-)")
# "(năm 2023 đạt 287 đơn vị)"
_ASIDE = regex.compile(r"(?r)\([^()\n\t]{0,80}")
# "tăng 8,5% so với cùng kỳ" · "02/12 phường chưa đạt"
_ROSE = regex.compile(r"(?:tăng|giảm|cao hơn|thấp hơn)(?: thêm)? $")
_COMPARED = regex.compile(r" so (?:với )?(?:cùng kỳ|năm|kỳ)")
_NOT_YET = regex.compile(r" (?:chưa|không)(?!\w)")
_COUNTED = frozenset(("blood", "people", "donors", "event", "share", "members"))
_HANDED = regex.compile(r"phấn đấu|được giao|giao chỉ tiêu")
_CLAUSE = regex.compile(r"; ?|\. (?=\d[\d.,]*+ ?%)")
_PLAN_NUMBER = regex.compile(r"(?:chỉ tiêu|kế hoạch|mục tiêu)(?: \w+){0,5}:? $")
LEAD = regex.compile(r"[^:;.\n]{2,60}?\ ?:(?= |$)")
_BASIS = regex.compile(r"(?:căn cứ|thực hiện|theo|xét|để|triển khai|tiếp theo)\b")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity with the sentence and clause around it; offsets into the view."""

    mention: QuantityMention
    paragraph: Paragraph
    sentence: tuple[int, int]
    clause: tuple[int, int]
    stance: Stance
    doubts: tuple[str, ...] = ()


def statements(annotated: AnnotatedDocument, stance: Stance) -> list[Statement]:
    """The quantities of running text (and of the rows of task tables) that are commitments, or achievements."""
    return [statement for statement in _statements(annotated) if statement.stance == stance]


@memo
def _statements(annotated: AnnotatedDocument) -> list[Statement]:
    found: list[Statement] = []
    lists = [(flat.start, flat.end) for flat in quota_lists(annotated)]
    for mention in annotated.quantities:
        if mention.kind in ("money", "difference", "bare") or any(a <= mention.start < b for a, b in lists):
            continue
        paragraph = paragraph_at(annotated, mention.start)
        if paragraph is None or paragraph.zone not in ("body", "annex"):
            continue
        if paragraph.block.table is not None and duty_at(annotated, mention.start) is None:
            continue
        sentence = _sentence(annotated.view, paragraph, mention.start)
        statement = Statement(mention, paragraph, sentence, _clause(annotated.view, sentence, mention), "target")
        stance = _stance(annotated, statement)
        if stance == "result":
            found.append(replace(statement, stance=stance))
        elif stance == "target":
            found.append(statement if _is_said(annotated, statement) else replace(statement, doubts=_WEAK))
    return found


def _sentence(view: NormalisedText, paragraph: Paragraph, at: int) -> tuple[int, int]:
    for start, end in sentences(view).within(paragraph.content, paragraph.end):
        if start <= at < end:
            return start, end
    return paragraph.content, paragraph.end


def _clause(view: NormalisedText, sentence: tuple[int, int], mention: QuantityMention) -> tuple[int, int]:
    start, end = sentence
    for cut in _CLAUSE.finditer(view.text, start, end):
        if cut.end() <= mention.start:
            start = cut.end()
        elif cut.start() >= mention.end:
            return start, cut.start()
    return start, end


def _stance(annotated: AnnotatedDocument, statement: Statement) -> Stance | None:
    norm, mention = annotated.view.norm, statement.mention
    before = norm[statement.clause[0] : mention.start]
    if (aside := _ASIDE.match(norm, statement.clause[0], mention.start)) and _is_past(annotated, aside[0]):
        return "result" if mention.kind in _COUNTED and _REACHED.search(aside[0]) else None
    section = _section(annotated, statement.paragraph, mention.start)
    ahead = looks_ahead(annotated, mention.start)
    behind = bool(_BEHIND.search(before) or _DONE.search(before))
    if mention.kind == "award" and ahead:
        return None
    if not ahead or (behind and not _COMMITS.search(before)):
        return "result" if _is_result(annotated, statement, before, behind, ahead) else None
    if mention.planned is not None and mention.kind != "share":
        return "result"  # "315/250 đơn vị máu"
    if not _COMMITS.search(before) and _is_past(annotated, before):
        said = mention.kind in ("blood", "people", "donors", "event") and _REACHED.search(before)
        return "result" if said and section != "commits" and not _BASIS.match(norm, statement.sentence[0]) else None
    return "target" if _is_target(annotated, statement, before, section) else None


def _is_result(annotated: AnnotatedDocument, statement: Statement, before: str, behind: bool, ahead: bool) -> bool:
    norm, mention = annotated.view.norm, statement.mention
    if _CONDITION.match(before) or (_ROSE.search(before) and _COMPARED.match(norm, mention.end)):
        return False
    counted = mention.kind in _COUNTED
    if not ahead and is_report(annotated):
        if not counted and _describes(annotated, statement.paragraph) and not _DONE.search(norm, *statement.clause):
            return False
        if _NOT_YET.match(norm, mention.end):
            return False
        return mention.planned is not None or not _PLAN_NUMBER.search(before)
    # a plan tells what was done only where it says so; how many stations there are is background
    if mention.kind == "event" and _WITHIN.search(before):
        return False  # "kết quả cả hai đợt"
    return (behind or not ahead) and counted and (mention.planned is not None or bool(_REACHED.search(before)))


def _describes(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether a place stands in a part that describes a state of things."""
    node = paragraph.node
    while node is not None:
        p = node.paragraph
        if p is not paragraph and _DESCRIPTION.match(annotated.view.norm, p.content):
            return True
        node = node.parent
    return False


def _joined(annotated: AnnotatedDocument, statement: Statement) -> str:
    """The words of the clause before the first of the quantities that are joined to this one: "500 tờ rơi, 10 cờ"."""
    norm = annotated.view.norm
    start = statement.mention.start
    for previous in reversed(within(annotated.quantities, statement.clause[0], start)):
        if not _JOINT.fullmatch(norm, previous.end, start):
            break
        start = previous.start
    return norm[statement.clause[0] : start]


def _is_target(annotated: AnnotatedDocument, statement: Statement, before: str, section: str | None) -> bool:
    norm = annotated.view.norm
    mention, quantity = statement.mention, statement.mention.quantity
    joined = _joined(annotated, statement)
    bound = quantity.comparator not in ("exactly", "about") and "open-from" not in mention.doubts
    commits = section == "commits" or bool(_COMMITS.search(before))
    if (section == "excludes" and not commits) or _CONDITION.match(before):
        return False
    if _is_entitlement(before) or _EACH_PERSON.search(before) or _MEASURED.search(before):
        return False
    marks = mention.kind == "noun" and normal(quantity.unit or "").startswith("điểm")
    if marks and not _MARK_PLACE.search(before):
        return False  # of a contest
    opening = statement.paragraph.node is None and _BASIS.match(norm, statement.paragraph.content)
    if opening and not commits and not _HANDED.search(before):
        return False
    aims = commits or bound or bool(_AHEAD.search(before))
    placed = bool(_WITHIN.search(before)) and not bound and not (mention.kind == "members" and before.endswith("với "))
    match mention.kind:
        case "blood":
            return True
        case "share":
            alone = not before.strip(" -+:,(")
            if alone and quantity.of is not None:
                return True
            return aims and (quantity.of is not None or commits or bound or bool(_AHEAD.search(before[-40:])))
        case "event" if _DIVIDES.search(before) and not _OF_BLOOD.search(norm, *statement.sentence):
            return False
        case "event":
            return not placed and (
                commits or bound or bool(_PRODUCES.search(before) or _AHEAD.search(before)) or not before.strip()
            )
        case "staff":
            return bound or bool(_STAFF.search(before))
        case "people" if quantity.indicator == "staff":
            return True
        case "people" if _SERVES.search(before) or _TEAM.search(before):
            return True
        case "people":
            return aims and not placed and "đại biểu" not in (quantity.unit or "")
        case "members":
            return bool(_TEAM.search(before)) or (not placed and (bound or commits or bool(_FORMS.search(before))))
        case "noun":
            made_ready = bool(_PROVIDES.search(joined))
            return bound or (not placed and (made_ready or (commits and bool(_AHEAD.search(before)))))
        case "gift":
            several = bool(quantity.min and quantity.min > 1)  # "01 phần quà" is what each one gets
            return commits or bound or (several and bool(_PROVIDES.search(joined) or _PRODUCES.search(joined)))
        case "body" if norm.startswith((":", " :"), mention.end):
            return False  # "25 thôn: 240 đơn vị máu": whose the next number is
        case _:  # body, thing
            ready = _PRODUCES.search(joined) or _PROVIDES.search(joined) or _PRODUCES.search(before)
            return bound or (not placed and (commits or bool(ready)))


def _is_said(annotated: AnnotatedDocument, statement: Statement) -> bool:
    """Whether words, and not only the place in a plan, make the number a commitment."""
    mention = statement.mention
    before = annotated.view.norm[statement.clause[0] : mention.start]
    joined = _joined(annotated, statement)
    return bool(
        mention.quantity.comparator not in ("exactly", "about")
        or _COMMITS.search(before)
        or _AHEAD.search(before)
        or _PRODUCES.search(before)
        or _STAFF.search(before)
        or _PRODUCES.search(joined)
        or _PROVIDES.search(joined)
        or _SERVES.search(before)
        or _TEAM.search(before)
        or _section(annotated, statement.paragraph, mention.start) == "commits"
    )


def _section(annotated: AnnotatedDocument, paragraph: Paragraph, at: int) -> str | None:
    """What the nearest telling title above a place says about its numbers: "commits", "excludes" or nothing."""
    norm = annotated.view.norm
    lead = LEAD.match(norm, paragraph.content, paragraph.end)
    titles = [norm[lead.start() : lead.end()]] if lead and lead.end() <= at else []
    if (intro := introduction(annotated, paragraph)) is not None:
        titles.append(norm[max(intro.content, intro.end - _LONGEST_TITLE) : intro.end])
    node: Node | None = paragraph.node
    while node is not None:
        p = node.paragraph
        if not p.start <= at < p.end and p.end - p.content < _LONGEST_TITLE:
            titles.append(norm[p.content : p.end])
        node = node.parent
    for title in titles:
        if _COMMITS.search(title):
            return "commits"
        if _EXCLUDES.search(title):
            return "excludes"
    return None


def _is_entitlement(before: str) -> bool:
    """Whether the number is what somebody gets; who is sent afterwards ("hỗ trợ …, cử 02 bác sĩ") is not."""
    got = [m.end() for m in _ENTITLEMENT.finditer(before)]
    return bool(got) and not any(m.start() >= got[-1] for m in _SENT.finditer(before))


def _is_past(annotated: AnnotatedDocument, before: str) -> bool:
    """Whether words speak of a year that was over when the document was issued."""
    issued = annotated.header.issued_date
    year = issued.value.edtf[:4] if issued and issued.value else ""
    if not year.isdigit():
        return False
    years = [m[1] for m in _YEARS.finditer(before) if not is_aside(before, 0, m.start())]
    return bool(years) and all(int(y) < int(year) for y in years)


def introduction(annotated: AnnotatedDocument, paragraph: Paragraph) -> Paragraph | None:
    """The paragraph with a colon at its end that introduces the list in which an item stands."""
    view, paragraphs = annotated.view, annotated.outline.paragraphs
    if paragraph.rank is not None and paragraph.rank < RANKS["letter"]:
        return None
    if paragraph.label is None and not view.text.startswith("(", paragraph.content):
        return None
    index = bisect.bisect_left(paragraphs, paragraph.start, key=lambda p: p.start)
    for previous in reversed(paragraphs[max(0, index - _LONGEST_LIST) : index]):
        if view.text.endswith(":", previous.content, previous.end):
            return previous
        if previous.rank is not None and previous.rank < RANKS["letter"]:
            return None
    return None


def indicator_in_context(annotated: AnnotatedDocument, statement: Statement) -> tuple[Quantity, list[str]]:
    """The quantity; people that the words beside the number leave open are what the sentence or its titles speak of."""
    mention = statement.mention
    quantity = mention.quantity
    if mention.kind != "people" or quantity.indicator != "other" or statement.stance != "target":
        return quantity, []
    norm = annotated.view.norm
    texts = [norm[slice(*statement.sentence)]]
    if quantity.unit == "lượt" and "phát" in texts[0]:
        return quantity, []  # of a broadcast
    taught = _TAUGHT.search(norm, statement.clause[0], mention.start)
    if taught or quantity.comparator in ("at_most", "less_than"):
        return quantity, []  # who is trained, and how many a place can hold
    node = statement.paragraph.node
    while node is not None:
        texts.append(norm[node.paragraph.content : node.paragraph.end])
        node = node.parent
    for text in texts:
        for pattern, indicator in ((_REGISTRANTS, "registrants"), (_DONORS, "donors")):
            if pattern.search(text):
                return quantity.model_copy(update={"indicator": indicator}), ["indicator-from-context"]
    return quantity, []
