"""Where a fact stands in the text, in lines and pages, as people count them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from parsers.records import DocumentRecord, Obligation, Span


class LineNumbers:
    """Lines and sections of one document."""

    def __init__(self, record: DocumentRecord) -> None:
        self.lines = record.text.split("\n")
        self._starts = [0, *(at + 1 for at, character in enumerate(record.text) if character == "\n")]
        self._obligations = {obligation.id: obligation for obligation in record.obligations}

    def line(self, offset: int) -> int:
        """The line, from 1, in which a code point of the text stands."""
        return bisect.bisect_right(self._starts, offset)

    def first_line(self, spans: Sequence[Span]) -> int | None:
        """The line in which the first of the spans begins; ``None`` without a span."""
        return self.line(spans[0].start) if spans else None

    def obligation(self, key: str | None) -> Obligation | None:
        """The duty with this id, where people left it in the record."""
        return self._obligations.get(key) if key else None


def page(spans: Sequence[Span]) -> int | None:
    """The page of the first span, from 1; ``None`` where the file has no pages."""
    return spans[0].page if spans else None
