"""Many documents on a Dask cluster, one that is there already or one of this machine alone.

Who works at what, who is dead and what is tried again is Dask's business. This side finds the files, gives them
out, and tells what became of them; nothing is kept here, so that a run goes on wherever the last one was.

    with Cluster("tcp://10.0.0.5:8786", workers=1) as cluster:
        work = RemoteBatch("s3://van-ban/2026", "s3://ban-ghi/2026", Limits(), resume=True)
        work.look(cluster)
        work.read(cluster)
        work.join(cluster, "parquet")
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import fsspec
from distributed import Client, KilledWorker, LocalCluster, as_completed
from distributed.client import FutureCancelledError
from fsspec.core import has_magic
from fsspec.implementations.local import LocalFileSystem

from hmtn_ingest.annexes import AnnexCard, DocumentCode
from hmtn_ingest.batch.cluster_tasks import (
    DOCUMENTS,
    RemoteTask,
    digests,
    join_written,
    read_remote,
    save_remote,
)
from hmtn_ingest.batch.run import SUMMARY, BatchLine, BatchSummary, passed_over, shown_name
from hmtn_ingest.batch.worker import Outcome, Stop, failed
from hmtn_ingest.i18n import say
from hmtn_ingest.privacy import error_place
from hmtn_ingest.readers.errors import problem
from hmtn_ingest.reading.worker import Limits
from parsers.records import Problem

__all__ = ["Cluster", "RemoteBatch"]

_T = TypeVar("_T")
_RETRIES = 2
_IN_HAND = 5_000  # tasks that the scheduler knows of at once
_MOST_TOGETHER = 10  # documents that one task reads,
_FEW = 1_000  # and one where there are no more than so many
_DIGESTS = 100  # files that one task tells apart
_PART = 1_000  # documents in a file of joined records


class Cluster:
    """A connection to a scheduler, or a cluster of so many processes here; to be used in a ``with`` statement.

    Raises :class:`Stop` where no scheduler answers.
    """

    def __init__(self, address: str | None, workers: int) -> None:
        self._own: Any = None
        for name in ("distributed", "distributed.client"):  # what concerns people is said by the command
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            if address is None:
                # a document has its own limit of memory, in a process of its own
                self._own = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    memory_limit=None,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            self.client: Any = Client(address or self._own)
        except (OSError, ValueError):
            if address is None:
                raise Stop(say("batch.no-cluster")) from None
            raise Stop(say("batch.no-scheduler", address=address)) from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()
        if self._own is not None:
            self._own.close()

    def each(
        self, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """What each call gives, in the order in which they are done; an error that stays is given, not raised.

        Raises :class:`Stop` when a task does, and when the scheduler is lost.
        """
        waiting = iter(calls)
        asked: dict[str, tuple[Any, ...]] = {}

        def submit(call: tuple[Any, ...]) -> Any:
            future = self.client.submit(function, *call, pure=False, retries=_RETRIES)
            asked[future.key] = call
            return future

        done = as_completed([submit(call) for call in itertools.islice(waiting, _IN_HAND)])
        for future in done:
            found = _result(future)
            yield asked.pop(future.key), found
            for call in itertools.islice(waiting, 1):
                done.add(submit(call))


def _result(future: Any) -> Any:
    try:
        return future.result()
    except Stop:
        raise
    except FutureCancelledError:
        raise Stop(say("batch.scheduler-lost")) from None
    except ImportError as error:
        raise Stop(say("batch.other-program", error=error)) from None
    except Exception as error:
        return error


class RemoteBatch:
    """Files of a folder, glob or bucket on their way into an output folder or bucket.

    Raises :class:`Stop` where there are none, and where the output is that of another run and ``resume`` is not wanted.
    """

    def __init__(self, source: str, output: str, limits: Limits, *, resume: bool) -> None:
        self._source = _anywhere_url(source)
        self._output = _anywhere_url(output)
        self._limits = limits
        self._documents: dict[str, list[RemoteTask]] = {}
        """The files that hold each document, by its SHA-256."""
        self._outcomes: dict[str, Outcome] = {}
        with _reached(self._output) as (files, path):
            begun = files.exists(f"{path}/{DOCUMENTS}")
        if begun and not resume:
            raise Stop(say("batch.begun", path=output))

    def look(self, cluster: Cluster) -> None:
        """Find the files and tell documents apart by what they hold."""
        names = dict(_find(self._source, self._output))
        found: dict[str, str | Problem] = {}
        for (urls,), told in cluster.each(digests, ((group,) for group in _groups(list(names), _DIGESTS))):
            found |= dict(zip(urls, [_why(told)] * len(urls) if isinstance(told, Exception) else told, strict=True))
        for url, name in names.items():
            digest = found[url]
            if isinstance(digest, Problem):
                reason, digest = digest, hashlib.sha256(url.encode()).hexdigest()  # there is nothing else to know it by
                self._outcomes[digest] = failed(digest, reason)
            self._documents.setdefault(digest, []).append(RemoteTask(url, name, digest))

    def open(self) -> list[RemoteTask]:
        """The documents that are still to be read, or to be read again with their annexes."""
        beside = self._cards()
        tasks = []
        for digest, (first, *_) in self._documents.items():
            known = self._outcomes.get(digest)
            if known is None:
                tasks.append(first)
            elif known.misses is not None:
                annexes = self._annexes(digest, known.misses, beside)
                if [card.file.sha256 for card in annexes] != known.annexes:
                    tasks.append(first._replace(annexes=annexes))
        return tasks

    def read(self, cluster: Cluster, heard: Callable[[RemoteTask, Outcome], None] = lambda *_: None) -> None:
        """Have the documents read that :meth:`open` names; ``heard`` is told of each.

        A task has several documents where there are many, as each costs the scheduler a while. Of a task that comes to
        nothing, each document is tried alone.
        """
        tasks = self.open()
        for most in (min(_MOST_TOGETHER, 1 + len(tasks) // _FEW), 1):
            alone: list[RemoteTask] = []
            calls = ((group, self._output, self._limits) for group in _groups(tasks, most))
            for (group, *_), found in cluster.each(read_remote, calls):
                if isinstance(found, Exception) and most > 1:
                    alone += group
                    continue
                told = [failed(group[0].sha256, _why(found))] if isinstance(found, Exception) else found
                for task, became in zip(group, told, strict=True):
                    self._outcomes[task.sha256] = became
                    heard(task, became)
            tasks = alone

    def join(self, cluster: Cluster, to: str) -> None:
        """Write the records of all documents, in the order of their names, a thousand documents a file.

        ``to`` is "jsonl" or "parquet".
        """
        with _reached(self._output) as (files, path):
            for old in files.ls(path, detail=False):
                if PurePosixPath(old).name.startswith("part-"):
                    files.rm_file(old)
        written = [file for digest in self._documents for file in self._outcomes[digest].files]
        parts = (
            (self._output, f"part-{number:05}.{to}", to, places)
            for number, places in enumerate(_groups(written, _PART))
        )
        for _, told in cluster.each(join_written, parts):
            if isinstance(told, Exception):
                raise Stop(say("batch.not-joined", error=error_place(told)))

    def summary(self) -> BatchSummary:
        """All documents, and what became of each, by their names."""
        lines = [
            BatchLine(sorted(shown_name(task.name) for task in tasks), self._outcomes[digest])
            for digest, tasks in self._documents.items()
            if digest in self._outcomes
        ]
        return BatchSummary(sorted(lines, key=lambda line: line.names), open=len(self.open()))

    def write_summary(self) -> str:
        """The summary as ``summary.json`` in the output; gives its place."""
        place = f"{self._output}/{SUMMARY}"
        save_remote(place, self.summary().json())
        return place

    def _cards(self) -> dict[PurePosixPath, list[AnnexCard]]:
        """The annexes in each folder, in an order that does not depend on who was read first."""
        cards = defaultdict(list)
        for digest in sorted(self._documents):
            known = self._outcomes.get(digest)
            if known is not None and known.annex is not None:
                for folder in self._folders(digest):
                    cards[folder].append(known.annex)
        return cards

    def _annexes(
        self, digest: str, code: DocumentCode, beside: dict[PurePosixPath, list[AnnexCard]]
    ) -> tuple[AnnexCard, ...]:
        cards = {card.file.sha256: card for folder in self._folders(digest) for card in beside.get(folder, ())}
        return tuple(card for _, card in sorted(cards.items()) if any(code.agrees(one) for one in card.of))

    def _folders(self, digest: str) -> set[PurePosixPath]:
        return {PurePosixPath(task.name).parent for task in self._documents[digest]}


def _groups(listed: Sequence[_T], most: int) -> Iterator[Sequence[_T]]:
    return (listed[start : start + most] for start in range(0, len(listed), most))


def _why(error: Exception) -> Problem:
    if isinstance(error, KilledWorker):
        return problem("crashed", code="Dask")
    return problem("crash", error=error_place(error))


# -- files -------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _reached(url: str) -> Iterator[tuple[Any, str]]:
    """The file system of a place and the path there; whatever it says while it is asked is a :class:`Stop`."""
    try:
        yield fsspec.url_to_fs(url)
    except Exception as error:  # each kind of bucket has errors of its own
        raise Stop(say("batch.not-opened", path=url, error=type(error).__name__)) from None


def _anywhere_url(given: str) -> str:
    """The place as a worker finds it that runs in another folder."""
    return given.rstrip("/") if "://" in given else str(Path(given).absolute())


def _find(source: str, output: str) -> list[tuple[str, str]]:
    """Files with their names in the folder, in the order in which a batch of this machine takes them.

    Hidden, incomplete and lock files are none, nor is what lies in the output; a link is followed as far as it stays in
    the folder.
    """
    with _reached(output) as (_, hidden):
        pass
    with _reached(source) as (files, path):
        root, found = path, []
        if files.isdir(path):
            found = files.find(path)
        elif has_magic(path):
            root = "/".join(itertools.takewhile(lambda part: not has_magic(part), path.split("/")))
            found = [one for one, about in files.glob(path, detail=True).items() if about["type"] != "directory"]
    named = {one: one.removeprefix(root).lstrip("/") for one in found if not one.startswith(f"{hidden}/")}
    kept = [one for one, name in named.items() if not _is_hidden(name) and _is_inside(files, one, root)]
    if not kept:
        raise Stop(say("batch.empty", path=source))
    return [(files.unstrip_protocol(one), named[one]) for one in sorted(kept, key=lambda one: _order(named[one]))]


def _is_hidden(name: str) -> bool:
    *folders, last = name.split("/")
    return passed_over(last) or any(folder.startswith(".") for folder in folders)


def _is_inside(files: Any, path: str, root: str) -> bool:
    if not isinstance(files, LocalFileSystem):
        return True
    here = Path(path)
    return here.is_file() and (not here.is_symlink() or here.resolve().is_relative_to(Path(root).resolve()))


def _order(name: str) -> list[tuple[bool, str]]:
    """The files of a folder stand before those of its folders."""
    *folders, last = name.split("/")
    return [*((True, folder) for folder in folders), (False, last)]
