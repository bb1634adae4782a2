"""Files to documents: what a file is decides its content; its name only helps to say what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from hmtn_ingest.readers import language, length, sniff
from hmtn_ingest.readers.container.member import FileMember
from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.watch import Cancelled, PageProgress, PageWatch
from parsers.document import Document, Problem

if TYPE_CHECKING:
    from hmtn_ingest.readers.page.document import PageContent

__all__ = [
    "MOST_BYTES", "READERS", "Cancelled", "FileMember", "PageProgress", "PageWatch", "Reader", "Unreadable",
    "check_size", "members", "read",
]  # fmt: skip

MOST_BYTES = 100 * 1024 * 1024


class Reader(NamedTuple):
    """``sniff`` says whether the bytes are of this kind; ``read`` makes a document of them or raises ``Unreadable``.

    A reader of files with pages tells the watch of each page.
    """

    name: str
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, PageWatch], Document]


# The format libraries take up to a second to import, so each reader is imported when its first file comes.
def _read_docx(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.docx import reader as docx

    return docx.read(data, _recognise_picture, watch)


def _read_pdf(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.pdf import reader as pdf
    from hmtn_ingest.readers.pdf.signatures import signatures_of

    document = pdf.read(data, _recognise, watch)
    document.signatures = signatures_of(data)
    return document


def _read_scan(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.scan import reader as scan

    return scan.read(data, watch)


def _recognise(
    picture: Any, number: int, width: float, height: float, before: PageContent | None, glimpse: Callable[[str], None]
) -> PageContent:
    from hmtn_ingest.readers.scan.reader import recognise_scan

    return recognise_scan(picture, number, width, height, before, glimpse)


def _recognise_picture(
    data: bytes, number: int, before: PageContent | None, glimpse: Callable[[str], None]
) -> PageContent:
    from hmtn_ingest.readers.scan.reader import recognise_picture

    return recognise_picture(data, number, before, glimpse)


def _read_sheet(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.sheet import reader as sheet

    return sheet.read(data)


def _read_csv(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.sheet import reader as sheet

    return sheet.read_csv(data)


def _read_html(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.sheet import reader as sheet

    return sheet.read_html(data)


def _read_legacy(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.docx import reader as docx
    from hmtn_ingest.readers.legacy import reader as legacy
    from hmtn_ingest.readers.text import reader as text

    return legacy.read(data, docx=lambda converted: docx.read(converted, _recognise_picture, watch), text=text.read)


def _read_text(data: bytes, watch: PageWatch) -> Document:
    from hmtn_ingest.readers.text import reader as text

    return text.read(data)


READERS = (
    Reader("docx", sniff.is_docx, _read_docx),
    Reader("pdf", sniff.is_pdf, _read_pdf),
    Reader("sheet", sniff.is_sheet, _read_sheet),
    Reader("legacy", sniff.is_legacy, _read_legacy),
    Reader("scan", sniff.is_image, _read_scan),
    Reader("text", sniff.may_be_text, _read_text),
)
_CSV = Reader("sheet", sniff.may_be_text, _read_csv)
"""Rows of values are plain text: only the name says that the text is a table."""
_HTML = Reader("sheet", sniff.is_html_table, _read_html)


def _is_html_sheet(data: bytes, name: str) -> bool:
    """Whether tables in HTML are meant as a sheet: by what they say of themselves, or under the name of one."""
    return sniff.is_html_workbook(data) or (name.casefold().endswith(".xls") and sniff.is_html_table(data))


def members(data: bytes, name: str) -> list[FileMember] | None:
    """The files in an archive or message, ``None`` where ``data`` is a document itself; ask this before :func:`read`.

    A member that cannot be taken out has its problem in the place of bytes. Raises ``Unreadable``, whose message names
    the file, where nothing can be: ``damaged`` or ``empty``.
    """
    if len(data) > MOST_BYTES or sniff.container_kind(data) is None:
        return None
    from hmtn_ingest.readers.container.unpacking import members_of

    try:
        return members_of(data, name, sniff.container_kind)
    except Unreadable as refusal:
        refusal.name_file(name)
        raise


def read(data: bytes, name: str, watch: PageWatch | None = None) -> Document:
    """The document in ``data``; ``name`` is the file's name and is only used for messages, for .md and for .csv.

    ``watch`` is told of each page of a file with pages, and may end the reading with ``Cancelled``.

    Raises ``Unreadable``, whose message names the file: ``empty``, ``too-large``, ``too-long``, ``encrypted``,
    ``damaged``, ``unsupported``, ``not-text``, or what the reader found.
    """
    try:
        document = _read(data, name, watch or PageWatch())
    except Unreadable as refusal:
        refusal.name_file(name)
        raise
    if document.reader == "text":
        if name.casefold().endswith((".md", ".markdown")):
            document.media_type = "text/markdown"
        elif claimed := _claimed(name):
            document.problems.append(problem("not-as-named", kind=claimed))
    return document


def _of_language(document: Document) -> list[Problem]:
    """What is wrong with the language of a document whose letters are sure; of others their problem is said."""
    told = {problem.code for problem in document.problems}
    return [] if told & _SAID_OF_LETTERS else language.problems_of(document.text)


_SAID_OF_LETTERS = {"encoding-guessed", "bad-text-layer", "legacy-encoding"}


def _claimed(name: str) -> str | None:
    """What kind of file the name says it is, where it is one that must not be plain text."""
    return sniff.KINDS_BY_SUFFIX.get("." + name.casefold().rpartition(".")[2])


def check_size(size: int) -> None:
    """Raises ``Unreadable`` with ``too-large`` for a file of so many bytes; to be asked before the first is read."""
    if size > MOST_BYTES:
        raise Unreadable("too-large.file", megabytes=round(size / 2**20), most=MOST_BYTES // 2**20)


def _read(data: bytes, name: str, watch: PageWatch) -> Document:
    check_size(len(data))
    if not data:
        raise Unreadable("empty.file")
    refusal = sniff.refusal(data)
    html = _is_html_sheet(data, name)
    if refusal and not html:
        raise refusal
    csv = name.casefold().endswith(".csv")
    for reader in (*READERS[:-1], _HTML if html else _CSV if csv else READERS[-1]):
        if not reader.sniff(data):
            continue
        try:
            document = reader.read(data, watch)
        except Unreadable as refusal:
            claimed = _claimed(name)
            if reader.name == "text" and refusal.problem.code == "not-text" and claimed:
                raise Unreadable("damaged.not-as-named", kind=claimed) from refusal
            raise
        length.check(document.text)
        length.part_paragraphs(document)
        document.problems += _of_language(document)
        return document
    raise AssertionError("the last reader takes every file")
