"""What was not read, as questions to a person: entries of the residue, and kinds of which nothing was read. Pure.

In: a record, and what people added to it. Goes out: a fact for each question, under a key that survives a new reading,
and how far it is answered. An entry of the residue is answered by a fact that a person adds at its words, or rejected
as nothing to follow up; a kind with nothing in it by an addition, or accepted as not in the document. Called by
:func:`hmtn_ingest.review.reviewed.review`; the cards ask for their words in :mod:`hmtn_ingest.web.panes.record`.

    unread_facts(record)["residue-8062c1b9d4"].words  # "Chuẩn bị 40 suất quà."
    unread_facts(record)["none.deadline"]             # of a plan in which no deadline was read
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hmtn_ingest.kinds import BY_NAME
from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import EmptyKind, Fact, TextContext, plain
from parsers.records import DocumentRecord, ResidueEntry, Span

RESIDUE, NONE = "residue-", "none."
"""How the keys begin: of an entry of the residue, of a kind of which nothing was read."""

_PLANS = frozenset({"KẾ HOẠCH", "PHƯƠNG ÁN", "CHƯƠNG TRÌNH"})
_ANSWERS = {
    "quantity": ("target", "result", "event", "quota"),
    "date": ("deadline", "event", "date"),
    "duty": ("obligation", "event"),
}
"""The kinds of fact that answer an entry of the residue; a table or heading is answered by any."""


class Addition(NamedTuple):
    """A fact that a person added and that is in force."""

    kind: str
    spans: Sequence[Span]
    decision: Decision


def unread_facts(record: DocumentRecord) -> dict[str, Fact]:
    """Every question by its key, in reading order, then the kinds with nothing in them."""
    around = TextContext(record)
    found = [_residue_fact(entry, around) for entry in record.residue]
    found += [
        Fact(f"{NONE}{kind}", "none", EmptyKind(kind=kind), words="", line="", place="", digest=kind)
        for kind in _empty_kinds(record)
    ]
    return {fact.key: fact for fact in found}


def _residue_fact(entry: ResidueEntry, around: TextContext) -> Fact:
    """An entry as a fact. What a person says of it is said of its words, whatever a later reading suggests there."""
    words = " … ".join(plain(span.quote) for span in entry.spans)
    lines = dict.fromkeys(around.line(span) for span in entry.spans)
    return Fact(entry.id, "residue", entry, words, "\n".join(lines), around.place(entry.spans), digest=entry.kind)


def _empty_kinds(record: DocumentRecord) -> Iterator[str]:
    """The kinds that a document of this type is expected to have and that nothing was read of."""
    if record.status == "failed" or not record.text.strip():
        return
    type_name = (record.header.type_name.value if record.header.type_name else None) or ""
    if type_name.startswith("BÁO CÁO"):
        expected: tuple[str, ...] = ("result",)
    elif type_name in _PLANS:
        expected = ("deadline", "target", "event", "obligation")
    else:
        expected = ("deadline", "obligation")
    for kind in expected:
        in_table = kind in ("target", "result") and record.quota_tables
        if not getattr(record, BY_NAME[kind].list_name) and not in_table:
            yield kind


def answers(fact: Fact, additions: Sequence[Addition]) -> list[Decision | None]:
    """The addition that answers each part of a question: of an entry with several mentions every one needs its own."""
    item = fact.item
    if isinstance(item, EmptyKind):
        return [next((one.decision for one in additions if one.kind == item.kind), None)]
    assert isinstance(item, ResidueEntry)
    fitting = [one for one in additions if one.kind in _ANSWERS.get(item.kind, (one.kind,))]
    found: list[Decision | None] = []
    for mention in item.asked:
        taken = next((one for one in fitting if _overlap(one.spans, mention.spans)), None)
        if taken and item.mentions:
            fitting.remove(taken)
        found.append(taken.decision if taken else None)
    return found


def _overlap(one: Sequence[Span], other: Sequence[Span]) -> bool:
    return any(there.start < here.end and here.start < there.end for there in one for here in other)
