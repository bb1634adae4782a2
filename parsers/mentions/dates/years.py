"""The year of a date that leaves it out: from its sentence, the part that it stands in, the document, the day of issue.

A year that one of these settles is no doubt. It is one (``inferred-year``) where two years compete: a sentence that
speaks of another year than its part, a day that the year of issue would bring as well, a limit that would lie before
the day of issue; and where nothing but the other dates of the document tells.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from parsers import regex
from parsers.mentions.dates.candidates import DateCandidate
from parsers.mentions.dates.patterns import COMPARED_BEHIND
from parsers.mentions.dates.values import Point, turns
from parsers.sentences import Sentences

_FAR = 150
"""Days: a limit without a year that lies further back than this from the day of issue means the next year."""

# "tăng 10% so với | năm 2025" · "cùng kỳ | năm 2025": the year of something else
_COMPARED = regex.compile(
    r"(?r)(?<!\w)(?:so với|so|cùng kỳ|bằng|như|của) (?:[^.;:,()\n\t\d]{1,30} )?"
    r"|(?<!\w)(?:dự toán|ngân sách|kinh phí|kế hoạch|chỉ tiêu|chương trình)(?: [^.;:()\n\t\d]{1,60})? "
)
# "dưới 450 ca (năm 2025 | : 473 ca)"
_BEHIND = regex.compile(COMPARED_BEHIND)
_Lent = tuple[int, int, int | None]
"""Where an expression stands that names a year, and the year."""


@dataclass(frozen=True, slots=True)
class YearContext:
    """Where a date without a year takes it from.

    ``parts`` are stretches of the text whose heading names a year, the inner ones last. ``cited`` are the starts of
    dates that belong to other documents: their years are not lent. ``looks_back`` is said of a report, whose days lie
    behind it.
    """

    period: int | None
    issued: datetime.date | None
    sentences: Sentences
    cited: frozenset[int]
    parts: Sequence[tuple[int, int, int]] = ()
    looks_back: bool = False

    def part(self, at: int) -> int | None:
        """The year of the innermost part around ``at`` that names one."""
        return next((year for start, end, year in reversed(self.parts) if start <= at < end), None)


def give_years(candidates: list[DateCandidate], context: YearContext, norm: str) -> None:
    """Years for the candidates without one; where nothing says the year it stays open, with the doubt ``no-year``."""
    written = [c for c in candidates if c.points and c.start not in context.cited and not c.year_shared]
    years = sorted(((c.start, c.end, _lent(c, context)) for c in written if _lends(c, norm)), key=itemgetter(0))
    lenders = {(c.start, c.end): c for c in written}
    only = _only_year(candidates, context)
    for candidate in candidates:
        if not candidate.yearless or candidate.rules:
            continue
        found = _with_year(candidate, context, years, lenders, only, norm.rfind("\n", 0, candidate.start) + 1)
        if found is None:
            candidate.doubts.append("no-year")
            continue
        candidate.points, competes = found
        candidate.points = _in_order(candidate)
        if any(p.impossible for p in candidate.points):
            candidate.doubts.append("impossible-date")
            candidate.points = tuple(p.possible() for p in candidate.points)
        candidate.year_inferred = True
        if competes:
            candidate.doubts.append("inferred-year")


def _with_year(
    candidate: DateCandidate,
    context: YearContext,
    years: list[_Lent],
    lenders: dict[tuple[int, int], DateCandidate],
    only: _Lent | None,
    paragraph: int,
) -> tuple[tuple[Point, ...], bool] | None:
    """The points with the year, and whether another one might be meant; ``None`` where nothing says it.

    ``years`` are in the order of the text, ``lenders`` are their expressions, ``paragraph`` is where its paragraph
    begins.
    """
    begin, end = context.sentences.around(candidate.start)
    beside = [(abs(first - candidate.start), year, (first, last)) for first, last, year in _between(years, begin, end)]
    settled = context.part(candidate.start)
    if beside:
        _, year, lender = min(beside)
        lent = _of_year(candidate, year)
        if ahead := _not_of_lender(candidate, lent, lenders[lender], context):
            return ahead, True
        candidate.completed_by = lender
        return lent, len({y for _, y, _ in beside}) > 1
    if settled is not None:
        return _of_year(candidate, settled), False
    if context.period or context.issued:
        points, competes = _of_document(candidate, context)
        above = _between(years, paragraph, candidate.start)
        named = [year for first, last, year in above if lenders[first, last].unit != "year"]
        if named and named[-1] != points[0].year and candidate.unit == "day":
            return _of_year(candidate, named[-1]), True  # "… trước ngày 18/10/2025. Ngày 20/10 niêm yết …"
        return points, competes
    if only is None:
        return None
    first, last, year = only
    candidate.completed_by = (first, last)
    return _of_year(candidate, year), True


def _between(years: list[_Lent], begin: int, end: int) -> list[_Lent]:
    """Those that stand from one place of the text to another."""
    return years[bisect_left(years, begin, key=itemgetter(0)) : bisect_left(years, end, key=itemgetter(0))]


def _only_year(candidates: list[DateCandidate], context: YearContext) -> _Lent | None:
    """The year of all days and months that name one, with the first; ``None`` where they name none or several."""
    named = [
        (c.start, c.end, p.year)
        for c in candidates
        if c.start not in context.cited
        for p in c.points
        if p.year and p.unit != "year"
    ]
    return named[0] if len({year for _, _, year in named}) == 1 else None


def _lends(candidate: DateCandidate, norm: str) -> bool:
    """Whether a written year counts for the dates beside it: not "so với năm 2025", "dự toán năm 2025"."""
    point = candidate.points[0]
    turns_year = candidate.join == "to" and len({p.year for p in candidate.points}) > 1
    if point.year is None or turns_year:  # "tính từ ngày 15/12/2025 đến ngày 14/6/2026"
        return False
    if (
        point.unit == "year"
        and norm.endswith(("(", "(năm "), 0, candidate.start)
        and _BEHIND.match(norm, candidate.end)
    ):
        return False
    return point.unit != "year" or not _COMPARED.match(norm, max(0, candidate.cue_start - 80), candidate.cue_start)


def _lent(candidate: DateCandidate, context: YearContext) -> int | None:
    """The year that a written date lends: of a stretch over two years the one that the document is about.

    "6 tháng đầu năm (từ ngày 15/12/2025 đến ngày 14/6/2026)" in a report of 2026.
    """
    years = {point.year for point in candidate.points}
    return context.period if context.period in years else candidate.points[0].year


def _of_year(candidate: DateCandidate, year: int | None) -> tuple[Point, ...]:
    return tuple(replace(p, year=year) if p.year is None else p for p in candidate.points)


def _of_document(candidate: DateCandidate, context: YearContext) -> tuple[tuple[Point, ...], bool]:
    """The points in the document's year, and whether another year might be meant.

    A limit that would lie far back from the day of issue means the next year.
    """
    issued = context.issued
    year = context.period or (issued.year if issued else 0)
    points = _of_year(candidate, year)
    last = points[-1].last()
    binds = candidate.relation in ("before", "by")
    if not issued or not last:
        return points, False
    if binds and year == issued.year and (issued - last).days > _FAR:
        return tuple(replace(p, year=year + 1) for p in points), True
    if year != issued.year and points[0].unit == "day":
        other = replace(points[0], year=issued.year).first()
        return points, year < issued.year or (other is not None and other >= issued)
    return points, last < issued and (binds or not context.looks_back) and points[0].unit == "day"


def _not_of_lender(
    candidate: DateCandidate, lent: tuple[Point, ...], lender: DateCandidate, context: YearContext
) -> tuple[Point, ...] | None:
    """The points in the document's year, where the year beside them is that of something else.

    "lưu hồ sơ năm 2024 trước ngày 20/11" would be due before the day of issue, "hồ sơ năm 2025 … thứ Sáu 11/12" is no
    Friday in 2025, "trước ngày 10 tháng 12 để kịp cấp thẻ từ 01/01/2027" would come after what it is done for.
    """
    if context.looks_back or not context.issued:
        return None
    points, _ = _of_document(candidate, context)
    days = [one[-1].last() for one in (lent, points)]
    past, ahead = (day is not None and day < context.issued for day in days)
    limit = candidate.relation in ("before", "by")
    if lender.unit != "year":
        next_one = lender.points[0].first() if lender.start > candidate.start and lender.relation == "from" else None
        late = limit and next_one is not None and days[0] is not None and days[0] > next_one and not ahead
        return points if late and days[1] is not None and next_one is not None and days[1] < next_one else None
    right = [day is not None and day.weekday() == candidate.weekday for day in days]
    return points if (limit and past and not ahead) or right == [False, True] else None


def _in_order(candidate: DateCandidate) -> tuple[Point, ...]:
    """The points, the end of a stretch in the next year where the year turns within it."""
    if candidate.join != "to" or len(candidate.points) != 2:
        return candidate.points
    first, last = candidate.points
    return first, replace(last, year=(last.year or 0) + turns(first, last))
