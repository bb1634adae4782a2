"""The way a document takes, from file to record: the only place that knows the whole order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import rules
from hmtn_ingest import readers
from hmtn_ingest.annexes import joined, with_annex_files
from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.kept_pages import KeptPages
from hmtn_ingest.readers.watch import PageDone, PageWatch
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


def ingest(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Callable[[PageDone], None] | None = None,
    keep: Path | None = None,
) -> DocumentRecord:
    """Read a file into its record.

    A file that cannot be read gives a record of status ``failed`` that names the problem; ``OSError`` is raised only
    where there is no file to read. ``name`` is the file name to show, and is needed with bytes. An archive or message
    is no document (``container``): :func:`ingest_all` reads what it holds.

    ``tell`` is told of each page of a file with pages, and may raise ``Cancelled`` to end the reading. In the folder
    ``keep`` pages that were recognised in a scan are kept, so that a second reading does not recognise them again;
    whoever gives it removes them with :meth:`~hmtn_ingest.readers.kept_pages.KeptPages.forget`.
    """
    return ingest_traced(source, name=name, tell=tell, keep=keep)[0]


def ingest_all(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Callable[[PageDone], None] | None = None,
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
    tell: Callable[[PageDone], None] | None = None,
    keep: Path | None = None,
) -> list[tuple[DocumentRecord, bytes]]:
    """As :func:`ingest_all`, each record with the bytes that it was read from."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    file_name = name or (source.name if isinstance(source, Path) else "document")
    try:
        members = readers.members(data, file_name)
    except readers.Unreadable as error:
        return [(_failed(file_name, data, error.problem), data)]
    if members is None:
        return [(ingest(data, name=file_name, tell=tell, keep=keep), data)]
    container = Container(file_name=file_name, sha256=hashlib.sha256(data).hexdigest())
    records = []
    for member in members:
        if member.problem is not None:
            record = _failed(member.name, member.data, member.problem)
        else:
            record = ingest(member.data, name=member.name, tell=tell, keep=keep)
        record.source.container = container
        records.append(record)
    return list(zip(joined(records), (member.data for member in members), strict=True))


def ingest_again(data: bytes, former: Source, *, keep: Path | None = None) -> DocumentRecord:
    """Read a file once more: what was known of where it came from, and of its annexes, still holds."""
    record = ingest(data, name=former.file_name, keep=keep)
    record.source.container = former.container
    return with_annex_files(record, former.annexes)


def _failed(name: str, data: bytes, problem: Problem) -> DocumentRecord:
    origin = Source(
        file_name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/octet-stream",
        reader="none",
    )
    return DocumentRecord(source=origin, status="failed", problems=[problem])


def ingest_traced(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Callable[[PageDone], None] | None = None,
    keep: Path | None = None,
) -> tuple[DocumentRecord, AnnotatedDocument | None]:
    """As :func:`ingest`, with what the facts were drawn from; ``None`` where the file could not be read."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    file_name = name or (source.name if isinstance(source, Path) else "document")
    digest = hashlib.sha256(data).hexdigest()
    watch = PageWatch(tell or (lambda page: None), KeptPages(keep, digest) if keep else None)
    try:
        document = readers.read(data, file_name, watch)
        _refuse_secrets(document, file_name)
    except readers.Unreadable as error:
        if keep and error.problem.code == "state-secret":
            KeptPages(keep, digest).forget()
        return _failed(file_name, data, error.problem), None
    origin = Source(
        file_name=file_name,
        sha256=digest,
        media_type=document.media_type,
        pages=document.pages,
        reader=document.reader,
        ocr=document.ocr,
    )
    annotated = annotate(document)
    return _record(annotated, origin), annotated


def _refuse_secrets(document: Document, file_name: str) -> None:
    """A state secret is not read on a machine that was not set up for it: nothing of it goes into a record or store."""
    if level := secrecy_stamp(document):
        refusal = Unreadable("state-secret", level=level)
        refusal.name_file(file_name)
        raise refusal


def extract(document: Document, origin: Source) -> DocumentRecord:
    """Draw every fact from a document that has been read."""
    return _record(annotate(document), origin)


def _record(annotated: AnnotatedDocument, origin: Source) -> DocumentRecord:
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
    doubt_readings(annotated, record)
    if document.ocr:
        name_misread_cells(record.quota_tables)
    offer_number_of_file_name(record)
    record.residue = residue.unread(annotated, record)
    record.findings = rules.check(record)
    for finding in record.findings:  # a rule knows no pages and boxes
        finding.spans = [document.span(span.start, span.end) for span in finding.spans]
    return record
