"""What the record pane offers after a correction: to make it in all facts that have the value that was wrong."""

from __future__ import annotations

from typing import TypedDict

from hmtn_ingest.render.changes import say_changes
from hmtn_ingest.render.describe import describe
from hmtn_ingest.review.alike import alike, last_correction
from hmtn_ingest.review.decision import in_force
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.session import ReviewSession
from hmtn_ingest.web.panes.record.cards import FactCards
from parsers.text import shorten

_LONGEST = 110  # characters of a line


class OfferLine(TypedDict):
    """A fact; ``near`` ones are chosen beforehand."""

    key: str
    text: str
    near: bool


class Offer(TypedDict):
    """``id`` is that of the edit, ``what`` says it: "Đơn vị: các phòng → Trạm Y tế xã"."""

    id: int
    what: str
    lines: list[OfferLine]


def say_offer(reviewed: Reviewed, session: ReviewSession, cards: FactCards) -> Offer | None:
    """The offer for the last correction of this session, if other facts are wrong in the same way."""
    decision = last_correction(in_force(reviewed.decisions), session.made.values())
    found = alike(reviewed, decision) if decision else []
    if decision is None or not found:
        return None
    changed = {place for one in found for place in one.changes}
    places = [place for place in decision.after if place in changed] or list(decision.after)
    said = say_changes(decision.model_copy(update={"after": {place: decision.after[place] for place in places},
                                                   "before": {place: decision.before[place] for place in places}}),
                       cards.language)  # fmt: skip
    what = "; ".join(f"{one.label}: {one.before or '…'} → {one.after or '…'}" for one in said)
    lines: list[OfferLine] = []
    for one in found:
        fact = reviewed.facts[one.key]
        words = describe(fact.item, cards.language)
        text = " · ".join(part for part in (words.lead, " ".join(words.text.split())) if part)
        label = cards.label(fact)
        lines.append({"key": one.key, "text": cards.mask(shorten(f"{label}: {text}", _LONGEST)), "near": one.near})
    return {"id": decision.id, "what": cards.mask(shorten(what, 2 * _LONGEST)), "lines": lines}
