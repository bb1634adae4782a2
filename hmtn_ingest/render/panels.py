"""The record as HTML beside its source: each value links to the place in the text where it was read.

In: a record, the anchors of its highlighted text. Out: a piece of HTML for each kind of fact, from the templates
panel_*.html, which escape every word. The HTML export puts them together.

    Panels(record, highlight(record).anchors).deadlines()  # '<div class="card deadline">…'
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import say_alternatives, say_annexes, say_doubts, say_reasons, say_signature
from hmtn_ingest.kinds import header_fields, in_order
from hmtn_ingest.privacy import hider
from hmtn_ingest.render.describe import describe, describe_residue, say_cell, say_value, say_when
from hmtn_ingest.render.template import render
from hmtn_ingest.review.reading_order import (
    deadlines_by_date,
    doubtful,
    findings_by_weight,
    obligations_by_body,
    rows_in_groups,
)
from parsers.records import (
    Deadline,
    DocumentRecord,
    Finding,
    Grounded,
    Grounding,
    Obligation,
    QuotaGroup,
    QuotaRow,
    QuotaTable,
    Record,
    Span,
)
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
        self._hide = hider([record])
        self.remark = remark

    def title(self) -> Markup:
        """What the document is, in one glance, and whether it was read completely."""
        record = self.record
        header = record.header
        facts = [self._text(header.code or ""), self._grounded(header.organ_name), self._grounded(header.issued_date)]
        facts.append(self._text(say_annexes(record.source.annexes, self.language)))
        return self._render(
            "panel_title.html",
            kind=self._text((header.type_name and header.type_name.value) or record.source.file_name),
            status=record.status,
            status_name=self._say(f"status.{record.status}"),
            subject=self._text((header.subject and header.subject.value) or ""),
            facts=[fact for fact in facts if fact],
        )

    def header(self) -> Markup:
        rows = []
        for name, field in header_fields(self.record.header):
            key = f"header.{name}"
            row: dict[str, Any] = {"name": self._say(key), "missing": ""}
            if field is None:
                row["missing"] = self._say("fact.missing")
            else:
                row |= {"value": self._grounded(field), "doubts": self._doubts(field)}
                row |= {"anchor": self.anchors.get(key), "remark": self.remark(key)}
            rows.append(row)
        said = [(one.is_whole, self._text(say_signature(one, self.language))) for one in self.record.signatures]
        return self._render("panel_header.html", rows=rows, signed=self._say("signature.title"), signatures=said)

    def deadlines(self) -> Markup:
        return self._cards(self._deadline(one) for one in deadlines_by_date(self.record))

    def events(self) -> Markup:
        cards = []
        for event in self.record.events:
            said = describe(event, self.language)
            meta = [said.details["organisers"], self._grounded(event.place), said.details["count"]]
            cards.append(self._card("event", event, said.lead, said.text, meta))
        return self._cards(cards)

    def targets(self) -> Markup:
        cards = []
        for target in self.record.targets:
            said = describe(target, self.language)
            meta = [said.text, said.details["period"]]
            cards.append(self._card("target", target, said.lead, said.details["bodies"], meta))
        return self._cards(cards)

    def results(self) -> Markup:
        cards = []
        for result in self.record.results:
            said = describe(result, self.language)
            meta = [said.text, self._labelled("fact.planned", said.details["planned"]), said.details["ratio"]]
            cards.append(self._card("result", result, said.lead, said.details["bodies"], meta))
        return self._cards(cards)

    def quota(self, table: QuotaTable) -> Markup:
        """The table with its rows as read and both sums; sums that differ are set off, and said by more than colour."""
        rows = [self._quota_row(row, len(table.value_columns)) for _, row in rows_in_groups(table)]
        stated = [value.value for value in table.stated_total] if table.stated_total else None
        sums = [] if stated is None else [(self._say("quota.stated"), stated)]
        sums.append((self._say("quota.sum"), table.computed_total))
        return self._render(
            "panel_quota.html",
            anchor=self.anchors.get(table.id),
            title=self._text(table.title or self._say("kind.quota")),
            remarked=self.remark(table.id),
            differ=self._say("quota.differ") if _totals_differ(table) else "",
            body=self._say("kind.body"),
            columns=[self._text(column.name) for column in table.value_columns],
            rows=rows,
            sums=[(name, [say_cell(value, self.language) for value in values]) for name, values in sums],
        )

    def _quota_row(self, row: QuotaRow | QuotaGroup, width: int) -> dict[str, Any]:
        """A row of a body, or a group row with the sub-totals that the document states."""
        group = isinstance(row, QuotaGroup)
        values = row.stated_subtotal or [] if isinstance(row, QuotaGroup) else row.values
        cells = [{"said": say_cell(cell.value, self.language), "doubts": self._doubts(cell)} for cell in values]
        return {
            "group": group,
            "ordinal": "" if isinstance(row, QuotaGroup) else self._text(row.ordinal or ""),
            "name": self._text(row.name if isinstance(row, QuotaGroup) else row.body.name),
            "doubts": self._doubts(row),
            "cells": cells or [{"said": "", "doubts": ""}] * width,
        }

    def obligations(self) -> Markup:
        groups = [
            (self._text(body) if body else self._say("fact.nobody"), [self._obligation(one) for one in obligations])
            for body, obligations in obligations_by_body(self.record)
        ]
        return self._render("panel_obligations.html", groups=groups)

    def citations(self) -> Markup:
        cards = []
        for citation in self.record.citations:
            said = describe(citation, self.language)
            cards.append(self._card("citation", citation, said.lead, said.text, said.details.values()))
        return self._cards(cards)

    def contacts(self) -> Markup:
        cards = []
        for contact in self.record.contacts:
            meta = [contact.title or "", contact.organ_name or "", contact.purpose or ""]
            cards.append(self._card("contact", contact, contact.name, contact.phone or "", meta))
        return self._cards(cards)

    def recipients(self) -> Markup:
        cards = []
        for recipient in self.record.recipients:
            said = describe(recipient, self.language)
            cards.append(self._card("recipient", recipient, "", said.lead, said.details.values()))
        return self._cards(cards)

    def findings(self) -> Markup:
        """What rules found, worst first, each with a link to every place that it concerns."""
        groups = itertools.groupby(findings_by_weight(self.record), key=lambda finding: finding.about)
        shown = [(self._say(f"about.{about}"), [self._finding(one) for one in found]) for about, found in groups]
        return self._render("panel_findings.html", groups=shown)

    def doubts(self) -> Markup:
        """What to look at before accepting: each doubtful value with its reason."""
        cards = []
        for label, item in doubtful(self.record):
            quote = " … ".join(span.quote for span in item.spans[:3])
            reasons = [say_doubts(item.doubts, self.language), *say_alternatives(item.alternatives, self.language)]
            cards.append(
                {
                    "label": self._say(label),
                    "anchor": self.anchors.get(item.id if isinstance(item, Record) else label),
                    "words": f"“{self._text(quote)}”",
                    "reason": self._text("; ".join(reasons)),
                }
            )
        return self._render("panel_doubts.html", cards=cards)

    def residue(self) -> Markup:
        """What no fact accounts for, each with a link to its place."""
        cards = [
            {
                "label": said.lead,
                "anchor": self.anchors.get(entry.id),
                "words": f"“{said.text}”",
                "reason": " · ".join(part for part in said.details.values() if part),
            }
            for entry, said in describe_residue(self.record, self.language, phones=self.phones)
        ]
        return self._render("panel_doubts.html", cards=cards)

    def _deadline(self, deadline: Deadline) -> dict[str, Any]:
        said = describe(deadline, self.language)
        when = f"{self._say(f'relation.{deadline.relation}')} {say_when(deadline, self.language)}"
        if (deadline.rrule and not deadline.due) or not said.details["when"]:
            when = ""  # the lead says it
        counted = said.details["offset"] if said.details["offset"] != said.lead else ""
        to = self._labelled("fact.to", said.details["submit_to"])
        return self._card("deadline", deadline, said.lead, said.text, [said.details["bodies"], to, when, counted])

    def _obligation(self, obligation: Obligation) -> dict[str, Any]:
        said = describe(obligation, self.language)
        partners = self._labelled("fact.with", said.details["partners"])
        section = self._labelled("kind.section", said.details["section"])
        return self._card("obligation", obligation, "", said.text, [said.details["role"], partners, section])

    def _finding(self, finding: Finding) -> dict[str, Any]:
        said = describe(finding, self.language)
        return {
            "severity": finding.severity,
            "lead": f"{self._say(f'severity.{finding.severity}')} · {said.details['rule']}",
            "anchor": self.anchors.get(finding.id),
            "message": self._text(said.lead),
            "places": [self._place(span) for span in finding.spans],
            "remark": self.remark(finding.id),
        }

    def _place(self, span: Span) -> tuple[str | None, str]:
        """The quote of a span, and the mark that begins where it begins."""
        words = " ".join(span.quote.split())
        short = shorten(words, _QUOTED)
        unmarked = span.start == span.end or self.record.text[span.start] in "\n\t"
        return None if unmarked else f"src-{span.start}", f"“{self._text(short)}”"

    def _card(self, kind: str, item: Record, lead: str, what: str, meta: Iterable[str]) -> dict[str, Any]:
        return {
            "kind": kind,
            "anchor": self.anchors.get(item.id),
            "lead": self._text(lead),
            "what": self._text(what),
            "meta": [part if isinstance(part, Markup) else self._text(part) for part in meta if part],
            "doubts": self._doubts(item),
            "remark": self.remark(item.id),
        }

    def _cards(self, cards: Iterable[dict[str, Any]]) -> Markup:
        return self._render("panel_cards.html", cards=list(cards))

    def _render(self, name: str, **values: Any) -> Markup:
        return Markup(render(name, **values))

    def _grounded(self, field: Grounded[Any] | None) -> str:
        """A value that says where it was left blank."""
        if field is None:
            return ""
        if field.value is None:
            return Markup('<span class="absent">{}</span>').format(self._say("fact.blank"))
        return self._text(say_value(field.value, self.language))

    def _doubts(self, value: Grounding) -> str:
        return self._text(say_reasons(value, self.language))

    def _labelled(self, key: str, text: str) -> str:
        return f"{self._say(key)} {text}" if text else ""

    def _text(self, text: str) -> str:
        return text if self.phones else self._hide(text)

    def _say(self, key: str) -> str:
        return say(key, self.language)


def _totals_differ(table: QuotaTable) -> bool:
    """Whether a column that adds up has another total in the document than its rows give."""
    columns = zip(table.value_columns, table.stated_total or (), table.computed_total, strict=False)
    return any(column.adds_up and stated.value != computed for column, stated, computed in columns)


def legend(language: Language = "vi") -> Markup:
    """Every kind of mark in its colour, the one that goes before the others first."""
    kinds = [(kind.name, say(f"kind.{kind.name}", language)) for kind in in_order("colour")]
    return Markup(render("legend.html", kinds=kinds, doubtful=say("fact.doubtful", language)))
