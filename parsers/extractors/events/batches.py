"""Batches of events: bullets below a line that names their stretch of time, with or without a number of events."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.events.anchors import NAMED, TIME, first_held, goes_around, hosts, place_in
from parsers.extractors.events.in_clauses import opens_a_sentence
from parsers.extractors.events.scene import Scene
from parsers.extractors.obligations.outlook import looks_ahead
from parsers.extractors.times.dates import doubts
from parsers.extractors.times.roles import Dated
from parsers.layout.grounding import grounded
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.records import Event, Quantity
from parsers.sentences import Sentences, clauses
from parsers.text import either

_WORDS = load("dates")["events"]

# "mỗi đơn vị tổ chức 01 sự kiện" · "tổ chức 02 sự kiện" · "mỗi huyện 01 sự kiện"
_COUNT = regex.compile(
    r"(?:mỗi [^.;:\n\t\d]{2,40}? )?(?:tổ chức )?(?:ít nhất |tối thiểu |từ )?(?P<n>\d{1,2})(?: ?- ?\d{1,2})?"
    rf" (?:{either(_WORDS['counted'])})(?!\w)"
)
# "… 01 sự kiện | hiến máu, hưởng ứng Ngày Quốc tế Người hiến máu 14/6"
_OCCASION = regex.compile(
    r"(?: hiến máu| tiếp nhận máu)?,? (?:hưởng ứng|nhân|chào mừng|trong)(?!\w)[^.,;:()\n\t]{3,120}"
)
# "… 02 đợt hiến máu: đợt 1 vào …" · "… cụ thể như sau:" · "… 02 buổi: sáng ngày …"
_ITEMISED = regex.compile(
    rf"(?<!\w)(?:{either(_WORDS['counted'])}) (?:thứ |số )?(?:\d|nhất|hai|i\b)|:$"
    r"|: ?(?:vào )?(?:(?:lúc )?\d{1,2} ?(?:giờ|h|g)[^:;.\n\t]{0,12}|sáng|chiều|tối|ngày)(?!\w)"
)
_TENTATIVE = regex.compile(r"(?<!\w)dự kiến(?!\w)")


def counted_events(annotated: AnnotatedDocument, every: list[Dated], sentences: Sentences) -> list[tuple[int, Event]]:
    """Bullets that give a number of events to bodies: "Các huyện A, B và C mỗi đơn vị tổ chức 01 sự kiện"."""
    view = annotated.view
    found: list[tuple[int, Event]] = []
    free = [one for one in every if opens_a_sentence(Scene(annotated, one, sentences)) is None]
    for paragraph in annotated.outline.zone("body"):
        start = paragraph.content
        if paragraph.block.table is not None or NAMED.match(view.norm, start) or TIME.match(view.norm, start):
            continue
        if not looks_ahead(annotated, start):
            continue
        for clause in sentences.within(start, paragraph.end):
            for match, begin, end in _counts(view.norm, *clause):
                when = _when(paragraph, free, begin, end)
                if when and _stands_alone(annotated, paragraph, match):
                    found.append((match.start(), _counted(annotated, match, when, (begin, end))))
    return found


def _counts(norm: str, begin: int, end: int) -> Iterator[tuple[regex.Match[str], int, int]]:
    """The counts of a clause with the piece that each stands in: "A: 03 đợt; B: 01 đợt (tháng 9)" are two pieces."""
    while match := _COUNT.search(norm, begin, end):
        cut = norm.find("; ", match.end(), end)
        following = cut >= 0 and _COUNT.search(norm, cut, end)
        yield match, begin, cut if following else end
        if not following:
            return
        begin = cut + 2


def _stands_alone(annotated: AnnotatedDocument, paragraph: Paragraph, match: regex.Match[str]) -> bool:
    """Whether a count is of events: no rate ("02 buổi/ngày"), and nothing that other lines or words itemise."""
    norm = annotated.view.norm
    if norm.startswith("/", match.end()) or _ITEMISED.search(norm, match.end(), paragraph.end):
        return False
    return not _is_total(annotated, paragraph, match)


def _counted(annotated: AnnotatedDocument, match: regex.Match[str], when: Dated, clause: tuple[int, int]) -> Event:
    view, (begin, end) = annotated.view, clause
    occasion = _OCCASION.match(view.norm, match.end(), end)
    name = (match.start(), occasion.end() if occasion else match.end())
    place = place_in(view, match.end(), end)
    return Event(
        name=view.text[slice(*name)],
        date=when.mention.value,
        place=grounded(view, [place]) if place else None,
        organisers=hosts(view, begin, match.end()),
        count=_quantity(annotated, match),
        tentative=_TENTATIVE.search(view.norm, begin, match.start()) is not None,
        spans=[view.span(begin, name[1]), view.span(when.mention.start, when.mention.end)],
        how="joined",
        doubts=doubts(annotated, when),
    )


def _is_total(annotated: AnnotatedDocument, paragraph: Paragraph, match: regex.Match[str]) -> bool:
    """A count of what the lines below, or others, itemise: "Quý I: 06 đợt", "tổ chức ít nhất 22 - 24 buổi"."""
    if paragraph.opens and paragraph.node is not None and paragraph.node.children:
        return True
    if match[0].startswith("mỗi") or int(match["n"]) == 1:
        return False
    begin, _ = clauses(annotated.view).around(match.start())
    return not hosts(annotated.view, max(begin, paragraph.content), match.end())


def listed_events(annotated: AnnotatedDocument, every: list[Dated], sentences: Sentences) -> list[tuple[int, Event]]:
    """Items without a day below a line that counts events of a stretch of time ("Quý I: tổ chức 06 đợt:")."""
    view = annotated.view
    found: list[tuple[int, Event]] = []
    first_of = {dated.paragraph: dated for dated in reversed(every)}
    for paragraph in annotated.outline.zone("body"):
        node = paragraph.node.parent if paragraph.opens and paragraph.node else None
        if (
            node is None
            or paragraph.block.table is not None
            or _COUNT.search(view.norm, paragraph.content, paragraph.end)
        ):
            continue
        title = node.paragraph
        when = first_of.get(title)
        if when is None or paragraph in first_of:
            continue
        if not _COUNT.search(view.norm, title.content, title.end) or not looks_ahead(annotated, paragraph.start):
            continue
        begin, end = paragraph.content, sentences.around(paragraph.content)[1]
        name = first_held(view, begin, min(end, paragraph.end))
        if name is None or goes_around(annotated, begin, name[0]):
            continue
        place = place_in(view, name[0], end)
        event = Event(
            name=view.text[slice(*name)],
            date=when.mention.value,
            place=grounded(view, [place]) if place else None,
            organisers=hosts(view, begin, end),
            tentative=_TENTATIVE.search(view.norm, begin, end) is not None,
            spans=[view.span(*view.trim(begin, end)), view.span(when.mention.start, when.mention.end)],
            how="joined",
            doubts=doubts(annotated, when),
        )
        found.append((begin, event))
    return found


def _when(paragraph: Paragraph, every: list[Dated], begin: int, end: int) -> Dated | None:
    """The date of a clause of a bullet: its own, or that of the heading above that names its stretch of time ("Quý
    II/2026"), or another one of the bullet.
    """
    dates = [one for one in every if one.role in ("event", "window")]
    own = [one for one in dates if one.paragraph is paragraph]
    if inside := [one for one in own if begin <= one.mention.start < end]:
        return inside[0]
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    while node is not None:
        title = node.paragraph
        if above := [one for one in dates if one.paragraph is title]:
            return above[0]
        node = node.parent
    return own[0] if own else None


def _quantity(annotated: AnnotatedDocument, match: regex.Match[str]) -> Quantity:
    """The count as it was read among the quantities of the document."""
    for mention in within(annotated.quantities, match.start() - 12, match.end() + 1):
        if mention.start <= match.start("n") < mention.end:
            return mention.quantity
    number = int(match["n"])
    return Quantity(comparator="exactly", min=number, max=number, unit="sự kiện", indicator="events")
