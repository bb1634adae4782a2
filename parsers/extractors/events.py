"""Events: each separately announced donation day or batch of days, with place, participants and count."""

from __future__ import annotations

import datetime

import regex

from parsers.date_roles import Dated, dated, in_time_label, year_only
from parsers.doers import duty_at
from parsers.extractors.dates import doubts, how
from parsers.extractors.grounding import grounded
from parsers.lexicon import load
from parsers.mentions.bodies import body_ref
from parsers.mentions.body_lists import body_list
from parsers.mentions.sentences import Sentences
from parsers.normalise import either, fold
from parsers.occasions import (
    DONATION,
    NAMED,
    Stretch,
    heading,
    last_name,
    name_before,
    name_of,
    place_in,
    surroundings,
    title_above,
)
from parsers.outline import Paragraph
from parsers.outlook import looks_ahead
from parsers.reading import Reading, within
from parsers.records import BodyRef, Event, Quantity, identify

_WORDS = load("dates")["events"]

# "Thời gian: " · "Thời gian tổ chức: " · "Thời gian, địa điểm: "
_TIME = regex.compile(r"(?:[-+*•] ?)?(?:thời gian|thời điểm|ngày tổ chức)(?!\w)(?P<what>[^:\n\t]{0,60})(?P<colon>:?) ?")
# "Thời gian đăng ký: " · "Thời gian tuyên truyền"
_OTHER_TIME = regex.compile(rf"(?<!\w)(?:{either(_WORDS['other_times'])})(?!\w)")
# "Đợt cao điểm tuyên truyền từ …": a stretch of work, no event
_CAMPAIGN = regex.compile(r"(?:[-+*•] ?)?đợt (?:cao điểm|tuyên truyền|vận động|ra quân tuyên truyền)(?!\w)")
# "tổ chức" · "khai mạc" · "diễn ra"
_HOLDS = regex.compile(rf"(?<!\w)(?:{either(_WORDS['holds'])})(?!\w)")
# "phục vụ chương trình" · "lên chương trình": work around an event
_AROUND = regex.compile(rf"(?<!\w)(?:{either(_WORDS['around'])})(?!\w)")
# "Ra mắt …" · "Tổ chức lễ …"
_OPENING = regex.compile(rf"(?:[-+*•] ?)?(?:{either(_WORDS['openings'])})(?!\w)")
_TENTATIVE = regex.compile(r"(?<!\w)dự kiến(?!\w)")
# "mỗi đơn vị tổ chức 01 sự kiện" · "tổ chức 02 sự kiện" · "mỗi huyện 01 sự kiện"
_COUNT = regex.compile(
    r"(?:mỗi [^.;:\n\t\d]{2,40}? )?(?:tổ chức )?(?:ít nhất |tối thiểu |từ )?(?P<n>\d{1,2})(?: ?- ?\d{1,2})?"
    rf" (?:{either(_WORDS['counted'])})(?!\w)"
)
# "… 01 sự kiện | hưởng ứng Ngày Quốc tế Người hiến máu 14/6"
_OCCASION = regex.compile(r" (?:hưởng ứng|nhân|chào mừng|trong)(?!\w)[^.,;:()\n\t]{3,120}")
# "… 02 đợt hiến máu: đợt 1 vào …" · "… cụ thể như sau:"
_ITEMISED = regex.compile(rf"(?<!\w)(?:{either(_WORDS['counted'])}) (?:thứ |số )?(?:\d|nhất|hai|i\b)|:$")
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def extract(reading: Reading) -> list[Event]:
    """The events that the document announces, in order; a list of bodies with one count is one event.

    The span is the paragraph or sentence that announces it.
    """
    sentences = Sentences(reading.view)
    found: list[tuple[int, Event]] = []
    seen: set[tuple[str, str | None, str | None]] = set()
    every = [one for one in dated(reading) if _may_announce(reading, one)]
    found += _counted(reading, every, sentences)
    counted = {at for at, _ in found}
    last: tuple[Dated, Event] | None = None
    for number, one in enumerate(every):
        if any(one.paragraph.start <= at < one.paragraph.end for at in counted):
            continue
        following = next((d for d in every[number + 1 :] if not _goes_with(reading, one, d)), None)
        until = following.mention.cue_start if following else one.paragraph.end
        event = _announced(reading, one, sentences, min(until, one.paragraph.end))
        if event is None:
            continue
        if last and _goes_with(reading, last[0], one) and _prolonged(last[1], event):
            last = (one, last[1])
            continue
        last = (one, event)
        assert event.date is not None
        key = (event.date.edtf, event.place.value if event.place else None, event.date.time)
        if key in seen or any(k[0] == key[0] and None in (k[1], key[1]) for k in seen):
            continue
        seen.add(key)
        found.append((one.mention.start, event))
    events = [event for _, event in sorted(found, key=lambda pair: pair[0])]
    identify("event", [(event, f"{fold(event.name)} {event.date.edtf if event.date else ''}") for event in events])
    return events


def _goes_with(reading: Reading, one: Dated, other: Dated) -> bool:
    """Whether two dates are one expression: "ngày 28/3/2026 và ngày 29/3/2026"."""
    gap = reading.view.norm[one.mention.end : other.mention.cue_start]
    return gap.strip(" ,") in ("", "và") and "\n" not in gap and "\t" not in gap


def _prolonged(event: Event, following: Event) -> bool:
    """Make one event of two days that follow one another; ``False`` where they do not."""
    first, second = event.date, following.date
    if first is None or second is None or first.last is None or second.first is None:
        return False
    days = datetime.date.fromisoformat(second.first) - datetime.date.fromisoformat(first.last)
    if days.days != 1 or not _DAY.fullmatch(second.edtf):
        return False
    event.date = first.model_copy(update={"edtf": f"{first.edtf.split('/')[0]}/{second.edtf}", "last": second.last})
    if following.spans[0] != event.spans[0]:
        event.spans.append(following.spans[0])
        event.how = "joined"
    return True


def _may_announce(reading: Reading, one: Dated) -> bool:
    if one.paragraph.zone not in ("body", "annex") or one.mention.rrule or year_only(one.mention):
        return False
    if one.role not in ("event", "window", "due") or one.mention.value is None:
        return False
    return looks_ahead(reading, one.mention.start)


def _announced(reading: Reading, one: Dated, sentences: Sentences, until: int) -> Event | None:
    """The event of one date; ``until`` is where the words about it end at the latest."""
    view, mention, paragraph = reading.view, one.mention, one.paragraph
    norm = view.norm
    if paragraph.block.table is not None:
        return _scheduled(reading, one)
    begin, end = sentences.around(mention.start)
    begin = max(begin, paragraph.content)
    clause = norm[begin : mention.cue_start]
    if one.role == "due":
        return _opening_task(reading, one)
    title = title_above(view, paragraph.node, paragraph)
    label = _TIME.match(norm, paragraph.content, paragraph.end)
    titled = _TIME.match(title) if not label else None
    timed = label if label and label.end() <= mention.cue_start else titled
    quote = (paragraph.content, paragraph.end) if end - begin > 400 else (begin, end)
    name: Stretch | None = None
    if duty_at(reading, mention.start) is None and NAMED.match(norm, paragraph.content):
        if _CAMPAIGN.match(norm, paragraph.content) or (
            one.role == "window" and not _donors(reading, paragraph, title)
        ):
            return None
        name = name_before(view, paragraph.content, mention.cue_start)
    elif timed and not _OTHER_TIME.search(timed["what"]):
        if one.role == "window" and surroundings(reading, paragraph).place is None:
            return None
        after = label.end() if label and label["colon"] else paragraph.content
        name = name_before(view, after, mention.cue_start) or heading(reading, paragraph)
    elif one.role == "window":
        return None
    elif duty_at(reading, mention.start) is None and NAMED.match(title) and mention.cue_start - paragraph.content < 30:
        name = heading(reading, paragraph)
    elif _HOLDS.search(clause) and not _AROUND.search(clause.rsplit("tổ chức", 1)[0][-40:]):
        if not DONATION.search(clause) and not DONATION.search(title):
            return None
        if duty_at(reading, mention.start) is not None and not DONATION.search(clause):
            return None
        name = last_name(view, begin, mention.cue_start) or heading(reading, paragraph)
    else:
        return None
    return _event(reading, one, name, quote, until)


def _donors(reading: Reading, paragraph: Paragraph, title: str) -> bool:
    """Whether paragraph, title or the document speaks of donating blood."""
    subject = reading.header.subject
    words = (
        reading.view.norm[paragraph.start : paragraph.end],
        title,
        (subject.value or "").lower() if subject else "",
    )
    return any(DONATION.search(text) for text in words)


def _event(reading: Reading, one: Dated, name: Stretch | None, quote: Stretch, until: int) -> Event:
    view, mention = reading.view, one.mention
    group = surroundings(reading, one.paragraph)
    place = place_in(view, mention.end, until) or place_in(view, quote[0], mention.cue_start) or group.place
    start, end = view.trim(*quote)
    text, spans = name_of(reading, name)
    tentative = bool(mention.value and mention.value.tentative) or (
        _TENTATIVE.search(view.norm, quote[0], mention.end) is not None
    )
    return Event(
        name=text,
        date=mention.value,
        place=grounded(view, [place]) if place else None,
        participants=grounded(view, [group.people]) if group.people else None,
        organisers=_organisers(reading, quote[0], mention.cue_start),
        tentative=tentative,
        spans=[view.span(start, end), *spans],
        how=how(one),
        doubts=doubts(reading, one),
    )


def _opening_task(reading: Reading, one: Dated) -> Event | None:
    """A task that is an event itself, dated by its label line ("Khai mạc …" · "Thời gian thực hiện: Tháng 12/2025")."""
    duty = duty_at(reading, one.mention.start)
    if duty is None or not in_time_label(reading, one.mention) or not _OPENING.match(reading.view.norm, duty.start):
        return None
    name = reading.view.trim(duty.start, duty.end, " .;\n\t")
    event = _event(reading, one, name, (duty.start, duty.end), one.mention.end)
    label = (one.mention.cue_start, one.mention.end)
    event.spans = [reading.view.span(*name), reading.view.span(*label)]
    event.organisers = [body_ref(reading.view, b) for b in duty.bodies]
    return event


def _scheduled(reading: Reading, one: Dated) -> Event | None:
    """A row of a schedule: "STT | Thời gian | Địa điểm | Đơn vị"."""
    view, block = reading.view, one.paragraph.block
    if one.role != "event" or duty_at(reading, one.mention.start) is not None:
        return None
    cells = {
        (p.block.row, p.block.column): (p.content, p.end)
        for p in reading.outline.paragraphs
        if p.block.table == block.table
    }
    heads = {column: view.norm[a:b] for (row, column), (a, b) in cells.items() if row == 0}
    if not heads.get(block.column, "").startswith(("thời gian", "ngày")):
        return None
    row = {heads.get(column, ""): stretch for (r, column), stretch in cells.items() if r == block.row}
    place = next((s for head, s in row.items() if head.startswith("địa điểm") or "nơi" in head), None)
    name = next((s for head, s in row.items() if head.startswith(("nội dung", "tên", "đợt", "điểm", "đơn vị"))), place)
    if place is None or name is None:
        return None
    return Event(
        name=view.text[slice(*name)],
        date=one.mention.value,
        place=grounded(view, [place]),
        tentative=bool(one.mention.value and one.mention.value.tentative),
        spans=[view.span(one.mention.start, one.mention.end), view.span(*name)],
        how=how(one),
        doubts=doubts(reading, one),
    )


def _counted(reading: Reading, every: list[Dated], sentences: Sentences) -> list[tuple[int, Event]]:
    """Bullets that give a number of events to bodies: "Các huyện A, B và C mỗi đơn vị tổ chức 01 sự kiện"."""
    view = reading.view
    found: list[tuple[int, Event]] = []
    for paragraph in reading.outline.zone("body"):
        start = paragraph.content
        if paragraph.block.table is not None or NAMED.match(view.norm, start) or _TIME.match(view.norm, start):
            continue
        match = _COUNT.search(view.norm, start, paragraph.end)
        if (
            not match
            or _ITEMISED.search(view.norm, match.end(), paragraph.end)
            or not looks_ahead(reading, paragraph.start)
        ):
            continue
        when = _when(paragraph, every)
        if when is None:
            continue
        begin, end = sentences.around(match.start())
        begin = max(begin, paragraph.content)
        bodies, _ = body_list(view, begin, match.end())
        occasion = _OCCASION.match(view.norm, match.end(), end)
        name = (match.start(), occasion.end() if occasion else match.end())
        place = place_in(view, match.end(), end)
        event = Event(
            name=view.text[slice(*name)],
            date=when.mention.value,
            place=grounded(view, [place]) if place else None,
            organisers=[body_ref(view, b) for b in bodies],
            count=_quantity(reading, match),
            tentative=_TENTATIVE.search(view.norm, begin, match.start()) is not None,
            spans=[view.span(begin, name[1]), view.span(when.mention.start, when.mention.end)],
            how="joined",
            doubts=doubts(reading, when),
        )
        found.append((match.start(), event))
    return found


def _when(paragraph: Paragraph, every: list[Dated]) -> Dated | None:
    """The date of a bullet: its own, or that of the heading above that names its stretch of time ("Quý II/2026")."""
    for one in every:
        if one.paragraph is paragraph and one.role in ("event", "window"):
            return one
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    while node is not None:
        title = node.paragraph
        for one in every:
            if one.paragraph is title and one.role in ("event", "window"):
                return one
        node = node.parent
    return None


def _quantity(reading: Reading, match: regex.Match[str]) -> Quantity:
    """The count as it was read among the quantities of the document."""
    for mention in within(reading.quantities, match.start() - 12, match.end() + 1):
        if mention.start <= match.start("n") < mention.end:
            return mention.quantity
    number = int(match["n"])
    return Quantity(comparator="exactly", min=number, max=number, unit="sự kiện", indicator="events")


def _organisers(reading: Reading, start: int, end: int) -> list[BodyRef]:
    """The bodies that the announcement begins with, else the body that issues the document."""
    bodies, _ = body_list(reading.view, start, end)
    if bodies:
        return [body_ref(reading.view, b) for b in bodies]
    organ = reading.header.organ_name
    if organ is None or not organ.value:
        return []
    return [BodyRef(name=organ.value, canonical=organ.value, kind="other", spans=organ.spans)]
