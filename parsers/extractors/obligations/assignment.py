"""Whether a paragraph gives somebody work, and whom: tables of clues, the first that holds decides.

``REFUSALS`` say that a paragraph is something else; ``AGENTS`` find who has to act.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.agents import AGENTS
from parsers.extractors.obligations.candidate import Candidate
from parsers.extractors.obligations.frames import (
    asked_at_last,
)
from parsers.extractors.obligations.refusals import REFUSALS
from parsers.layout.outline import RANKS
from parsers.mentions.bodies.names import BodyMention
from parsers.sentences import sentences

_LETTER = RANKS["letter"]
_LOOKS_BACK = regex.compile(r"(?:đến nay|hiện nay|hiện|thời gian qua|trong thời gian qua)(?!\w)|[^.]*(?<!\w)đã(?!\w)")

_COSTS = regex.compile(r"(?<!\w)(?:kinh phí|ngân sách|nguồn (?:chi|thu|vốn|xã hội hóa)|đồng)(?!\w)")


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who has to act, by which clue, and why that may be wrong."""

    bodies: list[BodyMention]
    clue: str
    doubts: list[str] = field(default_factory=list)
    start: int | None = None
    """Where the work begins, where that is not the paragraph's first word."""


def assigned(candidate: Candidate) -> Assigned | None:
    """Who a paragraph without label lines gives work to; ``None`` where it gives none."""
    if any(refuses(candidate) for _, refuses in REFUSALS):
        return None
    for name, find in AGENTS:
        found = find(candidate)
        if found is not None:
            bodies, doubts = found
            return Assigned(bodies, name, doubts, _start(candidate, bodies) if name == "subject" else None)
    return None


def _start(c: Candidate, bodies: list[BodyMention]) -> int | None:
    """Where the work begins in a paragraph that first looks back, or says what it costs: the sentence of the bodies."""
    first, *later = sentences(c.view).within(c.start, c.end)
    costs = c.role == "money" and _COSTS.search(c.view.norm, *first)
    if not costs and not _LOOKS_BACK.match(c.view.norm, *first):
        return None
    return next((start for start, end in later if bodies and start <= bodies[0].start < end), None)


def opening_order(annotated: AnnotatedDocument) -> list[BodyMention]:
    """Whom the opening of a document asks for what its items say: "UBND tỉnh yêu cầu các sở, ngành triển khai:"."""
    view = annotated.view
    for paragraph in annotated.outline.zone("body"):
        if paragraph.node is not None and not paragraph.opens:
            continue
        if paragraph.label is not None and paragraph.rank is not None and paragraph.rank < _LETTER:
            return []
        if view.text.endswith((":", "sau"), paragraph.start, paragraph.end):
            *_, (start, end) = sentences(view).within(paragraph.content, paragraph.end)
            return asked_at_last(view, start, end)
    return []
