"""Bytes of a text file to characters: Unicode where it is Unicode, Windows-1258 as a last resort, noise refused.

TCVN 6909:2001 makes Unicode the rule; UTF-16 comes from Notepad ("Unicode"), Windows-1258 and the font codes TCVN3 and
VNI from files older than that. The characters are delivered as they stand (decomposed stays decomposed), but for those
codes, and for CR LF and CR, which become LF, so that offsets mean the same on every system.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from hmtn_ingest.readers.errors import Unreadable, problem
from hmtn_ingest.readers.old_codes import OldCode, in_unicode, is_typed_in, signs_of
from parsers.document import Problem

_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONGEST_WORD = 25
_PARTS = re.compile(r"[-/.,:;–&@_=?%+]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f�]")

# "Số", "được", "nhường": letters that no other language in Latin script uses (ă and ê, ô are left out).
_VIETNAMESE_LETTER = re.compile(r"[đĐơƠưƯẠ-ỹ]")
# words that stand in every few lines of a Vietnamese document; where they do, nothing has to be looked at more closely
_COMMON = re.compile(r"\b(?:và|của|các|ngày|tháng|năm|trong|được|hiện)\b")


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """Text of a file and what is doubtful about it; raises ``Unreadable`` (``empty``, ``not-text``) for no text."""
    text, problems = _characters(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("﻿ \t\n\f\v\u00a0"):
        raise Unreadable("empty.text")
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 200 or not _has_words(sample):
        raise Unreadable("not-text")
    if "\0" in text:
        problems.append(problem("damaged.hole-text"))
    old = old_code(unicodedata.normalize("NFC", sample))
    if old is not None:
        return converted(text, old), [*problems, problem(f"encoding-converted.{old.name.lower()}")]
    return text, problems


def converted(text: str, code: OldCode) -> str:
    """A file without fonts: its lines are in the code, but for those whose letters the code does not have."""
    lines = text.split("\n")
    return "\n".join(line if is_typed_in(code, line) is False else in_unicode(line, code) for line in lines)


def _characters(data: bytes) -> tuple[str, list[Problem]]:
    if not data:
        raise Unreadable("empty.text")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly_or_marked(data[len(bom) :], encoding)
    if b"\0" in data[:_SAMPLE]:
        encoding_without_bom = _utf16_without_bom(data)
        if encoding_without_bom is None:
            raise Unreadable("not-text")
        return _strictly_or_marked(data, encoding_without_bom)
    if b"\0" in data:
        raise Unreadable("not-text")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        if _mostly_utf8(data, error.start):
            return _strictly_or_marked(data, "utf-8")
    return _windows_1258(data)


def _strictly_or_marked(data: bytes, encoding: str) -> tuple[str, list[Problem]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    return text, [problem("encoding-damaged", places=text.count("�"))]


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 shows itself by zero bytes on one side of the pairs only, and by lines of words when decoded."""
    sample = data[: _SAMPLE // 2 * 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.4 * half and others * 50 < zeros:
            text = sample.decode(encoding, errors="replace")
            if _has_words(text) and not _CONTROL.search(text[:-1]):
                return encoding
    return None


def _mostly_utf8(data: bytes, first_error: int) -> bool:
    """True where a few bytes are broken in a text that is UTF-8 otherwise, such as a file that was cut off."""
    sample = data[max(0, first_error - _SAMPLE // 2) : first_error + _SAMPLE // 2]
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("�")
    whole = sum(1 for c in text if c > "\x7f") - broken
    return whole > 20 * broken


def _windows_1258(data: bytes) -> tuple[str, list[Problem]]:
    sample = data[:_SAMPLE]
    letters = len(re.findall(rb"[A-Za-z]", sample))
    if letters * 3 < len(sample):
        raise Unreadable("not-text")
    western = _western(data)
    if old_code(western[:_SAMPLE]):
        return western, []  # one character a byte, as the code has it
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError as error:
        raise Unreadable("not-text") from error
    return text, [problem("encoding-guessed")]


def _western(data: bytes) -> str:
    """One character a byte: Windows-1252, whose quotation marks and dashes stand where Latin-1 has controls."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _has_words(sample: str) -> bool:
    """True where most of the text stands in tokens that look like words, numbers or signs of a list.

    Random printable characters and base64 do not: their tokens are long or mix letters with signs.
    """
    if len(sample) < 40 or len(_COMMON.findall(sample)) * 200 > len(sample):
        return True
    tokens = sample.split()
    good = total = 0
    for token in tokens:
        core = token.strip(".,;:!?()[]{}\"'“”‘’…*_#|/\\+-–—=<>%&~`•·")
        total += len(token)
        if not core:
            good += min(len(token), 200)
            continue
        if (core.isalnum() or _inner(core) >= 0.9 * len(core)) and (
            len(core) <= _LONGEST_WORD or core[0] > "\x7f" or max(map(len, _PARTS.split(core))) <= _LONGEST_WORD
        ):
            good += len(token)
    return good * 2 > total


def _inner(core: str) -> int:
    """How many characters of a token can stand inside a word or a number."""
    return sum(c.isalnum() or unicodedata.combining(c) > 0 or c in "-/.,:;–&@_" for c in core)


def old_code(sample: str) -> OldCode | None:
    """The code whose fonts the text was typed for, where it is not Unicode."""
    letters = sum(map(str.isalpha, sample)) or 1
    if len(_VIETNAMESE_LETTER.findall(sample)) * 100 > letters:
        return None
    for code, share, kinds in ((OldCode("TCVN3"), 50, 3), (OldCode("VNI"), 25, 4)):
        found = signs_of(code, sample)
        if len(found) * share > letters and len(set(found)) >= kinds:
            return code
    return None
