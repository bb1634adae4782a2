"""How often the reading was right, as people here judged it fact by fact. Pure.

In: the decisions about a document. Goes out: for each kind how many facts were accepted as they were read, how many
were changed or rejected, and how many were added because they had been missed. What was accepted together with others
was not looked at and proves nothing; where it was changed later, it counts as wrong.

    score(reviewed.decisions)["obligation"]  # KindScore(right=91, wrong=13, missed=5): right 91 of 104
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hmtn_ingest.kinds import BY_NAME
from hmtn_ingest.review.decision import Decision, in_force
from hmtn_ingest.review.matching import kind_of
from hmtn_ingest.review.undoing import TOGETHER


class KindScore(NamedTuple):
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def judged(self) -> int:
        return self.right + self.wrong


Scores = Mapping[str, KindScore]


def score(decisions: Iterable[Decision]) -> dict[str, KindScore]:
    """The score of one document by kind; kinds on which nobody decided are not in it."""
    by_fact: dict[str, list[Decision]] = {}
    for decision in in_force(decisions):
        by_fact.setdefault(decision.record, []).append(decision)
    found: list[Scores] = []
    for key, about in by_fact.items():
        kind = kind_of(key)
        if kind in BY_NAME and kind != "residue":
            found.append({kind: _judged(about)})
    return total_score(found)


def _judged(about: list[Decision]) -> KindScore:
    actions = {one.action for one in about}
    if "add" in actions:
        return KindScore(missed=int("reject" not in actions))
    if actions & {"edit", "reject"}:
        return KindScore(wrong=1)
    looked_at = any(one.action == "accept" and not TOGETHER.fullmatch(one.note or "") for one in about)
    return KindScore(right=int(looked_at))


def total_score(several: Iterable[Scores]) -> dict[str, KindScore]:
    """Scores of several documents together."""
    total: dict[str, KindScore] = {}
    for scores in several:
        for kind, one in scores.items():
            before = total.get(kind, KindScore())
            total[kind] = KindScore(*(a + b for a, b in zip(before, one, strict=True)))
    return {kind: one for kind, one in sorted(total.items()) if any(one)}
