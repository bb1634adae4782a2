"""Plan against result, and totals up the levels: what may be compared is compared, what may not is said. Pure.

A number is set beside another only where body, measure and period agree. A sum is ours and stands beside the stated
one, never in its place; it adds the rows of the tables by which a unit shares its plan out, or else what the units one
level below say, so that a total and its parts never meet in one sum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from hmtn_ingest.collection.figures import Figure, FigureKind, Measure, Period, Who, unit_name
from hmtn_ingest.collection.home import ADMINISTRATION, LEVELS
from hmtn_ingest.collection.plan_result_pair import A_MONTH, Note, PlanResultPair, Reason, Total
from parsers.records import BodyLevel, Number

Key = tuple[Who, Measure, Period]


class PlanVsResult:
    """The figures of all documents, set against each other."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.figures = list(figures)
        self.parents = _parents(self.figures)
        self.set_aside: list[tuple[Figure, Reason]] = []
        self._plans: defaultdict[Key, list[Figure]] = defaultdict(list)
        self._results: defaultdict[Key, list[Figure]] = defaultdict(list)
        self._names: dict[Who, tuple[str, BodyLevel | None]] = {}
        for figure in self.figures:
            self._names.setdefault(figure.who, (figure.body_name, figure.level))
            if reason := self._why_not(figure):
                self.set_aside.append((figure, reason))
            elif figure.period:
                side = self._results if figure.kind == "result" else self._plans
                side[figure.who, figure.measure, figure.period].append(figure)
        self._reports: defaultdict[tuple[Who, Measure], list[Period]] = defaultdict(list)
        for who, measure, period in self._results:
            self._reports[who, measure].append(period)
        self.pairs = self._pairs()
        self.set_aside += [
            (figure, reason)
            for pair in self.pairs
            for note, reason in _OPEN.items()
            if note in pair.notes
            for figure in pair.results
        ]
        self._by_key = {(pair.who, pair.measure, pair.period): pair for pair in self.pairs}

    def _why_not(self, figure: Figure) -> Reason | None:
        if figure.group:
            return "group"
        if figure.single:
            return "single"
        if figure.measure.per or figure.each:
            return "per"
        if figure.shared:
            return "shared"
        if figure.number is None:
            return "no-number"
        if not figure.measure.unit:
            return "no-unit"
        if figure.period is None:
            return "no-period"
        if figure.who != figure.home and self._namesake(figure.who):
            return "namesake"
        return None

    def _namesake(self, who: Who) -> bool:
        """Whether two units of one level each have a body of this name."""
        levels = [parent.identity.level for parent in self.parents.get(who, ())]
        return len(levels) > len(set(levels))

    def _pairs(self) -> list[PlanResultPair]:
        keys = dict.fromkeys([*self._plans, *self._results])
        matched: set[Key] = set()
        found: list[PlanResultPair] = []
        for key in keys:
            plans = self._plans.get(key, [])
            if not plans:
                continue
            results = self._results.get(key, [])
            reported = None
            if results:
                matched.add(key)
            elif begun := self._begun(key):
                results, reported = self._results[begun], begun[2]
                matched.add(begun)
            found.append(self._pair(key, plans, results, reported))
        found += [
            self._pair(key, [], self._results[key], None) for key in keys if key in self._results.keys() - matched
        ]
        return found

    def _begun(self, key: Key) -> Key | None:
        """The result for the longest part of a plan's period that begins with it: half a year of a year."""
        who, measure, period = key
        begun = [
            part
            for part in self._reports.get((who, measure), ())
            if part.first == period.first
            and (part.last - part.first).days >= A_MONTH
            and part.last < period.last
            and part.round == period.round
        ]
        return (who, measure, max(begun, key=lambda part: part.last)) if begun else None

    def _pair(
        self, key: Key, plans: Sequence[Figure], results: Sequence[Figure], reported: Period | None
    ) -> PlanResultPair:
        who, measure, period = key
        notes: list[Note] = []
        plan = _plan(who, plans)
        planned = {figure.planned for figure in results if figure.planned is not None}
        if plan is None and len(planned) == 1 and not plans:
            plan = planned.pop()
            notes.append("plan-from-report")
        elif not all(_agrees(figure, plan) for figure in plans) or (reported is None and not _covers(plans, planned)):
            notes.append("plans-differ")
        results = self._whole(results, plan)
        reached = {figure.number for figure in results}
        result = reached.pop() if len(reached) == 1 else None
        if reached and results:
            notes.append("results-differ")
        if reported:
            notes.append("part-of-period")
        if not results:
            notes.append("no-result")
        if plan is None:
            notes.append("no-plan")
        body_name, level = self._names[who]
        return PlanResultPair(
            who, body_name, level, measure, period, plan, result, tuple(plans), tuple(results), reported, tuple(notes)
        )

    def _whole(self, results: Sequence[Figure], plan: Number | None) -> Sequence[Figure]:
        """Of different numbers that one document reports, the one that it sets against the plan; the others are parts
        of it."""
        documents = {figure.summary.document for figure in results}
        whole = [figure for figure in results if plan is not None and figure.planned == plan]
        if len(documents) > 1 or len({figure.number for figure in results}) == 1:
            return results
        if len({figure.number for figure in whole}) != 1:
            return results
        self.set_aside += [(figure, "part") for figure in results if figure not in whole]
        return whole

    @cached_property
    def _below(self) -> dict[Who, set[Who]]:
        """The units next below each unit."""
        below: defaultdict[Who, set[Who]] = defaultdict(set)
        for who in {*self.parents, *(pair.who for pair in self.pairs)}:
            nearest = min(self.parents.get(who, ()), key=lambda parent: _rank(parent.identity.level), default=None)
            if (
                nearest
                and who.identity.office == ADMINISTRATION
                and _rank(who.identity.level) < _rank(nearest.identity.level)
            ):
                below[nearest].add(who)
        return dict(below)

    def totals(self, measure: Measure, period: Period) -> list[Total]:
        """Every unit whose parts have numbers, the highest level first; none for a measure that does not add up.

        One part is no sum: it counts only beside a number that a document states for the whole.
        """
        if not measure.additive:
            return []
        below = self._below
        sharing = {unit for unit, one, when in self._given if (one, when) == (measure, period)}
        units = sorted({*below, *sharing}, key=lambda who: (-_rank(who.identity.level), unit_name(who.identity) or ""))
        found = (self._total(unit, below, measure, period) for unit in units)
        return [total for total in found if _says_something(total)]

    def _total(self, unit: Who, below: Mapping[Who, set[Who]], measure: Measure, period: Period) -> Total:
        own = self._by_key.get((unit, measure, period))
        mine = [figure for figure in own.plans if figure.home == unit] if own else []
        stated = [figure for figure in mine if figure.kind == "stated_total"] or [
            figure for figure in mine if figure.kind == "target"
        ]
        shares = self._shares(unit, measure, period)
        missing: list[str] = []
        if not shares:
            parts = {who: self._plan_of(who, below, measure, period) for who in below.get(unit, ())}
            shares = {who: number for who, number in parts.items() if number is not None}
        results = {who: self._result_of(who, below, measure, period) for who in below.get(unit, ())}
        reached = {who: number for who, number in results.items() if number is not None}
        if shares and reached:
            missing = sorted(self._body_name(who) for who in results.keys() & shares.keys() - reached.keys())
        summed = _sum(shares.values())
        omitted = tuple(self._omitted.get((unit, measure, period), ()))
        wrong = bool(stated) and summed is not None and not any(_holds(figure, summed) for figure in stated)
        return Total(
            unit,
            self._body_name(unit),
            unit.identity.level,
            measure,
            period,
            _plan(unit, stated),
            summed,
            len(shares),
            own.result if own and not own.reported else None,
            _sum(reached.values()),
            len(reached),
            tuple(stated),
            wrong and not omitted,
            tuple(missing),
            omitted,
        )

    @cached_property
    def _given(self) -> dict[Key, dict[Who, set[Number]]]:
        """What the tables of each unit give each other body."""
        given: defaultdict[Key, dict[Who, set[Number]]] = defaultdict(dict)
        for (who, measure, period), figures in self._plans.items():
            for figure in figures:
                if (
                    figure.home
                    and figure.home != who
                    and figure.kind in ("quota", "rounds")
                    and figure.number is not None
                ):
                    given[figure.home, measure, period].setdefault(who, set()).add(figure.number)
        return dict(given)

    @cached_property
    def _omitted(self) -> dict[Key, dict[str, None]]:
        """Whose numbers in the tables of a unit cannot be added: two tables contradict each other, or two bodies have
        the name."""
        omitted: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        for figure, _ in self.set_aside:
            if figure.kind in ("quota", "rounds") and figure.home and figure.period:
                omitted[figure.home, figure.measure, figure.period][figure.body_name] = None
        for key, given in self._given.items():
            omitted[key] |= {self._body_name(who): None for who, numbers in given.items() if len(numbers) > 1}
        return dict(omitted)

    def _shares(self, unit: Who, measure: Measure, period: Period) -> dict[Who, Number]:
        """What the unit's own tables give each body; one that two tables give different numbers is omitted."""
        given = self._given.get((unit, measure, period), {})
        return {who: next(iter(numbers)) for who, numbers in given.items() if len(numbers) == 1}

    def _plan_of(self, who: Who, below: Mapping[Who, set[Who]], measure: Measure, period: Period) -> Number | None:
        pair = self._by_key.get((who, measure, period))
        if pair and pair.plan is not None:
            return pair.plan
        shares = self._shares(who, measure, period)
        if shares:
            return _sum(shares.values())
        inner = (self._plan_of(part, below, measure, period) for part in below.get(who, ()))
        return _sum(number for number in inner if number is not None)

    def _result_of(self, who: Who, below: Mapping[Who, set[Who]], measure: Measure, period: Period) -> Number | None:
        pair = self._by_key.get((who, measure, period))
        if pair and pair.results:
            return None if pair.reported else pair.result
        inner = (self._result_of(part, below, measure, period) for part in below.get(who, ()))
        return _sum(number for number in inner if number is not None)

    def _body_name(self, who: Who) -> str:
        return self._names[who][0] if who in self._names else unit_name(who.identity) or who.identity.office


def _says_something(total: Total) -> bool:
    plan = total.plan_parts > 1 or (total.plan_parts == 1 and total.stated_plan is not None)
    return plan or total.result_parts > 1 or (total.result_parts == 1 and total.stated_result is not None)


_OPEN: dict[Note, Reason] = {"no-plan": "no-plan", "results-differ": "results-differ"}
_ORDER: tuple[FigureKind, ...] = ("target", "stated_total", "rounds", "quota")


def _plan(who: Who, plans: Sequence[Figure]) -> Number | None:
    """The number to count with: what the body itself sets before what others give it, a sentence before a table.

    ``None`` where two documents, or two sentences, of the same weight say different numbers.
    """
    for own in (True, False):
        for kind in _ORDER:
            mine = [figure for figure in plans if (figure.home == who) is own and figure.kind == kind]
            numbers = {figure.number for figure in mine}
            if numbers:
                return next(iter(numbers)) if len(numbers) == 1 else None
    return None


def _agrees(figure: Figure, plan: Number | None) -> bool:
    """Whether a number goes with the plan's: the same, or within the ends that either leaves open."""
    return plan is not None and _holds(figure, plan)


def _holds(figure: Figure, number: Number) -> bool:
    low, high = figure.low, figure.high
    if figure.comparator in ("at_least", "more_than", "about"):
        return low is not None and (number >= low or figure.comparator == "about")
    if figure.comparator in ("at_most", "less_than"):
        return high is not None and number <= high
    return (low is None or low <= number) and (high is None or number <= high)


def _covers(plans: Sequence[Figure], planned: Iterable[Number]) -> bool:
    return all(any(_holds(figure, number) for figure in plans) for number in planned) if plans else True


def _parents(figures: Iterable[Figure]) -> dict[Who, set[Who]]:
    """The units that each body belongs to, by the tables and letterheads that say so."""
    parents: defaultdict[Who, set[Who]] = defaultdict(set)
    for figure in figures:
        if figure.home and figure.above:
            parents[figure.home].add(figure.above)
        if figure.home and figure.who != figure.home and not figure.group and _below(figure):
            parents[figure.who].add(figure.home)
    return dict(parents)


def _below(figure: Figure) -> bool:
    assert figure.home
    if figure.kind in ("quota", "rounds"):
        return True
    return figure.who.identity.office == ADMINISTRATION and _rank(figure.level) < _rank(figure.home.identity.level)


def _rank(level: BodyLevel | None) -> int:
    return LEVELS.index(level) if level else -1


def _sum(numbers: Iterable[Number]) -> Number | None:
    held = list(numbers)
    return round(sum(held), 6) if held else None
