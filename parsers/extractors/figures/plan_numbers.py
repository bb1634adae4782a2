"""The plan's number that stands before what was reached: "chỉ tiêu 240 đơn vị máu, thu được 255 đơn vị máu"."""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.figures.parallels import Statement
from parsers.records import Number

_PLAN_NUMBER = regex.compile(r"(?r)(?:chỉ tiêu|kế hoạch|mục tiêu)(?: [^\W\d]+){0,5} ?:? $")
_FAR = 60
_CLOSE = regex.compile(r"[,;]? (?:[^\W\d]+ ){1,6}")


def planned_before(annotated: AnnotatedDocument, statement: Statement) -> Number | None:
    """How much was planned, where the number right before says so in the same unit."""
    norm, mention = annotated.view.norm, statement.mention
    before = within(annotated.quantities, statement.clause[0], mention.start)
    plan = before[-1] if before else None
    if plan is None or plan.quantity.unit != mention.quantity.unit or plan.kind == "share":
        return None
    said = _PLAN_NUMBER.search(norm, max(statement.clause[0], plan.start - _FAR), plan.start)
    close = _CLOSE.fullmatch(norm, plan.end, mention.start)
    return plan.quantity.min if said and close else None
