"""A reviewed document without phone numbers, for what leaves the program: exports. Pure.

export([mask_review(reviewed)])
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hmtn_ingest.privacy import hider, mask_record, mask_values
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import facts
from hmtn_ingest.review.reviewed import Reviewed, State, Unread
from hmtn_ingest.review.stored import RegisterEntry
from hmtn_ingest.review.unread import unread_facts
from parsers.records import Finding


def mask_review(reviewed: Reviewed) -> Reviewed:
    """The same with every phone number hidden, in what people decided and wrote beside it too."""
    typed = [value for one in reviewed.decisions for value in (one.before.get("/phone"), one.after.get("/phone"))]
    hide = hider([reviewed.extracted, reviewed.record], [value for value in typed if isinstance(value, str)])

    def mask_decision(one: Decision) -> Decision:
        values = one.model_dump()
        kept = {name: values[name] for name in ("record", "digest", "by")}  # no words of the document
        return Decision.model_validate({**mask_values(values, hide), **kept})

    def mask_state(state: State) -> State:
        done = state.done and mask_decision(state.done)
        return replace(state, decisions=tuple(map(mask_decision, state.decisions)), done=done)

    extracted = mask_record(reviewed.extracted, hide)
    questions = unread_facts(extracted)
    return replace(
        reviewed,
        extracted=extracted,
        record=mask_record(reviewed.record, hide) if reviewed.decisions else extracted,
        states={key: mask_state(state) for key, state in reviewed.states.items()},
        read=facts(extracted),
        unread={key: Unread(questions[key], mask_state(one.state)) for key, one in reviewed.unread.items()},
        stale=[mask_decision(one) for one in reviewed.stale],
        decisions=[mask_decision(one) for one in reviewed.decisions],
        raised={
            key: Finding.model_validate(mask_values(found.model_dump(), hide)) for key, found in reviewed.raised.items()
        },
        register=reviewed.register and mask_entry(reviewed.register, hide),
    )


def mask_entry(entry: RegisterEntry, hide: Callable[[str], str]) -> RegisterEntry:
    """A row of the register without phone numbers: what people write into it is free text."""
    return replace(
        entry,
        arrival_number=hide(entry.arrival_number),
        code=hide(entry.code),
        subject=hide(entry.subject),
        handler=hide(entry.handler),
    )
