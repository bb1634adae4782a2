"""The skeleton of a document: which paragraph belongs to which numbered section and to which part of the form.

The outline never refuses a document: numbering may start at II,
skip, repeat, or be absent, and every paragraph still gets a place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.document import Block
from parsers.layout.numbering import RANKS, labelled
from parsers.layout.zones import Zone, zones
from parsers.records import Section
from parsers.text import NormalisedText

__all__ = ["RANKS", "Node", "Outline", "Paragraph", "Zone", "outline", "section_path", "sections"]

_ITEM_RANK = RANKS["letter"]


@dataclass(slots=True)
class Node:
    """A numbered section or item; ``number`` as it stands ("III", "2.1", "a"), ``title`` the content behind it."""

    number: str
    rank: int
    paragraph: Paragraph
    parent: Node | None
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A block of the view with its place in the form; ``content`` is where the text behind a number or bullet
    begins.
    """

    start: int
    end: int
    content: int
    block: Block
    zone: Zone
    label: str | None = None
    rank: int | None = None
    node: Node | None = None
    """The section or item that this paragraph opens, or else stands in."""
    noted: bool = False
    """Under a note ("Lưu ý:") that speaks to the whole part."""

    @property
    def opens(self) -> bool:
        return self.node is not None and self.node.paragraph is self


@dataclass(slots=True)
class Outline:
    paragraphs: list[Paragraph]
    roots: list[Node]

    def zone(self, *zones: Zone) -> list[Paragraph]:
        return [p for p in self.paragraphs if p.zone in zones]


def section_path(node: Node | None) -> str | None:
    """Heading numbers joined with "." ("V.2", "III.2.1"); letters and bullets do not count.

    "1.2" below "II" and "1" is "II.1.2": a dotted number already holds its parents.
    """
    numbers: list[str] = []
    while node is not None:
        word = node.number.startswith("THỨ ")  # "Phần thứ hai" is no figure to be joined
        if node.rank < _ITEM_RANK and not word and not (numbers and numbers[0].startswith(node.number + ".")):
            numbers.insert(0, node.number.removeprefix("Điều "))
        node = node.parent
    return ".".join(numbers) or None


def outline(view: NormalisedText) -> Outline:
    """Zones and section tree of a document."""
    paragraphs = _paragraphs(view)
    roots: list[Node] = []
    stack: list[Node] = []
    zone: Zone | None = None
    for paragraph in paragraphs:
        if zone != paragraph.zone and paragraph.zone in ("title", "annex"):
            stack = []
        zone = paragraph.zone
        if zone not in ("body", "annex"):
            continue
        if paragraph.block.table is None:
            _step(paragraph, stack, roots)
        paragraph.node = stack[-1] if stack else None
    return Outline(paragraphs, roots)


def _step(paragraph: Paragraph, stack: list[Node], roots: list[Node]) -> None:
    """Closes the sections that end before a paragraph, and opens the one that its number begins.

    ``stack`` holds the open sections from the outside in. Plain text after items belongs to the section that holds
    the items.
    """
    rank = _ITEM_RANK if paragraph.label is None or paragraph.rank is None else paragraph.rank
    while stack and stack[-1].rank >= rank:
        stack.pop()
    if paragraph.label is not None and paragraph.rank is not None:
        node = Node(paragraph.label, paragraph.rank, paragraph, stack[-1] if stack else None)
        (node.parent.children if node.parent else roots).append(node)
        stack.append(node)


def sections(outline: Outline, view: NormalisedText) -> list[Section]:
    """The section tree as records."""

    def record(node: Node, level: int) -> Section:
        p = node.paragraph
        return Section(
            number=node.number,
            title=view.text[p.content : p.end],
            level=level,
            span=view.span(p.start, p.end),
            children=[record(child, level + 1) for child in node.children],
        )

    return [record(node, 1) for node in outline.roots]


def _paragraphs(view: NormalisedText) -> list[Paragraph]:
    found: list[Paragraph] = []
    for block, zone in zip(view.blocks, zones(view), strict=True):
        if block.start < block.end:
            label, rank, content = labelled(view, block.start, block.end)
            found.append(Paragraph(block.start, block.end, content, block.block, zone, label, rank))
    return found
