"""The skeleton of a document: which paragraph belongs to which numbered section and to which part of the form.

Zones follow the parts of Nghị định 30/2020/NĐ-CP, Phụ lục I. The outline never refuses a document: numbering may start at II,
skip, repeat, or be absent, and every paragraph still gets a place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import regex

from parsers.document import Block
from parsers.lexicon import TYPE_NAMES
from parsers.normalise import View
from parsers.records import Section

Zone = Literal["letterhead", "title", "body", "recipients", "signature", "annex"]

# Ranks of numbering from the outside in. Letters, dashes and plus signs are items: they deepen the tree, not the path.
RANKS = {"phần": 0, "chương": 1, "mục": 2, "điều": 3, "upper": 3, "roman": 4, "arabic": 5, "letter": 10, "dash": 11, "plus": 12}
_ITEM_RANK = RANKS["letter"]

# "Phần thứ nhất", "PHẦN II", "Chương I", "Mục 1", "Điều 5." | "A. ", "II. ", "II) " | "1. ", "2.1. ", "1.1 Nội dung", "3) ", "3/ "
# | "a) ", "đ) ", "a. " | "- ", "+ ", "* ", "• "
_NUMBER = regex.compile(
    r"""
    (?P<word>phần|chương|mục|điều)\ (?P<word_number>(?:thứ\ )?(?:[ivxlc]+|\d+|nhất|hai|ba|tư|bốn|năm|sáu)\b)\ ?[.:]?\ ?
  | (?P<roman>[IVXL]{1,6})\ ?[.)/\-]\ ?(?=\D|$)
  | (?P<upper>[A-HĐ])\ ?[.)]\ (?=\p{Lu})
  | (?P<arabic>\d{1,2}(?:\ ?\.\ ?\d{1,2}){0,3})(?:\ ?[.)/:]\ ?(?=[^\d\s/.,])|\ (?=\p{Lu}\p{L}*[ ,]))
  | (?P<letter>[a-zđ])(?:\ ?\)|\.(?=\ ))\ ?(?=\S)
  | (?P<dash>[-•●▪*◦○])\ ?(?=\S)
  | (?P<plus>\+)\ ?(?=\S)
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_ROMAN_ONLY = regex.compile(r"[IVXL]+")

# "Nơi nhận:" · "TM. BAN CHỈ ĐẠO", "KT. CHỦ TỊCH", "TL. GIÁM ĐỐC", "T/M ỦY BAN" · "PHỤ LỤC I", "Biểu tổng hợp", "Mẫu số 01"
_RECIPIENTS = regex.compile(r"\W*nơi nhận\b")
_COMPETENCE = regex.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\s?[./]\s?\p{Lu}")
_ANNEX = regex.compile(r"\W*(?:phụ lục|phụ biểu|biểu|bảng|danh sách|mẫu|lịch)\b(?!.*[.;]$)")
# "(Kèm theo Kế hoạch số …": the line under an annex title, or under the title of a plan that a decision carries
_ATTACHED = regex.compile(r"\(?(?:ban hành )?kèm theo\b")
_BASIS = regex.compile(r"(?:căn cứ|thực hiện|để |nhằm|trên cơ sở|kính gửi|theo đề nghị|xét đề nghị|triển khai|ngày \d)")
_SENTENCE_END = regex.compile(r"[.;:,]$")


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
    """A block of the view with its place in the form; ``content`` is where the text behind a number or bullet begins."""

    start: int
    end: int
    content: int
    block: Block
    zone: Zone
    label: str | None = None
    rank: int | None = None
    node: Node | None = None
    """The section or item that this paragraph opens, or else stands in."""

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
        if node.rank < _ITEM_RANK and not (numbers and numbers[0].startswith(node.number + ".")):
            numbers.insert(0, node.number)
        node = node.parent
    return ".".join(numbers) or None


def outline(view: View) -> Outline:
    """Zones and section tree of a document."""
    paragraphs = _zoned(view)
    roots: list[Node] = []
    stack: list[Node] = []
    zone: Zone | None = None
    for paragraph in paragraphs:
        if zone != paragraph.zone and paragraph.zone in ("title", "annex"):
            stack = []
        zone = paragraph.zone
        if zone not in ("body", "annex"):
            continue
        in_table = paragraph.block.table is not None
        if paragraph.label is not None and paragraph.rank is not None and not in_table:
            rank = paragraph.rank
            while stack and stack[-1].rank >= rank:
                stack.pop()
            node = Node(paragraph.label, rank, paragraph, stack[-1] if stack else None)
            (node.parent.children if node.parent else roots).append(node)
            stack.append(node)
        elif not in_table:
            # plain text after items belongs to the section that holds the items
            while stack and stack[-1].rank >= _ITEM_RANK:
                stack.pop()
        paragraph.node = stack[-1] if stack else None
    return Outline(paragraphs, roots)


def sections(outline: Outline, view: View) -> list[Section]:
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


def is_type_name(text: str) -> str | None:
    """The ND30 type name that the line is, in capitals ("KẾ HOẠCH"), or ``None``."""
    return TYPE_NAMES.get(text.strip(" .:*").upper().replace("UỶ", "ỦY")) if text.isupper() else None


def _labelled(view: View, start: int, end: int) -> tuple[str | None, int | None, int]:
    match = _NUMBER.match(view.text, start, end)
    if not match:
        return None, None, start
    kind = match.lastgroup or ""
    if match["word"]:
        word = match["word"].lower()
        if word in ("mục", "phần", "điều") and match[0][0].islower():
            return None, None, start
        if word == "điều":
            return f"Điều {match['word_number']}", RANKS[word], match.end()
        return match["word_number"].upper(), RANKS[word], match.end()
    label = match[kind].replace(" ", "")
    if kind == "roman" and not _ROMAN_ONLY.fullmatch(label):
        kind = "letter"  # "i)" in a list of letters
    if kind == "letter" and label.isupper():
        kind = "upper"
    if kind == "upper" and label.islower():
        kind = "letter"
    if kind == "arabic":
        return label, RANKS["arabic"] + label.count("."), match.end()
    return label, RANKS[kind], match.end()


def _zoned(view: View) -> list[Paragraph]:
    blocks = [b for b in view.blocks if b.start < b.end]
    paragraphs: list[Paragraph] = []
    zone: Zone = "letterhead" if _type_line(view) is not None else "body"
    type_at = _type_line(view)
    seen_signature = False
    title_lines = 0
    for vb in blocks:
        text = view.text[vb.start : vb.end]
        norm = view.norm[vb.start : vb.end]
        label, rank, content = _labelled(view, vb.start, vb.end)
        if vb.block.role == "footnote":
            zone_here: Zone = "body"
        else:
            if type_at is not None and vb.start == type_at:
                zone = "title"
                title_lines = 0
            elif zone == "title":
                title_lines += 1
                if _starts_body(text, norm, label, rank, title_lines, vb.block):
                    zone = "body"
            if zone in ("body", "recipients", "signature") and _RECIPIENTS.match(norm):
                zone = "recipients"
            elif zone in ("body", "recipients", "signature") and _COMPETENCE.match(text) and len(text) < 80:
                zone = "signature"
                seen_signature = True
            elif zone in ("recipients", "signature"):
                if zone == "recipients" and label is None and not norm.startswith("lưu") and text.isupper() and len(text) < 80:
                    zone = "signature"  # a head of office signs without TM. or KT.
                    seen_signature = True
                elif zone == "signature" and label == "-" and not text.isupper():
                    zone = "recipients"
                elif seen_signature and is_type_name(text):
                    zone = "title"
                    title_lines = 0
                elif _begins_annex(text, norm, vb.block):
                    zone = "annex"
            elif zone == "annex" and is_type_name(text):
                zone = "title"
                title_lines = 0
            zone_here = zone
        paragraphs.append(Paragraph(vb.start, vb.end, content, vb.block, zone_here, label, rank))
    return paragraphs


def _begins_annex(text: str, norm: str, block: Block) -> bool:
    if _ANNEX.match(norm) or _ATTACHED.match(norm):
        return True
    return block.table is not None and "\t" in text


def _type_line(view: View) -> int | None:
    for vb in view.blocks[:60]:
        line = view.text[vb.start : vb.end]
        if is_type_name(line):
            return vb.start
        # "KẾ HOẠCH Vận động hiến máu…": title on the same line
        for name in TYPE_NAMES:
            if line.startswith(name + " ") and vb.block.table is None and not line.endswith((";", ".")):
                return vb.start
    return None


def _starts_body(text: str, norm: str, label: str | None, rank: int | None, lines: int, block: Block) -> bool:
    if _ATTACHED.match(norm):
        return False
    if text.isupper() and label is None:
        return False
    if lines == 1 and label is None and len(text) < 400 and not _SENTENCE_END.search(text):
        return False
    if label is not None and rank is not None and rank < _ITEM_RANK:
        return True
    if _BASIS.match(norm) and (len(text) > 60 or _SENTENCE_END.search(text)):
        return True
    if block.centred and not _SENTENCE_END.search(text):
        return False
    return lines > 6 or bool(_SENTENCE_END.search(text)) or len(text) > 250
