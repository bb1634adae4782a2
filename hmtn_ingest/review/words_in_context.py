"""What the document around selected words says of them: who acts there, to whom something goes.

In: the text of a record and a stretch of it. Out: bodies with their words. The text alone is read once more, as the
extractors read it, and kept for the next question about it. Called by what proposes facts and fills fields.

    WordsInContext(record.text).doers(start)    # [Trạm Y tế xã], from the heading above
"""

from __future__ import annotations

import functools

from parsers import regex
from parsers.annotate import annotate
from parsers.annotated import AnnotatedDocument, within
from parsers.document import Block, Document
from parsers.extractors.obligations.doers import doers
from parsers.extractors.times.submission import recipients
from parsers.mentions.bodies.mentions import body_ref
from parsers.records import BodyRef

_TEXTS = 2  # that are kept: those of two people at work


def text_document(text: str) -> Document:
    """A text as a document with a block a line; cells of a row are lines too, as nothing goes on from one into the
    next."""
    lines = (found for found in regex.finditer(r"[^\n\t]+", text) if found[0].strip())
    return Document(text=text, blocks=tuple(Block(found.start(), found.end()) for found in lines))


@functools.lru_cache(_TEXTS)
def _annotated(text: str) -> AnnotatedDocument:
    return annotate(text_document(text))


class WordsInContext:
    """Offsets are those of the text."""

    def __init__(self, text: str) -> None:
        self._annotated = _annotated(text)
        self._view = self._annotated.view

    def doers(self, at: int) -> list[BodyRef]:
        """Who is to do what stands here: the subject of the clause, else the heading's bodies; never an addressee."""
        return [body_ref(self._view, body) for body in doers(self._annotated, self._view.at(at))]

    def recipients(self, start: int, end: int) -> list[BodyRef]:
        """To whom the words hand something in."""
        return recipients(self._annotated, self._view.at(start), self._view.at(end))

    def bodies_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The words of the bodies that are named in a stretch."""
        named = within(self._annotated.bodies, self._view.at(start), self._view.at(end))
        return [self._view.source(body.start, body.end) for body in named]

    def body_at(self, at: int) -> tuple[int, int] | None:
        """The words of the body that is named here."""
        place = self._view.at(at)
        block = self._view.block_at(place)
        named = within(self._annotated.bodies, block.start, block.end)
        found = next((body for body in named if body.start <= place < body.end), None)
        return self._view.source(found.start, found.end) if found else None
