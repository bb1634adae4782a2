"""Bodies: offices, organisations and groups that plans name, with their kind, level and canonical name."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.normalise import View
from parsers.records import BodyKind, BodyLevel, BodyRef


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body in the view, named as written; ``canonical`` spells abbreviations out and adds the place where it is clear."""

    start: int
    end: int
    name: str
    canonical: str
    kind: BodyKind
    level: BodyLevel | None = None
    place: str | None = None


def find_bodies(view: View) -> list[BodyMention]:
    """All bodies that running text names, in order, not overlapping."""
    return []


def split_bodies(view: View, start: int, end: int) -> list[BodyMention]:
    """The bodies of a stretch that is known to name bodies (a heading, a list after "phối hợp với", a table cell)."""
    return []


def body_ref(view: View, mention: BodyMention) -> BodyRef:
    """The mention as it stands in records."""
    return BodyRef(
        name=mention.name,
        canonical=mention.canonical,
        kind=mention.kind,
        level=mention.level,
        spans=[view.span(mention.start, mention.end)],
    )
