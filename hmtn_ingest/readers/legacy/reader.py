"""Reads .doc, .rtf, .odt and Word 2003 XML: LibreOffice writes them anew as .docx, and that is read.

Without LibreOffice, or where it fails, the text alone is read, and the document says what it lacks.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Literal

from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.legacy.libreoffice import MOST_SECONDS, NotConverted, convert, find_libreoffice
from hmtn_ingest.readers.legacy.limits import run_limited
from hmtn_ingest.readers.legacy.opendocument import is_encrypted, opendocument_fonts, opendocument_text
from hmtn_ingest.readers.legacy.rtf import is_whole, rtf_text, with_western_fonts
from hmtn_ingest.readers.legacy.word_binary import WordBinary, open_word, text_of, word_fonts
from hmtn_ingest.readers.old_codes import font_code, signs_of
from hmtn_ingest.readers.sniff import LegacyKind, legacy_kind
from parsers.document import Document

Read = Callable[[bytes], Document]
Failure = Literal["no-libreoffice", "failed", "timed-out"]
"""Why there is only text."""

# fonts of runs and styles in Word 2003 XML, which LibreOffice lets go
_XML_FONTS = re.compile(rb'(?:ascii|h-ansi|wx:val)="([^"]{1,64})"')


@dataclass(frozen=True, slots=True)
class _Kind:
    """``filters`` are LibreOffice's names for what reads it, the likeliest first."""

    suffix: str
    media_type: str
    filters: tuple[str, ...]


_KINDS: dict[LegacyKind, _Kind] = {
    "doc": _Kind(".doc", "application/msword", ("MS Word 97",)),
    "doc-6": _Kind(".doc", "application/msword", ("MS Word 95", "MS WinWord 6.0")),
    "rtf": _Kind(".rtf", "application/rtf", ("Rich Text Format",)),
    "odt": _Kind(".odt", "application/vnd.oasis.opendocument.text", ("writer8",)),
    "word-xml": _Kind(".xml", "application/xml", ("MS Word 2003 XML",)),
}


def read(data: bytes, *, docx: Read, text: Read) -> Document:
    """The document in the bytes of such a file; ``docx`` and ``text`` read what is made of them.

    Raises ``Unreadable``: ``encrypted``, ``damaged``, ``legacy-doc`` (nothing at hand reads this kind), and what
    ``docx`` and ``text`` raise. A document read without LibreOffice has a problem ``text-only``, one that was cut short
    ``damaged``.
    """
    name = legacy_kind(data)
    if name is None:
        raise Unreadable("damaged.legacy", suffix=".doc")
    word = open_word(data) if name == "doc" else None
    if (word is not None and word.encrypted) or (name == "odt" and is_encrypted(data)):
        raise Unreadable("encrypted.legacy", suffix=_KINDS[name].suffix)
    kind = _KINDS["doc-6" if word is not None and word.version < 8 else name]
    converted = _converted(with_western_fonts(data) if name == "rtf" else data, kind)
    if isinstance(converted, bytes):
        document = docx(converted)
    else:
        document = text(_text(data, name, word, kind, converted).encode())
        document.problems.append(problem(f"text-only.{converted}", suffix=kind.suffix, seconds=MOST_SECONDS))
        if _has_old_letters(document, word_fonts(word) if word else opendocument_fonts(data) if name == "odt" else []):
            document.problems.append(problem("legacy-encoding.text-only"))
    if (word is not None and word.cut) or (name == "rtf" and not is_whole(data)):
        document.problems.append(problem("damaged.cut", suffix=kind.suffix))
    if name == "word-xml" and any(font_code(font.decode(errors="replace")) for font in _XML_FONTS.findall(data)):
        document.problems.append(problem("legacy-encoding.word-xml"))
    document.reader, document.media_type = "legacy", kind.media_type
    return document


def _has_old_letters(document: Document, fonts: list[str]) -> bool:
    """Whether some of the text may be in the code of one of the fonts: without layout, none knows which."""
    converted = any(found.code == "encoding-converted" for found in document.problems)
    codes = {code for font in fonts if (code := font_code(font)) is not None}
    return not converted and any(signs_of(code, document.text) for code in codes)


def _converted(data: bytes, kind: _Kind) -> bytes | Failure:
    """The document as .docx, or why there is none."""
    program = find_libreoffice()
    if program is None:
        return "no-libreoffice"
    failure: Failure = "failed"
    for import_filter in kind.filters:
        try:
            return convert(program, data, kind.suffix, import_filter)
        except NotConverted as error:
            failure = "timed-out" if error.timed_out else failure
    return failure


def _text(data: bytes, name: LegacyKind, word: WordBinary | None, kind: _Kind, failure: Failure) -> str:
    """The text alone, by what is at hand."""
    found = ""
    if word is not None:
        found = _antiword(data) or text_of(word)
    elif name == "rtf":
        found = rtf_text(data)
    elif name == "odt":
        found = opendocument_text(data)
    if found.strip():
        return found
    raise Unreadable("legacy-doc.no-program" if failure == "no-libreoffice" else "damaged.legacy", suffix=kind.suffix)


def _antiword(data: bytes) -> str:
    """What antiword prints of a .doc; empty where it is not installed or gives up. Long lines are paragraphs."""
    program = which("antiword")
    if program is None:
        return ""
    with tempfile.TemporaryDirectory(prefix="hmtn-", ignore_cleanup_errors=True) as name:
        source, printed = Path(name) / "document.doc", Path(name) / "printed"
        source.write_bytes(data)
        try:
            code = run_limited([program, "-w", "0", "-m", "UTF-8.txt", str(source)], Path(name), MOST_SECONDS, printed)
            return printed.read_bytes().decode("utf-8", errors="replace") if code == 0 else ""
        except OSError:
            return ""
