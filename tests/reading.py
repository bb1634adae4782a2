"""The records of files that many tests look at: each file is read once in a process."""

from __future__ import annotations

import functools
from pathlib import Path

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord


@functools.cache
def record_at(path: Path) -> DocumentRecord:
    """The record of a file that no test changes; nobody changes the record either."""
    return ingest(path)
