"""What the record pane shows of what was not read: entries of the residue, and kinds with nothing in them.

Comes in: a reviewed document, and where in it a card stands. Goes out: cards as those of facts, with what can be done
about them: what each number, date or duty of its words would be as a fact, see
:class:`~hmtn_ingest.web.panes.record.card.UnreadOffer`.
"""

from __future__ import annotations

from collections.abc import Callable

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.render.describe import Described, describe, describe_residue
from hmtn_ingest.review.drafts import suggested
from hmtn_ingest.review.facts import EmptyKind, plain
from hmtn_ingest.review.queue import QueueEntry
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.web.panes.record.card import Card, HistoryLine, UnreadOffer
from parsers.records import DocumentRecord, ResidueEntry
from parsers.text import shorten

_QUOTED = 240  # characters of unread words that a card shows

_LIKELY = {"quantity": "target", "date": "deadline", "duty": "obligation", "heading": "obligation", "table": "quota"}
"""The kind that an entry of the residue without a suggestion is first offered as."""


class UnreadCards:
    """Makes the cards in one language; ``mask`` hides what this person may not see."""

    def __init__(self, language: Language, *, phones: bool) -> None:
        self._language, self._phones = language, phones
        self._words: tuple[DocumentRecord, dict[str, Described]] | None = None

    def card(self, reviewed: Reviewed, entry: QueueEntry, log: list[HistoryLine], mask: Callable[[str], str]) -> Card:
        fact, state, _ = reviewed.unread[entry.key]
        card: Card = {
            "key": entry.key,
            "kind": fact.kind,
            "group": entry.group,
            "heading": None,
            "what": "",
            "meta": [],
            "reasons": [],
            "words": "",
            "status": state.status,
            "log": log,
            "form": "",
            "values": [],
            "locked": [],
            "gone": False,
        }
        if state.last:
            card["undo"] = state.last.id
        item = fact.item
        if isinstance(item, EmptyKind):
            card["label"], card["lead"] = self._say(f"kind.{item.kind}"), self._say("unread.none")
            card["meta"] = [self._say("unread.none-help")]
        elif isinstance(item, ResidueEntry):
            self._fill(card, reviewed, item, mask)
        return card

    def _fill(self, card: Card, reviewed: Reviewed, item: ResidueEntry, mask: Callable[[str], str]) -> None:
        said = self._said(reviewed.extracted)[item.id]
        card["label"], card["lead"] = said.lead[:1].upper() + said.lead[1:], f"“{shorten(said.text, _QUOTED)}”"
        card["meta"] = [mask(said.details["reason"])]
        card["place"] = item.spans[0].start, item.spans[-1].end
        left = reviewed.unread[item.id].left
        card["offers"] = [self._offer(reviewed, item, part, said.text, mask) for part in left]

    def _offer(
        self, reviewed: Reviewed, item: ResidueEntry, part: int, shown: str, mask: Callable[[str], str]
    ) -> UnreadOffer:
        """``shown`` are the words that stand on the card already."""
        asked = item.asked[part]
        offer: UnreadOffer = {"part": part, "place": (asked.spans[0].start, asked.spans[-1].end), "text": ""}
        offer["other"] = _LIKELY.get(item.kind, "")
        if (fact := suggested(reviewed, item.id, part)) is not None:
            assert asked.suggestion is not None
            kind = asked.suggestion.kind
            about = describe(fact, self._language)
            parts = (about.lead, about.text, *about.details.values())
            offer["take"] = offer["other"] = kind
            new = (" ".join(words.split()) for words in dict.fromkeys(parts))
            text = mask(" · ".join(words for words in new if words and words != shown))
            offer["text"] = say("unread.suggestion", self._language, kind=self._say(f"card.{kind}"), text=text)
        elif item.mentions:
            offer["text"] = f"“{mask(plain(asked.spans[0].quote))}”"
        return offer

    def _said(self, record: DocumentRecord) -> dict[str, Described]:
        """Every entry in words, made once for a record."""
        if self._words is None or self._words[0] is not record:
            said = describe_residue(record, self._language, phones=self._phones)
            self._words = record, {entry.id: words for entry, words in said}
        return self._words[1]

    def _say(self, key: str) -> str:
        return say(key, self._language)
