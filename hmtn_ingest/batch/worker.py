"""What a worker process of a batch does with one file: read it, keep it, write its exports.

The process that hands out the work imports this module as well, and needs none of what reads and writes documents: that
is imported where it is used, and :data:`HEAVY` names it for the server that workers are forked from.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import sys
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from hmtn_ingest.privacy import error_place
from parsers.records import Model, Problem

if TYPE_CHECKING:
    from hmtn_ingest.exports import File
    from hmtn_ingest.service.actor import Actor
    from hmtn_ingest.service.documents import Documents

HEAVY = (
    "hmtn_ingest.exports", "hmtn_ingest.pipeline", "hmtn_ingest.readers.docx.reader", "hmtn_ingest.readers.pdf.reader",
    "hmtn_ingest.readers.text.reader", "hmtn_ingest.service.documents",
)  # fmt: skip
TEMPORARY = ".hmtn-tmp"
_SCHEMA = "record.schema"
_TAKEN = ("summary", _SCHEMA)  # as files of ours are called, with ".json"


class Task(NamedTuple):
    """``path`` is the file, ``name`` where it lies in its folder ("xã/ke-hoach.docx"), ``sha256`` what it held."""

    path: Path
    name: str
    sha256: str


class Outcome(Model):
    """What became of a document. ``files`` are the exports, within the output folder."""

    sha256: str
    status: str
    problems: list[Problem] = Field(default_factory=list)
    formats: list[str] = Field(default_factory=list)
    files: list[str] = Field(default_factory=list)


class Stop(Exception):  # noqa: N818 - the name states the fact
    """Nothing more can be kept or written, whichever the document; the message says why and what to do."""


class _Setup(NamedTuple):
    """What a worker process works with, the same for all its files."""

    documents: Documents
    output: Path
    formats: Sequence[str]
    actor: Actor


_setup: list[_Setup] = []


def begin(address: str, output: Path, formats: Sequence[str], by: str, memory: int) -> None:
    """Called once in a worker: what it works with, and how many MB of memory it may take (0: any)."""
    from hmtn_ingest.service.actor import local_actor
    from hmtn_ingest.service.documents import open_documents

    threading.Thread(target=_end_with_parent, daemon=True).start()
    _setup[:] = [_Setup(open_documents(address), output, formats, local_actor(by))]
    if memory:
        _limit(memory * 1024 * 1024)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for ever, and get in the way of the run that resumes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit(memory: int) -> None:
    if sys.platform == "win32":  # knows no such limit; the time limit still holds
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, resource.getrlimit(resource.RLIMIT_AS)[1]))


def work(task: Task) -> Outcome:
    """Read a file, keep its record, write its exports. Raises :class:`Stop`; ``MemoryError`` beyond the limit."""
    from hmtn_ingest.exports import export
    from hmtn_ingest.pipeline import ingest
    from hmtn_ingest.review.reviewed import under_name
    from hmtn_ingest.service.documents import Unusable

    (setup,) = _setup
    try:
        data = task.path.read_bytes()
    except OSError as error:
        return failed(task.sha256, "unreadable", unreadable(error))
    if hashlib.sha256(data).hexdigest() != task.sha256:
        return failed(
            task.sha256, "changed", "tệp thay đổi trong khi đang đọc; chờ chép xong rồi chạy lại với --resume"
        )
    name = readable(PurePosixPath(task.name).name)
    try:
        record = ingest(data, name=name)
        problems = [_nameless(problem, name) for problem in record.problems]
        if record.status == "failed":
            return Outcome(sha256=task.sha256, status="failed", problems=problems)
        stored = setup.documents.keep(data, record, setup.actor)
        reviewed = under_name(setup.documents.open(stored.document, setup.actor, stored.version), name)
        files = []
        for form in setup.formats:
            written = export([reviewed], form)
            with _writing(setup.output):
                files += _write(written, form, task.name, setup.output)
    except Unusable as error:
        raise Stop(error.say()) from None
    except (MemoryError, Stop):
        raise
    except Exception as error:  # one bad file never stops the others
        return failed(
            task.sha256, "program", f"lỗi của chương trình ({error_place(error)}); gửi dòng này cho người phát triển"
        )
    return Outcome(
        sha256=task.sha256, status=record.status, problems=problems, formats=list(setup.formats), files=files
    )


def failed(sha256: str, code: str, message: str) -> Outcome:
    return Outcome(sha256=sha256, status="failed", problems=[Problem(code=code, message=message)])


def readable(name: str) -> str:
    """A name as text: a file system may hold bytes that are none, which Python keeps as halves of letters."""
    return os.fsencode(name).decode("utf-8", "replace")


def unreadable(error: OSError) -> str:
    """Why a file could not be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "tệp không còn ở đó; kiểm tra lại thư mục"
    if isinstance(error, PermissionError):
        return "không có quyền đọc tệp; cấp quyền đọc hoặc đóng chương trình đang mở tệp"
    return f"không đọc được từ đĩa ({error.strerror}); kiểm tra ổ đĩa rồi thử lại"


def _nameless(problem: Problem, name: str) -> Problem:
    """Without the file's name, which a refusal begins with and the summary gives by itself."""
    texts = {"message": problem.message, "message_en": problem.message_en}
    return problem.model_copy(update={key: text and text.removeprefix(f"“{name}”: ") for key, text in texts.items()})


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


def put(path: Path, data: bytes) -> None:
    """Write a file so that there is either the old or the whole new one, whatever happens meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY}")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


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
        raise Stop(f"không ghi được “{where}” ({error.strerror}); kiểm tra quyền ghi và chỗ trống của ổ đĩa") from None
