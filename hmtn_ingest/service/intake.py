"""What happens to a file that comes in: it is read and kept, unless it is kept already; then a person chooses.

Nothing is kept twice unasked, and nothing is lost while a choice is open: the bytes stay with the :class:`IntakeItem`.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hmtn_ingest.annexes import joined
from hmtn_ingest.pipeline import ingest_again, share_time
from hmtn_ingest.readers import Cancelled, PageProgress, Unreadable
from hmtn_ingest.reading.files import PASSING, read_limited, unpack_limited
from hmtn_ingest.reading.worker import default_limits, workers
from hmtn_ingest.review.stored import Stored
from hmtn_ingest.service.actor import Actor
from hmtn_ingest.service.documents import Documents
from parsers import regex
from parsers.records import Container, DocumentRecord, Problem

Stage = Literal["waiting", "stopped", "choice", "kept", "refused"]
"""Not read yet; stopped while it was read; to be decided by a person; in the store; not readable."""

_numbers = itertools.count(1)

PASTED = "Văn bản dán.txt"
_LONGEST_NAME = 80

Left = Callable[[], bool]
"""Whether whoever brought a file has left, so that nobody waits for it any more."""


def _nobody_left() -> bool:
    return False


@dataclass
class IntakeItem:
    """A file on its way into the store. ``name`` is the file's, or one made of what a pasted text says."""

    name: str
    data: bytes
    pasted: bool = False
    stage: Stage = "waiting"
    record: DocumentRecord | None = field(default=None, repr=False)
    problem: Problem | None = None
    stored: Stored | None = None
    number: int = field(default_factory=_numbers.__next__)
    """Tells the items of one server apart."""
    container: Container | None = None
    """The archive or message that it came in."""
    upload: int = 0
    """The number of the first item that was brought in together with it."""
    pages: int = 0
    """How many pages it has; 0 while that is not known, and where it has none."""
    words: list[str] = field(default_factory=list)
    """The first words of each page that is read."""
    sight: str = ""
    """The first words of the page that is being recognised."""
    stopping: bool = False
    """Somebody wants the reading to end; it does at once."""
    read: Callable[..., DocumentRecord] = field(default=read_limited, repr=False)
    """How it is read: files that came in one share the time for them."""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def items_of(files: Iterable[tuple[str, bytes]]) -> list[IntakeItem]:
    """An item for each file that was brought in at once, given as name and bytes; one for each file in a container."""
    items: list[IntakeItem] = []
    for name, data in files:
        try:
            members = unpack_limited(data, name=name)
        except Unreadable as error:
            items.append(IntakeItem(name, b"", stage="refused", problem=error.problem))
            continue
        if members is None:
            items.append(IntakeItem(name, data))
            continue
        container = Container(file_name=name, sha256=hashlib.sha256(data).hexdigest())
        read = share_time(default_limits().whole, read_limited)
        for one in members:
            stage: Stage = "refused" if one.problem else "waiting"
            items.append(
                IntakeItem(one.name, one.data, stage=stage, problem=one.problem, container=container, read=read)
            )
    for item in items:
        item.upload = items[0].number
    return items


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What in the store may be the same document: ``by`` says in what they agree."""

    by: Literal["bytes", "number", "content"]
    found: Sequence[Stored]


# Two sessions that bring the same file at once must not both find it new.
_KEEPING = threading.Lock()


def warm_up() -> None:
    """Start the process that reads, so that the first file of a day does not wait for it."""
    workers(default_limits()).start()


class Reception(threading.Thread):
    """Receives one file beside the page that shows how far it is, and goes on when the person turns to another page.

    It ends when they have ``left``. Its ``error`` is what ended it where it did not end by itself: a database that
    cannot be used.
    """

    def __init__(self, documents: Documents, item: IntakeItem, actor: Actor, left: Left = _nobody_left) -> None:
        super().__init__(name="reading", daemon=True)  # a server that stops does not wait for two hundred pages
        self.item = item
        self.error: Exception | None = None
        self._documents, self._actor, self._left = documents, actor, left

    def run(self) -> None:
        try:
            receive(self._documents, self.item, self._actor, self._left)
        except Exception as error:  # for whoever waits
            self.error = error


def resume(item: IntakeItem) -> None:
    """Let a file that was stopped wait to be read again; the pages that were recognised are not recognised again."""
    item.stage, item.stopping, item.words, item.sight = "waiting", False, [], ""


def receive(documents: Documents, item: IntakeItem, actor: Actor, left: Left = _nobody_left) -> None:
    """Read a file and keep it as a new document; what is not readable, or may be there already, is marked so.

    A file whose bytes are there already is not read again before somebody asks for it.
    """
    if item.stage != "waiting":
        return
    if documents.same_bytes(item.sha256, actor):
        item.stage = "choice"
    elif _read(documents, item, left):
        with _KEEPING:
            if duplicates(documents, item, actor):
                item.stage = "choice"
            else:
                _keep(documents, item, actor, None)


def duplicates(documents: Documents, item: IntakeItem, actor: Actor) -> Duplicates | None:
    """What the choice is between; ``None`` where nothing in the store is alike (any more)."""
    same = documents.same_bytes(item.sha256, actor)
    if same:
        return Duplicates("bytes", [same])
    if item.record is None:
        return None
    if alike := documents.same_number(item.record, actor):
        return Duplicates("number", alike)
    alike = documents.same_content(item.record, actor)
    return Duplicates("content", alike) if alike else None


def join_annexes(documents: Documents, items: Sequence[IntakeItem], actor: Actor, upload: int) -> None:
    """Once all files that were brought in together are read: tell the documents among them which are their annexes."""
    together = [item for item in items if item.upload == upload]
    if len(together) < 2 or any(item.stage == "waiting" for item in together):
        return
    kept = [(one, documents.checked(one.document, actor, one.version)) for item in together if (one := item.stored)]
    for (stored, before), after in zip(kept, joined([record for _, record in kept]), strict=True):
        if after is not before:
            documents.reread(stored.version, after, actor)


def keep(
    documents: Documents, item: IntakeItem, actor: Actor, document: int | None = None, left: Left = _nobody_left
) -> None:
    """Keep what a person decided on: as the next version of ``document``, whose decisions stay, or as a new one.

    Raises ``LookupError`` where ``document`` has been deleted meanwhile.
    """
    if item.stage != "choice" or (item.record is None and not _read(documents, item, left)):
        return
    with _KEEPING:
        _keep(documents, item, actor, document)


def read_again(documents: Documents, document: int, actor: Actor, left: Left = _nobody_left) -> list[Problem]:
    """Every version of a document with the present program; decisions are kept. It ends when they have ``left``.

    A file that was readable before is not given up: its former record stays, and the problems of this reading are told.
    """
    read = functools.partial(read_limited, keep=documents.pages, cancelled=left)
    for one in documents.versions(document, actor):
        source = documents.checked(document, actor, one.version).source
        try:
            record = ingest_again(documents.file(document, actor, one.version), source, read)
        except Cancelled:
            return []
        if record.status == "failed" and one.status != "failed":
            return record.problems
        documents.reread(one.version, record, actor)
    return []


def drop(documents: Documents, item: IntakeItem) -> None:
    """Let go of a file that is not to be kept, and of what was recognised in it."""
    if item.data:
        documents.forget_pages(item.sha256)


def _read(documents: Documents, item: IntakeItem, left: Left) -> bool:
    """Whether the file could be read."""

    def told(page: PageProgress) -> None:
        item.pages, item.sight = page.pages, page.words if page.begun else ""
        if not page.begun:
            item.words.append(page.words)

    def cancelled() -> bool:
        item.stopping |= left()
        return item.stopping

    try:
        record = item.read(item.data, name=item.name, tell=told, keep=documents.pages, cancelled=cancelled)
    except Cancelled:
        item.stage = "stopped"
        return False
    record.source.container = item.container
    if record.status == "failed":
        item.problem = record.problems[0]
        if item.problem.code not in PASSING:
            drop(documents, item)
        item.stage, item.data = "refused", b""
        return False
    if item.pasted:
        item.name = record.source.file_name = _name(record)
    item.record = record
    return True


def _keep(documents: Documents, item: IntakeItem, actor: Actor, document: int | None) -> None:
    assert item.record is not None
    item.stored = documents.add(item.data, item.record, actor, document)
    item.stage, item.data, item.record = "kept", b"", None


# what does not belong into a file name: "09/KH-BCĐ" · "KẾ HOẠCH: <b>" · "đợt 1\tnăm 2026"
_NO_NAME = regex.compile(r"[^\p{L}\p{M}\p{N}.,()-]+")


def _name(record: DocumentRecord) -> str:
    """A file name for a pasted text: type with number or subject, else its first line."""
    header = record.header
    type_name, number, notation, subject = (
        part.value if part else None
        for part in (header.type_name, header.code_number, header.code_notation, header.subject)
    )
    if type_name and (number or subject):
        code = f"{number}-{notation}" if number and notation else number
        said = f"{type_name.capitalize()} {code or subject}"
    else:
        said = record.text.strip().partition("\n")[0]
    name = _NO_NAME.sub(" ", said)[:_LONGEST_NAME].strip(" .,-")
    return f"{name}.txt" if name else PASTED
