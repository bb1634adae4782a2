"""What several dates make together: ranges, choices, lists under one cue and repetitions."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from parsers import regex
from parsers.mentions.dates.candidates import DateCandidate
from parsers.mentions.dates.context import repeated_candidate
from parsers.mentions.dates.moved import mark_moved
from parsers.mentions.dates.recurrence import YEARLY_TAIL, Repetition, opens_clause, yearly
from parsers.mentions.dates.values import Join, Point, turns
from parsers.sentences import Sentences

# " đến ngày " · " đến hết " · " đên ngày " (scanned) · " - "
# "mở từ ngày 26/9 | và đóng lúc | 22 giờ ngày 12/10"
_TO = regex.compile(
    r",? ?(?:cho )?(?:đ[ếêe]n|tới)(?: hết| trước)? ?(?:ngày )?| ?- ?(?:hết )?"
    r"|(?P<closes>,? (?:và )?(?:đóng|khóa|kết thúc)(?: lại)?(?: vào)?(?: lúc)? ?(?:ngày )?)"
)
_OPENS = regex.compile(r"(?r)(?<!\w)(?:mở(?: cửa| cổng)?|bắt đầu)(?: từ| vào| lúc)* ?(?:ngày )?")
_OR = regex.compile(r",? (?:hoặc|hay)(?: là)? ?(?:vào )?")
_AND = regex.compile(r"(?:,? và|[,;]) ?(?:trước |vào )?")
# "trước ngày 20/6 (đợt 1), ngày 15/10 (đợt 2)" · "chậm nhất ngày 05/4 đối với đợt 1 và ngày 05/9 đối với đợt 2"
_AND_OF_ROUNDS = regex.compile(
    r"(?: ?\([^()\n\t]{1,40}\)| (?:đối với|cho) (?:đợt|lần|vòng|kỳ|buổi) [\wđ]{1,5})(?:,? và|[,;]) ?"
)
_TO_NOW = regex.compile(r",? (?:cho )?đến (?:nay|thời điểm (?:này|hiện tại|báo cáo)|hiện nay)(?!\w)")
# "hạn nộp báo cáo quý III là | ngày 15/9"
_LIMIT_IS = regex.compile(r"(?r)(?<!\w)hạn(?!\w)[^.;\n\t]{0,50} (?:là |vào )?")
# "xe xuất phát | từ chiều 26/9": of one moment
_SETS_OUT = regex.compile(r"(?r)(?<!\w)(?:xuất phát|khởi hành|lên đường|ra quân|khai mạc)(?: [^\W\d]+){0,4} ")
_UNTIL_EVENT = regex.compile(r",? (?:cho )?đến khi(?!\w)")

# between a repetition and the date that says when: " (trước " · ": " · ", vào "
_SAYS_WHEN = regex.compile(r"[ ,:;]*\(? ?(?:vào |là |và )?(?:trước |chậm nhất )?")
_PERIODIC = regex.compile(r"(?<!\w)(?:định kỳ|hằng năm|hàng năm|hằng tháng|hàng tháng)(?!\w)")
# "6 tháng (" · "báo cáo năm " · "tổng kết năm ("
_REPORT_PERIOD = regex.compile(
    r"(?r)(?<!\w)(?:(?:báo cáo|tổng kết|sơ kết) )*(?:0?6 tháng|9 tháng|quý|cả năm|0?1 năm|năm|tháng)"
    r"(?: đầu năm| cuối năm)? ?[(:,]? ?"
)

_SAME_LINE = 200
_NEAR = 60
"""Characters: what lies further apart makes no series."""


def join(candidates: Iterable[DateCandidate], norm: str, issued: datetime.date | None) -> list[DateCandidate]:
    """Ranges ("từ … đến …", "đến nay"), choices ("hoặc") and lists of the candidates."""
    joined: list[DateCandidate] = []
    candidates = list(_with_months(candidates, norm))
    mark_moved(candidates, norm)
    for candidate in candidates:
        holds = bool(joined) and not (joined[-1].called_off or candidate.called_off)
        one = _with_last(joined[-1], candidate, norm) if holds else None
        if one is not None:
            joined[-1] = one
        else:
            joined.append(candidate)
    for candidate in joined:
        if candidate.join is None and len(candidate.points) == 1:
            _open_end(candidate, norm, issued)
    return joined


def _with_months(candidates: Iterable[DateCandidate], norm: str) -> Iterator[DateCandidate]:
    """The candidates; a day that names no month has that of the day before in its line, and is none without one."""
    last: DateCandidate | None = None
    for candidate in candidates:
        if candidate.follows:
            near = last is not None and candidate.start - last.end < _SAME_LINE
            if last is None or not near or "\n" in norm[last.end : candidate.start]:
                continue
            before, day = last.points[-1], candidate.points[0].day
            if day is None or before.day is None or day <= before.day:
                continue
            candidate.points = (replace(before, day=day),)
            candidate.completed_by = last.completed_by or (last.start, last.end)
        if candidate.unit == "day" and candidate.points[-1].number is not None and not candidate.bare:
            last = candidate
        yield candidate


def _with_last(last: DateCandidate, candidate: DateCandidate, norm: str) -> DateCandidate | None:
    """What two neighbours make as one expression; ``None`` where they stay two, with what they share given to both."""
    single = last.join is None and candidate.join is None and last.unit and candidate.unit
    if not single or not 0 < candidate.start - last.end < _NEAR:
        return None
    gap = norm[last.end : candidate.start]
    if to := _TO.fullmatch(gap):
        return _to(last, candidate, norm, closes=to["closes"] is not None)
    if _OR.fullmatch(gap) and not candidate.relation and _fit(last, candidate):
        return _choice(last, candidate)
    elif _AND.fullmatch(gap):
        if _next_day(last, candidate):
            return _interval(last, candidate)
        _coordinate(last, candidate)
    elif _AND_OF_ROUNDS.fullmatch(gap) and candidate.cue is None and last.relation in ("before", "by"):
        candidate.relation, candidate.cue = last.relation, last.cue
    return None


def _until_it_closes(last: DateCandidate, candidate: DateCandidate, norm: str) -> DateCandidate | None:
    """The stretch from where something opens to where it closes: "mở từ ngày 26/9 và đóng lúc 22 giờ ngày 12/10"."""
    if not _is_range(last, candidate) or not _OPENS.match(norm, 0, last.start):
        return None
    whole = _interval(last, candidate)
    return whole if last.time else replace(whole, time=None, time_end=candidate.time)


def _is_aside(last: DateCandidate, candidate: DateCandidate, norm: str) -> bool:
    """Whether a comma parts two days: "hạn nộp là ngày 15/9, đến hết ngày 25/9 xã mới gửi"; "từ …, đến …" is one."""
    if not norm.startswith(",", last.end) or last.relation == "from" or last.unit != "day":
        return False
    return _LIMIT_IS.match(norm, max(0, last.start - _NEAR), last.start) is not None


def _to(last: DateCandidate, candidate: DateCandidate, norm: str, *, closes: bool) -> DateCandidate | None:
    """A stretch of the two; a day and its return, or a limit and a date, stay two."""
    if closes:
        return _until_it_closes(last, candidate, norm)
    if _anniversary(last, candidate):
        last.named = candidate.named = True
        last.bare = candidate.bare = False
        return None
    return _interval(last, candidate) if _is_range(last, candidate) and not _is_aside(last, candidate, norm) else None


def _next_day(a: DateCandidate, b: DateCandidate) -> bool:
    """Whether the second is no date of its own but the next day of the first: "02 ngày 28/02 và 01/3/2026"."""
    of_its_own = b.part or b.cue or b.time or b.headed
    if of_its_own or a.relation in ("before", "by") or len(a.points) != 1 or len(b.points) != 1:
        return False
    first = replace(a.points[0], year=a.points[0].year or b.points[0].year).first()
    last = b.points[0].first()
    return first is not None and last is not None and (last - first).days == 1


def _is_range(a: DateCandidate, b: DateCandidate) -> bool:
    return _fit(a, b) and a.relation not in ("before", "by")


def _fit(a: DateCandidate, b: DateCandidate) -> bool:
    """Whether the two can be ends of one stretch, or a choice: a day and a month, but no day and a year."""
    units = {a.unit, b.unit}
    return len(units) == 1 or units == {"day", "month"} or units <= {"month", "quarter", "year"}


def _anniversary(a: DateCandidate, b: DateCandidate) -> bool:
    """ "(26/3/1931 - 26/3/2026)": a day and its return, no stretch of time."""
    first, last = a.points[0], b.points[0]
    if first.unit != "day" or first.year is None or last.year is None or first == last:
        return False
    return a.relation is None and replace(first, year=last.year) == last


def _interval(a: DateCandidate, b: DateCandidate) -> DateCandidate:
    first, last = a.points[0], b.points[0]
    shared = a.year_shared or b.year_shared
    if first.year is None and last.year is not None:
        first, shared = replace(first, year=last.year - turns(first, last)), True
    elif last.year is None and first.year is not None:
        last, shared = replace(last, year=first.year + turns(first, last)), True
    return replace(
        a,
        end=b.end,
        points=(first, last),
        join="to",
        bare=a.bare and b.bare and a.cue is None,
        relation=a.relation if a.relation == "from" else None,
        time=a.time or b.time,
        time_end=a.time_end or (b.time if a.time else b.time_end),
        named=a.named or b.named,
        tentative=a.tentative or b.tentative,
        timeless=a.timeless or b.timeless,
        year_shared=shared,
        doubts=[*a.doubts, *b.doubts, *(["vague-day"] if _ends_roughly(b) else [])],
    )


def _ends_roughly(b: DateCandidate) -> bool:
    """ "từ ngày 01/3 đến giữa tháng 4/2026": which day is the last?"""
    return b.part in ("early", "mid") and b.unit != "day" and b.points[-1].days is None


def _choice(a: DateCandidate, b: DateCandidate) -> DateCandidate:
    first, last = a.points[0], b.points[0]
    if first.year is None:
        first = replace(first, year=last.year)
    made: Join = "or"
    return replace(a, end=b.end, points=(first, last), join=made, bare=a.bare and b.bare, doubts=[*a.doubts, *b.doubts])


def _coordinate(a: DateCandidate, b: DateCandidate) -> None:
    """Two dates under one cue: "trước ngày 15/6 và 15/12/2026", "7 giờ ngày 11/4 và ngày 12/4/2026"."""
    if a.unit != b.unit:
        return
    if b.cue is None:  # "trước 16 giờ ngày 19/9 và trước ngày 28/11": the second has words of its own
        b.time = b.time or a.time
        if b.relation is None and a.relation != "from":
            b.relation, b.cue = a.relation, a.cue
    if not a.bare or (not b.bare and b.cue is None):
        a.bare = b.bare = False
    b.named = b.named or (a.named and b.time is None)
    _lend_month(a, b)
    _lend_year(a, b)


def _lend_month(a: DateCandidate, b: DateCandidate) -> None:
    """ "chiều ngày 14 và sáng ngày 15/9/2026"."""
    if a.points[0].number is None and b.points[0].number is not None:
        a.points = (replace(a.points[0], number=b.points[0].number, year=b.points[0].year),)
        a.completed_by = (b.start, b.end)


def _lend_year(a: DateCandidate, b: DateCandidate) -> None:
    """ "tháng 4 và tháng 8 năm 2026"."""
    if a.yearless and b.points[0].year:
        a.points = tuple(replace(p, year=b.points[0].year) for p in a.points)
        a.year_shared, a.completed_by = True, (b.start, b.end)


def _open_end(candidate: DateCandidate, norm: str, issued: datetime.date | None) -> None:
    now = _TO_NOW.match(norm, candidate.end)
    if now and candidate.relation in ("from", None):
        candidate.end, candidate.relation = now.end(), "from"
        if issued:
            candidate.points += (Point("day", issued.year, issued.month, issued.day),)
            candidate.join, candidate.until_now = "to", True
            return
        candidate.doubts.append("no-issue-date")
    if candidate.relation == "from" and _SETS_OUT.match(norm, max(0, candidate.cue_start - _NEAR), candidate.cue_start):
        candidate.relation = "on"
    if candidate.relation == "from" or (candidate.relation is None and _UNTIL_EVENT.match(norm, candidate.end)):
        candidate.join = "open"


def repeat(
    candidates: list[DateCandidate], repeated: list[Repetition], norm: str, sentences: Sentences
) -> list[DateCandidate]:
    """Turn dates that come back ("trước ngày 15/11 hằng năm") into rules, and add the repetitions that stand alone."""
    for candidate in candidates:
        tail = YEARLY_TAIL.match(norm, candidate.end) if _may_repeat(candidate) else None
        if tail:
            candidate.end = tail.end()
            _make_yearly(candidate)
    cycles = {one.cycle[0] for one in repeated if one.cycle}  # "Hằng tháng … trước ngày 20": of the day
    spent = {number for number, one in enumerate(repeated) if one.start in cycles}
    spent |= _said_when(candidates, repeated, norm)
    spent |= _spread(candidates, repeated, norm, sentences)
    alone: list[DateCandidate] = []
    for number, one in enumerate(repeated):
        if number not in spent:
            candidate = repeated_candidate(one, norm)
            if one.stands or candidate.cue or candidate.time:
                alone.append(candidate)
    return sorted([*_merge(candidates, norm), *alone], key=lambda d: d.start)


def _comes_every_year(candidate: DateCandidate, one: Repetition) -> bool:
    """Whether a repetition beside a date makes it yearly: "hằng năm (15/11)", not "hằng tuần trong tháng 4"."""
    return _may_repeat(candidate) and candidate.relation != "from" and not one.within_months


def _may_repeat(candidate: DateCandidate) -> bool:
    return (
        candidate.yearless
        and candidate.unit in ("day", "month")
        and candidate.join in (None, "and", "or")
        and not candidate.rules
    )


def _make_yearly(candidate: DateCandidate) -> None:
    if candidate.unit == "month":
        candidate.rules = (f"FREQ=YEARLY;BYMONTH={','.join(str(p.number) for p in candidate.points)}",)
    else:
        candidate.rules = tuple(yearly(p.number, p.day) for p in candidate.points if p.number and p.day)
    candidate.bare = False


def _said_when(candidates: list[DateCandidate], repeated: list[Repetition], norm: str) -> set[int]:
    """Repetitions that a date beside them makes precise: "hằng năm (trước ngày 15 tháng 11)"; gives their indices."""
    starts = [d.cue_start for d in candidates]
    spent: set[int] = set()
    for number, one in enumerate(repeated):
        index = bisect.bisect_left(starts, one.end)
        if any(d.start <= one.start < d.end for d in candidates[max(0, index - 2) : index]):
            spent.add(number)  # the tail of a date
            continue
        following = repeated[number + 1] if number + 1 < len(repeated) else None
        if following and "BY" in following.rules[0] and _SAYS_WHEN.fullmatch(norm[one.end : following.start]):
            spent.add(number)  # "định kỳ hàng tháng (trước ngày 16 hàng tháng)"
            continue
        near = candidates[index] if index < len(candidates) and starts[index] - one.end < 24 else None
        if near is None or not _SAYS_WHEN.fullmatch(norm[one.end : near.cue_start]):
            continue
        if near.rules:
            spent.add(number)
        elif _comes_every_year(near, one):
            bracket = "(" in norm[one.end : near.cue_start] and norm.startswith(")", near.end)
            _make_yearly(near)
            near.start = near.cue_start = one.start
            near.end += bracket
            spent.add(number)
    return spent


def _spread(candidates: list[DateCandidate], repeated: list[Repetition], norm: str, sentences: Sentences) -> set[int]:
    """Limits that the sentence makes yearly: "Định kỳ … (trước ngày 16/6)", "Hằng năm, … trước ngày 15/12".

    Gives the repetitions that said so.
    """
    spent: set[int] = set()
    due = [d for d in candidates if d.unit == "day" and d.relation in ("before", "by")]
    for candidate in due:
        if not _may_repeat(candidate):
            continue
        begin, end = sentences.around(candidate.start)
        here = [d for d in due if begin <= d.start < end]
        said = _is_said(norm, repeated, here, begin, candidate.cue_start)
        beside = any(d.rules for d in here)
        beside |= any("BYMONTHDAY" in r.rules[0] and begin <= r.start < end for r in repeated)
        if not said and beside and not any(d.points and d.points[0].year for d in here):
            said = _REPORT_PERIOD.match(norm, max(0, candidate.cue_start - 50), candidate.cue_start) is not None
        if said:
            _make_yearly(candidate)
            if not beside:
                spent |= {n for n, r in enumerate(repeated) if r.yearly and begin <= r.start < candidate.start}
    return spent


def _is_said(norm: str, repeated: list[Repetition], beside: list[DateCandidate], begin: int, end: int) -> bool:
    """Whether "hằng năm" or "định kỳ" before a limit makes it one of every year; not beside one that names its year."""
    if any(d.points and d.points[0].year for d in beside):
        return False
    said = (m for m in _PERIODIC.finditer(norm, begin, end) if _binds(norm, m))
    return any(not _is_of_another_clause(repeated, m, norm[m.end() : end]) for m in said)


def _is_of_another_clause(repeated: list[Repetition], match: regex.Match[str], between: str) -> bool:
    """Whether a semicolon parts "hằng tháng" from the limit: "Hằng tháng tổng hợp; báo cáo năm trước ngày …"."""
    often = any(r.start <= match.start() < r.end and not r.yearly and "INTERVAL=6" not in r.rules[0] for r in repeated)
    return often and ";" in between


def _binds(norm: str, match: regex.Match[str]) -> bool:
    """Whether "hằng năm" speaks of the duty and not of a noun ("dự toán hằng năm")."""
    before = norm[max(0, match.start() - 8) : match.start()]
    return match[0] == "định kỳ" or before.endswith(("báo cáo ", "định kỳ ")) or opens_clause(norm, match.start())


def _merge(candidates: list[DateCandidate], norm: str) -> list[DateCandidate]:
    """Two days of one yearly duty as one: "trước ngày 01/6 và 15/11 hằng năm"; "định kỳ 6 tháng (trước ngày 15/6) và
    hằng năm (trước ngày 05/12)" are two.
    """
    merged: list[DateCandidate] = []
    for candidate in candidates:
        last = merged[-1] if merged else None
        if (
            last
            and last.unit == candidate.unit == "day"
            and candidate.rules
            and candidate.relation == last.relation
            and norm[last.end : candidate.cue_start].strip() in ("và", ",", "hoặc")
            and not (norm.startswith(")", last.end - 1) and _PERIODIC.match(norm, candidate.start))
        ):
            if _may_repeat(last) and last.relation != "from":
                _make_yearly(last)
            if last.rules:
                last.rules += tuple(r for r in candidate.rules if r not in last.rules)
                last.end = candidate.end
                continue
        merged.append(candidate)
    return merged
