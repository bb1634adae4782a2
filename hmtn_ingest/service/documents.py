"""The only door to stored documents: pages, command line, batch and exports open, decide, delete and reveal here.

Comes in: the number of a document and who asks. Goes out: above all a :class:`~hmtn_ingest.review.reviewed.Reviewed`,
the one answer to "the document as people left it": the record with the findings of every rule, all decisions applied,
and then the findings of the rules taken out that this office has switched off.

    documents = open_documents()
    reviewed = documents.open(12, local_actor())
    documents.decide(12, accept(reviewed, "header.subject"), local_actor("Lò Thị Ín"))

Methods raise :class:`Unusable` where the database cannot be used, ``LookupError`` for a document that is not there.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hmtn_ingest.pipeline import ingest_again
from hmtn_ingest.readers.kept_pages import KeptPages, default_folder
from hmtn_ingest.reading.files import read_limited
from hmtn_ingest.review import content
from hmtn_ingest.review.decision import Decision, Draft
from hmtn_ingest.review.rechecking import recheck
from hmtn_ingest.review.reviewed import Reviewed, review
from hmtn_ingest.review.score import Scores, score, total_score
from hmtn_ingest.review.stored import Head, RegisterConflict, RegisterEntry, Reveal, Stored
from hmtn_ingest.service import rulebook
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.rulebook import Rulebook
from hmtn_ingest.store.database import Unusable, default_url
from hmtn_ingest.store.store import Store
from parsers.records import DocumentRecord

__all__ = [
    "Documents",
    "RegisterConflict",
    "Unusable",
    "default_address",
    "document_number",
    "existing_documents",
    "open_documents",
]

_MOST_DIGITS = 9  # what every database takes for a number
_HOME = "own_body"
_OFFICE = ""  # nobody's own setting: one for the whole installation, as an office checks by one standard


def default_address() -> str:
    """Where this installation keeps its documents: ``HMTN_DATABASE_URL``, else a file in the user's data folder."""
    return default_url().render_as_string(hide_password=False)


def open_documents(address: str | None = None) -> Documents:
    """The documents at an address; a database is made, or brought up to date, where there is need."""
    return Documents(Store(address))


def existing_documents() -> Documents | None:
    """The documents of this installation, where there are any: looking for one must not make a database."""
    url = default_url()
    file = url.database if url.get_backend_name() == "sqlite" else None
    return open_documents() if file is None or Path(file).exists() else None


def document_number(text: str) -> int:
    """The number of a document as it is typed or stands in an address; 0, which no document has, for what is none.

    >>> document_number("12"), document_number("12345678901234567890123")
    (12, 0)
    """
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0


class Documents:
    """All documents of one store. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def address(self) -> str:
        """What :func:`open_documents` opens them by; may hold a password."""
        return self._store.url.render_as_string(hide_password=False)

    def close(self) -> None:
        self._store.close()

    @property
    def pages(self) -> Path:
        """Where recognised pages of scans are kept: beside the database, as they are content of documents."""
        return self._store.pages or default_folder()

    def forget_pages(self, sha256: str) -> None:
        """Remove the recognised pages of a file, unless a document has the same bytes."""
        if self._store.same_bytes(sha256) is None:
            KeptPages(self.pages, sha256).forget()

    # -- one document --------------------------------------------------------------------------------------------------

    def open(self, document: int, actor: Actor, version: int | None = None) -> Reviewed:
        """The document as people left it, without ``version`` the newest one. Not to be changed in place."""
        record = self.checked(document, actor, version)
        decided = replace(review(record, self._store.decisions(document)), register=self.registered(document, actor))
        reviewed = recheck(decided)
        return rulebook.without_silent(reviewed, self.rulebook(actor))

    def checked(self, document: int, actor: Actor, version: int | None = None) -> DocumentRecord:
        """The record as the program read it, with the findings of every rule, switched on or off.

        One that an older program wrote is read anew from the file first: what people decided follows its words.
        """
        outdated = self._store.outdated(document, version)
        record = self._store.record(document, version) if outdated is None else self._read_anew(document, outdated)
        return rulebook.fully_checked(record)

    def _read_anew(self, document: int, version: int) -> DocumentRecord:
        """Put the record of the present program in the place of an older one, unless it can read less of the file.

        A store that may only be read stays as it is.
        """
        former = self._store.record(document, version)
        read = functools.partial(read_limited, keep=self.pages)
        record = ingest_again(self._store.data(document, version), former.source, read)
        given_up = record.status == "failed" and former.status != "failed"
        renewed = former if given_up else record
        try:
            self._store.reread(version, renewed)
        except Unusable as error:
            if error.reason != "read-only":
                raise
        return renewed

    def file(self, document: int, actor: Actor, version: int | None = None) -> bytes:
        """The bytes that were received."""
        return self._store.data(document, version)

    def head(self, document: int, actor: Actor) -> Head:
        return self._store.head(document)

    def versions(self, document: int, actor: Actor) -> list[Stored]:
        """All versions, oldest first; none of a document that is not there."""
        return self._store.versions(document)

    def decisions(self, document: int, actor: Actor, after: int = 0) -> list[Decision]:
        """Every decision, oldest first, those taken back included; those ``after`` an id only."""
        return self._store.decisions(document, after)

    def decide(self, document: int, drafts: Draft | Iterable[Draft], actor: Actor) -> list[Decision]:
        """Keep decisions, all or none; what is returned is on the disk."""
        return self._store.decide(document, drafts, by=actor.name)

    def delete(self, document: int, actor: Actor) -> None:
        """Remove a document for good; the log of reveals keeps its number, the register what was written into it."""
        versions = self._store.versions(document)
        self._store.delete(document)
        for sha256 in {version.sha256 for version in versions}:
            self.forget_pages(sha256)

    def reveal(self, document: int, actor: Actor) -> None:
        """Log that somebody looks at the phone numbers of a document."""
        self._store.log_reveal(document, by=actor.name)

    # -- coming in -----------------------------------------------------------------------------------------------------

    def add(self, data: bytes, record: DocumentRecord, actor: Actor, document: int | None = None) -> Stored:
        """Keep a file with its record: as a new document, or as the next version of ``document``."""
        return self._store.add(data, record, by=actor.name, document=document)

    def keep(self, data: bytes, record: DocumentRecord, actor: Actor) -> Stored:
        """Keep a file unless its very bytes are kept already; then only what is read from them is renewed."""
        return self._store.keep(data, record, by=actor.name)

    def reread(self, version: int, record: DocumentRecord, actor: Actor) -> None:
        """Replace the record of a version by a new reading of the same bytes."""
        self._store.reread(version, record)

    def same_bytes(self, sha256: str, actor: Actor) -> Stored | None:
        """A version with these very bytes."""
        return self._store.same_bytes(sha256)

    def same_number(self, record: DocumentRecord, actor: Actor) -> list[Stored]:
        """Documents of the same issuer, number, symbol and year."""
        return self._store.same_number(record)

    def same_content(self, record: DocumentRecord, actor: Actor) -> list[Stored]:
        """Documents that hold the same text or the same facts, in whatever format."""
        found = self._store.alike(record)
        return [one for one in found if content.same_content(record, self._store.record(one.document))]

    # -- the register --------------------------------------------------------------------------------------------------

    def register(self, document: int, entry: RegisterEntry, actor: Actor, seen: int = 0) -> None:
        """Keep what the register of incoming documents takes of a document.

        ``seen`` is the row of the register that the person saw who wrote the entry, 0 for none. Raises
        :class:`RegisterConflict` where somebody else wrote another one meanwhile, and where another document, a
        deleted one too, has the arrival number.
        """
        header = self.open(document, actor).record.header
        issued = header.issued_date.value if header.issued_date else None
        told = replace(
            entry,
            type_name=(header.type_name and header.type_name.value) or "",
            organ_name=(header.organ_name and header.organ_name.value) or "",
            issued=issued.edtf if issued else "",
        )
        self._store.register(document, told, by=actor.name, seen=seen)

    def registered(self, document: int, actor: Actor) -> RegisterEntry | None:
        """What the register has of a document."""
        return self._store.registered(document).get(document)

    def register_entries(self, actor: Actor) -> dict[int, RegisterEntry]:
        """What the register has of every document, deleted ones included."""
        return self._store.registered()

    def next_arrival_number(self, year: int, actor: Actor) -> str:
        """The number behind the highest of a year; "" where nothing was registered in it."""
        arrivals = [entry.arrival for entry in self._store.registered().values()]
        numbers = [number for when, number in filter(None, arrivals) if when == year]
        return str(max(map(document_number, numbers)) + 1) if numbers else ""

    # -- all documents -------------------------------------------------------------------------------------------------

    def find(self, actor: Actor, words: str = "") -> list[Stored]:
        """The newest version of every document, newest first; see :meth:`~hmtn_ingest.store.store.Store.documents`."""
        return self._store.documents(words)

    def heads(self, actor: Actor) -> list[Head]:
        """The head of every document, newest version first: tells cheaply what has changed."""
        return self._store.heads()

    def history(self, actor: Actor) -> list[tuple[int, Decision]]:
        """Every decision with its document, newest first, those taken back included."""
        return self._store.history()

    def scores(self, actor: Actor, without: int = 0) -> Scores:
        """How often the reading was right by what people decided on all documents, ``without`` one of them."""
        by_document: dict[int, list[Decision]] = {}
        for document, decision in self._store.history():
            if document != without:
                by_document.setdefault(document, []).append(decision)
        return total_score(map(score, by_document.values()))

    def reveals(self, actor: Actor, document: int | None = None) -> Sequence[Reveal]:
        """Who looked at phone numbers, of one document or of all."""
        return self._store.reveals(document)

    # -- settings ------------------------------------------------------------------------------------------------------

    def setting(self, name: str, actor: Actor) -> Any:
        """A preference of the person who asks, as JSON; ``None`` where there is none."""
        return self._store.setting(actor.name, name)

    def set_setting(self, name: str, value: Any, actor: Actor) -> None:
        self._store.set_setting(actor.name, name, value)

    def home(self, actor: Actor) -> str | None:
        """The body or place whose work a person asks for, else the first that anybody here gave; "" where a person
        asks for none, ``None`` where nobody was asked yet."""
        own = self._store.setting(actor.name, _HOME)
        given = own if own is not None else self._store.setting(_OFFICE, _HOME)
        return None if given is None else str(given)

    def set_home(self, name: str | None, actor: Actor) -> None:
        """Remember whose work a person asks for; the first answer holds for colleagues who have not been asked."""
        self._store.set_setting(actor.name, _HOME, name or "")
        if name and not self._store.setting(_OFFICE, _HOME):
            self._store.set_setting(_OFFICE, _HOME, name)

    def rulebook(self, actor: Actor) -> Rulebook:
        """Which rules this office works with; what is kept of rules that are no more does nothing."""
        kept = self._store.setting(_OFFICE, "rules") or {}
        return Rulebook(frozenset(kept.get("off", ())), frozenset(kept.get("on", ())))

    def set_rulebook(self, book: Rulebook, actor: Actor) -> None:
        self._store.set_setting(_OFFICE, "rules", {"off": sorted(book.off), "on": sorted(book.on)})
