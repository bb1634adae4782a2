"""Batches of events: the rows of a schedule, and bullets that give a number of events to bodies."""

from __future__ import annotations

import regex

from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.events.anchors import NAMED, TIME, place_in
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.outlook import looks_ahead
from parsers.extractors.times.dates import doubts, how
from parsers.extractors.times.roles import Dated
from parsers.layout.grounding import grounded
from parsers.layout.outline import Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.mentions import body_ref
from parsers.mentions.dates.context import clock_time
from parsers.records import Event, Quantity
from parsers.sentences import Sentences
from parsers.text import either

_WORDS = load("dates")["events"]

# "mỗi đơn vị tổ chức 01 sự kiện" · "tổ chức 02 sự kiện" · "mỗi huyện 01 sự kiện"
_COUNT = regex.compile(
    r"(?:mỗi [^.;:\n\t\d]{2,40}? )?(?:tổ chức )?(?:ít nhất |tối thiểu |từ )?(?P<n>\d{1,2})(?: ?- ?\d{1,2})?"
    rf" (?:{either(_WORDS['counted'])})(?!\w)"
)
# "… 01 sự kiện | hưởng ứng Ngày Quốc tế Người hiến máu 14/6"
_OCCASION = regex.compile(r" (?:hưởng ứng|nhân|chào mừng|trong)(?!\w)[^.,;:()\n\t]{3,120}")
# "… 02 đợt hiến máu: đợt 1 vào …" · "… cụ thể như sau:"
_ITEMISED = regex.compile(rf"(?<!\w)(?:{either(_WORDS['counted'])}) (?:thứ |số )?(?:\d|nhất|hai|i\b)|:$")
_TENTATIVE = regex.compile(r"(?<!\w)dự kiến(?!\w)")


def scheduled(annotated: AnnotatedDocument, one: Dated) -> Event | None:
    """A row of a schedule: "STT | Thời gian | Địa điểm | Đơn vị", "Ngày | Giờ | Địa điểm"."""
    view, block = annotated.view, one.paragraph.block
    if one.role != "event" or duty_at(annotated, one.mention.start) is not None:
        return None
    cells = {
        (p.block.row, p.block.column): (p.content, p.end)
        for p in annotated.outline.paragraphs
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
    date = one.mention.value
    spans = [view.span(one.mention.start, one.mention.end), view.span(*name)]
    hosts = next((s for head, s in row.items() if head.startswith(("đơn vị", "cơ quan"))), None)
    hours = next((s for head, s in row.items() if head.startswith("giờ")), None)
    time = clock_time(view.norm[slice(*hours)]) if hours else None
    if date and hours and time and date.time is None:
        date = date.model_copy(update={"time": time})
        spans.append(view.span(*hours))
    return Event(
        name=view.text[slice(*name)],
        date=date,
        place=grounded(view, [place]),
        organisers=[body_ref(view, b) for b in body_list(view, *hosts)[0]] if hosts else [],
        tentative=bool(one.mention.value and one.mention.value.tentative),
        spans=spans,
        how=how(one),
        doubts=doubts(annotated, one),
    )


def counted_events(annotated: AnnotatedDocument, every: list[Dated], sentences: Sentences) -> list[tuple[int, Event]]:
    """Bullets that give a number of events to bodies: "Các huyện A, B và C mỗi đơn vị tổ chức 01 sự kiện"."""
    view = annotated.view
    found: list[tuple[int, Event]] = []
    for paragraph in annotated.outline.zone("body"):
        start = paragraph.content
        if paragraph.block.table is not None or NAMED.match(view.norm, start) or TIME.match(view.norm, start):
            continue
        match = _COUNT.search(view.norm, start, paragraph.end)
        if (
            not match
            or view.norm.startswith("/", match.end())  # "02 buổi/ngày": how often, of what went before
            or _ITEMISED.search(view.norm, match.end(), paragraph.end)
            or not looks_ahead(annotated, paragraph.start)
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
            count=_quantity(annotated, match),
            tentative=_TENTATIVE.search(view.norm, begin, match.start()) is not None,
            spans=[view.span(begin, name[1]), view.span(when.mention.start, when.mention.end)],
            how="joined",
            doubts=doubts(annotated, when),
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


def _quantity(annotated: AnnotatedDocument, match: regex.Match[str]) -> Quantity:
    """The count as it was read among the quantities of the document."""
    for mention in within(annotated.quantities, match.start() - 12, match.end() + 1):
        if mention.start <= match.start("n") < mention.end:
            return mention.quantity
    number = int(match["n"])
    return Quantity(comparator="exactly", min=number, max=number, unit="sự kiện", indicator="events")
