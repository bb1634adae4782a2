"""Dates as documents write them: full, partial, ranged, alternative, year-less, recurring, with time and comparator.

Four steps: the places in the calendar that a text names (``expressions``), the words beside them (``context``), what
several of them make together (``series``), and the years that they leave out (``years``). ``recurrence`` reads what
repeats, ``patterns`` holds what all match with. Nothing is repaired: an impossible day is left open and said.
"""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers import regex
from parsers.mentions.dates import series as date_series
from parsers.mentions.dates.candidates import DateCandidate, Relation
from parsers.mentions.dates.context import attach_context
from parsers.mentions.dates.expressions import date_expressions
from parsers.mentions.dates.lunar import lunar_days
from parsers.mentions.dates.patterns import YEAR
from parsers.mentions.dates.recurrence import repetitions
from parsers.mentions.dates.relative import RelativeLimit, relative_limits
from parsers.mentions.dates.values import value, weekday
from parsers.mentions.dates.years import YearContext, give_years
from parsers.records import DateValue
from parsers.sentences import clauses
from parsers.text import NormalisedText

__all__ = ["DateContext", "DateMention", "Relation", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a year-less date is read against: the day of issue, the year that the document is about, those of its parts.

    ``parts`` are stretches whose heading names a year ("I. KẾT QUẢ NĂM 2025"), the inner ones last. ``looks_back``
    is said of a report.
    """

    issued: datetime.date | None = None
    year: int | None = None
    parts: Sequence[tuple[int, int, int]] = ()
    looks_back: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in the view.

    ``start``/``end`` hold the expression itself ("ngày 28/01/2026", "đầu tháng 02 năm 2026"); ``cue_start`` is where
    the preposition or comparator before it begins ("trước ngày …", "chậm nhất đến …"), else equal to ``start``.
    A repetition has ``rrule`` and no ``value``; its clock time, where it has one, is ``time``. ``named`` marks a fixed
    day that is called by its name ("Ngày Quốc tế Người hiến máu 14/6"). Bare years are mentions too, of EDTF "2026".
    ``completed_by`` is the expression of the same sentence that holds its year, the "tháng" of a list, or the
    "Hằng tháng" that repeats a day. A limit that counts from something has ``offset``, and neither ``value`` nor
    ``rrule``.

    Doubts: ``inferred-year``, ``no-year``, ``blank``, ``impossible-date``, ``ambiguous-date``, ``two-digit-year``,
    ``weekday-mismatch``, ``fuzzy-cue``, ``several-per-period``, ``no-issue-date``, ``lunar-date``, ``ocr`` (a letter
    read as a figure).
    """

    start: int
    end: int
    cue_start: int
    value: DateValue | None
    rrule: tuple[str, ...] | None = None
    relation: Relation | None = None
    weekday: int | None = None  # 0 = Monday, as the text names it
    doubts: tuple[str, ...] = field(default=())
    time: str | None = None
    named: bool = False
    completed_by: tuple[int, int] | None = None
    offset: RelativeLimit | None = None
    called_off: bool = False
    """No longer holds: another day took its place ("lùi từ ngày 05/3 sang …"), or nothing takes place."""
    instead: bool = False
    """Took the place of another day."""


# A letter that a scanner made of a figure, where only a figure can stand and another one is left:
# "ngày I0/6/2020" · "trước ngày 20/l1/2026" · "tháng I1/2026"
_MISREAD = regex.compile(
    r"(?=\d[ilo]|[ilo]\d)(?:(?<![\w/.,])(?=[\dilo]{2} ?/ ?[\dilo]{1,2} ?/)|(?<=\d ?/ ?)|(?<=tháng ))"
    rf"(?:\d[ilo]|[ilo]\d)(?= ?/ ?(?:[\dilo]{{1,2}} ?/ ?)?{YEAR}(?!\w))"
)
_LETTER_AT_FIGURE = re.compile(r"\d[ilo]|[ilo]\d")
_FIGURES = str.maketrans("ilo", "110")


def find_dates(view: NormalisedText, context: DateContext, taken: list[tuple[int, int]]) -> list[DateMention]:
    """All date expressions of the view in order; ``taken`` stretches (document numbers, phones) hold no dates."""
    norm = view.norm
    if _LETTER_AT_FIGURE.search(norm):
        norm = _MISREAD.sub(lambda match: match[0].translate(_FIGURES), norm)
    misread = [n for n, (a, b) in enumerate(zip(norm, view.norm, strict=True)) if a != b] if norm != view.norm else []
    mask = bytearray(len(norm))
    for start, end in taken:
        mask[start:end] = b"\x01" * (end - start)
    repeated = [r for r in repetitions(norm) if mask.find(1, r.start, r.end) < 0]
    for one in repeated:
        if "BY" in one.rules[0]:  # "ngày 05 hằng tháng", "thứ Sáu hằng tuần": no other reading
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    candidates = [*lunar_days(norm, mask), *date_expressions(norm, mask)]
    for candidate in candidates:
        attach_context(candidate, view)
        if any(candidate.start <= n < candidate.end for n in misread):
            candidate.doubts.append("ocr")
    candidates.sort(key=lambda c: c.start)
    ends = sorted(end for _, end in taken)
    cited = frozenset(c.start for c in candidates if _follows(ends, c.cue_start))
    sentences = clauses(view)
    candidates = date_series.join(candidates, norm, context.issued)
    candidates = date_series.repeat(candidates, repeated, norm, sentences)
    candidates = [c for c in candidates if not c.bare or c.named]
    years = YearContext(context.year, context.issued, sentences, cited, context.parts, context.looks_back)
    give_years(candidates, years, norm)
    counted = _counted(norm, [c for c in candidates if c.rules and c.time])
    return sorted([*(_mention(c) for c in candidates), *counted], key=lambda mention: mention.start)


def _counted(norm: str, clocked: list[DateCandidate]) -> list[DateMention]:
    """The limits that count from something; "trước 16 giờ" behind "hằng ngày" is an hour of the clock."""
    limits = (r for r in relative_limits(norm) if not any(c.start <= r.start and r.end <= c.end for c in clocked))
    return [DateMention(r.start, r.end, r.start, None, relation=r.relation, offset=r) for r in limits]


def _follows(ends: list[int], start: int) -> bool:
    """Whether a document number stands right before ("số 12/KH-UBND ngày …"): the year of a citation is not ours."""
    index = bisect.bisect_right(ends, start)
    return index > 0 and start - ends[index - 1] <= 3


def _mention(candidate: DateCandidate) -> DateMention:
    doubts = tuple(dict.fromkeys(candidate.doubts))
    repeats = bool(candidate.rules)
    if not repeats and _other_weekday(candidate):
        doubts += ("weekday-mismatch",)
    relation = candidate.relation
    if repeats and relation not in ("before", "by"):
        relation = "every"
    return DateMention(
        candidate.start,
        candidate.end,
        candidate.cue_start,
        None if repeats else _value(candidate),
        rrule=candidate.rules or None,
        relation=relation,
        weekday=candidate.weekday,
        doubts=doubts,
        time=candidate.time,
        named=candidate.named and not repeats,
        completed_by=None if repeats and candidate.points else candidate.completed_by,
        called_off=candidate.called_off,
        instead=candidate.instead,
    )


def _other_weekday(candidate: DateCandidate) -> bool:
    """Whether the day falls on another weekday than the one named beside it."""
    if candidate.weekday is None or len(candidate.points) != 1:
        return False
    return weekday(candidate.points[0]) not in (None, candidate.weekday)


def _value(candidate: DateCandidate) -> DateValue:
    changes: dict[str, object] = {"time": candidate.time, "time_end": candidate.time_end, "part": candidate.part}
    left_out = [
        *(["year"] if candidate.year_inferred else []),
        *(["last"] if candidate.until_now else []),
    ]
    if left_out:
        changes["inferred"] = left_out
    if candidate.tentative:
        changes["tentative"] = True
    return value(candidate.points, candidate.join).model_copy(update=changes)
