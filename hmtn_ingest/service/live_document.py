"""A document that is open on a page, brought up to date by what is new alone.

Comes in: the documents, and how to get the record of a version with its facts, which a server may keep for all who look
at it. Goes out: the same answer as :meth:`~hmtn_ingest.service.documents.Documents.open`. The review page asks at every
key that a person presses.

    live = LiveDocument(documents, 12, read)
    live.load(actor).record
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.rechecking import recheck
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.review.stored import Head
from hmtn_ingest.service import rulebook
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.documents import Documents
from parsers.records import DocumentRecord

Read = Callable[[Head, Actor], tuple[DocumentRecord, Mapping[str, Fact]]]


class LiveDocument:
    """Follows one document. ``read`` gives the record of a version, with the findings of every rule, and its facts.

    Decisions are only ever added, so of those only the newest are asked for.
    """

    def __init__(self, documents: Documents, document: int, read: Read) -> None:
        self._documents, self._document, self._read = documents, document, read
        self._decisions: list[Decision] = []
        self._latest: tuple[Head, rulebook.Rulebook, Reviewed] | None = None

    @property
    def last(self) -> Reviewed | None:
        """What :meth:`load` gave the last time."""
        return self._latest[2] if self._latest else None

    def load(self, actor: Actor) -> Reviewed:
        """The document as people left it. Not to be changed; raises ``LookupError`` when it has been deleted."""
        head, book = self._documents.head(self._document, actor), self._documents.rulebook(actor)
        if self._latest and self._latest[:2] == (head, book):
            return self._latest[2]
        last = self._decisions[-1].id if self._decisions else 0
        self._decisions += self._documents.decisions(self._document, actor, after=last)
        record, facts = self._read(head, actor)
        entry = self._documents.registered(self._document, actor) if head.register else None
        decided = replace(review(record, tuple(self._decisions), facts), register=entry)
        reviewed = rulebook.without_silent(recheck(decided), book)
        self._latest = (head, book, reviewed)
        return reviewed
