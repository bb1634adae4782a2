"""Dates as documents write them: full, partial, ranged, alternative, year-less, recurring, with time and comparator.

Three steps: places in the calendar that stand in the text (``places``), the words beside them (``dress``), and what several
of them make together (``_join``, ``_repeat``, ``_years``). Nothing is repaired: an impossible day is left open and said.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import regex

from parsers.lexicon import load
from parsers.mentions.calendar_values import Join, Point, value, weekday
from parsers.mentions.recurrence import WEEKDAY, YEARLY_TAIL, Repetition, opens_clause, repetitions, yearly
from parsers.normalise import View, fold
from parsers.records import DateValue

Relation = Literal["before", "by", "on", "within", "every", "from"]

_LEXICON = load("dates")
_WEEKDAYS: dict[str, int] = _LEXICON["weekdays"]
_PART_OF_DAY: dict[str, str] = _LEXICON["part_of_day"]
_PART_OF_PERIOD: dict[str, str] = _LEXICON["part_of_period"]
_MONTH_NAMES: dict[str, int] = _LEXICON["month_names"]
_CUES: dict[str, str] = {phrase: cue["relation"] for cue in _LEXICON["cue"] for phrase in cue["phrases"]}
_FUZZY: dict[str, Relation] = {phrase: kind for kind, phrases in _LEXICON["fuzzy"].items() for phrase in phrases}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(regex.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a year-less date is read against: the day of issue and the year that the document is about."""

    issued: datetime.date | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in the view.

    ``start``/``end`` hold the expression itself ("ngày 28/01/2026", "đầu tháng 02 năm 2026"); ``cue_start`` is where the
    preposition or comparator that belongs to it begins ("trước ngày …", "chậm nhất đến …"), else equal to ``start``.
    A repetition has ``rrule`` and no ``value``; its clock time, where it has one, is ``time``. ``named`` marks a fixed day
    that is called by its name ("Ngày Quốc tế Người hiến máu 14/6"). Bare years are mentions too, of EDTF "2026".
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


# --- what several make together ---------------------------------------------------------------------------------------

_TO = regex.compile(r",? ?(?:cho )?(?:đến|tới)(?: hết| trước)? ?(?:ngày )?| ?- ?(?:hết )?")
_OR = regex.compile(r",? (?:hoặc|hay)(?: là)? ?(?:vào )?")
_AND = regex.compile(r"(?:,| và|;|,? và) ?(?:trước |vào )?")


def _join(drafts: list[Draft], norm: str, issued: datetime.date | None) -> list[Draft]:
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if (
            last
            and last.join is None
            and draft.join is None
            and not last.rules
            and last.unit
            and draft.unit
            and draft.start > last.end
        ):
            gap = norm[last.end : draft.start]
            if (
                len(gap) < 20
                and _TO.fullmatch(gap)
                and _same_kind(last, draft)
                and last.relation not in ("before", "by")
            ):
                joined[-1] = _interval(last, draft)
                continue
            if len(gap) < 14 and _OR.fullmatch(gap) and not draft.relation and _same_kind(last, draft):
                joined[-1] = _pair(last, draft, "or")
                continue
            if len(gap) < 14 and _AND.fullmatch(gap):
                _coordinate(last, draft)
        joined.append(draft)
    for draft in joined:
        if draft.join is not None or len(draft.points) != 1 or draft.rules:
            continue
        now = _TO_NOW.match(norm, draft.end)
        if now and draft.relation in ("from", None):
            draft.end, draft.cue = now.end(), "từ"
            if issued:
                draft.points += (Point("day", issued.year, issued.month, issued.day),)
                draft.join = "to"
            else:
                draft.join = "open"
                draft.doubts.append("no-issue-date")
        elif draft.relation == "from" or (draft.relation is None and _UNTIL_EVENT.match(norm, draft.end)):
            draft.join = "open"
    return joined


def _same_kind(a: Draft, b: Draft) -> bool:
    return a.unit == b.unit or {a.unit, b.unit} <= {"day", "month"} or {a.unit, b.unit} <= {"month", "quarter", "year"}


def _interval(a: Draft, b: Draft) -> Draft:
    first, last = a.points[0], b.points[0]
    shared = a.year_shared or b.year_shared
    if (
        first.unit == last.unit == "day"
        and first.number == last.number
        and first.day == last.day
        and first.year
        and last.year
    ):
        return replace(b, start=a.start, cue_start=a.cue_start, named=True, bare=False)  # "(26/3/1931 - 26/3/2026)"
    if first.year is None and last.year is not None:
        later = first.number is not None and last.number is not None and first.number > last.number
        first, shared = replace(first, year=last.year - 1 if later else last.year), True
    elif last.year is None and first.year is not None:
        earlier = first.number is not None and last.number is not None and last.number < first.number
        last, shared = replace(last, year=first.year + 1 if earlier else first.year), True
    relation = a.relation if a.relation == "from" else None
    return replace(
        a,
        end=b.end,
        points=(first, last),
        join="to",
        bare=a.bare and b.bare and a.cue is None,
        relation=relation,
        time=a.time or b.time,
        named=a.named or b.named,
        tentative=a.tentative or b.tentative,
        timeless=a.timeless or b.timeless,
        year_shared=shared,
        doubts=[*a.doubts, *b.doubts],
    )


def _pair(a: Draft, b: Draft, join: Join) -> Draft:
    first, last = a.points[0], b.points[0]
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year)
    return replace(a, end=b.end, points=(first, last), join=join, bare=a.bare and b.bare, doubts=[*a.doubts, *b.doubts])


def _coordinate(a: Draft, b: Draft) -> None:
    """Two dates under one cue: "trước ngày 15/6 và 15/12/2026", "7 giờ ngày 11/4 và ngày 12/4/2026"."""
    if a.unit != b.unit:
        return
    if b.relation is None and b.cue is None and a.relation != "from":
        b.relation, b.cue = a.relation, a.cue
    if b.time is None and a.time is not None:
        b.time = a.time
    if b.bare and not a.bare:
        b.bare = False
    elif a.bare and not b.bare and b.cue is None:
        a.bare = False
    b.named = b.named or (a.named and b.time is None)
    if a.yearless and not b.yearless and not b.timeless and b.points[0].year:
        a.points = tuple(replace(p, year=b.points[0].year) for p in a.points)
        a.year_shared = True


_REPEAT_GAP = regex.compile(r"[ ,:;]*\(? ?(?:vào |là |và )?(?:trước |chậm nhất )?")
_PERIODIC = regex.compile(r"(?<!\w)(?:định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng)(?!\w)")
_PERIOD_LABEL = regex.compile(
    r"(?r)(?<!\w)(?:(?:báo cáo|tổng kết|sơ kết) )*(?:6 tháng|06 tháng|9 tháng|quý|cả năm|năm|1 năm|01 năm|tháng)(?: đầu năm| cuối năm)? ?[(:,]? ?"
)


def _repeat(drafts: list[Draft], repeated: list[Repetition], view: View, sentence: Sentences) -> list[Draft]:
    """Turn dates that come back ("trước ngày 15/11 hằng năm") into rules, and add the repetitions that stand alone."""
    norm = view.norm
    for draft in drafts:
        tail = YEARLY_TAIL.match(norm, draft.end) if draft.yearless and draft.unit in ("day", "month") else None
        if tail and draft.join in (None, "and", "or"):
            draft.end = tail.end()
            _make_yearly(draft)
    starts = [d.cue_start for d in drafts]
    spent: set[int] = set()
    alone: list[Draft] = []
    for number, one in enumerate(repeated):
        if any(d.start <= one.start < d.end for d in drafts[max(0, bisect.bisect_left(starts, one.start) - 2) :][:3]):
            spent.add(number)  # the tail of a date
            continue
        index = bisect.bisect_left(starts, one.end)
        near = drafts[index] if index < len(drafts) else None
        following = repeated[number + 1] if number + 1 < len(repeated) else None
        if following and _REPEAT_GAP.fullmatch(norm[one.end : following.start]) and "BY" in following.rules[0]:
            spent.add(number)  # "định kỳ hàng tháng (trước ngày 16 hàng tháng)": the second says it all
            continue
        if near and near.cue_start - one.end < 24 and _REPEAT_GAP.fullmatch(norm[one.end : near.cue_start]):
            if near.rules and near.unit:
                spent.add(number)
                continue
            if (
                near.yearless
                and near.unit in ("day", "month")
                and near.join in (None, "and", "or")
                and near.relation in ("before", "by", "on", "within", None)
            ):
                gap = norm[one.end : near.cue_start]
                _make_yearly(near)
                near.start = near.cue_start = one.start
                if "(" in gap and norm.startswith(")", near.end):
                    near.end += 1
                spent.add(number)
    due = [d for d in drafts if d.unit == "day" and d.relation in ("before", "by") and d.join in (None, "and")]
    for draft in due:
        if draft.rules or not draft.yearless or draft.timeless:
            continue
        begin, end = sentence.around(draft.start)
        cues = [m.start() for m in _PERIODIC.finditer(norm, begin, draft.cue_start) if _binds(norm, m)]
        rules = [d for d in due if d.rules and begin <= d.start < end]
        if cues or (rules and _PERIOD_LABEL.match(norm, max(0, draft.cue_start - 50), draft.cue_start)):
            _make_yearly(draft)
            spent |= {
                n
                for n, r in enumerate(repeated)
                if r.yearly and begin <= r.start < draft.start and "định" not in norm[r.start : r.start + 4]
            }
            if not rules:
                spent |= {n for n, r in enumerate(repeated) if r.yearly and begin <= r.start < draft.start}
    merged: list[Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if (
            last
            and last.unit == draft.unit == "day"
            and draft.rules
            and draft.relation == last.relation
            and _AND.fullmatch(norm[last.end : draft.start])
        ):
            if not last.rules and last.yearless and last.relation in ("before", "by", "on", None):
                _make_yearly(last)
            if last.rules and norm[last.end : draft.cue_start].strip() in ("và", ",", "hoặc"):
                last.rules += tuple(r for r in draft.rules if r not in last.rules)
                last.end = draft.end
                continue
        merged.append(draft)
    for number, one in enumerate(repeated):
        if number in spent:
            continue
        draft = _repetition(one, norm)
        if one.stands or draft.cue or draft.time:
            alone.append(draft)
    return sorted([*merged, *alone], key=lambda d: d.start)


def _binds(norm: str, match: regex.Match[str]) -> bool:
    """Whether "hằng năm" speaks of the duty and not of a noun ("dự toán hằng năm")."""
    return (
        match[0] == "định kỳ"
        or opens_clause(norm, match.start())
        or norm[: match.start()].endswith(("báo cáo ", "định kỳ "))
    )


def _make_yearly(draft: Draft) -> None:
    if draft.unit == "month":
        months = ",".join(str(p.number) for p in draft.points)
        draft.rules = (f"FREQ=YEARLY;BYMONTH={months}",)
    else:
        draft.rules = tuple(yearly(p.number, p.day) for p in draft.points if p.number and p.day)
    draft.bare = False
    draft.doubts = [d for d in draft.doubts if d != "inferred-year"]


def _repetition(one: Repetition, norm: str) -> Draft:
    draft = Draft(one.start, one.end, one.start, (), rules=one.rules, doubts=list(one.doubts))
    before = _BEFORE_REPEAT.match(norm, max(0, one.start - 70), one.start)
    if before and before.end() > before.start():
        if before["cue"] and _CUES.get(before["cue"]) in ("before", "by"):
            draft.cue_start = before.start("cue")
            _set_cue(draft, before, norm, clocked=before["clock"] is not None)
        if before["clock"] or before["part"]:
            draft.start = min(before.start(g) for g in ("clock", "part") if before[g])
            draft.cue_start = min(draft.cue_start, draft.start)
            draft.time = clock_time(before["clock"])
    return draft


# --- years ------------------------------------------------------------------------------------------------------------

_FAR = 150  # days: a limit that lies further back than this means the next year


def _years(drafts: list[Draft], context: DateContext, sentence: Sentences, cited: set[int]) -> None:
    written = [
        (d.start, d.points[0].year)
        for d in drafts
        if d.points and d.points[0].year and d.start not in cited and not d.year_shared
    ]
    for draft in drafts:
        if not draft.yearless or draft.rules:
            continue
        begin, end = sentence.around(draft.start)
        siblings = [(abs(at - draft.start), year) for at, year in written if begin <= at < end]
        year = min(siblings)[1] if siblings else context.year or (context.issued.year if context.issued else None)
        if year is None:
            draft.doubts.append("no-year")
            continue
        points = [replace(p, year=year) if p.year is None else p for p in draft.points]
        if not siblings and context.year is None and context.issued and draft.relation in ("before", "by"):
            last = points[-1].last()
            if last and (context.issued - last).days > _FAR:
                points = [replace(p, year=year + 1) for p in points]
        if (
            len(points) == 2
            and draft.join == "to"
            and points[0].number
            and points[1].number
            and points[0].number > points[1].number
        ):
            points[1] = replace(points[1], year=year + 1)  # "từ tháng 11 đến tháng 02"
        impossible = [p.impossible for p in points]
        if any(impossible):
            draft.doubts.append("impossible-date")
            points = [p.possible() for p in points]
        draft.points = tuple(points)
        draft.doubts.append("inferred-year")


class Sentences:
    """Where sentences begin and end, for all questions about one text."""

    _END = regex.compile(r"[\n\t]|(?<!\b\p{L})(?<!\bTP)(?<!\bTX)(?<!\bTT)[.!?] (?=[\p{Lu}“\"(+\-])|; (?=[\p{Lu}+\-])")

    def __init__(self, view: View) -> None:
        self._ends = [m.end() for m in self._END.finditer(view.text)]
        self._length = len(view.text)

    def around(self, offset: int) -> tuple[int, int]:
        index = bisect.bisect_right(self._ends, offset)
        begin = self._ends[index - 1] if index else 0
        return begin, self._ends[index] if index < len(self._ends) else self._length


def find_dates(view: View, context: DateContext, taken: list[tuple[int, int]]) -> list[DateMention]:
    """All date expressions of the view in order; ``taken`` stretches (document numbers, phones) hold no dates."""
    norm = view.norm
    mask = bytearray(len(norm))
    for start, end in taken:
        mask[start:end] = b"\x01" * (end - start)
    repeated = [r for r in repetitions(norm) if mask.find(1, r.start, r.end) < 0]
    for one in repeated:
        if "BY" in one.rules[0]:  # "ngày 05 hằng tháng", "thứ Sáu hằng tuần": no other reading
            mask[one.start : one.end] = b"\x01" * (one.end - one.start)
    sentence = Sentences(view)
    drafts = sorted(places(norm, mask), key=lambda d: d.start)
    for draft in drafts:
        dress(draft, view)
    drafts.sort(key=lambda d: d.start)
    ends = sorted(end for _, end in taken)
    cited = {d.start for d in drafts if _follows(ends, d.cue_start)}
    drafts = _join(drafts, norm, context.issued)
    drafts = _repeat(drafts, repeated, view, sentence)
    drafts = [d for d in drafts if not d.bare or d.named]
    _years(drafts, context, sentence, cited)
    return [_mention(d) for d in drafts]


def _follows(ends: list[int], start: int) -> bool:
    index = bisect.bisect_right(ends, start)
    return index > 0 and start - ends[index - 1] <= 3


def _mention(draft: Draft) -> DateMention:
    doubts = tuple(dict.fromkeys(draft.doubts))
    relation: Relation | None = draft.relation
    if draft.rules:
        return DateMention(
            draft.start,
            draft.end,
            draft.cue_start,
            None,
            rrule=draft.rules,
            relation=relation if relation in ("before", "by") else "every",
            weekday=draft.weekday,
            doubts=doubts,
            time=draft.time,
        )
    made = value(draft.points, draft.join)
    if draft.weekday is not None and len(draft.points) == 1 and weekday(draft.points[0]) not in (None, draft.weekday):
        doubts += ("weekday-mismatch",)
    changes: dict[str, object] = {"time": draft.time, "part": draft.part}
    if "inferred-year" in doubts:
        changes["inferred"] = ["year"]
    if draft.tentative:
        changes["tentative"] = True
    return DateMention(
        draft.start,
        draft.end,
        draft.cue_start,
        made.model_copy(update=changes),
        relation=relation,
        weekday=draft.weekday,
        doubts=doubts,
        time=draft.time,
        named=draft.named,
    )
