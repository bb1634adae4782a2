"""The command for whole folders: batch."""

from __future__ import annotations

import contextlib
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
from hmtn_ingest.cli.files import Exit, write
from hmtn_ingest.reading.worker import Limits

if TYPE_CHECKING:
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


def batch(
    folder: Annotated[
        Path, typer.Argument(metavar="THƯ_MỤC", exists=True, file_okay=False, help="Thư mục văn bản · the documents")
    ],
    output: Annotated[Path, typer.Option(metavar="THƯ_MỤC", help="Nơi ghi kết quả · folder for the results")],
    workers: Annotated[
        int, typer.Option(min=1, max=64, metavar="SỐ", help="Số tiến trình đọc · worker processes")
    ] = os.cpu_count() or 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="Làm tiếp lần chạy trước, không đọc lại văn bản đã xong · go on")
    ] = False,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="ĐỊNH_DẠNG", help="Định dạng kết quả, có thể ghi nhiều lần; mặc định json"),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Đọc xong thì chờ tệp mới, đến khi bấm Ctrl+C · then wait for new files")
    ] = False,
    timeout: arguments.Timeout = arguments.SECONDS,
    memory: arguments.Memory = arguments.MEGABYTES,
) -> None:
    """Đọc cả thư mục: kết quả vào kho và thành tệp, chạy lại được bất cứ lúc nào mà không mất, không trùng.

    Reads a whole folder into the store and into files. One bad file never stops the rest; summary.json names each
    file with its reason. After a crash or a power cut, --resume goes on where it stopped.
    """
    from hmtn_ingest.batch.run import Batch, Readers, Stop
    from hmtn_ingest.service.actor import system_user
    from hmtn_ingest.service.documents import Unusable, open_documents

    formats = _formats(to or ["json"])
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        documents = open_documents()  # once, before workers do it side by side
        documents.close()
        limits = Limits(timeout, memory)
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
            worst = work.summary().counts
    except (Stop, Unusable) as error:
        typer.echo(f"{error}. Sửa xong thì chạy lại với --resume." if isinstance(error, Stop) else str(error), err=True)
        raise typer.Exit(Exit.FAILED) from None
    raise typer.Exit(Exit.FAILED if worst["failed"] else Exit.PARTLY if worst["partial"] else Exit.READ)


def _formats(given: list[str]) -> list[str]:
    known = [form for form in FORMATS.split(", ") if form != "brief"]  # which is made for one body
    formats = list(dict.fromkeys(name.strip().lower() for one in given for name in one.split(",") if name.strip()))
    for name in formats:
        if name not in known:
            message = f"“{name}” không có; chọn trong: {', '.join(known)}."
            raise typer.BadParameter(message, param_hint="--to")
    return formats


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _read(work: Batch, readers: Readers, paths: Iterable[Path]) -> None:
    known = work.known()
    work.look(paths)
    if work.known() > known:
        said = f"Bỏ qua {work.known() - known} văn bản đã xong từ trước · documents that were done before"
        typer.echo(said, err=True)
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
    typer.echo(f"Chờ tệp trong “{work.folder}” (Ctrl+C: dừng) · waiting for files", err=True)
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


def _end(work: Batch) -> None:
    path = work.write_summary()
    write(_words(work.summary()))
    write(f"{path}\n")


def _words(summary: BatchSummary) -> str:
    counts = summary.counts
    lines = [
        f"{len(summary.lines)} văn bản: {counts['ok']} đọc trọn vẹn, {counts['partial']} đọc được một phần, "
        f"{counts['failed']} không đọc được"
    ]
    if counts["repeated"]:
        lines.append(f"{counts['repeated']} tệp trùng nội dung với tệp khác, chỉ đọc một lần")
    if summary.open:
        lines.append(f"{summary.open} văn bản chưa đọc; chạy lại với --resume để làm tiếp")
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
                TextColumn("còn"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self._task = self._bar.add_task("", total=self.total, rate="")
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def heard(self, task: Task, outcome: Outcome | Unfinished) -> None:
        from rich.text import Text

        from hmtn_ingest.batch.worker import Unfinished

        if isinstance(outcome, Unfinished):
            self._scan(task, outcome)
            return
        self._scans.pop(task.sha256, None)
        self.done += 1
        if self._bar:
            self._bar.update(self._task, advance=1, rate=f"{self._rate():.1f} văn bản/giây")
        elif self.done >= _ENOUGH and time.monotonic() - self.told > _TELL_EVERY:
            self.told = time.monotonic()
            left = (self.total - self.done) / max(self._rate(), 1e-9)
            typer.echo(f"{self.done}/{self.total} · {self._rate():.1f} văn bản/giây · còn {left:.0f} giây", err=True)
        if outcome.status == "failed":
            from hmtn_ingest.batch.run import BatchLine, shown_name

            said = f"{shown_name(task.name)}: {'; '.join(BatchLine([], outcome).reasons)}"
            self._bar.console.print(Text(said)) if self._bar else typer.echo(said, err=True)

    def _scan(self, task: Task, reached: Unfinished) -> None:
        """How far a scan of many pages is."""
        from hmtn_ingest.batch.run import shown_name

        self._scans[task.sha256] = f"{shown_name(task.name)}: {reached.done}/{reached.pages} trang"
        if self._bar:
            self._bar.update(self._task, rate=" · ".join(self._scans.values()))
        elif time.monotonic() - self.told > _TELL_EVERY:
            self.told = time.monotonic()
            typer.echo(" · ".join(self._scans.values()), err=True)

    def _rate(self) -> float:
        return self.done / max(time.monotonic() - self.began, 1e-9)
