"""Limits that stand side by side, each with its own doer: "Công an xã … trước ngày 10/6, Đoàn xã … trước ngày 15/6".

In comes a date that binds, out go the doers that stand between the limit before it and its own, and the topic that such
limits share.
"""

from __future__ import annotations

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.obligations.subjects import subject_of
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb
from parsers.mentions.dates.mentions import DateMention
from parsers.text import NormalisedText

# "… trước ngày 10/6|, |Đoàn xã …" · "|; còn |các thôn …" · "| và |Trạm Y tế …"
_AND_NEXT = regex.compile(r" ?[,;] (?:còn |và |riêng |trong khi )?|,? (?:còn|và|riêng) ")
# "Về | rà soát nhân lực |: Công an xã hoàn thành …"
_ABOUT = regex.compile(r"(?:về(?: việc)?|đối với|việc|nội dung) (?P<what>[^:;.\n\t]{4,120}?) ?: ")

Subject = tuple[list[BodyMention], int]


def own_doers(annotated: AnnotatedDocument, start: int, mention: DateMention, end: int) -> list[BodyMention]:
    """Who is named behind the limit before this one, in the same sentence; none where the first doer has both."""
    before = [one for one in within(annotated.dates, start, mention.cue_start) if one.end < mention.cue_start]
    found = next_doers(annotated.view, before[-1].end, mention.cue_start, end) if before else None
    return found[0] if found else []


def next_doers(view: NormalisedText, at: int, until: int, end: int) -> Subject | None:
    """The subject right behind a limit that ends at ``at``, and where its predicate begins, before ``until``."""
    link = _AND_NEXT.match(view.norm, at, end)
    if link is None:
        return None
    subject = subject_of(view, link.end(), until, end)
    if subject is None or subject[0][0].start != link.end() or subject[1] >= until:
        return None
    return subject if begins_with_verb(view, view.trim(subject[1], end, " ,:")[0]) else None


def own_end(annotated: AnnotatedDocument, mention: DateMention, end: int) -> int:
    """Where what the limit binds is over at the latest: before the doer of the next limit."""
    following = within(annotated.dates, mention.end, end)
    if not following:
        return end
    return mention.end if next_doers(annotated.view, mention.end, following[0].cue_start, end) else end


def topic(view: NormalisedText, begin: int, end: int) -> tuple[int, int] | None:
    """What a line is about: "Về | rà soát nhân lực |: Công an xã hoàn thành trước ngày 10/6"."""
    about = _ABOUT.match(view.norm, begin, end)
    return about.span("what") if about else None
