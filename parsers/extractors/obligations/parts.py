"""What a part of the document is there for, by a vote of what its title says and of what hangs from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, cast

from parsers import regex
from parsers.extractors.obligations.persons import persons_of_title
from parsers.extractors.obligations.subjects import ASKS_BELOW, subject_of
from parsers.layout.outline import RANKS, Node, Paragraph, title_of
from parsers.lexicon import load
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.words import begins_with_verb
from parsers.text import NormalisedText, either, memo

PartRole = Literal["who", "when", "targets", "results", "background", "money", "requests"]

_WORDS: dict[PartRole, regex.Pattern[str]] = {
    cast(PartRole, role): regex.compile(rf"(?<!\w)(?:{either(words)})(?!\w)")
    for role, words in load("duties")["parts"].items()
}
_WORK = regex.compile(rf"(?<!\w)(?:{either(load('duties')['part_work']['before'])})(?:,| và)? đánh giá(?!\w)")
AIMED_AT = regex.compile(rf"(?<!\w)(?:{either(load('duties')['part_aims']['words'])})(?!\w)")
"""Titles of what is to be reached: "KẾT QUẢ CẦN ĐẠT"."""
_GROUNDS = regex.compile(r"cơ sở (?:xây dựng|pháp lý|thực tiễn|khoa học|lý luận)(?!\w)")
# "Một số yêu cầu", "Các yêu cầu đối với đơn vị đăng cai": what is asked of some, not what a plan is to meet
_SOME_REQUESTS = regex.compile(
    r"(?:một số|các|những) (?:nội dung )?yêu cầu(?!\w)(?! về)|yêu cầu (?:đối với|với|cụ thể đối với) "
)
_TITLE, _SHAPE, _ENOUGH = 2, 3, 2
_LONGEST_TITLE = 160
_LETTER = RANKS["letter"]


def part_role(view: NormalisedText, paragraph: Paragraph) -> PartRole | None:
    """What the innermost part around a paragraph is there for; ``None`` where no part says it."""
    for node in parts(paragraph):
        role = role_of(view, node)
        if role:
            return role
    return None


def parts_above(view: NormalisedText, paragraph: Paragraph) -> set[PartRole]:
    """What the titles around a paragraph say that their parts are there for."""
    return {role for node in parts(paragraph) for role in _title_roles(view, node)}


@memo
def role_of(view: NormalisedText, node: Node) -> PartRole | None:
    """What the part that a heading opens is there for.

    Each kind of words in the title votes once; headings below it that are lists of bodies outvote them.
    """
    votes = Counter(dict.fromkeys(_title_roles(view, node), _TITLE))
    if _names_bodies(view, node):
        votes["who"] += _SHAPE
    if not votes:
        return None
    most = max(votes.values())
    return next(role for role in _WORDS if votes[role] == most)


@memo
def _title_roles(view: NormalisedText, node: Node) -> tuple[PartRole, ...]:
    """What the words of a title say; one that begins with a predicate says what is to be done: "Thông báo kết quả"."""
    start, end = title_of(view, node)
    if end - start >= _LONGEST_TITLE or node.rank >= _LETTER:
        return ()
    if AIMED_AT.search(view.norm, start, end):
        return ("targets",)
    if _GROUNDS.match(view.norm, start, end):
        return ("background",)  # no "cơ sở" of a list of bodies
    if _names_doers(view, start, end):
        return ("who",)
    if ASKS_BELOW.fullmatch(view.norm, start, end):
        return ("requests",)
    if _SOME_REQUESTS.match(view.norm, start, end):
        return ()
    title = _WORK.sub("", view.norm[start:end])
    told = [role for role, words in _WORDS.items() if words.search(title)]
    acts = start < end and begins_with_verb(view, start) and not any(w.match(title) for w in _WORDS.values())
    return tuple(role for role in told if not (acts and role in ("results", "background")))


def _names_doers(view: NormalisedText, start: int, end: int) -> bool:
    """ "Các xã được giao chỉ tiêu" · "Tổ tài chính (chị Sen, anh Pâng):" · "Căn cứ Kế hoạch này, Trạm Y tế thực hiện
    các nội dung sau:".
    """
    if body_list(view, start, end)[0] or persons_of_title(view, start, end):
        return True
    announced = view.norm.startswith(":", end) or view.norm.endswith(":", start, end)
    return announced and subject_of(view, start, end, end) is not None


def _names_bodies(view: NormalisedText, node: Node) -> bool:
    """Whether most of the headings below are lists of bodies that hold items or text."""
    below = [child for child in node.children if child.rank < _LETTER]
    named = [child for child in below if child.holds and _is_named(view, child)]
    return len(named) >= _ENOUGH and 2 * len(named) >= len(below)


def _is_named(view: NormalisedText, node: Node) -> bool:
    p = node.paragraph
    bodies, reached = body_list(view, p.content, p.end)
    return bool(bodies) and not view.norm[reached : p.end].strip(" .:")


def parts(paragraph: Paragraph) -> Iterator[Node]:
    """The headings above a paragraph, the innermost first."""
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    while node is not None:
        yield node
        node = node.parent
