"""Tier three: which obligation, deadline, target and event belong together, and one list of the bodies of a document."""

from __future__ import annotations

from parsers.records import DocumentRecord


def connect(record: DocumentRecord) -> None:
    """Fill the references between the records of one document, in place."""
