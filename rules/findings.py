"""Findings as they stand in a record: in the order of the text, with the pages and boxes of their words.

in_text_order([*others, *with_places(rules.check(record, select=["annex-missing"]), record)])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from parsers.records import DocumentRecord, Finding, Span


def in_text_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place and then by code; what stands nowhere comes first."""
    return sorted(findings, key=lambda found: (found.spans[0].start if found.spans else -1, found.code))


def with_places(findings: list[Finding], record: DocumentRecord) -> list[Finding]:
    """The findings with the pages and boxes of their words, which no rule knows, as far as the record has them."""
    if findings:
        placed = {(span.start, span.end): span for span in _spans(record)}
        for finding in findings:
            finding.spans = [placed.get((span.start, span.end), span) for span in finding.spans]
    return findings


def _spans(value: Any) -> Iterator[Span]:
    """Every span of a record, wherever it stands."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name))
