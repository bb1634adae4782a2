"""A paragraph that may give somebody work, with what the clues ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from parsers import regex
from parsers.annotated import AnnotatedDocument
from parsers.extractors.obligations.parts import PartRole, part_role
from parsers.extractors.obligations.subjects import REQUEST, subject_of
from parsers.layout.outline import Node, Paragraph
from parsers.lexicon import load
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.bodies.words import begins_with_verb
from parsers.text import NormalisedText

_LEXICON = load("duties")
# "* Lưu ý: Người hiến máu mang theo căn cước": what it tells goes beyond the part that it stands in
NOTE = regex.compile(r"(?:lưu ý|chú ý|ghi chú)(?: chung)? ?: ?")
DESCRIPTIVE: frozenset[PartRole] = frozenset(("background", "results"))
COUNTED: frozenset[PartRole] = frozenset(("targets", "money"))

# who acts, and why that may be wrong
Found = tuple[list[BodyMention], list[str]]


@dataclass(frozen=True)
class Candidate:
    """A paragraph of the running text, with what the clues ask about it; ``end`` is behind its broken rest."""

    annotated: AnnotatedDocument
    paragraph: Paragraph
    end: int
    order: list[BodyMention]
    """Whom the opening of the document asks: they act where an item names nobody."""

    @cached_property
    def view(self) -> NormalisedText:
        return self.annotated.view

    @property
    def start(self) -> int:
        return self.paragraph.content

    @cached_property
    def text(self) -> str:
        return self.view.text[self.start : self.end]

    @property
    def above(self) -> Node | None:
        node = self.paragraph.node
        return node.parent if self.paragraph.opens and node else node

    @property
    def type_name(self) -> str | None:
        name = self.annotated.header.type_name
        return name.value if name else None

    @cached_property
    def role(self) -> PartRole | None:
        return part_role(self.view, self.paragraph)

    @cached_property
    def describes(self) -> bool:
        """Whether only an express duty counts here: in what a document is based on, or in one that only proposes."""
        asks_guests = self.type_name in _LEXICON["invitations"]["types"] and self.role in ("who", "requests")
        if self.type_name in _LEXICON["proposals"]["types"] and not asks_guests:
            return True
        if self.paragraph.noted or (self.role in COUNTED and NOTE.match(self.view.norm, self.start, self.end)):
            return False
        return self.role in (DESCRIPTIVE | COUNTED)

    @cached_property
    def predicate(self) -> bool:
        """Whether the paragraph begins with what is to be done."""
        return self.start < self.end and begins_with_verb(self.view, self.start)

    @property
    def asks(self) -> bool:
        """Whether it asks somebody for something anywhere."""
        return REQUEST.search(self.view.norm, self.start, self.end) is not None

    @property
    def introduces(self) -> bool:
        """Whether it is a line with a colon that holds items and has no subject: "Các hoạt động chính:"."""
        node = self.paragraph.node
        if not (self.paragraph.opens and node and node.holds and self.text.endswith(":")):
            return False
        return subject_of(self.view, self.start, self.end, self.end) is None and not self.predicate
