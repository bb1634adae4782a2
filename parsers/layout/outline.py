"""The skeleton of a document: which paragraph belongs to which numbered section and to which part of the form.

The outline never refuses a document: numbering may start at II,
skip, repeat, or be absent, and every paragraph still gets a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parsers.document import Block
from parsers.layout.numbering import RANKS
from parsers.layout.titles import Line, goes_on, has_numbers, lines, title_rank
from parsers.layout.zones import Zone, zones
from parsers.records import Section
from parsers.text import NormalisedText

__all__ = ["RANKS", "Node", "Outline", "Paragraph", "Zone", "outline", "section_path", "sections"]

_LEAD_RANK, _ITEM_RANK = RANKS["lead"], RANKS["letter"]
_COUNTED = {RANKS["letter"]: "a", RANKS["bracketed"]: "1"}


@dataclass(slots=True, eq=False)
class Node:
    """A section, a line that others hang from, or an item; ``number`` as it stands ("III", "2.1", "a"), empty where the
    line has none; ``title`` is the content behind it.
    """

    number: str
    rank: int
    paragraph: Paragraph
    parent: Node | None
    children: list[Node] = field(default_factory=list)
    mark: str = ""
    """Of an item: what it begins with, "-", "+", "*", "a" for any letter, or "1" for any number in brackets."""
    beside: list[Node] = field(default_factory=list)
    """The nodes of its level under the same parent, itself among them."""
    announces: bool = False
    """Whether its line ends with a colon."""
    enumerated: bool = False
    """Whether its line ends with a semicolon: one of a list in a sentence, no part of the document."""
    entitles: bool = False
    """Whether its line is short and ends like a title, with no sign."""
    holds: bool = False
    """Whether anything stands below it: items, text, a table."""


@dataclass(slots=True, eq=False)
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
    goes_on: bool = False
    """The rest of the paragraph before, which a line break cut in two."""

    @property
    def opens(self) -> bool:
        return self.node is not None and self.node.paragraph is self


@dataclass(slots=True)
class Outline:
    paragraphs: list[Paragraph]
    roots: list[Node]
    _zones: dict[tuple[Zone, ...], list[Paragraph]] = field(default_factory=dict)

    def zone(self, *zones: Zone) -> list[Paragraph]:
        if zones not in self._zones:
            self._zones[zones] = [p for p in self.paragraphs if p.zone in zones]
        return self._zones[zones]


def title_of(view: NormalisedText, node: Node) -> tuple[int, int]:
    """The title of a heading; of one that is only a number ("Phần thứ nhất"), the line below it."""
    p = node.paragraph
    if p.content < p.end or not view.norm.startswith("\n", p.end):
        return p.content, p.end
    below = view.block_at(p.end + 1)
    return below.start, below.end


def section_path(node: Node | None) -> str | None:
    """Heading numbers joined with "." ("V.2", "III.2.1"); letters and bullets do not count.

    "1.2" below "II" and "1" is "II.1.2": a dotted number already holds its parents.
    """
    numbers: list[str] = []
    while node is not None:
        figure = node.number and node.rank < _ITEM_RANK and not node.number.startswith("THỨ ")  # "Phần thứ hai"
        if figure and not (numbers and numbers[0].startswith(node.number + ".")):
            numbers.insert(0, node.number.removeprefix("Điều "))
        node = node.parent
    return ".".join(numbers) or None


def outline(view: NormalisedText) -> Outline:
    """Zones and section tree of a document."""
    found = lines(view)
    numbered = has_numbers(found)
    paragraphs: list[Paragraph] = []
    tree = _Tree()
    zone: Zone | None = None
    for index, (line, in_zone) in enumerate(zip(found, zones(view), strict=True)):
        block = line.block
        if block.start == block.end:
            continue
        paragraph = Paragraph(block.start, block.end, line.content, block.block, in_zone, line.label, line.rank)
        if zone != in_zone and in_zone in ("title", "annex"):
            tree.stack.clear()
        before, zone = (found[index - 1] if zone == in_zone and index else None), in_zone
        paragraphs.append(paragraph)
        if in_zone not in ("body", "annex"):
            continue
        paragraph.goes_on = goes_on(view, before, line)
        if block.block.table is None and not paragraph.goes_on:
            tree.step(paragraph, line, title_rank(view, found, index, numbered=numbered))
        paragraph.node = tree.stack[-1] if tree.stack else None
        if paragraph.node and not (paragraph.opens or paragraph.goes_on):
            paragraph.node.holds = True
    return Outline(paragraphs, tree.roots)


class _Tree:
    """The tree as it grows; ``stack`` holds the open sections, title lines and items from the outside in."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.stack: list[Node] = []

    def step(self, paragraph: Paragraph, line: Line, title: int | None) -> None:
        """Closes what ends before a paragraph, and opens what its number, bullet or form begins.

        Plain text after items belongs to the section that holds the items.
        """
        if line.label is not None and line.rank is not None:
            mark = "" if line.rank < _ITEM_RANK else _COUNTED.get(line.rank, line.label)
            rank = self._rank(line.rank, line.label, mark)
            node = Node(line.label, rank, paragraph, None, mark=mark, announces=line.announces)
            node.enumerated, node.entitles = line.enumerated, line.entitles
            self._open(node)
        elif title is not None:
            self._open(Node("", title, paragraph, None, announces=line.announces))
        elif not self._is_below_item():
            listed = self._close(_ITEM_RANK)
            if self._ends_sentence():
                self.stack.pop()
            if listed and self.stack and self.stack[-1].rank == _LEAD_RANK:
                self.stack.pop()

    def _is_below_item(self) -> bool:
        """Whether plain text belongs to the open item: one that announces it, or the title "b) Sở Giáo dục và Đào tạo"
        among others that all have something below them.
        """
        if not self.stack or not self.stack[-1].mark:
            return False
        *before, last = self.stack[-1].beside
        if last.mark in _COUNTED.values() and last.entitles:
            return all(node.holds for node in before)
        return last.announces and not last.holds

    def _ends_sentence(self) -> bool:
        """Whether the open number is the last of a list in a sentence: "1. Các sở;", "2. Các xã." of an invitation."""
        if not self.stack or self.stack[-1].rank < RANKS["arabic"]:
            return False
        *before, last = self.stack[-1].beside
        return bool(before) and all(node.enumerated for node in before) and not last.holds

    def _rank(self, rank: int, label: str, mark: str) -> int:
        """The rank of a number or bullet here: of two kinds of items the one that comes first holds the other."""
        if mark:
            items = [node for node in self.stack if node.mark]
            same = next((node.rank for node in items if node.mark == mark), None)
            return same or (items[-1].rank + 1 if items else _ITEM_RANK)
        inside = len(label) == 1 and bool(self.roots) and self.roots[0].rank == RANKS["roman"]
        return RANKS["inner"] if rank == RANKS["upper"] and inside else rank

    def _close(self, rank: int) -> bool:
        closed = False
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
            closed = True
        return closed

    def _open(self, node: Node) -> None:
        self._close(node.rank)
        node.parent = self.stack[-1] if self.stack else None
        node.beside = node.parent.children if node.parent else self.roots
        node.beside.append(node)
        if node.parent:
            node.parent.holds = True
        self.stack.append(node)


def sections(outline: Outline, view: NormalisedText) -> list[Section]:
    """The section tree as records: what is numbered; lines without a number pass their items on."""

    def numbered(nodes: list[Node]) -> Iterator[Node]:
        for node in nodes:
            if node.number:
                yield node
            else:
                yield from numbered(node.children)

    def record(node: Node, level: int) -> Section:
        p = node.paragraph
        return Section(
            number=node.number,
            title=view.text[p.content : p.end],
            level=level,
            span=view.span(p.start, p.end),
            children=[record(child, level + 1) for child in numbered(node.children)],
        )

    return [record(node, 1) for node in numbered(outline.roots)]
