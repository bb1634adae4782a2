"""What a person may want to add at words of the source: a fact read from these words, to be confirmed or changed."""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.document import Block, Document
from parsers.layout.header import date_context
from parsers.mentions.bodies.mentions import body_ref, find_bodies
from parsers.mentions.dates.mentions import DateMention, find_dates
from parsers.mentions.quantities.mentions import QuantityMention, find_quantities
from parsers.records import (
    BodyRef,
    Deadline,
    DeadlineRelation,
    DocumentRecord,
    Event,
    Obligation,
    Offset,
    Quantity,
    Record,
    Result,
    Span,
    Target,
)
from parsers.text import NormalisedText, normal

_UNKNOWN = Quantity(comparator="exactly", min=None, max=None, unit=None, indicator="other")
_SHORTEST = 8  # characters that say what is to be done

# "gửi về", "báo cáo về", "gửi cho", "đăng ký với": the body behind it is who gets it
_TO = regex.compile(
    r"(?r)(?<!\w)(?:gửi|nộp|báo cáo|chuyển|thông báo|đăng ký)(?: [^.;:]{0,30}?)?(?: về| cho| tới| đến| với)?(?: cho)? ?"
)
# "phối hợp với", "cùng với": the body behind it helps
_WITH = regex.compile(r"(?r)(?<!\w)(?:phối hợp|cùng)(?: chặt chẽ)?(?: với)? ?")
_AND = regex.compile(r",? (?:và )?|; ")
_LEADS = regex.compile(r"(?<!\w)chủ trì(?!\w)")
_HELPS = regex.compile(r"\W{0,4}phối hợp(?!\w)")
_LABEL = regex.compile(r"\s*(?:[-+*•]\s*|[\da-zđIVX.]{1,6}[.)]\s+)?")
_LOOSE = " \t\n,;:.-–("


def propose(record: DocumentRecord, kind: str, start: int, end: int) -> Record:
    """A fact of a kind that can be added, from ``record.text[start:end]``; what the words do not say stays open."""
    return _SelectedWords(record, *trimmed(record.text, start, end)).fact(kind)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A selection inside the text, without blanks at its ends."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def span(record: DocumentRecord, start: int, end: int) -> Span:
    """The selected words as they stand in the record; pages come from the spans that lie there."""
    page = next((s.page for item in record.obligations for s in item.spans if s.start <= start < s.end), None)
    return Span(start=start, end=end, quote=record.text[start:end], page=page)


class _SelectedWords:
    def __init__(self, record: DocumentRecord, start: int, end: int) -> None:
        self.record, self.start, self.end = record, start, end
        self.text = record.text[start:end]
        self.view = NormalisedText(Document(text=self.text, blocks=_blocks(self.text)))
        self.dates = find_dates(self.view, date_context(record.header), [])
        taken = sorted((date.start, date.end) for date in self.dates)
        self.quantities = find_quantities(self.view, taken)

    def fact(self, kind: str) -> Record:
        match kind:
            case "deadline":
                return self._deadline()
            case "target":
                return Target(quantity=self._quantity(), bodies=self._doers())
            case "result":
                mention = self._mention()
                planned, ratio = (mention.planned, mention.ratio) if mention else (None, None)
                return Result(quantity=self._quantity(), planned=planned, ratio=ratio, bodies=self._doers())
            case "event":
                date = next((one.value for one in self.dates if one.value), None)
                return Event(name=" ".join(self.text.split()), date=date)
            case _:
                return self._obligation()

    def _deadline(self) -> Deadline:
        mention = next((one for one in self.dates if one.relation in ("before", "by", "within")), None)
        mention = mention or next(iter(self.dates), None)
        value = mention.value if mention else None
        relation = _relation(mention)
        to = [body for body, role in self._bodies() if role == "to"]
        covering = self._covering()
        return Deadline(
            relation=relation,
            date=value,
            rrule=list(mention.rrule) if mention and mention.rrule else None,
            time=mention.time if mention and mention.rrule else None,
            offset=self._offset(mention),
            due=value.last_day(relation) if value else None,
            bodies=self._doers(),
            submit_to=to,
            action=self._action(mention),
            obligation=covering.id if covering else None,
        )

    def _offset(self, mention: DateMention | None) -> Offset | None:
        """What the limit counts from, in the words of the document, where it names no day."""
        limit = mention.offset if mention else None
        if limit is None:
            return None
        anchor = self.view.text[slice(*self.view.trim(*limit.anchor, " ,"))] if limit.anchor else None
        return Offset(duration=limit.duration, working=limit.working, anchor=anchor)

    def _obligation(self) -> Obligation:
        norm = normal(self.text)
        inside = [one.id for one in self.record.deadlines if self._holds(one)]
        return Obligation(
            section=self.record.section_at(self.start),
            bodies=self._doers(),
            role="lead" if _LEADS.search(norm) else "support" if _HELPS.match(norm) else "other",
            partners=[body for body, role in self._bodies() if role == "with"],
            action=" ".join(self.text.split()),
            deadlines=inside,
            targets=[one.id for one in self.record.targets if self._holds(one)],
        )

    def _action(self, mention: DateMention | None) -> str:
        """The words around the date, or those of its line where only the date was selected."""
        text = self.view.text
        if mention is None:
            return " ".join(self.text.split())
        for said in (text[: mention.cue_start], text[mention.end :]):
            said = " ".join(said.strip(_LOOSE).split())
            if len(said) >= _SHORTEST:
                return said
        whole = self.record.text
        begin, stop = whole.rfind("\n", 0, self.start) + 1, whole.find("\n", self.end)
        label = _LABEL.match(whole, begin, self.start)
        before = " ".join(whole[label.end() if label else begin : self.start].strip(_LOOSE).split())
        behind = " ".join(whole[self.end : stop if stop >= 0 else len(whole)].strip(_LOOSE).split())
        return before if len(before) >= _SHORTEST else behind

    def _mention(self) -> QuantityMention | None:
        return next(iter(self.quantities), None)

    def _quantity(self) -> Quantity:
        mention = self._mention()
        return mention.quantity if mention else _UNKNOWN

    def _bodies(self) -> Iterator[tuple[BodyRef, str]]:
        """Bodies in the words, with what the words before them make of them."""
        norm, at, role = self.view.norm, 0, "who"
        for mention in find_bodies(self.view):
            if at == 0 or not _AND.fullmatch(norm, at, mention.start):
                role = "who"
            for name, pattern in (("to", _TO), ("with", _WITH)):
                if pattern.match(norm, at, mention.start):
                    role = name
            at = mention.end
            body = body_ref(self.view, mention)
            moved = [self._moved(one) for one in body.spans]
            yield body.model_copy(update={"spans": moved}), role

    def _moved(self, inner: Span) -> Span:
        start, end = inner.start + self.start, inner.end + self.start
        return Span(start=start, end=end, quote=self.record.text[start:end])

    def _doers(self) -> list[BodyRef]:
        """Who is to act: a body in the words, else that of the obligation in which they stand."""
        named = [body for body, role in self._bodies() if role == "who"]
        covering = self._covering()
        return named or (covering.bodies if covering else [])

    def _covering(self) -> Obligation | None:
        at = [one for one in self.record.obligations if any(s.start <= self.start < s.end for s in one.spans)]
        return min(at, key=lambda one: one.spans[0].end - one.spans[0].start, default=None)

    def _holds(self, item: Record) -> bool:
        return bool(item.spans) and all(self.start <= one.start and one.end <= self.end for one in item.spans)


def _relation(mention: DateMention | None) -> DeadlineRelation:
    if mention is None:
        return "by"
    if mention.relation == "before":
        return "before"
    if mention.relation == "on":
        return "on"
    if mention.rrule:
        return "every"
    value = mention.value
    if mention.relation == "within" or (value and value.first != value.last and mention.relation != "by"):
        return "within"
    return "by"


def _blocks(text: str) -> tuple[Block, ...]:
    """A block a line; cells of a row are lines too, as nothing goes on from one into the next."""
    return tuple(Block(found.start(), found.end()) for found in regex.finditer(r"[^\n\t]+", text) if found[0].strip())
