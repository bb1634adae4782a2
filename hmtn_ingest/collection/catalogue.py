"""The list of documents: what waits in each, which are shown in which order, which may be compared. Pure."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from hmtn_ingest.collection.comparison.likeness import text_likeness
from hmtn_ingest.review.queue import attention, left
from hmtn_ingest.review.reviewed import Reviewed
from hmtn_ingest.review.stored import Stored
from parsers import regex
from parsers.records import years_named
from parsers.text import fold

Progress = Literal["new", "begun", "done", "failed"]
PROGRESS: tuple[Progress, ...] = ("new", "begun", "done", "failed")
"""Nothing decided yet, something decided, nothing left to decide; or a file that could not be read."""

Order = Literal["added", "code", "issued", "organ", "subject", "type", "versions", "waiting"]

_SAME_SUBJECT = 0.8  # least likeness of the subjects of two years' plans


class Waiting(NamedTuple):
    """What is left to decide on: ``look`` are findings, doubtful values and what was not read, ``rest`` all others."""

    look: int
    rest: int
    decided: int


def waiting(reviewed: Reviewed) -> Waiting:
    counts = left(reviewed, attention(reviewed))
    unread = sum(map(reviewed.waits, reviewed.unread))
    look = counts["finding"][0] + counts["doubtful"][0] + unread
    open_ = sum(count[0] for count in counts.values())
    decided = [*reviewed.states.values(), *(one.state for one in reviewed.unread.values())]
    return Waiting(look, open_ - look, sum(state.reviewed for state in decided))


def progress(document: Stored, left: Waiting) -> Progress:
    if document.status == "failed":
        return "failed"
    if not left.look and not left.rest:
        return "done"
    return "begun" if left.decided else "new"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; ``None`` asks for nothing. Types and issuers are compared without case and accents."""

    type_name: str | None = None
    year: str | None = None
    organ: str | None = None


def filtered(documents: Iterable[Stored], asked: Filter) -> list[Stored]:
    return [
        one
        for one in documents
        if (asked.type_name is None or fold(one.type_name or "") == fold(asked.type_name))
        and (asked.organ is None or fold(one.organ_name or "") == fold(asked.organ))
        and (asked.year is None or year_of_issue(one) == asked.year)
    ]


def choices(values: Iterable[str | None]) -> list[str]:
    """Each value once, in its commonest spelling, in the order of the alphabet."""
    spelt: dict[str, Counter[str]] = {}
    for value in values:
        if value and fold(value):
            spelt.setdefault(fold(value), Counter())[value] += 1
    return [spellings.most_common(1)[0][0] for _, spellings in sorted(spelt.items())]


def years(documents: Iterable[Stored]) -> list[str]:
    """The years of issue, the latest first."""
    return sorted({found for one in documents if (found := year_of_issue(one))}, reverse=True)


def year_of_issue(document: Stored) -> str | None:
    """The year of issue; ``None`` where it is not known."""
    found = (document.issued or "")[:4]
    return found if found.isdigit() else None


SortKey = tuple[object, ...] | None
"""What a document is sorted by; ``None`` where it has no such value."""


def _by_code(one: Stored) -> SortKey:
    """By the number as a number, so that 9 comes before 118."""
    if not one.code_number:
        return None
    digits = regex.match(r"\d+", one.code_number)
    return int(digits[0]) if digits else 0, one.code_number, one.code_notation or ""


def _by_text(text: str | None) -> SortKey:
    """Without case and accents."""
    return (fold(text),) if text else None


_SORT_KEYS: dict[Order, Callable[[Stored], SortKey]] = {
    "added": lambda one: (one.document,),
    "code": _by_code,
    "issued": lambda one: (one.issued,) if one.issued else None,
    "organ": lambda one: _by_text(one.organ_name),
    "subject": lambda one: _by_text(one.subject),
    "type": lambda one: _by_text(one.type_name),
    "versions": lambda one: (one.versions,),
}


def sorted_by(documents: Sequence[Stored], order: Order, waits: dict[int, Waiting], *, down: bool) -> list[Stored]:
    """In the order asked for; documents without the value come last either way, equal ones stay newest first."""

    def by_waiting(one: Stored) -> SortKey:
        left = waits.get(one.document)
        return (left.look, left.rest) if left else None

    key = by_waiting if order == "waiting" else _SORT_KEYS[order]
    keys = [(key(one), one) for one in documents]
    having = sorted(((found, one) for found, one in keys if found is not None), key=lambda pair: pair[0], reverse=down)
    return [one for _, one in having] + [one for found, one in keys if found is None]


def subject_year(document: Stored) -> int | None:
    """The year that a document is about, by its subject, else that of its issue."""
    named = years_named(document.subject) or years_named(document.issued)
    return named[0] if named else None


def likely_pairs(documents: Sequence[Stored]) -> list[tuple[Stored, Stored]]:
    """Documents that are one plan in two years, the older first: same issuer and type, much the same subject.

    The latest come first; of several years each is paired with the one before it.
    """
    groups: dict[tuple[str, str], list[tuple[int, Stored]]] = {}
    for one in documents:
        at = subject_year(one)
        if one.organ_name and one.subject and at is not None:
            groups.setdefault((fold(one.organ_name), fold(one.type_name or "")), []).append((at, one))
    pairs = []
    for group in groups.values():
        alike = [
            (likeness, old, new)
            for old, new in itertools.permutations(group, 2)
            if old[0] < new[0]
            and (likeness := text_likeness(old[1].subject or "", new[1].subject or "", new[0] - old[0]))
            >= _SAME_SUBJECT
        ]
        taken: set[int] = set()
        for _, old, new in sorted(alike, key=lambda one: (one[2][0] - one[1][0], -one[0])):
            if new[1].document not in taken:
                taken.add(new[1].document)
                pairs.append((new[0], old[1], new[1]))
    return [(old, new) for _, old, new in sorted(pairs, key=lambda pair: (pair[0], pair[2].document), reverse=True)]
