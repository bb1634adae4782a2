"""Lines without a number that others hang from: "SỞ Y TẾ", "Quý I: tổ chức 06 đợt:", "Trạm Y tế làm các việc sau:".

And lines that are no paragraph of their own: the rest of one that a hard line break cut in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers import regex
from parsers.layout.numbering import RANKS, labelled
from parsers.lexicon import load
from parsers.text import NormalisedBlock, NormalisedText, either

_ITEM_RANK = RANKS["letter"]
_LONGEST_TITLE, _LONGEST_LEAD = 130, 220
_ENDS = regex.compile(r"[.;:!?…/”\")\]]\W*\Z")
_SENTENCE_END = regex.compile(r"[.;:!?…/][”\")\]]?\W*\Z")
_OPEN_END = regex.compile(r"(?:[-–,(]|(?<!\w)(?:và|của|về|do|với|cho|tại|theo|trong|các))\Z", regex.IGNORECASE)
_LETTERS = regex.compile(r"\p{L}")
_FIRST = frozenset(("1", "I", "A", "a", "1.1", "I.1"))
_SHORTEST_BROKEN, _MOST_WORDS = 60, 10
_PARTS = regex.compile(rf"(?:{either(load('duties')['plain_titles']['beginnings'])})(?!\w)")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph as the outline meets it: where its content begins, its number or bullet and the rank of that."""

    block: NormalisedBlock
    content: int
    label: str | None
    rank: int | None
    announces: bool
    """Whether it ends with a colon."""
    enumerated: bool
    """Whether it ends with a semicolon."""
    entitles: bool = False
    """Whether it is short and ends with no sign, as a title does."""

    @property
    def plain(self) -> bool:
        """Running text, no cell of a table and no footnote."""
        return self.block.block.table is None and self.block.block.role != "footnote"


def lines(view: NormalisedText) -> list[Line]:
    """The paragraphs of a view, empty ones too, in order."""
    found = []
    for block in view.blocks:
        label, rank, content = labelled(view, block.start, block.end) if block.start < block.end else (None, None, 0)
        announces, enumerated = (view.text.endswith(sign, block.start, block.end) for sign in (":", ";"))
        entitles = block.end - content <= _LONGEST_TITLE and view.text[block.end - 1 : block.end].isalnum()
        found.append(Line(block, content, label, rank, announces, enumerated, entitles))
    return found


def goes_on(view: NormalisedText, before: Line | None, line: Line) -> bool:
    """Whether a line is the rest of the paragraph before it: "… do Ban Chỉ đạo tỉnh phối hợp với" | "Viện Huyết …"."""
    if before is None or not (before.plain and line.plain) or line.block.block.centred:
        return False
    text, norm = view.text[before.content : before.block.end], view.norm[line.content : line.block.end]
    small = norm != "" and view.text[line.content].islower()
    if _is_whole(text) or (not small and _ENDS.search(text)):
        return False
    if line.label in ("-", "+"):  # a dash inside the sentence stands at the end of its line or at the head of the next
        return small and before.label is not None and text[0].isupper()
    if line.label is not None:
        return False
    item = before.rank is not None and before.rank >= _ITEM_RANK
    return small or bool(_OPEN_END.search(text)) or (item and norm.endswith((".", ";")))


def _is_whole(text: str) -> bool:
    """Whether a paragraph is no broken one: a short line, a title, a whole sentence."""
    return len(text) < _SHORTEST_BROKEN or text.isupper() or _SENTENCE_END.search(text) is not None


def title_rank(view: NormalisedText, at: Sequence[Line], index: int, *, numbered: bool) -> int | None:
    """The rank of the line at ``index`` where others hang from it, else ``None``.

    In a document whose parts are not ``numbered``, a short line in plain type may name one: "Đối tượng", "Quyền lợi".
    """
    line, following = at[index], _follower(at, index)
    if line.label is not None or not line.plain or following is None:
        return None
    text = view.text[line.block.start : line.block.end]
    over_items = following.rank is not None and following.rank >= _ITEM_RANK
    if _is_title(line, text) and following.label is not None and not over_items:
        return _above(following)
    if _is_title(line, text) or (not numbered and _names_part(view, at, index, text)):
        return RANKS["title"] if over_items or not _stands_alone(view, following) else None
    return RANKS["lead"] if over_items and _leads(view, at, index, text) else None


def has_numbers(at: Sequence[Line]) -> bool:
    """Whether parts of a document are numbered, and not only its items."""
    return any(line.rank is not None and line.rank < RANKS["title"] and line.plain for line in at)


def _leads(view: NormalisedText, at: Sequence[Line], index: int, text: str) -> bool:
    """Whether a line announces the items below it, or heads them in plain type."""
    return (text.endswith(":") and len(text) <= _LONGEST_LEAD) or _is_plain_title(view, at, index, text)


def _follower(at: Sequence[Line], index: int) -> Line | None:
    """The next line of running text, where one comes next."""
    behind = (at[number] for number in range(index + 1, len(at)))
    following = next((one for one in behind if one.block.start < one.block.end), None)
    return following if following is not None and following.plain else None


def _above(following: Line) -> int | None:
    """The rank just above a numbered line that opens its list."""
    if following.rank is None or following.label not in _FIRST or following.rank <= RANKS["roman"]:
        return None
    return RANKS["inner"] if following.rank >= RANKS["arabic"] else following.rank - 1


def _is_title(line: Line, text: str) -> bool:
    """Whether a line looks like a title: in capitals, or bold and no sentence."""
    if len(text) > _LONGEST_TITLE or len(_LETTERS.findall(text)) < 3:
        return False
    return text.isupper() or (line.block.block.bold and not text.endswith((".", ";", ",")))


def _stands_alone(view: NormalisedText, following: Line) -> bool:
    """Whether what follows is no text below a title but one more title line."""
    text = view.text[following.block.start : following.block.end]
    return text.isupper() or len(text) < 40


def _is_plain_title(view: NormalisedText, at: Sequence[Line], index: int, text: str) -> bool:
    """Whether a short line in plain type, no sentence, heads the items below it: "Đoàn Thanh niên xã"."""
    if len(text) > _LONGEST_TITLE or _ENDS.search(text) or text.endswith(",") or not text[0].isupper():
        return False
    ahead = (at[number] for number in range(index - 1, -1, -1))
    before = next((one for one in ahead if one.block.start < one.block.end), None)
    if before is None or before.block.end - before.block.start < _SHORTEST_BROKEN:
        return True
    return bool(_ENDS.search(view.text[before.block.start : before.block.end]))


def _names_part(view: NormalisedText, at: Sequence[Line], index: int, text: str) -> bool:
    """Whether a short line in plain type says what the part below it is about, in words that plans use for parts."""
    words = len(text.split()) <= _MOST_WORDS and _PARTS.match(view.norm, at[index].block.start, at[index].block.end)
    return bool(words) and _is_plain_title(view, at, index, text)
