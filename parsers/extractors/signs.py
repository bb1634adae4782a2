"""The signs that a paragraph, or a number in it, shows: what stands above, beside and in it, as names to be weighed.

In comes a place of an annotated document, out go names such as "subject", "heading-bodies", "above:tổ chức", which
:mod:`parsers.evidence` adds up. Titles and first words are evidence, never a condition.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers import regex
from parsers.annotated import AnnotatedDocument, within
from parsers.evidence import Vote, weigh
from parsers.extractors.obligations.doers import paragraph_at
from parsers.extractors.obligations.headings import heading_bodies
from parsers.extractors.obligations.subjects import subject_of
from parsers.layout.outline import Node, Paragraph
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.sentences import sentences
from parsers.text import memo

_LONGEST_TITLE = 160
_TITLE_WORDS = 12
_WORD = regex.compile(r"\p{L}+")
_LENGTHS = (20, 60, 120, 250, 500)
_SIZES = (1, 2, 10, 50, 100, 1000, 10000)


@memo
def paragraph_vote(annotated: AnnotatedDocument, start: int) -> Vote:
    """The vote on whether the paragraph that begins at ``start`` gives somebody work."""
    return weigh("duty", paragraph_signs(annotated, start))


def paragraph_signs(annotated: AnnotatedDocument, start: int) -> tuple[str, ...]:
    """The signs of the paragraph that begins at ``start``, for whether it gives somebody work."""
    paragraph = paragraph_at(annotated, start)
    return tuple(_paragraph_signs(annotated, paragraph)) if paragraph else ()


def _paragraph_signs(annotated: AnnotatedDocument, paragraph: Paragraph) -> Iterator[str]:
    view = annotated.view
    start, end = paragraph.content, paragraph.end
    norm = view.norm[start:end]
    yield from _place_signs(annotated, paragraph.start)
    yield f"ends:{norm[-1] if norm[-1:] in tuple('.;:,') else 'bare'}"
    yield f"length:{sum(len(norm) > size for size in _LENGTHS)}"
    if view.text[start:end].isupper():
        yield "capitals"
    if paragraph.opens and paragraph.node and paragraph.node.children:
        yield "children"
    yield from _body_signs(annotated, paragraph)
    if within(annotated.dates, start, end):
        yield "date"
    if within(annotated.quantities, start, end):
        yield "number"
    words = _WORD.findall(norm[:60])[:3]
    yield from (f"word{at}:{word}" for at, word in enumerate(words))


def _body_signs(annotated: AnnotatedDocument, paragraph: Paragraph) -> Iterator[str]:
    """Signs of who is named: at its beginning, as its subject, in the heading above, in the headings beside that."""
    view, start, end = annotated.view, paragraph.content, paragraph.end
    bodies, reached = body_list(view, start, end)
    if bodies:
        yield "opens-with-body" if reached < end else "only-bodies"
    first = sentences(view).within(start, end)
    if subject_of(view, start, first[0][1], first[0][1]):
        yield "subject"
    elif any(subject_of(view, a, b, b) for a, b in first[1:4]):
        yield "subject-later"
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    if heading_bodies(view, node):
        yield "heading-bodies"
    if node is not None and node.parent is not None:
        yield f"sibling-bodies:{_share(annotated, node.parent.paragraph.start)}"


@memo
def _share(annotated: AnnotatedDocument, start: int) -> str:
    """How many of the headings below the one at ``start`` name bodies: none, some, most."""
    paragraph = paragraph_at(annotated, start)
    children = paragraph.node.children if paragraph and paragraph.node else []
    named = sum(bool(body_list(annotated.view, c.paragraph.content, c.paragraph.end)[0]) for c in children)
    return "none" if not named else "most" if 2 * named >= len(children) else "some"


@memo
def _place_signs(annotated: AnnotatedDocument, start: int) -> tuple[str, ...]:
    """Signs of where a paragraph stands: kind of document, zone, mark, words of the nearest and the outer title."""
    paragraph = paragraph_at(annotated, start)
    return tuple(_signs_of_place(annotated, paragraph)) if paragraph else ()


def _signs_of_place(annotated: AnnotatedDocument, paragraph: Paragraph) -> Iterator[str]:
    type_name = annotated.header.type_name
    yield f"type:{type_name.value if type_name else None}"
    yield f"zone:{paragraph.zone}"
    yield f"rank:{paragraph.rank}"
    if paragraph.block.table is not None:
        yield "table"
    titles = list(_titles(paragraph))
    yield f"depth:{min(len(titles), 4)}"
    if titles:
        yield from _word_signs(annotated, "near", titles[0])
        yield from _word_signs(annotated, "outer", titles[-1])


def _titles(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The titles above a paragraph, the nearest first."""
    node: Node | None = paragraph.node
    while node is not None:
        p = node.paragraph
        if p is not paragraph and p.end - p.content < _LONGEST_TITLE:
            yield p
        node = node.parent


@memo
def _word_signs(annotated: AnnotatedDocument, name: str, title: Paragraph) -> tuple[str, ...]:
    """The words of a title, as signs that say which title it is."""
    words = _WORD.findall(annotated.view.norm, title.content, title.end)
    return tuple(f"{name}:{word}" for word in words[:_TITLE_WORDS])


def number_signs(annotated: AnnotatedDocument, mention: QuantityMention) -> tuple[str, ...]:
    """The signs of a number, for whether it is to be reached, or was reached."""
    paragraph = paragraph_at(annotated, mention.start)
    return tuple(_number_signs(annotated, mention, paragraph)) if paragraph else ()


def _number_signs(annotated: AnnotatedDocument, mention: QuantityMention, paragraph: Paragraph) -> Iterator[str]:
    norm = annotated.view.norm
    yield from _place_signs(annotated, paragraph.start)
    quantity = mention.quantity
    yield f"unit:{mention.kind}"
    yield f"comparator:{quantity.comparator}"
    yield f"size:{sum((quantity.min or quantity.max or 0) > size for size in _SIZES)}"
    if quantity.per:
        yield "per"
    if mention.planned is not None:
        yield "planned"
    if mention.ratio is not None:
        yield "ratio"
    begin, end = sentences(annotated.view).around(mention.start)
    before = norm[max(begin, paragraph.content) : mention.start]
    if not before.strip(" -+:("):
        yield "leads"
    if within(annotated.quantities, max(begin, paragraph.content), mention.start):
        yield "number-before"
    if norm[begin : mention.start].count("(") > norm[begin : mention.start].count(")"):
        yield "in-brackets"
    if within(annotated.dates, begin, end):
        yield "date"
    yield from (f"before:{word}" for word in _words_behind(before))
    yield from (f"after:{match[0]}" for match in list(_WORD.finditer(norm, mention.end, mention.end + 30))[:2])


def _words_behind(before: str) -> list[str]:
    return _WORD.findall(before[-60:])[-4:]
