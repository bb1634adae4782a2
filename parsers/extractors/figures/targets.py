"""Targets: forward-looking quantified commitments, by whom they are to be reached, and for when."""

from __future__ import annotations

from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.bodies import bodies_of
from parsers.extractors.figures.indicators import quantity_in_context
from parsers.extractors.figures.names import counted_name
from parsers.extractors.figures.periods import period_of
from parsers.extractors.figures.statements import statements
from parsers.extractors.figures.target_tables import table_targets
from parsers.mentions.bodies.mentions import body_ref
from parsers.records import Target, assign_ids


def extract(annotated: AnnotatedDocument) -> list[Target]:
    """All targets in order; ages, entitlements, conditions, rewards, results and quota cells are none."""
    view = annotated.view
    found: list[tuple[int, Target]] = []
    for statement in statements(annotated, "target"):
        mention = statement.mention
        quantity, unsure = quantity_in_context(annotated, statement)
        bodies, far = bodies_of(annotated, statement)
        name = counted_name(annotated, statement)
        target = Target(
            spans=[view.span(mention.start, mention.end)],
            how="normalised",
            doubts=[*mention.doubts, *unsure, *statement.doubts, *far, *([] if name else ["open-name"])],
            name=name,
            quantity=quantity,
            bodies=[body_ref(view, body) for body in bodies],
            period=period_of(annotated, statement),
        )
        found.append((mention.start, target))
    found += table_targets(annotated)
    found.sort(key=lambda f: f[0])
    targets = [target for _, target in found]
    assign_ids("target", [(t, " ".join(t.spans[0].quote.split()).lower()) for t in targets])
    return targets
