"""What a person may want to add at words of the source: a fact read from these words, to be confirmed or changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, TypeVar

from hmtn_ingest.review.input_values import parse_recurrence
from hmtn_ingest.review.new_table import read_table
from hmtn_ingest.review.words_in_context import WordsInContext, text_document
from parsers import regex
from parsers.annotate import annotate
from parsers.extractors import citations, contacts, recipients
from parsers.layout.header import date_context
from parsers.mentions.bodies.mentions import body_ref, find_bodies
from parsers.mentions.dates.mentions import DateMention, find_dates
from parsers.mentions.quantities.mentions import QuantityMention, find_quantities
from parsers.records import (
    BodyRef,
    Citation,
    Contact,
    DateRecord,
    Deadline,
    DeadlineRelation,
    DocumentRecord,
    Event,
    Grounded,
    Obligation,
    Offset,
    Quantity,
    Recipient,
    Record,
    Result,
    Span,
    Target,
)
from parsers.text import NormalisedText, normal

R = TypeVar("R", bound=Record)

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
# "Ngày hội hiến máu | tại Nhà văn hóa", "Địa điểm: Hội trường xã."
_PLACE = regex.compile(r"(?i)[,;(]? ?(?<!\w)(?:tại|địa điểm ?:)(?: địa điểm)? ")
_PLACE_ENDS = regex.compile(r"[.;,\n\t()]|$| (?:vào|lúc|từ|ngày|trước)(?!\w)", regex.MULTILINE)
_UP_TO_DAY = regex.compile(r"(?i)(?: ?(?:vào|lúc|từ|trong|ngày|sáng|chiều|tối|dự kiến)(?!\w))+\W*$")
# "báo cáo kết quả … | 6 tháng, năm | về …": the periods of a report, however far from its verb
_PERIOD = r"(?:0?[36] tháng|tháng|quý|(?:01 |1 )?năm)"
_PERIODS = regex.compile(
    rf"(?<![\w/.,])(?:định kỳ )?{_PERIOD}(?:(?:, ?| và |; ?){_PERIOD})+(?! ?\d)(?!\w)", regex.IGNORECASE
)
_ADDRESS = regex.compile(r"(?i)^(?:ông|bà|đ/c|đồng chí|anh|chị)\s+")
_HOLDS = regex.compile(r"(?i)^(?:[-+*•] ?)?(?:dự kiến )?(?:tổ chức|khai mạc)(?: các)? ")


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
        self.view = NormalisedText(text_document(self.text))
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
                return self._event()
            case "obligation":
                return self._obligation()
            case "date":
                return self._date()
            case "quota":
                return read_table(self.record, self.start, self.end)
        return self._read_alone(kind)

    def _deadline(self) -> Deadline:
        mention = next((one for one in self.dates if one.relation in ("before", "by", "within")), None)
        mention = mention or next(iter(self.dates), None)
        value = mention.value if mention else None
        rules = self._rules(mention)
        relation = "every" if rules and mention is None else _relation(mention)
        to = self.around.recipients(self.start, self.end)
        to = to or [body for body, role in self._bodies() if role == "to"]
        covering = self._covering()
        return Deadline(
            relation=relation,
            date=value,
            rrule=rules,
            time=mention.time if mention and mention.rrule else None,
            offset=self._offset(mention),
            due=value.last_day(relation) if value else None,
            bodies=self._those_who_act(),
            submit_to=to,
            action=self._action(mention),
            obligation=covering.id if covering else None,
        )

    def _rules(self, mention: DateMention | None) -> list[str] | None:
        """How it repeats: as its date does, or by the periods of a report."""
        if mention is not None:
            return list(mention.rrule or ()) or None
        periods = _PERIODS.search(self.view.text)
        return parse_recurrence(periods[0]) if periods else None

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
            bodies=self._those_who_act(),
            role="lead" if _LEADS.search(norm) else "support" if _HELPS.match(norm) else "other",
            partners=[body for body, role in self._bodies() if role == "with"],
            action=" ".join(self.text.split()),
            deadlines=inside,
            targets=[one.id for one in self.record.targets if self._holds(one)],
        )

    def _event(self) -> Event:
        """Its name is what stands around the day and before the place."""
        mention = next((one for one in self.dates if one.value), None)
        name = _PLACE.split(self._action(mention), maxsplit=1)[0]
        rounds = [one.quantity for one in self.quantities if one.quantity.indicator == "events"]
        return Event(
            name=_HOLDS.sub("", _UP_TO_DAY.sub("", name)).strip(_LOOSE) or name,
            date=mention.value if mention else None,
            place=self._place(),
            organisers=self._those_who_act(),
            count=rounds[0] if rounds else None,
        )

    def _place(self) -> Grounded[str] | None:
        """The words behind "tại", in what was selected or in the rest of its line."""
        whole = self.record.text
        stop = whole.find("\n", self.end)
        found = _PLACE.search(whole, self.start, stop if stop >= 0 else len(whole))
        end = _PLACE_ENDS.search(whole, found.end()) if found else None
        if not found or not end:
            return None
        start, stop = trimmed(whole, found.end(), end.start())
        words = span(self.record, start, stop)
        return Grounded(value=" ".join(words.quote.split()), spans=[words]) if start < stop else None

    def _date(self) -> DateRecord:
        mention = next(iter(self.dates), None)
        rrule = list(mention.rrule) if mention and mention.rrule else None
        due = mention is not None and mention.relation in ("before", "by", "within")
        role: Literal["recurring", "due", "event"] = "recurring" if rrule else "due" if due else "event"
        return DateRecord(date=mention.value if mention else None, rrule=rrule, role=role)

    def _read_alone(self, kind: str) -> Record:
        """What an extractor reads in these words, as if they were all of the document."""
        words = " ".join(self.text.split())
        if kind == "recipient":
            listed = recipients.extract(annotate(text_document(f"Nơi nhận:\n- {words.lstrip('-+*• ')}")))
            return _bare(listed[0]) if listed else Recipient(name=words)
        annotated = annotate(text_document(self.text))
        if kind == "contact":
            people = contacts.extract(annotated)
            return _bare(people[0]) if people else Contact(name=_ADDRESS.sub("", words))
        cited = citations.extract(annotated)
        return _bare(cited[0]) if cited else Citation(relation="mentions", type_name=None, code=None, title=words)

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

    def _those_who_act(self) -> list[BodyRef]:
        """Who is to do it: the subject of the clause, else the heading's bodies; who gets it does not act."""
        covering = self._covering()
        return self.around.doers(self.start) or (covering.bodies if covering else self._doers())

    @cached_property
    def around(self) -> WordsInContext:
        return WordsInContext(self.record.text)

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


def _bare(item: R) -> R:
    """A fact without grounding: its words are those that a person selected."""
    return item.model_copy(update={"id": "", "spans": [], "doubts": [], "how": "exact"})
