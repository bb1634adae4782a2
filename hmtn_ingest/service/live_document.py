"""A document as it is now, brought up to date by what is new alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmtn_ingest.review.decision import Decision
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.service import rulebook
from hmtn_ingest.store.store import Head, Store
from parsers.records import DocumentRecord

Read = Callable[[Head], tuple[DocumentRecord, Mapping[str, Fact]]]


class Current:
    """Follows one document. ``read`` gives the record of a version, with the findings of every rule, and its facts.

    Decisions are only ever added, so of those only the newest are asked for.
    """

    def __init__(self, store: Store, document: int, read: Read) -> None:
        self._store, self._document, self._read = store, document, read
        self._decisions: list[Decision] = []
        self._held: tuple[Head, rulebook.Rulebook, Reviewed] | None = None

    def head(self) -> Head:
        """Raises ``LookupError`` when the document has been deleted."""
        return self._store.head(self._document)

    @property
    def last(self) -> Reviewed | None:
        """What :meth:`load` gave the last time."""
        return self._held[2] if self._held else None

    def load(self) -> Reviewed:
        """The document as people left it, with the findings of rules that are switched on. Not to be changed."""
        head, book = self.head(), rulebook.load(self._store)
        if self._held and self._held[:2] == (head, book):
            return self._held[2]
        last = self._decisions[-1].id if self._decisions else 0
        self._decisions += self._store.decisions(self._document, after=last)
        record, facts = self._read(head)
        reviewed = rulebook.shown(review(record, tuple(self._decisions), facts), book)
        self._held = (head, book, reviewed)
        return reviewed
