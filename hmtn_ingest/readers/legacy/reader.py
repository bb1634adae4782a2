"""Reads .doc, .rtf, .odt and Word 2003 XML: LibreOffice writes them anew as .docx, and that is read.

Without LibreOffice, or where it fails, the text alone is read, and the document says what it lacks.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from hmtn_ingest.readers.errors import Unreadable
from hmtn_ingest.readers.legacy.libreoffice import MOST_SECONDS, NotConverted, convert, find_libreoffice
from hmtn_ingest.readers.legacy.limits import run_limited
from hmtn_ingest.readers.legacy.opendocument import is_encrypted, opendocument_text
from hmtn_ingest.readers.legacy.rtf import is_whole, rtf_text
from hmtn_ingest.readers.legacy.word_binary import WordBinary, damaged, open_word, text_of
from hmtn_ingest.readers.sniff import LegacyKind, legacy_kind
from parsers.document import Document, Problem

Read = Callable[[bytes], Document]


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
        raise damaged(".doc")
    word = open_word(data) if name == "doc" else None
    if (word is not None and word.encrypted) or (name == "odt" and is_encrypted(data)):
        message = (
            f"Tệp {_KINDS[name].suffix} được đặt mật khẩu. Hãy mở bằng Word hoặc LibreOffice, bỏ mật khẩu, lưu lại."
        )
        raise Unreadable("encrypted", message)
    kind = _KINDS["doc-6" if word is not None and word.version < 8 else name]
    program = find_libreoffice()
    timed_out = False
    converted: bytes | None = None
    for import_filter in kind.filters if program else ():
        try:
            converted = convert(str(program), data, kind.suffix, import_filter)
            break
        except NotConverted as failure:
            timed_out = timed_out or failure.timed_out
    if converted is not None:
        document = docx(converted)
    else:
        document = text(_text(data, name, word, kind, installed=program is not None).encode())
        document.problems.append(_text_only(kind, installed=program is not None, timed_out=timed_out))
    if (word is not None and word.cut) or (name == "rtf" and not is_whole(data)):
        message = (
            f"Tệp {kind.suffix} bị cắt cụt, có thể thiếu phần cuối; phần đọc được vẫn được giữ. Hãy lấy lại tệp gốc."
        )
        document.problems.append(Problem(code="damaged", message=message))
    document.reader, document.media_type = "legacy", kind.media_type
    return document


def _text(data: bytes, name: LegacyKind, word: WordBinary | None, kind: _Kind, *, installed: bool) -> str:
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
    if installed:
        raise damaged(kind.suffix)
    message = (
        f"Tệp là tài liệu kiểu cũ ({kind.suffix}) mà máy này không có chương trình đọc. Hãy cài LibreOffice (lệnh: "
        "hmtn-ingest doctor chỉ cách cài) rồi nạp lại, hoặc mở bằng Word và lưu lại thành .docx."
    )
    raise Unreadable("legacy-doc", message)


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


def _text_only(kind: _Kind, *, installed: bool, timed_out: bool) -> Problem:
    if installed:
        cause = "LibreOffice "
        cause += f"không đọc xong tệp trong {MOST_SECONDS} giây" if timed_out else "không đọc được tệp"
        remedy = "Hãy đối chiếu với bản gốc"
    else:
        cause = "Máy này chưa có LibreOffice"
        remedy = "Hãy cài LibreOffice (lệnh: hmtn-ingest doctor chỉ cách cài) rồi nạp lại"
    message = (
        f"{cause} nên chỉ đọc được phần chữ của tệp {kind.suffix}: bảng biểu, số thứ tự tự động và cách trình bày bị "
        f"thiếu hoặc sai. {remedy}, hoặc mở bằng Word và lưu lại thành .docx."
    )
    return Problem(code="text-only", message=message)
