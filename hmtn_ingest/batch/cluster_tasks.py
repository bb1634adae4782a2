"""What a worker of a Dask cluster does with the files of a batch: tell them apart, read them, join what was written.

What became of a document stands with its records in one file of the output folder, whose name is the SHA-256 of the
document; a task gives only what became of it. What is written there is not read again, so that whoever dies costs no
more than what he was at. Files come from, and go to, any folder or bucket that fsspec opens.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

import fsspec
from fsspec.implementations.local import LocalFileSystem

from hmtn_ingest.annexes import AnnexCard
from hmtn_ingest.batch.worker import MAY_PASS, Outcome, Stop, failed, informed, outcome, unreadable
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_os_error
from hmtn_ingest.privacy import error_place
from hmtn_ingest.readers import MOST_BYTES, Unreadable, check_size
from hmtn_ingest.readers.errors import problem
from hmtn_ingest.readers.file_name import readable_name
from hmtn_ingest.reading.files import read_all_limited
from hmtn_ingest.reading.worker import Limits
from hmtn_ingest.whole_file import put
from parsers.records import Problem

if TYPE_CHECKING:
    from parsers.records import DocumentRecord

DOCUMENTS = "documents"


class RemoteTask(NamedTuple):
    """``url`` is the file for fsspec, ``name`` where it lies in its folder, ``sha256`` what it held.

    ``annexes`` are those of it that lie beside it; ``None`` while that is not known.
    """

    url: str
    name: str
    sha256: str
    annexes: tuple[AnnexCard, ...] | None = None


def digests(urls: Sequence[str]) -> list[str | Problem]:
    """The SHA-256 of each file, or why it cannot be read."""
    loaded = map(_load, urls)
    return [data if isinstance(data, Problem) else hashlib.sha256(data).hexdigest() for data in loaded]


def read_remote(tasks: Sequence[RemoteTask], output: str, limits: Limits) -> list[Outcome]:
    """Read documents and write their records, unless they stand there. Raises :class:`Stop`.

    Each file is read by a process within limits, as all files are.
    """
    return [_read(task, output, limits) for task in tasks]


def _read(task: RemoteTask, output: str, limits: Limits) -> Outcome:
    place = f"{DOCUMENTS}/{task.sha256[:2]}/{task.sha256}.jsonl"
    known = _written(f"{output}/{place}")
    if known is not None and _stands(known, task.annexes):
        return known
    data = _load(task.url)
    if isinstance(data, Problem):
        return failed(task.sha256, data)
    if hashlib.sha256(data).hexdigest() != task.sha256:
        return failed(task.sha256, problem("changed"))
    annexes = task.annexes or ()
    try:
        name = readable_name(PurePosixPath(task.name).name)
        records = [informed(one, annexes) for one in read_all_limited(data, name=name, limits=limits)]
        lines = _lines(records)
    except Exception as error:  # one bad file never stops the others
        return failed(task.sha256, problem("crash", error=error_place(error)))
    done = outcome(task.sha256, annexes, records, ["jsonl"], [place] if lines else [])
    save_remote(f"{output}/{place}", done.model_dump_json(exclude_defaults=True).encode() + b"\n" + lines)
    return done


def join_written(output: str, part: str, to: str, places: Iterable[str]) -> str:
    """Join the records of several documents, in this order, in one file, "jsonl" or "parquet"; gives its place."""
    lines: list[bytes] = []
    for place in places:
        with fsspec.open(f"{output}/{place}", "rb") as file:
            lines += file.readlines()[1:]
    save_remote(f"{output}/{part}", b"".join(lines) if to == "jsonl" else _parquet(lines))
    return part


def save_remote(url: str, data: bytes) -> None:
    """Write a file so that there is either the old or the whole new one. Raises :class:`Stop`."""
    try:
        files, path = fsspec.url_to_fs(url)
        if isinstance(files, LocalFileSystem):
            put(Path(path), data)
        else:
            files.pipe_file(path, data)
    except OSError as error:
        raise Stop(say("batch.unwritable", path=url, error=say_os_error(error))) from None


def _load(url: str) -> bytes | Problem:
    try:
        with fsspec.open(url, "rb") as file:
            data: bytes = file.read(MOST_BYTES + 1)
        check_size(len(data))
    except Unreadable as refusal:
        return refusal.problem
    except OSError as error:
        return unreadable(error)
    except Exception as error:  # what the library of a bucket raises
        return problem("unreadable.disk", error=error_place(error))
    return data


def _written(url: str) -> Outcome | None:
    try:
        with fsspec.open(url, "rb") as file:
            return Outcome.model_validate_json(file.readline())
    except FileNotFoundError:
        return None


def _stands(known: Outcome, annexes: tuple[AnnexCard, ...] | None) -> bool:
    if any(problem.code in MAY_PASS for problem in known.problems):
        return False
    return annexes is None or known.annexes == [card.file.sha256 for card in annexes]


def _lines(records: Iterable[DocumentRecord]) -> bytes:
    """The records as ``--to jsonl`` writes them, phone numbers masked."""
    from hmtn_ingest.exports import export

    whole = [record for record in records if record.status != "failed"]
    return export(whole, "jsonl")[0].data if whole else b""


def _parquet(lines: Sequence[bytes]) -> bytes:
    """A table with a row for each record: what it is found by, and all of it as JSON."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [*_row(b"{}"), "record"]
    schema = pa.schema([(name, pa.string()) for name in columns])
    rows = [{**_row(line), "record": line.decode().rstrip("\n")} for line in lines]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink, compression="zstd")
    written: bytes = sink.getvalue().to_pybytes()
    return written


def _row(line: bytes) -> dict[str, Any]:
    record = json.loads(line)
    source, header = record.get("source") or {}, record.get("header") or {}
    row = {"sha256": source.get("sha256"), "file_name": source.get("file_name"), "status": record.get("status")}
    row["container"] = (source.get("container") or {}).get("file_name")
    for name in ("type_name", "code_number", "code_notation", "organ_name", "subject"):
        row[name] = (header.get(name) or {}).get("value")
    row["issued"] = ((header.get("issued_date") or {}).get("value") or {}).get("edtf")
    return row
