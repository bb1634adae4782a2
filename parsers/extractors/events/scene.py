"""A dated sentence as the shapes that announce events look at it: the date, its clause, the title above."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.annotated import AnnotatedDocument, within
from parsers.extractors.events.anchors import DONATION, TIME, Stretch, title_above
from parsers.extractors.obligations.doers import duty_at
from parsers.extractors.times.roles import Dated
from parsers.sentences import Sentences

_LONG_SENTENCE = 400
_NEAR_THE_START = 30
_FIRST_LINES = 200


@dataclass(frozen=True, slots=True)
class Announcement:
    """Where the name stands, ``None`` for what the document is about, and the words that announce it."""

    name: Stretch | None
    quote: Stretch


class Scene:
    """A date and the words around it, as the shapes ask for them."""

    def __init__(self, annotated: AnnotatedDocument, one: Dated, sentences: Sentences) -> None:
        self.annotated, self.one = annotated, one
        self.view, self.mention, self.paragraph = annotated.view, one.mention, one.paragraph
        norm, content = self.view.norm, one.paragraph.content
        begin, self.end = sentences.around(one.mention.start)
        self.begin = max(begin, content)
        self.clause = norm[self.begin : one.mention.cue_start]
        self.title = title_above(self.view, one.paragraph.node, one.paragraph)
        self.label = TIME.match(norm, content, one.paragraph.end)
        self.free = duty_at(annotated, one.mention.start) is None
        self.leads = one.mention.cue_start - content < _NEAR_THE_START

    @property
    def last_clause(self) -> int:
        """Where the clause of the date begins, behind the last semicolon of its sentence."""
        cut = self.clause.rfind("; ")
        return self.begin + cut + 2 if cut >= 0 else self.begin

    @property
    def quote(self) -> Stretch:
        whole = self.end - self.begin > _LONG_SENTENCE
        return (self.paragraph.content, self.paragraph.end) if whole else (self.begin, self.end)

    def donors(self) -> bool:
        """Whether paragraph, title or the document speaks of donating blood, or blood is expected of the day."""
        subject = self.annotated.header.subject
        words = (
            self.view.norm[self.paragraph.start : self.paragraph.end],
            self.title,
            (subject.value or "").lower() if subject else self.view.norm[:_FIRST_LINES],
        )
        expected = within(self.annotated.quantities, self.mention.end, self.paragraph.end)
        return any(DONATION.search(text) for text in words) or any(one.kind == "blood" for one in expected)

    def announces(self, name: Stretch | None) -> Announcement:
        return Announcement(name, self.quote)
