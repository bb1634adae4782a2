"""Duties that have several deadlines: the same paper, on the same way, due on different days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers import regex
from parsers.records import Deadline
from parsers.text import memo, normal
from rules.context import Context
from rules.support.handins import HandIn, hand_in, one_action, share_a_body, share_a_giver, which

# where people give blood, which tells lists of one kind apart
_AT = regex.compile(r"(?<!\w)(?:tại|điểm|cụm|khối) [^,.;:()]{3,40}")

_MOST_COMPARED = 100
"""So many of those behind it a paper is compared with; a plan has fewer in all."""


@memo
def double_deadlines(context: Context) -> tuple[list[Deadline], ...]:
    """The deadlines of each duty that has several, in the order of the record."""
    papers = [
        paper
        for deadline in context.record.deadlines
        if deadline.spans and "past" not in deadline.doubts and (paper := hand_in(context, deadline)) is not None
    ]
    return tuple(_conflicts(context, papers))


def _conflicts(context: Context, papers: Sequence[HandIn]) -> Iterator[list[Deadline]]:
    """The deadlines of each duty that has several, all together: of what contradicts the same, one is asked once."""
    groups = [[at] for at in range(len(papers))]
    for first, second in _comparable(context, papers):
        if groups[first] is not groups[second] and _contradict(context, papers[first], papers[second]):
            fewer, more = sorted((groups[first], groups[second]), key=len)
            more += fewer
            for at in fewer:
                groups[at] = more
    for at, group in enumerate(groups):
        if len(group) > 1 and at == min(group):
            yield [papers[one].deadline for one in sorted(group)]


def _comparable(context: Context, papers: Sequence[HandIn]) -> Iterator[tuple[int, int]]:
    """Papers of one kind and one round, due in two sentences: one sentence may give several days ("trước ngày 05/3 đối
    với đợt 1 và trước ngày 05/9 đối với đợt 2").
    """
    alike: dict[tuple[str, frozenset[str]], list[int]] = {}
    sentences = [context.prose.sentence(context.place(paper.deadline.spans[0].start)) for paper in papers]
    for at, paper in enumerate(papers):
        alike.setdefault((paper.kind, which(context, paper.deadline)), []).append(at)
    for ones in alike.values():
        for place, first in enumerate(ones):
            for second in ones[place + 1 : place + 1 + _MOST_COMPARED]:
                if sentences[first] != sentences[second]:
                    yield first, second


def _contradict(context: Context, first: HandIn, second: HandIn) -> bool:
    a, b = first.deadline, second.deadline
    return _differ(a, b) and _one_duty(context, first, second)


def _differ(a: Deadline, b: Deadline) -> bool:
    if a.rrule and b.rrule:
        return len(a.rrule) == len(b.rrule) == 1 and _day_of(a.rrule[0]) != _day_of(b.rrule[0]) and _same_cycle(a, b)
    if a.date is None or b.date is None or a.due is None or b.due is None or a.relation == b.relation == "on":
        return False
    if "on" in (a.relation, b.relation) and not _comes_late(a, b):
        return False
    return len(a.date.edtf) == len(b.date.edtf) == 10 and _two_limits(a, b)


def _comes_late(a: Deadline, b: Deadline) -> bool:
    """Whether what is handed in on a day comes behind its limit: "nộp trong ngày 10/4", "chậm nhất ngày 03/4"."""
    day, limit = (a, b) if a.relation == "on" else (b, a)
    return (day.due or "") > (limit.due or "9")


def _two_limits(a: Deadline, b: Deadline) -> bool:
    """Whether two days are due on different ones, or at other hours: "trước ngày 02/3" is "chậm nhất ngày 01/3"."""
    if a.date is None or b.date is None or a.date.edtf != b.date.edtf:
        return a.due != b.due
    return bool(a.date.time and b.date.time) and a.date.time != b.date.time


def _same_cycle(a: Deadline, b: Deadline) -> bool:
    def cycle(deadline: Deadline) -> list[str]:
        parts = (deadline.rrule or [""])[0].split(";")
        return [part for part in parts if not part.startswith("BYMONTHDAY")]

    return cycle(a) == cycle(b)


def _day_of(rule: str) -> str | None:
    return next((part for part in rule.split(";") if part.startswith("BYMONTHDAY")), None)


def _one_duty(context: Context, first: HandIn, second: HandIn) -> bool:
    """Whether two papers are the same one: nearly the same words, or the same list on the same way."""
    a, b = first.deadline, second.deadline
    if a.submit_to and b.submit_to and not share_a_body(a.submit_to, b.submit_to):
        return False
    if not (_same_words(a, b) or _same_way(first, second)):
        return False
    return not _two_places(context, a, b)


def _same_words(a: Deadline, b: Deadline) -> bool:
    return (share_a_body(a.bodies, b.bodies) or not (a.bodies or b.bodies)) and one_action(a, b)


def _same_way(first: HandIn, second: HandIn) -> bool:
    """Whether the papers are of one kind, from and to the same bodies, where one place leaves out who or to whom.

    A list that is only drawn up contradicts the one that is sent where it is due later.
    """
    if first.topic != second.topic or first.passes_on(second) or not share_a_giver(first, second):
        return False
    if first.kind == "report" and not (None in (first.givers, second.givers) and _on_results(first, second)):
        return False  # one body reports to another on many things
    if first.receiver is not None and second.receiver is not None:
        return first.kind in ("list", "report")
    sent = [paper for paper in (first, second) if paper.receiver is not None]
    drawn = [paper for paper in (first, second) if paper.receiver is None]
    if first.kind != "list" or len(sent) != 1:
        return False
    return (drawn[0].deadline.due or "") > (sent[0].deadline.due or "9")


def _on_results(*papers: HandIn) -> bool:
    return all("kết quả" in normal(paper.deadline.action) for paper in papers)


def _two_places(context: Context, a: Deadline, b: Deadline) -> bool:
    """Whether each is for its own point of donation: "danh sách hiến máu tại xã Đồi Mây"."""
    places = []
    for deadline in (a, b):
        begin, end = context.prose.sentence(context.place(deadline.spans[0].start))
        places.append({match[0] for match in _AT.finditer(context.prose.text, begin, end)})
    return all(places) and places[0] != places[1]
