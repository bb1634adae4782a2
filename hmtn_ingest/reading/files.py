"""Files to records as the pipeline makes them, in a worker process: one that meets a limit is a failed record.

Comes in: a file, or bytes with a name. Goes out: records, never an error but ``OSError`` where there is no file, and
``Cancelled`` where somebody wanted the reading to end.

    record = read_limited(Path("ke-hoach.docx"))
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hmtn_ingest.reading.worker import Limits, default_limits, workers

if TYPE_CHECKING:
    from hmtn_ingest.readers import FileMember, PageProgress, Unreadable
    from parsers.records import DocumentRecord

PASSING = frozenset({"timeout", "memory", "crashed"})
"""Codes of limits that were met: another time, or with others, the file may be read."""

Tell = Callable[["PageProgress"], None]


def read_limited(
    source: Path | bytes,
    *,
    name: str | None = None,
    tell: Tell = lambda page: None,
    keep: Path | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    limits: Limits | None = None,
) -> DocumentRecord:
    """As :func:`hmtn_ingest.pipeline.ingest`; the codes of limits are :data:`PASSING`."""
    from hmtn_ingest.readers import Unreadable
    from parsers.records import DocumentRecord

    limits = limits or default_limits()
    try:
        with workers(limits).one() as worker:
            found: bytes = worker.run(
                _read, _anywhere(source), name, keep, limits.whole, tell=tell, cancelled=cancelled
            )
            record = DocumentRecord.model_validate_json(found)
            worker.spend(record.problems)
    except Unreadable as refusal:
        return _failed(source, name, refusal)
    return record


def unpack_limited(source: Path | bytes, *, name: str, limits: Limits | None = None) -> list[FileMember] | None:
    """As :func:`hmtn_ingest.readers.members`; ``Unreadable``, whose message names the file, also beyond a limit."""
    from hmtn_ingest.readers import Unreadable

    try:
        with workers(limits or default_limits()).one() as worker:
            members: list[FileMember] | None = worker.run(_unpack, _anywhere(source), name)
    except Unreadable as refusal:
        refusal.name_file(name)
        raise
    return members


def read_all_limited(
    source: Path | bytes, *, name: str, tell: Tell = lambda page: None, keep: Path | None = None, limits: Limits
) -> list[DocumentRecord]:
    """As :func:`hmtn_ingest.pipeline.ingest_all`; each file of an archive or message has the limits for itself, all of
    them together have ``limits.whole``.
    """
    from hmtn_ingest.readers import Unreadable

    try:
        members = unpack_limited(source, name=name, limits=limits)
    except Unreadable as refusal:
        return [_failed(source, name, refusal)]
    if members is None:
        return [read_limited(source, name=name, tell=tell, keep=keep, limits=limits)]
    from hmtn_ingest.pipeline import container_of, ingest_members, share_time

    read = functools.partial(read_limited, tell=tell, keep=keep, limits=limits)
    return ingest_members(members, container_of(source, name), share_time(limits.whole, read))


def _anywhere(source: Path | bytes) -> Path | bytes:
    """The file as a process finds it that started in another folder."""
    return source.absolute() if isinstance(source, Path) else source


def _read(source: Path | bytes, name: str | None, keep: Path | None, seconds: float, tell: Tell) -> bytes:
    """The record as JSON, in which it is kept everywhere; as bytes, which take half the memory of a text."""
    from pydantic import TypeAdapter

    from hmtn_ingest.pipeline import defects_as_refusals, ingest
    from parsers.records import DocumentRecord

    record = ingest(source, name=name, tell=tell, keep=keep, seconds=seconds)
    with defects_as_refusals():
        return TypeAdapter(DocumentRecord).dump_json(record, by_alias=True)


def _unpack(source: Path | bytes, name: str, tell: Tell) -> list[FileMember] | None:
    from hmtn_ingest.pipeline import file_bytes, members_or_refusal

    return members_or_refusal(file_bytes(source), name)


def _failed(source: Path | bytes, name: str | None, refusal: Unreadable) -> DocumentRecord:
    from hmtn_ingest.pipeline import failed_record, shown_file_name

    shown = shown_file_name(source, name)
    refusal.name_file(shown)
    return failed_record(source, shown, refusal.problem)
