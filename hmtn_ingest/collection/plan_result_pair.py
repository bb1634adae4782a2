"""What a comparison of plan and result says of one body: the pair of numbers, or the total of a unit. Data alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hmtn_ingest.collection.figures import Figure, Measure, Period, Who
from parsers.records import BodyLevel, Number

A_MONTH = 27
"""Days from the first to the last of the shortest month."""

Note = Literal["plans-differ", "results-differ", "plan-from-report", "part-of-period", "no-plan", "no-result"]
Reason = Literal[
    "group", "per", "single", "shared", "part", "no-period", "no-unit", "no-number", "namesake", "no-plan",
    "results-differ",
]  # fmt: skip
"""Why a number is not compared: it is for each member of a group, for each event, for one event, of several bodies
together or of a part of what its document reports; its period, unit or value is open; two bodies have the name; no plan
was found; different numbers are reported."""

BELOW: tuple[Reason, ...] = ("single", "per", "group")
"""What stands under the numbers of a whole body: of an event, of each event, of the members of a group."""


@dataclass(frozen=True, slots=True)
class PlanResultPair:
    """Plan and result of one body for one measure and period. ``percent`` is ours; what documents state is in figures.

    ``reported`` is the period that the result is for, where that is only the first part of ``period``.
    """

    who: Who
    body_name: str
    level: BodyLevel | None
    measure: Measure
    period: Period
    plan: Number | None
    result: Number | None
    plans: tuple[Figure, ...] = ()
    results: tuple[Figure, ...] = ()
    reported: Period | None = None
    notes: tuple[Note, ...] = ()

    @property
    def is_occasion(self) -> bool:
        """Whether the numbers are of a day or a few, and no plan for a body's year, quarter or month."""
        return (self.period.last - self.period.first).days < A_MONTH

    @property
    def is_plan_reviewed(self) -> bool:
        """Whether a person has looked at what the plan is taken from, be it a report's own figure."""
        return all(figure.is_reviewed for figure in self.plans or self.results)

    @property
    def is_result_reviewed(self) -> bool:
        return all(figure.is_reviewed for figure in self.results)

    @property
    def percent(self) -> Number | None:
        if not self.plan or self.result is None:
            return None
        share = round(self.result / self.plan * 100, 1)
        return int(share) if share == int(share) else share


@dataclass(frozen=True, slots=True)
class Total:
    """What documents state for a unit beside our sum of its parts.

    ``plans`` are the unit's own figures; ``differs`` tells that none of them allows the sum; ``missing`` are the parts
    that have not reported, ``omitted`` those whose number is not certain: our sum is then no whole.
    """

    who: Who
    body_name: str
    level: BodyLevel | None
    measure: Measure
    period: Period
    stated_plan: Number | None
    summed_plan: Number | None
    plan_parts: int
    stated_result: Number | None
    summed_result: Number | None
    result_parts: int
    plans: tuple[Figure, ...] = ()
    differs: bool = False
    missing: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
