"""Reads .doc, .rtf, .odt and Word 2003 XML: LibreOffice writes them anew as .docx, and that is read.

Without LibreOffice, or where it fails, the text alone is read, and the document says what it lacks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.legacy.libreoffice import MOST_SECONDS, NotConverted, convert, find_libreoffice
from hmtn_ingest.readers.legacy.old_file import OldFile
from hmtn_ingest.readers.legacy.opendocument import OdtFile
from hmtn_ingest.readers.legacy.rtf import RtfFile
from hmtn_ingest.readers.legacy.word_binary import WordBinary
from hmtn_ingest.readers.legacy.word_xml import WordXmlFile
from hmtn_ingest.readers.old_codes import font_code, signs_of
from hmtn_ingest.readers.sniff import LegacyKind, legacy_kind
from parsers.document import Document

Read = Callable[[bytes], Document]
Failure = Literal["no-libreoffice", "failed", "timed-out"]
"""Why there is only text."""

_KINDS: dict[LegacyKind, Callable[[bytes], OldFile]] = {
    "doc": WordBinary,
    "rtf": RtfFile,
    "odt": OdtFile,
    "word-xml": WordXmlFile,
}


def read(data: bytes, *, docx: Read, text: Read) -> Document:
    """The document in the bytes of such a file; ``docx`` and ``text`` read what is made of them.

    Raises ``Unreadable``: ``encrypted``, ``damaged``, ``legacy-doc`` (nothing at hand reads this kind), and what
    ``docx`` and ``text`` raise. A document read without LibreOffice has a problem ``text-only``, one that was cut short
    ``damaged``, one whose words in an old font could not be told from others ``legacy-encoding``.
    """
    kind = legacy_kind(data)
    if kind is None:
        raise Unreadable("damaged.office")
    file = _KINDS[kind](data)
    if file.encrypted:
        raise Unreadable("encrypted.legacy", suffix=file.suffix)
    converted = _converted(file)
    if isinstance(converted, bytes):
        document = docx(converted)
    else:
        document = text(_text(file, converted).encode())
        document.problems.append(problem(f"text-only.{converted}", suffix=file.suffix, seconds=MOST_SECONDS))
    if (kind == "word-xml" or not isinstance(converted, bytes)) and _has_old_letters(document, file.lost_fonts()):
        document.problems.append(problem("legacy-encoding.lost-fonts"))
    if file.cut:
        document.problems.append(problem("damaged.cut", suffix=file.suffix))
    elif file.hole:
        document.problems.append(problem("damaged.hole", suffix=file.suffix))
    document.reader, document.media_type = "legacy", file.media_type
    return document


def _converted(file: OldFile) -> bytes | Failure:
    """The document as .docx, or why there is none."""
    program = find_libreoffice()
    if program is None:
        return "no-libreoffice"
    failure: Failure = "failed"
    for import_filter in file.filters:
        try:
            return convert(program, file.for_libreoffice(), file.suffix, import_filter)
        except NotConverted as error:
            failure = "timed-out" if error.timed_out else failure
    return failure


def _text(file: OldFile, failure: Failure) -> str:
    found = file.text()
    if not found.strip():
        raise Unreadable(
            "legacy-doc.no-program" if failure == "no-libreoffice" else "damaged.legacy", suffix=file.suffix
        )
    return found


def _has_old_letters(document: Document, fonts: list[str]) -> bool:
    """Whether some of the text may be in the code of one of the fonts."""
    converted = any(found.code == "encoding-converted" for found in document.problems)
    codes = {code for font in fonts if (code := font_code(font)) is not None}
    return not converted and any(signs_of(code, document.text) for code in codes)
