"""A document as it is now, brought up to date by what is new alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmtn_ingest.review.decisions import Decision, Reviewed, review
from hmtn_ingest.review.facts import Fact
from hmtn_ingest.store import Head, Store
from parsers.records import DocumentRecord

Read = Callable[[Head], tuple[DocumentRecord, Mapping[str, Fact]]]


class Current:
    """Follows one document. ``read`` gives the record of a version with its facts, and may keep them.

    Decisions are only ever added, so of those only the newest are asked for.
    """

    def __init__(self, store: Store, document: int, read: Read) -> None:
        self._store, self._document, self._read = store, document, read
        self._decisions: list[Decision] = []
        self._held: tuple[Head, Reviewed] | None = None

    def head(self) -> Head:
        """Raises ``LookupError`` when the document has been deleted."""
        return self._store.head(self._document)

    def load(self) -> Reviewed:
        """The document as people left it. Not to be changed in place."""
        head = self.head()
        if self._held and self._held[0] == head:
            return self._held[1]
        last = self._decisions[-1].id if self._decisions else 0
        self._decisions += self._store.decisions(self._document, after=last)
        record, facts = self._read(head)
        reviewed = review(record, tuple(self._decisions), facts)
        self._held = (head, reviewed)
        return reviewed
