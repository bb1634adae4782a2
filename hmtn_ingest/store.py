"""Documents, their records and what people decided, in a database: SQLite by default, PostgreSQL by URL.

A document has one or more versions (a draft and what was issued, a corrected file); decisions belong to the document
and follow its facts from version to version. What a call returns from is on the disk.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import orm

from hmtn_ingest.review.decisions import Decision, Draft, Reviewed, review
from parsers.normalise import fold
from parsers.records import DateValue, DocumentRecord, Grounded

URL_VARIABLE = "HMTN_DATABASE_URL"


def default_url() -> str:
    """``HMTN_DATABASE_URL``, else a SQLite file in the user's data folder."""
    url = os.environ.get(URL_VARIABLE)
    if url:
        return url
    import platformdirs

    folder = Path(platformdirs.user_data_dir("hmtn-ingest", appauthor=False))
    return f"sqlite:///{folder / 'hmtn.sqlite3'}"


class Base(orm.DeclarativeBase):
    pass


class _Document(Base):
    __tablename__ = "document"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)


class _Version(Base):
    __tablename__ = "version"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    document_id: orm.Mapped[int] = orm.mapped_column(sa.ForeignKey("document.id", ondelete="CASCADE"), index=True)
    sha256: orm.Mapped[str] = orm.mapped_column(sa.String(64), index=True)
    file_name: orm.Mapped[str]
    data: orm.Mapped[bytes] = orm.mapped_column(sa.LargeBinary, deferred=True)
    record: orm.Mapped[str] = orm.mapped_column(sa.Text, deferred=True)
    status: orm.Mapped[str]
    type_name: orm.Mapped[str | None]
    code_number: orm.Mapped[str | None]
    code_notation: orm.Mapped[str | None]
    organ_name: orm.Mapped[str | None]
    subject: orm.Mapped[str | None]
    issued: orm.Mapped[str | None]
    natural_key: orm.Mapped[str | None] = orm.mapped_column(index=True)
    search: orm.Mapped[str] = orm.mapped_column(sa.Text, deferred=True)
    added_by: orm.Mapped[str]
    added_at: orm.Mapped[datetime.datetime]


class _Decision(Base):
    __tablename__ = "decision"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    document_id: orm.Mapped[int] = orm.mapped_column(sa.ForeignKey("document.id", ondelete="CASCADE"), index=True)
    action: orm.Mapped[str]
    record: orm.Mapped[str]
    words: orm.Mapped[str] = orm.mapped_column(sa.Text)
    line: orm.Mapped[str] = orm.mapped_column(sa.Text)
    place: orm.Mapped[str] = orm.mapped_column(sa.Text)
    digest: orm.Mapped[str]
    before: orm.Mapped[dict[str, Any]] = orm.mapped_column(sa.JSON)
    after: orm.Mapped[dict[str, Any]] = orm.mapped_column(sa.JSON)
    note: orm.Mapped[str | None] = orm.mapped_column(sa.Text)
    undoes: orm.Mapped[int | None] = orm.mapped_column(sa.ForeignKey("decision.id", ondelete="CASCADE"))
    by: orm.Mapped[str]
    at: orm.Mapped[datetime.datetime]


class _Reveal(Base):
    """Who looked at personal data, and when; kept when the document is deleted."""

    __tablename__ = "reveal"
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    document_id: orm.Mapped[int]
    by: orm.Mapped[str]
    at: orm.Mapped[datetime.datetime]


class _Setting(Base):
    __tablename__ = "setting"
    person: orm.Mapped[str] = orm.mapped_column(primary_key=True)
    name: orm.Mapped[str] = orm.mapped_column(primary_key=True)
    value: orm.Mapped[Any] = orm.mapped_column(sa.JSON)


@dataclass(frozen=True, slots=True)
class Stored:
    """One version of a document, without its text. ``issued`` is EDTF; times are UTC."""

    document: int
    version: int
    versions: int
    sha256: str
    file_name: str
    status: str
    type_name: str | None
    code_number: str | None
    code_notation: str | None
    organ_name: str | None
    subject: str | None
    issued: str | None
    added_by: str
    added_at: datetime.datetime

    @property
    def code(self) -> str:
        """Number and notation as one writes them: "09/KH-BCĐ"; a blank number leaves "…"."""
        if self.code_number is None and self.code_notation is None:
            return ""
        return f"{self.code_number or '…'}/{self.code_notation or '…'}"


@dataclass(frozen=True, slots=True)
class Reveal:
    document: int
    by: str
    at: datetime.datetime


class Store:
    """An open database. Safe to share between threads; every method is a transaction of its own.

    Raises ``sqlalchemy.exc.SQLAlchemyError`` where the database cannot be reached or is damaged, ``LookupError`` for a
    document that is not there.
    """

    def __init__(self, url: str | None = None) -> None:
        self.url = sa.make_url(url or default_url())
        if self.url.get_backend_name() == "sqlite" and self.url.database not in (None, "", ":memory:"):
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
        self.engine = sa.create_engine(self.url)
        if self.url.get_backend_name() == "sqlite":
            sa.event.listen(self.engine, "connect", _durable)
        Base.metadata.create_all(self.engine)
        self._session = orm.sessionmaker(self.engine, expire_on_commit=False)

    def close(self) -> None:
        self.engine.dispose()

    def add(self, data: bytes, record: DocumentRecord, *, by: str, document: int | None = None) -> Stored:
        """Keep a file with its record: as a new document, or as the next version of ``document``."""
        with self._session.begin() as session:
            if document is None:
                owner = _Document()
                session.add(owner)
                session.flush()
                document = owner.id
            elif session.get(_Document, document) is None:
                raise LookupError(document)
            version = _Version(
                document_id=document,
                sha256=record.source.sha256,
                file_name=record.source.file_name,
                data=data,
                added_by=by,
                added_at=_now(),
                **_columns(record),
            )
            session.add(version)
            session.flush()
            return _stored(version, self._count(session, document))

    def reread(self, version: int, record: DocumentRecord) -> None:
        """Replace the record of a version by a new reading of the same bytes."""
        with self._session.begin() as session:
            session.execute(sa.update(_Version).where(_Version.id == version).values(**_columns(record)))

    def documents(self, words: str = "") -> list[Stored]:
        """The newest version of every document, newest first; ``words`` must all occur, without regard to accents.

        They are looked for in number, issuer, subject, file name and full text.
        """
        newest = sa.select(sa.func.max(_Version.id)).group_by(_Version.document_id)
        query = sa.select(_Version).where(_Version.id.in_(newest)).order_by(_Version.id.desc())
        for word in fold(words).split():
            query = query.where(_Version.search.contains(word, autoescape=True))
        with self._session() as session:
            grouped = sa.select(_Version.document_id, sa.func.count()).group_by(_Version.document_id)
            counts = {document: count for document, count in session.execute(grouped)}
            return [_stored(version, counts[version.document_id]) for version in session.scalars(query)]

    def versions(self, document: int) -> list[Stored]:
        """All versions of a document, oldest first."""
        with self._session() as session:
            found = session.scalars(
                sa.select(_Version).where(_Version.document_id == document).order_by(_Version.id)
            ).all()
            return [_stored(version, len(found)) for version in found]

    def same_bytes(self, sha256: str) -> Stored | None:
        """A version with these very bytes."""
        with self._session() as session:
            version = session.scalars(sa.select(_Version).where(_Version.sha256 == sha256).limit(1)).first()
            return _stored(version, self._count(session, version.document_id)) if version else None

    def same_number(self, record: DocumentRecord) -> list[Stored]:
        """Documents of the same issuer, number, symbol and year (ND30: what a register must warn of)."""
        key = natural_key(record)
        if key is None:
            return []
        with self._session() as session:
            found = session.scalars(sa.select(_Version).where(_Version.natural_key == key).order_by(_Version.id.desc()))
            by_document = {version.document_id: version for version in reversed(found.all())}
            return [_stored(version, self._count(session, document)) for document, version in by_document.items()]

    def record(self, document: int, version: int | None = None) -> DocumentRecord:
        """The record as the program read it; without ``version`` that of the newest."""
        return DocumentRecord.model_validate_json(self._version(document, version, _Version.record))

    def data(self, document: int, version: int | None = None) -> bytes:
        """The bytes of the file."""
        return bytes(self._version(document, version, _Version.data))

    def reviewed(self, document: int, version: int | None = None) -> Reviewed:
        """The record with all decisions of people."""
        return review(self.record(document, version), self.decisions(document))

    def decide(self, document: int, drafts: Draft | Iterable[Draft], *, by: str) -> list[Decision]:
        """Keep decisions, all or none; what is returned is on the disk."""
        with self._session.begin() as session:
            if session.get(_Document, document) is None:
                raise LookupError(document)
            rows = [
                _Decision(document_id=document, by=by, at=_now(), **draft.model_dump())
                for draft in ([drafts] if isinstance(drafts, Draft) else drafts)
            ]
            session.add_all(rows)
            session.flush()
            return [_decision(row) for row in rows]

    def decisions(self, document: int, after: int = 0) -> list[Decision]:
        """Every decision about a document, oldest first, those taken back included; those ``after`` an id only."""
        with self._session() as session:
            query = sa.select(_Decision).where(_Decision.document_id == document, _Decision.id > after)
            query = query.order_by(_Decision.id)
            return [_decision(row) for row in session.scalars(query)]

    def last_decision(self, document: int) -> int:
        """The id of the last decision about a document, 0 before the first: tells cheaply whether anything changed."""
        with self._session() as session:
            query = sa.select(sa.func.max(_Decision.id)).where(_Decision.document_id == document)
            return session.scalar(query) or 0

    def last_decisions(self) -> dict[int, int]:
        """:meth:`last_decision` of every document that has one."""
        query = sa.select(_Decision.document_id, sa.func.max(_Decision.id)).group_by(_Decision.document_id)
        with self._session() as session:
            return {document: last for document, last in session.execute(query)}

    def history(self) -> list[tuple[int, Decision]]:
        """Every decision with its document, newest first, those taken back included."""
        with self._session() as session:
            query = sa.select(_Decision).order_by(_Decision.id.desc())
            return [(row.document_id, _decision(row)) for row in session.scalars(query)]

    def delete(self, document: int) -> None:
        """Remove a document with its files, records and decisions."""
        with self._session.begin() as session:
            owner = session.get(_Document, document)
            if owner is None:
                raise LookupError(document)
            session.delete(owner)

    def log_reveal(self, document: int, *, by: str) -> None:
        """Remember that a person looked at the phone numbers of a document."""
        with self._session.begin() as session:
            session.add(_Reveal(document_id=document, by=by, at=_now()))

    def reveals(self, document: int | None = None) -> Sequence[Reveal]:
        query = sa.select(_Reveal).order_by(_Reveal.id)
        if document is not None:
            query = query.where(_Reveal.document_id == document)
        with self._session() as session:
            return [Reveal(row.document_id, row.by, _utc(row.at)) for row in session.scalars(query)]

    def setting(self, person: str, name: str, default: Any = None) -> Any:
        """A preference of a person, as JSON."""
        with self._session() as session:
            row = session.get(_Setting, (person, name))
            return default if row is None else row.value

    def set_setting(self, person: str, name: str, value: Any) -> None:
        with self._session.begin() as session:
            session.merge(_Setting(person=person, name=name, value=value))

    def _version(self, document: int, version: int | None, column: Any) -> Any:
        query = sa.select(column).where(_Version.document_id == document).order_by(_Version.id.desc()).limit(1)
        if version is not None:
            query = query.where(_Version.id == version)
        with self._session() as session:
            found = session.scalar(query)
        if found is None:
            raise LookupError(document)
        return found

    def _count(self, session: orm.Session, document: int) -> int:
        return session.scalar(sa.select(sa.func.count()).where(_Version.document_id == document)) or 0


def natural_key(record: DocumentRecord) -> str | None:
    """Issuer, number, symbol and year in one string; ``None`` where one of them is not known."""
    header = record.header
    number, notation, organ = (_value(part) for part in (header.code_number, header.code_notation, header.organ_name))
    date = header.issued_date.value if header.issued_date else None
    year = date.edtf[:4] if date else ""
    if not (number and notation and organ and year.isdigit()):
        return None
    return "/".join((fold(organ), number.lstrip("0"), fold(notation), year))


def _columns(record: DocumentRecord) -> dict[str, Any]:
    header = record.header
    date: DateValue | None = header.issued_date.value if header.issued_date else None
    shown = [_value(part) for part in (header.code_number, header.code_notation, header.organ_name, header.subject)]
    code = "/".join(part or "" for part in shown[:2])
    return {
        "record": record.model_dump_json(by_alias=True),
        "status": record.status,
        "type_name": _value(header.type_name),
        "code_number": shown[0],
        "code_notation": shown[1],
        "organ_name": shown[2],
        "subject": shown[3],
        "issued": date.edtf if date else None,
        "natural_key": natural_key(record),
        "search": fold(" ".join((code, shown[2] or "", shown[3] or "", record.source.file_name, record.text))),
    }


def _value(part: Grounded[str] | None) -> str | None:
    return part.value if part else None


def _stored(version: _Version, versions: int) -> Stored:
    return Stored(
        document=version.document_id,
        version=version.id,
        versions=versions,
        added_at=_utc(version.added_at),
        **{
            name: getattr(version, name)
            for name in (
                "sha256", "file_name", "status", "type_name", "code_number", "code_notation", "organ_name", "subject",
                "issued", "added_by",
            )
        },
    )  # fmt: skip


def _decision(row: _Decision) -> Decision:
    return Decision.model_validate({name: getattr(row, name) for name in Decision.model_fields} | {"at": _utc(row.at)})


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)


def _utc(time: datetime.datetime) -> datetime.datetime:
    return time.replace(tzinfo=datetime.UTC)


def _durable(connection: Any, _: object) -> None:
    """A decision that was acknowledged survives a crash of the program and of the machine."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
