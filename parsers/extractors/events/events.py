"""Events: each separately announced donation day or batch of days, with place, participants and count."""

from __future__ import annotations

import datetime

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.events.anchors import (
    LEFT_OPEN,
    NAMED,
    TIME,
    Stretch,
    hosts,
    name_of,
    place_behind,
    place_in,
    place_label,
    place_next,
    surroundings,
    vague_name,
)
from parsers.extractors.events.batches import counted_events, listed_events
from parsers.extractors.events.calendars import calendar_events, scheduled, scheduled_below, task_held
from parsers.extractors.events.frames import announcement
from parsers.extractors.events.in_clauses import opens_a_sentence
from parsers.extractors.events.scene import Scene
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.obligations.outlook import looks_ahead
from parsers.extractors.times.dates import doubts, how
from parsers.extractors.times.roles import Dated, dated, in_time_label, year_only
from parsers.layout.grounding import grounded
from parsers.lexicon import load
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.dates.context import CLOCKS, set_hours
from parsers.mentions.dates.mentions import DateMention
from parsers.records import BodyRef, DateValue, Event, assign_ids
from parsers.sentences import Sentences, clauses
from parsers.text import NormalisedText, either, fold

_WORDS = load("dates")["events"]

# "Ra mắt …" · "Tổ chức lễ …"
_OPENING = regex.compile(rf"(?:[-+*•] ?)?(?:{either(_WORDS['openings'])})(?!\w)")
# "☐ Sáng ngày 12/4/2026": a box that nobody ticked
_UNTICKED = regex.compile(r"\s*(?:[-+*] ?)?(?:[☐□▢◻]|\[ ?\])")
# "Lễ phát động", "Chương trình tôn vinh": beside the donating of the same day
_OWN_OCCASION = regex.compile(
    r"[“\"]?(?:lễ|chương trình|hội nghị|hội thi|gặp mặt|tọa đàm|mít tinh|giao lưu|diễu hành)(?!\w)"
)
# "…, tại Hội trường xã, | bắt đầu từ 07 giờ 30 phút"
# "…: Ban Tổ chức họp rà soát, | 14h00 tại phòng họp số 2"
_BEGINS_AT = regex.compile(
    rf"(?:(?<!\w)(?:bắt đầu|khai mạc)(?: từ| lúc| vào)? |(?<=họp[^.;:\n\t]{{0,60}}, )(?:lúc |vào )?)(?P<clock>{CLOCKS})"
)
_TENTATIVE = regex.compile(r"(?<!\w)dự kiến(?!\w)")
_NEAR = 80
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")
_DAYS = regex.compile(rf"\{{({_DAY.pattern}(?:,{_DAY.pattern})+)\}}")


def extract(annotated: AnnotatedDocument) -> list[Event]:
    """The events that the document announces, in order; a list of bodies with one count is one event.

    The span is the paragraph or sentence that announces it.
    """
    sentences = clauses(annotated.view)
    found: list[tuple[int, Event]] = []
    seen = _Announced()
    every = [one for one in dated(annotated) if _may_announce(annotated, one)]
    found += counted_events(annotated, every, sentences)
    found += listed_events(annotated, every, sentences)
    found += calendar_events(annotated)
    every = [one for one in every if not _is_counted(annotated, one, [at for at, _ in found], sentences)]
    last: tuple[Dated, Event] | None = None
    for number, one in enumerate(every):
        behind = (every[at] for at in range(number + 1, len(every)))
        following = next((d for d in behind if not _goes_with(annotated, one, d)), None)
        until = following.mention.cue_start if following else one.paragraph.end
        event = _announced(annotated, one, sentences, min(until, one.paragraph.end))
        if event is None and last:
            event = _another_day(annotated, last, one)
        if event is None:
            continue
        if last and _goes_with(annotated, last[0], one) and _prolonged(last[1], event):
            last = (one, last[1])
            continue
        last = (one, event)
        if seen.is_new(event):
            found.append((one.mention.start, event))
        found += [(one.mention.start, below) for below in scheduled_below(annotated, one) if seen.is_new(below)]
    events = [day for _, event in sorted(found, key=lambda pair: pair[0]) for day in _each_day(event)]
    _doubt_given_up(annotated, events)
    assign_ids("event", [(event, f"{fold(event.name)} {event.date.edtf if event.date else ''}") for event in events])
    return events


def _is_counted(annotated: AnnotatedDocument, one: Dated, counted: list[int], sentences: Sentences) -> bool:
    """Whether the events of the paragraph are counted already; a sentence that opens with its own name is not."""
    beside = any(one.paragraph.start <= at < one.paragraph.end for at in counted)
    return beside and opens_a_sentence(Scene(annotated, one, sentences)) is None


def _doubt_given_up(annotated: AnnotatedDocument, events: list[Event]) -> None:
    """Doubt the events of days that the document itself gives up elsewhere: "dời … từ ngày 18/4 sang ngày 25/4"."""
    given_up = {mention.value.edtf for mention in annotated.dates if mention.called_off and mention.value}
    for event in events:
        if event.date and event.date.edtf in given_up:
            event.doubts.append("given-up")


def _each_day(event: Event) -> list[Event]:
    """The event once for each day of its list: "các ngày 06, 13 và 20/9/2026"."""
    date = event.date
    listed = _DAYS.fullmatch(date.edtf) if date else None
    if date is None or listed is None:
        return [event]
    changes = ({"edtf": day, "first": day, "last": day} for day in listed[1].split(","))
    return [event.model_copy(update={"date": date.model_copy(update=one)}, deep=True) for one in changes]


class _Announced:
    """The events of each day by their place."""

    def __init__(self) -> None:
        self._days: dict[str, dict[str | None, list[Event]]] = {}

    def is_new(self, event: Event) -> bool:
        """Whether no event of this day and place was announced before; it is kept."""
        if event.date is None:
            return True
        places = self._days.setdefault(event.date.edtf, {})
        place = event.place.value if event.place else None
        near = places if place is None else (place, None)  # at another place none is the same
        if any(_is_same(event, other) for one in near for other in places.get(one, ())):
            return False
        places.setdefault(place, []).append(event)
        return True


def _is_same(event: Event, other: Event) -> bool:
    """Whether two announcements are of one event: on one day, at one place, or where one of them names none.

    "Lễ phát động lúc 8h00" beside "Ngày hội: từ 7h30" of the same day is another.
    """
    if event.date is None or other.date is None or event.date.edtf != other.date.edtf:
        return False
    places = [one.place.value if one.place else None for one in (event, other)]
    if event.date.time == other.date.time or None in (event.date.time, other.date.time):
        return places[0] == places[1] or None in places
    return None in places and (fold(event.name) in fold(other.name) or not _OWN_OCCASION.match(event.name.lower()))


def _goes_with(annotated: AnnotatedDocument, one: Dated, other: Dated) -> bool:
    """Whether two dates are one expression: "ngày 28/3/2026 và ngày 29/3/2026"."""
    gap = annotated.view.norm[one.mention.end : other.mention.cue_start]
    return gap.strip(" ,;") in ("", "và") and "\n" not in gap and "\t" not in gap


def _another_day(annotated: AnnotatedDocument, last: tuple[Dated, Event], one: Dated) -> Event | None:
    """The same on a further day: "03 đợt vào ngày 20/02, 10/7 và 13/11"."""
    before, event = last
    if one.role != "event" or one.mention.value is None or not _DAY.fullmatch(one.mention.value.edtf):
        return None
    if not _goes_with(annotated, before, one):
        return None
    day = annotated.view.span(one.mention.start, one.mention.end)
    changes = {
        "date": one.mention.value,
        "spans": [*event.spans, day],
        "how": "joined",
        "doubts": doubts(annotated, one),
    }
    return event.model_copy(update=changes, deep=True)


def _prolonged(event: Event, following: Event) -> bool:
    """Make one event of two days that follow one another; ``False`` where they do not, or are other parts of a day."""
    first, second = event.date, following.date
    if first is None or second is None or first.last is None or second.first is None:
        return False
    if first.part and second.part and first.part != second.part:
        return False  # "sáng ngày 18/4 và chiều ngày 19/4"
    days = datetime.date.fromisoformat(second.first) - datetime.date.fromisoformat(first.last)
    if days.days != 1 or not _DAY.fullmatch(second.edtf):
        return False
    event.date = first.model_copy(update={"edtf": f"{first.edtf.split('/')[0]}/{second.edtf}", "last": second.last})
    if following.spans[0] != event.spans[0]:
        event.spans.append(following.spans[0])
        event.how = "joined"
    return True


def _may_announce(annotated: AnnotatedDocument, one: Dated) -> bool:
    if one.paragraph.zone not in ("body", "annex") or one.mention.rrule or year_only(one.mention):
        return False
    if one.mention.called_off:
        return False
    if _UNTICKED.match(annotated.view.text, one.paragraph.start):
        return False
    if one.role not in ("event", "window", "due") or one.mention.value is None:
        return False
    return looks_ahead(annotated, one.mention.start) or _lies_ahead(annotated, one)


def _lies_ahead(annotated: AnnotatedDocument, one: Dated) -> bool:
    """ "Hội dự kiến tổ chức đại hội vào ngày 18/12" in the part of a paper of November that tells what was done."""
    issued, day = annotated.header.issued_date, one.mention.value
    known = issued.value.last if issued and issued.value else None
    begin = max(one.paragraph.content, one.mention.cue_start - _NEAR)
    planned = _TENTATIVE.search(annotated.view.norm, begin, one.mention.cue_start)
    return bool(planned and known and day and day.first and known < day.first)


def _announced(annotated: AnnotatedDocument, one: Dated, sentences: Sentences, until: int) -> Event | None:
    """The event of one date; ``until`` is where the words about it end at the latest."""
    if one.paragraph.block.table is not None:
        return scheduled(annotated, one) or task_held(annotated, one)
    if one.role == "due":
        return _opening_task(annotated, one)
    found = announcement(Scene(annotated, one, sentences))
    return _event(annotated, one, found.name, found.quote, until) if found else None


def _event(annotated: AnnotatedDocument, one: Dated, name: Stretch | None, quote: Stretch, until: int) -> Event:
    view, mention = annotated.view, one.mention
    group = surroundings(annotated, one.paragraph)
    place = (
        place_in(view, mention.end, until)
        or (place_next(view, mention.end, until) if one.mention.cue_start > one.paragraph.content or name else None)
        or place_label(annotated, one.paragraph, mention.cue_start)
        or place_in(view, quote[0], mention.cue_start)
        or place_behind(view, mention.end, until)
        or (None if _is_open(annotated, one, until) else group.place)
        or _place_before(annotated, one, quote[0])
    )
    start, end = view.trim(*quote)
    text, spans = name_of(annotated, name)
    tentative = bool(mention.value and mention.value.tentative) or (
        _TENTATIVE.search(view.norm, quote[0], mention.end) is not None
    )
    return Event(
        name=text,
        date=_timed(view, mention, until),
        place=grounded(view, [place]) if place else None,
        participants=grounded(view, [group.people]) if group.people else None,
        organisers=_organisers(annotated, quote[0], mention.cue_start),
        tentative=tentative,
        spans=[view.span(start, end), *spans],
        how=how(one),
        doubts=[*doubts(annotated, one), *vague_name(text)],
    )


def _timed(view: NormalisedText, mention: DateMention, until: int) -> DateValue | None:
    """The day of an event, with the hour that stands behind its place."""
    day = mention.value
    begins = _BEGINS_AT.search(view.norm, mention.end, until) if day is not None and day.time is None else None
    return set_hours(day, begins["clock"]) if day is not None and begins else day


def _place_before(annotated: AnnotatedDocument, one: Dated, until: int) -> Stretch | None:
    """The place of the sentences before, none of another day: "Ngày hội: …, tại Nhà văn hóa. | Khai mạc: 7 giờ …"."""
    start, day = one.paragraph.content, one.mention.value
    others = (d.value for d in within(annotated.dates, start, until) if d.value is not None)
    if day is None or not all(_holds_day(other, day) for other in others):
        return None
    return place_in(annotated.view, start, until)


def _holds_day(stretch: DateValue, day: DateValue) -> bool:
    return stretch.edtf == day.edtf or (stretch.first or "") <= (day.first or "") <= (stretch.last or "")


def _is_open(annotated: AnnotatedDocument, one: Dated, until: int) -> bool:
    """Whether the place of the items beside is not that of this day: it is said to be open, or of another round."""
    left_open = LEFT_OPEN.search(annotated.view.norm, one.mention.end, until)
    return left_open is not None or _is_another_round(annotated, one)


def _is_another_round(annotated: AnnotatedDocument, one: Dated) -> bool:
    """Whether a line "Đợt II: …" stands beside a line "Thời gian: …" with the day of this round, whose place it is."""
    view, node = annotated.view, one.paragraph.node
    if not one.paragraph.opens or node is None or not NAMED.match(view.norm, one.paragraph.content):
        return False
    times = (child.paragraph for child in node.beside if TIME.match(view.norm, child.paragraph.content))
    return any(within(annotated.dates, p.start, p.end) for p in times)


def _opening_task(annotated: AnnotatedDocument, one: Dated) -> Event | None:
    """A task that is an event itself, dated by its label line ("Khai mạc …" · "Thời gian thực hiện: Tháng 12/2025")."""
    duty = duty_at(annotated, one.mention.start)
    if duty is None or not in_time_label(annotated, one.mention) or not _OPENING.match(annotated.view.norm, duty.start):
        return None
    name = annotated.view.trim(duty.start, duty.end, " .;\n\t")
    event = _event(annotated, one, name, (duty.start, duty.end), one.mention.end)
    label = (one.mention.cue_start, one.mention.end)
    event.spans = [annotated.view.span(*name), annotated.view.span(*label)]
    event.organisers = [body_ref(annotated.view, b) for b in duty.bodies]
    return event


def _organisers(annotated: AnnotatedDocument, start: int, end: int) -> list[BodyRef]:
    """The bodies that the announcement begins with, else the body that issues the document."""
    bodies = hosts(annotated.view, start, end)
    if bodies:
        return bodies
    organ = annotated.header.organ_name
    if organ is None or not organ.value:
        return []
    return [BodyRef(name=organ.value, canonical=organ.value, kind="other", spans=organ.spans)]
