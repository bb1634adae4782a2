"""Everything that the record pane is told: the cards, what is left, answers, and the words around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hmtn_ingest.i18n import Language, say, table
from hmtn_ingest.kinds import ADDABLE, in_order
from hmtn_ingest.review import fields
from hmtn_ingest.review.queue import PARTS, attention, left
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.score import Scores, score, total_score
from hmtn_ingest.review.session import ReviewSession
from hmtn_ingest.review.undoing import redo_steps, undo_steps
from hmtn_ingest.web.panes.record.card import Card
from hmtn_ingest.web.panes.record.cards import FactCards
from hmtn_ingest.web.panes.record.empty_fields import with_empty_fields
from hmtn_ingest.web.panes.record.offers import say_offer
from hmtn_ingest.web.panes.record.trust import say_measured, trust_lines
from parsers.records import Header

_KEYS = (
    ("a", "accept"),
    ("e", "edit"),
    ("x", "reject"),
    ("u", "undo"),
    ("j k", "move"),
    ("↓ ↑", "step"),
    ("m", "unread"),
    ("n", "next"),
    ("g", "group"),
    ("/", "search"),
    ("w", "words"),
    ("s", "alike"),
    ("Shift+A", "rest"),
    ("Ctrl+Z", "undo-last"),
    ("Ctrl+Y", "redo"),
    ("?", "help"),
)


class RecordPane:
    """Tells one record pane what it shows: everything at first, later what is new to it."""

    def __init__(self, session: ReviewSession, cards: FactCards, elsewhere: Callable[[], Scores] = dict) -> None:
        """``elsewhere`` gives the score of all other documents."""
        self._session, self._cards, self._elsewhere = session, cards, elsewhere
        self._stamp = 0
        self._cards_by_stamp: dict[int, dict[str, Card]] = {}

    def reset(self) -> None:
        """Tell everything the next time: nobody knows what the page still has."""
        self._cards_by_stamp.clear()

    def update(
        self, reviewed: Reviewed, *, by: str, fact: str | None = None, have: int | None = None
    ) -> dict[str, Any]:
        """The data of the pane, as plain JSON.

        ``have`` is the stamp of what the pane has; ``fact`` the key of the fact to show first. What is told holds the
        cards that are new since then, so it fits whatever the pane was told in between too.
        """
        entries = attention(reviewed)
        cards = self._cards.all(reviewed, entries)
        shown = {card["key"]: card for card in with_empty_fields(cards, reviewed, self._cards.language)}
        counts = left(reviewed, entries)
        known = self._cards_by_stamp.get(have or 0)
        self._stamp += 1
        self._cards_by_stamp = {stamp: cards for stamp, cards in self._cards_by_stamp.items() if stamp >= (have or 0)}
        self._cards_by_stamp[self._stamp] = shown
        data: dict[str, Any] = {
            "document": self._session.document,
            "stamp": self._stamp,
            "whole": known is None,
            "parts": [(part, counts[part][1]) for part in PARTS],
            "stale": [
                {**self._cards.history_line(one), "words": self._cards.mask(one.words)} for one in reviewed.stale
            ],
            "last": reviewed.decisions[-1].id if reviewed.decisions else 0,
            "mine": [
                {
                    "ids": [one.id for one in step],
                    "key": step[-1].record if len(step) == 1 else None,
                    "what": self._cards.history_line(step[-1])["what"],
                }
                for step in undo_steps(reviewed, self._session.made, by)
            ],
            "offer": say_offer(reviewed, self._session, self._cards),
            "undone": [
                {"ids": [one.id for one in step], "key": step[-1].record if len(step) == 1 else None}
                for step in redo_steps(reviewed, self._session.made)
            ],
            "trust": trust_lines(
                total_score([self._elsewhere(), score(reviewed.decisions)]),
                self._cards.language,
            ),
            "answers": list(self._session.answers.values()),
        }
        if known is None:
            data |= {"cards": list(shown.values()), "fact": fact if fact in reviewed.states else None}
            data |= self._words(reviewed)
        else:
            data["cards"] = [card for key, card in shown.items() if known.get(key) is not card]
        if known is None or list(known) != list(shown):
            data["order"] = list(shown)
        return data

    def _words(self, reviewed: Reviewed) -> dict[str, Any]:
        """What does not change with decisions."""
        language = self._cards.language
        groups = ("finding", "doubtful", *(kind.name for kind in in_order("reviewed")), "residue")
        return {
            "language": language,
            "measured": say_measured(language),
            "texts": table("pane.record", language),
            "keys": [(key, say(f"pane.record-keys.{name}", language)) for key, name in _KEYS],
            "groups": {group: say(f"kind.{group}", language) for group in groups},
            "forms": forms(language),
            "addable": list(ADDABLE),
            "header": [(f"header.{name}", say(f"header.{name}", language)) for name in Header.model_fields],
            "bodies": list(dict.fromkeys(body.canonical for body in reviewed.extracted.bodies)),
        }


def forms(language: Language) -> dict[str, list[dict[str, Any]]]:
    """The fields of every form, with their labels and choices."""
    return {
        name: [
            {
                "name": field.name,
                "label": fields.say_label(field.name, language),
                "look": field.look,
                "choices": [(choice, fields.say_choice(field.name, choice, language)) for choice in field.choices],
            }
            for field in form
        ]
        for name, form in fields.FORMS.items()
    }
