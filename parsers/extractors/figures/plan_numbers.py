"""The plan's number beside what was reached: before it, behind it, or in brackets behind its percentage."""

from __future__ import annotations

from typing import NamedTuple

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.parallels import Statement
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import Number
from parsers.text import normal

_PLAN_NUMBER = regex.compile(
    r"(?r)(?:(?:chỉ tiêu|kế hoạch|mục tiêu)(?: [^\W\d]+){0,5} ?:? |(?<!\w)được giao(?: [^\W\d]+){0,2} ?:? )$"
)
# "tiếp nhận 148 đơn vị, vượt | 28 đơn vị so với chỉ tiêu 120 đơn vị"
_DIFFERS = regex.compile(
    r"[,;]? ?\(?(?:và )?(?:vượt|thiếu|hụt|còn thiếu|tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm)? ?"
)
# "…, đạt 58,5% kế hoạch giao (| 65 hộ)", "…, vượt 12,5% so với chỉ tiêu giao | 400 đơn vị"
_TO_PLAN = regex.compile(
    r"[^.;:()\n\t%]{0,90}?(?:(?:đạt|bằng|vượt)(?: tỷ lệ)? \d[\d.,]* ?%(?: so với| của)? |so với |/ ?)"
    r"(?:kế hoạch|chỉ tiêu|mục tiêu|(?:mức|số) (?:được )?giao)(?: [^\W\d]+){0,4} ?\(?(?:là )?"
)
# "1.240 lượt người | trên tổng số | 1.500 lượt người theo kế hoạch"
_OUT_OF = regex.compile(r"[^.;:()\d\n\t]{0,30} (?:trên|/)(?: tổng số)? ")
_OF_PLAN = regex.compile(r"[^.;:,\d\n\t]{0,20} (?:theo kế hoạch|kế hoạch giao|theo chỉ tiêu|được giao|đề ra)(?!\w)")
_NAMES_PLAN = regex.compile(r"(?<!\w)(?:kế hoạch|chỉ tiêu|mục tiêu)(?: [^\W\d]+){0,4}$")
# "đạt 106,4% chỉ tiêu | (chỉ tiêu giao | 140 đơn vị máu)"
_BRACKET = regex.compile(r" \((?:(?:kế hoạch|chỉ tiêu|mục tiêu)(?: [^\W\d]+){0,4} )?")
_FAR, _LONGEST = 60, 100
_CLOSE = regex.compile(r"[,;]? (?:[^\W\d]+ ){1,6}")


class PlanNumber(NamedTuple):
    """How much was planned, and the quantity that says so."""

    number: Number | None
    mention: QuantityMention


def planned_beside(annotated: AnnotatedDocument, statement: Statement) -> PlanNumber | None:
    """How much was planned, where the words before or behind the number say so in the same unit."""
    return _planned_before(annotated, statement) or _planned_behind(annotated, statement)


def is_plan_in_brackets(annotated: AnnotatedDocument, mention: QuantityMention) -> bool:
    """Whether a number in brackets is what the percentage before it is of: "đạt 112% kế hoạch (300 đơn vị)"."""
    before = within(annotated.quantities, max(0, mention.start - 2 * _FAR), mention.start)
    return bool(before) and _in_brackets(annotated, before[-1], mention)


def share_of_plan(annotated: AnnotatedDocument, statement: Statement) -> QuantityMention | None:
    """The percentage of a plan whose number stands behind it: "38 hộ …, đạt 58,5% kế hoạch giao (65 hộ)"."""
    plan = _plan_told_behind(annotated, statement.mention, statement.clause[1])
    behind = within(annotated.quantities, statement.mention.end, plan.start) if plan else []
    return behind[0] if len(behind) == 1 and behind[0].kind == "share" else None


def _in_brackets(annotated: AnnotatedDocument, reached: QuantityMention, plan: QuantityMention) -> bool:
    norm = annotated.view.norm
    gap = norm[reached.end : plan.start]
    named = _BRACKET.fullmatch(gap) is not None or (
        gap in (" ", " là ") and _NAMES_PLAN.search(norm, reached.start, reached.end) is not None
    )
    return reached.ratio is not None and named and reached.planned is None and _same_thing(reached, plan)


def is_plan_behind(annotated: AnnotatedDocument, clause: int, mention: QuantityMention) -> bool:
    """Whether a number, or the percentage before it, only says how much was planned of one before it in the clause."""
    for reached in within(annotated.quantities, max(clause, mention.start - 2 * _LONGEST), mention.start):
        plan = _plan_told_behind(annotated, reached, mention.end + _FAR)
        if plan is not None and reached.end <= mention.start <= plan.start:
            return True
    return False


def _plan_told_behind(annotated: AnnotatedDocument, reached: QuantityMention, end: int) -> QuantityMention | None:
    """The number in the same unit behind words for a plan: "38 hộ …, đạt 58,5% kế hoạch giao (65 hộ)"."""
    if reached.kind == "share" or reached.planned is not None:
        return None
    norm = annotated.view.norm
    behind = within(annotated.quantities, reached.end, end)
    plan = next((one for one in behind if one.kind != "share"), None)
    if plan is None or plan.quantity.unit is None or not _same_thing(reached, plan):
        return None
    told = _TO_PLAN.fullmatch(norm, reached.end, plan.start)
    of = _OUT_OF.fullmatch(norm, reached.end, plan.start) and _OF_PLAN.match(norm, plan.end)
    return plan if told or of else None


def _same_thing(reached: QuantityMention, plan: QuantityMention) -> bool:
    """Whether both count the same: "38 hộ" and "65 hộ", "85 lao động đi làm" and "110 lao động"."""
    one, other = (normal(mention.quantity.unit or "") for mention in (reached, plan))
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _planned_behind(annotated: AnnotatedDocument, statement: Statement) -> PlanNumber | None:
    norm, mention = annotated.view.norm, statement.mention
    behind = within(annotated.quantities, mention.end, statement.clause[1])
    if behind and _in_brackets(annotated, mention, behind[0]):
        again = behind[0].planned is not None and behind[0].quantity.min == mention.quantity.min  # "… (285/250 đơn vị)"
        return PlanNumber(behind[0].planned if again else behind[0].quantity.min, behind[0])
    if told := _plan_told_behind(annotated, mention, statement.clause[1]):
        return PlanNumber(told.quantity.min, told)
    difference = behind[0] if behind else None
    if difference is None or difference.kind != "difference" or difference.quantity.unit != mention.quantity.unit:
        return None
    said = difference.planned is not None and _DIFFERS.fullmatch(norm, mention.end, difference.start)
    return PlanNumber(difference.planned, difference) if said else None


def _planned_before(annotated: AnnotatedDocument, statement: Statement) -> PlanNumber | None:
    norm, mention = annotated.view.norm, statement.mention
    before = within(annotated.quantities, statement.clause[0], mention.start)
    plan = before[-1] if before else None
    if plan is None or plan.quantity.unit != mention.quantity.unit or plan.kind == "share":
        return None
    said = _PLAN_NUMBER.search(norm, max(statement.clause[0], plan.start - _FAR), plan.start)
    close = _CLOSE.fullmatch(norm, plan.end, mention.start)
    return PlanNumber(plan.quantity.min, plan) if said and close else None
