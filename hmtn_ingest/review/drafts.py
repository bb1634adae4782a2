"""Makes the decisions of a person on a reviewed document, before they are kept: accept, reject, edit, add, done.

Comes in: a :class:`~hmtn_ingest.review.reviewed.Reviewed` and the key of a fact. Goes out: a
:class:`~hmtn_ingest.review.decision.Draft` that holds the words as the person saw them, for
:meth:`hmtn_ingest.service.documents.Documents.decide`. Pure.

    documents.decide(12, drafts.accept(reviewed, "header.subject"), actor)
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue, ValidationError

from hmtn_ingest.kinds import ADDABLE, BY_NAME, model_of
from hmtn_ingest.review.decision import Action, Draft
from hmtn_ingest.review.facts import TextContext
from hmtn_ingest.review.patches import Invalid, at, changed, checked, refused_places
from hmtn_ingest.review.reviewed import Reviewed
from parsers.records import DocumentRecord, ResidueEntry, Span


def accept(reviewed: Reviewed, key: str, note: str | None = None) -> Draft:
    return _about(reviewed, key, "accept", note)


def reject(reviewed: Reviewed, key: str, note: str | None = None) -> Draft:
    return _about(reviewed, key, "reject", note)


def done(reviewed: Reviewed, key: str, note: str | None = None) -> Draft:
    """Marks a deadline as met; an undo of it opens the deadline again."""
    return _about(reviewed, key, "done", note)


def edit(reviewed: Reviewed, key: str, after: Mapping[str, JsonValue], note: str | None = None) -> Draft:
    """Changes values at JSON Pointers inside a fact; raises :class:`Invalid` where its model does not allow them."""
    item = reviewed.facts[key].item
    changed(item, after)
    draft = _about(reviewed, key, "edit", note)
    return draft.model_copy(update={"before": {place: at(item, place) for place in after}, "after": dict(after)})


def add(record: DocumentRecord, kind: str, spans: Sequence[Span], values: Mapping[str, JsonValue]) -> Draft:
    """A fact that the program missed, at the words that a person selected; raises :class:`Invalid`.

    ``kind`` is one of :data:`hmtn_ingest.kinds.ADDABLE`; ``values`` are the fields of its model. The same words can
    hold several facts.
    """
    where = [span.model_dump(mode="json") for span in spans]
    data = {**values, "id": f"{kind}-added-", "spans": where, "how": "exact", "doubts": []}
    try:
        fact: Any = checked(BY_NAME[kind].model.model_validate(data))
    except ValidationError as error:
        raise Invalid(refused_places(error)) from None
    whole = fact.model_dump(mode="json", by_alias=True)
    key = repr([(span.start, span.quote) for span in spans]) + fact.model_dump_json(exclude={"spans"})
    fact.id = whole["id"] = fact.id + hashlib.blake2s(key.encode(), digest_size=5).hexdigest()
    seen = TextContext(record).fact(fact.id, kind, fact)
    return Draft(action="add", record=fact.id, words=seen.words, line=seen.line, place=seen.place, after={"": whole})


def fill_in(record: DocumentRecord, key: str, value: JsonValue, spans: Sequence[Span] = ()) -> Draft:
    """A header field that the document has not, as a person gives it; ``spans`` are words that say it, if any do."""
    where = [span.model_dump(mode="json") for span in spans]
    data = {"value": value, "spans": where, "how": "normalised" if spans else "inferred", "doubts": []}
    try:
        fact: Any = checked(model_of(key).model_validate(data))
    except ValidationError as error:
        raise Invalid(refused_places(error)) from None
    seen = TextContext(record).fact(key, "header", fact)
    whole = fact.model_dump(mode="json", by_alias=True)
    return Draft(action="add", record=key, words=seen.words, line=seen.line, place=seen.place, after={"": whole})


def accept_rest(reviewed: Reviewed) -> list[Draft]:
    """Accepts every open fact that has no doubt; findings and stale facts stay for a person to look at."""
    return [
        accept(reviewed, key)
        for key, fact in reviewed.facts.items()
        if fact.kind != "finding" and not fact.doubts and reviewed.state(key).status == "open"
    ]


def suggested(reviewed: Reviewed, key: str, part: int = 0) -> Any | None:
    """The fact that a part of an entry of the residue would be, as it was read; ``None`` where nothing is suggested."""
    item = reviewed.unread[key].fact.item if key in reviewed.unread else None
    asked = item.asked[part : part + 1] if isinstance(item, ResidueEntry) else []
    suggestion = asked[0].suggestion if asked else None
    if suggestion is None or suggestion.kind not in ADDABLE:
        return None
    try:
        return checked(BY_NAME[suggestion.kind].model.model_validate(suggestion.fields))
    except (ValidationError, Invalid):  # a later reading may suggest what this one does not know
        return None


def take(reviewed: Reviewed, key: str, part: int = 0) -> Draft:
    """Adds what a part of an entry of the residue suggests, at its words; raises :class:`Invalid`."""
    entry = reviewed.unread[key].fact.item
    assert isinstance(entry, ResidueEntry)
    asked = entry.asked[part]
    assert asked.suggestion is not None
    return add(reviewed.extracted, asked.suggestion.kind, asked.spans, asked.suggestion.fields)


def dismiss_rest(reviewed: Reviewed) -> list[Draft]:
    """Says of every open entry of the residue that there is nothing to follow up."""
    return [
        reject(reviewed, key)
        for key, one in reviewed.unread.items()
        if one.fact.kind == "residue" and not one.state.reviewed
    ]


def _about(reviewed: Reviewed, key: str, action: Action, note: str | None) -> Draft:
    fact = reviewed.unread[key].fact if key in reviewed.unread else reviewed.read.get(key) or reviewed.facts[key]
    return Draft(
        action=action, record=key, words=fact.words, line=fact.line, place=fact.place, digest=fact.digest, note=note
    )
