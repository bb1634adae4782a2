"""What the record pane shows of each fact, as plain data: texts to be set as text, never as markup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.i18n.phrases import (
    say_alternatives,
    say_doubts,
    say_reasons,
)
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.render.changes import say_changes, say_note
from hmtn_ingest.render.describe import Described, describe
from hmtn_ingest.review import fields, input_values
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.masking import phone_hider
from hmtn_ingest.review.queue import MISSING_FIELDS, QueueEntry
from hmtn_ingest.review.reading_order import rows_in_groups
from hmtn_ingest.review.rechecking import changes_about
from hmtn_ingest.review.reviewed import Reviewed, State
from hmtn_ingest.web.panes.record.card import Card, CellTexts, GridTexts, HistoryLine
from hmtn_ingest.web.panes.record.places import places_inside
from hmtn_ingest.web.panes.record.unread_cards import UnreadCards
from parsers.records import (
    DocumentRecord,
    Finding,
    Grounded,
    Number,
    QuotaGroup,
    QuotaTable,
)
from parsers.text import shorten

_LACKING = ("number-missing", "date-missing")  # findings of what is not there, which has no words to quote
_QUOTED = 160  # characters of its words that a card shows


class FactCards:
    """Makes cards in one language, each once as long as it stays the same; ``phones`` shows phone numbers."""

    def __init__(self, language: Language = "vi", *, phones: bool = False) -> None:
        self.language = language
        self.phones = phones
        self._hide: Callable[[str], str] = mask_personal_data
        self._unread = UnreadCards(language, phones=phones)
        self._made: dict[str, tuple[Fact | None, State, tuple[Any, ...], Card]] = {}

    def all(self, reviewed: Reviewed, entries: Iterable[QueueEntry]) -> list[Card]:
        """A card for every entry."""
        self._hide = phone_hider(reviewed.decisions, [reviewed.extracted, reviewed.record])
        history = _history(reviewed)
        for key in reviewed.settled:
            history[key] = changes_about(reviewed, key)
        return [self._card(reviewed, entry, history.get(entry.key, ())) for entry in entries]

    def _card(self, reviewed: Reviewed, entry: QueueEntry, history: tuple[Decision, ...]) -> Card:
        unread = reviewed.unread.get(entry.key)
        fact, state = (unread.fact, unread.state) if unread else (reviewed.facts[entry.key], reviewed.state(entry.key))
        gone = entry.key in reviewed.settled
        rest = (gone, len(history), history[-1].id if history else 0, unread.left if unread else ())
        known = self._made.get(entry.key)
        same = known and (known[0] is fact or (unread and known[0] == fact))
        if known and same and known[1] == state and known[2] == rest:
            return known[3]
        if unread:
            log = [self.history_line(one) for one in history or state.decisions]
            card = self._unread.card(reviewed, entry, log, self.mask)
        else:
            card = self._make(reviewed, entry, fact, state, gone, history)
        self._made[entry.key] = (fact, state, rest, card)
        return card

    def _make(
        self, reviewed: Reviewed, entry: QueueEntry, fact: Fact, state: State, gone: bool, history: tuple[Decision, ...]
    ) -> Card:
        words = _quote(fact)
        read = reviewed.read.get(fact.key)
        form = fields.form_of(fact.key, fact.kind)
        values = fields.read(form, fact.item)
        card: Card = {
            "key": fact.key,
            "kind": fact.kind,
            "group": entry.group,
            "heading": self.mask(entry.heading) if entry.heading else None,
            "label": self.label(fact),
            "reasons": self._reasons(read or fact),
            "words": self.mask(words),
            "status": state.status,
            "log": [self.history_line(one, reviewed.extracted) for one in history],
            "form": form,
            "values": [value if value is None else self.mask(value) for value in values],
            "locked": [n for n, value in enumerate(values) if value and self.mask(value) != value],
            "gone": gone,
        }
        said = describe(fact.item, self.language)
        card["lead"], card["what"] = self.mask(said.lead), self.mask(" ".join(said.text.split()))
        card["meta"] = [self.mask(part) for part in self._meta(fact, said) if part]
        self._add_own(card, reviewed, fact, state)
        return card

    def _add_own(self, card: Card, reviewed: Reviewed, fact: Fact, state: State) -> None:
        """What only some cards have."""
        if fact.kind == "header" and not fact.item.spans:
            card["meta"].append(self._say("card.typed"))
        if last := state.last:
            card["undo"] = last.id
        if parts := places_inside(fact.item, self.language):
            card["parts"] = parts
        if state.status in ("added", "edited"):
            card["spans"] = [(span.start, span.end) for span in reviewed.words_given(fact.key)]
        if state.status == "added":
            card["added"] = state.decisions[0].id
        if isinstance(fact.item, Finding):
            card["severity"] = fact.item.severity
            if fact.key in reviewed.raised:
                card["meta"].append(self._say("card.raised"))
            if leads := MISSING_FIELDS.get(fact.item.name):
                card["leads"] = leads
        if isinstance(fact.item, QuotaTable):
            card["grid"] = self._grid(fact.item)

    def _reasons(self, fact: Fact) -> list[str]:
        """Why a fact may be wrong, and what it may also be."""
        doubts = [say_doubts([doubt], self.language) for doubt in fact.doubts]
        return [*doubts, *map(self.mask, say_alternatives(fact.alternatives, self.language))]

    def _meta(self, fact: Fact, said: Described) -> list[str]:
        """What goes with a fact, in one part each: a value that says nothing alone stands behind its label."""
        details = dict(said.details)
        if fact.kind == "deadline":
            relation, when = details.pop("relation"), details.pop("when")
            if details["offset"] == said.lead:
                del details["offset"]
            told = f"{relation} {when}" if when and when != said.lead else ""
            return [told, *self._labelled(details).values()]
        return [*self._labelled(details).values()]

    def _labelled(self, details: Mapping[str, str]) -> dict[str, str]:
        labels = {
            "planned": f"{self._say_label('planned')} ",
            "partners": f"{self._say_label('partners')} ",
            "submit_to": f"{self._say_label('submit_to')}: ",
            "section": f"{self._say('kind.section')} ",
        }
        return {name: labels.get(name, "") + text for name, text in details.items() if text}

    def _grid(self, table: QuotaTable) -> GridTexts:
        def cell(path: str, one: Grounded[Number]) -> CellTexts:
            text = input_values.format_number(one.value)
            return {"path": path, "text": text, "doubts": say_reasons(one, self.language)}

        rows: list[tuple[str, str, str, list[CellTexts]]] = []
        groups: list[int] = []
        for at, row in rows_in_groups(table):
            if isinstance(row, QuotaGroup):
                groups.append(len(rows))
                place, ordinal, name = f"/groups/{at}/stated_subtotal", "", row.name
                values = row.stated_subtotal or []
            else:
                place, ordinal, name = f"/rows/{at}/values", row.ordinal or "", row.body.name
                values = row.values
            cells = [cell(f"{place}/{m}", one) for m, one in enumerate(values)]
            rows.append((ordinal, self.mask(name), say_reasons(row, self.language), cells))
        stated = table.stated_total or []
        return {
            "columns": [self.mask(column.name) for column in table.value_columns],
            "sums": [column.adds_up for column in table.value_columns],
            "rows": rows,
            "groups": groups,
            "stated": [cell(f"/stated_total/{m}", one) for m, one in enumerate(stated)],
        }

    def history_line(self, decision: Decision, record: DocumentRecord | None = None) -> HistoryLine:
        """A decision in one line, about whatever it was; ``record`` gives the rows of its quotas their names."""
        what = self._say(f"action.{decision.action}")
        if decision.action == "edit" or (decision.action == "add" and decision.record.startswith("header.")):
            changes = say_changes(decision, self.language, record)
            what += " " + "; ".join(f"{one.label}: {one.before or '…'} → {one.after or '…'}" for one in changes)
        if note := say_note(decision, self.language):
            what += f" ({note})"
        return {"id": decision.id, "by": decision.by, "at": decision.at.isoformat(), "what": self.mask(what)}

    def mask(self, text: str) -> str:
        """A text as this person may see it."""
        return text if self.phones else self._hide(text)

    def label(self, fact: Fact) -> str:
        """What kind of fact it is, or which field of the header."""
        return self._say(fact.key if fact.kind == "header" else f"card.{fact.kind}")

    def _say(self, key: str) -> str:
        return say(key, self.language)

    def _say_label(self, name: str) -> str:
        return fields.say_label(name, self.language)


def _history(reviewed: Reviewed) -> dict[str, tuple[Decision, ...]]:
    """Every decision about each fact, those taken back included; a decision follows its fact to a new key."""
    moved = {one.id: key for key, state in reviewed.states.items() for one in state.decisions}
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in reviewed.decisions:
        key = moved.get(decision.undoes or decision.id, moved.get(decision.id, decision.record))
        found[key] = (*found.get(key, ()), decision)
    return found


def _quote(fact: Fact) -> str:
    """The words of a fact; a finding of what is not there has none."""
    lacks = isinstance(fact.item, Finding) and fact.item.name in _LACKING
    return "" if lacks else shorten(fact.words, _QUOTED)
