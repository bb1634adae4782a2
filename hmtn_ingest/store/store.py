"""Documents, their records and what people decided, in a database: SQLite by default, PostgreSQL by URL.

A document has one or more versions (a draft and what was issued, a corrected file); decisions belong to the document
and follow its facts from version to version. What a call returns from is on the disk. What decisions make of a record
is not known here: :mod:`hmtn_ingest.service.documents` says it, and is the only caller.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm
from sqlalchemy.dialects import postgresql, sqlite

from hmtn_ingest.review.content import content_sketch, may_be_alike
from hmtn_ingest.review.decision import Decision, Draft
from hmtn_ingest.review.stored import Head, RegisterConflict, RegisterEntry, Reveal, Stored
from hmtn_ingest.search import asked_phrases
from hmtn_ingest.store.database import (
    DecisionRow,
    DocumentRow,
    RegisterRow,
    RevealRow,
    SettingRow,
    Unusable,
    VersionRow,
    default_url,
    explained,
    is_file,
    open_database,
    parse_url,
)
from hmtn_ingest.store.rows import columns_of, decision_of, entry_of, natural_key, now, register_row, stored_of, utc
from parsers.records import OLDER_SCHEMAS, SCHEMA_VERSION, DocumentRecord


class Store:
    """An open database. Safe to share between threads; every method is a transaction of its own.

    Opening makes the tables, or brings those of an older program up to date. Raises
    :class:`~hmtn_ingest.store.database.Unusable` where the database cannot be reached, read or written,
    ``LookupError`` for a document that is not there.
    """

    def __init__(self, url: str | sa.URL | None = None) -> None:
        self.url = parse_url(url) if url else default_url()
        self.engine = open_database(self.url)
        self._read = orm.sessionmaker(self.engine)
        self._write = orm.sessionmaker(self.engine.execution_options(writes=True), expire_on_commit=False)

    def close(self) -> None:
        self.engine.dispose()

    @property
    def pages(self) -> Path | None:
        """The folder beside a database that is a file, for the pages of scans; ``None`` for one on a server."""
        return Path(f"{self.url.database}-pages") if is_file(self.url) else None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[orm.Session]:
        with explained(self.url), self._read() as session:
            yield session

    @contextlib.contextmanager
    def _writing(self) -> Iterator[orm.Session]:
        with explained(self.url), self._write.begin() as session:
            yield session

    def add(self, data: bytes, record: DocumentRecord, *, by: str, document: int | None = None) -> Stored:
        """Keep a file with its record: as a new document, or as the next version of ``document``."""
        with self._writing() as session:
            return self._add(session, data, record, by, document)

    def keep(self, data: bytes, record: DocumentRecord, *, by: str) -> Stored:
        """Keep a file unless its very bytes are kept already; then only what is read from them is renewed."""
        with self._writing() as session:
            self._wait_for_others(session, int(record.source.sha256[:15], 16))  # who bring the same file
            version = self._same_bytes(session, record.source.sha256)
            if version is not None:
                source = record.source.model_copy(update={"file_name": version.file_name})
                known = record.model_copy(update={"source": source})
                if version.record != known.model_dump_json(by_alias=True):
                    self._reread(session, version.id, known)
                return stored_of(version, self._count(session, version.document_id))
            return self._add(session, data, record, by, None)

    def reread(self, version: int, record: DocumentRecord) -> None:
        """Replace the record of a version by a new reading of the same bytes."""
        with self._writing() as session:
            self._reread(session, version, record)

    def documents(self, words: str = "") -> list[Stored]:
        """The newest version of every document, newest first; ``words`` must all occur, without regard to accents.

        They are looked for in number, issuer, subject, file name and full text, as parts of words too. What stands
        between blanks belongs together ("09/KH-BCĐ"), and so does what stands in quotation marks.
        """
        phrases = asked_phrases(words)
        if words.strip() and not phrases:
            return []
        newest = sa.select(sa.func.max(VersionRow.id)).group_by(VersionRow.document_id)
        query = sa.select(VersionRow).where(VersionRow.id.in_(newest)).order_by(VersionRow.id.desc())
        for phrase in phrases:
            query = query.where(VersionRow.search.contains(phrase, autoescape=True))
        with self._reading() as session:
            grouped = sa.select(VersionRow.document_id, sa.func.count()).group_by(VersionRow.document_id)
            counts = {document: count for document, count in session.execute(grouped)}
            return [stored_of(version, counts[version.document_id]) for version in session.scalars(query)]

    def heads(self) -> list[Head]:
        """The head of every document, newest version first: tells cheaply what has changed."""
        with self._reading() as session:
            return [Head(*row) for row in session.execute(_heads())]

    def head(self, document: int) -> Head:
        with self._reading() as session:
            row = session.execute(_heads(document)).first()
        if row is None:
            raise LookupError(document)
        return Head(*row)

    def versions(self, document: int) -> list[Stored]:
        """All versions of a document, oldest first."""
        with self._reading() as session:
            found = session.scalars(
                sa.select(VersionRow).where(VersionRow.document_id == document).order_by(VersionRow.id)
            ).all()
            return [stored_of(version, len(found)) for version in found]

    def same_bytes(self, sha256: str) -> Stored | None:
        """A version with these very bytes."""
        with self._reading() as session:
            version = self._same_bytes(session, sha256)
            return stored_of(version, self._count(session, version.document_id)) if version else None

    def same_number(self, record: DocumentRecord) -> list[Stored]:
        """Documents of the same issuer, number, symbol and year (ND30: what a register must warn of)."""
        key = natural_key(record)
        if key is None:
            return []
        with self._reading() as session:
            found = session.scalars(
                sa.select(VersionRow).where(VersionRow.natural_key == key).order_by(VersionRow.id.desc())
            )
            by_document = {version.document_id: version for version in reversed(found.all())}
            return [stored_of(version, self._count(session, document)) for document, version in by_document.items()]

    def alike(self, record: DocumentRecord) -> list[Stored]:
        """Documents whose newest version may have the same text, in whatever format, the newest first."""
        sketch = content_sketch(record.text)
        newest = sa.select(sa.func.max(VersionRow.id)).group_by(VersionRow.document_id)
        sketches = sa.select(VersionRow.id, VersionRow.content).where(
            VersionRow.id.in_(newest), VersionRow.content != ""
        )
        with self._reading() as session:
            found = [number for number, other in session.execute(sketches) if may_be_alike(sketch, other)]
            query = sa.select(VersionRow).where(VersionRow.id.in_(found)).order_by(VersionRow.id.desc())
            return [stored_of(one, self._count(session, one.document_id)) for one in session.scalars(query)]

    def register(self, document: int, entry: RegisterEntry, *, by: str, seen: int = 0) -> None:
        """Keep what the register takes of a document; what it took before stays there.

        ``seen`` is the row that the person saw who wrote the entry, 0 for none. Raises
        :class:`~hmtn_ingest.review.stored.RegisterConflict`.
        """
        with self._writing() as session:
            self._wait_for_others(session, _REGISTERING)
            self._lock(session, document)
            row = register_row(document, entry, by)
            arrival = entry_of(row).arrival
            for other, kept in self._registered(session).items():
                taken = other != document and arrival is not None and kept.arrival == arrival
                if taken or (other == document and kept.row != seen):
                    raise RegisterConflict(other, kept)
            session.add(row)

    def registered(self, document: int | None = None) -> dict[int, RegisterEntry]:
        """What the register has of each document, deleted ones included, or of one."""
        with self._reading() as session:
            return self._registered(session, document)

    def _registered(self, session: orm.Session, document: int | None = None) -> dict[int, RegisterEntry]:
        newest = sa.select(sa.func.max(RegisterRow.id)).group_by(RegisterRow.document_id)
        if document is not None:
            newest = newest.where(RegisterRow.document_id == document)
        rows = session.scalars(sa.select(RegisterRow).where(RegisterRow.id.in_(newest)))
        return {row.document_id: entry_of(row) for row in rows}

    def record(self, document: int, version: int | None = None) -> DocumentRecord:
        """The record as the program read it; without ``version`` that of the newest."""
        return DocumentRecord.model_validate_json(self._version(document, version, VersionRow.record))

    def outdated(self, document: int, version: int | None = None) -> int | None:
        """The version, where its record was written by a program of an older schema and is to be read anew.

        Raises :class:`~hmtn_ingest.store.database.Unusable` where a newer program wrote it.
        """
        beginning = self._version(document, version, sa.func.substr(VersionRow.record, 1, len(_SCHEMA % "9.99")))
        if beginning.startswith(_SCHEMA % SCHEMA_VERSION):
            return None
        if not any(beginning.startswith(_SCHEMA % older) for older in OLDER_SCHEMAS):
            raise Unusable("newer", self.url)
        return int(self._version(document, version, VersionRow.id))

    def data(self, document: int, version: int | None = None) -> bytes:
        """The bytes of the file."""
        return bytes(self._version(document, version, VersionRow.data))

    def decide(self, document: int, drafts: Draft | Iterable[Draft], *, by: str) -> list[Decision]:
        """Keep decisions, all or none; what is returned is on the disk."""
        with self._writing() as session:
            self._lock(session, document)
            rows = [
                DecisionRow(document_id=document, by=by, at=now(), **draft.model_dump())
                for draft in ([drafts] if isinstance(drafts, Draft) else drafts)
            ]
            session.add_all(rows)
            session.flush()
            return [decision_of(row) for row in rows]

    def decisions(self, document: int, after: int = 0) -> list[Decision]:
        """Every decision about a document, oldest first, those taken back included; those ``after`` an id only."""
        with self._reading() as session:
            query = sa.select(DecisionRow).where(DecisionRow.document_id == document, DecisionRow.id > after)
            query = query.order_by(DecisionRow.id)
            return [decision_of(row) for row in session.scalars(query)]

    def history(self) -> list[tuple[int, Decision]]:
        """Every decision with its document, newest first, those taken back included."""
        with self._reading() as session:
            query = sa.select(DecisionRow).order_by(DecisionRow.id.desc())
            return [(row.document_id, decision_of(row)) for row in session.scalars(query)]

    def delete(self, document: int) -> None:
        """Remove a document with its files, records and decisions.

        The log of reveals keeps its number, and the register what was written into it.
        """
        with self._writing() as session:
            session.delete(self._lock(session, document))
        if self.engine.dialect.name == "sqlite":
            with explained(self.url), self.engine.connect() as connection:  # what was deleted leaves the journal, too
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def log_reveal(self, document: int, *, by: str) -> None:
        """Remember that a person looked at the phone numbers of a document."""
        with self._writing() as session:
            session.add(RevealRow(document_id=document, by=by, at=now()))

    def reveals(self, document: int | None = None) -> Sequence[Reveal]:
        query = sa.select(RevealRow).order_by(RevealRow.id)
        if document is not None:
            query = query.where(RevealRow.document_id == document)
        with self._reading() as session:
            return [Reveal(row.document_id, row.by, utc(row.at)) for row in session.scalars(query)]

    def setting(self, person: str, name: str, default: Any = None) -> Any:
        """A preference of a person, as JSON."""
        with self._reading() as session:
            row = session.get(SettingRow, (person, name))
            return default if row is None else row.value

    def set_setting(self, person: str, name: str, value: Any) -> None:
        insert = postgresql.insert if self.engine.dialect.name == "postgresql" else sqlite.insert
        row = insert(SettingRow).values(person=person, name=name, value=value)
        with self._writing() as session:
            session.execute(row.on_conflict_do_update(index_elements=["person", "name"], set_={"value": value}))

    def _wait_for_others(self, session: orm.Session, key: int) -> None:
        """Let transactions with the same key come one after the other; in SQLite all that write do."""
        if self.engine.dialect.name == "postgresql":
            session.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))

    def _lock(self, session: orm.Session, document: int) -> DocumentRow:
        """A document, for this transaction alone: its decisions become visible in the order of their ids."""
        row = session.get(DocumentRow, document, with_for_update=True)
        if row is None:
            raise LookupError(document)
        return row

    def _add(self, session: orm.Session, data: bytes, record: DocumentRecord, by: str, document: int | None) -> Stored:
        if document is None:
            owner = DocumentRow()
            session.add(owner)
            session.flush()
            document = owner.id
        else:
            self._lock(session, document)
        version = VersionRow(
            document_id=document,
            reading=1,
            sha256=record.source.sha256,
            file_name=record.source.file_name,
            data=data,
            added_by=by,
            added_at=now(),
            **columns_of(record),
        )
        session.add(version)
        session.flush()
        return stored_of(version, self._count(session, document))

    def _same_bytes(self, session: orm.Session, sha256: str) -> VersionRow | None:
        query = sa.select(VersionRow).where(VersionRow.sha256 == sha256).order_by(VersionRow.id.desc()).limit(1)
        return session.scalars(query).first()

    def _reread(self, session: orm.Session, version: int, record: DocumentRecord) -> None:
        columns = columns_of(record) | {"reading": VersionRow.reading + 1}
        session.execute(sa.update(VersionRow).where(VersionRow.id == version).values(**columns))

    def _version(self, document: int, version: int | None, column: Any) -> Any:
        query = sa.select(column).where(VersionRow.document_id == document).order_by(VersionRow.id.desc()).limit(1)
        if version is not None:
            query = query.where(VersionRow.id == version)
        with self._reading() as session:
            found = session.scalar(query)
        if found is None:
            raise LookupError(document)
        return found

    def _count(self, session: orm.Session, document: int) -> int:
        return session.scalar(sa.select(sa.func.count()).where(VersionRow.document_id == document)) or 0


_REGISTERING = 0x72656773  # a key of our own among the advisory locks
_SCHEMA = '{"schema_version":"%s"'
"""How the JSON of a record begins."""


def _heads(document: int | None = None) -> sa.Select[int, int, int, Any, Any]:
    newest = sa.select(sa.func.max(VersionRow.id)).group_by(VersionRow.document_id)
    last = sa.select(sa.func.max(DecisionRow.id)).where(DecisionRow.document_id == VersionRow.document_id)
    row = sa.select(sa.func.max(RegisterRow.id)).where(RegisterRow.document_id == VersionRow.document_id)
    query = sa.select(
        VersionRow.document_id,
        VersionRow.id,
        VersionRow.reading,
        sa.func.coalesce(last.scalar_subquery(), 0),
        sa.func.coalesce(row.scalar_subquery(), 0),
    )
    if document is not None:
        newest = newest.where(VersionRow.document_id == document)
    return query.where(VersionRow.id.in_(newest)).order_by(VersionRow.id.desc())
