"""The record as HTML beside its source: each value links to the place in the text where it was read.

Every word that comes from a document is escaped here; nothing else is put into the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from html import escape

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import (
    say_bodies,
    say_date,
    say_doubts,
    say_edtf,
    say_number,
    say_quantity,
    say_recurrence,
)
from hmtn_ingest.kinds import header_fields, in_order
from hmtn_ingest.privacy import mask_phones
from hmtn_ingest.review.reading_order import deadlines_by_date, doubtful, findings_by_weight, obligations_by_body
from parsers.records import BodyRef, DateValue, DocumentRecord, Grounded, Number, QuotaTable, Record, Span
from parsers.text import shorten

_QUOTED = 70  # characters of a place that a card shows


class Panels:
    """Builds the panels of one record; ``anchors`` are those of its highlighted text.

    ``remark`` gives plain text to be shown beside the value of a key (an id, or "header.<field>").
    """

    def __init__(
        self,
        record: DocumentRecord,
        anchors: Mapping[str, str],
        language: Language = "vi",
        *,
        phones: bool = False,
        remark: Callable[[str], str] = lambda key: "",
    ) -> None:
        self.record = record
        self.anchors = anchors
        self.language = language
        self.phones = phones
        self.remark = remark

    def title(self) -> str:
        """What the document is, in one glance, and whether it was read completely."""
        header = self.record.header
        subject = header.subject.value if header.subject else None
        facts = [self._code(), self._grounded(header.organ_name), self._grounded(header.issued_date)]
        kind = (header.type_name and header.type_name.value) or self.record.source.file_name
        status = f'<span class="badge {self.record.status}">{self._say(f"status.{self.record.status}")}</span>'
        return (
            f'<div class="document"><div class="kind">{self._text(kind)}{status}</div>'
            f'<div class="subject">{self._text(subject or "")}</div>'
            f'<div class="facts">{" · ".join(fact for fact in facts if fact)}</div></div>'
        )

    def header(self) -> str:
        rows = []
        for name, field in header_fields(self.record.header):
            if field is None:
                value = f'<span class="absent">{self._say("fact.missing")}</span>'
            else:
                value = self._link(f"header.{name}", self._grounded(field) + self._doubts(field.doubts))
                value += self._remark(f"header.{name}")
            rows.append(f"<tr><th>{self._say(f'header.{name}')}</th><td>{value}</td></tr>")
        return f'<table class="fields">{"".join(rows)}</table>'

    def deadlines(self) -> str:
        cards = []
        for deadline in deadlines_by_date(self.record):
            due = say_edtf(deadline.due, self.language) if deadline.due else self._say("fact.undated")
            when = (
                say_recurrence(deadline.rrule, self.language)
                if deadline.rrule
                else say_date(deadline.date, self.language)
                if deadline.date
                else ""
            )
            if deadline.rrule and not deadline.due:
                due, when = when, ""
            else:
                when = f"{self._say(f'relation.{deadline.relation}')} {when}"
            to = f"{self._say('fact.to')} {self._bodies([deadline.submit_to])}"
            meta = [self._bodies(deadline.bodies), to if deadline.submit_to else "", escape(when)]
            cards.append(self._card(deadline, escape(due), self._text(deadline.action), meta, "deadline"))
        return "".join(cards)

    def events(self) -> str:
        cards = []
        for event in self.record.events:
            when = say_date(event.date, self.language) if event.date else self._say("fact.undated")
            count = say_quantity(event.count, self.language) if event.count else ""
            meta = [self._bodies(event.organisers), self._grounded(event.place), self._text(count)]
            cards.append(self._card(event, escape(when), self._text(event.name), meta, "event"))
        return "".join(cards)

    def targets(self) -> str:
        cards = []
        for target in self.record.targets:
            period = say_date(target.period, self.language) if target.period else ""
            lead = self._text(say_quantity(target.quantity, self.language))
            cards.append(self._card(target, lead, self._bodies(target.bodies), [escape(period)], "target"))
        return "".join(cards)

    def results(self) -> str:
        cards = []
        for result in self.record.results:
            planned = ""
            if result.planned is not None:
                planned = f"{self._say('fact.planned')} {say_number(result.planned, self.language)}"
            ratio = f"{say_number(result.ratio, self.language)} %" if result.ratio is not None else ""
            lead = self._text(say_quantity(result.quantity, self.language))
            cards.append(self._card(result, lead, self._bodies(result.bodies), [planned, ratio], "result"))
        return "".join(cards)

    def quota(self, table: QuotaTable) -> str:
        """The table with its rows as read and both sums; sums that differ are set off, and said by more than colour."""
        columns = [column.name for column in table.columns if column.role == "quota"]
        head = "".join(f"<th class='number'>{self._text(column)}</th>" for column in columns)
        rows = [
            f"<tr><td>{self._text(row.ordinal or '')}</td>"
            f"<td>{self._text(row.body.name)}{self._doubts(row.doubts)}</td>"
            + "".join(self._number(value.value, value.doubts) for value in row.values)
            + "</tr>"
            for row in table.rows
        ]
        stated = [value.value for value in table.stated_total] if table.stated_total else None
        if stated is not None:
            rows.append(self._sum("quota.stated", stated))
        rows.append(self._sum("quota.sum", table.computed_total))
        warning = ""
        if stated is not None and stated != table.computed_total:
            warning = f'<p class="mismatch">⚠ {self._say("quota.differ")}</p>'
        title = self._text(table.title or self._plain("kind.quota"))
        body = self._say("kind.body")
        return (
            f"<h4>{self._link(table.id, title)}{self._remark(table.id)}</h4>{warning}"
            f'<div class="wide"><table class="quota">'
            f"<thead><tr><th>TT</th><th>{body}</th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        )

    def obligations(self) -> str:
        groups = []
        for body, obligations in obligations_by_body(self.record):
            cards = []
            for obligation in obligations:
                section = f"{self._plain('kind.section')} {obligation.section}" if obligation.section else ""
                partners = f"{self._say('fact.with')} {self._bodies(obligation.partners)}"
                meta = [
                    self._say(f"role.{obligation.role}"),
                    partners if obligation.partners else "",
                    self._text(section),
                ]
                cards.append(self._card(obligation, "", self._text(obligation.action), meta, "obligation"))
            name = self._text(body) if body else self._say("fact.nobody")
            summary = f'<summary>{name} <span class="count">{len(obligations)}</span></summary>'
            groups.append(f"<details open>{summary}{''.join(cards)}</details>")
        return "".join(groups)

    def citations(self) -> str:
        cards = []
        for citation in self.record.citations:
            date = say_date(citation.date, self.language) if citation.date else ""
            what = " ".join(part for part in (citation.type_name, citation.code) if part)
            meta = [self._say(f"citation.{citation.relation}"), escape(date), self._text(citation.organ_name or "")]
            cards.append(self._card(citation, self._text(what), self._text(citation.title or ""), meta, "citation"))
        return "".join(cards)

    def contacts(self) -> str:
        cards = []
        for contact in self.record.contacts:
            meta = [self._text(part or "") for part in (contact.title, contact.organ_name, contact.purpose)]
            phone = self._text(contact.phone or "")
            cards.append(self._card(contact, self._text(contact.name), phone, meta, "contact"))
        return "".join(cards)

    def recipients(self) -> str:
        cards = []
        for recipient in self.record.recipients:
            meta = [self._text(recipient.note or "")]
            cards.append(self._card(recipient, "", self._text(recipient.name), meta, "recipient"))
        return "".join(cards)

    def findings(self) -> str:
        """What rules found, worst first, each with a link to every place that it concerns."""
        groups = []
        for about, findings in itertools.groupby(findings_by_weight(self.record), key=lambda finding: finding.about):
            cards = []
            for finding in findings:
                message = finding.message_en if self.language == "en" else finding.message_vi
                lead = f"{self._say(f'severity.{finding.severity}')} · {escape(finding.code)} {escape(finding.name)}"
                places = " · ".join(map(self._place, finding.spans))
                cards.append(
                    f'<div class="card finding {finding.severity}"><div class="meta">{lead}</div>'
                    f'<div class="what">{self._link(finding.id, self._text(message))}</div>'
                    f'<div class="meta">{places}{self._remark(finding.id)}</div></div>'
                )
            groups.append(f"<h4>{self._say(f'about.{about}')}</h4>{''.join(cards)}")
        return "".join(groups)

    def _place(self, span: Span) -> str:
        """The quote of a span, as a link to the mark that begins where it begins."""
        words = " ".join(span.quote.split())
        short = shorten(words, _QUOTED)
        if span.start == span.end or self.record.text[span.start] in "\n\t":
            return f"“{self._text(short)}”"
        return f'<a href="#src-{span.start}" target="_self">“{self._text(short)}”</a>'

    def doubts(self) -> str:
        """What to look at before accepting: each doubtful value with its reason."""
        cards = []
        for label, item in doubtful(self.record):
            key = item.id if isinstance(item, Record) else label
            quote = " … ".join(span.quote for span in item.spans[:3])
            reason = escape(say_doubts(item.doubts, self.language))
            what = self._link(key, f"“{self._text(quote)}”")
            cards.append(
                f'<div class="card doubt"><div class="lead">{self._say(label)}</div>'
                f'<div class="what">{what}</div><div class="meta">{reason}</div></div>'
            )
        return "".join(cards)

    def _card(self, item: Record, lead: str, what: str, meta: Iterable[str], kind: str) -> str:
        details = " · ".join(part for part in meta if part)
        lead, what = (lead, self._link(item.id, what)) if what else (self._link(item.id, lead), "")
        return (
            f'<div class="card {kind}">'
            + (f'<div class="lead">{lead}</div>' if lead else "")
            + (f'<div class="what">{what}</div>' if what else "")
            + f'<div class="meta">{details}{self._doubts(item.doubts)}{self._remark(item.id)}</div></div>'
        )

    def _sum(self, key: str, values: Iterable[Number | None]) -> str:
        cells = "".join(self._number(value, []) for value in values)
        return f'<tr class="sum"><td></td><td>{self._say(key)}</td>{cells}</tr>'

    def _number(self, value: Number | None, doubts: list[str]) -> str:
        said = "–" if value is None else say_number(value, self.language)
        return f"<td class='number'>{said}{self._doubts(doubts)}</td>"

    def _grounded(self, field: Grounded[object] | Grounded[str] | Grounded[DateValue] | None) -> str:
        if field is None:
            return ""
        if field.value is None:
            return f'<span class="absent">{self._say("fact.blank")}</span>'
        if isinstance(field.value, DateValue):
            return escape(say_date(field.value, self.language))
        return self._text(str(field.value))

    def _code(self) -> str:
        code = self.record.header.code
        return self._text(code) if code else ""

    def _bodies(self, bodies: list[BodyRef | None] | list[BodyRef]) -> str:
        return self._text(say_bodies([body for body in bodies if body]))

    def _doubts(self, doubts: list[str]) -> str:
        """The reasons why a value may be wrong; a blank is no doubt about the reading: the value itself says it."""
        shown = [doubt for doubt in doubts if doubt != "blank"]
        return f' <span class="reason">{escape(say_doubts(shown, self.language))}</span>' if shown else ""

    def _remark(self, key: str) -> str:
        remark = self.remark(key)
        return f' <span class="remark">{escape(remark)}</span>' if remark else ""

    def _link(self, key: str, inner: str) -> str:
        anchor = self.anchors.get(key)
        return f'<a href="#{anchor}" target="_self">{inner}</a>' if anchor else inner

    def _text(self, text: str) -> str:
        return escape(text if self.phones else mask_phones(text))

    def _say(self, key: str) -> str:
        return escape(self._plain(key))

    def _plain(self, key: str) -> str:
        return say(key, self.language)


def legend(language: Language = "vi") -> str:
    """Every kind of mark in its colour, the one that goes before the others first."""
    names = (kind.name for kind in in_order("colour"))
    marks = (f'<mark class="k-{name}">{escape(say(f"kind.{name}", language))}</mark>' for name in names)
    doubtful = escape(say("fact.doubtful", language))
    return f'<div class="legend">{" ".join(marks)} <mark class="k-date doubtful">{doubtful}</mark></div>'
