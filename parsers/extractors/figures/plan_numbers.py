"""The plan's number beside what was reached: before it, behind it, or in brackets behind its percentage."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.parallels import Statement
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import Number

_PLAN_NUMBER = regex.compile(r"(?r)(?:chỉ tiêu|kế hoạch|mục tiêu)(?: [^\W\d]+){0,5} ?:? $")
# "tiếp nhận 148 đơn vị, vượt | 28 đơn vị so với chỉ tiêu 120 đơn vị"
_DIFFERS = regex.compile(
    r"[,;]? ?\(?(?:và )?(?:vượt|thiếu|hụt|còn thiếu|tăng|giảm|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm)? ?"
)
_FAR = 60
_CLOSE = regex.compile(r"[,;]? (?:[^\W\d]+ ){1,6}")


def planned_beside(annotated: AnnotatedDocument, statement: Statement) -> Number | None:
    """How much was planned, where the words before or behind the number say so in the same unit."""
    before = _planned_before(annotated, statement)
    return _planned_behind(annotated, statement) if before is None else before


def is_plan_in_brackets(annotated: AnnotatedDocument, mention: QuantityMention) -> bool:
    """Whether a number in brackets is what the percentage before it is of: "đạt 112% kế hoạch (300 đơn vị)"."""
    before = within(annotated.quantities, max(0, mention.start - 2 * _FAR), mention.start)
    return bool(before) and _in_brackets(annotated, before[-1], mention)


def _in_brackets(annotated: AnnotatedDocument, reached: QuantityMention, plan: QuantityMention) -> bool:
    gap = annotated.view.norm[reached.end : plan.start]
    other = plan.quantity.min != reached.quantity.min and plan.quantity.unit == reached.quantity.unit
    return reached.ratio is not None and gap == " (" and other


def _planned_behind(annotated: AnnotatedDocument, statement: Statement) -> Number | None:
    norm, mention = annotated.view.norm, statement.mention
    behind = within(annotated.quantities, mention.end, statement.clause[1])
    if behind and _in_brackets(annotated, mention, behind[0]):
        return behind[0].quantity.min
    difference = behind[0] if behind else None
    if difference is None or difference.kind != "difference" or difference.quantity.unit != mention.quantity.unit:
        return None
    return difference.planned if _DIFFERS.fullmatch(norm, mention.end, difference.start) else None


def _planned_before(annotated: AnnotatedDocument, statement: Statement) -> Number | None:
    norm, mention = annotated.view.norm, statement.mention
    before = within(annotated.quantities, statement.clause[0], mention.start)
    plan = before[-1] if before else None
    if plan is None or plan.quantity.unit != mention.quantity.unit or plan.kind == "share":
        return None
    said = _PLAN_NUMBER.search(norm, max(statement.clause[0], plan.start - _FAR), plan.start)
    close = _CLOSE.fullmatch(norm, plan.end, mention.start)
    return plan.quantity.min if said and close else None
