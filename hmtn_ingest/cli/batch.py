"""The command for whole folders: batch."""

from __future__ import annotations

import contextlib
import enum
import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from hmtn_ingest.cli import arguments
from hmtn_ingest.cli.export import FORMATS
from hmtn_ingest.cli.files import Exit, say_both, write
from hmtn_ingest.i18n import say
from hmtn_ingest.reading.worker import Limits

if TYPE_CHECKING:
    from hmtn_ingest.batch.cluster import RemoteBatch
    from hmtn_ingest.batch.cluster_tasks import RemoteTask
    from hmtn_ingest.batch.run import Batch, BatchSummary, Readers
    from hmtn_ingest.batch.worker import Outcome, Task, Unfinished

EXIT_CODES = """\
Mã kết thúc · Exit codes:

0  mọi văn bản đọc trọn vẹn · every document was read completely

1  có văn bản chỉ đọc được một phần, lý do trong summary.json · a document was read only in part

2  sai cách dùng lệnh · wrong usage

3  có văn bản không đọc được, hoặc không ghi được kết quả · a document could not be read, or nothing be written

130  bị dừng giữa chừng; chạy lại với --resume để làm tiếp · interrupted; --resume goes on
"""

_INTERRUPTED = 130
_LOOK_EVERY = 2.0  # seconds; a file that did not change in between is complete
_TELL_EVERY = 15.0  # seconds between lines of progress where there is no terminal
_ENOUGH = 5  # documents from which a rate can be told


class Engine(enum.StrEnum):
    """Who reads: processes of this machine, into the store as well, or a Dask cluster, into files alone."""

    LOCAL = "local"
    DASK = "dask"


_JOINED = ("jsonl", "parquet")


def batch(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="THƯ_MỤC",
            help="Thư mục văn bản; với dask: cả mẫu tên tệp, s3://… · the documents; with dask a glob or bucket too",
        ),
    ],
    output: Annotated[str, typer.Option(metavar="THƯ_MỤC", help="Nơi ghi kết quả · folder for the results")],
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="SỐ", help="Số tiến trình đọc · worker processes")
    ] = os.cpu_count() or 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Làm tiếp lần chạy trước, không đọc lại văn bản đã xong · go on")
    ] = False,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="ĐỊNH_DẠNG",
            help="Định dạng kết quả, có thể ghi nhiều lần; mặc định json; với dask: jsonl hoặc parquet",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Đọc xong thì chờ tệp mới, đến khi bấm Ctrl+C · then wait for new files")
    ] = False,
    engine: Annotated[
        Engine,
        typer.Option(
            parser=arguments.one_of(Engine), metavar=arguments.names(Engine), help="Đọc trên máy này, hay bằng cụm Dask"
        ),
    ] = Engine.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ĐỊA_CHỈ", help="Bộ điều phối Dask, không có thì máy này · Dask's scheduler, tcp://…:8786"
        ),
    ] = None,
    second_reader: arguments.SecondReader = None,
    timeout: arguments.Timeout = arguments.SECONDS,
    memory: arguments.Memory = arguments.MEGABYTES,
) -> None:
    """Đọc cả thư mục: kết quả vào kho và thành tệp, chạy lại được bất cứ lúc nào mà không mất, không trùng.

    Reads a whole folder into the store and into files. One bad file never stops the rest; summary.json names each
    file with its reason. After a crash or a power cut, --resume goes on where it stopped. With --engine dask a cluster
    reads, and records are written to files alone.
    """
    from hmtn_ingest.batch.worker import Stop

    arguments.use_second_reader(second_reader)
    limits = Limits(timeout, memory)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        if engine is Engine.DASK:
            _refuse("--watch", watch, "dask")
            summary = _on_cluster(folder, output, to or ["jsonl"], limits, resume, scheduler, workers)
        else:
            _refuse("--scheduler", scheduler, "local")
            summary = _here(_folder(folder), Path(output), to or ["json"], limits, resume, watch, workers)
    except Stop as error:
        typer.echo(f"{error} {say('batch.then-resume')}", err=True)
        raise typer.Exit(Exit.FAILED) from None
    worst = summary.counts
    raise typer.Exit(Exit.FAILED if worst["failed"] else Exit.PARTLY if worst["partial"] else Exit.READ)


def _refuse(option: str, given: object, engine: str) -> None:
    if given:
        raise typer.BadParameter(say("batch.other-engine", engine=engine), param_hint=option)


def _folder(given: str) -> Path:
    folder = Path(given)
    if not folder.is_dir():
        raise typer.BadParameter(say("batch.no-folder", given=given), param_hint="THƯ_MỤC")
    return folder


def _here(
    folder: Path, output: Path, to: list[str], limits: Limits, resume: bool, watch: bool, workers: int
) -> BatchSummary:
    """With processes of this machine."""
    from hmtn_ingest.batch.run import Batch, Readers
    from hmtn_ingest.service.actor import system_user
    from hmtn_ingest.service.documents import Unusable, open_documents

    formats = _formats(to)
    try:
        documents = open_documents()  # once, before workers do it side by side
        documents.close()
        with Batch(folder, output, formats, resume=resume) as work:
            try:
                with Readers(
                    workers, limits, address=documents.address, output=output, formats=formats, by=system_user()
                ) as readers:
                    if watch:
                        _watch(work, readers)
                    _read(work, readers, work.files())
            except KeyboardInterrupt:
                _end(work)
                raise typer.Exit(_INTERRUPTED) from None
            _end(work)
            return work.summary()
    except Unusable as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(Exit.FAILED) from None


def _on_cluster(
    source: str, output: str, to: list[str], limits: Limits, resume: bool, scheduler: str | None, workers: int
) -> BatchSummary:
    """With a Dask cluster."""
    try:
        from hmtn_ingest.batch.cluster import Cluster, RemoteBatch
    except ModuleNotFoundError as error:
        typer.echo(say_both("batch.no-dask", name=error.name), err=True)
        raise typer.Exit(Exit.FAILED) from None
    if len(to) != 1 or to[0] not in _JOINED:
        raise typer.BadParameter(say("batch.dask-writes", choices=", ".join(_JOINED)), param_hint="--to")
    work = RemoteBatch(source, output, limits, resume=resume)
    with Cluster(scheduler, workers) as cluster:
        try:
            work.look(cluster)
            for _ in range(2):  # a plan is read again with the annex that was found beside it
                if tasks := work.open():
                    with _Progress(len(tasks)) as progress:
                        work.read(cluster, progress.heard)
            work.join(cluster, to[0])
        except KeyboardInterrupt:
            _end(work)
            raise typer.Exit(_INTERRUPTED) from None
        _end(work)
    return work.summary()


def _formats(given: list[str]) -> list[str]:
    known = [form for form in FORMATS.split(", ") if form != "brief"]  # which is made for one body
    formats = list(dict.fromkeys(name.strip().lower() for one in given for name in one.split(",") if name.strip()))
    for name in formats:
        if name not in known:
            message = say("cli.no-choice", given=name, choices=", ".join(known))
            raise typer.BadParameter(message, param_hint="--to")
    return formats


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _read(work: Batch, readers: Readers, paths: Iterable[Path]) -> None:
    known = work.known()
    work.look(paths)
    if work.known() > known:
        typer.echo(say_both("batch.passed-over", count=work.known() - known), err=True)
    # a changed file may write over what belonged to its twin, and a plan may have been read before its annex: these are
    # read and written anew
    for _ in range(2):
        if tasks := work.open():
            with _Progress(len(tasks)) as progress:
                work.read(tasks, readers, progress.heard)


def _watch(work: Batch, readers: Readers) -> NoReturn:
    """Reads what is and what comes in the folder, each file when it did not change between two looks.

    It looks itself and does not wait to be told: a shared network folder tells nobody.
    """
    typer.echo(say_both("batch.waiting", folder=work.folder), err=True)
    read: dict[Path, tuple[int, int]] = {}
    before: dict[Path, tuple[int, int]] = {}
    while True:
        now = dict(_looks(work))
        ready = [path for path, look in now.items() if read.get(path) != look and before.get(path) == look]
        before = now
        if ready:
            read |= {path: now[path] for path in ready}
            _read(work, readers, ready)
            work.write_summary()
            typer.echo(_words(work.summary()).partition("\n")[0], err=True)
        time.sleep(_LOOK_EVERY)


def _looks(work: Batch) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in work.files():
        with contextlib.suppress(OSError):  # gone between two looks
            found = path.stat()
            yield path, (found.st_size, found.st_mtime_ns)


def _end(work: Batch | RemoteBatch) -> None:
    path = work.write_summary()
    write(_words(work.summary()))
    write(f"{path}\n")


def _words(summary: BatchSummary) -> str:
    counts = summary.counts
    read = {status: counts[status] for status in ("ok", "partial", "failed")}
    lines = [say("batch.done", documents=len(summary.lines), **read)]
    if counts["repeated"]:
        lines.append(say("batch.repeated", count=counts["repeated"]))
    if summary.open:
        lines.append(say("batch.open", count=summary.open))
    for line in summary.lines:
        lines += [f"  {line.names[0]}: {reason}" for reason in line.reasons]
    lines += [f"  {' = '.join(line.names)}" for line in summary.lines if len(line.names) > 1]
    return "\n".join(lines) + "\n"


class _Progress:
    """How far it is, how fast, and how long it still takes: a bar in a terminal, else a line now and then."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.began = self.told = time.monotonic()
        self._bar: Any = None
        self._scans: dict[str, str] = {}
        """How far each scan of many pages is, by its bytes."""

    def __enter__(self) -> _Progress:
        if sys.stderr.isatty() and self.total:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bar = Progress(
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}", markup=False),
                TextColumn(say("batch.left")),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self._task = self._bar.add_task("", total=self.total, rate="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def heard(self, task: Task | RemoteTask, outcome: Outcome | Unfinished) -> None:
        from rich.text import Text

        from hmtn_ingest.batch.worker import Unfinished

        if isinstance(outcome, Unfinished):
            self._scan(task, outcome)
            return
        self._scans.pop(task.sha256, None)
        self.done += 1
        if self._bar:
            self._bar.update(self._task, advance=1, rate=self._rate_words())
        elif self.done >= _ENOUGH and time.monotonic() - self.told > _TELL_EVERY:
            self.told = time.monotonic()
            left = (self.total - self.done) / max(self._rate(), 1e-9)
            so_far = f"{self.done}/{self.total} · {self._rate_words()}"
            typer.echo(f"{so_far} · {say('batch.seconds-left', seconds=round(left))}", err=True)
        if outcome.status == "failed":
            from hmtn_ingest.batch.run import BatchLine, shown_name

            said = f"{shown_name(task.name)}: {'; '.join(BatchLine([], outcome).reasons)}"
            self._bar.console.print(Text(said)) if self._bar else typer.echo(said, err=True)

    def _scan(self, task: Task | RemoteTask, reached: Unfinished) -> None:
        """How far a scan of many pages is."""
        from hmtn_ingest.batch.run import shown_name

        pages = say("batch.scan-pages", done=reached.done, pages=reached.pages)
        self._scans[task.sha256] = f"{shown_name(task.name)}: {pages}"
        if self._bar:
            self._bar.update(self._task, rate=" · ".join(self._scans.values()))
        elif time.monotonic() - self.told > _TELL_EVERY:
            self.told = time.monotonic()
            typer.echo(" · ".join(self._scans.values()), err=True)

    def _rate_words(self) -> str:
        from hmtn_ingest.i18n.phrases import say_number

        return say("batch.rate", rate=say_number(round(self._rate(), 1)))

    def _rate(self) -> float:
        return self.done / max(time.monotonic() - self.began, 1e-9)
