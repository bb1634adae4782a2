"""A duty: a paragraph or table row that somebody has to act on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from parsers.layout.outline import Paragraph
from parsers.mentions.bodies.names import BodyMention

Role = Literal["lead", "support", "other"]


@dataclass(slots=True)
class Duty:
    """A paragraph that somebody has to act on; offsets into the view, ``start`` behind number or bullet."""

    start: int
    end: int
    paragraph: Paragraph
    section: str | None
    bodies: list[BodyMention]
    partners: list[BodyMention]
    role: Role
    labels: list[tuple[int, int]] = field(default_factory=list)
    """Label lines below ("Thời gian thực hiện: …") that belong to it."""
