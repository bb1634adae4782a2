"""A reviewed document without phone numbers, for what leaves the program: exports. Pure.

Whoever shows decisions asks here what hides the numbers in them.

    export([mask_review(reviewed)])
    phone_hider(reviewed.decisions, [reviewed.record])("Mạc Thị Sen: 0236 3000 777")  # "Mạc Thị Sen: •••• •••• 777"
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from hmtn_ingest.privacy import hider, mask_record, mask_values
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import facts
from hmtn_ingest.review.matching import kind_of
from hmtn_ingest.review.reviewed import Reviewed, State
from hmtn_ingest.review.stored import RegisterEntry
from hmtn_ingest.review.unread import unread_facts
from parsers import regex
from parsers.records import DocumentRecord, Finding


def mask_review(reviewed: Reviewed) -> Reviewed:
    """The same with every phone number hidden, in what people decided and wrote beside it too."""
    hide = phone_hider(reviewed.decisions, [reviewed.extracted, reviewed.record])

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
        unread={
            key: one._replace(fact=questions[key], state=mask_state(one.state)) for key, one in reviewed.unread.items()
        },
        stale=[mask_decision(one) for one in reviewed.stale],
        decisions=[mask_decision(one) for one in reviewed.decisions],
        raised={
            key: Finding.model_validate(mask_values(found.model_dump(), hide)) for key, found in reviewed.raised.items()
        },
        register=reviewed.register and mask_entry(reviewed.register, hide),
    )


# "0912 345 678", "(0236) 3.888.999": what may be a number in the words about a contact
_NUMBER = regex.compile(r"\+?\(?\d[\d\s().·-]{5,}\d")


def phone_hider(decisions: Iterable[Decision], records: Iterable[DocumentRecord] = ()) -> Callable[[str], str]:
    """Hides the phone numbers of the records, and those that people typed or decided on."""
    typed = [number for one in decisions if kind_of(one.record) == "contact" for number in _numbers(one)]
    return hider(records, typed)


def _numbers(decision: Decision) -> Iterator[str]:
    """What may be a number in a decision about a contact, an added one too."""
    for held in (decision.before, decision.after):
        whole = held.get("")
        fields = whole if isinstance(whole, dict) else {}
        for value in (held.get("/phone"), fields.get("phone")):
            if isinstance(value, str):
                yield value
        for value in (*held.values(), *fields.values()):
            if isinstance(value, str):
                yield from (match[0] for match in _NUMBER.finditer(value))
    for text in (decision.words, decision.line):
        yield from (match[0] for match in _NUMBER.finditer(text))


def mask_entry(entry: RegisterEntry, hide: Callable[[str], str]) -> RegisterEntry:
    """A row of the register without phone numbers: what people write into it is free text."""
    written = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name not in ("issued", "by")}
    hidden: dict[str, Any] = {name: hide(text) for name, text in written.items() if isinstance(text, str)}
    return replace(entry, **hidden)
