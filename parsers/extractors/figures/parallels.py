"""What the numbers of a parallel list say of each other.

In come the statements that were decided and those that no clue decided, out go all that are facts: where most items of
a list are targets the rest are too, and what a line allots without a verb is sure where other lines of its part do the
same ("Quý I: 05 đợt", "Quý II: 04 đợt").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Literal

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.figures.leads import lines_above
from parsers.layout.outline import Paragraph
from parsers.mentions.quantities.mentions import QuantityMention

Stance = Literal["target", "result"]

_ENOUGH = 2
_OF_WHICH = regex.compile(r"(?<!\w)(?:gồm|bao gồm|trong đó|cụ thể|chia ra)(?!\w)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantity with the sentence and clause around it; offsets into the view. ``clue`` names what decided."""

    mention: QuantityMention
    paragraph: Paragraph
    sentence: tuple[int, int]
    clause: tuple[int, int]
    stance: Stance
    doubts: tuple[str, ...] = ()
    clue: str = ""


def with_siblings(
    annotated: AnnotatedDocument, decided: list[Statement], undecided: list[Statement]
) -> list[Statement]:
    """The decided statements, and those of the undecided whose siblings are targets, in order."""
    targets = [s for s in decided if s.stance == "target"]
    allotted = Counter(numbered_part(annotated, s) for s in targets if s.clue == "allotted")
    sure = [
        replace(s, doubts=()) if s.clue == "allotted" and allotted[numbered_part(annotated, s)] >= _ENOUGH else s
        for s in decided
    ]
    likes = Counter(_list(annotated, s) for s in targets)
    parts = [replace(s, clue="part-of-a-total") for s in undecided if _is_part(annotated, s, targets)]
    undecided = [s for s in undecided if not _is_part(annotated, s, targets)]
    unlike = Counter(_list(annotated, s) for s in undecided)
    joined = [
        replace(s, doubts=("weak-cue",), clue="siblings")
        for s in undecided
        if likes[_list(annotated, s)] >= max(_ENOUGH, 2 * unlike[_list(annotated, s)])
    ]
    return sorted([*sure, *parts, *joined], key=lambda s: s.mention.start)


def _is_part(annotated: AnnotatedDocument, statement: Statement, targets: list[Statement]) -> bool:
    """Whether its sentence gives a total of the same unit before it: "Tổng số 620 suất, gồm: hộ nghèo 410 suất; …"."""
    unit = statement.mention.quantity.unit
    totals = (t for t in targets if t.sentence == statement.sentence and _are_alike(t.mention.quantity.unit, unit))
    return unit is not None and any(
        _OF_WHICH.search(annotated.view.norm, total.mention.end, statement.mention.start) for total in totals
    )


def _are_alike(one: str | None, other: str | None) -> bool:
    """Whether two units are one, the shorter as it is said again: "1.200 cuốn sách, trong đó … 350 cuốn"."""
    return one == other or bool(one and other and one.startswith(f"{other} "))


def _list(annotated: AnnotatedDocument, statement: Statement) -> Hashable:
    """What the items of one list have in common: the line above them, how they are marked, what they count."""
    lines = lines_above(annotated, statement.paragraph)
    above = lines[1].start if len(lines) > 1 else -1
    return above, statement.paragraph.label, statement.mention.quantity.unit


def numbered_part(annotated: AnnotatedDocument, statement: Statement) -> tuple[Hashable, str | None]:
    """The numbered part that a statement stands in, and what it counts."""
    numbered = [line.start for line in lines_above(annotated, statement.paragraph)[1:] if line.opens]
    return tuple(numbered[:1]), statement.mention.quantity.unit
