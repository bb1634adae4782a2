"""The records of files that many tests look at: each file is read once, for all processes of a run of the tests."""

from __future__ import annotations

import functools
import hashlib
import os
from pathlib import Path

from hmtn_ingest.pipeline import ingest
from parsers.records import DocumentRecord

SHARED_BY_PROCESSES = "HMTN_TESTS_RECORDS"
"""Names the folder of the records, which lasts as long as the run: the program cannot change under them."""


@functools.cache
def record_at(path: Path) -> DocumentRecord:
    """The record of a file that no test changes; nobody changes the record either."""
    folder = os.environ.get(SHARED_BY_PROCESSES)
    if folder is None:
        return ingest(path)
    kept = Path(folder, hashlib.sha256(bytes(path.absolute()) + b"\0" + path.read_bytes()).hexdigest())
    if kept.exists():
        return DocumentRecord.model_validate_json(kept.read_bytes())
    record = ingest(path)
    unfinished = kept.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(record.model_dump_json(by_alias=True).encode())
    unfinished.replace(kept)
    return record
