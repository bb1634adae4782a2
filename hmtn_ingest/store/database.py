"""The tables of the store, and a database that is open and up to date: a SQLite file by default, PostgreSQL by URL."""

from __future__ import annotations

import contextlib
import datetime
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import orm

from hmtn_ingest.i18n import Language, say
from hmtn_ingest.review.decision import Unavailable

URL_VARIABLE = "HMTN_DATABASE_URL"
HEAD = "0005"
"""The newest migration in ``migrations/versions``; an older database is brought there when it is opened."""
_SAME_TABLES = "0005"
"""The oldest migration with the tables of :data:`HEAD`: what may only be read is read from there on."""


class Unusable(Unavailable):
    """The database cannot be used; ``say`` tells what is wrong, with which database, and what to do.

    ``reason`` is a key of the catalogues' table ``[database]``; ``message`` what the database reports where none fits.
    """

    def __init__(self, reason: str, url: sa.URL | None = None, message: str = "") -> None:
        super().__init__(reason, url, message)
        self.reason = reason
        self.url = url
        self.message = message

    def say(self, language: Language = "vi") -> str:
        return say(
            f"database.{self.reason}",
            language,
            database=_named(self.url, language) if self.url else "",
            variable=URL_VARIABLE,
            message=self.message,
        )

    def __str__(self) -> str:
        return self.say()


class Base(orm.DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        }
    )


# AUTOINCREMENT: the number of a deleted document is never given again, so that no page and no log takes another for it.
_NUMBERED = {"sqlite_autoincrement": True}


class DocumentRow(Base):
    __tablename__ = "document"
    __table_args__ = _NUMBERED
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)


class VersionRow(Base):
    """A file with its record; ``reading`` counts how often it was read, ``search`` is its text without accents,
    ``content`` a sketch of it (:func:`~hmtn_ingest.review.content.content_sketch`)."""

    __tablename__ = "version"
    __table_args__ = (sa.Index(None, "document_id", "id"), _NUMBERED)
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    document_id: orm.Mapped[int] = orm.mapped_column(sa.ForeignKey("document.id", ondelete="CASCADE"))
    reading: orm.Mapped[int]
    sha256: orm.Mapped[str] = orm.mapped_column(index=True)
    file_name: orm.Mapped[str]
    data: orm.Mapped[bytes] = orm.mapped_column(deferred=True)
    record: orm.Mapped[str] = orm.mapped_column(deferred=True)
    status: orm.Mapped[str]
    type_name: orm.Mapped[str | None]
    code_number: orm.Mapped[str | None]
    code_notation: orm.Mapped[str | None]
    organ_name: orm.Mapped[str | None]
    subject: orm.Mapped[str | None]
    issued: orm.Mapped[str | None]
    natural_key: orm.Mapped[str | None] = orm.mapped_column(index=True)
    search: orm.Mapped[str] = orm.mapped_column(deferred=True)
    content: orm.Mapped[str] = orm.mapped_column(deferred=True, server_default="")
    added_by: orm.Mapped[str]
    added_at: orm.Mapped[datetime.datetime]


class DecisionRow(Base):
    """Append-only: triggers refuse every update, and every delete but that of the whole document."""

    __tablename__ = "decision"
    __table_args__ = (sa.Index(None, "document_id", "id"), _NUMBERED)
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    document_id: orm.Mapped[int] = orm.mapped_column(sa.ForeignKey("document.id", ondelete="CASCADE"))
    action: orm.Mapped[str]
    record: orm.Mapped[str]
    words: orm.Mapped[str]
    line: orm.Mapped[str]
    place: orm.Mapped[str]
    digest: orm.Mapped[str]
    before: orm.Mapped[dict[str, Any]] = orm.mapped_column(sa.JSON)
    after: orm.Mapped[dict[str, Any]] = orm.mapped_column(sa.JSON)
    note: orm.Mapped[str | None]
    undoes: orm.Mapped[int | None] = orm.mapped_column(sa.ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    by: orm.Mapped[str]
    at: orm.Mapped[datetime.datetime]


class RevealRow(Base):
    """Who looked at personal data, and when; append-only, and kept when the document is deleted."""

    __tablename__ = "reveal"
    __table_args__ = _NUMBERED
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    document_id: orm.Mapped[int] = orm.mapped_column(index=True)
    by: orm.Mapped[str]
    at: orm.Mapped[datetime.datetime]


class RegisterRow(Base):
    """What an office wrote into its register of incoming documents; of several rows of a document the newest counts.

    Append-only, and kept when the document is deleted: its arrival number is not given again.
    """

    __tablename__ = "register"
    __table_args__ = (sa.Index(None, "document_id", "id"), _NUMBERED)
    id: orm.Mapped[int] = orm.mapped_column(primary_key=True)
    document_id: orm.Mapped[int]
    arrival_number: orm.Mapped[str]
    arrival_date: orm.Mapped[datetime.date | None]
    code: orm.Mapped[str]
    subject: orm.Mapped[str]
    handler: orm.Mapped[str]
    due: orm.Mapped[datetime.date | None]
    type_name: orm.Mapped[str]
    organ_name: orm.Mapped[str]
    issued: orm.Mapped[str]
    by: orm.Mapped[str]
    at: orm.Mapped[datetime.datetime]


class SettingRow(Base):
    __tablename__ = "setting"
    person: orm.Mapped[str] = orm.mapped_column(primary_key=True)
    name: orm.Mapped[str] = orm.mapped_column(primary_key=True)
    value: orm.Mapped[Any] = orm.mapped_column(sa.JSON)


def default_url() -> sa.URL:
    """``HMTN_DATABASE_URL``, else a SQLite file in the user's data folder; raises :class:`Unusable`."""
    given = os.environ.get(URL_VARIABLE)
    if given:
        return parse_url(given)
    import platformdirs

    folder = Path(platformdirs.user_data_dir("hmtn-ingest", appauthor=False))
    return sa.URL.create("sqlite", database=str(folder / "hmtn.sqlite3"))


def parse_url(given: str | sa.URL) -> sa.URL:
    """A database URL; PostgreSQL is spoken to through psycopg. Raises :class:`Unusable` for any other kind."""
    try:
        url = sa.make_url(given)
    except sa.exc.ArgumentError:
        raise _not_a_url() from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise _not_a_url()
    return url


def _not_a_url() -> Unusable:
    return Unusable("bad-url")


def open_database(url: sa.URL) -> sa.Engine:
    """An engine on a database that has all tables; raises :class:`Unusable`.

    Where a connection has the execution option ``writes``, its transactions lock the database against other writers
    from their beginning, so that nothing they read is outdated when they write. A file that may not be written is
    opened for reading: whoever writes to it gets :class:`Unusable`.
    """
    read_only = is_file(url) and _is_read_only(Path(str(url.database)))
    with explained(url):
        try:
            if is_file(url):
                # personal data: a folder that is made here is for its owner only
                Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            address = _for_reading(Path(str(url.database))) if read_only else url
            engine = sa.create_engine(address, pool_pre_ping=url.get_backend_name() == "postgresql")
        except OSError as error:
            raise _unusable(url, "CANTOPEN", error.strerror or "") from None
        except ModuleNotFoundError:
            raise Unusable("no-driver") from None
        if url.get_backend_name() == "sqlite":
            sa.event.listen(engine, "connect", _patient if read_only else _durable)
            sa.event.listen(engine, "begin", _begin)
        version = _version(engine, url)
        if read_only and (version is None or version < _SAME_TABLES):
            raise Unusable("read-only", url)
        if version != HEAD and not read_only:
            _migrate(engine, url)
    return engine


def _is_read_only(file: Path) -> bool:
    """Whether a database is there that this program may not write, or whose folder takes no journal."""
    if not file.is_file():
        return False
    effective = os.access in os.supports_effective_ids
    return not all(os.access(place, os.W_OK, effective_ids=effective) for place in (file, file.parent))


def _for_reading(file: Path) -> sa.URL:
    """SQLite reads a file in a folder without a journal only when told that nobody changes it meanwhile."""
    journal = file.with_name(f"{file.name}-wal")
    still = not (journal.exists() and journal.stat().st_size)
    query = {"mode": "ro", "uri": "true"} | ({"immutable": "1"} if still else {})
    return sa.URL.create("sqlite", database=f"file:{quote(str(file.resolve()))}", query=query)


def try_connection(url: sa.URL) -> str:
    """Connect to a server and leave it as it is; gives its address without the password. Raises :class:`Unusable`."""
    try:
        engine = sa.create_engine(url)
    except ModuleNotFoundError:
        raise Unusable("no-driver") from None
    with explained(url), engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
    return url.render_as_string()


_PRAGMAS = (
    "busy_timeout=30000",
    "journal_mode=WAL",
    "synchronous=FULL",  # what was acknowledged survives a crash of the program and of the machine
    "foreign_keys=ON",
    "recursive_triggers=ON",  # what REPLACE removes is a delete, and refused as one
    "secure_delete=ON",  # what is deleted is overwritten, not only forgotten
)
_PATIENCE = 30.0  # seconds


def _patient(connection: Any, _: object) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA {_PRAGMAS[0]}")


def _durable(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin in _begin, not where the driver guesses
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                cursor.execute(f"PRAGMA {pragma}")
                break
            except connection.OperationalError as error:
                # SQLite does not wait its busy timeout where two processes switch one new file to WAL at once
                if not str(error.sqlite_errorname).startswith("SQLITE_BUSY") or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(engine: sa.Engine, url: sa.URL) -> str | None:
    """The migration that a database has reached, ``None`` for an empty one."""
    with engine.connect() as connection:
        return _version_of(connection, url)


def _version_of(connection: sa.Connection, url: sa.URL) -> str | None:
    tables = sa.inspect(connection).get_table_names()
    if "alembic_version" in tables:
        version = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        if version is not None and not (str(version) <= HEAD and str(version).isdecimal()):
            raise Unusable("newer", url)
        return None if version is None else str(version)
    if set(tables) & set(Base.metadata.tables):
        raise Unusable("foreign", url)
    return None


def _migrate(engine: sa.Engine, url: sa.URL) -> None:
    """Bring a database to :data:`HEAD`, all or nothing, one process at a time."""
    from alembic import command
    from alembic.config import Config

    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
        if _version_of(connection, url) == HEAD:  # another process was faster
            return
        config = Config()
        config.set_main_option("script_location", "hmtn_ingest.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, HEAD)


_MIGRATING = 0x686D746E  # a key of our own among the advisory locks


# -- what goes wrong -----------------------------------------------------------------------------------------------


@contextlib.contextmanager
def explained(url: sa.URL) -> Iterator[None]:
    """Turns what a database reports about itself into :class:`Unusable`; wrong use stays an error of the program."""
    try:
        yield
    except sa.exc.TimeoutError:
        raise _unusable(url, "BUSY", "") from None
    except (sa.exc.OperationalError, sa.exc.InternalError) as error:
        raise _unusable(url, _code(error), str(error.orig)) from error
    except sa.exc.DatabaseError as error:
        if type(error) is not sa.exc.DatabaseError and _code(error) not in _REASONS:
            raise
        raise _unusable(url, _code(error), str(error.orig)) from error


def _code(error: sa.exc.DBAPIError) -> str:
    """SQLite's name of an error ("READONLY"), or PostgreSQL's number of it or of its class ("42501", "53")."""
    name = getattr(error.orig, "sqlite_errorname", None)
    if name:
        return str(name).removeprefix("SQLITE_").partition("_")[0]
    state = str(getattr(error.orig, "sqlstate", None) or "08000")
    return state if state in _REASONS else state[:2]


# code → key of the catalogues' table [database]
_REASONS = {
    "NOTADB": "damaged",
    "CORRUPT": "damaged",
    "CANTOPEN": "no-entry",
    "PERM": "no-entry",
    "AUTH": "no-entry",
    "READONLY": "read-only",
    "25": "read-only",
    "42501": "no-rights",
    "FULL": "full",
    "53": "full",
    "BUSY": "busy",
    "IOERR": "disk-fails",
    "08": "unreachable",
    "28": "wrong-password",
    "3D": "no-database",
}


def _unusable(url: sa.URL, code: str, message: str) -> Unusable:
    return Unusable(_REASONS.get(code, "other"), url, message)


def is_file(url: sa.URL) -> bool:
    return url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")


def _named(url: sa.URL, language: Language) -> str:
    if is_file(url):
        return say("database.file", language, name=url.database)
    return say("database.server", language, name=url.render_as_string())
