"""What a worker process does with one file of a batch: read it, keep it, write its exports.

The process that hands out the work imports this module as well, and needs none of what reads and writes documents: that
is imported where it is used.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from hmtn_ingest.annexes import AnnexCard, DocumentCode, annex_card, document_code, misses_annex, with_annexes
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_os_error
from hmtn_ingest.privacy import error_place
from hmtn_ingest.readers.container.member import BETWEEN
from hmtn_ingest.readers.errors import problem
from hmtn_ingest.readers.file_name import readable_name
from hmtn_ingest.readers.watch import Cancelled
from hmtn_ingest.reading.files import PASSING
from hmtn_ingest.whole_file import put
from parsers.records import Model, Problem

if TYPE_CHECKING:
    from hmtn_ingest.exports import File
    from hmtn_ingest.readers.watch import PageProgress
    from hmtn_ingest.service.actor import Actor
    from hmtn_ingest.service.documents import Documents
    from parsers.records import DocumentRecord, Source

MAY_PASS = PASSING | {"changed", "unreadable", "crash"}
"""Codes of ends that a later run may not repeat: its limits may be others, and the disk may be in order again."""

_SCHEMA = "record.schema"
_TAKEN = ("summary", _SCHEMA)  # as files of ours are called, with ".json"


class Task(NamedTuple):
    """``path`` is the file, ``name`` where it lies in its folder ("xã/ke-hoach.docx"), ``sha256`` what it held.

    ``annexes`` are files beside it that are annexes of what it holds.
    """

    path: Path
    name: str
    sha256: str
    annexes: tuple[AnnexCard, ...] = ()


class Outcome(Model):
    """What became of a document, or of all that an archive or message holds. ``files`` are the exports, within the
    output folder. ``misses`` is the code of a document that misses an annex, ``annex`` says that it is one,
    and ``annexes`` which it was given.
    """

    sha256: str
    status: str
    problems: list[Problem] = Field(default_factory=list)
    formats: list[str] = Field(default_factory=list)
    files: list[str] = Field(default_factory=list)
    misses: DocumentCode | None = None
    annex: AnnexCard | None = None
    annexes: list[str] = Field(default_factory=list)


class Unfinished(NamedTuple):
    """A scan of which ``done`` of ``pages`` pages are recognised and kept: the next turn goes on there."""

    done: int
    pages: int


class Stop(Exception):  # noqa: N818 - the name states the fact
    """Nothing more can be kept or written, whichever the document; the message says why and what to do."""


class Setting(NamedTuple):
    """What a batch works with, the same for all its files: the store, where and as what to write, by whom.

    ``turn`` is how many seconds a scan is read for before others have their turn, ``whole`` how many all files of an
    archive or message are read for.
    """

    address: str
    output: Path
    formats: Sequence[str]
    by: str
    turn: float
    whole: float

    @property
    def documents(self) -> Documents:
        return _documents(self.address)

    @property
    def actor(self) -> Actor:
        from hmtn_ingest.service.actor import local_actor

        return local_actor(self.by)


@functools.cache
def _documents(address: str) -> Documents:
    """Open as long as the process lives."""
    from hmtn_ingest.service.documents import open_documents

    return open_documents(address)


def make_ready(setting: Setting, _: Callable[[PageProgress], None]) -> None:
    """Load what a batch needs besides reading, and open the store: once a process, and no time of a file's.

    Raises :class:`Stop`.
    """
    import hmtn_ingest.exports  # noqa: F401
    from hmtn_ingest.service.documents import Unusable

    try:
        setting.documents  # noqa: B018
    except Unusable as error:
        raise Stop(error.say()) from None


def work(setting: Setting, task: Task, tell: Callable[[PageProgress], None]) -> Outcome | Unfinished:
    """Read a file, keep its record, write its exports. Raises :class:`Stop`.

    A scan of many pages takes several turns, so that others are read meanwhile.
    """
    from hmtn_ingest.pipeline import ingest_files
    from hmtn_ingest.service.documents import Unusable

    try:
        data = task.path.read_bytes()
    except OSError as error:
        return failed(task.sha256, unreadable(error))
    if hashlib.sha256(data).hexdigest() != task.sha256:
        return failed(task.sha256, problem("changed"))
    name = readable_name(PurePosixPath(task.name).name)
    turn = _Turn(setting.turn, tell)
    try:
        keep = setting.documents.pages
        made = ingest_files(data, name=name, tell=turn.tell, keep=keep, seconds=setting.whole)
        read = [(informed(record, task.annexes), content) for record, content in made]
        files: list[str] = []
        for (record, content), path in zip(read, _paths(read, task.name), strict=True):
            if record.status == "failed":
                _forget(setting, record)
            else:
                files += _keep(setting, record, content, path)
    except Cancelled:
        return turn.reached
    except Unusable as error:
        raise Stop(error.say()) from None
    except (MemoryError, Stop):
        raise
    except Exception as error:  # one bad file never stops the others
        return failed(task.sha256, problem("crash", error=error_place(error)))
    return outcome(task.sha256, task.annexes, [record for record, _ in read], setting.formats, files)


def informed(record: DocumentRecord, annexes: Sequence[AnnexCard]) -> DocumentRecord:
    """The record with its annexes of those that lie beside the file."""
    return with_annexes(record, annexes) if misses_annex(record) else record


def _paths(read: Sequence[tuple[DocumentRecord, bytes]], name: str) -> list[str]:
    """Where the exports of each record go: under the file's name, or in a folder of that name if it is a container."""
    taken: set[str] = set()
    paths = []
    for record, _ in read:
        container = record.source.container
        path = name
        if container is not None:
            inside = record.source.file_name.removeprefix(f"{container.file_name}{BETWEEN}").replace(BETWEEN, "/")
            path = f"{name}/{inside}"
            for count in range(2, len(read) + 2):
                if path.casefold() not in taken:
                    break
                path = f"{name}/{count}-{inside}"
        taken.add(path.casefold())
        paths.append(path)
    return paths


def _forget(setting: Setting, record: DocumentRecord) -> None:
    """Let go of the pages that were recognised in a file, unless it may be read another time."""
    if not any(one.code in PASSING for one in record.problems):
        setting.documents.forget_pages(record.source.sha256)


def _keep(setting: Setting, record: DocumentRecord, data: bytes, path: str) -> list[str]:
    """Keep a record in the store and write its exports; returns their places in the output folder."""
    from hmtn_ingest.exports import export
    from hmtn_ingest.review.reviewed import under_name

    stored = setting.documents.keep(data, record, setting.actor)
    kept = setting.documents.open(stored.document, setting.actor, stored.version)
    reviewed = under_name(kept, record.source.file_name)
    files: list[str] = []
    for form in setting.formats:
        written = export([reviewed], form)
        with _writing(setting.output):
            files += _write(written, form, path, setting.output)
    return files


def outcome(
    sha256: str,
    annexes: Sequence[AnnexCard],
    records: Sequence[DocumentRecord],
    formats: Sequence[str],
    files: list[str],
) -> Outcome:
    """What became of a document that was read, with these annexes, and written to these files in these formats."""
    statuses = {record.status for record in records}
    alone = records[0] if len(records) == 1 and records[0].source.container is None else None
    return Outcome(
        sha256=sha256,
        status=records[0].status if len(statuses) == 1 else "partial",
        problems=[_told(problem, record.source) for record in records for problem in record.problems],
        formats=list(formats) if files else [],
        files=files,
        misses=document_code(alone) if alone and misses_annex(alone) else None,
        annex=annex_card(alone) if alone else None,
        annexes=[card.file.sha256 for card in annexes],
    )


class _Turn:
    """Ends the reading after so many seconds, behind a page that was recognised and kept; ``tell`` is told as well."""

    def __init__(self, seconds: float, tell: Callable[[PageProgress], None]) -> None:
        self._end = time.monotonic() + seconds
        self._tell = tell
        self.reached = Unfinished(0, 0)

    def tell(self, page: PageProgress) -> None:
        self._tell(page)
        self.reached = Unfinished(page.number - page.begun, page.pages)
        if page.anew and page.kept and page.number < page.pages and time.monotonic() > self._end:
            raise Cancelled


def failed(sha256: str, found: Problem) -> Outcome:
    return Outcome(sha256=sha256, status="failed", problems=[found])


def unreadable(error: OSError) -> Problem:
    """Why a file could not be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return problem("unreadable.gone")
    if isinstance(error, PermissionError):
        return problem("unreadable.forbidden")
    return problem("unreadable.disk", error=say_os_error(error))


def _told(problem: Problem, source: Source) -> Problem:
    """A problem as the summary tells it, which names the file by itself, but not what an archive or message holds."""
    lead = f"“{source.file_name}”: "
    begins = lead if source.container else ""
    texts = {"message": problem.message, "message_en": problem.message_en}
    return problem.model_copy(update={key: text and begins + text.removeprefix(lead) for key, text in texts.items()})


# -- files -------------------------------------------------------------------------------------------------------------


def _write(written: Sequence[File], form: str, name: str, output: Path) -> list[str]:
    """Put an export beside those of its document: one file under its name, several into a folder of their own."""
    schema = f"{_SCHEMA}.json"  # one for all documents
    own = [file for file in written if file.name != schema]
    for file in written:
        if file not in own and not _holds(output / schema, file.data):
            put(output / schema, file.data)
    base = "/".join(_safe(part) for part in PurePosixPath(name).parts)
    if base in _TAKEN:
        base = f"{base}-{_mark(base)}"
    if len(own) == 1:
        targets = [f"{base}{PurePosixPath(own[0].name).suffix}"]
    else:
        targets = [f"{base}.{form}/{file.name}" for file in own]
    for target, file in zip(targets, own, strict=True):
        put(output / target, file.data)
    return targets


def _safe(part: str) -> str:
    """A part of a path that every system takes; one that had to be changed stays apart from others."""
    from hmtn_ingest.exports.names import safe

    changed = safe(part)
    if changed == unicodedata.normalize("NFC", part):
        return changed
    return f"{changed}-{_mark(part)}"


def _mark(name: str) -> str:
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:8]


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


@contextlib.contextmanager
def _writing(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or output
        raise Stop(say("batch.unwritable", path=where, error=say_os_error(error))) from None
