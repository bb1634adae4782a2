"""Documents as our two recognisers deliver them: known text, and the stretches that they are not sure of."""

from __future__ import annotations

from typing import Literal

from hmtn_ingest import readers
from hmtn_ingest.pipeline import extract
from parsers.document import Document, DoubtfulReading
from parsers.records import DocumentRecord, Source

Cause = Literal["disagreement", "single-reader", "handwriting", "stamp"]


def reading(text: str, words: str, other: str = "", cause: Cause = "disagreement") -> DoubtfulReading:
    """The only place of ``words`` in a text, without blanks at their ends, which the second recogniser read as
    ``other``."""
    assert text.count(words) == 1, words
    start = text.index(words) + len(words) - len(words.lstrip())
    return DoubtfulReading(start, start + len(words.strip()), other.strip(), cause)


def blank(text: str, around: tuple[str, str], other: str) -> DoubtfulReading:
    """Handwriting that was left blank between two words, and what it may be."""
    start = text.index(around[0]) + len(around[0])
    return DoubtfulReading(start, text.index(around[1], start), other, "handwriting")


def scan(text: str, *unsure: tuple[str, str] | tuple[str, str, Cause]) -> Document:
    """``text`` as a scan, with words, what else they may be, and why."""
    document = readers.read(text.encode(), "scan.txt")
    document.reader, document.ocr, document.voted = "scan", True, True
    found = (reading(document.text, *one) for one in unsure)
    document.doubtful = tuple(sorted(found, key=lambda one: one.start))
    return document


def record_of(document: Document, file_name: str = "scan.pdf") -> DocumentRecord:
    origin = Source(
        file_name=file_name, sha256="0", media_type="application/pdf", reader=document.reader, ocr=document.ocr
    )
    return extract(document, origin)
