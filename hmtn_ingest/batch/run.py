"""A whole folder of documents: read by several processes, kept in the store, written as files, resumable at any time.

What is known of a run stands in a journal in its output folder: a line for each document that is done. A document is
its bytes; files with the same bytes are one document.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pydantic import ValidationError

from hmtn_ingest.annexes import AnnexCard
from hmtn_ingest.batch.worker import (
    MAY_PASS,
    Outcome,
    Setting,
    Stop,
    Task,
    Unfinished,
    failed,
    make_ready,
    unreadable,
    work,
)
from hmtn_ingest.i18n import say
from hmtn_ingest.i18n.phrases import say_os_error, say_problem
from hmtn_ingest.privacy import mask_personal_data
from hmtn_ingest.readers import Unreadable, check_size
from hmtn_ingest.readers.file_name import readable_name
from hmtn_ingest.reading.worker import Limits, workers
from hmtn_ingest.whole_file import TEMPORARY, put

__all__ = ["Batch", "BatchLine", "BatchSummary", "Outcome", "Readers", "Stop", "Task", "shown_name"]

JOURNAL = ".batch.jsonl"
SUMMARY = "summary.json"
_AHEAD = 4  # tasks for a worker that wait in line
_TURN = 10.0  # seconds that a scan of many pages is read for, before others have their turn

_PASSED_OVER = ("thumbs.db", "desktop.ini")
_BEGUN = (".part", ".partial", ".crdownload", ".download", ".tmp")  # downloads that are not complete


class Batch:
    """One folder on its way into one output folder. Raises :class:`Stop` where that cannot be used."""

    def __init__(self, folder: Path, output: Path, formats: Sequence[str], *, resume: bool = False) -> None:
        self.folder = folder
        self.output = output
        self.formats = list(formats)
        self._holds: dict[str, str] = {}
        """What each file of the folder holds, by its name."""
        self._files: dict[str, list[Task]] = {}
        """The files that hold each document."""
        self._outcomes: dict[str, Outcome] = {}
        self._owners: dict[str, str] = {}
        """Whose each written file is: a changed document writes over what it was before."""
        try:
            output.mkdir(parents=True, exist_ok=True)
            self._journal = _open_journal(output / JOURNAL)
            if not resume:
                self._journal.truncate(0)
            for outcome in _read_journal(self._journal):
                self._take(outcome)
            for leftover in output.rglob(f".*{TEMPORARY}"):
                leftover.unlink(missing_ok=True)
        except BlockingIOError:
            raise Stop(say("batch.in-use", path=output)) from None
        except OSError as error:
            raise Stop(say("batch.no-output", path=output, error=say_os_error(error))) from None
        for digest, outcome in list(self._outcomes.items()):
            if any(problem.code in MAY_PASS for problem in outcome.problems):
                del self._outcomes[digest]

    def close(self) -> None:
        self._journal.close()

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def files(self) -> Iterator[Path]:
        """The files of the folder in the order of their names; hidden, incomplete and lock files are none.

        A link is followed as far as it stays in the folder: whoever may put files there cannot have others read.
        """
        hidden, inside = self.output.resolve(), self.folder.resolve()
        for where, folders, names in os.walk(self.folder):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and Path(where, f).resolve() != hidden)
            for name in sorted(names):
                path = Path(where, name)
                # a link that leads to itself is told of as a file that cannot be opened; ``resolve`` raises for it
                if not passed_over(name) and (
                    not path.is_symlink() or Path(os.path.realpath(path)).is_relative_to(inside)
                ):
                    yield path

    def look(self, paths: Iterable[Path]) -> None:
        """Take in files, new or changed, by what they hold."""
        for path in paths:
            name = path.relative_to(self.folder).as_posix()
            try:
                digest = _digest(path)
            except (OSError, Unreadable) as error:
                digest = hashlib.sha256(os.fsencode(path)).hexdigest()  # there is nothing else to know it by
                found = error.problem if isinstance(error, Unreadable) else unreadable(error)
                self._outcomes[digest] = failed(digest, found)
            before = self._holds.get(name)
            if before is not None and before != digest:
                self._files[before] = [task for task in self._files[before] if task.name != name]
            if before != digest:
                self._holds[name] = digest
                self._files.setdefault(digest, []).append(Task(path, name, digest))

    def open(self) -> list[Task]:
        """The documents that are still to be read, each under the first of its names."""
        return [
            tasks[0]._replace(annexes=self._annexes(digest))
            for digest, tasks in self._files.items()
            if tasks and not self._done(digest)
        ]

    def _annexes(self, digest: str) -> tuple[AnnexCard, ...]:
        """The files in the folder of a document that are annexes which it misses, as far as they are read."""
        outcome = self._outcomes.get(digest)
        if outcome is None or outcome.misses is None:
            return ()
        code = outcome.misses
        folders = {PurePosixPath(task.name).parent for task in self._files[digest]}
        beside = sorted(
            other
            for other, tasks in self._files.items()
            if not folders.isdisjoint(PurePosixPath(task.name).parent for task in tasks)
        )
        cards = [one.annex for other in beside if (one := self._outcomes.get(other)) and one.annex]
        return tuple(card for card in cards if any(code.agrees(one) for one in card.of))

    def known(self) -> int:
        """How many documents are done."""
        return sum(1 for digest, tasks in self._files.items() if tasks and self._done(digest))

    def _done(self, digest: str) -> bool:
        outcome = self._outcomes.get(digest)
        if outcome is None or outcome.status == "failed":
            return outcome is not None
        if outcome.misses and [card.file.sha256 for card in self._annexes(digest)] != outcome.annexes:
            return False
        written = (self._owners.get(file) == digest and (self.output / file).is_file() for file in outcome.files)
        return set(self.formats) <= set(outcome.formats) and all(written)

    def read(
        self,
        tasks: Sequence[Task],
        readers: Readers,
        heard: Callable[[Task, Outcome | Unfinished], None] = lambda *_: None,
    ) -> None:
        """Read documents and remember what became of each; ``heard`` is told of each one, of a scan several times."""
        for task, outcome in readers.outcomes(tasks):
            if isinstance(outcome, Unfinished):
                heard(task, outcome)
                continue
            self._journal.write(outcome.model_dump_json(exclude_defaults=True).encode() + b"\n")
            self._take(outcome)
            heard(task, outcome)

    def _take(self, outcome: Outcome) -> None:
        self._outcomes[outcome.sha256] = outcome
        for file in outcome.files:
            self._owners[file] = outcome.sha256

    def summary(self) -> BatchSummary:
        """All documents of the folder, and what became of each, by their names."""
        found = [
            BatchLine(sorted(shown_name(task.name) for task in tasks), self._outcomes[digest])
            for digest, tasks in self._files.items()
            if tasks and digest in self._outcomes
        ]
        return BatchSummary(sorted(found, key=lambda line: line.names), open=len(self.open()))

    def write_summary(self) -> Path:
        """The summary as ``summary.json`` in the output folder."""
        path = self.output / SUMMARY
        try:
            put(path, self.summary().json())
        except OSError as error:
            raise Stop(say("batch.unwritable", path=path, error=say_os_error(error))) from None
        return path


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A document under all its names, phone numbers hidden, and what became of it."""

    names: list[str]
    outcome: Outcome

    @property
    def reasons(self) -> list[str]:
        """Why it was not read completely, phone numbers hidden."""
        return [mask_personal_data(f"{say_problem(problem)} [{problem.code}]") for problem in self.outcome.problems]


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """``open`` documents were not reached."""

    lines: list[BatchLine]
    open: int = 0

    @property
    def counts(self) -> Counter[str]:
        """How many are ok, partial, failed; and how many files only repeat another."""
        counts = Counter(line.outcome.status for line in self.lines)
        counts["repeated"] = sum(len(line.names) - 1 for line in self.lines)
        return counts

    def json(self) -> bytes:
        counts = self.counts
        told = {name: counts[name] for name in ("ok", "partial", "failed", "repeated")} | {"open": self.open}
        documents = [
            {
                "names": line.names,
                "sha256": line.outcome.sha256,
                "status": line.outcome.status,
                "reasons": line.reasons,
                "files": [mask_personal_data(file) for file in line.outcome.files],
            }
            for line in self.lines
        ]
        return (json.dumps({**told, "documents": documents}, ensure_ascii=False, indent=2) + "\n").encode()


class Readers:
    """So many worker processes, to be used in a ``with`` statement, behind which none is at a document."""

    def __init__(
        self, count: int, limits: Limits, *, address: str, output: Path, formats: Sequence[str], by: str
    ) -> None:
        self._setting = Setting(address, output, list(formats), by, min(_TURN, limits.seconds / 2), limits.whole)
        self._most = count * _AHEAD
        self._workers = workers(limits, warm=count)
        self._ending = threading.Event()
        self._threads = ThreadPoolExecutor(count)  # each waits for a process

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._threads.shutdown(cancel_futures=True)

    def outcomes(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Outcome | Unfinished]]:
        """What becomes of each document, in the order in which they are done; a scan goes on behind those that wait."""
        waiting = iter(tasks)
        running: dict[Future[Outcome | Unfinished], Task] = {}
        while True:
            for task in waiting:
                running[self._threads.submit(self._outcome, task)] = task
                if len(running) >= self._most:
                    break
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                outcome = future.result()
                if isinstance(outcome, Unfinished):
                    running[self._threads.submit(self._outcome, task)] = task
                yield task, outcome

    def _outcome(self, task: Task) -> Outcome | Unfinished:
        try:
            with self._workers.one() as worker:
                worker.run(make_ready, self._setting, cancelled=self._ending.is_set)
                outcome: Outcome | Unfinished = worker.run(work, self._setting, task, cancelled=self._ending.is_set)
                if isinstance(outcome, Outcome):
                    worker.spend(outcome.problems)
                return outcome
        except Unreadable as refusal:
            return failed(task.sha256, refusal.problem)


# -- the journal -------------------------------------------------------------------------------------------------------


def _open_journal(path: Path) -> BinaryIO:
    """The journal for reading and adding to; ``BlockingIOError`` while another process has it open."""
    journal = path.open("a+b", buffering=0)
    if sys.platform != "win32":
        import fcntl

        with contextlib.ExitStack() as stack:
            stack.callback(journal.close)
            fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stack.pop_all()
    return journal


def _read_journal(journal: BinaryIO) -> Iterator[Outcome]:
    """What earlier runs left; a last line that was cut off is taken away."""
    journal.seek(0)
    whole = 0
    for line in journal:
        if not line.endswith(b"\n"):
            journal.truncate(whole)
            return
        whole += len(line)
        with contextlib.suppress(ValidationError):
            yield Outcome.model_validate_json(line)


def _digest(path: Path) -> str:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, say("system.no-file"))
    check_size(status.st_size)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def passed_over(name: str) -> bool:
    """Whether the name of a file is one of hidden, incomplete and lock files, which hold no document."""
    lower = name.casefold()
    # "~$ke-hoach.docx" is how Word marks a file as open
    return lower.startswith((".", "~$")) or lower.endswith(_BEGUN) or lower in _PASSED_OVER


def shown_name(name: str) -> str:
    """The name of a file as it is said, phone numbers hidden."""
    return mask_personal_data(readable_name(name))
