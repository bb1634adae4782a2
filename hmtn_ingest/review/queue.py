"""In which order a person looks at a record, and how much is left to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from hmtn_ingest.kinds import header_fields, in_order
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.reading_order import obligations_by_body, start
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.unread import NONE
from parsers.records import Deadline, Finding

Part = Literal["finding", "doubtful", "residue", "deadline", "rest"]
PARTS: tuple[Part, ...] = ("finding", "doubtful", "residue", "deadline", "rest")
"""What is left is counted in these, in this order."""

MISSING_FIELDS = {
    "number-missing": "header.code_number",
    "number-blank": "header.code_number",
    "date-missing": "header.issued_date",
    "date-blank": "header.issued_date",
    "signer-missing": "header.signer_name",
}
"""The header field that a person types in where a rule misses it, by the name of the rule."""

_WEIGHTS = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """A fact in its place: ``group`` is "finding", "doubtful" or a kind; ``heading`` the body whose duty it is."""

    key: str
    group: str
    heading: str | None = None

    @property
    def part(self) -> Part:
        return self.group if self.group in PARTS else "rest"


def attention(reviewed: Reviewed) -> list[QueueEntry]:
    """Every fact once: findings, doubtful values, what was not read, deadlines, then the rest by kind.

    A kind of which nothing was read is a question in the place of its facts.
    A fact keeps its place when it is decided on: what was read decides where it stands, not what became of it.
    """
    facts = reviewed.facts
    known = {key: fact for key, fact in facts.items() if key in reviewed.states}
    doubtful = {key for key in known if (read := reviewed.read.get(key)) is not None and read.doubts}
    findings = [fact for fact in known.values() if fact.kind == "finding"]
    entries = [QueueEntry(fact.key, "finding") for fact in sorted(findings, key=_weight)]
    doubted = sorted((known[key] for key in doubtful), key=lambda fact: start(fact.item))
    entries += [QueueEntry(fact.key, "doubtful") for fact in doubted]
    entries += [QueueEntry(key, "residue") for key, one in reviewed.unread.items() if one.fact.kind == "residue"]
    headings = _headings(reviewed)
    for kind in (row.name for row in in_order("reviewed")):
        listed: Iterable[Fact] = [one for one in known.values() if one.kind == kind and one.key not in doubtful]
        if kind == "deadline":
            listed = sorted(listed, key=_due)
        elif kind == "obligation":
            order = {key: place for place, key in enumerate(headings)}
            listed = sorted(listed, key=lambda one: order.get(one.key, len(order)))
        if f"{NONE}{kind}" in reviewed.unread:
            entries.append(QueueEntry(f"{NONE}{kind}", kind))
        entries += [
            QueueEntry(one.key, kind, headings.get(one.key) if kind == "obligation" else None) for one in listed
        ]
    return entries


def _headings(reviewed: Reviewed) -> dict[str, str | None]:
    """The body under which each obligation stands, in the order of the bodies: the first of several."""
    found: dict[str, str | None] = {}
    for body, obligations in obligations_by_body(reviewed.extracted):
        for obligation in obligations:
            found.setdefault(obligation.id, body)
    return found


def _weight(fact: Fact) -> tuple[int, bool, int]:
    assert isinstance(fact.item, Finding)
    return _WEIGHTS.index(fact.item.severity), fact.item.about != "document", start(fact.item)


def _due(fact: Fact) -> tuple[bool, str, int]:
    assert isinstance(fact.item, Deadline)
    return fact.item.due is None, fact.item.due or "", start(fact.item)


def left(reviewed: Reviewed, entries: Sequence[QueueEntry]) -> dict[Part, list[int]]:
    """For each part how many facts are still to be decided on, and how many there are."""
    counts: dict[Part, list[int]] = {part: [0, 0] for part in PARTS}
    for entry in entries:
        count = counts[entry.part]
        count[0] += reviewed.waits(entry.key)
        count[1] += 1
    return counts


def left_of_all(reviewed: Reviewed) -> tuple[int, int]:
    """How many facts and questions are still to be decided on, and how many there are."""
    waiting, every = zip(*left(reviewed, attention(reviewed)).values(), strict=True)
    return sum(waiting), sum(every)


def unfilled(reviewed: Reviewed) -> list[str]:
    """The keys of header fields that the document has not and nobody gave, in the order of the letterhead."""
    fields = header_fields(reviewed.record.header)
    return [key for name, value in fields if value is None and (key := f"header.{name}") not in reviewed.states]
