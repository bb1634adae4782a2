"""The number of a document as the name of its file has it: "2119 kh syt.pdf", "KH 45 BCD.pdf", "QD-123-UBND (1).pdf".

Offices name what they scan by number and symbol, and the number on the paper is often written by hand. In comes a
record, out it goes with what its file's name says as an alternative of a number that could not be read or is doubtful;
``pipeline`` calls it. It is a hint for a person, never a value: nothing in the document bears it out.
"""

from __future__ import annotations

from parsers import regex
from parsers.lexicon import load
from parsers.records import Alternative, DocumentRecord
from parsers.text import fold, folded

_SUFFIX = regex.compile(r"\.\p{L}\w{1,4}\Z")
_COPY = regex.compile(r"\(\d{1,2}\)")
_DATE = regex.compile(r"(?<!\d)\d{1,2}[._-]\d{1,2}[._-](?:\d{4}|\d{2})(?!\d)")
_PART = regex.compile(r"\d+|\p{L}+")
_NUMBER = regex.compile(r"\d{1,5}")
_YEAR = regex.compile(r"20[0-3]\d")
_TYPES = frozenset(fold(symbol) for symbol in load("citations")["symbols"])
"""Symbols of types without their marks: "kh", "qd"."""


def offer_number_of_file_name(record: DocumentRecord) -> None:
    """Offer the number that the file's name gives beside the document's own symbol, in place."""
    number, notation = record.header.code_number, record.header.code_notation
    if number is None or notation is None or not notation.value or not (number.value is None or number.doubts):
        return
    found = number_in_file_name(record.source.file_name, notation.value)
    if found is not None and found.lstrip("0") != (number.value or "").lstrip("0"):
        number.alternatives = [*number.alternatives, Alternative(text=found, source="file-name")]


def number_in_file_name(file_name: str, notation: str) -> str | None:
    """The one number that stands beside a part of the symbol, and beside no part of another.

    A year is taken for no number.

    >>> number_in_file_name("2119 kh syt.pdf", "KH-SYT"), number_in_file_name("QĐ 45 BCĐ (1).pdf", "KH-BCĐ")
    ('2119', None)
    """
    stem = _DATE.sub(" ", _COPY.sub(" ", _SUFFIX.sub("", file_name)))
    parts = _PART.findall(folded(stem))
    own = fold(notation).split()
    symbols = {*own, "".join(own)}
    if not _TYPES.isdisjoint(set(parts) - symbols) or symbols.isdisjoint(parts):
        return None
    numbers = [(at, part) for at, part in enumerate(parts) if _NUMBER.fullmatch(part) and not _YEAR.fullmatch(part)]
    beside = {part for at, part in numbers if symbols & {*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2]}}
    return beside.pop() if len(beside) == 1 else None
