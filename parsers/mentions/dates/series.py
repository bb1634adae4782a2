"""What several dates make together: ranges, choices, lists under one cue, repetitions, and the years they share."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable
from dataclasses import replace

import regex

from parsers.mentions.dates.context import repetition
from parsers.mentions.dates.expressions import Draft
from parsers.mentions.dates.recurrence import YEARLY_TAIL, Repetition, opens_clause, yearly
from parsers.mentions.dates.values import Join, Point
from parsers.text import Sentences

# " đến ngày " · " đến hết " · " đên ngày " (scanned) · " - "
_TO = regex.compile(r",? ?(?:cho )?(?:đ[ếêe]n|tới)(?: hết| trước)? ?(?:ngày )?| ?- ?(?:hết )?")
_OR = regex.compile(r",? (?:hoặc|hay)(?: là)? ?(?:vào )?")
_AND = regex.compile(r"(?:,? và|[,;]) ?(?:trước |vào )?")
# "trước ngày 20/6 (đợt 1), ngày 15/10 (đợt 2)" · "chậm nhất ngày 05/4 đối với đợt 1 và ngày 05/9 đối với đợt 2"
_AND_OF_ROUNDS = regex.compile(
    r"(?: ?\([^()\n\t]{1,40}\)| (?:đối với|cho) (?:đợt|lần|vòng|kỳ|buổi) [\wđ]{1,5})(?:,? và|[,;]) ?"
)
_TO_NOW = regex.compile(r",? (?:cho )?đến (?:nay|thời điểm (?:này|hiện tại|báo cáo)|hiện nay)(?!\w)")
_UNTIL_EVENT = regex.compile(r",? (?:cho )?đến khi(?!\w)")

# between a repetition and the date that says when: " (trước " · ": " · ", vào "
_SAYS_WHEN = regex.compile(r"[ ,:;]*\(? ?(?:vào |là |và )?(?:trước |chậm nhất )?")
_PERIODIC = regex.compile(r"(?<!\w)(?:định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng)(?!\w)")
# "6 tháng (" · "báo cáo năm " · "tổng kết năm ("
_REPORT_PERIOD = regex.compile(
    r"(?r)(?<!\w)(?:(?:báo cáo|tổng kết|sơ kết) )*(?:0?6 tháng|9 tháng|quý|cả năm|0?1 năm|năm|tháng)"
    r"(?: đầu năm| cuối năm)? ?[(:,]? ?"
)

_FAR = 150
"""Days: a limit without a year that lies further back than this from the day of issue means the next year."""


def join(drafts: Iterable[Draft], norm: str, issued: datetime.date | None) -> list[Draft]:
    """Ranges ("từ … đến …", "đến nay"), choices ("hoặc") and lists of the drafts."""
    joined: list[Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and last.join is None and draft.join is None and last.unit and draft.unit and draft.start > last.end:
            gap = norm[last.end : draft.start] if draft.start - last.end < 60 else ""
            if _TO.fullmatch(gap) and _anniversary(last, draft):
                last.named = draft.named = True
                last.bare = draft.bare = False
                joined.append(draft)
                continue
            if _TO.fullmatch(gap) and _ranges(last, draft) and last.relation not in ("before", "by"):
                joined[-1] = _interval(last, draft)
                continue
            if _OR.fullmatch(gap) and not draft.relation and _ranges(last, draft):
                joined[-1] = _choice(last, draft)
                continue
            if _AND.fullmatch(gap):
                if _next_day(last, draft):
                    joined[-1] = _interval(last, draft)
                    continue
                _coordinate(last, draft)
            elif _AND_OF_ROUNDS.fullmatch(gap) and draft.cue is None and last.relation in ("before", "by"):
                draft.relation, draft.cue = last.relation, last.cue
        joined.append(draft)
    for draft in joined:
        if draft.join is None and len(draft.points) == 1:
            _open_end(draft, norm, issued)
    return joined


def _next_day(a: Draft, b: Draft) -> bool:
    """Whether the second is no date of its own but the next day of the first: "02 ngày 28/02 và 01/3/2026"."""
    if (
        b.part
        or b.cue
        or b.time
        or b.headed
        or a.relation in ("before", "by")
        or len(a.points) != 1
        or len(b.points) != 1
    ):
        return False
    first = replace(a.points[0], year=a.points[0].year or b.points[0].year).first()
    last = b.points[0].first()
    return first is not None and last is not None and (last - first).days == 1


def _ranges(a: Draft, b: Draft) -> bool:
    units = {a.unit, b.unit}
    return len(units) == 1 or units == {"day", "month"} or units <= {"month", "quarter", "year"}


def _anniversary(a: Draft, b: Draft) -> bool:
    """ "(26/3/1931 - 26/3/2026)": a day and its return, no stretch of time."""
    first, last = a.points[0], b.points[0]
    if first.unit != "day" or first.year is None or last.year is None or first == last:
        return False
    return a.relation is None and replace(first, year=last.year) == last


def _interval(a: Draft, b: Draft) -> Draft:
    first, last = a.points[0], b.points[0]
    shared = a.year_shared or b.year_shared
    if first.year is None and last.year is not None:
        first, shared = replace(first, year=last.year - _turns(first, last)), True
    elif last.year is None and first.year is not None:
        last, shared = replace(last, year=first.year + _turns(first, last)), True
    return replace(
        a,
        end=b.end,
        points=(first, last),
        join="to",
        bare=a.bare and b.bare and a.cue is None,
        relation=a.relation if a.relation == "from" else None,
        time=a.time or b.time,
        named=a.named or b.named,
        tentative=a.tentative or b.tentative,
        timeless=a.timeless or b.timeless,
        year_shared=shared,
        doubts=[*a.doubts, *b.doubts],
    )


def _turns(first: Point, last: Point) -> int:
    """1 where the year turns between the two ("từ ngày 15/11 đến ngày 15/02")."""
    return int(first.number is not None and last.number is not None and first.number > last.number)


def _choice(a: Draft, b: Draft) -> Draft:
    first, last = a.points[0], b.points[0]
    if first.year is None:
        first = replace(first, year=last.year)
    made: Join = "or"
    return replace(a, end=b.end, points=(first, last), join=made, bare=a.bare and b.bare, doubts=[*a.doubts, *b.doubts])


def _coordinate(a: Draft, b: Draft) -> None:
    """Two dates under one cue: "trước ngày 15/6 và 15/12/2026", "7 giờ ngày 11/4 và ngày 12/4/2026"."""
    if a.unit != b.unit:
        return
    if b.cue is None:  # "trước 16 giờ ngày 19/9 và trước ngày 28/11": the second has words of its own
        b.time = b.time or a.time
    if b.relation is None and b.cue is None and a.relation != "from":
        b.relation, b.cue = a.relation, a.cue
    if not a.bare or (not b.bare and b.cue is None):
        a.bare = b.bare = False
    b.named = b.named or (a.named and b.time is None)
    if a.points[0].number is None and b.points[0].number is not None:  # "chiều ngày 14 và sáng ngày 15/9/2026"
        a.points = (replace(a.points[0], number=b.points[0].number, year=b.points[0].year),)
        a.shares = (b.start, b.end)
    if a.yearless and not a.timeless and b.points[0].year:
        a.points = tuple(replace(p, year=b.points[0].year) for p in a.points)
        a.year_shared, a.shares = True, (b.start, b.end)


def _open_end(draft: Draft, norm: str, issued: datetime.date | None) -> None:
    now = _TO_NOW.match(norm, draft.end)
    if now and draft.relation in ("from", None):
        draft.end, draft.relation = now.end(), "from"
        if issued:
            draft.points += (Point("day", issued.year, issued.month, issued.day),)
            draft.join, draft.until_now = "to", True
            return
        draft.doubts.append("no-issue-date")
    if draft.relation == "from" or (draft.relation is None and _UNTIL_EVENT.match(norm, draft.end)):
        draft.join = "open"


def repeat(drafts: list[Draft], repeated: list[Repetition], norm: str, sentences: Sentences) -> list[Draft]:
    """Turn dates that come back ("trước ngày 15/11 hằng năm") into rules, and add the repetitions that stand alone."""
    for draft in drafts:
        tail = YEARLY_TAIL.match(norm, draft.end) if _may_repeat(draft) else None
        if tail:
            draft.end = tail.end()
            _make_yearly(draft)
    spent = _said_when(drafts, repeated, norm)
    spent |= _spread(drafts, repeated, norm, sentences)
    alone: list[Draft] = []
    for number, one in enumerate(repeated):
        if number not in spent:
            draft = repetition(one, norm)
            if one.stands or draft.cue or draft.time:
                alone.append(draft)
    return sorted([*_merge(drafts, norm), *alone], key=lambda d: d.start)


def _may_repeat(draft: Draft) -> bool:
    return draft.yearless and draft.unit in ("day", "month") and draft.join in (None, "and", "or") and not draft.rules


def _make_yearly(draft: Draft) -> None:
    if draft.unit == "month":
        draft.rules = (f"FREQ=YEARLY;BYMONTH={','.join(str(p.number) for p in draft.points)}",)
    else:
        draft.rules = tuple(yearly(p.number, p.day) for p in draft.points if p.number and p.day)
    draft.bare = False


def _said_when(drafts: list[Draft], repeated: list[Repetition], norm: str) -> set[int]:
    """Repetitions that a date beside them makes precise: "hằng năm (trước ngày 15 tháng 11)"; gives their indices."""
    starts = [d.cue_start for d in drafts]
    spent: set[int] = set()
    for number, one in enumerate(repeated):
        index = bisect.bisect_left(starts, one.end)
        if any(d.start <= one.start < d.end for d in drafts[max(0, index - 2) : index]):
            spent.add(number)  # the tail of a date
            continue
        following = repeated[number + 1] if number + 1 < len(repeated) else None
        if following and "BY" in following.rules[0] and _SAYS_WHEN.fullmatch(norm[one.end : following.start]):
            spent.add(number)  # "định kỳ hàng tháng (trước ngày 16 hàng tháng)"
            continue
        near = drafts[index] if index < len(drafts) and starts[index] - one.end < 24 else None
        if near is None or not _SAYS_WHEN.fullmatch(norm[one.end : near.cue_start]):
            continue
        if near.rules:
            spent.add(number)
        elif _may_repeat(near) and near.relation != "from":
            bracket = "(" in norm[one.end : near.cue_start] and norm.startswith(")", near.end)
            _make_yearly(near)
            near.start = near.cue_start = one.start
            near.end += bracket
            spent.add(number)
    return spent


def _spread(drafts: list[Draft], repeated: list[Repetition], norm: str, sentences: Sentences) -> set[int]:
    """Limits that the sentence makes yearly: "Định kỳ … (trước ngày 16/6)", "Hằng năm, … trước ngày 15/12".

    Gives the repetitions that said so.
    """
    spent: set[int] = set()
    due = [d for d in drafts if d.unit == "day" and d.relation in ("before", "by")]
    for draft in due:
        if not _may_repeat(draft):
            continue
        begin, end = sentences.around(draft.start)
        said = any(_binds(norm, m) for m in _PERIODIC.finditer(norm, begin, draft.cue_start))
        beside = any(d.rules and begin <= d.start < end for d in due)
        beside |= any("BYMONTHDAY" in r.rules[0] and begin <= r.start < end for r in repeated)
        if not said and beside:
            said = _REPORT_PERIOD.match(norm, max(0, draft.cue_start - 50), draft.cue_start) is not None
        if said:
            _make_yearly(draft)
            if not beside:
                spent |= {n for n, r in enumerate(repeated) if r.yearly and begin <= r.start < draft.start}
    return spent


def _binds(norm: str, match: regex.Match[str]) -> bool:
    """Whether "hằng năm" speaks of the duty and not of a noun ("dự toán hằng năm")."""
    before = norm[max(0, match.start() - 8) : match.start()]
    return match[0] == "định kỳ" or before.endswith(("báo cáo ", "định kỳ ")) or opens_clause(norm, match.start())


def _merge(drafts: list[Draft], norm: str) -> list[Draft]:
    """Two days of one yearly duty as one: "trước ngày 01/6 và 15/11 hằng năm"."""
    merged: list[Draft] = []
    for draft in drafts:
        last = merged[-1] if merged else None
        if (
            last
            and last.unit == draft.unit == "day"
            and draft.rules
            and draft.relation == last.relation
            and norm[last.end : draft.cue_start].strip() in ("và", ",", "hoặc")
        ):
            if _may_repeat(last) and last.relation != "from":
                _make_yearly(last)
            if last.rules:
                last.rules += tuple(r for r in draft.rules if r not in last.rules)
                last.end = draft.end
                continue
        merged.append(draft)
    return merged


def give_years(
    drafts: list[Draft], period: int | None, issued: datetime.date | None, sentences: Sentences, cited: set[int]
) -> None:
    """Years for the drafts without one: from the sentence (not its citations), the document's period, the day of issue.

    Where there is none of these the year stays open, with the doubt ``no-year``.
    """
    written = [
        (d.start, d.end, d.points[0].year) for d in drafts if d.points and d.start not in cited and not d.year_shared
    ]
    for draft in drafts:
        if not draft.yearless or draft.rules:
            continue
        begin, end = sentences.around(draft.start)
        siblings = [
            (abs(first - draft.start), year, (first, last))
            for first, last, year in written
            if year is not None and begin <= first < end
        ]
        year = min(siblings)[1] if siblings else period or (issued.year if issued else None)
        if siblings:
            draft.shares = min(siblings)[2]
        if year is None:
            draft.doubts.append("no-year")
            continue
        points = [replace(p, year=year) if p.year is None else p for p in draft.points]
        if not siblings and issued and year == issued.year and draft.relation in ("before", "by"):
            last = points[-1].last()
            if last and (issued - last).days > _FAR:
                points = [replace(p, year=year + 1) for p in points]
        if draft.join == "to" and len(points) == 2:
            points[1] = replace(points[1], year=(points[1].year or year) + _turns(points[0], points[1]))
        if any(p.impossible for p in points):
            draft.doubts.append("impossible-date")
            points = [p.possible() for p in points]
        draft.points = tuple(points)
        draft.doubts.append("inferred-year")
