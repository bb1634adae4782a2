"""Results: what a report, or the look back of a plan, says was reached."""

from __future__ import annotations

from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.bodies import bodies_of
from parsers.extractors.figures.names import counted_name
from parsers.extractors.figures.periods import period_at, period_of
from parsers.extractors.figures.plan_numbers import planned_beside, share_of_plan
from parsers.extractors.figures.result_tables import table_results
from parsers.extractors.figures.statements import statements
from parsers.extractors.obligations.doers import paragraph_at
from parsers.mentions.bodies.mentions import body_ref
from parsers.records import Result, assign_ids


def extract(annotated: AnnotatedDocument) -> list[Result]:
    """All results in order, with the planned number and the percentage of it where the text states them."""
    view = annotated.view
    found = [(at, _completed(annotated, at, result)) for at, result in table_results(annotated)]
    for statement in statements(annotated, "result"):
        mention = statement.mention
        bodies, far = bodies_of(annotated, statement)
        name = counted_name(annotated, statement)
        plan = planned_beside(annotated, statement) if mention.planned is None else None
        share = share_of_plan(annotated, statement) if plan and mention.ratio is None else None
        beside = [share, plan.mention if plan else None]
        result = Result(
            spans=[view.span(one.start, one.end) for one in (mention, *beside) if one is not None],
            how="normalised",
            doubts=[*mention.doubts, *far, *([] if name else ["open-name"])],
            name=name,
            quantity=mention.quantity,
            planned=plan.number if plan else mention.planned,
            ratio=share.quantity.min if share else mention.ratio,
            bodies=[body_ref(view, body) for body in bodies],
            period=period_of(annotated, statement),
        )
        found.append((mention.start, result))
    found.sort(key=lambda f: f[0])
    results = [result for _, result in found]
    assign_ids("result", [(r, " ".join(r.spans[0].quote.split()).lower()) for r in results])
    return results


def _completed(annotated: AnnotatedDocument, at: int, result: Result) -> Result:
    """The result of a table with the time that the lines above its table give, and what it counts."""
    period = result.period or period_at(annotated, paragraph_at(annotated, at))
    return result.model_copy(update={"period": period, "name": result.name or result.quantity.unit})
