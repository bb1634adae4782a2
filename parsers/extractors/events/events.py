"""Events: each separately announced donation day or batch of days, with place, participants and count."""

from __future__ import annotations

import datetime

import regex

from parsers.annotated import AnnotatedDocument
from parsers.extractors.events.anchors import (
    DONATION,
    NAMED,
    TIME,
    Stretch,
    heading,
    held,
    last_name,
    name_before,
    name_of,
    name_start,
    place_behind,
    place_in,
    surroundings,
    title_above,
    title_of_items,
)
from parsers.extractors.events.batches import counted_events, scheduled
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.outlook import looks_ahead
from parsers.extractors.times.dates import doubts, how
from parsers.extractors.times.roles import Dated, dated, in_time_label, year_only
from parsers.layout.grounding import grounded
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.mentions import body_ref
from parsers.records import BodyRef, Event, assign_ids
from parsers.sentences import Sentences, clauses
from parsers.text import NormalisedText, either, fold

_WORDS = load("dates")["events"]

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
# "Trường hợp mưa bão, lùi sang tháng 11/2026": the day of an event that has one already
_MOVED = regex.compile(
    r"(?r)(?<!\w)(?:lùi|dời|chuyển|hoãn|đổi)(?: lịch| ngày)?(?: sang| đến| vào| lại)*[^.;:\n\t]{0,20}"
)
# "Ngày 05/7/2026 (Chủ nhật): | tại Trung tâm …" · "Ngày 05/7/2026, dự kiến: tại …"
_THEN_PLACE = regex.compile(r"(?: \([^()\n]{1,30}\))?[,:]?(?: dự kiến)?[,:]? ?(?:tại|địa điểm) ")
# "Tại xã Nà Hoa: | ngày 12/4/2026"
_PLACE_FIRST = regex.compile(r"(?:[-+*•] ?)?tại (?=\p{L})")
# "Ngày hội “Sắc đỏ” | (Chủ nhật, ngày 12/4/2026 …)"
_BRACKET = regex.compile(r"(?r)(?<=[\w”\"]) \((?:[^()\n\t]{1,40}[, ])?")
# "tổ chức điểm hiến máu cố định vào sáng thứ Bảy hằng tuần, bắt đầu từ ngày …"
_OPENS = regex.compile(r"(?<!\w)tổ chức (?=(?:các )?(?:điểm|ngày|buổi|đợt)(?: tiếp nhận| hiến) máu)")
_TENTATIVE = regex.compile(r"(?<!\w)dự kiến(?!\w)")
_DAY = regex.compile(r"\d{4}-\d\d-\d\d")


def extract(annotated: AnnotatedDocument) -> list[Event]:
    """The events that the document announces, in order; a list of bodies with one count is one event.

    The span is the paragraph or sentence that announces it.
    """
    sentences = clauses(annotated.view)
    found: list[tuple[int, Event]] = []
    seen: set[tuple[str, str | None, str | None]] = set()
    every = [one for one in dated(annotated) if _may_announce(annotated, one)]
    found += counted_events(annotated, every, sentences)
    counted = {at for at, _ in found}
    last: tuple[Dated, Event] | None = None
    for number, one in enumerate(every):
        if any(one.paragraph.start <= at < one.paragraph.end for at in counted):
            continue
        following = next((d for d in every[number + 1 :] if not _goes_with(annotated, one, d)), None)
        until = following.mention.cue_start if following else one.paragraph.end
        event = _announced(annotated, one, sentences, min(until, one.paragraph.end))
        if event is None:
            continue
        if last and _goes_with(annotated, last[0], one) and _prolonged(last[1], event):
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
    assign_ids("event", [(event, f"{fold(event.name)} {event.date.edtf if event.date else ''}") for event in events])
    return events


def _goes_with(annotated: AnnotatedDocument, one: Dated, other: Dated) -> bool:
    """Whether two dates are one expression: "ngày 28/3/2026 và ngày 29/3/2026"."""
    gap = annotated.view.norm[one.mention.end : other.mention.cue_start]
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


def _may_announce(annotated: AnnotatedDocument, one: Dated) -> bool:
    if one.paragraph.zone not in ("body", "annex") or one.mention.rrule or year_only(one.mention):
        return False
    if one.role not in ("event", "window", "due") or one.mention.value is None:
        return False
    return looks_ahead(annotated, one.mention.start)


def _announced(annotated: AnnotatedDocument, one: Dated, sentences: Sentences, until: int) -> Event | None:
    """The event of one date; ``until`` is where the words about it end at the latest."""
    view, mention, paragraph = annotated.view, one.mention, one.paragraph
    norm = view.norm
    if paragraph.block.table is not None:
        return scheduled(annotated, one)
    begin, end = sentences.around(mention.start)
    begin = max(begin, paragraph.content)
    clause = norm[begin : mention.cue_start]
    if one.role == "due":
        return _opening_task(annotated, one)
    title = title_above(view, paragraph.node, paragraph)
    label = TIME.match(norm, paragraph.content, paragraph.end)
    titled = TIME.match(title) if not label else None
    timed = label if label and label.end() <= mention.cue_start else titled
    quote = (paragraph.content, paragraph.end) if end - begin > 400 else (begin, end)
    name: Stretch | None = None
    free = duty_at(annotated, mention.start) is None
    leads = mention.cue_start - paragraph.content < 30
    bracket = _BRACKET.match(norm, begin, mention.cue_start)
    if _MOVED.match(norm, begin, mention.cue_start):
        return None
    if free and NAMED.match(norm, paragraph.content):
        if _CAMPAIGN.match(norm, paragraph.content) or (
            one.role == "window" and not _donors(annotated, paragraph, title)
        ):
            return None
        name = name_before(view, begin, mention.cue_start) or name_before(view, paragraph.content, mention.cue_start)
    elif timed and not _OTHER_TIME.search(timed["what"]):
        if one.role == "window" and surroundings(annotated, paragraph).place is None:
            return None
        after = label.end() if label and label["colon"] else paragraph.content
        name = name_before(view, after, mention.cue_start) or heading(annotated, paragraph)
    elif one.role == "window":
        opens = _OPENS.search(norm, begin, mention.cue_start)
        if not opens or (mention.value and mention.value.last):
            return None
        name = view.trim(opens.end(), mention.cue_start, " ,:;")
    elif free and NAMED.match(title) and leads:
        name = heading(annotated, paragraph)
    elif free and leads and _places(annotated, one) and _donors(annotated, paragraph, title):
        name = title_of_items(annotated, paragraph) or heading(annotated, paragraph)
    elif free and _PLACE_FIRST.match(norm, paragraph.content) and norm[: mention.cue_start].rstrip().endswith(":"):
        if not _donors(annotated, paragraph, title):
            return None
        name = title_of_items(annotated, paragraph) or heading(annotated, paragraph)
    elif bracket and (name := last_name(view, begin, bracket.start())) and _brings(view, name, bracket.start()):
        quote = (name[0], quote[1])
    elif _HOLDS.search(clause) and not _AROUND.search(_lead(annotated, begin, mention.cue_start)):
        if not DONATION.search(clause) and (not free or not DONATION.search(title)):
            return None
        name = held(view, begin, mention.cue_start) or heading(annotated, paragraph)
    else:
        return None
    return _event(annotated, one, name, quote, until)


def _places(annotated: AnnotatedDocument, one: Dated) -> bool:
    """Whether a place follows the day at once: "Ngày 05/7/2026: tại Trung tâm …", "Ngày 05/7/2026: Trạm Y tế"."""
    end = one.paragraph.end
    return _THEN_PLACE.match(annotated.view.norm, one.mention.end, end) is not None or (
        one.role == "event" and place_behind(annotated.view, one.mention.end, end) is not None
    )


def _lead(annotated: AnnotatedDocument, begin: int, until: int) -> str:
    """The words before the name of what is held, or before its verb: they may say that it is somebody else's."""
    norm = annotated.view.norm
    at = name_start(annotated.view, begin, until)
    if at is None:
        at = begin + max(0, norm[begin:until].rfind("tổ chức"))
    return norm[begin:at].rsplit(";", 1)[-1][-40:]


def _brings(view: NormalisedText, name: Stretch, bracket: int) -> bool:
    """Whether the name reaches up to the bracket: "Ngày hội “Sắc đỏ” (Chủ nhật, ngày 12/4/2026 …)"."""
    return bracket - name[1] < 2 and view.norm.startswith(("ngày hội", "lễ hội", "chương trình", "lễ "), name[0])


def _donors(annotated: AnnotatedDocument, paragraph: Paragraph, title: str) -> bool:
    """Whether paragraph, title or the document speaks of donating blood."""
    subject = annotated.header.subject
    words = (
        annotated.view.norm[paragraph.start : paragraph.end],
        title,
        (subject.value or "").lower() if subject else "",
    )
    return any(DONATION.search(text) for text in words)


def _event(annotated: AnnotatedDocument, one: Dated, name: Stretch | None, quote: Stretch, until: int) -> Event:
    view, mention = annotated.view, one.mention
    group = surroundings(annotated, one.paragraph)
    place = (
        place_in(view, mention.end, until)
        or place_in(view, quote[0], mention.cue_start)
        or place_behind(view, mention.end, until)
        or group.place
        or place_in(view, one.paragraph.content, quote[0])  # "Ngày hội: …, tại Nhà văn hóa. Khai mạc: 7 giờ ngày …"
    )
    start, end = view.trim(*quote)
    text, spans = name_of(annotated, name)
    tentative = bool(mention.value and mention.value.tentative) or (
        _TENTATIVE.search(view.norm, quote[0], mention.end) is not None
    )
    return Event(
        name=text,
        date=mention.value,
        place=grounded(view, [place]) if place else None,
        participants=grounded(view, [group.people]) if group.people else None,
        organisers=_organisers(annotated, quote[0], mention.cue_start),
        tentative=tentative,
        spans=[view.span(start, end), *spans],
        how=how(one),
        doubts=doubts(annotated, one),
    )


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
    bodies, _ = body_list(annotated.view, start, end)
    if bodies:
        return [body_ref(annotated.view, b) for b in bodies]
    organ = annotated.header.organ_name
    if organ is None or not organ.value:
        return []
    return [BodyRef(name=organ.value, canonical=organ.value, kind="other", spans=organ.spans)]
