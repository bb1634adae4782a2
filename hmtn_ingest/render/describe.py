"""A fact in words: what stands out of it, what it says, and what goes with that.

In: a fact of a record, whatever its kind, and a language. Out: plain texts, not masked and not escaped. Pages, cards,
the terminal, comparisons and exports ask this; each picks what it has room for and puts its own labels before it.

    describe(deadline)  →  Described("26/03/2026", "Gửi danh sách đăng ký", {"when": "27/03/2026", "bodies": …})
"""

from __future__ import annotations

from typing import NamedTuple

from hmtn_ingest.i18n import Language, known, say
from hmtn_ingest.i18n.phrases import (
    say_bodies,
    say_date,
    say_edtf,
    say_number,
    say_offset,
    say_quantity,
    say_recurrence,
)
from hmtn_ingest.privacy import hider
from hmtn_ingest.review.fields import say_choice
from parsers.records import (
    Citation,
    Contact,
    DateRecord,
    DateValue,
    Deadline,
    DocumentRecord,
    Event,
    Finding,
    Grounded,
    Model,
    Number,
    Obligation,
    QuotaTable,
    Recipient,
    ResidueEntry,
    Result,
    Target,
)


class Described(NamedTuple):
    """``details`` are the other values by their names, in the order in which they are said; "" where there is none."""

    lead: str
    text: str
    details: dict[str, str]


def describe(fact: Model, language: Language = "vi") -> Described:
    """The words of a record of a list, a finding, or a header field."""
    words = _FactWords(language)
    match fact:
        case Deadline():
            return words.deadline(fact)
        case Target():
            return words.target(fact)
        case Result():
            return words.result(fact)
        case Event():
            return words.event(fact)
        case Obligation():
            return words.obligation(fact)
        case Citation():
            return words.citation(fact)
        case Contact():
            return words.contact(fact)
        case Recipient():
            return Described(fact.name, "", {"note": fact.note or ""})
        case DateRecord():
            return words.date_record(fact)
        case QuotaTable():
            return Described(fact.title or say("card.quota", language), "", {})
        case Finding():
            return words.finding(fact)
        case Grounded():
            return Described(say_value(fact.value, language), "", {})
    raise TypeError(type(fact).__name__)


def describe_residue(
    record: DocumentRecord, language: Language = "vi", *, phones: bool = False
) -> list[tuple[ResidueEntry, Described]]:
    """What no fact of a record accounts for, each with its words; phone numbers are hidden unless ``phones``.

    Words are cut from the hidden text, as a number may be told only by what stands before them.
    """
    words = _FactWords(language)
    text = record.text if phones else hider([record])(record.text)
    found = []
    for entry in record.residue:
        spans = [span.model_copy(update={"quote": text[span.start : span.end]}) for span in entry.spans]
        found.append((entry, words.residue(entry.model_copy(update={"spans": spans}))))
    return found


def say_value(value: object, language: Language = "vi") -> str:
    """The value of a header field: a text, a date, or that it was left blank."""
    shown = say_date(value, language) if isinstance(value, DateValue) else str(value or "")
    return shown or say("fact.blank", language)


def say_when(deadline: Deadline, language: Language = "vi") -> str:
    """The day or the recurrence that a deadline names, which is not yet the last day in time."""
    if deadline.rrule:
        return say_recurrence(deadline.rrule, language)
    return say_date(deadline.date, language) if deadline.date else ""


def say_deadline(deadline: Deadline, language: Language = "vi") -> str:
    """When a deadline is in the document's terms: "trước 16:00 10/03/2026", "định kỳ hằng tháng"."""
    relation = say(f"relation.{deadline.relation}", language)
    if deadline.rrule:
        clock = f"{deadline.time} " if deadline.time else ""
        return f"{relation} {clock}{say_recurrence(deadline.rrule, language)}"
    if deadline.offset:
        return say_offset(deadline.relation, deadline.offset, language)
    return f"{relation} {say_date(deadline.date, language)}" if deadline.date else say("fact.undated", language)


def say_tentative_time(event: Event, language: Language = "vi") -> str:
    """When an event is, and that this may change where the date itself does not say so."""
    when = describe(event, language).lead
    tentative = event.tentative and not (event.date and event.date.tentative)
    return f"{when} {say('date.tentative', language)}" if tentative else when


def say_cell(number: Number | None, language: Language = "vi") -> str:
    """A cell of a quota table, or a sum below it."""
    return "–" if number is None else say_number(number, language)


class _FactWords:
    """One method a kind of fact."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def deadline(self, deadline: Deadline) -> Described:
        when = say_when(deadline, self.language)
        due = say_edtf(deadline.due, self.language) if deadline.due else ""
        offset = say_offset(deadline.relation, deadline.offset, self.language) if deadline.offset else ""
        lead = due or (when if deadline.rrule else offset or say("fact.undated", self.language))
        details = {
            "relation": say_choice("relation", deadline.relation, self.language),
            "when": when,
            "offset": offset,
            "bodies": say_bodies(deadline.bodies),
            "submit_to": say_bodies(deadline.submit_to),
        }
        return Described(lead, deadline.action, details)

    def target(self, target: Target) -> Described:
        details = {"bodies": say_bodies(target.bodies), "period": self._date(target.period)}
        return Described(self._quantity(target), target.name or "", details)

    def result(self, result: Result) -> Described:
        details = {
            "planned": self._number(result.planned),
            "ratio": f"{self._number(result.ratio)} %" if result.ratio is not None else "",
            "bodies": say_bodies(result.bodies),
            "period": self._date(result.period),
        }
        return Described(self._quantity(result), result.name or "", details)

    def event(self, event: Event) -> Described:
        details = {
            "place": (event.place and event.place.value) or "",
            "organisers": say_bodies(event.organisers),
            "count": say_quantity(event.count, self.language) if event.count else "",
        }
        return Described(self._date(event.date) or say("fact.undated", self.language), event.name, details)

    def obligation(self, obligation: Obligation) -> Described:
        details = {
            "role": say(f"role.{obligation.role}", self.language),
            "partners": say_bodies(obligation.partners),
            "section": obligation.section or "",
        }
        return Described(say_bodies(obligation.bodies), obligation.action, details)

    def citation(self, citation: Citation) -> Described:
        named = " ".join(part for part in (citation.type_name, citation.code) if part)
        details = {
            "relation": say(f"citation.{citation.relation}", self.language),
            "date": self._date(citation.date),
            "organ_name": citation.organ_name or "",
        }
        return Described(named or "…", citation.title or "", details)

    def contact(self, contact: Contact) -> Described:
        name = f"{contact.name}, {contact.title}" if contact.title else contact.name
        details = {
            "organ_name": contact.organ_name or "",
            "phone": contact.phone or "",
            "purpose": contact.purpose or "",
        }
        return Described(name, "", details)

    def date_record(self, record: DateRecord) -> Described:
        when = self._date(record.date) or say_recurrence(record.rrule or [], self.language)
        role = say_choice("role", record.role, self.language)
        return Described(when or say("fact.undated", self.language), "", {"role": role})

    def finding(self, finding: Finding) -> Described:
        message = finding.message_en if self.language == "en" else finding.message_vi
        details = {"rule": finding.code, "about": say(f"about.{finding.about}", self.language)}
        return Described(message, "", details)

    def residue(self, entry: ResidueEntry) -> Described:
        code, suggested = f"residue-reason.{entry.reason}", entry.suggestion
        kind = f"kind.{suggested.kind}" if suggested else ""
        details = {
            "reason": say(code, self.language) if known(code) else entry.reason,
            "suggestion": say("residue.may-be", self.language, kind=say(kind, self.language)) if known(kind) else "",
        }
        words = " … ".join(" ".join(span.quote.split()) for span in entry.spans)
        return Described(say(f"residue.{entry.kind}", self.language), words, details)

    def _date(self, date: DateValue | None) -> str:
        return say_date(date, self.language) if date else ""

    def _quantity(self, fact: Target | Result) -> str:
        """The quantity, a lower bound with the word that the document has for it: "hơn 90 người", "trên 90 người"."""
        if fact.quantity.comparator == "more_than" and any("trên " in span.quote.lower() for span in fact.spans):
            return say_quantity(fact.quantity, self.language, above=True)
        return say_quantity(fact.quantity, self.language)

    def _number(self, number: Number | None) -> str:
        return "" if number is None else say_number(number, self.language)
