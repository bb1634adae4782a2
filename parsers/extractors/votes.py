"""Second opinions: where the weights and the rules disagree, a fact is kept with a doubt, or made with one.

Rule and vote agree → fact. Only one of them says yes → fact with the doubt ``weak-duty`` or ``weak-target``; results
are not doubted, as the vote against them was right too seldom. Neither → the residue, where the vote leaves some doubt.
``annotate`` asks for likely duties, the pipeline has the facts weighed when all are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers import regex
from parsers.annotated import AnnotatedDocument, Duty, Role
from parsers.evidence import Question, Vote, weigh
from parsers.extractors.obligations.candidate import Candidate
from parsers.extractors.obligations.labels import labels_of
from parsers.extractors.obligations.refusals import is_something_else
from parsers.extractors.signs import number_signs, paragraph_vote
from parsers.layout.outline import Paragraph, section_path
from parsers.mentions.bodies.lists import body_list
from parsers.mentions.bodies.names import BodyMention
from parsers.mentions.quantities.mentions import QuantityMention
from parsers.records import DocumentRecord, Grounding

_SURE = 0.88  # from which share on a paragraph that no rule knows is a duty: from .85 on 35 of 36 were, weights only
_WEAK: dict[Question, float] = {"duty": 0.1, "target": 0.2}
"""Below which share a fact that the rules made is doubted: where at least one in five of them is wrong."""
_SHORTEST = 30  # characters; "Số liệu trong ngày." gives no work by its place alone
_DOUBTS: dict[Question, str] = {"duty": "weak-duty", "target": "weak-target"}
_LEADS = regex.compile(r"(?:\w+,? ){0,3}?chủ trì(?!\w)")
_HELPS = regex.compile(r"(?:\w+ ){0,2}?phối hợp(?!\w)")


def likely_duties(annotated: AnnotatedDocument) -> list[Duty]:
    """The paragraphs that are in no duty by rule and read like one, with the bodies that the title above begins with.

    A line that introduces others, a label line and a closing sentence are none.
    """
    taken = {duty.paragraph.start for duty in annotated.duties}
    return [
        _duty(annotated, paragraph)
        for paragraph in annotated.outline.zone("body", "annex")
        if paragraph.start not in taken and _is_sentence(annotated, paragraph) and _vote(annotated, paragraph) >= _SURE
    ]


def _vote(annotated: AnnotatedDocument, paragraph: Paragraph) -> float:
    return paragraph_vote(annotated, paragraph.start).share


def _is_sentence(annotated: AnnotatedDocument, paragraph: Paragraph) -> bool:
    """Whether a paragraph of the running text says something for itself."""
    if paragraph.block.table is not None or paragraph.block.role == "footnote":
        return False
    if paragraph.end - paragraph.content < _SHORTEST:
        return False
    view = annotated.view
    ends = view.text[paragraph.end - 1]
    children = paragraph.opens and paragraph.node is not None and paragraph.node.children
    if is_something_else(Candidate(annotated, paragraph, paragraph.end, [])):
        return False
    return not (ends == ":" or children or view.text[paragraph.content : paragraph.end].isupper()) and not labels_of(
        view, paragraph
    )


def _duty(annotated: AnnotatedDocument, paragraph: Paragraph) -> Duty:
    view, start, end = annotated.view, paragraph.content, paragraph.end
    bodies = _bodies(annotated, paragraph)
    leads, helps = _LEADS.match(view.norm, start, end), _HELPS.match(view.norm, start, end)
    role: Role = "lead" if leads else "support" if helps else "other"
    doubts = ["weak-duty"] if bodies else ["weak-duty", "no-body"]
    return Duty(start, end, paragraph, section_path(paragraph.node), bodies, [], role, clue="vote", doubts=doubts)


def _bodies(annotated: AnnotatedDocument, paragraph: Paragraph) -> list[BodyMention]:
    """The bodies that the paragraph, or the nearest title that names some, begins with."""
    view = annotated.view
    own, reached = body_list(view, paragraph.content, paragraph.end)
    if own and reached < paragraph.end:
        return own
    node = paragraph.node.parent if paragraph.opens and paragraph.node else paragraph.node
    while node is not None:
        bodies, _ = body_list(view, node.paragraph.content, node.paragraph.end)
        if bodies:
            return bodies
        node = node.parent
    return []


# --- facts weighed again ----------------------------------------------------------------------------------------------


def weigh_again(annotated: AnnotatedDocument, record: DocumentRecord) -> None:
    """Doubt the duties and targets of a record that the weights speak against, in place."""
    for fact, vote in votes(annotated, record):
        code = _DOUBTS.get(vote.question)
        if code and vote.share < _WEAK[vote.question] and code not in fact.doubts:
            fact.doubts = [*fact.doubts, code]


def votes(annotated: AnnotatedDocument, record: DocumentRecord) -> Iterator[tuple[Grounding, Vote]]:
    """Each duty, target and result that stands in the running text, with the vote on it."""
    for duty, obligation in zip(annotated.duties, record.obligations, strict=True):
        if duty.paragraph.block.table is None:
            yield obligation, paragraph_vote(annotated, duty.paragraph.start)
    at = {annotated.view.source(m.start, m.end)[0]: m for m in annotated.quantities}
    yield from _figure_votes(annotated, "target", record.targets, at)
    yield from _figure_votes(annotated, "result", record.results, at)


def _figure_votes(
    annotated: AnnotatedDocument, question: Question, facts: Sequence[Grounding], at: dict[int, QuantityMention]
) -> Iterator[tuple[Grounding, Vote]]:
    for fact in facts:
        mention = at.get(fact.spans[0].start) if fact.spans else None
        if mention is not None and annotated.view.block_at(mention.start).block.table is None:
            yield fact, weigh(question, number_signs(annotated, mention))
