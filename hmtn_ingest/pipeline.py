"""The way a document takes, from file to record: the only place that knows the whole order."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import math
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import rules
from hmtn_ingest import readers
from hmtn_ingest.annexes import joined, with_annex_files
from hmtn_ingest.privacy import error_place
from hmtn_ingest.readers.container.member import FileMember
from hmtn_ingest.readers.file_name import readable_name
from hmtn_ingest.readers.kept_pages import KeptPages
from hmtn_ingest.readers.watch import Cancelled, PageProgress, PageWatch
from hmtn_ingest.second_reader.consult import consult
from hmtn_ingest.second_reader.folder import NoModel
from hmtn_ingest.second_reader.model import SecondReader, installed_model
from parsers import links, residue
from parsers.annotate import annotate
from parsers.annotated import AnnotatedDocument
from parsers.column_sums import name_misread_cells
from parsers.document import Document
from parsers.extractors import EXTRACTORS
from parsers.extractors.votes import weigh_again
from parsers.file_names import offer_number_of_file_name
from parsers.gaps import doubt_gaps
from parsers.layout.outline import sections
from parsers.layout.secrecy import secrecy_stamp
from parsers.recognition import doubt_readings
from parsers.records import Container, DocumentRecord, Problem, Source
from parsers.rivals import doubt_rivals


def ingest(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Callable[[PageProgress], None] | None = None,
    keep: Path | None = None,
    seconds: float = math.inf,
) -> DocumentRecord:
    """Read a file into its record.

    A file that cannot be read gives a record of status ``failed`` that names the problem, a defect of the program as
    well (``crash``), too little memory too (``memory``); ``OSError`` is raised only where there is no file to read.
    ``name`` is the file name to show, and is needed with bytes. An archive or message is no document (``container``):
    :func:`ingest_all` reads what it holds.

    ``tell`` is told of each page of a file with pages, and may raise ``Cancelled`` to end the reading. In the folder
    ``keep`` pages that were recognised in a scan are kept, so that a second reading does not recognise them again;
    whoever gives it removes them with :meth:`~hmtn_ingest.readers.kept_pages.KeptPages.forget`. After so many
    ``seconds`` no further page is begun, and the record is one of those that were read.
    """
    return _ingest(source, name, tell, keep, extract, seconds)


def ingest_all(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Callable[[PageProgress], None] | None = None,
    keep: Path | None = None,
) -> list[DocumentRecord]:
    """Read a file into its records: one for a document, one for each file in an archive (.zip) or message (.eml, .msg).

    A document that announces an annex says where it is, where that came with it. Otherwise as :func:`ingest`.
    """
    return [record for record, _ in ingest_files(source, name=name, tell=tell, keep=keep)]


def ingest_files(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Callable[[PageProgress], None] | None = None,
    keep: Path | None = None,
    seconds: float = math.inf,
) -> list[tuple[DocumentRecord, bytes]]:
    """As :func:`ingest_all`, each record with the bytes that it was read from.

    After so many ``seconds`` no further page, and no further file of an archive or message, is begun. ``tell`` is told
    of each file in it as well.
    """
    file_name = shown_file_name(source, name)
    data = b""
    try:
        data = file_bytes(source)
        members = members_or_refusal(data, file_name)
    except readers.Unreadable as refusal:
        refusal.name_file(file_name)
        return [(failed_record(data, file_name, refusal.problem), data)]
    if members is None:
        return [(ingest(data, name=file_name, tell=tell, keep=keep, seconds=seconds), data)]
    numbers = itertools.count(1)

    def read(content: bytes, *, name: str) -> DocumentRecord:
        if tell:
            tell(PageProgress(next(numbers), len(members), name, member=True))
        return ingest(content, name=name, tell=tell, keep=keep, seconds=seconds)

    records = ingest_members(members, container_of(data, file_name), share_time(seconds, read))
    return list(zip(records, (member.data for member in members), strict=True))


def share_time(seconds: float, read: Callable[..., DocumentRecord]) -> Callable[..., DocumentRecord]:
    """``read``, for files that came in one: once they took so many seconds together, the others are refused."""
    spent = 0.0

    def read_or_refuse(data: bytes, *, name: str, **how: Any) -> DocumentRecord:
        nonlocal spent
        if spent > seconds:
            refusal = readers.Unreadable("timeout.together", minutes=f"{seconds / 60:g}")
            refusal.name_file(name)
            return failed_record(data, name, refusal.problem)
        begun = time.monotonic()
        try:
            return read(data, name=name, **how)
        finally:
            spent += time.monotonic() - begun

    return read_or_refuse


def ingest_members(
    members: Sequence[FileMember], container: Container, read: Callable[..., DocumentRecord]
) -> list[DocumentRecord]:
    """The records of all that a container holds, each read by ``read(data, name=…)``, annexes with their documents."""
    records = []
    for member in members:
        if member.problem is not None:
            record = failed_record(member.data, member.name, member.problem)
        else:
            record = read(member.data, name=member.name)
        record.source.container = container
        records.append(record)
    return joined(records)


def ingest_again(data: bytes, former: Source, read: Callable[..., DocumentRecord] = ingest) -> DocumentRecord:
    """Read a file once more by ``read(data, name=…)``: what was known of its origin and its annexes still holds."""
    record = read(data, name=former.file_name)
    record.source.container = former.container
    return with_annex_files(record, former.annexes)


def ingest_traced(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Callable[[PageProgress], None] | None = None,
    keep: Path | None = None,
) -> tuple[DocumentRecord, AnnotatedDocument | None]:
    """As :func:`ingest`, with what the facts were drawn from; ``None`` where the file could not be read."""
    kept: list[AnnotatedDocument] = []

    def draw(document: Document, origin: Source) -> DocumentRecord:
        kept.append(annotate(document))
        return _checked(_facts(kept[0], origin), document)

    record = _ingest(source, name, tell, keep, draw)
    return record, None if record.status == "failed" else kept[0]


def _ingest(
    source: Path | bytes,
    name: str | None,
    tell: Callable[[PageProgress], None] | None,
    keep: Path | None,
    draw: Callable[[Document, Source], DocumentRecord],
    seconds: float = math.inf,
) -> DocumentRecord:
    """The record that ``draw`` makes of a file, or the one of a file that could not be read."""
    file_name = shown_file_name(source, name)
    data = b""
    try:
        data = file_bytes(source)
        digest = hashlib.sha256(data).hexdigest()
        watch = PageWatch(tell or (lambda page: None), KeptPages(keep, digest) if keep else None, seconds)
        with defects_as_refusals():
            document = readers.read(data, file_name, watch)
            _refuse_secrets(document, file_name)
            origin = Source(
                file_name=file_name,
                sha256=digest,
                media_type=document.media_type,
                pages=document.pages,
                reader=document.reader,
                ocr=document.ocr,
            )
            return draw(document, origin)
    except readers.Unreadable as refusal:
        refusal.name_file(file_name)
        if keep and refusal.problem.code == "state-secret":
            KeptPages(keep, hashlib.sha256(data).hexdigest()).forget()
        return failed_record(data, file_name, refusal.problem)


def file_bytes(source: Path | bytes) -> bytes:
    """What a file holds. Raises ``OSError``; ``Unreadable`` for one that is too large, before a byte of it is read."""
    if isinstance(source, bytes):
        return source
    about = source.stat()
    if stat.S_ISFIFO(about.st_mode) or stat.S_ISSOCK(about.st_mode):
        raise readers.Unreadable("not-a-file")  # it may be that nobody ever writes into it
    readers.check_size(about.st_size)
    with source.open("rb") as file:
        data = file.read(readers.MOST_BYTES + 1)  # a device says nothing of its size
    readers.check_size(len(data))
    return data


def members_or_refusal(data: bytes, name: str) -> list[FileMember] | None:
    """As :func:`hmtn_ingest.readers.members`; ``Unreadable`` for a defect of the program as well."""
    with defects_as_refusals():
        return readers.members(data, name)


def shown_file_name(source: Path | bytes, name: str | None) -> str:
    """The file name that a record has: the one that was given, else the path's own."""
    return readable_name(name or (source.name if isinstance(source, Path) else "document"))


def container_of(source: Path | bytes, name: str) -> Container:
    """An archive or message that was read, for the records of what it holds."""
    return Container(file_name=name, sha256=hashlib.sha256(file_bytes(source)).hexdigest())


def failed_record(source: Path | bytes, name: str, problem: Problem) -> DocumentRecord:
    """The record of a file of which nothing could be read; one that is too large has the digest of no bytes."""
    try:
        data = file_bytes(source)
    except readers.Unreadable:
        data = b""
    origin = Source(
        file_name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/octet-stream",
        reader="none",
    )
    return DocumentRecord(source=origin, status="failed", problems=[problem])


@contextlib.contextmanager
def defects_as_refusals() -> Iterator[None]:
    """Makes ``Unreadable`` of whatever is raised, but for who asked to end it; without words of the document."""
    try:
        yield
    except (readers.Unreadable, Cancelled, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # libraries in Rust raise what is no ``Exception``
        memory = isinstance(error, MemoryError)
        refusal = readers.Unreadable("memory") if memory else readers.Unreadable("crash", error=error_place(error))
        raise refusal from None


def _refuse_secrets(document: Document, file_name: str) -> None:
    """A state secret is not read on a machine that was not set up for it: nothing of it goes into a record or store."""
    if level := secrecy_stamp(document):
        refusal = readers.Unreadable("state-secret", level=level)
        refusal.name_file(file_name)
        raise refusal


def extract(document: Document, origin: Source) -> DocumentRecord:
    """Draw every fact from a document that has been read."""
    return _checked(_facts(annotate(document), origin), document)


def _facts(annotated: AnnotatedDocument, origin: Source) -> DocumentRecord:
    document = annotated.document
    record = DocumentRecord(
        source=origin,
        status="partial" if document.problems else "ok",
        problems=document.problems,
        text=document.text,
        header=annotated.header,
        sections=sections(annotated.outline, annotated.view),
        signatures=list(document.signatures),
    )
    for extractor in EXTRACTORS:
        setattr(record, extractor.name, extractor.extract(annotated))
    links.connect(record, annotated)
    weigh_again(annotated, record)
    doubt_gaps(annotated, record)
    doubt_rivals(annotated, record)
    doubt_readings(annotated, record)
    if document.ocr:
        name_misread_cells(record.quota_tables)
    offer_number_of_file_name(record)
    record.residue = residue.unread(annotated, record)
    if (second := _second_reader()) is not None:
        consult(annotated, record, second)
    return record


def _checked(record: DocumentRecord, document: Document) -> DocumentRecord:
    """A record with what contradicts itself in it. What its facts were drawn from is no longer needed."""
    record.findings = rules.check(record)
    for finding in record.findings:  # a rule knows no pages and boxes
        finding.spans = [document.span(span.start, span.end) for span in finding.spans]
    return record


def _second_reader() -> SecondReader | None:
    """That of this installation. Who set one up must not believe that it was asked where it was not."""
    try:
        return installed_model()
    except NoModel as error:
        raise readers.Unreadable("second-reader", folder=str(error)) from None
